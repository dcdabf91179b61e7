"""Reports to leadership: issued as dated snapshots of facts that later edits do not change, answered goal by goal, and due again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verkstad.app.decision_requests import request_lines, waiting
from verkstad.app.decisions import decisions
from verkstad.app.following import actions_in, figures, finished, follow_up_lines, gains
from verkstad.app.goals import GoalLine, goal_lines
from verkstad.app.initiatives import modules_of, overview
from verkstad.app.measures import MeasureView, measure_view
from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.following import DecisionRequest, LeadershipAnswer, Report, ReportPart
from verkstad.domain.goals import signed
from verkstad.domain.initiative import Initiative, category_place
from verkstad.domain.pilots import Loop, Measure, Pilot
from verkstad.domain.reporting import (
    Alternative,
    Asked,
    Cover,
    Effect,
    Facts,
    GoalFact,
    PartFact,
    Stand,
    changes,
    next_report,
    of_chart,
    read,
    written,
)  # fmt: skip
from verkstad.domain.teams import Team
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

ANSWERS = ("continue", "adjust", "support", "stop")
FORMS = ("page", "full")
MAIN = {"customer": 0, "effect": 1, "done": 2}


@action(N_("Say how often leadership is told"))
def set_cadence(tx: Transaction, initiative: Id, every: int | None, to: str) -> None:
    """So many days between two reports, and to whom; None for no rhythm."""
    row = tx.need(Initiative, initiative)
    tx.about(row.title)
    tx.put(row.with_(report_every=every, report_to=" ".join(to.split())))


@action(N_("Issue report"))
def issue_report(tx: Transaction, initiative: Id, *, to_whom: str = "", form: str = "page", on: str | None = None) -> Id:
    """The report as it stands today, kept as data. Nothing that is edited afterwards changes it."""
    if form not in FORMS:
        raise Refused("unknown_choice", choice=form)
    row, day = tx.need(Initiative, initiative), dated(on) or tx.today
    facts = draft(tx, initiative, day)
    report = tx.put(
        Report(
            parent=initiative,
            rank=tx.rank_last(Report, initiative),
            issued=day,
            since=facts.cover.since or None,
            to_whom=" ".join(to_whom.split()) or row.report_to,
            form=form,
        )
    )
    for part, content in written(facts):
        tx.put(ReportPart(parent=report.id, rank=tx.rank_last(ReportPart, report.id), part=part, content=content))
    tx.about(row.title)
    return report.id


@action(N_("Name whom the report is for"), settles="report.to_whom")
def address_report(tx: Transaction, report: Id, to_whom: str) -> None:
    row = tx.need(Report, report)
    tx.about(_title(tx, row))
    tx.put(row.with_(to_whom=" ".join(to_whom.split())))


@action(N_("Remove report"))
def remove_report(tx: Transaction, report: Id) -> None:
    row = tx.need(Report, report)
    tx.about(_title(tx, row))
    tx.remove(report)


@action(N_("Note leadership's answer about a goal"))
def answer_goal(tx: Transaction, report: Id, goal: Id, answer: str, *, need: str = "", by_whom: str = "", due: str | None = None) -> Id:
    """What leadership said of a goal after reading the report: continue, adjust, support or stop, and what is needed by when. "" takes it back."""
    row = tx.need(Report, report)
    if answer not in ("", *ANSWERS):
        raise Refused("unknown_choice", choice=answer)
    tx.about(_title(tx, row))
    id = tx.derived_id("leadership_answer", report, goal)
    told = {"answer": answer, "need": " ".join(need.split()), "by": " ".join(by_whom.split()), "due": dated(due)}
    held = tx.get(LeadershipAnswer, id) or LeadershipAnswer(id=id, parent=report, goal=goal)
    return tx.put(held.with_(**told)).id


def _title(library: Reading, row: Report) -> str:
    held = library.get(Initiative, row.parent)
    return held.title if held else ""


# ------------------------------------------------------------------------------------------------ the facts of today


def draft(library: Reading, initiative: Id, today: str) -> Facts:
    """What a report issued today would hold."""
    row = library.need(Initiative, initiative)
    last = last_report(library, initiative)
    lines = goal_lines(library, initiative, today)
    stands = _stands(library, initiative, lines, today)
    before = facts_of(library, last.id).stands if last else ()
    since = (last.issued or "") if last else ""
    standing = signed(decisions(library, initiative))
    decided = standing[0] if standing else None
    late = sum(g.goal.next_check is not None and g.goal.next_check < today for g in lines)
    return Facts(
        cover=Cover(
            initiative,
            row.title,
            row.why,
            decided.statement if decided else "",
            decided.decided_by if decided else "",
            (decided.decided_on or "") if decided else "",
            row.leader or "",
            row.driver or "",
            today,
            since,
        ),
        asked=_asked(library, initiative, today),
        effects=_effects(library, initiative),
        goals=tuple(_goal(line) for line in sorted(lines, key=lambda line: category_place(line.goal.category))),
        changed=changes(before, stands),
        figures=figures(library, initiative, today, since=since, late_goals=late),
        gains=gains(library, initiative, today),
        stands=stands,
        parts=tuple(PartFact(part.name, part.stands is True) for part in overview(library, initiative, today).parts),
    )


def _asked(library: Reading, initiative: Id, today: str) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            request=line.id,
            question=line.request.question,
            background=line.request.background,
            recommendation=line.request.recommendation,
            consequence=line.request.consequence,
            cost=line.request.cost or "",
            cost_note=line.request.cost_note,
            bears=" ".join(filter(None, [line.bears, line.request.bears_note])),
            last_day=line.request.last_day or "",
            asked_of=line.request.asked_of,
            asked_on=line.request.asked_on or "",
            options=tuple(Alternative(o.title, o.follows, o.cost or "") for o in line.options),
        )
        for line in waiting(request_lines(library, initiative, today))
    )


def _effects(library: Reading, initiative: Id) -> tuple[Effect, ...]:
    found: list[Effect] = []
    for pilot in library.children(Pilot, initiative):
        views = [v for m in library.children(Measure, pilot.id) if (v := measure_view(library, m.id)).numbers]
        main = min(views, key=lambda v: (v.numbers < 2, MAIN.get(v.measure.side, 3)), default=None)
        ordered = sorted(views, key=lambda v: v is not main)
        found += [_effect(library, pilot, view, view is main) for view in ordered]
    return tuple(found)


def _effect(library: Reading, pilot: Pilot, view: MeasureView, main: bool) -> Effect:
    team = library.get(Team, pilot.team)
    return Effect(
        measure=view.measure.id,
        pilot=pilot.id,
        goal=pilot.goal or "",
        side=view.measure.side,
        pilot_title=pilot.title,
        pilot_state=pilot.state,
        outcome=pilot.outcome,
        team=team.title if team else "",
        owner=pilot.owner or "",
        main=main,
        **of_chart(view.chart),
    )


def _goal(line: GoalLine) -> GoalFact:
    goal, now = line.goal, line.now
    share = now.progress.share if now is not None and now.progress is not None else None
    return GoalFact(
        goal=goal.id,
        statement=goal.statement,
        indicator=goal.indicator,
        unit=goal.measure_unit,
        baseline=goal.baseline or "",
        target=goal.target or "",
        target_on=goal.target_on or "",
        owner=goal.owner or "",
        step=line.step,
        concrete=line.concreteness.concrete,
        value=now.value if now else "",
        value_on=now.on if now else "",
        old=now.old if now else False,
        share=(share.numerator, share.denominator) if share is not None else (),  # type: ignore[arg-type]
        next_check=goal.next_check or "",
        category=goal.category,
        draft=goal.stage == "draft",
    )


def _stands(library: Reading, initiative: Id, lines: Sequence[GoalLine], today: str) -> tuple[Stand, ...]:
    """How every row that leadership may hear of stands today."""
    found = [Stand("decision", d.id, d.statement[:200], d.state, d.decided_on or "") for d in decisions(library, initiative)]
    found += [
        Stand("request", r.id, r.question[:200], r.state, r.answered_on or r.asked_on or "")
        for r in library.children(DecisionRequest, initiative)
    ]
    for line in lines:
        stage = "draft" if line.goal.stage == "draft" and not line.step else f"step{line.step}"
        found.append(Stand("goal", line.goal.id, line.goal.statement[:200], stage, ""))
    found += [Stand("module", m.id, m.title, m.status, "") for m in modules_of(library, initiative)]
    for pilot in library.children(Pilot, initiative):
        found.append(Stand("pilot", pilot.id, pilot.title, pilot.outcome or pilot.state, pilot.outcome_on or pilot.started or ""))
        for loop in library.children(Loop, pilot.id):
            told = loop.learnt or loop.question
            found.append(Stand("loop", loop.id, told[:200], "finished" if loop.state == "finished" else "planned", loop.ends or ""))
    for up in follow_up_lines(library, initiative, today):
        found.append(Stand("follow_up", up.id, (up.row.seen or up.title)[:200], "done" if up.row.done else "planned", up.row.done or ""))
    for row in actions_in(library, initiative):
        done = row.status == "done"
        found.append(Stand("action", row.id, row.what[:200], "done" if done else "open", finished(library, row).on if done else ""))
    return tuple(found)


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True, slots=True)
class ReportLine:
    """An issued report: how many of its goals leadership has answered."""

    report: Report
    goals: int
    answered: int
    asked: int

    @property
    def id(self) -> Id:
        return self.report.id


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often leadership is told, to whom, when it was last, and when the next one is due."""

    every: int | None
    to: str
    last: str | None
    due: str | None
    overdue: bool


