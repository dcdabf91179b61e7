"""Forces, expectations and words on paper, and the form of the team's pulse: two A5 to a page, without names."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.marks import cut_marks
from verkstad.documents.paper import Sheet, height_of
from verkstad.documents.parts import A3_BOTTOM, A3_SIDE, A3_WIDE, A4_WIDE, TEXT, Page, Part, Place, Setting, paginate
from verkstad.documents.responsibility_paper import ForcePaper
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.sheets.responsibility import about, paper_of, wall_head
from verkstad.documents.typography import (
    A3_BODY,
    A3_HINT,
    A3_SECTION,
    BAR,
    CELL,
    CELL_STRONG,
    FAINT,
    HAIR,
    INK,
    LABEL,
    PALE,
    PETROL,
    SMALL,
    THIN,
    WRITING,
    Style,
)
from verkstad.i18n import N_
from verkstad.wording_responsibility import LEVELS_OF_PULSE, STATEMENTS

FORCES = N_("Force field")
EXPECTATIONS = N_("What we need of one another")
GLOSSARY = N_("Glossary")
VALUES = N_("From word to behaviour")
PULSE = N_("How are we doing?")
STRONG = Style("S", 12, 15)
BIG = Style("B", 17, 20)

# ------------------------------------------------------------------------------------------------ forces

TOP, HALF, BARS = 76.0, 196.0, 60.0  # mm: top of the rows, the middle of the sheet, the room of the longest bar
EMPTY = 5


def force_field(setting: Setting) -> list[Part]:
    """What drives on from the left, what holds back from the right; the longer the bar the stronger. Empty rows are written on."""
    _ = setting._
    paper = paper_of(setting)
    drivers = [f for f in paper.forces if f.driver]
    restraints = [f for f in paper.forces if not f.driver]
    count = max(len(drivers), len(restraints)) + (2 if paper.forces else EMPTY)
    rows: list[tuple[ForcePaper | None, ForcePaper | None]] = [
        (drivers[n] if n < len(drivers) else None, restraints[n] if n < len(restraints) else None) for n in range(count)
    ]
    code = setting.sheet_code("force_field", paper.forces)
    width = HALF - BARS - 8
    heights = [max(_force_height(setting, a, width), _force_height(setting, b, width)) for a, b in rows]
    room = A3_BOTTOM - 10 - TOP

    def page(which: Sequence[int]) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            wall_head(
                setting,
                sheet,
                place,
                _(FORCES),
                _("What drives the change on, what holds it back, and what does that which holds back protect?"),
            )
            middle = sheet.width / 2
            y = TOP
            sheet.text(middle - 3, y - 4, f"{_('Driving')} →", A3_SECTION, align="right", tag="P")
            sheet.text(middle + 3, y - 4, f"← {_('Restraining')}", A3_SECTION, tag="P")
            sheet.line(A3_SIDE, y, sheet.width - A3_SIDE, y, BAR, INK)
            for n in which:
                driver, restraint = rows[n]
                _force(setting, sheet, driver, y, heights[n], left=True)
                _force(setting, sheet, restraint, y, heights[n], left=False)
                y += heights[n]
                sheet.line(A3_SIDE, y, sheet.width - A3_SIDE, y, THIN, HAIR)
            sheet.line(middle, TOP, middle, y, 1.4, INK)
            said = (
                f"{paper.balance}. {_('The sums are for talking: they decide nothing.')}"
                if paper.balance
                else _("Strength 1 to 5. The sums decide nothing.")
            )
            sheet.text(A3_SIDE, A3_BOTTOM - 3, said, A3_HINT, tag="P")
            setting.foot(sheet, place, code, _(FORCES), side=A3_SIDE)

        return Page(A3_WIDE, draw)

    return [
        Part(
            "force_field",
            _(FORCES),
            tuple(page(which) for which in paginate(heights, room, room)),
            code,
            audience="participant",
            fronts=True,
        )
    ]


def _force_height(setting: Setting, force: ForcePaper | None, width: float) -> float:
    if force is None:
        return 17.0
    return max(17.0, 6 + height_of(force.says, STRONG, width) + sum(height_of(s, A3_BODY, width) for s in _notes(setting, force)))


def _notes(setting: Setting, force: ForcePaper) -> list[str]:
    _ = setting._
    notes = [f"{_('Protects')}: {force.protects or '................................'}"] if not force.driver else []
    return [*notes, _("We can do something about it ourselves")] if force.ours else notes


def _force(setting: Setting, sheet: Sheet, force: ForcePaper | None, y: float, tall: float, *, left: bool) -> None:
    middle, width = sheet.width / 2, HALF - BARS - 8
    if force is None:
        return
    x = A3_SIDE if left else middle + BARS + 6
    at = y + 3
    at += sheet.block(x, at, width, force.says, STRONG)
    for note in _notes(setting, force):
        at += sheet.block(x, at, width, note, A3_BODY)
    if force.strength:
        long = BARS * force.strength / 5
        edge = middle - long if left else middle
        sheet.rect(edge, y + tall / 2 - 4, long, 8, fill=PALE if left else FAINT, stroke=INK, weight=0.8)
        sheet.text(edge + long / 2, y + tall / 2 + 1.6, str(force.strength), STRONG, align="middle", tag="P")


# ------------------------------------------------------------------------------------------------ expectations and words


def expectations(setting: Setting) -> list[Part]:
    """What each role needs of another, with room for the answer: yes, no, or this far."""
    _ = setting._
    paper = paper_of(setting)
    head = Masthead(_(EXPECTATIONS), _("Said out loud, and answered at once: yes, no, or this far."), about(setting))
    table = FlowTable(
        (Column(_("Who needs it"), 32), Column(_("Of whom"), 32), Column(_("What is needed"), 62), Column(_("Answer"), TEXT - 126)),
        above=1.6,
        below=1.8,
    )
    yes, no, far = _("Yes"), _("No"), _("This far")

    def boxes(sheet: Sheet, x: float, y: float, w: float) -> None:
        for n, words in enumerate((yes, no, far)):
            at = x + n * 12.0
            sheet.tick_box(at, y, 3.4)
            sheet.fitted(at + 4.4, y + 2.9, words, SMALL, 7.4 if n < 2 else x + w - at - 4.4, least=6)

    rows = [
        Row(
            (
                [Text(x.of_role, CELL_STRONG)], [Text(x.to_role, CELL)], [Text(x.says, CELL)],
                [Text(x.answer, CELL_STRONG), Text(x.why, SMALL)] if x.answer else [Drawn(5.0, boxes)],
            ),
            header=True, height=12,
        )
        for x in paper.expectations
    ]  # fmt: skip
    rows += [Row(([], [], [], [Drawn(5.0, boxes)]), height=17)] * (3 if rows else 10)
    flow = Flow()
    flow.table(table, rows)
    return [document(setting, "expectations", _(EXPECTATIONS), head, flow, paper.expectations, audience="participant")]


def glossary(setting: Setting) -> list[Part]:
    """The words in the order of the alphabet, with empty rows for those that come up."""
    _ = setting._
    terms = paper_of(setting).terms
    head = Masthead(_(GLOSSARY), _("The words of this change, as one explains them to a neighbour."), about(setting))
    table = FlowTable(
        (Column(_("Word"), 48), Column(_("What it means here"), 92), Column(_("Whose word it is"), TEXT - 140)), above=1.6, below=1.8
    )
    rows = [Row(([Text(t.word, CELL_STRONG)], [Text(t.meaning, CELL)], [Text(t.used_by, SMALL)]), header=True, height=10) for t in terms]
    rows += [Row(([], [], []), height=13)] * (3 if rows else 14)
    flow = Flow()
    flow.table(table, rows)
    return [document(setting, "glossary", _(GLOSSARY), head, flow, terms, audience="participant")]


def value_words(setting: Setting) -> list[Part]:
    """Each value word as what one does and what one stops doing; a word without both is not printed, and how many wait is said."""
    _, language = setting._, setting.language
    paper = paper_of(setting)
    lead = _("What the words mean on an ordinary Tuesday: this we do, this we stop doing.")
    if paper.waiting:
        lead += " " + language.ngettext(
            "%(n)d word waits until both are written.", "%(n)d words wait until both are written.", paper.waiting
        )
    head = Masthead(_(VALUES), lead, about(setting))
    table = FlowTable(
        (Column(_("Word"), 38), Column(_("This we do"), 68), Column(_("This we stop doing"), TEXT - 106)), above=2.2, below=2.4
    )
    rows = [Row(([Text(w.word, STRONG)], [Text(w.we_do, CELL)], [Text(w.we_stop, CELL)]), header=True, height=16) for w in paper.values]
    rows += [Row(([], [], []), height=24)] * (1 if rows else 6)
    flow = Flow()
    flow.table(table, rows)
    return [document(setting, "value_words", _(VALUES), head, flow, [paper.values, paper.waiting], audience="participant")]


# ------------------------------------------------------------------------------------------------ the pulse

WIDE, EDGE = 148.5, 11.0


def team_pulse(setting: Setting) -> list[Part]:
    """The form, twice on a page to cut: fifteen statements, a sum for each level, no name."""
    _ = setting._
    chosen = [t for t in (setting.initiative.teams if setting.initiative else ()) if t.id in setting.job.chosen]
    team = chosen[0].title if chosen else ""
    code = setting.sheet_code("team_pulse", [team])

    def draw(sheet: Sheet, place: Place) -> None:
        for x in (0.0, WIDE):
            _form(setting, sheet, x, team, heading=x == 0.0 and place.first)
        cut_marks(sheet, (WIDE,), ())

    return [Part("team_pulse", _(PULSE), (Page(A4_WIDE, draw),), code, audience="participant", fronts=True)]


def _form(setting: Setting, sheet: Sheet, x: float, team: str, *, heading: bool) -> None:
    _ = setting._
    left, right = x + EDGE, x + WIDE - EDGE
    sheet.text(left, 20, _(PULSE), BIG, tag="H1" if heading else "P")
    if team:
        sheet.fitted(right, 20, team, SMALL, 60, align="right", tag="P")
    lead = _(
        "Write no name. 1 seldom, 2 sometimes, 3 usually. Add up each group: the sums are typed in, and shown when four have answered."
    )
    y = 23 + sheet.block(left, 23, WIDE - 2 * EDGE, lead, CELL)
    y += 3
    boxes = right - 33.0
    for level, statements in STATEMENTS.items():
        sheet.line(left, y, right, y, BAR, INK)
        sheet.text(left, y + 5.2, _(LEVELS_OF_PULSE[level]), Style("S", 10.5, 13, PETROL), tag="P")
        for n in (1, 2, 3):
            sheet.text(boxes + (n - 1) * 7 + 2, y + 5.2, str(n), LABEL, align="middle", tag="P")
        sheet.text(right - 6, y + 5.2, _("Sum"), LABEL, align="middle", tag="P")
        y += 7
        top = y
        for statement in statements:
            tall = max(7.2, height_of(_(statement), CELL, boxes - left - 3) + 2.4)
            sheet.block(left, y + 1, boxes - left - 3, _(statement), CELL)
            with sheet.tag("Figure", alt=_("Boxes for 1, 2 and 3"), box=(boxes, y, 19, tall)):
                for n in range(3):
                    sheet.tick_box(boxes + n * 7, y + 1.2, 4.0)
            y += tall
        sheet.rect(right - 11, top + 1, 10, y - top - 3, stroke=INK, weight=0.9)
        y += 1
    sheet.line(left, 203, right, 203, WRITING, FAINT)
    sheet.text(left, 200, _("Something we should talk about"), SMALL, tag="P")
