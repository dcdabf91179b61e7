"""Examples of the actions on teams, mandates and what people bring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import mandates, people, teams
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    do = bench.do
    team = do(teams.new_team, world.initiative, "Svarsteamet")
    other = do(teams.new_team, world.initiative, "Telefonteamet")
    members = do(teams.take_in, team, world.people)
    type = do(mandates.add_decision_type, "Skriva om svarsmallen", usual="Kommunikatören")
    role_mandate = do(mandates.add_role_mandate, "operations", world.unit, "opening_hours", 2, limit="En timme åt gången")
    do(mandates.add_mandate, world.people[0], type, 1)
    return {
        "team": team, "other_team": other, "member": members[0], "second_member": members[1], "decision_type": type,
        "role_mandate": role_mandate, "mandate": do(mandates.add_mandate, world.people[0], "purchase", 2, limit="5 000 kr"),
        "rating": do(mandates.place_position, world.initiative, "it", world.unit, insight=2, mandate=1, rater="Bord 1"),
    }  # fmt: skip


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    people.set_competences: lambda w: call(w.people[0], "Klarspråk, statistik, klarspråk"),
    people.set_time_aside: lambda w: call(w.people[:2], 20),
    people.confirm_time: lambda w: call(w.people[:1], "Enhetschefen"),
    teams.new_team: lambda w: call(w.initiative, "Ett team till"),
    teams.rename_team: lambda w: call(w.more["team"], "Svar direkt"),
    teams.say_purpose: lambda w: call(w.more["team"], "Att ingen ska behöva ringa två gånger."),
    teams.name_value_stream: lambda w: call(w.more["team"], "Från fråga till svar"),
    teams.make_accountable: lambda w: call(w.more["team"], w.people[0]),
    teams.write_what_is_settled: lambda w: call(w.more["team"], "Vi håller budgeten."),
    teams.write_what_is_free: lambda w: call(w.more["team"], "Hur vi svarar."),
    teams.say_when_we_meet: lambda w: call(w.more["team"], "Tisdagar 9.00, sal 2"),
    teams.write_agreements: lambda w: call(w.more["team"], "Vi säger till i tid."),
    teams.move_team: lambda w: call(w.more["other_team"], None),
    teams.remove_team: lambda w: call(w.more["team"]),
    teams.take_in: lambda w: call(w.more["other_team"], (w.outsider, w.people[0])),
    teams.take_out: lambda w: call((w.more["member"], w.more["second_member"])),
    teams.move_to_team: lambda w: call((w.more["member"],), w.more["other_team"]),
    teams.move_member: lambda w: call(w.more["member"], w.more["second_member"]),
    teams.say_part: lambda w: call(w.more["member"], "Testar hos kunden"),
    teams.give_time: lambda w: call(w.more["member"], 30),
    teams.compose: lambda w: call(w.more["team"], (w.people[1], w.outsider)),
    mandates.add_decision_type: lambda w: call("Ändra blanketten", customer_facing=True),
    mandates.rename_decision_type: lambda w: call(w.more["decision_type"], "Ändra svarsmallen"),
    mandates.say_concerns_customers: lambda w: call(w.more["decision_type"], True),
    mandates.remove_decision_type: lambda w: call(w.more["decision_type"]),
    mandates.add_mandate: lambda w: call(w.people[1], "answer_customer", 2),
    mandates.add_role_mandate: lambda w: call("it", None, "system_permission", 3),
    mandates.change_decision_type: lambda w: call(w.more["mandate"], "fees"),
    mandates.change_level: lambda w: call(w.more["role_mandate"], 3, ""),
    mandates.say_granted_by: lambda w: call(w.more["mandate"], "Socialnämnden"),
    mandates.name_delegation: lambda w: call(w.more["role_mandate"], "B 3.2"),
    mandates.valid_until: lambda w: call(w.more["mandate"], "2027-12-31"),
    mandates.say_able: lambda w: call((w.more["mandate"], w.more["role_mandate"]), False),
    mandates.remove_mandates: lambda w: call((w.more["mandate"], w.more["role_mandate"])),
    mandates.place_position: lambda w: call(w.initiative, "it", w.unit, insight=0, mandate=3, rater="Bord 2"),
    mandates.change_rating: lambda w: call(w.more["rating"], "insight", 3),
    mandates.take_position_off: lambda w: call(w.initiative, "it", w.unit),
    mandates.remove_rating: lambda w: call(w.more["rating"]),
}
