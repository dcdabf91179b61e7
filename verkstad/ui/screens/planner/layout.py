"""Where each block of the program is drawn: sections for days, columns for parallel tracks, cards for blocks. Whole logical pixels, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from verkstad.domain.agenda import DayTable, Slot, block_minutes
from verkstad.domain.fields import Id
from verkstad.domain.values import frozen
from verkstad.ui.screens.planner.arrange import Place, own_track

GUTTER = 68  # the times
GAP = 6  # between cards
NOTE = 26  # free time, or time run over, in words
ADD = 40  # the line one writes the next block in
DAY_HEAD = 48
TRACK_HEAD = 40
BREAK, LEAST, MOST = 44, 72, 112  # rows, the gap to the next one included
PURPOSE_FROM = 96
RIGHT = 8
COLUMN_GAP = 8


@frozen
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def holds(self, x: int, y: int) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def moved(self, dy: int) -> Box:
        return Box(self.x, self.y + dy, self.width, self.height)


@frozen
class Card:
    """A block's card; `note` is the strip above it that tells of free time or an overrun; `column` its track, None across all."""

    slot: Slot
    day: Id
    box: Box
    note: Box | None
    column: int | None
    run: int  # which stretch of parallel blocks, or which join, of the day it belongs to


@frozen
class AddLine:
    """The line at the end of a day or of a track where the next block is written."""

    place: Place
    box: Box
    column: int | None


@dataclass(slots=True)
class Layout:
    cards: dict[Id, Card] = field(default_factory=dict)
    day_heads: dict[Id, Box] = field(default_factory=dict)
    track_heads: dict[Id, Box] = field(default_factory=dict)
    adds: list[AddLine] = field(default_factory=list)
    sections: dict[Id, tuple[int, int]] = field(default_factory=dict)  # day -> from y, to y
    between: Box | None = None  # where the line stands that was opened between two blocks
    height: int = 0


def row_height(slot: Slot) -> int:
    """44 for a break, else 72 to 112 by minutes; the gap to the next row included."""
    if slot.block.type == "break":
        return BREAK
    return max(LEAST, min(MOST, 44 + round(block_minutes(slot.block) * 0.7)))


def lay_out(days: tuple[DayTable, ...], width: int, *, opened: Place | None = None, heights: Mapping[Id, int] | None = None) -> Layout:
    """Everything's place at this width. `opened`: a line stands open there; `heights`: card heights that a hand holds just now."""
    made = Layout()
    y = 4
    for day in days:
        top = y
        if len(days) > 1:
            made.day_heads[day.day.id] = Box(0, y, width - RIGHT, DAY_HEAD)
            y += DAY_HEAD
        if day.tracks:
            for at, track in enumerate(day.tracks):
                x, w = _column(width, len(day.tracks), at)
                made.track_heads[track.id] = Box(x, y, w, TRACK_HEAD)
            y += TRACK_HEAD
        y = _day(made, day, width, y, opened, heights or {})
        made.sections[day.day.id] = (top, y)
        y += 16 if len(days) > 1 else 8
    made.height = y
    return made


def _column(width: int, count: int, at: int) -> tuple[int, int]:
    """x and width of a column."""
    room = width - GUTTER - RIGHT
    each = (room - COLUMN_GAP * (count - 1)) // max(1, count)
    left = GUTTER + at * (each + COLUMN_GAP)
    return left, width - RIGHT - left if at == count - 1 else each


