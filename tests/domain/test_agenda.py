"""The program of a day: what time it is when."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.agenda import AgendaBlock, block_minutes, place_at, shares, shortest_minutes, timetable, without_break
from verkstad.domain.material import materials
from verkstad.domain.workshop import Day, Track

DAY = Day(id="d", date="2027-03-24", start=9 * 60)
A, B = Track(id="a", parent="d"), Track(id="b", parent="d")


def block(minutes: int | None, id: str = "x", **facts: object) -> AgendaBlock:
    return AgendaBlock(id=id, parent="d", minutes=minutes, **facts)  # type: ignore[arg-type]


def starts(*blocks: AgendaBlock, tracks: tuple[Track, ...] = (), day: Day = DAY) -> list[int]:
    return [s.start for s in timetable(day, tracks, blocks).slots]


def test_each_block_begins_when_the_one_before_it_ends() -> None:
    assert starts(block(20), block(25), block(45)) == [540, 560, 585]


def test_a_fixed_start_leaves_a_gap_when_what_precedes_is_short() -> None:
    table = timetable(DAY, (), [block(20), block(60, fixed_start=600), block(5)])
    assert [(s.start, s.gap, s.overrun) for s in table.slots] == [(540, 0, 0), (600, 40, 0), (660, 0, 0)]


def test_a_fixed_start_holds_and_says_how_much_runs_over_it() -> None:
    table = timetable(DAY, (), [block(90), block(60, fixed_start=600)])
    assert [(s.start, s.gap, s.overrun) for s in table.slots] == [(540, 0, 0), (600, 0, 30)]


def test_tracks_run_side_by_side_and_a_join_waits_for_the_longest() -> None:
    blocks = [block(10), block(30, track="a"), block(50, track="b"), block(10, track="a"), block(15)]
    assert starts(*blocks, tracks=(A, B)) == [540, 550, 550, 580, 600]


def test_a_track_that_is_gone_counts_as_all_of_them() -> None:
    assert starts(block(30, track="gone"), block(10, track="a"), tracks=(A, B)) == [540, 570]


def test_what_begins_at_a_time_stands_after_the_last_that_begins_before_it() -> None:
    blocks = [block(30, id="one"), block(30, id="two", track="a"), block(60, id="three", track="b"), block(15, id="join")]
    table = timetable(DAY, (A, B), blocks)  # 9.00, 9.30 on a, 9.30 on b, 10.30

    def after(minute: int, track: str | None = None) -> str:
        found = place_at(table, minute, track)
        return found.block.id if found is not None else ""

    assert [after(m) for m in (500, 540, 541, 570, 571, 630, 631)] == ["", "", "one", "one", "three", "three", "join"]
    assert (after(600, "a"), after(600, "b")) == ("two", "three")
    assert place_at(timetable(DAY, (), []), 600) is None


def test_the_days_end_is_compared_with_its_target() -> None:
    day = DAY.with_(target_end=600)
    assert timetable(day, (), [block(45)]).left == 15
    assert timetable(day, (), [block(90)]).left == -30
    assert timetable(DAY, (), [block(90)]).left is None


def test_an_empty_day_ends_when_it_begins() -> None:
    table = timetable(DAY, (), [])
    assert (table.start, table.end, table.work) == (540, 540, 0)


def test_shortest_length_is_what_is_said_else_the_methods_else_seventy_per_cent_to_fives() -> None:
    assert shortest_minutes(block(60, shortest=20)) == 20
    assert shortest_minutes(block(60), usual=45) == 45
    assert shortest_minutes(block(60)) == 40
    assert shortest_minutes(block(15, type="break")) == 10
    assert shortest_minutes(block(5, type="break")) == 5
    assert shortest_minutes(block(3)) == 3


@given(st.integers(1, 600), st.sampled_from(["group", "break"]), st.one_of(st.none(), st.integers(1, 900)))
def test_a_block_never_has_a_shortest_length_longer_than_itself(minutes: int, kind: str, said: int | None) -> None:
    assert 1 <= shortest_minutes(block(minutes, type=kind, shortest=said)) <= minutes


@given(st.lists(st.tuples(st.integers(1, 120), st.sampled_from([None, "a", "b"])), max_size=12))
def test_no_two_blocks_on_one_track_overlap_without_a_fixed_start(given_blocks: list[tuple[int, str | None]]) -> None:
    table = timetable(DAY, (A, B), [block(m, id=str(i), track=t) for i, (m, t) in enumerate(given_blocks)])
    for i, one in enumerate(table.slots):
        for two in table.slots[i + 1 :]:
            if None in (one.block.track, two.block.track) or one.block.track == two.block.track:
                assert two.start >= one.end
    assert table.end == max([540, *(s.end for s in table.slots)])


def test_minutes_of_each_kind_add_up_and_tracks_share_the_room() -> None:
    table = timetable(
        DAY, (A, B), [block(10, type="opening"), block(30, track="a"), block(30, track="b", type="solo"), block(15, type="break")]
    )
    assert shares(table) == {"opening": 10, "plenary": 0, "group": 15, "solo": 15, "break": 15}
    assert table.work == 40


def test_two_hours_without_a_break_are_found() -> None:
    assert without_break(timetable(DAY, (), [block(130)])) == ((540, 670),)
    assert without_break(timetable(DAY, (), [block(60), block(15, type="break"), block(110)])) == ()
    assert without_break(timetable(DAY, (), [block(100), block(30, fixed_start=650)])) == ()


def test_a_block_that_lost_its_length_counts_as_a_quarter() -> None:
    assert block_minutes(block(None)) == 15


def test_material_is_added_up_by_participants_and_groups() -> None:
    one = block(10, id="1", material="Notislappar\n3 prickar per person\nTuschpennor (12)")
    two = block(10, id="2", material="notislappar\nPrickar, 2 per person\nBlädderblock per grupp\n20 tuschpennor")
    found = {m.name: m.count for m in materials([one, two], people=28, groups=5)}
    assert found == {"Notislappar": None, "Prickar": 140, "Tuschpennor": 20, "Blädderblock": 5}


def test_a_day_begins_at_nine_where_no_time_is_said_and_at_its_own_where_one_is() -> None:
    assert timetable(Day(id="d"), (), []).start == 540 and timetable(Day(id="d", start=0), (), [block(10)]).end == 10


def test_a_slot_is_found_by_its_block() -> None:
    table = timetable(DAY, (), [block(10, id="one"), block(20, id="two")])
    found = table.slot("two")
    assert found is not None and (found.start, found.end) == (550, 570) and table.slot("three") is None


def test_a_join_after_a_join_and_a_day_whose_first_block_is_on_a_track() -> None:
    blocks = [block(30, track="a"), block(10), block(20), block(5, track="b"), block(5, track="a"), block(1)]
    assert starts(*blocks, tracks=(A, B)) == [540, 570, 580, 600, 600, 605]
    assert starts(block(30, track="a"), block(10, track="b", fixed_start=500), block(5), tracks=(A, B)) == [540, 500, 570]


def test_a_short_block_can_become_as_short_as_seventy_per_cent_to_the_nearest_five() -> None:
    assert [shortest_minutes(block(n)) for n in (4, 5, 7, 10, 11, 15, 20, 25, 30, 45, 90)] == [4, 5, 5, 5, 10, 10, 15, 20, 20, 30, 65]
    assert [shortest_minutes(block(n, type="break")) for n in (8, 10, 15, 20, 45)] == [8, 10, 10, 15, 30]
    assert shortest_minutes(block(60, shortest=20), usual=45) == 20 and shortest_minutes(block(30), usual=45) == 30


def test_a_block_of_no_length_counts_as_a_minute_or_a_quarter() -> None:
    assert block_minutes(block(0)) == 15 and block_minutes(block(1)) == 1 and block_minutes(block(-3)) == 1


def test_a_kind_nobody_knows_is_counted_and_a_track_that_is_gone_takes_the_whole_room() -> None:
    table = timetable(
        DAY, (A, B), [block(11, type="new"), block(10, type="new"), block(10, track="gone"), block(15, track="a", type="break")]
    )
    assert shares(table) == {"opening": 0, "plenary": 0, "group": 10, "solo": 0, "break": 8, "new": 21}


def test_work_side_by_side_is_counted_once_and_breaks_are_not_work() -> None:
    blocks = [block(30, track="a"), block(20, track="b"), block(15, type="break"), block(10, fixed_start=620)]
    assert timetable(DAY, (A, B), blocks).work == 40


def test_only_stretches_longer_than_the_limit_are_without_a_break() -> None:
    assert without_break(timetable(DAY, (), [block(120)])) == () and without_break(timetable(DAY, (), [block(121)])) == ((540, 661),)
    day = timetable(DAY, (), [block(60), block(10, type="break"), block(61), block(10, type="break"), block(70)])
    assert without_break(day, limit=60) == ((610, 671), (681, 751))
    assert without_break(timetable(DAY, (), [block(100), block(30, fixed_start=649)])) == ((540, 679),)  # nine minutes are no break
    assert without_break(timetable(DAY, (), [block(70), block(80, fixed_start=620)]), limit=75) == ((620, 700),)
