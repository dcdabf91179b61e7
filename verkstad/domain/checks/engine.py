"""Keeps what the rules said and asks again only what a change concerns.

`Shelf` holds the rows that are looked over, in memory, and finds them by id, by parent, by what they refer to and by the initiative or
workshop they stand under. Every answer it gives to a rule is noted under a *key*. When rows change, the keys they touch name the questions
(a rule about a row) that have to be asked again; no other is. Rows of some kinds (people, mandates, blocks, values) come when they are
asked for: most of them nobody asks about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from verkstad.domain.checks.rules import RULES, Fact, Finding, Known, Rule, default_limit
from verkstad.domain.fields import Id, Row
from verkstad.domain.following import AcceptedFinding, Threshold
from verkstad.domain.workshop import Workshop

V = TypeVar("V", bound=Row)
T = TypeVar("T")
Key = tuple[Any, ...]
Ask = tuple[str, Id]
"""A question: the code of a rule, the id of a row."""
Fetch = Callable[[type[Row], str, Any], Iterable[Row]]
"""Rows that come when asked for: (kind, column, value) -> rows; the columns are "id", "parent" and those that refer; "" for all of the kind."""


def _nothing(_value: type[Row], _column: str, _wanted: Any) -> Iterable[Row]:
    return ()


class Shelf:
    """The rows, and what was read while a question was asked. A `Look` for the rules."""

    def __init__(self, known: Known, fetch: Fetch = _nothing, lazy: Iterable[str] = ()) -> None:
        """`lazy`: the kinds whose rows `fetch` brings; those of all others are `put`."""
        self.known = known
        self._fetch, self._lazy = fetch, frozenset(lazy)
        self.rows: dict[str, dict[Id, Row]] = {}
        self._under: dict[str, dict[Id | None, list[Row]]] = {}  # kind -> parent -> rows
        self._named: dict[tuple[str, str], dict[Any, list[Row]]] = {}  # kind, column -> id -> rows
        self._within: dict[str, dict[Id | None, list[Row]]] = {}  # kind -> root -> rows
        self._views: dict[Key, tuple[Any, tuple[Key, ...]]] = {}
        self._views_of: dict[Key, set[Key]] = {}
        self._keys: list[Key] = []

    @property
    def today(self) -> str:
        return self.known.today

    # ---- what a rule may ask

    def get(self, value: type[V], id: Id | None) -> V | None:
        if not id:
            return None
        kind = value.KIND.name
        self._keys.append((kind, id))
        held = self.rows.setdefault(kind, {})
        if id not in held and kind in self._lazy:
            held.update((row.id, row) for row in self._fetch(value, "id", id))
        return held.get(id)  # type: ignore[return-value]

    def children(self, value: type[V], parent: Id | None) -> tuple[V, ...]:
        kind = value.KIND.name
        self._keys.append((kind, "parent", parent))
        if kind in self._lazy:
            return self._fetched(value, "parent", parent)
        under = self._under.get(kind)
        if under is None:
            under = self._under[kind] = _indexed(self.rows.get(kind, {}).values(), "parent")
        found = under.get(parent)
        return _all(found)

    def naming(self, value: type[V], column: str, id: Id) -> tuple[V, ...]:
        kind = value.KIND.name
        self._keys.append((kind, column, id))
        if kind in self._lazy:
            return self._fetched(value, column, id)
        named = self._named.get((kind, column))
        if named is None:
            named = self._named[kind, column] = _indexed(self.rows.get(kind, {}).values(), column)
        found = named.get(id)
        return _all(found)

    def every(self, value: type[V]) -> tuple[V, ...]:
        """All of a kind: for those whose rows are few."""
        self._keys.append((value.KIND.name, "", None))
        return self._fetched(value, "", None)

    def within(self, value: type[V], root: Id | None) -> tuple[V, ...]:
        kind = value.KIND.name
        self._keys.append((kind, "root", root))
        held = self._within.get(kind)
        if held is None:
            held = self._within[kind] = {}
            for row in _ordered(self.rows.get(kind, {}).values()):
                held.setdefault(self._root(row), []).append(row)
        found = held.get(root)
        return _all(found)

    def root(self, row: Row) -> Id | None:
        return self._root(row)

    def view(self, question: Callable[[Any, Any], T], row: Row) -> T:
        known = self._views.get((question, row.id))
        if known is None:
            before, self._keys = self._keys, [(row.KIND.name, row.id)]
            try:
                answer = question(row, self)
                known = self._views[question, row.id] = (answer, tuple(dict.fromkeys(self._keys)))
            finally:
                self._keys = before
            for key in known[1]:
                self._views_of.setdefault(key, set()).add((question, row.id))
        self._keys += known[1]
        return known[0]

    def limit(self, name: str, initiative: Id | None) -> int:
        if initiative is not None:
            for row in self.children(Threshold, initiative):
                if row.name == name and row.value is not None:
                    return row.value
        return default_limit(name)

    # ---- how it is filled, and how it follows

    def put(self, value: type[Row], rows: Iterable[Row]) -> None:
        """Take rows in before anything is asked."""
        self.rows.setdefault(value.KIND.name, {}).update((row.id, row) for row in rows)

    def change(self, kind: str, ids: Iterable[Id], now: Mapping[Id, Row]) -> set[Key]:
        """Rows of a kind look different (or are gone: not in `now`). Returns the keys they touch; views that read them are forgotten."""
        held, lazy = self.rows.setdefault(kind, {}), kind in self._lazy
        touched: set[Key] = {(kind, "", None)}
        for id in ids:
            old, new = held.get(id), now.get(id)
            touched.add((kind, id))
            roots = {None if lazy else self._root(row) for row in (old, new) if row is not None}
            for row in (old, new):
                if row is not None:
                    for root in roots:
                        touched |= _keys_of(kind, row, root)
            if old is not None:
                self._take_out(kind, old)
            if new is None or (lazy and old is None):
                held.pop(id, None)  # of the lazy ones nobody has asked for, only the keys matter
            else:
                held[id] = new
                self._take_in(kind, new)
        for key in touched:
            for view in self._views_of.pop(key, ()):
                self._views.pop(view, None)
        return touched

    def _fetched(self, value: type[Row], column: str, wanted: Any) -> tuple[Any, ...]:
        memo = (value.KIND.name, column, wanted)
        known = self._views.get(memo)
        if known is None:
            found = tuple(self._fetch(value, column, wanted))
            self.rows.setdefault(value.KIND.name, {}).update((row.id, row) for row in found)
            key = (value.KIND.name, column, wanted)
            known = self._views[memo] = (found, (key,))
            self._views_of.setdefault(key, set()).add(memo)
        return known[0]

    def _take_out(self, kind: str, row: Row) -> None:
        for index, at in self._places(kind, row):
            if row in index.get(at, ()):
                index[at] = [other for other in index[at] if other.id != row.id]

    def _take_in(self, kind: str, row: Row) -> None:
        for index, at in self._places(kind, row):
            index[at] = sorted([*index.get(at, ()), row], key=lambda r: (r.rank, r.id))

    def _places(self, kind: str, row: Row) -> Iterator[tuple[dict[Any, list[Row]], Any]]:
        if (under := self._under.get(kind)) is not None:
            yield under, row.parent
        if (held := self._within.get(kind)) is not None:
            yield held, self._root(row)
        for (other, column), named in self._named.items():
            if other == kind:
                yield named, getattr(row, column)

    def _root(self, row: Row) -> Id | None:
        """Walks up to what stands on its own; as far as it comes when something on the way is missing."""
        seen: set[Id] = set()
        while row.parent is not None and row.id not in seen:
            seen.add(row.id)
            above = next((found for name in row.KIND.parents if (found := self.rows.get(name, {}).get(row.parent)) is not None), None)
            if above is None:
                return row.parent
            row = above
        return row.id

    def noting(self, question: Callable[[], T]) -> tuple[T, tuple[Key, ...]]:
        """What a question answers, and the keys it read."""
        self._keys = []
        answer = question()
        return answer, tuple(dict.fromkeys(self._keys))


def _all(rows: list[Row] | None) -> tuple[Any, ...]:
    return tuple(rows) if rows else ()


def _indexed(rows: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    made: dict[Any, list[Row]] = {}
    for row in _ordered(rows):
        made.setdefault(getattr(row, column), []).append(row)
    return made


def _ordered(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (r.rank, r.id))


def _keys_of(kind: str, row: Row, root: Id | None) -> set[Key]:
    """The keys under which somebody may have asked for this row by anything but its id."""
    found: set[Key] = {(kind, "parent", row.parent), (kind, "root", root)}
    for column in row.KIND.columns:
        if column.shape == "ref" or column.name in _SOUGHT:
            found.add((kind, column.name, getattr(row, column.name)))
    return found


_SOUGHT = frozenset({"result", "about", "role"})
"""Columns that hold an id as text."""


class Checks:
    """Every finding of the rows on a shelf, kept true to them. `asked` counts the questions put to rules since it was set."""

    def __init__(self, shelf: Shelf, rules: Mapping[str, Rule] = RULES) -> None:
        self.shelf = shelf
        self.asked = 0
        self._by_kind: dict[str, list[Rule]] = {}
        for rule in rules.values():
            self._by_kind.setdefault(rule.value.KIND.name, []).append(rule)
        self._rules = rules
        self._found: dict[Ask, tuple[Fact, ...]] = {}  # only those that found something
        self._read: dict[Ask, tuple[Key, ...]] = {}
        self._readers: dict[Key, set[Ask]] = {}
        for kind, mine in self._by_kind.items():
            for row in tuple(shelf.rows.get(kind, {}).values()):
                for rule in mine:
                    self._ask(rule, row)

    @property
    def questions(self) -> int:
        """How many questions there are in all."""
        return len(self._read)

    def follow(self, changes: Iterable[tuple[str, Iterable[Id], Mapping[Id, Row]]]) -> int:
        """Rows changed: (kind, ids, those there are now). Asks again what read them; returns how many questions that was."""
        before = self.asked
        again: set[Ask] = set()
        for kind, ids, now in changes:
            for key in self.shelf.change(kind, ids, now):
                again |= self._readers.get(key, set())
            for rule in self._by_kind.get(kind, ()):
                again.update((rule.code, id) for id in ids)
        for code, id in sorted(again):
            rule = self._rules[code]
            row = self.shelf.rows.get(rule.value.KIND.name, {}).get(id)
            self._forget((code, id))
            if row is not None:
                self._ask(rule, row)
        return self.asked - before

    def findings(self, scope: Id | None = None) -> tuple[Finding, ...]:
        """Every finding, the most important first; `scope`: of one initiative (with its workshops) or one workshop."""
        found = []
        for (code, id), facts in self._found.items():
            rule = self._rules[code]
            row = self.shelf.rows[rule.value.KIND.name][id]
            root = self.shelf.root(row)
            if scope is None or root == scope or self.belongs(root) == scope:
                found += [self._finding(rule, row, root or "", one) for one in facts]
        return tuple(sorted(found, key=lambda f: (*f.weight, f.kind, f.id)))

    def belongs(self, root: Id | None) -> Id | None:
        """The initiative of a workshop."""
        workshop = self.shelf.rows.get(Workshop.KIND.name, {}).get(root or "")
        return workshop.initiative if isinstance(workshop, Workshop) else None

    def _finding(self, rule: Rule, row: Row, root: Id, one: Fact) -> Finding:
        kind, id = one.about or (row.KIND.name, row.id)
        accepted = next((a for a in self._accepted(root) if a.code == rule.code and a.about == id), None)
        reason = accepted.reason if accepted is not None else one.reason or None
        on = accepted.on if accepted is not None else None
        return Finding(rule.code, rule.severity, root, kind, id, one.mend or (kind, id), one.facts, reason, on)

    def _accepted(self, root: Id) -> tuple[AcceptedFinding, ...]:
        return self.shelf.children(AcceptedFinding, root)

    def _ask(self, rule: Rule, row: Row) -> None:
        self.asked += 1
        ask = (rule.code, row.id)
        facts, keys = self.shelf.noting(lambda: rule.facts(row, self.shelf))
        self._read[ask] = keys
        for key in keys:
            self._readers.setdefault(key, set()).add(ask)
        if facts:
            self._found[ask] = facts

    def _forget(self, ask: Ask) -> None:
        for key in self._read.pop(ask, ()):
            self._readers[key].discard(ask)
        self._found.pop(ask, None)
