"""Examples of the actions on the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import goals, plan
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.plan import PlanItem
from verkstad.intake.plans import IncomingItem

ITEMS = (
    IncomingItem(number="1.1", says="Alla får svar samma dag. Svaret går att förstå.", heading="1 Svar", page=3),
    IncomingItem(number="1.2", says="Ingen behöver skicka samma papper två gånger.", heading="1 Svar", page=3),
    IncomingItem(number="1.3", says="Kontaktcentret får behörighet i bygglovssystemet.", heading="1 Svar", page=4),
)


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    document = bench.do(plan.take_in, world.initiative, "Digital agenda", ITEMS, source="agenda.pdf", pages=20)
    first, second, third = (row.id for row in bench.library.children(PlanItem, document))
    (goal,) = bench.do(plan.sort_into, (third,), "goal")
    return {
        "plan": document, "plan_first": first, "plan_second": second, "plan_third": third, "plan_goal": goal,
        "plan_other": bench.do(goals.add_goal, world.initiative, "Färre brev"),
        "plan_anchoring": bench.do(plan.anchor, first, world.unit, 1),
    }  # fmt: skip


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    plan.take_in: lambda w: call(w.initiative, "Handlingsplan", ITEMS[:1], source="plan.docx"),
    plan.rename_document: lambda w: call(w.more["plan"], "Vår digitala agenda"),
    plan.remove_document: lambda w: call(w.more["plan"]),
    plan.sort_into: lambda w: call((w.more["plan_first"], w.more["plan_second"]), "module"),
    plan.tie: lambda w: call(w.more["plan_first"], w.more["plan_other"]),
    plan.loosen: lambda w: call(w.more["plan_third"], w.more["plan_goal"]),
    plan.leave_to_others: lambda w: call((w.more["plan_first"],), "Drivs av bygglovsenheten"),
    plan.strike: lambda w: call((w.more["plan_first"],)),
    plan.reopen: lambda w: call((w.more["plan_third"],)),
    plan.explain: lambda w: call(w.more["plan_first"], "Beslutas av nämnden"),
    plan.divide: lambda w: call(w.more["plan_first"], ("Alla får svar samma dag.", "Svaret går att förstå.")),
    plan.join: lambda w: call((w.more["plan_second"], w.more["plan_first"])),
    plan.anchor: lambda w: call(w.more["plan_second"], w.unit, 3, "2027-01-12"),
    plan.date_anchoring: lambda w: call(w.more["plan_anchoring"], "2027-01-12"),
    plan.say_what_changed: lambda w: call(w.more["plan_anchoring"], "Tiden flyttades till efter skolstarten."),
}
