"""What is built a little after the page is painted comes by itself, and at once when somebody asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from verkstad.ui.in_turn import InTurn


def test_pieces_come_in_order_by_themselves(qtbot) -> None:
    parent, made = QObject(), []
    turn = InTurn(parent)
    turn.wait([lambda: made.append(1), lambda: made.append(2)])
    assert made == []
    qtbot.waitUntil(lambda: made == [1, 2])


def test_what_is_asked_for_comes_at_once_and_not_twice(qtbot) -> None:
    parent, made = QObject(), []
    turn = InTurn(parent)
    turn.wait([lambda: made.append(1), lambda: turn.wait([lambda: made.append(2)])])
    turn.now()
    assert made == [1, 2]
    QTest.qWait(0)
    assert made == [1, 2]


def test_new_pieces_take_the_place_of_those_that_waited(qtbot) -> None:
    parent, made = QObject(), []
    turn = InTurn(parent)
    turn.wait([lambda: made.append(1)])
    turn.wait([lambda: made.append(2)])
    turn.now()
    assert made == [2]
