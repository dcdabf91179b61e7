"""The bars of mixing.md, measured: CPU seconds of this process, the median of five seeds, beside the baselines `random` and `greedy`.

Each figure is printed with its gap to the lower bound. With `VERKSTAD_SEEDS=1` a quick look is taken with one seed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from random import Random
from statistics import median
from typing import Any

import pytest

from tests.mixing.rooms import CASES, room
from verkstad.domain.values import replaced
from verkstad.mixing.cases import tasks_of
from verkstad.mixing.score import Move, Plan, score_after
from verkstad.mixing.search import Search, Start, solve
from verkstad.mixing.task import Need, Task

pytestmark = pytest.mark.slow
SEEDS = range(1, 1 + int(os.environ.get("VERKSTAD_SEEDS", "5")))
Figure = Callable[[str, object], None]


def large(seed: int = 1) -> Task:
    """300 people of 24 departments in 50 groups for six rounds, 20 pairs together and 40 apart, each group with somebody with mandate."""
    task = room(300, 50, 6, 24, coverage=(Need("mandate"),))
    shuffled = [p.id for p in task.people]
    Random(seed).shuffle(shuffled)
    pairs = list(zip(shuffled[::2], shuffled[1::2], strict=True))
    return replaced(task, together=tuple(pairs[:20]), apart=tuple(pairs[20:60]))


def searched(task: Task, seed: int, seconds: float, start: Start = "best") -> tuple[Plan, float]:
    """The plan after CPU seconds, counted from before the task is looked at, and the seconds taken."""
    begun = time.process_time()
    search = Search(task, seed, start)
    while not search.done and time.process_time() - begun < seconds:
        search.go(2_000)
    return search.plan, time.process_time() - begun


def measured(task: Task, seconds: float, start: Start = "best") -> tuple[list[Plan], str]:
    runs = [searched(task, seed, seconds, start) for seed in SEEDS]
    plans = [plan for plan, _ in runs]
    wasted = sorted(plan.score.wasted for plan in plans)
    base = {kind: solve(task, iterations=0, start=kind).score.wasted for kind in ("random", "greedy")}
    bound = plans[0].bound.wasted
    taken = max(taken for _, taken in runs)
    text = f"J {median(wasted):g} ({wasted[0]:g} to {wasted[-1]:g}), bound {bound:g}, gap {median(wasted) - bound:g}, random {base['random']:g}, "
    return plans, text + f"greedy {base['greedy']:g}, at most {taken:.2f} s CPU, {plans[0].iterations} iterations"


def told(record: Figure, name: str, text: str) -> None:
    record("figure", f"mixing {name}: {text}")
    print(f"\n{name}: {text}")


@pytest.mark.parametrize(
    ("k", "size", "rounds", "start", "bar"),
    [(8, 4, 9, "search", 10.8), (6, 3, 8, "best", 3.6), (6, 5, 6, "best", 10.2), (6, 3, 8, "search", 3.6), (6, 5, 6, "search", 10.2)],
)
def test_repeats_after_five_seconds(k: int, size: int, rounds: int, start: Start, bar: float, record_property: Figure) -> None:
    plans, text = measured(room(k * size, k, rounds), 5.0, start)
    repeats = median(plan.score.repeats for plan in plans)
    told(record_property, f"{k}x{size}x{rounds} {start}", f"repeats {repeats:g} (bar {bar}); {text}")
    assert repeats <= bar


@pytest.mark.parametrize(
    ("k", "size", "rounds"),
    [
        (5, 3, 7),
        (10, 6, 5),
        (20, 5, 6),
        (50, 6, 6),
        (6, 4, 7),
        (6, 5, 6),
        (8, 4, 9),
        (5, 4, 5),
        (4, 4, 5),
        (7, 7, 8),
        (9, 5, 9),
        (16, 4, 10),
    ],
)
def test_no_repeats_within_two_seconds_where_a_way_is_proved(k: int, size: int, rounds: int, record_property: Figure) -> None:
    plans, text = measured(room(k * size, k, rounds), 2.0)
    told(record_property, f"{k}x{size}x{rounds} within 2 s", text)
    assert all(plan.score.repeats == 0 for plan in plans)


def test_three_hundred_people(record_property: Figure) -> None:
    begun = time.process_time()
    first = Search(large()).plan
    taken = time.process_time() - begun
    plans, text = measured(large(), 10.0)
    told(record_property, "300 people", f"first plan J {first.score.wasted:g} hard {first.score.hard} after {taken:.2f} s; {text}")
    assert first.score.hard == 0 and taken <= 1.0
    assert all(plan.score.key[:2] == (0, 0) for plan in plans)
    assert median(plan.score.wasted for plan in plans) <= 15


@pytest.mark.parametrize("name", CASES)
def test_every_case(name: str, record_property: Figure) -> None:
    case: dict[str, Any] = CASES[name]
    plans, text = measured(tasks_of(case)[name], 5.0)
    best = case["best"]["score"][2]
    told(record_property, name, f"best known J {best}; {text}")
    assert all(plan.score.key[:2] == (0, 0) for plan in plans)
    assert median(plan.score.wasted for plan in plans) - best <= max(2, 0.25 * best)


def test_somebody_moved_by_hand(record_property: Figure) -> None:
    task = tasks_of(CASES["c06_120"])["c06_120"]
    rounds = solve(task, iterations=0).rounds
    taken = []
    for r in range(task.rounds):
        begun = time.perf_counter()
        score_after(task, rounds, [Move(task.people[7].id, r, 3), Move(task.people[50].id, r, 1)])
        taken.append(time.perf_counter() - begun)
    told(record_property, "a move among 120 people", f"{median(taken) * 1000:.1f} ms")
    assert median(taken) < 0.1
