"""For those who lead a table: how to host it, and one page for each exercise."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.flow import Column, Flow, FlowTable, Row, Text
from verkstad.documents.job import SheetCode
from verkstad.documents.paper import MM, Sheet, height_of
from verkstad.documents.parts import BOTTOM, SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.masthead import Masthead, document, section
from verkstad.documents.typography import (
    CELL,
    CELL_STRONG,
    H3,
    HAIR,
    HAIRLINE,
    PALE,
    PETROL,
    SMALL,
    WHITE,
    Style,
)
from verkstad.domain.agenda import Slot, block_minutes
from verkstad.domain.methods import Method, scaled
from verkstad.i18n import N_

HOSTS = N_("Table host's guide")
INSTRUCTIONS = N_("Instructions for the exercises")
STEP = Style("R", 11.5, 15.5)
FIGURE = Style("B", 17, 20, PETROL)
MINUTES = Style("S", 9.5, 12)


def instructions(setting: Setting) -> list[Part]:
    """A page for each exercise of the program (for all there are, where the program has none)."""
    methods = setting.workshop.used_methods() or setting.workshop.methods
    return [instruction(setting, method) for method in methods]


def instruction(setting: Setting, method: Method) -> Part:
    """What it is for, the steps true to scale and one by one, what to have at hand, and what tends to go wrong."""
    _, language, code = setting._, setting.language, setting.code
    slot = _slot(setting, method)
    length = block_minutes(slot.block) if slot else method.minutes
    minutes = scaled([step.minutes for step in method.steps], length).minutes if method.steps else ()
    people = f"{method.fewest}–{method.most}" if method.fewest != method.most else str(method.most)
    facts = [
        (_("Time"), language.span(slot.start, slot.end) if slot else language.minutes(length)),
        (_("Group"), _("%(people)s people", people=people)),
        (_("Room"), method.room.of(code)),
    ]
    name = method.name.of(code)
    head = Masthead(name, method.purpose.of(code), facts)
    flow = Flow()
    if minutes:
        flow.block(17, lambda sheet, y: _strip(setting, sheet, y, minutes, slot.start if slot else None))
    for i, step in enumerate(method.steps):
        _step(setting, flow, i + 1, step.text.of(code), minutes[i])
    flow.gap(6)
    boxes = [
        (_("Have at hand"), [text.of(code) for text in method.material]),
        (_("Good to know"), [text.of(code) for text in method.tips]),
        (_("Watch out for"), [text.of(code) for text in method.pitfalls]),
    ]
    large = method.variant("large_group")
    if large is not None and setting.workshop.participants > 30:
        boxes[1][1].append(large.of(code))
    _boxes(flow, [(title, texts) for title, texts in boxes if texts])
    credit = method.credit.of(code)
    if credit:
        flow.gap(6)
        flow.text(SIDE, TEXT, credit, SMALL)
    return document(
        setting,
        "instructions",
        name,
        head,
        flow,
        _content(setting, method),
        kind=_("Instruction for the table host"),
        audience="host",
        gap=8,
    )


def _content(setting: Setting, method: Method) -> list[object]:
    slot = _slot(setting, method)
    return [method.slug, method.steps, block_minutes(slot.block) if slot else method.minutes]


def instruction_code(setting: Setting, method: Method) -> SheetCode:
    """The number of the instruction page of an exercise, for other sheets to point at."""
    return setting.sheet_code("instructions", _content(setting, method))


def _slot(setting: Setting, method: Method) -> Slot | None:
    return next((slot for slot in setting.workshop.slots if slot.block.method == method.slug), None)


def _strip(setting: Setting, sheet: Sheet, y: float, minutes: Sequence[int], start: int | None) -> None:
    """The steps true to scale, with their numbers and the clock under them."""
    total = sum(minutes)
    x, at = SIDE, 0
    words = ", ".join(f"{i}: {setting.language.minutes(m)}" for i, m in enumerate(minutes, 1))
    with sheet.tag("Figure", alt=setting._("The steps to scale: %(steps)s", steps=words), box=(SIDE, y, TEXT, 13)):
        for i, length in enumerate(minutes):
            wide = TEXT * length / total
            sheet.rect(x, y, wide, 8, fill=PALE if i % 2 == 0 else WHITE, stroke=PETROL, weight=0.8)
            number, rest = Style("B", 9, 11), Style("R", 8, 11)
            text = f"{length} min"
            if wide > 16:
                both = number.width(str(i + 1)) / MM + 1.6 + rest.width(text) / MM
                left = x + (wide - both) / 2
                left += sheet.text(left, y + 5.1, str(i + 1), number) + 1.6
                sheet.text(left, y + 5.1, text, rest)
            elif wide > 4:
                sheet.text(x + wide / 2, y + 5.1, str(i + 1), number, align="middle")
            stamp = setting.language.clock(start + at) if start is not None else str(at)
            if wide > 8.5:
                sheet.text(x, y + 12.4, stamp, Style("R", 7.5, 10, "#4A525C"))
            x, at = x + wide, at + length


def _step(setting: Setting, flow: Flow, number: int, text: str, minutes: int) -> None:
    width = TEXT - 12 - 22
    tall = max(9.0, height_of(text, STEP, width)) + 5.0

    def draw(sheet: Sheet, y: float) -> None:
        if number > 1:
            sheet.line(SIDE, y, SIDE + TEXT, y, HAIRLINE, HAIR)
        with sheet.group("L", node=sheet.c.held.get(flow)) as steps, sheet.group("LI"), sheet.tag("LBody"):
            if steps is not None:
                sheet.c.held[flow] = steps
            sheet.text(SIDE, y + 7.5, str(number), FIGURE)
            sheet.block(SIDE + 12, y + 2.4, width, text, STEP, tag="")
            sheet.text(SIDE + TEXT, y + 6.6, setting.language.minutes(minutes), MINUTES, align="right")

    flow.block(tall, draw)


def _boxes(flow: Flow, boxes: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Columns with a bar, a heading and short paragraphs."""
    if not boxes:
        return
    width = (TEXT - 6.0 * (len(boxes) - 1)) / len(boxes)

    def tall(texts: Sequence[str]) -> float:
        return sum(height_of(text, CELL, width - 1) + 1.4 for text in texts)

    height = 9.5 + max(tall(texts) for _title, texts in boxes)

    def draw(sheet: Sheet, y: float) -> None:
        for i, (title, texts) in enumerate(boxes):
            x = SIDE + i * (width + 6.0)
            top = section(sheet, x, y, width, title) + 0.6
            for text in texts:
                top += sheet.block(x, top, width - 1, text[:1].upper() + text[1:], CELL) + 1.4

    flow.block(min(height, BOTTOM - 24), draw)


