"""The inventory in A4: the list with its levels, an empty form to fill in, cards in A6, and the list of what goes on already."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.inventory_paper import InventoryPaper, ItemPaper
from verkstad.documents.job import SheetCode
from verkstad.documents.marks import chip, cut_marks
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import A4, BOTTOM, SIDE, TEXT, Page, Part, Place, Setting
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import (
    BAR,
    CELL,
    CELL_STRONG,
    FAINT,
    HAIR,
    HAIRLINE,
    INK,
    LABEL,
    SMALL,
    WARM,
    WRITING,
    Style,
    shortened,
)
from verkstad.i18n import N_

LIST = N_("Inventory list")
FORM = N_("Inventory form")
CARDS = N_("Inventory cards")
SYNC = N_("What goes on already")
EACH = 4
WIDE, TALL = 105.0, 148.5
EDGE = 9.5  # mm, from the edge of a card to its text
QR = 12.5
NAME = Style("B", 13, 15.5)
SAID = Style("R", 8.75, 11)
LEVELS = (("none", N_("Not digital")), ("partly", N_("Partly digital")), ("digital", N_("Digital")))
YES_NO = (("yes", N_("Yes")), ("no", N_("No")), ("unsure", N_("Not sure")))


def paper_of(setting: Setting) -> InventoryPaper:
    return setting.initiative.inventory if setting.initiative is not None else InventoryPaper()


def about(setting: Setting) -> list[tuple[str, str]]:
    """The initiative and the day, for the head of a sheet."""
    _ = setting._
    title = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    day = setting.language.date(setting.job.printed, "date") if setting.job.printed else ""
    return [(_("Initiative"), title), (_("Day"), day)]


# ------------------------------------------------------------------------------------------------ the list


def lay_list(setting: Setting) -> list[Part]:
    """Every need and service with its three judgements, then how far operations have come, by the alphabet."""
    _, language = setting._, setting.language
    paper = paper_of(setting)
    chosen = set(setting.job.chosen) & {x.id for x in paper.items}
    items = [x for x in paper.items if not chosen or x.id in chosen]
    lead = (
        language.ngettext("%(n)d need or service", "%(n)d needs and services", len(items))
        + ". "
        + _("Level today, what can be taken further and what should are three questions.")
        if items
        else _("Nothing is inventoried yet. Write here what people need and what serves them today.")
    )
    head = Masthead(_(LIST), lead, about(setting))
    flow = Flow()
    table = FlowTable(
        (
            Column(_("Need or service"), 58), Column(_("Unit"), 32), Column(_("Today"), 24), Column(_("Can"), 15), Column(_("Should"), 15),
            Column(_("Benefit"), 15, "right"), Column(_("Effort"), 15, "right"),
        ),
        above=1.4, below=1.6,
    )  # fmt: skip
    rows = [_row(setting, x) for x in items]
    if not items:
        rows = [Row(([], [], [], [], [], [], []), height=13) for _n in range(14)]
    flow.table(table, rows)
    if paper.levels:
        _levels(setting, flow, paper)
    return [document(setting, "inventory_list", _(LIST), head, flow, [items, paper.levels], audience="participant")]


def _row(setting: Setting, x: ItemPaper) -> Row:
    _ = setting._
    below = "  ·  ".join(filter(None, [x.kind, x.whom]))
    title = [Text(x.title, CELL_STRONG), Text(below, SMALL)]
    if x.modules:
        title.append(Text(_("In the module %(modules)s", modules=setting.language.listing(x.modules)), SMALL))
    title += [Text(note, SMALL.with_(color=WARM), 0.4) for note in x.notes]
    should: list[Text] = [Text(x.should, CELL)]
    cells = (
        [*title],
        [Text(x.unit, CELL)],
        [Text(x.level, CELL)],
        [Text(x.can, CELL)],
        should,
        [Text(x.value, CELL)],
        [Text(x.effort, CELL)],
    )
    if x.why:
        title.append(Text(f"{_('Why')}: {x.why}", SMALL, 0.4))
        cells = (title, *cells[1:])
    return Row(cells, header=True)


def _levels(setting: Setting, flow: Flow, paper: InventoryPaper) -> None:
    _ = setting._
    flow.gap(8)
    flow.text(SIDE, TEXT, _("How far operations have come"), Style("B", 14, 17), tag="H2", keep=True, after=1.0)
    flow.text(SIDE, TEXT, "  ·  ".join(paper.scale), SMALL, keep=True, after=2.0)
    table = FlowTable((Column(_("Unit"), 44), Column(_("Level"), 38), Column(_("By what one sees it"), TEXT - 82)), above=1.2, below=1.4)
    rows: list[Row] = []
    keep: list[int] = []
    before = None
    for level in paper.levels:
        if level.item != before:
            keep.append(len(rows))
            rows.append(Row(([Text(level.item, CELL_STRONG, 1.2)],), band=True))
            before = level.item
        said = [Text(level.evidence, CELL)]
        said += [Text(f"{_('The next half step')}: {level.half_step}", SMALL, 0.3)] if level.half_step else []
        said += [Text(level.ask, SMALL, 0.3)] if level.ask else []
        rows.append(Row(([Text(level.unit, CELL)], [Text(level.level, CELL)], said), header=True))
    flow.table(table, rows, keep=keep)


# ------------------------------------------------------------------------------------------------ the empty form


def lay_form(setting: Setting) -> list[Part]:
    """An empty form for a unit to fill in: a row a need, with boxes for the three judgements."""
    _ = setting._
    lead = _(
        "What do people need from you, and how is it met today? One need or service a row. What can and what should be done are two questions; benefit and effort go from 1 to 5."
    )
    head = Masthead(
        _(FORM),
        lead,
        [*about(setting)[:1], (_("Unit"), "................................"), (_("Filled in by"), "................................")],
    )
    table = FlowTable(
        (
            Column(_("Need or service"), 53), Column(_("For whom"), 30), Column(_("Today"), 28), Column(_("Can"), 20), Column(_("Should"), 20),
            Column(_("Benefit"), 13), Column(_("Effort"), 10),
        ),
        above=1.0, below=1.0,
    )  # fmt: skip
    count = int((BOTTOM - head.bottom - 9 - table.head) / 25.2)
    rows = []
    for _n in range(max(1, count)):
        boxes = [_boxes(setting, LEVELS), _boxes(setting, YES_NO), _boxes(setting, YES_NO)]
        rows.append(Row(([], [], boxes[0], boxes[1], boxes[2], [_square()], [_square()]), height=25.2))
    flow = Flow()
    flow.table(table, rows)
    return [document(setting, "inventory_form", _(FORM), head, flow, ["form", count], audience="participant", feedback=True)]


def _boxes(setting: Setting, answers: Sequence[tuple[str, str]]) -> list[Drawn]:
    """A box an answer, below one another."""
    made = []
    for _wire, words in answers:
        said = setting._(words)

        def draw(sheet: Sheet, x: float, y: float, w: float, said: str = said) -> None:
            sheet.tick_box(x, y + 0.8, 3.4)
            sheet.fitted(x + 4.8, y + 3.7, said, SMALL, w - 4.8)

        made.append(Drawn(6.4, draw))
    return made


def _square() -> Drawn:
    def draw(sheet: Sheet, x: float, y: float, w: float) -> None:
        sheet.rect(x, y + 1.0, 7.0, 7.0, stroke=INK, weight=0.8)

    return Drawn(8.5, draw)


# ------------------------------------------------------------------------------------------------ cards


def lay_cards(setting: Setting) -> list[Part]:
    """A card in A6 an item (those chosen, or all), then blanks: the last page is filled up, and there are always two at least."""
    _ = setting._
    paper = paper_of(setting)
    chosen = set(setting.job.chosen) & {x.id for x in paper.items}
    cards: list[ItemPaper | None] = [x for x in paper.items if not chosen or x.id in chosen]
    blanks = -len(cards) % EACH
    cards += [None] * (blanks + EACH if blanks < 2 and not chosen else blanks or (EACH if not cards else 0))
    code = setting.sheet_code("inventory_cards", [list(cards)])

    def shared(sheet: Sheet, place: Place) -> None:
        cut_marks(sheet, (WIDE,), (TALL,))

    def page(some: Sequence[ItemPaper | None]) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            for i, item in enumerate(some):
                heading = "H1" if place.number == 1 and place.first and i == 0 else "H2"
                _card(setting, sheet, (i % 2) * WIDE, (i // 2) * TALL, item, code, place.card + i, heading)

        return Page(A4, draw, key="inventory_cards", shared=shared)

    pages = tuple(page(cards[at : at + EACH]) for at in range(0, len(cards), EACH))
    names = tuple((i // EACH, item.title) for i, item in enumerate(cards) if item is not None)
    return [Part("inventory_cards", _(CARDS), pages, code, cards=EACH, fronts=True, children=names)]


def _card(setting: Setting, sheet: Sheet, x: float, y: float, item: ItemPaper | None, code: SheetCode, number: int, heading: str) -> None:
    _ = setting._
    it = item or ItemPaper(id="")
    left, top, width = x + EDGE, y + EDGE, WIDE - 2 * EDGE
    room = width - QR - 4
    sheet.line(left, top, left + room, top, BAR, INK)
    setting.mark(sheet, left + width - QR, top, QR, code, number)
    with sheet.tag("P"):
        chip(sheet, left, top + 6.0, it.kind or _("Need or service"), LABEL)
    style = NAME
    while style.size > 9.5 and len(lines_of(it.title, style, room)) > 2:
        style = style.with_(size=style.size - 0.5, leading=style.leading - 0.6)
    if it.title:
        sheet.block(left, top + 9.2, room, it.title, style, tag=heading, height=11.6)
    else:
        sheet.text(left, top + 12.4, _("What do people need?"), LABEL, tag=heading)
        sheet.line(left, top + 20.3, left + room, top + 20.3, WRITING, FAINT)
    at = top + 24.0
    half = (width - 5) / 2
    _said(sheet, left, at, half, _("For whom"), it.whom)
    at = _said(sheet, left + half + 5, at, half, _("Unit"), it.unit)
    at = _said(sheet, left, at, width, _("How is it met today?"), it.channel)
    at = _ask(setting, sheet, left, at, width, _("How digital is it today?"), LEVELS, it.judged[0])
    at = _ask(setting, sheet, left, at, width, _("Can it be taken further?"), YES_NO, it.judged[1])
    at = _ask(setting, sheet, left, at, width, _("Should it?"), YES_NO, it.judged[2])
    at = _said(sheet, left, at, width, _("Why, or why not?"), it.why)
    _scale(sheet, left, at, half, _("Benefit"), it.at[0])
    at = _scale(sheet, left + half + 5, at, half, _("Effort"), it.at[1])
    quiet = LABEL.with_(face="R", size=7.25)
    said = setting.initiative.title if setting.initiative is not None else setting.workshop.title
    foot = y + TALL - EDGE + 1.4
    _said(sheet, left, at, width, _("Whom does it not reach, and who helps them?"), "", lines=max(1, int((foot - at - 8) / 7)))
    end = sheet.text(left + width, foot, code.card(number), quiet, align="right", tag="P")
    sheet.text(left, foot, shortened(said, quiet, (width - end - 4) * MM), quiet)


def _said(sheet: Sheet, x: float, y: float, width: float, label: str, value: str, *, lines: int = 1) -> float:
    """A label and what is known under it, or lines to write on; returns where the next begins."""
    sheet.fitted(x, y + 2.8, label, LABEL, width, tag="P")
    tall = 6.6 * lines if lines > 1 else 7.2
    if value:
        text = SAID
        while text.size > 7.25 and height_of(value, text, width) > tall + 0.4:
            text = text.with_(size=text.size - 0.25, leading=text.leading - 0.3)
        sheet.block(x, y + 3.8, width, value, text, height=tall + 0.5)
    else:
        for n in range(lines):
            sheet.line(x, y + 3.8 + (n + 1) * tall / lines, x + width, y + 3.8 + (n + 1) * tall / lines, WRITING, FAINT)
    return y + 3.8 + tall + 2.4


def _ask(
    setting: Setting, sheet: Sheet, x: float, y: float, width: float, question: str, answers: Sequence[tuple[str, str]], given: str
) -> float:
    """A question with a box for each answer; the one that was given is crossed."""
    sheet.line(x, y - 0.6, x + width, y - 0.6, HAIRLINE, HAIR)
    sheet.fitted(x, y + 3.0, question, LABEL, width, tag="P")
    each = width / len(answers)
    with sheet.tag("P"):
        for n, (wire, words) in enumerate(answers):
            at = x + n * each
            sheet.tick_box(at, y + 4.6, 3.6)
            if wire == given:
                sheet.line(at + 0.7, y + 5.3, at + 2.9, y + 7.5, 1.4, INK)
                sheet.line(at + 0.7, y + 7.5, at + 2.9, y + 5.3, 1.4, INK)
            sheet.fitted(at + 5.2, y + 7.4, setting._(words), SAID, each - 5.6)
    return y + 11.4


def _scale(sheet: Sheet, x: float, y: float, width: float, label: str, value: float | None) -> float:
    """1 to 5 in circles; the one that was said is filled, a half between two fills both rings."""
    sheet.line(x, y - 0.6, x + width, y - 0.6, HAIRLINE, HAIR)
    sheet.text(x, y + 3.0, label, LABEL, tag="P", width=width)
    with sheet.tag("P"):
        for n in range(1, 6):
            at = x + 3.0 + (n - 1) * (width - 6.0) / 4
            hit = value is not None and abs(value - n) < 0.6
            sheet.circle(at, y + 7.6, 2.7, stroke=INK, weight=1.6 if hit else 0.6, fill="#DDDDDD" if hit else "")
            sheet.text(at, y + 8.7, str(n), SAID.with_(face="S" if hit else "R"), align="middle")
    return y + 13.0


# ------------------------------------------------------------------------------------------------ what goes on already


def lay_sync(setting: Setting) -> list[Part]:
    """What goes on, with those first that meet: same people, same step, same time. To talk through, with room to agree."""
    _ = setting._
    paper = paper_of(setting)
    lead = (
        _("Efforts that meet stand first. Agree for each: who leads, who waits, what is shared.")
        if paper.ongoing
        else _("No ongoing effort is written down yet. Write here what goes on, for whom and until when.")
    )
    head = Masthead(_(SYNC), lead, about(setting))
    flow = Flow()
    for sentence in paper.overlaps:
        flow.text(SIDE, TEXT, sentence, CELL, after=2.0)
    if paper.overlaps:
        flow.gap(4)
    table = FlowTable(
        (Column(_("What goes on"), 52), Column(_("For whom, in which step"), 48), Column(_("When"), 30), Column(_("We agree"), TEXT - 130)),
        above=1.5, below=1.8,
    )  # fmt: skip
    rows = []
    for x in paper.ongoing:
        what = [Text(x.what, CELL_STRONG), Text("  ·  ".join(filter(None, [x.item, x.unit])), SMALL)]
        if x.meets:
            what.append(Text(_("meets another"), SMALL.with_(color=WARM, face="S")))
        rows.append(Row((what, [Text(x.whom, CELL), Text(x.step, SMALL)], [Text(x.when, CELL)], []), header=True, height=16))
    rows += [Row(([], [], [], []), height=16) for _n in range(max(3, 8 - len(rows)))]
    flow.table(table, rows)
    return [document(setting, "sync_list", _(SYNC), head, flow, [paper.ongoing, paper.overlaps], audience="participant")]
