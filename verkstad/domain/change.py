"""The log's algebra: what a change is, and how any set of changes folds to one state, in whatever order they came. Pure.

A *change* says new values for fields of one row and names, per field, the changes it replaces. A *head* is a change of a field that
nothing else has replaced. A name in `prev` without a value takes the named changes back: they count no longer, neither as values nor
as replacements, so what they had replaced stands again unless somebody else has replaced it too. That is what undo appends.

Every value lies beside a random nonce and only their hash (the commitment) is part of the id, so that a value and its nonce can be
blanked later without breaking the id or leaving something to guess from. A blanked value is `(commitment,)`.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from verkstad.domain.fields import Column, Field, Id, Kind
from verkstad.domain.schema import GONE, PLACE, Schema
from verkstad.domain.values import frozen

LAMPORT_MAX = 2**40
DIRECTORY = "directory"  # the scope of shared persons, units and own methods

Said = tuple[Any, ...]  # (nonce, value), or (commitment,) once erased

_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_quoted = json.encoder.encode_basestring
_encode: Callable[[Any], str] = _encoder.encode
if _make := getattr(json.encoder, "c_make_encoder", None):
    # JSONEncoder makes one of these every time it is called; the log writes thousands of small values.
    _parts = _make(None, _encoder.default, _quoted, None, ":", ",", True, False, False)

    def _joined(value: Any) -> str:
        return "".join(_parts(value, 0))

    _encode = _joined


def canonical(value: Any) -> str:
    """The one way to write text, whole numbers, null, and lists and maps of these; no floats."""
    return _encode(value)


def commitment(nonce: str, value: Any) -> str:
    """What the id knows of a value."""
    said = f"[{_quoted(nonce)},{_quoted(value)}]" if type(value) is str else _encode([nonce, value])  # the same, in a third of the time
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the log. `at` is for display only; `actor` is an id, never a name; `covers` (a removal): every head its author saw."""

    site: str
    lamport: int
    at: str
    actor: str
    scope: Id
    kind: str
    row: Id
    values: Mapping[str, Said]
    prev: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    covers: tuple[str, ...] = ()
    id: str = ""

    def computed_id(self) -> str:
        """The hash of the content with every value replaced by its commitment."""
        said = {wire: v[0] if len(v) == 1 else commitment(v[0], v[1]) for wire, v in self.values.items()}
        prev = {wire: sorted(ids) for wire, ids in self.prev.items()} if self.prev else {}
        body = [self.site, self.lamport, self.at, self.actor, self.scope, self.kind, self.row, said, prev, sorted(self.covers)]
        return hashlib.blake2b(_encode(body).encode(), digest_size=16).hexdigest()

    def sealed(self) -> Change:
        """The same change with its id."""
        return Change(
            self.site, self.lamport, self.at, self.actor, self.scope, self.kind, self.row, self.values, self.prev, self.covers, self.computed_id()
        )  # fmt: skip

    def value(self, wire: str) -> Any:
        """The value said for a wire name; None when erased or not said."""
        said = self.values.get(wire)
        return said[1] if said is not None and len(said) == 2 else None

    def without(self, wires: Collection[str] | None = None) -> Change:
        """The same change, same id, with these values blanked; all of them when None."""
        return replace(self, values={w: blank(v) if wires is None or w in wires else v for w, v in self.values.items()})


def blank(said: Said) -> Said:
    """A value of which only the commitment is left."""
    return said if len(said) == 1 else (commitment(said[0], said[1]),)


@frozen
class Mark:
    """An erasure, for ever: of a whole personal row (no `field`), or of what one field said up to and including `upto` (lamport)."""

    row: Id
    field: str = ""
    upto: int = 2**53

    def hits(self, change: Change) -> bool:
        return change.row == self.row and change.lamport <= self.upto and (not self.field or self.field in change.values)


@frozen
class Head:
    """A value of a field that nothing has replaced."""

    lamport: int
    id: str
    value: Any
    erased: bool = False


