"""Taking in what came from elsewhere, and giving out what is to go elsewhere. A merge is the union of changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from verkstad.domain.change import DIRECTORY, Change, Mark
from verkstad.domain.fields import Id
from verkstad.domain.merge import Bundle, Plan, plan, sift, sort_marks, verify
from verkstad.storage.erasing import mark_erased
from verkstad.storage.library import Library, Reading
from verkstad.storage.steps import forget_undone
from verkstad.storage.tables import CHANGE, INSERT_CHANGE, change_row, read_change

PORTION = 64
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")


def changes_of(library: Reading, rows: Collection[Id]) -> dict[Id, list[Change]]:
    """Every change of these rows that is here."""
    out: dict[Id, list[Change]] = {}
    every = list(dict.fromkeys(rows))
    for start in range(0, len(every), PORTION):
        part = every[start : start + PORTION]
        sql = f"select {CHANGE} from change where row in ({','.join('?' * len(part))}) order by seq"
        for r in library.db.execute(sql, part).fetchall():
            out.setdefault(r[7], []).append(read_change(r))
    return out


def marks_here(library: Reading, rows: Collection[Id] | None = None) -> list[Mark]:
    """The erasures this library knows of, all of them or those of some rows."""
    marks = [Mark(*r) for r in library.db.execute("select row,field,upto from erased order by row,field").fetchall()]
    return marks if rows is None else [m for m in marks if m.row in rows]


def preview(library: Library, bundle: Bundle) -> Plan:
    """What taking this in would do. Nothing is written. Raises Corrupt."""
    rows = {c.row for c in bundle.changes} | {m.row for m in bundle.marks}
    return plan(library.schema, bundle, changes_of(library, rows), marks_here(library, rows))


def erasures_first(library: Library, bundle: Bundle, accepted: Collection[Mark]) -> list[Mark]:
    """The erasures of a bundle that are to be carried out before it is taken in: those that were accepted and would blank something."""
    held = changes_of(library, {m.row for m in bundle.marks})
    asked, _ = sort_marks(library.schema, bundle, held, marks_here(library))
    wanted = set(accepted)
    return [m for m, _ in asked if m in wanted]


def take_in(library: Library, bundle: Bundle) -> Iterator[int]:
    """Add what is not here yet, inside a transaction; yields between portions. Erasures that were not accepted are passed over.

    Raises Corrupt before anything is written when a change is not what its id says.
    """
    for start in range(0, len(bundle.changes), PORTION):
        verify(Bundle(bundle.changes[start : start + PORTION]))
        yield 0
    by_row: dict[Id, list[Change]] = {}
    for c in bundle.changes:
        by_row.setdefault(c.row, []).append(c)
    verify_rows(by_row)
    _, quiet = sort_marks(library.schema, bundle, changes_of(library, {m.row for m in bundle.marks}), marks_here(library))
    for m in quiet:
        mark_erased(library, m)
    if quiet:
        forget_undone(library)
    here = marks_here(library, by_row.keys())
    every = list(by_row)
    touched: list[Id] = []
    done = 0
    for start in range(0, len(every), PORTION):
        rows = every[start : start + PORTION]
        marks = [m for m in here if m.row in by_row and m.row in set(rows)]
        fresh = sift(Bundle(tuple(c for row in rows for c in by_row[row])), changes_of(library, rows), marks)
        if fresh:
            library.db.conn.executemany(INSERT_CHANGE, [change_row(c) for c in fresh])
            library.lamport = max(library.lamport, *(c.lamport for c in fresh))
            touched += dict.fromkeys(c.row for c in fresh)
        done += sum(len(by_row[row]) for row in rows)
        yield done
    library.set_meta("lamport", library.lamport)
    yield from library.folding.steps(touched)


def verify_rows(by_row: dict[Id, list[Change]]) -> None:
    """A row belongs to one kind and one scope in all of its changes."""
    for said in by_row.values():
        if len({(c.kind, c.scope) for c in said}) > 1:
            verify(Bundle(tuple(said)))


def give_out(library: Reading, scopes: Iterable[Id] | None, *, without_participants: bool = False) -> Bundle:
    """Everything of these scopes, and the directory rows it refers to; the whole library when None.

    Without participants, whole rows of personal kinds are left out; no value is blanked in a row that is sent.
    """
    kinds: dict[Id, str] = {}
    if scopes is None:
        kinds.update(library.db.execute("select row,kind from state").fetchall())
    else:
        for scope in dict.fromkeys(scopes):
            kinds.update(library.db.execute("select row,kind from state where scope=?", (scope,)).fetchall())
    sent: dict[Id, list[Change]] = {}
    todo = _allowed(library, kinds, without_participants)
    while todo:
        got = changes_of(library, todo)
        sent |= got
        if scopes is None:
            break
        named = {value for said in got.values() for c in said for value in _ids_named(c)}
        todo = _allowed(library, _directory_rows(library, named, got.keys()), without_participants) - sent.keys()
    changes = tuple(c for said in sent.values() for c in said)
    whole = {r[0] for r in library.db.execute("select row from erased where field=''").fetchall()}
    marks = tuple(m for m in marks_here(library) if m.row in sent or m.row in whole)
    return Bundle(changes, marks)


def _allowed(library: Reading, kinds: dict[Id, str], without_participants: bool) -> set[Id]:
    return {row for row, kind in kinds.items() if not (without_participants and library.schema.is_personal(kind))}


def _ids_named(c: Change) -> Iterator[Id]:
    """Every id a change speaks of: references, and text that is the id of an own role or method."""
    for said in c.values.values():
        if len(said) == 2:
            for value in said[1] if isinstance(said[1], (list, tuple)) else (said[1],):
                if isinstance(value, str) and len(value) == 36 and _ID.match(value):
                    yield value


def _directory_rows(library: Reading, named: Collection[Id], parents: Collection[Id]) -> dict[Id, str]:
    """Which of the named rows are in the directory, and the directory rows that stand under the ones already sent."""
    out: dict[Id, str] = {}
    for sql, ids in (("row", named), ("parent", parents)):
        every = list(ids)
        for start in range(0, len(every), PORTION):
            part: list[Any] = every[start : start + PORTION]
            found = library.db.execute(
                f"select row,kind from state where {sql} in ({','.join('?' * len(part))}) and scope=?", [*part, DIRECTORY]
            )
            out.update(found.fetchall())
    return out
