"""Who is there, and when it matters: blocks that need somebody who decides, when nobody who does stays through them."""

from __future__ import annotations

from verkstad.app.people import ParticipantLine, PersonLine, participants
from verkstad.app.workshops import program
from verkstad.domain import attending
from verkstad.domain.agenda import Slot
from verkstad.domain.fields import Id
from verkstad.domain.values import frozen
from verkstad.domain.workshop import comes as counted_on
from verkstad.storage.library import Reading


def comes(line: ParticipantLine) -> bool:
    """Whether somebody is counted on."""
    return counted_on(line.participation)


def misses(line: ParticipantLine, slot: Slot | None) -> bool:
    """Whether somebody is there on another day, or away for more than half of a block."""
    if slot is None:
        return False
    if not attending.there_on(line.participation, slot.block.parent):
        return True
    since, until = line.participation.present_from, line.participation.present_until
    there = min(slot.end, until if until is not None else slot.end) - max(slot.start, since if since is not None else slot.start)
    return 2 * there < slot.end - slot.start


@frozen
class Away:
    """Somebody who decides and is not there for the whole of a block: there `since` and `until`, minutes of the day, on `day` (None: each)."""

    person: PersonLine
    since: int | None
    until: int | None
    day: Id | None = None


@frozen
class NobodyDecides:
    """A block that needs a decision-maker and has none from start to end. `away` are those who miss some of it; empty when none comes."""

    slot: Slot
    away: tuple[Away, ...]


def nobody_decides(library: Reading, workshop: Id) -> tuple[NobodyDecides, ...]:
    """In the order of the program; nothing while nobody is listed."""
    slots = [s for day in program(library, workshop).days for s in day.slots if s.block.needs_decider]
    if not slots:
        return ()
    listed = participants(library, workshop)
    deciders = [line for line in listed if line.participation.part == "decider" and comes(line)]
    if not listed:
        return ()
    found = []
    for slot in slots:
        away = [
            Away(line.person, p.present_from, p.present_until, p.present_on)
            for line in deciders
            for p in (line.participation,)
            if attending.is_away(p, slot)
        ]
        if len(away) == len(deciders):
            found.append(NobodyDecides(slot, tuple(away)))
    return tuple(found)
