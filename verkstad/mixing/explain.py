"""Why a plan is as it is: for each group of each round what it lacks, who meets again, and who shares it with a colleague. Facts, not sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from verkstad.domain.values import frozen
from verkstad.mixing.score import Violation, violations
from verkstad.mixing.task import Id, Pair, Round, Shortfall, Task, ordered, shortfalls


@frozen
class Lack:
    """A group holds fewer with an attribute than it should."""

    attribute: str
    held: int
    least: int


@frozen
class Again:
    """Two who have met: in the rounds told, and whether in an earlier workshop. They are not to be together."""

    person: Id
    other: Id
    rounds: tuple[int, ...]
    earlier: bool


@frozen
class GroupLook:
    """One group of one round. `colleagues`: pairs from one department. `came`: who was told another group."""

    round: int
    group: int
    people: tuple[Id, ...]
    lacks: tuple[Lack, ...]
    again: tuple[Again, ...]
    colleagues: tuple[Pair, ...]
    came: tuple[Id, ...]


@frozen
class Explanation:
    """A whole plan: its groups in order, what too few people can give whatever is done, and rules that are broken."""

    groups: tuple[GroupLook, ...]
    shortfalls: tuple[Shortfall, ...]
    broken: tuple[Violation, ...]

    def group(self, r: int, g: int) -> GroupLook:
        """Raises KeyError when there is no such group."""
        for look in self.groups:
            if (look.round, look.group) == (r, g):
                return look
        raise KeyError((r, g))


def explain(task: Task, rounds: Sequence[Round]) -> Explanation:
    """What there is to say about each group; people are told in the order of the task, held rounds too."""
    place = {p.id: i for i, p in enumerate(task.people)}
    brings, department = {p.id: p.attributes for p in task.people}, {p.id: p.department for p in task.people}
    tied = {ordered(*pair) for pair in task.together}
    before = {ordered(*pair) for pair in task.met}
    met: dict[Pair, list[int]] = {}
    looks = []
    for r, groups in enumerate(rounds):
        old = {p: g for g, group in enumerate(task.previous[r]) for p in group} if task.previous and r < len(task.previous) else {}
        now: list[tuple[Id, Id, Pair]] = []
        for g, group in enumerate(groups):
            people = tuple(sorted((p for p in group if p in place), key=place.__getitem__))
            pairs = [(a, b, ordered(a, b)) for a, b in combinations(people, 2)]
            held = [(need, sum([need.attribute in brings[p] for p in people])) for need in task.coverage]
            again = tuple(
                [
                    Again(a, b, tuple(met.get(key, ())), key in before)
                    for a, b, key in pairs
                    if (key in met or key in before) and key not in tied
                ]
            )
            looks.append(
                GroupLook(
                    round=r,
                    group=g,
                    people=people,
                    lacks=tuple(Lack(need.attribute, n, need.least) for need, n in held if n < need.least),
                    again=again,
                    colleagues=tuple([(a, b) for a, b, _key in pairs if department[a] is not None and department[a] == department[b]]),
                    came=tuple(p for p in people if r >= len(task.held) and old.get(p, g) != g),
                )
            )
            now += pairs
        for _a, _b, key in now:
            met.setdefault(key, []).append(r)
    return Explanation(tuple(looks), shortfalls(task), violations(task, rounds))
