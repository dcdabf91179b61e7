"""The run chart: what a series of measured values says, and from when (measurement.md 3.1, 3.2). The counting is in `runs`.

Two sets of rules are always computed. Anhøj's (the longest run, the fewest crossings) decide unless the other is chosen: in a long
series they call chance a signal one time in twenty or thirty, IHI's (shift, trend, number of runs) one time in two or three. A signal says
that something has changed, never why. Nothing here writes a sentence: `wording_runchart` does.

Values are floats read from decimal text; points are named by their place in `Series.points`, from 0.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import count, groupby
from statistics import fmean, median
from typing import Literal

from verkstad.domain.errors import Refused
from verkstad.domain.runs import (
    ANHOEJ,
    IHI,
    INTERPRETABLE,
    SHIFT,
    TREND,
    Rule,
    Run,
    Runs,
    count_runs,
    far_points,
    longest_expected,
    middle,
    same,
)
from verkstad.domain.values import frozen

BASELINE_LEAST = 8  # values a median may be frozen from
BASELINE_ADVISED = 10
COMPARABLE = 5  # values before and values during
DAYS = {"day": 1, "week": 7, "fortnight": 14}

Way = Literal["", "right", "wrong"]
QUESTIONS = ("different", "known", "wanted", "lasting")
"""What is answered with yes before a median is recalculated (Wheeler): the values behave differently; we know why; the new state is
wanted; it is expected to last."""


@frozen
class Point:
    """One day's value; None: nothing was measured then. `note` is what somebody wrote beside it."""

    on: str
    value: float | None
    note: str = ""


@frozen
class Recalculated:
    """From this day on the median is that of the values from then on; the old part stays as it was."""

    start: str
    reason: str = ""
    by: str = ""


@frozen(kw_only=True)
class Series:
    """Points in order of day, one a day, and what is known about them.

    `started`: the first day of the new way of working. `baseline`: so many points from the first give the frozen median (None: the median
    is that of all). `undecided`: days with several values and no choice how they become one; then nothing is computed.
    """

    points: tuple[Point, ...]
    better: str = ""
    interval: str = "week"
    started: str | None = None
    target: float | None = None
    baseline: int | None = None
    rules: str = "anhoej"
    recalculated: tuple[Recalculated, ...] = ()
    undecided: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[float | None, ...]:
        return tuple(p.value for p in self.points)


@frozen
class Signal:
    """One broken rule, as it is told: `count` against `limit`; where the rule has them the side, the points and the day it began.

    `way` compares it with the direction that is better; "" where that is not said, or where the rule and the pilot's values give none.
    """

    rule: Rule
    count: int
    limit: int
    side: str = ""
    points: tuple[int, ...] = ()
    on: str | None = None
    way: Way = ""


@frozen
class Baseline:
    """What became of the wish to freeze the median. `refused`: "" or "few" (values) or "signal" (the values before are not at rest)."""

    points: int
    values: int
    refused: Literal["", "few", "signal"]

    @property
    def advised(self) -> bool:
        return self.values >= BASELINE_ADVISED


@frozen
class Segment:
    """A stretch of the chart with a median of its own: points `first` up to, not with, `end`.

    `origin`: "all" (the median of all points), "frozen" (of the first `solid` points; the rest of its line is drawn on), or "recalculated".
    """

    first: int
    end: int
    solid: int
    origin: Literal["all", "frozen", "recalculated"]
    runs: Runs
    reason: str = ""
    by: str = ""

    @property
    def median(self) -> float | None:
        return self.runs.centre


@frozen
class Comparison:
    """Plainly before and during. `label`: "too_early", "preliminary" (no signal) or ""."""

    before: float | None
    before_n: int
    during: float | None
    during_n: int
    label: Literal["", "too_early", "preliminary"]


@frozen
class Possible:
    """When a long run can show: `run` values in a row on one side; `more` values are needed during the pilot, the last of them on `on`."""

    run: int
    needed: int
    more: int
    on: str | None


@frozen
class Fresh:
    """A point from which a recalculated median may start, and the rule that allows it."""

    at: int
    on: str
    rule: Rule


@frozen
class Happened:
    """What somebody wrote on the chart for a day."""

    on: str
    says: str