def reports(library: Reading, initiative: Id) -> tuple[Report, ...]:
    """The latest first."""
    return tuple(sorted(library.children(Report, initiative), key=lambda r: (r.issued or "", r.id), reverse=True))


def last_report(library: Reading, initiative: Id) -> Report | None:
    return next(iter(reports(library, initiative)), None)


def facts_of(library: Reading, report: Id) -> Facts:
    """The facts of an issued report, as they were."""
    return read((part.part, part.content) for part in library.children(ReportPart, report))


def answers_of(library: Reading, report: Id) -> dict[Id, LeadershipAnswer]:
    """Goal -> what leadership answered about it."""
    return {row.goal: row for row in library.children(LeadershipAnswer, report) if row.goal}


def report_lines(library: Reading, initiative: Id) -> tuple[ReportLine, ...]:
    found = []
    for row in reports(library, initiative):
        facts = facts_of(library, row.id)
        answered = sum(bool(a.answer) for a in library.children(LeadershipAnswer, row.id))
        found.append(ReportLine(row, len(facts.goals), answered, len(facts.asked)))
    return tuple(found)


def rhythm(library: Reading, initiative: Id, today: str) -> Rhythm:
    """Before the first report it is counted from the first decision."""
    row, last = library.need(Initiative, initiative), last_report(library, initiative)
    begun = min((d.decided_on for d in signed(decisions(library, initiative)) if d.decided_on), default=None)
    due = next_report(row.report_every, last.issued if last else None, begun)
    return Rhythm(row.report_every, row.report_to, last.issued if last else None, due, due is not None and due < today)


def people_in(facts: Facts) -> frozenset[Id]:
    """The persons a report speaks of."""
    named: Iterable[Id] = (
        facts.cover.leader, facts.cover.driver, *(e.owner for e in facts.effects), *(g.owner for g in facts.goals),
    )  # fmt: skip
    return frozenset(id for id in named if id)
