"""The map of benefit and effort: benefit upwards, effort to the right, 1 to 5 each, four quadrants with their words. For window and paper.

In whatever unit of length the caller measures in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verkstad.picture.positions import Box

STEPS = 5
CUT = 3
QUADRANTS = (("quick_win", 0, 2, 0, 3), ("venture", 2, 3, 0, 3), ("if_time", 0, 2, 3, 2), ("leave", 2, 3, 3, 2))
"""(name, first column, columns, first row, rows) in steps, from the upper left: benefit from 3 up is high, effort under 3 is light."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a map of five by five steps is parted: from `cut` up is high on both axes, and `first` is the quadrant that is marked."""

    quadrants: tuple[tuple[str, int, int, int, int], ...]
    cut: int
    first: str


BENEFIT = Frame(QUADRANTS, CUT, "quick_win")
SAY = Frame(
    (("keep_satisfied", 0, 3, 0, 2), ("work_closely", 3, 2, 0, 2), ("watch", 0, 3, 2, 3), ("keep_informed", 3, 2, 2, 3)), 4, "work_closely"
)
"""Influence upwards (as value), interest to the right (as effort): from 4 up is high (measurement.md 3.12)."""


@dataclass(frozen=True, slots=True)
class Point:
    """An item to draw. `value` and `effort` 1 to 5, halves too, None for one that waits beside; `marked`: those who judged it are far apart."""

    key: str
    label: str
    value: float | None = None
    effort: float | None = None
    marked: bool = False

    @property
    def cell(self) -> tuple[int, int] | None:
        """(effort, value) of the cell it stands in; a half stands in the lower one, on the same side of the cut as the half itself."""
        if self.value is None or self.effort is None:
            return None
        return min(STEPS, max(1, int(self.effort))), min(STEPS, max(1, int(self.value)))


@dataclass(frozen=True, slots=True)
class Chip:
    point: Point
    box: Box


@dataclass(frozen=True, slots=True)
class Matrix:
    """`quadrants`: (name, box); `cells`: (effort, value) -> box; `chips` of those placed and of those that wait in the tray; `more`: (how many
    did not fit, where that is written)."""

    quadrants: tuple[tuple[str, Box], ...]
    cells: dict[tuple[int, int], Box]
    chips: tuple[Chip, ...]
    more: tuple[tuple[int, Box], ...]

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """(effort, value) of the cell at a point."""
        return next((key for key, b in self.cells.items() if b.x <= x < b.x + b.width and b.y <= y < b.y + b.height), None)


def lay_out(
    points: Sequence[Point],
    box: Box,
    *,
    chip: float,
    gap: float,
    inset: float,
    words: float,
    width_of: Callable[[Point], float],
    tray: Box | None = None,
    frame: Frame = BENEFIT,
) -> Matrix:
    """`chip`: the height of a chip; `words`: kept free for the quadrant's name at the top of its cells; `tray`: where those not placed wait."""
    wide, tall = box.width / STEPS, box.height / STEPS
    cells = {
        (effort, value): Box(box.x + (effort - 1) * wide, box.y + (STEPS - value) * tall, wide, tall)
        for effort in range(1, STEPS + 1)
        for value in range(1, STEPS + 1)
    }
    quadrants = tuple(
        (name, Box(box.x + column * wide, box.y + row * tall, columns * wide, rows * tall))
        for name, column, columns, row, rows in frame.quadrants
    )
    by: dict[tuple[int, int] | None, list[Point]] = {}
    for point in points:
        by.setdefault(point.cell, []).append(point)
    chips: list[Chip] = []
    more: list[tuple[int, Box]] = []
    for key, cell in cells.items():
        named = key[1] in (STEPS, frame.cut - 1)  # the upper row of each quadrant carries its name
        _stack(by.get(key, ()), cell, words if named else inset, chip, gap, inset, width_of, chips, more)
    if tray is not None:
        _stack(by.get(None, ()), tray, words, chip, gap, inset, width_of, chips, more)
    return Matrix(quadrants, cells, tuple(chips), tuple(more))


def _stack(
    inside: Sequence[Point], cell: Box, top: float, chip: float, gap: float, inset: float, width_of: Callable[[Point], float],
    chips: list[Chip], more: list[tuple[int, Box]],
) -> None:  # fmt: skip
    """Chips below one another; those that do not fit are counted."""
    each = cell.width - 2 * inset
    fits = max(1, int((cell.height - top - inset + gap) // (chip + gap)))
    shown = inside if len(inside) <= fits else inside[: fits - 1]
    for n, point in enumerate(shown):
        chips.append(Chip(point, Box(cell.x + inset, cell.y + top + n * (chip + gap), min(each, width_of(point)), chip)))
    if len(shown) < len(inside):
        more.append((len(inside) - len(shown), Box(cell.x + inset, cell.y + top + len(shown) * (chip + gap), each, chip)))
