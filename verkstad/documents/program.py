"""What of a day becomes one line on paper: blocks that run alike on several tracks at once are said once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verkstad.domain.agenda import DayTable, Slot
from verkstad.domain.workshop import Track
from verkstad.i18n import Language

if TYPE_CHECKING:
    from verkstad.documents.parts import Setting

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a program: the slots that are alike (the first speaks for them) and the tracks they run on."""

    slots: tuple[Slot, ...]
    tracks: tuple[Track, ...]

    @property
    def slot(self) -> Slot:
        return self.slots[0]


def entries(day: DayTable) -> tuple[Entry, ...]:
    """The lines of a day in the order of its clock; on the same minute in the order of the program."""
    found: dict[tuple[object, ...], list[Slot]] = {}
    for slot in sorted(day.slots, key=lambda s: s.start):
        b = slot.block
        alike = (slot.start, slot.end, b.title, b.type, b.method, b.purpose) if b.track is not None and b.title else (b.id, slot.start)
        found.setdefault(alike, []).append(slot)
    tracks = {track.id: track for track in day.tracks}
    several = len(day.tracks) > 1
    return tuple(
        Entry(tuple(slots), tuple(tracks[s.block.track] for s in slots if several and s.block.track in tracks)) for slots in found.values()
    )


def on_tracks(day: DayTable, setting: Setting) -> list[tuple[str, str]]:
    """Who is on each track of a day: (track and room, names or roles with their number); none where nobody is placed."""
    people = {p.id: p for p in setting.workshop.people}
    placed = dict(setting.workshop.on_tracks)
    said = []
    for at, track in enumerate(day.tracks):
        listed = [people[p] for p in placed.get(track.id, ()) if p in people]
        if not listed:
            continue
        title = track.title or setting._("Track %(letter)s", letter=LETTERS[at % len(LETTERS)])
        names = [(p.name if setting.job.names else "") or p.role or p.unit or setting._("Without a name") for p in listed]
        said.append((" · ".join(filter(None, [title, track.room])), f"{', '.join(names)} ({len(names)})"))
    return said


def where(entry: Entry, day: DayTable, language: Language) -> list[str]:
    """The tracks of an entry in words, with their rooms: ["Spår syd · Sal Vättern"]; none where everybody is together."""
    said = []
    for track in entry.tracks:
        letter = LETTERS[day.tracks.index(track) % len(LETTERS)]
        said.append(" · ".join(filter(None, [track.title or language.gettext("Track %(letter)s", letter=letter), track.room])))
    return said
