"""Erasure: a name leaves the log, the tables, the undo history, the free pages and our own backups. Marks stay, for ever.

The marks lie beside the library too, in `<library>.erased`, one JSON list a line: a backup that is older than an erasure is cleaned by
them before it opens.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from verkstad.domain.change import Mark, canonical
from verkstad.domain.fields import Id
from verkstad.storage.connection import told
from verkstad.storage.library import Library, Reading
from verkstad.storage.steps import forget_all
from verkstad.storage.tables import CHANGE, read_change


def said_in_log(library: Reading, wanted: Callable[[str], bool], *kinds: str) -> Iterator[tuple[str, Id, dict[str, Any]]]:
    """What the log has said that may be wanted, what was removed, replaced and undone too: (kind, row, wire name -> value), oldest first.

    `wanted` sees a change's values as they are stored, one long text. `kinds`: only rows of these, when given.
    """
    where = f" where kind in ({','.join('?' * len(kinds))})" if kinds else ""
    for kind, row, vals in library.db.execute(f"select kind,row,vals from change{where} order by seq", kinds):
        if wanted(vals):
            yield kind, row, {wire: said[1] for wire, said in json.loads(vals).items() if len(said) == 2}


def mark_erased(library: Library, mark: Mark) -> None:
    """Remember an erasure. Inside a transaction."""
    library.db.execute(
        "insert into erased values(?,?,?) on conflict(row,field) do update set upto=max(upto,excluded.upto)",
        (mark.row, mark.field, mark.upto),
    )


def blank_in_log(library: Library, mark: Mark) -> None:
    """Set the mark, blank every value it hits, drop what was typed and undone, and fold the row again. Inside a transaction."""
    db = library.db
    mark_erased(library, mark)
    for r in db.execute(f"select {CHANGE},seq from change where row=? and lamport<=?", (mark.row, mark.upto)).fetchall():
        blanked = read_change(r).without({mark.field} if mark.field else None)
        db.execute("update change set vals=? where seq=?", (canonical(blanked.values), r[11]))
    db.execute("delete from draft where row=?", (mark.row,))
    forget_all(library)
    library.folding.now([mark.row])


def scrub(library: Library) -> None:
    """After the commit of an erasure: nothing of it is left in free pages or in the write-ahead log, and the marks lie beside."""
    if library.path is None:
        return
    write_marks_beside(library)
    with told(library.path):
        library.db.execute("pragma wal_checkpoint(truncate)")
        library.db.execute("vacuum")
        library.db.execute("pragma wal_checkpoint(truncate)")


def beside(path: Path) -> Path:
    return path.with_name(path.name + ".erased")


def write_marks_beside(library: Library) -> None:
    """Write every mark to the file beside the library, the old or the new whole."""
    assert library.path is not None
    rows = library.db.execute("select row,field,upto from erased order by row,field").fetchall()
    marks = {(m.row, m.field): m for m in read_marks_beside(library.path)}
    for row, field, upto in rows:
        old = marks.get((row, field))
        marks[row, field] = Mark(row, field, max(upto, old.upto if old else 0))
    text = "".join(json.dumps([m.row, m.field, m.upto]) + "\n" for m in marks.values())
    target = beside(library.path)
    part = target.with_name(target.name + ".part")
    with told(library.path):
        with part.open("w", encoding="utf-8") as f:
            os.chmod(part, 0o600)
            f.write(text)
            f.flush()
            os.fsync(f.fileno())
        os.replace(part, target)


def read_marks_beside(path: Path) -> list[Mark]:
    """The marks beside a library; a line that cannot be read is passed over."""
    try:
        lines = beside(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    marks = []
    for line in lines:
        with contextlib.suppress(ValueError, TypeError):
            row, field, upto = json.loads(line)
            if isinstance(row, str) and isinstance(field, str) and isinstance(upto, int):
                marks.append(Mark(row, field, upto))
    return marks


def apply_marks(library: Library, marks: list[Mark]) -> bool:
    """Carry out erasures that this library has not had; in a transaction of its own. Returns whether anything was blanked."""
    had = {(r[0], r[1]): r[2] for r in library.db.execute("select row,field,upto from erased").fetchall()}
    todo = [m for m in marks if had.get((m.row, m.field), -1) < m.upto]
    if not todo:
        return False
    library.begin()
    try:
        for m in todo:
            blank_in_log(library, m)
        library.commit()
    except BaseException:
        library.rollback()
        raise
    library.folding.touched = {}
    return True
