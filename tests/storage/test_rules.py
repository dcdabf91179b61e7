"""Every rule of the library once, in the order log.md tells them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.storage import small
from tests.storage.small import V1, V2, Block, Identity, OldBlock, OldPlan, Person, Plan, bench
from verkstad.app.workbench import Bench
from verkstad.domain.change import fold
from verkstad.domain.errors import Blocked, Corrupt, Missing, Refused
from verkstad.domain.fields import Id
from verkstad.domain.merge import Bundle
from verkstad.domain.schema import GONE


def two() -> tuple[Bench, Bench, Id, Id]:
    """Two replicas with one plan and one block; returns both and the ids."""
    a, b = bench(1), bench(2)
    plan = a.do(small.add, Plan, title="Start")
    block = a.do(small.add, Block, plan, title="Incheckning", minutes=15, notes="ett två tre fyra fem")
    send(a, b)
    return a, b, plan, block


def send(source: Bench, target: Bench) -> None:
    bundle = source.give_out(None)
    target.take_in(bundle, "Import", background=True, accept=bundle.marks)
    check(target)


def check(b: Bench) -> None:
    library = b.library
    assert library.shown() == fold(library.schema, library.changes(), library.erased_rows())


def log(b: Bench) -> int:
    return len(b.library.changes())


def title(b: Bench, block: Id) -> str:
    return b.library.need(Block, block).title


# ---- writing


def test_two_puts_of_one_row_in_one_transaction_are_one_change() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    block = b.do(small.add, Block, plan, title="x")
    n = log(b)
    b.do(small.several, plan, block, "w")
    assert log(b) == n + 3  # the new block, the old one, the plan
    check(b)


def test_an_edit_that_changes_nothing_writes_nothing_and_is_no_step() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    step, n = b.undo_step, log(b)
    b.do(small.edit, Plan, plan, title="p")
    assert (b.undo_step, log(b)) == (step, n)


def test_moving_a_block_writes_one_change() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    rows = [b.do(small.add, Block, plan, title=str(k)) for k in range(5)]
    n = log(b)
    b.do(small.move, Block, rows[4], plan, rows[0])
    assert log(b) == n + 1
    assert [x.title for x in b.library.children(Block, plan)] == ["0", "4", "1", "2", "3"]


def test_text_is_composed_when_written_and_never_when_taken_in() -> None:
    a, b = bench(1), bench(2)
    plan = a.do(small.add, Plan, title="A\u030angstro\u0308m\x00\x07 en\nrad")
    assert a.library.need(Plan, plan).title == "Ångström en rad"
    raw = a.library.history(plan)[0]
    said = {**raw.values, "title": ("n", "A\u030a")}
    strange = type(raw)(raw.site, 1, raw.at, raw.actor, "p9", "plan", "p9", said).sealed()
    b.take_in(Bundle((strange,)), "")
    assert b.library.need(Plan, "p9").title == "A\u030a"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"title": "x" * 201}, "too_long"),
        ({"minutes": 10_001}, "range"),
        ({"minutes": "15"}, "shape"),
        ({"on": "24 mars"}, "shape"),
        ({"title": None}, "shape"),
        ({"done": 2}, "shape"),
    ],
)
def test_what_has_the_wrong_shape_is_refused_and_nothing_is_written(columns: dict[str, Any], reason: str) -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    n = log(b)
    with pytest.raises(Refused) as refused:
        b.do(small.add, Block, plan, **columns)
    assert refused.value.reason == reason
    assert log(b) == n


def test_a_row_stands_only_under_its_kind_of_parent_and_stays_in_its_scope() -> None:
    b = bench()
    plan, other = b.do(small.add, Plan, title="p"), b.do(small.add, Plan, title="q")
    person = b.do(small.add, Person, position="chef")
    block = b.do(small.add, Block, plan, title="x")
    for parent, reason in ((None, "place"), (person, "place"), (other, "scope")):
        with pytest.raises(Refused) as refused:
            b.do(small.move, Block, block, parent)
        assert refused.value.reason == reason
    with pytest.raises(Missing):
        b.do(small.add, Block, "nowhere", title="x")


def test_scopes_follow_from_where_a_row_stands() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    block = b.do(small.add, Block, plan, title="x")
    inner = b.do(small.add, Block, block, title="y")
    person = b.do(small.add, Person, position="chef")
    name = b.do(small.add, Identity, person, given="Ada")
    assert [b.library.scope_of(r) for r in (plan, block, inner, person, name)] == [plan, plan, plan, "directory", "directory"]


def test_ids_made_in_one_moment_sort_in_the_order_they_were_made() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    b.do(small.several, plan, None, "x")
    ids = [c.row for c in b.library.changes()]
    assert ids[0][14] == "7"
    assert len(set(ids)) == 2


def test_a_relation_that_can_exist_once_has_the_same_id_everywhere() -> None:
    a, b = bench(1), bench(2)
    assert a.library.derived_id("identity", "x") == b.library.derived_id("identity", "x") != a.library.derived_id("identity", "y")


# ---- meeting


def test_two_fields_of_one_block_merge_without_a_conflict() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, title="A")
    b.do(small.edit, Block, block, minutes=25)
    send(a, b)
    send(b, a)
    assert a.library.shown() == b.library.shown()
    assert a.library.conflicts(block) == {}
    row = a.library.need(Block, block)
    assert (row.title, row.minutes) == ("A", 25)


def test_typing_in_an_open_conflict_does_not_swallow_theirs() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, title="A:s")
    b.do(small.edit, Block, block, title="B:s")
    send(b, a)
    mine = title(a, block)
    a.do(small.edit, Block, block, title="igen")
    told = {c.value for c in a.library.conflicts(block)["title"]}
    assert told == {"igen", "B:s" if mine == "A:s" else "A:s"}
    assert a.library.open_conflicts() == (("piece", block),)
    wrote = {c.value: c.actor for c in a.library.conflicts(block)["title"]}
    assert wrote == {"igen": a.library.actor, **({"B:s": b.library.actor} if mine == "A:s" else {"A:s": a.library.actor})}


def test_undo_of_a_decision_opens_the_conflict_again() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, title="A:s")
    b.do(small.edit, Block, block, title="B:s")
    send(b, a)
    before = a.library.shown()
    a.do(small.resolve, block, "title", "båda")
    assert a.library.conflicts(block) == {}
    after = a.library.shown()
    a.undo()
    assert a.library.shown() == before
    a.redo()
    assert a.library.shown() == after


def test_undo_after_a_merge_keeps_the_colleagues_work() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, title="min")
    b.do(small.edit, Block, block, title="din", minutes=99)
    send(b, a)
    a.undo()
    assert title(a, block) == "din"
    assert a.library.need(Block, block).minutes == 99
    assert a.library.conflicts(block) == {}
    check(a)


def test_a_redo_leaves_standing_what_a_colleague_put_in_place_of_the_value_meanwhile() -> None:
    """Found by two thousand histories: the colleague had the value, had not heard that it was undone, and wrote over it."""
    a, b, _, block = two()
    a.do(small.edit, Block, block, title="min")
    send(a, b)
    a.undo()
    b.do(small.edit, Block, block, title="din")
    apart = bench(3)
    for source in (b, a):
        send(source, apart)
    assert {c.value for c in apart.library.conflicts(block)["title"]} == {"Incheckning", "din"}  # nobody chose between these two
    a.redo()
    assert title(a, block) == "min"
    send(a, apart)
    send(b, a)
    for each in (a, apart):
        assert title(each, block) == "din"
        assert each.library.conflicts(block) == {}
    b.undo()
    send(b, a)
    assert title(a, block) == "min"


def test_undo_is_blocked_and_says_who_by_when_a_colleague_has_built_on_it() -> None:
    a, b, plan, _ = two()
    new = a.do(small.add, Block, plan, title="ny")
    send(a, b)
    b.do(small.edit, Block, new, notes="svar")
    send(b, a)
    before = a.library.shown()
    with pytest.raises(Blocked) as blocked:
        a.undo()
    assert blocked.value.facts["actor"] == b.library.actor
    assert (blocked.value.facts["row"], blocked.value.facts["field"]) == (new, "notes")
    assert a.library.shown() == before
    assert a.undo_step is not None


def test_texts_put_together_are_marked_until_somebody_writes() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, notes="ETT två tre fyra fem")
    b.do(small.edit, Block, block, notes="ett två tre fyra FEM")
    send(b, a)
    assert a.library.need(Block, block).notes == "ETT två tre fyra FEM"
    assert a.library.merged(block) == ("notes",)
    assert a.library.open_conflicts() == ()
    a.do(small.edit, Block, block, notes="ETT två tre fyra FEM!")
    assert a.library.merged(block) == ()
    check(a)


# ---- removal


def test_a_parent_kept_by_an_unseen_child_is_marked_and_editing_brings_it_back() -> None:
    a, b, plan, block = two()
    a.do(small.remove, plan)
    assert a.library.shown() == {}
    late = b.do(small.add, Block, plan, title="sen idé")
    send(b, a)
    assert a.library.need(Plan, plan).kept
    assert a.library.get(Block, block) is None
    assert [x.id for x in a.library.children(Block, plan)] == [late]
    before = a.library.shown()
    a.do(small.remove, plan)
    assert a.library.shown() == {}
    a.undo()
    assert a.library.shown() == before
    a.do(small.edit, Plan, plan, title="tillbaka")
    assert not a.library.need(Plan, plan).kept
    check(a)


def test_a_removal_against_an_unseen_edit_keeps_the_row_and_asks() -> None:
    a, b, _, block = two()
    a.do(small.remove, block)
    b.do(small.edit, Block, block, title="kvar")
    send(b, a)
    assert title(a, block) == "kvar"
    told = a.library.conflicts(block)[GONE]
    assert {c.value for c in told} == {0, 1}
    a.do(small.resolve, block, GONE, 1)
    assert a.library.get(Block, block) is None
    a.undo()
    a.do(small.resolve, block, GONE, 0)
    assert a.library.conflicts(block) == {}
    check(a)


def test_putting_a_removed_row_brings_it_back_as_it_was() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    block = b.do(small.add, Block, plan, title="x", minutes=5)
    row = b.library.need(Block, block)
    b.do(small.remove, block)
    before = b.library.shown()
    b.do(small.add, Block, plan, id=block, title="y")
    assert b.library.need(Block, block) == row.with_(title="y", minutes=None, rank=row.rank)
    b.undo()
    assert b.library.shown() == before
    check(b)


def test_moves_that_meet_in_a_circle_show_every_row_and_removing_one_spares_what_it_is_seen_under() -> None:
    a, b, plan, p = two()
    q = a.do(small.add, Block, plan, title="q")
    send(a, b)
    a.do(small.move, Block, p, q)
    b.do(small.move, Block, q, p)
    send(a, b)
    send(b, a)
    assert a.library.shown() == b.library.shown()
    assert {p, q} <= set(a.library.shown())
    top, under = sorted((p, q), reverse=True)
    assert a.library.need(Block, top).parent is None
    a.do(small.remove, under)
    assert a.library.get(Block, top) is not None
    check(a)


def test_a_child_that_comes_before_its_parent_waits_for_it() -> None:
    a, _, plan, block = two()
    c = bench(3)
    every = a.give_out(None).changes
    c.take_in(Bundle(tuple(x for x in every if x.row == block)), "")
    assert c.library.shown() == {}
    c.take_in(Bundle(tuple(x for x in every if x.row == plan)), "")
    assert set(c.library.shown()) == {plan, block}
    check(c)


# ---- undo


def test_a_hundred_steps_can_be_undone_and_redone_also_by_another_program() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    seen = [b.library.shown()]
    for n in range(120):
        b.do(small.edit, Plan, plan, title=f"t{n}")
        seen.append(b.library.shown())
    for want in reversed(seen[:-1]):
        b.undo()
        assert b.library.shown() == want
    for want in seen[1:]:
        b.redo()
        assert b.library.shown() == want
    assert b.redo() is None
    check(b)


def test_a_new_step_ends_what_could_be_redone() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    b.do(small.edit, Plan, plan, title="q")
    b.undo()
    assert b.redo_step is not None
    b.do(small.edit, Plan, plan, title="r")
    assert b.redo_step is None
    assert b.redo() is None


def test_a_step_has_a_label_and_a_subject() -> None:
    b = bench()
    b.do(small.add, Plan, title="Första steget")
    assert b.undo_step is not None
    assert (b.undo_step.label, b.undo_step.subject) == ("New row", "Första steget")


# ---- imports


def test_an_import_taken_back_leaves_no_trace_and_can_be_taken_again() -> None:
    a, _, plan, _ = two()
    c = bench(3)
    c.take_in(a.give_out(None), "Import", subject="fil.verkstad")
    n, shown = log(c), c.library.shown()
    assert c.undo_step is not None
    assert c.undo_step.imported
    assert c.undo_step.subject == "fil.verkstad"
    c.undo()
    assert (log(c), c.library.shown()) == (0, {})
    c.redo()
    assert (log(c), c.library.shown()) == (n, shown)
    new = c.do(small.add, Block, plan, title="nytt")
    c.undo()
    c.undo()
    assert c.library.shown() == {}
    c.redo()
    c.redo()
    assert c.library.get(Block, new) is not None
    check(c)


def test_an_import_on_which_a_colleague_has_built_is_not_taken_back() -> None:
    a, b, plan, _ = two()
    c = bench(3)
    c.take_in(a.give_out(None), "Import")
    b.do(small.edit, Plan, plan, title="vidare")
    send(b, c)
    shown = c.library.shown()
    with pytest.raises(Blocked) as blocked:
        c.undo()
    assert blocked.value.reason == "import"
    assert c.library.shown() == shown


def test_an_import_that_brings_nothing_is_no_step() -> None:
    a, b, _, _ = two()
    step = b.undo_step
    assert b.take_in(a.give_out(None), "Import") == 0
    assert b.undo_step == step


def test_an_import_left_half_way_changes_nothing() -> None:
    a, _, _, _ = two()
    c = bench(3)
    plan = c.do(small.add, Plan, title="mitt")
    shown, step = c.library.shown(), c.undo_step
    going = c.taking_in(a.give_out(None), "Import")
    next(going)
    with pytest.raises(Refused):
        c.do(small.edit, Plan, plan, title="x")
    going.close()
    assert (c.library.shown(), c.undo_step) == (shown, step)
    c.do(small.edit, Plan, plan, title="y")
    check(c)


def test_a_forged_change_is_refused_whole() -> None:
    a, _, _, block = two()
    c = bench(3)
    every = list(a.give_out(None).changes)
    bad = next(n for n, x in enumerate(every) if x.row == block)
    every[bad] = type(every[bad])(**{**{s: getattr(every[bad], s) for s in every[bad].__slots__}, "values": {"title": ("n", "falsk")}})
    with pytest.raises(Corrupt):
        c.take_in(Bundle(tuple(every)), "Import")
    assert log(c) == 0


def test_the_clock_of_a_file_that_ran_away_is_refused() -> None:
    a, _, plan, _ = two()
    raw = a.library.history(plan)[0]
    far = type(raw)(raw.site, 2**40 + 1, raw.at, raw.actor, raw.scope, raw.kind, raw.row, raw.values).sealed()
    with pytest.raises(Corrupt):
        bench(3).take_in(Bundle((far,)), "")


def test_a_scope_goes_out_with_the_directory_rows_it_refers_to_and_no_others() -> None:
    a, _, plan, block = two()
    lead, other = a.do(small.add, Person, position="chef"), a.do(small.add, Person, position="annan")
    name = a.do(small.add, Identity, lead, given="Ada")
    a.do(small.add, Identity, other, given="Bo")
    second = a.do(small.add, Plan, title="annat")
    a.do(small.edit, Block, block, lead=lead)
    rows = {c.row for c in a.give_out([plan]).changes}
    assert rows == {plan, block, lead, name}
    assert {c.row for c in a.give_out([plan], without_participants=True).changes} == {plan, block, lead}
    assert {c.row for c in a.give_out([second]).changes} == {second}


# ---- versions


def test_an_older_program_keeps_what_it_does_not_know_and_shows_it_after_the_upgrade(tmp_path: Any) -> None:
    path = tmp_path / "l.sqlite"
    old = Bench.open(path, schema=V1, clock=small.ticking(), entropy=random.Random(1).randbytes)
    plan = old.do(small.add, OldPlan, title="W", who="Karin Ek")
    block = old.do(small.add, OldBlock, plan, title="T", length=30)
    new = bench(2)
    new.take_in(old.give_out(None), "")
    assert new.library.need(Plan, plan).family == "Ek"
    assert new.library.need(Block, block).minutes == 30
    new.do(small.edit, Block, block, minutes=35, notes="nytt")
    new.do(small.edit, Plan, plan, family="Ekman")
    bundle = new.give_out(None)
    old.take_in(bundle, "")
    assert old.library.need(OldBlock, block).length == 35
    check(old)
    ids = [c.id for c in old.library.changes()]
    old.close()
    old = Bench.open(path, schema=V2, clock=small.ticking(), entropy=random.Random(3).randbytes)
    assert [c.id for c in old.library.changes()] == ids
    assert all(c.computed_id() == c.id for c in old.library.changes())
    assert old.library.need(Block, block).notes == "nytt"
    row = old.library.need(Plan, plan)
    assert (row.given, row.family) == ("Karin", "Ekman")
    check(old)
    old.close()


def test_what_stands_below_a_row_that_begins_to_wait_waits_too_also_below_one_that_changed_otherwise() -> None:
    """Found by two thousand histories: a row moves under one that is not here, while its child has another change in the same file."""
    a, b = small.bench(1), small.bench(2)
    plan = a.do(small.add, Plan, title="plan")
    top = a.do(small.add, Block, plan, title="överst")
    middle = a.do(small.add, Block, top, title="mellan")
    lowest = a.do(small.add, Block, middle, title="underst")
    b.take_in(a.give_out(None), "", background=True)
    new = a.do(small.add, Block, plan, title="ny")
    a.do(small.move, Block, top, new, None)
    a.do(small.edit, Block, middle, notes="ändrad")
    whole = a.give_out(None)
    some = Bundle(tuple(c for c in whole.changes if c.row in (top, middle)), ())
    b.take_in(some, "", background=True)
    assert {top, middle, lowest} & set(b.library.shown()) == set()
    assert b.library.shown() == fold(b.library.schema, b.library.changes(), b.library.erased_rows())
    b.take_in(whole, "", background=True)
    assert {top, middle, lowest, new} <= set(b.library.shown())
