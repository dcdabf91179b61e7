"""Two people, two libraries, one workshop: session files sent, looked at, taken in, decided and taken back, through the real actions."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from verkstad.app import actions, agenda, exchange, people, workshops
from verkstad.app.exchange import (
    conflicts,
    export_session,
    merge_session,
    merging,
    preview,
    read_session,
    settle_conflict,
    settle_conflict_with,
)
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.app.workers import Workers
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import Mark, fold
from verkstad.domain.errors import Blocked, Cancelled, Corrupt, Failure, Foreign, Missing, Newer, Refused, Unreadable
from verkstad.domain.fields import Id
from verkstad.domain.people import Identity
from verkstad.domain.workshop import Day, Participation, Workshop
from verkstad.exchange import session as files
from verkstad.exchange.session import SessionFile, packed


class Desk:
    """One facilitator at her desk: a library in memory, and what she sends."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.bench = Bench.in_memory()
        self.sent = 0

    def send(self, workshop: Id, *, without: bool = False) -> SessionFile:
        self.sent += 1
        path = self.folder / f"{self.name}{self.sent}.verkstad"
        export_session(self.bench, path, workshop=workshop, without_participants=without)
        return files.read_session(path)  # the process of its own is tested by itself

    def take(self, session: SessionFile) -> int:
        return merge_session(self.bench, session)

    def block(self, id: Id) -> AgendaBlock:
        return self.bench.library.need(AgendaBlock, id)

    def sound(self) -> bool:
        """Whether the tables hold exactly what the log says."""
        library = self.bench.library
        return library.shown() == fold(library.schema, library.changes(), library.erased_rows())


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk, Id, tuple[Id, ...]]]:
    """Kim has a workshop with three blocks; Alex has taken it in."""
    kim, alex = Desk(tmp_path, "kim"), Desk(tmp_path, "alex")
    workshop = kim.bench.do(workshops.new_workshop, "Uppstart i Norrdala", date="2027-03-24")
    day = kim.bench.library.children(Day, workshop)[0].id
    for title, minutes in (("Incheckning", 20), ("Skiva elefanten", 75), ("Fika", 15)):
        kim.bench.do(agenda.add_block, day, title=title, minutes=minutes)
    alex.take(kim.send(workshop))
    yield kim, alex, workshop, tuple(b.id for b in kim.bench.library.children(AgendaBlock, day))
    kim.bench.close()
    alex.bench.close()


def meet(a: Desk, b: Desk, workshop: Id) -> None:
    from_a, from_b = a.send(workshop), b.send(workshop)
    a.take(from_b)
    b.take(from_a)