@frozen
class Folded:
    """One row as its changes make it. `values` holds what is shown; `conflicts` the competing values as canonical text, sorted.

    `merged` are fields whose shown text was put together from two. `parent` is "" while nothing says where the row stands.
    `gone`: removed, as far as the row itself knows; a living child keeps it all the same.
    """

    kind: str
    scope: Id
    heads: Mapping[str, tuple[Head, ...]]
    values: Mapping[str, Any]
    gone: bool
    conflicts: Mapping[str, tuple[str, ...]]
    merged: tuple[str, ...] = ()

    @property
    def parent(self) -> Id | None:
        place = self.values.get(PLACE)
        return place[0] if place else ""

    @property
    def rank(self) -> str:
        place = self.values.get(PLACE)
        return place[1] if place else ""

    @property
    def asks(self) -> str:
        """What stands open, in the form that is stored and compared."""
        return asking(self.conflicts, self.merged)


def asking(conflicts: Mapping[str, tuple[str, ...]], merged: Sequence[str]) -> str:
    if not conflicts and not merged:
        return "{}"
    return canonical({**{w: list(v) for w, v in conflicts.items()}, **({"+": list(merged)} if merged else {})})


class History:
    """The changes of one row, read as one version understands them: what each field was told, by whom, and what still counts."""

    def __init__(self, schema: Schema, changes: Iterable[Change]) -> None:
        self.schema = schema
        self.by_id = {c.id: c for c in changes}
        self.kind = next(iter(self.by_id.values())).kind
        self.said: dict[str, dict[str, Head]] = {}  # field -> change -> what it said
        self.prev: dict[tuple[str, str], set[str]] = {}  # (field, change) -> the changes it names
        self._voiders: dict[tuple[str, str], list[str]] = {}
        self._counts: dict[tuple[str, str], bool] = {}
        for c in self.by_id.values():
            for wire, said in c.values.items():
                for name, read in schema.reads(c.kind, wire):
                    head = Head(c.lamport, c.id, None, True) if len(said) == 1 else Head(c.lamport, c.id, read(said[1]))
                    self.said.setdefault(name, {})[c.id] = head
            for wire, ids in c.prev.items():
                for name, _ in schema.reads(c.kind, wire):
                    self.prev.setdefault((name, c.id), set()).update(ids)
                    if wire not in c.values:
                        for i in ids:
                            self._voiders.setdefault((name, i), []).append(c.id)

    def counts(self, name: str, change: str) -> bool:
        """Whether what a change says or replaces in a field stands, that is, has not been taken back."""
        voiders = self._voiders.get((name, change))
        if voiders is None:
            return True
        known = self._counts.get((name, change))
        if known is None:  # ids are hashes of what they name, so this ends
            known = self._counts[name, change] = not any(self.counts(name, v) for v in voiders)
        return known

    def replaced(self, name: str) -> set[str]:
        """The changes of a field that something which counts has replaced."""
        dead: set[str] = set()
        for i in self.said.get(name, ()):
            if (name, i) in self.prev and self.counts(name, i):
                dead |= self.prev[name, i]
        return dead

    def heads(self, name: str) -> tuple[Head, ...]:
        """What stands of a field, the oldest first."""
        told = self.said.get(name, {})
        if len(told) == 1 and not self._voiders:
            return tuple(told.values())
        dead = self.replaced(name)
        stand = [h for i, h in told.items() if i not in dead and self.counts(name, i)]
        return tuple(stand) if len(stand) < 2 else tuple(sorted(stand, key=lambda h: (h.lamport, h.id)))

    def seen_by(self, covers: Iterable[str]) -> set[str]:
        """Everything a removal saw: the heads it names, and what they had replaced or taken back."""
        seen, todo = set(), list(covers)
        while todo:
            i = todo.pop()
            if i not in seen:
                seen.add(i)
                if c := self.by_id.get(i):
                    todo += [p for ids in c.prev.values() for p in ids]
        return seen

    def three_way(self, name: str, heads: Sequence[Head]) -> str | None:
        """The text two heads make together when both replaced the same one head and do not touch the same words."""
        if len(heads) != 2 or not all(isinstance(h.value, str) for h in heads):
            return None
        mine, theirs = (self.prev.get((name, h.id), set()) for h in heads)
        if mine != theirs or len(mine) != 1:
            return None
        base = self.said.get(name, {}).get(next(iter(mine)))
        if base is None or not isinstance(base.value, str):
            return None
        return merge_words(base.value, heads[0].value, heads[1].value)

    def fold(self) -> Folded:
        heads: dict[str, tuple[Head, ...]] = {}
        values: dict[str, Any] = {}
        conflicts: dict[str, tuple[str, ...]] = {}
        merged: list[str] = []
        for name in self.said:
            stand = self.heads(name)
            if not stand:
                continue
            heads[name] = stand
            told = [h for h in stand if not h.erased]
            if not told:
                continue
            values[name] = told[-1].value
            meet = self.schema.meet(self.kind, name)
            if len(told) > 1 and meet != "latest":
                different = tuple(sorted({canonical(h.value) for h in told}))
                if len(different) > 1:
                    if meet == "text" and (text := self.three_way(name, told)) is not None:
                        values[name] = text
                        merged.append(name)
                    else:
                        conflicts[name] = different
        gone = self._gone(heads, conflicts)
        return Folded(self.kind, min(c.scope for c in self.by_id.values()), heads, values, gone, conflicts, tuple(sorted(merged)))

    def _gone(self, heads: Mapping[str, tuple[Head, ...]], conflicts: dict[str, tuple[str, ...]]) -> bool:
        removers = [h.id for h in heads.get(GONE, ()) if h.value == 1]
        if not removers:
            return False
        seen = self.seen_by(i for r in removers for i in self.by_id[r].covers)
        places = {h.value[0] for i, h in self.said.get(PLACE, {}).items() if i in seen and not h.erased}
        for name, stand in heads.items():
            if name == GONE or all(h.id in seen for h in stand):
                continue
            if self.schema.meet(self.kind, name) != "latest" or (name == PLACE and stand[-1].value[0] not in places):
                conflicts[GONE] = ("0", "1")  # kept or removed: a person is asked
                return False
        return GONE not in conflicts


