"""What is typed into any text of a workshop survives a kill and becomes a change through the action that settles it."""

from __future__ import annotations

import pytest

from verkstad.app.workbench import ACTIONS, Action, Bench

SETTLING = [(a, column) for a in ACTIONS.values() if a.name.startswith("verkstad.app.") for column in a.settles]


@pytest.mark.parametrize(("action", "column"), SETTLING, ids=[column for _action, column in SETTLING])
def test_a_draft_becomes_one_change_and_one_step(action: Action, column: str, filled_copy: Bench) -> None:
    bench = filled_copy
    kind, name = column.split(".")
    value = bench.library.schema.kinds[kind].value
    row = bench.library.all(value)[0]
    before = getattr(row, name)
    bench.draft(row.id, name, "Nya ord")
    assert getattr(bench.library.need(value, row.id), name) == before
    assert bench.settle() == ()
    assert getattr(bench.library.need(value, row.id), name) == "Nya ord"
    assert bench.drafts() == ()
    assert bench.undo_step is not None and bench.undo_step.label == action.label
    bench.undo()
    assert getattr(bench.library.need(value, row.id), name) == before


def test_the_texts_of_a_workshop_have_an_action_that_settles_them() -> None:
    settled = {column for _action, column in SETTLING}
    assert {"block.title", "block.notes", "workshop.invitation", "workshop.before", "participation.food", "action.what"} <= settled
