"""Marks that say something without colour: the patterns of the five kinds, the shapes of units, QR marks, cut marks, and pictures painted."""

from __future__ import annotations

from functools import lru_cache

import segno

from verkstad.documents.paper import MM, Sheet
from verkstad.documents.typography import (
    DATALINE,
    FAINT,
    HAIR,
    HAIRLINE,
    HEADRULE,
    INK,
    PALE,
    PETROL,
    RULE,
    SECOND,
    THIN,
    WARM,
    WHITE,
    Style,
    advance,
    colour,
)
from verkstad.picture.shapes import Area, Dot, Label, Line, Path, Picture, Polygon

TEXT_STYLES = {
    "strip.number": Style("B", 9, 11, INK),
    "strip.minutes": Style("R", 8, 11, INK),
    "strip.time": Style("R", 7.5, 10, SECOND),
    "strip.number.large": Style("B", 13, 16, INK),
    "chart.tick": Style("R", 7.75, 10, SECOND),
    "chart.name": Style("S", 8.25, 11, INK),
    "chart.name.target": Style("S", 8.25, 11, PETROL),
    "chart.note": Style("R", 8.25, 11, INK),
    "chart.note.start": Style("S", 8.25, 11, INK),
    "chart.note.question": Style("R", 8.25, 11, WARM),
    "chart.verdict": Style("S", 9.25, 12, INK),
    "chart.text": Style("R", 8.25, 11, SECOND),
}
CHART_LINES: dict[str, tuple[float, str, tuple[float, ...]]] = {
    "chart.grid": (HAIRLINE, FAINT, ()),
    "chart.axis": (THIN, INK, ()),
    "chart.tick": (HAIRLINE, RULE, ()),
    "chart.line": (DATALINE, INK, ()),
    "chart.median": (HEADRULE, WARM, ()),
    "chart.median.on": (HEADRULE, WARM, (3, 2)),
    "chart.target": (HEADRULE, PETROL, (7, 3)),
    "chart.start": (THIN, SECOND, (1.5, 2)),
    "chart.note": (HAIRLINE, RULE, ()),
}
"""Weight (points), colour and dash of the lines of a run chart: told apart by their dash where there is no colour."""
CUT = 4.0  # mm, length of a cut mark


def kind_area(sheet: Sheet, x: float, y: float, w: float, h: float, kind: str, *, weight: float = 0.8) -> None:
    """A rectangle in the pattern of a kind of block: solid, tinted, hatched, dotted or empty. Told apart on a black and white printer."""
    c = sheet.c
    fill = {"group": PETROL, "plenary": PALE}.get(kind, WHITE)
    sheet.rect(x, y, w, h, fill=fill)
    if kind == "solo":
        with sheet.clipped(x, y, w, h):
            c.setStrokeColor(colour(PETROL, sheet.grey))
            c.setLineWidth(0.6)
            path = c.beginPath()
            step, at = 0.92, x - h
            while at < x + w:
                path.moveTo(at * MM, sheet.y(y + h))
                path.lineTo((at + h) * MM, sheet.y(y))
                at += step
            c.drawPath(path, stroke=1, fill=0)
    elif kind == "opening":
        with sheet.clipped(x, y, w, h):
            c.setFillColor(colour(PETROL, sheet.grey))
            path = c.beginPath()
            step, row, down = 1.5, 0, y + 0.6
            while down < y + h + 0.4:
                at = x + (0.75 if row % 2 else 0.15) + 0.1
                while at < x + w + 0.4:
                    path.circle(at * MM, sheet.y(down), 0.24 * MM)
                    at += step
                down, row = down + step / 1.9, row + 1
            c.drawPath(path, stroke=0, fill=1)
    sheet.rect(x, y, w, h, stroke=PETROL, weight=weight)


def swatch(sheet: Sheet, x: float, y: float, kind: str, width: float = 3.9, height: float = 2.5) -> None:
    """The small pattern beside the word for a kind; y is the baseline of the word."""
    kind_area(sheet, x, y - height + 0.15, width, height, kind, weight=0.6)


def paint(sheet: Sheet, picture: Picture, x: float, y: float) -> None:
    """A picture with its top left corner at x, y, as one figure with its words."""
    with sheet.tag("Figure", alt=picture.alt, box=(x, y, picture.width, picture.height)):
        for shape in picture.shapes:
            if isinstance(shape, Area):
                if shape.style.startswith("kind."):
                    kind_area(sheet, x + shape.x, y + shape.y, shape.width, shape.height, shape.style[5:])
                else:
                    sheet.rect(x + shape.x, y + shape.y, shape.width, shape.height, stroke=RULE, weight=HAIRLINE)
            elif isinstance(shape, Line) and shape.style in CHART_LINES:
                weight, ink, dash = CHART_LINES[shape.style]
                sheet.line(x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2, weight, ink, dash=dash)
            elif isinstance(shape, Path):
                weight, ink, _dash = CHART_LINES[shape.style]
                sheet.polygon([(x + a, y + b) for a, b in shape.points], stroke=ink, weight=weight, closed=False)
            elif isinstance(shape, Dot):
                sheet.circle(x + shape.x, y + shape.y, shape.radius, fill=INK if shape.style == "chart.point.signal" else WHITE, stroke=INK)
            elif isinstance(shape, Line):
                warm = shape.style == "strip.target"
                sheet.line(
                    x + shape.x1, y + shape.y1, x + shape.x2, y + shape.y2, 1.1 if warm else HAIRLINE, WARM if warm else RULE,
                    dash=(2, 1.5) if warm else (),
                )  # fmt: skip
            elif isinstance(shape, Polygon):
                sheet.polygon([(x + a, y + b) for a, b in shape.points], fill=INK if shape.style.startswith("chart.") else WARM)
            elif isinstance(shape, Label):
                _label(sheet, shape, x, y)


