"""How large a text can stand in a place: it is broken into lines and measured before it is drawn, so that nothing is ever cut.

Sizes are whole pixels. A size is looked for by bisection between two bounds; where even the lower one has no room it goes on down, for a
small text can still be read by somebody and a missing line by nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from verkstad.ui import theme as look

LEAST = 7  # pixels: nothing is drawn smaller


@lru_cache(maxsize=512)
def face(px: int, weight: QFont.Weight) -> QFont:
    return look.font(max(LEAST, px), weight, tabular=True)


@lru_cache(maxsize=512)
def _metrics(px: int, weight: QFont.Weight) -> QFontMetricsF:
    return QFontMetricsF(face(px, weight))


@lru_cache(maxsize=65_536)
def width_of(text: str, px: int, weight: QFont.Weight) -> float:
    return _metrics(px, weight).horizontalAdvance(text)


def line_height(px: int, weight: QFont.Weight) -> float:
    return _metrics(px, weight).lineSpacing()


def ascent(px: int, weight: QFont.Weight) -> float:
    return _metrics(px, weight).ascent()


@dataclass(frozen=True)
class Set:
    """A text in lines, at a size."""

    lines: tuple[str, ...]
    px: int
    weight: QFont.Weight

    @property
    def height(self) -> float:
        return len(self.lines) * line_height(self.px, self.weight)

    @property
    def width(self) -> float:
        return max((width_of(line, self.px, self.weight) for line in self.lines), default=0.0)


@lru_cache(maxsize=4_096)
def broken(text: str, width: float, px: int, weight: QFont.Weight, *, anywhere: bool = False) -> Set | None:
    """The text in lines no wider than `width`; None when a word of it is. A non-breaking space breaks no line.

    `anywhere`: a word that is too wide is broken where it must be.
    """
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width_of(longer, px, weight) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while width_of(line, px, weight) > width:
                if not anywhere or len(line) < 2:
                    return None
                at = max(1, next((n for n in range(1, len(line)) if width_of(line[: n + 1], px, weight) > width), len(line) - 1))
                lines.append(line[:at])
                line = line[at:]
        lines.append(line)
    return Set(tuple(lines), px, weight)


def largest(low: int, high: int, fits: Callable[[int], bool]) -> int | None:
    """The largest whole number from `low` to `high` that fits, when what fits goes on fitting further down; None when not even `low` does."""
    if not fits(low):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def fitted(text: str, width: float, height: float, low: float, high: float, weight: QFont.Weight, *, lines: int = 0) -> Set:
    """The text as large as `high` lets it and the place has room for, in at most so many `lines` (0: any).

    `low` is where it should stop; where it has no room there, it is smaller still, and words are broken before anything is lost.
    """

    def there(px: int, *, anywhere: bool = False) -> Set | None:
        found = broken(text, width, px, weight, anywhere=anywhere)
        return found if found is not None and found.height <= height and (not lines or len(found.lines) <= lines) else None

    top, stop = max(LEAST, round(high)), max(LEAST, round(low))
    px = largest(min(stop, top), top, lambda n: there(n) is not None)
    if px is None:
        lines = 0
        px = largest(LEAST, min(stop, top), lambda n: there(n) is not None)
    if px is not None and (found := there(px)) is not None:
        return found
    px = largest(LEAST, top, lambda n: there(n, anywhere=True) is not None) or LEAST
    found = broken(text, width, px, weight, anywhere=True)
    assert found is not None
    return found


@dataclass(frozen=True)
class Grid:
    """Groups in columns, filled downwards, all of one size. `heads`, `bodies` and `places` (column, top) in the order of the groups."""

    columns: int
    px: int
    heads: tuple[Set, ...]
    bodies: tuple[Set, ...]
    places: tuple[tuple[int, float], ...]
    width: float  # of a column, without the space beside it


HEAD, SPACE, BELOW = 1.12, 1.4, 0.6  # of the size of the names: the group's name, the space between columns, and below a group
NEATER = 1.1  # what a neater grid may cost: names whole on their line, rows that stand in line across the columns


@lru_cache(maxsize=64)
def gridded(groups: tuple[tuple[str, tuple[str, ...]], ...], width: float, height: float, high: float) -> Grid:
    """(name, who) in as many columns as let all of it be largest; at most `high` pixels. Every group gets the same size.

    The neatest way that is at most a tenth smaller than the largest one.
    """
    whole = tuple((name, ", ".join(who.replace(" ", "\u00a0") for who in people)) for name, people in groups)
    parted = tuple((name, ", ".join(people)) for name, people in groups)
    ways = [(names, aligned) for names in (whole, parted) for aligned in (True, False)]
    found = [grid for names, aligned in ways if (grid := _largest_grid(names, width, height, high, aligned=aligned)) is not None]
    if found:
        most = max(grid.px for grid in found)
        return next(grid for grid in found if grid.px * NEATER >= most)
    # More than any screen shows: as small as can be, in as many columns as names let them.
    columns = min(len(groups), max(1, int(width // 60)))
    least = _grid(parted, columns, width, float("inf"), LEAST, aligned=True, anywhere=True)
    assert least is not None
    return least


def _largest_grid(groups: tuple[tuple[str, str], ...], width: float, height: float, high: float, *, aligned: bool) -> Grid | None:
    best: Grid | None = None
    for columns in range(1, len(groups) + 1):
        rows = -(-len(groups) // columns)
        if aligned and -(-len(groups) // rows) != columns:
            continue  # as many rows as with fewer columns
        low = best.px + 1 if best is not None else LEAST

        def fits(px: int, columns: int = columns) -> bool:
            return _grid(groups, columns, width, height, px, aligned=aligned) is not None

        px = largest(low, max(low, round(high)), fits)
        if px is not None:
            best = _grid(groups, columns, width, height, px, aligned=aligned)
    return best


def _grid(
    groups: Sequence[tuple[str, str]], columns: int, width: float, height: float, px: int, *, aligned: bool, anywhere: bool = False
) -> Grid | None:
    """The groups at a size; None where they have no room. `aligned`: the rows stand in line; else a column is filled before the next."""
    across = width / columns - (SPACE * px if columns > 1 else 0)
    if across < px:
        return None
    heads, bodies = [], []
    for name, who in groups:
        head = broken(name, across, round(px * HEAD), look.SEMIBOLD, anywhere=anywhere)
        body = broken(who, across, px, look.NORMAL, anywhere=anywhere)
        if head is None or body is None:
            return None
        heads.append(head)
        bodies.append(body)
    talls = [head.height + body.height for head, body in zip(heads, bodies, strict=True)]
    places = _in_rows(talls, columns, BELOW * px) if aligned else _in_turn(talls, height, BELOW * px)
    if places[-1][0] >= columns or any(top + tall > height for (_c, top), tall in zip(places, talls, strict=True)):
        return None
    return Grid(columns, px, tuple(heads), tuple(bodies), tuple(places), across)


def _in_rows(talls: Sequence[float], columns: int, below: float) -> list[tuple[int, float]]:
    rows = -(-len(talls) // columns)
    tops = [0.0]
    for row in range(rows):
        tops.append(tops[-1] + max(talls[row::rows]) + below)
    return [(at // rows, tops[at % rows]) for at in range(len(talls))]


def _in_turn(talls: Sequence[float], height: float, below: float) -> list[tuple[int, float]]:
    places, column, y = [], 0, 0.0
    for tall in talls:
        if y and y + tall > height:
            column, y = column + 1, 0.0
        places.append((column, y))
        y += tall + below
    return places
