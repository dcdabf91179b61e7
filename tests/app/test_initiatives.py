"""Initiatives, decisions and goals: what a person does, and what the pages are told."""

from __future__ import annotations

from datetime import datetime

import pytest

from verkstad.app import actions, decisions, goals, initiatives, measures, people, phrases, pilots, workshops
from verkstad.app.catalogue import platitudes
from verkstad.app.goals import GoalLine, goal_lines
from verkstad.app.measures import NewValue
from verkstad.app.people import NewPerson
from verkstad.app.sample import bring_sample
from verkstad.app.workbench import Bench
from verkstad.domain.actions import Action
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import AcceptedPhrase, Decision, Goal, Initiative
from verkstad.domain.pilots import Loop, Measure
from verkstad.domain.platitudes import marked
from verkstad.domain.runchart import later
from verkstad.domain.workshop import Workshop

TODAY = "2027-03-24"


@pytest.fixture
def change(bench: Bench) -> Id:
    return bench.do(initiatives.new_initiative, "Svar samma dag")


def test_removing_an_initiative_leaves_its_workshops_and_undo_brings_all_of_it_back(bench: Bench, change: Id) -> None:
    workshop = bench.do(workshops.new_workshop, "Startdag", date="2027-05-04", initiative=change)
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")
    bench.do(initiatives.remove_initiative, change)
    assert bench.library.need(Workshop, workshop).initiative is None
    assert bench.library.get(Goal, goal) is None
    bench.undo()
    assert bench.library.need(Workshop, workshop).initiative == change
    assert bench.library.need(Goal, goal).parent == change


@pytest.mark.parametrize("template", ["", "t_halvdagsstart"])
def test_a_workshop_belongs_to_an_initiative_from_its_first_moment_in_one_step(bench: Bench, change: Id, template: str) -> None:
    if template:
        made = bench.do(workshops.new_workshop_from_template, template, "Startdag", initiative=change)
    else:
        made = bench.do(workshops.new_workshop, "Startdag", initiative=change)
    assert bench.library.need(Workshop, made).initiative == change
    bench.undo()
    assert bench.library.get(Workshop, made) is None
    assert bench.library.count(Initiative) == 1


def test_a_workshop_of_an_initiative_that_is_gone_is_not_made(bench: Bench, change: Id) -> None:
    bench.do(initiatives.remove_initiative, change)
    with pytest.raises(Missing):
        bench.do(workshops.new_workshop, "Startdag", initiative=change)
    assert bench.library.count(Workshop) == 0


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


def test_the_figures_of_an_initiative_are_those_of_its_overview(bench: Bench) -> None:
    bench.do(bring_sample, language="sv", today=TODAY)
    for row in bench.ask(initiatives.initiatives):
        told = bench.ask(initiatives.standing, row.id, TODAY)
        assert told == bench.ask(initiatives.overview, row.id, TODAY).standing
        assert min(told.decisions, told.goals, told.concrete, told.modules, told.teams, told.pilots) > 0


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
    assert bench.ask(initiatives.overview, change, TODAY).standing.decided == 0


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


@pytest.mark.parametrize(
    ("by", "on", "step"), [("", None, 0), ("Kommundirektören", None, 0), ("", "2026-08-16", 0), ("Kommundirektören", "2026-08-16", 1)]
)
def test_a_goal_hangs_on_a_decision_when_it_is_said_who_decided_and_when(
    bench: Bench, change: Id, by: str, on: str | None, step: int
) -> None:
    goal = bench.do(goals.add_goal, change, "Svar samma dag")
    decision = bench.do(decisions.propose, change, "Två test får börja")
    bench.do(goals.hang_on_decision, goal, decision)
    bench.do(decisions.decide, decision, by, on)
    bench.do(decisions.change_state, decision, "decided")
    assert goal_lines(bench.library, change, TODAY)[0].step == step


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


def test_a_phrase_that_does_not_apply_is_asked_about_in_no_goal_and_no_decision_of_the_initiative(bench: Bench, change: Id) -> None:
    other = bench.do(initiatives.new_initiative, "En väg in")
    for initiative in (change, other):
        bench.do(goals.add_goal, initiative, "Vi sätter kunden i centrum.")
        bench.do(decisions.propose, initiative, "Kunden i centrum går före annat.")

    def asked(initiative: Id) -> list[str]:
        found = initiatives.overview(bench.library, initiative, TODAY)
        phrases_ = (*found.goals[0].concreteness.phrases, *found.decisions[0].phrases)
        return [m.platitude.id for m in phrases_]

    assert asked(change) == ["F001", "F001"]
    bench.do(phrases.set_phrase_aside, change, "F001")
    bench.do(phrases.set_phrase_aside, change, "F001")
    assert bench.library.count(AcceptedPhrase) == 1
    assert (asked(change), asked(other)) == ([], ["F001", "F001"])
    assert [p.id for p in initiatives.overview(bench.library, change, TODAY).aside] == ["F001"]
    bench.do(phrases.ask_about_phrase, change, "F001")
    assert asked(change) == ["F001", "F001"]
    bench.undo()
    assert asked(change) == []
    bench.do(phrases.ask_about_phrase, change, "F001")
    bench.do(phrases.set_phrase_aside, change, "F001")  # the same row, back again
    assert asked(change) == []
    with pytest.raises(Refused):
        bench.do(phrases.set_phrase_aside, change, "X1")


def test_an_answered_question_in_a_decision_is_answered(bench: Bench, change: Id) -> None:
    decision = bench.do(decisions.propose, change, "Kunden i centrum går före annat.")
    bench.do(decisions.answer_question, decision, " Kontaktcenter ringer upp. ")
    assert bench.library.need(Decision, decision).answer == "Kontaktcenter ringer upp."
    assert initiatives.overview(bench.library, change, TODAY).decisions[0].answered
    assert decisions.decisions_paper(bench.library, change)[0].answer == "Kontaktcenter ringer upp."


