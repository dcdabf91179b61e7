"""Who sits where: a list of the groups for each round, to hang up, and a list of everybody with her tables, for the door."""

from __future__ import annotations

from verkstad.documents.flow import Column, Flow, FlowTable, Row, Text
from verkstad.documents.job import GroupingPaper, GroupPaper, RoundPaper
from verkstad.documents.paper import MM, Sheet
from verkstad.documents.parts import SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.sheets.people import NAME, listed, shown
from verkstad.documents.typography import BAR, CELL, CELL_STRONG, FAINT, INK, SMALL, WRITING, Style
from verkstad.i18n import N_
from verkstad.wording import choice_name
from verkstad.wording_groups import round_name, sizes, table_name

LISTS = N_("Group lists")
PLACES = N_("Where everybody sits")
TABLE = Style("B", 15, 18)
WHO = Style("R", 12.5, 16)
LINE, HEAD, GAP = 6.6, 9.6, 7.0  # mm: a name, the heading of a group, between groups
COLUMN = (TEXT - 8) / 2
BLANK_LINES = 6


def table_of(setting: Setting, grouping: GroupingPaper, number: int) -> str:
    name = grouping.tables[number] if number < len(grouping.tables) else ""
    return table_name(name, number, setting.language)


def lists(setting: Setting) -> list[Part]:
    """A part for each round; without groups one to fill in by hand. Every group has an empty line for whoever comes unexpected."""
    groupings = setting.workshop.groupings
    if not any(r.groups for g in groupings for r in g.rounds):
        empty = tuple(GroupPaper(()) for _n in range(max(2, setting.job.tables)))
        return [_round(setting, GroupingPaper("", rounds=()), RoundPaper(groups=empty), 0, 1)]
    return [
        _round(setting, grouping, round, at, len(grouping.rounds))
        for grouping in groupings
        for at, round in enumerate(grouping.rounds)
        if round.groups
    ]


def _round(setting: Setting, grouping: GroupingPaper, round: RoundPaper, at: int, rounds: int) -> Part:
    _, language = setting._, setting.language
    name = round_name(round.title, at, language)
    title = name if rounds > 1 or not round.block else round.block
    lead = sizes([len(g.people) for g in round.groups], language) if any(g.people for g in round.groups) else ""
    facts = [
        (_("Workshop"), setting.workshop.title), (_("Day"), setting.when()), (_("Time"), language.clock(round.start) if round.start is not None else ""),
        (_("Block"), round.block if title != round.block else ""), (_("Groups"), grouping.title),
    ]  # fmt: skip
    head = Masthead(title, f"{lead}." if lead else "", facts)
    people = {p.id: p for p in setting.workshop.people}
    decider = choice_name("participation", "part", "decider", language)
    aside = SMALL.width(decider) / MM + 6.0
    flow = Flow()
    for left in range(0, len(round.groups), 2):
        pair = round.groups[left : left + 2]
        told = [[(shown(setting, people[id]), people[id].part == "decider") for id in group.people if id in people] for group in pair]
        for names in told:
            names.sort(key=lambda named: language.sort_key(named[0]))
        blank = BLANK_LINES if not any(told) else 1
        tall = HEAD + max(len(names) for names in told) * LINE + blank * LINE + GAP

        def draw(sheet: Sheet, y: float, left: int = left, told: list[list[tuple[str, bool]]] = told, blank: int = blank) -> None:
            for column, names in enumerate(told):
                x = SIDE + column * (COLUMN + 8)
                sheet.line(x, y, x + COLUMN, y, BAR, INK)
                sheet.fitted(x, y + 7.0, table_of(setting, grouping, left + column), TABLE, COLUMN, least=9, tag="H2")
                at = y + HEAD
                with sheet.group("L"):
                    for who, decides in names:
                        with sheet.group("LI"), sheet.tag("LBody"):
                            sheet.fitted(x, at + 4.6, who, WHO, COLUMN - (aside if decides else 0), least=8)
                            if decides:
                                sheet.text(x + COLUMN, at + 4.6, decider, SMALL, align="right")
                        if decides:
                            _flag(sheet, x + COLUMN - aside + 2.2, at + 4.6)
                        at += LINE
                for _n in range(blank):
                    sheet.line(x, at + 5.4, x + COLUMN, at + 5.4, WRITING, FAINT)
                    at += LINE

        flow.block(tall, draw)
    content = [grouping.id, at, round, setting.job.names]
    return document(setting, "groups", f"{_(LISTS)}: {title}" if title else _(LISTS), head, flow, content, kind=_(LISTS), audience="room")


