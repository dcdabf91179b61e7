"""Decision requests through their actions, the decision that comes of an answer, and the follow-ups that make themselves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from verkstad.app import decision_requests as requests
from verkstad.app import decisions, following, initiatives, pilots
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.domain.follow_ups import Ahead
from verkstad.domain.following import DecisionRequest, FollowUp
from verkstad.domain.initiative import Decision, Initiative
from verkstad.domain.pilots import Pilot
from verkstad.storage.library import open_library

NOW = datetime.datetime(2027, 3, 29, 9, tzinfo=datetime.UTC)


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(open_library(clock=lambda: NOW))
    yield made
    made.close()


def due(bench: Bench, row: str) -> list[tuple[int | None, str | None]]:
    return sorted((f.days, f.due) for f in bench.library.where(FollowUp, parent=row))  # type: ignore[type-var]


def test_the_answer_becomes_the_decision_in_one_step_with_links_both_ways(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    request = bench.do(requests.add_request, initiative, "Får teamet ändra öppettiderna?")
    bench.do(requests.ask, request, "2027-03-01", of="Kommunchefen")
    made = bench.do(
        requests.answer_request, request, "Ja, till årets slut.", "Kommunchefen", "2027-03-10", reference="KS 2027:14", wait="Nya appen"
    )
    decision, row = bench.library.need(Decision, made), bench.library.need(DecisionRequest, request)
    assert (decision.state, decision.decided_by, decision.decided_on, decision.reference) == (
        "decided",
        "Kommunchefen",
        "2027-03-10",
        "KS 2027:14",
    )
    assert (decision.statement, decision.deprioritised) == ("Ja, till årets slut.", "Nya appen")
    assert (row.state, row.decision, row.answered_on, row.asked_on) == ("answered", made, "2027-03-10", "2027-03-01")
    asked_by = bench.ask(requests.asked_by, made)
    assert asked_by is not None and asked_by.id == request
    assert due(bench, made) == [(30, "2027-04-09"), (60, "2027-05-09"), (90, "2027-06-08")]
    bench.undo()
    assert bench.library.get(Decision, made) is None and not bench.library.all(FollowUp)
    assert bench.library.need(DecisionRequest, request).state == "asked"


def test_an_answer_needs_somebody_who_decided_and_is_given_once(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    request = bench.do(requests.add_request, initiative, "Får vi?")
    with pytest.raises(Refused, match="nobody_decided"):
        bench.do(requests.answer_request, request, "Ja", "  ")
    bench.do(requests.answer_request, request, "Ja", "Chefen", "2027-03-10")
    for again in (requests.ask, requests.withdraw, requests.rework):
        with pytest.raises(Refused, match="request_answered"):
            bench.do(again, request)


def test_taking_the_decision_away_lets_the_request_wait_again(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    request = bench.do(requests.add_request, initiative, "Får vi?")
    made = bench.do(requests.answer_request, request, "Ja", "Chefen", "2027-03-10")
    bench.do(decisions.remove_decision, made)
    row = bench.library.need(DecisionRequest, request)
    assert (row.state, row.decision, row.answered_on) == ("asked", None, None)


def test_an_answer_about_a_pilot_decides_the_pilot_in_the_same_step(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    pilot = bench.do(pilots.begin_pilot, initiative, "Fasta ringtider")
    request = bench.do(requests.add_request, initiative, "Ska fler börja?", pilot=pilot)
    bench.do(requests.answer_request, request, "Ja, tre team till.", "Chefen", "2027-03-10", outcome="expand")
    row = bench.library.need(Pilot, pilot)
    assert (row.state, row.outcome, row.outcome_on, row.outcome_by) == ("ended", "expand", "2027-03-10", "Chefen")
    bench.undo()
    assert bench.library.need(Pilot, pilot).outcome == ""


def test_deciding_makes_follow_ups_after_thirty_sixty_and_ninety_days_and_never_twice(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    decision = bench.do(decisions.propose, initiative, "Svar går före.")
    bench.do(decisions.decide, decision, "Kommunstyrelsen", None)
    assert not due(bench, decision), "without a day there is nothing to count from"
    bench.do(decisions.decide, decision, "Kommunstyrelsen", "2027-02-01")
    expected = [(30, "2027-03-03"), (60, "2027-04-02"), (90, "2027-05-02")]
    assert due(bench, decision) == expected
    bench.do(decisions.decide, decision, "Kommunstyrelsen, 12 §", "2027-02-01")
    assert due(bench, decision) == expected
    bench.do(decisions.change_state, decision, "withdrawn")
    assert due(bench, decision) == []
    bench.do(decisions.change_state, decision, "decided")
    assert due(bench, decision) == expected


def test_one_that_was_removed_by_hand_does_not_come_back_when_the_words_change(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    decision = bench.do(decisions.propose, initiative, "Svar går före.")
    bench.do(decisions.decide, decision, "Kommunstyrelsen", "2027-02-01")
    bench.do(following.remove_follow_ups, tuple(f.id for f in bench.library.where(FollowUp, parent=decision)))
    bench.do(decisions.decide, decision, "Nämnden", "2027-02-01")
    assert due(bench, decision) == []


def test_a_pilot_is_followed_from_its_start_and_then_from_its_decision(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    pilot = bench.do(pilots.begin_pilot, initiative, "Fasta ringtider")
    bench.do(pilots.start_running, pilot, started="2027-01-11", why="Vi vet nog")
    assert due(bench, pilot) == [(30, "2027-02-10"), (60, "2027-03-12"), (90, "2027-04-11")]
    first = min(bench.library.where(FollowUp, parent=pilot), key=lambda f: f.due or "")
    bench.do(following.finish_follow_up, first.id, "observation", "Kön är borta på måndagar", "2027-02-10")
    bench.do(pilots.decide_outcome, pilot, "adopt", on="2027-03-01")
    assert due(bench, pilot) == [(30, "2027-02-10"), (30, "2027-03-31"), (60, "2027-04-30"), (90, "2027-05-30")]
    bench.do(pilots.decide_outcome, pilot, "")
    assert due(bench, pilot) == [(30, "2027-02-10"), (60, "2027-03-12"), (90, "2027-04-11")]
    bench.do(pilots.decide_outcome, pilot, "abandon", on="2027-03-01")
    assert due(bench, pilot) == [(30, "2027-02-10")], "what is abandoned is not followed up"


def test_closing_an_initiative_makes_its_follow_ups_and_archiving_hides_it(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    bench.do(initiatives.close_initiative, initiative, "2027-06-01")
    assert [on for _days, on in due(bench, initiative)] == ["2027-07-01", "2027-07-31", "2027-08-30"]
    bench.do(initiatives.reopen_initiative, initiative)
    assert due(bench, initiative) == []
    bench.do(initiatives.archive_initiative, initiative, "2027-06-02")
    row = bench.library.need(Initiative, initiative)
    assert (row.ended, row.archived) == ("2027-06-02", "2027-06-02")


@pytest.mark.parametrize(("evidence", "seen"), [("", "Allt är klart"), ("quote", "   "), ("done", "Klart")])
def test_a_follow_up_without_evidence_does_not_count(bench: Bench, evidence: str, seen: str) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    row = bench.do(following.add_follow_up, initiative, "2027-04-01")
    with pytest.raises(Refused, match="no_evidence"):
        bench.do(following.finish_follow_up, row, evidence, seen)
    assert bench.library.need(FollowUp, row).done is None


def test_what_waits_comes_before_what_is_done_and_what_is_late_is_marked(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    for day in ("2027-05-01", "2027-03-01", "2027-04-15"):
        bench.do(following.add_follow_up, initiative, day)
    seen = bench.do(following.add_follow_up, initiative, "2027-02-01")
    bench.do(following.finish_follow_up, seen, "quote", "”Nu ringer de tillbaka”", "2027-02-02")
    lines = bench.ask(following.follow_up_lines, initiative, "2027-04-10")
    assert [(line.row.due, line.overdue) for line in lines] == [
        ("2027-03-01", True),
        ("2027-04-15", False),
        ("2027-05-01", False),
        ("2027-02-01", False),
    ]
    assert bench.ask(following.follow_ups_ahead, initiative, "2027-04-10") == Ahead(overdue=1, near=1, later=1, done=1)
