"""Paper for the door and the table: attendance list, name badges, table tents, table signs."""

from __future__ import annotations

from verkstad.documents.flow import Cell, Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.job import PersonLine
from verkstad.documents.marks import cut_marks, unit_mark
from verkstad.documents.paper import Sheet
from verkstad.documents.parts import A4, A4_WIDE, SIDE, TEXT, Page, Part, Place, Setting
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import (
    BAR,
    CELL,
    FAINT,
    HAIR,
    HAIRLINE,
    INK,
    LABEL,
    PETROL,
    RULE,
    SECOND,
    SMALL,
    THIN,
    WRITING,
    Style,
)
from verkstad.i18n import N_

ATTENDANCE = N_("Attendance list")
BADGES = N_("Name badges")
TENTS = N_("Table tents")
TABLES = N_("Table signs")
NAME = Style("S", 10.5, 13)
BADGE = (90.0, 55.0)  # mm, a usual holder
BADGE_GRID = (2, 5)
PARTS = {"lead": N_("leads"), "host": N_("table host"), "decider": N_("decision-maker")}


def shown(setting: Setting, person: PersonLine) -> str:
    """What somebody is called on this paper: the name, or with roles only (or no name) the role, or the unit."""
    if setting.job.names and person.name:
        return person.name
    return person.role or person.unit or setting._("Participant")


def listed(setting: Setting) -> list[PersonLine]:
    """Those who are coming: in the order of names, as they come, or with roles only by what the paper calls them."""
    if setting.job.names:
        return list(setting.workshop.coming)
    return sorted(setting.workshop.coming, key=lambda p: (setting.language.sort_key(shown(setting, p)), p.id))


def unit_index(setting: Setting, person: PersonLine) -> int | None:
    names = [u.name for u in setting.workshop.units]
    return names.index(person.unit) if person.unit in names else None


