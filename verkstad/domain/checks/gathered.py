"""Rules about the plan, the inventory, and where costs and gains land."""

from __future__ import annotations

from collections.abc import Iterator

from verkstad.domain.actions import Action
from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.fields import Id, Row
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.inventory import CostBenefit, Cover, InventoryItem
from verkstad.domain.inventorying import NoHumanWay, item_facts, overlaps
from verkstad.domain.landing import gains_at_risk, gains_lacking, paying_without_gain
from verkstad.domain.launch import Adoption
from verkstad.domain.modules import Module
from verkstad.domain.people import Unit
from verkstad.domain.piloting import days_between
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem, PlanLink
from verkstad.domain.planning import wants_forum

RESULTS: tuple[type[Row], ...] = (Goal, Action, Module, Decision, Pilot)
CONSULTED = 2
"""From this level an operation has been asked, and not only told."""


@rule("V301", HINT, PlanItem, product="plan item without forum", requirements=("002-19",))
def item_without_forum(item: PlanItem, look: Look) -> Fact | None:
    """Of the points the initiative drives; what is new, or driven elsewhere, is left in peace."""
    return fact() if wants_forum(item.state, item.forum) else None


@rule("V302", HINT, PlanItem, requirements=("002-17",))
def item_comes_to_nothing(item: PlanItem, look: Look) -> Fact | None:
    """It was to become something, and none of it is there any more."""
    if item.state != "used":
        return None
    links = look.children(PlanLink, item.id)
    lives = any(look.get(value, link.result) is not None for link in links for value in RESULTS)
    return None if lives else fact()


@rule("V303", HINT, PlanDocument, requirements=("002-18",))
def document_not_gone_through(document: PlanDocument, look: Look) -> Fact | None:
    """One line a document, however many points; not before somebody has had the time."""
    if not document.added or days_between(document.added, look.today) <= look.limit("triage_days", document.parent):
        return None
    left = sum(item.state == "new" for item in look.children(PlanItem, document.id))
    return fact(count=left) if left else None


@rule("V304", HINT, PlanItem, requirements=("002-03",))
def operations_not_asked(item: PlanItem, look: Look) -> Fact | None:
    """Operations that are named for a point and have been told of it at most."""
    if item.state != "used":
        return None
    low = [row for row in look.children(Anchoring, item.id) if row.level is not None and row.level < CONSULTED]
    return fact(count=len(low)) if low else None


@rule("V401", HINT, Initiative, product="no inventory", requirements=("001-15", "001-02"))
def no_inventory(initiative: Initiative, look: Look) -> Fact | None:
    return None if look.children(InventoryItem, initiative.id) else fact()


@rule(
    "V402", WARNING, InventoryItem,
    product="inventory item that should and can be taken further but no module covers it", requirements=("001-15",),
)  # fmt: skip
def item_nobody_takes_further(item: InventoryItem, look: Look) -> Fact | None:
    if item.should != "yes" or item.can != "yes":
        return None
    covered = any(look.get(Module, cover.parent) is not None for cover in look.naming(Cover, "item", item.id))
    return None if covered else fact()


def going_on_twice(initiative: Initiative, look: Look) -> dict[Id, tuple[Id, ...]]:
    """Effort -> the efforts before it that are for the same customer, in the same step, at the same time."""
    found: dict[Id, tuple[Id, ...]] = {}
    for pair in overlaps(look.children(InventoryItem, initiative.id)):
        found[pair.second] = (*found.get(pair.second, ()), pair.first)
    return found


@rule("V403", HINT, InventoryItem, requirements=("000-14", "004-14"))
def effort_goes_on_twice(item: InventoryItem, look: Look) -> Fact | None:
    initiative = look.get(Initiative, item.parent)
    others = look.view(going_on_twice, initiative).get(item.id, ()) if initiative is not None else ()
    other = look.get(InventoryItem, others[0]) if others else None
    return fact(other=other.title, more=len(others) - 1) if other is not None else None


@rule("V404", WARNING, InventoryItem, requirements=("004-08",))
def no_human_way(item: InventoryItem, look: Look) -> Fact | None:
    """People serve themselves, or some do not get it done there, and nobody has said where they turn."""
    found = next((f for f in item_facts(item) if isinstance(f, NoHumanWay)), None)
    return fact(unresolved=found.unresolved) if found is not None else None


@rule("V405", WARNING, Initiative, product="unit bears cost without gain", requirements=("001-11",))
def unit_pays_without_gain(initiative: Initiative, look: Look) -> Iterator[Fact]:
    lines = look.children(CostBenefit, initiative.id)
    for place in paying_without_gain(lines):
        unit = look.get(Unit, place)
        first = next((r for r in lines if r.unit == place), None)
        if unit is not None and first is not None:
            yield fact(about=unit, mend=first, unit=unit.id)


@rule("V406", WARNING, CostBenefit, requirements=("001-13",))
def gain_lacks(line: CostBenefit, look: Look) -> Fact | None:
    """Every gain needs an owner, a measure, and a day from which it is to be seen."""
    found = gains_lacking((line,))
    return fact(lacks=found[0].lacks) if found else None


@rule("V407", WARNING, CostBenefit, requirements=("003-13",))
def gain_at_risk(line: CostBenefit, look: Look) -> Fact | None:
    counts = {line.module: look.children(Adoption, line.module)} if line.module else {}
    found = gains_at_risk((line,), counts, look.today)
    return fact(planned=found[0].planned, share=found[0].share) if found else None
