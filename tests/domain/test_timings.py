"""How long things really took, and what that tells the next plan."""

from __future__ import annotations

import statistics

from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.agenda import AgendaBlock, timetable
from verkstad.domain.held import Held
from verkstad.domain.timings import LAST, Took, held_day, remembered, took
from verkstad.domain.workshop import Day

DAY = timetable(
    Day(id="d", start=9 * 60),
    (),
    [AgendaBlock(id="a", title="A", minutes=20), AgendaBlock(id="b", title="B", minutes=40), AgendaBlock(id="c", title="C", minutes=30)],
)


def a_held(started: str, ended: str, how: str = "held", planned: int | None = 25) -> Held:
    return Held(parent="b", started=started, ended=ended, how=how, planned=planned)


def test_a_held_block_tells_its_whole_minutes() -> None:
    assert took(a_held("2027-05-12T07:00:00Z", "2027-05-12T07:35:20Z")) == Took("2027-05-12T07:00:00Z", 35, 25)


def test_what_was_skipped_or_goes_on_or_cannot_be_a_length_tells_nothing() -> None:
    assert took(a_held("2027-05-12T07:00:00Z", "2027-05-12T07:35:00Z", how="skipped")) is None
    assert took(a_held("2027-05-12T07:00:00Z", "2027-05-12T07:35:00Z", how="")) is None
    assert took(Held(parent="b", started="2027-05-12T07:00:00Z", how="held")) is None
    assert took(a_held("2027-05-12T07:00:00Z", "2027-05-12T07:00:10Z")) is None  # gone past at once
    assert took(a_held("2027-05-12T07:00:00Z", "2027-05-14T07:00:00Z")) is None  # left running over night
    assert took(a_held("2027-05-12T07:35:00Z", "2027-05-12T07:00:00Z")) is None


def test_nothing_is_remembered_of_nothing() -> None:
    assert remembered(()) is None


@given(st.lists(st.integers(1, 300), min_size=1, max_size=12))
def test_the_median_of_the_latest_five_is_remembered(lengths: list[int]) -> None:
    times = [Took(f"2027-05-{n + 1:02}T07:00:00Z", minutes, None) for n, minutes in enumerate(lengths)]
    found = remembered(reversed(times))
    assert found is not None
    latest = lengths[-LAST:]
    assert found.times == len(latest) and found.latest.minutes == lengths[-1]
    assert abs(found.median - statistics.median(latest)) <= 0.5
    assert min(latest) <= found.median <= max(latest)


def test_a_day_as_it_went_stands_beside_its_plan() -> None:
    day = held_day(DAY, {"a": (552, 580, "held", 20), "b": (580, 615, "held", 40), "c": (None, None, "skipped", 30)})
    assert day is not None
    assert (day.late, day.over) == (12, -15)
    assert [(x.planned, x.minutes, x.longer, x.skipped) for x in day.lines] == [
        (20, 28, 8, False),
        (40, 35, -5, False),
        (30, None, None, True),
    ]


def test_a_day_of_which_nothing_ended_is_no_held_day() -> None:
    assert held_day(DAY, {}) is None
    assert held_day(DAY, {"a": (540, None, "", 20)}) is None


def test_a_minute_and_a_day_are_lengths_and_half_a_minute_and_a_minute_more_are_not() -> None:
    begun = "2027-05-12T07:00:00Z"
    assert [t and t.minutes for t in (took(a_held(begun, end)) for end in ("2027-05-12T07:01:00Z", "2027-05-13T07:00:00Z"))] == [1, 24 * 60]
    assert took(a_held(begun, "2027-05-12T07:00:29Z")) is None and took(a_held(begun, "2027-05-13T07:01:00Z")) is None
    assert took(a_held("", begun)) is None


def test_a_median_between_two_is_rounded_up_and_only_the_latest_five_count() -> None:
    times = [Took(f"2027-05-0{n}T07:00:00Z", minutes, None) for n, minutes in enumerate((900, 10, 20, 30, 40, 50), 1)]
    assert remembered(times) is not None and remembered(times).median == 30  # type: ignore[union-attr]
    two = remembered(times[1:3])
    assert two is not None and (two.times, two.median, two.latest) == (2, 15, times[2])
    odd = remembered((times[1], Took("2027-05-02T08:00:00Z", 11, None)))
    assert odd is not None and odd.median == 11


def test_a_day_that_goes_on_or_was_not_held_through_has_no_end_to_compare() -> None:
    going = held_day(DAY, {"a": (540, 565, "held", None), "b": (565, None, "", 40)})
    assert going is not None and (going.late, going.over, going.going, going.ended) == (0, None, True, 565)
    assert [(x.planned, x.start, x.end) for x in going.lines] == [(20, 540, 565), (40, None, None), (30, None, None)]
    later = held_day(DAY, {"b": (570, 600, "held", 35), "c": (600, 640, "held", 30), "a": (None, None, "skipped", None)})
    assert later is not None and (later.late, later.over, later.going, later.ended) == (10, 10, False, 640)
    assert [x.skipped for x in later.lines] == [True, False, False] and later.lines[1].slot is DAY.slots[1]
