"""The program of a workshop: what a person does with its blocks."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.shelf import shelf
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.agenda import AgendaBlock, DayTable, block_minutes, place_at, timetable
from verkstad.domain.errors import Foreign, Refused
from verkstad.domain.fields import Id
from verkstad.domain.held import Slides
from verkstad.domain.methods import Scaled, following, method_block, scaled_template, template_blocks
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Day, Track, Workshop
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

LAST = "last"  # where a block goes when nobody says
LONGEST = 24 * 60


@frozen
class NewBlock:
    """What a row of a pasted program says; the rest of the block takes its defaults."""

    title: str
    minutes: int = 15
    type: str = "group"
    fixed_start: int | None = None
    lead: str = ""
    material: str = ""
    instruction: str = ""
    notes: str = ""


@action(N_("Add block"))
def add_block(
    tx: Transaction,
    day: Id,
    *,
    after: Id | None = LAST,
    title: str,
    minutes: int = 15,
    type: str = "group",
    track: Id | None = None,
    fixed_start: int | None = None,
    lead: str = "",
) -> Id:
    """Insert a block after `after` (first when None, last when `LAST`); later blocks move, none is shortened."""
    tx.about(title)
    row = AgendaBlock(
        title=named(title),
        minutes=length(minutes),
        type=type,
        track=_track(tx, day, track),
        fixed_start=clock(fixed_start),
        lead=lead.strip(),
    )
    return _insert(tx, day, after, row).id


@action(N_("Insert method"))
def insert_method(
    tx: Transaction,
    day: Id,
    method: str,
    *,
    after: Id | None = LAST,
    minutes: int | None = None,
    fixed_start: int | None = None,
    track: Id | None = None,
) -> Id:
    """A block from the library: the method's name, kind, steps and material, in the language of the workshop's paper. `minutes`: else its length."""
    source = shelf(tx).method(method)
    if source is None:
        raise Refused("unknown_method", method=method)
    workshop = tx.get(Workshop, tx.need(Day, day).parent) or Workshop()
    block = method_block(source, workshop.language, minutes=length(minutes) if minutes is not None else None, people=workshop.expected)
    tx.about(block.title)
    return _insert(tx, day, after, block.with_(track=_track(tx, day, track), fixed_start=clock(fixed_start))).id


@action(N_("Insert template"))
def insert_template(tx: Transaction, day: Id, template: str, *, after: Id | None = LAST, minutes: int | None = None) -> tuple[Id, ...]:
    """A template's whole program in a day that is there, its lengths scaled to `minutes` when given, in the language of the paper."""
    source = shelf(tx).template(template)
    if source is None:
        raise Refused("unknown_template", template=template)
    workshop = tx.get(Workshop, tx.need(Day, day).parent) or Workshop()
    tx.about(source.name.of(workshop.language))
    at, ids = after, []
    for block in template_blocks(source, shelf(tx).method, workshop.language, total=minutes, people=workshop.expected):
        at = _insert(tx, day, at, block).id
        ids.append(at)
    return tuple(ids)


@action(N_("Paste blocks"))
def add_blocks(tx: Transaction, day: Id, blocks: Sequence[NewBlock], *, after: Id | None = LAST, track: Id | None = None) -> tuple[Id, ...]:
    """Several blocks at once, in order, from a spreadsheet or a text.

    One that says when it begins stands where that time is, and those after it follow it; its start is fixed only where it would otherwise
    begin at another time. An empty day begins when the first of them says, and any day with what is earlier than its start.
    """
    at, ids = after, []
    track = _track(tx, day, track)
    table = _table(tx, day)
    said = [start for new in blocks if (start := clock(new.fixed_start)) is not None]
    begins = min([table.start, *said]) if table.slots or not blocks or blocks[0].fixed_start is None else said[0]
    if begins != table.start:
        tx.put(table.day.with_(start=begins))
    for new in blocks:
        row = AgendaBlock(
            title=named(new.title), minutes=length(new.minutes), type=new.type, lead=new.lead.strip(), material=new.material.strip(),
            instruction=new.instruction.strip(), notes=new.notes.strip(), track=track,
        )  # fmt: skip
        start = clock(new.fixed_start)
        if start is not None:
            before = place_at(_table(tx, day), start, track)
            at = before.block.id if before is not None else None
        at = _insert(tx, day, at, row).id
        if start is not None and (slot := _table(tx, day).slot(at)) is not None and slot.start != start:
            tx.put(slot.block.with_(fixed_start=start))
        ids.append(at)
    return tuple(ids)


