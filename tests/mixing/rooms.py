"""Rooms of people to be mixed: made by hand for one test, or drawn by hypothesis; and the rules of the score written down once more."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from verkstad.mixing.task import Need, Person, Pin, Rounds, Task

CASES: dict[str, Any] = {
    case["id"]: case for case in json.loads((Path(__file__).parents[1] / "data" / "group_cases.json").read_text(encoding="utf-8"))["cases"]
}


def room(n: int, k: int, rounds: int, departments: int = 1, **rules: Any) -> Task:
    """n people in k groups; every third with mandate; departments dealt round."""
    people = tuple(Person(f"p{i:03}", f"d{i % departments}", frozenset({"mandate"} if i % 3 == 0 else set())) for i in range(n))
    return Task(people=people, groups=(k,) * rounds, **rules)


@st.composite
def tasks(draw: st.DrawFn, *, most: int = 14) -> Task:
    """Small rooms with every kind of rule, most of them possible."""
    n = draw(st.integers(1, most))
    ids = [f"p{i}" for i in draw(st.permutations(range(n)))]
    some = st.sampled_from(ids)
    people = tuple(
        Person(p, draw(st.sampled_from(["a", "b", "c", None])), frozenset(draw(st.sets(st.sampled_from(["mandate", "customer"])))))
        for p in ids
    )
    groups = tuple(draw(st.lists(st.integers(1, 5), min_size=1, max_size=4)))
    pairs = st.lists(st.tuples(some, some).filter(lambda pair: pair[0] != pair[1]), max_size=3) if n > 1 else st.just([])
    absent = tuple(frozenset(draw(st.sets(some, max_size=3))) for _ in groups)
    held: Rounds = ()
    if draw(st.booleans()):
        here = [p for p in ids if p not in absent[0]]
        held = (tuple(tuple(here[g :: groups[0]]) for g in range(groups[0])),)
    previous: Rounds | None = None
    if draw(st.booleans()):
        previous = tuple(tuple(tuple(ids[(g + r) % k :: k]) for g in range(k)) for r, k in enumerate(groups))
    pins = tuple(
        Pin(p, r, g % groups[r])
        for p, r, g in draw(st.lists(st.tuples(some, st.integers(0, len(groups) - 1), st.integers(0, 4)), max_size=2))
    )
    return Task(
        people=people,
        groups=groups,
        coverage=tuple(draw(st.lists(st.builds(Need, st.sampled_from(["mandate", "customer"]), st.integers(0, 2)), max_size=2))),
        together=tuple(draw(pairs)),
        apart=tuple(draw(pairs)),
        pins=pins,
        absent=absent,
        held=held,
        previous=previous,
        change_weight=draw(st.sampled_from([0, 0.5, 1, 2])),
        met=frozenset(draw(pairs)),
        wish=draw(st.sampled_from(["new", "even", "wide"])),
    )


def counted(task: Task, rounds: Rounds) -> dict[str, float]:
    """The score by the words of mixing.md, slowly: every rule broken, what lacks, who meets again, colleagues, changes, third meetings."""
    everybody = [p.id for p in task.people]
    department = {p.id: p.department if p.department is not None else f"alone {p.id}" for p in task.people}
    has = {p.id: p.attributes for p in task.people}
    hard, lacking, spread, changes = int(len(rounds) != task.rounds), 0, 0, 0
    for r, groups in enumerate(rounds):
        here = [p for p in everybody if p not in task.away(r)]
        seated = [p for group in groups for p in group]
        hard += sum(seated.count(p) != 1 for p in here) + len({p for p in seated if p not in here})
        if r < len(task.held):
            hard += Counter(map(frozenset, groups)) != Counter(map(frozenset, task.held[r]))  # an empty group more is a change too
            continue
        group_of = {p: g for g, group in enumerate(groups) for p in group}
        sizes = [len(group) for group in groups]
        hard += len(groups) != task.groups[r]
        hard += max(sizes, default=0) - min(sizes, default=0) > 1
        hard += sum(a in group_of and b in group_of and group_of[a] == group_of[b] for a, b in task.apart)
        hard += sum(a in group_of and b in group_of and group_of[a] != group_of[b] for a, b in task.together)
        hard += sum(pin.round == r and pin.person in here and group_of.get(pin.person) != pin.group for pin in task.pins)
        for need in task.coverage:
            wanted = need.least * task.groups[r]
            there = sum(need.attribute in has[p] for p in here)
            missing = sum(max(0, need.least - sum(need.attribute in has[p] for p in group if p in has)) for group in groups)
            lacking += missing - max(0, wanted - there)
        if len({department[p] for p in here}) > 1:
            spread += sum(department[a] == department[b] for group in groups for a, b in combinations(group, 2))
            for name in {department[p] for p in here}:
                low, over = divmod(sum(department[p] == name for p in here), task.groups[r])
                spread -= over * comb(low + 1, 2) + (task.groups[r] - over) * comb(low, 2)
        if task.previous:
            told = {p: g for g, group in enumerate(task.previous[r]) for p in group}
            changes += sum(p in told and group_of.get(p) != told[p] for p in here)
    tied = {frozenset(pair) for pair in task.together}
    repeats = third = 0
    for a, b in combinations(sorted(everybody), 2):
        if frozenset((a, b)) in tied:
            continue
        times = sum(a in group and b in group for groups in rounds for group in groups)
        times += any(frozenset((a, b)) == frozenset(pair) for pair in task.met)
        repeats += max(0, times - 1)
        third += comb(times - 1, 2) if times > 2 else 0
    weight = {"new": 0.3, "even": 1.0, "wide": 3.0}[task.wish]
    wasted = repeats + weight * spread + (task.change_weight * changes if task.previous else 0)
    return {"hard": hard, "coverage": lacking, "wasted": round(wasted, 6), "repeats": repeats, "third": third}
