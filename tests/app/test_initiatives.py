"""Initiatives, decisions and goals: what a person does, and what the pages are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from verkstad.app import actions, decisions, goals, initiatives, people, workshops
from verkstad.app.catalogue import platitudes
from verkstad.app.goals import goal_lines
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.platitudes import marked
from verkstad.domain.workshop import Workshop

TODAY = "2027-03-24"


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench.in_memory()
    yield made
    made.close()


@pytest.fixture
def change(bench: Bench) -> Id:
    return bench.do(initiatives.new_initiative, "Svar samma dag")


def test_removing_an_initiative_leaves_its_workshops_and_undo_brings_all_of_it_back(bench: Bench, change: Id) -> None:
    workshop = bench.do(initiatives.new_workshop_of, change, "Startdag", date="2027-05-04")
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")
    bench.do(initiatives.remove_initiative, change)
    assert bench.library.need(Workshop, workshop).initiative is None
    assert bench.library.get(Goal, goal) is None
    bench.undo()
    assert bench.library.need(Workshop, workshop).initiative == change
    assert bench.library.need(Goal, goal).parent == change


def test_a_way_to_begin_that_there_is_not_is_refused(bench: Bench, change: Id) -> None:
    with pytest.raises(Refused):
        bench.do(initiatives.choose_route, change, "somewhere")
    with pytest.raises(Refused):
        bench.do(initiatives.new_initiative, "  ")


def test_closing_keeps_everything_and_opening_again_forgets_the_reason(bench: Bench, change: Id) -> None:
    bench.do(goals.add_goal, change, "Svar inom sju dagar")
    bench.do(initiatives.close_initiative, change, "2027-11-30", "Målet är nått")
    row = bench.library.need(Initiative, change)
    assert (row.ended, row.ended_why) == ("2027-11-30", "Målet är nått")
    assert bench.ask(goals.goals, change)
    bench.do(initiatives.reopen_initiative, change)
    row = bench.library.need(Initiative, change)
    assert (row.ended, row.ended_why) == (None, "")


def test_those_that_go_on_come_before_those_that_are_closed(bench: Bench, change: Id) -> None:
    newer = bench.do(initiatives.new_initiative, "En väg in")
    newest = bench.do(initiatives.new_initiative, "Ny webbplats")
    bench.do(initiatives.close_initiative, newest, "2027-01-31")
    assert [row.id for row in initiatives.newest_first(bench.ask(initiatives.initiatives))] == [newer, change, newest]


def test_removing_a_decision_or_a_goal_lets_go_of_what_hung_on_it(bench: Bench, change: Id) -> None:
    decision = bench.do(decisions.propose, change, "Bygglov går före annat")
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")
    action = bench.do(actions.add_action, change, "Räkna samtalen")
    bench.do(goals.hang_on_decision, goal, decision)
    bench.do(actions.lead_to_goal, action, goal)
    bench.do(decisions.remove_decision, decision)
    assert bench.library.need(Goal, goal).decision is None
    bench.do(goals.remove_goal, goal)
    assert bench.library.need(Action, action).goal is None


def test_what_was_decided_and_is_withdrawn_was_still_decided_by_somebody(bench: Bench, change: Id) -> None:
    decision = bench.do(decisions.propose, change, "Bygglov går före annat")
    bench.do(decisions.decide, decision, "Nämnden", "2027-02-10")
    bench.do(decisions.change_state, decision, "withdrawn")
    row = bench.library.need(Decision, decision)
    assert (row.state, row.decided_by, row.decided_on) == ("withdrawn", "Nämnden", "2027-02-10")
    assert bench.ask(initiatives.overview, change, TODAY).decided == 0


def test_a_value_is_kept_as_decimal_text_and_what_is_no_number_is_refused(bench: Bench, change: Id) -> None:
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")
    bench.do(goals.set_baseline, goal, "12,5", "2027-03-01")
    assert bench.library.need(Goal, goal).baseline == "12.5"
    bench.do(goals.set_baseline, goal, "0", "2027-03-01")
    assert bench.library.need(Goal, goal).baseline == "0"
    with pytest.raises(Refused):
        bench.do(goals.set_target, goal, "tolv", None)


def test_from_words_to_deeds_follows_from_what_was_decided_and_done(bench: Bench, change: Id) -> None:
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")

    def step() -> int:
        return goal_lines(bench.library, change, TODAY)[0].step

    assert step() == 0
    decision = bench.do(decisions.propose, change, "Bygglov går före annat")
    bench.do(goals.hang_on_decision, goal, decision)
    assert step() == 0
    bench.do(decisions.decide, decision, "Nämnden", "2027-02-10")
    assert step() == 1
    workshop = bench.do(workshops.new_workshop, "Startdag")
    action = bench.do(actions.add_action, workshop, "Räkna samtalen")
    bench.do(actions.lead_to_goal, action, goal)
    assert step() == 1
    bench.do(actions.change_status, action, "done")
    assert step() == 2


def test_an_owner_who_is_gone_owns_nothing(bench: Bench, change: Id) -> None:
    person = bench.do(people.add_person, NewPerson("Karin", "Holm"))
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")
    bench.do(goals.give_goal_to, goal, person)
    assert goal_lines(bench.library, change, TODAY)[0].concreteness.lack("owner") is None
    bench.do(people.remove_people, (person,))
    assert goal_lines(bench.library, change, TODAY)[0].concreteness.lack("owner") is not None


def test_the_shipped_phrases_are_found_in_both_languages(bench: Bench) -> None:
    assert len(platitudes()) >= 80
    assert [m.platitude.id for m in marked("Vi sätter kunden i centrum.", platitudes())] == ["F001"]
    assert [m.platitude.id for m in marked("Customers at the heart of what we do", platitudes())] == ["F001"]
    assert not marked("Den som söker bygglov får svar inom sju dagar.", platitudes())
