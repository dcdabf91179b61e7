"""The map of roles and mandates, in A3 to stand around (scaled to A4 when that is asked for), and the register of who may decide what."""

from __future__ import annotations

from verkstad.documents.change_paper import MandatePaper, PositionPaper
from verkstad.documents.flow import Cell, Column, Flow, FlowTable, Row, Text
from verkstad.documents.paper import MM, Sheet
from verkstad.documents.parts import A3_SIDE, A3_WIDE, TEXT, Page, Part, Place, Setting
from verkstad.documents.sheets.maps import upright_text
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import (
    A3_HINT,
    A3_LABEL,
    A3_LEAD,
    A3_SECTION,
    A3_TITLE,
    CELL,
    CELL_STRONG,
    HAIR,
    INK,
    PETROL,
    RULE,
    SMALL,
    THIN,
    TINT,
    WARM,
    WHITE,
    Style,
    shortened,
)
from verkstad.i18n import N_
from verkstad.picture.positions import Box, Placed, lay_out
from verkstad.wording_teams import INSIGHT, LEVELS, QUADRANTS

TITLE = N_("Map of roles and mandates")
REGISTER = N_("Mandate register")
TOP, LEFT, BOTTOM = 62.0, 30.0, 268.0  # mm, the map on the sheet
ROLE = Style("S", 11, 14)
UNIT = Style("R", 10, 12.5)
CHIP, GAP = 12.5, 2.5


def lay(setting: Setting) -> list[Part]:
    """The map, empty where nobody has placed anything; the register where there is one."""
    paper = setting.initiative
    positions = paper.positions if paper else ()
    rows = paper.mandates if paper else ()
    code = setting.sheet_code("mandate_map", positions)

    def draw(sheet: Sheet, place: Place) -> None:
        _map(setting, sheet, positions)
        setting.foot(sheet, place, code, setting._(TITLE), side=A3_SIDE)

    parts = [Part("mandate_map", setting._(TITLE), (Page(A3_WIDE, draw),), code)]
    return [*parts, _register(setting, rows)] if rows else parts


def _map(setting: Setting, sheet: Sheet, positions: tuple[PositionPaper, ...]) -> None:
    _ = setting._
    setting.head(sheet, _(TITLE), side=A3_SIDE)
    sheet.text(A3_SIDE, 36, _(TITLE), A3_TITLE, tag="H1")
    lead = _("Who knows what the customer needs, and who may change it? We place positions, not persons.")
    sheet.text(A3_SIDE, 46, lead, A3_LEAD, tag="P")
    box = Box(LEFT, TOP, sheet.width - LEFT - A3_SIDE, BOTTOM - TOP)
    placed = [Placed(str(n), p.role, p.unit, p.insight, p.mandate, p.discuss) for n, p in enumerate(positions)]

    def wide(p: Placed) -> float:
        return max(ROLE.width(p.label), UNIT.width(p.below)) / MM + 7 + (6 if p.marked else 0)

    made = lay_out(placed, box, chip=CHIP, gap=GAP, inset=4, words=13, width_of=wide)
    alt = "; ".join(f"{p.role}{', ' + p.unit if p.unit else ''}: {p.said}" for p in positions) or _("Empty map to place positions on")
    with sheet.tag("Figure", alt=alt, box=(box.x, box.y, box.width, box.height)):
        for name, half in made.quadrants:
            sheet.rect(half.x, half.y, half.width, half.height, fill=TINT if name == "leads" else WHITE)
        for (mandate, insight), cell in made.cells.items():
            if mandate in (1, 3):
                sheet.line(cell.x, cell.y, cell.x, cell.y + cell.height, THIN, HAIR, dash=(1.5, 2))
            if insight in (1, 3):
                sheet.line(cell.x, cell.y + cell.height, cell.x + cell.width, cell.y + cell.height, THIN, HAIR, dash=(1.5, 2))
        middle_x, middle_y = box.x + box.width / 2, box.y + box.height / 2
        sheet.rect(box.x, box.y, box.width, box.height, stroke=INK, weight=1.1)
        sheet.line(middle_x, box.y, middle_x, box.y + box.height, 1.1, INK)
        sheet.line(box.x, middle_y, box.x + box.width, middle_y, 1.1, INK)
        for name, half in made.quadrants:
            said = _(QUADRANTS[name])
            sheet.text(half.x + 4, half.y + 8.2, said[:1].upper() + said[1:], A3_SECTION.with_(color=PETROL if name == "leads" else INK))
        for chip in made.chips:
            _chip(sheet, chip.point, chip.box)
        for count, at in made.more:
            sheet.text(at.x + 2, at.y + 6, _("and %(n)d more", n=count), A3_HINT)
    for step in range(4):
        across, up = made.cells[step, 0], made.cells[0, step]
        words = f"{step} {_(LEVELS[step])}"
        sheet.text(across.x + across.width / 2, BOTTOM + 5.4, words, A3_HINT, align="middle", width=across.width - 2, tag="P")
        upright = f"{step} {_(INSIGHT[step])}"
        upright_text(sheet, LEFT - 2.6, up.y + (up.height - A3_HINT.width(upright) / MM) / 2, upright, A3_HINT)
    sheet.text(sheet.width - A3_SIDE, BOTTOM + 11.5, _("Mandate: what the position may decide →"), A3_LABEL, align="right", tag="P")
    sheet.text(A3_SIDE, TOP - 4, _("↑ Insight: how well the position knows the customer's everyday life"), A3_LABEL, tag="P")
    if any(p.discuss for p in positions):
        _mark(sheet, A3_SIDE + 1.8, BOTTOM + 10.4)
        sheet.text(A3_SIDE + 6, BOTTOM + 11.5, _("You see it differently: talk about it"), A3_HINT, tag="P")


