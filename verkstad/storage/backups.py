"""Copies of a library: made beside other work, verified, rotated, cleaned of what was erased, and put back as a new replica.

They lie in `backups` beside the library. A copy is made over the one connection with SQLite's incremental backup, to a name of its own,
opened and checked, and only then given its name.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from verkstad.domain.change import Mark
from verkstad.domain.errors import Corrupt, Failure, Missing, WorldFailure
from verkstad.domain.schema import SCHEMA, Schema
from verkstad.domain.values import frozen
from verkstad.storage.connection import APPLICATION, inspect, kind_of, told
from verkstad.storage.drafts import UNSEEN
from verkstad.storage.erasing import apply_marks, beside, read_marks_beside
from verkstad.storage.library import Library, open_library

RECENT, DAILY, WEEKLY = 10, 7, 4
BYTES = 5 * 2**30
_PAGES = 512  # copied at a time
_PAUSE = 0.002  # seconds between, for the window's own reads and writes
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)-([a-z]+)\.sqlite\Z")


@frozen
class Backup:
    """A copy: when it was made (ISO, UTC), why ("start", "import", "migration", "asked" ...), how large."""

    path: Path
    at: str
    reason: str
    size: int


class Backups:
    """The copies of one library file."""

    def __init__(self, library: Path, *, limit: int = BYTES) -> None:
        self.library, self.limit = library, limit
        self.folder = library.with_name(library.name + "-backups")
        self.failure: WorldFailure | None = None  # of the last one made in the background
        self.not_cleaned: list[Path] = []  # copies that could not be read when something was erased
        self._thread: threading.Thread | None = None
        self._then: Callable[[], None] = lambda: None

    def all(self) -> tuple[Backup, ...]:
        """Every copy, the newest first."""
        found = []
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                if m := _NAME.match(path.name):
                    at = datetime.strptime(m[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                    found.append((m[1], int(m[2]), Backup(path, at.strftime("%Y-%m-%dT%H:%M:%SZ"), m[3], path.stat().st_size)))
        return tuple(b for _, _, b in sorted(found, key=lambda f: f[:2], reverse=True))

    def make(self, library: Library, reason: str) -> Backup | None:
        """Copy now, verify, rotate. None when nothing changed since the last copy. Raises Full, ReadOnly, Corrupt ..."""
        self.wait()
        state = _state(library.db.conn)
        if state == library.meta("backed_up") and self.all():
            return None
        made = self._copy(library.db.conn, reason, library.clock())
        library.set_meta("backed_up", state)
        return made

    def make_of(self, connection: sqlite3.Connection, now: datetime) -> None:
        """Copy a library that is about to be migrated."""
        self._copy(connection, "migration", now)

    def start(self, library: Library, reason: str) -> None:
        """Copy in a thread of its own, over the same connection. `wait` ends it; `failure` says what went wrong.

        What is written meanwhile is copied too, or makes the next copy. Where SQLite is not built serialised it is copied at once.
        """
        self.wait()
        self.failure = None
        state = _state(library.db.conn)
        if state == library.meta("backed_up") and self.all():
            return
        now = library.clock()

        def copy() -> None:
            try:
                self._copy(library.db.conn, reason, now)
            except WorldFailure as e:
                self.failure = e

        def copied() -> None:
            if self.failure is None:
                library.set_meta("backed_up", state)

        if sqlite3.threadsafety < 3:
            copy()
            copied()
        else:
            self._run(copy, copied)

    def start_cleaning(self, schema: Schema = SCHEMA) -> None:
        """Carry out the erasures that lie beside the library in every copy that is older than they are, in a thread of its own.

        What a quit or a kill leaves undone is done after the next opening; `not_cleaned` are the copies that could not be read.
        """
        self.wait()
        overdue = self.overdue()
        if overdue:
            marks = read_marks_beside(self.library)
            self._run(lambda: self._clean_all(overdue, marks, schema), lambda: None)

    def overdue(self) -> list[Path]:
        """The copies, also those set aside, that have not had the last erasure."""
        try:
            since = beside(self.library).stat().st_mtime_ns
        except OSError:
            return []
        return [p for p in [*(b.path for b in self.all()), *self.set_aside()] if p.stat().st_mtime_ns <= since]

    def _clean_all(self, paths: Sequence[Path], marks: Sequence[Mark], schema: Schema) -> None:
        self.not_cleaned = []
        for path in paths:
            try:
                _clean(path, marks, schema)
                os.utime(path)
            except (Failure, OSError):
                self.not_cleaned.append(path)

    def _run(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self._then = then
        self._thread = threading.Thread(target=work, name="copies", daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Until nothing is being copied or cleaned, or so many seconds. Returns whether all is done. Outside a transaction."""
        if self._thread is not None:
            self._thread.join(seconds)
            if self._thread.is_alive():
                return False
            self._thread = None
            self._then()
        return True

    def _copy(self, source: sqlite3.Connection, reason: str, now: datetime) -> Backup:
        with told(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            number = 1 + max((int(m[2]) for p in self.folder.iterdir() if (m := _NAME.match(p.name))), default=0)
            stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
            path = self.folder / f"{stamp}-{number}-{reason}.sqlite"
            part = path.with_name(path.name + ".part")
            with contextlib.suppress(FileNotFoundError):
                part.unlink()
            try:
                target = sqlite3.connect(part, isolation_level=None)
                try:
                    os.chmod(part, 0o600)
                    source.backup(target, pages=_PAGES, sleep=_PAUSE)
                    target.execute("pragma secure_delete=on")
                    if target.execute("select 1 from sqlite_master where name='draft'").fetchone():
                        target.execute("delete from draft where field=?", (UNSEEN,))
                    target.execute("pragma journal_mode=delete")
                finally:
                    target.close()
                _verify(part)
                _sync(part)
                os.replace(part, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    part.unlink()
                raise
        self._rotate()
        return Backup(path, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), reason, path.stat().st_size)

    def _rotate(self) -> None:
        every = self.all()
        for b in set(every) - set(kept(every, self.limit)):
            with contextlib.suppress(OSError):
                b.path.unlink()

    def set_aside(self) -> tuple[Path, ...]:
        """Libraries that were moved aside when a copy was put in their place, or when they could not be read."""
        return tuple(sorted(p for p in self.library.parent.glob(f"{self.library.name}.aside-*") if not p.name.endswith(("-wal", "-shm"))))

    def restore(self, backup: Path, now: datetime, schema: Schema = SCHEMA) -> Path | None:
        """Put a copy in the library's place, as a new replica that merges with colleagues' newer files. The library must be closed.

        What was erased since is erased in it before it stands there. Returns where the library of before was moved, if there was one.
        """
        if not backup.is_file():
            raise Missing("backup", path=str(backup))
        with told(self.library):
            inspect(backup)
            fresh = self.library.with_name(self.library.name + ".restoring")
            for tail in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    fresh.with_name(fresh.name + tail).unlink()
            try:
                shutil.copyfile(backup, fresh)
                os.chmod(fresh, 0o600)
                _verify(fresh)
                _clean(fresh, read_marks_beside(self.library), schema, new_replica=True)
                _sync(fresh)
                aside = self.move_aside(now)
                os.replace(fresh, self.library)
            except BaseException:
                for tail in ("", "-wal", "-shm"):
                    with contextlib.suppress(OSError):
                        fresh.with_name(fresh.name + tail).unlink()
                raise
        return aside

    def move_aside(self, now: datetime) -> Path | None:
        """Move the library, whatever state it is in, out of the way; nothing of it is changed."""
        if not self.library.exists():
            return None
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        number = 1
        while (aside := self.library.with_name(f"{self.library.name}.aside-{stamp}-{number}")).exists():
            number += 1
        with told(self.library):
            for tail in ("-wal", "-shm", ""):
                old = self.library.with_name(self.library.name + tail)
                if old.exists():
                    os.replace(old, aside.with_name(aside.name + tail))
        return aside


def kept(backups: Sequence[Backup], limit: int = BYTES) -> list[Backup]:
    """Which copies stay, of all of them the newest first: the recent ones, the newest of each of seven days and four weeks, and of
    these as many as have room. The newest always stays."""
    stay: dict[Path, Backup] = {b.path: b for b in backups[:RECENT]}
    days: dict[str, Backup] = {}
    weeks: dict[tuple[int, int], Backup] = {}
    for b in backups:
        days.setdefault(b.at[:10], b)
        year, week, _ = datetime.fromisoformat(b.at).isocalendar()
        weeks.setdefault((year, week), b)
    for b in [*list(days.values())[:DAILY], *list(weeks.values())[:WEEKLY]]:
        stay[b.path] = b
    out: list[Backup] = []
    room = limit
    for b in sorted(stay.values(), key=backups.index):
        room -= b.size
        if out and room < 0:
            break
        out.append(b)
    return out


def _state(connection: sqlite3.Connection) -> str:
    """Differs when something that is backed up has changed."""
    last = connection.execute("select id from change where seq=(select max(seq) from change)").fetchone()
    marks = connection.execute("select count(*),total(upto) from erased").fetchone()
    typed = connection.execute("select max(at) from draft").fetchone()
    return f"{last and last[0]}:{marks[0]}:{marks[1]}:{typed[0]}"


def _verify(path: Path) -> None:
    try:
        copy = sqlite3.connect(path, isolation_level=None)
        try:
            found = copy.execute("pragma quick_check(1)").fetchone()[0]
            ours = copy.execute("pragma application_id").fetchone()[0] == APPLICATION
        finally:
            copy.close()
    except sqlite3.Error as e:
        raise kind_of(e, path) or Corrupt("damaged", path=str(path)) from e
    if found != "ok" or not ours:
        raise Corrupt("damaged", path=str(path))


def _clean(path: Path, marks: Sequence[Mark], schema: Schema, *, new_replica: bool = False) -> None:
    """Open a copy, erase what is to be erased, and leave it as one file that a power cut cannot leave half written."""
    library: Any = open_library(path, schema=schema)
    try:
        changed = apply_marks(library, list(marks))
        if new_replica:
            library.db.execute("delete from meta where key in ('site','whereabouts','backed_up')")
        with told(path):
            library.db.execute("pragma wal_checkpoint(truncate)")
            if changed:
                library.db.execute("vacuum")
                library.db.execute("pragma wal_checkpoint(truncate)")
            library.db.execute("pragma journal_mode=delete")
    finally:
        library.close()
    with contextlib.suppress(FileNotFoundError):
        beside(path).unlink()


def _sync(path: Path) -> None:
    with path.open("rb+") as f:
        os.fsync(f.fileno())
