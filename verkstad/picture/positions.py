"""The map of positions: insight upwards, mandate to the right, four quadrants with their words. One layout for the window and for paper.

In whatever unit of length the caller measures in; positions, never persons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

STEPS = 4
HIGH = 2
QUADRANTS = (("may_not_change", 0, 0), ("leads", 1, 0), ("looks_on", 0, 1), ("needs_to_know", 1, 1))
"""(name, column, row) of the halves, from the upper left."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A position to draw: `label` its role, `below` its unit and `short` what it is called where there is little room, `marked` when those who placed it disagree."""

    key: str
    label: str
    below: str
    insight: int
    mandate: int
    marked: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chip:
    point: Placed
    box: Box


@dataclass(frozen=True, slots=True)
class MapLayout:
    """`quadrants`: (name, its box); `cells`: (mandate, insight) -> box; `chips`; `more`: (how many did not fit, where that is written)."""

    quadrants: tuple[tuple[str, Box], ...]
    cells: dict[tuple[int, int], Box]
    chips: tuple[Chip, ...]
    more: tuple[tuple[int, Box], ...]

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """(mandate, insight) of the cell at a point."""
        return next((key for key, b in self.cells.items() if b.x <= x < b.x + b.width and b.y <= y < b.y + b.height), None)


def lay_out(
    positions: Sequence[Placed],
    box: Box,
    *,
    chip: float,
    gap: float,
    inset: float,
    words: float,
    width_of: Callable[[Placed], float],
) -> MapLayout:
    """`chip`: the height of a chip; `words`: kept free at the top of the outer cells for the quadrant's name; `inset`: room inside a cell.

    The chips of a cell stand in as many columns as they need, below one another; those that do not fit are counted.
    """
    wide, tall = box.width / STEPS, box.height / STEPS
    cells = {(m, i): Box(box.x + m * wide, box.y + (STEPS - 1 - i) * tall, wide, tall) for m in range(STEPS) for i in range(STEPS)}
    quadrants = tuple(
        (name, Box(box.x + column * box.width / 2, box.y + row * box.height / 2, box.width / 2, box.height / 2))
        for name, column, row in QUADRANTS
    )
    chips: list[Chip] = []
    more: list[tuple[int, Box]] = []
    for (mandate, insight), cell in cells.items():
        inside = [p for p in positions if (p.mandate, p.insight) == (mandate, insight)]
        top = words if insight % 2 else inset  # the upper row of each half carries its name
        room = max(1, int((cell.height - top - inset + gap) // (chip + gap)))
        columns = 2 if len(inside) > room and cell.width >= 3.2 * chip else 1
        each = (cell.width - 2 * inset - gap * (columns - 1)) / columns
        fits = room * columns
        shown = inside if len(inside) <= fits else inside[: fits - 1]
        for n, placed in enumerate(shown):
            column, row = n // room, n % room
            chips.append(
                Chip(
                    placed,
                    Box(cell.x + inset + column * (each + gap), cell.y + top + row * (chip + gap), min(each, width_of(placed)), chip),
                )
            )
        if len(shown) < len(inside):
            n = len(shown)
            at = Box(cell.x + inset + n // room * (each + gap), cell.y + top + n % room * (chip + gap), each, chip)
            more.append((len(inside) - len(shown), at))
    return MapLayout(quadrants, cells, tuple(chips), tuple(more))
