"""Examples of the actions on modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import goals, modules, teams
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    do = bench.do
    first = do(modules.add_module, world.initiative, "Svar inom ett dygn")
    second = do(modules.add_module, world.initiative, "Telefonen först", knife="channel")
    part = do(modules.add_module, first, "En skola", knife="customer_group")
    return {
        "module": first,
        "second_module": second,
        "part_module": part,
        "module_dependency": do(modules.need_first, first, second),
        "module_decision": do(modules.need_decision, first, "opening_hours", 2),
        "module_need": do(modules.need_unit, first, world.unit),
        "module_goal": do(goals.add_goal, world.initiative, "Svar samma dag"),
        "module_team": do(teams.new_team, world.initiative, "Svarsteamet"),
    }


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    modules.add_module: lambda w: call(w.more["module"], "Ett område", after=None, knife="path"),
    modules.rename_module: lambda w: call(w.more["module"], "Svar samma dag"),
    modules.move_module: lambda w: call(w.more["second_module"], w.more["module"], w.more["part_module"]),
    modules.demote_module: lambda w: call(w.more["second_module"]),
    modules.promote_module: lambda w: call(w.more["part_module"]),
    modules.remove_modules: lambda w: call((w.more["module"], w.more["part_module"], w.more["second_module"])),
    modules.cut_with: lambda w: call(w.more["module"], "rules"),
    modules.set_status: lambda w: call((w.more["module"], w.more["second_module"]), "chosen"),
    modules.answer_slice_test: lambda w: call(w.more["module"], "test_felt", "yes"),
    modules.say_days: lambda w: call(w.more["module"], 60),
    modules.say_who_notices: lambda w: call(w.more["module"], "Den som ringer"),
    modules.say_felt_by: lambda w: call(w.more["module"], "customer"),
    modules.explain_plainly: lambda w: call(w.more["module"], "Du får svar i morgon."),
    modules.describe_before: lambda w: call(w.more["module"], "Tolv dagar."),
    modules.describe_after: lambda w: call(w.more["module"], "En dag."),
    modules.place_in_journey: lambda w: call(w.more["module"], "Frågar om beslutet"),
    modules.write_module_notes: lambda w: call(w.more["module"], "Fråga nämnden."),
    modules.lead_to_goal: lambda w: call(w.more["module"], w.more["module_goal"]),
    modules.give_to_team: lambda w: call(w.more["module"], w.more["module_team"]),
    modules.make_accountable: lambda w: call(w.more["module"], w.people[0]),
    modules.score_module: lambda w: call(w.more["module"], "feasibility", 4),
    modules.place_on_map: lambda w: call(w.more["module"], 4, 5),
    modules.need_first: lambda w: call(w.more["second_module"], w.more["module"], why="Samma register"),
    modules.no_longer_first: lambda w: call(w.more["module_dependency"]),
    modules.say_why_first: lambda w: call(w.more["module_dependency"], "Numret måste finnas"),
    modules.need_decision: lambda w: call(w.more["module"], "opening_hours", 3),
    modules.no_longer_decision: lambda w: call(w.more["module_decision"]),
    modules.need_unit: lambda w: call(w.more["second_module"], w.unit),
    modules.need_competence: lambda w: call(w.more["module"], "Telefoni", weight=2),
    modules.need_perspective: lambda w: call(w.more["module"], "meets_customers"),
    modules.weigh_need: lambda w: call(w.more["module_need"], 3),
    modules.no_longer_needed: lambda w: call(w.more["module_need"]),
}
