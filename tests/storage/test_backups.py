"""Copies: made, verified, rotated, put back as a new replica."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.storage import small
from tests.storage.small import V2, Block, Plan, bench, ticking
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Corrupt, Foreign, Missing
from verkstad.storage.backups import Backup, kept

NOW = datetime(2027, 3, 24, 8, tzinfo=UTC)


def disk(path: Path, seed: int = 1) -> Bench:
    return Bench.open(path, schema=V2, clock=ticking(), entropy=random.Random(seed).randbytes)


def filled(path: Path) -> Bench:
    b = disk(path)
    b.do(small.many, 20)
    return b


def test_a_backup_holds_what_the_library_held_and_is_not_made_twice_for_nothing(tmp_path: Path) -> None:
    b = filled(tmp_path / "l.sqlite")
    first = b.backup()
    assert first is not None
    assert b.backup() is None
    shown = b.library.shown()
    b.do(small.add, Plan, title="q")
    second = b.backup()
    assert second is not None
    assert b.backups is not None
    assert [x.path for x in b.backups.all()] == [second.path, first.path]
    b.close()
    copy = Bench.open(first.path, schema=V2, clock=ticking())
    assert copy.library.shown() == shown
    copy.close()


def test_a_backup_in_the_background_lets_work_go_on_and_is_whole(tmp_path: Path) -> None:
    b = filled(tmp_path / "l.sqlite")
    b.backup_in_background()
    for n in range(30):
        b.do(small.add, Plan, title=f"under tiden {n}")
    assert b.backups is not None
    b.backups.wait()
    assert b.backups.failure is None
    (copy,) = b.backups.all()
    b.close()
    other = Bench.open(copy.path, schema=V2)
    assert len(other.library.all(Block)) == 20
    other.close()


def test_a_backup_is_made_before_a_file_is_taken_in(tmp_path: Path) -> None:
    b = filled(tmp_path / "l.sqlite")
    a = bench(2)
    a.do(small.add, Plan, title="annan")
    b.take_in(a.give_out(None), "Import")
    assert b.backups is not None
    assert [x.reason for x in b.backups.all()] == ["import"]
    b.close()


def test_a_restored_library_is_a_new_replica_that_merges_with_newer_files(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    b = filled(path)
    copy = b.backup()
    assert copy is not None
    site, actor, before = b.library.site, b.library.actor, b.library.shown()
    plan = b.library.all(Plan)[0].id
    b.do(small.edit, Plan, plan, title="efteråt")
    newer = b.give_out(None)
    after = b.library.shown()
    b.close()
    assert b.backups is not None
    aside = b.backups.restore(copy.path, NOW, V2)
    assert aside is not None
    assert aside.exists()
    b = disk(path, seed=5)
    assert (b.library.shown(), b.library.actor) == (before, actor)
    assert b.library.site != site
    b.take_in(newer, "Import")
    assert b.library.shown() == after
    b.close()
    old = Bench.open(aside, schema=V2)
    assert old.library.shown() == after
    old.close()


def test_a_damaged_or_foreign_backup_is_refused_and_the_library_stays(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    b = filled(path)
    copy = b.backup()
    assert copy is not None
    b.close()
    before = path.read_bytes()
    whole = copy.path.read_bytes()
    broken = tmp_path / "broken.sqlite"
    for content, error in (
        (whole[: len(whole) // 2], Corrupt),
        (whole[:8192] + bytes(4096) + whole[12288:], Corrupt),
        (b"hej" * 1000, Foreign),
    ):
        broken.write_bytes(content)
        assert b.backups is not None
        with pytest.raises(error):
            b.backups.restore(broken, NOW, V2)
        assert path.read_bytes() == before
        assert broken.read_bytes() == content
    with pytest.raises(Missing):
        b.backups.restore(tmp_path / "none", NOW, V2)
    assert sorted(p.name for p in tmp_path.glob("*.restoring*")) == []


def test_a_copied_library_writes_as_another_replica(tmp_path: Path) -> None:
    b = filled(tmp_path / "l.sqlite")
    site = b.library.site
    b.close()
    b = disk(tmp_path / "l.sqlite", 2)
    assert b.library.site == site
    b.close()
    (tmp_path / "copy.sqlite").write_bytes((tmp_path / "l.sqlite").read_bytes())
    c = disk(tmp_path / "copy.sqlite", 3)
    assert c.library.site != site
    c.close()
    other_machine = Bench.open(tmp_path / "l.sqlite", schema=V2, machine="another")
    assert other_machine.library.site != site
    other_machine.close()


def test_ten_recent_seven_daily_and_four_weekly_copies_are_kept() -> None:
    every = []
    for hours in range(24 * 60):  # one an hour for sixty days, the newest first
        at = NOW - timedelta(hours=hours)
        every.append(Backup(Path(str(hours)), at.strftime("%Y-%m-%dT%H:%M:%SZ"), "start", 1000))
    stay = kept(every)
    assert stay[:10] == every[:10]
    assert len({b.at[:10] for b in stay}) >= 9
    assert 15 <= len(stay) <= 21
    assert stay == sorted(stay, key=lambda b: b.at, reverse=True)


def test_copies_have_five_gigabytes_in_all_and_the_newest_always_stays() -> None:
    every = [Backup(Path(str(n)), (NOW - timedelta(days=n)).strftime("%Y-%m-%dT%H:%M:%SZ"), "start", 2 * 2**30) for n in range(8)]
    assert [b.path.name for b in kept(every)] == ["0", "1"]
    assert [b.path.name for b in kept(every, limit=1)] == ["0"]
