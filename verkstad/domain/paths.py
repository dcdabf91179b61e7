"""Paths from those who know to those who may decide: through which forums, in how many steps, and where there is none (measurement.md 3.5).

A position is a role, in one unit or in whichever. Two positions meet when an active forum holds both, or a team does. Only a forum mends a
broken path: a team works on its module, a forum is where insights are met.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from verkstad.domain.fields import Id
from verkstad.domain.mandates import HIGH, Position
from verkstad.domain.values import frozen

Key = tuple[str, Id | None]


@frozen
class Table:
    """An active forum, or a team, and who sits there as positions."""

    id: Id
    title: str
    seats: tuple[Key, ...]
    forum: bool = True


@frozen
class Path:
    """The shortest way from a position that knows. `through` are the forums and teams it goes by, `to` the position that may decide.

    `broken`: it shares no active forum with anybody who may decide, whatever way round there is (measurement.md 3.5).
    """

    position: Position
    through: tuple[Id, ...] = ()
    to: Key | None = None
    broken: bool = True

    @property
    def steps(self) -> int | None:
        """Forums and teams on the way; None when there is no way."""
        return len(self.through) if self.to is not None else None


def knows_without_say(position: Position) -> bool:
    """Insight of 2 or more, mandate of at most 1."""
    return position.insight is not None and position.mandate is not None and position.insight >= HIGH and position.mandate < HIGH


def may_decide(position: Position) -> bool:
    return position.mandate is not None and position.mandate >= HIGH


def covers(seat: Key, position: Key) -> bool:
    """Whether somebody on that seat is of the position: same role, and the unit is the same or one of them says whichever."""
    return seat[0] == position[0] and (seat[1] == position[1] or seat[1] is None or position[1] is None)


def paths(positions: Iterable[Position], tables: Sequence[Table]) -> tuple[Path, ...]:
    """The way of every position that knows and may not change, in the order of the map: over as few forums and teams as there are."""
    rows = tuple(positions)
    decides = [p for p in rows if may_decide(p)]
    beside: Mapping[Key, tuple[Table, ...]] = {p.key: tuple(t for t in tables if any(covers(s, p.key) for s in t.seats)) for p in rows}
    return tuple(_way(p, rows, decides, beside) for p in rows if knows_without_say(p))


def _way(start: Position, rows: Sequence[Position], decides: Sequence[Position], beside: Mapping[Key, tuple[Table, ...]]) -> Path:
    goals = {p.key for p in decides}
    broken = not any(covers(s, key) for t in beside[start.key] if t.forum for s in t.seats for key in goals)
    seen = {start.key}
    ahead: list[tuple[Key, tuple[Id, ...]]] = [(start.key, ())]
    while ahead:
        following: list[tuple[Key, tuple[Id, ...]]] = []
        for key, through in ahead:
            for table in beside[key]:
                met = [p.key for p in rows if p.key not in seen and any(covers(s, p.key) for s in table.seats)]
                way = (*through, table.id)
                reached = next((other for other in met if other in goals), None)
                if reached is not None:
                    return Path(start, way, reached, broken)
                seen.update(met)
                following += [(other, way) for other in met]
        ahead = following
    return Path(start, broken=broken)


def broken(found: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(p for p in found if p.broken)
