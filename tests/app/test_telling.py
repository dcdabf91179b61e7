"""The one action that tells the plain facts of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from verkstad.app import initiatives, people, workbench
from verkstad.app.telling import changing
from verkstad.app.workbench import Bench, action
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.fields import Id
from verkstad.domain.insights import Exchange
from verkstad.storage.writing import Transaction


@pytest.fixture
def change() -> Iterator[Callable[..., None]]:
    kept = dict(workbench.ACTIONS), dict(workbench._BY_FUNCTION), dict(workbench._SETTLES)
    yield changing(Exchange, "Change exchange", called="tests.telling.change", required=("with_whom",), fixed=("pilot",))
    for held, before in zip((workbench.ACTIONS, workbench._BY_FUNCTION, workbench._SETTLES), kept, strict=True):
        held.clear()
        held.update(before)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = Bench.open(tmp_path / "library.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def row(bench: Bench, change: Callable[..., None]) -> Id:
    def add(tx: Transaction, initiative: Id) -> Id:
        return tx.put(Exchange(parent=initiative, rank=tx.rank_last(Exchange, initiative), with_whom="Grannkommunen")).id

    return bench.do(action("Add")(add), bench.do(initiatives.new_initiative, "Svar samma dag"))


def test_columns_are_told_one_or_several_at_a_time_and_undone_as_one_step(bench: Bench, change: Callable[..., None], row: Id) -> None:
    bench.do(change, row, with_whom="  Två \n kommuner ", takeaway=" Ring först.\n", on="2027-03-24")
    told = bench.library.need(Exchange, row)
    assert (told.with_whom, told.takeaway, told.on) == ("Två kommuner", "Ring först.", "2027-03-24")
    assert bench.undo_step is not None and bench.undo_step.subject == "Två kommuner"
    bench.undo()
    assert bench.library.need(Exchange, row).with_whom == "Grannkommunen"


def test_typing_becomes_a_change_of_its_column(bench: Bench, change: Callable[..., None], row: Id) -> None:
    bench.draft(row, "takeaway", "Fråga tidigare")
    assert bench.settle() == ()
    assert bench.library.need(Exchange, row).takeaway == "Fråga tidigare"


@pytest.mark.parametrize("said", [{"with_whom": "  "}, {"on": "2027-02-30"}, {"takeaway": None}, {"with_whom": "x" * 201}])
def test_what_cannot_be_is_refused_and_nothing_is_written(bench: Bench, change: Callable[..., None], row: Id, said: dict[str, str]) -> None:
    with pytest.raises(Refused):
        bench.do(change, row, **said)
    assert bench.library.need(Exchange, row).with_whom == "Grannkommunen"


def test_a_reference_must_be_there(bench: Bench, row: Id) -> None:
    from verkstad.domain.insights import Insight

    kept = dict(workbench._SETTLES)
    tell = changing(Insight, "Change insight", called="tests.telling.insight")
    try:
        from verkstad.app import insights

        made = bench.do(insights.add_insight, bench.library.need(Exchange, row).parent or "", "De ringer igen")
        with pytest.raises(Missing):
            bench.do(tell, made, answered_by="no-such-person")
        person = bench.do(people.add_person, people.NewPerson(position="Enhetschef"))
        bench.do(tell, made, answered_by=person)
        assert bench.library.need(Insight, made).answered_by == person
    finally:
        workbench.ACTIONS.pop("tests.telling.insight")
        workbench._SETTLES.clear()
        workbench._SETTLES.update(kept)


def test_a_column_that_is_not_told_this_way_is_a_mistake_of_the_program(bench: Bench, change: Callable[..., None], row: Id) -> None:
    with pytest.raises(KeyError):
        bench.do(change, row, pilot=None)
