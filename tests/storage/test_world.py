"""The world fails: files that are not ours, a full or read-only disk, a lock held by another. One error kind each; work goes on after."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from tests.storage import small
from tests.storage.small import V2, Block, Plan, ticking
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Busy, Corrupt, Failure, Foreign, Full, Newer, ReadOnly, Unreadable
from verkstad.storage.connection import APPLICATION, FORMAT


def disk(path: Path) -> Bench:
    return Bench.open(path, schema=V2, clock=ticking(), entropy=random.Random(1).randbytes)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "l.sqlite"
    b = disk(path)
    b.do(small.many, 200, "text " * 50)
    b.close()
    return path


def _header(content: bytes, at: int, number: int) -> bytes:
    return content[:at] + number.to_bytes(4, "big") + content[at + 4 :]


@pytest.mark.parametrize("case", ["garbage", "empty", "short", "truncated", "newer", "another program", "folder"])
def test_a_file_that_is_not_a_library_is_refused_and_left_as_it_was(case: str, library: Path, tmp_path: Path) -> None:
    whole = library.read_bytes()
    content, error = {
        "garbage": (b"\x00hej" * 5_000, Foreign),
        "empty": (b"", Corrupt),
        "short": (whole[:60], Corrupt),
        "truncated": (whole[: len(whole) // 2], Corrupt),
        "newer": (_header(whole, 60, FORMAT + 1), Newer),
        "another program": (_header(whole, 68, APPLICATION + 1), Foreign),
        "folder": (b"", Foreign),
    }[case]
    path = tmp_path / "other.sqlite"
    if case == "folder":
        path.mkdir()
    else:
        path.write_bytes(content)
    before = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(error) as failed:
        disk(path)
    assert failed.value.facts["path"] == str(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    if case != "folder":
        assert path.read_bytes() == content


def test_a_library_with_a_migration_this_program_does_not_know_is_refused_as_newer(library: Path) -> None:
    raw = sqlite3.connect(library)
    raw.execute("insert into migration values('from_the_future')")
    raw.commit()
    raw.execute("pragma wal_checkpoint(truncate)")
    raw.close()
    before = library.read_bytes()
    with pytest.raises(Newer):
        disk(library)
    assert library.read_bytes() == before


def test_damage_inside_a_library_is_a_world_failure_when_it_is_met(library: Path) -> None:
    whole = bytearray(library.read_bytes())
    dice = random.Random(5)
    failures = 0
    for _ in range(30):
        broken = bytearray(whole)
        for _ in range(40):
            broken[dice.randrange(4096, len(broken))] ^= 1 << dice.randrange(8)
        library.write_bytes(broken)
        for tail in ("-wal", "-shm"):
            library.with_name(library.name + tail).unlink(missing_ok=True)
        try:
            b = disk(library)
        except Failure:
            failures += 1
            continue
        try:
            from verkstad.storage.connection import check

            check(b.library.db, library, thorough=True)
        except Corrupt:
            failures += 1
        finally:
            b.library.close()
    assert failures >= 15  # the rest hit text, where SQLite has nothing to find them by


@pytest.mark.parametrize(
    "damage",
    [
        "update meta set value='{\"plan\": \"' where key='schema'",
        "update meta set value=cast(x'ff' as text) where key='schema'",
        "update meta set value=x'00' where key='schema'",
        "update meta set value='[]' where key='schema'",
        "insert or replace into meta values('lamport','nine')",
        "update meta set value=7 where key='site'",
        "update step set label=cast(x'ff' as text)",
        "insert into draft values(cast(x'ff' as text),'title','','','')",
        "update change set vals='{' where seq=1; delete from meta where key='schema'",
        "update change set vals=cast(x'ff' as text) where seq=1; delete from meta where key='schema'",
        "update change set prev='[]' where seq=1; delete from meta where key='schema'",
        "update change set prev='[' where seq=1; delete from meta where key='schema'",
    ],
)
def test_damage_in_what_opening_reads_is_told_as_damage_where_sqlite_has_nothing_to_find_it_by(damage: str, library: Path) -> None:
    """Whoever is told that the library is damaged is offered a backup; anybody else sees the program break."""
    raw = sqlite3.connect(library)
    raw.executescript(damage)
    raw.close()
    with pytest.raises(Corrupt) as failed:
        disk(library)
    assert failed.value.facts["path"] == str(library)


def test_damage_met_while_writing_is_told_and_nothing_is_written(library: Path) -> None:
    b = disk(library)
    row = b.library.all(Block)[0]
    b.library.db.execute("update state set heads='{' where row=?", (row.id,))
    with pytest.raises(Corrupt):
        b.do(small.edit, Block, row.id, title="ny")
    assert b.library.need(Block, row.id) == row
    b.close()


def test_a_library_ended_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    raw = sqlite3.connect(path)
    raw.execute("pragma journal_mode=wal")
    raw.close()
    b = disk(path)
    b.do(small.add, Plan, title="p")
    b.close()


def test_another_programs_database_without_a_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    raw = sqlite3.connect(path)
    raw.execute("create table t(x)")
    raw.commit()
    raw.close()
    before = path.read_bytes()
    with pytest.raises(Foreign):
        disk(path)
    assert path.read_bytes() == before


def test_a_full_disk_changes_nothing_and_work_goes_on_when_there_is_room(library: Path) -> None:
    b = disk(library)
    shown, step, lamport = b.library.shown(), b.undo_step, b.library.lamport
    plan = b.library.all(Plan)[0].id
    pages = b.library.db.execute("pragma page_count").fetchone()[0]
    b.library.db.execute(f"pragma max_page_count={pages}")
    with pytest.raises(Full) as failed:
        b.do(small.many, 500, "lång " * 400)
    b.library.db.execute(f"pragma max_page_count={pages + 8}")
    b.do(small.add, Block, plan, title="det fick plats")
    assert failed.value.facts["path"] == str(library)
    assert not b.library.db.conn.in_transaction
    before_failure = len(b.library.all(Block))
    b.library.db.execute("pragma max_page_count=1073741823")
    b.do(small.add, Block, plan, title="nu går det")
    assert len(b.library.all(Block)) == before_failure + 1
    while b.undo_step != step:
        b.undo()
    assert b.library.shown() == shown
    assert b.library.lamport > lamport
    b.close()


def test_a_read_only_place_changes_nothing_and_work_goes_on_when_it_may_be_written(library: Path) -> None:
    b = disk(library)
    shown = b.library.shown()
    b.library.db.execute("pragma query_only=on")
    with pytest.raises(ReadOnly):
        b.do(small.add, Plan, title="x")
    assert b.library.shown() == shown
    b.library.db.execute("pragma query_only=off")
    b.do(small.add, Plan, title="y")
    b.close()


def test_a_lock_held_by_another_program_changes_nothing_and_work_goes_on_when_it_lets_go(library: Path) -> None:
    b = disk(library)
    b.library.db.execute("pragma busy_timeout=20")
    other = sqlite3.connect(library, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(Busy):
        b.do(small.add, Plan, title="x")
    other.execute("rollback")
    other.close()
    b.do(small.add, Plan, title="y")
    assert [p.title for p in b.library.all(Plan)] == ["p", "y"]
    b.close()


def test_a_folder_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        disk(tmp_path / "none" / "l.sqlite")


def test_the_file_is_for_its_owner_alone(library: Path) -> None:
    import os

    if os.name == "posix":
        assert library.stat().st_mode & 0o077 == 0


def test_the_connection_is_set_as_the_house_says(library: Path) -> None:
    b = disk(library)
    ask = {
        name: b.library.db.execute(f"pragma {name}").fetchone()[0]
        for name in (
            "foreign_keys",
            "journal_mode",
            "synchronous",
            "busy_timeout",
            "trusted_schema",
            "cell_size_check",
            "secure_delete",
            "fullfsync",
        )
    }
    assert ask == {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "fullfsync": 1,
    }
    strict = {r[1] for r in b.library.db.execute("pragma table_list").fetchall() if r[5] == 0 and not r[1].startswith("sqlite_")}
    assert strict == set()
    b.close()


def test_a_large_transaction_stands_in_the_file_itself_when_the_log_was_emptied_beside_it(library: Path, tmp_path: Path) -> None:
    """SQLite would copy the log into the file inside the commit; a window would wait for it."""
    b = disk(library)
    before = library.read_bytes()
    b.library.begin(large=True)
    b.library.set_meta("large", "x" * 50_000)
    b.library.commit()
    emptying = b.library._emptying
    assert emptying is not None
    emptying.wait()
    assert library.read_bytes() != before
    b.do(small.many, 1, "the next step")
    assert b.library._emptying is None
    assert b.library.db.execute("pragma wal_autocheckpoint").fetchone()[0] == 1000
    assert b.library.meta("large") == "x" * 50_000
    b.close()
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("l.sqlite-")) == []
