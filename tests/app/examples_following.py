"""Examples of the actions on decision requests, follow-ups and reports, and of archiving an initiative."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import decision_requests as requests
from verkstad.app import decisions, following, goals, initiatives, reports
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    do = bench.do
    goal = do(goals.add_goal, world.initiative, "Svar inom sju dagar")
    first = do(requests.add_request, world.initiative, "Får teamet ändra öppettiderna själva?")
    second = do(requests.add_request, world.initiative, "Ska vi köpa bokningssystemet?")
    do(requests.ask, second, "2027-03-01", of="Förvaltningschefen")
    answered = do(requests.add_request, world.initiative, "Får vi börja?")
    decision = do(requests.answer_request, answered, "Teamet börjar.", "Förvaltningschefen", "2027-03-02")
    option = do(requests.add_option, first, "Pröva en månad")
    other = do(requests.add_option, first, "Vänta")
    seen = do(following.add_follow_up, decision, "2027-04-01", "Se hur det gick")
    waits = do(following.add_follow_up, world.initiative, "2027-05-01")
    do(following.finish_follow_up, seen, "observation", "Tre av fyra mötte upp")
    report = do(reports.issue_report, world.initiative, to_whom="Kommunledningen", on="2027-03-20")
    archived = do(initiatives.new_initiative, "Gamla lokaler")
    do(initiatives.archive_initiative, archived, "2027-02-01")
    return {
        "asked_goal": goal, "request": first, "second_request": second, "option": option, "second_option": other, "seen_follow_up": seen,
        "waiting_follow_up": waits, "report": report, "archived": archived,
    }  # fmt: skip


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    requests.add_request: lambda w: call(w.initiative, "Vem betalar?", recommendation="Förvaltningen"),
    requests.change_request: lambda w: call(w.more["request"], recommendation="Ja, i ett halvår", cost="12000", last_day="2027-04-30"),
    requests.ask: lambda w: call(w.more["request"], "2027-03-15", of="Kommunchefen"),
    requests.withdraw: lambda w: call(w.more["second_request"]),
    requests.rework: lambda w: call(w.more["second_request"]),
    requests.answer_request: lambda w: call(
        w.more["second_request"], "Ja, inom budgeten.", "Förvaltningschefen", "2027-03-28", reference="KS 2027:31", wait="Den nya appen"
    ),
    requests.move_request: lambda w: call(w.more["second_request"], None),
    requests.remove_requests: lambda w: call((w.more["request"],)),
    requests.add_option: lambda w: call(w.more["request"], "Fråga nämnden"),
    requests.change_option: lambda w: call(w.more["option"], follows="Vi vet mer i maj", cost="0"),
    requests.move_option: lambda w: call(w.more["second_option"], None),
    requests.remove_option: lambda w: call(w.more["option"]),
    decisions.change_decision: lambda w: call(w.more["decision"], by_when="2027-12-31", reported="Varje månad", driver=w.people[0]),
    goals.note_check: lambda w: call(w.more["asked_goal"], "2027-03-29"),
    following.add_follow_up: lambda w: call(w.initiative, "2027-06-01", "Fråga de som var med"),
    following.change_follow_up: lambda w: call(w.more["waiting_follow_up"], what="Besök receptionen", due="2027-05-10"),
    following.finish_follow_up: lambda w: call(w.more["waiting_follow_up"], "quote", "Nu får jag svar samma vecka"),
    following.reopen_follow_up: lambda w: call(w.more["seen_follow_up"]),
    following.remove_follow_ups: lambda w: call((w.more["waiting_follow_up"],)),
    reports.set_cadence: lambda w: call(w.initiative, 30, "Kommunledningsgruppen"),
    reports.issue_report: lambda w: call(w.initiative, to_whom="Nämnden", form="full"),
    reports.address_report: lambda w: call(w.more["report"], "Nämnden"),
    reports.remove_report: lambda w: call(w.more["report"]),
    reports.answer_goal: lambda w: call(
        w.more["report"], w.more["asked_goal"], "support", need="En person till", by_whom="Förvaltningschefen"
    ),
    initiatives.archive_initiative: lambda w: call(w.initiative, "2027-03-29"),
    initiatives.unarchive_initiative: lambda w: call(w.more["archived"]),
}