def fold_row(schema: Schema, changes: Sequence[Change]) -> Folded:
    """All changes of one row, in any order, to its state."""
    return _plain_fold(schema, changes) or History(schema, changes).fold()


def _plain_fold(schema: Schema, changes: Sequence[Change]) -> Folded | None:
    """The same for the usual row, where every change replaced what stood and nothing was removed, taken back or erased; else None."""
    last: dict[str, tuple[int, str, Any]] = {}
    kind = changes[0].kind
    for c in changes:
        prev = c.prev
        named = 0
        for wire, said in c.values.items():
            ids = prev.get(wire, ())
            named += bool(ids)
            if len(said) == 1 or len(ids) > 1:
                return None
            for name, read in schema.reads(kind, wire):
                before = last.get(name)
                if (before[1] if before else None) != (ids[0] if ids else None):
                    return None
                last[name] = (c.lamport, c.id, read(said[1]))
        if named != len(prev):
            return None
    if GONE in last and last[GONE][2] == 1:
        return None
    heads = {name: (Head(*h),) for name, h in last.items()}
    return Folded(kind, changes[0].scope, heads, {name: h[2] for name, h in last.items()}, False, {})


def columns_of(kind: Kind, values: Mapping[str, Any]) -> list[Any]:
    """What the columns of a row hold, in the order of `kind.columns`: what is said where its type fits, else the default."""
    out: list[Any] = []
    for f in kind.fields:
        value = values.get(f.wire, _UNSAID)
        if value is _UNSAID:
            out += [plain(c.default) for c in f.columns]
        elif f.single:
            out.append(fitting(f.columns[0], value))
        else:
            parts = value if isinstance(value, (list, tuple)) else ()
            out += [fitting(c, parts[at]) if at < len(parts) else plain(c.default) for at, c in enumerate(f.columns)]
    return out


_UNSAID = object()


def plain(value: Any) -> Any:
    """The value as the log and the tables hold it: a flag is 1 or 0."""
    return int(value) if value is True or value is False else value


