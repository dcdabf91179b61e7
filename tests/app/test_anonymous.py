"""Nothing on the disk and nothing in a session file tells who wrote an anonymous note, in which order, or when.

Twenty people of a workshop write a note each, in the order of the list, a minute apart; the facilitator collects them and shows them at the end.
What could give somebody away is a name or an id beside the note, the order, and the moment. Each is looked for in every column of every table
and in every file that is written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_running import Clocks
from verkstad.app import agenda as program
from verkstad.app import exchange, harvest, people, running, workshops
from verkstad.app.people import NewPerson
from verkstad.app.running import Stage
from verkstad.app.workbench import Bench
from verkstad.domain.harvest import Capture
from verkstad.domain.held import Held
from verkstad.domain.people import Identity, Person
from verkstad.domain.workshop import Day, Participation

NINE = datetime(2027, 3, 25, 8, 0, 0, 123_000, tzinfo=UTC).timestamp()  # a moment with milliseconds of its own
PEOPLE = [NewPerson(f"Förnamn{n:02}", f"Efternamn{n:02}", f"p{n:02}@kommun.invalid") for n in range(20)]
NOTES = [f"Anonym lapp {n:02} om förändring" for n in range(20)]


class Room:
    """A library on the disk with twenty people, a day that runs, and a clock that everything written takes its moment from."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "library.sqlite"
        self.clocks = Clocks(NINE)
        self.bench = Bench.open(self.path, clock=lambda: datetime.fromtimestamp(self.clocks.read().wall, UTC))
        do = self.bench.do
        self.workshop: str = do(workshops.new_workshop, "Torsdagen", date="2027-03-25")
        day = self.bench.library.children(Day, self.workshop)[0].id
        self.block: str = do(program.add_block, day, title="Vad hindrar oss?", minutes=60)
        do(people.import_people, PEOPLE, workshop=self.workshop)
        Stage(self.bench, self.workshop, self.clocks).start()
        for _note in NOTES:  # one a minute; what is typed meanwhile stays in the window
            self.clocks.go(61.7)
        self.shown_at = self.clocks.read().wall
        self.ids = do(running.add_nameless, self.workshop, NOTES, block=self.block)
        self.clocks.go(61.7)

    @property
    def persons(self) -> set[str]:
        """Everything that points somebody out: ids of people and of what is said of them, names, addresses, and whoever holds the keyboard."""
        library = self.bench.library
        rows = [*library.all(Person), *library.all(Identity), *library.all(Participation)]
        told = {w for p in PEOPLE for w in (p.given, p.family, p.email)}
        return {r.id for r in rows} | told | {library.actor}

    def columns(self) -> Iterator[tuple[str, str, Any]]:
        """Every value of every row that has to do with a note: (table, row as text, value)."""
        db = self.bench.library.db
        for (table,) in db.execute("select name from sqlite_master where type='table'").fetchall():
            for row in db.execute(f'select * from "{table}"').fetchall():
                text = "\x1f".join(v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in row)
                if any(x in text for x in (*self.ids, *NOTES)):
                    for value in row:
                        yield table, text, value


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.bench.close()


