from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.ui.people_room import Room, cells, clipped, nameless
from verkstad.app import actions
from verkstad.domain.actions import Action
from verkstad.i18n import language
from verkstad.ui.screens.actions_list import ActionsPart, due_words

WHAT, OWNER, DUE, STATUS = range(4)


def part(room: Room, qtbot: Any, width: int = 800) -> ActionsPart:
    made = ActionsPart(room.desk)
    qtbot.addWidget(made)
    qtbot.addWidget(made._inspector)
    made.show_workshop(room.workshop(4))
    return room.shown(made, width)


def test_actions_are_written_one_after_another_with_enter(qtbot: Any) -> None:
    room = Room()
    made = part(room, qtbot)
    for text in ("Ring tre kunder", "Boka nästa möte"):
        made.new_line.setText(text)
        qtbot.keyClick(made.new_line, Qt.Key.Key_Return)
    assert [row[WHAT] for row in cells(made.table)] == ["Ring tre kunder", "Boka nästa möte"]
    assert made.new_line.text() == ""
    room.bench.undo()
    assert [row[WHAT] for row in cells(made.table)] == ["Ring tre kunder"]


def test_owner_day_and_status_are_changed_where_they_stand(qtbot: Any) -> None:
    room = Room()
    made = part(room, qtbot)
    made.add("Ring tre kunder")
    model = made.table.model
    model.setData(model.index(0, OWNER), "örjan")
    model.setData(model.index(0, DUE), "24/3")
    model.setData(model.index(0, STATUS), "doing")
    assert cells(made.table)[0][OWNER:] == ["Örjan Ek", "24 mars", "Pågår"]
    model.setData(model.index(0, OWNER), "Ingen Alls")
    assert room.said and cells(made.table)[0][OWNER] == "Örjan Ek"
    model.setData(model.index(0, DUE), "när det passar")
    assert "när det passar" in room.said[-1][0]


def test_what_is_late_says_so_in_words(qtbot: Any) -> None:
    sv = language("sv")
    late = Action(what="x", due="2027-02-26")
    assert due_words(late, "2027-03-01", sv) == "3 dagar sen"
    assert due_words(late.with_(status="done"), "2027-03-01", sv) == ""
    assert due_words(late.with_(due="2027-03-01"), "2027-03-01", sv) == "i dag"
    assert due_words(late.with_(due="2027-03-02"), "2027-03-01", sv) == "i morgon"
    assert due_words(late.with_(due=None), "2027-03-01", sv) == ""
    room = Room()
    made = part(room, qtbot)
    room.bench.do(actions.add_action, made.workshop(), "Sen", due="2027-02-26")
    assert made.counts.text() == "1 åtgärd · 1 sen"


def test_space_marks_done_and_alt_arrows_move(qtbot: Any) -> None:
    room = Room()
    made = part(room, qtbot)
    for text in ("Ett", "Två", "Tre"):
        made.add(text)
    made.table.select([made.table.model.shown[2].action.id])
    view = made.table.view
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row[WHAT] for row in cells(made.table)] == ["Ett", "Tre", "Två"]
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert cells(made.table)[1][STATUS] == "Klar"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert cells(made.table)[1][STATUS] == "Att göra"
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row[WHAT] for row in cells(made.table)] == ["Ett", "Två", "Tre"]


def test_of_an_action_nobody_has_said_what_kind_it_is_no_kind_is_claimed(qtbot: Any) -> None:
    room = Room()
    made = part(room, qtbot)
    made.add("Fråga: vem äger e-tjänsten?")
    model = made.table.model
    made.table.select([model.shown[0].action.id])
    second = made.table.columns[WHAT].second
    assert second is not None
    assert made._inspector.bearing.text() == "Göra eller pröva" and second(model.shown[0]) == ""
    room.bench.do(actions.change_bearing, model.shown[0].action.id, "requirement")
    assert made._inspector.bearing.text() == "Krav" and second(model.shown[0]) == "Krav"


def test_several_are_removed_in_one_step(qtbot: Any) -> None:
    room = Room()
    made = part(room, qtbot)
    for text in ("Ett", "Två", "Tre"):
        made.add(text)
    made.table.select([x.action.id for x in made.table.model.shown[:2]])
    qtbot.keyClick(made.table.view, Qt.Key.Key_Delete)
    assert len(made.table.model.shown) == 1
    room.bench.undo()
    assert len(made.table.model.shown) == 3


def test_the_owner_is_completed_while_one_types(qtbot: Any) -> None:
    room = Room()
    made = part(room, qtbot)
    made.add("Ring")
    made.table.view.edit(made.table.model.index(0, OWNER))
    editor = made.table.view.findChild(QLineEdit)
    assert editor is not None and editor.completer() is not None
    editor.setText("Karin Dahl, Hemtjänsten")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(made.table)[0][OWNER] == "Karin Dahl" if made.table.model.shown else False)


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_list_opens_in_every_language(qtbot: Any, code: str) -> None:
    room = Room(code)
    made = part(room, qtbot, 632)
    assert clipped(made) == [] and nameless(made) == []
    made.add("Ring tre kunder")
    made._inspector.show()
    assert nameless(made) == [] and nameless(made._inspector) == [] and clipped(made) == []
