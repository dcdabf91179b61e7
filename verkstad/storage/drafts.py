"""What is being typed: committed to a local table while the field has the focus, so that a kill loses half a second at most."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable

from verkstad.domain.fields import Id
from verkstad.domain.values import frozen
from verkstad.storage.library import Library

UNSEEN = "unseen"
"""The column of what was collected and shown to nobody yet. Its moments are not those of the typing, and no backup carries it."""


@frozen
class Draft:
    """Text typed into a column of a row and not settled. `since`: when the typing began; `at`: when it was last kept."""

    row: Id
    column: str
    text: str
    since: str
    at: str


def keep(library: Library, row: Id, column: str, text: str, at: str) -> Draft:
    """Write a draft. Inside a transaction."""
    since = library.db.execute(
        "insert into draft(row,field,body,since,at) values(?,?,?,?,?)"
        " on conflict(row,field) do update set body=excluded.body,at=excluded.at returning since",
        (row, column, text, at, at),
    ).fetchone()[0]
    library.drafted.add(row)
    return Draft(row, column, text, since, at)


def keep_unseen(library: Library, row: Id, text: str, since: str) -> None:
    """Write what nothing may tell the time of: it carries `since`, whenever it was typed. "" drops it. Inside a transaction."""
    forget(library, row, (UNSEEN,))
    if text:
        keep(library, row, UNSEEN, text, since)


def leave_no_trace(library: Library) -> None:
    """What was written over is overwritten with zeros in the file (secure_delete); this takes it out of the write-ahead log, too."""
    if library.path is not None:
        with contextlib.suppress(sqlite3.Error):  # a backup reads: it is done at the next time, or at closing
            library.db.execute("pragma wal_checkpoint(truncate)")


def forget(library: Library, row: Id, columns: Iterable[str]) -> None:
    """Drop the drafts of these columns: they are settled, or were taken back. Inside a transaction."""
    for column in columns:
        library.db.execute("delete from draft where row=? and field=?", (row, column))


def drafts(library: Library, row: Id | None = None, column: str | None = None) -> tuple[Draft, ...]:
    """Everything typed and not settled, of one row or column when given, in the order it was begun."""
    rows = library.db.execute("select row,field,body,since,at from draft order by since,row,field").fetchall()
    return tuple(Draft(*r) for r in rows if row in (None, r[0]) and column in (None, r[1]))
