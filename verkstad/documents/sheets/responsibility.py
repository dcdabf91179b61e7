"""Responsibility on paper: the matrix and the map of stakeholders in A3, the paths to a decision in A4. Positions and groups, never persons."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.flow import Column, Flow, FlowTable, Row, Text
from verkstad.documents.job import SheetCode
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import A3_BOTTOM, A3_SIDE, A3_WIDE, SIDE, TEXT, Page, Part, Place, Setting, paginate
from verkstad.documents.responsibility_paper import RaciLinePaper, ResponsibilityPaper, StakeholderPaper
from verkstad.documents.sheets.maps import upright_text
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.sheets.step_map import step_map
from verkstad.documents.sheets.ways import draw_ways
from verkstad.documents.typography import (
    A3_HINT,
    A3_LABEL,
    A3_LEAD,
    A3_TITLE,
    BAR,
    BODY,
    CELL,
    CELL_STRONG,
    H2,
    HAIR,
    INK,
    PALE,
    SMALL,
    THIN,
    WARM,
    Style,
    shortened,
)
from verkstad.i18n import N_
from verkstad.picture.matrix import SAY, Point
from verkstad.picture.ways import Way
from verkstad.wording_responsibility import PLACES

RACI = N_("Who answers for what")
MAP = N_("Map of stakeholders")
PATHS = N_("Paths to a decision")
TOP = 60.0  # mm, where the matrix begins
WHAT, LEAST, MOST = 122.0, 13.0, 40.0  # mm of the matrix: the words of a line, the narrowest and the widest column
HEADS, LOW = 46.0, 18.0  # mm over the first line: names upright, or in three lines at most
LINE = Style("S", 11.5, 14)
SAID = Style("R", 10, 12.5, WARM)
LETTER = Style("B", 15, 18)
BLANKS = 6
EACH = 20  # positions on one sheet


def paper_of(setting: Setting) -> ResponsibilityPaper:
    return setting.initiative.responsibility if setting.initiative is not None else ResponsibilityPaper()


def about(setting: Setting) -> list[tuple[str, str]]:
    """The initiative and the day, for the head of a sheet."""
    _ = setting._
    title = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    return [(_("Initiative"), title), (_("Day"), setting.language.date(setting.job.printed, "date") if setting.job.printed else "")]


def wall_head(setting: Setting, sheet: Sheet, place: Place, title: str, lead: str) -> None:
    setting.head(sheet, title, side=A3_SIDE)
    sheet.text(A3_SIDE, 36, title, A3_TITLE, tag="H1" if place.number == 1 and place.first else "P")
    sheet.fitted(A3_SIDE, 46, lead, A3_LEAD, sheet.width - 2 * A3_SIDE, least=10.0, tag="P")


# ------------------------------------------------------------------------------------------------ the matrix


def raci(setting: Setting) -> list[Part]:
    """Lines and positions with their letters; empty lines to write on. More positions than fit go on to a sheet of their own."""
    _ = setting._
    paper = paper_of(setting)
    code = setting.sheet_code("raci", [paper.positions, paper.lines])
    groups = [list(range(at, min(at + EACH, len(paper.positions)))) for at in range(0, len(paper.positions), EACH)] or [[]]
    pages: list[Page] = []
    heads = HEADS if any(_is_upright(paper, columns) for columns in groups) else LOW
    for columns in groups:
        lines = [*paper.lines, *[RaciLinePaper("", ("",) * len(paper.positions))] * (BLANKS if len(paper.lines) < BLANKS else 2)]
        heights = [_line_height(x) for x in lines]
        room = A3_BOTTOM - 16 - (TOP + heads)
        for which in paginate(heights, room, room):
            pages.append(_matrix_page(setting, paper, columns, [lines[i] for i in which], [heights[i] for i in which], heads, code))
    return [Part("raci", _(RACI), tuple(pages), code, audience="participant", fronts=True)]


def _width(columns: Sequence[int]) -> float:
    return min(MOST, max(LEAST, (A3_WIDE[0] - 2 * A3_SIDE - WHAT) / (len(columns) or 6)))


def _is_upright(paper: ResponsibilityPaper, columns: Sequence[int]) -> bool:
    """Whether a name would have to be broken inside a word, or takes more than three lines."""
    room = _width(columns) - 3
    names = [paper.positions[n] for n in columns]
    return any(len(lines_of(name, A3_LABEL, room)) > 3 or any(A3_LABEL.width(w) / MM > room for w in name.split()) for name in names)


def _line_height(line: RaciLinePaper) -> float:
    said = sum(height_of(s, SAID, WHAT - 8) for s in line.said)
    return max(13.0, 5 + height_of(line.called or " ", LINE, WHAT - 8) + said)


def _matrix_page(
    setting: Setting,
    paper: ResponsibilityPaper,
    columns: Sequence[int],
    lines: Sequence[RaciLinePaper],
    heights: Sequence[float],
    heads: float,
    code: SheetCode,
) -> Page:
    _ = setting._

    def draw(sheet: Sheet, place: Place) -> None:
        wall_head(
            setting, sheet, place, _(RACI), _("One who answers on each line, and somebody who does it. We write positions, not persons.")
        )
        count, wide = len(columns) or 6, _width(columns)
        right = A3_SIDE + WHAT + count * wide
        y = TOP + heads
        sheet.text(A3_SIDE, y - 2.6, _("What is to be done"), A3_LABEL, tag="P")
        for n in range(count):
            x = A3_SIDE + WHAT + n * wide
            name = paper.positions[columns[n]] if columns else ""
            if name and heads == LOW:
                tall = len(lines_of(name, A3_LABEL, wide - 3)) * A3_LABEL.leading / MM
                sheet.block(x + 1.5, y - 2 - tall, wide - 3, name, A3_LABEL, align="middle")
            elif name:
                said = shortened(name, A3_LABEL, (heads - 6) * MM)
                upright_text(sheet, x + wide / 2 + 1.4, y - 2 - A3_LABEL.width(said) / MM, said, A3_LABEL)
        sheet.line(A3_SIDE, y, right, y, BAR, INK)
        top = y
        for line, tall in zip(lines, heights, strict=True):
            _draw_line(sheet, line, columns, y, tall, wide, right)
            y += tall
        for n in range(count + 1):
            x = A3_SIDE + WHAT + n * wide
            sheet.line(x, top, x, y, THIN, HAIR)
        legend = _("R carries out   A accountable   C consulted before   I informed after   AR both")
        sheet.text(A3_SIDE, A3_BOTTOM - 8, legend, A3_HINT, tag="P")
        if paper.about:
            said = "  ·  ".join(paper.about)
            sheet.text(A3_SIDE, A3_BOTTOM - 2.4, shortened(said, A3_HINT, (sheet.width - 2 * A3_SIDE) * MM), A3_HINT, tag="P")
        setting.foot(sheet, place, code, _(RACI), side=A3_SIDE)

    return Page(A3_WIDE, draw)


def _draw_line(sheet: Sheet, line: RaciLinePaper, columns: Sequence[int], y: float, tall: float, wide: float, right: float) -> None:
    at = y + 2.4
    if line.called:
        at += sheet.block(A3_SIDE, at, WHAT - 8, line.called, LINE)
    for said in line.said:
        at += sheet.block(A3_SIDE, at, WHAT - 8, said, SAID)
    for n, column in enumerate(columns):
        letter = line.letters[column] if column < len(line.letters) else ""
        if letter:
            x = A3_SIDE + WHAT + n * wide
            if "A" in letter:  # who answers is seen from afar, in grey too
                sheet.rect(x + 1.2, y + 1.2, wide - 2.4, tall - 2.4, fill=PALE, stroke=INK, weight=1.0, radius=1.2)
            sheet.text(x + wide / 2, y + tall / 2 + 1.9, letter, LETTER, align="middle", tag="P")
    sheet.line(A3_SIDE, y + tall, right, y + tall, THIN, HAIR)


# ------------------------------------------------------------------------------------------------ stakeholders


def stakeholders(setting: Setting) -> list[Part]:
    """The map, empty where nobody is placed; then what each needs to understand and the next contact."""
    _ = setting._
    rows = paper_of(setting).stakeholders
    code = setting.sheet_code("stakeholder_map", rows)

    def draw(sheet: Sheet, place: Place) -> None:
        wall_head(
            setting,
            sheet,
            place,
            _(MAP),
            _("Who can stop it or make it happen, and whom does it matter to most? Groups and positions, never persons."),
        )
        points = [Point(x.id, x.name, x.influence, x.interest) for x in rows]
        told = [f"{x.name}: {_(PLACES[x.place])}" for x in rows if x.place in PLACES]
        axes = (_("Interest: how much the change is to it →"), _("↑ Influence: how much it can do to the change"))
        step_map(setting, sheet, points, SAY, PLACES, axes=axes, told=told)
        setting.foot(sheet, place, code, _(MAP), side=A3_SIDE)

    made = [Part("stakeholder_map", _(MAP), (Page(A3_WIDE, draw),), code, audience="participant", fronts=True)]
    return [*made, _stakeholder_list(setting, rows)] if rows else made


def _stakeholder_list(setting: Setting, rows: Sequence[StakeholderPaper]) -> Part:
    _ = setting._
    head = Masthead(_("What stakeholders need"), _("What each needs to understand, and the next contact."), about(setting))
    table = FlowTable(
        (
            Column(_("Group or position"), 46),
            Column(_("Do this"), 30),
            Column(_("What they need to understand"), 54),
            Column(_("Next contact"), TEXT - 130),
        ),
        above=1.5,
        below=1.7,
    )
    order = list(PLACES)
    drawn = [
        Row(
            (
                [Text(x.name, CELL_STRONG), Text(x.unit, SMALL)],
                [Text(_(PLACES[x.place]) if x.place in PLACES else _("not placed yet"), CELL), Text(x.stance, SMALL)],
                [Text(x.understands, CELL)],
                [Text(x.next_contact, CELL)],
            ),
            header=True, height=12,
        )
        for x in sorted(rows, key=lambda x: order.index(x.place) if x.place in order else 9)
    ]  # fmt: skip
    flow = Flow()
    flow.table(table, drawn)
    return document(setting, "stakeholder_map", _("What stakeholders need"), head, flow, rows, audience="participant")


# ------------------------------------------------------------------------------------------------ paths


def mandate_paths(setting: Setting) -> list[Part]:
    """Who knows and may not change, and by which way they reach somebody who may; what is decided where the customer is met; what is to be delegated."""
    _, language = setting._, setting.language
    paper = paper_of(setting)
    broken = sum(p.broken for p in paper.paths)
    lead = (
        language.ngettext("%(n)d position that knows shares no forum with anybody who may decide", "%(n)d positions that know share no forum with anybody who may decide", broken) + "."
        if broken
        else _("Who knows what the customer needs, and whom do they meet who may decide?")
    )  # fmt: skip
    flow = Flow()
    if paper.paths:
        draw_ways(setting, flow, [Way(p.position, p.through, p.to, p.broken) for p in paper.paths])
    else:
        columns = (
            Column(_("Knows, may not change"), 62),
            Column(_("The way to somebody who may decide"), TEXT - 62 - 34),
            Column(_("Shared forum"), 34),
        )
        flow.table(FlowTable(columns, above=1.5, below=1.7), [Row(([], [], []), height=12) for _n in range(5)])
    if paper.fronts:
        flow.gap(8)
        flow.text(SIDE, TEXT, _("Decisions where the customer is met"), H2, tag="H2", keep=True, after=1.5)
        said = FlowTable(
            (Column(_("Module"), 66), Column(_("May be taken there"), 34), Column(_("Not there"), TEXT - 100)), above=1.5, below=1.7
        )
        flow.table(
            said,
            [
                Row(
                    (
                        [Text(x.module, CELL_STRONG)],
                        [Text(_("%(n)d of %(all)d", n=x.taken, all=x.whole), BODY)],
                        [Text(", ".join(x.lacking), CELL)],
                    ),
                    header=True,
                )
                for x in paper.fronts
            ],
        )
    if paper.delegations:
        flow.gap(8)
        flow.text(SIDE, TEXT, _("Decisions to delegate"), H2, tag="H2", keep=True, after=1.5)
        table = FlowTable(
            (Column(_("Decision"), 54), Column(_("It takes"), 36), Column(_("The teams have"), 36), Column(_("Who may today"), TEXT - 126)),
            above=1.5,
            below=1.7,
        )
        flow.table(
            table,
            [
                Row(
                    (
                        [Text(x.decision, CELL_STRONG), Text(", ".join(x.modules), SMALL)], [Text(x.needed, CELL)],
                        [Text(x.held, CELL_STRONG.with_(color=WARM) if x.gap else CELL)],
                        [Text(", ".join(x.may) or _("nobody in the register"), CELL), Text(", ".join(x.points), SMALL)],
                    ),
                    header=True,
                )
                for x in paper.delegations
            ],
        )  # fmt: skip
    head = Masthead(_(PATHS), lead, about(setting))
    return [document(setting, "mandate_paths", _(PATHS), head, flow, [paper.paths, paper.fronts, paper.delegations])]
