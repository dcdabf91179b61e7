"""Teams proposed for a module: of everybody there is, a few that hold what it needs. Greedy, then improved by exchanging one at a time.

Deterministic: the same people in the same order give the same proposals. It proposes and says what each lacks; people choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from verkstad.domain.fields import Id
from verkstad.domain.teams import LEAST, MOST, Asked, Candidate, Seat, TeamLook, holds, look_over
from verkstad.domain.values import frozen

EMPHASES = ("whole", "small", "time")
"""What each proposal puts first: holding as much as possible, being few, having time that somebody has confirmed."""
ALIKE = 4
"""Of people who bring the same, so many are looked at: the proposals need different ones, not all."""
ROUNDS = 6
"""Exchanges of one member for another go on at most so many times round the team."""


@frozen
class Proposal:
    """A composition, what it puts first, and how it stands."""

    emphasis: str
    members: tuple[Id, ...]
    look: TeamLook


@frozen
class _Weights:
    """What things are worth to a proposal, in points (own): a wish by its weight, a second holder of it, a step of mandate, ..."""

    wish: int = 100
    second: int = 0
    step: int = 60
    front: int = 40
    meets: int = 90
    unit: int = 12
    member: int = 20
    time: int = 0  # for each tenth of a full time that is confirmed
    short: int = 400  # for each member under the least


_WEIGHTS = {"whole": _Weights(second=22, member=18), "small": _Weights(member=85), "time": _Weights(time=7, member=60)}


@frozen
class _Brings:
    """A candidate as numbers: a bit for each wish, the level for each decision (at most what is needed), and for each front-line decision."""

    id: Id
    wishes: int
    levels: tuple[int, ...]
    front: int
    meets: bool
    unit: Id | None
    tenths: int
    teams: int

    @property
    def alike(self) -> tuple[object, ...]:
        return self.wishes, self.levels, self.front, self.meets, self.unit, self.tenths, self.teams


def propose(
    people: Sequence[Candidate],
    wanted: Asked,
    *,
    teams_of: Mapping[Id, int] | None = None,
    keep: Iterable[Id] = (),
    emphases: Sequence[str] = EMPHASES,
) -> tuple[Proposal, ...]:
    """Up to one composition for each emphasis, no two of the same people. `teams_of`: in how many teams each is already; `keep`: who is in all.

    People of whom nothing is known that the module needs are taken only to reach the least number. Fewer proposals come when there are
    too few people for different ones, and where there are no grounds: confirmed time is put first only where somebody has it, and where
    nothing is needed only those who have it are proposed.
    """
    known = {c.id: c for c in people}
    kept = [id for id in keep if id in known]
    brought = [_brings(c, wanted, (teams_of or {}).get(c.id, 0)) for c in people]
    if not any(row.tenths for row in brought):
        emphases = [e for e in emphases if e != "time"]
    if not wanted.wishes and not wanted.decisions:
        emphases = [e for e in emphases if e == "time"]
        brought = [row for row in brought if row.tenths or row.id in kept]
    pool = _pool(brought, kept)
    found: list[Proposal] = []
    taken: list[frozenset[Id]] = []
    used: set[Id] = set()
    for emphasis in emphases:
        worth = _worth(wanted, _WEIGHTS[emphasis], used - set(kept))
        team = _different(pool, kept, worth, taken)
        if team is None:
            continue
        taken.append(frozenset(team))
        used |= set(team)
        members = tuple(c.id for c in people if c.id in taken[-1])
        found.append(Proposal(emphasis, members, look_over(wanted, [Seat(known[id]) for id in members])))
    return tuple(found)


def _brings(who: Candidate, wanted: Asked, teams: int) -> _Brings:
    wishes = sum(1 << at for at, wish in enumerate(wanted.wishes) if holds(who, wish))
    levels = tuple(min(d.level or 0, who.levels.get(d.decision_type, 0)) for d in wanted.decisions)
    front = 0
    if who.meets_customers:
        for at, d in enumerate(wanted.decisions):
            if d.decision_type in wanted.facing and who.usable.get(d.decision_type, 0) >= (d.level or 0):
                front |= 1 << at
    tenths = (who.percent or 0) // 10 if who.confirmed else 0
    return _Brings(who.id, wishes, levels, front, who.meets_customers, who.unit, tenths, teams)


def _pool(rows: Iterable[_Brings], kept: Sequence[Id]) -> dict[Id, _Brings]:
    """Everybody worth looking at: of people who bring the same only the first few."""
    count: dict[tuple[object, ...], int] = {}
    pool: dict[Id, _Brings] = {}
    for row in rows:
        count[row.alike] = count.get(row.alike, 0) + 1
        if count[row.alike] <= ALIKE or row.id in kept:
            pool[row.id] = row
    return pool


_Worth = Callable[[Sequence[_Brings]], int]


def _worth(wanted: Asked, weights: _Weights, used: set[Id]) -> _Worth:
    """The points of a composition. Those another proposal has `used`, and those who are in teams already, weigh a little."""
    wishes = [(1 << at, wish.weight) for at, wish in enumerate(wanted.wishes)]
    levels = len(wanted.decisions)

    def points(team: Sequence[_Brings]) -> int:
        once = twice = front = tenths = loss = 0
        units = set()
        meets = False
        best = [0] * levels
        for row in team:
            twice |= once & row.wishes
            once |= row.wishes
            front |= row.front
            tenths += row.tenths
            meets = meets or row.meets
            units.add(row.unit)
            loss += 9 * row.teams + (5 if row.id in used else 0)
            for at, level in enumerate(row.levels):
                if level > best[at]:
                    best[at] = level
        units.discard(None)
        total = weights.step * sum(best) + weights.front * front.bit_count() + weights.meets * meets + weights.unit * len(units)
        for bit, weight in wishes:
            if once & bit:
                total += weights.wish * weight
                if twice & bit:
                    total += weights.second * weight
        return total + weights.time * tenths - weights.member * len(team) - weights.short * max(0, LEAST - len(team)) - loss

    return points


def _different(pool: Mapping[Id, _Brings], kept: Sequence[Id], worth: _Worth, taken: Sequence[frozenset[Id]]) -> tuple[Id, ...] | None:
    """The best composition that is none of those `taken`: the best of all, or else the best without one of its members."""
    team = _best(pool, kept, worth)
    if team and frozenset(team) not in taken:
        return team
    others = []
    for out in team:
        if out in kept:
            continue
        other = _best({id: row for id, row in pool.items() if id != out}, kept, worth)
        if other and frozenset(other) not in taken:
            others.append((-worth([pool[id] for id in other]), other))
    return min(others)[1] if others else None


def _best(pool: Mapping[Id, _Brings], kept: Sequence[Id], worth: _Worth) -> tuple[Id, ...]:
    team = [pool[id] for id in kept]
    rows = list(pool.values())
    now = worth(team)
    while len(team) < MOST:
        inside = {m.id for m in team}
        better, who = max(((worth([*team, row]), -at) for at, row in enumerate(rows) if row.id not in inside), default=(now, 1))
        if better <= now:
            break
        team.append(rows[-who])
        now = better
    for _round in range(ROUNDS):
        before = now
        team, now = _exchanged(team, rows, set(kept), worth, now)
        if now == before:
            break
    return tuple(m.id for m in team)


def _exchanged(team: list[_Brings], rows: Sequence[_Brings], kept: set[Id], worth: _Worth, now: int) -> tuple[list[_Brings], int]:
    """Once round the team: each member goes, or gives her place to somebody, where that is better."""
    for at in range(len(team) - 1, -1, -1):
        if team[at].id in kept:
            continue
        rest = team[:at] + team[at + 1 :]
        inside = {m.id for m in rest}
        alone = worth(rest)
        if alone > now:
            team, now = rest, alone
            continue
        better, who = max(((worth([*rest, row]), -i) for i, row in enumerate(rows) if row.id not in inside), default=(now, 1))
        if better > now:
            team, now = [*rest[:at], rows[-who], *rest[at:]], better
    return team, now
