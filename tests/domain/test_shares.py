"""A share in per cent is the same number wherever it is said."""

from fractions import Fraction

import pytest

from verkstad.domain.shares import Share, percent


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (6, 9, 67),
        (9, 11, 82),
        (1, 3, 33),
        (1, 8, 13),
        (1, 200, 1),
        (5, 200, 3),
        (199, 200, 99),
        (0, 7, 0),
        (7, 7, 100),
        (9, 7, 100),
        (-1, 7, 0),
    ],
)
def test_a_share_is_rounded_half_up(part: int, whole: int, said: int) -> None:
    assert percent(part, whole) == said == Share(part, whole).percent


def test_all_is_said_of_all_alone_and_none_of_none_alone() -> None:
    assert percent(9_999, 10_000) == 99
    assert percent(1, 10_000) == 1
    assert percent(10_000, 10_000) == 100
    assert percent(0, 10_000) == 0


def test_a_share_of_nothing_is_no_share() -> None:
    assert percent(0, 0) is None
    assert Share(0, 0).percent is None


def test_a_fraction_is_a_share_of_one() -> None:
    assert percent(Fraction(2, 3)) == 67
    assert percent(Fraction(999, 1000)) == 99