def hosts(setting: Setting) -> list[Part]:
    """One page about hosting a table: before, during, after, what to do when it gets stuck, and when it is time."""
    _ = setting._
    head = Masthead(
        _("For you who host a table"),
        _("You keep the table together, so that everybody is heard and the group is done in time. You need not know the subject."),
        [(_("Workshop"), setting.workshop.title), (_("Day"), setting.when()), (_("Led by"), setting.workshop.leads)],
    )
    flow = Flow()
    _boxes(
        flow,
        [
            (_("Before"), [_("Read the instruction once."), _("Put out sheets and pens."), _("Welcome everybody by name.")]),
            (
                _("Meanwhile"),
                [
                    _("Say the time that is left, twice."),
                    _("Begin with a minute of silent writing."),
                    _("Write so that somebody else can read it."),
                ],
            ),
            (
                _("After"),
                [
                    _("Read the result aloud to the table."),
                    _("Take a photo of the sheet."),
                    _("Hand everything in, with the table's number on it."),
                ],
            ),
        ],
    )
    flow.gap(8)
    table = FlowTable((Column(_("When it gets stuck"), 62), Column(_("Try this"), TEXT - 62)))
    stuck = [
        (_("One person talks all the time"), _("Thank, and ask somebody who has been quiet: what do you see from where you stand?")),
        (_("Nobody says anything"), _("Let everybody write for two minutes, then read out one each.")),
        (_("You end up in details"), _("Write the detail on a note of its own and put it aside. Go on.")),
        (_("Somebody says it cannot be done"), _("Ask what would have to be true for it to work, and write that down.")),
        (_("Time is running out"), _("Choose the most important half and finish it. Say what you skipped.")),
    ]
    flow.table(table, [Row(([Text(a, CELL_STRONG)], [Text(b, CELL)]), header=True) for a, b in stuck])
    slots = [
        slot for slot in setting.workshop.slots if setting.workshop.method(slot.block.method) is not None or slot.block.type == "group"
    ]
    if slots:
        flow.gap(9)
        flow.text(SIDE, TEXT, _("This is when your table works"), H3.with_(size=12, leading=15), tag="H2", keep=True)
        flow.block(1.5, lambda sheet, y: None, keep=True)
        times = FlowTable((Column(_("Time"), 30), Column(_("Block"), 84), Column(_("Sheets"), TEXT - 114)))
        flow.table(times, [_work(setting, slot) for slot in slots])
    content = [setting.workshop.title, [(s.start, s.end, s.block.title) for s in slots]]
    return [document(setting, "hosts", _(HOSTS), head, flow, content, audience="host")]


def _work(setting: Setting, slot: Slot) -> Row:
    method = setting.workshop.method(slot.block.method)
    sheets = ", ".join(h.title.of(setting.code) for h in method.handouts) if method else ""
    return Row(([Text(setting.language.span(slot.start, slot.end), CELL_STRONG)], [Text(slot.block.title, CELL)], [Text(sheets, SMALL)]))
