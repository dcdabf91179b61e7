"""The pulse of a team: anonymous answers on five levels, and what they say together (measurement.md 3.12, after Lencioni 2002).

Each level has three statements of 1 to 3, so 3 to 9: 8 and 9 is fine, 6 and 7 could become a problem, 3 to 5 is to be met. Under four answers nothing is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verkstad.domain.responsibility import LEVELS_OF_PULSE, Pulse
from verkstad.domain.values import frozen

LEAST = 4
LOW, HIGH = 3, 9
FINE, COULD = 8, 6


def state(value: float | None) -> str | None:
    """ "fine", "could_be" a problem, or "address"; None is "no data". A middle between two states is the lower."""
    if value is None:
        return None
    return "fine" if value >= FINE else "could_be" if value >= COULD else "address"


def middle(values: Sequence[int]) -> float | None:
    """The median: a half where it falls between two."""
    if not values:
        return None
    rows, half = sorted(values), len(values) // 2
    return float(rows[half]) if len(rows) % 2 else (rows[half - 1] + rows[half]) / 2


@frozen
class Level:
    """A level: its middle, what that is called, and the lowest and the highest that was given."""

    name: str
    middle: float | None
    low: int | None
    high: int | None

    @property
    def state(self) -> str | None:
        return state(self.middle)


@frozen
class Round:
    """The answers of a day (ISO; None: not said). `levels` is empty while there are too few to be anonymous."""

    on: str | None
    count: int
    levels: tuple[Level, ...] = ()

    @property
    def hidden(self) -> bool:
        return self.count < LEAST

    @property
    def lowest(self) -> Level | None:
        """The first level, from trust on, that is not fine: each rests on the one before."""
        return next((level for level in self.levels if level.state in ("address", "could_be")), None)


def rounds(answers: Iterable[Pulse]) -> tuple[Round, ...]:
    """The answers day by day, the latest first; a day of too few answers shows how many, and nothing else."""
    days: dict[str | None, list[Pulse]] = {}
    for answer in answers:
        days.setdefault(answer.on, []).append(answer)
    made = []
    for on in sorted(days, key=lambda day: day or "", reverse=True):
        rows = days[on]
        levels: list[Level] = []
        if len(rows) >= LEAST:
            for name in LEVELS_OF_PULSE:
                said = [v for row in rows if (v := getattr(row, name)) is not None]
                few = len(said) < LEAST  # a level that few answered would show who
                levels.append(Level(name, None, None, None) if few else Level(name, middle(said), min(said), max(said)))
        made.append(Round(on, len(rows), tuple(levels)))
    return tuple(made)


def read_sums(typed: str) -> tuple[int, ...] | None:
    """Five sums as they stand on a paper, "7 8 6 9 5" or "78695": None when they are not five figures of 3 to 9."""
    parts = typed.replace(",", " ").replace(";", " ").split()
    if len(parts) == 1 and len(parts[0]) == len(LEVELS_OF_PULSE):
        parts = list(parts[0])
    if len(parts) != len(LEVELS_OF_PULSE) or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    sums = tuple(int(p) for p in parts)
    return sums if all(LOW <= n <= HIGH for n in sums) else None
