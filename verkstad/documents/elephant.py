"""The elephant in slices: drawn once as curves in a box of 244 x 150, and cut where it is asked to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verkstad.documents.paper import MM, Sheet
from verkstad.documents.typography import PETROL, WHITE, Style, colour

WIDE, TALL = 244.0, 150.0
_FAR = "#3E7783"  # the legs on the far side

_BODY = (
    ("M", 27, 90), ("C", 28, 119, 56, 137, 98, 136), ("C", 118, 135.5, 132, 129, 141, 122), ("C", 151, 138, 178, 144, 196, 129),
    ("C", 208, 118, 209, 101, 206, 85), ("C", 203.5, 66, 205, 49, 213, 40), ("C", 219, 33.5, 228, 36, 229, 43), ("C", 229.6, 48, 236, 50, 238.5, 44),
    ("C", 241.5, 33, 232, 21, 217, 22), ("C", 198, 23.5, 191.5, 45, 189.5, 63), ("C", 188.5, 71, 183, 75, 177.5, 72), ("C", 171, 69, 167, 65, 165.5, 59),
    ("C", 163, 45, 163, 27, 164, 12), ("C", 164, 9, 162, 7, 159, 7), ("L", 143, 7), ("C", 139, 7, 137, 9, 137.2, 12), ("C", 138, 27, 137, 39, 131, 48),
    ("C", 115, 42, 91, 42, 76, 49), ("C", 72, 39, 71, 25, 72, 12), ("C", 72, 9, 70, 7, 67, 7), ("L", 51, 7), ("C", 47, 7, 45, 9, 45.2, 12),
    ("C", 46, 27, 43, 40, 37, 51), ("C", 31, 62, 27, 74, 27, 90), ("Z",),
)  # fmt: skip
_FAR_LEGS = (
    ("M", 118, 52), ("C", 115, 40, 114, 26, 114.5, 14), ("C", 114.5, 11, 116, 9.5, 118, 9.5), ("L", 130, 9.5), ("C", 134, 9.5, 135, 12, 134.6, 15),
    ("C", 135, 28, 138, 40, 144, 50), ("Z",),
    ("M", 66, 56), ("C", 74, 44, 79, 30, 80, 15), ("C", 80, 11, 82, 9.5, 84, 9.5), ("L", 95, 9.5), ("C", 99, 9.5, 100, 12, 99.5, 15),
    ("C", 97, 28, 97, 40, 100, 52), ("Z",),
)  # fmt: skip
_TAIL = (("M", 28, 98), ("C", 17, 91, 12, 74, 15, 55))
_TUFT = (("M", 15.4, 60), ("C", 10, 52, 9.5, 44, 12, 37), ("C", 17, 42, 19, 50, 16.8, 59.5), ("Z",))
_EAR = (
    ("M", 152, 116), ("C", 139, 130, 114, 122, 109, 99), ("C", 105, 80, 116, 63, 130, 62), ("C", 141, 61.5, 147, 70, 151, 82),
)  # fmt: skip
_TUSK = (
    ("M", 181, 78.5),
    ("C", 184, 67, 193, 60, 205, 62),
    ("C", 197, 66, 192, 73, 190.5, 82.5),
    ("C", 187, 83, 183, 81.5, 181, 78.5),
    ("Z",),
)
_SMILE = (("M", 172, 79), ("C", 174, 75, 177, 73.5, 181, 75))


def draw(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    slices: int = 6,
    gap: float = 2.0,
    *,
    raised: int | None = None,
    numbers: Style | None = None,
) -> None:
    """The elephant with its top left corner at x, y (mm), `width` mm of elephant plus the gaps between slices.

    The slice `raised` (from 0) is lifted a little. `numbers` writes 1, 2, 3 ... under the slices in that style.
    """
    scale = width / WIDE
    bounds = _bounds(slices)
    for i in range(slices):
        low, high = bounds[i], bounds[i + 1]
        lift = 4.5 if i == raised else 0.0
        _slice(sheet, x + i * gap, y + TALL * scale - lift, scale, low, high)
        if numbers is not None:
            left, right = max(low, 8.0), min(high, 240.0)
            sheet.text(x + i * gap + (left + right) / 2 * scale, y + TALL * scale + 4.2, str(i + 1), numbers, align="middle")


def height(width: float) -> float:
    """Its height in mm at this width."""
    return width * TALL / WIDE


def _bounds(slices: int) -> list[float]:
    """Where to cut: evenly, with the tail and the trunk on the outer slices."""
    inner = [WIDE * i / slices for i in range(1, slices)]
    return [-4.0, *inner, WIDE + 4]


def _slice(sheet: Sheet, x: float, base: float, scale: float, low: float, high: float) -> None:
    c = sheet.c
    unit = scale * MM
    c.saveState()
    c.translate(x * MM, sheet.y(base))
    c.scale(unit, unit)
    clip = c.beginPath()
    clip.rect(low, -5, high - low, TALL + 20)
    c.clipPath(clip, stroke=0, fill=0)
    petrol, white = colour(PETROL, sheet.grey), colour(WHITE, sheet.grey)
    c.setLineCap(1)
    c.setLineJoin(1)
    c.setFillColor(colour(_FAR, sheet.grey))
    c.drawPath(_path(c, _FAR_LEGS), stroke=0, fill=1)
    c.setFillColor(petrol)
    c.setStrokeColor(petrol)
    c.drawPath(_path(c, _BODY), stroke=0, fill=1)
    c.setLineWidth(3.6)
    c.drawPath(_path(c, _TAIL), stroke=1, fill=0)
    c.drawPath(_path(c, _TUFT), stroke=0, fill=1)
    c.setFillColor(white)
    c.setStrokeColor(petrol)
    c.setLineWidth(1.6)
    c.drawPath(_path(c, _TUSK), stroke=1, fill=1)
    c.setStrokeColor(white)
    c.setLineWidth(2.3)
    c.drawPath(_path(c, _EAR), stroke=1, fill=0)
    c.setLineWidth(1.7)
    c.drawPath(_path(c, _SMILE), stroke=1, fill=0)
    c.circle(180, 107, 3.4, stroke=0, fill=1)
    c.setFillColor(petrol)
    c.circle(181, 106.6, 1.7, stroke=0, fill=1)
    c.setFillColor(white)
    for at in (49, 56, 63, 142, 149, 156):  # toes
        c.drawPath(_path(c, (("M", at, 7), ("C", at, 11.5, at + 5, 11.5, at + 5, 7), ("Z",))), stroke=0, fill=1)
    c.restoreState()


def _path(c: Any, steps: Sequence[Sequence[Any]]) -> Any:
    path = c.beginPath()
    for step in steps:
        if step[0] == "M":
            path.moveTo(*step[1:])
        elif step[0] == "L":
            path.lineTo(*step[1:])
        elif step[0] == "C":
            path.curveTo(*step[1:])
        else:
            path.close()
    return path
