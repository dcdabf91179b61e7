"""Examples of the actions on groups: what is wanted, rules, who sits where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import groupings
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.grouping import GroupNeed, GroupRule, Round


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    do = bench.do
    grouping = do(groupings.new_grouping, world.workshop, "Häxan", size=2, blocks=(world.blocks[1], None))
    first, second = (r.id for r in bench.library.children(Round, grouping))
    one, two, three = world.people
    do(groupings.keep_apart, grouping, one, two)
    do(groupings.need_in_every_group, grouping, "meets_customers")
    do(groupings.take_plan, grouping, {first: ((one, two), (three,)), second: ((one, three), (two,))}, seed=1, iterations=10, engine="1")
    do(groupings.lock, second, (two,))
    return {
        "grouping": grouping, "round": first, "second_round": second, "group_rule": bench.library.children(GroupRule, grouping)[0].id,
        "group_need": bench.library.children(GroupNeed, grouping)[0].id,
    }  # fmt: skip


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    groupings.new_grouping: lambda w: call(w.workshop, "Eftermiddagen", number=3, blocks=(w.blocks[1],)),
    groupings.rename_grouping: lambda w: call(w.more["grouping"], "Förmiddagens grupper"),
    groupings.remove_grouping: lambda w: call(w.more["grouping"]),
    groupings.choose_size: lambda w: call(w.more["grouping"], 3),
    groupings.choose_number: lambda w: call(w.more["grouping"], 2),
    groupings.choose_wish: lambda w: call(w.more["grouping"], "wide"),
    groupings.remember_earlier_meetings: lambda w: call(w.more["grouping"], True),
    groupings.name_tables: lambda w: call(w.more["grouping"], "Asken\nBjörken"),
    groupings.add_round: lambda w: call(w.more["grouping"], w.blocks[1]),
    groupings.remove_round: lambda w: call(w.more["second_round"]),
    groupings.rename_round: lambda w: call(w.more["round"], "Speeddejten"),
    groupings.move_round: lambda w: call(w.more["second_round"], None),
    groupings.meet_in: lambda w: call(w.more["second_round"], w.blocks[3]),
    groupings.choose_number_in_round: lambda w: call(w.more["round"], 1),
    groupings.hold_round: lambda w: call(w.more["round"]),
    groupings.keep_apart: lambda w: call(w.more["grouping"], w.people[0], w.people[2]),
    groupings.keep_together: lambda w: call(w.more["grouping"], w.people[0], w.people[1]),
    groupings.pin_to_table: lambda w: call(w.more["grouping"], w.people[1], 1, round=w.more["round"]),
    groupings.drop_rule: lambda w: call(w.more["group_rule"]),
    groupings.need_in_every_group: lambda w: call(w.more["grouping"], "competence", "Klarspråk"),
    groupings.drop_need: lambda w: call(w.more["group_need"]),
    groupings.take_plan: lambda w: call(
        w.more["grouping"], {w.more["round"]: ((w.people[0],), (w.people[1], w.people[2]))}, seed=2, iterations=5, engine="1"
    ),
    groupings.move_to_group: lambda w: call(w.more["round"], (w.people[0],), 1),
    groupings.change_places: lambda w: call(w.more["round"], w.people[0], w.people[2]),
    groupings.lock: lambda w: call(w.more["round"], (w.people[0],)),
    groupings.unlock: lambda w: call(w.more["second_round"], (w.people[1],)),
}
