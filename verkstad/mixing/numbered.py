"""A task in numbers: people, departments and rules by their place in it, rounds as who sits in which group. What every part of the search reads."""

from __future__ import annotations

from math import gcd

from verkstad.mixing.score import least_pairs
from verkstad.mixing.task import SPREAD_WEIGHT, Rounds, Task, components, validate

Seats = list[int]
"""For each person the number of the group in a round, or -1 for one who is away."""


class Numbered:
    """A valid task by numbers. Made once, then only read. Raises Impossible as `validate` does."""

    def __init__(self, task: Task) -> None:
        validate(task)
        self.task = task
        number = {p.id: i for i, p in enumerate(task.people)}
        self.n, self.rounds, self.groups = len(task.people), task.rounds, task.groups
        names: dict[str, int] = {}
        self.department = [
            names.setdefault(p.department, len(names)) if p.department is not None else -1 - i for i, p in enumerate(task.people)
        ]
        """The same number for the same department; below zero for one of their own."""
        self.here = [[number[p.id] for p in task.present(r)] for r in range(self.rounds)]
        self.held = [[[number[p] for p in group] for group in groups] for groups in task.held]
        self.open = tuple(range(len(task.held), self.rounds))
        self.together = {_pair(number[a], number[b]) for a, b in task.together}
        self.apart = {_pair(number[a], number[b]) for a, b in task.apart}
        self.met = {_pair(number[a], number[b]) for a, b in task.met if a in number and b in number and a != b} - self.together
        self.foes: list[set[int]] = [set() for _ in range(self.n)]
        for a, b in self.apart:
            self.foes[a].add(b)
            self.foes[b].add(a)
        self.units = [components(sorted(self.together), here) for here in self.here]
        """For each round, chains of those who are to be together among those who are there; most are of one."""
        self.pinned: list[dict[int, int]] = [{} for _ in range(self.rounds)]
        for pin in task.pins:
            if number[pin.person] in set(self.here[pin.round]):
                self.pinned[pin.round][number[pin.person]] = pin.group
        for r in range(self.rounds):
            for unit in self.units[r]:
                seats = [self.pinned[r][p] for p in unit if p in self.pinned[r]]
                if seats:
                    self.pinned[r].update(dict.fromkeys(unit, seats[0]))
        self.needs = [(need.least, [need.attribute in p.attributes for p in task.people]) for need in task.coverage if need.least > 0]
        self.old: list[dict[int, int]] = [{} for _ in range(self.rounds)]
        if task.previous:
            for r, groups in enumerate(task.previous[: self.rounds]):
                self.old[r] = {number[p]: g for g, group in enumerate(groups) for p in group if p in number}
        spread, change = round(SPREAD_WEIGHT[task.wish] * 100), round(task.change_weight * 100) if task.previous else 0
        shared = 100 // gcd(100, spread, change)
        self.repeat_weight, self.spread_weight, self.change_weight = shared, spread * shared // 100, change * shared // 100
        """Whole numbers in the proportion the task wishes, so that costs add up alike on every machine."""

    def spread_floor(self) -> int:
        """Pairs from one department that must share a group, over all open rounds."""
        return sum(least_pairs(size, self.groups[r]) for r in self.open for size in self.department_sizes(r).values())

    def lacking_floor(self) -> int:
        """How many must be lacking to what the groups need, over all open rounds."""
        return sum(max(0, self.groups[r] * least - sum(has[p] for p in self.here[r])) for r in self.open for least, has in self.needs)

    def department_sizes(self, r: int) -> dict[int, int]:
        sizes: dict[int, int] = {}
        for p in self.here[r]:
            sizes[self.department[p]] = sizes.get(self.department[p], 0) + 1
        return sizes

    def named(self, seats: list[Seats]) -> Rounds:
        """Seats of the open rounds, by round, as groups of ids in the order of `people`; held rounds as they were held."""
        ids = [p.id for p in self.task.people]
        made = list(self.task.held)
        for r in self.open:
            groups: list[list[str]] = [[] for _ in range(self.groups[r])]
            for p in self.here[r]:
                groups[seats[r][p]].append(ids[p])
            made.append(tuple(tuple(group) for group in groups))
        return tuple(made)


def _pair(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)
