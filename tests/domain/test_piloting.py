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
    doubled_days,
    interval_of,
    loop_days,
    missing_to_run,
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