State = Literal["undecided", "empty", "too_few", "no_variation", "random", "signal"]


@frozen
class Analysis:
    """Everything the chart and its text say. `runs` counts all points around the first median; each segment has its own besides."""

    state: State
    runs: Runs
    signals: tuple[Signal, ...]  # of the set that decides
    remarks: tuple[Signal, ...]  # of the other
    segments: tuple[Segment, ...]
    baseline: Baseline | None
    comparison: Comparison | None
    possible: Possible | None
    fresh: tuple[Fresh, ...]
    far: tuple[int, ...]  # points to ask "what happened here?" about
    target_reached: bool
    preliminary: bool

    @property
    def way(self) -> Way:
        """Where the signals point: a run says it before what has no side of its own."""
        return next((s.way for s in self.signals if s.way), "")

    @property
    def since(self) -> str | None:
        """The day the signal began."""
        return next((s.on for s in self.signals if s.way and s.on), next((s.on for s in self.signals if s.on), None))

    @property
    def marked(self) -> tuple[int, ...]:
        """The points a signal is made of."""
        return tuple(sorted({at for s in self.signals for at in s.points}))


@frozen
class Chart:
    """What the picture of a measure is drawn from; it travels to the worker that prints."""

    title: str
    unit: str
    series: Series
    analysis: Analysis
    happened: tuple[Happened, ...] = ()


# -------------------------------------------------------------------------------------------------------------------- values in, in order


def number(text: str | None) -> float | None:
    """Decimal text as the log keeps it ("-12.50"), as a float; nothing is None. Refused when it is no such number."""
    if text is None or not text.strip():
        return None
    if not _DECIMAL.fullmatch(text.strip()):
        raise Refused("not_a_number", text=text)
    return float(text)


_DECIMAL = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?", re.ASCII)


def one_a_day(entries: Iterable[Point], joined: str = "") -> tuple[tuple[Point, ...], tuple[str, ...]]:
    """The points in order of day, those of one day made one by `joined` ("sum", "mean", "median"); and the days that need that choice.

    A missing value beside a real one is nothing. Notes of a day are kept together. A day that needs a choice is left without a value.
    """
    points: list[Point] = []
    undecided: list[str] = []
    for on, entered in groupby(sorted(entries, key=lambda p: p.on), key=lambda p: p.on):
        day = list(entered)
        values = [p.value for p in day if p.value is not None]
        note = "; ".join(dict.fromkeys(p.note for p in day if p.note))
        if len(values) > 1 and joined not in _JOIN:
            undecided.append(on)
        points.append(Point(on, values[0] if len(values) == 1 else _JOIN[joined](values) if values and joined in _JOIN else None, note))
    return tuple(points), tuple(undecided)


_JOIN: Mapping[str, Callable[[Sequence[float]], float]] = {"sum": math.fsum, "mean": fmean, "median": median}


# ------------------------------------------------------------------------------------------------------------------------- the whole chart


def analyse(series: Series) -> Analysis:
    """Everything the rules say about a series. Empty, undecided and short ones have an answer too; nothing is raised."""
    values: tuple[float | None, ...] = () if series.undecided else series.values
    wish = _baseline(series, values)
    frozen = series.baseline if wish is not None and not wish.refused else None
    runs = count_runs(values, middle(values[:frozen]) if frozen else None)
    decides, other = (IHI, ANHOEJ) if series.rules == "ihi" else (ANHOEJ, IHI)
    comparison = _compared(series, values, runs.decided_by(series.rules))
    told = {rule: _signal(rule, runs, series, comparison) for rule in runs.broken}
    segments = _segments(series, values, runs, frozen)
    return Analysis(
        state=_state(series, runs, any(rule in told for rule in decides)),
        runs=runs,
        signals=tuple(told[rule] for rule in decides if rule in told),
        remarks=tuple(told[rule] for rule in other if rule in told),
        segments=segments,
        baseline=wish,
        comparison=comparison,
        possible=_possible(series, values, runs, frozen),
        fresh=_fresh(series, runs, segments),
        far=far_points(values),
        target_reached=_reached(series, values),
        preliminary=runs.preliminary,
    )


