"""What a file would bring: a plan as values, worked out before anything is touched. Pure.

A row of the plan says what would happen to it; its fields hold what stands here, what the file says and what both came from, so that
the review can show mine, theirs and the base beside each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from verkstad.domain.change import DIRECTORY, LAMPORT_MAX, Change, Folded, Head, History, Mark, canonical
from verkstad.domain.errors import Corrupt
from verkstad.domain.fields import Id
from verkstad.domain.schema import GONE, PLACE, Schema
from verkstad.domain.values import frozen


@frozen
class Bundle:
    """Changes and erasures on their way from one library to another: what a session file holds."""

    changes: tuple[Change, ...] = ()
    marks: tuple[Mark, ...] = ()


Outcome = Literal["theirs", "conflict", "merged", "latest", "mine"]
What = Literal["new", "changed", "conflicting", "removed", "same"]


@frozen
class FieldPlan:
    """What would become of a field. `theirs`: the file's value is taken; `conflict`: both are kept until somebody chooses;
    `merged`: two texts put together; `latest`: the later one wins and is listed; `mine`: the later one is the one that is here."""

    wire: str
    outcome: Outcome
    mine: Any
    theirs: Any
    base: Any = None
    actor: Id = ""  # who wrote theirs
    at: str = ""


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What would become of a row. `values` are what would be shown after (before, when it is removed): enough to name it."""

    kind: str
    row: Id
    scope: Id
    what: What
    fields: tuple[FieldPlan, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    parent: Id | None = None


@frozen
class ScopePlan:
    """The rows of one workshop, one initiative, or the directory, in the order of the schema."""

    scope: Id
    rows: tuple[RowPlan, ...]

    def count(self, what: What) -> int:
        return sum(r.what == what for r in self.rows)


@frozen
class Plan:
    """Everything a file would bring. `known`: changes that are here already. `erasures` would blank something here and are accepted
    one by one; `quiet` would not, and come along."""

    scopes: tuple[ScopePlan, ...]
    erasures: tuple[tuple[Mark, str], ...] = ()  # with the kind of the row
    quiet: tuple[Mark, ...] = ()
    fresh: int = 0
    known: int = 0
    actors: tuple[tuple[Id, int], ...] = ()  # who wrote how many of the fresh changes, the most first
    first: str = ""
    last: str = ""

    def count(self, what: What) -> int:
        return sum(s.count(what) for s in self.scopes)

    @property
    def is_empty(self) -> bool:
        return not self.fresh and not self.erasures


def verify(bundle: Bundle) -> None:
    """Refuse a change that is not what its id says, from a clock that ran away, or one row in two kinds or scopes. Raises Corrupt."""
    rows: dict[Id, tuple[str, Id]] = {}
    for c in bundle.changes:
        if not 0 < c.lamport <= LAMPORT_MAX:
            raise Corrupt("lamport", row=c.row)
        if rows.setdefault(c.row, (c.kind, c.scope)) != (c.kind, c.scope):
            raise Corrupt("scope", row=c.row)
        if c.computed_id() != c.id:
            raise Corrupt("change", row=c.row)
        place = c.value(PLACE)
        if PLACE in c.values and len(c.values[PLACE]) == 2 and not _is_place(place):
            raise Corrupt("place", row=c.row)
        if GONE in c.values and len(c.values[GONE]) == 2 and c.value(GONE) not in (0, 1):
            raise Corrupt("gone", row=c.row)


def _is_place(place: Any) -> bool:
    return (
        isinstance(place, (list, tuple))
        and len(place) == 2
        and (place[0] is None or (isinstance(place[0], str) and bool(place[0])))
        and isinstance(place[1], str)
    )


def sift(bundle: Bundle, held: Mapping[Id, Sequence[Change]], marks: Collection[Mark]) -> list[Change]:
    """The changes of a bundle that are not here yet, with everything blanked that a mark here says; rows erased here are left out.

    Changes that came blanked, under a mark that is not among `marks`, are left out too: the row here keeps what it has.
    """
    whole = {m.row for m in marks if not m.field}
    partly: dict[Id, list[Mark]] = {}
    for m in marks:
        if m.field:
            partly.setdefault(m.row, []).append(m)
    out = []
    for c in bundle.changes:
        if c.row in whole or any(c.id == h.id for h in held.get(c.row, ())):
            continue
        hit = {m.field for m in partly.get(c.row, ()) if m.hits(c)}
        if any(len(said) == 1 and wire not in hit for wire, said in c.values.items()):
            continue
        out.append(c.without(hit) if hit else c)
    return out


def would_blank(mark: Mark, held: Sequence[Change]) -> bool:
    """Whether an erasure would take something away here."""
    return any(
        mark.hits(c) and any(len(said) == 2 for wire, said in c.values.items() if not mark.field or wire == mark.field) for c in held
    )


def sort_marks(
    schema: Schema, bundle: Bundle, held: Mapping[Id, Sequence[Change]], here: Collection[Mark]
) -> tuple[list[tuple[Mark, str]], list[Mark]]:
    """The erasures of a bundle that would blank something here (with the kind of their row), and those that would not.

    Raises Corrupt when one would erase a whole row that is no personal data: structure is never erased from outside.
    """
    kinds = {c.row: c.kind for c in bundle.changes} | {row: cs[0].kind for row, cs in held.items() if cs}
    upto = {(m.row, m.field): m.upto for m in here}
    asked: list[tuple[Mark, str]] = []
    quiet: list[Mark] = []
    for m in bundle.marks:
        kind = kinds.get(m.row)
        if not m.field and kind is not None and not schema.is_personal(kind):
            raise Corrupt("erasure", row=m.row)
        if upto.get((m.row, m.field), -1) >= m.upto:
            continue
        if would_blank(m, held.get(m.row, ())):
            asked.append((m, kind or ""))
        else:
            quiet.append(m)
    return asked, quiet


def plan(schema: Schema, bundle: Bundle, held: Mapping[Id, Sequence[Change]], marks: Collection[Mark] = ()) -> Plan:
    """What taking a bundle in would do to a library that holds these changes of the rows concerned, and these marks.

    Erasures count as not accepted yet: what they would blank is planned as if they were not there. Raises Corrupt.
    """
    asked, quiet = sort_marks(schema, bundle, held, marks)
    fresh = sift(bundle, held, [*marks, *quiet])
    by_row: dict[Id, list[Change]] = {}
    for c in fresh:
        by_row.setdefault(c.row, []).append(c)
    rows = [_row_plan(schema, row, held.get(row, ()), said) for row, said in by_row.items()]
    scopes: dict[Id, list[RowPlan]] = {}
    for r in rows:
        scopes.setdefault(r.scope, []).append(r)
    place = {kind: at for at, kind in enumerate(schema.kinds)}
    actors: dict[Id, int] = {}
    for c in fresh:
        actors[c.actor] = actors.get(c.actor, 0) + 1
    return Plan(
        tuple(
            ScopePlan(scope, tuple(sorted(got, key=lambda r: (place.get(r.kind, len(place)), r.row))))
            for scope, got in sorted(scopes.items(), key=lambda s: (s[0] == DIRECTORY, s[0]))
        ),
        tuple(asked),
        tuple(quiet),
        len(fresh),
        len(bundle.changes) - len(fresh),
        tuple(sorted(actors.items(), key=lambda a: (-a[1], a[0]))),
        min((c.at for c in fresh), default=""),
        max((c.at for c in fresh), default=""),
    )


def _row_plan(schema: Schema, row: Id, mine: Sequence[Change], theirs: Sequence[Change]) -> RowPlan:
    kind, scope = theirs[0].kind, theirs[0].scope
    past = History(schema, [*mine, *theirs])
    after = past.fold()
    if not mine:
        return RowPlan(kind, row, scope, "same" if after.gone else "new", (), after.values, after.parent)
    before = History(schema, mine).fold()
    fields = tuple(_field_plans(schema, before, after, past, {c.id for c in theirs}))
    what: What = "changed" if fields else "same"
    if any(f.outcome == "conflict" for f in fields):
        what = "conflicting"
    elif after.gone and not before.gone:
        what = "removed"
    return RowPlan(kind, row, scope, what, fields, (before if after.gone else after).values, after.parent)


def _field_plans(schema: Schema, before: Folded, after: Folded, past: History, theirs: set[str]) -> Iterable[FieldPlan]:
    for wire in after.heads:
        came = [h for h in after.heads[wire] if h.id in theirs]
        mine, shown = before.values.get(wire), after.values.get(wire)
        opened = wire in after.conflicts and after.conflicts[wire] != before.conflicts.get(wire)
        if not came and not opened and canonical(mine) == canonical(shown):
            continue
        head = came[-1] if came else None
        said = head.value if head else shown
        outcome: Outcome = "theirs"
        if opened:
            outcome = "conflict"
        elif wire in after.merged:
            outcome = "merged"
        elif len(after.heads[wire]) > len(came) and schema.meet(past.kind, wire) == "latest":
            outcome = "latest" if head is not None and canonical(shown) == canonical(said) else "mine"
        if outcome == "theirs" and canonical(mine) == canonical(shown):
            continue
        c = past.by_id[head.id] if head else None
        yield FieldPlan(wire, outcome, mine, said, _base(past, wire, head), c.actor if c else "", c.at if c else "")


def _base(past: History, wire: str, head: Head | None) -> Any:
    """What the file's value replaced, when that was one value."""
    named = past.prev.get((wire, head.id), set()) if head else set()
    base = past.said.get(wire, {}).get(next(iter(named))) if len(named) == 1 else None
    return base.value if base else None
