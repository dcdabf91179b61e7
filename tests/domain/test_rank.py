"""Places between places."""

from __future__ import annotations

import random

import pytest

from verkstad.domain.rank import LONGEST, between, shortest_run, spread


def test_ten_thousand_rows_put_last_stay_within_eight_characters() -> None:
    draw = random.Random(1).randbytes
    rank, ranks = None, []
    for _ in range(10_000):
        rank = between(rank, None, draw)
        ranks.append(rank)
    assert ranks == sorted(set(ranks))
    assert max(map(len, ranks)) <= 8


def test_ten_thousand_rows_put_first_stay_within_eight_characters() -> None:
    draw = random.Random(2).randbytes
    rank, ranks = None, []
    for _ in range(10_000):
        rank = between(None, rank, draw)
        ranks.append(rank)
    assert ranks == sorted(set(ranks), reverse=True)
    assert max(map(len, ranks)) <= 8


def test_a_rank_lies_between_its_neighbours_wherever_it_is_put() -> None:
    dice = random.Random(3)
    ranks: list[str] = []
    for _ in range(3_000):
        at = dice.randrange(len(ranks) + 1)
        made = between(ranks[at - 1] if at else None, ranks[at] if at < len(ranks) else None, dice.randbytes)
        ranks.insert(at, made)
    assert ranks == sorted(set(ranks))


def test_two_people_who_insert_at_the_same_place_get_different_ranks() -> None:
    a, b = random.Random(4).randbytes, random.Random(5).randbytes
    assert len({between("a0xxx", "a1xxx", draw) for draw in (a, b) for _ in range(100)}) > 190


@pytest.mark.parametrize(("low", "high"), [("a0x", "a0x"), ("a1x", "a0x"), ("", "a0x"), ("ab", "!")])
def test_no_room_and_no_rank_are_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError):
        between(low, high, random.Random(6).randbytes)


def test_only_the_shortest_run_that_gives_room_is_ranked_anew() -> None:
    ranks = ["a0x", "a1x", "a1x", "a1x", "a2x"]
    assert shortest_run(ranks, 2) in ((1, 2), (2, 4), (1, 3))
    start, end = shortest_run(ranks, 2)
    low = ranks[start - 1] if start else None
    fresh = spread(low, ranks[end] if end < len(ranks) else None, end - start + 1, random.Random(7).randbytes)
    every = [*ranks[:start], *fresh, *ranks[end:]]
    assert every == sorted(every)


def test_a_rank_that_has_grown_too_long_moves_its_neighbours() -> None:
    long = "a0" + "V" * LONGEST
    start, end = shortest_run(["a0", long, long + "V", "a1x"], 2)
    assert end - start >= 1