# ------------------------------------------------------------------------------------------------ what the values of a pilot say of a goal

BEFORE = ("44", "39", "47", "41", "52", "43", "38", "46", "42", "40", "45", "43")
DURING = ("33", "31", "27", "30", "24", "26", "22", "25")


def weeks(values: tuple[str, ...], first: str) -> tuple[NewValue, ...]:
    return tuple(NewValue(later(first, "week", at), value) for at, value in enumerate(values))


def measured(bench: Bench, change: Id, *, side: str = "effect", unit: str = "minuter") -> tuple[Id, Id, Id]:
    """A goal from 43 to 20 minutes, its pilot from 28 September 2026 with twelve values before and eight better ones, and the measure."""
    goal = bench.do(goals.add_goal, change, "Svar inom tjugo minuter")
    bench.do(goals.choose_measure_unit, goal, "minuter")
    bench.do(goals.set_baseline, goal, "43", "2026-09-21")
    bench.do(goals.set_target, goal, "20", "2027-12-31")
    pilot = bench.do(pilots.begin_pilot, change, "Fasta ringtider", decision_day="2026-12-15")
    bench.do(pilots.link_goal, pilot, goal)
    measure = bench.do(measures.add_measure, pilot, "Svarstid", side=side, measure_unit=unit, better="down")
    bench.do(measures.paste_values, measure, (*weeks(BEFORE, "2026-07-06"), *weeks(DURING, "2026-09-28")))
    bench.do(pilots.start_running, pilot, started="2026-09-28", why="Prov")
    return goal, pilot, measure


def line(bench: Bench, change: Id, today: str = "2026-11-20") -> GoalLine:
    return goal_lines(bench.library, change, today)[0]


def test_a_signal_the_right_way_after_a_loop_began_is_a_result_and_one_before_it_is_not(bench: Bench, change: Id) -> None:
    _goal, pilot, _measure = measured(bench, change)
    assert line(bench, change).step == 0  # a signal, and nothing of ours before it
    loop = bench.do(pilots.add_loop, pilot, "En timme?", starts="2026-09-28", ends="2026-10-11")
    assert line(bench, change).step == 0  # planned, not begun
    bench.do(pilots.set_loop_state, loop, "running")
    assert line(bench, change).step == 3
    bench.do(pilots.date_loop, loop, "2026-10-26", "2026-11-08")
    assert line(bench, change).step == 0
    bench.do(pilots.finish_loop, loop, "Det räcker")
    assert line(bench, change).step == 2
    assert bench.library.need(Loop, loop).state == "finished"


@pytest.mark.parametrize(("begun", "step"), [("2026-09-20", 3), ("2026-09-28", 3), ("2026-11-10", 2)])
def test_a_signal_counts_from_the_day_an_action_was_begun_on(begun: str, step: int) -> None:
    bench = Bench.in_memory(clock=lambda: datetime.fromisoformat(f"{begun}T09:00:00+00:00"))
    change = bench.do(initiatives.new_initiative, "Svar samma dag")
    goal, _pilot, _measure = measured(bench, change)
    action = bench.do(actions.add_action, change, "Räkna samtalen")
    bench.do(actions.lead_to_goal, action, goal)
    assert line(bench, change).step == 0
    bench.do(actions.change_status, action, "done")
    assert line(bench, change).step == step
    bench.close()


def test_a_signal_in_what_is_done_or_the_wrong_way_is_no_result(bench: Bench, change: Id) -> None:
    _goal, pilot, measure = measured(bench, change, side="done", unit="samtal")
    loop = bench.do(pilots.add_loop, pilot, "En timme?", starts="2026-09-28", ends="2026-10-11")
    bench.do(pilots.finish_loop, loop, "Det räcker")
    assert line(bench, change).step == 2
    bench.do(measures.set_side, measure, "customer")
    assert line(bench, change).step == 3
    bench.do(measures.set_better, measure, "up")
    assert line(bench, change).step == 2


def test_a_reached_target_is_a_result_by_the_goals_own_number_where_it_is_followed(bench: Bench, change: Id) -> None:
    _goal, pilot, measure = measured(bench, change)
    bench.do(measures.set_target, measure, "30")
    assert line(bench, change).step == 0  # the measure's own target, not the goal's
    bench.do(measures.type_value, measure, "2026-11-23", "20")
    assert line(bench, change).step == 3
    bench.do(measures.set_unit, measure, "samtal")
    assert line(bench, change).step == 3  # another unit: then its own target counts
    bench.do(pilots.link_goal, pilot, None)
    assert line(bench, change).step == 0


def test_a_goal_stands_where_the_effect_in_its_own_unit_stands(bench: Bench, change: Id) -> None:
    _goal, pilot, measure = measured(bench, change, side="customer")
    found = line(bench, change).now
    assert found is not None and (found.value, found.on, found.old) == ("25", "2026-11-16", False)
    assert found.progress is not None and found.progress.way == "under_way"
    effect = bench.do(measures.add_measure, pilot, "Väntan", side="effect", measure_unit=" Minuter")
    assert line(bench, change).now == found  # without values it says nothing
    bench.do(measures.type_value, effect, "2026-11-02", "31.5")
    found = line(bench, change).now
    assert found is not None and found.value == "31.5" and found.old
    for row in bench.library.all(Measure):
        bench.do(measures.set_unit, row.id, "samtal")
    assert line(bench, change).now is None and measure
