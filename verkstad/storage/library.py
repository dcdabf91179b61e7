"""A library: one file (or one in memory) with everything a facilitator has, and how it is read.

`Reading` is what questions see. `Library` adds opening and closing; what writes lies beside it (`writing`, `undo`, `merging`,
`erasing`, `backups`) and is reached through the workbench.
"""

from __future__ import annotations

import json
import platform
import secrets
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from verkstad.domain.change import Change, Head, History
from verkstad.domain.errors import Corrupt, Missing
from verkstad.domain.fields import Id, Row
from verkstad.domain.schema import GONE, SCHEMA, Schema
from verkstad.domain.values import frozen
from verkstad.storage.connection import Database, Emptying, check, connect, told
from verkstad.storage.folding import Folding, schema_state, uncollected
from verkstad.storage.migrations import migrate, pending
from verkstad.storage.tables import CHANGE, Tables, read_change

V = TypeVar("V", bound=Row)

NAMESPACE = uuid.UUID("6f1c3a52-8d0e-5b7a-9c14-2e55a0f7d3b1")  # of ids derived from their ends; for ever
Clock = Callable[[], datetime]
Entropy = Callable[[int], bytes]


def system_clock() -> datetime:
    return datetime.now(UTC)


@frozen
class Competing:
    """One of several values that stand against each other: what, by whom (an id), when (for display only), in which change."""

    value: Any
    actor: Id
    at: str
    change: str


