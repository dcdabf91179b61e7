"""The harvest: notes become something once and can be traced back, photos find their block, forms tell nothing of fewer than four."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.app import actions, agenda, harvest, initiatives, insights, people, workshops
from verkstad.app.harvest import NewPhoto
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench, action
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Refused
from verkstad.domain.harvest import Capture, Cluster, Evaluation, Photo
from verkstad.domain.harvesting import Span, block_at, lines_of, verdict
from verkstad.domain.held import Held
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Insight, Risk
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.modules import Module
from verkstad.domain.workshop import Day
from verkstad.storage.writing import Transaction


def room(bench: Bench, *, date: str | None = "2027-03-24", initiative: str | None = None) -> tuple[str, tuple[str, ...]]:
    """A morning from 9: check-in 20, group work 70, coffee 15, decision 45."""
    workshop = bench.do(workshops.new_workshop, "Svar inom sju dagar", date=date, initiative=initiative)
    day = bench.library.children(Day, workshop)[0].id
    for title, minutes, kind in (("In", 20, "opening"), ("Skiva", 70, "group"), ("Fika", 15, "break"), ("Beslut", 45, "plenary")):
        bench.do(agenda.add_block, day, title=title, minutes=minutes, type=kind)
    return workshop, tuple(b.id for b in bench.library.children(AgendaBlock, day))


def note(bench: Bench, workshop: str, says: str = "Ring upp", **more: object) -> str:
    return bench.do(harvest.add_capture, workshop, says, **more)  # type: ignore[arg-type]


@action("Hold")
def hold(tx: Transaction, block: str, started: str, ended: str, how: str = "held") -> None:
    tx.put(Held(id=tx.derived_id("held", block), parent=block, started=started, ended=ended, how=how))


# ------------------------------------------------------------------------------------------------ what notes become


@pytest.mark.parametrize(
    ("what", "value", "column"),
    [
        ("insight", Insight, "says"),
        ("action", Action, "what"),
        ("risk", Risk, "says"),
        ("inventory_item", InventoryItem, "title"),
        ("module", Module, "title"),
        ("goal", Goal, "statement"),
    ],
)
def test_a_note_becomes_something_in_one_step_with_a_way_back(bench: Bench, what: str, value: type, column: str) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar")
    workshop, blocks = room(bench, initiative=initiative)
    capture = note(bench, workshop, "Kunden får svar inom sju dagar", block=blocks[1])
    steps = bench.undo_step
    (made,) = bench.do(harvest.turn_into, (capture,), what)
    row = bench.library.need(value, made)
    assert getattr(row, column) == "Kunden får svar inom sju dagar"
    assert row.parent == (initiative if what in ("module", "goal") else workshop)
    assert [c.id for c in bench.ask(harvest.captures_of, made)] == [capture]
    seen = bench.ask(harvest.harvest, workshop)
    assert seen.unsorted == 0
    assert seen.lines[0].became == harvest.Became(what, made, "Kunden får svar inom sju dagar", True)
    bench.undo()
    assert bench.library.get(value, made) is None
    assert bench.library.need(Capture, capture).settled == ""
    assert bench.undo_step == steps


def test_what_it_became_belongs_to_one_merge_field() -> None:
    assert Capture.KIND.field_of("settled") is Capture.KIND.field_of("became") is Capture.KIND.field_of("result")


def test_a_module_needs_an_initiative_and_nothing_is_written_without(bench: Bench) -> None:
    workshop, _ = room(bench)
    capture = note(bench, workshop)
    with pytest.raises(Refused) as caught:
        bench.do(harvest.turn_into, (capture,), "module")
    assert caught.value.reason == "needs_initiative"
    assert bench.library.need(Capture, capture).settled == ""
    assert bench.library.all(Module) == ()


def test_a_cluster_becomes_one_action_and_every_note_names_it(bench: Bench) -> None:
    workshop, blocks = room(bench)
    notes = bench.do(harvest.add_captures, workshop, ("Ring", "Skriv", "Besök"), block=blocks[1])
    who = bench.do(people.add_person, NewPerson("Ada", "Ek"))
    (made,) = bench.do(harvest.turn_into, notes, "action", says="Ta kontakt", owner=who, due="2027-04-01", together=True)
    row = bench.library.need(Action, made)
    assert (row.what, row.owner, row.due) == ("Ta kontakt", who, "2027-04-01")
    assert {c.id for c in bench.ask(harvest.captures_of, made)} == set(notes)


def test_a_long_note_becomes_a_short_title_and_its_words_are_kept(bench: Bench) -> None:
    workshop, _ = room(bench)
    words = "Kunden " * 60
    (item,) = bench.do(harvest.turn_into, (note(bench, workshop, words),), "inventory_item")
    row = bench.library.need(InventoryItem, item)
    assert len(row.title) <= 200 and row.title.endswith("…")
    assert row.note == words.strip()


def test_a_note_whose_action_was_removed_is_unsorted_again(bench: Bench) -> None:
    workshop, _ = room(bench)
    (made,) = bench.do(harvest.turn_into, (note(bench, workshop),), "action")
    bench.do(actions.remove_action, made)
    seen = bench.ask(harvest.harvest, workshop)
    assert seen.unsorted == 1
    assert seen.lines[0].became is not None and not seen.lines[0].became.there


def test_kept_and_laid_aside_are_sorted_and_can_be_taken_back(bench: Bench) -> None:
    workshop, _ = room(bench)
    notes = bench.do(harvest.add_captures, workshop, ("a", "b", "c"))
    bench.do(harvest.keep_as_is, notes[:1])
    bench.do(harvest.lay_aside, notes[1:2])
    assert bench.ask(harvest.harvest, workshop).unsorted == 1
    bench.do(harvest.take_back, notes[:2])
    assert bench.ask(harvest.harvest, workshop).unsorted == 3


# ------------------------------------------------------------------------------------------------ clusters and votes


def test_notes_are_clustered_and_the_last_one_out_takes_the_cluster_with_it(bench: Bench) -> None:
    workshop, blocks = room(bench)
    notes = bench.do(harvest.add_captures, workshop, ("a", "b", "c"), block=blocks[1])
    cluster = bench.do(harvest.cluster_captures, notes[:2], "Tid")
    piles = next(b for b in bench.ask(harvest.harvest, workshop).blocks if b.block and b.block.id == blocks[1]).piles
    assert [(p.cluster.title if p.cluster else None, len(p.lines)) for p in piles] == [("Tid", 2), (None, 1)]
    bench.do(harvest.put_in_cluster, notes[:1], None)
    assert bench.library.get(Cluster, cluster) is not None
    bench.do(harvest.put_in_cluster, notes[1:2], None)
    assert bench.library.get(Cluster, cluster) is None
    bench.undo()
    assert bench.library.need(Capture, notes[1]).cluster == cluster


def test_a_cluster_moves_with_its_notes_and_goes_when_they_are_moved_removed_or_clustered_anew(bench: Bench) -> None:
    workshop, blocks = room(bench)
    notes = bench.do(harvest.add_captures, workshop, ("a", "b"), block=blocks[1])
    cluster = bench.do(harvest.cluster_captures, notes, "Tid")
    bench.do(harvest.cluster_to_block, cluster, blocks[3])
    assert {(c.block, c.cluster) for c in bench.library.all(Capture)} == {(blocks[3], cluster)}
    for act in (
        lambda: bench.do(harvest.captures_to_block, notes, None),
        lambda: bench.do(harvest.remove_captures, notes),
        lambda: bench.do(harvest.cluster_captures, notes, "Ny"),
    ):
        act()
        assert bench.library.get(Cluster, cluster) is None
        bench.undo()
        assert bench.library.count(Capture, cluster=cluster) == 2


def test_a_note_put_in_a_cluster_follows_to_its_block(bench: Bench) -> None:
    workshop, blocks = room(bench)
    here, there = note(bench, workshop, "a", block=blocks[1]), note(bench, workshop, "b", block=blocks[3])
    cluster = bench.do(harvest.cluster_captures, (here,), "Tid")
    bench.do(harvest.put_in_cluster, (there,), cluster)
    assert bench.library.need(Capture, there).block == blocks[1]
    assert bench.library.need(Capture, note(bench, workshop, "c", cluster=cluster)).block == blocks[1]


def test_merged_notes_keep_all_words_once_and_all_votes(bench: Bench) -> None:
    workshop, _ = room(bench)
    a, b, c = (note(bench, workshop, says, votes=votes) for says, votes in (("Ring", 3), ("Ring", None), ("Skriv", 2)))
    assert bench.do(harvest.merge_captures, (a, b, c)) == a
    kept = bench.library.need(Capture, a)
    assert (kept.says, kept.votes, bench.library.count(Capture)) == ("Ring\nSkriv", 5, 1)
    bench.undo()
    assert bench.library.count(Capture) == 3


def test_a_split_note_leaves_its_parts_side_by_side(bench: Bench) -> None:
    workshop, blocks = room(bench)
    first = note(bench, workshop, "Ring och skriv", block=blocks[1], votes=4)
    note(bench, workshop, "sist", block=blocks[1])
    bench.do(harvest.split_capture, first, ("Ring", "Skriv"))
    assert [(c.says, c.votes) for c in bench.library.children(Capture, workshop)] == [("Ring", 4), ("Skriv", None), ("sist", None)]


def test_votes_never_fall_below_nought(bench: Bench) -> None:
    workshop, _ = room(bench)
    capture = note(bench, workshop)
    for by, votes in ((1, 1), (1, 2), (-5, 0)):
        bench.do(harvest.add_votes, (capture,), by)
        assert bench.library.need(Capture, capture).votes == votes


def test_a_place_on_the_axes_is_both_or_neither(bench: Bench) -> None:
    workshop, _ = room(bench)
    capture = note(bench, workshop)
    bench.do(harvest.place_capture, capture, 100, 0)
    for x, y in ((101, 0), (5, None), (-1, 4)):
        with pytest.raises(Refused):
            bench.do(harvest.place_capture, capture, x, y)
    assert (bench.library.need(Capture, capture).x, bench.library.need(Capture, capture).y) == (100, 0)


def test_pasted_lines_lose_their_bullets_and_empty_lines() -> None:
    assert lines_of("– Ring upp\n\n  • Skriv\tbrev \n*Besök\n-\n") == ("Ring upp", "Skriv brev", "Besök")


# ------------------------------------------------------------------------------------------------ photos


def test_photos_follow_what_was_held_rather_than_what_was_planned(bench: Bench) -> None:
    workshop, blocks = room(bench)
    bench.do(hold, blocks[0], "2027-03-24T08:20:00Z", "2027-03-24T08:40:00Z")  # everything twenty minutes late
    bench.do(hold, blocks[1], "2027-03-24T08:40:00Z", "2027-03-24T09:50:00Z")
    photos = [NewPhoto(str(n) * 64, f"{n}.jpg", f"2027-03-24T{clock}:00") for n, clock in enumerate(("08:30", "08:39", "08:41", "09:49"))]
    made = bench.do(harvest.add_photos, workshop, photos, zone=UTC)
    assert [bench.library.need(Photo, p).block for p in made] == [blocks[0], blocks[0], blocks[1], blocks[1]]


def test_without_a_run_the_planned_times_decide_and_a_break_shows_the_work_before_it(bench: Bench) -> None:
    workshop, blocks = room(bench)
    clocks = ("08:45", "09:05", "09:25", "10:35", "10:50", "11:35", "16:00")
    photos = [NewPhoto(str(n) * 64, f"{n}.jpg", f"2027-03-24T{clock}:00") for n, clock in enumerate(clocks)]
    made = bench.do(harvest.add_photos, workshop, photos)
    assert [bench.library.need(Photo, p).block for p in made] == [
        blocks[0], blocks[0], blocks[1], blocks[1], blocks[3], blocks[3], None,
    ]  # fmt: skip


def test_a_photo_without_a_time_or_of_another_day_belongs_to_no_block(bench: Bench) -> None:
    workshop, _ = room(bench)
    made = bench.do(harvest.add_photos, workshop, (NewPhoto("a" * 64), NewPhoto("b" * 64, "", "2027-03-25T09:05:00")))
    assert [bench.library.need(Photo, p).block for p in made] == [None, None]


def test_the_same_photo_is_taken_in_once(bench: Bench) -> None:
    workshop, _ = room(bench)
    bench.do(harvest.add_photos, workshop, (NewPhoto("a" * 64), NewPhoto("a" * 64), NewPhoto("b" * 64)))
    assert bench.do(harvest.add_photos, workshop, (NewPhoto("b" * 64), NewPhoto("c" * 64))) != ()
    assert bench.library.count(Photo) == 3


def test_a_camera_an_hour_slow_is_set_right_for_all_its_photos(bench: Bench) -> None:
    workshop, blocks = room(bench)
    made = bench.do(harvest.add_photos, workshop, (NewPhoto("a" * 64, "", "2027-03-24T08:25:00"), NewPhoto("b" * 64)))
    bench.do(harvest.set_camera_clock, made, 60)
    moved = {p.content[0]: (p.taken, p.block) for p in bench.library.all(Photo)}
    assert moved == {"a": ("2027-03-24T09:25:00", blocks[1]), "b": ("", None)}


moments = st.integers(0, 12 * 60).map(lambda m: datetime(2027, 3, 24, 8) + timedelta(minutes=m))


@given(moments, st.lists(st.tuples(st.integers(1, 120), st.integers(0, 40), st.booleans()), max_size=8))
def test_a_photo_is_never_put_in_a_break_or_in_work_that_had_not_begun(taken: datetime, lengths: list[tuple[int, int, bool]]) -> None:
    at, spans = datetime(2027, 3, 24, 9), []
    for n, (minutes, gap, rest) in enumerate(lengths):
        at += timedelta(minutes=gap)
        spans.append(Span(str(n), at, at + timedelta(minutes=minutes), rest))
        at += timedelta(minutes=minutes)
    found = block_at(taken, spans)
    if found is None:
        return
    span = spans[int(found)]
    assert not span.rest
    assert span.start <= taken or (span is next(s for s in spans if not s.rest) and span.start - taken <= timedelta(minutes=30))
    assert not any(s.start <= taken < s.end for s in spans if not s.rest and s is not span)


# ------------------------------------------------------------------------------------------------ closing and what came before


def test_open_actions_of_earlier_workshops_of_the_initiative_come_first(bench: Bench) -> None:
    initiative = bench.do(initiatives.new_initiative, "Svar")
    before, _ = room(bench, date="2027-02-01", initiative=initiative)
    other, _ = room(bench, date="2027-02-02")
    later, _ = room(bench, date="2027-06-01", initiative=initiative)
    now, _ = room(bench, initiative=initiative)
    for workshop, what in ((before, "Ring"), (before, "Klar"), (other, "Annat"), (later, "Senare"), (now, "Nu")):
        bench.do(actions.add_action, workshop, what)
    done = next(a.id for a in bench.library.all(Action) if a.what == "Klar")
    bench.do(actions.change_status, done, "done")
    bench.do(actions.add_action, initiative, "Av initiativet", due="2027-03-01")
    assert [x.line.action.what for x in bench.ask(harvest.earlier_actions, now)] == ["Av initiativet", "Ring"]


def test_finishing_asks_once_for_an_action_with_owner_and_day_within_two_weeks(bench: Bench) -> None:
    workshop, _ = room(bench)
    who = bench.do(people.add_person, NewPerson("Ada", "Ek"))
    assert bench.ask(harvest.closing, workshop, "2027-03-24").asks
    late = bench.do(actions.add_action, workshop, "Ring", owner=who, due="2027-05-01")
    assert bench.ask(harvest.closing, workshop, "2027-03-24").asks
    bench.do(actions.set_due, late, "2027-04-07")
    assert not bench.ask(harvest.closing, workshop, "2027-03-24").asks
    bench.do(actions.remove_action, late)
    bench.do(harvest.finish_workshop, workshop, what="Ring", owner=who, due="2027-03-30")
    told = bench.ask(harvest.closing, workshop, "2027-03-24")
    assert not told.asks and told.closed
    bench.undo()
    assert bench.library.all(Action) == ()
    assert bench.ask(harvest.closing, workshop, "2027-03-24").closed is None


def test_a_meeting_without_work_of_its_own_is_not_asked(bench: Bench) -> None:
    workshop = bench.do(workshops.new_workshop, "Information", date="2027-03-24")
    bench.do(agenda.add_block, bench.library.children(Day, workshop)[0].id, title="Läget", type="plenary")
    assert not bench.ask(harvest.closing, workshop, "2027-03-24").asks


# ------------------------------------------------------------------------------------------------ evaluation


def form(*scores: int | None, keep: str = "", change: str = "") -> Evaluation:
    return Evaluation(worthwhile=scores[0], heard=scores[1], clear=scores[2], keep=keep, change=change)


def test_fewer_than_four_forms_tell_only_how_many_they_are() -> None:
    told = verdict([form(5, 5, 1, keep="Bra")] * 3)
    assert (told.forms, told.hidden, told.answered, told.keep) == (3, True, (), ())


def test_a_statement_with_fewer_than_four_answers_is_left_out() -> None:
    told = verdict([form(5, None, 3), form(4, None, 3), form(2, 1, 3), form(5, 2, None), form(None, 3, 1)])
    assert [(a.statement, a.n, a.tenths, a.lowest, a.highest) for a in told.answered] == [
        ("worthwhile", 4, 40, 2, 5),
        ("clear", 4, 25, 1, 3),
    ]


def test_words_stand_in_alphabetical_order_so_that_no_form_can_be_put_together() -> None:
    told = verdict([form(1, 1, 1, keep=k, change=c) for k, c in (("Öppet", "a"), ("Bra", "c"), ("Allt", ""), ("", "b"))])
    assert (told.keep, told.change) == (("Allt", "Bra", "Öppet"), ("a", "b", "c"))


def test_an_empty_form_is_no_form(bench: Bench) -> None:
    workshop, _ = room(bench)
    with pytest.raises(Refused):
        bench.do(harvest.add_evaluation, workshop, None, None, None, " ", "")
    with pytest.raises(Refused):
        bench.do(harvest.add_evaluation, workshop, 6, None, None)
    assert bench.library.count(Evaluation) == 0


# ------------------------------------------------------------------------------------------------ insights


def test_an_insight_is_declined_with_a_reason_only(bench: Bench) -> None:
    workshop, _ = room(bench)
    insight = bench.do(insights.add_insight, workshop, "De ringer två gånger")
    with pytest.raises(Refused):
        bench.do(insights.decide_insight, insight, "declined", " ")
    bench.do(insights.decide_insight, insight, "declined", "Görs redan")
    bench.do(insights.answer_insight, insight, "Tack, det görs redan.")
    row = bench.library.need(Insight, insight)
    assert (row.state, row.reason, row.answered is not None) == ("declined", "Görs redan", True)
