"""The tables of a library. Those of the log are written by hand; one STRICT table a kind is derived from the schema and folded from the log.

Typed tables are a cache: primary key and types, no other constraint (a legal merge can produce any combination). `state` holds, for
every row the log knows, which changes are its heads and what stands open; a row is in its typed table only while it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from verkstad.domain.change import Change, canonical
from verkstad.domain.fields import Kind, Row
from verkstad.domain.schema import Schema
from verkstad.domain.values import maker
from verkstad.storage.connection import Database, Unsound

V = TypeVar("V", bound=Row)

LOG = """
create table meta(key text primary key, value any) strict, without rowid;
create table change(
  seq integer primary key, id text not null, site text not null, lamport integer not null, at text not null, actor text not null,
  scope text not null, kind text not null, row text not null, vals text not null, prev text not null, covers text not null) strict;
create index change_row on change(row);
create table state(
  row text primary key, kind text not null, scope text not null, parent text, gone integer not null, heads text not null,
  asks text not null) strict, without rowid;
create index state_parent on state(parent);
create index state_scope on state(scope);
create index state_asks on state(scope) where asks <> '{}';
create table erased(row text not null, field text not null, upto integer not null, primary key(row, field)) strict, without rowid;
create table step(
  id integer primary key, label text not null, subject text not null, at text not null, done integer not null,
  first integer not null, last integer not null, back_first integer not null default 0, back_last integer not null default 0,
  import integer not null, aside text) strict;
create index step_undone on step(id) where done=0;
create table draft(
  row text not null, field text not null, body text not null, since text not null, at text not null,
  primary key(row, field)) strict, without rowid;
"""

RUNNING = """create table running(
  workshop text primary key, day text not null, state text not null, midnight integer not null, at real not null, wall real not null,
  mono real not null, boot text not null) strict, without rowid"""

CHANGE = "id,site,lamport,at,actor,scope,kind,row,vals,prev,covers"
INSERT_CHANGE = f"insert into change({CHANGE}) values(?,?,?,?,?,?,?,?,?,?,?)"
PUT_STATE = "insert or replace into state(row,kind,scope,parent,gone,heads,asks) values(?,?,?,?,?,?,?)"


_decode = json.JSONDecoder().raw_decode


def change_row(c: Change) -> tuple[Any, ...]:
    """A change as the columns of CHANGE."""
    return (
        c.id,
        c.site,
        c.lamport,
        c.at,
        c.actor,
        c.scope,
        c.kind,
        c.row,
        canonical(c.values),
        canonical(c.prev) if c.prev else "{}",
        canonical(c.covers) if c.covers else "[]",
    )


def read_change(r: Sequence[Any]) -> Change:
    """A change from the columns of CHANGE. Raises JSONDecodeError or Unsound when they are damaged."""
    try:
        values = {wire: tuple(said) for wire, said in _decode(r[8])[0].items()}
        prev = {} if r[9] == "{}" else {wire: tuple(ids) for wire, ids in _decode(r[9])[0].items()}
        covers = () if r[10] == "[]" else tuple(_decode(r[10])[0])
    except (AttributeError, TypeError) as e:
        raise Unsound("change") from e
    return Change(r[1], r[2], r[3], r[4], r[5], r[6], r[7], values, prev, covers, r[0])


class TypedTable:
    """The table of one kind: its statements, and how its rows become values."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.name = f"v_{kind.name}"
        self.columns = tuple(c.name for c in kind.columns)
        quoted = [f'"{c}"' for c in self.columns]
        every = ",".join(["id", "parent", "rank", "kept", *quoted])
        self.select = f'select {every} from "{self.name}"'
        self.by_id = f"{self.select} where id=?"
        self.children = f"{self.select} where parent is ? order by rank,id"
        self.put = f'insert or replace into "{self.name}"({every}) values({",".join("?" * (4 + len(self.columns)))})'
        self.drop_row = f'delete from "{self.name}" where id=?'
        self._updates: dict[tuple[str, ...], str] = {}
        self.known = frozenset(("id", "parent", "rank", "kept", *self.columns))

    def update(self, columns: tuple[str, ...]) -> str:
        """Statement that sets these columns; the id comes last."""
        if columns not in self._updates:
            self._updates[columns] = f'update "{self.name}" set {",".join(f"{chr(34)}{c}{chr(34)}=?" for c in columns)} where id=?'
        return self._updates[columns]

    def create(self, db: Database) -> None:
        types = {c.name: c.sql for c in self.kind.columns}
        body = ",".join(f'"{name}" {sql}' for name, sql in types.items())
        db.execute(
            f'create table "{self.name}"(id text primary key, parent text, rank text not null, kept integer not null'
            f"{',' if body else ''}{body}) strict"
        )
        db.shaping.table(self.name).create_index(["parent", "rank"], f"{self.name}_place")
        for c in self.kind.columns:
            if c.shape == "ref":
                db.execute(f'create index "{self.name}_{c.name}" on "{self.name}"("{c.name}") where "{c.name}" is not null')

    def reader(self, value: type[V]) -> Callable[[Sequence[Any]], V]:
        """How a row of `select` becomes the value class asked for, which is that of the schema or an older one of the same kind."""
        flags = {"kept", *(c.name for c in self.kind.columns if c.shape == "flag")}
        return maker(value, ("id", "parent", "rank", "kept", *self.columns), flags)


class Tables:
    """The typed tables of a schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.by_kind = {name: TypedTable(kind) for name, kind in schema.kinds.items()}
        self._readers: dict[type[Row], tuple[TypedTable, Callable[[Sequence[Any]], Any]]] = {}

    def of(self, value: type[V]) -> tuple[TypedTable, Callable[[Sequence[Any]], V]]:
        found = self._readers.get(value)
        if found is None:
            table = self.by_kind[value.KIND.name]
            found = self._readers[value] = (table, table.reader(value))
        return found