class Reading:
    """What can be asked of a library. Values come out frozen; nothing here writes."""

    db: Database
    tables: Tables
    schema: Schema
    path: Path | None

    def get(self, value: type[V], id: Id | None) -> V | None:
        """The row, when it is there."""
        if not id:
            return None
        table, read = self.tables.of(value)
        r = self.db.execute(table.by_id, (id,)).fetchone()
        return None if r is None else read(r)

    def need(self, value: type[V], id: Id) -> V:
        """The row; raises Missing."""
        found = self.get(value, id)
        if found is None:
            raise Missing("row", kind=value.KIND.name, id=id)
        return found

    def children(self, value: type[V], parent: Id | None) -> tuple[V, ...]:
        """The rows of a kind under a row (None: those that stand on their own), in their order."""
        table, read = self.tables.of(value)
        return tuple(map(read, self.db.execute(table.children, (parent,)).fetchall()))

    def where(self, value: type[V], **equals: Any) -> tuple[V, ...]:
        """The rows whose columns have these values; a tuple, list or set means any of them. In order of rank and id."""
        table, read = self.tables.of(value)
        asked = [
            [*map(read, self.db.execute(f"{table.select}{where} order by rank,id", given).fetchall())]
            for where, given in _conditions(table.known, equals)
        ]
        if len(asked) == 1:
            return tuple(asked[0])
        return tuple(sorted((row for rows in asked for row in rows), key=lambda r: (r.rank, r.id)))

    def all(self, value: type[V]) -> tuple[V, ...]:
        return self.where(value)

    def count(self, value: type[V], **equals: Any) -> int:
        table, _ = self.tables.of(value)
        return sum(
            self.db.execute(f'select count(*) from "{table.name}"{where}', given).fetchone()[0]
            for where, given in _conditions(table.known, equals)
        )

    def columns(self, value: type[Row], *names: str) -> list[tuple[Any, ...]]:
        """Some columns of every row of a kind, as they are kept (a flag is 1 or 0) and in no order: for lists of thousands."""
        table, _ = self.tables.of(value)
        if not set(names) <= table.known:
            raise TypeError(f"no such columns: {names}")
        wanted = ",".join(f'"{name}"' for name in names)
        return self.db.execute(f'select {wanted} from "{table.name}"').fetchall()

    def tally(
        self, value: type[Row], by: str, *, without: Mapping[str, Any] | None = None, equals: Mapping[str, Any] | None = None
    ) -> dict[Any, int]:
        """How many rows of a kind have each value of the column `by`, those that have none left out; rows where a column equals what
        `without` names are not counted, and of the others only those where every column equals what `equals` names."""
        table, _ = self.tables.of(value)
        without, equals = without or {}, equals or {}
        if not {by, *without, *equals} <= table.known:
            raise TypeError(f"no column {by}")
        # "is not null" lets SQLite count in the index of a reference, which holds only those that are set.
        where = " and ".join(
            [f'where "{by}" is not null', *(f'"{name}" is not ?' for name in without), *(f'"{name}" is ?' for name in equals)]
        )
        rows = self.db.execute(
            f'select "{by}", count(*) from "{table.name}" {where} group by "{by}"', (*without.values(), *equals.values())
        )
        return dict(rows.fetchall())

    def kind_of(self, id: Id) -> str | None:
        """The wire name of the kind of a row the log knows, also one that is removed or waits."""
        r = self.db.execute("select kind from state where row=?", (id,)).fetchone()
        return r[0] if r else None

    def removed(self, value: type[Row], scope: Id) -> tuple[Id, ...]:
        """The rows of a kind that were removed from a scope, in no order; the log knows what they were."""
        rows = self.db.execute("select row from state where scope=? and kind=? and gone=1", (scope, value.KIND.name))
        return tuple(r[0] for r in rows.fetchall())

    def scope_of(self, id: Id) -> Id | None:
        r = self.db.execute("select scope from state where row=?", (id,)).fetchone()
        return r[0] if r else None

    def history(self, id: Id) -> tuple[Change, ...]:
        """Every change of a row, in the order they came."""
        return tuple(map(read_change, self.db.execute(f"select {CHANGE} from change where row=? order by seq", (id,)).fetchall()))

    def conflicts(self, id: Id) -> dict[str, tuple[Competing, ...]]:
        """What stands open on a row: wire name of a field -> the competing values, oldest first.

        `_gone` stands for kept or removed: a removal (value 1) against what its author had not seen.
        """
        r = self.db.execute("select asks from state where row=?", (id,)).fetchone()
        if r is None or r[0] == "{}":
            return {}
        names = [n for n in json.loads(r[0]) if n != "+"]
        past = History(self.schema, self.history(id))
        out: dict[str, tuple[Competing, ...]] = {}
        for name in names:
            stand = [h for h in past.heads(name) if not h.erased]
            if name == GONE:
                stand = [h for h in stand if h.value == 1] + _unseen(past)
            out[name] = tuple(_competing(past, name, stand))
        return out

    def merged(self, id: Id) -> tuple[str, ...]:
        """The fields of a row whose shown text was put together from two people's and has not been looked at since."""
        r = self.db.execute("select asks from state where row=?", (id,)).fetchone()
        return tuple(json.loads(r[0]).get("+", ())) if r else ()

    def open_conflicts(self, scope: Id | None = None) -> tuple[tuple[str, Id], ...]:
        """(kind, row) of every row with something to decide, in one scope or in all."""
        where, given = ("", ()) if scope is None else (" and scope=?", (scope,))
        # "+row": ordered by the key itself, SQLite reads every row there is rather than the index of the few with something to decide.
        rows = self.db.execute(f"select kind,row,asks from state where asks<>'{{}}'{where} order by +row", given).fetchall()
        return tuple((r[0], r[1]) for r in rows if any(n != "+" for n in json.loads(r[2])))

    def derived_id(self, kind: str, *ends: Id) -> Id:
        """The id of a relation that can exist only once: the same on every replica. After an erasure the next one is given."""
        turn = 0
        while True:
            told_ends = "\n".join((kind, *ends)) + (f"\n#{turn}" if turn else "")
            made = str(uuid.uuid5(NAMESPACE, told_ends))
            if self.db.execute("select 1 from erased where row=? and field=''", (made,)).fetchone() is None:
                return made
            turn += 1


