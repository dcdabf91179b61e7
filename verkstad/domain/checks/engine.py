"""Keeps what the rules said and asks again only what a change concerns.

`Shelf` holds the rows that are looked over, in memory, and finds them by id, by parent, by what they refer to and by the initiative or
workshop they stand under. Whatever is asked about a row is noted under *keys*; when rows change, the keys they touch name the rows whose
rules have to be asked again, and no other is. What several rules need of a row (a view) is kept and noted in the same way. Rows of some
kinds (people, mandates, blocks, values) come when they are asked for: most of them nobody asks about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from verkstad.domain.checks.rules import RULES, SEVERITIES, Fact, Finding, Judge, Known, Rule, default_limit, facts_of, place, rests
from verkstad.domain.fields import Id, Row
from verkstad.domain.following import AcceptedFinding, Threshold
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop

V = TypeVar("V", bound=Row)
T = TypeVar("T")
Key = tuple[Any, ...]
Asked = tuple[str, Id]
"""A row that rules were asked about: its kind and id."""
Index = dict[Any, tuple[Any, ...]]
"""What a column says -> the rows that say it, in their order."""
Fetch = Callable[[type[Row], str, Any], Iterable[Row]]
"""Rows that come when asked for: (kind, column, value) -> rows; the columns are "id", "parent" and those that refer; "" for all of the kind."""


def _nothing(_value: type[Row], _column: str, _wanted: Any) -> Iterable[Row]:
    return ()


class Shelf:
    """The rows, and what was read while a question was asked. A `Look` for the rules."""

    def __init__(self, known: Known, fetch: Fetch = _nothing, lazy: Iterable[str] = (), *, follows: bool = True) -> None:
        """`lazy`: the kinds whose rows `fetch` brings; those of all others are `put`. `follows` False: nothing is noted, for asking once."""
        self.follows = follows
        self.known = known
        self._fetch, self._lazy = fetch, frozenset(lazy)
        self.rows: dict[str, dict[Id, Row]] = {}
        self._ordered: set[str] = set()  # the kinds whose rows stand as they were put, in their order
        self._under: dict[str, Index] = {}  # kind -> parent -> rows
        self._named: dict[tuple[str, str], Index] = {}  # kind, column -> id -> rows
        self._within: dict[str, Index] = {}  # kind -> root -> rows
        self._homes: dict[Id | None, Initiative | None] = {}  # what a row stands under at last -> its initiative, where nothing is noted
        self._limits: dict[tuple[str, Id | None], int] = {}  # and each figure of it
        self._views: dict[Key, tuple[Any]] = {}
        self._views_of: dict[Key, set[Key]] = {}
        self._roots: dict[Id, Id] = {}  # row -> what it stands under at last
        self._absent: set[Key] = set()  # what was sought and is not there
        self._keys: list[Key] = []

    @property
    def today(self) -> str:
        return self.known.today

    # ---- what a rule may ask

    def get(self, value: type[V], id: Id | None) -> V | None:
        if not id:
            return None
        kind = value.KIND.name
        if self.follows:
            self._keys.append((kind, id))
        held = self.rows.get(kind)
        found = held.get(id) if held is not None else None
        if found is None and kind in self._lazy and (kind, id) not in self._absent:
            held = self.rows.setdefault(kind, {})
            held.update((row.id, row) for row in self._fetch(value, "id", id))
            found = held.get(id)
            if found is None:
                self._absent.add((kind, id))
        return found  # type: ignore[return-value]

    def children(self, value: type[V], parent: Id | None) -> tuple[V, ...]:
        kind = value.KIND.name
        if self.follows:
            self._keys.append((kind, "parent", parent))
        if kind in self._lazy:
            return self._fetched(value, "parent", parent)
        under = self._under.get(kind)
        if under is None:
            under = self._under[kind] = _indexed(self.rows.get(kind, {}).values(), _PARENT, kind in self._ordered)
        return under.get(parent, ())

    def naming(self, value: type[V], column: str, id: Id) -> tuple[V, ...]:
        kind = value.KIND.name
        if self.follows:
            self._keys.append((kind, column, id))
        if kind in self._lazy:
            return self._fetched(value, column, id)
        named = self._named.get((kind, column))
        if named is None:
            rows = self.rows.get(kind, {}).values()
            named = self._named[kind, column] = _indexed(rows, attrgetter(column), kind in self._ordered)
        return named.get(id, ())

    def every(self, value: type[V]) -> tuple[V, ...]:
        """All of a kind: for those whose rows are few."""
        self._keys.append((value.KIND.name, "", None))
        return self._fetched(value, "", None)

    def within(self, value: type[V], root: Id | None) -> tuple[V, ...]:
        kind = value.KIND.name
        self._keys.append((kind, "root", root))
        held = self._within.get(kind)
        if held is None:
            held = self._within[kind] = _indexed(self.rows.get(kind, {}).values(), self._root, kind in self._ordered)
        return held.get(root, ())

    def root(self, row: Row) -> Id | None:
        return self._root(row)

    def view(self, question: Callable[[Any, Any], T], row: Row) -> T:
        key = ("view", question, row.id)
        known = self._views.get(key)
        if not self.follows:
            if known is None:
                known = self._views[key] = (question(row, self),)
            return known[0]
        self._keys.append(key)
        if known is None:
            before, self._keys = self._keys, [(row.KIND.name, row.id)]
            try:
                known = self._views[key] = (question(row, self),)
                for read in set(self._keys):
                    self._views_of.setdefault(read, set()).add(key)
            finally:
                self._keys = before
        return known[0]

    def home(self, row: Row) -> Initiative | None:
        root = self._root(row)
        if self.follows:
            return self._home(root)
        if root not in self._homes:
            self._homes[root] = self._home(root)
        return self._homes[root]

    def _home(self, root: Id | None) -> Initiative | None:
        initiatives, workshops = self.rows.get(Initiative.KIND.name, {}), self.rows.get(Workshop.KIND.name, {})
        self._keys.append((Initiative.KIND.name, root))
        found = initiatives.get(root or "")
        if found is None and (workshop := workshops.get(root or "")) is not None:
            of = getattr(workshop, "initiative", None)
            self._keys += [(Workshop.KIND.name, root), (Initiative.KIND.name, of)]
            found = initiatives.get(of or "")
        return found if isinstance(found, Initiative) else None

    def limit(self, name: str, initiative: Id | None) -> int:
        if self.follows:
            return self._limit(name, initiative)
        known = self._limits.get((name, initiative))
        if known is None:
            known = self._limits[name, initiative] = self._limit(name, initiative)
        return known

    def _limit(self, name: str, initiative: Id | None) -> int:
        if initiative is not None:
            for row in self.children(Threshold, initiative):
                if row.name == name and row.value is not None:
                    return row.value
        return default_limit(name)

    # ---- how it is filled, and how it follows

    def put(self, value: type[Row], rows: Iterable[Row], *, ordered: bool = False) -> None:
        """Take rows in before anything is asked. `ordered`: these are all of the kind, by rank and id, and need not be sorted again."""
        kind = value.KIND.name
        self.rows.setdefault(kind, {}).update({row.id: row for row in rows})
        if ordered:
            self._ordered.add(kind)

    def change(self, kind: str, ids: Iterable[Id], now: Mapping[Id, Row]) -> set[Key]:
        """Rows of a kind look different (or are gone: not in `now`). Returns the keys they touch; views that read them are forgotten."""
        held, lazy = self.rows.setdefault(kind, {}), kind in self._lazy
        self._ordered.discard(kind)
        touched: set[Key] = {(kind, "", None)}
        for id in ids:
            old, new = held.get(id), now.get(id)
            touched.add((kind, id))
            roots = {None if lazy else self._root(row) for row in (old, new) if row is not None}
            for row in (old, new):
                if row is not None:
                    for root in roots:
                        touched |= _keys_of(kind, row, root)
            if old is None or new is None or old.parent != new.parent:
                self._roots.clear()
                self._within.clear()  # what stands under a row that comes, goes or moves stands under another root with it
            if old is not None:
                self._take_out(kind, old)
            if new is None or (lazy and old is None):
                held.pop(id, None)  # of the lazy ones nobody has asked for, only the keys matter
            else:
                held[id] = new
                self._take_in(kind, new)
        self._absent -= touched
        ahead = list(touched)
        while ahead:  # a view that read it, a view that read that one ...
            for view in self._views_of.pop(ahead.pop(), ()):
                if self._views.pop(view, None) is not None:
                    touched.add(view)
                    ahead.append(view)
        return touched

    def _fetched(self, value: type[Row], column: str, wanted: Any) -> tuple[Any, ...]:
        key = (value.KIND.name, column, wanted)
        known = self._views.get(key)
        if known is None:
            found = tuple(self._fetch(value, column, wanted))
            self.rows.setdefault(value.KIND.name, {}).update((row.id, row) for row in found)
            known = self._views[key] = (found,)
            self._views_of.setdefault(key, set()).add(key)
        return known[0]

    def _take_out(self, kind: str, row: Row) -> None:
        for index, at in self._places(kind, row):
            index[at] = tuple(other for other in index.get(at, ()) if other.id != row.id)

    def _take_in(self, kind: str, row: Row) -> None:
        for index, at in self._places(kind, row):
            index[at] = tuple(sorted((*index.get(at, ()), row), key=_PLACE))

    def _places(self, kind: str, row: Row) -> Iterator[tuple[Index, Any]]:
        if (under := self._under.get(kind)) is not None:
            yield under, row.parent
        if (held := self._within.get(kind)) is not None:
            yield held, self._root(row)
        for (other, column), named in self._named.items():
            if other == kind:
                yield named, getattr(row, column)

    def _root(self, row: Row) -> Id | None:
        """What a row stands under at last; as far as one comes when something on the way is missing."""
        if row.parent is None:
            return row.id
        known = self._roots.get(row.parent)
        if known is None:
            known = self._roots[row.parent] = self._walk_up(row)
        return known

    def _walk_up(self, row: Row) -> Id:
        seen: set[Id] = set()
        while row.parent is not None and row.id not in seen:
            seen.add(row.id)
            above = next((found for name in row.KIND.parents if (found := self.rows.get(name, {}).get(row.parent)) is not None), None)
            if above is None:
                return row.parent
            row = above
        return row.id

    def noting(self, question: Callable[[], T]) -> tuple[T, set[Key]]:
        """What a question answers, and the keys it read."""
        self._keys = []
        answer = question()
        return answer, set(self._keys)


_PLACE, _PARENT, _ABOUT = attrgetter("rank", "id"), attrgetter("parent"), attrgetter("kind", "id")


def _indexed(rows: Iterable[Row], column: Callable[[Row], Any], ordered: bool = False) -> Index:
    """What a column says -> the rows that say it, in order. `ordered`: they come in it."""
    made: dict[Any, list[Row]] = {}
    for row in rows:
        at = column(row)
        mine = made.get(at)
        if mine is None:
            made[at] = [row]
        else:
            mine.append(row)
    if ordered:
        return {at: tuple(mine) for at, mine in made.items()}
    return {at: tuple(sorted(mine, key=_PLACE) if len(mine) > 1 else mine) for at, mine in made.items()}


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
    """Every finding of the rows on a shelf, kept true to them. `asked` counts the questions (a rule about a row) put since it was made."""

    def __init__(self, shelf: Shelf, rules: Mapping[str, Rule] = RULES) -> None:
        self.shelf = shelf
        self.asked = 0
        self._by_kind: dict[str, list[tuple[Rule, Judge]]] = {}
        for rule in rules.values():
            self._by_kind.setdefault(rule.value.KIND.name, []).append((rule, rule.judge))
        self._found: dict[Asked, list[tuple[Rule, Fact]]] = {}  # only of rows with something to say
        self._read: dict[Asked, set[Key]] = {}
        self._readers: dict[Key, set[Asked]] = {}
        for kind, mine in self._by_kind.items():
            for row in tuple(shelf.rows.get(kind, {}).values()):
                self._ask(kind, mine, row)

    @property
    def questions(self) -> int:
        """How many questions there are in all, where changes are followed."""
        return sum(len(self._by_kind[kind]) for kind, _id in self._read)

    def follow(self, changes: Iterable[tuple[str, Iterable[Id], Mapping[Id, Row]]]) -> int:
        """Rows changed: (kind, ids, those there are now). Asks again about the rows that read them; returns how many questions that was."""
        before = self.asked
        again: set[Asked] = set()
        for kind, ids, now in changes:
            for key in self.shelf.change(kind, ids, now):
                again |= self._readers.get(key, set())
            if kind in self._by_kind:
                again.update((kind, id) for id in ids)
        for kind, id in sorted(again):
            self._forget((kind, id))
            row = self.shelf.rows.get(kind, {}).get(id)
            if row is not None:
                self._ask(kind, self._by_kind[kind], row)
        return self.asked - before

    def findings(self, scope: Id | None = None) -> tuple[Finding, ...]:
        """Every finding, the most important first; `scope`: of one initiative (with its workshops) or one workshop."""
        let_be = {
            (row.parent, row.code, row.about): row
            for row in self.shelf.rows.get(AcceptedFinding.KIND.name, {}).values()
            if isinstance(row, AcceptedFinding)
        }
        found: dict[str, list[Finding]] = {}
        for asked, said in self._found.items():
            kind, id = asked
            root = self.shelf.root(self.shelf.rows[kind][id]) or ""
            if scope is None or root == scope or self._belongs(root) == scope:
                for rule, one in said:
                    about, code = one.about or asked, rule.code
                    accepted = let_be.get((root, code, about[1])) if let_be else None
                    reason, on = (accepted.reason, accepted.on) if accepted is not None else (one.reason or None, None)
                    made = Finding(code, rule.severity, root, about[0], about[1], one.mend or about, one.facts, reason, on)
                    mine = found.get(code)
                    if mine is None:
                        found[code] = [made]
                    else:
                        mine.append(made)
        ordered = sorted(found, key=lambda code: (SEVERITIES.index(found[code][0].severity), place(code)))
        return tuple(one for code in ordered for one in sorted(found[code], key=_ABOUT))

    def _belongs(self, root: Id | None) -> Id | None:
        """The initiative of a workshop."""
        workshop = self.shelf.rows.get(Workshop.KIND.name, {}).get(root or "")
        return workshop.initiative if isinstance(workshop, Workshop) else None

    def _ask(self, kind: str, rules: list[tuple[Rule, Judge]], row: Row) -> None:
        self.asked += len(rules)
        asked = (kind, row.id)
        if not self.shelf.follows:
            if once := self._said(rules, row):
                self._found[asked] = once
            return
        said, keys = self.shelf.noting(lambda: self._said(rules, row))
        self._read[asked] = keys
        for key in keys:
            readers = self._readers.get(key)
            if readers is None:
                self._readers[key] = {asked}
            else:
                readers.add(asked)
        if said:
            self._found[asked] = said

    def _said(self, rules: list[tuple[Rule, Judge]], row: Row) -> list[tuple[Rule, Fact]]:
        if rests(self.shelf.home(row)):
            return []
        found: list[tuple[Rule, Fact]] = []
        shelf = self.shelf
        for rule, judge in rules:
            said = judge(row, shelf)
            if said is None:
                continue
            if type(said) is Fact:
                found.append((rule, said))
            else:
                found += [(rule, one) for one in facts_of(said)]
        return found

    def _forget(self, asked: Asked) -> None:
        for key in self._read.pop(asked, ()):
            self._readers[key].discard(asked)
        self._found.pop(asked, None)
