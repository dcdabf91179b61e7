"""What is asked of a pilot before it runs and while it runs, and its values as a chart takes them. The values themselves are in `pilots`."""

from __future__ import annotations

import datetime
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

from verkstad.domain.fields import Id
from verkstad.domain.pilots import Loop, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.runchart import Point, Recalculated, Series, number, one_a_day
from verkstad.domain.values import frozen

TRIPLE = ("customer", "done", "effect")
LONGEST_LOOP = 30  # days; a loop is days or weeks, not a project
LOOPS_BEFORE_EXPANDING = 2
INTERVAL_DAYS = {"day": 1, "week": 7, "fortnight": 14}  # a month and more: 31
DAYS_TO_DECISION = 84  # proposed: eight weeks of the new way of working after four of collecting the baseline


@frozen
class Lack:
    """Something the gate asks for.

    `what`: "idea", "team", "decision_day", "owner", "follow_up"; a side of `TRIPLE` or "balancing" with no measure on it; "baseline" or
    "target" of the measure `measure`, whose words are `title`. Before a decision: "too_early", or "unmeasured" of a measure.
    """

    what: str
    measure: Id = ""
    title: str = ""


def sides_needed(pilot: Pilot) -> tuple[str, ...]:
    """The sides that need a measure: what the customer notices, that it really happens, the effect; self-service also what gets worse."""
    return (*TRIPLE, "balancing") if pilot.self_service else TRIPLE


def missing_to_run(pilot: Pilot, measures: Sequence[Measure], values: Iterable[Measurement]) -> tuple[Lack, ...]:
    """What the one gate asks for before the pilot runs, in the order a person fills it in; nothing when it may run.

    A balancing measure needs no target: it is to stay where it is.
    """
    facts = (("idea", pilot.idea.strip()), ("team", pilot.team), ("decision_day", pilot.decision_day))
    lacks = [Lack(what) for what, value in facts if not value]
    started = pilot.started
    measured = {v.parent for v in values if v.value is not None and v.on is not None and (started is None or v.on < started)}
    for side in sides_needed(pilot):
        own = [m for m in measures if m.side == side]
        if not own:
            lacks.append(Lack(side))
        for measure in own:
            if measure.id not in measured:
                lacks.append(Lack("baseline", measure.id, measure.title))
            if measure.target is None and side != "balancing":
                lacks.append(Lack("target", measure.id, measure.title))
    lacks += [Lack(what) for what, value in (("owner", pilot.owner), ("follow_up", pilot.follow_up)) if not value]
    return tuple(lacks)


def is_before(on: str | None, started: str | None) -> bool:
    """Whether a value of this day belongs to the baseline: it lies before the start, or there is no start yet."""
    return on is not None and (started is None or on < started)


def missing_to_decide(pilot: Pilot, measures: Sequence[Measure], values: Iterable[Measurement], today: str) -> tuple[Lack, ...]:
    """What is worth a question before it is decided that the new way goes on: "too_early" while the decision day lies ahead, "unmeasured"
    for each measure without a value from the start on (without a start: without any). It stops nobody.
    """
    lacks = [Lack("too_early")] if pilot.decision_day and pilot.decision_day > today else []
    measured = {v.parent for v in values if v.value is not None and v.on is not None and v.on >= (pilot.started or "")}
    return (*lacks, *(Lack("unmeasured", m.id, m.title) for m in measures if m.id not in measured))


def behind(pilot: Pilot, measures: Sequence[Measure], values: Sequence[Measurement], today: str) -> tuple[Measure, ...]:
    """The measures of a running pilot that wait for a value: a whole interval went by without one since the last, or since the start."""
    if pilot.state != "running":
        return ()
    found = []
    for measure in measures:
        days = [v.on for v in values if v.parent == measure.id and v.value is not None and v.on]
        last = max(days, default=pilot.started)
        if last is not None and days_between(last, today) > 2 * INTERVAL_DAYS.get(measure.interval, 31):
            found.append(measure)
    return tuple(found)


def next_loop(loops: Iterable[Loop], today: str) -> Loop | None:
    """The loop that ends first, from `today` on, of those that are not finished."""
    ahead = [loop for loop in loops if loop.state != "finished" and loop.ends and loop.ends >= today]
    return min(ahead, key=lambda loop: (loop.ends or "", loop.id), default=None)


