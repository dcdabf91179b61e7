"""Paper of a launch: the plan audience by audience and phase by phase, cards that say from what to what, the form about readiness."""

from __future__ import annotations

from verkstad import wording
from verkstad.documents.fields import Item
from verkstad.documents.flow import Column, Flow, FlowTable, Row, Text
from verkstad.documents.launch_paper import AudiencePaper, FromToPaper, LaunchPaper, PlannedPaper
from verkstad.documents.marks import cut_marks
from verkstad.documents.paper import Sheet, height_of
from verkstad.documents.parts import A4, SIDE, TEXT, Page, Part, Place, Setting
from verkstad.documents.sheets.handouts import Work, card_page
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import (
    BAR,
    CELL,
    CELL_STRONG,
    FAINT,
    H3,
    HAIR,
    HAIRLINE,
    INK,
    LABEL,
    PETROL,
    SMALL,
    TINT,
    WARM,
    WRITING,
    Style,
)
from verkstad.domain.launch import PHASES
from verkstad.domain.responsibility import STEPS_OF_READINESS
from verkstad.i18n import N_
from verkstad.wording_launch import step_word

PLAN = N_("Launch plan")
FROM_TO = N_("From and to")
FORM = N_("Where do we stand?")
LACKING = Style("S", 9.5, 13, WARM)


def _paper(setting: Setting) -> LaunchPaper:
    return setting.initiative.launch if setting.initiative is not None else LaunchPaper()


def _title(setting: Setting) -> str:
    return setting.initiative.title if setting.initiative is not None else setting.workshop.title


# ------------------------------------------------------------------------------------------------ plan


def plan(setting: Setting) -> list[Part]:
    """Each audience with why and how, then what is done before, at the start and after; empty lines where nothing is planned."""
    _, language, paper = setting._, setting.language, _paper(setting)
    facts = [
        (_("Initiative"), _title(setting)),
        (_("Start"), language.date(paper.start, "date") if paper.start else ""),
        *((what[:1].upper() + what[1:], value) for value, what in paper.figures),
    ]
    head = Masthead(_(PLAN), _("Whom it is for, why and how, and what is done so that it is used."), facts)
    flow = Flow()
    for audience in paper.audiences or (AudiencePaper(id=""),):
        _audience(setting, flow, audience)
    flow.gap(6)
    flow.text(SIDE, TEXT, _("What is done"), H3.with_(size=13, leading=16), tag="H2", keep=True)
    flow.gap(2)
    _planned(setting, flow, paper.planned)
    if paper.investment:
        flow.gap(3)
        flow.text(SIDE, TEXT, paper.investment, SMALL)
    content = [paper.audiences, paper.planned, paper.start]
    return [document(setting, "launch_plan", _(PLAN), head, flow, content, audience="participant", feedback=True)]


def _audience(setting: Setting, flow: Flow, audience: AudiencePaper) -> None:
    _ = setting._
    flow.gap(4)
    size = setting.language.ngettext("%(n)d person", "%(n)d people", audience.size) if audience.size else ""
    flow.block(1.4, lambda sheet, y: sheet.line(SIDE, y, SIDE + TEXT, y, BAR, INK), keep=True)
    flow.text(SIDE, TEXT, audience.title or _("Audience"), H3.with_(size=13, leading=16), tag="H2", keep=True)
    said = " · ".join(t for t in (audience.whose, size) if t)
    if said:
        flow.text(SIDE, TEXT, said, SMALL, after=1.0, keep=True)
    table = FlowTable((Column("", 44), Column("", TEXT - 44)))
    rows = []
    for name, text, must in (
        (_("Why they are to change"), audience.why, True), (_("How they will use it"), audience.how, True),
        (_("This does not change"), audience.unchanged, False), (_("Afterwards each of them can say"), audience.understanding, False),
        (_("What can be tried in five minutes"), audience.first_try, False),
    ):  # fmt: skip
        if text:
            rows.append(Row(([Text(name, CELL_STRONG)], [Text(text, CELL)]), header=True))
        elif must:
            lack = _("Is not written yet") if audience.id else ""
            rows.append(Row(([Text(name, CELL_STRONG)], [Text(lack, LACKING)] if lack else []), header=True, height=13.0))
    flow.table(table, rows)
    shown = [m for m in audience.missing if audience.why or audience.how]
    if shown:
        flow.gap(1.5)
        flow.text(SIDE, TEXT, " ".join(shown), SMALL.with_(face="S"))


def _planned(setting: Setting, flow: Flow, planned: tuple[PlannedPaper, ...]) -> None:
    _, language = setting._, setting.language
    table = FlowTable(
        (
            Column(_("Day"), 26),
            Column(_("What is done"), 66),
            Column(_("Channel"), 32),
            Column(_("Who does it"), 30),
            Column(_("Effort"), 20, "right"),
        )
    )
    rows: list[Row] = []
    for phase in (*PHASES, ""):
        own = [x for x in planned if x.phase == phase]
        if not own and not phase:
            continue
        name = wording.choice_name("launch_activity", "phase", phase, language) if phase else _("Without a phase")
        rows.append(Row(([Text(name, CELL_STRONG.with_(color=PETROL))],), band=True))
        rows += [_line(setting, x) for x in own] or [Row(([], [], [], [], []), height=11.0)]
    flow.table(table, rows, keep=[n for n, row in enumerate(rows) if row.band])


