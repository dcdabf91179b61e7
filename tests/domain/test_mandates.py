"""Who may decide what (measurement.md 3.4), and the map of positions (3.5)."""

from __future__ import annotations

import pytest

from verkstad.domain.mandates import (
    Mandate,
    Position,
    Rating,
    RoleMandate,
    apart,
    applies,
    held_levels,
    level_on,
    middle,
    positions,
    quadrant,
)
from verkstad.domain.people import Person

TODAY = "2027-03-24"
ASA = Person(id="asa", unit="home", role="operations")


def own(type: str, level: int | None, **more: object) -> Mandate:
    return Mandate(parent="asa", decision_type=type, level=level, **more)  # type: ignore[arg-type]


def test_a_mandate_holds_through_its_last_day_and_is_nothing_after() -> None:
    assert level_on(own("fees", 2, until=TODAY), TODAY) == 2
    assert level_on(own("fees", 3, until="2027-03-23"), TODAY) == 0


def test_a_mandate_without_limit_or_last_day_keeps_its_level() -> None:
    assert level_on(own("fees", 2, limit=""), TODAY) == 2
    assert level_on(own("fees", None), TODAY) == 0


def test_the_highest_of_her_own_and_her_roles_mandates_counts() -> None:
    mine = [own("fees", 1), own("hours", 3, until="2020-01-01"), Mandate(parent="someone", decision_type="web", level=3), own("", 3)]
    roles = [
        RoleMandate(role="operations", decision_type="fees", level=2), RoleMandate(role="operations", unit="home", decision_type="web", level=1),
        RoleMandate(role="operations", unit="desk", decision_type="staffing", level=3), RoleMandate(role="it", decision_type="fees", level=3),
        RoleMandate(role="", decision_type="purchase", level=3),
    ]  # fmt: skip
    assert held_levels(mine, roles, ASA, TODAY) == {"fees": 2, "hours": 0, "web": 1}


def test_a_lower_mandate_said_later_takes_nothing_away() -> None:
    assert held_levels([own("fees", 3), own("fees", 1)], [], ASA, TODAY) == {"fees": 3}


def test_not_being_able_counts_only_where_usable_levels_are_asked_for() -> None:
    mine = [own("fees", 2, able=False), own("fees", 1)]
    assert held_levels(mine, [], ASA, TODAY) == {"fees": 2}
    assert held_levels(mine, [], ASA, TODAY, usable=True) == {"fees": 1}


def test_a_mandate_of_no_role_is_nobodys() -> None:
    assert not applies(RoleMandate(role=""), Person())
    assert applies(RoleMandate(role="it"), Person(role="it"))
    assert not applies(RoleMandate(role="it", unit="home"), Person(role="it"))
    assert applies(RoleMandate(role="it", unit="home"), Person(role="it", unit="home"))


@pytest.mark.parametrize(
    ("mandate", "insight", "name"),
    [
        (2, 2, "leads"), (3, 3, "leads"), (2, 1, "needs_to_know"), (3, 0, "needs_to_know"), (1, 2, "may_not_change"), (0, 3, "may_not_change"),
        (1, 1, "looks_on"), (0, 0, "looks_on"), (None, 2, None), (2, None, None), (None, None, None),
    ],
)  # fmt: skip
def test_the_four_quadrants(mandate: int | None, insight: int | None, name: str | None) -> None:
    assert quadrant(mandate, insight) == name


def test_the_middle_of_what_is_said_is_the_lower_of_two() -> None:
    assert middle([3]) == 3 and middle([1, 2]) == 1 and middle([3, 1, 2]) == 2 and middle([0, 0, 3, 3]) == 0
    assert middle([None, 2]) == 2 and middle([None]) is None and middle([]) is None
    assert middle([0]) == 0


def test_how_far_raters_are_apart_needs_two() -> None:
    assert apart([3, 1]) == 2 and apart([0, 3, 2]) == 3 and apart([2, 2]) == 0
    assert apart([3]) is None and apart([None, 3]) is None and apart([]) is None


@pytest.mark.parametrize(
    ("insight", "mandate", "discuss"), [(2, 0, True), (0, 2, True), (3, None, True), (None, 3, True), (1, 1, False), (None, None, False)]
)
def test_two_steps_apart_is_something_to_discuss(insight: int | None, mandate: int | None, discuss: bool) -> None:
    assert Position("it", None, 1, 1, 2, insight, mandate).discuss is discuss


def test_what_raters_say_of_a_position_becomes_one_place() -> None:
    rows = [
        Rating(role="it", unit="home", rater="Bord 1", insight=3, mandate=1), Rating(role="it", unit="home", rater="Bord 2", insight=1),
        Rating(role="it", rater="Bord 1", insight=0, mandate=0), Rating(role="", insight=3, mandate=3),
    ]  # fmt: skip
    found = positions(rows)
    assert found == (Position("it", "home", 1, 1, 2, 2, None), Position("it", None, 0, 0, 1))
    assert [p.quadrant for p in found] == ["looks_on", "looks_on"]
    assert [p.discuss for p in found] == [True, False]
    assert found[0].key == ("it", "home")


def test_raters_who_are_apart_about_the_mandate_have_something_to_discuss() -> None:
    (place,) = positions([Rating(role="it", insight=2, mandate=3), Rating(role="it", insight=1, mandate=0)])
    assert place == Position("it", None, 1, 0, 2, 1, 3)
    assert place.discuss
