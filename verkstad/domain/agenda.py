"""The program of a day: blocks in order, and when each of them is.

A block begins when the one before it on its track ends. A fixed start holds: what comes before leaves a gap, or runs over it. A block
without a track is a join: it waits for every track and holds them all. Pure; times are minutes since the day's midnight, local.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from verkstad.domain.fields import Id, Row, choice, flag, kind, prose, ref, text, whole
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Day, Track

KINDS = ("opening", "plenary", "group", "solo", "break")
PRIORITIES = ("keep", "normal", "may_give")


@kind("block", parents=("day",), ranked=True)
class AgendaBlock(Row):
    """One timed block. `shortest` None means the default (`shortest_minutes`); three layers of text: participants, documentation, mine only."""

    title: str = text()
    minutes: int | None = whole(1, 24 * 60, default=15)
    shortest: int | None = whole(1, 24 * 60)
    priority: str = choice(*PRIORITIES, default="normal")
    type: str = choice(*KINDS, default="group", wire="kind")
    method: str = text(80)  # slug of a shipped method, or the id of one's own
    lead: str = text(120)
    purpose: str = prose(2_000)
    instruction: str = prose(8_000)  # for participants
    documentation: str = prose(8_000)  # for the documentation
    notes: str = prose(8_000)  # mine only: how I lead it
    material: str = prose(4_000)  # one thing a line
    before: str = prose(2_000)  # work before the day
    fixed_start: int | None = whole(0, 24 * 60 - 1)
    track: Id | None = ref("track")  # None: on all tracks
    sets: int | None = whole(1, 200)  # parallel sets: "at 4 tables"
    needs_decider: bool = flag()


@frozen
class Slot:
    """A block with its time. `gap`: free minutes before it. `overrun`: minutes by which what precedes runs past its fixed start."""

    block: AgendaBlock
    start: int
    end: int
    gap: int = 0
    overrun: int = 0


@frozen
class DayTable:
    """A day laid out in time. `left` is minutes to the target end (negative: over), None without a target."""

    day: Day
    tracks: tuple[Track, ...]
    slots: tuple[Slot, ...]  # in the order of the program
    start: int
    end: int
    left: int | None

    @property
    def work(self) -> int:
        """Minutes of the day that are not breaks, counted once where tracks run side by side."""
        return _covered((s.start, s.end) for s in self.slots if s.block.type != "break")

    def slot(self, block: Id) -> Slot | None:
        return next((s for s in self.slots if s.block.id == block), None)


def block_minutes(block: AgendaBlock) -> int:
    """The wanted length; a block that lost its length in a merge counts as a quarter of an hour."""
    return max(1, block.minutes or 15)


def shortest_minutes(block: AgendaBlock, usual: int | None = None) -> int:
    """How short the block can become: what is said, else the method's `usual`, else 70 % to whole fives; a break never under ten.

    Never longer than the block itself.
    """
    minutes = block_minutes(block)
    if block.shortest is not None:
        return min(minutes, block.shortest)
    if usual is not None:
        return min(minutes, usual)
    short = max(5, (minutes * 7 + 25) // 50 * 5)
    if block.type == "break":
        short = max(10, short)
    return min(minutes, short)


def timetable(day: Day, tracks: Iterable[Track], blocks: Iterable[AgendaBlock]) -> DayTable:
    """Lay a day out in time. `blocks` in their order; a track that is not among `tracks` counts as all of them."""
    tracks = tuple(tracks)
    start = day.start if day.start is not None else 9 * 60
    clocks: dict[Id, int] = {t.id: start for t in tracks}
    free = start  # the clock of a day without tracks, and of every join
    slots = []
    for block in blocks:
        own = block.track in clocks
        ready = clocks[block.track] if own and block.track is not None else max([*clocks.values(), free])
        begins = block.fixed_start if block.fixed_start is not None else ready
        slot = Slot(block, begins, begins + block_minutes(block), max(0, begins - ready), max(0, ready - begins))
        slots.append(slot)
        if own and block.track is not None:
            clocks[block.track] = slot.end
        else:
            clocks = dict.fromkeys(clocks, slot.end)
            free = slot.end
    end = max([start, *(s.end for s in slots)])
    return DayTable(day, tracks, tuple(slots), start, end, None if day.target_end is None else day.target_end - end)


def place_at(table: DayTable, minute: int, track: Id | None = None) -> Slot | None:
    """What a block that begins at this minute stands after: the last that begins before it; None when it stands first.

    On a track only what holds it counts: its own blocks, and those for all.
    """
    before = None
    for slot in table.slots:
        if slot.start < minute and (track is None or slot.block.track in (None, track)):
            before = slot
    return before


def shares(table: DayTable) -> dict[str, int]:
    """Minutes of each kind of block, every kind named; where tracks run side by side each counts for its part of the room."""
    sums: dict[str, Fraction] = dict.fromkeys(KINDS, Fraction(0))
    known = {t.id for t in table.tracks}
    for slot in table.slots:
        part = Fraction(slot.end - slot.start, len(known) if slot.block.track in known else 1)
        sums[slot.block.type] = sums.get(slot.block.type, Fraction(0)) + part
    return {k: round(v) for k, v in sums.items()}


WITHOUT_BREAK = 120
"""Minutes people work before they need a break."""


def without_break(table: DayTable, limit: int = WITHOUT_BREAK) -> tuple[tuple[int, int], ...]:
    """Stretches longer than `limit` minutes in which nobody gets a break: (from, until). A gap of ten minutes counts as a break."""
    rests = sorted(
        [(s.start, s.end) for s in table.slots if s.block.type == "break"]
        + [(s.start - s.gap, s.start) for s in table.slots if s.gap >= 10]
    )
    stretches, at = [], table.start
    for begins, ends in [*rests, (table.end, table.end)]:
        if begins - at > limit:
            stretches.append((at, begins))
        at = max(at, ends)
    return tuple(stretches)


def _covered(spans: Iterable[tuple[int, int]]) -> int:
    total, reached = 0, -1
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
