"""The ways from those who know to those who may decide, drawn on a sheet: lanes in the order of `ordered`, some at a time so that they share pages."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.flow import Flow
from verkstad.documents.paper import MM, Sheet
from verkstad.documents.parts import SIDE, TEXT, Setting
from verkstad.documents.typography import INK, LABEL, PALE, PETROL, RULE, SECOND, SMALL, WARM, WHITE, Style, advance
from verkstad.picture.shapes import Area, Label, Path, Picture, Shape
from verkstad.picture.ways import Way, ordered, ways_picture

EACH = 7  # lanes drawn as one figure
TEXTS = {
    "way.head": LABEL,
    "way.title": Style("S", 9.5, 12),
    "way.told": SMALL.with_(size=8, leading=10),
    "way.none": Style("S", 9, 11, WARM),
}
AREAS: dict[str, tuple[str, str, float, tuple[float, ...]]] = {
    "way.knows": (WHITE, INK, 1.2, ()),
    "way.forum": (PALE, PETROL, 0.8, ()),
    "way.team": (WHITE, RULE, 0.8, (2.2, 1.6)),
    "way.decides": (PETROL, PETROL, 0.8, ()),
}
"""Ground, edge, weight and dash: a forum is tinted, a team dashed, whoever may decide full; told apart in grey too."""
DASH = (2.4, 2.0)


def measure(text: str, style: str) -> float:
    """Width in mm of a label."""
    made = TEXTS[style]
    return advance(text, made.face, made.size) / MM


def draw_ways(setting: Setting, flow: Flow, ways: Sequence[Way]) -> None:
    """All of them, `EACH` to a figure, with as many columns in each."""
    rows = ordered(ways)
    steps = max(len(way.through) for way in rows)
    for at in range(0, len(rows), EACH):
        made = ways_picture(rows[at : at + EACH], setting.language, TEXT, measure, steps=steps)
        flow.block(made.height, lambda sheet, y, made=made: _figure(sheet, made, y))  # type: ignore[misc]
        flow.gap(4.0)
    if any(way.broken for way in rows):
        flow.text(
            SIDE, TEXT, setting._("A dashed way with a cross is broken: the two share no forum. Draw in where they could meet."), SMALL
        )


def _figure(sheet: Sheet, picture: Picture, y: float) -> None:
    with sheet.tag("Figure", alt=picture.alt, box=(SIDE, y, picture.width, picture.height)):
        for shape in picture.shapes:
            _paint(sheet, shape, SIDE, y)


def _paint(sheet: Sheet, shape: Shape, x: float, y: float) -> None:
    if isinstance(shape, Area):
        ground, edge, weight, dash = AREAS[shape.style]
        sheet.rect(x + shape.x, y + shape.y, shape.width, shape.height, fill=ground, stroke=edge, weight=weight, radius=1.5, dash=dash)
    elif isinstance(shape, Path):
        (x1, y1), (x2, y2) = shape.points
        ink, weight, dash = {"way.line": (PETROL, 1.3, ()), "way.broken": (WARM, 1.1, DASH), "way.cross": (WARM, 1.8, ())}[shape.style]
        sheet.line(x + x1, y + y1, x + x2, y + y2, weight, ink, dash=dash)
    elif isinstance(shape, Label):
        style = TEXTS[shape.style]
        color = WHITE if shape.on == "way.decides" else SECOND if shape.style == "way.told" else style.color
        sheet.text(x + shape.x, y + shape.y, shape.text, style, align=shape.align, color=color)
