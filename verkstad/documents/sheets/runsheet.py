"""The facilitator's run sheet: the day true to scale, then block by block what to say, fetch and tick off. The only paper with private notes."""

from __future__ import annotations

import re

from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.marks import measure, paint, pin, swatch
from verkstad.documents.paper import Sheet, height_of
from verkstad.documents.parts import A4, BOTTOM, SIDE, TEXT, TOP, Page, Part, Place, Setting
from verkstad.documents.program import LETTERS, Entry, entries, on_tracks, where
from verkstad.documents.sheets import guide
from verkstad.documents.sheets.masthead import Masthead, section
from verkstad.documents.typography import BODY, CELL, CELL_STRONG, H2, INK, LABEL, PETROL, SECOND, SMALL, WARM, Style
from verkstad.domain.agenda import DayTable, block_minutes, shortest_minutes
from verkstad.domain.fields import Id
from verkstad.domain.material import materials
from verkstad.domain.methods import scaled, timed_lines
from verkstad.i18n import N_
from verkstad.picture.timestrip import KINDS, kind_name, timestrip

TITLE = N_("Run sheet")
CLOCK = Style("B", 11, 13)
LENGTH = Style("R", 8.25, 10.5, SECOND)
NUMBER = Style("B", 9.25, 12, PETROL)
STEP = Style("R", 8.75, 11.5)
NOTE = Style("R", 8.75, 11.25, SECOND)
SAID = Style("I", 8.75, 11.25, INK)  # a note that is words to say
WARNING = Style("S", 8.25, 11, WARM)
INDENT = 5.2  # mm, from the number of a block to its title
SPLIT = 11.0  # mm, from the minutes of a line to its words
LEADS = 17.0  # mm, the column of who leads; the words get it when nobody is named
TO_SAY = re.compile("((?:Säg|Say)[^”“:]{0,40}: [”“].*?”)(?: (?=[A-ZÅÄÖ])|$)")


