"""The one connection to a library file: what is refused before a byte is written, how it is set up, and what its failures are called."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verkstad.domain.errors import Busy, Corrupt, Failure, Foreign, Full, Newer, ReadOnly, Unreadable

if TYPE_CHECKING:
    from sqlite_utils import Database as Shaping

APPLICATION = 0x564B5354  # "VKST"
FORMAT = 1  # raised when an older program could no longer read the file

PRAGMAS = (
    "foreign_keys=on",
    "journal_mode=wal",
    "synchronous=full",
    "busy_timeout=5000",
    "trusted_schema=off",
    "cell_size_check=on",
    "secure_delete=on",
    "fullfsync=on",
)
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_NOT_UTF_8 = "Could not decode to UTF-8"  # Python's own error about a text in the file: it has no code of SQLite's


class Unsound(ValueError):
    """Something in the file has not the shape this program writes, and SQLite could not know."""


class Database:
    """The connection as this room uses it."""

    __slots__ = ("conn",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.conn.execute(sql, parameters)

    @property
    def shaping(self) -> Shaping:
        """The same connection for whoever makes tables. Imported when it is asked for: the import takes a seventh of the whole start."""
        from sqlite_utils import Database as Shaping

        return Shaping(self.conn, execute_plugins=False)


def connect(path: Path | None) -> Database:
    """Open a library file, or one in memory. A file of another kind or a newer version is refused without a byte written.

    Raises Foreign, Newer, Corrupt, Unreadable, ReadOnly, Busy, Full.
    """
    if path is not None:
        inspect(path)
    with told(path):
        # The backup runs in a thread of its own over this connection; SQLite is built serialised and every other use is on one thread.
        connection = sqlite3.connect(
            ":memory:" if path is None else str(path), isolation_level=None, check_same_thread=False, cached_statements=256
        )
        try:
            for pragma in PRAGMAS:
                connection.execute("pragma " + pragma)
            connection.execute("pragma cache_size=-65536")
            if path is not None:
                with contextlib.suppress(OSError):
                    os.chmod(path, 0o600)
        except BaseException:
            connection.close()
            raise
        return Database(connection)


class Emptying:
    """Brings what a large transaction left in the write-ahead log into the library file: over the library's own connection, a moment later.

    SQLite does it inside the commit that makes the log long, and a window would wait for it: a quarter of a second after 10,000 changes.
    A second connection would not be waited for, but SQLite before 3.51.3 can lose data when two connections write and checkpoint one log.
    What a kill leaves undone stands in the log, and SQLite reads it there.
    """

    PAUSE = 2.0  # seconds: what follows an import is drawn by then

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._work, name="emptying", daemon=True)
        self._thread.start()

    def _work(self) -> None:
        self._hurry.wait(self.PAUSE)
        with contextlib.suppress(sqlite3.Error):  # somebody is writing: it is done at a later commit then, or at closing
            self._connection.execute("pragma wal_checkpoint(passive)")

    def ended(self) -> bool:
        return not self._thread.is_alive()

    def wait(self) -> None:
        """Do it now, and return when it is done."""
        self._hurry.set()
        self._thread.join()


def inspect(path: Path) -> None:
    """Refuse what is not a library this program may open, having read its first hundred bytes only. A file that is not there is fine."""
    try:
        if not path.exists():
            return
        if not path.is_file():
            raise Foreign("not_a_file", path=str(path))
        with path.open("rb") as f:
            head = f.read(_HEADER)
    except PermissionError as e:
        raise Unreadable("permission", path=str(path)) from e
    except OSError as e:
        raise Unreadable("io", path=str(path)) from e
    if not head:
        raise Corrupt("empty", path=str(path))
    if not head.startswith(_MAGIC):
        raise Foreign("not_a_library", path=str(path))
    if len(head) < _HEADER:
        raise Corrupt("truncated", path=str(path))
    begun = int.from_bytes(head[68:72], "big") == 0 and int.from_bytes(head[28:32], "big") <= 1  # ended while it was made
    if int.from_bytes(head[68:72], "big") != APPLICATION and not begun:
        raise Foreign("another_program", path=str(path))
    version = int.from_bytes(head[60:64], "big")
    if version > FORMAT:
        raise Newer("library", path=str(path), needed=version, understood=FORMAT)
    size = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() and path.stat().st_size < pages * (65536 if size == 1 else size):
        raise Corrupt("truncated", path=str(path))


def check(db: Database, path: Path | None, *, thorough: bool = False) -> None:
    """Raise Corrupt when SQLite finds damage. Thorough reads every page; otherwise only that the schema can be read."""
    with told(path):
        if db.execute("pragma application_id").fetchone()[0] != APPLICATION:
            if db.execute("select 1 from sqlite_master").fetchone() is not None:
                raise Foreign("another_program", path=str(path))
        elif (version := db.execute("pragma user_version").fetchone()[0]) > FORMAT:
            raise Newer("library", path=str(path), needed=version, understood=FORMAT)
        if thorough:
            found = db.execute("pragma quick_check(3)").fetchone()[0]
            if found != "ok" or db.execute("pragma foreign_key_check").fetchone() is not None:
                raise Corrupt("damaged", path=str(path))
        else:
            db.execute("select count(*) from sqlite_master").fetchone()


@contextlib.contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Give the failures of SQLite and of the disk the names of ours. What is kept as JSON and cannot be read is damage, too."""
    try:
        yield
    except Failure:
        raise
    except (sqlite3.Error, OSError, json.JSONDecodeError, Unsound) as e:
        failure = kind_of(e, path)
        if failure is None:
            raise
        raise failure from e


def kind_of(e: BaseException, path: Path | None) -> Failure | None:
    """Which of the world's failures an exception of SQLite or the disk is; None when it is a bug of ours."""
    where = str(path or "")
    if isinstance(e, OSError):
        if e.errno in (errno.ENOSPC, errno.EDQUOT):
            return Full("disk", path=where)
        if e.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            return ReadOnly("permission", path=where)
        return Unreadable("io", path=where)
    if isinstance(e, (json.JSONDecodeError, Unsound)) or str(e).startswith(_NOT_UTF_8):
        return Corrupt("damaged", path=where)
    code = getattr(e, "sqlite_errorcode", None)
    base = code & 0xFF if isinstance(code, int) else None
    if base == sqlite3.SQLITE_FULL:
        return Full("disk", path=where)
    if base in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy("locked", path=where)
    if base in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return ReadOnly("permission", path=where)
    if base == sqlite3.SQLITE_CORRUPT:
        return Corrupt("damaged", path=where)
    if base == sqlite3.SQLITE_NOTADB:
        return Foreign("not_a_library", path=where)
    if base == sqlite3.SQLITE_CANTOPEN:
        folder = path.parent if path else None
        if folder is not None and folder.is_dir() and not os.access(folder, os.W_OK):
            return ReadOnly("permission", path=where)
        return Unreadable("io", path=where)
    if base == sqlite3.SQLITE_IOERR:
        return Full("disk", path=where) if _no_room(path) else Unreadable("io", path=where)
    return None


def _no_room(path: Path | None) -> bool:
    try:
        return path is not None and shutil.disk_usage(path.parent).free < 1 << 20
    except OSError:
        return False
