"""The workbench: one way to write, everybody told, typing kept."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.storage import small
from tests.storage.small import V2, Block, Plan, bench
from verkstad.app.workbench import Bench, Changes, action
from verkstad.domain.errors import Failure, Refused
from verkstad.storage.library import Library
from verkstad.storage.writing import Transaction


@action("Fails")
def fails(tx: Transaction, plan: str) -> None:
    tx.put(tx.need(Plan, plan).with_(title="halvvägs"))
    raise Refused("no")


@action("Nests", settles="plan.title")
def strict(tx: Transaction, plan: str, title: str) -> None:
    if not title.strip():
        raise Refused("empty")
    tx.put(tx.need(Plan, plan).with_(title=title.strip()))


def test_only_registered_actions_write() -> None:
    b = bench()
    with pytest.raises(TypeError):
        b.do(lambda tx: None)


def test_an_action_that_raises_leaves_everything_as_it_was() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    heard: list[Changes] = []
    b.listen(lambda changes, by: heard.append(changes))
    shown, step, lamport, saved = b.library.shown(), b.undo_step, b.library.lamport, b.saved_at
    with pytest.raises(Refused):
        b.do(fails, plan)
    assert (b.library.shown(), b.undo_step, b.library.lamport, b.saved_at, heard) == (shown, step, lamport, saved, [])


def test_everybody_who_listens_hears_what_may_look_different_and_by_whom() -> None:
    b = bench()
    heard: list[tuple[Changes, object]] = []
    end = b.listen(lambda changes, by: heard.append((changes, by)))
    plan = b.do(small.add, Plan, title="p", by="me")
    block = b.do(small.add, Block, plan, title="b")
    assert [(dict(c.rows), by) for c, by in heard] == [({"plan": {plan}}, "me"), ({"piece": {block}}, None)]
    heard.clear()
    b.do(small.remove, plan, by="me")
    assert heard[0][0].touches(Plan)
    assert heard[0][0].ids(Block) == {block}
    heard.clear()
    b.undo(by="me")
    b.redo()
    assert [set(c.rows) for c, _ in heard] == [{"plan", "piece"}, {"plan", "piece"}]
    end()
    b.do(small.add, Plan, title="q")
    assert len(heard) == 2


def test_nothing_is_told_when_nothing_changed() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    heard: list[Changes] = []
    b.listen(lambda changes, by: heard.append(changes))
    b.do(small.edit, Plan, plan, title="p")
    assert heard == []


def test_a_listener_sees_the_library_after_the_commit() -> None:
    b = bench()
    seen: list[bool] = []
    b.listen(lambda changes, by: seen.append(b.library.db.conn.in_transaction))
    b.do(small.add, Plan, title="p")
    assert seen == [False]


def test_saved_at_is_the_moment_of_the_last_commit() -> None:
    b = bench()
    assert b.saved_at is None
    b.do(small.add, Plan, title="p")
    first = b.saved_at
    assert first is not None
    b.draft(b.library.all(Plan)[0].id, "title", "x")
    assert b.saved_at > first


# ---- typing


def with_a_block() -> tuple[Bench, str, str]:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    return b, plan, b.do(small.add, Block, plan, title="b", notes="n")


def test_a_draft_is_no_change_and_no_step_until_it_is_settled_as_one() -> None:
    b, _, block = with_a_block()
    n, step = len(b.library.changes()), b.undo_step
    for text in ("s", "sk", "skr"):
        b.draft(block, "title", text)
    assert (len(b.library.changes()), b.undo_step) == (n, step)
    assert [d.text for d in b.drafts(block)] == ["skr"]
    assert b.settle(block, "title") == ()
    assert b.library.need(Block, block).title == "skr"
    assert len(b.library.changes()) == n + 1
    assert b.drafts() == ()
    b.undo()
    assert b.library.need(Block, block).title == "b"


def test_the_change_that_settles_a_field_drops_its_draft_and_no_other() -> None:
    b, _, block = with_a_block()
    b.draft(block, "title", "t")
    b.draft(block, "notes", "m")
    b.do(small.rename, block, "t")
    assert [d.column for d in b.drafts()] == ["notes"]


def test_what_is_typed_becomes_a_step_before_undo_and_is_what_undo_takes_back() -> None:
    b, _, block = with_a_block()
    b.do(small.edit, Block, block, minutes=5)
    b.draft(block, "title", "skriver")
    b.undo()
    assert b.library.need(Block, block).title == "b"
    assert b.library.need(Block, block).minutes == 5
    b.redo()
    assert b.library.need(Block, block).title == "skriver"


def test_what_goes_out_holds_what_is_being_typed() -> None:
    b, _, block = with_a_block()
    b.draft(block, "title", "skriver")
    assert any(c.value("title") == "skriver" for c in b.give_out(None).changes)


def test_what_has_been_typed_for_a_minute_becomes_a_change() -> None:
    moments = iter([datetime(2027, 3, 24, 8, tzinfo=UTC) + timedelta(seconds=s) for s in (0, 0, 0, 1, 30, 59, 62, 63, 64, 65)])
    b = Bench.in_memory(schema=V2, clock=lambda: next(moments), entropy=random.Random(1).randbytes)
    plan = b.do(small.add, Plan, title="p")
    block = b.do(small.add, Block, plan, title="b")
    for text in ("a", "ab", "abc"):
        b.draft(block, "title", text)
    assert b.library.need(Block, block).title == "b"
    b.draft(block, "title", "abcd")
    b.draft(block, "title", "abcde")
    assert b.library.need(Block, block).title in ("abcd", "abcde")


def test_a_draft_survives_a_kill_and_is_offered_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    b = Bench.open(path, schema=V2)
    plan = b.do(small.add, Plan, title="p")
    b.draft(plan, "title", "halvskrivet")
    b.library.close()  # as a kill leaves it: nothing settled
    b = Bench.open(path, schema=V2)
    assert [(d.row, d.column, d.text) for d in b.drafts()] == [(plan, "title", "halvskrivet")]
    assert b.library.need(Plan, plan).title == "p"
    assert b.settle() == ()
    assert b.library.need(Plan, plan).title == "halvskrivet"
    b.close()


def test_closing_settles_what_is_typed(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    b = Bench.open(path, schema=V2)
    plan = b.do(small.add, Plan, title="p")
    b.draft(plan, "title", "klart")
    b.close()
    b = Bench.open(path, schema=V2)
    assert b.library.need(Plan, plan).title == "klart"
    b.close()


def test_what_cannot_be_settled_is_kept_and_handed_back() -> None:
    b, plan, block = with_a_block()
    b.draft(plan, "title", "   ")  # the action refuses it
    b.draft(plan, "notes", "ingen åtgärd tar hand om detta")
    b.draft(block, "title", "raden försvinner")
    b.do(small.remove, block)
    assert [(d.column, d.text) for d in b.settle()] == [
        ("title", "   "),
        ("notes", "ingen åtgärd tar hand om detta"),
        ("title", "raden försvinner"),
    ]
    assert len(b.drafts()) == 3
    b.forget_draft(plan, "title")
    assert len(b.drafts()) == 2


def test_a_draft_that_says_what_already_stands_is_dropped_without_a_change() -> None:
    b, _, block = with_a_block()
    n = len(b.library.changes())
    b.draft(block, "title", "b")
    assert b.settle() == ()
    assert len(b.library.changes()) == n


# ---- questions


def test_rows_come_in_their_order_and_where_takes_lists() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    rows = [b.do(small.add, Block, plan, title=t, minutes=n) for n, t in enumerate("abc")]
    b.do(small.move, Block, rows[2], plan, None)
    assert [r.title for r in b.library.children(Block, plan)] == ["c", "a", "b"]
    assert [r.title for r in b.library.where(Block, title=["b", "c", "x"])] == ["c", "b"]
    assert b.library.where(Block, title=[]) == ()
    assert [r.title for r in b.library.where(Block, parent=plan, minutes={1})] == ["b"]
    assert len(b.library.where(Block, id=[*rows, *(f"x{n}" for n in range(1_200))])) == 3
    assert b.library.count(Block, parent=plan) == 3
    assert b.library.tally(Block, "minutes") == {0: 1, 1: 1, 2: 1}
    assert b.library.get(Block, None) is None
    with pytest.raises(TypeError):
        b.library.where(Block, no_such_column=1)
    with pytest.raises(Failure):
        b.library.need(Block, "nowhere")


def test_an_answer_that_is_recalled_is_asked_for_anew_when_anything_was_written() -> None:
    b = bench()
    plan = b.do(small.add, Plan, title="p")
    asked: list[str] = []

    def titles(library: Library, end: str) -> tuple[str, ...]:
        asked.append(end)
        return tuple(row.title + end for row in library.all(Plan))

    assert b.recall(titles, "!") == b.recall(titles, "!") == ("p!",)
    assert asked == ["!"] and b.recall(titles, "?") == ("p?",)
    b.do(strict, plan, "q")
    assert b.recall(titles, "!") == ("q!",)
    b.undo()
    assert b.recall(titles, "!") == ("p!",)