def fitting(column: Column, value: Any) -> Any:
    """The value when it is of the column's type, else its default: a newer version may have written anything."""
    if column.sql == "integer":
        if isinstance(value, int) and -(2**63) <= value < 2**63:
            return int(value)
    elif isinstance(value, str):
        return value
    return None if value is None and column.default is None else plain(column.default)


def wired(f: Field, row: Any) -> Any:
    """What a field of a value says in the log: a scalar, or a list when several columns meet as one."""
    if f.single:
        return plain(getattr(row, f.columns[0].name))
    return [plain(getattr(row, c.name)) for c in f.columns]


def unsaid(f: Field) -> Any:
    """What a field says when nobody has said anything."""
    return plain(f.columns[0].default) if f.single else [plain(c.default) for c in f.columns]


Shown = tuple[str, Id | None, str, int, tuple[Any, ...], str]


def fold(schema: Schema, changes: Iterable[Change], erased: Collection[Id] = ()) -> dict[Id, Shown]:
    """The whole log to what every table must hold: row -> (kind, parent, rank, kept, columns, what stands open). The tests' measure."""
    return laid_out(schema, fold_rows(schema, changes, erased))


def fold_rows(schema: Schema, changes: Iterable[Change], erased: Collection[Id] = ()) -> dict[Id, Folded]:
    """Every row that changes are about, but for those that are erased; `changes` are all there are of each."""
    by_row: dict[Id, list[Change]] = {}
    for c in changes:
        if c.row not in erased:
            by_row.setdefault(c.row, []).append(c)
    return {row: fold_row(schema, said) for row, said in by_row.items()}


def laid_out(schema: Schema, rows: Mapping[Id, Folded]) -> dict[Id, Shown]:
    """What the tables hold of these rows, which are all there are."""
    parent_of = {row: x.parent for row, x in rows.items()}
    places = where_shown(parent_of, {row for row, x in rows.items() if not x.gone})
    return {
        row: (
            rows[row].kind,
            parent,
            rows[row].rank,
            int(rows[row].gone),
            tuple(columns_of(schema.kinds[rows[row].kind], rows[row].values)),
            rows[row].asks,
        )
        for row, parent in sorted(places.items())
        if rows[row].kind in schema.kinds
    }


def where_shown(parent_of: Mapping[Id, Id | None], living: Collection[Id]) -> dict[Id, Id | None]:
    """The rows that are shown, each with the parent it is shown under.

    A living row keeps every parent alive; a row whose parent is not here waits; a circle of parents is cut at its greatest id.
    """
    alive: set[Id] = set()
    for row in living:
        at: Id | None = row
        while at is not None and at in parent_of and at not in alive:
            alive.add(at)
            at = parent_of[at]
    shown: dict[Id, Id | None] = {}
    for row in alive:
        path = [row]
        up = parent_of[row]
        while up is not None and up in parent_of and up not in path:
            path.append(up)
            up = parent_of[up]
        if up is None:
            shown[row] = parent_of[row]
        elif up in path:
            circle = path[path.index(up) :]
            shown[row] = None if row in circle and row == max(circle) else parent_of[row]
    return shown


_WORD = re.compile(r"\S+\s*|\s+")
_WORDS_COMPARED = 4_000


def merge_words(base: str, mine: str, theirs: str) -> str | None:
    """Word-level three-way merge; None when the two edits touch the same words, or lie side by side."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    old, a, b = (_WORD.findall(t) for t in (base, mine, theirs))
    if max(len(old), len(a), len(b)) > _WORDS_COMPARED:
        return None
    edits = {*_edits(old, a), *_edits(old, b)}
    mine_only, theirs_only = set(_edits(old, a)), set(_edits(old, b))
    for x in mine_only:
        for y in theirs_only:
            if x != y and x[0] <= y[1] and y[0] <= x[1]:
                return None
    for start, end, words in sorted(edits, reverse=True):
        old[start:end] = words
    return "".join(old)


def _edits(old: list[str], new: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [(i1, i2, tuple(new[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


Progress = Callable[[float], None]
