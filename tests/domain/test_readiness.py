"""Where the barrier is, by the tests of measurement.md 3.7."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.readiness import PROPOSED, SHOWN_FROM, barrier, group_readiness, scores
from verkstad.domain.responsibility import STEPS_OF_READINESS, Readiness

SCORES = st.tuples(*[st.integers(1, 5)] * 5)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ((5, 4, 3, 2, 5), "knowledge"),
        ((4, 4, 4, 4, 4), ""),
        ((2, 5, 5, 5, 5), "awareness"),
        ((5, 5, 5, 5, 3), "reinforcement"),
        ((None, 3, 1, 1, 1), "desire"),
    ],
)
def test_the_barrier_is_the_first_step_at_three_or_less(said: tuple[int | None, ...], first: str) -> None:
    assert barrier(said) == first


def test_the_answers_stand_in_the_order_of_the_steps() -> None:
    row = Readiness(awareness=1, desire=2, knowledge=3, ability=4, reinforcement=5)
    assert scores(row) == (1, 2, 3, 4, 5)


def test_a_group_has_the_commonest_barrier_and_never_a_mean() -> None:
    # the mean is lowest for ability (2,6), yet most stop at awareness
    said = [(1, 5, 5, 1, 5), (1, 5, 5, 1, 5), (5, 5, 5, 1, 5), (5, 5, 5, 5, 5), (3, 5, 5, 5, 5)]
    found = group_readiness(said)
    assert found.barrier == "awareness" and found.answers == 5
    assert dict(found.counts) == {"awareness": 3, "desire": 0, "knowledge": 0, "ability": 1, "reinforcement": 0}
    assert found.free == 1


def test_of_equals_the_earlier_step_stands() -> None:
    assert group_readiness([(5, 5, 1, 5, 5), (5, 1, 5, 5, 5)]).barrier == "desire"


def test_with_fewer_than_five_only_the_commonest_is_shown() -> None:
    four = group_readiness([(1, 1, 1, 1, 1)] * 4)
    assert four.barrier == "awareness" and four.counts == () and four.free is None
    assert group_readiness([(1, 1, 1, 1, 1)] * 5).counts


def test_nobody_answered_and_nobody_stopped() -> None:
    assert group_readiness([]) == group_readiness([(None,) * 5])
    assert group_readiness([]).barrier == "" and group_readiness([]).answers == 0 and group_readiness([]).proposed is None
    assert group_readiness([(5, 5, 5, 5, 5)] * 6).barrier == ""


def test_each_barrier_has_an_activity_that_helps_there() -> None:
    assert set(PROPOSED) == set(STEPS_OF_READINESS)
    assert group_readiness([(5, 2, 5, 5, 5)]).proposed == PROPOSED["desire"]
    assert PROPOSED["desire"].channel == "try_it" and PROPOSED["reinforcement"].phase == "after"


@given(st.lists(SCORES, max_size=12))
def test_whatever_was_answered_the_counts_add_up_and_small_groups_are_hidden(said: list[tuple[int, ...]]) -> None:
    found = group_readiness(said)
    assert found.answers == len(said)
    assert bool(found.counts) == (len(said) >= SHOWN_FROM)
    if found.counts:
        assert sum(n for _step, n in found.counts) + (found.free or 0) == len(said)
        most = max(n for _step, n in found.counts)
        assert found.barrier == next((step for step, n in found.counts if n == most and n), "")