def _label(sheet: Sheet, label: Label, x: float, y: float) -> None:
    style = TEXT_STYLES[label.style]
    color = WHITE if label.on == "kind.group" else ""
    if label.on in ("kind.solo", "kind.opening"):  # the pattern must not run through the figures
        wide = style.width(label.text) / MM
        left = label.x - wide / 2 if label.align == "middle" else label.x
        sheet.rect(x + left - 0.45, y + label.y - style.size / MM * 0.78 - 0.3, wide + 0.9, style.size / MM * 0.8 + 0.9, fill=WHITE)
    sheet.text(x + label.x, y + label.y, label.text, style, align=label.align, color=color)


def measure(text: str, style: str) -> float:
    """Width in mm of a label of a picture."""
    made = TEXT_STYLES[style]
    return advance(text, made.face, made.size) / MM


UNIT_SHAPES = ("dot", "square", "triangle", "diamond", "ring", "full square", "open triangle", "full diamond", "cross", "bar")


def unit_mark(sheet: Sheet, x: float, y: float, index: int, r: float = 1.1) -> None:
    """The shape of the unit at this place in the list, its centre at x, y. After ten units the shapes begin again; the name stands beside."""
    shape = UNIT_SHAPES[index % len(UNIT_SHAPES)]
    fill = INK if shape.startswith("full") or shape in ("dot", "triangle") else ""
    if shape == "dot":
        sheet.circle(x, y, r, stroke=INK, weight=1, fill=fill)
    elif shape == "ring":
        sheet.circle(x, y, r - 0.1, stroke=INK, weight=1.6)
    elif shape.endswith("square"):
        sheet.rect(x - r, y - r, 2 * r, 2 * r, stroke=INK, weight=1, fill=fill)
    elif shape.endswith("triangle"):
        sheet.polygon([(x, y - r * 1.2), (x + r * 1.15, y + r * 0.9), (x - r * 1.15, y + r * 0.9)], stroke=INK, weight=1, fill=fill)
    elif shape.endswith("diamond"):
        k = r * 1.3
        sheet.polygon([(x, y - k), (x + k, y), (x, y + k), (x - k, y)], stroke=INK, weight=1, fill=fill)
    else:
        sheet.line(x - r, y, x + r, y, 1.8, INK)
        if shape == "cross":
            sheet.line(x, y - r, x, y + r, 1.8, INK)


MASK = 4  # always the same: choosing the best of eight costs ten times the mark, and every reader takes any


@lru_cache(maxsize=4096)
def _modules(data: str) -> tuple[int, str]:
    """A QR mark as (modules a side, the runs of dark modules as rectangles in page language, one module a unit). Error correction M."""
    matrix = segno.make_qr(data, error="m", boost_error=False, mask=MASK).matrix
    runs = []
    for row, line in enumerate(matrix):
        column = 0
        while column < len(line):
            if line[column]:
                start = column
                while column < len(line) and line[column]:
                    column += 1
                runs.append(f"{start} {-row - 1} {column - start} 1 re")
            else:
                column += 1
    return len(matrix), " ".join(runs) + " f"


def qr(sheet: Sheet, x: float, y: float, size: float, data: str, alt: str) -> None:
    """A QR mark `size` mm wide. The caller leaves four modules of white around it."""
    modules, drawn = _modules(data)
    unit = size * MM / modules
    c = sheet.c
    with sheet.tag("Figure", alt=alt, box=(x, y, size, size)):
        c.saveState()
        c.setFillColor(colour(INK, sheet.grey))
        c.translate(x * MM, sheet.y(y))
        c.scale(unit, unit)
        c.raw(drawn)
        c.restoreState()


def cut_marks(sheet: Sheet, xs: tuple[float, ...], ys: tuple[float, ...], margin: float = 6.0) -> None:
    """Short marks at the edges of the page, and small crosses where cuts meet, for the lines to cut along (mm)."""
    for x in xs:
        sheet.line(x, margin, x, margin + CUT, HAIRLINE, RULE)
        sheet.line(x, sheet.height - margin - CUT, x, sheet.height - margin, HAIRLINE, RULE)
        for y in ys:
            sheet.line(x - 1.5, y, x + 1.5, y, HAIRLINE, FAINT)
            sheet.line(x, y - 1.5, x, y + 1.5, HAIRLINE, FAINT)
    for y in ys:
        sheet.line(margin, y, margin + CUT, y, HAIRLINE, RULE)
        sheet.line(sheet.width - margin - CUT, y, sheet.width - margin, y, HAIRLINE, RULE)


def chip(sheet: Sheet, x: float, y: float, text: str, style: Style, *, align: str = "left") -> float:
    """A word in a rounded frame; y is its baseline. Returns its width."""
    wide = style.width(text) / MM + 3.4
    left = x - wide if align == "right" else x - wide / 2 if align == "middle" else x
    sheet.rect(left, y - style.size / MM * 0.72 - 1.1, wide, style.size / MM * 0.72 + 2.2, stroke=style.color, weight=0.8, radius=1.0)
    sheet.text(left + 1.7, y, text, style)
    return wide


def pin(sheet: Sheet, x: float, y: float) -> None:
    """A fixed start: a small filled square standing on its point; x left, y baseline."""
    sheet.polygon([(x + 0.9, y - 2.0), (x + 1.8, y - 1.1), (x + 0.9, y - 0.2), (x, y - 1.1)], fill=INK)


__all__ = ["HAIR", "chip", "cut_marks", "kind_area", "measure", "paint", "pin", "qr", "swatch", "unit_mark"]
