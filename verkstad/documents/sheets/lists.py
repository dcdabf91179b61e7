"""Lists and letters in A4: invitation, packing list, action list."""

from __future__ import annotations

from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.paper import Sheet, height_of
from verkstad.documents.parts import BOTTOM, SIDE, TEXT, Part, Setting
from verkstad.documents.program import entries
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import BODY, CELL, CELL_STRONG, H3, PETROL, SECOND, SMALL, Style
from verkstad.domain.material import materials
from verkstad.i18n import N_

INVITATION = N_("Invitation")
PACKING = N_("Packing list")
ACTIONS = N_("Action list")
BEARINGS = {
    "opportunity": N_("possibility"),
    "requirement": N_("requirement"),
    "stop": N_("stop doing"),
}
"""What is said of an action that is more than something to do or try out."""
STATES = {"open": "", "doing": N_("under way"), "done": N_("done"), "dropped": N_("dropped")}
LETTER = Style("R", 11, 15.5)


def invitation(setting: Setting) -> list[Part]:
    """A letter of one page: why, when, where, what to prepare, and by when to answer."""
    _, language = setting._, setting.language
    paper = setting.workshop
    days = [d for d in paper.days if d.day.date]
    when = "\n".join(f"{language.date(d.day.date or '', 'weekday').capitalize()}\n{language.span(d.start, d.end)}" for d in days[:3])
    facts = [(_("When"), when), (_("Where"), paper.place), (_("Led by"), paper.leads), (_("Call"), paper.contact)]
    head = Masthead(_("Welcome to %(title)s", title=paper.title or _("the workshop")), paper.purpose, facts)
    flow = Flow()
    for paragraph in filter(None, map(str.strip, paper.invitation.split("\n"))):
        flow.text(SIDE, 150, paragraph, LETTER, after=2.5)
    _reached(setting, flow)
    _program(setting, flow)
    if paper.before:
        _said(flow, _("Before the day"), paper.before)
    if paper.reply_by:
        _said(
            flow,
            _("Answer by %(day)s", day=language.date(paper.reply_by, "weekday")),
            _("Say whether you can come, and what we should know about food and access."),
        )
    content = [paper.title, paper.invitation, paper.purpose, paper.days, paper.before, paper.reply_by]
    return [document(setting, "invitation", _(INVITATION), head, flow, content, audience="participant", gap=12)]


def _said(flow: Flow, title: str, text: str, width: float = 150) -> None:
    flow.gap(7)
    flow.text(SIDE, TEXT, title, H3.with_(size=12, leading=15), tag="H2", keep=True)
    flow.block(1.0, lambda sheet, y: None, keep=True)
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        flow.text(SIDE, width, paragraph, LETTER, after=1.5)


def _reached(setting: Setting, flow: Flow) -> None:
    outcomes = [text for text in setting.workshop.outcomes if text.strip()]
    if not outcomes:
        return
    flow.gap(7)
    heights = [height_of(text, LETTER, 144) + 1.2 for text in outcomes]

    def draw(sheet: Sheet, y: float) -> None:
        sheet.block(SIDE, y, TEXT, setting._("When we part we have"), H3.with_(size=12, leading=15), tag="H2")
        y += 6.6
        with sheet.group("L"):
            for text, tall in zip(outcomes, heights, strict=True):
                with sheet.group("LI"), sheet.tag("LBody"):
                    sheet.rect(SIDE, y + 1.9, 1.8, 1.8, fill=PETROL)
                    sheet.block(SIDE + 5, y, 144, text, LETTER, tag="")
                y += tall

    flow.block(6.6 + sum(heights), draw)


def _program(setting: Setting, flow: Flow) -> None:
    """The program as short as a letter bears: times and titles."""
    _, language = setting._, setting.language
    days = [d for d in setting.workshop.days if d.slots]
    if not days:
        return
    flow.gap(8)
    flow.text(
        SIDE, TEXT, _("The day in short") if len(days) == 1 else _("The days in short"), H3.with_(size=12, leading=15), tag="H2", keep=True
    )
    flow.block(2.0, lambda sheet, y: None, keep=True)
    many = sum(len(entries(day)) for day in days) > 10
    table = FlowTable((Column(_("Time"), 26), Column(_("Program"), TEXT - 26)), above=0.6 if many else 1.1, below=0.8 if many else 1.3)
    rows: list[Row] = []
    for index, day in enumerate(days):
        if len(days) > 1:
            text = language.date(day.day.date, "weekday") if day.day.date else _("Day %(n)d", n=index + 1)
            rows.append(Row(([Text(text[:1].upper() + text[1:], CELL_STRONG, 1.0)],), band=True))
        for slot in (entry.slot for entry in entries(day)):
            style = CELL if slot.block.type != "break" else CELL.with_(color=SECOND)
            rows.append(Row(([Text(language.clock(slot.start), CELL_STRONG)], [Text(slot.block.title or _("Untitled"), style)])))
        rows.append(Row(([Text(language.clock(day.end), CELL_STRONG)], [Text(_("We finish"), CELL.with_(color=SECOND))])))
    flow.table(table, rows)


