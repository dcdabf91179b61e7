"""Erasing a person with the name in other people's texts: what is found, what is left of it on disk, and what cannot bring it back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from verkstad.app import actions, agenda, exchange, people, workshops
from verkstad.app.erasing import Place, places_with_name
from verkstad.app.exchange import export_session, merge_session
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import fold
from verkstad.domain.fields import Id
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.workshop import Day, Participation, Workshop
from verkstad.exchange import session as files

GIVEN, FAMILY = "Zebeda", "Åkerqvist"
NAME = f"{GIVEN} {FAMILY}"
MAIL, PHONE = "zebeda@example.invalid", "070-987 65 43"
GONE = "[borttaget]"


class World:
    """A library on disk with a person who is spoken of in many places."""

    def __init__(self, path: Path) -> None:
        self.bench = bench = Bench.open(path)
        do = bench.do
        self.person: Id = do(people.add_person, NewPerson(GIVEN, FAMILY, MAIL, PHONE, "Bygglov", position="Chef"))
        self.other: Id = do(people.add_person, NewPerson("Karin", FAMILY, position=f"Ersätter {NAME}"))
        self.workshop: Id = do(workshops.new_workshop, "Första steget", date="2027-03-24")
        do(people.invite, self.workshop, (self.person, self.other))
        do(workshops.say_who_leads, self.workshop, f"{NAME.upper()} och Karin {FAMILY}")
        do(workshops.say_whom_to_call, self.workshop, "Zebeda, 0709876543")
        do(workshops.write_invitation, self.workshop, f"Svara till {MAIL}.")
        do(workshops.write_workshop_notes, self.workshop, f"{GIVEN} hämtar nycklarna.")
        do(people.note_food, self.part(self.other).id, f"som {NAME}")
        do(people.note_food, self.part(self.person).id, "glutenfritt")
        self.day = bench.library.children(Day, self.workshop)[0].id
        self.block: Id = do(agenda.add_block, self.day, title="Skiva elefanten", minutes=75)
        do(agenda.give_block_to, self.block, NAME)
        do(agenda.instruct_participants, self.block, f"{NAME}s grupp börjar.\nSedan alla.")
        do(agenda.describe_block, self.block, f"Säger {NAME}")
        do(agenda.describe_block, self.block, "Alla har hörts")
        self.removed: Id = do(agenda.add_block, self.day, title=f"Tack till {NAME}", minutes=5)
        do(agenda.remove_blocks, (self.removed,))
        self.action: Id = do(actions.add_action, self.workshop, "Ring kunderna", owner=self.person)
        do(actions.change_status, self.action, "done", f"{NAME} ringde")

    def part(self, person: Id) -> Participation:
        return self.bench.library.where(Participation, parent=self.workshop, person=person)[0]

    def places(self) -> tuple[Place, ...]:
        return self.bench.ask(places_with_name, self.person)

    def erase(self, places: tuple[Place, ...]) -> None:
        self.bench.do(people.erase_person, self.person, [p.key for p in places], instead=GONE)
        if self.bench.backups is not None:
            self.bench.backups.wait()

    def sound(self) -> bool:
        library = self.bench.library
        return library.shown() == fold(library.schema, library.changes(), library.erased_rows())


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "library.sqlite")


def left_of(folder: Path, *words: str) -> list[str]:
    """The files of a folder that hold one of these, packed or not."""
    found = []
    for path in (p for p in folder.rglob("*") if p.is_file()):
        held = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                held += b"".join(packed.read(name) for name in packed.namelist())
        if any(word.casefold() in held.decode("utf-8", "replace").casefold() for word in words):
            found.append(path.name)
    return found


def test_every_text_that_speaks_of_her_is_found_with_where_it_stands_and_whether_it_is_sure(world: World) -> None:
    w, b = world.workshop, world.block
    assert {(p.row, p.column, p.sure, p.former) for p in world.places()} == {
        (w, "leads", True, False), (w, "contact", True, False), (w, "invitation", True, False), (w, "notes", False, False),
        (b, "lead", True, False), (b, "instruction", True, False), (b, "purpose", True, True), (world.removed, "title", True, True),
        (world.action, "reason", True, False), (world.other, "position", True, False), (world.part(world.other).id, "food", True, False),
    }  # fmt: skip
    lead = next(p for p in world.places() if p.column == "instruction")
    assert (lead.kind, lead.title, lead.inside) == ("block", "Skiva elefanten", "Första steget")
    assert lead.pieces() == ((NAME, True), ("s grupp börjar. Sedan alla.", False))
    assert [p.sure for p in world.places()] == sorted((p.sure for p in world.places()), reverse=True)
    world.bench.close()


def test_the_words_around_a_name_are_short_and_the_name_is_marked() -> None:
    long = "lång text " * 40
    text = f"{long}ring {NAME} {long} och {NAME} igen"
    bench = Bench.in_memory()
    person = bench.do(people.add_person, NewPerson(GIVEN, FAMILY))
    workshop = bench.do(workshops.new_workshop, "Ett")
    bench.do(workshops.write_workshop_notes, workshop, text)
    (place,) = bench.ask(places_with_name, person)
    pieces = place.pieces()
    assert [words for words, marked in pieces if marked] == [NAME, NAME]
    assert pieces[0][0].startswith("… ") and pieces[0][0].endswith("ring ")
    assert sum(len(words) for words, _ in pieces) < 220
    bench.close()


def test_no_byte_of_the_name_is_left_in_the_library_its_backups_or_a_new_export(world: World, tmp_path: Path) -> None:
    world.bench.backup()
    assert len(left_of(tmp_path, GIVEN)) >= 2
    world.erase(world.places())
    out = tmp_path / "out.verkstad"
    export_session(world.bench, out, without_participants=False)
    words = (GIVEN, MAIL, PHONE, "0709876543", NAME)
    assert left_of(tmp_path, *words) == []
    assert world.places() == ()
    library = world.bench.library
    workshop, block, action = (
        library.need(Workshop, world.workshop),
        library.need(AgendaBlock, world.block),
        library.need(Action, world.action),
    )
    assert workshop.leads == f"{GONE} och Karin {FAMILY}"  # Karin is somebody else
    assert workshop.contact == f"{GONE}, {GONE}"
    assert workshop.invitation == f"Svara till {GONE}."
    assert (block.lead, block.instruction, block.purpose) == (GONE, f"{GONE}s grupp börjar.\nSedan alla.", "Alla har hörts")
    assert (action.status, action.reason, action.owner) == ("done", f"{GONE} ringde", world.person)
    assert library.need(Person, world.other).position == f"Ersätter {GONE}"
    assert library.get(AgendaBlock, world.removed) is None
    assert world.sound()
    world.bench.close()
    assert left_of(tmp_path, *words) == []


def test_a_place_that_was_not_ticked_keeps_its_text_and_history(world: World) -> None:
    ticked = tuple(p for p in world.places() if p.sure and p.column != "lead")
    world.erase(ticked)
    library = world.bench.library
    assert library.need(Workshop, world.workshop).notes == f"{GIVEN} hämtar nycklarna."
    assert library.need(AgendaBlock, world.block).lead == NAME
    assert any(change.value("lead") == NAME for change in library.history(world.block))
    assert library.need(Identity, library.derived_id("identity", world.other)).family == FAMILY
    assert world.sound()
    world.bench.close()


def test_undo_brings_nothing_back(world: World) -> None:
    world.bench.undo()
    world.erase(world.places())
    assert (world.bench.undo_step, world.bench.redo_step) == (None, None)
    assert world.bench.undo() is None and world.bench.redo() is None
    assert GIVEN not in repr(world.bench.library.changes())
    world.bench.close()


def test_a_colleagues_later_file_with_the_old_texts_brings_nothing_back(world: World, tmp_path: Path) -> None:
    first = tmp_path / "till-alex.verkstad"
    export_session(world.bench, first, workshop=world.workshop, without_participants=False)
    alex = Bench.in_memory()
    merge_session(alex, files.read_session(first))
    world.erase(world.places())
    alex.do(agenda.rename_block, world.block, "Skiva elefanten tunt")
    stale = tmp_path / "fran-alex.verkstad"
    export_session(alex, stale, workshop=world.workshop, without_participants=False)
    assert sorted(left_of(tmp_path, GIVEN)) == ["fran-alex.verkstad", "till-alex.verkstad"]
    for old in (first, stale):
        merge_session(world.bench, files.read_session(old))
    library = world.bench.library
    block = library.need(AgendaBlock, world.block)
    assert (block.title, block.lead, library.conflicts(world.block)) == ("Skiva elefanten tunt", GONE, {})
    assert GIVEN not in repr(library.changes()) and world.places() == ()
    assert world.sound()
    # and the colleague who accepts the erasure is rid of it too
    back = tmp_path / "igen.verkstad"
    export_session(world.bench, back, workshop=world.workshop, without_participants=False)
    session = files.read_session(back)
    merge_session(alex, session, accept=[mark for mark, _kind in exchange.preview(alex, session).plan.erasures])
    assert alex.library.need(AgendaBlock, world.block).lead == GONE
    assert GIVEN not in repr(alex.library.changes())
    alex.close()
    world.bench.close()


def test_entries_joined_with_her_and_times_she_was_taken_off_a_list_are_erased_with_her(tmp_path: Path) -> None:
    bench = Bench.open(tmp_path / "library.sqlite")
    person = bench.do(people.add_person, NewPerson("Zebeda", "Åkerqvist"))
    twin = bench.do(people.add_person, NewPerson("Zebbe", "Åkerquist", "zebbe@example.invalid"))
    workshop = bench.do(workshops.new_workshop, "Ett")
    (part,) = bench.do(people.invite, workshop, (twin,))
    bench.do(people.note_food, part, "nötallergi")
    bench.do(people.take_off, (part,))
    bench.do(people.join_persons, twin, person)
    bench.do(workshops.say_who_leads, workshop, "Zebbe Åkerquist")
    (place,) = bench.ask(places_with_name, person)
    bench.do(people.erase_person, person, [place.key], instead=GONE)
    assert bench.backups is not None
    bench.backups.wait()
    assert left_of(tmp_path, "Zebeda", "Zebbe", "nötallergi") == []
    assert bench.library.need(Workshop, workshop).leads == GONE
    bench.close()


def test_a_name_she_had_before_is_found_and_a_namesake_makes_nothing_sure() -> None:
    bench = Bench.in_memory()
    person = bench.do(people.add_person, NewPerson("Eva", "Lund"))
    bench.do(people.name_person, person, "Eva", "Ek")
    workshop = bench.do(workshops.new_workshop, "Ett")
    bench.do(workshops.say_who_leads, workshop, "Eva Lund")
    bench.do(workshops.say_whom_to_call, workshop, "EVA EK")
    assert {(p.column, p.sure) for p in bench.ask(places_with_name, person)} == {("leads", True), ("contact", True)}
    bench.do(people.add_person, NewPerson("Eva", "Ek", unit="Skolan"))
    assert {(p.column, p.sure) for p in bench.ask(places_with_name, person)} == {("leads", True), ("contact", False)}
    bench.close()


def test_a_cleaned_text_that_would_be_too_long_is_cut_and_a_unit_keeps_its_short_name() -> None:
    bench = Bench.in_memory()
    person = bench.do(people.add_person, NewPerson("Bo", "Ek"))
    unit = bench.do(people.add_unit, "Team Bo Ek " + "x" * 108, short="Bo Ek-teamet")
    places = bench.ask(places_with_name, person)
    assert {(p.kind, p.column) for p in places} == {("unit", "name"), ("unit", "short")}
    bench.do(people.erase_person, person, [p.key for p in places if p.column == "name"], instead=GONE)
    row = bench.library.need(Unit, unit)
    assert row.name.startswith(f"Team {GONE} x") and len(row.name) == 120
    assert row.short == "Bo Ek-teamet"
    bench.close()
