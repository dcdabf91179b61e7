"""The drawings that some wall sheets are: maps with axes, an empty chart, forces that meet, a staircase."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from verkstad.documents.fields import Item
from verkstad.documents.paper import MM, Sheet
from verkstad.documents.typography import (
    A3_H3,
    A3_HINT,
    A3_LABEL,
    A3_SECTION,
    BAR,
    FAINT,
    HAIR,
    HAIRLINE,
    INK,
    PETROL,
    RULE,
    THIN,
    TINT,
    WHITE,
    Style,
)

Translate = Callable[[str], str]


def axes(label: str) -> tuple[str, str]:
    """(across, up) from a label that says "Influence (vertical) against interest (horizontal)"."""
    found = {
        "up" if way in ("lodrätt", "vertical") else "across": re.sub(r"^(mot|against|by|and|och|versus|vs)\s+", "", text.strip(" ,;"))
        for text, way in re.findall(r"([^()]+?)\s*\((lodrätt|vågrätt|vertical|horizontal)\)", label)
    }
    across, up = found.get("across", ""), found.get("up", label)
    return across[:1].upper() + across[1:], up[:1].upper() + up[1:]


def upright_text(sheet: Sheet, x: float, y: float, text: str, style: Style) -> None:
    """Text read from below, its end at x, y."""
    c = sheet.c
    c.saveState()
    c.translate(x * MM, sheet.y(y))
    c.rotate(90)
    inner = Sheet(c, 0, 0, grey=sheet.grey)
    inner.text(0, 0, text, style, align="right", tag="P")
    c.restoreState()


def quadrant(sheet: Sheet, items: Sequence[Item], x: float, y: float, w: float, h: float) -> None:
    """A map of four fields: up left, up right, down left, down right, named in their outer corners; axes with arrows."""
    across, up = axes(items[0].label)
    x, w, h = x + 9, w - 9, h - 9
    sheet.rect(x + w / 2, y, w / 2, h / 2, fill=TINT)
    sheet.rect(x, y, w, h, stroke=RULE, weight=THIN)
    sheet.line(x + w / 2, y, x + w / 2, y + h, THIN, RULE)
    sheet.line(x, y + h / 2, x + w, y + h / 2, THIN, RULE)
    style = A3_H3.with_(size=13, leading=16)
    for i, field in enumerate(items[1:5]):
        left, top = x + (i % 2) * w / 2, y + (i // 2) * h / 2
        sheet.text(left + 5, top + 8.5, field.label, style, width=w / 2 - 10, tag="H3")
    axis_names(sheet, across, up, x, y, w, h)


def axis_names(sheet: Sheet, across: str, up: str, x: float, y: float, w: float, h: float) -> None:
    """The two axes with their arrows, their names at the far ends."""
    sheet.line(x, y + h, x + w, y + h, BAR, INK)
    sheet.line(x, y, x, y + h, BAR, INK)
    sheet.polygon([(x + w + 0.5, y + h - 1.8), (x + w + 4, y + h), (x + w + 0.5, y + h + 1.8)], fill=INK)
    sheet.polygon([(x - 1.8, y - 0.5), (x, y - 4), (x + 1.8, y - 0.5)], fill=INK)
    sheet.text(x + w, y + h + 7, across, A3_LABEL, align="right", tag="P")
    upright_text(sheet, x - 4.5, y, up, A3_LABEL)


def chart(sheet: Sheet, _: Translate, field: Item, x: float, y: float, w: float, h: float) -> None:
    """Axes from 1 to 5 with a square for each pair; the corner to begin in is tinted."""
    across, up = axes(field.label)
    side = min(w - 16, h - 14)
    x, cell = x + 12, side / 5
    sheet.rect(x + 3 * cell, y, 2 * cell, 2 * cell, fill=TINT)
    for i in range(6):
        sheet.line(x + i * cell, y, x + i * cell, y + side, HAIRLINE, FAINT)
        sheet.line(x, y + i * cell, x + side, y + i * cell, HAIRLINE, FAINT)
    with sheet.tag("P"):
        for i in range(1, 6):
            sheet.text(x + (i - 0.5) * cell, y + side + 6, str(i), A3_H3, align="middle")
            sheet.text(x - 3, y + side - (i - 0.5) * cell + 1.4, str(i), A3_H3, align="right")
    sheet.text(x + 3 * cell + 3, y + 7, _("Begin here"), A3_H3, tag="P")
    sheet.line(x, y + side, x + side, y + side, BAR, INK)
    sheet.line(x, y, x, y + side, BAR, INK)
    sheet.text(x + side, y + side + 12.5, across, A3_LABEL, align="right", tag="P")
    upright_text(sheet, x - 8.5, y, up, A3_LABEL)


def series(sheet: Sheet, _: Translate, x: float, y: float, w: float, h: float) -> None:
    """An empty chart over 24 times, with a row for the value and one for the day under it."""
    left, low, count = 22.0, 26.0, 24
    cw, ch = (w - left) / count, (h - low) / 10
    path_x = x + left
    for i in range(11):
        sheet.line(path_x, y + i * ch, x + w, y + i * ch, HAIRLINE, HAIR)
    for i in range(count + 1):
        sheet.line(path_x + i * cw, y, path_x + i * cw, y + 10 * ch, HAIRLINE, HAIR)
    base = y + 10 * ch
    sheet.line(path_x, base, x + w, base, THIN, INK)
    sheet.line(path_x, y, path_x, base, THIN, INK)
    for k, name in enumerate((_("Value"), _("Day"))):
        top = base + 3 + k * 11
        sheet.text(x, top + 7, name, A3_LABEL, width=left - 2, tag="P")
        sheet.rect(path_x, top, w - left, 11, stroke=RULE, weight=HAIRLINE)
        for i in range(1, count):
            sheet.line(path_x + i * cw, top, path_x + i * cw, top + 11, HAIRLINE, HAIR)
    hint = _("Draw the median as a line. At least 12 values before you judge.")
    sheet.rect(path_x + 4, y + 2.6, A3_HINT.width(hint) / MM + 6, 7.6, fill=WHITE)
    sheet.text(path_x + 7, y + 7.8, hint, A3_HINT, tag="P")


def forces(sheet: Sheet, items: Sequence[Item], x: float, y: float, w: float, h: float) -> None:
    """Two fields of lines with arrows that meet in the middle; a square at each line for its strength."""
    half = w / 2 - 6
    for k, field in enumerate(items[:2]):
        left = x if k == 0 else x + w / 2 + 6
        sheet.block(left if k == 0 else left + 4, y, half - 4, field.label, A3_H3, tag="H3")
        count = max(field.rows, int((h - 12) / 17))
        pitch = (h - 12) / count
        for i in range(count):
            level = y + 12 + (i + 1) * pitch - 4
            start, end = (left, left + half) if k == 0 else (left + half, left)
            way = 1 if k == 0 else -1
            sheet.line(start, level, end - way * 3, level, 0.9, PETROL)
            sheet.polygon([(end - way * 3.6, level - 1.7), (end, level), (end - way * 3.6, level + 1.7)], fill=PETROL)
            box = start if k == 0 else start - 8
            sheet.rect(box, level - 9.4, 8, 8, stroke=RULE, weight=THIN, radius=1.0)
    sheet.line(x + w / 2, y + 6, x + w / 2, y + h, 3.0, INK)


def stairs(sheet: Sheet, items: Sequence[Item], x: float, y: float, w: float, h: float) -> None:
    """Four steps, the highest at the top right; the figure in each label stands large on its step."""
    count = len(items)
    rise, indent = h / count, w * 0.13
    for i, field in enumerate(items):
        level = count - 1 - i
        left, top = x + level * indent, y + i * rise
        sheet.line(left, top, x + w, top, BAR, INK)
        sheet.line(left, top, left, top + rise, BAR, INK)
        figure, _sep, name = field.label.partition(" ")
        if not figure.isdigit():
            figure, name = str(level), field.label
        sheet.text(left + 5, top + 17, figure, Style("X", 40, 42, PETROL), tag="P")
        sheet.block(left + 20, top + 5, w - level * indent - 24, name, A3_SECTION, tag="H3")
