"""A decision that is asked for on one page, and a decision as a directive card: each with a line to sign on."""

from __future__ import annotations

from verkstad import wording_following as words
from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.flow import Column, Flow, FlowTable, Row, Text
from verkstad.documents.following_paper import DirectivePaper, RequestPaper
from verkstad.documents.paper import Sheet
from verkstad.documents.parts import SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.masthead import Fact, Masthead, document, section
from verkstad.documents.typography import BODY, CELL, CELL_STRONG, FAINT, INK, LEAD, SMALL, WRITING
from verkstad.i18n import N_

TITLE = N_("Proposal for a decision")
DIRECTIVE = N_("Directive card")
BOXED = 4.2
EMPTY = 3  # lines to write on


def lay(setting: Setting) -> list[Part]:
    """A page for each request that is chosen, else for each that waits; a blank one when there is none."""
    change = setting.initiative or InitiativePaper(setting.workshop.id, setting.workshop.title)
    found = change.following.requests
    rows = setting.those_chosen([row for row in found if row.id in setting.job.chosen or row.state in ("draft", "asked")])
    return [_request(setting, change.title, row) for row in rows or [RequestPaper("")]]


def directives(setting: Setting) -> list[Part]:
    """A card for each decision that is chosen, else for each there is; a blank one when there is none."""
    change = setting.initiative or InitiativePaper(setting.workshop.id, setting.workshop.title)
    rows = setting.those_chosen(change.following.directives)
    return [_directive(setting, change.title, row) for row in rows or [DirectivePaper("")]]


# ------------------------------------------------------------------------------------------------ the parts of both


def _part(flow: Flow, title: str, text: str, *, lines: int = EMPTY) -> None:
    """A heading and its text, or lines to write on."""
    flow.block(8.2, lambda sheet, y: _head(sheet, y, title), keep=True)
    if text:
        flow.text(SIDE, TEXT, text, BODY, after=3.0)
    else:
        flow.block(lines * 8.0 + 1.0, lambda sheet, y: _lines(sheet, y - 2.0, lines))


def _head(sheet: Sheet, y: float, title: str) -> None:
    section(sheet, SIDE, y, TEXT, title)


def _lines(sheet: Sheet, y: float, count: int) -> None:
    sheet.writing_lines(SIDE, y, TEXT, count, 8.0)


def _signature(setting: Setting, flow: Flow, who: str) -> None:
    """Where it is signed: who, place and day."""
    _ = setting._
    wide = (TEXT - 8) / 2

    def draw(sheet: Sheet, y: float) -> None:
        for x, label in ((SIDE, who), (SIDE + wide + 8, _("Place and day"))):
            sheet.line(x, y + 16, x + wide, y + 16, WRITING, INK)
            sheet.block(x, y + 17, wide, label, SMALL)

    flow.block(23.0, draw)


# ------------------------------------------------------------------------------------------------ a request


def _request(setting: Setting, title: str, row: RequestPaper) -> Part:
    _, language = setting._, setting.language

    def day(iso: str) -> str:
        return language.date(iso, "date") if iso else ""

    facts: list[Fact] = [
        (_("Initiative"), title), (_("About"), row.about), (_("Asked of"), row.asked_of), (_("Asked on"), day(row.asked_on)),
        (_("Last day"), day(row.last_day)),
    ]  # fmt: skip
    head = Masthead(row.question or _(TITLE), "", facts)
    flow = Flow()
    if row.background or not row.id:
        _part(flow, _("Background"), row.background)
    _part(flow, _("We recommend"), row.recommendation)
    _part(flow, _("If the answer is no"), row.consequence, lines=2)
    _options(setting, flow, row)
    cost = " · ".join(filter(None, [words.cost_words(row.cost, row.cost_note, language), row.bears]))
    _part(flow, _("Cost, and who bears it"), cost, lines=1)
    _answer(setting, flow, row)
    return document(
        setting, "decision_request", " – ".join(filter(None, [_(TITLE), row.question[:60]])), head, flow, row, kind=_(TITLE), audience="participant"
    )  # fmt: skip


