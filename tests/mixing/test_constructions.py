"""Rounds known to be without repeats are recounted, every one."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.mixing.rooms import room
from verkstad.mixing.constructions import STORED, Pattern, pattern
from verkstad.mixing.search import solve


def repeats(made: Pattern) -> int:
    """Pairs of places that share a group more than once."""
    met: set[tuple[int, int]] = set()
    again = 0
    for groups in made:
        for a, b in combinations(range(len(groups)), 2):
            if groups[a] == groups[b]:
                again += (a, b) in met
                met.add((a, b))
    return again


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7])
@pytest.mark.parametrize("k", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 20])
def test_no_two_places_meet_twice_in_a_pattern(k: int, size: int) -> None:
    for rounds in (1, 3, 6):
        made = pattern(k, size, rounds)
        assert len(made) <= rounds
        assert all(sorted(groups) == sorted([*range(k)] * size) for groups in made)
        assert repeats(made) == 0 or k == 1


@pytest.mark.parametrize(
    ("k", "size", "rounds"),
    [(4, 4, 5), (5, 4, 5), (5, 5, 6), (7, 7, 8), (8, 4, 9), (9, 3, 9), (9, 5, 9), (16, 4, 16), (25, 5, 25), (10, 6, 5), (20, 5, 6),
     (50, 6, 6), (15, 4, 5), (12, 4, 5), (3, 2, 5), (5, 2, 9)],
)  # fmt: skip
def test_there_are_as_many_rounds_as_arithmetic_promises(k: int, size: int, rounds: int) -> None:
    assert len(pattern(k, size, rounds)) == rounds


@pytest.mark.parametrize(("k", "size", "rounds"), [(5, 3, 7), (6, 3, 8), (6, 4, 7), (6, 5, 6)])
def test_stored_designs_are_whole_and_without_repeats(k: int, size: int, rounds: int) -> None:
    turns, firsts = STORED[k, size]
    assert turns * len(firsts) == rounds
    assert all(sorted(p for group in first for p in group) == list(range(k * size)) for first in firsts)
    made = pattern(k, size, rounds)
    assert len(made) == rounds and repeats(made) == 0


@pytest.mark.parametrize(
    ("people", "k", "rounds"), [(15, 5, 7), (18, 6, 8), (24, 6, 7), (30, 6, 6), (60, 10, 5), (100, 20, 6), (59, 10, 5), (300, 50, 6)]
)
def test_a_room_for_which_a_way_is_known_begins_without_repeats(people: int, k: int, rounds: int) -> None:
    plan = solve(room(people, k, rounds), iterations=0)
    assert plan.score.repeats == 0 and plan.score.hard == 0


def test_a_department_that_fills_a_column_is_spread_from_the_start() -> None:
    plan = solve(room(64, 8, 8, 8), iterations=0)
    assert plan.best_possible


def test_hosts_stay_where_they_are_pinned_without_costing_a_repeat() -> None:
    from verkstad.mixing.task import Pin

    pins = tuple(Pin(f"p{g:03}", r, g) for g in range(8) for r in range(6))
    plan = solve(room(40, 8, 6, pins=pins), iterations=0)
    assert plan.score.key == (0, 0, 0, 0, 0)
