"""Module cards: four to a page with cut marks, filled with what is known of each module, then blanks to write on."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.change_paper import ModulePaper
from verkstad.documents.job import SheetCode
from verkstad.documents.marks import chip, cut_marks
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import A4, Page, Part, Place, Setting
from verkstad.documents.typography import BAR, FAINT, HAIR, HAIRLINE, INK, LABEL, PETROL, WRITING, Style, shortened
from verkstad.i18n import N_

TITLE = N_("Module cards")
EACH = 4
WIDE, TALL = 105.0, 148.5
EDGE = 9.5  # mm, from the edge of a card to its text
QR = 12.5
NAME = Style("B", 13, 15.5)
NUMBER = Style("B", 12, 14, PETROL)
SAID = Style("R", 8.5, 10.8)
QUESTIONS = (
    N_("Does a customer feel it?"),
    N_("Is one team enough?"),
    N_("Can it be tried within 90 days?"),
    N_("Can it be measured?"),
)
ANSWERS = (("yes", N_("Yes")), ("no", N_("No")), ("unsure", N_("Don't know")))


def lay(setting: Setting) -> list[Part]:
    """A card a module (those chosen, or all), then blanks: the last page is filled up, and there are always two at least."""
    chosen = {m.id for m in (setting.initiative.modules if setting.initiative else ())} & set(setting.job.chosen)
    found = setting.initiative.modules if setting.initiative is not None else ()
    cards: list[ModulePaper | None] = [m for m in found if not chosen or m.id in chosen]
    blanks = -len(cards) % EACH
    cards += [None] * (blanks + EACH if blanks < 2 and not chosen else blanks or (EACH if not cards else 0))
    code = setting.sheet_code("module_cards", [list(cards)])

    def shared(sheet: Sheet, place: Place) -> None:
        cut_marks(sheet, (WIDE,), (TALL,))

    def page(some: Sequence[ModulePaper | None]) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            for i, module in enumerate(some):
                heading = "H1" if place.number == 1 and place.first and i == 0 else "H2"
                _card(setting, sheet, (i % 2) * WIDE, (i // 2) * TALL, module, code, place.card + i, heading)

        return Page(A4, draw, key="module_cards", shared=shared)

    pages = tuple(page(cards[at : at + EACH]) for at in range(0, len(cards), EACH))
    names = tuple((i // EACH, f"{m.number} {m.title}") for i, m in enumerate(cards) if m is not None)
    return [Part("module_cards", setting._(TITLE), pages, code, cards=EACH, fronts=True, children=names)]


def _card(
    setting: Setting, sheet: Sheet, x: float, y: float, module: ModulePaper | None, code: SheetCode, number: int, heading: str
) -> None:
    _ = setting._
    m = module or ModulePaper(id="")
    left, top, width = x + EDGE, y + EDGE, WIDE - 2 * EDGE
    room = width - QR - 4
    sheet.line(left, top, left + room, top, BAR, INK)
    setting.mark(sheet, left + width - QR, top, QR, code, number)
    at = left
    if m.number:
        at += sheet.text(left, top + 6.2, m.number, NUMBER, tag="P") + 3
    kind = "  ·  ".join(filter(None, [m.status_word, m.knife])) or _("Module")
    with sheet.tag("P"):
        chip(sheet, at, top + 6.0, shortened(kind, LABEL, (room - (at - left) - 4) * MM), LABEL)
    style = NAME
    while style.size > 10 and len(lines_of(m.title, style, room)) > 2:
        style = style.with_(size=style.size - 0.5, leading=style.leading - 0.6)
    if m.title:
        sheet.block(left, top + 9.2, room, m.title, style, tag=heading, height=11.6)
    else:
        sheet.text(left, top + 12.4, _("Module"), LABEL, tag=heading)
        sheet.line(left, top + 20.3, left + room, top + 20.3, WRITING, FAINT)
    at_y = top + 22.8
    at_y = _said(sheet, left, at_y, width, _("Felt by"), m.helps, lines=1)
    half = (width - 5) / 2
    _said(sheet, left, at_y, half, _("How it is today"), m.before, lines=5)
    at_y = _said(sheet, left + half + 5, at_y, half, _("How it will be"), m.after, lines=5)
    at_y = _test(setting, sheet, left, at_y, width, m)
    need = _as_many(setting, m.needs_first, half)
    decisions = _as_many(setting, [d.name[:1].lower() + d.name[1:] if i else d.name for i, d in enumerate(m.decisions)], half)
    at_y = _said(sheet, left, at_y, width, _("Goal"), m.goal, lines=2)
    _said(sheet, left, at_y, half, _("Needs first"), need, lines=2)
    at_y = _said(sheet, left + half + 5, at_y, half, _("Decisions it needs"), decisions, lines=2)
    third = (width - 8) / 3
    days = setting.language.ngettext("%(n)d day", "%(n)d days", m.days) if m.days is not None else ""
    _said(sheet, left, at_y, third, _("Team"), m.team, lines=1)
    _said(sheet, left + third + 4, at_y, third, _("Accountable"), m.accountable, lines=1)
    _said(sheet, left + 2 * (third + 4), at_y, third, _("First test within"), days, lines=1)
    quiet = LABEL.with_(face="R", size=7.25)
    said = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    foot = y + TALL - EDGE + 1.4
    end = sheet.text(left + width, foot, code.card(number), quiet, align="right", tag="P")
    sheet.text(left, foot, shortened(said, quiet, (width - end - 4) * MM), quiet)


def _said(sheet: Sheet, x: float, y: float, width: float, label: str, value: str, *, lines: int) -> float:
    """A label and what is known under it, or lines to write on; returns where the next begins."""
    lead = SAID.leading / MM
    tall = lines * lead + 1.6
    style = LABEL
    while style.size > 7 and style.width(label) > width * MM:
        style = style.with_(size=style.size - 0.25)
    sheet.text(x, y + 2.8, label, style, tag="P", width=width)
    if value:
        text = SAID
        while text.size > 7.5 and height_of(value, text, width) > lines * lead + 0.1:
            text = text.with_(size=text.size - 0.25, leading=text.leading - 0.3)
        sheet.block(x, y + 3.9, width, value, text, height=max(lines * lead, text.leading / MM))
    else:
        pitch = lines * lead / max(1, round(lines * lead / 6.5))
        for n in range(1, max(1, round(lines * lead / 6.5)) + 1):
            sheet.line(
                x,
                y + 3.9 + n * pitch + (1.2 if lines == 1 else 0),
                x + width,
                y + 3.9 + n * pitch + (1.2 if lines == 1 else 0),
                WRITING,
                FAINT,
            )
    return y + 3.9 + tall + 1.2


def _as_many(setting: Setting, names: Sequence[str], width: float) -> str:
    """Names with commas, as many as two lines hold; how many more there are is said."""
    small = SAID.with_(size=7.5, leading=9.8)
    for count in range(len(names), 0, -1):
        left = len(names) - count
        said = ", ".join(names[:count]) + (" " + setting.language.ngettext("and %(n)d more", "and %(n)d more", left) if left else "")
        if len(lines_of(said, small, width)) <= 2:
            return said
    return ", ".join(names[:1])


def _test(setting: Setting, sheet: Sheet, x: float, y: float, width: float, m: ModulePaper) -> float:
    """The four questions with a box for each answer; the one that was given is crossed."""
    _ = setting._
    column = 13.5
    right = x + width - 3 * column
    sheet.line(x, y - 0.2, x + width, y - 0.2, HAIRLINE, HAIR)
    with sheet.group("Table"):
        with sheet.group("TR"):
            with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
                sheet.text(x, y + 3.4, _("The slice test"), LABEL)
            for n, (_wire, words) in enumerate(ANSWERS):
                with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
                    sheet.fitted(right + (n + 0.5) * column, y + 3.4, _(words), LABEL.with_(face="R"), column - 0.5, align="middle")
        at = y + 5.0
        given = (*m.test, "", "", "", "")
        for i, question in enumerate(QUESTIONS):
            with sheet.group("TR"):
                with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Row>>]"):
                    sheet.text(x, at + 3.3, _(question), SAID, width=right - x - 1)
                for n, (wire, _words) in enumerate(ANSWERS):
                    box = right + (n + 0.5) * column - 1.7
                    with sheet.tag("TD"):
                        sheet.tick_box(box, at + 0.6, 3.4)
                        if given[i] == wire:
                            sheet.line(box + 0.6, at + 1.2, box + 2.8, at + 3.4, 1.4, INK)
                            sheet.line(box + 0.6, at + 3.4, box + 2.8, at + 1.2, 1.4, INK)
            at += 5.0
    sheet.line(x, at + 0.6, x + width, at + 0.6, HAIRLINE, HAIR)
    return at + 2.0
