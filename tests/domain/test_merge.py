"""The plan of what a file would bring, worked out before anything is touched, and the same as what then happens."""

from __future__ import annotations

import pickle

from tests.storage import small
from tests.storage.small import Block, Identity, Person, Plan, bench
from verkstad.app.workbench import Bench
from verkstad.domain.fields import Id
from verkstad.domain.merge import FieldPlan
from verkstad.domain.merge import Plan as MergePlan


def two() -> tuple[Bench, Bench, Id, Id]:
    a, b = bench(1), bench(2)
    plan = a.do(small.add, Plan, title="Start")
    block = a.do(small.add, Block, plan, title="Incheckning", minutes=15, notes="ett två tre fyra fem", colour="blå")
    b.take_in(a.give_out(None), "", background=True)
    return a, b, plan, block


def planned(a: Bench, b: Bench) -> MergePlan:
    """What b's work would bring to a; a is left as it was."""
    before = a.library.shown(), len(a.library.changes())
    found = a.preview(b.give_out(None))
    assert (a.library.shown(), len(a.library.changes())) == before
    return found


def field(found: MergePlan, wire: str) -> FieldPlan:
    return next(f for s in found.scopes for r in s.rows for f in r.fields if f.wire == wire)


def test_rows_that_are_not_here_are_new_and_grouped_by_scope() -> None:
    _, b, plan, _ = two()
    new = b.do(small.add, Block, plan, title="ny")
    person = b.do(small.add, Person, position="chef")
    b.do(small.add, Identity, person, given="Ada")
    found = planned(bench(3), b)
    assert [(s.scope, [r.kind for r in s.rows]) for s in found.scopes] == [
        (plan, ["plan", "piece", "piece"]),
        ("directory", ["person", "identity"]),
    ]
    assert found.count("new") == 5
    assert next(r for s in found.scopes for r in s.rows if r.row == new).values["title"] == "ny"
    assert found.actors[0][1] >= found.actors[-1][1]
    assert found.first <= found.last


def test_a_value_of_theirs_alone_is_a_change_with_mine_theirs_and_base() -> None:
    a, b, _, block = two()
    b.do(small.edit, Block, block, title="Deras")
    found = planned(a, b)
    assert (found.count("changed"), found.count("conflicting"), found.fresh) == (1, 0, 1)
    told = field(found, "title")
    assert (told.outcome, told.mine, told.theirs, told.base, told.actor) == (
        "theirs",
        "Incheckning",
        "Deras",
        "Incheckning",
        b.library.actor,
    )


def test_two_values_are_a_conflict_and_the_base_lies_below() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, title="Min")
    b.do(small.edit, Block, block, title="Deras")
    found = planned(a, b)
    assert found.count("conflicting") == 1
    told = field(found, "title")
    assert (told.outcome, told.mine, told.theirs, told.base) == ("conflict", "Min", "Deras", "Incheckning")
    a.take_in(b.give_out(None), "Import")
    assert {c.value for c in a.library.conflicts(block)["title"]} == {"Min", "Deras"}


def test_texts_that_can_be_put_together_say_so() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, notes="ETT två tre fyra fem")
    b.do(small.edit, Block, block, notes="ett två tre fyra FEM")
    assert field(planned(a, b), "notes").outcome == "merged"


def test_the_latest_of_two_labels_is_listed_and_never_silent() -> None:
    a, b, _, block = two()
    a.do(small.edit, Block, block, colour="röd")
    b.do(small.edit, Block, block, colour="grön")
    assert field(planned(a, b), "colour").outcome in ("latest", "mine")


def test_a_removal_is_told_and_one_against_my_edit_is_a_conflict() -> None:
    a, b, _, block = two()
    b.do(small.remove, block)
    found = planned(a, b)
    assert found.count("removed") == 1
    assert next(r for s in found.scopes for r in s.rows if r.what == "removed").values["title"] == "Incheckning"
    a.do(small.edit, Block, block, title="kvar")
    assert planned(a, b).count("conflicting") == 1


def test_a_file_that_is_known_brings_nothing() -> None:
    a, b, _, _ = two()
    found = planned(a, b)
    assert found.is_empty
    assert (found.fresh, found.known, found.scopes) == (0, len(b.library.changes()), ())


def test_a_plan_travels_between_processes() -> None:
    a, b, _, block = two()
    b.do(small.edit, Block, block, title="Deras")
    found = planned(a, b)
    assert pickle.loads(pickle.dumps(found)) == found
    bundle = b.give_out(None)
    assert pickle.loads(pickle.dumps(bundle)) == bundle
