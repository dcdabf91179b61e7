"""The one gate of a pilot, what is asked about it, and its values as a series."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.piloting import (
    Lack,
    Query,
    asks_before_expanding,
    behind,
    days_between,
    doubled_days,
    interval_of,
    is_before,
    loop_days,
    missing_to_decide,
    missing_to_run,
    next_loop,
    queries,
    series_of,
)
from verkstad.domain.pilots import Loop, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.runchart import later

PILOT = Pilot(
    id="p", title="Svar samma dag", idea="Fasta ringtider", team="t", decision_day="2027-02-01", owner="å", follow_up="2027-05-03", prediction="Halverad väntan"
)  # fmt: skip
TRIPLE = tuple(Measure(id=side, parent="p", side=side, title=side, target="20") for side in ("customer", "done", "effect"))


def value(measure: str, on: str | None, number: str | None, **more: str) -> Measurement:
    return Measurement(id=f"{measure}{on}{number}", parent=measure, on=on, value=number, **more)


BASELINE = tuple(value(side, "2026-09-07", "44") for side in ("customer", "done", "effect"))


def test_a_pilot_with_everything_may_run() -> None:
    assert missing_to_run(PILOT, TRIPLE, BASELINE) == ()


def test_an_idea_alone_is_told_what_it_lacks_in_the_order_one_fills_it_in() -> None:
    lacks = missing_to_run(Pilot(id="p", idea="Fasta ringtider"), (), ())
    assert [x.what for x in lacks] == ["team", "decision_day", "customer", "done", "effect", "owner", "follow_up"]


def test_a_measure_without_values_or_target_is_named() -> None:
    bare = (TRIPLE[0].with_(target=None), *TRIPLE[1:])
    assert missing_to_run(PILOT, bare, BASELINE[1:]) == (Lack("baseline", "customer", "customer"), Lack("target", "customer", "customer"))


def test_zero_is_a_baseline_and_a_target() -> None:
    zero = (TRIPLE[0].with_(target="0"), *TRIPLE[1:])
    assert missing_to_run(PILOT, zero, (value("customer", "2026-09-07", "0"), *BASELINE[1:])) == ()


def test_values_after_the_start_are_no_baseline() -> None:
    started = PILOT.with_(started="2026-09-07")
    assert [x.what for x in missing_to_run(started, TRIPLE, BASELINE)] == ["baseline"] * 3
    assert missing_to_run(started.with_(started="2026-09-08"), TRIPLE, BASELINE) == ()


def test_a_missing_value_is_no_baseline() -> None:
    assert Lack("baseline", "done", "done") in missing_to_run(
        PILOT, TRIPLE, (*BASELINE[:1], value("done", "2026-09-07", None), BASELINE[2])
    )


def test_self_service_needs_a_balancing_measure_that_needs_no_target() -> None:
    own = PILOT.with_(self_service=True)
    assert missing_to_run(own, TRIPLE, BASELINE) == (Lack("balancing"),)
    rest = Measure(id="rest", parent="p", side="balancing", title="Väntan för övriga")
    assert missing_to_run(own, (*TRIPLE, rest), (*BASELINE, value("rest", "2026-09-01", "3"))) == ()


def test_a_process_measure_is_nobodys_hindrance() -> None:
    assert missing_to_run(PILOT, (*TRIPLE, Measure(id="x", parent="p", side="process")), BASELINE) == ()


def test_the_day_of_decision_that_went_by_is_asked_about() -> None:
    running = PILOT.with_(state="running")
    assert queries(running, TRIPLE, BASELINE, (), "2027-02-01") == ()
    assert queries(running, TRIPLE, BASELINE, (), "2027-02-03") == (Query("past_decision", "p", days=2),)
    assert queries(running.with_(outcome="adopt"), TRIPLE, BASELINE, (), "2027-02-03") == ()
    assert queries(running.with_(state="ended"), TRIPLE, BASELINE, (), "2027-02-03") == ()


def test_expanding_after_one_loop_is_a_question() -> None:
    one = Loop(id="l", parent="p", state="finished", learnt="Ringtiden räcker")
    assert asks_before_expanding((one, one)) is None
    assert asks_before_expanding((one, one.with_(state="running"))) == Query("expand_early", count=1)
    expanded = PILOT.with_(outcome="expand", state="ended")
    assert [q.what for q in queries(expanded, (), (), (one,), "2027-01-01")] == ["expand_early"]


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [("2026-11-02", "2026-12-01", 30), ("2026-11-02", "2026-12-02", 31), ("2026-11-02", "2026-11-02", 1), ("2026-11-03", "2026-11-02", None), (None, "2026-11-02", None)],
)  # fmt: skip
def test_a_loop_takes_days_both_counted(starts: str | None, ends: str | None, days: int | None) -> None:
    loop = Loop(id="l", starts=starts, ends=ends, question="Räcker en ringtid?")
    assert loop_days(loop) == days
    long = [q for q in queries(PILOT, (), (), (loop,), "2026-11-01") if q.what == "loop_long"]
    assert long == ([Query("loop_long", "l", "Räcker en ringtid?", days=31)] if days == 31 else [])


def test_a_finished_loop_without_learning_and_a_pilot_without_prediction_are_asked_about() -> None:
    running = PILOT.with_(state="running", prediction=" ")
    assert [q.what for q in queries(running, (), (), (Loop(id="l", state="finished"),), "2026-11-01")] == ["no_prediction", "loop_unlearnt"]


def test_two_values_on_one_day_wait_for_a_choice() -> None:
    m = Measure(id="m", parent="p", title="Väntan")
    values = (
        value("m", "2026-09-14", "4"),
        value("m", "2026-09-07", "3"),
        value("m", "2026-09-14", "8"),
        value("other", "2026-09-14", "9"),
    )
    assert doubled_days(m, values) == ("2026-09-14",)
    assert series_of(m, values).undecided == ("2026-09-14",)
    assert Query("doubled", "m", "Väntan", count=1) in queries(PILOT, (m,), values, (), "2026-09-20")
    means = m.with_(joined="mean")
    assert [(p.on, p.value) for p in series_of(means, values).points] == [("2026-09-07", 3.0), ("2026-09-14", 6.0)]
    assert not [q for q in queries(PILOT, (means,), values, (), "2026-09-20") if q.what == "doubled"]


def test_the_values_before_the_start_are_the_baseline_also_where_one_is_missing() -> None:
    m = Measure(id="m", parent="p", better="down", target="20")
    values = (value("m", "2026-09-07", "40"), value("m", "2026-09-14", None), value("m", "2026-09-21", "30"), value("m", None, "7"))
    series = series_of(m, values, started="2026-09-21")
    assert (series.baseline, series.target, series.better, len(series.points)) == (2, 20.0, "down", 3)
    assert series_of(m, values).baseline is None
    assert series_of(m.with_(frozen=False), values, started="2026-09-21").baseline is None


def test_a_recalculated_median_goes_with_its_measure_in_order_of_time() -> None:
    m = Measure(id="m", parent="p")
    made = [Recalculation(id=i, parent=parent, start=start, reason="Nytt arbetssätt") for i, parent, start in (("b", "m", "2027-01-04"), ("a", "m", "2026-11-02"), ("c", "x", "2026-11-02"), ("d", "m", None))]  # fmt: skip
    assert [r.start for r in series_of(m, (), made).recalculated] == ["2026-11-02", "2027-01-04"]


@given(st.integers(0, 40), st.sampled_from(["day", "week", "fortnight", "month"]))
def test_the_interval_is_told_from_the_days_themselves(gap: int, interval: str) -> None:
    days = [later("2026-01-01", interval, n) for n in range(gap + 2)]
    assert interval_of(days) == interval
    assert all(datetime.date.fromisoformat(d) for d in days)


def test_one_day_tells_no_interval() -> None:
    assert interval_of(["2026-01-01"]) == interval_of([]) == ""


# ------------------------------------------------------------------------------------------------ while it runs, and before it is decided


def test_a_value_belongs_to_the_baseline_before_the_start_or_while_there_is_none() -> None:
    assert is_before("2026-09-07", None) and is_before("2026-09-07", "2026-09-08")
    assert not is_before("2026-09-08", "2026-09-08") and not is_before(None, None)


def test_the_decision_asks_for_its_day_and_for_a_value_of_each_measure_since_the_start() -> None:
    started = PILOT.with_(started="2026-09-07")
    assert missing_to_decide(started, TRIPLE, BASELINE, "2027-02-01") == ()
    assert missing_to_decide(started, TRIPLE, BASELINE, "2027-01-31") == (Lack("too_early"),)
    assert missing_to_decide(started.with_(decision_day=None), TRIPLE, BASELINE, "2027-01-31") == ()
    late = started.with_(started="2026-09-08")
    assert missing_to_decide(late, TRIPLE, BASELINE, "2027-02-01") == tuple(Lack("unmeasured", m.id, m.title) for m in TRIPLE)
    assert missing_to_decide(PILOT, TRIPLE, BASELINE, "2027-02-01") == ()  # without a start any value will do
    empty = (value("customer", "2026-09-07", None), value("done", None, "4"), BASELINE[2])
    assert [x.measure for x in missing_to_decide(started, TRIPLE, empty, "2027-02-01")] == ["customer", "done"]


@pytest.mark.parametrize(
    ("interval", "waits"), [("day", "2026-09-10"), ("week", "2026-09-22"), ("fortnight", "2026-10-06"), ("month", "2026-11-09")]
)
def test_a_measure_waits_for_a_value_when_a_whole_interval_went_by_without_one(interval: str, waits: str) -> None:
    running, weekly = PILOT.with_(state="running", started="2026-08-01"), Measure(id="m", parent="p", interval=interval)
    values = (value("m", "2026-09-07", "4"), value("m", "2026-08-07", "4"), value("m", "2026-10-30", None), value("x", "2026-10-30", "1"))
    assert behind(running, (weekly,), values, waits) == (weekly,)
    assert behind(running, (weekly,), values, later(waits, "day", -1)) == ()
    assert behind(running.with_(state="measure_first"), (weekly,), values, waits) == ()


def test_a_measure_without_values_waits_from_the_start_and_without_a_start_it_does_not() -> None:
    running, weekly = PILOT.with_(state="running", started="2026-09-07"), Measure(id="m", parent="p", interval="week")
    undated = (value("m", None, "4"),)
    assert behind(running, (weekly,), undated, "2026-09-22") == (weekly,) and behind(running, (weekly,), (), "2026-09-21") == ()
    assert behind(running.with_(started=None), (weekly,), (), "2026-12-01") == ()
    fresh = weekly.with_(id="n")
    assert behind(running, (weekly, fresh), (value("n", "2026-09-14", "1"),), "2026-09-22") == (weekly,)


def test_the_next_loop_is_the_one_that_ends_first_of_those_ahead() -> None:
    loops = [Loop(id=id, ends=ends, state=state) for id, ends, state in (
        ("past", "2026-10-31", "running"), ("b", "2026-11-14", "planned"), ("a", "2026-11-14", "running"), ("done", "2026-11-02", "finished"), ("open", None, "running"),
    )]  # fmt: skip
    found = next_loop(loops, "2026-11-01")
    assert found is not None and found.id == "a"
    today = next_loop(loops, "2026-10-31")
    assert today is not None and today.id == "past"
    assert next_loop(loops, "2026-11-15") is None and next_loop((), "2026-11-01") is None


def test_what_is_asked_names_the_row_it_is_about_the_most_pressing_first() -> None:
    pilot = PILOT.with_(state="running", prediction="", decision_day="2026-11-01", outcome="")
    m = Measure(id="m", parent="p", title="Väntan")
    loop = Loop(id="l", state="finished", question="Räcker det?", starts="2026-09-01", ends="2026-10-01")
    values = tuple(value("m", f"2026-09-{day}", n) for day in ("07", "14") for n in ("1", "2"))
    assert queries(pilot, (m,), values, (loop,), "2026-11-03") == (
        Query("past_decision", "p", days=2), Query("no_prediction", "p"), Query("doubled", "m", "Väntan", count=2),
        Query("loop_long", "l", "Räcker det?", days=31), Query("loop_unlearnt", "l", "Räcker det?"),
    )  # fmt: skip
    assert (
        queries(pilot.with_(decision_day=None, prediction="x"), (), (), (loop.with_(learnt="Ja", ends="2026-09-30"),), "2026-11-03") == ()
    )


def test_days_between_two_dates_are_negative_backwards() -> None:
    assert days_between("2026-02-27", "2026-03-01") == 2 and days_between("2026-03-01", "2026-02-27") == -2


def test_the_days_with_two_values_come_in_order_and_a_missing_value_is_none() -> None:
    m = Measure(id="m", parent="p")
    values = [value("m", on, n) for on in ("2026-09-21", "2026-09-07") for n in ("1", "2", "3")]
    assert doubled_days(m, [*values, value("m", "2026-09-14", "1"), value("m", "2026-09-14", None)]) == ("2026-09-07", "2026-09-21")


@pytest.mark.parametrize(
    ("step", "said"), [(1, "day"), (3, "day"), (4, "week"), (10, "week"), (11, "fortnight"), (20, "fortnight"), (21, "month")]
)
def test_the_commonest_distance_tells_the_interval_whatever_the_order(step: int, said: str) -> None:
    days = [later("2026-01-01", "day", n * step) for n in (2, 0, 1, 3, 3)]
    assert interval_of([*days, "2027-01-01"]) == said
    assert interval_of(days[:2]) == interval_of([later("2026-01-01", "day", 2 * step), "2026-01-01"])


def test_a_series_takes_the_unit_free_facts_of_its_measure_with_it() -> None:
    m = Measure(id="m", parent="p", better="up", interval="month", target="0.5", rules="ihi")
    again = [Recalculation(id=i, parent="m", start="2026-11-02", reason=i, by="Åsa") for i in ("b", "a")]
    found = series_of(m, [value("m", "2026-09-07", "1.5", note="Halvdag"), value("x", "2026-09-08", "9")], again, started="2026-09-08")
    assert (found.better, found.interval, found.started, found.target, found.rules) == ("up", "month", "2026-09-08", 0.5, "ihi")
    assert [(p.on, p.value, p.note) for p in found.points] == [("2026-09-07", 1.5, "Halvdag")] and found.baseline == 1
    assert [(r.start, r.reason, r.by) for r in found.recalculated] == [("2026-11-02", "a", "Åsa"), ("2026-11-02", "b", "Åsa")]
