"""The transaction: what an action is handed. It writes what differs, field by field, to the log and the typed tables, both or neither."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from verkstad.domain.change import DIRECTORY, LAMPORT_MAX, Change, Mark, canonical, columns_of, plain, unsaid, wired
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.fields import Column, Id, Kind, Row
from verkstad.domain.rank import LONGEST, between, shortest_run, spread
from verkstad.domain.schema import GONE, PLACE
from verkstad.storage.drafts import forget
from verkstad.storage.erasing import blank_in_log
from verkstad.storage.library import Library, Reading
from verkstad.storage.tables import INSERT_CHANGE, change_row

V = TypeVar("V", bound=Row)

NOBODY = "0" * 16  # the actor of what is written without a name

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?\Z")
_DECIMAL = re.compile(r"-?\d{1,30}(\.\d{1,30})?\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAK = re.compile(r"\s*[\r\n\x85\u2028\u2029]+\s*")


@dataclass(slots=True)
class State:
    """What `state` says of a row: heads as places in the log."""

    kind: str
    scope: Id
    parent: Id | None
    gone: bool
    heads: dict[str, list[int]]
    asks: str


@dataclass(slots=True)
class _Open:
    """The last change of a row in this transaction; while nothing names it, a further put is written into it."""

    seq: int
    change: Change


class Transaction(Reading):
    """Reading and writing inside one database transaction. The only source of time, ids and ranks."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.db, self.tables, self.schema, self.path = library.db, library.tables, library.schema, library.path
        moment = library.clock()
        self.now = moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self.today = (moment.astimezone() if moment.tzinfo is UTC else moment).date().isoformat()
        self.subject = ""
        self.erased = False
        self._moment = moment
        self._said_at, self._actor = self.now, library.actor  # what the changes carry
        self._open: dict[Id, _Open] = {}
        self._read: dict[tuple[type[Row], Id | None], Any] = {}  # emptied by every write
        self._ids = 0
        self._sql = library.db.conn.execute

    # ---- reading what was read a moment ago

    def get(self, value: type[V], id: Id | None) -> V | None:
        """The row, when it is there. What an action reads and then puts is read once."""
        found = self._read.get((value, id))
        if found is None and (found := super().get(value, id)) is not None:
            self._read[value, id] = found
        return found

    # ---- without a name

    def without_a_name(self, at: datetime) -> None:
        """From here on nothing tells who writes, nor when: changes and ids carry nobody and `at`, the same for all of them."""
        self._moment, self._actor = at, NOBODY
        self._said_at = at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    # ---- ids, ranks, words

    def new_id(self) -> Id:
        """A UUID of version 7: sorts by when it was made, also within the transaction."""
        return made_id(self._moment, self._ids, self._count_id())

    def _count_id(self) -> bytes:
        self._ids += 1
        return self._library.entropy(8)

    def rank(self, value: type[Row], parent: Id | None, after: Id | None) -> str:
        """A place just after the sibling `after`, or first when None. Where there is no room, the fewest neighbours move too."""
        kind = value.KIND
        table = self.tables.by_kind[kind.name]
        if after is None:
            first = self._sql(f'select rank from "{table.name}" where parent is ? order by rank,id limit 1', (parent,)).fetchone()
            low, high = None, first[0] if first else None
        else:
            found = self._sql(f'select parent,rank from "{table.name}" where id=?', (after,)).fetchone()
            if found is None or found[0] != parent:
                raise Missing("row", kind=kind.name, id=after)
            low = found[1]
            following = self._sql(
                f'select rank from "{table.name}" where parent is ? and (rank,id)>(?,?) order by rank,id limit 1', (parent, low, after)
            ).fetchone()
            high = following[0] if following else None
        try:
            made = between(low or None, high, self._library.entropy)
            if len(made) <= LONGEST:
                return made
        except ValueError:
            pass
        return self._make_room(kind, parent, after)

    def rank_last(self, value: type[Row], parent: Id | None) -> str:
        """A place after all siblings."""
        table = self.tables.by_kind[value.KIND.name]
        last = self._sql(f'select id from "{table.name}" where parent is ? order by rank desc,id desc limit 1', (parent,)).fetchone()
        return self.rank(value, parent, last[0] if last else None)

    def _make_room(self, kind: Kind, parent: Id | None, after: Id | None) -> str:
        table = self.tables.by_kind[kind.name]
        siblings = self._sql(f'select id,rank from "{table.name}" where parent is ? order by rank,id', (parent,)).fetchall()
        at = 0 if after is None else next(n for n, s in enumerate(siblings, 1) if s[0] == after)
        start, end = shortest_run([s[1] for s in siblings], at)
        low = siblings[start - 1][1] if start else None
        high = siblings[end][1] if end < len(siblings) else None
        fresh = spread(low, high, end - start + 1, self._library.entropy)
        mine = fresh.pop(at - start)
        for (row, _), rank in zip(siblings[start:end], fresh, strict=True):
            state = self._state(row)
            assert state is not None
            self._append(row, state.kind, state.scope, state, {PLACE: [parent, rank]}, {PLACE: state.heads.get(PLACE, [])})
        return mine

    def about(self, subject: str) -> None:
        """Say what the step in the undo menu is about: the name of the thing."""
        self.subject = clean(subject, False)[:120]

    # ---- writing rows

    def put(self, row: V) -> V:
        """Write a row: new when its id is "" or unknown, else only the fields that differ. Returns it as it stands.

        Only shape and length are checked: Refused("shape" | "too_long" | "range" | "place" | "scope" | "erased"), Missing (the parent).
        Putting a row that was removed brings it back.
        """
        kind = self.schema.kind(type(row))
        state = self._state(row.id) if row.id else None
        if state is None:
            row = self._checked(kind, row, kind.columns)
            return self._put_new(kind, row if row.id else row.with_(id=self.new_id()))
        if state.kind != kind.name:
            raise Refused("shape", kind=kind.name, id=row.id)
        shown = self.get(type(row), row.id)
        if shown is None:
            return self._revive(kind, self._checked(kind, row, kind.columns), state)
        differ = [c for c in kind.columns if getattr(row, c.name) != getattr(shown, c.name)]
        row = self._checked(kind, row, differ)
        new: dict[str, Any] = {}
        for f in dict.fromkeys(kind.field_of(c.name) for c in differ):
            value = wired(f, row)
            if value != wired(f, shown):
                new[f.wire] = value
        if row.parent != shown.parent or (row.rank != shown.rank and row.rank):
            self._stands(kind, row.parent, state.scope, row.id)
            rank = row.rank if row.rank != shown.rank or row.parent == shown.parent else self._first_rank(kind, type(row), row.parent)
            new[PLACE] = [row.parent, rank]
            row = row.with_(rank=rank)
        if not new:
            return shown
        if state.gone:
            new[GONE] = 0  # editing a row that only its children keep brings it back
            row = row.with_(kept=False)
        self._append(row.id, kind.name, state.scope, state, new, self._shown_heads(kind.name, row.id, state, new))
        return row

    def _first_rank(self, kind: Kind, value: type[Row], parent: Id | None) -> str:
        return self.rank_last(value, parent) if kind.ranked else ""

    def _put_new(self, kind: Kind, row: V) -> V:
        if self._sql("select 1 from erased where row=? and field=''", (row.id,)).fetchone():
            raise Refused("erased", kind=kind.name, id=row.id)
        scope = self._stands(kind, row.parent, None, row.id)
        if not row.rank:
            row = row.with_(rank=self._first_rank(kind, type(row), row.parent))
        row = row.with_(kept=False)
        new: dict[str, Any] = {}
        for f in kind.fields:
            value = wired(f, row)
            if value != unsaid(f):
                new[f.wire] = value
        new[PLACE] = [row.parent, row.rank]
        new[GONE] = 0
        self._append(row.id, kind.name, scope, None, new, {})
        return row

    def _revive(self, kind: Kind, row: V, state: State) -> V:
        """The row is removed, or waits for its parent: it comes back with what was known of it and what is put now."""
        got = self._library.folding.fold_from_log([row.id]).get(row.id)
        if got is None:
            raise Refused("erased", kind=kind.name, id=row.id)
        was = dict(got[0].values)
        if not row.rank:
            row = row.with_(rank=got[0].rank or self._first_rank(kind, type(row), row.parent))
        self._stands(kind, row.parent, state.scope, row.id)
        known = columns_of(kind, was)
        at, new = 0, {}
        for f in kind.fields:
            old = known[at] if f.single else known[at : at + len(f.columns)]
            at += len(f.columns)
            if (value := wired(f, row)) != old:
                new[f.wire] = value
        if [row.parent, row.rank] != list(was.get(PLACE) or ()):
            new[PLACE] = [row.parent, row.rank]
        new[GONE] = 0
        prev = self._shown_heads(kind.name, row.id, state, new)
        prev[GONE] = state.heads.get(GONE, [])
        row = row.with_(kept=False)
        self._append(row.id, kind.name, state.scope, state, new, prev)
        return row

    def remove(self, id: Id) -> None:
        """Remove a row and every descendant that is seen, one change each. Raises Missing."""
        if self._state(id) is None:
            raise Missing("row", id=id)
        gone: list[Id] = []
        for row in self._below(id):
            state = self._state(row)
            assert state is not None
            if not state.gone:
                self._write_removal(row, state)
                gone.append(row)
        self._library.folding.now(gone)

    def _below(self, id: Id) -> list[Id]:
        """A row and all descendants, as they are seen: one that is shown on its own to cut a circle is under nobody."""
        found = {id: None}
        todo = [id]
        while todo:
            row = todo.pop()
            for child, kind in self._sql("select row,kind from state where parent=?", (row,)).fetchall():
                table = self.tables.by_kind.get(kind)
                shown = self._sql(f'select parent from "{table.name}" where id=?', (child,)).fetchone() if table else None
                if child not in found and (shown is None or shown[0] is not None):
                    found[child] = None
                    todo.append(child)
        return list(found)

    def _write_removal(self, row: Id, state: State) -> None:
        heads = state.heads
        covers = self._ids_of(s for name, seqs in heads.items() if name != GONE for s in seqs)
        self._write(row, state.kind, state.scope, {GONE: 1}, {GONE: heads.get(GONE, [])}, covers)

    def resolve(self, id: Id, wire: str, value: Any) -> None:
        """A person has decided: the value replaces every head of the field. For `_gone`: 0 keeps the row, 1 removes it."""
        state = self._state(id)
        if state is None:
            raise Missing("row", id=id)
        if wire == GONE:
            if value == 1:
                self._write_removal(id, state)
                self._library.folding.now([id])
                self.remove(id)
                return
            checked: Any = 0
        else:
            kind = self.schema.kinds.get(state.kind)
            f = kind.field(wire) if kind else None
            if kind is None or f is None:
                raise Refused("shape", kind=state.kind, field=wire)
            parts = [value] if f.single else list(value)
            if len(parts) != len(f.columns):
                raise Refused("shape", kind=state.kind, field=wire)
            fit = [plain(shaped(kind.name, c, p)) for c, p in zip(f.columns, parts, strict=True)]
            checked = fit[0] if f.single else fit
        self._append(id, state.kind, state.scope, state, {wire: checked}, {wire: state.heads.get(wire, [])}, plain_edit=False)

    def erase(self, id: Id, column: str | None = None) -> None:
        """Erase a personal row for good, or what one text field has said so far. It reaches every replica that accepts it; no undo.

        The workbench does the rest after the commit: undo history dropped, free pages overwritten, own backups rewritten.
        """
        state = self._state(id)
        if state is None:
            raise Missing("row", id=id)
        kind = self.schema.kinds.get(state.kind)
        if kind is None or (column is None and not kind.personal):
            raise Refused("not_personal", kind=state.kind)
        wire = "" if column is None else kind.field_of(column).wire
        self._read.clear()
        blank_in_log(self._library, Mark(id) if column is None else Mark(id, wire, self._library.lamport))
        self._open.pop(id, None)
        self.erased = True

    # ---- underneath

    def _state(self, row: Id) -> State | None:
        r = self._sql("select kind,scope,parent,gone,heads,asks from state where row=?", (row,)).fetchone()
        return None if r is None else State(r[0], r[1], r[2], r[3] == 1, json.loads(r[4]), r[5])

    def _stands(self, kind: Kind, parent: Id | None, scope: Id | None, row: Id) -> Id:
        """The scope of a row under a parent; refuses a parent of a wrong kind, of another scope, or that is not here."""
        if parent is None:
            if kind.parents:
                raise Refused("place", kind=kind.name)
            return scope or (DIRECTORY if kind.scope == "directory" else row)
        above = self._sql("select kind,scope from state where row=?", (parent,)).fetchone()
        if above is None:
            raise Missing("row", id=parent)
        if above[0] not in kind.parents:
            raise Refused("place", kind=kind.name, parent=above[0])
        derived: Id = DIRECTORY if kind.scope == "directory" else above[1] if kind.scope == "parent" else scope or row
        if scope is not None and scope != derived:
            raise Refused("scope", kind=kind.name, id=row)
        return derived

    def _shown_heads(self, kind: str, row: Id, state: State, names: Iterable[str]) -> dict[str, list[int]]:
        """Per field, the heads that hold the value shown: what an ordinary edit replaces. An open conflict stays open."""
        out: dict[str, list[int]] = {}
        told = {} if state.asks == "{}" else json.loads(state.asks)
        for name in names:
            seqs = state.heads.get(name, [])
            if len(seqs) > 1 and name in told:
                out[name] = self._agreeing(kind, name, seqs)
            elif seqs:
                out[name] = seqs
        return out

    def _agreeing(self, kind: str, name: str, seqs: list[int]) -> list[int]:
        said: dict[int, Any] = {}
        order: list[tuple[int, str, int]] = []
        for seq in seqs:
            lamport, id, vals = self._sql("select lamport,id,vals from change where seq=?", (seq,)).fetchone()
            for wire, v in json.loads(vals).items():
                for n, read in self.schema.reads(kind, wire):
                    if n == name and len(v) == 2:
                        said[seq] = canonical(read(v[1]))
                        order.append((lamport, id, seq))
        if not order:
            return seqs
        shown = said[max(order)[2]]
        return [s for s in seqs if said.get(s, shown) == shown]

    def _columns(self, kind: str, wires: Iterable[str]) -> list[str]:
        known = self.schema.kinds.get(kind)
        fields = [known.field(w) for w in wires] if known else []
        return [c.name for f in fields if f for c in f.columns]

    def _ids_of(self, seqs: Iterable[int]) -> list[str]:
        return sorted({self._sql("select id from change where seq=?", (s,)).fetchone()[0] for s in seqs})

    def _append(
        self,
        row: Id,
        kind: str,
        scope: Id,
        state: State | None,
        values: dict[str, Any],
        prev: Mapping[str, list[int]],
        *,
        plain_edit: bool = True,
    ) -> None:
        """Write a change and bring the tables up to it: by hand for the usual edit, else by folding the row."""
        seq = self._write(row, kind, scope, values, prev, [])
        if state is None:
            usual = self._usual_birth(row, kind, scope, values, seq)
        else:
            usual = plain_edit and self._usual_edit(row, state, values, prev, seq)
        if usual:
            self._library.folding.touch(kind, row)
        else:
            self._library.folding.now([row])

    def _usual_edit(self, row: Id, state: State, values: dict[str, Any], prev: Mapping[str, list[int]], seq: int) -> bool:
        if state.gone or state.asks != "{}" or GONE in values:
            return False
        if any(len(state.heads.get(n, ())) > 1 for n in values):
            return False
        if PLACE in values and values[PLACE][0] != state.parent:
            return False
        table = self.tables.by_kind[state.kind]
        kind = table.kind
        columns: list[str] = []
        given: list[Any] = []
        for name, value in values.items():
            if name == PLACE:
                columns.append("rank")
                given.append(value[1])
                continue
            f = kind.field(name)
            assert f is not None
            columns += [c.name for c in f.columns]
            given += [value] if f.single else value
        heads = {**state.heads, **{name: [seq] for name in values}}
        self._sql("update state set heads=? where row=?", (canonical(heads), row))
        done = self._sql(table.update(tuple(columns)), (*given, row))
        if done.rowcount != 1:
            raise AssertionError("a row that is shown is in its table")
        return True

    def _usual_birth(self, row: Id, kind: str, scope: Id, values: dict[str, Any], seq: int) -> bool:
        parent, rank = values[PLACE]
        if parent is not None:
            above = self._sql("select kind,gone from state where row=?", (parent,)).fetchone()
            if above is None or above[1] or above[0] not in self.tables.by_kind:
                return False
            if self._sql(f'select 1 from "{self.tables.by_kind[above[0]].name}" where id=?', (parent,)).fetchone() is None:
                return False
        if self._sql("select 1 from state where parent=? limit 1", (row,)).fetchone():  # somebody waits for this row
            return False
        table = self.tables.by_kind[kind]
        self._sql(
            "insert into state(row,kind,scope,parent,gone,heads,asks) values(?,?,?,?,0,?,'{}')",
            (row, kind, scope, parent, canonical({name: [seq] for name in values})),
        )
        self._sql(table.put, (row, parent, rank, 0, *columns_of(table.kind, values)))
        return True

    def forget_draft(self, row: Id, column: str) -> None:
        """What was typed there has become something in this transaction."""
        forget(self._library, row, (column,))

    def _write(
        self, row: Id, kind: str, scope: Id, values: dict[str, Any], prev: Mapping[str, list[int]], covers: list[str], *, bare: bool = False
    ) -> int:
        """Append a change, or write it into the row's last one of this transaction. Returns its place in the log."""
        library = self._library
        self._read.clear()
        if row in library.drafted:
            forget(library, row, self._columns(kind, values))
        last = self._open.get(row)
        nonce = library.entropy(10 * len(values)).hex() if values else ""
        said = {n: ("" if n in (PLACE, GONE) else nonce[20 * at : 20 * at + 20], v) for at, (n, v) in enumerate(values.items())}
        if last is not None and not covers and not last.change.covers and not bare:
            mine = last.change
            if all(n not in mine.values or prev.get(n, []) == [last.seq] for n in values):
                before = {n: tuple(self._ids_of(s)) for n, s in prev.items() if s and n not in mine.values}
                change = Change(
                    mine.site,
                    mine.lamport,
                    mine.at,
                    mine.actor,
                    scope,
                    kind,
                    row,
                    {**mine.values, **said},
                    {**before, **mine.prev},
                ).sealed()
                self._sql(
                    "update change set id=?,vals=?,prev=? where seq=?",
                    (change.id, canonical(change.values), canonical(change.prev), last.seq),
                )
                last.change = change
                return last.seq
        before = {n: tuple(self._ids_of(s)) for n, s in prev.items() if s}
        return self.append(row, kind, scope, said, before, covers)

    def append(
        self, row: Id, kind: str, scope: Id, said: Mapping[str, tuple[Any, ...]], prev: Mapping[str, tuple[str, ...]], covers: Iterable[str]
    ) -> int:
        """Put a change of one's own at the end of the log; the tables are the caller's. Returns its place in the log."""
        library = self._library
        if library.lamport >= LAMPORT_MAX:
            raise Refused("lamport")
        library.lamport += 1
        change = Change(
            library.site, library.lamport, self._said_at, self._actor, scope, kind, row, said, prev, tuple(sorted(covers))
        ).sealed()
        seq = self._sql(INSERT_CHANGE, change_row(change)).lastrowid
        assert seq is not None
        self._open[row] = _Open(seq, change)
        return seq

    def _checked(self, kind: Kind, row: V, columns: Iterable[Column]) -> V:
        changed = {}
        for c in columns:
            value = getattr(row, c.name)
            if (fit := shaped(kind.name, c, value)) is not value:
                changed[c.name] = fit
        return row.with_(**changed) if changed else row


