"""Where blocks are drawn and where they would go: pure values, whatever the program."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from verkstad.domain.agenda import AgendaBlock, DayTable, timetable
from verkstad.domain.workshop import Day, Track
from verkstad.ui.screens.planner import arrange, layout
from verkstad.ui.screens.planner.arrange import Place
from verkstad.ui.screens.planner.layout import Box

KINDS = ("opening", "plenary", "group", "solo", "break")


@some.composite
def programs(draw: some.DrawFn) -> tuple[DayTable, ...]:
    """One to three days, each with none to three tracks and up to twelve blocks, some with a fixed start that leaves a gap or is overrun."""
    days = []
    for n in range(draw(some.integers(1, 3))):
        tracks = tuple(Track(id=f"t{n}{k}", parent=f"d{n}", title=f"Spår {k}") for k in range(draw(some.integers(0, 3))))
        on = some.sampled_from([None, *(t.id for t in tracks), "gone"])
        blocks = [
            AgendaBlock(
                id=f"b{n}{k}", parent=f"d{n}", title=f"Moment {n}{k}", minutes=draw(some.integers(1, 180)), type=draw(some.sampled_from(KINDS)),
                track=draw(on), fixed_start=draw(some.none() | some.integers(480, 960)),
            )
            for k in range(draw(some.integers(0, 12)))
        ]  # fmt: skip
        days.append(timetable(Day(id=f"d{n}", start=540), tracks, blocks))
    return tuple(days)


def apart(a: Box, b: Box) -> bool:
    return a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@settings(max_examples=120, deadline=None)
@given(programs(), some.sampled_from([420, 560, 900]))
def test_nothing_lies_over_anything_and_every_block_has_its_card(days: tuple[DayTable, ...], width: int) -> None:
    plan = layout.lay_out(days, width)
    assert set(plan.cards) == {s.block.id for d in days for s in d.slots}
    boxes = [c.box for c in plan.cards.values()] + [c.note for c in plan.cards.values() if c.note] + [a.box for a in plan.adds]
    boxes += [*plan.day_heads.values(), *plan.track_heads.values()]
    assert all(apart(a, b) for a, b in combinations(boxes, 2))
    assert all(b.x >= 0 and b.right <= width and b.bottom <= plan.height for b in boxes)
    assert all(c.box.height >= 44 - layout.GAP for c in plan.cards.values())


@settings(max_examples=120, deadline=None)
@given(programs())
def test_on_one_track_later_is_lower(days: tuple[DayTable, ...]) -> None:
    plan = layout.lay_out(days, 700)
    for day in days:
        for one, other in combinations(day.slots, 2):
            tracks = {arrange.own_track(day, one.block), arrange.own_track(day, other.block)}
            if None in tracks or len(tracks) == 1:
                assert plan.cards[one.block.id].box.bottom <= plan.cards[other.block.id].box.y


@settings(max_examples=120, deadline=None)
@given(programs(), some.data())
def test_wherever_a_block_is_let_go_of_none_is_lost_and_it_stands_where_the_line_was(
    days: tuple[DayTable, ...], data: some.DataObject
) -> None:
    ids = [s.block.id for d in days for s in d.slots]
    if not ids:
        return
    plan = layout.lay_out(days, 700)
    moving = data.draw(some.sampled_from(ids))
    x, y = data.draw(some.integers(0, 699)), data.draw(some.integers(-20, plan.height + 20))
    found = layout.place_at(plan, days, x, y, frozenset([moving]))
    assert found is not None
    place, _line = found
    after = arrange.moved(days, [moving], place)
    assert sorted(s.block.id for d in after for s in d.slots) == sorted(ids)
    day = next(d for d in after if d.day.id == place.day)
    order = [s.block.id for s in day.slots]
    assert order.index(moving) == (order.index(place.after) + 1 if place.after else 0)


@settings(max_examples=120, deadline=None)
@given(programs(), some.data())
def test_steps_up_and_down_reach_both_ends_and_lose_nothing(days: tuple[DayTable, ...], data: some.DataObject) -> None:
    ids = [s.block.id for d in days for s in d.slots]
    if not ids:
        return
    moving = data.draw(some.sampled_from(ids))
    for by in (-1, 1):
        now = days
        for _turn in range(3 * len(ids) + 6):
            place = arrange.step(now, [moving], by)
            if place is None:
                break
            assert not arrange.is_here(now, [moving], place)
            now = arrange.moved(now, [moving], place)
        else:
            raise AssertionError("never reaches the end")
        assert sorted(s.block.id for d in now for s in d.slots) == sorted(ids)
        assert arrange.day_of(now, moving) is (now[0] if by < 0 else now[-1])


def test_a_line_opened_between_two_blocks_takes_room_there() -> None:
    blocks = [AgendaBlock(id=str(n), parent="d", title="x", minutes=30) for n in range(3)]
    days = (timetable(Day(id="d", start=540), (), blocks),)
    plain, opened = layout.lay_out(days, 700), layout.lay_out(days, 700, opened=Place("d", "0", None))
    assert opened.between is not None
    assert opened.cards["0"].box == plain.cards["0"].box
    assert opened.cards["0"].box.bottom < opened.between.y < opened.cards["1"].box.y
    assert opened.cards["1"].box.y == plain.cards["1"].box.y + layout.ADD
