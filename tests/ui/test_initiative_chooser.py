"""The pages of an initiative say whose they are, and another initiative is chosen where one stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.ui.conftest import House
from verkstad.app import initiatives, modules, pilots
from verkstad.ui.current import current_initiative

Build = Callable[..., House]
PAGES = ("modules", "teams", "pilots")


def two(house: Build, code: str = "sv", **more: Any) -> tuple[House, str, str]:
    """Two initiatives; the second, the newer, is looked at."""
    here = house(code, **more)
    first = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    second = here.bench.do(initiatives.new_initiative, "Kortare väntan")
    for initiative, title in ((first, "Telefonen"), (second, "Brevet")):
        here.bench.do(modules.add_module, initiative, title)
        here.bench.do(pilots.begin_pilot, initiative, f"Pilot: {title}")
    here.settle()
    return here, first, second


def choose(here: House, words: str) -> None:
    chooser = here.window._heading.chooser
    assert chooser is not None and chooser.isVisible()
    menu: QMenu = chooser.menu()
    menu.aboutToShow.emit()
    next(act for act in menu.actions() if act.text() == words).trigger()
    here.settle()


@pytest.mark.parametrize("page", PAGES)
def test_another_initiative_is_chosen_on_the_page_and_shown_on_all_of_them(house: Build, page: str) -> None:
    here, first, second = two(house)
    for key in ("initiative", *PAGES):
        here.go(key)
    screen = here.go(page)
    assert here.window._heading.chooser.text() == "Kortare väntan"  # type: ignore[union-attr]
    choose(here, "Svar samma dag")
    assert here.window.current() is screen and screen.subject() == first  # type: ignore[attr-defined]
    assert here.window._heading.chooser.text() == "Svar samma dag"  # type: ignore[union-attr]
    assert current_initiative(here.window.desk) == first
    for key in ("initiative", *PAGES):
        shown: Any = here.go(key)
        assert shown.subject() == first, key
    assert here.window.current().list.table.model.shown[0].pilot.title == "Pilot: Telefonen"  # type: ignore[attr-defined]
    here.go("initiative", second)
    for key in PAGES:
        shown = here.go(key)
        assert shown.subject() == second, key


def test_the_tab_one_stands_on_stays(house: Build) -> None:
    here, first, _second = two(house)
    screen: Any = here.go("teams", "", "mandates")
    before = screen.tab()
    choose(here, "Svar samma dag")
    assert before and screen.tab() == before and screen.subject() == first


@pytest.mark.parametrize("page", PAGES)
def test_with_one_initiative_its_name_stands_there_as_words(house: Build, page: str) -> None:
    here = house("sv")
    here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.go(page)
    assert here.window._heading.chooser is None
    assert here.window._subtitle.text().startswith("Svar samma dag")
    here.bench.do(initiatives.new_initiative, "Kortare väntan")
    here.go(page)
    assert here.window._heading.chooser is not None and here.window._heading.chooser.isVisible()
    here.window.undo()
    here.settle()
    assert not here.window._heading.chooser.isVisible()
    assert here.window._subtitle.text().startswith("Svar samma dag")


def test_a_page_of_no_initiative_has_no_chooser(house: Build) -> None:
    here, _first, _second = two(house)
    here.go("pilots")
    chooser = here.window._heading.chooser
    assert chooser is not None and chooser.isVisible()
    for page in ("people", "start"):
        here.go(page)
        assert not chooser.isVisible(), page


def test_the_entry_of_pilots_shows_those_of_the_initiative_one_is_in_and_an_open_pilot_says_whose_it_is(house: Build) -> None:
    """The page remembers the pilot one left, but only while its own initiative is the one looked at."""
    here, first, second = two(house)
    pilot = {of: here.bench.ask(initiatives.overview, of, "2026-11-24").pilots[0].id for of in (first, second)}
    screen: Any = here.go("pilots", pilot[first])
    chooser = here.window._heading.chooser
    assert chooser is not None and chooser.isVisible() and chooser.text() == "Svar samma dag"
    assert screen.title() == "Pilot: Telefonen" and current_initiative(here.window.desk) == first
    here.go("modules")
    here.go("pilots")
    assert screen.title() == "Pilot: Telefonen"  # the same initiative: where one was
    here.go("initiative", second)
    here.go("pilots")
    assert current_initiative(here.window.desk) == second and chooser.text() == "Kortare väntan"
    assert [line.pilot.title for line in screen.list.table.model.shown] == ["Pilot: Brevet"] and screen.list.isVisible()
    here.go("pilots", pilot[second])
    choose(here, "Svar samma dag")  # from within a pilot: the pilots of the one chosen
    assert screen.list.isVisible() and screen.subject() == first
    here.go("pilots", pilot[second])  # a pilot asked for by name turns the window to its initiative
    assert current_initiative(here.window.desk) == second and screen.title() == "Pilot: Brevet"


def test_the_menu_opens_by_keys_ticks_what_is_shown_and_marks_what_is_closed(house: Build) -> None:
    here, first, _second = two(house)
    here.bench.do(initiatives.close_initiative, first, "2026-11-20")
    here.go("modules")
    chooser = here.window._heading.chooser
    assert chooser is not None
    assert chooser.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert chooser.accessibleName() == "Initiativ: Kortare väntan. Visa ett annat"
    menu = chooser.menu()
    opened: list[list[tuple[str, bool]]] = []

    def look() -> None:
        opened.append([(act.text(), act.isChecked()) for act in menu.actions()])
        menu.setActiveAction(menu.actions()[1])
        QTest.keyClick(menu, Qt.Key.Key_Return)

    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, look)
    QTest.keyClick(chooser, Qt.Key.Key_Space)
    here.settle()
    assert opened == [[("Kortare väntan", True), ("Svar samma dag (avslutat)", False)]], opened
    assert here.window.current().subject() == first


@pytest.mark.parametrize("size", [(1360, 850), (1024, 640)], ids=["usual", "small"])
def test_a_long_name_is_shortened_and_the_tabs_below_stand_still(house: Build, size: tuple[int, int]) -> None:
    here = house("sv", size=size)
    here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.go("teams")
    before = (here.window._head.height(), here.window._tabs.y())
    name = "Kunden i centrum i allt vi gör & tänker, varje dag, på alla våra platser och i alla våra kanaler"
    made = here.bench.do(initiatives.new_initiative, name)
    here.go("initiative", made)
    here.go("teams")
    here.settle()
    chooser = here.window._heading.chooser
    assert chooser is not None and chooser.width() <= 360 and name in chooser.toolTip()
    assert "&&" in chooser.text()
    assert (here.window._head.height(), here.window._tabs.y()) == before
    assert chooser.geometry().right() < here.window._heading.width()
