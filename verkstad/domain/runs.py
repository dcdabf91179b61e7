"""What can be counted in a line of values around a median: runs, crossings, trends, and how many of them chance gives (measurement.md 3.1).

Pure counting, definitions D1 to D9. Points are named by their place in the line, from 0; None is a value that is missing. Two values are
the same when they differ by at most `TOLERANCE` times the larger of 1 and their size, so that 7/20 lies on a median of 0.35.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from statistics import median
from typing import Literal

from verkstad.domain.values import frozen

TOLERANCE = 1e-9
SHIFT = 6  # useful points on one side (D4)
TREND = 5  # points that all rise or all fall (D5)
TAIL = 40  # one in forty on each side of the number of runs: 2.5 % (D6)
FAR = 3.5  # in scaled deviations from the median (D7)
TO_SIGMA = 1.4826  # what the median deviation of a normal distribution is multiplied with
FEW_CROSSINGS = 20  # one in twenty: 5 % (D9)
INTERPRETABLE = 10  # useful points; fewer are drawn, not judged (D10)
PRELIMINARY = 15  # useful points; with fewer a result is marked

Side = Literal["above", "below"]
Rule = Literal["long_run", "few_crossings", "shift", "trend", "few_runs", "many_runs"]
ANHOEJ: tuple[Rule, ...] = ("long_run", "few_crossings")
IHI: tuple[Rule, ...] = ("shift", "trend", "few_runs", "many_runs")


@frozen
class Run:
    """Useful points that follow each other on one side of the median; `points` leaves out what is stepped over."""

    side: Side
    points: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.points)


@frozen
class Trend:
    direction: Literal["up", "down"]
    points: tuple[int, ...]


@frozen
class Runs:
    """What the rules count in values around a centre line. Limits are None where they have no meaning.

    `found`: every rule that is broken; those that count against a limit only where there are enough points to have one. `broken`: none
    before there are enough points to judge.
    """

    centre: float | None
    observed: int
    useful: int
    on_centre: tuple[int, ...]
    runs: tuple[Run, ...]
    trends: tuple[Trend, ...]
    longest_max: int | None
    crossings_min: int | None
    runs_limits: tuple[int, int] | None
    found: tuple[Rule, ...]

    @property
    def longest(self) -> int:
        return max(map(len, self.runs), default=0)

    @property
    def crossings(self) -> int:
        return max(len(self.runs) - 1, 0)

    @property
    def shifts(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if len(run) >= SHIFT)

    @property
    def long_runs(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if self.longest_max is not None and len(run) > self.longest_max)

    @property
    def judged(self) -> bool:
        return self.useful >= INTERPRETABLE

    @property
    def preliminary(self) -> bool:
        return INTERPRETABLE <= self.useful < PRELIMINARY

    @property
    def broken(self) -> tuple[Rule, ...]:
        return self.found if self.judged else ()

    def decided_by(self, rules: str) -> tuple[Rule, ...]:
        """The broken rules of the set that decides."""
        return tuple(rule for rule in self.broken if rule in (IHI if rules == "ihi" else ANHOEJ))


# -------------------------------------------------------------------------------------------------------------------------------- limits


@lru_cache(maxsize=1024)
def limits_of_runs(useful: int) -> tuple[int, int]:
    """Fewest and most runs to expect among `useful` points, 2.5 % on each side, counted exactly (D6; Swed & Eisenhart 1943)."""
    ways = _ways(useful)
    whole = sum(ways)
    lower = next(r for r, reached in enumerate(accumulate(ways)) if TAIL * reached > whole)
    upper = next(useful - r for r, reached in enumerate(accumulate(reversed(ways))) if TAIL * reached > whole)
    return lower, upper


def _ways(useful: int) -> list[int]:
    """In how many orders half of the points on one side and half on the other make 0, 1, 2 ... `useful` runs."""
    a = useful // 2
    if not a:
        return [1] if not useful else [0, 1]
    few, many = _binomials(a - 1), _binomials(useful - a - 1)
    found = [0] * (useful + 1)
    for runs in range(2, useful + 1):
        k = runs // 2
        if runs % 2:
            found[runs] = _at(few, k) * _at(many, k - 1) + _at(few, k - 1) * _at(many, k)
        else:
            found[runs] = 2 * _at(few, k - 1) * _at(many, k - 1)
    return found


def _binomials(n: int) -> list[int]:
    """C(n, 0) to C(n, n), each from the one before: thousands of points are counted in a moment."""
    row = [1]
    for k in range(n):
        row.append(row[-1] * (n - k) // (k + 1))
    return row


def _at(row: Sequence[int], k: int) -> int:
    return row[k] if k < len(row) else 0


def longest_expected(useful: int) -> int:
    """The longest run that chance gives among `useful` points, at least 1 (D8)."""
    return round(math.log2(useful)) + 3


@lru_cache(maxsize=1024)
def fewest_crossings(useful: int) -> int:
    """The fewest crossings that chance gives among `useful` points, at least 1: the 5 % quantile of Bin(useful - 1, 1/2) (D9)."""
    whole = 2 ** (useful - 1)
    return next(crossings for crossings, reached in enumerate(accumulate(_binomials(useful - 1))) if FEW_CROSSINGS * reached >= whole)


# --------------------------------------------------------------------------------------------------------------------------- the rules


def same(a: float, b: float) -> bool:
    """Whether a value counts as equal to `b`."""
    return abs(a - b) <= TOLERANCE * max(1.0, abs(b))


def middle(values: Iterable[float | None]) -> float | None:
    """The median of what was measured (D1); None when nothing was."""
    known = [v for v in values if v is not None]
    return median(known) if known else None


def count_runs(values: Sequence[float | None], centre: float | None = None) -> Runs:
    """What the rules count in `values` around `centre` (their own median when None)."""
    centre = middle(values) if centre is None else centre
    observed = sum(v is not None for v in values)
    on_centre: list[int] = []
    sides: list[tuple[Side, int]] = []
    for at, value in enumerate(values):
        if value is None or centre is None:
            continue
        if same(value, centre):
            on_centre.append(at)
        else:
            sides.append(("above" if value > centre else "below", at))
    runs = tuple(Run(side, tuple(at for _, at in points)) for side, points in groupby(sides, key=lambda s: s[0]))
    useful = len(sides)
    trends = find_trends(values)
    longest_max = longest_expected(useful) if useful else None
    crossings_min = fewest_crossings(useful) if useful else None
    runs_limits = limits_of_runs(useful) if useful >= INTERPRETABLE else None
    found: list[Rule] = []
    longest = max(map(len, runs), default=0)
    if longest >= SHIFT:
        found.append("shift")
    if trends:
        found.append("trend")
    if runs_limits is not None and len(runs) < runs_limits[0]:
        found.append("few_runs")
    if runs_limits is not None and len(runs) > runs_limits[1]:
        found.append("many_runs")
    if useful >= INTERPRETABLE and longest > longest_expected(useful):
        found.append("long_run")
    if useful >= INTERPRETABLE and len(runs) - 1 < fewest_crossings(useful):
        found.append("few_crossings")
    return Runs(centre, observed, useful, tuple(on_centre), runs, trends, longest_max, crossings_min, runs_limits, tuple(found))


def find_trends(values: Sequence[float | None]) -> tuple[Trend, ...]:
    """Where five points or more all rise or all fall (D5). An equal value is stepped over; a turning point belongs to both."""
    counted: list[tuple[int, float]] = []
    for at, value in enumerate(values):
        if value is not None and not (counted and same(value, counted[-1][1])):
            counted.append((at, value))
    trends: list[Trend] = []
    begin = 0
    for i in range(1, len(counted)):
        rising = counted[i][1] > counted[i - 1][1]
        turns = i + 1 == len(counted) or (counted[i + 1][1] > counted[i][1]) != rising
        if turns:
            if i - begin + 1 >= TREND:
                trends.append(Trend("up" if rising else "down", tuple(at for at, _ in counted[begin : i + 1])))
            begin = i
    return tuple(trends)


def far_points(values: Sequence[float | None]) -> tuple[int, ...]:
    """Points so far from the median of all that somebody should be asked what happened (D7). Never a signal by themselves."""
    centre = middle(values)
    if centre is None:
        return ()
    spread = middle(None if v is None else abs(v - centre) for v in values)
    if not spread:
        return ()
    return tuple(at for at, v in enumerate(values) if v is not None and abs(v - centre) / (TO_SIGMA * spread) > FAR)
