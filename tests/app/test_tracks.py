"""Who is on which parallel track, and what its paper says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.documents.reading import texts
from verkstad.app import agenda, people, printing, tracks, workshops
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.held import TrackPerson
from verkstad.domain.workshop import Day, Participation


def read(data: bytes) -> str:
    return " ".join(texts(data).split())


class Room:
    """A day with two tracks and eight people from two units."""

    def __init__(self) -> None:
        self.bench = Bench.in_memory()
        self.workshop: Id = self.bench.do(workshops.new_workshop, "Strategidag", date="2027-05-12")
        self.day = self.bench.library.children(Day, self.workshop)[0].id
        self.south = self.bench.do(workshops.add_track, self.day, "Syd", room="Sal A")
        self.north = self.bench.do(workshops.add_track, self.day, "Norr")
        for track in (self.south, self.north):
            self.bench.do(agenda.add_block, self.day, title="Kundresan", minutes=45, track=track)
        new = [NewPerson(given=f"P{n}", family=f"Ek{n}", unit="Hemtjänsten" if n < 4 else "Ekonomi") for n in range(8)]
        self.people: tuple[Id, ...] = self.bench.do(people.import_people, new, workshop=self.workshop)

    def sizes(self) -> list[int]:
        found = self.bench.ask(tracks.on_tracks, self.workshop, self.day)
        return [*(len(found.tracks[t]) for t in (self.south, self.north)), len(found.nowhere)]

    def of(self, person: Id) -> Id | None:
        return self.bench.ask(tracks.on_tracks, self.workshop, self.day).of(person)


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.bench.close()


def test_a_person_is_on_one_track_at_a_time(room: Room) -> None:
    assert room.sizes() == [0, 0, 8]
    room.bench.do(tracks.put_people_on_track, room.people[:3], room.south)
    room.bench.do(tracks.put_people_on_track, room.people[2:4], room.north)
    assert room.sizes() == [2, 2, 4]
    assert room.of(room.people[2]) == room.north
    room.bench.do(tracks.take_off_tracks, room.people[:1], room.day)
    assert room.sizes() == [1, 2, 5]
    room.bench.undo()
    room.bench.undo()
    assert room.sizes() == [3, 0, 5]


def test_the_rest_is_shared_out_evenly_with_the_units_spread_and_who_is_placed_stays(room: Room) -> None:
    room.bench.do(tracks.put_people_on_track, room.people[:1], room.north)
    assert room.bench.do(tracks.share_out, room.day) == 7
    assert room.sizes() == [4, 4, 0]
    assert room.of(room.people[0]) == room.north
    found = room.bench.ask(tracks.on_tracks, room.workshop, room.day)
    for lines in found.tracks.values():
        assert sorted(p.person.unit_name for p in lines) == ["Ekonomi", "Ekonomi", "Hemtjänsten", "Hemtjänsten"]
    room.bench.undo()
    assert room.sizes() == [0, 1, 7]


def test_who_leads_goes_where_she_is_needed_and_is_not_shared_out(room: Room) -> None:
    part = room.bench.library.where(Participation, person=room.people[0])[0].id
    room.bench.do(people.change_part, (part,), "lead")
    assert room.bench.do(tracks.share_out, room.day) == 7
    assert room.of(room.people[0]) is None and room.sizes()[2] == 0
    room.bench.do(tracks.put_people_on_track, room.people[:1], room.south)
    assert room.of(room.people[0]) == room.south


def test_a_day_without_parallel_tracks_has_nobody_to_share_out(room: Room) -> None:
    other = room.bench.do(workshops.add_day, room.workshop)
    with pytest.raises(Refused, match="no_tracks"):
        room.bench.do(tracks.share_out, other)


def test_who_does_not_come_is_on_no_track_and_a_substitute_takes_her_place(room: Room) -> None:
    room.bench.do(tracks.put_people_on_track, room.people[:2], room.south)
    part = room.bench.library.where(Participation, person=room.people[0])[0].id
    new = room.bench.do(people.send_newcomer, part, NewPerson(given="Vik", family="Arie"))
    stand_in = room.bench.library.need(Participation, new).person
    assert stand_in and room.of(stand_in) == room.south
    assert room.of(room.people[0]) is None
    assert room.sizes() == [2, 0, 6]


def test_a_track_that_is_removed_takes_its_people_off_it_and_undo_brings_them_back(room: Room) -> None:
    room.bench.do(tracks.put_people_on_track, room.people[:3], room.south)
    room.bench.do(workshops.remove_track, room.south)
    assert room.bench.library.count(TrackPerson) == 0
    room.bench.undo()
    assert room.sizes() == [3, 0, 5]


def test_a_person_who_is_removed_from_the_directory_leaves_her_track(room: Room) -> None:
    room.bench.do(tracks.put_people_on_track, room.people[:2], room.south)
    room.bench.do(people.remove_people, room.people[:1])
    assert room.bench.library.count(TrackPerson) == 1
    room.bench.undo()
    assert room.sizes() == [2, 0, 6]


@pytest.mark.parametrize("sheet", ["runsheet", "agenda"])
def test_the_paper_says_who_is_where_by_name_or_by_role(room: Room, sheet: str) -> None:
    room.bench.do(tracks.put_people_on_track, room.people[:2], room.south)
    for names in (True, False):
        wish = printing.PrintWish(sheets=(sheet,), names=names)
        told = read(printing.press(printing.print_job(room.bench.library, room.workshop, wish, today="2027-05-01")).files["a4"])
        assert "Vem är var" in told and "Syd · Sal A:" in told
        assert ("P0 Ek0, P1 Ek1 (2)" in told) == names
        assert ("Hemtjänsten, Hemtjänsten (2)" in told) == (not names)


def test_nothing_is_said_of_tracks_where_nobody_is_placed(room: Room) -> None:
    wish = printing.PrintWish(sheets=("runsheet",))
    told = read(printing.press(printing.print_job(room.bench.library, room.workshop, wish, today="2027-05-01")).files["a4"])
    assert "Vem är var" not in told
