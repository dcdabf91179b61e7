"""Paper for insights: cards to cut, the board for the wall, a slip to say what one thinks, and a sheet for an exchange of experience."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.change_paper import PilotPaper
from verkstad.documents.flow import Flow
from verkstad.documents.insights_paper import ExchangePaper, InsightPaper, WorkPaper
from verkstad.documents.job import SheetCode
from verkstad.documents.marks import chip, cut_marks
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import A3_SIDE, A3_WIDE, A4, SIDE, TEXT, Page, Part, Place, Setting
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import (
    A3_BODY,
    A3_HINT,
    A3_LABEL,
    A3_LEAD,
    A3_SECTION,
    A3_TITLE,
    BAR,
    BODY,
    FAINT,
    H3,
    INK,
    LABEL,
    RULE,
    TINT,
    WHITE,
    WRITING,
    Style,
    shortened,
)
from verkstad.domain.flowing import STAGES, STUCK_AFTER
from verkstad.i18n import N_
from verkstad.wording_insights import stage_word

CARDS = N_("Insight cards")
BOARD = N_("Insight board")
SLIP = N_("Say what you think")
EXCHANGE = N_("Exchange of experience")
POSSIBILITIES = N_("Possibility cards")
EACH = 4
WIDE, TALL = 105.0, 148.5
EDGE = 9.5  # mm, from the edge of a card to its text
QR = 12.5
ON_WALL = A3_BODY.with_(size=12.5, leading=16)
SAYS = Style("S", 12.5, 16)
SAID = Style("R", 9, 11.5)
PITCH = 7.5  # mm between writing lines


def _paper(setting: Setting) -> WorkPaper:
    return setting.initiative.work if setting.initiative is not None else WorkPaper()


# ------------------------------------------------------------------------------------------------ cards


def cards(setting: Setting) -> list[Part]:
    """A card an insight (those chosen, or those without an answer, or all), then blanks: the last page is filled up and two are always empty."""
    found = _paper(setting).insights
    chosen = [x for x in found if x.id in setting.job.chosen]
    held: list[InsightPaper | None] = list(chosen or [x for x in found if x.stage in ("new", "taken")] or found)
    blanks = -len(held) % EACH
    held += [None] * (blanks + EACH if blanks < 2 and not chosen else blanks or (EACH if not held else 0))
    code = setting.sheet_code("insight_cards", held)

    def shared(sheet: Sheet, place: Place) -> None:
        cut_marks(sheet, (WIDE,), (TALL,))

    def page(some: Sequence[InsightPaper | None]) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            for i, one in enumerate(some):
                heading = "H1" if place.number == 1 and place.first and i == 0 else "H2"
                _card(setting, sheet, (i % 2) * WIDE, (i // 2) * TALL, one, code, place.card + i, heading)

        return Page(A4, draw, key="insight_cards", shared=shared)

    pages = tuple(page(held[at : at + EACH]) for at in range(0, len(held), EACH))
    return [Part("insight_cards", setting._(CARDS), pages, code, cards=EACH, fronts=True)]


def _card(
    setting: Setting, sheet: Sheet, x: float, y: float, insight: InsightPaper | None, code: SheetCode, number: int, heading: str
) -> None:
    _, language = setting._, setting.language
    one = insight or InsightPaper(id="")
    left, top, width = x + EDGE, y + EDGE, WIDE - 2 * EDGE
    room = width - QR - 4
    sheet.line(left, top, left + room, top, BAR, INK)
    setting.mark(sheet, left + width - QR, top, QR, code, number)
    sheet.text(left, top + 5.6, _("Insight"), LABEL, tag=heading)
    if insight is not None:
        with sheet.tag("P"):
            chip(sheet, left + room, top + 5.9, stage_word(one.stage, language), LABEL, align="right")
    at = top + QR + 3.5
    tall = 40.0
    if one.says:
        style = SAYS
        while style.size > 8.5 and height_of(one.says, style, width) > tall:
            style = style.with_(size=style.size - 0.5, leading=style.leading - 0.6)
        sheet.block(left, at, width, one.says, style, height=tall)
    else:
        sheet.writing_lines(left, at, width, 5, PITCH)
    at += tall + 2
    half = (width - 5) / 2
    when = language.date(one.raised_on, "date") if one.raised_on else ""
    _said(sheet, left, at, half, _("Raised by"), " · ".join(t for t in (one.source, one.raised_by) if t), lines=1)
    at = _said(sheet, left + half + 5, at, half, _("Raised on"), when, lines=1)
    at = _said(sheet, left, at, width, _("Owner with a mandate"), one.owner, lines=1)
    at = _verdicts(setting, sheet, left, at, width, one)
    at = _said(sheet, left, at, width, _("Why"), one.reason, lines=1)
    at = _said(sheet, left, at, width, _("Becomes"), one.became, lines=1)
    sheet.text(left, at + 3.4, _("Told back to whoever raised it"), LABEL.with_(face="R"), tag="P")
    sheet.tick_box(left + width - 4, at + 0.3, 3.6)
    if one.stage == "fed_back":
        _cross(sheet, left + width - 4, at + 0.3)
    quiet = LABEL.with_(face="R", size=7.25)
    foot = y + TALL - EDGE + 1.4
    title = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    end = sheet.text(left + width, foot, code.card(number), quiet, align="right", tag="P")
    sheet.text(left, foot, shortened(title, quiet, (width - end - 4) * MM), quiet)


def _verdicts(setting: Setting, sheet: Sheet, x: float, y: float, width: float, one: InsightPaper) -> float:
    """Four answers with a box each; the one that was given is crossed."""
    _ = setting._
    sheet.text(x, y + 2.8, _("Answer"), LABEL, tag="P")
    at, step = x, 0.0
    for words, share in ((_("Do now"), 0.24), (_("Test"), 0.2), (_("Find out more"), 0.38), (_("No"), 0.18)):
        at, step = at + step, width * share
        sheet.tick_box(at, y + 4.6, 3.4)
        if one.verdict and one.verdict == words:
            _cross(sheet, at, y + 4.6)
        sheet.fitted(at + 4.4, y + 7.4, words, SAID, step - 5, tag="P")
    return y + 11.6


def _cross(sheet: Sheet, x: float, y: float) -> None:
    sheet.line(x + 0.6, y + 0.6, x + 2.8, y + 2.8, 1.4, INK)
    sheet.line(x + 0.6, y + 2.8, x + 2.8, y + 0.6, 1.4, INK)


def _said(sheet: Sheet, x: float, y: float, width: float, label: str, value: str, *, lines: int) -> float:
    """A label and what is known under it on so many lines, or lines to write on; returns where the next begins."""
    sheet.text(x, y + 2.8, label, LABEL, tag="P", width=width)
    tall = lines * 6.2
    if value:
        text = SAID
        while text.size > 7 and len(lines_of(value, text, width)) > lines:
            text = text.with_(size=text.size - 0.25)
        sheet.text(x, y + 7.4, shortened(value, text, width * MM), text, tag="P")
    else:
        sheet.line(x, y + tall + 3.0, x + width, y + tall + 3.0, WRITING, FAINT)
    return y + tall + 5.4


# ------------------------------------------------------------------------------------------------ the board

BOARD_TOP, BOARD_BOTTOM, GAP = 66.0, 276.0, 6.0


def board(setting: Setting) -> list[Part]:
    """Four columns from new to told back, with room for more; as many sheets as the fullest column takes."""
    _ = setting._
    paper = _paper(setting)
    width = (A3_WIDE[0] - 2 * A3_SIDE - 3 * GAP) / 4
    columns = [_sheets([x for x in paper.insights if x.stage == s], width) for s in STAGES]
    count = max(1, *(len(c) for c in columns))
    code = setting.sheet_code("insight_board", [paper.insights, paper.figures])

    def page(n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            setting.head(sheet, _(BOARD), side=A3_SIDE)
            sheet.text(A3_SIDE, 36, _(BOARD), A3_TITLE, tag="H1" if place.number == 1 and place.first else "P")
            said = "   ".join(f"{value} {what}" for value, what in paper.figures) or _(
                "From those who meet customers to those who may decide, and back."
            )
            sheet.fitted(A3_SIDE, 46, said, A3_LEAD, sheet.width - 2 * A3_SIDE, least=10.0, tag="P")
            for i, stage in enumerate(STAGES):
                _column(setting, sheet, A3_SIDE + i * (width + GAP), width, stage, columns[i][n] if n < len(columns[i]) else [])
            setting.foot(sheet, place, code, _(BOARD), side=A3_SIDE)

        return Page(A3_WIDE, draw)

    return [Part("insight_board", _(BOARD), tuple(page(n) for n in range(count)), code)]


def _sheets(insights: Sequence[InsightPaper], width: float) -> list[list[InsightPaper]]:
    """The cards of a column shared over sheets."""
    sheets: list[list[InsightPaper]] = [[]]
    room = BOARD_BOTTOM - BOARD_TOP - 4
    for one in insights:
        tall = _tall(one, width) + 3
        if tall > room and sheets[-1]:
            sheets.append([])
            room = BOARD_BOTTOM - BOARD_TOP - 4
        sheets[-1].append(one)
        room -= tall
    return sheets


def _tall(one: InsightPaper, width: float) -> float:
    return min(6, len(lines_of(one.says, ON_WALL, width - 10))) * ON_WALL.leading / MM + 12.5


def _column(setting: Setting, sheet: Sheet, x: float, width: float, stage: str, cards: Sequence[InsightPaper]) -> None:
    _, language = setting._, setting.language
    sheet.rect(x, BOARD_TOP - 11, width, BOARD_BOTTOM - BOARD_TOP + 11, fill=TINT)
    sheet.text(x + 5, BOARD_TOP - 3.6, stage_word(stage, language), A3_SECTION, tag="H2")
    y = BOARD_TOP + 2
    for one in cards:
        tall = _tall(one, width)
        sheet.rect(x + 2, y, width - 4, tall, fill=WHITE, stroke=INK if one.stuck else RULE, weight=1.6 if one.stuck else 0.6, radius=1.5)
        lines = lines_of(one.says, ON_WALL, width - 10)
        text = one.says if len(lines) <= 6 else "\n".join([*lines[:5], shortened(f"{lines[5]} …", ON_WALL, (width - 10) * MM)])
        sheet.block(x + 5, y + 2.6, width - 10, text, ON_WALL)
        waited = language.ngettext("%(n)d day", "%(n)d days", one.age) if one.age is not None and stage in ("new", "taken") else ""
        told = " · ".join(
            t for t in (one.owner or (_("owner?") if stage in ("new", "taken") else ""), one.verdict, one.became, waited) if t
        )
        small = A3_HINT.with_(face="S") if one.stuck else A3_HINT
        sheet.text(x + 5, y + tall - 3.4, shortened(told, small, (width - 10) * MM), small, tag="P")
        y += tall + 3
    if stage == "new":
        hint = _("A thick frame: more than %(n)d days without an answer", n=STUCK_AFTER)
        sheet.text(x, BOARD_BOTTOM + 5.4, shortened(hint, A3_LABEL, width * 2 * MM), A3_LABEL, tag="P")


# ------------------------------------------------------------------------------------------------ the slip


def slips(setting: Setting) -> list[Part]:
    """Four slips to a page: are we right or are we off? What comes back is written in as an insight about what the slip names."""
    _ = setting._
    change = setting.initiative
    known = (
        [(row.id, row.title) for row in change.pilots] + [(row.id, row.title) for row in change.launch.messages]
        if change is not None
        else []
    )
    about = [title for id, title in known if id in setting.job.chosen]
    title = about[0] if about else setting.initiative.title if setting.initiative is not None else setting.workshop.title
    code = setting.sheet_code("feedback_slip", title)

    def draw(sheet: Sheet, place: Place) -> None:
        for i in range(EACH):
            _slip(setting, sheet, (i % 2) * WIDE, (i // 2) * TALL, title, code, "H1" if place.first and i == 0 else "H2")

    def shared(sheet: Sheet, place: Place) -> None:
        cut_marks(sheet, (WIDE,), (TALL,))

    return [Part("feedback_slip", _(SLIP), (Page(A4, draw, key="feedback_slip", shared=shared),), code, fronts=True)]


def _slip(setting: Setting, sheet: Sheet, x: float, y: float, title: str, code: SheetCode, heading: str) -> None:
    _ = setting._
    left, top, width = x + EDGE, y + EDGE, WIDE - 2 * EDGE
    room = width - QR - 4
    sheet.line(left, top, left + room, top, BAR, INK)
    setting.mark(sheet, left + width - QR, top, QR, code)
    sheet.fitted(left, top + 6.6, _("Say what you think"), Style("B", 14, 17), room, tag=heading)
    sheet.block(left, top + 9.4, room, _("Are we right, or are we off? What you write is read, and answered."), SAID, height=9)
    at = top + 21
    sheet.text(left, at + 2.8, _("About"), LABEL, tag="P")
    sheet.text(left, at + 7.4, shortened(title, SAID, width * MM), SAID, tag="P")
    at += 13
    for question, lines in ((_("What works, and what does not?"), 3), (_("What have we not understood?"), 3), (_("What would you do?"), 2)):
        sheet.text(left, at + 2.8, question, LABEL, tag="P", width=width)
        sheet.writing_lines(left, at + 3.4, width, lines, PITCH)
        at += 5.2 + lines * PITCH
    at = y + TALL - EDGE - 8
    half = (width - 5) / 2
    for n, words in enumerate((_("I work as"), _("I want an answer by"))):
        begin = left + n * (half + 5)
        sheet.text(begin, at - 4.4, words, LABEL, tag="P", width=half)
        sheet.line(begin, at + 3.4, begin + half, at + 3.4, WRITING, FAINT)


# ------------------------------------------------------------------------------------------------ possibilities


def possibilities(setting: Setting) -> list[Part]:
    """A card a pilot that has a story, for those who lead an operation: what was, what was tried, what is now. A6 when it is cut."""
    found = [p for p in (setting.initiative.pilots if setting.initiative is not None else ()) if any(p.story)]
    held: list[PilotPaper | None] = [p for p in found if p.id in setting.job.chosen] or list(found)
    held += [None] * (-len(held) % EACH or (0 if held else EACH))
    code = setting.sheet_code("possibility_cards", held)

    def shared(sheet: Sheet, place: Place) -> None:
        cut_marks(sheet, (WIDE,), (TALL,))

    def page(some: Sequence[PilotPaper | None]) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            for i, one in enumerate(some):
                heading = "H1" if place.number == 1 and place.first and i == 0 else "H2"
                _possibility(setting, sheet, (i % 2) * WIDE, (i // 2) * TALL, one, code, place.card + i, heading)

        return Page(A4, draw, key="possibility_cards", shared=shared)

    pages = tuple(page(held[at : at + EACH]) for at in range(0, len(held), EACH))
    return [Part("possibility_cards", setting._(POSSIBILITIES), pages, code, cards=EACH, fronts=True)]


def _possibility(
    setting: Setting, sheet: Sheet, x: float, y: float, pilot: PilotPaper | None, code: SheetCode, number: int, heading: str
) -> None:
    _ = setting._
    left, top, width = x + EDGE, y + EDGE, WIDE - 2 * EDGE
    room = width - QR - 4
    sheet.line(left, top, left + room, top, BAR, INK)
    setting.mark(sheet, left + width - QR, top, QR, code, number)
    title = pilot.title if pilot is not None else _("Possibility")
    style = Style("B", 13, 15.5)
    while style.size > 9 and len(lines_of(title, style, room)) > 2:
        style = style.with_(size=style.size - 0.5, leading=style.leading - 0.6)
    sheet.block(left, top + 3.2, room, title, style, tag=heading, height=11.6)
    at = top + QR + 5
    told = pilot.story if pilot is not None else ("", "", "")
    for label, text in zip((_("How it was"), _("What was tried"), _("How it is now")), told, strict=True):
        sheet.text(left, at + 2.8, label, LABEL, tag="P")
        if text:
            face = SAID
            while face.size > 7.5 and height_of(text, face, width) > 19:
                face = face.with_(size=face.size - 0.25, leading=face.leading - 0.3)
            sheet.block(left, at + 4.4, width, text, face, height=19)
        else:
            sheet.writing_lines(left, at + 2.4, width, 2, PITCH)
        at += 26
    sheet.text(left, at + 2.8, _("Could this be tried with us? Who, and when?"), LABEL, tag="P")
    sheet.writing_lines(left, at + 2.4, width, 2, PITCH)
    quiet = LABEL.with_(face="R", size=7.25)
    foot = y + TALL - EDGE + 1.4
    by = pilot.team if pilot is not None else ""
    end = sheet.text(left + width, foot, code.card(number), quiet, align="right", tag="P")
    sheet.text(left, foot, shortened(by, quiet, (width - end - 4) * MM), quiet)


# ------------------------------------------------------------------------------------------------ exchanges


def exchange(setting: Setting) -> list[Part]:
    """A sheet for each exchange that is chosen, or for the next; blank where there is none: what we ask, what we show, what we take home."""
    found = setting.those_chosen(_paper(setting).exchanges)
    asked = [x for x in found if x.id in setting.job.chosen] or list(found)
    return [_exchange(setting, one) for one in asked] or [_exchange(setting, ExchangePaper(id=""))]


def _exchange(setting: Setting, one: ExchangePaper) -> Part:
    _, language = setting._, setting.language
    title = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    facts = [
        (_("With"), one.with_whom),
        (_("Day"), language.date(one.on, "date") if one.on else ""),
        (_("Next contact"), language.date(one.next_contact, "date") if one.next_contact else ""),
        (_("Initiative"), title),
    ]
    lead = _("What have you tried, what happened, and what would you do otherwise? Half an hour each way.")
    head = Masthead(_(EXCHANGE), lead, facts)
    stories = [p for p in (setting.initiative.pilots if setting.initiative is not None else ()) if any(p.story)]
    flow = Flow()
    shown = "\n".join(f"{p.title}: {' '.join(t for t in p.story if t)}" for p in stories[:2])
    for heading, text, lines in (
        (_("What we want to know"), "", 4),
        (_("What we show"), one.shared or shown, 4),
        (_("What we take home"), one.takeaway, 5),
        (_("What we try first, who and when"), "", 3),
    ):
        flow.gap(6)
        flow.text(SIDE, TEXT, heading, H3.with_(size=12, leading=15), tag="H2", keep=True)
        if text:
            flow.block(1.4, lambda sheet, y: None, keep=True)
            flow.text(SIDE, TEXT, text, BODY, after=1.5)
        empty = 2 if text else lines

        def lined(sheet: Sheet, y: float, count: int = empty) -> None:
            sheet.writing_lines(SIDE, y, TEXT, count, 9.0)

        flow.block(empty * 9.0 + 2, lined)
    return document(setting, "exchange", _(EXCHANGE), head, flow, [one, title, shown], audience="participant")
