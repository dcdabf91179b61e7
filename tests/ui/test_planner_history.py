"""The history of a block in the inspector, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from tests.ui.planning import Planner, close, make_planner, planner
from tests.ui.walking import clipped, nameless
from verkstad.app import agenda
from verkstad.ui.screens.planner.removed import RemovedBlocks

__all__ = ["planner"]


def lines(p: Planner) -> list[str]:
    p.settle()
    body = p.part.side.inspector.past.body
    assert body is not None
    return [w.text() for w in body.findChildren(QLabel) if w.isVisibleTo(body) and w.text()]


def opened(p: Planner, title: str) -> None:
    p.choose(title)
    p.part.side.inspector.past.button.setChecked(True)
    p.settle()


def test_a_block_that_never_changed_says_so(planner: Planner) -> None:
    opened(planner, "Fika")
    assert lines(planner)[1] == "Skapat"
    assert "Inget har ändrats sedan dess" in lines(planner)[-1]


def test_changes_are_told_in_words_the_latest_first(planner: Planner) -> None:
    opened(planner, "Klustra och rösta")
    block = planner.id("Klustra och rösta")
    planner.bench.do(agenda.resize_block, block, 55)
    planner.bench.do(agenda.prioritise_block, block, "keep")
    planner.bench.do(agenda.fix_start, block, 11 * 60)
    told = [line.replace("\u00a0", " ") for line in lines(planner) if "→" in line]
    assert told == ["Fast start: – → 11.00", "Prioritet: Normal → Ska vara kvar", "Längd: 40 min → 55 min"]


def test_one_value_is_restored_with_the_keyboard_and_undo_takes_it_back(planner: Planner) -> None:
    opened(planner, "Klustra och rösta")
    block = planner.id("Klustra och rösta")
    planner.bench.do(agenda.resize_block, block, 55)
    planner.settle()
    body = planner.part.side.inspector.past.body
    assert body is not None
    back = next(b for b in body.findChildren(QToolButton) if b.isVisibleTo(body))
    back.setFocus(Qt.FocusReason.TabFocusReason)
    assert planner.steps(lambda: QTest.keyClick(back, Qt.Key.Key_Space)) == 1
    assert planner.block("Klustra och rösta").minutes == 40
    assert planner.said[-1] == ("Längd återställdes", True)
    planner.bench.undo()
    assert planner.block("Klustra och rösta").minutes == 55


def test_the_whole_block_is_restored_in_one_step(planner: Planner) -> None:
    opened(planner, "Klustra och rösta")
    block = planner.id("Klustra och rösta")
    planner.bench.do(agenda.resize_block, block, 55)
    planner.bench.do(agenda.rename_block, block, "Klustra")
    planner.settle()
    body = planner.part.side.inspector.past.body
    assert body is not None
    whole = [b for b in body.findChildren(QPushButton) if b.isVisibleTo(body) and b.accessibleName().startswith("Hela momentet")]
    assert len(whole) == 1  # the latest change is one value, which has a button of its own
    assert planner.steps(lambda: QTest.mouseClick(whole[0], Qt.MouseButton.LeftButton)) == 1
    row = planner.block("Klustra och rösta")
    assert row.minutes == 40


def test_many_changes_show_the_latest_until_all_are_wished_for(planner: Planner) -> None:
    block = planner.id("Fika")
    for minutes in range(21, 41):
        planner.bench.do(agenda.resize_block, block, minutes)
    opened(planner, "Fika")
    assert sum("→" in line for line in lines(planner)) == 8
    body = planner.part.side.inspector.past.body
    assert body is not None
    more = next(b for b in body.findChildren(QPushButton) if b.text() == "Visa alla 21 ändringar")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    planner.settle()
    assert sum("→" in line for line in lines(planner)) == 20


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_history_is_whole_in_every_language(qapp: object, code: str) -> None:
    p = make_planner(code, dark=code == "en")
    opened(p, "Fika")
    block = p.id("Fika")
    p.bench.do(agenda.resize_block, block, 25)
    p.bench.do(agenda.instruct_participants, block, "Ta en kopp och tala med någon du inte känner. " * 6)
    p.settle()
    assert not clipped(p.part.side.inspector)
    assert not nameless(p.part.side.inspector)
    close(p)


def test_a_removed_block_is_brought_back_from_the_menu_by_keyboard(planner: Planner) -> None:
    frame = planner.part.frame
    dialogs = planner.desk.dialogs
    frame.open_removed()
    assert not dialogs.shown[-1].cards  # type: ignore[attr-defined]
    block = planner.id("Fika")
    planner.bench.do(agenda.remove_blocks, (block,))
    asked = RemovedBlocks(planner.desk, planner.part)
    asked.show()
    planner.settle()
    assert asked.cards[0].accessibleName().startswith("Fika, Borttaget ")
    assert not clipped(asked) and not nameless(asked)
    assert planner.steps(lambda: QTest.keyClick(asked.cards[0], Qt.Key.Key_Space)) == 1
    assert asked.brought == block
    assert planner.titles()[3] == "Fika"
    asked.deleteLater()