def lay(setting: Setting) -> list[Part]:
    _ = setting._
    paper = setting.workshop
    head = Masthead(
        paper.title or _("Workshop"),
        paper.purpose,
        [
            (_("Time"), _times(setting)),
            (_("Place"), paper.place),
            (_("Led by"), paper.leads),
            (_("Participants"), str(paper.participants) if paper.participants else ""),
            (_("Call"), paper.contact),
        ],
    )
    flow = Flow()
    all_entries = [entry for day in paper.days for entry in entries(day)]
    numbers: dict[Id, int] = {slot.block.id: i for i, entry in enumerate(all_entries, 1) for slot in entry.slots}
    for index, day in enumerate(paper.days):
        _day(setting, flow, day, index, numbers)
    if not paper.slots:
        flow.text(SIDE, 120, _("The program is empty."), BODY)
    _closing(setting, flow, numbers)
    _prepare(setting, flow)
    drawn = flow.pages(SIDE, head.bottom + 7, TOP, BOTTOM)
    code = setting.sheet_code("runsheet", [paper.title, paper.days, *filter(None, [paper.notes, paper.on_tracks])])

    def page(n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            setting.head(sheet, _("Run sheet for the facilitator"))
            if n == 0:
                head.draw(sheet)
            drawn[n](sheet)
            setting.foot(sheet, place, code, _(TITLE))

        return Page(A4, draw)

    return [Part("runsheet", _(TITLE), tuple(page(n) for n in range(len(drawn))), code, audience="lead")]


def _times(setting: Setting) -> str:
    days = [d for d in setting.workshop.days if d.slots]
    if len(days) == 1:
        return setting.language.span(days[0].start, days[0].end)
    return "\n".join(
        " ".join(filter(None, [setting.language.date(d.day.date, "short") if d.day.date else "", setting.language.span(d.start, d.end)]))
        for d in days[:3]
    )


def _day(setting: Setting, flow: Flow, day: DayTable, index: int, numbers: dict[Id, int]) -> None:
    language, _ = setting.language, setting._
    several = len(setting.workshop.days) > 1
    if several:
        if index:
            flow.gap(10)
        said = [language.date(day.day.date, "long") if day.day.date else _("Day %(n)d", n=index + 1), day.day.title]
        flow.text(SIDE, TEXT, _sentence(" · ".join(filter(None, said))), H2, tag="H2", keep=True)
        flow.block(3, lambda sheet, y: None, keep=True)
    if not day.slots:
        return
    strip = timestrip(day, language, TEXT, measure, numbers=numbers)

    def draw_strip(sheet: Sheet, y: float) -> None:
        _legend(setting, sheet, y + 2.4, day)
        paint(sheet, strip, SIDE, y + 6)
        for i in range(len(day.tracks) if len(day.tracks) > 1 else 0):
            lane = 6.4
            sheet.text(SIDE - 1.2, y + 6 + i * lane + lane / 2 + 1, LETTERS[i % len(LETTERS)], LABEL, align="right")

    flow.block(6 + strip.height + 7, draw_strip, keep=True)
    leads = any(slot.block.lead for slot in day.slots)
    table = FlowTable(
        (
            Column(_("Time"), 16),
            Column(_("Block"), 41),
            Column(_("How to do it"), 68 if leads else 68 + LEADS),
            Column(_("Fetch"), 24),
            *([Column(_("Leads"), LEADS)] if leads else []),
            Column("", 8, "right"),
        ),
        above=1.7,
        below=2.0,
    )
    rows = [_row(setting, day, entry, numbers[entry.slot.block.id], leads=leads) for entry in entries(day)]
    flow.table(table, rows)
    placed = on_tracks(day, setting)
    if placed:
        flow.gap(5)
        flow.text(SIDE, TEXT, _("Who is where"), CELL_STRONG, tag="H3", keep=True)
        for track, names in placed:
            flow.gap(1.4)
            flow.text(SIDE, TEXT, f"{track}: {names}", SMALL)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _legend(setting: Setting, sheet: Sheet, y: float, day: DayTable) -> None:
    x = SIDE
    for kind in [k for k in KINDS if any(s.block.type == k for s in day.slots)]:
        swatch(sheet, x, y, kind)
        x += 5.2
        x += sheet.text(x, y, kind_name(kind, setting.language), Style("R", 7.75, 10, SECOND)) + 5
    text = setting._("ends %(time)s", time=setting.language.clock(day.end))
    style = Style("R", 7.75, 10, SECOND)
    if day.left is not None and day.left:
        over = day.left < 0
        text += " · " + (
            setting._("%(minutes)s over", minutes=setting.language.minutes(-day.left))
            if over
            else setting._("%(minutes)s to spare", minutes=setting.language.minutes(day.left))
        )
        style = style.with_(color=WARM, face="S") if over else style
    sheet.text(SIDE + TEXT, y, text, style, align="right")


def _row(setting: Setting, day: DayTable, entry: Entry, number: int, *, leads: bool) -> Row:
    language, _ = setting.language, setting._
    slot = entry.slot
    block = slot.block
    time: list[Text | Drawn] = [Text(language.clock(slot.start), CLOCK), Text(language.minutes(slot.end - slot.start), LENGTH)]
    if block.fixed_start is not None:
        time.append(Drawn(4.2, lambda sheet, x, y, w: _fixed(setting, sheet, x, y)))
    if slot.gap:
        time.append(Text(_("%(minutes)s free before", minutes=language.minutes(slot.gap)), LENGTH, 0.6))
    if slot.overrun:
        time.append(Text(_("%(minutes)s short of time", minutes=language.minutes(slot.overrun)), WARNING, 0.6))
    what: list[Text | Drawn] = [
        Drawn(0.001, lambda sheet, x, y, w: _number(sheet, x, y, number)),
        Text(block.title or _("Untitled"), CELL_STRONG, indent=INDENT),
        Drawn(5.2, lambda sheet, x, y, w: _kind(setting, sheet, x + INDENT, y, block.type)),
    ]
    what += [Text(text, Style("S", 8.25, 11, INK), 0.4, INDENT) for text in where(entry, day, language)]
    if block.sets and block.sets > 1:
        what.append(Text(_("at %(n)d tables at once", n=block.sets), SMALL, 0.4, INDENT))
    if block.needs_decider:
        what.append(Text(_("needs the decision-maker"), SMALL, 0.4, INDENT))
    if block.purpose and block.instruction.strip():
        what.append(Text(block.purpose, SMALL, 1.2, INDENT))
    material = dict.fromkeys(line.strip() for s in entry.slots for line in s.block.material.splitlines() if line.strip())
    fetch = [Text(line, SMALL.with_(leading=10.75), 0.9 if i else 0.0) for i, line in enumerate(material)]
    named = dict.fromkeys(s.block.lead for s in entry.slots if s.block.lead)
    tick = Drawn(4.2, lambda sheet, x, y, w: sheet.tick_box(x + w - 3.8, y + 0.3), alt=_("Box to tick when the block is done"))
    who = [[Text(lead, SMALL, 0.9 if i else 0.0) for i, lead in enumerate(named)]] if leads else []
    return Row((time, what, _how(setting, entry), fetch, *who, [tick]))


def _how(setting: Setting, entry: Entry) -> list[Text | Drawn]:
    """The words of a block: the steps of its exercise with their minutes, or its own instruction; then the notes that are one's own.

    Advice that comes with an exercise stands on its instruction page; here is only the way to it.
    """
    _, block = setting._, entry.slot.block
    method = setting.workshop.method(block.method)
    lines = [line.strip() for line in block.instruction.splitlines() if line.strip()]
    how: list[Text | Drawn] = []
    steps = [step.text for step in method.steps] if method else []
    if method and lines in ([text.sv for text in steps], [text.en for text in steps]):
        lengths = scaled([step.minutes for step in method.steps], block_minutes(block)).minutes
        timed = tuple(zip(lengths, lines, strict=True))
    else:
        timed = timed_lines("\n".join(lines))
    style = STEP if any(minutes for minutes, _line in timed) else CELL
    for i, (minutes, line) in enumerate(timed):
        if minutes:
            how.append(Drawn(0.6 if i else 0.0, lambda sheet, x, y, w: None))
            how.append(Drawn(0.001, lambda sheet, x, y, w, m=minutes: _minutes(sheet, x, y, m)))  # type: ignore[misc]
            how.append(Text(line, style, indent=SPLIT))
        else:
            how.append(Text(line, style, 0.8 if i else 0.0))
    if not how and block.purpose:
        how.append(Text(block.purpose, CELL))
    known = (
        {text for given in (*method.tips, *method.pitfalls, *(v.text for v in method.variants)) for text in (given.sv, given.en)}
        if method
        else set()
    )
    notes = dict.fromkeys(line.strip() for s in entry.slots for line in s.block.notes.splitlines() if line.strip())
    own = [line for line in notes if line not in known]
    for i, line in enumerate(own):
        space = (1.4 if how else 0.2) if i == 0 else 0.5
        said = TO_SAY.match(line)
        if said:
            how.append(Text(said[1], SAID, space))
            line = line[said.end() :]
        if line:
            how.append(Text(line, NOTE, 0.0 if said else space))
    if method and (method.tips or method.pitfalls):
        how.append(Text(_("Advice: see the instruction %(number)s", number=guide.instruction_code(setting, method).number), LENGTH, 1.0))
    return how


def _minutes(sheet: Sheet, x: float, y: float, minutes: int) -> None:
    sheet.text(x, y + 2.95, f"{minutes} min", LENGTH)


def _number(sheet: Sheet, x: float, y: float, number: int) -> None:
    sheet.text(x, y + 3.25, str(number), NUMBER)


def _kind(setting: Setting, sheet: Sheet, x: float, y: float, kind: str) -> None:
    swatch(sheet, x, y + 3.9, kind)
    sheet.text(x + 5.2, y + 3.9, kind_name(kind, setting.language), SMALL)


def _fixed(setting: Setting, sheet: Sheet, x: float, y: float) -> None:
    pin(sheet, x, y + 3.4)
    sheet.text(x + 2.6, y + 3.4, setting._("fixed"), LENGTH)


def _closing(setting: Setting, flow: Flow, numbers: dict[Id, int]) -> None:
    """The three boxes the day ends with. Empty ones are left out."""
    boxes = [b for b in (_if_late(setting, numbers), _bring(setting), _before_leaving(setting)) if b[1]]
    width = (TEXT - 4.0 * (len(boxes) - 1)) / len(boxes) if boxes else 0
    tall = max((2.8 + height_of(t, Style("S", 10.5, 13), width) + height_of(x, CELL, width - 2) for t, x in boxes), default=0.0)
    if not boxes:
        return
    flow.gap(8)

    def draw(sheet: Sheet, y: float) -> None:
        for i, (title, text) in enumerate(boxes):
            x = SIDE + i * (width + 4.0)
            top = section(sheet, x, y, width, title)
            sheet.block(x, top, width - 2, text, CELL, height=BOTTOM + 3 - top)

    flow.block(min(tall + 2, BOTTOM - TOP), draw)


def _prepare(setting: Setting, flow: Flow) -> None:
    """The leader's own notes of the workshop, a line each; the heading a template gave them is the heading here."""
    _ = setting._
    lines = [line.strip() for line in setting.workshop.notes.splitlines() if line.strip()]
    if lines and lines[0] in (_("Prepare:"), "Förbered:", "Prepare:"):
        lines = lines[1:]
    if not lines:
        return
    flow.gap(8)
    first = height_of(lines[0], CELL, TEXT - 2)

    def heading(sheet: Sheet, y: float) -> None:
        section(sheet, SIDE, y, TEXT, _("Prepare"))

    flow.block(8.0, heading, keep=first < BOTTOM - TOP)
    for line in lines:
        flow.text(SIDE, TEXT - 2, line, CELL, after=0.4)


def _if_late(setting: Setting, numbers: dict[Id, int]) -> tuple[str, str]:
    """Derived from the priorities: what may give and by how much, and what is kept; blocks by their numbers in the list."""
    language, _ = setting.language, setting._
    paper = setting.workshop
    usual = {m.slug: m.shortest for m in paper.methods}
    spare = [(b, block_minutes(b) - shortest_minutes(b, usual.get(b.method))) for b in paper.blocks]
    spare = list({numbers[b.id]: (b, m) for b, m in reversed(spare)}.values())[::-1]  # what runs alike on two tracks is one block here
    give = [(b, m) for b, m in spare if m > 0 and b.priority == "may_give"]
    if not give:
        give = sorted(((b, m) for b, m in spare if m >= 5 and b.priority == "normal" and b.type != "break"), key=lambda x: -x[1])[:2]
    said: list[str] = []
    if give:
        cuts = [_("%(n)d to %(minutes)s", n=numbers[b.id], minutes=language.minutes(block_minutes(b) - m)) for b, m in give[:5]]
        said.append(_("Cut block %(cuts)s.", cuts=language.listing(cuts)))
        if len(give) > 1:
            said.append(_("Together that gives %(minutes)s.", minutes=language.minutes(sum(m for _b, m in give[:5]))))
    keep = [str(numbers[b.id]) for b, _minutes_ in spare if b.priority == "keep"]
    if keep:
        said.append(
            setting.language.ngettext(
                "Leave block %(blocks)s untouched.", "Leave blocks %(blocks)s untouched.", len(keep), blocks=language.listing(keep)
            )
        )
    return _("If time runs over"), " ".join(said)


def _bring(setting: Setting) -> tuple[str, str]:
    language = setting.language
    paper = setting.workshop
    things = materials(paper.blocks, paper.participants, setting.job.tables)
    named = [f"{_lower(m.name)} ({language.number(m.count)})" if m.count else _lower(m.name) for m in things]
    text = _sentence(", ".join(named[:14]))
    if len(named) > 14:
        text += setting._(" and %(n)d more: see the packing list", n=len(named) - 14)
    return setting._("Bring"), text + "." if text else ""


def _lower(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _before_leaving(setting: Setting) -> tuple[str, str]:
    _ = setting._
    said = [_("Photograph the walls. Count the sheets and cards."), _("Every action has a name and a day.")]
    wanted = [text.strip().rstrip(".") for text in setting.workshop.outcomes if text.strip()]
    if wanted:
        said.append(_("Did we reach it: %(outcomes)s?", outcomes=setting.language.listing(map(_lower, wanted[:3]))))
    return _("Before you leave"), " ".join(said)


__all__ = ["TITLE", "lay"]
