"""What is asked for when people are mixed in groups, what makes it impossible, and what of it cannot be met however one mixes.

People are named by their id; rounds and groups by their number from 0. The order of `people` is part of the task: names are not, so the
same task under other names gives the same plan under other names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NoReturn

from verkstad.domain.errors import Refused
from verkstad.domain.values import frozen

Id = str
Group = tuple[Id, ...]
Round = tuple[Group, ...]
Rounds = tuple[Round, ...]
Pair = tuple[Id, Id]
Wish = Literal["new", "even", "wide"]

SPREAD_WEIGHT: Mapping[Wish, float] = {"new": 0.3, "even": 1.0, "wide": 3.0}
"""What two of one department in a group, more than they must, cost beside two who meet again: new meetings first, even, or breadth first."""
CHANGE_WEIGHT = 0.5
"""What a person who changes group when re-planning costs beside two who meet again."""
MOST_PEOPLE, MOST_ROUNDS = 2_000, 50
"""Tables of the search grow as the square of the people; a room is smaller."""


class Impossible(Refused):
    """A task no plan can satisfy, or that contradicts itself. `round` and `group` count from 0, `person` and `other` are ids.

    `reason` is one of: "not_a_case" (case, field), "nobody", "person_twice" (person), "no_rounds", "no_groups" (round), "mixing_too_large" (found, limit, what),
    "unknown_person" (person, where), "same_person" (person), "apart_and_together" (person, other), "pin_place" (person, round, group),
    "pin_clash" (person, round), "pins_apart" (person, other, round), "pins_together" (person, other, round), "pins_crowd" (round, group,
    found, limit), "together_too_many" (round, found, limit, person), "apart_clique" (round, found, limit, person, other),
    "no_seating" (round: all of it together leaves no way to seat the round), "held_too_many" (found, limit), "held_twice" (person, round),
    "held_absent" (person, round), "held_missing" (person, round), "previous_short" (found, limit), "need_negative" (attribute).
    """


@frozen
class Person:
    """Somebody to be placed. `department` None is not known and never the same as anybody's. `attributes`: what they bring to a group."""

    id: Id
    department: str | None = None
    attributes: frozenset[str] = frozenset()


@frozen
class Need:
    """Every group should have at least `least` people with the attribute."""

    attribute: str
    least: int = 1


@frozen
class Pin:
    """A person who sits in this group in this round, whatever else is moved: a table host, or one locked by hand."""

    person: Id
    round: int
    group: int


@frozen(kw_only=True)
class Task:
    """People and rules, and how many groups each round has.

    `together`: pairs in one group whenever both are there (their meetings never count). `apart`: pairs never in one group. `absent`: who is
    away, round by round; rounds beyond its length miss nobody. `held`: the first rounds, as they were held: fixed, but their meetings count.
    `previous`: the plan that people have already been told, all rounds; a changed seat then costs `change_weight`. `met`: pairs that met in
    earlier workshops; counts as one meeting, however many there were.
    """

    people: tuple[Person, ...]
    groups: tuple[int, ...]
    coverage: tuple[Need, ...] = ()
    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    pins: tuple[Pin, ...] = ()
    absent: tuple[frozenset[Id], ...] = ()
    held: Rounds = ()
    previous: Rounds | None = None
    change_weight: float = CHANGE_WEIGHT
    met: frozenset[Pair] = frozenset()
    wish: Wish = "even"

    @property
    def rounds(self) -> int:
        return len(self.groups)

    def away(self, r: int) -> frozenset[Id]:
        return self.absent[r] if r < len(self.absent) else frozenset()

    def present(self, r: int) -> tuple[Person, ...]:
        """Who is there in round `r`, in the order of `people`."""
        away = self.away(r)
        return tuple(p for p in self.people if p.id not in away)


@frozen
class Shortfall:
    """A need the people present cannot give every group: "6 with mandate, 9 groups". Not an error; the plan lacks no more than it must."""

    round: int
    attribute: str
    held: int
    groups: int
    least: int


def shortfalls(task: Task) -> tuple[Shortfall, ...]:
    """Every need that too few can meet, round by round; rounds already held are over and not told."""
    found = []
    for r in range(len(task.held), task.rounds):
        here = task.present(r)
        for need in task.coverage:
            held = sum(need.attribute in p.attributes for p in here)
            if held < need.least * task.groups[r]:
                found.append(Shortfall(r, need.attribute, held, task.groups[r], need.least))
    return tuple(found)


def ordered(a: Id, b: Id) -> Pair:
    """A pair by the order of its names, so that it has one spelling."""
    return (a, b) if a < b else (b, a)


def components(pairs: Iterable[tuple[int, int]], among: Sequence[int]) -> list[tuple[int, ...]]:
    """Everybody of `among` in chains of pairs, each chain and the list of them in the order of `among`. Pairs with others are left out."""
    leader = {p: p for p in among}

    def first(p: int) -> int:
        while leader[p] != p:
            leader[p] = leader[leader[p]]
            p = leader[p]
        return p

    for a, b in pairs:
        if a in leader and b in leader:
            leader[first(b)] = first(a)
    chains: dict[int, list[int]] = {}
    for p in among:
        chains.setdefault(first(p), []).append(p)
    return [tuple(chain) for chain in chains.values()]


def refuse(reason: str, **facts: Any) -> NoReturn:
    raise Impossible(reason, **facts)


# --------------------------------------------------------------------------------------------------------- what can be seen at once