def _conditions(known: frozenset[str], equals: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """The where clauses that together ask for `equals`; several when a list is longer than one statement may name."""
    parts: list[str] = []
    given: list[Any] = []
    many: tuple[str, list[Any]] | None = None
    for name, wanted in equals.items():
        if name not in known:
            raise TypeError(f"no column {name}")
        if isinstance(wanted, (tuple, list, set, frozenset)):
            choices = list(dict.fromkeys(wanted))
            if not choices:
                return
            if len(choices) > 500 and many is None:
                many = (name, choices)
                continue
            parts.append(f'"{name}" in ({",".join("?" * len(choices))})')
            given += choices
        elif wanted is None:
            parts.append(f'"{name}" is null')
        else:
            parts.append(f'"{name}"=?')
            given.append(wanted)
    if many is None:
        yield (" where " + " and ".join(parts) if parts else ""), given
        return
    name, choices = many
    for start in range(0, len(choices), 500):
        part = choices[start : start + 500]
        yield " where " + " and ".join([*parts, f'"{name}" in ({",".join("?" * len(part))})']), [*given, *part]


def _unseen(past: History) -> list[Head]:
    """The values a removal had not seen, which keep its row."""
    stand = past.heads(GONE)
    seen = past.seen_by(i for h in stand if h.value == 1 for i in past.by_id[h.id].covers)
    return [h for h in stand if h.value == 0] or [
        h for name in past.said if name != GONE for h in past.heads(name) if h.id not in seen and not h.erased
    ][:1]


def _competing(past: History, name: str, stand: Sequence[Head]) -> Iterator[Competing]:
    for h in sorted(stand, key=lambda h: (h.lamport, h.id)):
        c = past.by_id[h.id]
        own = h.id in past.said.get(name, {})
        yield Competing(past.said[name][h.id].value if own else 0, c.actor, c.at, c.id)


class Library(Reading):
    """An open library. Made by `open_library`; closed once."""

    def __init__(self, db: Database, schema: Schema, path: Path | None, clock: Clock, entropy: Entropy, machine: str) -> None:
        self.db, self.schema, self.path = db, schema, path
        self.tables = Tables(schema)
        self.clock, self.entropy, self.machine = clock, entropy, machine
        self.folding = Folding(db, self.tables)
        self.site = self.actor = ""
        self.lamport = 0
        self.drafted: set[Id] = set()  # rows with something typed that is not settled
        self._large = False
        self._emptying: Emptying | None = None

    def meta(self, key: str) -> Any:
        r = self.db.execute("select value from meta where key=?", (key,)).fetchone()
        return r[0] if r else None

    def set_meta(self, key: str, value: Any) -> None:
        self.db.execute("insert into meta values(?,?) on conflict(key) do update set value=excluded.value", (key, value))

    def last_seq(self) -> int:
        r = self.db.execute("select max(seq) from change").fetchone()
        return r[0] or 0

    def changes(self, after: int = 0) -> tuple[Change, ...]:
        """The whole log, or what was written after a place in it. For tests and checks: a library may hold a million."""
        return tuple(map(read_change, self.db.execute(f"select {CHANGE} from change where seq>? order by seq", (after,)).fetchall()))

    def erased_rows(self) -> frozenset[Id]:
        return frozenset(r[0] for r in self.db.execute("select row from erased where field=''"))

    def shown(self) -> dict[Id, tuple[Any, ...]]:
        """Everything the typed tables hold, in the shape of `domain.change.fold`. For tests and checks."""
        asks = dict(self.db.execute("select row,asks from state").fetchall())
        out: dict[Id, tuple[Any, ...]] = {}
        for kind, table in self.tables.by_kind.items():
            for r in self.db.execute(table.select):
                out[r[0]] = (kind, r[1], r[2], r[3], tuple(r[4:]), asks[r[0]])
        return dict(sorted(out.items()))

    def begin(self, *, large: bool = False) -> None:
        """Begin writing. After the commit of a `large` transaction the write-ahead log is emptied beside other work, not inside it."""
        if self._emptying is not None and self._emptying.ended():
            self._end_emptying()
        with told(self.path):
            self.db.execute("begin immediate")
        self._large = large and self.path is not None
        if self._large:
            self.db.execute("pragma wal_autocheckpoint=0")

    def commit(self) -> None:
        try:
            with told(self.path):
                self.db.execute("commit")
            if self._large and self.path is not None:
                self._end_emptying(again=True)
        except BaseException:
            self.rollback()
            raise

    def rollback(self) -> None:
        if self.db.conn.in_transaction:
            self.db.execute("rollback")
        if self._large:
            self._end_emptying()
        self.folding.touched = {}

    def _end_emptying(self, *, again: bool = False) -> None:
        """SQLite empties the log by itself again, unless it is emptied once more."""
        if self._emptying is not None:
            self._emptying.wait()
        self._large = False
        self._emptying = Emptying(self.db.conn) if again and self.path is not None else None
        if self._emptying is None:
            self.db.execute("pragma wal_autocheckpoint=1000")

    def close(self) -> None:
        if self._emptying is not None:
            self._emptying.wait()
            self._emptying = None
        self.db.conn.close()

    def _identify(self) -> None:
        """Draw a new site when the file is not where, or not the file, it was: two copies must never write as one."""
        here = self._whereabouts()
        if self.meta("site") is None or self.meta("whereabouts") != here:
            self.set_meta("site", self.entropy(8).hex())
            self.set_meta("whereabouts", here)
        if self.meta("actor") is None:
            self.set_meta("actor", self.entropy(8).hex())
        self.site, self.actor = self.meta("site"), self.meta("actor")
        last = self.db.execute("select lamport from change where seq=(select max(seq) from change)").fetchone()
        self.drafted = {r[0] for r in self.db.execute("select distinct row from draft")}
        lamports = (self.meta("lamport") or 0, last[0] if last else 0)
        if not (isinstance(self.site, str) and isinstance(self.actor, str) and all(isinstance(n, int) for n in lamports)):
            raise Corrupt("damaged", path=str(self.path))
        self.lamport = max(lamports)

    def _whereabouts(self) -> str:
        if self.path is None:
            return "memory"
        s = self.path.stat()
        return json.dumps([self.machine, str(self.path.resolve()), s.st_dev, s.st_ino])

    def _stale_kinds(self) -> tuple[list[str], dict[str, str], list[str]]:
        had = self.meta("schema") or "{}"
        had = json.loads(had) if isinstance(had, str) else None
        if not isinstance(had, dict):
            raise Corrupt("damaged", path=str(self.path))
        have = schema_state(self.schema)
        return [k for k in have if had.get(k) != have[k]], have, [k for k in had if k not in have]


def open_library(
    path: Path | None = None,
    *,
    schema: Schema = SCHEMA,
    clock: Clock = system_clock,
    entropy: Entropy = secrets.token_bytes,
    machine: str | None = None,
    progress: Callable[[int], None] | None = None,
    before_migration: Callable[[sqlite3.Connection, datetime], None] | None = None,
) -> Library:
    """Open or make a library; in memory without a path. The caller holds the instance lock.

    Raises Foreign, Newer, Corrupt, Unreadable, ReadOnly, Busy, Full; a refused file is left as it was, byte for byte.
    `progress` hears how many rows are folded anew when this version reads the log otherwise than the last one did.
    """
    db = connect(path)
    try:
        with told(path):
            check(db, path)
            if before_migration is not None and db.execute("select 1 from sqlite_master").fetchone() and pending(db, path):
                before_migration(db.conn, clock())
            migrate(db, path)
            library = Library(db, schema, path, clock, entropy, platform.node() if machine is None else machine)
            db.execute("begin immediate")
            try:
                stale, have, former = library._stale_kinds()
                library._identify()
                for kind in former:
                    db.execute(f'drop table if exists "v_{kind}"')
                for done in uncollected(library.folding.rebuild(stale)) if stale else ():
                    if progress is not None:
                        progress(done)
                library.folding.touched = {}
                if stale or former:
                    library.set_meta("schema", json.dumps(have))
                db.execute("commit")
            except BaseException:
                if db.conn.in_transaction:
                    db.execute("rollback")
                raise
        return library
    except BaseException:
        db.conn.close()
        raise
