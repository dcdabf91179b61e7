"""Follow-up of an initiative: what is looked at again and what was seen then, how far its goals have come, how it moves, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from verkstad.app.goals import GoalLine, goal_lines
from verkstad.app.initiatives import modules_of, workshops_of
from verkstad.app.measures import MeasureView, measure_view
from verkstad.app.people import PersonLine, person_lines
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.domain import flowing
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.flowing import Finished
from verkstad.domain.follow_ups import Ahead, ahead, counts, is_overdue
from verkstad.domain.following import DecisionRequest, FollowUp
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.inventory import BENEFITS, CostBenefit
from verkstad.domain.landing import adopted
from verkstad.domain.launch import Adoption
from verkstad.domain.modules import Module
from verkstad.domain.people import Unit
from verkstad.domain.pilots import Loop, Measure, Pilot
from verkstad.domain.readiness import GroupReadiness, group_readiness, scores
from verkstad.domain.reporting import Figures, Gain, gain_state
from verkstad.domain.responsibility import Readiness
from verkstad.domain.results import Measured, follows, unfollowed
from verkstad.domain.schema import SCHEMA
from verkstad.domain.values import replaced
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

PERIOD = 90  # days over which it is counted what was done in time, when there is no report to count from
LOOPS = 60
PARENTS = ("initiative", "pilot", "decision", "module")

change_follow_up = changing(
    FollowUp, N_("Change follow-up"), called="verkstad.app.following.change_follow_up", fixed=("days", "done", "evidence")
)


@action(N_("Add follow-up"))
def add_follow_up(tx: Transaction, row: Id, due: str | None, what: str = "", *, owner: Id | None = None) -> Id:
    """Look at an initiative, a pilot, a decision or a module again on a day of one's own choosing."""
    kind = tx.kind_of(row)
    if kind not in PARENTS:
        raise Refused("unknown_choice", choice=str(kind))
    words = " ".join(what.split())
    tx.about(words or _title(tx, row))
    return tx.put(FollowUp(parent=row, due=dated(due), what=words, owner=owner)).id


@action(N_("Note what was seen"))
def finish_follow_up(tx: Transaction, follow_up: Id, evidence: str, seen: str, on: str | None = None) -> None:
    """Somebody looked: a measurement, an observation or a customer's words. Without one it does not count: Refused("no_evidence")."""
    row = tx.need(FollowUp, follow_up)
    if not counts(evidence, seen):
        raise Refused("no_evidence")
    tx.about(row.what or _title(tx, row.parent or ""))
    tx.put(row.with_(done=dated(on) or tx.today, evidence=evidence, seen=seen.strip()))


@action(N_("Open follow-up again"))
def reopen_follow_up(tx: Transaction, follow_up: Id) -> None:
    """It was not looked at after all. What was written about it stays."""
    row = tx.need(FollowUp, follow_up)
    tx.about(row.what or _title(tx, row.parent or ""))
    tx.put(row.with_(done=None, evidence=""))


