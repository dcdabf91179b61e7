"""Reports through their actions: what is issued and what changed since, answers, rhythm, how it moves, gains at risk, and the example's own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.documents.reading import texts
from verkstad.app import actions, decisions, following, goals, initiatives, landing, launch, modules, pilots, printing, reports
from verkstad.app.exchange import export_session, read_session
from verkstad.app.sample import bring_sample
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.following import DecisionRequest, FollowUp, LeadershipAnswer, Report, ReportPart
from verkstad.domain.initiative import Initiative
from verkstad.domain.reporting import Figures, momentum
from verkstad.i18n import language
from verkstad.storage.library import open_library
from verkstad.wording_following import goal_words


@dataclass
class Clock:
    now: datetime.datetime = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)

    def __call__(self) -> datetime.datetime:
        return self.now

    def to(self, day: str) -> None:
        self.now = datetime.datetime.fromisoformat(f"{day}T09:00:00+00:00")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bench(clock: Clock) -> Iterator[Bench]:
    made = Bench(open_library(clock=clock))
    yield made
    made.close()


@pytest.fixture
def change(bench: Bench) -> Id:
    return bench.do(initiatives.new_initiative, "Svar inom sju dagar")


def told(bench: Bench, report: Id) -> list[tuple[str, str]]:
    return [(c.kind, c.now) for c in bench.ask(reports.facts_of, report).changed]


def test_a_second_report_tells_what_changed_since_the_first(bench: Bench, change: Id, clock: Clock) -> None:
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")
    pilot = bench.do(pilots.begin_pilot, change, "Fasta ringtider")
    decision = bench.do(decisions.propose, change, "Svar går före")
    action = bench.do(actions.add_action, change, "Ring tillbaka")
    first = bench.do(reports.issue_report, change)
    assert told(bench, first) == [], "proposals, drafts and sketches are no news"
    clock.to("2027-03-20")
    bench.do(decisions.decide, decision, "Chefen", "2027-03-10")
    bench.do(goals.agree_on_goal, goal, True)
    bench.do(goals.hang_on_decision, goal, decision)
    bench.do(pilots.start_running, pilot, started="2027-03-15", why="Vi vet nog")
    bench.do(actions.change_status, action, "done")
    second = bench.do(reports.issue_report, change)
    assert told(bench, second) == [("decision", "decided"), ("pilot", "running"), ("goal", "step1"), ("action", "done")]
    assert bench.library.need(Report, second).since == "2027-03-01"
    third = bench.do(reports.issue_report, change)
    assert told(bench, third) == []
    bench.do(goals.remove_goal, goal)
    assert told(bench, bench.do(reports.issue_report, change)) == [("goal", "removed")]
    assert told(bench, second) == [("decision", "decided"), ("pilot", "running"), ("goal", "step1"), ("action", "done")]


def test_an_issued_report_keeps_which_of_the_five_parts_stood_that_day(bench: Bench, change: Id) -> None:
    report = bench.do(reports.issue_report, change)
    bench.do(decisions.decide, bench.do(decisions.propose, change, "Svar går före"), "Kommunstyrelsen", "2027-03-01")
    kept, now = bench.ask(reports.facts_of, report).parts, bench.ask(reports.draft, change, "2027-03-02").parts
    assert [part.name for part in kept] == ["decision", "goal", "inventory", "team", "exchange"]
    assert (kept[0].stands, now[0].stands) == (False, True)


def test_issuing_is_one_step_and_undoing_it_leaves_nothing(bench: Bench, change: Id) -> None:
    bench.do(reports.issue_report, change)
    bench.undo()
    assert not bench.library.all(Report) and not bench.library.all(ReportPart)


def test_a_goal_nobody_has_agreed_to_is_called_a_draft_in_the_report(bench: Bench, change: Id) -> None:
    drafted, agreed = (bench.do(goals.add_goal, change, words) for words in ("Svar inom sju dagar", "Ingen ringer två gånger"))
    bench.do(goals.agree_on_goal, agreed, True)
    report = bench.do(reports.issue_report, change)
    facts = bench.ask(reports.facts_of, report)
    assert {goal.goal: goal.draft for goal in facts.goals} == {drafted: True, agreed: False}
    assert [goal_words(goal, language("sv")) for goal in facts.goals] == ["Utkast: Svar inom sju dagar", "Ingen ringer två gånger"]
    bench.do(goals.agree_on_goal, drafted, True)
    assert bench.ask(reports.facts_of, report).goals[0].draft  # what was issued stays as it was


def test_an_answer_about_a_goal_is_one_row_and_stands_on_the_paper(bench: Bench, change: Id) -> None:
    goal = bench.do(goals.add_goal, change, "Svar inom sju dagar")
    report = bench.do(reports.issue_report, change)
    bench.do(reports.answer_goal, report, goal, "adjust", need="Fler ringtider")
    bench.do(reports.answer_goal, report, goal, "support", need="En person till", by_whom="Chefen", due="2027-05-01")
    (row,) = bench.library.all(LeadershipAnswer)
    assert (row.answer, row.need, row.by, row.due) == ("support", "En person till", "Chefen", "2027-05-01")
    with pytest.raises(Refused, match="unknown_choice"):
        bench.do(reports.answer_goal, report, goal, "perhaps")
    (line,) = bench.ask(reports.report_lines, change)
    assert (line.answered, line.goals) == (1, 1)
    wish = printing.PrintWish(sheets=("report_full",), language="sv")
    said = texts(printing.press(printing.initiative_job(bench.library, change, wish, today="2027-03-02", chosen=(report,))).files["a4"])
    assert "En person till · Chefen · 1 maj 2027" in said
    assert "Utkast: Svar inom sju dagar" in said  # nobody has agreed to it


def test_the_rhythm_counts_from_the_last_report_and_says_when_it_is_late(bench: Bench, change: Id, clock: Clock) -> None:
    assert bench.ask(reports.rhythm, change, "2027-03-01").due is None
    bench.do(reports.set_cadence, change, 30, "Ledningen")
    decision = bench.do(decisions.propose, change, "Svar går före")
    bench.do(decisions.decide, decision, "Chefen", "2027-01-10")
    before = bench.ask(reports.rhythm, change, "2027-03-01")
    assert (before.due, before.overdue, before.to) == ("2027-02-09", True, "Ledningen")
    report = bench.do(reports.issue_report, change)
    assert bench.library.need(Report, report).to_whom == "Ledningen"
    after = bench.ask(reports.rhythm, change, "2027-03-31")
    assert (after.last, after.due, after.overdue) == ("2027-03-01", "2027-03-31", False)


def test_how_it_moves_is_counted_from_what_was_finished(bench: Bench, change: Id, clock: Clock) -> None:
    nothing = bench.ask(following.figures, change, "2027-03-01")
    assert nothing == Figures(begins="2026-12-01") and momentum(nothing.still) == "never"
    late, in_time, open_ = (bench.do(actions.add_action, change, what) for what in ("Sent", "I tid", "Öppen"))
    for action, due in ((late, "2027-02-20"), (in_time, "2027-03-05"), (open_, "2027-03-06")):
        bench.do(actions.set_due, action, due)
    bench.do(actions.change_status, in_time, "done")
    bench.do(actions.change_status, late, "done")
    pilot = bench.do(pilots.begin_pilot, change, "Fasta ringtider")
    loop = bench.do(pilots.add_loop, pilot, "Räcker det?", starts="2027-02-01", ends="2027-02-14")
    bench.do(pilots.finish_loop, loop, "Nej")
    found = bench.ask(following.figures, change, "2027-03-10")
    assert (found.still, found.due, found.in_time, found.loops) == (9, 3, 1, 1)
    assert bench.ask(following.figures, change, "2027-03-10", since="2027-03-01").due == 2
    assert momentum(bench.ask(following.figures, change, "2027-05-15").still) == "still"


def test_a_gain_is_at_risk_when_fewer_work_the_new_way_than_was_planned(bench: Bench, change: Id) -> None:
    module = bench.do(modules.add_module, change, "Återkoppling")
    line = bench.do(landing.add_line, change, "Färre samtal", kind_of="efficiency")
    bench.do(landing.change_line, line, module=module, from_on="2027-03-01", planned_share=60)
    bench.do(launch.count_users, module, "2027-02-01", 35, 100)
    (gain,) = bench.ask(following.gains, change, "2027-04-07")
    assert (gain.state, gain.share, gain.planned) == ("risk", 35, 60)
    assert bench.ask(following.gains, change, "2027-02-07")[0].state == "ahead"
    report = bench.do(reports.issue_report, change, on="2027-04-07")
    assert bench.ask(reports.facts_of, report).gains[0].state == "risk"
    wish = printing.PrintWish(sheets=("report",), language="sv")
    said = texts(printing.press(printing.initiative_job(bench.library, change, wish, today="2027-04-07", chosen=(report,))).files["a4"])
    assert "Färre samtal: 35 % arbetar på det nya sättet, 60 % var planerat till 1 mars 2027 – i riskzonen" in said


def test_the_example_has_asked_has_looked_again_and_has_reported_once(bench: Bench) -> None:
    bench.do(bring_sample)
    (initiative,) = bench.library.all(Initiative)
    states = sorted(row.state for row in bench.library.children(DecisionRequest, initiative.id))
    assert states == ["answered", "asked"]
    answered = next(r for r in bench.library.all(DecisionRequest) if r.state == "answered")
    assert answered.decision is not None
    ups = bench.library.all(FollowUp)
    assert sum(bool(u.done and u.evidence and u.seen) for u in ups) == 5 and any(u.done is None for u in ups)
    (report,) = bench.library.all(Report)
    then, now = bench.ask(reports.facts_of, report.id), bench.ask(reports.draft, initiative.id, "2027-03-01")
    assert len(then.effects[0].points.split()) < len(now.effects[0].points.split())
    assert now.cover.since == report.issued and now.asked
    assert ("request", "asked") not in [(c.kind, c.now) for c in now.changed]


def test_a_report_travels_in_a_session_file_and_says_the_same_there(bench: Bench, tmp_path: Path) -> None:
    bench.do(bring_sample)
    (initiative,) = bench.library.all(Initiative)
    report = bench.do(reports.issue_report, initiative.id, to_whom="Nämnden")
    path = export_session(bench, tmp_path / "initiativ.verkstad", initiative=initiative.id, without_participants=True)
    other = Bench.in_memory()
    other.take_in(read_session(path).bundle, "")
    assert other.ask(reports.facts_of, report) == bench.ask(reports.facts_of, report)
    wish = printing.PrintWish(sheets=("report",), language="en")
    said = texts(
        printing.press(printing.initiative_job(other.library, initiative.id, wish, today="2027-03-02", chosen=(report,))).files["a4"]
    )
    assert "From 40.5 to 21.5" in said and "Solveig" not in said, "without participants nobody is named"
    other.close()
