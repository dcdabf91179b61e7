"""What the program would be: days with a block longer, or elsewhere, before anybody has decided. Pure; the window shows it while a hand moves."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from verkstad.domain.agenda import AgendaBlock, DayTable, timetable
from verkstad.domain.fields import Id
from verkstad.domain.values import frozen

KEEP = "last"  # the track a block has; `app.agenda.LAST`

Days = tuple[DayTable, ...]


@frozen
class Place:
    """Where blocks go: after a block of a day (first when None), on a track (None: on all, `KEEP`: as they are)."""

    day: Id
    after: Id | None
    track: Id | None = KEEP


def blocks_of(day: DayTable) -> tuple[AgendaBlock, ...]:
    return tuple(s.block for s in day.slots)


def day_of(days: Days, block: Id) -> DayTable | None:
    return next((d for d in days if d.slot(block)), None)


def own_track(day: DayTable, block: AgendaBlock) -> Id | None:
    """The track a block is on in this day; None for a join and for a track that is gone."""
    return block.track if any(t.id == block.track for t in day.tracks) else None


def retimed(day: DayTable, blocks: Sequence[AgendaBlock]) -> DayTable:
    return timetable(day.day, day.tracks, blocks)


def resized(days: Days, block: Id, minutes: int) -> Days:
    """The days with one block of another length."""
    return tuple(retimed(d, [b.with_(minutes=minutes) if b.id == block else b for b in blocks_of(d)]) if d.slot(block) else d for d in days)


def moved(days: Days, ids: Sequence[Id], place: Place) -> Days:
    """The days with these blocks taken out and put, in their order, at the place."""
    wanted = set(ids)
    taken = [(d, s.block) for d in days for s in d.slots if s.block.id in wanted]
    result = []
    for d in days:
        rest = [b for b in blocks_of(d) if b.id not in wanted]
        if d.day.id == place.day:
            at = next((i + 1 for i, b in enumerate(rest) if b.id == place.after), 0)
            rest[at:at] = [b.with_(parent=place.day, track=_track(d, was, b, place.track)) for was, b in taken]
        result.append(retimed(d, rest) if any(d is was for was, _ in taken) or d.day.id == place.day else d)
    return tuple(result)


def is_here(days: Days, ids: Sequence[Id], place: Place) -> bool:
    """Whether a move would change nothing: same order, same tracks."""
    return [(b.id, b.track) for d in moved(days, ids, place) for b in blocks_of(d)] == [
        (b.id, b.track) for d in days for b in blocks_of(d)
    ] and all((d.slot(i) is None) or d.day.id == place.day for d in days for i in ids)


def _track(onto: DayTable, was: DayTable, block: AgendaBlock, track: Id | None) -> Id | None:
    if track == KEEP:
        return block.track if onto.day.id == was.day.id else None
    return track


def step(days: Days, ids: Collection[Id], by: int) -> Place | None:
    """The next place up (-1) or down (+1) for these blocks together; None at the very end.

    A block on a track passes its neighbours on that track and the joins; a join passes a whole run of parallel blocks at once. At the
    edge of a day it goes into the next one.
    """
    found = [(i, b) for i, d in enumerate(days) for b in blocks_of(d) if b.id in ids]
    if not found:
        return None
    at, lead = found[0] if by < 0 else found[-1]
    day = days[at]
    blocks = blocks_of(day)
    spot = next(i for i, b in enumerate(blocks) if b.id == lead.id)
    track = own_track(day, lead)
    if by < 0:
        stop = _before(day, blocks, spot, track, ids)
        if stop is not None:
            rest = [b.id for b in blocks if b.id not in ids]
            here = rest.index(blocks[stop].id)
            return Place(day.day.id, rest[here - 1] if here else None)
        if at == 0:
            return None
        above = [b.id for b in blocks_of(days[at - 1]) if b.id not in ids]
        return Place(days[at - 1].day.id, above[-1] if above else None)
    last = _beyond(day, blocks, spot, track, ids)
    if last is not None:
        return Place(day.day.id, blocks[last].id)
    return Place(days[at + 1].day.id, None) if at + 1 < len(days) else None


def _before(day: DayTable, blocks: Sequence[AgendaBlock], spot: int, track: Id | None, ids: Collection[Id]) -> int | None:
    """The index of the block that is passed on the way up; for a join the first of a parallel run."""
    at = spot - 1
    while at >= 0 and (blocks[at].id in ids or (track is not None and own_track(day, blocks[at]) not in (track, None))):
        at -= 1
    if at < 0:
        return None
    if track is None and own_track(day, blocks[at]) is not None:
        while at > 0 and own_track(day, blocks[at - 1]) is not None:
            at -= 1
    return at


def _beyond(day: DayTable, blocks: Sequence[AgendaBlock], spot: int, track: Id | None, ids: Collection[Id]) -> int | None:
    at = spot + 1
    while at < len(blocks) and (blocks[at].id in ids or (track is not None and own_track(day, blocks[at]) not in (track, None))):
        at += 1
    if at >= len(blocks):
        return None
    if track is None and own_track(day, blocks[at]) is not None:
        while at + 1 < len(blocks) and own_track(day, blocks[at + 1]) is not None:
            at += 1
    return at


def neighbour_track(days: Days, block: Id, by: int) -> Id | None:
    """The track to the left (-1) or right (+1) of the block's own; from a join the outermost one. `KEEP` where there is none."""
    day = day_of(days, block)
    slot = day.slot(block) if day else None
    if day is None or slot is None or not day.tracks:
        return KEEP
    tracks: list[Id | None] = [None, *(t.id for t in day.tracks)]
    now = tracks.index(own_track(day, slot.block))
    onto = now + by
    return tracks[onto] if 0 <= onto < len(tracks) else KEEP
