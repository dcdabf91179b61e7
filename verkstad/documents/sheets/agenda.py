"""The participant's agenda: one page that says why, what and when; nothing that is meant for the facilitator alone."""

from __future__ import annotations

from contextlib import nullcontext

from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.marks import kind_area
from verkstad.documents.paper import PITCH, Sheet
from verkstad.documents.parts import A4, BOTTOM, SIDE, TEXT, TOP, Page, Part, Place, Setting
from verkstad.documents.program import Entry, entries, on_tracks, where
from verkstad.documents.sheets.masthead import Masthead, section
from verkstad.documents.typography import BODY, CELL, H2, H3, PETROL, SECOND, SMALL, Style
from verkstad.domain.agenda import DayTable
from verkstad.i18n import N_
from verkstad.picture.timestrip import kind_name

TITLE = N_("Agenda")
LIST = 112.0  # mm, width of the program
ASIDE = 138.0  # mm, where the column beside it begins
CLOCK = Style("B", 12, 14)
WHAT = Style("S", 11, 14)
QUIET = Style("R", 11, 14, SECOND)


def lay(setting: Setting) -> list[Part]:
    """On one page where it can be: with purposes, else without, else set closer."""
    _ = setting._
    paper = setting.workshop
    when = [(_("Day"), setting.when()), (_("Place"), paper.place), (_("Led by"), paper.leads)]
    head = Masthead(paper.title or _("Workshop"), paper.purpose, when)
    top = head.bottom + 11
    tries = []
    for detail in (2, 1, 0):
        flow = Flow()
        for index, day in enumerate(paper.days):
            _day(setting, flow, day, index, detail)
        tries.append((flow.pages(SIDE, top, TOP + 4, BOTTOM), flow.end))
        if len(tries[-1][0]) == 1:
            break
    drawn, end = min(tries, key=lambda made: len(made[0]))
    code = setting.sheet_code("agenda", [paper.title, paper.purpose, paper.days, *filter(None, [paper.on_tracks])])

    def page(n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            setting.head(sheet, _("Agenda for you who take part"))
            if n == 0:
                head.draw(sheet)
            drawn[n](sheet)
            if n == 0:
                _aside(setting, sheet, top)
            if n == len(drawn) - 1:
                _notes(setting, sheet, end if n or len(drawn) > 1 else max(end, top))
            setting.foot(sheet, place, code, _(TITLE), feedback=True)

        return Page(A4, draw)

    return [Part("agenda", _(TITLE), tuple(page(n) for n in range(len(drawn))), code)]


def _day(setting: Setting, flow: Flow, day: DayTable, index: int, detail: int) -> None:
    language, _ = setting.language, setting._
    if len(setting.workshop.days) > 1:
        if index:
            flow.gap(8)
        said = [language.date(day.day.date, "weekday") if day.day.date else _("Day %(n)d", n=index + 1), day.day.title]
        text = " · ".join(filter(None, said))
        flow.text(SIDE, LIST, text[:1].upper() + text[1:], H2, tag="H2", keep=True)
        flow.block(2, lambda sheet, y: None, keep=True)
    if not day.slots:
        flow.text(SIDE, LIST, _("The program is not set yet."), BODY)
        return
    above, below = (2.3, 2.6) if detail else (1.4, 1.6)
    table = FlowTable((Column(_("Time"), 20), Column(_("Program"), 72), Column("", 20, "right")), above=above, below=below)
    rows = [_row(setting, day, entry, detail) for entry in entries(day)]
    rows.append(Row(([Text(language.clock(day.end), CLOCK.with_(color=SECOND))], [Text(_("Thank you for today"), QUIET)], [])))
    flow.table(table, rows, keep=(len(rows) - 2,))
    placed = on_tracks(day, setting)
    if placed:
        flow.gap(6)
        flow.text(SIDE, LIST, _("Who is where"), H3, tag="H3", keep=True)
        for track, names in placed:
            flow.gap(1.2)
            flow.text(SIDE, LIST, f"{track}: {names}", SMALL)


def _row(setting: Setting, day: DayTable, entry: Entry, detail: int) -> Row:
    language, _ = setting.language, setting._
    slot = entry.slot
    block = slot.block
    rest = block.type == "break"
    what: list[Text | Drawn] = [Text(block.title or _("Untitled"), QUIET if rest else WHAT)]
    what += [Text(text, Style("S", 8.25, 11, PETROL)) for text in where(entry, day, language)]
    if block.purpose and not rest and detail == 2:
        what.append(Text(block.purpose, SMALL.with_(size=8.75, leading=11.5), 0.3))
    if not rest and detail:
        what.append(Drawn(4.4, lambda sheet, x, y, w: _form(setting, sheet, x, y, block.type)))
    return Row(([Text(language.clock(slot.start), CLOCK)], what, [Text(language.minutes(slot.end - slot.start), SMALL, 0.6)]))


def _form(setting: Setting, sheet: Sheet, x: float, y: float, kind: str) -> None:
    kind_area(sheet, x, y + 1.2, 3.9, 2.5, kind, weight=0.6)
    sheet.text(x + 5.2, y + 3.6, kind_name(kind, setting.language), SMALL)


def _aside(setting: Setting, sheet: Sheet, y: float) -> None:
    """Beside the program: what the day is to give, what to do before, where to turn."""
    _ = setting._
    paper = setting.workshop
    width = SIDE + TEXT - ASIDE
    y -= 0.1
    said = [
        (_("What we want to reach"), list(paper.outcomes)),
        (_("Before the day"), [paper.before] if paper.before else []),
        (_("If something comes up"), [_("Call %(contact)s.", contact=paper.contact)] if paper.contact else []),
    ]
    for title, texts in said:
        if not texts:
            continue
        y = section(sheet, ASIDE, y, width, title) + 0.4
        many = len(texts) > 1
        with sheet.group("L") if many else nullcontext():
            for text in texts:
                room = BOTTOM - y
                if room < 8:
                    break
                text = text[:1].upper() + text[1:]
                if many:
                    with sheet.group("LI"), sheet.tag("LBody"):
                        sheet.rect(ASIDE, y + 1.55, 1.5, 1.5, fill=PETROL)
                        y += sheet.block(ASIDE + 4, y, width - 4, text, CELL, height=room, tag="") + 1.2
                else:
                    y += sheet.block(ASIDE, y, width, text, CELL, height=room)
        y += 7


def _notes(setting: Setting, sheet: Sheet, y: float) -> None:
    """What is left of the page is for one's own notes, if it is worth it."""
    y += 11
    lines = int((BOTTOM - y - 9) / PITCH)
    if lines < 2:
        return
    y = section(sheet, SIDE, y, TEXT, setting._("My notes"), H3) - 2
    sheet.writing_lines(SIDE, y, TEXT, min(lines, 9))


__all__ = ["TITLE", "lay"]
