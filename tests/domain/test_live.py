"""The rest of a running day: what the proposal promises, sentence by sentence, and what the keys of the operator do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain import live
from verkstad.domain.agenda import AgendaBlock, DayTable, shortest_minutes, timetable
from verkstad.domain.errors import Refused
from verkstad.domain.live import Running, Unkept
from verkstad.domain.workshop import Day, Track

NINE = 9 * 60
LEVEL = {"may_give": 0, "normal": 1, "keep": 2}


def day(*blocks: AgendaBlock, end: int | None = None, tracks: tuple[str, ...] = ()) -> DayTable:
    return timetable(Day(id="day", start=NINE, target_end=end), [Track(id=t) for t in tracks], blocks)


def block(id: str, minutes: int, **more: object) -> AgendaBlock:
    return AgendaBlock(id=id, title=id, minutes=minutes, **more)  # type: ignore[arg-type]


def at(hour: int, minute: int = 0, second: int = 0) -> int:
    return (hour * 60 + minute) * 60 + second


HALF = day(
    block("in", 20), block("work", 60, priority="keep"), block("fika", 20, type="break"), block("talk", 40, priority="may_give"),
    block("lunch", 60, fixed_start=11 * 60 + 20, type="break"), block("last", 90),
    end=13 * 60 + 50,
)  # fmt: skip


# ------------------------------------------------------------------------------------------------ days of any kind


@st.composite
def days(draw: st.DrawFn, *, tracks: bool = True) -> DayTable:
    """A day of some blocks, some with a fixed start near where they stand, perhaps two tracks between joins."""
    names = ("a", "b") if tracks and draw(st.booleans()) else ()
    blocks: list[AgendaBlock] = []
    clock = NINE
    for n in range(draw(st.integers(1, 9))):
        minutes = draw(st.integers(5, 60))
        fixed = clock + draw(st.integers(-10, 30)) if n and draw(st.integers(0, 4)) == 0 else None
        blocks.append(
            block(
                f"b{n}", minutes,
                shortest=draw(st.none() | st.integers(1, minutes)),
                priority=draw(st.sampled_from(live.LEVELS)),
                fixed_start=fixed,
                track=draw(st.sampled_from((None, *names))),
            )
        )  # fmt: skip
        clock = (fixed or clock) + minutes
    table = day(*blocks, tracks=names)
    end = draw(st.none() | st.integers(table.end - 40, table.end + 20))
    return timetable(table.day.with_(target_end=end), table.tracks, blocks)


@st.composite
def moments(draw: st.DrawFn, *, tracks: bool = True) -> tuple[DayTable, Running, int]:
    """A day, some way into it: not begun, on time, late, early, with a pause, minutes added, something skipped."""
    table = draw(days(tracks=tracks))
    now = at(9) + 60 * draw(st.integers(-15, 60)) + draw(st.integers(0, 59))
    state = Running(day="day")
    for _ in range(draw(st.integers(0, 6))):
        if not state.begun:
            state = live.begin(table, now)
        elif state.finished is None:
            key = draw(st.sampled_from(("next", "next", "next", "more", "skip", "pause")))
            if key == "next":
                state = live.following(table, state, now)
            elif key == "more" and state.on:
                state = live.give_minutes(table, state, now, draw(st.sampled_from((1, 5, -5))))
            elif key == "skip" and live.coming(table, state):
                state = live.skip(table, state)
            elif key == "pause":
                state = live.resume(state, now) if state.paused_at is not None else live.pause(state, now)
        now += draw(st.integers(0, 40 * 60))
    return table, state, now


def laid(table: DayTable, state: Running, now: int, lengths: list[int]) -> tuple[live._Rest, list[int]]:
    rest = live._Rest(table, state, now, shortest_minutes)
    return rest, rest.late(lengths, rest.deadlines)


@given(moments())
def test_fixed_starts_and_the_end_are_kept_whenever_shortest_lengths_allow(moment: tuple[DayTable, Running, int]) -> None:
    table, state, now = moment
    proposed = live.proposal(table, state, now)
    rest = live._Rest(table, state, now, shortest_minutes)
    possible = rest.late([p.least for p in rest.pieces], rest.deadlines)
    missed = {u.block: u.by for u in proposed.unkept}
    names = [None if d is None else rest.pieces[d].block.id for d in rest.deadlines]
    assert [missed.get(name, 0) for name in names] == possible  # and what cannot be kept is said, with the least lateness there can be


@given(moments())
def test_nothing_goes_under_its_shortest_length_and_nothing_grows(moment: tuple[DayTable, Running, int]) -> None:
    table, state, now = moment
    proposed = live.proposal(table, state, now)
    for slot in proposed.slots:
        turn = state.turn(slot.block.id)
        if turn is None:
            assert shortest_minutes(slot.block) <= slot.minutes <= slot.planned
        else:
            assert slot.minutes >= min(shortest_minutes(slot.block), slot.planned + turn.added)
            assert slot.end * 60 >= now - 60 if state.paused_at is None else True


@given(moments(tracks=False))
def test_lower_priority_gives_first(moment: tuple[DayTable, Running, int]) -> None:
    table, state, now = moment
    proposed = live.proposal(table, state, now)
    rest = live._Rest(table, state, now, shortest_minutes)
    length = {p.block.id: s.minutes for p, s in zip(rest.pieces, proposed.slots, strict=True)}
    for gave in proposed.gave:
        goal = next((n for n, p in enumerate(rest.pieces) if p.block.id == gave.goal), None)
        for n in rest.before(goal):
            piece = rest.pieces[n]
            if LEVEL[piece.block.priority] < LEVEL[gave.priority]:
                assert length[piece.block.id] == piece.least


@given(moments(tracks=False))
def test_blocks_of_one_priority_give_the_same_share_of_what_they_can(moment: tuple[DayTable, Running, int]) -> None:
    table, state, now = moment
    proposed = live.proposal(table, state, now)
    rest = live._Rest(table, state, now, shortest_minutes)
    goals = {g.goal for g in proposed.gave}
    for goal in goals:
        index = next((n for n, p in enumerate(rest.pieces) if p.block.id == goal), None)
        for level in live.LEVELS:
            group = [rest.pieces[n] for n in rest.before(index) if rest.pieces[n].block.priority == level]
            can = {p.block.id: p.wanted - p.least for p in group}
            gave = {p.block.id: p.wanted - proposed.minutes[p.block.id] for p in group}
            if not sum(can.values()):
                continue
            share = sum(gave.values()) / sum(can.values())
            assert all(abs(gave[b] - share * can[b]) < 1.01 for b in can)


@given(moments())
def test_nothing_gives_in_vain(moment: tuple[DayTable, Running, int]) -> None:
    """A minute more for any block that gave, and a deadline would be missed, or missed by more."""
    table, state, now = moment
    proposed = live.proposal(table, state, now)
    lengths = [s.minutes for s in proposed.slots]
    rest, stands = laid(table, state, now, lengths)
    gave = {g.block for g in proposed.gave}
    for n, piece in enumerate(rest.pieces):
        assert (lengths[n] < piece.wanted) == (piece.block.id in gave)
        if piece.block.id in gave:
            more = [length + (m == n) for m, length in enumerate(lengths)]
            assert any(a > b for a, b in zip(rest.late(more, rest.deadlines), stands, strict=True))


@given(moments())
def test_parallel_tracks_stay_joined(moment: tuple[DayTable, Running, int]) -> None:
    """A join begins when the last of the tracks before it is done, never before, and holds all of them."""
    table, state, now = moment
    slots = live.proposal(table, state, now).slots
    for n, slot in enumerate(slots):
        if slot.block.track is None and not slot.on:
            assert all(other.end <= slot.start for other in slots[:n])
            assert all(other.start >= slot.end for other in slots[n + 1 :])
    for track in ("a", "b"):
        own = [s for s in slots if s.block.track in (track, None)]
        assert all(one.end <= other.start for one, other in pairwise(own) if not other.on)


@given(moments())
def test_a_proposal_that_is_taken_is_the_day_and_says_no_more(moment: tuple[DayTable, Running, int]) -> None:
    table, state, now = moment
    if state.finished is not None:
        return
    proposed = live.proposal(table, state, now)
    taken = live.take(table, state, proposed)
    again = live.outlook(table, taken, now)
    assert [s.minutes for s in again.slots] == [s.minutes for s in proposed.slots]
    assert again.unkept == proposed.unkept
    assert not live.proposal(table, taken, now).changes


def test_as_many_minutes_as_a_block_has_can_be_added_to_it_and_given_back() -> None:
    """Five minutes more of five before its fixed start, and the end is kept: the block is five again."""
    table = day(block("b0", 5, priority="may_give"), block("b1", 5, priority="may_give", fixed_start=NINE + 5))
    state = live.give_minutes(table, live.following(table, live.begin(table, at(9)), at(9)), at(9), 5)
    taken = live.take(table, state, live.proposal(table, state, at(9)))
    assert [s.minutes for s in live.outlook(table, taken, at(9)).slots] == [5]
    assert not live.proposal(table, taken, at(9)).changes


@given(moments())
def test_next_and_back_leave_the_day_as_it_was(moment: tuple[DayTable, Running, int]) -> None:
    table, state, now = moment
    if not state.begun or state.finished is not None or state.paused_at is not None or not state.on:
        return
    moved = live.following(table, state, now)
    assert live.back(moved) == state


# ------------------------------------------------------------------------------------------------ told as examples


def test_starting_late_lets_what_may_give_go_first_and_lunch_stays() -> None:
    proposed = live.proposal(HALF, Running(), at(9, 15))
    assert proposed.minutes == {"in": 17, "work": 60, "fika": 18, "talk": 30, "lunch": 60, "last": 90}
    assert next(s.start for s in proposed.slots if s.block.id == "lunch") == 11 * 60 + 20
    assert proposed.unkept == () and proposed.end == 13 * 60 + 50
    said = {g.block: (g.goal, g.priority, g.all) for g in proposed.gave}
    assert said == {"in": ("lunch", "normal", False), "fika": ("lunch", "normal", False), "talk": ("lunch", "may_give", True)}


def test_what_cannot_be_kept_is_said_with_its_minutes() -> None:
    proposed = live.proposal(HALF, Running(), at(10, 30))
    least = sum(shortest_minutes(HALF.slots[n].block) for n in range(4))
    assert proposed.unkept == (Unkept("lunch", 90 + least - 140), Unkept(None, 5))
    assert all(g.all for g in proposed.gave if g.goal == "lunch")


def test_a_day_on_time_is_left_alone() -> None:
    assert live.proposal(HALF, Running(), at(8, 40)).gave == ()
    state = live.begin(HALF, at(9))
    proposed = live.proposal(HALF, state, at(9, 10))
    assert proposed.gave == () and not proposed.changes


def test_a_shorter_track_gives_nothing_that_the_join_does_not_need() -> None:
    table = day(
        block("in", 20, priority="keep", shortest=20), block("long", 60, track="a", shortest=30), block("short", 40, track="b", shortest=10),
        block("end", 20, fixed_start=NINE + 80, priority="keep", shortest=20), tracks=("a", "b"),
    )  # fmt: skip
    proposed = live.proposal(table, Running(), at(9, 10))
    assert proposed.minutes == {"in": 20, "long": 50, "short": 40, "end": 20}
    assert live.proposal(table, Running(), at(9, 30)).minutes["short"] == 30


def test_time_left_counts_pauses_and_minutes_given() -> None:
    state = live.begin(HALF, at(9))
    turn = state.on[0]
    assert live.seconds_left(HALF, state, turn, at(9, 3, 30)) == 16 * 60 + 30
    state = live.give_minutes(HALF, state, at(9, 4), 5)
    state = live.pause(state, at(9, 5))
    assert live.seconds_left(HALF, state, state.on[0], at(9, 15)) == 20 * 60
    state = live.resume(state, at(9, 15))
    assert live.seconds_left(HALF, state, state.on[0], at(9, 16)) == 19 * 60
    assert live.behind(HALF, state, at(9, 16)) == 15


def test_a_block_begun_before_its_fixed_start_keeps_its_planned_end() -> None:
    state = live.begin(HALF, at(9))
    for minute in (20, 60, 80):
        state = live.following(HALF, state, at(9, minute))
    state = live.following(HALF, state, at(11, 10))
    assert state.on[0].block == "lunch"
    assert live.seconds_left(HALF, state, state.on[0], at(11, 10)) == 70 * 60
    assert live.outlook(HALF, state, at(11, 10)).end == 13 * 60 + 50


def test_the_day_runs_to_its_end_block_by_block() -> None:
    state = live.begin(HALF, at(9))
    for _ in range(5):
        state = live.following(HALF, state, at(10))
    assert state.finished is None
    state = live.following(HALF, state, at(14, 20))
    assert state.finished == at(14, 20) and state.on == ()
    assert live.behind(HALF, state, at(16)) == 30
    with pytest.raises(Refused):
        live.following(HALF, state, at(15))
    assert live.back(state).on[0].block == "last"


def test_a_day_that_was_finished_early_stays_at_its_difference_to_the_planned_end() -> None:
    state = live.finish(live.begin(HALF, at(9)), at(9, 30, 40))
    planned = 60 * HALF.end
    for later in (at(9, 31), at(12), at(23)):
        assert live.behind(HALF, state, later) == (at(9, 30) - planned) // 60 < 0
        assert live.standing(HALF, state, later).now == live.behind(HALF, state, later)


def test_with_two_tracks_next_ends_what_should_have_ended_first_and_the_join_waits_for_both() -> None:
    table = day(block("in", 10), block("a1", 20, track="a"), block("b1", 30, track="b"), block("out", 10), tracks=("a", "b"))
    state = live.following(table, live.begin(table, at(9)), at(9, 10))
    assert [t.block for t in state.on] == ["a1", "b1"]
    state = live.following(table, state, at(9, 30))
    assert [t.block for t in state.on] == ["b1"]
    assert live.outlook(table, state, at(9, 30)).slots[-1].start == NINE + 40
    state = live.following(table, state, at(9, 40))
    assert [t.block for t in state.on] == ["out"]
    assert [t.block for t in live.back(state).on] == ["b1"]


def test_what_comes_next_can_be_left_out_and_taken_in_again() -> None:
    state = live.skip(HALF, live.begin(HALF, at(9)))
    assert live.coming(HALF, state)[0].id == "fika"
    assert live.outlook(HALF, state, at(9)).slots[1].start == NINE + 20
    assert live.coming(HALF, live.unskip(HALF, state, "work"))[0].id == "work"
    moved = live.following(HALF, state, at(9, 20))
    assert moved.on[0].block == "fika" and live.skipped(HALF, moved) == ()
    with pytest.raises(Refused):
        live.unskip(HALF, moved, "work")  # its turn has passed


def test_two_presses_in_a_second_are_two_transitions_and_each_can_be_taken_back() -> None:
    state = live.begin(HALF, at(9))
    first = live.following(HALF, state, at(9))
    second = live.following(HALF, first, at(9))
    assert second.on[0].block == "fika"
    assert live.back(second) == first and live.back(first) == state


@pytest.mark.parametrize(
    ("left", "whole", "said"),
    [(1200, 1200, ""), (301, 1800, ""), (300, 1800, "soon"), (61, 1800, "soon"), (60, 1800, "last"), (0, 1800, "over"), (-5, 1800, "over"),
     (201, 600, ""), (200, 600, "soon"), (60, 600, "last"), (40, 120, "soon"), (12, 120, "last")],
)  # fmt: skip
def test_the_warnings_come_at_five_minutes_and_one_and_sooner_in_short_blocks(left: int, whole: int, said: str) -> None:
    assert live.warning(left, whole) == said


def test_a_day_without_blocks_does_not_begin() -> None:
    with pytest.raises(Refused):
        live.begin(day(), at(9))


def test_a_block_taken_out_of_the_program_while_it_is_on_is_over_and_the_day_goes_on() -> None:
    state = live.following(HALF, live.begin(HALF, at(9)), at(9, 20))
    rest = [s.block for s in HALF.slots if s.block.id != "work"]
    table = timetable(HALF.day, (), rest)
    assert live.leading(table, state, at(9, 30)) is None
    assert live.behind(table, state, at(9, 30)) == 10
    state = live.following(table, state, at(9, 30))
    assert [t.block for t in state.on] == ["fika"]
    for _ in range(4):
        state = live.following(table, state, at(10))
    assert state.finished is not None


@given(moments())
def test_behind_and_the_end_never_contradict_each_other_without_saying_why(moment: tuple[DayTable, Running, int]) -> None:
    """Ahead now and the end by as much earlier; where they differ a start that holds is named, or something was skipped, shortened or is parallel."""
    table, state, now = moment
    found = live.standing(table, state, now)
    assert found.over == found.end - table.end and found.planned == table.end
    slots = live.outlook(table, state, now).slots
    if found.meets is not None:
        met = next(s for s in slots if s.block.id == found.meets)
        assert not met.on and found.now != found.over
        assert met.start == next(s.start for s in table.slots if s.block.id == met.block.id)
    elif slots and not table.tracks and not state.skipped and not state.minutes and all(s.block.fixed_start is None for s in table.slots):
        assert found.now == found.over


def test_free_time_before_lunch_takes_up_what_is_behind_and_says_so() -> None:
    table = day(block("in", 20), block("work", 60), block("lunch", 60, fixed_start=11 * 60, type="break"), block("last", 60))
    state = live.begin(table, at(9, 6))
    found = live.standing(table, state, at(9, 6))
    assert (found.now, found.over, found.meets) == (6, 0, "lunch")
    late = live.begin(table, at(10))
    assert live.standing(table, late, at(10)).over == 20 and live.standing(table, late, at(10)).meets is None


def test_a_proposal_moves_from_the_length_the_running_day_has_now() -> None:
    state = live.begin(HALF, at(9, 20))
    first = live.proposal(HALF, state, at(9, 20))
    assert {m.block: m.was for m in first.moves} == {
        m.block: next(s.planned for s in first.slots if s.block.id == m.block) for m in first.moves
    }
    taken = live.take(HALF, state, first)
    more = live.give_minutes(HALF, taken, at(9, 30), 5)
    again = live.proposal(HALF, more, at(9, 30))
    assert again.moves and all(m.was == first.minutes[m.block] for m in again.moves if m.block != "in")