# ------------------------------------------------------------------------------------------------------------- meeting
def test_two_people_who_edit_two_fields_of_one_block_merge_without_a_conflict(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    kim.bench.do(agenda.rename_block, first, "Välkommen")
    alex.bench.do(agenda.resize_block, first, 30)
    meet(kim, alex, workshop)
    for desk in (kim, alex):
        assert (desk.block(first).title, desk.block(first).minutes) == ("Välkommen", 30)
        assert conflicts(desk.bench.library) == ()
        assert desk.sound()


def test_moving_a_block_writes_one_change(desks: Any) -> None:
    kim, _, _, (first, _, last) = desks
    before = len(kim.bench.library.changes())
    kim.bench.do(agenda.move_block, last, after=None)
    assert len(kim.bench.library.changes()) == before + 1
    assert kim.bench.library.children(AgendaBlock, kim.block(first).parent)[0].id == last


def test_the_same_field_edited_twice_is_kept_listed_and_decided(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    kim.bench.do(agenda.resize_block, first, 25)
    alex.bench.do(agenda.resize_block, first, 40)
    seen = preview(kim.bench, alex.send(workshop))
    assert (seen.new, seen.changed, seen.conflicting, seen.removed) == (0, 0, 1, 0)
    (row,) = seen.plan.scopes[0].rows
    assert exchange.row_name(row) == "Incheckning"
    assert exchange.scope_title(seen, kim.bench.library, workshop) == "Uppstart i Norrdala"
    assert (row.fields[0].mine, row.fields[0].theirs, row.fields[0].base) == (25, 40, 20)
    meet(kim, alex, workshop)
    (open_one,) = conflicts(kim.bench.library, workshop)
    assert (open_one.kind, open_one.row, open_one.wire, open_one.name) == ("block", first, "minutes", "Incheckning")
    assert sorted((s.values, s.mine) for s in open_one.sides) == [((25,), True), ((40,), False)]
    assert sorted((s.values, s.mine) for s in conflicts(alex.bench.library)[0].sides) == [((25,), False), ((40,), True)]
    assert kim.block(first).minutes == alex.block(first).minutes  # both work on with the same value meanwhile

    kim.bench.do(settle_conflict, first, "minutes", "theirs")
    assert kim.block(first).minutes == 40
    assert conflicts(kim.bench.library) == ()
    kim.bench.undo()
    assert len(conflicts(kim.bench.library)) == 1
    kim.bench.do(settle_conflict, first, "minutes", "mine")
    assert kim.block(first).minutes == 25
    alex.take(kim.send(workshop))
    assert alex.block(first).minutes == 25
    assert conflicts(alex.bench.library) == ()
    assert kim.sound()
    assert alex.sound()


def test_a_conflict_about_a_text_may_keep_both_or_words_of_ones_own(desks: Any) -> None:
    kim, alex, workshop, (first, second, _) = desks
    kim.bench.do(agenda.rename_block, first, "Välkommen")
    alex.bench.do(agenda.rename_block, first, "Landning")
    kim.bench.do(agenda.rename_block, second, "Skiva")
    alex.bench.do(agenda.rename_block, second, "Dela")
    meet(kim, alex, workshop)
    kim.bench.do(settle_conflict, first, "title", "both")
    kim.bench.do(settle_conflict_with, second, "title", "Skiva och dela")
    assert set(kim.block(first).title.split(" / ")) == {"Välkommen", "Landning"}
    assert kim.block(second).title == "Skiva och dela"
    assert conflicts(kim.bench.library) == ()
    with pytest.raises(Refused):
        kim.bench.do(settle_conflict, first, "title", "mine")
    assert kim.sound()


def test_a_choice_that_is_not_there_is_refused_and_the_conflict_stays(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    kim.bench.do(agenda.resize_block, first, 25)
    alex.bench.do(agenda.resize_block, first, 40)
    meet(kim, alex, workshop)
    for call in ((settle_conflict, "nobody's"), (settle_conflict, "both"), (settle_conflict_with, "30")):
        with pytest.raises(Refused):
            kim.bench.do(call[0], first, "minutes", call[1])
    side = next(s for s in conflicts(kim.bench.library)[0].sides if s.values == (40,))
    kim.bench.do(settle_conflict, first, "minutes", side.change)
    assert kim.block(first).minutes == 40


def test_a_block_removed_here_and_edited_there_is_kept_and_asked_about(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    kim.bench.do(agenda.remove_blocks, (first,))
    alex.bench.do(agenda.resize_block, first, 40)
    meet(kim, alex, workshop)
    for desk in (kim, alex):
        assert desk.block(first).minutes == 40
        (asked,) = conflicts(desk.bench.library)
        assert asked.wire == "_gone"
        assert {s.values for s in asked.sides} == {(0,), (1,)}
    kim.bench.do(settle_conflict, first, "_gone", "mine")
    assert kim.bench.library.get(AgendaBlock, first) is None
    alex.take(kim.send(workshop))
    assert alex.bench.library.get(AgendaBlock, first) is None
    assert kim.sound()
    assert alex.sound()


def test_a_value_of_two_columns_meets_as_one_and_is_settled_as_one(desks: Any) -> None:
    kim, alex, workshop, _ = desks
    day = kim.bench.library.children(Day, workshop)[0].id
    kim.bench.do(workshops.move_day, day, date="2027-03-25", start=480)
    alex.bench.do(workshops.move_day, day, date="2027-04-01", start=780)
    meet(kim, alex, workshop)
    (open_one,) = conflicts(kim.bench.library)
    assert open_one.wire == "when"
    assert len(open_one.field.columns) == 2
    kim.bench.do(settle_conflict, day, "when", "theirs")
    found = kim.bench.library.need(Day, day)
    assert (found.date, found.start) == ("2027-04-01", 780)


# ------------------------------------------------------------------------------------------------------------- taking back
def test_undo_after_a_merge_keeps_the_colleagues_work(desks: Any) -> None:
    kim, alex, workshop, (first, second, _) = desks
    alex.bench.do(agenda.rename_block, second, "Dela upp")
    kim.take(alex.send(workshop))
    kim.bench.do(agenda.resize_block, first, 10)
    kim.bench.undo()
    assert kim.block(first).minutes == 20
    assert kim.block(second).title == "Dela upp"
    assert kim.sound()


def test_a_file_taken_in_is_one_step_and_undo_takes_it_back(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    before = kim.bench.library.shown()
    alex.bench.do(agenda.resize_block, first, 45)
    alex.bench.do(agenda.add_block, alex.block(first).parent, title="Avslut", minutes=10)
    assert kim.take(alex.send(workshop)) == 2
    assert kim.bench.undo_step.subject == "Uppstart i Norrdala"
    assert kim.bench.undo_step.imported
    after = kim.bench.library.shown()
    kim.bench.undo()
    assert kim.bench.library.shown() == before
    kim.bench.redo()
    assert kim.bench.library.shown() == after
    assert kim.sound()


def test_an_import_that_something_is_built_on_is_not_taken_back(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    alex.bench.do(agenda.resize_block, first, 45)
    kim.take(alex.send(workshop))
    kim.bench.do(agenda.resize_block, first, 50)
    kim.bench.undo()
    alex.bench.do(agenda.resize_block, first, 60)
    kim.bench.take_in(alex.send(workshop).bundle, "", background=True)
    shown = kim.bench.library.shown()
    with pytest.raises(Blocked):
        kim.bench.undo()
    assert kim.bench.library.shown() == shown
    assert kim.block(first).minutes == 60
    assert kim.sound()


def test_taking_a_file_in_twice_or_in_another_order_gives_the_same_library(desks: Any, tmp_path: Path) -> None:
    kim, alex, workshop, (first, _second, third) = desks
    base = kim.send(workshop)
    kim.bench.do(agenda.resize_block, first, 25)
    alex.bench.do(agenda.resize_block, first, 40)
    alex.bench.do(agenda.move_block, third, after=None)
    from_kim, from_alex = kim.send(workshop), alex.send(workshop)
    results = []
    for order in permutations((base, from_kim, from_alex)):
        desk = Desk(tmp_path, "other")
        for session in (*order, *order):
            desk.take(session)
        assert desk.take(from_kim) == 0
        assert preview(desk.bench, from_alex).is_empty
        assert desk.sound()
        results.append(desk.bench.library.shown())
        desk.bench.close()
    assert all(r == results[0] for r in results)


def test_cancelling_in_the_middle_changes_nothing(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    alex.bench.do(agenda.resize_block, first, 45)
    session = alex.send(workshop)
    before = kim.bench.library.shown(), len(kim.bench.library.changes())
    told: list[float] = []
    with pytest.raises(Cancelled):
        merge_session(kim.bench, session, told.append, lambda: bool(told))
    assert (kim.bench.library.shown(), len(kim.bench.library.changes())) == before
    going = merging(kim.bench, session)
    next(going)
    going.close()
    assert (kim.bench.library.shown(), len(kim.bench.library.changes())) == before
    assert kim.take(session) == 1
    assert told
    assert all(0 <= t <= 1 for t in told)


# ------------------------------------------------------------------------------------------------------------- sending
def named_workshop(bench: Bench) -> Id:
    workshop = bench.do(workshops.new_workshop, "Uppstart", date="2027-03-24")
    guests = [
        NewPerson(
            "Rosalinda", "Qvarnbäck", "rosalinda@example.invalid", "070-111 22 33", "Hemtjänsten", food="vegankost", access="hörslinga"
        )
    ]
    (person,) = bench.do(people.import_people, guests, workshop=workshop)
    bench.do(actions.add_action, workshop, "Ring tre kunder", owner=person)
    return workshop


PERSONAL = ("Rosalinda", "Qvarnbäck", "rosalinda@", "111 22", "vegankost", "hörslinga")


def everything_in(path: Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_a_file_without_participants_holds_no_byte_of_a_name_and_changes_nobody_there(tmp_path: Path) -> None:
    desk, other = Desk(tmp_path, "a"), Desk(tmp_path, "b")
    workshop = named_workshop(desk.bench)
    with_all, without = tmp_path / "with.verkstad", tmp_path / "without.verkstad"
    export_session(desk.bench, with_all, workshop=workshop, without_participants=False)
    export_session(desk.bench, without, workshop=workshop)
    for text in PERSONAL:
        assert text.encode() in everything_in(with_all)
        assert text.encode() not in everything_in(without)
    seen = preview(other.bench, files.read_session(with_all))
    assert seen.personal == 2
    assert not seen.session.manifest.without_participants
    other.take(files.read_session(with_all))
    other.take(files.read_session(without))  # an absent row never means deleted
    assert other.bench.library.count(Participation) == 1
    assert other.bench.library.all(Identity)[0].family == "Qvarnbäck"
    third = Desk(tmp_path, "c")
    third.take(files.read_session(without))
    assert third.bench.library.count(Participation) == 0
    assert third.bench.library.count(Identity) == 0
    assert third.sound()
    for d in (desk, other, third):
        d.bench.close()


def test_names_in_free_text_are_pointed_out_before_a_file_without_participants_is_sent(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "a")
    workshop = named_workshop(desk.bench)
    assert exchange.mentions(desk.bench, workshop=workshop) == ()
    desk.bench.do(workshops.say_who_leads, workshop, "ROSALINDA Qvarnbäck och en kollega")
    desk.bench.do(workshops.say_whom_to_call, workshop, "Ring 070-111 22 33")
    desk.bench.do(workshops.say_whom_to_call, workshop, "Receptionen")
    desk.bench.do(workshops.describe_purpose, workshop, "Rosalindas idé prövas")
    found = exchange.mentions(desk.bench, workshop=workshop)
    assert {(m.kind, m.wire, m.found, m.former) for m in found} == {
        ("workshop", "leads", "Rosalinda Qvarnbäck", False),
        ("workshop", "contact", "070-111 22 33", True),
    }
    desk.bench.close()


def test_a_workshop_is_sent_alone_and_an_initiative_with_its_workshops(tmp_path: Path) -> None:
    from verkstad.app import initiatives

    desk = Desk(tmp_path, "a")
    first = desk.bench.do(workshops.new_workshop, "Första")
    second = desk.bench.do(workshops.new_workshop, "Andra")
    initiative = desk.bench.do(initiatives.new_initiative, "Svar samma dag")
    desk.bench.do(workshops.attach_to_initiative, first, initiative)

    def titles(**what: Any) -> set[str]:
        path = export_session(desk.bench, tmp_path / "x.verkstad", **what)
        other = Desk(tmp_path, "b")
        other.take(files.read_session(path))
        found = {w.title for w in other.bench.library.all(Workshop)}
        other.bench.close()
        return found

    assert titles(workshop=second) == {"Andra"}
    assert titles(initiative=initiative) == {"Första"}
    assert titles() == {"Första", "Andra"}
    with pytest.raises(Missing):
        export_session(desk.bench, tmp_path / "y.verkstad", workshop="nothing")
    assert not (tmp_path / "y.verkstad").exists()
    desk.bench.close()


def test_the_same_library_sent_twice_gives_the_same_changes_and_a_folder_that_is_gone_is_said(desks: Any, tmp_path: Path) -> None:
    kim, _, workshop, _ = desks
    first, second = kim.send(workshop), kim.send(workshop)
    assert (first.changes, first.erased) == (second.changes, second.erased)
    with pytest.raises(Unreadable):
        export_session(kim.bench, tmp_path / "gone" / "a.verkstad", workshop=workshop)


# ------------------------------------------------------------------------------------------------------------- refusing
def test_a_refused_file_leaves_the_library_byte_for_byte_and_the_program_going(tmp_path: Path) -> None:
    place = tmp_path / "library.sqlite"
    bench = Bench.open(place)
    workshop = bench.do(workshops.new_workshop, "Uppstart")
    good = export_session(bench, tmp_path / "good.verkstad", workshop=workshop).read_bytes()

    whole = files.unpacked(good)

    def state() -> dict[str, bytes]:
        return {
            p.name: p.read_bytes()
            for p in tmp_path.iterdir()
            if p.is_file() and p.name.startswith("library.sqlite") and not p.name.endswith("-shm")
        }

    before = state()
    chance = random.Random(3)
    bad = tmp_path / "bad.verkstad"
    cases = [b"", b"%PDF-1.7", good[: len(good) // 2], good + b"x", *(flipped(good, chance) for _ in range(40))]
    refused = 0
    for data in cases:
        bad.write_bytes(data)
        try:
            session = files.read_session(bad)
        except Failure:
            refused += 1
        else:
            assert session == whole
        assert state() == before
    assert refused >= 30
    block = bench.do(agenda.add_block, bench.library.children(Day, workshop)[0].id, title="Fika", minutes=15)
    before, shown = state(), bench.library.shown()
    for mark in (Mark(block), Mark(workshop)):  # structure is never erased from outside
        session = files.unpacked(packed(whole.manifest, whole.changes, [mark]))
        for call in (preview, merge_session):
            with pytest.raises(Corrupt):
                call(bench, session)
        assert bench.library.shown() == shown
    assert state()["library.sqlite"] == before["library.sqlite"]
    assert bench.do(agenda.add_block, bench.library.children(Day, workshop)[0].id, title="Fika", minutes=15)
    bench.close()


def flipped(data: bytes, chance: random.Random) -> bytes:
    """One bit of the packed changes turned over. A few of them make no difference to what is unpacked; the rest is damage."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        member = archive.getinfo("changes.jsonl")
    start = member.header_offset + 30 + len(member.filename)
    changed = bytearray(data)
    changed[start + chance.randrange(member.compress_size)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def test_a_preview_in_slices_is_the_preview_in_one(desks: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kim, alex, workshop, (first, second, third) = desks
    kim.bench.do(agenda.resize_block, first, 25)
    alex.bench.do(agenda.resize_block, first, 40)
    alex.bench.do(agenda.rename_block, second, "Dela upp")
    alex.bench.do(agenda.remove_blocks, (third,))
    alex.bench.do(people.import_people, [NewPerson("Åsa", "Öhrn", unit="Vård")], workshop=workshop)
    session = alex.send(workshop)
    monkeypatch.setattr(exchange, "LOOKED_AT_ONCE", 1)
    seen = preview(kim.bench, session)
    assert seen.plan == kim.bench.preview(session.bundle)
    assert (seen.new, seen.changed, seen.conflicting, seen.removed, seen.personal) == (4, 1, 1, 1, 2)


def test_what_a_preview_shows_cannot_hide_its_end(desks: Any) -> None:
    kim, alex, workshop, (first, *_) = desks
    alex.bench.do(agenda.rename_block, first, "Bilaga\u202egpj.exe")
    session = alex.send(workshop)
    (row,) = preview(kim.bench, session).plan.scopes[0].rows
    assert (row.fields[0].mine, row.fields[0].theirs) == ("Incheckning", "Bilagagpj.exe")
    assert exchange.row_name(row) == "Bilagagpj.exe"
    kim.take(session)
    assert kim.block(first).title == alex.block(first).title  # what is stored is what was said


def test_the_process_that_reads_gives_the_same_values_and_the_same_refusals(desks: Any, tmp_path: Path) -> None:
    kim, _, workshop, _ = desks
    path = export_session(kim.bench, tmp_path / "a.verkstad", workshop=workshop)
    assert read_session(path) == files.read_session(path)
    with pytest.raises(Unreadable):
        read_session(tmp_path / "gone.verkstad")
    newer = files.read_session(path)
    (tmp_path / "newer.verkstad").write_bytes(
        packed(files.Manifest(newer.manifest.scope, "x", newer.manifest.created, version=(3, 0), min_reader=(3, 0)), newer.changes)
    )
    (tmp_path / "foreign.verkstad").write_bytes(b"hej")
    workers = Workers(preload=())
    try:
        jobs = [
            (exchange.reading_session(workers, tmp_path / f"{n}.verkstad"), kind) for n, kind in (("newer", Newer), ("foreign", Foreign))
        ]
        for job, kind in jobs:
            with pytest.raises(kind):
                job.wait(120)
    finally:
        workers.close()
    assert sorted(os.listdir(tmp_path)) == ["a.verkstad", "foreign.verkstad", "kim1.verkstad", "newer.verkstad"]