def attendance(setting: Setting) -> list[Part]:
    """One line a person, a box for each day she is there, a dash for the others; empty lines for those nobody expected."""
    _, language = setting._, setting.language
    paper = setting.workshop
    people = listed(setting)
    dated = [d.day.id for d in paper.days if d.slots or d.day.date]
    days = min(9, max(1, len(dated)))
    unsure = sum(1 for p in people if p.answer == "invited")
    said = language.ngettext("%(n)d person on the list", "%(n)d people on the list", len(people))
    if unsure:
        said += ", " + language.ngettext("%(n)d of them has not answered", "%(n)d of them have not answered", unsure)
    said += "."
    if any(p.on in dated for p in people) and days > 1:
        said += " " + _("A dash stands for a day when somebody is not there.")
    head = Masthead(_(ATTENDANCE), said, [(_("Workshop"), paper.title), (_("Day"), setting.when()), (_("Place"), paper.place)])
    ticks = 9.0 * days + 5
    roles = days < 4  # a week of boxes leaves no room for them
    wide = (66.0, 52.0) if roles else ((TEXT - ticks) * 0.56, (TEXT - ticks) * 0.44)
    table = FlowTable(
        (
            Column(_("Here") if days == 1 else _("Day 1, 2 …"), ticks),
            Column(_("Name") if setting.job.names else _("Role"), wide[0]),
            Column(_("Unit"), wide[1]),
            *((Column(_("Role") if setting.job.names else "", TEXT - ticks - sum(wide)),) if roles else ()),
        ),
        above=1.6,
        below=1.7,
    )
    box = _("Box to tick when the person is here")

    def boxes(on: str = "") -> Drawn:
        there = tuple(on not in dated or day == on for day in dated[:days]) or (True,)
        return Drawn(4.4, lambda sheet, x, y, w: _boxes(sheet, x, y, there), alt=box)

    def marked(person: PersonLine) -> Drawn:
        index = unit_index(setting, person)
        return Drawn(0.0, lambda sheet, x, y, w: unit_mark(sheet, x + 1.4, y + 2.3, index) if index is not None else None)

    rows = []
    for person in people:
        note = ", ".join(filter(None, [person.role if setting.job.names else "", _(PARTS[person.part]) if person.part in PARTS else ""]))
        name = shown(setting, person)
        late = "" if person.answer == "yes" else _("not answered")
        cells: tuple[Cell, ...] = (
            [boxes(person.on)],
            [Text(name, NAME), Text(late, SMALL)],
            [marked(person), Text(person.unit, CELL, 0.25, 5)],
            [Text(note, SMALL, 0.25)],
        )
        rows.append(Row(cells[: len(table.columns)]))
    spare = max(4, -(-len(people) // 10))
    empty: tuple[Cell, ...] = ([boxes()], [], [], [])
    rows += [Row(empty[: len(table.columns)], height=9.2) for _n in range(spare)]
    flow = Flow()
    flow.table(table, rows)
    content = [people, days, setting.job.names]
    return [document(setting, "attendance", _(ATTENDANCE), head, flow, content)]


def _boxes(sheet: Sheet, x: float, y: float, there: tuple[bool, ...]) -> None:
    """A box for each day somebody is there, a dash for a day she is not."""
    for i, one in enumerate(there):
        if one:
            sheet.tick_box(x + i * 9, y + 0.2, 4.2)
        else:
            sheet.line(x + i * 9 + 1, y + 2.3, x + i * 9 + 3.2, y + 2.3, THIN, SECOND)


def badges(setting: Setting) -> list[Part]:
    """Ten to a sheet with cut marks, one each in the order of the list, then spares with a line to write on."""
    people: list[PersonLine | None] = list(listed(setting))
    people += [None] * (setting.job.with_spares(len(people)) - len(people) or 2)
    each = BADGE_GRID[0] * BADGE_GRID[1]
    people += [None] * (-len(people) % each)
    left = (210 - BADGE[0] * 2) / 2
    top = (297 - BADGE[1] * 5) / 2
    code = setting.sheet_code("badges", [people, setting.job.names])

    def shared(sheet: Sheet, place: Place) -> None:
        xs = tuple(left + BADGE[0] * i for i in range(3))
        ys = tuple(top + BADGE[1] * i for i in range(6))
        _cuts(sheet, xs, ys)
        for row in range(5):
            for column in range(2):
                _badge_ground(setting, sheet, left + column * BADGE[0], top + row * BADGE[1])

    def page(some: list[PersonLine | None], n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            for i, person in enumerate(some):
                _badge(setting, sheet, left + (i % 2) * BADGE[0], top + (i // 2) * BADGE[1], person, first=n == 0 and i == 0)

        return Page(A4, draw, key="badges", shared=shared)

    pages = tuple(page(people[at : at + each], at) for at in range(0, len(people), each))
    return [Part("badges", setting._(BADGES), pages, code, audience="room", fronts=True, children=_names_on(setting, people, each))]


def _names_on(setting: Setting, people: list[PersonLine | None], each: int) -> tuple[tuple[int, str], ...]:
    """Bookmarks: everybody, at the page her name is on."""
    return tuple((i // each, shown(setting, person)) for i, person in enumerate(people) if person is not None)


def _cuts(sheet: Sheet, xs: tuple[float, ...], ys: tuple[float, ...]) -> None:
    """Cut marks outside the badges, and fine crosses where their corners meet."""
    for x in xs:
        sheet.line(x, 6, x, ys[0] - 1.0, HAIRLINE, RULE)
        sheet.line(x, ys[-1] + 1.0, x, sheet.height - 6, HAIRLINE, RULE)
    for y in ys:
        sheet.line(6, y, xs[0] - 1.5, y, HAIRLINE, RULE)
        sheet.line(xs[-1] + 1.5, y, sheet.width - 6, y, HAIRLINE, RULE)
    for x in xs:
        for y in ys:
            sheet.line(x - 1.2, y, x + 1.2, y, HAIRLINE, FAINT)
            sheet.line(x, y - 1.2, x, y + 1.2, HAIRLINE, FAINT)


def _badge_ground(setting: Setting, sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x, y + 10.6, BADGE[0], 1.0, fill=PETROL)
    style = Style("S", 8, 10, SECOND)
    owner = setting.organisation.name
    room = BADGE[0] - 14
    owner_room = min(room * 0.4, style.width(owner) / (72 / 25.4)) if owner else 0
    _quiet(sheet, x + 7, y + 7.4, setting.workshop.title, style.with_(color=INK), room - owner_room - 3)
    if owner:
        wide = min(style.width(owner) / (72 / 25.4), owner_room)
        _quiet(sheet, x + BADGE[0] - 7 - wide, y + 7.4, owner, style.with_(face="R"), owner_room + 0.5)


def _quiet(sheet: Sheet, x: float, y: float, text: str, style: Style, width: float) -> None:
    from verkstad.documents.paper import MM
    from verkstad.documents.typography import shortened

    sheet.text(x, y, shortened(text, style, width * MM), style)


def _badge(setting: Setting, sheet: Sheet, x: float, y: float, person: PersonLine | None, *, first: bool) -> None:
    room = BADGE[0] - 14
    if person is None:
        sheet.line(x + 7, y + 34, x + BADGE[0] - 7, y + 34, WRITING, RULE)
        sheet.text(x + 7, y + 38.5, setting._("Name"), LABEL, tag="H1" if first else "P")
        sheet.line(x + 7, y + 46.5, x + BADGE[0] - 7, y + 46.5, WRITING, FAINT)
        return
    given, family = _names(setting, person)
    with sheet.tag("H1" if first else "H2"):
        if family:
            sheet.fitted(x + 7, y + 25.5, given, Style("B", 27, 30), room, least=15)
            sheet.fitted(x + 7, y + 33.5, family, Style("R", 16, 18), room, least=9)
        else:
            _two_lines(sheet, x + 7, y + 15.5, given, room)
    from verkstad.documents.sheets.groups import places_of

    index = unit_index(setting, person)
    at = x + 7
    where = places_of(setting, person.id)
    up = 3.4 if where else 0.0
    if index is not None:
        unit_mark(sheet, at + 1.6, y + 42.6 - up, index, 1.5)
        at += 6
    note = person.role if setting.job.names and person.name else ""
    with sheet.tag("P"):
        sheet.fitted(at, y + 43.8 - up, person.unit, Style("S", 10.5, 13), x + BADGE[0] - 7 - at, least=7.5)
        if note:
            sheet.fitted(at, y + 48.2 - up, note, Style("R", 9, 11, SECOND), x + BADGE[0] - 7 - at, least=7.5)
    if where:
        sheet.fitted(x + 7, y + 50.4, "   ".join(where), Style("S", 8.5, 11), room, least=6, tag="P")


def _two_lines(sheet: Sheet, x: float, y: float, text: str, width: float) -> None:
    """A role or a single name, on one large line or two smaller."""
    from verkstad.documents.paper import lines_of

    style = Style("B", 24, 26)
    while style.size > 12 and len(lines_of(text, style, width)) > 2:
        style = style.with_(size=style.size - 1, leading=style.leading - 1)
    sheet.block(x, y, width, text, style, height=20, tag="")


def _names(setting: Setting, person: PersonLine) -> tuple[str, str]:
    if not (setting.job.names and person.name):
        return shown(setting, person), ""
    given, _sep, family = person.name.partition(" ")
    return given, family


def tents(setting: Setting) -> list[Part]:
    """Two to a sheet, each folded in the middle; the name reads from both sides of the table."""
    people: list[PersonLine | None] = list(listed(setting))
    people += [None] * (setting.job.with_spares(len(people)) - len(people) or 2)
    people += [None] * (-len(people) % 2)
    code = setting.sheet_code("tents", [people, setting.job.names])

    def shared(sheet: Sheet, place: Place) -> None:
        cut_marks(sheet, (), (148.5,))
        for y in (74.25, 222.75):
            for x in (6.0, 190.0):
                sheet.line(x, y, x + 14, y, THIN, RULE, dash=(1.5, 2))
        sheet.text(23, 75.2, setting._("fold"), LABEL)
        sheet.text(23, 149.4, setting._("cut"), LABEL)

    def page(some: list[PersonLine | None], n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            for i, person in enumerate(some):
                _tent(setting, sheet, i * 148.5, person, first=n == 0 and i == 0)

        return Page(A4, draw, key="tents", shared=shared)

    pages = tuple(page(people[at : at + 2], at) for at in range(0, len(people), 2))
    return [Part("tents", setting._(TENTS), pages, code, audience="room", fronts=True, children=_names_on(setting, people, 2))]


def _tent(setting: Setting, sheet: Sheet, y: float, person: PersonLine | None, *, first: bool) -> None:
    from verkstad.documents.paper import MM

    _tent_side(setting, sheet, y + 74.25, person, "H1" if first else "H2")
    c = sheet.c
    c.saveState()
    c.translate(sheet.width * MM, sheet.y(y + 74.25) + sheet.height * MM)  # the fold lands on y 0 of the turned page
    c.rotate(180)
    with sheet.c.artifact():
        _tent_side(setting, sheet, 0, person, "")
    c.restoreState()


def _tent_side(setting: Setting, sheet: Sheet, y: float, person: PersonLine | None, tag: str) -> None:
    """One side of a tent: the half whose upper edge (the fold) is at y."""
    room = 210 - 2 * 20
    if person is None:
        sheet.line(20, y + 40, 190, y + 40, THIN, RULE)
        if tag:
            sheet.text(20, y + 46, setting._("Name"), LABEL, tag=tag)
        return
    given, family = _names(setting, person)
    style = Style("B", 54, 56)
    if family:
        sheet.fitted(20, y + 35, given, style, room, least=24, tag=tag)
        sheet.fitted(20, y + 47.5, family, Style("R", 26, 28), room, least=14, tag="P" if tag else "")
    else:
        sheet.fitted(20, y + 38, given, Style("B", 40, 42), room, least=16, tag=tag)
    index = unit_index(setting, person)
    at = 20.0
    if index is not None:
        unit_mark(sheet, at + 2.2, y + 58.4, index, 2.1)
        at += 8
    sheet.fitted(at, y + 60, person.unit, Style("S", 14, 16, SECOND), 190 - at, least=9, tag="P" if tag else "")


def tables(setting: Setting) -> list[Part]:
    """A sign for each table: the number as large as the sheet, or its name; where there are groups one more, to write on."""
    from verkstad.documents.sheets.groups import tables_named

    names = tables_named(setting)
    count = len(names) + 1 if names else setting.job.tables
    code = setting.sheet_code("tables", [count, names] if names else count)

    def page(n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            setting.head(sheet, setting._(TABLES))
            sheet.line(SIDE, 24, sheet.width - SIDE, 24, BAR * 2, INK)
            if names and (n == len(names) or names[n]):
                _named_table(setting, sheet, n, names)
                setting.foot(sheet, place, None, "")
                return
            with sheet.tag("H1" if n == 0 else "H2"):
                wide = sheet.text(SIDE - 2, 160, str(n + 1), Style("X", 420, 420))
                sheet.text(SIDE + wide + 14, 60, setting._("Table"), Style("B", 60, 62))
            sheet.block(
                SIDE + wide + 14, 76, sheet.width - 2 * SIDE - wide - 14, setting.workshop.title, Style("R", 26, 31, SECOND), height=60
            )
            sheet.line(SIDE, 184, sheet.width - SIDE, 184, HAIRLINE, HAIR)
            setting.foot(sheet, place, None, "")

        return Page(A4_WIDE, draw)

    return [Part("tables", setting._(TABLES), tuple(page(n) for n in range(count)), code, audience="room", fronts=True)]


def _named_table(setting: Setting, sheet: Sheet, n: int, names: list[str]) -> None:
    """A table's name across the sheet, or, after the last one, a line to write it on."""
    room = sheet.width - 2 * SIDE
    sheet.text(SIDE, 48, setting._("Table"), Style("B", 40, 42, SECOND), tag="P")
    if n < len(names):
        sheet.fitted(SIDE, 125, names[n], Style("X", 190, 190), room, least=40, tag="H1" if n == 0 else "H2")
    else:
        sheet.line(SIDE, 135, sheet.width - SIDE, 135, WRITING, RULE)
    sheet.block(SIDE, 158, room, setting.workshop.title, Style("R", 26, 31, SECOND), height=24)
    sheet.line(SIDE, 184, sheet.width - SIDE, 184, HAIRLINE, HAIR)
