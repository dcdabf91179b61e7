"""Who is touched by what, in A3: a module a line, an operation a column, and over each operation how much it lives through at once."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.job import SheetCode
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import A3_BOTTOM, A3_SIDE, A3_WIDE, Page, Part, Place, Setting, paginate
from verkstad.documents.sheets.responsibility import wall_head
from verkstad.documents.touched_paper import CellPaper, TouchedLinePaper, TouchedPaper, UnitPaper
from verkstad.documents.typography import (
    A3_HINT,
    A3_LABEL,
    BAR,
    FAINT,
    HAIR,
    INK,
    PALE,
    PETROL,
    THIN,
    WARM,
    WHITE,
    WRITING,
    Style,
    shortened,
)
from verkstad.domain.launching import MOST_AT_ONCE
from verkstad.i18n import N_
from verkstad.wording_modules import WHY_TOUCHED

TITLE = N_("Who is touched by what")
TOP, HEADS, LOAD = 58.0, 18.0, 15.0  # mm: where the table begins, the names of operations, what they live through
WHAT, LEAST, MOST = 92.0, 32.0, 60.0  # mm: the words of a module, the narrowest and the widest column
EACH = 9  # operations on one sheet
BLANKS = 6
LINE = Style("S", 11.5, 14)
SAID = Style("R", 10.5, 13)
CHANGED = Style("S", 10.5, 13, PETROL)
COUNT = Style("B", 13, 15)


def lay(setting: Setting) -> list[Part]:
    """Modules against operations; empty lines to write on. More operations than fit go on to a sheet of their own."""
    paper = setting.initiative.touched if setting.initiative is not None else TouchedPaper()
    code = setting.sheet_code("touched", [paper.units, paper.lines])
    blank = TouchedLinePaper("", (CellPaper(),) * len(paper.units))
    lines = [*paper.lines, *[blank] * (2 if len(paper.lines) >= BLANKS else BLANKS)]
    room = A3_BOTTOM - 12 - (TOP + HEADS + LOAD)
    pages: list[Page] = []
    for columns in [range(at, min(at + EACH, len(paper.units))) for at in range(0, len(paper.units), EACH)] or [range(0)]:
        heights = [_tall(line, columns, _wide(columns)) for line in lines]
        for which in paginate(heights, room, room):
            pages.append(_page(setting, paper, columns, [(lines[i], heights[i]) for i in which], code))
    return [Part("touched", setting._(TITLE), tuple(pages), code, audience="participant", fronts=True)]


def _wide(columns: range) -> float:
    return min(MOST, max(LEAST, (A3_WIDE[0] - 2 * A3_SIDE - WHAT) / (len(columns) or 6)))


def _tall(line: TouchedLinePaper, columns: range, wide: float) -> float:
    said = max((sum(height_of(who, SAID, wide - 8) for who in line.cells[n].who) for n in columns), default=0.0)
    return max(13.0, 4.6 + height_of(line.called or " ", LINE, WHAT - 6), 9.0 + said)


def _page(setting: Setting, paper: TouchedPaper, columns: range, lines: Sequence[tuple[TouchedLinePaper, float]], code: SheetCode) -> Page:
    _ = setting._

    def draw(sheet: Sheet, place: Place) -> None:
        wall_head(
            setting, sheet, place, _(TITLE), _("Which operations and roles each module touches, and how much each lives through at once.")
        )
        count, wide = len(columns) or 6, _wide(columns)
        right = A3_SIDE + WHAT + count * wide
        with sheet.group("Table"):
            y = _heads(setting, sheet, paper, columns, wide, right)
            for line, tall in lines:
                _line(sheet, line, columns, y, tall, wide)
                sheet.line(A3_SIDE, y + tall, right, y + tall, THIN, HAIR)
                y += tall
        for n in range(count + 1):
            x = A3_SIDE + WHAT + n * wide
            sheet.line(x, TOP + HEADS, x, y, THIN, HAIR)
        _legend(setting, sheet)
        setting.foot(sheet, place, code, _(TITLE), side=A3_SIDE)

    return Page(A3_WIDE, draw)


def _heads(setting: Setting, sheet: Sheet, paper: TouchedPaper, columns: range, wide: float, right: float) -> float:
    """The operations, and under them what each lives through at once; where the first module begins."""
    _, y = setting._, TOP + HEADS
    with sheet.group("TR"):
        with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
            sheet.text(A3_SIDE, y - 2.6, _("Module"), A3_LABEL)
        for at, n in enumerate(columns):
            with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
                lines = [shortened(words, A3_LABEL, (wide - 4) * MM) for words in lines_of(paper.units[n].name, A3_LABEL, wide - 4)[:3]]
                sheet.lines(A3_SIDE + WHAT + at * wide + 2, y - 2 - len(lines) * A3_LABEL.leading / MM, lines, A3_LABEL)
    sheet.line(A3_SIDE, y, right, y, BAR, INK)
    sheet.rect(A3_SIDE, y, right - A3_SIDE, LOAD, fill=PALE)
    with sheet.group("TR"):
        with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Row>>]"):
            sheet.text(A3_SIDE + 2, y + 8.6, _("Changes at once"), LINE)
        for at, n in enumerate(columns):
            _load(sheet, paper.units[n], A3_SIDE + WHAT + at * wide, y, wide)
    sheet.line(A3_SIDE, y + LOAD, right, y + LOAD, THIN, INK)
    return y + LOAD


def _load(sheet: Sheet, unit: UnitPaper, x: float, y: float, wide: float) -> None:
    """How many, and of what; more than anybody should have in a frame, with a triangle."""
    much = unit.count > MOST_AT_ONCE
    if much:
        sheet.rect(x + 0.8, y + 0.8, wide - 1.6, LOAD - 1.6, fill=WHITE, stroke=INK, weight=1.3, radius=1.2)
        sheet.polygon([(x + wide - 7.2, y + 6.6), (x + wide - 3.0, y + 6.6), (x + wide - 5.1, y + 2.8)], fill=WARM)
    with sheet.c.leaf("TD"):
        sheet.text(x + 2.6, y + 6.6, str(unit.count), COUNT.with_(color=WARM) if much else COUNT)
        if unit.said:
            sheet.fitted(x + 2.6, y + 11.8, unit.said, A3_HINT, wide - 5, least=7)


def _line(sheet: Sheet, line: TouchedLinePaper, columns: range, y: float, tall: float, wide: float) -> None:
    with sheet.group("TR"):
        with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Row>>]"):
            if line.called:
                sheet.block(A3_SIDE, y + 2.3, WHAT - 6, line.called, LINE, tag="")
            else:
                sheet.line(A3_SIDE, y + tall - 3, A3_SIDE + WHAT - 6, y + tall - 3, WRITING, FAINT)
        for at, n in enumerate(columns):
            cell, x = line.cells[n], A3_SIDE + WHAT + at * wide
            with sheet.c.leaf("TD"):
                if cell.why:
                    sheet.fitted(x + 7.0, y + 6.0, cell.said, CHANGED if cell.why == "change" else SAID, wide - 8.5, least=8)
                below = y + 7.6
                for who in cell.who:
                    below += sheet.block(x + 7.0, below, wide - 8, who, SAID, tag="")
            _mark(sheet, cell.why, x + 4.2, y + 4.8)


def _mark(sheet: Sheet, why: str, x: float, y: float) -> None:
    """Filled where the work changes, a ring with a dot where somebody is in the team, a ring where somebody is needed."""
    if why == "change":
        sheet.circle(x, y, 1.6, fill=PETROL)
    elif why:
        sheet.circle(x, y, 1.5, stroke=INK, weight=0.9)
        if why == "team":
            sheet.circle(x, y, 0.7, fill=INK)


def _legend(setting: Setting, sheet: Sheet) -> None:
    _, x, y = setting._, A3_SIDE, A3_BOTTOM - 3.4
    told = {
        "change": _("The work becomes another there"),
        "team": _("Somebody from there is in the team"),
        "need": _("The team must have somebody from there"),
    }
    for why in WHY_TOUCHED:
        _mark(sheet, why, x + 1.6, y - 1.2)
        x += 5.4 + sheet.text(x + 5.4, y, told[why], A3_HINT, tag="P") + 9
    sheet.polygon([(x, y), (x + 4.2, y), (x + 2.1, y - 3.8)], fill=WARM)
    sheet.text(x + 6, y, _("More than %(most)d changes at once", most=MOST_AT_ONCE), A3_HINT, tag="P")
