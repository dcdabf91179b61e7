"""How insights, actions and risks flow: measurement.md 3.5 and 3.12, with the edges it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain import flowing
from verkstad.domain.actions import Action
from verkstad.domain.flowing import Demand, Finished, Share
from verkstad.domain.insights import Forum, ForumMeeting, Insight, Risk

TODAY = "2027-03-31"


def insight(**said: object) -> Insight:
    return Insight(**{"id": "i", "parent": "p", "says": "x", **said})  # type: ignore[arg-type]


def action(n: int = 0, **said: object) -> Action:
    return Action(**{"id": f"a{n}", "parent": "p", "what": "x", **said})  # type: ignore[arg-type]


def test_of_nothing_there_is_no_share_and_no_median() -> None:
    found = flowing.flow((), TODAY)
    assert (found.new, found.stuck, found.days_to_answer, found.days_to_change) == (0, 0, None, None)
    assert [s.percent for s in (found.answered, found.to_action, found.fed_back)] == [None, None, None]


def test_the_figures_of_a_period_are_those_raised_in_it() -> None:
    rows = [
        insight(raised_on="2027-03-01", verdict="do_now", answered="2027-03-05", fed_back="2027-03-06", changed_on="2027-03-21"),
        insight(raised_on="2027-03-02", verdict="test", answered="2027-03-12"),
        insight(raised_on="2027-03-03", verdict="declined", state="declined", answered="2027-03-04"),
        insight(raised_on="2027-03-20"),
        insight(raised_on="2027-02-27", verdict="do_now", answered="2027-02-28"),
        insight(),
    ]
    found = flowing.flow(rows, TODAY, since="2027-03-01", until="2027-03-31")
    assert found.new == 4
    assert found.answered == Share(3, 4) and found.answered.percent == 75
    assert found.to_action == Share(2, 3) and found.to_action.percent == 67
    assert found.fed_back == Share(1, 3) and found.fed_back.percent == 33
    assert found.days_to_answer == 4 and found.days_to_change == 20
    assert flowing.flow(rows, TODAY).new == 6  # without a beginning also the one nobody dated


def test_the_middle_of_an_even_number_is_between_the_two() -> None:
    assert flowing.median([4, None, 1]) == 2.5
    assert flowing.median([3]) == 3.0
    assert flowing.median([None]) is None


@given(st.lists(st.integers(0, 400), min_size=1))
def test_half_lie_on_either_side_of_the_median(days: list[int]) -> None:
    middle = flowing.median(days)
    assert middle is not None
    assert sum(d < middle for d in days) <= len(days) / 2 and sum(d > middle for d in days) <= len(days) / 2


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({}, "new"),
        ({"state": "taken"}, "taken"),
        ({"state": "taken", "verdict": "test", "answered": TODAY}, "answered"),
        ({"state": "declined", "reason": "Görs redan"}, "answered"),
        ({"answered": TODAY, "answer": "Ja"}, "answered"),
        ({"state": "taken", "answered": TODAY, "fed_back": TODAY}, "fed_back"),
    ],
)
def test_an_insight_goes_from_new_to_taken_to_answered_to_told(said: dict[str, str], stands: str) -> None:
    assert flowing.stage(insight(**said)) == stands


@pytest.mark.parametrize(
    ("raised", "said", "stuck"),
    [
        ("2027-03-17", {}, False),  # 14 days
        ("2027-03-16", {}, True),  # 15
        ("2027-03-16", {"state": "taken"}, True),
        ("2027-03-16", {"answered": "2027-03-30"}, False),
        ("2027-03-16", {"state": "declined", "reason": "Nej"}, False),
        (None, {}, False),
        ("2027-04-20", {}, False),
    ],
)
def test_after_fourteen_days_without_an_answer_it_is_stuck(raised: str | None, said: dict[str, str], stuck: bool) -> None:
    assert flowing.is_stuck(insight(raised_on=raised, **said), TODAY) is stuck


def test_the_share_of_failure_demand_counts_how_often_each_was_met_and_says_when_it_stands_on_little() -> None:
    rows = [insight(demand="failure", times=12), insight(demand="value", times=17), insight(demand="unclear", times=40), insight(demand="failure"), insight()]  # fmt: skip
    found = flowing.demand(rows)
    assert found == Demand(value=17, failure=13, unclear=40)
    assert found.share == Share(13, 30) and found.share.percent == 43 and not found.little
    assert flowing.demand(rows[:2]).little  # 29
    assert flowing.demand([insight(demand="unclear", times=3)]).share.percent is None


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_between_nothing_and_all(part: int, more: int) -> None:
    assert 0 <= (Share(part, part + more).percent or 0) <= 100


def test_more_than_seven_open_actions_are_many() -> None:
    rows = [action(n, owner="a") for n in range(7)] + [action(9, owner="b"), action(10), action(11, owner="a", status="done")]
    assert [(x.person, x.open, x.many) for x in flowing.loads(rows, TODAY)] == [("a", 7, False), ("b", 1, False), (None, 1, False)]
    eighth = action(12, owner="a", status="doing", due="2027-03-30")
    first = flowing.loads([*rows, eighth], TODAY)[0]
    assert (first.open, first.late, first.many) == (8, 1, True)
    assert not any(x.many for x in flowing.loads([action(n) for n in range(30)], TODAY))  # nobody has no load


def test_possibilities_are_weighed_against_requirements() -> None:
    kinds = ["opportunity", "requirement", "requirement", "test", "stop"]
    found = flowing.balance([action(n, bearing=b) for n, b in enumerate(kinds)])
    assert found.possibilities == Share(1, 3) and not found.only_requirements
    assert flowing.balance([action(bearing="requirement"), action(1, bearing="opportunity", status="dropped")]).only_requirements
    assert flowing.balance([]).possibilities.percent is None and not flowing.balance([]).only_requirements


@pytest.mark.parametrize(("users", "project", "inward"), [(0, 0, False), (1, 3, False), (1, 4, True), (0, 1, True), (3, 0, False)])
def test_less_than_a_quarter_aimed_at_users_is_said(users: int, project: int, inward: bool) -> None:
    rows = [action(serves="users")] * users + [action(serves="project")] * project + [action(), action(serves="project", status="done")]
    found = flowing.aim(rows)
    assert (found.users, found.project, found.unsaid, found.inward) == (users, project, 1, inward)


def test_done_in_time_counts_those_due_in_the_period() -> None:
    rows = [
        action(1, due="2027-03-10", status="done"),
        action(2, due="2027-03-10", status="done"),
        action(3, due="2027-03-31"),
        action(4, due="2027-04-01"),
        action(5, due="2027-03-10", status="dropped"),
    ]
    done = {"a1": Finished("2027-03-10"), "a2": Finished("2027-03-11")}
    march = {"since": "2027-03-01", "until": "2027-03-31"}
    assert flowing.execution(done, rows, **march) == flowing.Execution(Share(1, 3), 0)
    assert flowing.execution({**done, "a2": Finished("2027-03-10", seen=False)}, rows, **march) == flowing.Execution(Share(2, 3), 1)
    assert flowing.execution({}, [], **march).in_time.percent is None


@pytest.mark.parametrize(
    ("said", "due", "when"),
    [
        ([("2027-03-01", False), ("2027-03-09", True)], "2027-03-10", Finished("2027-03-09")),
        ([("2027-03-01", False), ("2027-03-09", True), ("2027-03-11", False), ("2027-03-14", True)], "2027-03-10", Finished("2027-03-14")),
        ([("2027-03-01", True)], "2027-02-10", Finished("2027-02-10", seen=False)),
        ([("2027-03-01", True)], "2027-05-10", Finished("2027-03-01", seen=False)),  # done before its day: never finished in days to come
        ([("2027-03-01", True)], None, Finished("2027-03-01", seen=False)),
        ([], "2027-02-10", Finished("2027-02-10", seen=False)),
    ],
)
def test_an_action_was_finished_the_day_somebody_last_said_so_and_one_that_came_in_done_by_its_day(
    said: list[tuple[str, bool]], due: str | None, when: Finished
) -> None:
    assert flowing.finished(said, due) == when


def test_momentum_is_the_days_since_something_last_was_finished() -> None:
    assert flowing.momentum([None, "2027-03-01", "2027-03-25", "2027-05-01"], TODAY) == 6
    assert flowing.momentum([], TODAY) is None


@pytest.mark.parametrize(
    ("said", "lacks"),
    [
        ({"likelihood": 3, "impact": 4}, ("owner", "sign")),
        ({"likelihood": 3, "impact": 4, "owner": "p"}, ("sign",)),
        ({"likelihood": 3, "impact": 4, "owner": "p", "sign": "Ingen kommer"}, ()),
        ({"likelihood": 11 // 11, "impact": 5}, ()),
        ({"likelihood": 5, "impact": 5, "closed": TODAY}, ()),
        ({"likelihood": 5}, ()),
    ],
)
def test_a_risk_of_twelve_or_more_needs_an_owner_and_a_sign(said: dict[str, object], lacks: tuple[str, ...]) -> None:
    assert flowing.risk_lacks(Risk(id="r", parent="p", says="x", **said)) == lacks  # type: ignore[arg-type]


def test_risks_stand_by_weight_with_closed_ones_last() -> None:
    rows = [Risk(id=str(n), parent="p", says="x", **said) for n, said in enumerate([{}, {"likelihood": 2, "impact": 2}, {"likelihood": 4, "impact": 4}, {"likelihood": 5, "impact": 5, "closed": TODAY}])]  # type: ignore[arg-type]  # fmt: skip
    assert [r.id for r in flowing.by_weight(rows)] == ["2", "1", "0", "3"]


@pytest.mark.parametrize(
    ("first", "cadence", "held", "coming"),
    [
        (None, 14, (), None),
        ("2027-04-10", None, (), "2027-04-10"),
        ("2027-03-01", None, (), None),
        ("2027-03-03", 14, (), "2027-03-31"),
        ("2027-03-03", 14, ("2027-03-31",), "2027-04-14"),
        ("2027-03-04", 14, ("2027-03-18",), "2027-04-01"),
        (None, 7, ("2027-03-30",), "2027-04-06"),
    ],
)
def test_the_next_meeting_follows_the_rhythm(first: str | None, cadence: int | None, held: tuple[str, ...], coming: str | None) -> None:
    rows = [ForumMeeting(id=str(n), parent="f", on=day) for n, day in enumerate(held)]
    forum = Forum(id="f", parent="p", title="x", cadence=cadence, first_on=first)
    assert flowing.next_meeting(forum, rows, TODAY) == coming
    assert flowing.next_meeting(forum.with_(resting=True), rows, TODAY) is None


def test_a_forum_that_did_not_meet_for_one_and_a_half_rhythms_has_missed() -> None:
    forum = Forum(id="f", parent="p", title="x", cadence=14, first_on="2027-03-10")
    assert not flowing.missed_meeting(forum, [], TODAY)  # 21 days
    assert flowing.missed_meeting(forum.with_(first_on="2027-03-09"), [], TODAY)
    assert not flowing.missed_meeting(forum.with_(first_on="2027-03-09"), [ForumMeeting(id="m", parent="f", on="2027-03-20")], TODAY)


def test_an_age_is_counted_to_the_answer_or_to_today_and_is_never_less_than_nothing() -> None:
    assert flowing.age(insight(raised_on=TODAY), TODAY) == 0
    assert flowing.age(insight(raised_on="2027-04-20"), TODAY) == 0
    assert flowing.age(insight(raised_on="2027-03-01", answered="2027-03-05"), TODAY) == 4
    assert flowing.age(insight(), TODAY) is None and flowing.days_between("2027-02-30", TODAY) is None


def test_the_last_day_of_a_period_belongs_to_it_and_those_that_are_stuck_are_counted() -> None:
    rows = [insight(raised_on=TODAY), insight(raised_on="2027-03-01"), insight(raised_on="2027-04-01")]
    found = flowing.flow(rows, TODAY, since="2027-03-01", until=TODAY)
    assert (found.new, found.stuck) == (2, 1)


def test_an_action_is_late_the_day_after_its_day() -> None:
    assert not flowing.is_late(action(due=TODAY), TODAY)
    assert flowing.is_late(action(due="2027-03-30"), TODAY)
    assert not flowing.is_late(action(due="2027-03-30", status="done"), TODAY)


def test_those_with_as_many_stand_in_a_steady_order_and_the_share_of_users_is_of_those_whose_aim_is_said() -> None:
    rows = [action(n, owner=who) for n, who in enumerate(["b", "a", "c"])]
    assert [x.person for x in flowing.loads(rows, TODAY)] == ["a", "b", "c"]
    assert flowing.aim([action(serves="users"), action(serves="project"), action()]).share == Share(1, 2)


def test_what_was_finished_today_is_no_days_ago() -> None:
    assert flowing.momentum([TODAY], TODAY) == 0


def test_a_meeting_today_is_the_next_until_it_was_held_and_then_it_is_the_one_after() -> None:
    once = Forum(id="f", parent="p", title="x", first_on=TODAY)
    assert flowing.next_meeting(once, [], TODAY) == TODAY
    daily = once.with_(cadence=1)
    held = ForumMeeting(id="m", parent="f", on=TODAY)
    assert flowing.next_meeting(daily, [held], TODAY) == "2027-04-01"
    planned = ForumMeeting(id="n", parent="f", on="2027-05-01")
    undated = ForumMeeting(id="o", parent="f")
    assert flowing.next_meeting(daily.with_(first_on="2027-03-01"), [planned, undated], TODAY) == TODAY
    assert not flowing.missed_meeting(daily.with_(first_on=None), [undated], TODAY)
    assert not flowing.missed_meeting(daily.with_(first_on="2027-01-01", resting=True), [], TODAY)
    assert not flowing.missed_meeting(once.with_(first_on="2027-01-01"), [], TODAY)


def test_only_requirements_are_said_when_there_are_some_and_an_empty_aim_is_not_inward() -> None:
    assert not flowing.balance([action(bearing="test")]).only_requirements
    assert not flowing.aim([action()]).inward
