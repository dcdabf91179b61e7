"""Steps that can be undone and redone, also after a restart.

A step of one's own is undone by taking back, in the log, what its changes say: per row one change that names them without a value
(`domain.change`). A row that was made is removed instead, so that what others built on it is not swallowed. It happens whole or not at
all, and what stands in the way is named. An import is withdrawn: its rows leave the log and are kept aside for redo.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from verkstad.domain.change import Change, History
from verkstad.domain.errors import Blocked
from verkstad.domain.fields import Id
from verkstad.domain.schema import GONE, PLACE
from verkstad.storage.library import Library
from verkstad.storage.tables import CHANGE, INSERT_CHANGE, change_row, read_change
from verkstad.storage.writing import Transaction


def undo(tx: Transaction, library: Library) -> Iterator[int]:
    """Undo the last step inside the transaction `tx`. Raises Blocked, and then nothing is written. Yields between portions."""
    r = library.db.execute("select id,first,last,import from step where done=1 order by id desc limit 1").fetchone()
    step, first, last, imported = r
    if imported:
        yield from _withdraw(library, step, first, last)
        return
    back = library.last_seq() + 1
    rows = _take_back_step(tx, library, _range(library, first, last))
    yield from library.folding.steps(rows)
    library.db.execute("update step set done=0,back_first=?,back_last=? where id=?", (back, library.last_seq(), step))


def redo(tx: Transaction, library: Library) -> Iterator[int]:
    """Redo the step that was undone last."""
    r = library.db.execute("select id,back_first,back_last,import from step where done=0 order by id limit 1").fetchone()
    step, first, last, imported = r
    if imported:
        yield from _put_back(library, step)
        return
    rows = _take_back(tx, library, _range(library, first, last))
    yield from library.folding.steps(rows)
    library.db.execute("update step set done=1 where id=?", (step,))


def _range(library: Library, first: int, last: int) -> list[Change]:
    rows = library.db.execute(f"select {CHANGE} from change where seq between ? and ? order by seq", (first, last)).fetchall()
    return [read_change(r) for r in rows]


def _take_back_step(tx: Transaction, library: Library, mine: list[Change]) -> list[Id]:
    """Take back a step; rows it made are removed. Returns the rows to fold."""
    ids = {c.id for c in mine}
    by_row: dict[Id, list[Change]] = {}
    for c in mine:
        by_row.setdefault(c.row, []).append(c)
    made: dict[Id, History] = {}
    touched: list[Change] = []
    for row, said in by_row.items():
        past = History(library.schema, library.history(row))
        if any(c.value(GONE) == 0 for c in said) and not _stood_without(past, ids):
            made[row] = past
        else:
            touched += said
    blocked: list[dict[str, Any]] = []
    for row, past in made.items():
        blocked += _built_on_row(library, row, past, ids, made.keys())
    if blocked:
        raise Blocked("undo", **blocked[0], count=len(blocked))
    _take_back(tx, library, touched)
    for row, past in made.items():
        prev = {GONE: tuple(h.id for h in past.heads(GONE))}
        covers = {h.id for name in past.said if name != GONE for h in past.heads(name)}
        tx.append(row, past.kind, by_row[row][0].scope, {GONE: ("", 1)}, prev, covers)
    return list(by_row)


def _stood_without(past: History, ids: set[str]) -> bool:
    """Whether the row was there before these changes: something else says that it is, or was, not removed."""
    return any(i not in ids and h.value == 0 and past.counts(GONE, i) for i, h in past.said.get(GONE, {}).items())


def _take_back(tx: Transaction, library: Library, mine: list[Change]) -> list[Id]:
    """Append, row by row, changes that take `mine` back. Raises Blocked when somebody has replaced one of them."""
    ids = {c.id for c in mine}
    by_row: dict[Id, list[Change]] = {}
    for c in mine:
        by_row.setdefault(c.row, []).append(c)
    blocked: list[dict[str, Any]] = []
    for row, said in by_row.items():
        past = History(library.schema, library.history(row))
        blocked += _replaced(past, ids)
        if blocked:
            continue
        names: dict[str, list[str]] = {}
        for c in said:
            for wire in {*c.values, *c.prev}:
                names.setdefault(wire, []).append(c.id)
        tx.append(row, said[0].kind, said[0].scope, {}, {wire: tuple(sorted(i)) for wire, i in names.items()}, ())
    if blocked:
        raise Blocked("undo", **blocked[0], count=len(blocked))
    return list(by_row)


def _replaced(past: History, ids: set[str]) -> list[dict[str, Any]]:
    """Who replaced a value of these changes, and still does."""
    out = []
    for name, told in past.said.items():
        for i in told:
            if i not in ids and past.counts(name, i) and past.prev.get((name, i), set()) & ids:
                c = past.by_id[i]
                out.append({"actor": c.actor, "kind": c.kind, "row": c.row, "field": name})
    return out


def _built_on_row(library: Library, row: Id, past: History, ids: set[str], going: Iterable[Id]) -> list[dict[str, Any]]:
    """What others wrote on a row that would be removed, or put under it."""
    out = []
    for name, told in past.said.items():
        for i in told:
            if i not in ids and past.counts(name, i):
                c = past.by_id[i]
                out.append({"actor": c.actor, "kind": c.kind, "row": row, "field": name})
    going = set(going)
    for child, kind in library.db.execute("select row,kind from state where parent=? and gone=0", (row,)).fetchall():
        if child not in going:
            out.append({"actor": "", "kind": kind, "row": child, "field": PLACE})
    return out


# ---- imports


def _withdraw(library: Library, step: int, first: int, last: int) -> Iterator[int]:
    theirs = _range(library, first, last)
    ids = {c.id for c in theirs}
    rows = list(dict.fromkeys(c.row for c in theirs))
    blocked: list[dict[str, Any]] = []
    whole: set[Id] = set()
    for at, row in enumerate(rows):
        history = library.history(row)
        if all(c.id in ids for c in history):
            whole.add(row)
        else:
            past = History(library.schema, history)
            blocked += _replaced(past, ids)
            if not any(h.value == 0 and i not in ids and past.counts(GONE, i) for i, h in past.said.get(GONE, {}).items()):
                whole.add(row)
        if at % 200 == 199:
            yield at
    if blocked:
        raise Blocked("import", **blocked[0], count=len(blocked))
    aside = json.dumps([change_row(c) for c in theirs])
    library.db.execute("delete from change where seq between ? and ?", (first, last))
    library.db.execute("update step set done=0,aside=? where id=?", (aside, step))
    yield from library.folding.steps(rows)
    for row in whole:
        for child, kind in library.db.execute("select row,kind from state where parent=? and gone=0", (row,)).fetchall():
            if library.db.execute("select 1 from change where row=? and seq>?", (child, last)).fetchone():
                blocked.append({"actor": library.actor, "kind": kind, "row": child, "field": PLACE})
    if blocked:
        raise Blocked("import", **blocked[0], count=len(blocked))


def _put_back(library: Library, step: int) -> Iterator[int]:
    aside = json.loads(library.db.execute("select aside from step where id=?", (step,)).fetchone()[0])
    first = library.last_seq() + 1
    library.db.conn.executemany(INSERT_CHANGE, aside)
    library.db.execute("update step set done=1,aside=null,first=?,last=? where id=?", (first, library.last_seq(), step))
    yield from library.folding.steps(dict.fromkeys(r[7] for r in aside))
