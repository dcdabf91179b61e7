"""What was changed on one row, when, from what to what: read out of its changes. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.domain.change import Change, Folded, columns_of, fold_row
from verkstad.domain.fields import Kind, Scalar
from verkstad.domain.schema import PLACE, Schema
from verkstad.domain.values import frozen

KEPT = 200  # changes that are looked back on; the fold of each is made anew


@frozen
class Difference:
    """A field that got another value. `lost`: what it was before has been erased, so that it cannot come back."""

    wire: str
    before: tuple[Scalar, ...]
    after: tuple[Scalar, ...]
    lost: bool = False


@frozen
class Moment:
    """One change of a row. `at` is ISO in UTC. `first`: with it the row began. `moved`, `removed`, `returned` speak of the row as a whole."""

    change: str
    at: str
    differences: tuple[Difference, ...]
    first: bool = False
    moved: bool = False
    removed: bool = False
    returned: bool = False

    @property
    def speaks(self) -> bool:
        """Whether anything can be seen of it."""
        return bool(self.differences) or self.first or self.moved or self.removed or self.returned


def in_turn(changes: Sequence[Change]) -> list[Change]:
    """The changes in the order they were made, as far as the replicas knew of one another."""
    return sorted(changes, key=lambda c: (c.lamport, c.id))


def moments(schema: Schema, changes: Sequence[Change]) -> tuple[Moment, ...]:
    """The changes of a row that can be seen, the latest first; the last KEPT of them."""
    ordered = in_turn(changes)
    if not ordered:
        return ()
    kind = schema.kinds[ordered[0].kind]
    begin = max(0, len(ordered) - KEPT)
    before = fold_row(schema, ordered[:begin]) if begin else None
    found: list[Moment] = []
    for at, change in enumerate(ordered[begin:], begin):
        after = fold_row(schema, ordered[: at + 1])
        moment = _moment(kind, change, before, after)
        if moment.speaks:
            found.append(moment)
        before = after
    return tuple(reversed(found))


def before(schema: Schema, changes: Sequence[Change], change: str) -> Folded | None:
    """The row just before a change; None when it began with it, or there is no such change."""
    ordered = in_turn(changes)
    at = next((n for n, c in enumerate(ordered) if c.id == change), 0)
    return fold_row(schema, ordered[:at]) if at else None


def held(kind: Kind, row: Folded) -> dict[str, tuple[Scalar, ...]]:
    """What each field of a row holds, by wire name."""
    values = iter(columns_of(kind, row.values))
    return {f.wire: tuple(next(values) for _column in f.columns) for f in kind.fields}


def erased(row: Folded, wire: str) -> bool:
    """Whether all that was said of a field has been erased."""
    return bool(row.heads.get(wire)) and wire not in row.values


def _moment(kind: Kind, change: Change, before: Folded | None, after: Folded) -> Moment:
    if before is None:
        return Moment(change.id, change.at, (), first=True)
    old, new = held(kind, before), held(kind, after)
    differences = tuple(Difference(w, old[w], new[w], erased(before, w)) for w in old if old[w] != new[w])
    return Moment(
        change.id,
        change.at,
        differences,
        moved=PLACE in after.values and before.values.get(PLACE) != after.values.get(PLACE),
        removed=after.gone and not before.gone,
        returned=before.gone and not after.gone,
    )


__all__ = ["KEPT", "Difference", "Moment", "before", "erased", "held", "in_turn", "moments"]
