"""Everything the search looks up, kept true move by move: who sits where, who has met whom, and what one more or one less meeting costs.

A meeting of two costs what it adds: a repeat when they have met, a pair from one department, a broken "apart". `add[a][b]` is the cost of
putting b with a, `rem[a][b]` what is won by parting them; an exchange of two people is four sums over a group. Where sizes differ by one,
each smaller group holds an empty chair, a "person" who costs nothing to meet, so that moving somebody is an exchange too.

Costs are whole numbers: repeats, spread and changes in the proportion the task wishes, with repeats and third meetings as ties are told
apart far below them, so that among plans without a broken rule and lacking the same, less cost is the better score.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from verkstad.mixing.numbered import Numbered, Seats

THIRD = 1  # a third meeting, when all else is equal
REPEAT_TIE = 1 << 22  # a repeat, when the weighted sum is equal
UNIT = 1 << 38  # the least step of the weighted sum; more than all ties of a room together
COVERAGE, APART, CHAIRS = 2.5, 12, 1_000  # in repeats: what is lacking, a broken "apart", two empty chairs in one group
MEETINGS = 64  # more than any pair can have

Members = Callable[[Sequence[int]], Sequence[int]]


class Tables:
    """The state of a search. Rounds are put in one by one (`put_round`), then people are exchanged (`exchange`)."""

    def __init__(self, world: Numbered) -> None:
        self.world = world
        n, rounds = world.n, world.rounds
        self.chairs = max((_empty_chairs(world, r) for r in world.open), default=0)
        self.nothing = n + self.chairs
        """An index that costs nothing to anybody: it fills up what is read of a group of one."""
        width = self.nothing + 1
        self.repeat = world.repeat_weight * UNIT
        self.first = [0] + [self.repeat + REPEAT_TIE + (m - 1) * THIRD for m in range(1, MEETINGS)]
        """What one more meeting costs a pair that has met m times."""
        self.won = [0, *self.first[:-1]]
        spread, apart, chairs = world.spread_weight * UNIT, APART * self.repeat, CHAIRS * self.repeat
        self.standing = [[0] * width for _ in range(width)]
        """What each meeting of a pair costs, whatever they met before."""
        for a in range(n):
            row = self.standing[a]
            for b in range(n):
                if a != b:
                    row[b] = (spread if world.department[a] == world.department[b] else 0) + (apart if b in world.foes[a] else 0)
        for a in range(n, self.nothing):
            for b in range(n, self.nothing):
                self.standing[a][b] = chairs if a != b else 0
        self.add = [list(row) for row in self.standing]
        self.rem = [list(row) for row in self.standing]
        self.meetings = [[0] * n for _ in range(n)]
        self.tied: list[frozenset[int]] = [frozenset() for _ in range(n)]
        for a, b in world.together:
            self.tied[a], self.tied[b] = self.tied[a] | {b}, self.tied[b] | {a}
        self.hot: list[int] = []
        """Pairs that meet more than once, as a * n + b with a < b, in no order; `hot_at` says where in the list each is."""
        self.hot_at: dict[int, int] = {}
        self.seats: list[Seats] = [[] for _ in range(rounds)]
        self.members: list[list[list[int]]] = [[] for _ in range(rounds)]
        self.look: list[list[Members]] = [[] for _ in range(rounds)]
        """For each group a reader that takes its members' entries out of a row."""
        self.brought = [[[0] * k for _ in world.needs] for k in world.groups]
        """How many in each group bring what is needed: round, need, group."""
        self.bring = [tuple(i for i, (_, has) in enumerate(world.needs) if has[p]) for p in range(n)] + [()] * (self.chairs + 1)
        self.lacking_cost = round(COVERAGE * self.repeat)
        self.change_cost = world.change_weight * UNIT
        self.cost = self.lacking = 0
        for a, b in sorted(world.met):
            self._meet(a, b)
        for groups in world.held:
            for group in groups:
                for i, a in enumerate(group):
                    for b in group[:i]:
                        self.cost += self.add[a][b] - self.standing[a][b]
                        self._meet(a, b)

    def put_round(self, r: int, seats: Seats) -> None:
        """Take in the seats of an open round; once a round."""
        world = self.world
        k, usual = world.groups[r], len(world.here[r]) // world.groups[r]
        seats = [*seats, *([-1] * (self.nothing - world.n))]
        groups: list[list[int]] = [[] for _ in range(k)]
        for p in world.here[r]:
            groups[seats[p]].append(p)
        for group in groups:
            self._meet_all(group)
        if len(world.here[r]) % k:
            chair = world.n
            for g, group in enumerate(groups):
                if len(group) == usual:
                    group.append(chair)
                    seats[chair] = g
                    chair += 1
        lacked = self.lacking
        self.lacking += sum(least * k for least, _ in world.needs)
        for i, (_, has) in enumerate(world.needs):
            for g, group in enumerate(groups):
                self._bring(r, i, g, sum(has[p] for p in group if p < world.n))
        self.cost += self.lacking_cost * (self.lacking - lacked)
        self.cost += self.change_cost * sum(seats[p] != g for p, g in world.old[r].items() if seats[p] >= 0)
        self.seats[r], self.members[r] = seats, groups
        self.look[r] = [self._reader(group) for group in groups]

    def exchange(self, r: int, a: int, b: int) -> None:
        """Let a and b, of different groups, change places in round `r`; either may be an empty chair. Everything follows but `cost`."""
        seats, n = self.seats[r], self.world.n
        g, h = seats[a], seats[b]
        first, second = self.members[r][g], self.members[r][h]
        i, j = first.index(a), second.index(b)
        for x in first:
            if x < n and x != a:
                if a < n:
                    self._part(a, x)
                if b < n:
                    self._meet(b, x)
        for x in second:
            if x < n and x != b:
                if b < n:
                    self._part(b, x)
                if a < n:
                    self._meet(a, x)
        first[i], second[j] = b, a
        seats[a], seats[b] = h, g
        self.look[r][g], self.look[r][h] = self._reader(first), self._reader(second)
        if self.bring[a] != self.bring[b]:
            for i in self.bring[a]:
                self._bring(r, i, g, -1)
                self._bring(r, i, h, 1)
            for i in self.bring[b]:
                self._bring(r, i, h, -1)
                self._bring(r, i, g, 1)

    def price(self, r: int, a: int, b: int) -> int:
        """What the exchange of a and b in round `r` would add to the cost."""
        seats = self.seats[r]
        g, h = seats[a], seats[b]
        first, second = self.look[r][g], self.look[r][h]
        add_a, add_b = self.add[a], self.add[b]
        price = sum(first(add_b)) - sum(first(self.rem[a])) + sum(second(add_a)) - sum(second(self.rem[b])) - 2 * add_a[b]
        if self.bring[a] != self.bring[b]:
            price += self.lacking_cost * self.lack_after(r, a, b, g, h)
        if self.change_cost:
            price += self.change_cost * self.changes_after(r, a, b, g, h)
        return price

    def lack_after(self, r: int, a: int, b: int, g: int, h: int) -> int:
        """How many more would be lacking after the exchange of a in group g and b in group h."""
        needs, brought, more = self.world.needs, self.brought[r], 0
        for one, other, here, there in ((a, b, g, h), (b, a, h, g)):
            gives = self.bring[other]
            for i in self.bring[one]:
                if i not in gives:
                    least = needs[i][0]
                    more += (brought[i][here] <= least) - (brought[i][there] < least)
        return more

    def changes_after(self, r: int, a: int, b: int, g: int, h: int) -> int:
        """How many more seats would differ from the earlier plan."""
        old, more = self.world.old[r], 0
        for one, here, there in ((a, g, h), (b, h, g)):
            if one in old:
                more += (old[one] == here) - (old[one] == there)
        return more

    def _reader(self, group: list[int]) -> Members:
        return itemgetter(*group) if len(group) > 1 else itemgetter(*group, self.nothing, self.nothing)

    def _bring(self, r: int, i: int, g: int, more: int) -> None:
        brought, least = self.brought[r][i], self.world.needs[i][0]
        before = max(0, least - brought[g])
        brought[g] += more
        self.lacking += max(0, least - brought[g]) - before

    def _meet_all(self, group: list[int]) -> None:
        for i, a in enumerate(group):
            for b in group[:i]:
                self.cost += self.add[a][b]
                self._meet(a, b)

    def _meet(self, a: int, b: int) -> None:
        if b in self.tied[a]:
            return
        m = self.meetings[a][b] + 1
        self.meetings[a][b] = self.meetings[b][a] = m
        standing = self.standing[a][b]
        self.add[a][b] = self.add[b][a] = standing + self.first[m]
        self.rem[a][b] = self.rem[b][a] = standing + self.won[m]
        if m == 2:
            pair = a * self.world.n + b if a < b else b * self.world.n + a
            self.hot_at[pair] = len(self.hot)
            self.hot.append(pair)

    def _part(self, a: int, b: int) -> None:
        if b in self.tied[a]:
            return
        m = self.meetings[a][b] - 1
        self.meetings[a][b] = self.meetings[b][a] = m
        standing = self.standing[a][b]
        self.add[a][b] = self.add[b][a] = standing + self.first[m]
        self.rem[a][b] = self.rem[b][a] = standing + self.won[m]
        if m == 1:
            pair = a * self.world.n + b if a < b else b * self.world.n + a
            at, last = self.hot_at.pop(pair), self.hot.pop()
            if last != pair:
                self.hot[at] = last
                self.hot_at[last] = at


def _empty_chairs(world: Numbered, r: int) -> int:
    over = len(world.here[r]) % world.groups[r]
    return world.groups[r] - over if over else 0
