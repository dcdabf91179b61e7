"""The plan on paper: its points with what became of each (A4), and who knows of them (A3, for the wall or the table)."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.flow import Cell, Column, Flow, FlowTable, Row, Text
from verkstad.documents.job import SheetCode
from verkstad.documents.paper import MM, Sheet, lines_of
from verkstad.documents.parts import A3_SIDE, A3_WIDE, TEXT, Page, Part, Place, Setting, paginate
from verkstad.documents.plan_paper import PlanItemPaper, PlanPaper
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import (
    A3_HINT,
    A3_LEAD,
    A3_TITLE,
    CELL,
    CELL_STRONG,
    FAINT,
    HAIR,
    HAIRLINE,
    HEADRULE,
    INK,
    PALE,
    PETROL,
    SECOND,
    SMALL,
    WHITE,
    Style,
    shortened,
)
from verkstad.i18n import N_
from verkstad.wording_plan import LEVELS, sorted_words

ITEMS = N_("The plan, point by point")
ANCHORING = N_("Who knows of the plan")
TOP, BOTTOM, LEFT = 74.0, 276.0, 14.0  # mm, the matrix on the sheet
POINT, UNIT, LEVEL = Style("R", 10, 12.5), Style("S", 9.5, 11.5), Style("S", 12, 14)
WORDS = 168.0
SQUARE = 6.4
MOST_UNITS = 16
EMPTY_UNITS, EMPTY_ROWS = 8, 18


def items(setting: Setting) -> list[Part]:
    """Every point that stands, in its order, with what became of it."""
    _, change = setting._, setting.initiative or InitiativePaper(setting.workshop.id, setting.workshop.title)
    plan = change.plan
    lead = sorted_words(plan.sorted, setting.language) if plan.items else _("No plan has been taken in.")
    head = Masthead(_(ITEMS), lead, [(_("Initiative"), change.title), (_("Source"), ", ".join(plan.documents))])
    table = FlowTable(
        (Column(_("No."), 14), Column(_("Text"), TEXT - 14 - 15 - 62), Column(_("Page"), 15), Column(_("What it became"), 62)),
        above=1.3,
        below=1.5,
    )
    rows: list[Row] = []
    keep: list[int] = []
    before = ("", "")
    for item in plan.items:
        over = (item.document if len(plan.documents) > 1 else "", item.heading)
        if over != before and any(over):
            keep.append(len(rows))
            rows.append(Row(([Text(" · ".join(part for part in over if part), CELL_STRONG, 1.4)],), band=True))
        before = over
        rows.append(Row(_cells(item), header=True))
    flow = Flow()
    if rows:
        flow.table(table, rows, keep=keep)
    return [document(setting, "plan_items", _(ITEMS), head, flow, [change.title, plan.items])]


def _cells(item: PlanItemPaper) -> tuple[Cell, ...]:
    quiet = CELL.with_(color=SECOND)
    left: list[Text] = [Text(item.state_word, CELL_STRONG if item.state == "new" else quiet)] if not item.became else []
    left += [Text(f"{word}: {name}", CELL) for word, name in item.became]
    if item.reason:
        left.append(Text(item.reason, SMALL))
    if item.forum:
        left.append(Text(item.forum, SMALL))
    says = CELL if item.kept else quiet
    return (
        [Text(item.number.rstrip("."), CELL_STRONG)],
        [Text(item.says, says)],
        [Text("" if item.page is None else str(item.page), CELL)],
        left,
    )


# ------------------------------------------------------------------------------------------------ anchoring


def anchoring(setting: Setting) -> list[Part]:
    """Points by operations: a figure where something is noted, an empty square to write in where nothing is."""
    _, change = setting._, setting.initiative or InitiativePaper(setting.workshop.id, setting.workshop.title)
    plan = change.plan
    kept = [item for item in plan.items if item.kept]
    units = plan.units or ("",) * EMPTY_UNITS
    code = setting.sheet_code("anchoring", [kept, units])
    rows: list[PlanItemPaper | None] = [*kept] or [None] * EMPTY_ROWS
    pages: list[Page] = []
    for start in range(0, len(units), MOST_UNITS):
        some = units[start : start + MOST_UNITS]
        for taken in paginate([_tall(row) for row in rows], BOTTOM - TOP, BOTTOM - TOP):
            pages.append(_page(setting, change.title, plan, [rows[n] for n in taken], some, start, code, first=not pages))
    return [Part("anchoring", _(ANCHORING), tuple(pages), code, audience="lead")]


def _tall(row: PlanItemPaper | None) -> float:
    if row is None:
        return 10.0
    return max(8.0, len(_lines(row)) * POINT.leading / MM + 3.0)


def _lines(row: PlanItemPaper) -> list[str]:
    """At most two lines of a point: the sheet is for the figures, the words stand in the list."""
    lines = list(lines_of(" ".join(row.says.split()), POINT, WORDS - 24))
    return lines if len(lines) <= 2 else [lines[0], shortened(f"{lines[1]} …", POINT, (WORDS - 24) * MM)]


def _page(
    setting: Setting,
    title: str,
    plan: PlanPaper,
    rows: Sequence[PlanItemPaper | None],
    units: Sequence[str],
    start: int,
    code: SheetCode,
    *,
    first: bool,
) -> Page:
    _ = setting._

    def draw(sheet: Sheet, place: Place) -> None:
        setting.head(sheet, _(ANCHORING), side=A3_SIDE)
        sheet.text(A3_SIDE, 34, _(ANCHORING), A3_TITLE, tag="H1" if first else "P")
        sheet.text(A3_SIDE, 44, f"{title} · {plan.index}" if plan.cells else title, A3_LEAD, tag="P")
        legend = "    ".join(f"{n} {_(name).lower()}" for n, name in enumerate(LEVELS))
        sheet.text(A3_SIDE, 52, legend, A3_HINT, tag="P")
        wide = (sheet.width - LEFT - A3_SIDE - WORDS) / max(len(units), 6)
        with sheet.group("Table"):
            _heads(setting, sheet, units, wide)
            y = TOP
            for row in rows:
                tall = _tall(row)
                _row(sheet, row, y, tall, wide, units, start)
                y += tall
        sheet.line(LEFT, y, LEFT + WORDS + wide * len(units), y, HEADRULE, INK)
        setting.foot(sheet, place, code, _(ANCHORING), side=A3_SIDE)

    return Page(A3_WIDE, draw)


def _heads(setting: Setting, sheet: Sheet, units: Sequence[str], wide: float) -> None:
    with sheet.group("TR"):
        with sheet.tag("TH"):
            sheet.text(LEFT, TOP - 3, setting._("Point"), UNIT)
        for at, unit in enumerate(units):
            x = LEFT + WORDS + at * wide
            lines = list(lines_of(unit, UNIT, wide - 2))[:3] if unit else []
            with sheet.tag("TH"):
                if lines:
                    top = TOP - 2.5 - len(lines) * UNIT.leading / MM
                    fitted = [shortened(line, UNIT, (wide - 2) * MM) for line in lines]
                    sheet.lines(x + 1, top, fitted, UNIT)
                else:
                    sheet.line(x + 2, TOP - 4, x + wide - 2, TOP - 4, HAIRLINE, FAINT)
    sheet.line(LEFT, TOP, LEFT + WORDS + wide * len(units), TOP, HEADRULE, INK)


def _row(sheet: Sheet, row: PlanItemPaper | None, y: float, tall: float, wide: float, units: Sequence[str], start: int) -> None:
    with sheet.group("TR"):
        with sheet.tag("TH"):
            if row is not None:
                place = row.number.rstrip(".")
                sheet.text(LEFT, y + 5.2, shortened(place, UNIT, 20 * MM), UNIT)
                sheet.lines(LEFT + 22, y + 1.2, _lines(row), POINT)
            else:
                sheet.line(LEFT, y + tall - 2, LEFT + WORDS - 6, y + tall - 2, HAIRLINE, FAINT)
        for at in range(len(units)):
            level = row.levels[start + at] if row is not None and start + at < len(row.levels) else None
            x = LEFT + WORDS + at * wide
            with sheet.tag("TD"):
                _level(sheet, x + 1 + SQUARE / 2, y + tall / 2, level)
    sheet.line(LEFT, y + tall, LEFT + WORDS + wide * len(units), y + tall, HAIRLINE, HAIR)


def _level(sheet: Sheet, x: float, y: float, level: int | None) -> None:
    """A square: empty to write in, or the figure, on a ground that darkens with how well they know, so that it holds in grey."""
    ground = {None: WHITE, 0: WHITE, 1: WHITE, 2: PALE, 3: PETROL}[level]
    side = SQUARE
    sheet.rect(x - side / 2, y - side / 2, side, side, fill=ground, stroke=HAIR if level is None else INK, weight=0.7, radius=1.2)
    if level is not None:
        sheet.text(x, y + 1.5, str(level), LEVEL.with_(size=11, color=WHITE if level == 3 else INK), align="middle")