def shaped(kind: str, column: Column, value: Any) -> Any:
    """The value as it is written: text in NFC, without control characters, one line where one line is meant. Raises Refused."""
    shape = column.shape
    facts = {"kind": kind, "column": column.name}
    if value is None:
        if column.default is None:
            return None
        raise Refused("shape", **facts)
    if shape in ("whole", "flag"):
        if not isinstance(value, int) or (shape == "flag" and value not in (0, 1)):
            raise Refused("shape", **facts)
        if not column.low <= value <= column.high:
            raise Refused("range", low=column.low, high=column.high, **facts)
        return bool(value) if shape == "flag" else value
    if not isinstance(value, str):
        raise Refused("shape", **facts)
    text = clean(value, shape == "prose")
    if len(text) > column.length:
        raise Refused("too_long", limit=column.length, found=len(text), **facts)
    pattern = {"date": _DATE, "moment": _MOMENT, "decimal": _DECIMAL}.get(shape)
    if pattern is not None and not pattern.match(text):
        raise Refused("shape", **facts)
    return value if text == value else text


def clean(text: str, lines: bool) -> str:
    """Text as it is written: NFC, no control characters or lone surrogates; line breaks are one kind, or a space in a single line."""
    if text.isascii() and text.isprintable():
        return text
    text = _CONTROL.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n") if lines else _BREAK.sub(" ", text)
    return unicodedata.normalize("NFC", text)


def made_id(moment: datetime, count: int, draw: bytes) -> Id:
    """UUIDv7 of a moment, the how-manieth of its transaction, and eight random bytes."""
    stamp = int(moment.timestamp() * 1000) & (2**48 - 1)
    high = (stamp << 16) | 0x7000 | (count & 0xFFF)
    low = (0b10 << 62) | (int.from_bytes(draw, "big") >> 2)
    whole = f"{high:016x}{low:016x}"
    return f"{whole[:8]}-{whole[8:12]}-{whole[12:16]}-{whole[16:20]}-{whole[20:]}"