def _day(made: Layout, day: DayTable, width: int, y: int, opened: Place | None, heights: Mapping[Id, int]) -> int:
    wished = opened if opened is not None and opened.day == day.day.id else None
    last = day.slots[-1].block.id if day.slots else None
    at_end = wished is not None and wished.after == last
    here = None if at_end else wished
    columns = {t.id: i for i, t in enumerate(day.tracks)}
    if here is not None and here.after is None:
        y = _open(made, width, columns, here, y)
    run: list[Slot] = []
    number = 0
    for slot in [*day.slots, None]:
        track = own_track(day, slot.block) if slot is not None else None
        if slot is not None and track is not None:
            run.append(slot)
            continue
        if run:
            number += 1
            y = _parallel(made, day, run, columns, width, y, number, here, heights)
            run = []
        if slot is None:
            break
        number += 1
        note = None
        if slot.gap or slot.overrun:
            note = Box(GUTTER, y, width - GUTTER - RIGHT, NOTE - GAP)
            y += NOTE
        tall = heights.get(slot.block.id, row_height(slot) - GAP)
        made.cards[slot.block.id] = Card(slot, day.day.id, Box(GUTTER, y, width - GUTTER - RIGHT, tall), note, None, number)
        y += tall + GAP
        if here is not None and here.after == slot.block.id:
            y = _open(made, width, columns, here, y)
    lines: list[tuple[Id | None, Box, int | None]] = []
    for track_id, at in columns.items():
        x, w = _column(width, len(columns), at)
        lines.append((track_id, Box(x, y, w, ADD - GAP + 2), at))
    y += ADD if columns else 0
    lines.append((None, Box(GUTTER, y, width - GUTTER - RIGHT, ADD - GAP + 2), None))
    y += ADD
    made.adds += [AddLine(Place(day.day.id, last, track_id), box, at) for track_id, box, at in lines]
    if at_end and wished is not None:
        made.between = next((box for track_id, box, _at in lines if track_id == wished.track), lines[-1][1])
    return y


def _open(made: Layout, width: int, columns: Mapping[Id, int], place: Place, y: int) -> int:
    at = columns.get(place.track or "")
    x, w = (GUTTER, width - GUTTER - RIGHT) if at is None else _column(width, len(columns), at)
    made.between = Box(x, y, w, ADD - GAP + 2)
    return y + ADD


def _parallel(
    made: Layout,
    day: DayTable,
    run: list[Slot],
    columns: Mapping[Id, int],
    width: int,
    top: int,
    number: int,
    here: Place | None,
    heights: Mapping[Id, int],
) -> int:
    """Blocks side by side. What begins at the same time begins at the same height: every stretch between two times is as high as it must be."""
    begins: dict[Id, int] = {}
    ends: dict[Id, int] = {}
    clock: dict[Id, int] = {}
    for slot in run:
        track = slot.block.track or ""
        begins[slot.block.id] = start = max(slot.start, clock.get(track, slot.start))
        ends[slot.block.id] = clock[track] = max(slot.end, start + 1)
    times = sorted({*begins.values(), *ends.values()})
    at = {times[0]: top}
    for one, next_ in pairwise(times):
        low = at[one]
        for slot in run:
            id = slot.block.id
            if ends[id] == next_:
                tall = heights.get(id, row_height(slot) - GAP) + GAP
                low = max(low, at[begins[id]] + tall + (NOTE if _told(slot) else 0) + (ADD if here is not None and here.after == id else 0))
            elif begins[id] == next_:
                low = max(low, at[one])
        at[next_] = low
    for slot in run:
        id = slot.block.id
        x, w = _column(width, len(columns), columns[slot.block.track or ""])
        y, bottom = at[begins[id]], at[ends[id]]
        note = None
        if _told(slot):
            note = Box(x, y, w, NOTE - GAP)
            y += NOTE
        if here is not None and here.after == id:
            bottom -= ADD
            made.between = Box(x, bottom, w, ADD - GAP + 2)
        tall = heights.get(id, bottom - GAP - y)
        made.cards[id] = Card(slot, day.day.id, Box(x, y, w, tall), note, columns[slot.block.track or ""], number)
    return at[times[-1]]


def _told(slot: Slot) -> bool:
    return bool(slot.gap or slot.overrun)


