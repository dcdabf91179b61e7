"""One round seated so that no hard rule is broken: pins, chains, people apart and sizes, near to where one would rather have people sit.

Those who are hard to place go first and a place that proves wrong is taken back; people without rules fill what is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from verkstad.mixing.numbered import Numbered, Seats
from verkstad.mixing.task import Impossible

ENOUGH = 20_000  # placings tried for a round before another order is tried
ORDERS = 12  # orders tried before the round is given up


def seat(world: Numbered, r: int, wanted: Mapping[int, int], cost: Sequence[Sequence[int]], random: Random) -> Seats:
    """Seats of round `r`, everybody in the `wanted` group where that can be, others where it costs least.

    `cost[p][q]` is what it costs that p and q share a group. Raises Impossible("no_seating") when there is no way, or none was found.
    """
    for attempt in range(ORDERS):
        seating = _Seating(world, r, wanted, cost, random if attempt else None)
        if seating.place(0):
            return seating.seats
        if seating.exhausted:
            break
    raise Impossible("no_seating", round=r)


class _Seating:
    def __init__(self, world: Numbered, r: int, wanted: Mapping[int, int], cost: Sequence[Sequence[int]], random: Random | None) -> None:
        self.world, self.r, self.k, self.cost = world, r, world.groups[r], cost
        self.seats: Seats = [-1] * world.n
        self.members: list[list[int]] = [[] for _ in range(self.k)]
        self.usual, over = divmod(len(world.here[r]), self.k)
        self.larger_left = over
        self.wanted, self.tried, self.exhausted = wanted, 0, False
        pinned = world.pinned[r]

        def hardness(unit: tuple[int, ...]) -> tuple[int, int, int, int]:
            foes = sum(len(world.foes[p]) for p in unit)
            ruled = 0 if unit[0] in pinned else 1 if len(unit) > 1 or foes else 2 if unit[0] in wanted else 3
            return ruled, -len(unit), -foes, int(random.random() * 1000) if random and ruled < 2 else 0

        self.units = sorted(world.units[r], key=hardness)
        self.ruled = sum(hardness(unit)[0] < 2 for unit in self.units)

    def place(self, i: int) -> bool:
        """Place the units from `i` on. Those without rules never need to be taken back: sizes always leave a chair."""
        while i >= self.ruled and i < len(self.units):
            unit = self.units[i]
            rather = self.wanted.get(unit[0], -1)
            self._sit(unit, rather if rather >= 0 and self._room(rather, 1) else self._choices(unit)[0])
            i += 1
        if i >= len(self.units):
            return True
        unit = self.units[i]
        for g in self._choices(unit):
            self.tried += 1
            if self.tried > ENOUGH:
                return False
            self._sit(unit, g)
            if self.place(i + 1):
                return True
            self._stand(unit, g)
        if i == 0:
            self.exhausted = True
        return False

    def _room(self, g: int, more: int) -> bool:
        size = len(self.members[g]) + more
        return size <= self.usual or (size == self.usual + 1 and self.larger_left > 0)

    def _choices(self, unit: tuple[int, ...]) -> list[int]:
        """Groups that can take the unit: the one it would rather sit in first, then those that lack what it brings, then where it costs least."""
        world, pinned = self.world, self.world.pinned[self.r].get(unit[0])
        rows = [self.cost[p] for p in unit]
        rather = next((self.wanted[p] for p in unit if p in self.wanted), -1)
        found, empty = [], False
        for g in range(self.k) if pinned is None else (pinned,):
            members = self.members[g]
            if not self._room(g, len(unit)) or any(q in world.foes[p] for p in unit for q in members):
                continue
            if not members and g != rather:
                if empty and not world.pinned[self.r]:
                    continue  # one empty group is like another
                empty = True
            price = sum(row[q] for row in rows for q in members)
            brought = 0
            for least, has in world.needs:
                gives = sum(has[p] for p in unit)
                if gives:
                    brought += min(gives, max(0, least - sum(has[q] for q in members)))
            found.append((g != rather, -brought, len(members) > self.usual, price, len(members), g))
        return [choice[-1] for choice in sorted(found)]

    def _sit(self, unit: tuple[int, ...], g: int) -> None:
        before = len(self.members[g])
        self.members[g].extend(unit)
        if before <= self.usual < len(self.members[g]):
            self.larger_left -= 1
        for p in unit:
            self.seats[p] = g

    def _stand(self, unit: tuple[int, ...], g: int) -> None:
        before = len(self.members[g])
        del self.members[g][-len(unit) :]
        if len(self.members[g]) <= self.usual < before:
            self.larger_left += 1
        for p in unit:
            self.seats[p] = -1
