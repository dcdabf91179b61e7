"""Where rows of a pasted program land in a day that has one."""

from __future__ import annotations

import pytest

from verkstad.app import agenda, workshops
from verkstad.app.agenda import NewBlock
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock, timetable
from verkstad.domain.errors import Refused
from verkstad.domain.workshop import Day, Track


@pytest.fixture
def day(bench: Bench) -> str:
    """9.00 Ett (60), 10.00 Två (60), 12.00 Lunch (60, fixed)."""
    workshop = bench.do(workshops.new_workshop, "Dagen", date="2027-03-24")
    made: str = bench.library.children(Day, workshop)[0].id
    for title, start in (("Ett", None), ("Två", None), ("Lunch", 720)):
        bench.do(agenda.add_block, made, title=title, minutes=60, fixed_start=start)
    return made


def laid_out(bench: Bench, day: str) -> list[tuple[str, int, int | None]]:
    library = bench.library
    table = timetable(library.need(Day, day), library.children(Track, day), library.children(AgendaBlock, day))
    return [(s.block.title, s.start, s.block.fixed_start) for s in table.slots]


def test_one_that_says_when_it_begins_stands_there_and_is_fixed_only_where_it_would_begin_at_another_time(bench: Bench, day: str) -> None:
    first = bench.library.children(AgendaBlock, day)[0].id
    bench.do(agenda.add_blocks, day, (NewBlock("Samtal", 20, fixed_start=11 * 60), NewBlock("Paus", 10)), after=first)
    assert laid_out(bench, day) == [
        ("Ett", 540, None), ("Två", 600, None), ("Samtal", 660, None), ("Paus", 680, None), ("Lunch", 720, 720),
    ]  # fmt: skip
    bench.do(agenda.add_blocks, day, (NewBlock("Summering", 15, fixed_start=14 * 60),))
    assert laid_out(bench, day)[-1] == ("Summering", 840, 840)  # there is an hour free before it
    bench.undo()
    bench.undo()
    assert [title for title, _start, _fixed in laid_out(bench, day)] == ["Ett", "Två", "Lunch"]


def test_what_stands_in_the_way_is_said_and_nothing_is_moved_for_it(bench: Bench, day: str) -> None:
    bench.do(agenda.add_blocks, day, (NewBlock("Samtal", 20, fixed_start=9 * 60 + 30),))
    assert laid_out(bench, day)[:2] == [("Ett", 540, None), ("Samtal", 570, 570)]


def test_without_a_time_they_stand_where_one_stands(bench: Bench, day: str) -> None:
    first = bench.library.children(AgendaBlock, day)[0].id
    bench.do(agenda.add_blocks, day, (NewBlock("A", 10), NewBlock("B", 10)), after=first)
    assert [title for title, _start, _fixed in laid_out(bench, day)] == ["Ett", "A", "B", "Två", "Lunch"]


def test_a_later_row_with_a_time_passes_what_lies_between(bench: Bench, day: str) -> None:
    bench.do(agenda.add_blocks, day, (NewBlock("Före", 10, fixed_start=9 * 60), NewBlock("Efter", 10, fixed_start=13 * 60 + 15)))
    assert [title for title, _start, _fixed in laid_out(bench, day)] == ["Före", "Ett", "Två", "Lunch", "Efter"]


def test_a_day_begins_with_what_is_earlier_than_its_start_and_else_when_it_did(bench: Bench, day: str) -> None:
    bench.do(agenda.add_blocks, day, (NewBlock("Sent", 10, fixed_start=16 * 60),))
    assert bench.library.need(Day, day).start == 540
    bench.do(agenda.add_blocks, day, (NewBlock("Tidigt", 10, fixed_start=8 * 60),))
    assert bench.library.need(Day, day).start == 480
    assert laid_out(bench, day)[:2] == [("Tidigt", 480, None), ("Ett", 490, None)]  # nothing is said to run over it
    bench.undo()
    assert bench.library.need(Day, day).start == 540


def test_an_hour_there_is_not_is_refused_and_nothing_is_written(bench: Bench, day: str) -> None:
    with pytest.raises(Refused):
        bench.do(agenda.add_blocks, day, (NewBlock("A", 10), NewBlock("B", 10, fixed_start=24 * 60)))
    assert len(laid_out(bench, day)) == 3
    bench.do(agenda.add_blocks, day, ())
    assert len(laid_out(bench, day)) == 3
