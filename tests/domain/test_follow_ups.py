"""When something is looked at again, and what counts as having looked (requirements 003-11 and 004-04)."""

from __future__ import annotations

import pytest

from verkstad.domain.errors import Refused
from verkstad.domain.follow_ups import Ahead, ahead, counts, days_after, is_overdue
from verkstad.domain.following import FollowUp

TODAY = "2027-03-01"


def test_what_is_decided_is_looked_at_after_thirty_sixty_and_ninety_days() -> None:
    assert days_after("2027-01-01") == ((30, "2027-01-31"), (60, "2027-03-02"), (90, "2027-04-01"))
    with pytest.raises(Refused):
        days_after("i vår")


def test_it_is_overdue_from_the_day_after_and_never_when_it_is_done_or_has_no_day() -> None:
    assert is_overdue(FollowUp(due="2027-02-28"), TODAY) and not is_overdue(FollowUp(due=TODAY), TODAY)
    assert not is_overdue(FollowUp(due="2027-01-01", done="2027-02-27"), TODAY) and not is_overdue(FollowUp(), TODAY)


@pytest.mark.parametrize("evidence", ["measurement", "observation", "quote"])
def test_it_counts_with_a_value_an_observation_or_a_customers_words_and_only_when_they_are_said(evidence: str) -> None:
    assert counts(evidence, "Sju av tio fick svar samma dag.") and not counts(evidence, " \n") and not counts("", "Klart")
    assert not counts("feeling", "Det går bra.")


def test_those_ahead_are_counted_by_how_near_they_are() -> None:
    days = ("2027-02-27", "2027-02-28", TODAY, "2027-03-15", "2027-03-16", None)
    waiting = [FollowUp(id=str(n), due=due) for n, due in enumerate(days)]
    done = [FollowUp(id=f"d{n}", due="2027-01-01", done="2027-01-02") for n in range(5)]
    assert ahead([*waiting, *done], TODAY) == Ahead(overdue=2, near=2, later=2, done=5)
    assert ahead([], TODAY) == Ahead(0, 0, 0, 0)
