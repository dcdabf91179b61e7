"""Counting around a median: published and constructed cases, the tables of limits, and what must hold for every line of values."""

from __future__ import annotations

import json
import math
from collections import Counter
from itertools import combinations, groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.runs import (
    INTERPRETABLE,
    SHIFT,
    TREND,
    Rule,
    Runs,
    count_runs,
    far_points,
    fewest_crossings,
    find_trends,
    limits_of_runs,
    longest_expected,
    middle,
    same,
)

KEPT = Path(__file__).resolve().parents[1] / "data" / "runchart_cases.json"
ELSEWHERE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "runchart_cases.json"
NAMES: dict[Rule, str] = {
    "shift": "shift",
    "trend": "trend",
    "few_runs": "too_few_runs",
    "many_runs": "too_many_runs",
    "long_run": "anhoej_long_run",
    "few_crossings": "anhoej_few_crossings",
}

Values = list[float | None]
LINES = st.lists(st.none() | st.integers(-6, 6).map(float), max_size=40)
SPREAD = st.lists(st.none() | st.floats(-1e6, 1e6, allow_nan=False), max_size=40)


def cases(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return found


def counted(case: dict[str, Any]) -> dict[str, Any]:
    """What we find in a case, in the words of the case; points counted from 1."""
    values: Values = case["values"]
    centre = case["given_centre"]
    if centre is None and case["baseline_n"]:
        centre = middle(values[: case["baseline_n"]])
    runs = count_runs(values, centre)
    return {
        "median": runs.centre,
        "n_obs": runs.observed,
        "useful_points": runs.useful,
        "points_on_centre": [at + 1 for at in runs.on_centre],
        "n_runs": len(runs.runs),
        "longest_run": runs.longest,
        "crossings": runs.crossings,
        "anhoej_longest_run_max": runs.longest_max,
        "anhoej_crossings_min": runs.crossings_min,
        "runs_limits": list(runs.runs_limits) if runs.runs_limits else None,
        "shifts": [{"side": run.side, "points": [at + 1 for at in run.points]} for run in runs.shifts],
        "trends": [{"direction": trend.direction, "points": [at + 1 for at in trend.points]} for trend in runs.trends],
        "rules_evaluated": runs.judged,
        "signals": [NAMES[rule] for rule in runs.broken],
        "signals_if_evaluated": [NAMES[rule] for rule in runs.found],
        "astronomical_candidates": [at + 1 for at in far_points(values)],
    }


def differences(case: dict[str, Any]) -> list[str]:
    ours = counted(case)
    expected = {name: case[name] for name in ours}
    expected["median"] = pytest.approx(case["median"])
    published = {name: value for name, value in case["published"].items() if name in ours}
    return [
        f"{case['name']}: {name} is {ours[name]}, not {value}"
        for told in (expected, published)
        for name, value in told.items()
        if ours[name] != value
    ]


@pytest.mark.parametrize("case", cases(KEPT), ids=lambda case: case["name"])
def test_a_case_with_a_known_answer_gets_it(case: dict[str, Any]) -> None:
    assert differences(case) == []


@pytest.mark.skipif(not ELSEWHERE.exists(), reason="cases whose licence keeps them out of the repository lie beside it")
def test_the_cases_whose_licence_keeps_them_out_get_their_answers_too() -> None:
    others = cases(ELSEWHERE)
    assert len(others) == 33
    assert [told for case in others for told in differences(case)] == []


def test_no_case_is_kept_whose_licence_does_not_allow_it() -> None:
    assert all(case["licence"] == "own" or "facts" in case["licence"] for case in cases(KEPT))


# -------------------------------------------------------------------------------------------------------------------------------- limits

RUNS_TABLE = """10:3–9 11:4–9 12:4–10 13:4–11 14:4–12 15:5–12 16:5–13 17:6–13 18:6–14 19:6–15 20:7–15 21:7–16 22:8–16 23:8–17 24:8–18
25:9–18 26:9–19 27:10–19 28:10–20 29:10–21 30:11–21 31:11–22 32:12–22 33:12–23 34:12–24 35:13–24 36:13–25 37:14–25 38:14–26 39:14–26
40:15–27 50:19–33 60:24–38"""
ANHOEJ_TABLE = """10:6/2 12:7/3 14:7/4 17:7/5 19:7/6 22:7/7 23:8/7 24:8/8 27:8/9 29:8/10 31:8/11 34:8/12 36:8/13 40:8/14 50:9/19 60:9/23
100:10/41"""


@pytest.mark.parametrize("row", RUNS_TABLE.split())
def test_the_number_of_runs_has_the_limits_of_the_exact_table(row: str) -> None:
    useful, limits = row.split(":")
    assert limits_of_runs(int(useful)) == tuple(map(int, limits.split("–")))


@pytest.mark.parametrize("row", ANHOEJ_TABLE.split())
def test_the_longest_run_and_the_fewest_crossings_have_the_limits_of_the_table(row: str) -> None:
    useful, limits = row.split(":")
    assert (longest_expected(int(useful)), fewest_crossings(int(useful))) == tuple(map(int, limits.split("/")))


@pytest.mark.parametrize("useful", range(2, 15))
def test_the_limits_of_runs_are_those_of_every_order_counted_one_by_one(useful: int) -> None:
    found = Counter(
        sum(1 for _ in groupby(at in above for at in range(useful))) for above in map(set, combinations(range(useful), useful // 2))
    )
    total = sum(found.values())

    def share(runs: range) -> float:
        return sum(found[r] for r in runs) / total

    lower, upper = limits_of_runs(useful)
    assert share(range(lower)) <= 0.025 < share(range(lower + 1))
    assert share(range(upper + 1, useful + 1)) <= 0.025 < share(range(upper, useful + 1))


@pytest.mark.parametrize("useful", [1, 2, 3, 6, 9, 10, 33, 64, 100, 257])
def test_the_fewest_crossings_are_the_five_per_cent_quantile_of_a_tossed_coin(useful: int) -> None:
    def share(most: int) -> float:
        return sum(math.comb(useful - 1, k) for k in range(most + 1)) / 2 ** (useful - 1)  # exact integers, one division

    fewest = fewest_crossings(useful)
    assert share(fewest) >= 0.05
    assert fewest == 0 or share(fewest - 1) < 0.05


def test_thousands_of_points_have_limits_too() -> None:
    lower, upper = limits_of_runs(3000)
    assert abs((lower + upper) / 2 - 1501) <= 1
    assert (upper - lower) / 2 == pytest.approx(1.96 * math.sqrt(3000) / 2, abs=1.5)  # the normal approximation
    assert fewest_crossings(3000) == pytest.approx(1499.5 - 1.645 * math.sqrt(2999) / 2, abs=1.5)


def test_a_single_point_makes_a_single_run_and_no_point_none() -> None:
    assert limits_of_runs(0) == (0, 0)
    assert limits_of_runs(1) == (1, 1)


def test_limits_never_fall_when_points_are_added() -> None:
    for limit in (longest_expected, fewest_crossings, lambda n: limits_of_runs(n)[0], lambda n: limits_of_runs(n)[1]):
        found = [limit(n) for n in range(1, 130)]
        assert found == sorted(found)


# --------------------------------------------------------------------------------------------------------------------------------- edges


def test_no_values_have_no_median_no_runs_and_no_limits() -> None:
    for values in ([], [None], [None] * 30):
        assert count_runs(values) == Runs(None, 0, 0, (), (), (), None, None, None, ())
        assert far_points(values) == ()


def test_values_that_are_all_alike_lie_on_the_median_and_say_nothing() -> None:
    runs = count_runs([7.0] * 12)
    assert (runs.useful, len(runs.on_centre), runs.longest, runs.crossings, runs.found) == (0, 12, 0, 0, ())
    assert far_points([7.0] * 12) == ()


def test_seven_twentieths_lies_on_a_median_of_a_third_and_a_bit_written_as_a_decimal() -> None:
    assert same(7 / 20, 0.35)
    assert same(0.1 + 0.2, 0.3)
    assert same(3e12 + 1e3, 3e12)
    assert not same(3e12 + 1e4, 3e12)
    assert not same(0.35, 0.35 + 2e-9)
    assert same(1e-9, 0.0) and not same(1.1e-9, 0.0)
    assert count_runs([0.1 + 0.2, 0.3, 0.3]).useful == 0


def test_a_shift_takes_six_and_a_trend_five() -> None:
    assert SHIFT == 6 and TREND == 5
    assert not count_runs([1.0] * 5 + [-1.0] * 5, 0.0).shifts
    assert [run.side for run in count_runs([1.0] * 6 + [-1.0] * 5, 0.0).shifts] == ["above"]
    assert not find_trends([1.0, 2.0, 3.0, 4.0])
    assert [t.direction for t in find_trends([5.0, 4.0, 3.0, 2.0, 1.0])] == ["down"]


def test_a_trend_may_stand_in_the_middle_and_begins_where_the_line_turned() -> None:
    trends = find_trends([5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 2.0, 6.0])
    assert [(t.direction, t.points) for t in trends] == [("up", (1, 2, 3, 4, 5))]


def test_rules_with_a_limit_are_not_judged_under_ten_useful_points_and_marked_under_fifteen() -> None:
    nine, ten = count_runs([1.0] * 9, 0.0), count_runs([1.0] * 10, 0.0)
    assert (nine.judged, nine.broken, nine.found, nine.runs_limits) == (False, (), ("shift",), None)
    assert (ten.judged, ten.preliminary, ten.broken) == (True, True, ("shift", "few_runs", "long_run", "few_crossings"))
    assert count_runs([1.0] * 14, 0.0).preliminary
    assert not count_runs([1.0] * 15, 0.0).preliminary


def test_each_set_of_rules_decides_for_itself() -> None:
    runs = count_runs([1.0] * 10, 0.0)
    assert runs.decided_by("anhoej") == ("long_run", "few_crossings")
    assert runs.decided_by("ihi") == ("shift", "few_runs")
    assert runs.decided_by("") == runs.decided_by("anhoej")


def test_a_run_exactly_at_its_limit_and_crossings_exactly_at_theirs_are_no_signal() -> None:
    at_limit = [1.0] * 7 + [-1.0, 1.0, -1.0, 1.0, -1.0]
    assert (count_runs(at_limit, 0.0).longest_max, count_runs(at_limit, 0.0).broken) == (7, ("shift",))
    assert count_runs(at_limit, 0.0).long_runs == ()
    over = [1.0] * 8 + [-1.0, 1.0, -1.0, 1.0]
    assert "long_run" in count_runs(over, 0.0).broken
    assert [run.points for run in count_runs(over, 0.0).long_runs] == [tuple(range(8))]
    crossing = [1.0, 1.0, 1.0, -1.0, -1.0, -1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0]
    assert (count_runs(crossing, 0.0).crossings, count_runs(crossing, 0.0).crossings_min) == (3, 3)
    assert count_runs(crossing, 0.0).broken == ()


def test_too_many_runs_are_a_zigzag() -> None:
    assert count_runs([1.0, -1.0] * 6, 0.0).broken == ("many_runs",)
    assert count_runs([1.0, -1.0] * 4 + [1.0, 1.0, -1.0, -1.0], 0.0).broken == ()


def test_a_value_far_away_is_a_question_and_never_a_signal() -> None:
    values: Values = [12.0, 15, 11, 14, 13, 48, 12, 14, 11, 15, 13, 12]
    assert far_points(values) == (5,)
    assert count_runs(values).broken == ()
    assert far_points([0.0] * 9 + [1000.0]) == ()
    edge: Values = [-1.0, 1.0, 0.0, -1.0, 1.0, 3.5 * 1.4826]
    assert far_points([*edge, -1.0, 1.0, -1.0]) == ()
    assert far_points([*edge[:5], 3.51 * 1.4826, -1.0, 1.0, -1.0]) == (5,)


# ------------------------------------------------------------------------------------------------------------------- what always holds


@given(LINES)
def test_runs_alternate_and_hold_every_useful_point_once(values: Values) -> None:
    runs = count_runs(values)
    points = [at for run in runs.runs for at in run.points]
    assert points == sorted(set(points)) and len(points) == runs.useful
    assert all(a.side != b.side for a, b in zip(runs.runs, runs.runs[1:], strict=False))
    assert runs.observed == runs.useful + len(runs.on_centre) == sum(v is not None for v in values)
    for run in runs.runs:
        for at in run.points:
            value = values[at]
            assert value is not None and runs.centre is not None
            assert (value > runs.centre) == (run.side == "above")


@given(LINES)
def test_at_most_half_of_the_points_lie_on_one_side_of_their_own_median(values: Values) -> None:
    runs = count_runs(values)
    for side in ("above", "below"):
        assert sum(len(run) for run in runs.runs if run.side == side) <= runs.observed / 2
    if runs.useful < 16:
        assert "long_run" not in runs.broken


@given(LINES)
def test_a_line_read_backwards_has_the_same_runs_and_the_trends_turned(values: Values) -> None:
    there, back = count_runs(values), count_runs(values[::-1])
    assert (there.centre, there.useful, there.longest, there.crossings) == (back.centre, back.useful, back.longest, back.crossings)
    assert set(there.found) == set(back.found)
    turned = {"up": "down", "down": "up"}
    assert [(turned[t.direction], len(t.points)) for t in there.trends][::-1] == [(t.direction, len(t.points)) for t in back.trends]


@given(LINES)
def test_a_mirrored_line_changes_only_its_sides(values: Values) -> None:
    there, mirrored = count_runs(values), count_runs([None if v is None else -v for v in values])
    turned = {"above": "below", "below": "above", "up": "down", "down": "up"}
    assert [(turned[r.side], r.points) for r in there.runs] == [(r.side, r.points) for r in mirrored.runs]
    assert [(turned[t.direction], t.points) for t in there.trends] == [(t.direction, t.points) for t in mirrored.trends]
    assert there.found == mirrored.found
    assert far_points(values) == far_points([None if v is None else -v for v in values])


@given(LINES, st.lists(st.integers(0, 60), max_size=8))
def test_points_on_the_median_and_missing_ones_change_nothing(values: Values, places: list[int]) -> None:
    before = count_runs(values)
    if before.centre is None:
        return
    more = list(values)
    for i, place in enumerate(places):
        more.insert(place % (len(more) + 1), before.centre if i % 2 else None)
    after = count_runs(more, before.centre)
    assert after.centre == before.centre
    assert [(r.side, len(r)) for r in after.runs] == [(r.side, len(r)) for r in before.runs]
    assert (after.longest_max, after.crossings_min, after.runs_limits) == (before.longest_max, before.crossings_min, before.runs_limits)
    assert set(after.found) - {"trend"} == set(before.found) - {"trend"}


@given(LINES, st.integers(0, 60))
def test_a_value_on_the_median_does_not_move_the_median(values: Values, place: int) -> None:
    before = middle(values)
    if before is not None:
        assert middle([*values[:place], before, *values[place:]]) == before


@given(SPREAD, st.sampled_from([0.5, 2.0, 1024.0]))
def test_what_is_found_does_not_depend_on_the_unit(values: Values, scale: float) -> None:
    whole = [None if v is None else float(round(v)) for v in values]
    there, scaled = count_runs(whole), count_runs([None if v is None else v * scale for v in whole])
    assert there.runs == scaled.runs and there.found == scaled.found and there.trends == scaled.trends
    assert far_points(whole) == far_points([None if v is None else v * scale for v in whole])


@given(LINES)
def test_trends_rise_or_fall_all_the_way_and_share_at_most_their_turning_point(values: Values) -> None:
    trends = find_trends(values)
    for trend in trends:
        heights = [values[at] for at in trend.points]
        steps = [b - a for a, b in pairwise(heights) if a is not None and b is not None]
        assert len(heights) >= TREND and len(steps) == len(heights) - 1
        assert all(step > 0 for step in steps) if trend.direction == "up" else all(step < 0 for step in steps)
    assert all(a.points[-1] <= b.points[0] for a, b in pairwise(trends))


@given(SPREAD)
def test_nothing_is_judged_before_there_are_enough_points(values: Values) -> None:
    runs = count_runs(values)
    assert runs.judged == (runs.useful >= INTERPRETABLE)
    assert runs.broken == (runs.found if runs.judged else ())
