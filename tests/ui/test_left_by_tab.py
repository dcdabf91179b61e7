"""The name of a person is saved when Tab leaves it, with the list of names open below it, as the keyboard sends its keys to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from verkstad.app import people, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.actions import Action
from verkstad.domain.harvest import Capture
from verkstad.domain.people import Person

Build = Callable[..., House]

OWNER = 1
"""The column of the list."""


def press(house: House, key: Any) -> None:
    """To the list of names while that is open, else to the window."""
    opened = house.app.activePopupWidget()
    QTest.keyClick((opened or house.window).windowHandle(), key)
    house.settle()


def fill(house: House, inspector: Any, who: str, day: str) -> None:
    """A name, Tab, a day, Tab."""
    house.window.activateWindow()
    inspector.owner.line.setFocus()
    inspector.owner.line.selectAll()
    house.settle()
    for letter in who:
        press(house, letter)
    assert inspector.owner._completer.popup().isVisible()
    press(house, Qt.Key.Key_Tab)
    assert inspector.due.line.hasFocus()
    for letter in day:
        press(house, letter)
    press(house, Qt.Key.Key_Tab)


def test_who_and_when_are_written_one_after_the_other_with_tab_in_the_harvest_and_in_the_list_of_actions(house: Build) -> None:
    home = house("sv")
    do, library = home.bench.do, home.bench.library
    workshop = do(workshops.new_workshop, "Elefantdagen", date="2026-11-24")
    karin, _vera = (do(people.add_person, NewPerson(given, "Berg")) for given in ("Karin", "Vera"))
    page: Any = home.go("workshop", workshop, "harvest")
    part = page.part()
    part.line.edit.insert("Ring upp")
    QTest.keyClick(part.line.edit, Qt.Key.Key_Return)
    home.settle()
    (note,) = library.all(Capture)
    part.wall.select({("note", note.id)})
    part.mean("action")
    home.settle()
    (action,) = library.all(Action)
    fill(home, part._inspector, "Karin Berg", "3 dec")
    action = library.need(Action, action.id)
    assert action.owner == karin and (action.due or "")[5:] == "12-03"
    assert part._inspector.owner.text() == "Karin Berg"

    listed: Any = home.go("workshop", workshop, "actions")
    listed = listed.part()
    listed.table.select([action.id])
    home.settle()
    for who, name in (("ver", "Vera Berg"), ("Petra Konsult", "Petra Konsult")):
        fill(home, listed._inspector, who, "")
        (line,) = (x for x in home.bench.ask(people.directory) if x.name == name)
        assert listed._inspector.owner.text() == name and library.need(Action, action.id).owner == line.id
    assert library.count(Person) == 3
    listed.table.view.edit(listed.table.model.index(0, OWNER))  # and where it stands in the list
    for letter in "Karin Berg":
        press(home, letter)
    assert home.app.activePopupWidget() is not None
    press(home, Qt.Key.Key_Tab)
    assert library.need(Action, action.id).owner == karin