def chart_of(title: str, unit: str, series: Series, happened: Iterable[Happened] = ()) -> Chart:
    """A series with what it says, ready to be drawn; `happened` in order of day."""
    return Chart(title, unit, series, analyse(series), tuple(sorted(happened, key=lambda h: h.on)))


def before_start(points: Sequence[Point], started: str | None) -> int:
    """How many of the points lie before the pilot's start: what a frozen median is made from. None without a start."""
    return sum(1 for p in points if p.on < started) if started else 0


def _baseline(series: Series, values: Sequence[float | None]) -> Baseline | None:
    if series.baseline is None:
        return None
    before = values[: series.baseline]
    known = sum(v is not None for v in before)
    unrest = bool(count_runs(before).decided_by(series.rules))
    return Baseline(series.baseline, known, "few" if known < BASELINE_LEAST else "signal" if unrest else "")


def _state(series: Series, runs: Runs, signal: bool) -> State:
    if series.undecided:
        return "undecided"
    if not runs.observed:
        return "empty"
    if runs.observed >= INTERPRETABLE and not runs.useful:
        return "no_variation"
    if not runs.judged:
        return "too_few"
    return "signal" if signal else "random"


def _compared(series: Series, values: Sequence[float | None], signals: Sequence[Rule]) -> Comparison | None:
    if not series.started or not values:
        return None
    cut = before_start(series.points, series.started)
    sizes = [sum(v is not None for v in part) for part in (values[:cut], values[cut:])]
    label: Literal["", "too_early", "preliminary"] = "too_early" if min(sizes) < COMPARABLE else "" if signals else "preliminary"
    return Comparison(middle(values[:cut]), sizes[0], middle(values[cut:]), sizes[1], label)


def _signal(rule: Rule, runs: Runs, series: Series, comparison: Comparison | None) -> Signal:
    """A broken rule with its side, first day and way. Of several trends the last one speaks."""
    days = [p.on for p in series.points]
    if rule in ("long_run", "shift"):
        run = _speaking(runs.long_runs if rule == "long_run" else runs.shifts, series)
        limit = runs.longest_max if rule == "long_run" and runs.longest_max is not None else SHIFT
        way = _way(run.side == "above", series, run.points)
        return Signal(rule, len(run), limit, run.side, run.points, days[run.points[0]], way)
    if rule == "trend":
        trend = runs.trends[-1]
        way = _way(trend.direction == "up", series, trend.points)
        return Signal(rule, len(trend.points), TREND, trend.direction, trend.points, days[trend.points[0]], way)
    if rule == "few_crossings":
        count, limit = runs.crossings, runs.crossings_min or 0
    else:
        fewest, most = runs.runs_limits or (0, 0)
        count, limit = len(runs.runs), fewest if rule == "few_runs" else most
    if rule == "many_runs" or comparison is None or comparison.label == "too_early":
        return Signal(rule, count, limit)
    before, during = comparison.before, comparison.during
    if before is None or during is None or same(during, before):
        return Signal(rule, count, limit, on=series.started)
    return Signal(rule, count, limit, on=series.started, way=_way(during > before, series))


def _speaking(found: Sequence[Run], series: Series) -> Run:
    """Which of several runs is told: the last one's side is where the series is now, and the first in a row of that side is when it began.

    A run that ended before the pilot does not date what came after its start.
    """
    speaks = found[-1]
    for run in reversed(found[:-1]):
        if run.side != speaks.side or (_ended_before(series, run.points) and not _ended_before(series, speaks.points)):
            break
        speaks = run
    return speaks


def _ended_before(series: Series, points: Sequence[int]) -> bool:
    return series.started is not None and series.points[points[-1]].on < series.started


def _way(up: bool, series: Series, points: Sequence[int] = ()) -> Way:
    """Whether that is the better way. A run that ended before the pilot began says nothing about the pilot."""
    if series.better not in ("up", "down"):
        return ""
    if points and _ended_before(series, points):
        return ""
    return "right" if up == (series.better == "up") else "wrong"


