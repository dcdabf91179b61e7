"""ICE, WSJF, dots and places (measurement.md 3.6)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.modules import Score
from verkstad.domain.ranking import columns_without_one, dots_each, figure, ice, places, spread, tied_across, wsjf


def test_the_worked_examples() -> None:
    assert ice(8, 6, 3) == 144
    assert wsjf(30, 20, 10, 5) == 12
    assert wsjf(100, 50, 20, 10) == 17 < wsjf(60, 40, 20, 5) == 24  # type: ignore[operator]


def test_a_row_of_factors_comes_to_a_figure_by_its_own_method() -> None:
    assert figure(Score(method="ice", first=8, second=6, third=3)) == 144
    assert figure(Score(method="wsjf", first=30, second=20, third=10, fourth=5)) == 12


def test_a_missing_factor_gives_no_figure() -> None:
    assert wsjf(None, 5, 3, 2) is None and ice(None, 6, 3) is None and ice(8, 6, None) is None
    assert ice(8, None, 3) is None
    assert wsjf(8, 5, None, 3) is None
    assert wsjf(8, 5, 3, None) is None
    assert wsjf(8, 5, 3, 0) is None
    assert figure(None) is None
    assert figure(Score(method="ice", first=8, second=6)) is None
    assert figure(Score(method="wsjf", first=8, second=5, third=3, fourth=2)) == 8


def test_every_column_of_wsjf_wants_a_one() -> None:
    rows = (
        Score(method="wsjf", first=1, second=3, fourth=2),
        Score(method="wsjf", first=8, second=5, fourth=1),
        Score(method="ice", first=2),
    )
    assert columns_without_one(rows) == ("second",)
    assert columns_without_one(()) == ()


def test_places_are_shared_and_the_next_is_passed_over() -> None:
    assert places({"a": Fraction(9), "b": Fraction(7), "c": Fraction(7), "d": Fraction(1), "e": None}) == {"a": 1, "b": 2, "c": 2, "d": 4}


@pytest.mark.parametrize(("options", "dots"), [(0, 1), (1, 1), (4, 1), (6, 2), (10, 2), (12, 3), (14, 4), (18, 4), (20, 5), (100, 5)])
def test_dots_are_a_quarter_of_the_options(options: int, dots: int) -> None:
    assert dots_each(options) == dots


def test_only_those_at_the_cut_are_voted_on_again() -> None:
    assert set(tied_across({"a": 5, "b": 3, "c": 3, "d": 3, "e": 1}, 2)) == {"b", "c", "d"}
    assert tied_across({"a": 5, "b": 3, "c": 2}, 2) == ()
    assert tied_across({"a": 5, "b": 5}, 2) == ()
    assert tied_across({}, 1) == ()
    assert tied_across({"a": 5, "b": 5, "c": 1, "d": 0}, 1) == ("a", "b")
    assert tied_across({"a": 1, "b": 2, "c": 5, "d": 5}, 1) == ("c", "d")
    assert tied_across({"a": 5, "b": 5}, 0) == ()


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.none() | st.integers(0, 9).map(Fraction), max_size=8))
def test_a_place_is_one_more_than_those_before(figures: dict[str, Fraction | None]) -> None:
    found = places(figures)
    assert set(found) == {id for id, f in figures.items() if f is not None}
    for id, place in found.items():
        assert place == 1 + sum(f is not None and f > figures[id] for f in figures.values())  # type: ignore[operator]


@given(st.lists(st.integers(1, 5), max_size=9))
def test_three_apart_is_talked_over(values: list[int]) -> None:
    found = spread(values)
    assert (found is None) == (not values)
    assert found is None or found.discuss == (max(values) - min(values) >= 3)
