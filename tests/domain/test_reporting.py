"""Facts of a report: written as JSON and read again, charts that survive it, what changed between two, and what is at risk."""

from __future__ import annotations

from fractions import Fraction

import pytest

from verkstad.domain.following import PART
from verkstad.domain.goals import GoalBalance, Progress
from verkstad.domain.reporting import (
    Alternative,
    Asked,
    Changed,
    Cover,
    Effect,
    Facts,
    GoalFact,
    Stand,
    changes,
    chart,
    gain_state,
    momentum,
    most_telling,
    next_report,
    of_chart,
    packed,
    read,
    written,
    years,
)
from verkstad.domain.results import Now
from verkstad.domain.runchart import Happened, Point, Recalculated, Series, chart_of, later

BEFORE = (44, 39, 47, 41, 52, 43, 38, 46, 42, 40, 45, 43)
DURING = (33, 31, 27, 30, 24, 26, 22, 25, 24.5, 23, 25, 22)


def series(values: tuple[float | None, ...]) -> Series:
    points = tuple(Point(later("2026-10-12", "week", at), None if v is None else float(v)) for at, v in enumerate(values))
    return Series(
        points=points, better="down", started=later("2026-10-12", "week", 12), target=20.0, baseline=12,
        recalculated=(Recalculated("2027-01-25", "Infört", "Åsa"),),
    )  # fmt: skip


def test_what_is_written_is_read_again_as_it_was() -> None:
    facts = Facts(
        cover=Cover(initiative="i", title="Svar inom sju dagar – åäö", day="2027-04-07"),
        asked=(Asked("r", "Får vi?", options=(Alternative("Ja"), Alternative("Nej", "Vi väntar", "0"))),),
        goals=(GoalFact("g", "Svar", value="9", value_on="2027-04-01", share=(3, 5)), GoalFact("h")),
        stands=(Stand("goal", "g", "Svar", "step1"),),
    )
    parts = written(facts)
    assert read(parts) == facts
    assert parts == written(read(parts)), "the same facts are written in one way"


def test_a_long_report_goes_on_in_further_parts_none_longer_than_sixty_thousand_characters() -> None:
    facts = Facts(stands=tuple(Stand("action", str(n), "Ring tillbaka till den som väntat längst " * 5, "open") for n in range(700)))
    parts = [content for part, content in written(facts) if part == "stands"]
    assert len(parts) > 2 and max(map(len, parts)) <= PART
    assert read(written(facts)) == facts


def test_what_nobody_knows_here_is_passed_over_and_what_is_broken_left_out() -> None:
    told = [("goals", '[{"goal":"g","mood":"good"}, 3]'), ("weather", "[{}]"), ("asked", "[{"), ("cover", "[]")]
    assert read(told) == Facts(goals=(GoalFact("g"),))


def test_the_chart_of_a_report_says_what_it_said_that_day() -> None:
    held = chart_of("Svarstid", "dagar", series((*BEFORE, None, *DURING)), (Happened("2027-01-04", "Ringtiderna"),))
    told = of_chart(held)
    assert chart(Effect(**told)) == held
    assert (told["before"], told["now"], told["lasting"], told["way"]) == ("43", "25", True, "right")


def test_ten_years_of_days_fit_a_part() -> None:
    points = tuple(Point(later("2017-01-01", "day", at), float(at % 97) + 0.5) for at in range(3650))
    facts = Facts(effects=(Effect(**of_chart(chart_of("Samtal", "st", Series(points=points, interval="day")))),))
    assert all(len(content) <= PART for _part, content in written(facts))


def test_the_first_report_tells_what_has_left_the_drawing_board_and_the_next_what_is_new_since() -> None:
    first = (
        Stand("pilot", "p", "Ringtider", "running", "2027-01-11"), Stand("pilot", "q", "Blankett", "measure_first"),
        Stand("goal", "g", "Svar", "step1"), Stand("goal", "d", "Utkast", "draft"), Stand("module", "m", "Svar", "sketch"),
        Stand("action", "a", "Ring", "open"), Stand("decision", "b", "Svar går före", "decided", "2027-01-04"),
    )  # fmt: skip
    assert [(c.kind, c.now) for c in changes((), first)] == [("decision", "decided"), ("pilot", "running"), ("goal", "step1")]
    now = (
        Stand("pilot", "p", "Ringtider", "adopt", "2027-04-01"), Stand("goal", "g", "Svar", "step3"),
        Stand("module", "m", "Svar", "introduced"), Stand("action", "a", "Ring", "done", "2027-02-01"),
        Stand("decision", "b", "Svar går före", "decided", "2027-01-04"), Stand("request", "r", "Får vi?", "asked"),
    )  # fmt: skip
    assert changes(first, now) == (
        Changed("pilot", "p", "Ringtider", "running", "adopt", "2027-04-01"), Changed("goal", "g", "Svar", "step1", "step3"),
        Changed("module", "m", "Svar", "sketch", "introduced"), Changed("action", "a", "Ring", "open", "done", "2027-02-01"),
    )  # fmt: skip
    assert changes(now, now) == ()


