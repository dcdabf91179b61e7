"""Examples of the actions on needs and services, journeys, and costs and gains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import inventory, journeys, landing, modules
from verkstad.app.inventory import NewItem
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    do = bench.do
    first = do(inventory.add_item, world.initiative, "Svar om bygglov", kind_of="service")
    second = do(inventory.add_item, world.initiative, "Boka tid")
    module = do(modules.add_module, world.initiative, "Ring först")
    steps = [do(journeys.add_step, world.initiative, "Söka bygglov", what) for what in ("Söker", "Väntar", "Får svar")]
    line = do(landing.add_line, world.initiative, "Nytt telefonsystem", unit=world.unit)
    do(landing.price_hour, world.initiative, 350)
    do(inventory.cover_item, module, second)
    return {
        "inventory_first": first,
        "inventory_second": second,
        "inventory_module": module,
        "inventory_judgement": do(inventory.judge_item, second, "Bord 1", 4, 2),
        "inventory_level": do(inventory.say_level, first, world.unit, 2, "Går att följa på nätet"),
        "step_first": steps[0],
        "step_second": steps[1],
        "step_third": steps[2],
        "line_first": line,
        "line_second": do(landing.add_line, world.initiative, "Färre samtal", kind_of="efficiency", unit=world.unit),
    }


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    inventory.add_item: lambda w: call(w.initiative, "Hjälp på plats", kind_of="service", after=w.more["inventory_first"]),
    inventory.change_item: lambda w: call(
        w.more["inventory_first"], for_whom="De som arbetar dagtid", can="yes", unresolved=20, unit=w.unit
    ),
    inventory.move_item: lambda w: call(w.more["inventory_second"], None),
    inventory.place_item: lambda w: call(w.more["inventory_first"], 4, 2),
    inventory.judge_item: lambda w: call(w.more["inventory_first"], "Bord 2", 5, None),
    inventory.take_back_judgement: lambda w: call(w.more["inventory_judgement"]),
    inventory.remove_items: lambda w: call((w.more["inventory_first"], w.more["inventory_second"])),
    inventory.cover_item: lambda w: call(w.more["inventory_module"], w.more["inventory_first"]),
    inventory.uncover_item: lambda w: call(w.more["inventory_module"], w.more["inventory_second"]),
    inventory.change_level: lambda w: call(w.more["inventory_level"], level=3, half_step="Visa handläggarens namn"),
    inventory.say_level: lambda w: call(w.more["inventory_second"], w.unit, 1),
    inventory.remove_levels: lambda w: call((w.more["inventory_level"],)),
    inventory.bring_items: lambda w: call(
        w.initiative,
        (
            NewItem("Följa sitt ärende", {"for_whom": "Den som sökt", "value": 5}, "En ny verksamhet"),
            NewItem("Boka tid", {"effort": 2}, already=w.more["inventory_second"]),
        ),
    ),
    journeys.add_step: lambda w: call(w.initiative, "Söka bygglov", "Ringer och frågar", after=w.more["step_first"]),
    journeys.change_step: lambda w: call(w.more["step_second"], what="Väntar på besked", waiting="12.5", bottleneck=True),
    journeys.move_step: lambda w: call(w.more["step_third"], -2),
    journeys.remove_steps: lambda w: call((w.more["step_second"],)),
    journeys.rename_journey: lambda w: call(w.initiative, "Söka bygglov", "Bygglov"),
    journeys.write_then: lambda w: call(w.initiative, "Söka bygglov"),
    landing.add_line: lambda w: call(w.initiative, "Drift", kind_of="running", unit=w.unit),
    landing.change_line: lambda w: call(w.more["line_first"], amount="250000", counted="kr", often="once", owner=w.people[0]),
    landing.land_line: lambda w: call(w.more["line_first"], "customer"),
    landing.move_line: lambda w: call(w.more["line_second"], None),
    landing.remove_lines: lambda w: call((w.more["line_first"], w.more["line_second"])),
    landing.price_hour: lambda w: call(w.initiative, 400),
    landing.spread_over: lambda w: call(w.initiative, 3),
}