def _flag(sheet: Sheet, x: float, y: float) -> None:
    """The flag of whoever decides, on a baseline: as on the screen, and told from a name without it in grey too."""
    sheet.line(x, y - 3.2, x, y + 0.2, 0.8, INK)
    sheet.polygon([(x, y - 3.2), (x + 2.4, y - 2.3), (x, y - 1.4)], fill=INK)


def places(setting: Setting) -> list[Part]:
    """Everybody by the alphabet with the table of each round; empty lines for the unexpected, as the page has room. A part for each grouping."""
    made = []
    for grouping in setting.workshop.groupings:
        if any(r.groups for r in grouping.rounds):
            made.append(_places(setting, grouping))
    return made or [_places(setting, GroupingPaper("", rounds=(RoundPaper(),)))]


def _places(setting: Setting, grouping: GroupingPaper) -> Part:
    _, language = setting._, setting.language
    rounds = [r for r in grouping.rounds if r.groups] or [RoundPaper()]
    number = {r: at for at, r in enumerate(grouping.rounds)}
    seats = [{p: g for g, group in enumerate(r.groups) for p in group.people} for r in rounds]
    wide = min(34.0, 112.0 / len(rounds))
    unit = 34.0 if len(rounds) < 4 else 0.0
    columns = [Column(_("Name") if setting.job.names else _("Role"), TEXT - unit - wide * len(rounds))]
    if unit:
        columns.append(Column(_("Unit"), unit))
    columns += [Column(round_name(r.title, number.get(r, 0), language), wide) for r in rounds]
    rows = []
    for person in listed(setting):
        if person.part == "lead" and not any(person.id in s for s in seats):
            continue
        where = [[Text(table_of(setting, grouping, s[person.id]), CELL_STRONG)] if person.id in s else [Text("–", CELL)] for s in seats]
        cells = [[Text(shown(setting, person), NAME)], *([[Text(person.unit, SMALL, 0.4)]] if unit else []), *where]
        rows.append(Row(tuple(cells), header=True))
    rows += [Row(tuple([] for _c in columns), height=8.4, spare=True) for _n in range(max(4, -(-len(rows) // 10)))]
    lead = (
        _("Find your name, and the table you sit at in each round.") if len(rounds) > 1 else _("Find your name, and the table you sit at.")
    )
    facts = [(_("Workshop"), setting.workshop.title), (_("Day"), setting.when()), (_("Groups"), grouping.title)]
    times = [
        f"{round_name(r.title, number.get(r, 0), language)}: {' '.join(x for x in (language.clock(r.start), r.block) if x)}"
        for r in rounds if r.start is not None
    ]  # fmt: skip
    flow = Flow()
    for line in times:
        flow.text(SIDE, TEXT, line, SMALL)
    if times:
        flow.gap(4)
    flow.table(FlowTable(tuple(columns), above=1.2, below=1.4), rows)
    content = [grouping, setting.job.names]
    return document(setting, "group_places", _(PLACES), Masthead(_(PLACES), lead, facts), flow, content, audience="room")


def places_of(setting: Setting, person: str) -> list[str]:
    """The tables of somebody, round by round, as a badge tells them: "1: Asken". Of the first groups alone when there are several."""
    grouping = next((g for g in setting.workshop.groupings if any(r.groups for r in g.rounds)), None)
    if grouping is None:
        return []
    rounds = [r for r in grouping.rounds if r.groups]
    found = []
    for at, round in enumerate(rounds):
        group = next((n for n, g in enumerate(round.groups) if person in g.people), None)
        if group is not None:
            where = table_of(setting, grouping, group)
            found.append(f"{at + 1}: {where}" if len(rounds) > 1 else where)
    return found


def tables_named(setting: Setting) -> list[str]:
    """What stands on the signs when there are groups: a name, or "" for one that goes by its number. Empty without groups."""
    grouping = next((g for g in setting.workshop.groupings if any(r.groups for r in g.rounds)), None)
    if grouping is None:
        return []
    count = max(len(r.groups) for r in grouping.rounds)
    return [grouping.tables[n] if n < len(grouping.tables) else "" for n in range(count)]
