"""Ways to rank beside "Where do we start?": ICE, WSJF, dots; and how far those who judged stand apart (measurement.md 3.6).

Missing factors give no figure. A figure orders a talk; nothing in the program decides by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from verkstad.domain.fields import Id
from verkstad.domain.modules import Score
from verkstad.domain.values import frozen

WSJF_STEPS = (1, 2, 3, 5, 8, 13, 20)
WSJF_COLUMNS = ("first", "second", "third", "fourth")  # value for the user, time criticality, risk or opportunity, size of the job
ICE_MOST = 10
DISCUSS = 3
"""From this spread (highest less lowest) on it is talked over before anything is ranked."""


def ice(impact: int | None, confidence: int | None, ease: int | None) -> int | None:
    """Impact · confidence · ease, 1 to 1000; None while one is missing."""
    return None if impact is None or confidence is None or ease is None else impact * confidence * ease


def wsjf(value: int | None, time: int | None, risk: int | None, size: int | None) -> Fraction | None:
    """(Value + time criticality + risk or opportunity) / size; None while one is missing. A size of nought is no size."""
    if value is None or time is None or risk is None or not size:
        return None
    return Fraction(value + time + risk, size)


def figure(score: Score | None) -> Fraction | None:
    """What a row of factors comes to by its own method."""
    if score is None:
        return None
    if score.method == "wsjf":
        return wsjf(score.first, score.second, score.third, score.fourth)
    found = ice(score.first, score.second, score.third)
    return None if found is None else Fraction(found)


def columns_without_one(scores: Iterable[Score]) -> tuple[str, ...]:
    """The columns of WSJF in which nobody has the least, 1: the scale is relative, and has slipped. Empty columns are none."""
    rows = [s for s in scores if s.method == "wsjf"]
    said = {column: [getattr(s, column) for s in rows if getattr(s, column) is not None] for column in WSJF_COLUMNS}
    return tuple(column for column, values in said.items() if values and 1 not in values)


def places(figures: Mapping[Id, Fraction | None]) -> dict[Id, int]:
    """Competition ranking, the highest first: 1, 2, 2, 4. Those without a figure have no place."""
    known = sorted((f for f in figures.values() if f is not None), reverse=True)
    return {id: known.index(f) + 1 for id, f in figures.items() if f is not None}


def tied_across(votes: Mapping[Id, int], keep: int) -> tuple[Id, ...]:
    """Who is voted on again when `keep` go on: those who share the number of votes at the cut, when it cuts between them."""
    order = sorted(votes.values(), reverse=True)
    if not 0 < keep < len(order) or order[keep - 1] != order[keep]:
        return ()
    return tuple(id for id, count in votes.items() if count == order[keep])


def dots_each(options: int) -> int:
    """Dots a person gets: a quarter of the options, half rounded to even, at least 1 and at most 5."""
    return min(5, max(1, round(Fraction(options, 4))))


@frozen
class Spread:
    """How far apart those who judged stand: lowest and highest, and whether that is talked over first."""

    low: int
    high: int

    @property
    def discuss(self) -> bool:
        return self.high - self.low >= DISCUSS


def spread(values: Sequence[int]) -> Spread | None:
    """None where nobody has judged."""
    return Spread(min(values), max(values)) if values else None