def test_a_goal_that_is_gone_is_told_and_a_draft_that_is_gone_is_not() -> None:
    before = (Stand("goal", "g", "Svar", "step2"), Stand("goal", "d", "Utkast", "draft"), Stand("action", "a", "Ring", "done"))
    assert [(c.row, c.now) for c in changes(before, ())] == [("g", "removed")]


@pytest.mark.parametrize(("days", "said"), [(-1, "never"), (0, "moving"), (30, "moving"), (31, "slow"), (60, "slow"), (61, "still")])
def test_momentum_is_told_by_days_since_something_was_finished(days: int, said: str) -> None:
    assert momentum(days) == said


@pytest.mark.parametrize(
    ("from_on", "planned", "share", "said"),
    [("2027-03-01", 60, 35, "risk"), ("2027-03-01", 60, 60, "safe"), ("2027-06-01", 60, 35, "ahead"), ("2027-03-01", 60, None, "risk"), (None, 60, 10, "unknown")],
)  # fmt: skip
def test_a_gain_is_at_risk_when_its_day_has_come_and_fewer_work_the_new_way(
    from_on: str | None, planned: int | None, share: int | None, said: str
) -> None:
    assert gain_state(from_on, planned, share, "2027-04-07") == said


def test_the_next_report_is_counted_from_the_last_or_from_the_beginning() -> None:
    assert next_report(30, "2027-03-01", "2027-01-01") == "2027-03-31"
    assert next_report(30, None, "2027-01-01") == "2027-01-31"
    assert next_report(None, "2027-03-01", None) is None and next_report(30, None, None) is None


def test_years_are_told_when_there_are_two() -> None:
    assert years(series((12,) * 10)) == ()
    assert years(series((12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 7, 7, None, 8))) == (("2026", 12.0), ("2027", 7.0))


def test_a_fact_that_is_too_long_alone_leaves_out_what_matters_least() -> None:
    points = tuple(Point(later("2017-01-01", "day", at), at % 97 + 0.125) for at in range(9000))
    held = chart_of("Samtal", "st", Series(points=points, interval="day"), tuple(Happened(points[n].on, "Hände " * 30) for n in range(300)))
    options = tuple(Alternative(f"{n} " + "å" * 290, "ö" * 1000) for n in range(80))
    facts = Facts(asked=(Asked("r", "Får vi?", options=options),), effects=(Effect(measure="m", **of_chart(held)),))
    parts = written(facts)
    assert max(len(content) for _part, content in parts) <= PART
    kept = read(parts)
    assert 0 < len(kept.asked[0].options) < 80 and kept.asked[0].question == "Får vi?"
    assert chart(kept.effects[0]).series.points == points[-len(chart(kept.effects[0]).series.points) :]


# ------------------------------------------------------------------------------------------------ one fact at a time


def test_a_series_is_packed_by_days_after_the_first_and_a_missing_value_is_a_dash() -> None:
    points = (Point("2027-01-30", 4.0), Point("2027-02-02", None), Point("2027-03-02", 0.5))
    assert packed(Series(points=points)) == ("2027-01-30", "0:4 3:- 31:0.5") and packed(Series(points=())) == ("", "")
    told = of_chart(chart_of("Svarstid", "dagar", Series(points=points, interval="month", better="up", rules="ihi")))
    assert told == {
        "title": "Svarstid", "unit": "dagar", "before": "", "before_n": 0, "now": "", "now_n": 0, "worth": "too_early", "lasting": False,
        "way": "", "lasting_since": "", "first": "2027-01-30", "points": "0:4 3:- 31:0.5", "better": "up", "interval": "month", "started": "",
        "target": "", "baseline": -1, "rules": "ihi", "recalculated": (), "happened": (),
    }  # fmt: skip


def test_a_pilot_that_lasts_tells_how_many_values_it_rests_on_and_since_when() -> None:
    held = chart_of("Svarstid", "dagar", series((*BEFORE, *DURING)))
    told = of_chart(held)
    assert (told["before_n"], told["now_n"], told["worth"]) == (12, 12, held.analysis.comparison.label)  # type: ignore[union-attr]
    assert told["lasting_since"] == held.analysis.since and told["recalculated"] == (("2027-01-25", "Infört", "Åsa"),)
    assert (told["started"], told["target"], told["baseline"]) == (later("2026-10-12", "week", 12), "20", 12)


def test_the_last_day_of_an_effect_is_that_of_its_last_point_and_without_any_there_is_none() -> None:
    assert Effect(first="2027-01-30", points="0:4 3:- 31:0.5").last == "2027-03-02" and Effect().last == ""
    assert Effect(first="2027-01-30", points="0:4").last == "2027-01-30"


def test_a_goal_tells_its_value_and_the_share_of_the_way_where_there_is_one() -> None:
    assert GoalFact("g").now is None and GoalFact("g", value="9", value_on="2027-04-01").now == Now("9", "2027-04-01", None, False)
    assert GoalFact("g", value="9", value_on="2027-04-01", share=(3, 5), old=True).now == Now(
        "9", "2027-04-01", Progress(Fraction(3, 5)), True
    )