def _chip(sheet: Sheet, placed: Placed, box: Box) -> None:
    sheet.rect(
        box.x,
        box.y,
        box.width,
        box.height,
        fill=WHITE,
        stroke=INK if placed.marked else RULE,
        weight=1.3 if placed.marked else 0.8,
        radius=1.5,
    )
    room = box.width - 6 - (6 if placed.marked else 0)
    if placed.marked:
        _mark(sheet, box.x + box.width - 4.6, box.y + box.height / 2)
    if placed.below:
        sheet.text(box.x + 3, box.y + 5.2, shortened(placed.label, ROLE, room * MM), ROLE)
        sheet.text(box.x + 3, box.y + 10.0, shortened(placed.below, UNIT, room * MM), UNIT)
    else:
        sheet.text(box.x + 3, box.y + box.height / 2 + 1.5, shortened(placed.label, ROLE, room * MM), ROLE)


def _mark(sheet: Sheet, x: float, y: float) -> None:
    """Disagreement: two triangles that point apart."""
    sheet.polygon([(x - 2.2, y), (x - 0.4, y - 1.5), (x - 0.4, y + 1.5)], fill=WARM)
    sheet.polygon([(x + 2.2, y), (x + 0.4, y - 1.5), (x + 0.4, y + 1.5)], fill=WARM)


def _register(setting: Setting, rows: tuple[MandatePaper, ...]) -> Part:
    _, language = setting._, setting.language
    today = setting.job.printed
    lead = _("Who may decide what, and how far. What has run out is worth nothing until it is granted again.")
    head = Masthead(
        _(REGISTER),
        lead,
        [(_("Initiative"), setting.initiative.title if setting.initiative else ""), (_("Day"), today and language.date(today, "date"))],
    )
    table = FlowTable(
        (Column(_("Who"), 50), Column(_("Level"), 50), Column(_("Limit"), 36), Column(_("Granted by"), TEXT - 136)), above=1.5, below=1.7
    )
    drawn: list[Row] = []
    keep: list[int] = []
    before = ""
    for row in rows:
        if row.decision != before:
            keep.append(len(drawn))
            drawn.append(Row(([Text(row.decision, CELL_STRONG, 1.6)],), band=True))
            before = row.decision
        drawn.append(Row(_cells(setting, row), header=True))
    flow = Flow()
    flow.table(table, drawn, keep=keep)
    return document(setting, "mandate_map", _(REGISTER), head, flow, [rows, today])


def _cells(setting: Setting, row: MandatePaper) -> tuple[Cell, ...]:
    _, language = setting._, setting.language
    level = f"{row.level} – {_(LEVELS[row.level])}"
    notes = []
    if row.expired:
        notes.append(_("has run out: %(day)s", day=language.date(row.until, "date")))
    elif row.until:
        notes.append(_("valid until %(day)s", day=language.date(row.until, "date")))
    if not row.able:
        notes.append(_("cannot be used yet"))
    return (
        [Text(row.owner, CELL), Text(row.unit or (_("in all units") if row.of_role else ""), SMALL)],
        [Text(_("0 – has run out") if row.expired else level, CELL), Text(", ".join(notes), SMALL)],
        [Text(row.limit, CELL)],
        [Text(row.granted_by, CELL), Text(row.delegation, SMALL)],
    )
