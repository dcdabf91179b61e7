"""The handout pack: all a workshop needs, counted from its people and tables, in the order it is handed out; and the page that says what is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verkstad import wording
from verkstad.documents.flow import Column, Flow, FlowTable, Row, Text
from verkstad.documents.parts import A3, A3_WIDE, TEXT, Part, Setting
from verkstad.documents.program import Entry, entries
from verkstad.documents.sheets import (
    agenda,
    evaluation,
    goals,
    groups,
    guide,
    handouts,
    initiative_page,
    insights,
    lists,
    loop_sheet,
    mandate_map,
    mandate_questions,
    module_cards,
    people,
    pilot_card,
    pilot_story,
    posters,
    runsheet,
    slicing,
    team_sheet,
    work,
)
from verkstad.documents.sheets.masthead import Masthead, document
from verkstad.documents.typography import CELL, CELL_STRONG, PETROL, SMALL, Style
from verkstad.domain.methods import Handout, Method
from verkstad.i18n import N_

TITLE = N_("Handout pack")
AUDIENCES = {
    "lead": N_("For you who lead"),
    "host": N_("For the table hosts"),
    "room": N_("For the door and the tables"),
    "participant": N_("For everybody"),
}


BROUGHT: dict[str, Callable[[Setting], list[Part]]] = {
    "initiative_page": initiative_page.lay,
    "goals": goals.lay,
    "module_wall": slicing.lay_modules,
    "module_cards": module_cards.lay,
    "team_sheet": team_sheet.lay,
    "mandate_map": mandate_map.lay,
    "mandate_questions": mandate_questions.lay,
    "pilot_card": pilot_card.lay,
    "loop_sheet": loop_sheet.lay,
    "pilot_story": pilot_story.lay,
    "insight_board": insights.board,
    "insight_cards": insights.cards,
    "risk_review": work.risk_review,
}
"""Sheets of the initiative by the names that `Method.brings` uses."""
FOR_THE_WALL = ("module_wall", "mandate_map", "insight_board")


def lay(setting: Setting) -> list[Part]:
    """Every part with its number of copies, the contents first. A workshop nobody is expected at gets one of each."""
    job, paper = setting.job, setting.workshop
    wanted = job.with_spares(paper.participants)
    everybody = job.with_spares(max(paper.participants, len(paper.coming)))
    leads = max(1, sum(1 for p in paper.coming if p.part == "lead"))
    exercises = _exercises(setting)
    printed = tuple((part.title, part.copies * (len(part.pages) * part.cards if part.cards else 1)) for part in exercises)
    parts = [*_times(runsheet.lay(setting), leads), *people.attendance(setting), *lists.packing(setting, printed)]
    if paper.used_methods():
        parts += _times(guide.hosts(setting), job.tables)
        sets: dict[str, int] = {}
        for entry, method in _uses(setting):
            sets[method.slug] = max(sets.get(method.slug, 1), _sets(setting, entry, method))
        parts += [replace(guide.instruction(setting, method), copies=sets[method.slug]) for method in paper.used_methods()]
    if any(r.groups for g in paper.groupings for r in g.rounds):
        parts += [*groups.lists(setting), *groups.places(setting)]
    parts += [*people.badges(setting), *people.tables(setting), *posters.door(setting), *posters.wall(setting)]
    parts += _times(agenda.lay(setting), max(1, everybody))
    parts += exercises
    parts += _of_the_change(setting)
    parts += _times(lists.actions(setting), job.tables)
    parts += evaluation.lay(setting, cards=wanted)
    parts = [replace(p, copies=job.copies.get(p.sheet, p.copies)) for p in parts]
    parts = [p for p in parts if p.copies > 0]
    first = _contents(setting, parts)
    return [_contents(setting, parts, (first,)), *parts]


def _times(parts: list[Part], copies: int) -> list[Part]:
    return [replace(part, copies=copies) for part in parts]


def _sets(setting: Setting, entry: Entry, method: Method) -> int:
    """At how many tables a line of the program runs its exercise: what the blocks say, else as many as the people need, track by track."""
    people_ = -(-setting.workshop.participants // len(entry.slots))
    return sum(slot.block.sets or method.sets_for(people_) for slot in entry.slots)


def _uses(setting: Setting) -> list[tuple[Entry, Method]]:
    found = []
    for day in setting.workshop.days:
        for entry in entries(day):
            method = setting.workshop.method(entry.slot.block.method)
            if method is not None:
                found.append((entry, method))
    return found


def _exercises(setting: Setting) -> list[Part]:
    """Sheets and cards in the order of the program; the cards of an exercise that comes back go on from the last number."""
    parts: list[Part] = []
    used: dict[str, int] = {}
    for entry, method in _uses(setting):
        for handout in method.handouts:
            count = handout_count(setting, entry, method, handout)
            cards = count if handout.per_sheet > 1 else 0
            first = used.get(handout.slug, 0) + 1
            note = f"{setting.language.clock(entry.slot.start)} {entry.slot.block.title}"
            for part in handouts.lay_handout(setting, method, handout, cards=cards, first_card=first):
                parts.append(replace(part, note=note, copies=1 if cards else max(1, count)))
            used[handout.slug] = used.get(handout.slug, 0) + -(-cards // handout.per_sheet) * handout.per_sheet
    return parts


def _of_the_change(setting: Setting) -> list[Part]:
    """What the exercises bring from the initiative, each once, where there is something to show: one for each table."""
    change = setting.initiative
    if change is None:
        return []
    there = {
        "initiative_page": True,
        "goals": bool(change.goals),
        **dict.fromkeys(("module_wall", "module_cards", "mandate_questions"), bool(change.modules)),
        "team_sheet": bool(change.teams),
        "mandate_map": bool(change.positions),
        **dict.fromkeys(("pilot_card", "loop_sheet", "pilot_story"), bool(change.pilots)),
        **dict.fromkeys(("insight_board", "insight_cards"), bool(change.work.insights)),
        "risk_review": bool(change.work.risks),
    }
    wanted = dict.fromkeys(name for method in setting.workshop.used_methods() for name in method.brings)
    parts: list[Part] = []
    for name in wanted:
        if there[name]:
            parts += _times(BROUGHT[name](setting), 1 if name in (*FOR_THE_WALL, "insight_cards") else setting.job.tables)
    return [replace(part, note=setting._("From the initiative")) for part in parts]


def handout_count(setting: Setting, entry: Entry, method: Method, handout: Handout) -> int:
    """How many of a handout a line of the program needs (cards: pieces, not sheets)."""
    job = setting.job
    said = job.copies.get(handout.slug)
    if said is not None:
        return said
    people_ = setting.workshop.participants
    sets = _sets(setting, entry, method)
    each, times = handout.each
    if each == "person":
        return max(1, job.with_spares(people_ * times))
    return max(1, (sets if each == "set" else max(sets, job.tables)) * times)


def _contents(setting: Setting, parts: list[Part], own: tuple[Part, ...] = ()) -> Part:
    """What is in the pack, for whom, how many, and on which paper. `own` is this page itself, laid out once to be counted too."""
    _, language = setting._, setting.language
    paper = setting.workshop
    lead = _(
        "%(people)s at %(tables)s. Sorted the way it is handed out; begin at the top.",
        people=language.ngettext("%(n)d participant", "%(n)d participants", paper.participants),
        tables=language.ngettext("%(n)d table", "%(n)d tables", setting.job.tables),
    )
    sides = {"A4": 0, "A3": 0}
    blank = {"A4": 0, "A3": 0}
    for part in (*own, *parts):
        sides[_size(setting, part)] += len(part.pages) * part.copies
        blank[_size(setting, part)] += part.blank_backs(two_sided=setting.job.two_sided) * part.copies
    facts = [
        (_("Workshop"), paper.title),
        (_("Day"), setting.when()),
        *((size, wording.pages(sides[size], blank[size], language) if sides[size] else "") for size in ("A4", "A3")),
    ]
    head = Masthead(_("The pack"), lead, facts)
    table = FlowTable(
        (
            Column(_("Sheet"), 82),
            Column(_("Number"), 24),
            Column(_("Paper"), 18),
            Column(_("Pages"), 18, "right"),
            Column(_("Copies"), TEXT - 142, "right"),
        ),
        above=0.8,
        below=0.9,
    )
    rows: list[Row] = []
    heading = ""
    for part in parts:
        group = part.note or _(AUDIENCES[part.audience])
        if group != heading:
            heading = group
            rows.append(Row(([Text(group, Style("S", 9.5, 12, PETROL), 2.0)],), band=True))
        pages = len(part.pages)
        name = part.title if not part.cards else _("%(title)s, %(n)d cards", title=part.title, n=pages * part.cards)
        rows.append(
            Row(
                (
                    [Text(name, CELL_STRONG)],
                    [Text(part.code.number, SMALL)],
                    [Text(_size(setting, part), SMALL)],
                    [Text(str(pages), CELL)],
                    [Text(str(part.copies), CELL_STRONG)],
                )
            )
        )
    flow = Flow()
    flow.table(table, rows, keep=[i for i, row in enumerate(rows) if row.band])
    content = [(p.sheet, p.code.long, p.copies, len(p.pages)) for p in parts]
    return document(setting, "contents", _("What is in the pack"), head, flow, content, kind=_(TITLE))


def _size(setting: Setting, part: Part) -> str:
    if setting.job.paper:
        return setting.job.paper.upper()
    return "A3" if part.pages and part.pages[0].size in (A3, A3_WIDE) else "A4"
