"""What the values of its pilots say about a goal: how far it has come, and whether there is a result yet (measurement.md 3.3).

Pure rules over measures with their charts. Facts, not sentences: `wording_goals` says them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from verkstad.domain.goals import Progress, is_old, is_percent, is_yes_no, progress
from verkstad.domain.initiative import Goal
from verkstad.domain.pilots import Measure
from verkstad.domain.runchart import DAYS, Analysis, Series
from verkstad.domain.values import frozen

RESULTS = ("customer", "effect")
"""The sides of a measure that tell of a result. That something is done, and that nothing gets worse, is none."""

MONTH = 31  # days


@frozen
class Measured:
    """A measure of a pilot that is linked to the goal, with its values and what they say."""

    measure: Measure
    series: Series
    analysis: Analysis


@frozen
class Now:
    """The latest value of the measure a goal is followed by, as decimal text, and its day. `progress` None: baseline or target is missing.

    `old`: by the measure's interval there should have been another one since.
    """

    value: str
    on: str
    progress: Progress | None
    old: bool


def same_unit(one: str, other: str) -> bool:
    """Two units of measure that are the same but for writing; none is like no other."""
    if is_percent(one) or is_yes_no(one):
        return (is_percent(one), is_yes_no(one)) == (is_percent(other), is_yes_no(other))
    return bool(one.strip()) and _plain(one) == _plain(other)


def follows(goal: Goal, measured: Iterable[Measured]) -> Measured | None:
    """The measure a goal is followed by: one with values in the goal's unit.

    Of several the one that is called as the goal's indicator, then one of the effect, then what the customer notices; then the one measured
    last.
    """
    fit = [m for m in measured if same_unit(goal.measure_unit, m.measure.measure_unit) and _latest(m) is not None]

    def order(m: Measured) -> tuple[bool, bool, bool, str]:
        side = m.measure.side
        return _plain(m.measure.title) == _plain(goal.indicator), side == "effect", side == "customer", (_latest(m) or ("", ""))[1]

    return max(fit, key=order, default=None)


def unfollowed(goal: Goal, pilots: int, measured: Iterable[Measured]) -> str:
    """Why no value tells where the goal stands, "" when one does: "no_pilot" is linked, "no_unit" is set for the goal, "no_value" is there yet,
    or what the pilots measure is in "other" units than the goal's.
    """
    found = tuple(measured)
    if follows(goal, found) is not None:
        return ""
    if not pilots:
        return "no_pilot"
    valued = [m for m in found if _latest(m) is not None]
    if valued and not goal.measure_unit.strip():
        return "no_unit"
    return "other" if valued and not any(same_unit(goal.measure_unit, m.measure.measure_unit) for m in found) else "no_value"


def now(goal: Goal, measured: Iterable[Measured], today: str) -> Now | None:
    """Where the goal stands; None when no linked pilot measures it."""
    followed = follows(goal, measured)
    latest = _latest(followed) if followed is not None else None
    if followed is None or latest is None:
        return None
    value, on = latest
    cadence = DAYS.get(followed.measure.interval, MONTH)
    return Now(value, on, progress(goal.baseline, goal.target, value), is_old(on, cadence, today))


def reached(goal: Goal, measured: Sequence[Measured]) -> bool:
    """The target is reached: the goal's own by the measure it is followed by, or that of another measure of a result."""
    followed = follows(goal, measured)
    latest = _latest(followed) if followed is not None else None
    share = progress(goal.baseline, goal.target, latest[0]) if latest else None
    if share is not None and share.share >= 1:
        return True
    return any(m.analysis.target_reached for m in measured if m.measure.side in RESULTS and not (m is followed and share is not None))


def signalled(measured: Iterable[Measured], begun: Iterable[str]) -> bool:
    """A measure of a result shows a favourable signal that began on the day the first deed did, or later.

    `begun`: the days on which the actions and loops that lead to the goal began. Without one no signal is of our making.
    """
    first = min(begun, default=None)
    return first is not None and any(
        m.analysis.state == "signal" and m.analysis.way == "right" and (m.analysis.since or "") >= first
        for m in measured
        if m.measure.side in RESULTS
    )


def _latest(measured: Measured) -> tuple[str, str] | None:
    """The last value as decimal text, and its day."""
    found = next((p for p in reversed(measured.series.points) if p.value is not None), None)
    if found is None or found.value is None:
        return None
    text = format(Decimal(repr(found.value)), "f")
    return text.removesuffix(".0"), found.on


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
