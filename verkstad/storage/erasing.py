"""Erasure: a name leaves the log, the tables, the undo history, the free pages and our own backups. Marks stay, for ever."""

from __future__ import annotations

from verkstad.domain.fields import Id
from verkstad.storage.library import Library
from verkstad.storage.tables import CHANGE, read_change
from verkstad.storage.undo import forget_all


def blank_in_log(library: Library, row: Id, field: str, upto: int) -> None:
    """Set the mark, blank every value it hits, and fold the row again. Inside a transaction."""
    db = library.db
    db.execute(
        "insert into erased values(?,?,?) on conflict(row,field) do update set upto=max(upto,excluded.upto)",
        (row, field, upto),
    )
    for r in db.execute(f"select {CHANGE},seq from change where row=? and lamport<=?", (row, upto)).fetchall():
        blanked = read_change(r).without(None if not field else {field})
        from verkstad.domain.change import canonical

        db.execute("update change set vals=? where seq=?", (canonical(blanked.values), r[11]))
    db.execute("delete from draft where row=?", (row,))
    forget_all(library)
    library.folding.now([row])