def test_goals_the_customer_meets_are_weighed_against_those_about_cost_and_quality() -> None:
    kinds = ("customer_care", "accessibility", "accessibility", "cost", "", "quality", "", "", "")
    assert Facts(goals=tuple(GoalFact(str(n), category=c) for n, c in enumerate(kinds))).balance == GoalBalance(3, 2, 4)


def test_the_most_telling_effect_has_lasted_and_was_measured_last_and_only_main_measures_are_told() -> None:
    def effect(name: str, first: str, worth: str = "", now: str = "7", before: str = "12", main: bool = True) -> Effect:
        return Effect(measure=name, first=first, points="0:1", worth=worth, before=before, now=now, main=main)

    rows = [
        effect("early", "2027-03-09", "too_early"), effect("side", "2027-04-09", main=False), effect("half", "2027-03-01", now=""),
        effect("old", "2027-02-01"), effect("new", "2027-03-01"), effect("early too", "2027-03-10", "too_early"), effect("none", "2027-02-01", before=""),
    ]  # fmt: skip
    assert [e.measure for e in most_telling(rows)] == ["new", "old", "half", "none", "early too", "early"]


def test_what_a_fact_does_not_say_is_not_written() -> None:
    facts = Facts(cover=Cover(title="Svar – åäö"), goals=(GoalFact("g", share=(3, 5)),), gains=())
    assert [(part, content) for part, content in written(facts) if content != "[{}]"] == [
        ("cover", '[{"title":"Svar – åäö"}]'), ("goals", '[{"goal":"g","share":[3,5]}]'),
    ]  # fmt: skip
    assert read([("cover", '[{"title":"a"},{"title":"b"}]'), ("goals", '[{"goal":"g"}]'), ("goals", '[{"goal":"h"}]')]) == Facts(
        cover=Cover(title="a"), goals=(GoalFact("g"), GoalFact("h"))
    )


def test_what_changed_comes_by_its_kind_and_day_and_what_has_no_day_after_that() -> None:
    now = [
        Stand("loop", "l", "L", "finished"), Stand("weather", "x", "X", "sunny"), Stand("action", "b", "B", "done", "2027-02-02"),
        Stand("action", "c", "C", "done"), Stand("action", "a", "A", "done", "2027-02-01"), Stand("follow_up", "f", "F", "done"),
        Stand("module", "m", "M", "pilot"), Stand("goal", "g", "G", "step1"), Stand("pilot", "p", "P", "running"),
        Stand("request", "r", "R", "answered"), Stand("decision", "d", "D", "withdrawn"),
    ]  # fmt: skip
    assert [c.row for c in changes((), now)] == ["d", "r", "p", "g", "m", "l", "f", "a", "b", "c", "x"]


def test_what_left_a_quiet_state_is_news_and_what_was_only_written_down_or_asked_is_not() -> None:
    def told(was: str, now: str) -> list[tuple[str, str]]:
        before = [Stand("module", "m", "M", was)] if was else []
        return [(c.was, c.now) for c in changes(before, [Stand("module", "m", "M", now)])]

    assert told("candidate", "sketch") == [("candidate", "sketch")] and told("", "candidate") == told("", "sketch") == []
    assert told("candidate", "draft") == told("proposed", "asked") == [] and told("", "chosen") == [("", "chosen")]
    quiet = ("draft", "sketch", "candidate", "planned", "open", "proposed", "measure_first", "asked")
    assert [changes((), [Stand("pilot", "p", "P", state)]) for state in quiet] == [()] * len(quiet)
    gone = [Stand(kind, kind, kind, "running") for kind in ("goal", "module", "pilot", "action", "decision")]
    assert changes(gone, ()) == tuple(Changed(kind, kind, kind, "running", "removed") for kind in ("pilot", "goal", "module"))


def test_a_gain_without_a_plan_is_unknown_and_its_own_day_has_come() -> None:
    assert gain_state("2027-03-01", None, 10, "2027-04-07") == "unknown" and gain_state("2027-04-07", 60, 59, "2027-04-07") == "risk"


@pytest.mark.parametrize("baseline", [8900, 100])
def test_where_the_oldest_values_are_left_out_the_median_is_that_of_those_left_before_the_start(baseline: int) -> None:
    whole = Effect(first="2000-01-01", points=" ".join(f"{day}:{day}.25" for day in range(9000)), baseline=baseline)
    (kept,) = read(written(Facts(effects=(whole,)))).effects
    values = kept.points.split()
    gone = 9000 - len(values)
    assert (
        values[0] == f"0:{gone}.25"
        and values[-1].endswith(":8999.25")
        and kept.last == whole.last
        and kept.first == later("2000-01-01", "day", gone)
    )
    assert kept.baseline == (8900 - gone if baseline == 8900 else -1) and len(kept.points) > PART / 4


def test_what_comes_after_a_part_that_cannot_be_read_is_read() -> None:
    told = [("weather", "[{}]"), ("goals", "[{"), ("goals", '[3,{"goal":"g"}]')]
    assert read(told) == Facts(goals=(GoalFact("g"),))
