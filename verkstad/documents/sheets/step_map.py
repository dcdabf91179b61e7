"""A map of five by five steps on an A3, with names where they were placed: benefit against effort, influence against interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verkstad.documents.paper import MM, Sheet, lines_of
from verkstad.documents.parts import A3_SIDE, Setting
from verkstad.documents.sheets.maps import upright_text
from verkstad.documents.typography import (
    A3_HINT,
    A3_LABEL,
    A3_SECTION,
    HAIR,
    INK,
    PETROL,
    RULE,
    THIN,
    TINT,
    WARM,
    WHITE,
    Style,
    shortened,
)
from verkstad.picture.matrix import STEPS, Frame, Point, lay_out
from verkstad.picture.positions import Box

TOP, LEFT, BOTTOM = 60.0, 30.0, 266.0  # mm, the map on the sheet
NAME = Style("S", 10.5, 12.6)
CHIPS = ((12.0, 1.8), (9.4, 1.2), (5.8, 0.8))
"""Heights of a name on the map and what is between them (mm): two lines with air, two lines, one line."""


def step_map(
    setting: Setting,
    sheet: Sheet,
    points: Sequence[Point],
    frame: Frame,
    words: Mapping[str, str],
    *,
    axes: tuple[str, str],
    told: Sequence[str],
) -> None:
    """The map with its axes and their steps; those not placed are named under it.

    `words`: quadrant -> msgid; `axes`: across and up, as they stand on the sheet; `told`: what each placed name says to a screen reader.
    """
    _ = setting._
    box = Box(LEFT, TOP, sheet.width - LEFT - A3_SIDE, BOTTOM - TOP)
    placed = [p for p in points if p.cell is not None]
    for tall, gap in CHIPS:  # lower ones where a cell is crowded
        made = lay_out(placed, box, chip=tall, gap=gap, inset=2.0, words=10.5, width_of=_wide, frame=frame)
        if not made.more:
            break
    with sheet.tag("Figure", alt="; ".join(told) or _("Empty map to place notes on"), box=(box.x, box.y, box.width, box.height)):
        for name, part in made.quadrants:
            sheet.rect(part.x, part.y, part.width, part.height, fill=TINT if name == frame.first else WHITE)
        for (across, up), cell in made.cells.items():
            if across not in (1, frame.cut):
                sheet.line(cell.x, cell.y, cell.x, cell.y + cell.height, THIN, HAIR, dash=(1.5, 2))
            if up not in (1, frame.cut):
                sheet.line(cell.x, cell.y + cell.height, cell.x + cell.width, cell.y + cell.height, THIN, HAIR, dash=(1.5, 2))
        sheet.rect(box.x, box.y, box.width, box.height, stroke=INK, weight=1.1)
        corner = made.cells[frame.cut, frame.cut]
        sheet.line(corner.x, box.y, corner.x, box.y + box.height, 1.1, INK)
        sheet.line(box.x, corner.y + corner.height, box.x + box.width, corner.y + corner.height, 1.1, INK)
        for name, part in made.quadrants:
            said = _(words[name])
            style = A3_SECTION.with_(color=PETROL if name == frame.first else INK)
            sheet.text(part.x + 3, part.y + 7.4, said[:1].upper() + said[1:], style)
        for chip in made.chips:
            _chip(sheet, chip.point, chip.box)
        for count, at in made.more:
            sheet.text(at.x + 1, at.y + 4.4, _("and %(n)d more", n=count), A3_HINT)
    for step in range(1, STEPS + 1):
        below, beside = made.cells[step, 1], made.cells[1, step]
        sheet.text(below.x + below.width / 2, BOTTOM + 5.4, str(step), A3_HINT, align="middle", tag="P")
        upright_text(sheet, LEFT - 2.6, beside.y + beside.height / 2 - 1, str(step), A3_HINT)
    sheet.text(sheet.width - A3_SIDE, BOTTOM + 11.5, axes[0], A3_LABEL, align="right", tag="P")
    sheet.text(A3_SIDE, TOP - 3, axes[1], A3_LABEL, tag="P")
    waiting = [p.label for p in points if p.cell is None]
    if waiting:
        room = sheet.width - 2 * A3_SIDE - A3_LABEL.width(axes[0]) / MM - 8
        sheet.text(A3_SIDE, BOTTOM + 11.5, shortened(f"{_('Not placed yet')}: {', '.join(waiting)}", A3_HINT, room * MM), A3_HINT, tag="P")


def _wide(point: Point) -> float:
    return NAME.width(point.label) / MM + 6 + (6 if point.marked else 0)


def _chip(sheet: Sheet, point: Point, box: Box) -> None:
    """A name in one line or two; disagreement by a heavier frame and two triangles."""
    sheet.rect(
        box.x,
        box.y,
        box.width,
        box.height,
        fill=WHITE,
        stroke=INK if point.marked else RULE,
        weight=1.4 if point.marked else 0.8,
        radius=1.2,
    )
    room = box.width - 4 - (6 if point.marked else 0)
    lines = list(lines_of(point.label, NAME, room))
    most = 2 if box.height > 2 * NAME.leading / MM else 1
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    lines = [shortened(text, NAME, room * MM) for text in lines]
    lead = NAME.leading / MM
    sheet.lines(box.x + 2, box.y + (box.height - len(lines) * lead) / 2, lines, NAME)
    if point.marked:
        x, y = box.x + box.width - 4.4, box.y + box.height / 2
        sheet.polygon([(x - 2.2, y), (x - 0.4, y - 1.5), (x - 0.4, y + 1.5)], fill=WARM)
        sheet.polygon([(x + 2.2, y), (x + 0.4, y - 1.5), (x + 0.4, y + 1.5)], fill=WARM)
