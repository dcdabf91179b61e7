"""What a plan is worth, counted from nothing: the same numbers, in the same order, as the case checker counts (mixing.md, "Score").

The search keeps tables of its own and is proved against this recount.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from typing import Literal

from verkstad.domain.values import frozen
from verkstad.mixing.task import SPREAD_WEIGHT, Id, Pair, Round, Rounds, Task, ordered

ENGINE = 1
"""The way plans are found. Raised when the same task, seed and iterations would give another plan."""

Broken = Literal["rounds", "placed", "not_present", "held", "groups", "sizes", "apart", "together", "pin"]


@frozen
class Violation:
    """A rule a plan breaks. `person` and `other` where it is about people; `found` is a count, `group` a number, or -1."""

    kind: Broken
    round: int = -1
    person: Id = ""
    other: Id = ""
    group: int = -1
    found: int = -1


@frozen
class Score:
    """Smaller is better, part by part from the left (`key`).

    `hard`: rules broken. `coverage`: people lacking to what groups need, beyond the unavoidable. `repeats`: meetings of pairs that had met.
    `spread`: pairs from one department sharing a group more than they must. `changes`: seats changed from the plan people were told.
    `third`: for a pair that meets m times, (m-1)(m-2)/2: what makes two pairs meeting twice better than one meeting three times. `most`: the
    most times any pair meets. `spread_weight` and `change_weight` are the task's.
    """

    hard: int
    coverage: int
    repeats: int
    spread: int
    changes: int
    third: int
    most: int
    spread_weight: float = 1.0
    change_weight: float = 0.0

    @property
    def wasted(self) -> float:
        """J of mixing.md, weighted as the task wishes: repeats + w * spread + change weight * changes."""
        return round(self.repeats + self.spread_weight * self.spread + self.change_weight * self.changes, 6)

    @property
    def key(self) -> tuple[int, int, float, int, int]:
        return self.hard, self.coverage, self.wasted, self.repeats, self.third

    def __lt__(self, other: Score) -> bool:
        return self.key < other.key


@frozen
class Bound:
    """What no plan goes below. `wasted` is weighted as the task wishes."""

    wasted: float
    repeats: int
    changes: int

    def reached(self, score: Score) -> bool:
        """Whether nothing better than `score` can exist."""
        return (score.hard, score.coverage, score.third) == (0, 0, 0) and score.wasted <= self.wasted and score.repeats <= self.repeats


@frozen(kw_only=True)
class Plan:
    """Groups for every round, what they are worth, and what they came of: task, `seed` and `iterations` give the same plan again as long as
    `engine` is the same. `found` is after how many iterations it was found."""

    rounds: Rounds
    score: Score
    bound: Bound
    seed: int = 0
    iterations: int = 0
    found: int = 0
    engine: int = ENGINE

    @property
    def best_possible(self) -> bool:
        return self.bound.reached(self.score)


@frozen
class Move:
    """A person put in another group of a round, as when dragged by hand. Two moves make an exchange."""

    person: Id
    round: int
    group: int


def moved(rounds: Sequence[Round], moves: Iterable[Move]) -> Rounds:
    """The groups with people moved, in order; who is moved stands last in the new group. Nobody is checked: the score tells."""
    made = [[list(group) for group in groups] for groups in rounds]
    for move in moves:
        for group in made[move.round]:
            if move.person in group:
                group.remove(move.person)
        made[move.round][move.group].append(move.person)
    return tuple(tuple(tuple(group) for group in groups) for groups in made)


def score_after(task: Task, rounds: Sequence[Round], moves: Iterable[Move]) -> tuple[Rounds, Score]:
    """The groups after people were moved by hand, and their score. A recount: a few milliseconds for 120 people in six rounds."""
    made = moved(rounds, moves)
    return made, score(task, made)


def score(task: Task, rounds: Sequence[Round]) -> Score:
    """Count a plan from nothing."""
    department = {p.id: p.department if p.department is not None else (p.id,) for p in task.people}
    meetings = meetings_of(task, rounds)
    coverage = spread = changes = 0
    brings = {p.id: p.attributes for p in task.people}
    for r, groups in enumerate(rounds[: task.rounds]):
        if r < len(task.held):
            continue
        k, here = task.groups[r], [p.id for p in task.present(r)]
        for need in task.coverage:
            held = sum(need.attribute in brings[p] for p in here)
            lacking = sum(max(0, need.least - sum(need.attribute in brings.get(p, ()) for p in group)) for group in groups)
            coverage += lacking - max(0, k * need.least - held)
        sizes = Counter(department[p] for p in here)
        if len(sizes) > 1:
            got = sum(comb(n, 2) for group in groups for n in Counter(department[p] for p in group if p in department).values())
            spread += got - sum(least_pairs(n, k) for n in sizes.values())
        if task.previous:
            where = {p: g for g, group in enumerate(groups) for p in group}
            old = {p: g for g, group in enumerate(task.previous[r]) for p in group}
            changes += sum(where.get(p) != old[p] for p in here if p in old)
    counts = meetings.values()
    return Score(
        hard=len(violations(task, rounds)),
        coverage=coverage,
        repeats=sum(n - 1 for n in counts if n > 1),
        spread=spread,
        changes=changes,
        third=sum(comb(n - 1, 2) for n in counts if n > 2),
        most=max(counts, default=0),
        spread_weight=SPREAD_WEIGHT[task.wish],
        change_weight=task.change_weight if task.previous else 0.0,
    )


def meetings_of(task: Task, rounds: Sequence[Round]) -> Counter[Pair]:
    """How many times each pair meets, earlier workshops counted once; those who are to be together are not counted."""
    meetings: Counter[Pair] = Counter({ordered(*pair): 1 for pair in task.met})
    for groups in rounds[: task.rounds]:
        for group in groups:
            meetings.update(combinations(sorted(set(group)), 2))
    for pair in task.together:
        meetings.pop(ordered(*pair), None)
    return meetings


def least_pairs(people: int, groups: int) -> int:
    """The fewest pairs that share a group when so many people are spread over so many groups."""
    whole, over = divmod(people, groups)
    return over * comb(whole + 1, 2) + (groups - over) * comb(whole, 2)


def violations(task: Task, rounds: Sequence[Round]) -> tuple[Violation, ...]:
    """Every rule broken, one by one."""
    found: list[Violation] = []
    if len(rounds) != task.rounds:
        found.append(Violation("rounds", found=len(rounds)))
    for r, groups in enumerate(rounds[: task.rounds]):
        here = {p.id for p in task.present(r)}
        times = Counter(p for group in groups for p in group)
        where = {p: g for g, group in enumerate(groups) for p in group}
        found += [Violation("placed", r, p.id, found=times[p.id]) for p in task.people if p.id in here and times[p.id] != 1]
        found += [Violation("not_present", r, p) for p in times if p not in here]
        if r < len(task.held):
            if sorted(map(sorted, task.held[r])) != sorted(map(sorted, groups)):
                found.append(Violation("held", r))
            continue
        if len(groups) != task.groups[r]:
            found.append(Violation("groups", r, found=len(groups)))
        sizes = [len(group) for group in groups]
        if sizes and max(sizes) - min(sizes) > 1:
            found.append(Violation("sizes", r, group=sizes.index(max(sizes)), found=max(sizes)))
        for a, b in task.apart:
            if a in where and where[a] == where.get(b):
                found.append(Violation("apart", r, a, b, where[a]))
        for a, b in task.together:
            if a in where and b in where and where[a] != where[b]:
                found.append(Violation("together", r, a, b, where[a]))
        for pin in task.pins:
            if pin.round == r and pin.person in here and where.get(pin.person) != pin.group:
                found.append(Violation("pin", r, pin.person, group=pin.group))
    return tuple(found)