def _options(setting: Setting, flow: Flow, row: RequestPaper) -> None:
    _, language = setting._, setting.language
    flow.block(8.2, lambda sheet, y: _head(sheet, y, _("Alternatives")), keep=True)
    table = FlowTable((Column(_("Alternative"), 56), Column(_("What follows"), 88), Column(_("Cost"), 30)))
    rows = [
        Row(([Text(title, CELL_STRONG)], [Text(follows)], [Text(words.cost_words(cost, "", language))]), header=True)
        for title, follows, cost in row.options
    ]
    flow.table(table, rows or [Row(([Text(f"{n}", CELL_STRONG)], [], []), height=11.0) for n in (1, 2)])
    flow.gap(4.0)


def _answer(setting: Setting, flow: Flow, row: RequestPaper) -> None:
    """What was decided; or boxes, lines and a line to sign on."""
    _, language = setting._, setting.language
    flow.block(8.2, lambda sheet, y: _head(sheet, y, _("The answer")), keep=True)
    if row.decided:
        when = language.date(row.decided_on, "date") if row.decided_on else ""
        flow.text(SIDE, TEXT, row.decided, LEAD, after=1.0)
        flow.text(SIDE, TEXT, " · ".join(filter(None, [row.decided_by, when, row.reference])), CELL)
        return
    choices = (_("Yes, as recommended"), _("No"), _("Something else:"))

    def draw(sheet: Sheet, y: float) -> None:
        x = SIDE
        for word in choices:
            sheet.rect(x, y, BOXED, BOXED, stroke=INK, weight=0.8)
            x += BOXED + 1.8 + sheet.text(x + BOXED + 1.8, y + 3.3, word, BODY) + 9
        sheet.line(x - 6, y + 4.2, SIDE + TEXT, y + 4.2, WRITING, FAINT)
        sheet.writing_lines(SIDE, y + 3.0, TEXT, 1, 9.0)

    flow.block(15.0, draw, keep=True)
    _signature(setting, flow, _("Decided by"))


# ------------------------------------------------------------------------------------------------ a directive


def _directive(setting: Setting, title: str, row: DirectivePaper) -> Part:
    """What, by when, what may be dropped for it, how it is reported; signed."""
    _, language = setting._, setting.language
    facts: list[Fact] = [
        (_("Initiative"), title),
        (_("Decided by"), row.decided_by),
        (_("Decided on"), language.date(row.decided_on, "date") if row.decided_on else ""),
        (_("Document"), row.reference),
        (_("Drives it on"), row.driver),
    ]
    head = Masthead(_(DIRECTIVE), "", facts)
    flow = Flow()
    flow.block(8.2, lambda sheet, y: _head(sheet, y, _("What is to be done")), keep=True)
    if row.statement:
        flow.text(SIDE, TEXT, row.statement, LEAD, after=3.0)
    else:
        flow.block(25.0, lambda sheet, y: _lines(sheet, y - 2.0, 3))
    by = language.date(row.by_when, "long") if row.by_when else ""
    _part(flow, _("By when"), by, lines=1)
    if row.first:
        _part(flow, _("Goes first"), row.first)
    _part(flow, _("What may be dropped for it"), row.dropped)
    review = _("Looked at again %(day)s.", day=language.date(row.review_on, "date")) if row.review_on else ""
    _part(flow, _("How it is reported"), row.reported, lines=2)
    if review:
        flow.text(SIDE, TEXT, review, BODY, after=3.0)
    flow.gap(6.0)
    _signature(setting, flow, row.decided_by or _("Whoever decides"))
    return document(
        setting, "directive_card", " – ".join(filter(None, [_(DIRECTIVE), row.statement[:60]])), head, flow, row, kind=_(DIRECTIVE), audience="participant"
    )  # fmt: skip