def _table(tx: Transaction, day: Id) -> DayTable:
    return timetable(tx.need(Day, day), tx.children(Track, day), tx.children(AgendaBlock, day))


@action(N_("Rename block"), settles="block.title")
def rename_block(tx: Transaction, block: Id, title: str) -> None:
    row = tx.need(AgendaBlock, block)
    tx.about(row.title)
    tx.put(row.with_(title=named(title)))


@action(N_("Change length"))
def resize_block(tx: Transaction, block: Id, minutes: int) -> None:
    """The wanted length in minutes; later blocks follow, and steps that added up to the length. A shortest length that would be longer is let go."""
    row = tx.need(AgendaBlock, block)
    tx.about(row.title)
    minutes = length(minutes)
    shortest = None if row.shortest is not None and row.shortest > minutes else row.shortest
    tx.put(row.with_(minutes=minutes, shortest=shortest, instruction=following(row.instruction, block_minutes(row), minutes)))


@action(N_("Set the shortest length"))
def limit_block(tx: Transaction, block: Id, shortest: int | None) -> None:
    """How short it may become when the day runs late; None lets the default decide."""
    row = tx.need(AgendaBlock, block)
    if shortest is not None and shortest > (row.minutes or 15):
        raise Refused("shortest_longer_than_block", shortest=shortest, minutes=row.minutes)
    _block(tx, block, shortest=None if shortest is None else length(shortest))


@action(N_("Set priority"))
def prioritise_block(tx: Transaction, block: Id, priority: str) -> None:
    _block(tx, block, priority=priority)


@action(N_("Change kind"))
def change_kind(tx: Transaction, block: Id, type: str) -> None:
    _block(tx, block, type=type)


@action(N_("Change kind"))
def change_kinds(tx: Transaction, blocks: Sequence[Id], type: str) -> None:
    """The same kind for several blocks, in one step."""
    for block in blocks:
        change_kind(tx, block, type)


@action(N_("Choose method"))
def choose_method(tx: Transaction, block: Id, method: str) -> None:
    """The method whose sheets belong to the block; empty lets it have none. The block's own words stay."""
    if method and shelf(tx).method(method) is None:
        raise Refused("unknown_method", method=method)
    _block(tx, block, method=method)


@action(N_("Say who leads the block"), settles="block.lead")
def give_block_to(tx: Transaction, block: Id, lead: str) -> None:
    _block(tx, block, lead=" ".join(lead.split()))


@action(N_("Say who leads the blocks"))
def give_blocks_to(tx: Transaction, blocks: Sequence[Id], lead: str) -> None:
    """The same person leads several blocks, in one step."""
    for block in blocks:
        give_block_to(tx, block, lead)


@action(N_("Describe the block's purpose"), settles="block.purpose")
def describe_block(tx: Transaction, block: Id, text: str) -> None:
    _block(tx, block, purpose=text.strip())


@action(N_("Instruct the participants"), settles="block.instruction")
def instruct_participants(tx: Transaction, block: Id, text: str) -> None:
    _block(tx, block, instruction=text.strip())


@action(N_("Write for the documentation"), settles="block.documentation")
def document_block(tx: Transaction, block: Id, text: str) -> None:
    _block(tx, block, documentation=text.strip())


@action(N_("Write a private note"), settles="block.notes")
def note_privately(tx: Transaction, block: Id, text: str) -> None:
    """Mine only: on the run sheet, never on the projector nor on what participants get."""
    _block(tx, block, notes=text.strip())


@action(N_("List material"), settles="block.material")
def list_material(tx: Transaction, block: Id, text: str) -> None:
    """One thing a line; a number, or a number per person or table, is added up in the packing list."""
    _block(tx, block, material=text.strip())


@action(N_("Ask for work before the block"), settles="block.before")
def prepare_block(tx: Transaction, block: Id, text: str) -> None:
    _block(tx, block, before=text.strip())


@action(N_("Fix the start"))
def fix_start(tx: Transaction, block: Id, start: int) -> None:
    """The block begins at this minute of the day whatever happens before it: lunch at 12.00."""
    _block(tx, block, fixed_start=clock(start))


@action(N_("Move the fixed starts"))
def move_fixed_starts(tx: Transaction, day: Id, minutes: int) -> None:
    """Every fixed start of a day so many minutes later (earlier when negative): the day has another hour than when they were fixed."""
    for block in tx.children(AgendaBlock, day):
        if block.fixed_start is not None:
            _block(tx, block.id, fixed_start=clock(block.fixed_start + minutes))


