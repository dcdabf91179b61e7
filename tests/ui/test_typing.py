"""What is half typed in a line that opens over a card or a cell, or in the line for the next block, outlives the end of the process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete

from tests.ui.planning import Planner, planner  # noqa: F401
from verkstad.app import actions
from verkstad.domain.actions import Action
from verkstad.ui.drafting import LineDraft
from verkstad.ui.screens.planner.arrange import Place
from verkstad.ui.value_table import Column, ValueTable

WAIT_MS = 5_000


def typed(made: Planner, line: QLineEdit, text: str, qtbot: Any) -> None:
    with qtbot.waitSignal(made.desk.kept, timeout=WAIT_MS):
        line.selectAll()
        QTest.keyClicks(line, text)


def test_a_title_half_typed_over_its_card_is_there_after_the_process_was_killed(planner: Planner, qtbot: Any) -> None:  # noqa: F811
    planner.choose("Fika")
    block = planner.view.current()
    planner.key(Qt.Key.Key_F2)
    typed(planner, planner.editor(), "Fika i det", qtbot)
    assert [(d.column, d.text) for d in planner.bench.drafts(block)] == [("title", "Fika i det")]
    assert planner.block("Fika").id == block
    planner.bench.settle()  # what the next start does
    assert planner.block("Fika i det").id == block


def test_a_title_given_with_enter_or_taken_back_with_escape_leaves_no_draft(planner: Planner, qtbot: Any) -> None:  # noqa: F811
    planner.choose("Fika")
    block = planner.view.current()
    for key, title in ((Qt.Key.Key_Escape, "Fika"), (Qt.Key.Key_Return, "Fika ute")):
        planner.key(Qt.Key.Key_F2)
        typed(planner, planner.editor(), "Fika ute", qtbot)
        planner.key(key, widget=planner.editor())
        assert planner.bench.drafts(block) == ()
        assert planner.block(title).id == block


def test_an_emptied_title_is_no_draft(planner: Planner, qtbot: Any) -> None:  # noqa: F811
    planner.choose("Fika")
    planner.key(Qt.Key.Key_F2)
    line = planner.editor()
    with qtbot.waitSignal(planner.desk.kept, timeout=WAIT_MS):
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert planner.bench.drafts() == ()


def test_a_half_written_next_block_stands_in_the_line_when_it_is_opened_again(planner: Planner) -> None:  # noqa: F811
    place = Place(planner.day, None, None)
    planner.part.open_quick(place)
    quick = planner.part.quick
    QTest.keyClicks(quick, "Gruppsamtal 2")
    quick._drafting.now()
    quick.setText("")  # as a new process finds it
    quick.open_at(place)
    assert quick.text() == "Gruppsamtal 2"
    planner.bench.settle()
    assert planner.bench.drafts(planner.day) != ()
    QTest.keyClicks(quick, "5 min")
    planner.key(Qt.Key.Key_Return, widget=quick)
    assert "Gruppsamtal" in planner.titles()
    assert planner.bench.drafts() == ()
    assert quick.text() == ""


def test_a_line_that_is_left_with_escape_forgets_what_was_half_written(planner: Planner) -> None:  # noqa: F811
    planner.part.open_quick(Place(planner.day, None, None))
    QTest.keyClicks(planner.part.quick, "Qqq")
    planner.part.quick._drafting.now()
    assert planner.bench.drafts() != ()
    planner.key(Qt.Key.Key_Escape, widget=planner.part.quick)
    assert planner.bench.drafts() == ()


@pytest.fixture
def table(planner: Planner) -> Iterator[ValueTable[Action]]:  # noqa: F811
    bench = planner.bench
    for what in ("Ring Vera", "Skriv till alla"):
        bench.do(actions.add_action, planner.workshop, what)
    made: ValueTable[Action] = ValueTable(
        planner.desk,
        [
            Column(
                "Vad", lambda a: a.what, edit=lambda a, text: bench.do(actions.reword_action, a.id, text), drafts=lambda a: (a.id, "what")
            )
        ],
        name="Åtgärder",
    )
    bench.listen(lambda _changes, _by: made.show_values(bench.library.all(Action)))
    made.show_values(bench.library.all(Action))
    made.resize(500, 300)
    made.show()
    made.activateWindow()
    yield made
    delete(made)


def edited(table: ValueTable[Action], row: int) -> QLineEdit:
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(row, 0))
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    QApplication.processEvents()
    line = next(e for e in table.view.viewport().findChildren(QLineEdit) if e.isVisible())
    assert LineDraft.of(line) is not None
    return line


def test_what_is_half_typed_in_a_cell_is_kept_and_escape_forgets_it(planner: Planner, table: ValueTable[Action], qtbot: Any) -> None:  # noqa: F811
    line = edited(table, 0)
    typed(planner, line, "Ring Vera om tor", qtbot)
    assert [d.text for d in planner.bench.drafts()] == ["Ring Vera om tor"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    planner.settle()
    assert planner.bench.drafts() == ()
    line = edited(table, 0)
    typed(planner, line, "Ring Vera om torsdag", qtbot)
    QTest.keyClick(line, Qt.Key.Key_Return)
    planner.settle()
    assert planner.bench.drafts() == ()
    assert "Ring Vera om torsdag" in {a.what for a in planner.bench.library.all(Action)}


def test_a_cell_being_typed_in_stays_open_when_the_values_change_below_it(planner: Planner, table: ValueTable[Action], qtbot: Any) -> None:  # noqa: F811
    line = edited(table, 0)
    typed(planner, line, "Ring Ver", qtbot)
    planner.bench.settle()  # as after a minute of typing, or before a backup
    planner.settle()
    assert line.isVisible()
    QTest.keyClicks(line, "onica")
    QTest.keyClick(line, Qt.Key.Key_Return)
    planner.settle()
    assert {a.what for a in planner.bench.library.all(Action)} == {"Ring Veronica", "Skriv till alla"}
    assert {a.what for a in table.model.shown} == {"Ring Veronica", "Skriv till alla"}
