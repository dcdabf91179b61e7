"""Who is on which parallel track of a day. A person is on one of them at a time; who stands in for somebody stands on her track."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verkstad.app.people import ParticipantLine, participants
from verkstad.app.workbench import action
from verkstad.domain.attending import there_on
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.held import TrackPerson
from verkstad.domain.people import Person
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Day, Track, comes
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction


@frozen
class OnTracks:
    """The people of a day by track, and those on none: who leads the workshop goes where she is needed, and is kept apart.

    Who said no or is absent is not among them.
    """

    tracks: Mapping[Id, tuple[ParticipantLine, ...]]
    nowhere: tuple[ParticipantLine, ...]
    leading: tuple[ParticipantLine, ...] = ()

    def of(self, person: Id) -> Id | None:
        return next((t for t, lines in self.tracks.items() if any(p.person.id == person for p in lines)), None)


@action(N_("Put people on a track"))
def put_people_on_track(tx: Transaction, people: Sequence[Id], track: Id) -> None:
    """They leave the other tracks of the day."""
    row = tx.need(Track, track)
    tx.about(row.title)
    _leave(tx, people, row.parent or "", besides=track)
    for person in people:
        tx.need(Person, person)
        id = tx.derived_id("track_person", track, person)
        if tx.get(TrackPerson, id) is None:
            tx.put(TrackPerson(id=id, parent=track, person=person))


@action(N_("Take people off the tracks"))
def take_off_tracks(tx: Transaction, people: Sequence[Id], day: Id) -> None:
    """They are on no track of the day."""
    tx.need(Day, day)
    _leave(tx, people, day)


@action(N_("Share people out on the tracks"))
def share_out(tx: Transaction, day: Id) -> int:
    """Those on no track are put on one, but for who leads: as many on each, the units spread; how many. Who is on a track stays there.

    Each goes, unit by unit, the largest first, to the smallest track; among equally small ones to that with the fewest of her unit.
    """
    workshop = tx.need(Day, day).parent or ""
    tracks = [t.id for t in tx.children(Track, day)]
    if len(tracks) < 2:
        raise Refused("no_tracks")
    found = on_tracks(tx, workshop, day)
    sizes = {t: len(found.tracks.get(t, ())) for t in tracks}
    units = {t: [p.person.unit for p in found.tracks.get(t, ())] for t in tracks}
    count: dict[Id | None, int] = {}
    for p in found.nowhere:
        count[p.person.unit] = count.get(p.person.unit, 0) + 1
    for p in sorted(found.nowhere, key=lambda p: (-count[p.person.unit], p.person.unit_name, p.person.family, p.person.given, p.person.id)):
        if not p.person.id:
            continue
        track = min(tracks, key=lambda t: (sizes[t], units[t].count(p.person.unit), tracks.index(t)))
        put_people_on_track(tx, (p.person.id,), track)
        sizes[track] += 1
        units[track].append(p.person.unit)
    tx.about("")
    return len(found.nowhere)


def on_tracks(library: Reading, workshop: Id, day: Id) -> OnTracks:
    """Who is where on a day, in the order of the list of participants."""
    tracks = library.children(Track, day)
    placed = {row.person: track.id for track in tracks for row in library.children(TrackPerson, track.id) if row.person}
    by_track: dict[Id, list[ParticipantLine]] = {t.id: [] for t in tracks}
    nowhere: list[ParticipantLine] = []
    leading: list[ParticipantLine] = []
    for line in participants(library, workshop):
        if not comes(line.participation) or not there_on(line.participation, day):
            continue
        ends = (line.person.id, line.participation.person, line.participation.substitute_for)
        track = next((placed[e] for e in ends if e in placed), None)
        (by_track[track] if track is not None else leading if line.participation.part == "lead" else nowhere).append(line)
    return OnTracks({t: tuple(lines) for t, lines in by_track.items()}, tuple(nowhere), tuple(leading))


def _leave(tx: Transaction, people: Sequence[Id], day: Id, *, besides: Id = "") -> None:
    wanted = set(people)
    for track in tx.children(Track, day):
        for row in tx.children(TrackPerson, track.id) if track.id != besides else ():
            if row.person in wanted:
                tx.remove(row.id)
