"""Goals, decisions and the five parts: the worked examples and edges of measurement.md 3.3 and 3.11."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain import goals
from verkstad.domain.decimals import exact, read_decimal
from verkstad.domain.goals import BOXES, Lack, Part, concreteness
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.methods import Text
from verkstad.domain.platitudes import Platitude, marked

TODAY = "2027-03-24"
STRONG = Platitude(
    "F1", Text("kunden i centrum", "customers first"), r"\bkunden\s+i\s+centrum\b", Text("Vem gör vad?", "Who does what?"), 3
)
WEAK = Platitude("F2", Text("utmaningar", "challenges"), r"\butmaning(en|ar)?\b", Text("Vad är problemet?", "What is the problem?"), 1)
MIDDLE = Platitude("F3", Text("i centrum", "in focus"), r"\bi\s+centrum\b", Text("Hur?", "How?"), 2)

FULL = Goal(
    statement="Svar inom sju dagar",
    indicator="Väntetid från ansökan till svar",
    measure_unit="dagar",
    baseline="12",
    baseline_on="2027-03-01",
    target="7",
    target_on="2027-12-31",
    owner="p1",
)


def lacks(**changes: object) -> list[tuple[str, str]]:
    return [(lack.box, lack.why) for lack in concreteness(FULL.with_(**changes), TODAY).lacks]


def test_a_goal_with_all_six_boxes_is_concrete() -> None:
    found = concreteness(FULL, TODAY)
    assert found.concrete and found.score == 6 and found.measure_first is None
    assert [found.lack(box) for box in BOXES] == [None] * 6


def test_an_empty_goal_lacks_all_six() -> None:
    found = concreteness(Goal(statement="Bättre service"), TODAY)
    assert [lack.box for lack in found.lacks] == list(BOXES)
    assert found.score == 0 and not found.concrete


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"indicator": "  "}, ("indicator", "empty")),
        ({"measure_unit": ""}, ("unit", "empty")),
        ({"baseline": None}, ("baseline", "empty")),
        ({"baseline_on": None}, ("baseline", "undated")),
        ({"baseline_on": "2027-03-25"}, ("baseline", "ahead")),
        ({"target": None}, ("target", "empty")),
        ({"target": "12.0"}, ("target", "same")),
        ({"target_on": None}, ("target_on", "empty")),
        ({"target_on": "2027-03-01"}, ("target_on", "early")),
        ({"owner": None}, ("owner", "empty")),
        ({"baseline": "tolv"}, ("baseline", "no_number")),
    ],
)
def test_each_box_says_what_it_lacks(changes: dict[str, object], expected: tuple[str, str]) -> None:
    assert lacks(**changes) == [expected]
    assert concreteness(FULL.with_(**changes), TODAY).score == 5
    assert concreteness(FULL.with_(**changes), TODAY).lack(expected[0]) == Lack(*expected)


def test_a_baseline_measured_today_stands() -> None:
    assert lacks(baseline_on=TODAY) == []


def test_zero_is_a_valid_baseline() -> None:
    assert lacks(baseline="0") == []
    assert lacks(baseline="0", target="0.00") == [("target", "same")]


@pytest.mark.parametrize("unit", ["%", "procent", "Procent", "per cent"])
def test_a_percentage_lies_between_nought_and_a_hundred(unit: str) -> None:
    assert lacks(measure_unit=unit, baseline="0", target="100") == []
    assert lacks(measure_unit=unit, baseline="-0.1", target="100.1") == [("baseline", "percent"), ("target", "percent")]


def test_percentage_points_are_no_percentages() -> None:
    assert lacks(measure_unit="procentenheter", baseline="-5", target="120") == []


@pytest.mark.parametrize("unit", ["ja/nej", "Ja / nej", "yes/no", "Ja eller nej", "yes or no"])
def test_a_yes_or_no_goes_from_nought_to_one(unit: str) -> None:
    assert lacks(measure_unit=unit, baseline="0", target="1") == []
    assert lacks(measure_unit=unit, baseline="0", target="2") == [("target", "yes_no")]


def test_a_goal_without_a_baseline_day_is_not_told_twice() -> None:
    assert lacks(baseline=None, baseline_on=None) == [("baseline", "empty")]


def test_measure_first_says_who_and_when() -> None:
    goal = FULL.with_(baseline=None, baseline_on=None, measured_by="p2", measured_due="2027-04-01")
    found = concreteness(goal, TODAY)
    assert found.measure_first is not None and found.measure_first.planned and not found.measure_first.late
    assert found.lack("baseline") == Lack("baseline", "empty")
    on_the_day = goals.measure_first(goal, "2027-04-01")
    assert on_the_day is not None and not on_the_day.late
    late = goals.measure_first(goal, "2027-04-02")
    assert late is not None and late.late
    half = goals.measure_first(goal.with_(measured_due=None), TODAY)
    assert half is not None and not half.planned
    assert goals.measure_first(goal.with_(measured_by=None, measured_due=None), TODAY) is None
    assert goals.measure_first(goal.with_(baseline="3"), TODAY) is None


# ------------------------------------------------------------------------------------------------ empty phrases


def test_an_unanswered_question_stands_in_the_way_even_at_six_of_six() -> None:
    goal = FULL.with_(statement="Vi sätter kunden i centrum")
    found = concreteness(goal, TODAY, (STRONG, WEAK))
    assert found.score == 6 and not found.concrete
    assert [m.platitude.id for m in found.questions] == ["F1"]
    answered = concreteness(goal.with_(answer="Kontaktcenter ringer upp inom en dag"), TODAY, (STRONG, WEAK))
    assert answered.concrete and not answered.questions


def test_a_blank_answer_is_none() -> None:
    assert not concreteness(FULL.with_(statement="Kunden i centrum", answer=" \n"), TODAY, (STRONG,)).concrete


def test_a_weak_phrase_is_only_a_hint() -> None:
    found = concreteness(FULL.with_(statement="Möta framtidens utmaningar"), TODAY, (STRONG, WEAK))
    assert found.concrete and [m.platitude.id for m in found.hints] == ["F2"]


def test_a_phrase_is_marked_where_it_stands_whatever_its_case() -> None:
    text = "Vi har KUNDEN I\nCENTRUM i allt."
    (found,) = marked(text, (STRONG, MIDDLE))
    assert text[found.start : found.end] == "KUNDEN I\nCENTRUM" and found.platitude is STRONG


def test_an_english_text_is_searched_for_the_phrase_itself() -> None:
    assert [m.platitude.id for m in marked("Putting customers first means challenges.", (STRONG, WEAK))] == ["F1", "F2"]
    assert not marked("customers firstly", (STRONG,))


def test_where_a_strong_and_a_longer_weak_phrase_overlap_the_strong_is_kept() -> None:
    long_weak = Platitude("F9", Text("x", ""), r"kunden i centrum alltid", Text("?", "?"), 1)
    assert [m.platitude.id for m in marked("kunden i centrum alltid", (STRONG, long_weak))] == ["F1"]


# ------------------------------------------------------------------------------------------------ progress, step, closeness


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share", "way"),
    [
        ("12", "7", "12", Fraction(0), "none"),
        ("12", "7", "7", Fraction(1), "reached"),
        ("12", "7", "9.5", Fraction(1, 2), "under_way"),
        ("12", "7", "13", Fraction(-1, 5), "wrong"),
        ("12", "7", "6", Fraction(6, 5), "over"),
        ("0", "100", "35", Fraction(7, 20), "under_way"),
        ("0.1", "0.3", "0.2", Fraction(1, 2), "under_way"),
    ],
)
def test_progress_is_the_share_of_the_way(baseline: str, target: str, value: str, share: Fraction, way: str) -> None:
    found = goals.progress(baseline, target, value)
    assert found is not None and found.share == share and found.way == way


def test_progress_is_undefined_when_the_target_is_the_baseline_or_a_number_is_missing() -> None:
    assert goals.progress("7", "7.0", "7") is None
    assert goals.progress(None, "7", "7") is None
    assert goals.progress("7", None, "7") is None
    assert goals.progress("7", "8", None) is None


@given(st.integers(-999, 999), st.integers(-999, 999))
def test_at_the_baseline_nothing_is_done_and_at_the_target_all(baseline: int, target: int) -> None:
    at_start, at_end = (goals.progress(str(baseline), str(target), str(x)) for x in (baseline, target))
    if baseline == target:
        assert at_start is None and at_end is None
    else:
        assert at_start is not None and at_start.share == 0
        assert at_end is not None and at_end.share == 1


def test_a_value_is_old_after_one_and_a_half_times_its_cadence() -> None:
    assert not goals.is_old("2027-03-14", 7, TODAY)  # 10 days; the limit is 10.5
    assert goals.is_old("2027-03-13", 7, TODAY)
    assert not goals.is_old("2027-03-03", 14, TODAY)  # 21 days, exactly one and a half times


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"decided": False, "acted": False}, 0),
        ({"decided": True, "acted": False}, 1),
        ({"decided": False, "acted": True}, 2),
        ({"decided": True, "acted": True}, 2),
        ({"decided": True, "acted": True, "signalled": True}, 3),
        ({"decided": True, "acted": False, "signalled": True}, 1),
        ({"decided": False, "acted": False, "reached": True}, 3),
    ],
)
def test_the_step_from_word_to_result(facts: dict[str, bool], expected: int) -> None:
    assert goals.step(**facts) == expected


def test_closeness_is_the_share_of_goals_near_the_work() -> None:
    rows = [Goal(level=level) for level in ("organisation", "department", "unit", "team", "")]
    assert goals.closeness(rows) == Fraction(2, 5)
    assert goals.closeness([]) is None


# ------------------------------------------------------------------------------------------------ the decision


DECIDED = Decision(id="d1", state="decided", decided_by="Kommunstyrelsen", decided_on="2027-02-10", review_on="2027-09-01")


def decision_lacks(*rows: Decision) -> list[tuple[str, str]]:
    return [(lack.decision, lack.why) for lack in goals.decision_lacks(rows, TODAY)]


def test_a_decision_with_who_when_and_review_lacks_nothing() -> None:
    assert decision_lacks(DECIDED) == []


@pytest.mark.parametrize("state", ["proposed", "agreed", "withdrawn"])
def test_what_nobody_entitled_has_decided_is_no_decision(state: str) -> None:
    assert decision_lacks() == [("", "missing")]
    assert decision_lacks(DECIDED.with_(state=state)) == [("", "missing")]


def test_only_what_somebody_decided_on_a_day_counts_as_decided() -> None:
    rows = [DECIDED, DECIDED.with_(decided_by=" "), DECIDED.with_(decided_on=None), DECIDED.with_(state="proposed")]
    assert goals.signed(rows) == (DECIDED,)


def test_a_decided_decision_says_what_it_lacks() -> None:
    bare = Decision(id="d2", state="decided")
    assert decision_lacks(bare) == [("d2", "undated"), ("d2", "unsigned"), ("d2", "no_review")]
    assert decision_lacks(DECIDED.with_(review_on="2027-03-23")) == [("d1", "review_due")]
    assert decision_lacks(DECIDED.with_(review_on=TODAY)) == []


def test_a_day_that_cannot_be_right_is_said_of_a_decision() -> None:
    """What is decided was decided by now, and it is looked at again after that."""
    ahead = DECIDED.with_(decided_on="2027-11-20", review_on="2027-06-15")
    assert decision_lacks(ahead) == [("d1", "decided_ahead"), ("d1", "review_before")]
    assert decision_lacks(ahead.with_(review_on="2028-02-15")) == [("d1", "decided_ahead")]
    assert decision_lacks(ahead.with_(decided_on="2027-04-23", review_on="2027-04-23")) == []  # within a month
    assert decision_lacks(ahead.with_(state="proposed")) == [("", "missing")]


# ------------------------------------------------------------------------------------------------ the five parts


def parts(**facts: object) -> dict[str, bool | None]:
    given_ = {"decided": 0, "concrete_goals": 0, "teams_of_units": (), "today": TODAY} | facts
    return {p.name: p.stands for p in goals.five_parts(**given_)}  # type: ignore[arg-type]


def test_nothing_stands_at_the_beginning_and_what_cannot_be_known_is_not_counted_as_missing() -> None:
    assert parts() == {"decision": False, "goal": False, "inventory": None, "team": False, "exchange": None}


def test_each_part_stands_from_its_own_limit_on() -> None:
    full = parts(decided=1, concrete_goals=1, teams_of_units=(1, 2), inventory=5, exchanged_on="2027-01-23")
    assert all(full.values()) and len(full) == 5
    assert parts(teams_of_units=(1, 1))["team"] is False
    assert parts(inventory=4)["inventory"] is False
    assert parts(exchanged_on="2027-01-22")["exchange"] is False  # 61 days
    assert parts(exchanged_on="")["exchange"] is False
    assert goals.five_parts(decided=2, concrete_goals=0, teams_of_units=())[0] == Part("decision", True)


# ------------------------------------------------------------------------------------------------ decimals


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12,5", "12.5"), ("12.50", "12.50"), (" 1 200 ", "1200"), ("−3", "-3"), ("45 %", "45"), ("007", "7"), ("-0,0", "0.0"), ("+4", "4")],
)
def test_a_number_is_understood_as_people_write_it(typed: str, kept: str) -> None:
    assert read_decimal(typed) == kept


@pytest.mark.parametrize("typed", ["", "tolv", "1,2,3", "12 dagar", "--3", "1e5", "5.", "9" * 31])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_decimal(typed) is None


def test_decimal_text_is_exact() -> None:
    assert exact("0.35") == Fraction(7, 20)
    assert exact(None) is None and exact("") is None and exact("x") is None


def test_the_balance_of_goals_tells_those_the_customer_meets_from_cost_and_quality() -> None:
    rows = [
        Goal(id=str(n), statement="x", category=c) for n, c in enumerate(("customer_care", "accessibility", "cost", "quality", "", "new"))
    ]
    assert goals.balance(rows) == goals.GoalBalance(2, 2, 2)
    assert goals.balance(rows[2:]).one_sided and not goals.balance(rows).one_sided and not goals.balance(rows[4:]).one_sided
    assert goals.balance(()) == goals.GoalBalance(0, 0, 0)