def _line(setting: Setting, x: PlannedPaper) -> Row:
    _, language = setting._, setting.language
    state = wording.choice_name("launch_activity", "state", x.state, language) if x.state != "planned" else ""
    more = " · ".join(
        t
        for t in (
            x.audience, _("for those outside") if x.outward else "", state,
            language.ngettext("%(n)d minute to read", "%(n)d minutes to read", x.minutes) if x.minutes else "",
        )
        if t
    )  # fmt: skip
    what = [Text(x.what, CELL_STRONG), *([Text(more, SMALL)] if more else [])]
    channel = [Text(x.channel, CELL), *([Text(_("they can answer"), SMALL)] if x.two_way else [])]
    return Row(([Text(language.date(x.on, "short") if x.on else "", CELL)], what, channel, [Text(x.owner, CELL)], [Text(x.effort, CELL)]))


# ------------------------------------------------------------------------------------------------ from and to

EDGE, TALL = 11.0, 148.5


def from_to(setting: Setting) -> list[Part]:
    """Two A5 to a sheet: how the work is today, how it becomes, and what does not change. Blank where nothing is written."""
    rows = list(setting.those_chosen(_paper(setting).from_to))
    cards: list[FromToPaper] = rows + [FromToPaper(id="")] * (len(rows) % 2 if rows else 2)
    code = setting.sheet_code("from_to_cards", rows)

    def page(some: list[FromToPaper]) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            for n, one in enumerate(some):
                _card(setting, sheet, n * TALL, one, "H1" if place.first and place.number == 1 and n == 0 else "H2")

        return Page(A4, draw, key="from_to_cards", shared=lambda sheet, _place: cut_marks(sheet, (), (TALL,)))

    pages = tuple(page(cards[at : at + 2]) for at in range(0, len(cards), 2))
    names = tuple((n // 2, one.who or one.module) for n, one in enumerate(cards) if one.who or one.module)
    return [Part("from_to_cards", setting._(FROM_TO), pages, code, cards=2, fronts=True, children=names)]


def _card(setting: Setting, sheet: Sheet, top: float, one: FromToPaper, heading: str) -> None:
    _ = setting._
    left, width, y = EDGE, 210 - 2 * EDGE, top + EDGE
    sheet.line(left, y, left + width, y, BAR * 1.5, INK)
    if one.who:
        sheet.fitted(left, y + 9, one.who, Style("B", 20, 24), width, least=11, tag=heading)
    else:
        sheet.text(left, y + 7, _("For whom"), LABEL, tag=heading)
        sheet.line(left + 24, y + 8, left + width, y + 8, WRITING, FAINT)
    half = (width - 14) / 2
    box = y + 16
    tall = 74.0
    for n, (name, text) in enumerate(((_("Today"), one.before), (_("From now on"), one.after))):
        x = left + n * (half + 14)
        sheet.rect(x, box, half, tall, fill=TINT if n == 0 else "", stroke=INK if n else HAIR, weight=1.4 if n else HAIRLINE, radius=2)
        sheet.text(x + 5, box + 7, name, Style("S", 11, 14, INK if n else LABEL.color), tag="P")
        if text:
            style = Style("R", 13, 17)
            while style.size > 7.5 and height_of(text, style, half - 10) > tall - 14:
                style = style.with_(size=style.size - 0.5, leading=style.leading - 0.6)
            sheet.block(x + 5, box + 10.5, half - 10, text, style, height=tall - 13)
        else:
            sheet.writing_lines(x + 5, box + 10, half - 10, 7, 8.4)
    middle = left + half + 7
    sheet.polygon([(middle - 3.5, box + tall / 2 - 5), (middle + 4, box + tall / 2), (middle - 3.5, box + tall / 2 + 5)], fill=INK)
    at = box + tall + 7
    sheet.text(left, at, _("This does not change"), Style("S", 9.5, 12), tag="P")
    if one.unchanged:
        sheet.block(left, at + 1.5, width, one.unchanged, Style("R", 10, 13), height=13.8)
    else:
        sheet.writing_lines(left, at + 1, width, 2, 7)
    base = top + TALL - EDGE + 1
    asked = _("Say what you think: write on the back")
    end = sheet.text(left + width, base, asked, Style("R", 8, 10, LABEL.color), align="right", tag="P")
    said = one.module or _title(setting)
    if said:
        sheet.fitted(left, base, said, Style("R", 8, 10, LABEL.color), width - end - 6, least=7, tag="P")


# ------------------------------------------------------------------------------------------------ readiness


def form(setting: Setting, *, cards: int = 0) -> list[Part]:
    """Four slips to a sheet: five statements, 1 to 5, without a name."""
    _ = setting._
    said = _("%(statement)s (1 not at all true – 5 entirely true)", statement="%s")
    items = tuple(Item(said.replace("%s", step_word(step, setting.language)), "scale", 0, 1, 5, (), (), ()) for step in STEPS_OF_READINESS)
    code = setting.sheet_code("readiness_form", [items, _title(setting)])
    work = Work(_(FORM), "", "", (), items, "readiness_form", code)
    pages = max(1, -(-cards // 4))
    return [Part("readiness_form", _(FORM), (card_page(setting, work, "A6", False, 4),) * pages, code, cards=4, fronts=True)]