def place_at(
    made: Layout, days: tuple[DayTable, ...], x: int, y: int, moving: frozenset[Id] = frozenset(), *, straight: bool = False
) -> tuple[Place, Box] | None:
    """Where something let go of at this point would go, and the line (2 px high) that shows it. None without days.

    It goes on the track it is held over. Over the times, to the left, and over the border between two tracks it becomes a join; so it
    does next to a join when it is carried `straight` up or down.
    """
    day = _section(made, days, y)
    if day is None:
        return None
    for add in made.adds:
        if add.place.day == day.day.id and add.box.holds(x, y):
            return _outside(day, add.place, moving), Box(add.box.x, add.box.y - 4, add.box.width, 2)
    cards = [c for s in day.slots if s.block.id not in moving and (c := made.cards.get(s.block.id))]
    wide = next(a for a in made.adds if a.place.day == day.day.id and a.column is None) if made.adds else None
    if not cards:
        box = wide.box if wide else Box(GUTTER, 4, 400, ADD)
        return Place(day.day.id, None, None), Box(box.x, box.y - 4, box.width, 2)
    spans = _spans(cards)
    run = min(spans, key=lambda r: max(spans[r][0] - y, y - spans[r][1], 0))
    top, bottom = spans[run]
    mine = [c for c in cards if c.run == run]
    heads = [made.track_heads[t.id] for t in day.tracks]
    join = mine[0].column is None
    if not heads or x < GUTTER or (straight if join else y > bottom + GAP) or _between(heads, x, wide=join):
        line = Box(GUTTER, 0, max(c.box.right for c in cards) - GUTTER if join else max(h.right for h in heads) - GUTTER, 2)
        if y >= (top + bottom) // 2:
            return Place(day.day.id, mine[-1].slot.block.id, None), line.moved(bottom + 2)
        before = cards[cards.index(mine[0]) - 1].slot.block.id if cards[0] is not mine[0] else None
        return Place(day.day.id, before, None), line.moved(top - 4)
    column = min(range(len(heads)), key=lambda i: max(heads[i].x - x, x - heads[i].right, 0))
    if join:
        if y >= (top + bottom) // 2:
            return Place(day.day.id, mine[-1].slot.block.id, day.tracks[column].id), Box(
                heads[column].x, bottom + 2, heads[column].width, 2
            )
        before = cards[cards.index(mine[0]) - 1].slot.block.id if cards[0] is not mine[0] else None
        return Place(day.day.id, before, day.tracks[column].id), Box(heads[column].x, top - 4, heads[column].width, 2)
    stacked = [c for c in mine if c.column == column]
    above = [c for c in stacked if c.box.y + c.box.height // 2 <= y]
    if above:
        return Place(day.day.id, above[-1].slot.block.id, day.tracks[column].id), Box(
            heads[column].x, above[-1].box.bottom + 2, heads[column].width, 2
        )
    before = cards[cards.index(mine[0]) - 1].slot.block.id if cards[0] is not mine[0] else None
    first = (stacked[0].note or stacked[0].box).y if stacked else top
    return Place(day.day.id, before, day.tracks[column].id), Box(heads[column].x, first - 4, heads[column].width, 2)


def _between(heads: list[Box], x: int, *, wide: bool) -> bool:
    """Whether x is at the border between two tracks: `wide` within a fifth of a column, else within 16 px."""
    return any(abs(x - head.x + COLUMN_GAP // 2) <= (head.width // 5 if wide else 16) for head in heads[1:])


def _outside(day: DayTable, place: Place, moving: frozenset[Id]) -> Place:
    """The same place said by a block that stays where it is."""
    left = [s.block.id for s in day.slots if s.block.id not in moving]
    return Place(place.day, left[-1] if left else None, place.track)


def _section(made: Layout, days: tuple[DayTable, ...], y: int) -> DayTable | None:
    for day in days:
        if y < made.sections.get(day.day.id, (0, 0))[1] + 8:
            return day
    return days[-1] if days else None


def _spans(cards: list[Card]) -> dict[int, tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for card in cards:
        top = (card.note or card.box).y
        low, high = spans.get(card.run, (top, card.box.bottom))
        spans[card.run] = (min(low, top), max(high, card.box.bottom))
    return spans