def packing(setting: Setting, printed: tuple[tuple[str, int], ...] = ()) -> list[Part]:
    """Everything the program names, counted; what is printed; room for one's own. A box when packed, a box when it is back."""
    _, language = setting._, setting.language
    paper = setting.workshop
    times = {slot.block.id: language.clock(slot.start) for slot in paper.slots}
    things = materials(paper.blocks, paper.participants, setting.job.tables)
    lead = _("For %(people)s at %(tables)s.", people=language.ngettext("%(n)d participant", "%(n)d participants", paper.participants),
             tables=language.ngettext("%(n)d table", "%(n)d tables", setting.job.tables))  # fmt: skip
    head = Masthead(_(PACKING), lead, [(_("Workshop"), paper.title), (_("Day"), setting.when()), (_("Place"), paper.place)])
    table = FlowTable(
        (
            Column(_("Packed"), 16),
            Column(_("What"), 80),
            Column(_("Count"), 20, "right"),
            Column("", 5),
            Column(_("Used"), 39),
            Column(_("Back"), 14, "right"),
        ),
        above=1.5,
        below=1.6,
    )
    packed = _("Box to tick when it is packed")
    back = _("Box to tick when it is back")

    def row(name: str, count: str, used: str) -> Row:
        return Row(
            (
                [Drawn(4.2, lambda sheet, x, y, w: sheet.tick_box(x, y + 0.1, 4.0), alt=packed)],
                [Text(name, Style("S", 10, 12.5))],
                [Text(count, Style("R", 10, 12.5))],
                [],
                [Text(used, SMALL, 0.3)],
                [Drawn(4.2, lambda sheet, x, y, w: sheet.tick_box(x + w - 4.0, y + 0.1, 4.0), alt=back)],
            ),
            height=8.2,
        )

    flow = Flow()
    used = {m.name.casefold(): ", ".join(dict.fromkeys(times[b] for b in m.blocks if b in times)) for m in things}
    pieces: dict[str, int] = {}
    for title, count in printed:
        pieces[title] = pieces.get(title, 0) + count
    paper_names = {title.casefold() for title in pieces}
    rows = [
        row(m.name, language.number(m.count) if m.count else "", used[m.name.casefold()])
        for m in things
        if m.name.casefold() not in paper_names  # what the pack holds stands once, under what is printed
    ]
    if pieces:
        rows.append(Row(([Text(_("Printed"), CELL_STRONG, 2.5)],), band=True))
        for title, count in pieces.items():
            rows.append(row(title, language.number(count), ", ".join(filter(None, [used.get(title.casefold()), _("in the pack")]))))
    rows.append(Row(([Text(_("And also"), CELL_STRONG, 2.5)],), band=True))
    usual = [
        _("Projector cable and adapter"),
        _("Extension lead"),
        _("Tape that lets go of the wall"),
        _("Marker pens that work"),
        _("Clock that everybody sees"),
    ]
    have = {m.name.casefold() for m in things}
    rows += [row(name, "", "") for name in usual if name.casefold() not in have]
    rows += [row("", "", "") for _n in range(4)]
    flow.table(table, rows)
    content = [[(m.name, m.count) for m in things], printed]
    return [document(setting, "packing", _(PACKING), head, flow, content)]


def actions(setting: Setting) -> list[Part]:
    """What, who, when; with empty lines for what is decided in the room."""
    _, language = setting._, setting.language
    paper = setting.workshop
    open_ = [a for a in paper.actions if a.status in ("open", "doing")]
    closed = [a for a in paper.actions if a.status not in ("open", "doing")]
    said = (
        language.ngettext("%(n)d action to carry out", "%(n)d actions to carry out", len(open_)) + "."
        if open_
        else _("What is decided in the room is written here: what, who and when.")
    )
    head = Masthead(_(ACTIONS), said, [(_("Workshop"), paper.title), (_("Day"), setting.when())])
    table = FlowTable(
        (Column("", 8), Column(_("What"), 90), Column(_("Who"), 38), Column(_("When"), 26), Column(_("Done"), 12, "right")),
        above=2.0,
        below=2.4,
    )
    box = _("Box to tick when it is done")
    rows = []
    for n, action in enumerate([*open_, *closed], 1):
        note = " · ".join(
            filter(
                None,
                [
                    _(BEARINGS[action.bearing]) if action.bearing in BEARINGS else "",
                    _(STATES[action.status]) if STATES.get(action.status) else "",
                ],
            )
        )
        due = language.date(action.due, "short", today=setting.job.printed or None) if action.due else ""
        rows.append(
            Row(
                (
                    [Text(str(n), Style("B", 9.25, 12, PETROL))],
                    [Text(action.what, BODY.with_(size=10)), Text(note, SMALL, 0.4)],
                    [Text(_owner(setting, action.owner), CELL)],
                    [Text(due, CELL)],
                    [Drawn(4.2, lambda sheet, x, y, w: sheet.tick_box(x + w - 4.0, y, 4.0), alt=box)],
                ),
                height=11,
            )
        )
    tick = Drawn(4.2, lambda sheet, x, y, w: sheet.tick_box(x + w - 4.0, y, 4.0), alt=box)
    left = BOTTOM - head.bottom - 9 - table.head - sum(table.height(row) for row in rows)
    blank = max(4, int(left / 13))  # the rest of the page is for what is decided in the room
    rows += [Row(([], [], [], [], [tick]), height=13) for _n in range(blank)]
    flow = Flow()
    flow.table(table, rows)

    return [document(setting, "actions", _(ACTIONS), head, flow, [paper.actions], audience="participant", feedback=True)]


def _owner(setting: Setting, owner: str) -> str:
    """Who does it: the name, or with roles only the role of whoever has that name."""
    if setting.job.names:
        return owner
    person = next((p for p in setting.workshop.people if p.name == owner), None)
    return person.role or person.unit if person is not None else owner