@frozen
class Query:
    """Something worth a question; it stops nobody.

    `what`: "past_decision" (`days` since the decision day and nothing decided), "expand_early" (`count` loops finished, fewer than
    `LOOPS_BEFORE_EXPANDING`), "loop_long" (the loop `row` takes `days`), "loop_unlearnt" (finished without a word of what was learnt),
    "no_prediction" (it runs, and nobody wrote down what was expected), "doubled" (measure `row` has `count` days with two values and no
    choice of how they become one).
    """

    what: str
    row: Id = ""
    title: str = ""
    count: int = 0
    days: int = 0


def loop_days(loop: Loop) -> int | None:
    """How long a loop takes, both days counted; None while a date is missing or they stand the wrong way round."""
    if not loop.starts or not loop.ends or loop.ends < loop.starts:
        return None
    return days_between(loop.starts, loop.ends) + 1


def days_between(first: str, last: str) -> int:
    """From one ISO date to another; negative when `last` comes first."""
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def is_past_decision(pilot: Pilot, today: str) -> bool:
    return pilot.state != "ended" and not pilot.outcome and pilot.decision_day is not None and pilot.decision_day < today


def queries(
    pilot: Pilot, measures: Sequence[Measure], values: Sequence[Measurement], loops: Sequence[Loop], today: str
) -> tuple[Query, ...]:
    """What to ask about a pilot as it stands on `today` (ISO), the most pressing first."""
    asked = []
    if is_past_decision(pilot, today):
        asked.append(Query("past_decision", pilot.id, days=days_between(pilot.decision_day or today, today)))
    if pilot.outcome == "expand" and (early := asks_before_expanding(loops)) is not None:
        asked.append(early)
    if pilot.state == "running" and not pilot.prediction.strip():
        asked.append(Query("no_prediction", pilot.id))
    valued = [(v.parent, v.on) for v in values if v.on is not None and v.value is not None]
    doubled = len(set(valued)) < len(valued)  # one look at all of them: hardly ever is any
    for measure in measures:
        days = () if measure.joined or not doubled else doubled_days(measure, values)
        if days:
            asked.append(Query("doubled", measure.id, measure.title, count=len(days)))
    for loop in loops:
        length = loop_days(loop)
        if length is not None and length > LONGEST_LOOP:
            asked.append(Query("loop_long", loop.id, loop.question, days=length))
        if loop.state == "finished" and not loop.learnt.strip():
            asked.append(Query("loop_unlearnt", loop.id, loop.question))
    return tuple(asked)


def asks_before_expanding(loops: Sequence[Loop]) -> Query | None:
    """The question before a pilot is expanded after fewer than two finished loops; None when there were enough."""
    finished = sum(loop.state == "finished" for loop in loops)
    return Query("expand_early", count=finished) if finished < LOOPS_BEFORE_EXPANDING else None


# ---------------------------------------------------------------------------------------------------------------- values over time


def doubled_days(measure: Measure, values: Iterable[Measurement]) -> tuple[str, ...]:
    """The days of a measure with more than one number, in order of time."""
    of = measure.id
    days = [v.on for v in values if v.parent == of and v.on is not None and v.value is not None]
    if len(set(days)) == len(days):
        return ()
    return tuple(sorted(day for day, count in Counter(days).items() if count > 1))


def series_of(
    measure: Measure, values: Iterable[Measurement], recalculations: Iterable[Recalculation] = (), *, started: str | None = None
) -> Series:
    """The values of a measure as its chart takes them: in order of time, one a day; those before the start give the frozen median.

    Two on one day become one by the measure's choice; without a choice the day is undecided and nothing is computed. Values without a
    day, and recalculations without one, are left out.
    """
    entries = [Point(v.on, number(v.value), v.note) for v in values if v.parent == measure.id and v.on is not None]
    points, undecided = one_a_day(entries, measure.joined)
    return Series(
        points=points,
        better=measure.better,
        interval=measure.interval,
        started=started,
        target=number(measure.target),
        baseline=sum(p.on < started for p in points) if measure.frozen and started is not None else None,
        rules=measure.rules,
        recalculated=tuple(
            Recalculated(r.start, r.reason, r.by)
            for r in sorted(recalculations, key=lambda r: (r.start or "", r.id))
            if r.parent == measure.id and r.start is not None
        ),
        undecided=undecided,
    )


def interval_of(days: Sequence[str]) -> str:
    """How often values were taken, told by the commonest distance between them: "day", "week", "fortnight" or "month"; "" for too few."""
    distances = [days_between(a, b) for a, b in zip(sorted(set(days)), sorted(set(days))[1:], strict=False)]
    if not distances:
        return ""
    usual = statistics.median_low(distances)
    return "day" if usual <= 3 else "week" if usual <= 10 else "fortnight" if usual <= 20 else "month"