@action(N_("Let go of the start"))
def release_start(tx: Transaction, block: Id) -> None:
    _block(tx, block, fixed_start=None)


@action(N_("Run in parallel sets"))
def run_in_sets(tx: Transaction, block: Id, sets: int | None) -> None:
    """The same exercise at several tables at once; sheets and material are counted for each."""
    if sets is not None and not 1 <= sets <= 200:
        raise Refused("count_out_of_range", low=1, high=200)
    _block(tx, block, sets=sets)


@action(N_("Say that a decision-maker is needed"))
def need_decider(tx: Transaction, block: Id, needed: bool) -> None:
    _block(tx, block, needs_decider=needed)


@action(N_("Put on track"))
def put_on_track(tx: Transaction, blocks: Sequence[Id], track: Id | None) -> None:
    """None: on all tracks, a join."""
    for block in blocks:
        row = tx.need(AgendaBlock, block)
        tx.about(row.title)
        tx.put(row.with_(track=_track(tx, row.parent or "", track)))


@action(N_("Move block"))
def move_block(tx: Transaction, block: Id, *, after: Id | None, day: Id | None = None, track: Id | None = LAST) -> None:
    """After another block (first when None), in another day or track when given; `LAST` keeps its track. One change in the log."""
    row = tx.need(AgendaBlock, block)
    tx.about(row.title)
    parent = day or row.parent or ""
    if after == block:
        return
    on = row.track if track == LAST and parent == row.parent else _track(tx, parent, None if track == LAST else track)
    here = [b.id for b in tx.children(AgendaBlock, parent)]
    before = here[here.index(block) - 1] if block in here and here.index(block) else None
    if parent == row.parent and after in (before, LAST if here[-1:] == [block] else before):
        tx.put(row.with_(track=on))
        return
    rank = tx.rank_last(AgendaBlock, parent) if after == LAST else tx.rank(AgendaBlock, parent, after)
    tx.put(row.with_(parent=parent, rank=rank, track=on))


@action(N_("Move blocks"))
def move_blocks(tx: Transaction, blocks: Sequence[Id], *, after: Id | None, day: Id | None = None, track: Id | None = LAST) -> None:
    """Several blocks together, in the order they stand, to one place, perhaps in another day or workshop; `LAST` keeps their tracks."""
    rows = in_order([tx.need(AgendaBlock, b) for b in blocks])
    at = after
    if at in blocks:
        raise Refused("move_after_itself")
    for row in rows:
        parent = day or row.parent or ""
        if _scope(tx, parent) != _scope(tx, row.parent or ""):
            copied = _insert(tx, parent, at, row.with_(id="", track=None if track == LAST else _track(tx, parent, track)))
            carry_slides(tx, row.id, copied.id)
            tx.remove(row.id)
            at = copied.id
            continue
        tx.about(row.title)
        on = row.track if track == LAST and parent == row.parent else _track(tx, parent, None if track == LAST else track)
        rank = tx.rank_last(AgendaBlock, parent) if at == LAST else tx.rank(AgendaBlock, parent, at)
        tx.put(row.with_(parent=parent, rank=rank, track=on))
        at = row.id


@action(N_("Duplicate"))
def duplicate_blocks(tx: Transaction, blocks: Sequence[Id]) -> tuple[Id, ...]:
    """A copy of each, together after the last of them; a copy has no fixed start."""
    rows = in_order([tx.need(AgendaBlock, b) for b in blocks])
    at, ids = rows[-1].id if rows else None, []
    for row in rows:
        tx.about(row.title)
        at = _insert(tx, rows[-1].parent or "", at, row.with_(id="", fixed_start=None)).id
        carry_slides(tx, row.id, at)
        ids.append(at)
    return tuple(ids)


@action(N_("Copy blocks"))
def copy_blocks_to(tx: Transaction, blocks: Sequence[Id], day: Id, *, after: Id | None = LAST) -> tuple[Id, ...]:
    """Copies into another day, perhaps of another workshop; they have new ids and stand on all tracks."""
    at, ids = after, []
    for row in in_order([tx.need(AgendaBlock, b) for b in blocks]):
        tx.about(row.title)
        at = _insert(tx, day, at, row.with_(id="", track=None)).id
        carry_slides(tx, row.id, at)
        ids.append(at)
    return tuple(ids)


@action(N_("Remove block"))
def remove_blocks(tx: Transaction, blocks: Sequence[Id]) -> None:
    for block in blocks:
        tx.about(tx.need(AgendaBlock, block).title)
        tx.remove(block)


# ------------------------------------------------------------------------------------------------ questions