def _segments(series: Series, values: Sequence[float | None], runs: Runs, frozen: int | None) -> tuple[Segment, ...]:
    """The first stretch by the first median, then one for each recalculation that has a value after it."""
    if runs.centre is None:
        return ()
    starts: list[tuple[int, Recalculated]] = []
    for again in sorted(series.recalculated, key=lambda r: r.start):
        at = before_start(series.points, again.start)
        if at and middle(values[at:]) is not None and middle(values[starts[-1][0] if starts else 0 : at]) is not None:
            starts.append((at, again))
    ends = [at for at, _ in starts] + [len(values)]
    own = values[: ends[0]]
    first = runs if not starts else count_runs(own, runs.centre if frozen else None)
    solid = min(frozen, ends[0]) if frozen else ends[0]
    segments = [Segment(0, ends[0], solid, "frozen" if frozen else "all", first)]
    for (at, again), end in zip(starts, ends[1:], strict=True):
        segments.append(Segment(at, end, end, "recalculated", count_runs(values[at:end]), again.reason, again.by))
    return tuple(segments)


def _fresh(series: Series, runs: Runs, segments: Sequence[Segment]) -> tuple[Fresh, ...]:
    """Where a median may be recalculated: after a signal by Anhøj's rules in the stretch that is the latest (measurement.md 3.2)."""
    last = segments[-1] if segments else None
    if last is None:
        return ()
    offset = last.first
    counted = last.runs if len(segments) > 1 else runs
    found: list[Fresh] = []
    if "long_run" in counted.broken:
        at = _speaking([Run(run.side, tuple(offset + p for p in run.points)) for run in counted.long_runs], series).points[0]
        found.append(Fresh(at, series.points[at].on, "long_run"))
    if "few_crossings" in counted.broken and series.started:
        at = before_start(series.points, series.started)
        if offset < at < len(series.points) and at not in (f.at for f in found):
            found.append(Fresh(at, series.points[at].on, "few_crossings"))
    return tuple(f for f in found if f.at > 0)


def _reached(series: Series, values: Sequence[float | None]) -> bool:
    """Whether the latest value stands at the target or on its better side; without a direction it has to be the target itself."""
    latest = next((v for v in reversed(values) if v is not None), None)
    if latest is None or series.target is None:
        return False
    if same(latest, series.target):
        return True
    return latest > series.target if series.better == "up" else latest < series.target if series.better == "down" else False


def _possible(series: Series, values: Sequence[float | None], runs: Runs, frozen: int | None) -> Possible | None:
    """From how many values during the pilot a run that lies wholly in it can be a signal, and the day of the last of them.

    With the median of all points at most half of them lie on one side; a frozen one can be left by every value that follows.
    """
    if not series.started or series.undecided:
        return None
    cut = before_start(series.points, series.started)
    if frozen:
        before = sum(1 for at, v in enumerate(values[:cut]) if v is not None and at not in runs.on_centre)
    else:
        before = sum(v is not None for v in values[:cut])
    run = needed = 0
    for needed in range(1, before + 4 * INTERPRETABLE):
        useful = before + needed
        run = SHIFT if series.rules == "ihi" else longest_expected(useful) + 1
        if useful >= INTERPRETABLE and needed >= run and (frozen or useful >= 2 * run):
            break
    taken = [p.on for p in series.points[cut:] if p.value is not None]
    if len(taken) >= needed:
        return Possible(run, needed, 0, taken[needed - 1])
    more = needed - len(taken)
    if taken:
        return Possible(run, needed, more, later(taken[-1], series.interval, more))
    return Possible(run, needed, more, later(_first_expected(series, cut), series.interval, more - 1))


def _first_expected(series: Series, cut: int) -> str:
    """The day of the first value during the pilot, if the measuring goes on in the rhythm it has."""
    started = series.started or ""
    if not cut:
        return started
    last = series.points[cut - 1].on
    coming = (later(last, series.interval, step) for step in count(1))
    return next(on for on in coming if on >= started or on >= date.max.isoformat())


def later(on: str, interval: str, steps: int) -> str:
    """The day `steps` intervals on from an ISO day. A month on from the 31st is the last of the month; after the last year there is none."""
    day = date.fromisoformat(on)
    if interval == "month":
        years, month = divmod(day.month - 1 + steps, 12)
        year = day.year + years
        if year > date.max.year:
            return date.max.isoformat()
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])).isoformat()
    return (day + min(timedelta(days=steps * DAYS.get(interval, 7)), date.max - day)).isoformat()
