"""What a series says: its state, its signals with side, day and way, its medians, and from when there can be anything to say."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.errors import Refused
from verkstad.domain.runchart import (
    Happened,
    Point,
    Possible,
    Recalculated,
    Series,
    analyse,
    before_start,
    chart_of,
    later,
    number,
    one_a_day,
)

FIRST = "2026-08-31"  # a Monday
START = "2026-11-23"  # the thirteenth week
BASE = (44, 39, 47, 41, 52, 43, 38, 46, 42, 45, 40, 44)  # median 43.5, six crossings or more
BETTER = (33, 31, 27, 30, 24, 26, 22, 25)


def weekly(values: Sequence[float | None], first: str = FIRST) -> tuple[Point, ...]:
    return tuple(Point(later(first, "week", i), None if v is None else float(v)) for i, v in enumerate(values))


def pilot(values: Sequence[float | None], **facts: object) -> Series:
    """Twelve values before the start and a frozen median, unless told otherwise."""
    given_facts: dict[str, object] = {"started": START, "baseline": 12, "better": "down", **facts}
    return Series(points=weekly(values), **given_facts)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------------------------------ states


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ((), "empty"),
        ((None, None), "empty"),
        ((4,), "too_few"),
        ((7,) * 9, "too_few"),
        ((7,) * 10, "no_variation"),
        ((7,) * 12, "no_variation"),
        ((1, 2) * 4 + (1.5,), "too_few"),
        ((10, 14, 9, 15, 11, 8, 16, 12, 13, 15), "random"),
        ((1,) * 8 + (2,) * 8, "signal"),
    ],
)
def test_a_series_is_in_one_state(values: Sequence[float | None], state: str) -> None:
    assert analyse(Series(points=weekly(values))).state == state


def test_ten_to_fourteen_useful_points_are_preliminary() -> None:
    for n, preliminary in ((8, False), (10, True), (14, True), (16, False)):
        assert analyse(Series(points=weekly((1, 2) * (n // 2)))).preliminary is preliminary


def test_two_values_on_a_day_are_undecided_until_somebody_chooses() -> None:
    entries = [Point("2027-01-04", 3.0, "by hand"), Point("2027-01-03", 1.0), Point("2027-01-04", 6.0), Point("2027-01-04", None, "late")]
    points, undecided = one_a_day(entries)
    assert undecided == ("2027-01-04",)
    assert [(p.on, p.value) for p in points] == [("2027-01-03", 1.0), ("2027-01-04", None)]
    assert points[1].note == "by hand; late"
    told = analyse(Series(points=points, undecided=undecided, started="2027-01-04", baseline=1))
    assert (told.state, told.runs.centre, told.segments, told.possible, told.comparison) == ("undecided", None, (), None, None)
    for joined, value in (("sum", 9.0), ("mean", 4.5), ("median", 4.5)):
        points, undecided = one_a_day(entries, joined)
        assert (undecided, points[1].value) == ((), value)


def test_a_missing_value_beside_a_real_one_is_nothing_and_a_day_of_missing_ones_is_missing() -> None:
    points, undecided = one_a_day(
        [Point("2027-01-04", None), Point("2027-01-04", 6.0), Point("2027-01-05", None), Point("2027-01-05", None)]
    )
    assert (undecided, [p.value for p in points]) == ((), [6.0, None])


def test_decimal_text_becomes_a_number_and_anything_else_is_refused() -> None:
    assert (number("12.50"), number("-0.35"), number(None), number(" ")) == (12.5, -0.35, None, None)
    for text in ("twelve", "nan", "inf", "1e999"):
        with pytest.raises(Refused) as refused:
            number(text)
        assert (refused.value.reason, refused.value.facts) == ("not_a_number", {"text": text})


# ----------------------------------------------------------------------------------------------------------------------------- signals


def test_a_long_run_is_told_with_its_side_its_points_its_first_day_and_the_better_way() -> None:
    told = analyse(pilot((*BASE, *BETTER)))
    (signal,) = told.signals
    assert (signal.rule, signal.count, signal.limit, signal.side) == ("long_run", 8, 7, "below")
    assert signal.points == tuple(range(12, 20)) == told.marked
    assert (signal.on, signal.way) == (START, "right")
    assert (told.state, told.way, told.since) == ("signal", "right", START)
    assert analyse(pilot((*BASE, *BETTER), better="up")).way == "wrong"
    assert analyse(pilot((*BASE, *BETTER), better="")).way == ""


def test_the_run_that_counts_is_the_last_one_and_one_that_ended_before_the_start_says_nothing_about_the_pilot() -> None:
    values = (1,) * 9 + (9,) * 9
    last = analyse(Series(points=weekly(values), better="up")).signals[0]
    assert (last.side, last.points[0], last.way) == ("above", 9, "right")
    ended = analyse(Series(points=weekly(values), better="up", started=later(FIRST, "week", 18))).signals[0]
    assert ended.way == ""
    reaching = analyse(Series(points=weekly(values), better="up", started=later(FIRST, "week", 17))).signals[0]
    assert reaching.way == "right"


def test_a_state_that_holds_is_dated_from_its_first_long_run_and_not_from_the_latest() -> None:
    again = (*BASE, *(20,) * 10, 60, *(20,) * 10)
    told = analyse(pilot(again))
    run = told.signals[0]
    assert (run.rule, run.count, run.on, run.points[0]) == ("long_run", 10, START, 12)
    assert told.fresh[0].at == 12
    calm = (50, 50, 40, 40) * 5
    early = analyse(pilot((*calm, *(30,) * 12), baseline=20, started=later(FIRST, "week", 20))).signals[0]
    assert (early.count, early.points[0]) == (14, 18)
    turned = analyse(pilot((*BASE, *(20,) * 10, *(90,) * 10))).signals[0]
    assert (turned.side, turned.points[0], turned.way) == ("above", 22, "wrong")


def test_a_run_that_ended_before_the_start_does_not_date_one_that_came_after() -> None:
    frozen = analyse(pilot((*(2, 8) * 6, *(1,) * 9, 9, *(1,) * 9), started=later(FIRST, "week", 21), baseline=12, better="down"))
    assert frozen.signals[0].points[0] == 22


def test_of_long_runs_to_and_fro_the_last_speaks() -> None:
    frozen = pilot((*BASE, *(20,) * 10, *(90,) * 10, *(20,) * 10), started=later(FIRST, "week", 12))
    assert analyse(frozen).signals[0].points == tuple(range(32, 42))


def test_a_long_run_before_the_start_leaves_the_day_and_the_way_to_the_crossings() -> None:
    values = (*(1 + n / 10 for n in range(10)), *(9,) * 5, 0.5, *(9,) * 6)
    start = later(FIRST, "week", 10)
    told = analyse(Series(points=weekly(values), started=start, better="up"))
    long, few = told.signals
    assert (long.rule, long.count, long.limit, long.side, long.points, long.on, long.way) == (
        "long_run", 10, 7, "below", tuple(range(10)), FIRST, "",
    )  # fmt: skip
    assert (few.rule, few.count, few.limit, few.on, few.way) == ("few_crossings", 3, 7, start, "right")
    assert (told.way, told.since) == ("right", start)
    nowhere = analyse(Series(points=weekly(values)))
    assert (nowhere.way, nowhere.since) == ("", FIRST)


def test_crossings_that_are_few_with_the_same_median_before_and_during_have_a_day_and_no_way() -> None:
    start = later(FIRST, "week", 6)
    (few,) = analyse(Series(points=weekly((1, 1, 1, 9, 9, 9, 9, 9, 9, 1, 1, 1)), started=start, better="up")).signals
    assert (few.rule, few.count, few.limit, few.on, few.way) == ("few_crossings", 2, 3, start, "")


def test_few_crossings_take_their_way_from_the_medians_and_their_day_from_the_start() -> None:
    values = (5, 6, 5, 6, 5, 6, 1, 2, 1, 2, 1, 2)
    start = later(FIRST, "week", 6)
    told = analyse(Series(points=weekly(values), started=start, better="down"))
    (signal,) = told.signals
    assert (signal.rule, signal.count, signal.limit, signal.side) == ("few_crossings", 1, 3, "")
    assert (signal.on, signal.way, told.preliminary) == (start, "right", True)
    without = analyse(Series(points=weekly(values), better="down")).signals[0]
    assert (without.on, without.way) == (None, "")
    early = analyse(Series(points=weekly(values), started=later(FIRST, "week", 8), better="down")).signals[0]
    assert (early.on, early.way) == (None, "")


def test_the_other_set_of_rules_is_always_remarked_on_and_decides_when_it_is_chosen() -> None:
    values = (5, 6, 7, 4, 7, 6, 5, 1, 2, 3, 2, 3, 1)
    ours = analyse(Series(points=weekly(values)))
    assert [s.rule for s in ours.signals] == ["few_crossings"]
    assert [s.rule for s in ours.remarks] == ["shift", "few_runs"]
    theirs = analyse(Series(points=weekly(values), rules="ihi"))
    assert [s.rule for s in theirs.signals] == ["shift", "few_runs"]
    assert [s.rule for s in theirs.remarks] == ["few_crossings"]
    shift, few = theirs.signals
    assert (few.count, few.limit) == (2, 4)
    assert (shift.count, shift.limit, shift.side, shift.points) == (6, 6, "below", (7, 8, 9, 10, 11, 12))


def test_a_trend_has_a_direction_and_too_many_runs_have_none() -> None:
    rising = analyse(Series(points=weekly((1, 9, 2, 8, 1, 2, 3, 4, 5, 6, 7)), rules="ihi", better="up"))
    trend = next(s for s in rising.signals if s.rule == "trend")
    assert (trend.side, trend.count, trend.limit, trend.way, trend.on) == ("up", 7, 5, "right", later(FIRST, "week", 4))
    assert trend.points == (4, 5, 6, 7, 8, 9, 10)
    falling = Series(points=weekly((9, 8, 7, 6, 5, 9, 1, 8, 2, 9, 1, 9)), rules="ihi", better="down", started=later(FIRST, "week", 5))
    ended = next(s for s in analyse(falling).remarks + analyse(falling).signals if s.rule == "trend")
    assert (ended.side, ended.points, ended.way) == ("down", (0, 1, 2, 3, 4), "")
    zigzag = analyse(Series(points=weekly((10, 14, 9, 15, 8, 16, 9, 15, 10, 14, 8, 16)), rules="ihi", started=later(FIRST, "week", 6)))
    (many,) = zigzag.signals
    assert (many.rule, many.count, many.limit, many.way, many.on) == ("many_runs", 12, 10, "", None)


# ----------------------------------------------------------------------------------------------------- the median from before the start


def test_a_median_is_frozen_from_eight_values_and_better_from_ten() -> None:
    for n, refused, advised in ((7, "few", False), (8, "", False), (9, "", False), (10, "", True)):
        told = analyse(pilot((*BASE[:n], *BETTER), started=later(FIRST, "week", n), baseline=n))
        assert told.baseline is not None
        assert (told.baseline.values, told.baseline.refused, told.baseline.advised) == (n, refused, advised)
        assert told.segments[0].origin == ("all" if refused else "frozen")


def test_missing_values_do_not_count_towards_the_eight() -> None:
    told = analyse(pilot((*BASE[:7], None, None, *BETTER), baseline=9))
    assert told.baseline is not None and (told.baseline.values, told.baseline.refused) == (7, "few")


def test_a_baseline_that_shows_a_signal_itself_is_not_frozen() -> None:
    unrest = (1,) * 6 + (9,) * 6
    told = analyse(pilot((*unrest, *BETTER)))
    assert told.baseline is not None and told.baseline.refused == "signal"
    assert told.segments[0].origin == "all"
    assert told.runs.centre == 9.0


SIX_BELOW = (*(1,) * 6, 9, 9, 9, 1, 9, 9, 9, 1, 9, 9)  # a shift, and nothing by the rules that decide


@pytest.mark.parametrize(("rules", "refused", "label"), [("anhoej", "", "preliminary"), ("ihi", "signal", "")])
def test_the_rules_that_decide_tell_whether_the_baseline_is_at_rest_and_the_comparison_stands(rules: str, refused: str, label: str) -> None:
    told = analyse(Series(points=weekly(SIX_BELOW), baseline=16, rules=rules, started=later(FIRST, "week", 8)))
    assert told.baseline is not None and told.comparison is not None
    assert (told.baseline.points, told.baseline.values, told.baseline.refused, told.comparison.label) == (16, 16, refused, label)


def test_the_frozen_median_stays_where_it_was_whatever_comes_after() -> None:
    for after in ((), (1,), (1000,) * 30):
        told = analyse(pilot((*BASE, *after)))
        assert told.runs.centre == 43.5
        assert (told.segments[0].solid, told.segments[0].end) == (12, 12 + len(after))


def test_a_baseline_of_nothing_is_refused_and_none_is_not_asked_about() -> None:
    told = analyse(Series(points=weekly(BETTER), baseline=0))
    assert told.baseline is not None and told.baseline.refused == "few"
    assert analyse(Series(points=weekly(BETTER))).baseline is None


# ---------------------------------------------------------------------------------------------------------------- before and during


@pytest.mark.parametrize(
    ("during", "label"), [((), "too_early"), ((33, 31, 27, 30), "too_early"), ((33, 31, 27, 30, 24), "preliminary"), (BETTER, "")]
)
def test_before_and_during_are_compared_plainly_from_the_first_value(during: tuple[int, ...], label: str) -> None:
    comparison = analyse(pilot((*BASE, *during))).comparison
    assert comparison is not None
    assert (comparison.before, comparison.before_n, comparison.during_n, comparison.label) == (43.5, 12, len(during), label)
    assert (comparison.during is None) == (not during)


def test_under_five_values_before_it_is_too_early_too() -> None:
    told = analyse(pilot((40, 41, 42, 43, *BETTER), started=later(FIRST, "week", 4), baseline=4)).comparison
    assert told is not None and (told.label, told.before, told.before_n, told.during, told.during_n) == ("too_early", 41.5, 4, 26.5, 8)


def test_without_a_start_there_is_nothing_to_compare() -> None:
    assert analyse(Series(points=weekly(BASE))).comparison is None
    assert before_start(weekly(BASE), None) == 0
    assert before_start(weekly(BASE), later(FIRST, "week", 3)) == 3


def test_a_target_is_reached_by_the_latest_value_on_its_better_side() -> None:
    for values, better, target, reached in (
        ((30, 20), "down", 20, True),
        ((30, 19), "down", 20, True),
        ((19, 21), "down", 20, False),
        ((19, 21, None), "up", 20, True),
        ((21, 19), "up", 20, False),
        ((21,), "", 20, False),
        ((19,), "", 20, False),
        ((20,), "", 20, True),
        ((), "up", 20, False),
        ((20,), "up", None, False),
    ):
        assert analyse(Series(points=weekly(values), better=better, target=target)).target_reached is reached, (values, better)


# ------------------------------------------------------------------------------------------------------ the first day of a signal


def test_with_twelve_values_before_the_eighth_during_is_the_first_that_can_show_a_signal() -> None:
    assert analyse(pilot(BASE)).possible == Possible(8, 8, 8, later(START, "week", 7))


def test_values_on_the_frozen_median_do_not_bring_the_day_nearer() -> None:
    base = (5, 4, 5, 6, 5, 4, 5, 6)  # four of eight lie on it
    start = later(FIRST, "week", 8)
    theirs = analyse(pilot(base, started=start, baseline=8, rules="ihi")).possible
    assert theirs == Possible(6, 6, 6, later(start, "week", 5))  # ten useful points are judged
    assert analyse(pilot(base, started=start, baseline=8)).possible == Possible(7, 7, 7, later(start, "week", 6))


def test_the_day_follows_the_rhythm_from_the_latest_value() -> None:
    days = tuple(Point(later("2026-11-11", "day", n), float(v)) for n, v in enumerate((*BASE, 33, 31)))
    told = analyse(Series(points=days, started="2026-11-23", baseline=12, interval="day")).possible
    assert told == Possible(8, 8, 6, "2026-11-30")


def test_values_that_have_come_bring_the_day_with_them() -> None:
    late = (*BASE, None, None, 33, 31)
    assert analyse(pilot(late)).possible == Possible(8, 8, 6, later(START, "week", 3 + 6))
    assert analyse(pilot((*BASE, *BETTER, 20))).possible == Possible(8, 8, 0, later(START, "week", 7))


def test_without_a_baseline_sixteen_values_are_needed() -> None:
    told = analyse(Series(points=(), started=START))
    assert told.possible == Possible(8, 16, 16, later(START, "week", 15))
    few = analyse(Series(points=weekly(BASE[:5], later(START, "week", -5)), started=START, baseline=5))
    assert few.possible == Possible(8, 11, 11, later(START, "week", 10))


def test_a_long_baseline_asks_for_a_longer_run_and_the_other_rules_for_six() -> None:
    long = analyse(Series(points=weekly((*BASE, *BASE), later(START, "week", -24)), started=START, baseline=24)).possible
    assert long is not None and (long.run, long.needed) == (9, 9)
    assert analyse(pilot(BASE, rules="ihi")).possible == Possible(6, 6, 6, later(START, "week", 5))


def test_the_value_it_names_is_the_first_that_makes_a_long_run() -> None:
    for n in range(8, 40):
        base = [43.0] * (n % 2) + [42.0, 44.0] * (n // 2)  # ends above the median
        start = later(FIRST, "week", n)
        possible = analyse(Series(points=weekly(base), started=start, baseline=n)).possible
        assert possible is not None
        for during, long in ((possible.needed, True), (possible.needed - 1, False)):
            runs = analyse(Series(points=weekly([*base, *[1.0] * during]), started=start, baseline=n)).runs
            assert len(runs.runs[-1]) == during
            assert ("long_run" in runs.broken) is long, (n, during)


def test_the_first_value_is_expected_in_the_rhythm_of_the_measuring() -> None:
    told = analyse(Series(points=weekly(BASE), started="2026-11-25", baseline=12)).possible
    assert told is not None and told.on == later("2026-11-30", "week", 7)


def test_the_rhythm_goes_on_from_the_last_value_before_the_start() -> None:
    points = (*weekly(BASE[:11]), Point("2026-11-18", 44.0))
    told = analyse(Series(points=points, started="2026-11-23", baseline=12)).possible
    assert told is not None and told.on == later("2026-11-25", "week", 7)
    fortnightly = tuple(Point(later("2026-01-05", "fortnight", n), float(v)) for n, v in enumerate(BASE))
    seldom = analyse(Series(points=fortnightly, started="2026-06-10", baseline=12, interval="fortnight")).possible
    assert seldom is not None and seldom.on == later("2026-06-22", "fortnight", 7)


@pytest.mark.parametrize(
    ("interval", "steps", "day"),
    [
        ("day", 3, "2027-02-03"),
        ("week", 2, "2027-02-14"),
        ("fortnight", 2, "2027-02-28"),
        ("month", 1, "2027-02-28"),
        ("month", 11, "2027-12-31"),
        ("month", 13, "2028-02-29"),
        ("month", 0, "2027-01-31"),
        ("month", -1, "2026-12-31"),
        ("moon", 1, "2027-02-07"),
    ],
)
def test_an_interval_takes_one_from_day_to_day(interval: str, steps: int, day: str) -> None:
    assert later("2027-01-31", interval, steps) == day


def test_the_calendar_ends_without_a_fall() -> None:
    assert later("9999-12-30", "week", 3) == "9999-12-31"
    assert later("9999-12-30", "month", 3) == "9999-12-31"
    assert later("9998-12-31", "month", 2) == "9999-02-28"
    for interval in ("day", "month"):
        told = analyse(Series(points=weekly((1, 2), "9999-12-01"), started="9999-12-31", interval=interval)).possible
        assert told is not None and told.on is not None


# -------------------------------------------------------------------------------------------------------------- a median of its own


def test_a_median_may_be_recalculated_from_the_first_point_of_the_run() -> None:
    told = analyse(pilot((*BASE, *BETTER)))
    assert [(f.at, f.on, f.rule) for f in told.fresh] == [(12, START, "long_run")]
    assert analyse(pilot(BASE)).fresh == ()
    assert analyse(Series(points=())).fresh == ()


def test_or_from_the_start_of_the_pilot_when_the_line_crosses_too_seldom() -> None:
    values = (5, 6, 5, 6, 5, 6, 1, 2, 1, 2, 1, 2)
    start = later(FIRST, "week", 6)
    assert [(f.at, f.on, f.rule) for f in analyse(Series(points=weekly(values), started=start)).fresh] == [(6, start, "few_crossings")]
    assert analyse(Series(points=weekly(values))).fresh == ()
    assert analyse(Series(points=weekly(values), started=later(FIRST, "week", 12))).fresh == ()
    assert analyse(Series(points=weekly(values), started=FIRST)).fresh == ()


def test_a_run_from_the_very_first_point_leaves_nothing_to_recalculate() -> None:
    values = (*(1,) * 9, *(9,) * 5, 0, *(9,) * 5)
    whole = analyse(Series(points=weekly(values)))
    assert (whole.signals[0].rule, whole.signals[0].points, whole.fresh) == ("long_run", tuple(range(9)), ())
    second = analyse(Series(points=weekly((9, *values)))).fresh
    assert [(f.at, f.on, f.rule) for f in second] == [(1, later(FIRST, "week", 1), "long_run")]


def test_a_signal_of_the_other_rules_alone_does_not_allow_it() -> None:
    values = (1, 1, 1, 1, 1, 1, 9, 9, 1, 9, 1, 9, 9, 9, 9, 9)
    told = analyse(Series(points=weekly(values), rules="ihi", started=later(FIRST, "week", 8)))
    assert told.state == "signal" and told.fresh == ()


def test_the_old_part_stands_and_the_new_has_its_own_median() -> None:
    told = analyse(pilot((*BASE, *BETTER), recalculated=(Recalculated(START, "fasta ringtider", "Åsa"),)))
    old, new = told.segments
    assert (old.first, old.end, old.solid, old.median, old.origin) == (0, 12, 12, 43.5, "frozen")
    assert (new.first, new.end, new.solid, new.median, new.origin) == (12, 20, 20, 26.5, "recalculated")
    assert (new.reason, new.by) == ("fasta ringtider", "Åsa")
    assert told.state == "signal" and told.signals[0].points == tuple(range(12, 20))
    assert told.fresh == ()


def test_a_second_recalculation_takes_a_signal_in_the_latest_part() -> None:
    again = (*BASE, *BETTER, *(26, 24) * 4, *(10,) * 16)
    told = analyse(pilot(again, recalculated=(Recalculated(START),)))
    assert [(f.at, f.rule) for f in told.fresh] == [(28, "long_run")]


def test_a_recalculation_without_values_on_both_sides_is_left_out() -> None:
    for start in (FIRST, "2020-01-01", "2030-01-01"):
        assert len(analyse(pilot((*BASE, *BETTER), recalculated=(Recalculated(start),))).segments) == 1
    second = (Recalculated(later(FIRST, "week", 1)),)
    assert [(s.first, s.end) for s in analyse(pilot((*BASE, *BETTER), recalculated=second)).segments] == [(0, 1), (1, 20)]
    twice = (Recalculated(later(START, "week", 4)), Recalculated(START))
    assert [s.first for s in analyse(pilot((*BASE, *BETTER), recalculated=twice)).segments] == [0, 12, 16]
    same_day = (Recalculated(START), Recalculated(START))
    assert [s.first for s in analyse(pilot((*BASE, *BETTER), recalculated=same_day)).segments] == [0, 12]


def test_without_a_frozen_median_the_first_part_has_that_of_its_own_points() -> None:
    told = analyse(Series(points=weekly((*BASE, *BETTER)), recalculated=(Recalculated(START),)))
    assert [s.median for s in told.segments] == [43.5, 26.5]
    assert told.segments[0].origin == "all"


def test_a_recalculation_inside_the_baseline_shortens_what_is_drawn_solid() -> None:
    told = analyse(pilot((*BASE, *BETTER), recalculated=(Recalculated(later(FIRST, "week", 4)),)))
    assert (told.segments[0].solid, told.segments[0].end, told.segments[0].median) == (4, 4, 43.5)


def test_a_value_far_away_is_asked_about_and_no_signal() -> None:
    told = analyse(Series(points=weekly((12, 15, 11, 14, 13, 48, 12, 14, 11, 15, 13, 12))))
    assert (told.far, told.state, told.marked) == ((5,), "random", ())


# ------------------------------------------------------------------------------------------------------------------ what always holds


def test_a_chart_carries_its_words_in_order_of_day() -> None:
    chart = chart_of("Väntetid", "minuter", Series(points=weekly(BASE)), (Happened("2027-01-02", "b"), Happened("2027-01-01", "a")))
    assert [h.says for h in chart.happened] == ["a", "b"]
    assert chart.analysis == analyse(chart.series)
    assert (chart.title, chart.unit) == ("Väntetid", "minuter")


MAYBE = st.lists(st.none() | st.integers(-5, 5).map(float), max_size=45)
STARTS = st.none() | st.integers(-3, 50).map(lambda n: later(FIRST, "week", n))


@given(MAYBE, STARTS, st.none() | st.integers(0, 45), st.sampled_from(["anhoej", "ihi"]), st.sampled_from(["", "up", "down"]))
def test_any_series_is_analysed_without_a_fall_and_hangs_together(
    values: list[float | None], started: str | None, baseline: int | None, rules: str, better: str
) -> None:
    again = (Recalculated(started),) if started else ()
    series = Series(points=weekly(values), started=started, baseline=baseline, rules=rules, better=better, recalculated=again)
    told = analyse(series)
    assert (told.state == "signal") == bool(told.signals)
    assert all(0 <= at < len(values) and values[at] is not None for at in told.marked)
    assert [s.first for s in told.segments[1:]] == [s.end for s in told.segments[:-1]]
    assert not told.segments or (told.segments[0].first, told.segments[-1].end) == (0, len(values))
    assert not better or told.comparison is None or {"right", "wrong", ""} >= {s.way for s in told.signals}
    if told.possible is not None and told.possible.more:
        assert told.possible.on is not None and started is not None and told.possible.on >= started


@given(MAYBE, STARTS, st.none() | st.integers(0, 45))
def test_a_series_turned_upside_down_with_its_goal_says_the_same(
    values: list[float | None], started: str | None, baseline: int | None
) -> None:
    there = analyse(Series(points=weekly(values), started=started, baseline=baseline, better="up"))
    turned = analyse(Series(points=weekly([None if v is None else -v for v in values]), started=started, baseline=baseline, better="down"))
    assert (there.state, there.way, there.since, there.marked) == (turned.state, turned.way, turned.since, turned.marked)
    assert there.possible == turned.possible and there.fresh == turned.fresh
