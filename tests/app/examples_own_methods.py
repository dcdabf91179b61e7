"""Examples of the actions on methods and templates of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import own_methods as own
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    return {
        "own_method": bench.do(own.copy_method, "skiva_elefanten", "sv"),
        "own_template": bench.do(own.keep_as_template, world.workshop, "Vår första dag"),
    }


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    own.new_method: lambda w: call("Tyst läsning", minutes=20),
    own.copy_method: lambda w: call("premortem", "en"),
    own.rename_method: lambda w: call(w.more["own_method"], "Vår skivning"),
    own.say_method_purpose: lambda w: call(w.more["own_method"], "Hitta den första skivan."),
    own.say_when_it_fits: lambda w: call(w.more["own_method"], "När alla är trötta."),
    own.describe_steps: lambda w: call(w.more["own_method"], "10 Skriv\n20 Välj"),
    own.list_method_material: lambda w: call(w.more["own_method"], "Pennor"),
    own.give_tips: lambda w: call(w.more["own_method"], "Håll tiden."),
    own.name_pitfalls: lambda w: call(w.more["own_method"], "Alla pratar."),
    own.say_room_needed: lambda w: call(w.more["own_method"], "Golv"),
    own.name_source: lambda w: call(w.more["own_method"], "Egen"),
    own.set_method_length: lambda w: call(w.more["own_method"], 40),
    own.limit_method: lambda w: call(w.more["own_method"], 30),
    own.set_method_group: lambda w: call(w.more["own_method"], 3, 12),
    own.set_method_kind: lambda w: call(w.more["own_method"], "plenary"),
    own.set_method_priority: lambda w: call(w.more["own_method"], "may_give"),
    own.remove_method: lambda w: call(w.more["own_method"]),
    own.keep_as_template: lambda w: call(w.workshop, "Igen", instead_of=w.more["own_template"]),
    own.rename_template: lambda w: call(w.more["own_template"], "Vår andra dag"),
    own.say_template_aim: lambda w: call(w.more["own_template"], "En vald modul."),
    own.say_what_to_prepare: lambda w: call(w.more["own_template"], "Boka sal"),
    own.set_template_group: lambda w: call(w.more["own_template"], 6, 18),
    own.remove_template: lambda w: call(w.more["own_template"]),
}