def template_fit(library: Reading, template: str, day: Id) -> Scaled | None:
    """A template in the time of an empty day, from its start to when it should end; None where the day has no end, or there is no template."""
    source, row = shelf(library).template(template), library.get(Day, day)
    if source is None or row is None or row.target_end is None or row.target_end <= (row.start or 0):
        return None
    return scaled_template(source, row.target_end - (row.start or 0))


def contested(library: Reading, workshop: Id) -> frozenset[Id]:
    """The blocks of a workshop of which two versions of something stand against each other."""
    return frozenset(row for kind, row in library.open_conflicts(workshop) if kind == AgendaBlock.KIND.name)


def read_blocks(pasted: str) -> tuple[NewBlock, ...]:
    """What rows of a spreadsheet or lines of a text say as blocks; nothing when they say nothing. Raises TooLarge for more than a day holds.

    The first says when it begins where anything does; of the others those with free time before them.

    What says nothing of how it is done is for the whole group: groups are made for what says that it is done in groups.
    """
    from verkstad.intake.blocks import from_clipboard as read_program

    try:
        found = read_program(pasted)
    except Foreign:
        return ()
    return tuple(
        NewBlock(
            b.title, b.minutes, b.type or "plenary", b.fixed_start if at else found.start, lead=b.lead, material=b.material, notes=b.notes
        )
        for at, b in enumerate(found.blocks)
    )


def read_line(typed: str) -> NewBlock | None:
    """One written line as a block: "Fika 15", "12.00 Lunch 1 tim", "Incheckning (Karin)". A time that stands first fixes the start.

    A line without a length gets what its kind usually takes; None when there is nothing in it.
    """
    from verkstad.intake.blocks import from_clipboard as read_program  # when something is typed, not when the window opens

    try:
        read = read_program(" ".join(typed.split()))
    except Foreign:
        return None
    if not read.blocks:
        return None
    found = read.blocks[0]
    kind = found.type or "group"
    minutes = _USUAL.get(kind, 30) if "no-length" in found.problems else found.minutes
    if "no-length" in found.problems and kind == "break" and found.title.casefold().startswith(("lunch", "middag", "dinner")):
        minutes = 60
    return NewBlock(found.title, minutes, kind, read.start, lead=found.lead)


def written_time(typed: str) -> tuple[int | None, int | None]:
    """The length and the fixed start that stand on a line, each None where nobody has written it."""
    from verkstad.intake.blocks import from_clipboard as read_program

    try:
        read = read_program(" ".join(typed.split()))
    except Foreign:
        return None, None
    if not read.blocks:
        return None, None
    return (None if "no-length" in read.blocks[0].problems else read.blocks[0].minutes), read.start


_USUAL = {"opening": 15, "break": 15, "plenary": 20, "solo": 15, "group": 30}  # minutes of a block of which only the title is written


# ------------------------------------------------------------------------------------------------ rules of input


def length(minutes: int) -> int:
    """A length a block may have, in minutes."""
    if not 1 <= minutes <= LONGEST:
        raise Refused("length_out_of_range", low=1, high=LONGEST)
    return minutes


def clock(minutes: int | None) -> int | None:
    """A time of day, in minutes since midnight."""
    if minutes is not None and not 0 <= minutes < LONGEST:
        raise Refused("not_a_time")
    return minutes


def in_order(rows: list[AgendaBlock]) -> list[AgendaBlock]:
    """As they stand in the program: by day, then by place."""
    return sorted(rows, key=lambda r: (r.parent or "", r.rank, r.id))


def carry_slides(tx: Transaction, block: Id, copy: Id) -> None:
    """A copy of a block shows the same files."""
    for slides in tx.children(Slides, block):
        tx.put(slides.with_(id="", parent=copy, rank=tx.rank_last(Slides, copy)))


def _block(tx: Transaction, block: Id, **changes: object) -> None:
    row = tx.need(AgendaBlock, block)
    tx.about(row.title)
    tx.put(row.with_(**changes))


def _insert(tx: Transaction, day: Id, after: Id | None, block: AgendaBlock) -> AgendaBlock:
    tx.need(Day, day)
    rank = tx.rank_last(AgendaBlock, day) if after == LAST else tx.rank(AgendaBlock, day, after)
    return tx.put(block.with_(parent=day, rank=rank))


def _track(tx: Transaction, day: Id, track: Id | None) -> Id | None:
    if track is None:
        return None
    row = tx.need(Track, track)
    return track if row.parent == day else None


def _scope(tx: Transaction, day: Id) -> Id | None:
    row = tx.get(Day, day)
    return row.parent if row else None
