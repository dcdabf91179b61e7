"""Examples of the actions of the launch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import launch, modules
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    """An audience with an activity, a check of understanding and an answer; a module with a count."""
    do = bench.do
    module = do(modules.add_module, world.initiative, "Ringtider")
    audience = do(launch.add_audience, world.initiative, "Handläggare", unit=world.unit, module=module)
    activity = do(launch.add_activity, world.initiative, "Träff", on="2027-03-01", channel="meeting", audience=audience)
    return {
        "launch_module": module,
        "audience": audience,
        "launch_activity": activity,
        "understanding": do(launch.note_understanding, audience, "2027-03-10", 4, 6),
        "count": do(launch.count_users, module, "2027-04-01", 3, 12),
        "readiness": do(launch.add_readiness, world.initiative, (4, 2, 3, 4, 5), audience=audience),
    }


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    launch.add_audience: lambda w: call(w.initiative, "Kundtjänst", role="employee", size=14),
    launch.change_audience: lambda w: call(w.more["audience"], why="Köerna blir kortare", how="Ring före tio", size=9),
    launch.remove_audiences: lambda w: call((w.more["audience"],)),
    launch.add_activity: lambda w: call(w.initiative, "Mejl till alla", on="2027-02-10", channel="email", audience=w.more["audience"]),
    launch.change_activity: lambda w: call(w.more["launch_activity"], hours="2.5", cost="800", owner=w.people[0], ingress="Från mars."),
    launch.move_activities: lambda w: call((w.more["launch_activity"],), "2027-03-08"),
    launch.set_activity_state: lambda w: call((w.more["launch_activity"],), "done"),
    launch.plan_what_helps: lambda w: call(w.initiative, "desire", "Prova på", audience=w.more["audience"]),
    launch.choose_picture: lambda w: call(w.more["launch_activity"], "ab" * 32),
    launch.choose_accent: lambda w: call(w.more["launch_activity"], "plum"),
    launch.remove_activities: lambda w: call((w.more["launch_activity"],)),
    launch.note_understanding: lambda w: call(w.more["audience"], "2027-04-01", 7, 9, said="Jag ringer före tio."),
    launch.correct_understanding: lambda w: call(w.more["understanding"], could=5, said="Ring."),
    launch.remove_understandings: lambda w: call((w.more["understanding"],)),
    launch.count_users: lambda w: call(w.more["launch_module"], "2027-05-01", 8, 12, unit=w.unit, note="Ur systemet"),
    launch.correct_count: lambda w: call(w.more["count"], using=4, note="En till"),
    launch.remove_counts: lambda w: call((w.more["count"],)),
    launch.add_readiness: lambda w: call(w.initiative, (5, 4, 3, None, 5), audience=w.more["audience"], on="2027-03-02"),
    launch.remove_readiness: lambda w: call((w.more["readiness"],)),
}