def validate(task: Task) -> None:
    """Refuse what contradicts itself or obviously cannot be met. Raises Impossible; what is left may still prove impossible to seat."""
    known = _known_people(task)
    if not task.groups:
        refuse("no_rounds")
    if len(task.groups) > MOST_ROUNDS:
        refuse("mixing_too_large", found=len(task.groups), limit=MOST_ROUNDS, what="rounds")
    for r, k in enumerate(task.groups):
        if k < 1:
            refuse("no_groups", round=r)
        if k > MOST_PEOPLE:
            refuse("mixing_too_large", found=k, limit=MOST_PEOPLE, what="groups")
    for need in task.coverage:
        if need.least < 0:
            refuse("need_negative", attribute=need.attribute)
    _known_pairs(task, known)
    _held(task, known)
    if task.previous is not None and len(task.previous) < task.rounds:
        refuse("previous_short", found=len(task.previous), limit=task.rounds)
    for r in range(len(task.held), task.rounds):
        _round(task, r)


def _known_people(task: Task) -> set[Id]:
    if not task.people:
        refuse("nobody")
    if len(task.people) > MOST_PEOPLE:
        refuse("mixing_too_large", found=len(task.people), limit=MOST_PEOPLE, what="people")
    known: set[Id] = set()
    for p in task.people:
        if p.id in known:
            refuse("person_twice", person=p.id)
        known.add(p.id)
    return known


def _known_pairs(task: Task, known: set[Id]) -> None:
    for where, pairs in (("together", task.together), ("apart", task.apart)):
        for a, b in pairs:
            for p in (a, b):
                if p not in known:
                    refuse("unknown_person", person=p, where=where)
            if a == b:
                refuse("same_person", person=a)
    tied = {ordered(*pair) for pair in task.together}
    for pair in task.apart:
        if ordered(*pair) in tied:
            refuse("apart_and_together", person=pair[0], other=pair[1])
    for pin in task.pins:
        if pin.person not in known:
            refuse("unknown_person", person=pin.person, where="pins")
        if not (0 <= pin.round < task.rounds and 0 <= pin.group < task.groups[pin.round]):
            refuse("pin_place", person=pin.person, round=pin.round, group=pin.group)
    for r, away in enumerate(task.absent):
        for p in sorted(away):
            if p not in known or r >= task.rounds:
                refuse("unknown_person", person=p, where="absent")


def _held(task: Task, known: set[Id]) -> None:
    if len(task.held) > task.rounds:
        refuse("held_too_many", found=len(task.held), limit=task.rounds)
    for r, groups in enumerate(task.held):
        here, seen = {p.id for p in task.present(r)}, set()
        for p in (p for group in groups for p in group):
            if p not in known:
                refuse("unknown_person", person=p, where="held")
            if p in seen:
                refuse("held_twice", person=p, round=r)
            if p not in here:
                refuse("held_absent", person=p, round=r)
            seen.add(p)
        for p in (p.id for p in task.people if p.id in here - seen):
            refuse("held_missing", person=p, round=r)


def _round(task: Task, r: int) -> None:
    """One round to be planned: its pins, chains and cliques among those who are there."""
    k = task.groups[r]
    here = [p.id for p in task.present(r)]
    number = {p: i for i, p in enumerate(here)}
    largest = -(-len(here) // k)
    pinned: dict[int, int] = {}
    for pin in task.pins:
        if pin.round == r and pin.person in number and pinned.setdefault(number[pin.person], pin.group) != pin.group:
            refuse("pin_clash", person=pin.person, round=r)
    apart = {(number[a], number[b]) for a, b in task.apart if a in number and b in number}
    apart |= {(b, a) for a, b in apart}
    chains = components(((number[a], number[b]) for a, b in task.together if a in number and b in number), range(len(here)))
    for chain in chains:
        if len(chain) > largest:
            refuse("together_too_many", round=r, found=len(chain), limit=largest, person=here[chain[0]])
        for i, a in enumerate(chain):
            for b in chain[i + 1 :]:
                if (a, b) in apart:
                    refuse("apart_and_together", person=here[a], other=here[b])
                if pinned.get(a, pinned.get(b)) != pinned.get(b, pinned.get(a)):
                    refuse("pins_together", person=here[a], other=here[b], round=r)
        seats = {pinned[p] for p in chain if p in pinned}
        pinned.update(dict.fromkeys(chain, next(iter(seats))) if seats else {})
    for a, b in sorted(apart):
        if a in pinned and pinned[a] == pinned.get(b):
            refuse("pins_apart", person=here[a], other=here[b], round=r)
    crowd: dict[int, int] = {}
    for g in pinned.values():
        crowd[g] = crowd.get(g, 0) + 1
    for g, found in sorted(crowd.items()):
        if found > largest:
            refuse("pins_crowd", round=r, group=g, found=found, limit=largest)
    clique = _clique(apart, range(len(here)))
    if len(clique) > k:
        refuse("apart_clique", round=r, found=len(clique), limit=k, person=here[clique[0]], other=here[clique[1]])


def _clique(pairs: set[tuple[int, int]], among: Iterable[int]) -> list[int]:
    """The largest set found in which all are apart from all: greedy from each person, those with most others first."""
    others: dict[int, set[int]] = {}
    for a, b in pairs:
        others.setdefault(a, set()).add(b)
    by_degree = sorted((p for p in among if p in others), key=lambda p: (-len(others[p]), p))
    best: list[int] = []
    for start in by_degree:
        clique, left = [start], set(others[start])
        for p in by_degree:
            if p in left:
                clique.append(p)
                left &= others[p]
        if len(clique) > len(best):
            best = clique
    return best
