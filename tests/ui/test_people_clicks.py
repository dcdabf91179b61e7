"""The list of a workshop's people under a real mouse: what a click meets is what stood there when the button went down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from tests.ui.conftest import House
from verkstad.app import agenda, people, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.workshop import Day, Participation
from verkstad.ui.screens.people_part import ANSWER

NAMES = ("Beata Bo", "Cecilia Dal", "Erik Fors", "Gun Hed", "Ivar Jonsson")


def at_the_list(here: House) -> tuple[str, Any]:
    made = here.bench.do(workshops.new_workshop, "Första steget", date="2026-12-24")
    here.bench.do(people.import_people, [NewPerson(*n.split(), f"{at}@example.invalid") for at, n in enumerate(NAMES)], workshop=made)
    part = here.go("workshop", made, "people").part()  # type: ignore[attr-defined]
    here.window.activateWindow()
    QTest.qWaitForWindowActive(here.window)
    here.settle()
    return made, part


def click(here: House, widget: QWidget, at: QPoint, *, up: bool = True) -> None:
    """As the system sends it: to the window, which gives the focus away before the press arrives."""
    handle = here.window.windowHandle()
    point = widget.mapTo(here.window, at)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    if up:
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def row_at(table: Any, name: str) -> QPoint:
    at = next(i for i, x in enumerate(table.model.shown) if x.person.name == name)
    found: QPoint = table.view.visualRect(table.model.index(at, 0)).center()
    return found


def names(table: Any) -> list[str]:
    return [x.person.name for x in table.model.shown]


def test_a_click_after_typing_a_substitute_meets_the_row_it_was_aimed_at(house: Callable[..., House], qtbot: Any) -> None:
    here = house()
    made, part = at_the_list(here)
    table, field = part.table, part._inspector
    click(here, table.view.viewport(), row_at(table, "Erik Fors"))
    here.settle()
    field.substitute.line.setFocus()
    assert field.substitute.line.hasFocus()
    field.substitute.line.insert("Anna Alm")
    field.substitute.line.textEdited.emit("Anna Alm")
    click(here, table.view.viewport(), row_at(table, "Gun Hed"))
    assert [x.person.name for x in table.selected()] == ["Gun Hed"]
    assert field.heading.text() == "Gun Hed"
    field.food.line.setFocus()
    field.food.line.insert("vegan")
    field.food.line.textEdited.emit("vegan")
    QTest.keyClick(field.food.line, Qt.Key.Key_Return)
    here.settle()
    said = {x.person.name: (x.participation.food, x.replaces.name if x.replaces else "") for x in here.bench.ask(people.participants, made)}
    assert said["Gun Hed"] == ("vegan", "") and said["Anna Alm"] == ("", "Erik Fors")
    qtbot.waitUntil(lambda: "Anna Alm" in names(table))
    assert names(table)[0] == "Anna Alm" and [x.person.name for x in table.selected()] == ["Gun Hed"]


def test_two_clicks_in_a_row_open_the_cell_of_the_row_they_were_aimed_at(house: Callable[..., House], qtbot: Any) -> None:
    here = house("sv", "light", (2000, 900))
    _made, part = at_the_list(here)
    table, field = part.table, part._inspector
    click(here, table.view.viewport(), row_at(table, "Erik Fors"))
    here.settle()
    field.substitute.line.setFocus()
    field.substitute.line.insert("Anna Alm")
    field.substitute.line.textEdited.emit("Anna Alm")
    at = next(i for i, x in enumerate(table.model.shown) if x.person.name == "Gun Hed")
    spot = table.view.visualRect(table.model.index(at, ANSWER)).center()
    click(here, table.view.viewport(), spot)
    here.settle()
    assert "Anna Alm" not in names(table)  # the second click may be on its way
    point = table.view.viewport().mapTo(here.window, spot)
    QTest.mouseDClick(here.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    QTest.mouseRelease(here.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    here.settle()
    assert [x.person.name for x in table.selected()] == ["Gun Hed"]
    editor = QApplication.focusWidget()
    assert editor is not None and editor.accessibleName() == "Svar"
    assert isinstance(editor, QComboBox)
    editor.setCurrentIndex(editor.findData("yes"))
    editor.activated.emit(editor.currentIndex())
    qtbot.waitUntil(lambda: "Anna Alm" in names(table))
    assert {x.person.name: x.participation.answer for x in table.model.shown}["Gun Hed"] == "yes"


def test_backspace_leaves_people_alone_and_delete_takes_them_off_with_a_way_back(house: Callable[..., House]) -> None:
    here = house()
    _made, part = at_the_list(here)
    table = part.table
    click(here, table.view.viewport(), row_at(table, "Erik Fors"))
    QTest.keyClick(table.view, Qt.Key.Key_Backspace)
    here.settle()
    assert names(table) == list(NAMES) and not here.said
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    here.settle()
    assert "Erik Fors" not in names(table) and here.said[-1] == ("Erik Fors togs bort från listan.", True)
    here.bench.undo()
    here.settle()
    assert names(table) == list(NAMES)


def test_what_is_said_of_the_list_never_moves_it(house: Callable[..., House]) -> None:
    here = house()
    made, part = at_the_list(here)
    before = part.table.mapTo(part, QPoint(0, 0)).y(), part.table.view.mapTo(part, QPoint(0, 0)).y()
    day = here.bench.library.children(Day, made)[0].id
    block = here.bench.do(agenda.add_block, day, title="Beslut", minutes=60)
    here.bench.do(agenda.need_decider, block, True)
    rows = here.bench.library.children(Participation, made)
    here.bench.do(people.note_food, rows[0].id, "vegan")
    here.bench.do(people.note_access, rows[1].id, "hörslinga")
    here.settle()
    assert part.warnings.isVisible() and part.strip.kitchen.isVisible() and part.strip.access.isVisible()
    after = part.table.mapTo(part, QPoint(0, 0)).y(), part.table.view.mapTo(part, QPoint(0, 0)).y()
    assert after == before