@action(N_("Remove follow-up"))
def remove_follow_ups(tx: Transaction, rows: Sequence[Id]) -> None:
    for row in rows:
        held = tx.need(FollowUp, row)
        tx.about(held.what or _title(tx, held.parent or ""))
        tx.remove(row)


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up with what it follows: its kind and title."""

    row: FollowUp
    kind: str
    title: str
    owner: PersonLine | None
    overdue: bool
    closed: bool = False  # after the initiative itself was closed

    @property
    def id(self) -> Id:
        return self.row.id


def follow_up_lines(library: Reading, initiative: Id, today: str) -> tuple[FollowUpLine, ...]:
    """All of an initiative: what waits by its day, then what is done, the latest first."""
    parents = _followed(library, initiative)
    rows = library.where(FollowUp, parent=tuple(parents)) if parents else ()
    people = person_lines(library, {row.owner for row in rows if row.owner})
    lines = []
    for row in rows:
        kind, title = parents[row.parent or ""]
        lines.append(FollowUpLine(row, kind, title, people.get(row.owner or ""), is_overdue(row, today), kind == "initiative"))
    return in_order(lines)


def in_order(lines: Iterable[FollowUpLine]) -> tuple[FollowUpLine, ...]:
    lines = tuple(lines)
    waiting = sorted((x for x in lines if x.row.done is None), key=lambda x: (x.row.due or "9999", x.id))
    done = sorted((x for x in lines if x.row.done is not None), key=lambda x: (x.row.done or "", x.id), reverse=True)
    return (*waiting, *done)


def evidence_of(library: Reading, line: FollowUpLine) -> tuple[MeasureView, ...]:
    """The measures with values of the pilot a follow-up is about, as what may have been measured."""
    if line.kind != "pilot":
        return ()
    views = (measure_view(library, m.id) for m in library.children(Measure, line.row.parent or ""))
    return tuple(view for view in views if view.numbers)


def follow_ups_ahead(library: Reading, initiative: Id, today: str) -> Ahead:
    parents = _followed(library, initiative)
    return ahead(library.where(FollowUp, parent=tuple(parents)) if parents else (), today)


def _followed(library: Reading, initiative: Id) -> dict[Id, tuple[str, str]]:
    """Every row of an initiative a follow-up may stand under: id -> (kind, title)."""
    found = {initiative: ("initiative", library.need(Initiative, initiative).title)}
    found |= {row.id: ("decision", row.statement) for row in library.children(Decision, initiative)}
    found |= {row.id: ("pilot", row.title) for row in library.children(Pilot, initiative)}
    return found | {row.id: ("module", row.title) for row in modules_of(library, initiative)}


def _title(library: Reading, row: Id) -> str:
    kind = library.kind_of(row) or ""
    held = library.get(SCHEMA.kinds[kind].value, row) if kind in SCHEMA.kinds else None
    return str(getattr(held, "title", "") or getattr(held, "statement", ""))[:60] if held is not None else ""


# ------------------------------------------------------------------------------------------------ how it goes


@dataclass(frozen=True, slots=True)
class GoalStand:
    """A goal with the measure it is followed by, for its trend, and whether its next check has passed. `without`: why nothing follows it."""

    line: GoalLine
    trend: MeasureView | None
    late: bool
    without: str = ""

    @property
    def id(self) -> Id:
        return self.line.goal.id


@dataclass(frozen=True, slots=True)
class Late:
    """Something whose day has passed: a "goal" that was to be checked, a "follow_up", a "request", a "pilot" to decide on, a "decision" to review."""

    kind: str
    row: Id
    title: str
    due: str


@dataclass(frozen=True, slots=True)
class State:
    """How an initiative stands today: its goals, how it moves, what is late, and the gains that are counted on."""

    initiative: Initiative
    goals: tuple[GoalStand, ...]
    figures: Figures
    ahead: Ahead
    gains: tuple[Gain, ...]
    late: tuple[Late, ...]
    readiness: GroupReadiness


def state(library: Reading, initiative: Id, today: str) -> State:
    """What the page shows of today. Nothing in it is ever finished: a goal that is reached has its next check too."""
    goals = tuple(_stand(library, line, today) for line in goal_lines(library, initiative, today))
    return State(
        library.need(Initiative, initiative),
        goals,
        figures(library, initiative, today, late_goals=sum(goal.late for goal in goals)),
        follow_ups_ahead(library, initiative, today),
        gains(library, initiative, today),
        overdue(library, initiative, today),
        group_readiness(scores(answer) for answer in library.children(Readiness, initiative)),
    )


def overdue(library: Reading, initiative: Id, today: str) -> tuple[Late, ...]:
    """Everything whose day has passed, the oldest first."""
    found = [Late("goal", g.id, g.statement, g.next_check) for g in library.children(Goal, initiative) if g.next_check]
    found += [
        Late("follow_up", x.id, x.row.what or x.title, x.row.due or "") for x in follow_up_lines(library, initiative, today) if x.overdue
    ]
    asked = (r for r in library.children(DecisionRequest, initiative) if r.state == "asked" and r.last_day)
    found += [Late("request", r.id, r.question, r.last_day or "") for r in asked]
    running = (p for p in library.children(Pilot, initiative) if not p.outcome and p.decision_day)
    found += [Late("pilot", p.id, p.title, p.decision_day or "") for p in running]
    decided = (d for d in library.children(Decision, initiative) if d.state == "decided" and d.review_on)
    found += [Late("decision", d.id, d.statement, d.review_on or "") for d in decided]
    return tuple(sorted((late for late in found if late.due < today), key=lambda late: late.due))


def _stand(library: Reading, line: GoalLine, today: str) -> GoalStand:
    late = line.goal.next_check is not None and line.goal.next_check < today
    views = [measure_view(library, m.id) for p in library.where(Pilot, goal=line.goal.id) for m in library.children(Measure, p.id)]
    measured = [Measured(v.measure, v.series, v.analysis) for v in views]
    found = follows(line.goal, measured)
    trend = next((v for v in views if found is not None and v.measure.id == found.measure.id), None)
    return GoalStand(line, trend, late, unfollowed(line.goal, line.pilots, measured))


def figures(library: Reading, initiative: Id, today: str, *, since: str = "", late_goals: int = 0) -> Figures:
    """How it moves, and what of it is late: follow-ups, and the checks of goals."""
    overdue = follow_ups_ahead(library, initiative, today).overdue
    return replaced(moves(library, initiative, today, since=since), overdue=overdue, late_goals=late_goals)


def moves(library: Reading, initiative: Id, today: str, *, since: str = "") -> Figures:
    """Since when nothing was finished, what was done in time (in ninety days, or since the last report), loops: the same wherever it is told."""
    actions = actions_in(library, initiative)
    pilots = library.children(Pilot, initiative)
    loops = library.where(Loop, parent=tuple(p.id for p in pilots)) if pilots else ()
    done = {row.id: finished(library, row) for row in actions if row.status == "done"}
    ends = [loop.ends for loop in loops if loop.state == "finished" and loop.ends]
    still = flowing.momentum([*(known.on for known in done.values()), *ends], today)
    begins = since or _before(today, PERIOD)
    told = flowing.execution(done, actions, since=begins, until=today)
    return Figures(
        still=-1 if still is None else still,
        due=told.in_time.whole,
        in_time=told.in_time.part,
        loops=sum(_before(today, LOOPS) <= day <= today for day in ends),
        begins=begins,
        assumed=told.assumed,
    )


def finished(library: Reading, row: Action) -> Finished:
    """When an action that is done was done, by the log."""
    told = [
        (change.at[:10], _says_done(change.values.get("status")))
        for at, change in enumerate(library.history(row.id))
        if not at or "status" in change.values
    ]
    return flowing.finished(told, row.due)


def _says_done(told: object) -> bool:
    value = told[1] if isinstance(told, tuple | list) and len(told) == 2 else told
    return bool(isinstance(value, tuple | list) and value and value[0] == "done") or value == "done"


def actions_in(library: Reading, initiative: Id) -> tuple[Action, ...]:
    of = [initiative, *(line.id for line in workshops_of(library, initiative))]
    return library.where(Action, parent=of)


def gains(library: Reading, initiative: Id, today: str) -> tuple[Gain, ...]:
    """Every gain that was counted on from a day, with how many work the new way by the last count of its module."""
    found = []
    for row in library.children(CostBenefit, initiative):
        if row.kind_of not in BENEFITS or (row.from_on is None and row.planned_share is None):
            continue
        share = adopted(library.children(Adoption, row.module), today) if row.module else None
        module, unit = library.get(Module, row.module), library.get(Unit, row.unit)
        found.append(
            Gain(
                row.id,
                row.title,
                module.title if module else "",
                unit.name if unit else "",
                row.from_on or "",
                -1 if row.planned_share is None else row.planned_share,
                -1 if share is None else share,
                gain_state(row.from_on, row.planned_share, share, today),
            )
        )
    return tuple(found)


def _before(today: str, days: int) -> str:
    return date.fromordinal(date.fromisoformat(today).toordinal() - days).isoformat()
