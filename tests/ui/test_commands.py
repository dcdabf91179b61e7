"""Ctrl+K finds anything there is and does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import House
from verkstad.app import agenda, workshops
from verkstad.domain.workshop import Day
from verkstad.ui.commands import Everything, Palette

Build = Callable[..., House]


def palette(here: House) -> Palette:
    here.window.open_palette()
    here.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible())


def types(here: House, text: str) -> Palette:
    made = palette(here)
    QTest.keyClicks(made.line, text)
    here.settle()
    return made


@pytest.mark.parametrize(
    ("typed", "title", "told"),
    [
        ("pilotstart: enkla", "Pilotstart: enkla bygglov på tio dagar", "Workshop"),
        ("viktor almbro", "Viktor Almbro", "Person"),
        ("vilken elefant", "Vilken elefant gäller det?", "Moment i "),
        ("beslutskortet", "Beslutskortet", "Metod"),
        ("mandatworkshop", "Mandatworkshop", "Mall"),
        ("inställ", "Inställningar", "Arkiv"),
    ],
)
def test_every_kind_of_thing_is_found_by_its_name(house: Build, typed: str, title: str, told: str) -> None:
    here = house("sv", with_sample=True)
    found = Everything(here.window.desk, here.window.menuBar()).search(typed)
    assert any(f.title == title and f.told.startswith(told) for f in found), [(f.title, f.told) for f in found]


def test_enter_goes_to_what_is_marked(house: Build) -> None:
    here = house("sv", with_sample=True)
    made = types(here, "pilotstart: enkla")
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    here.settle()
    assert here.window.current().key == "workshop"
    assert here.window.current().title() == "Pilotstart: enkla bygglov på tio dagar"


def test_a_command_is_done_and_shows_its_key(house: Build) -> None:
    here = house("sv")
    found = next(f for f in Everything(here.window.desk, here.window.menuBar()).search("helskärm") if f.told == "Visa")
    assert found.keys == "F11"
    assert next(f for f in Everything(here.window.desk, here.window.menuBar()).search("inställ")).do() is None
    here.settle()
    assert here.window.current().key == "settings"


def test_what_cannot_be_done_now_is_not_offered(house: Build) -> None:
    here = house("sv")
    assert not Everything(here.window.desk, here.window.menuBar()).search("duplicera")


def test_arrows_move_and_escape_leaves(house: Build) -> None:
    here = house("sv", with_sample=True)
    made = types(here, "e")
    QTest.keyClick(made.line, Qt.Key.Key_Down)
    assert made.list.currentIndex().row() == 1
    QTest.keyClick(made.line, Qt.Key.Key_Escape)
    here.settle()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible()]


def test_a_title_that_begins_with_what_was_typed_comes_before_one_that_holds_it(house: Build) -> None:
    here = house("sv")
    workshop = here.bench.do(workshops.new_workshop, "Höstens start")
    day = here.bench.library.children(Day, workshop)[0].id
    here.bench.do(agenda.add_block, day, title="Starten", minutes=10)
    found = [f.title for f in Everything(here.window.desk, here.window.menuBar()).search("start")]
    assert found.index("Starten") < found.index("Höstens start")


def test_nothing_found_says_so(house: Build) -> None:
    here = house("sv")
    made = types(here, "qqqq")
    assert made._none.isVisible()
    assert not made.list.isVisible()
    made.close()
