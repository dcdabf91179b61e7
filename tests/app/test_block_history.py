"""What was changed on a block, and how it becomes what it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad.app import agenda, people, slides, workshops
from verkstad.app.block_history import block_history, bring_back_block, removed_blocks, restore_block, restore_value
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.held import Slides
from verkstad.domain.workshop import Day


@pytest.fixture
def block(bench: Bench) -> Id:
    workshop = bench.do(workshops.new_workshop, "Strategidag")
    made: Id = bench.do(agenda.add_block, bench.library.children(Day, workshop)[0].id, title="Kartan", minutes=20)
    return made


def told(bench: Bench, block: Id) -> list[list[tuple[str, object, object]]]:
    return [[(d.wire, d.before[0], d.after[0]) for d in m.differences] for m in bench.ask(block_history, block)]


def test_the_latest_change_stands_first_with_what_was_and_what_became(bench: Bench, block: Id) -> None:
    bench.do(agenda.resize_block, block, 35)
    bench.do(agenda.rename_block, block, "Kartan ritas")
    assert told(bench, block) == [[("title", "Kartan", "Kartan ritas")], [("minutes", 20, 35)], []]
    first = bench.ask(block_history, block)[-1]
    assert first.first and not first.differences


def test_undo_is_a_change_too_and_reads_as_one(bench: Bench, block: Id) -> None:
    bench.do(agenda.resize_block, block, 35)
    bench.undo()
    assert told(bench, block)[:2] == [[("minutes", 35, 20)], [("minutes", 20, 35)]]


def test_moving_and_removing_are_told_without_fields(bench: Bench, block: Id) -> None:
    day = bench.library.need(AgendaBlock, block).parent
    assert day
    bench.do(agenda.add_block, day, title="Fika", after=None)
    bench.do(agenda.move_block, block, after=None)
    bench.do(agenda.remove_blocks, (block,))
    bench.undo()
    seen = bench.ask(block_history, block)
    assert [(m.moved, m.removed, m.returned) for m in seen[:-1]] == [(False, False, True), (False, True, False), (True, False, False)]


def test_one_value_comes_back_and_the_rest_stays(bench: Bench, block: Id) -> None:
    bench.do(agenda.resize_block, block, 35)
    changed = bench.ask(block_history, block)[0]
    bench.do(agenda.rename_block, block, "Kartan ritas")
    bench.do(restore_value, block, changed.change, "minutes")
    row = bench.library.need(AgendaBlock, block)
    assert (row.minutes, row.title) == (20, "Kartan ritas")
    bench.undo()
    assert bench.library.need(AgendaBlock, block).minutes == 35


def test_the_whole_block_comes_back_in_one_step_where_it_stands_now(bench: Bench, block: Id) -> None:
    was = bench.library.need(AgendaBlock, block)
    bench.do(agenda.resize_block, block, 35)
    changed = bench.ask(block_history, block)[0]
    bench.do(agenda.need_decider, block, True)
    bench.do(agenda.instruct_participants, block, "Rita")
    bench.do(agenda.fix_start, block, 600)
    day = was.parent
    assert day
    bench.do(agenda.add_block, day, title="Fika", after=None)
    bench.do(agenda.move_block, block, after=None)
    now = bench.library.need(AgendaBlock, block)
    bench.do(restore_block, block, changed.change)
    assert bench.library.need(AgendaBlock, block) == was.with_(rank=now.rank)
    bench.undo()
    assert bench.library.need(AgendaBlock, block) == now


def test_a_track_that_is_gone_comes_back_as_all_tracks(bench: Bench, block: Id) -> None:
    day = bench.library.need(AgendaBlock, block).parent
    assert day
    track = bench.do(workshops.add_track, day, "Spår A")
    bench.do(agenda.put_on_track, (block,), track)
    bench.do(agenda.put_on_track, (block,), None)
    changed = bench.ask(block_history, block)[0]
    bench.do(workshops.remove_track, track)
    bench.do(restore_value, block, changed.change, "track")
    assert bench.library.need(AgendaBlock, block).track is None


def test_before_its_first_change_there_is_nothing_to_restore(bench: Bench, block: Id) -> None:
    (first,) = bench.ask(block_history, block)
    with pytest.raises(Refused, match="not_kept"):
        bench.do(restore_block, block, first.change)
    with pytest.raises(Refused, match="not_kept"):
        bench.do(restore_value, block, "no such change", "title")


def test_what_was_erased_does_not_come_back(bench: Bench, block: Id) -> None:
    person = bench.do(people.add_person, people.NewPerson(given="Börje", family="Berg"))
    bench.do(agenda.note_privately, block, "Börje Berg avbryter")
    bench.do(agenda.note_privately, block, "Håll ordningen")
    changed = bench.ask(block_history, block)[0]
    bench.do(people.erase_person, person, ((block, "notes"),), instead="någon")
    assert "Börje" not in repr(bench.ask(block_history, block))
    bench.do(restore_block, block, changed.change)
    assert "Börje" not in bench.library.need(AgendaBlock, block).notes


@settings(deadline=None, max_examples=30)
@given(st.lists(st.one_of(st.integers(1, 200), st.text(min_size=1, max_size=8), st.none()), min_size=1, max_size=8), st.data())
def test_restoring_gives_exactly_what_stood_before_whatever_was_done(steps: list[int | str | None], data: st.DataObject) -> None:
    """None is an undo."""
    bench = Bench.in_memory()
    workshop = bench.do(workshops.new_workshop, "W")
    block = bench.do(agenda.add_block, bench.library.children(Day, workshop)[0].id, title="B", minutes=20)
    stood, done = {}, 0
    for step in steps:
        was, n = bench.library.need(AgendaBlock, block), len(bench.library.history(block))
        if isinstance(step, int):
            bench.do(agenda.resize_block, block, step)
        elif isinstance(step, str):
            bench.do(agenda.note_privately, block, step)
        elif done:
            bench.undo()
        done += 1 if step is not None and len(bench.library.history(block)) > n else -1 if step is None and done else 0
        if len(bench.library.history(block)) > n:
            stood[bench.library.history(block)[-1].id] = was
    if stood:
        change = data.draw(st.sampled_from(sorted(stood)))
        bench.do(restore_block, block, change)
        assert bench.library.need(AgendaBlock, block) == stood[change]
    bench.close()


# ------------------------------------------------------------------------------------------------ removed blocks


def test_a_removed_block_is_listed_and_brought_back_where_it_stood_with_its_slides(bench: Bench, block: Id) -> None:
    day = bench.library.need(AgendaBlock, block).parent or ""
    workshop = bench.library.need(Day, day).parent or ""
    bench.do(agenda.note_privately, block, "Håll ordningen")
    bench.do(agenda.add_block, day, title="Fika")
    first, _second = bench.do(slides.add_slides, block, (("a" * 64, "Kartan.pdf", 12), ("b" * 64, "Väggen.jpg", 1)))
    bench.do(slides.remove_slides, (first,))
    was = bench.library.need(AgendaBlock, block)
    bench.do(agenda.remove_blocks, (block,))
    (gone,) = bench.ask(removed_blocks, workshop)
    assert (gone.id, gone.title, gone.minutes) == (block, "Kartan", 20)
    for _step in range(3):
        bench.do(agenda.add_block, day, title="Annat")  # undo is far behind
    assert bench.do(bring_back_block, workshop, block) == block
    assert bench.library.need(AgendaBlock, block) == was
    assert [s.name for s in bench.library.children(Slides, block)] == ["Väggen.jpg"]
    assert bench.ask(removed_blocks, workshop) == ()
    bench.undo()
    assert bench.library.get(AgendaBlock, block) is None


def test_a_block_whose_day_is_gone_comes_back_last_in_the_last_day(bench: Bench, block: Id) -> None:
    day = bench.library.need(AgendaBlock, block).parent or ""
    workshop = bench.library.need(Day, day).parent or ""
    second = bench.do(workshops.add_day, workshop)
    other = bench.do(agenda.add_block, second, title="Samling")
    bench.do(workshops.remove_day, day)
    bench.do(bring_back_block, workshop, block)
    assert [b.id for b in bench.library.children(AgendaBlock, second)] == [other, block]


def test_what_is_there_or_belongs_elsewhere_is_not_brought_back(bench: Bench, block: Id) -> None:
    workshop = bench.library.need(Day, bench.library.need(AgendaBlock, block).parent or "").parent or ""
    with pytest.raises(Refused, match="not_kept"):
        bench.do(bring_back_block, workshop, block)
    bench.do(agenda.remove_blocks, (block,))
    with pytest.raises(Refused, match="not_kept"):
        bench.do(bring_back_block, bench.do(workshops.new_workshop, "En annan"), block)