def minutes_of(stamp: float) -> set[str]:
    """How a moment could be written down: ISO with any separator, to the minute, or as a number of seconds or milliseconds."""
    at = datetime.fromtimestamp(stamp, UTC)
    return {at.strftime("%Y-%m-%dT%H:%M"), at.strftime("%Y-%m-%d %H:%M"), at.strftime("%Y%m%d%H%M"), str(int(stamp) // 60)}


def moment_of(uuid: str) -> float:
    """The moment inside an identifier of the seventh kind, in seconds."""
    return int(uuid.replace("-", "")[:12], 16) / 1000


def test_no_column_beside_a_note_names_anybody(room: Room) -> None:
    seen = list(room.columns())
    assert {"change", "v_capture"} <= {table for table, _row, _value in seen}
    for table, row, _value in seen:
        assert not [who for who in room.persons if who in row], table
    (held,) = room.bench.library.all(Held)
    named = {c.actor for c in room.bench.library.changes() if c.row == held.id}
    assert named == {room.bench.library.actor}  # the test sees a name where there is one


def test_no_column_beside_a_note_tells_a_time_finer_than_its_block(room: Room) -> None:
    writing = {m for n in range(len(NOTES) + 2) for m in minutes_of(NINE + 61.7 * n)} - minutes_of(NINE)
    for table, row, value in room.columns():
        if table == "step":  # the step that can be taken back is the facilitator's own, of all the notes together
            assert not any(x in row for x in room.ids)
            continue
        assert not [m for m in writing if m in str(value)], (table, value)
    (held,) = room.bench.library.all(Held)
    assert held.started is not None
    began = datetime.fromisoformat(held.started).timestamp()
    assert {moment_of(id) for id in room.ids} == {began}
    assert {c.at for c in room.bench.library.changes() if c.row in room.ids} == {held.started}


def test_the_order_tells_nothing(room: Room) -> None:
    by_rank = [c.says for c in room.bench.library.children(Capture, room.workshop)]
    by_id = [room.bench.library.need(Capture, id).says for id in sorted(room.ids)]
    by_log = [room.bench.library.need(Capture, c.row).says for c in room.bench.library.changes() if c.row in room.ids]
    for order in (by_rank, by_id, by_log):
        assert sorted(order) == NOTES and order not in (NOTES, NOTES[::-1])


def test_nothing_else_differs_when_others_wrote_them_in_another_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two libraries whose shuffles fall alike: written in one order and in the other, by one hand or another, the rows are the same."""
    monkeypatch.setattr(running, "SystemRandom", lambda: type("Dice", (), {"shuffle": staticmethod(lambda some: some.sort())})())
    told = []
    for at, lines in enumerate((NOTES, NOTES[::-1])):
        folder = tmp_path / str(at)
        folder.mkdir()
        other = Room(folder)
        other.clocks.go(977.0 * at)
        block = other.block
        ids = other.bench.do(running.add_nameless, other.workshop, [f"{line}!" for line in lines], block=block)
        rows = [other.bench.library.need(Capture, id) for id in ids]
        log = [c for c in other.bench.library.changes() if c.row in ids]
        told.append([[r.says for r in rows], [c.at for c in log], [c.actor for c in log], [moment_of(i) for i in ids]])
        other.bench.close()
    assert told[0] == told[1]


def test_a_session_file_tells_no_more_than_the_library(room: Room, tmp_path: Path) -> None:
    file = tmp_path / "torsdagen.verkstad"
    exchange.export_session(room.bench, file, workshop=room.workshop)
    writing = {m for n in range(1, len(NOTES) + 1) for m in minutes_of(NINE + 61.7 * n)} - minutes_of(NINE)
    found = 0
    with zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            for line in packed.read(name).decode("utf-8", "replace").splitlines():
                if not any(x in line for x in (*room.ids, *NOTES)):
                    continue
                found += 1
                assert not [who for who in room.persons if who in line], name
                assert not [m for m in writing if m in line], name
    assert found >= len(NOTES)


def test_no_file_beside_the_library_knows_a_note_but_the_library_itself(room: Room, tmp_path: Path) -> None:
    """No draft, no log of what went wrong, no memory of the window: the words stand in the database, its journal and its backups."""
    room.bench.backup("asked")
    known = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file() and b"Anonym lapp 07" in p.read_bytes()}
    assert known, "the test sees the words where they are"
    assert all(name.startswith(("library.sqlite", "backups/")) for name in known), known
    assert room.bench.drafts() == ()


def test_what_is_done_with_a_note_afterwards_names_who_did_that_and_not_who_wrote(room: Room) -> None:
    do, library = room.bench.do, room.bench.library
    note = room.ids[0]
    do(harvest.count_votes, note, 3)
    do(harvest.keep_as_is, [note])
    wrote = [c for c in library.changes() if c.row == note and "says" in c.values]
    assert {c.actor for c in wrote} == {"0" * 16}
    room.bench.undo()
    room.bench.undo()
    room.bench.undo()  # all the notes go
    assert library.children(Capture, room.workshop) == ()
    room.bench.redo()
    assert sorted(c.says for c in library.children(Capture, room.workshop)) == NOTES
    assert {c.actor for c in library.changes() if c.row in room.ids and "says" in c.values} == {"0" * 16}
