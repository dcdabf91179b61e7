"""The example says that it is one, is gone to when it is there, and goes away with one click; and where one was is where one has been."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.conftest import House
from verkstad.app import initiatives, people
from verkstad.app.people import NewPerson
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Person
from verkstad.domain.workshop import Workshop
from verkstad.ui.screens.people_words import told_of

Build = Callable[..., House]


def card(here: House) -> QPushButton:
    return next(b for b in here.window.current().findChildren(QPushButton) if b.accessibleName().startswith("Titta på ett exempel"))


def test_the_card_says_what_happens_and_a_second_click_goes_there(house: Build) -> None:
    here = house("sv")
    here.go("start")
    assert "Läggs bland dina; tas bort med ett klick." in card(here).accessibleName()
    card(here).click()
    here.settle()
    assert here.bench.library.count(Workshop) == 3
    assert here.said[-1][1] and here.window.toast.isVisible(), "undo is offered"
    screen: Any = here.window.current()
    assert screen.key == "initiative" and screen.title() == "Besked i rätt tid" and screen.example.isVisible()
    here.go("start")
    card(here).click()
    here.settle()
    assert here.window.current() is screen
    assert here.bench.library.count(Workshop) == 3


def test_an_example_says_so_and_goes_with_one_click_that_undo_takes_back(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    page: Any = here.go("workshop", here.sample.today)
    assert page.example.isVisible()
    page.example.remove.click()
    here.settle()
    assert here.bench.library.count(Workshop) == 0
    assert here.window.current().key == "workshops"
    assert here.window.toast.isVisible()
    here.window.toast.undo.click()
    assert here.bench.library.count(Workshop) == 3


def test_one_goes_on_only_where_one_has_been(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None

    def offered() -> bool:
        return any(w.text() == "Fortsätt där du var" and w.isVisible() for w in here.window.current().findChildren(QLabel))

    here.go("start")
    assert not offered()
    here.go("workshop", here.sample.held)
    here.go("start")
    here.window.current().refresh(None, None)  # type: ignore[attr-defined]
    here.settle()
    assert offered()


def test_the_people_of_the_example_are_told_from_ones_own_in_the_list_and_where_somebody_is_chosen(house: Build) -> None:
    here = house("sv", with_sample=True)
    mine = here.bench.do(people.add_person, NewPerson("Ada", "Ek"))
    screen: Any = here.go("people")
    table = screen.table.model
    shown = {line.id: table.data(table.index(at, 0)) for at, line in enumerate(table.shown)}
    assert shown[mine] == "Ada Ek"
    named = [line for line in table.shown if line.name and line.id != mine]
    assert named and all(shown[line.id] == f"{line.name} (exempel)" for line in named)
    assert all(told_of(here.window.desk, line.id).endswith(" (exempel)") for line in named)
    assert "exempel" not in told_of(here.window.desk, mine)


def test_from_its_initiative_the_example_goes_with_everybody_in_it_in_one_step(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    mine = here.bench.do(initiatives.new_initiative, "Mitt eget")
    screen: Any = here.go("initiative", mine)
    assert not screen.example.isVisible()
    here.go("initiative", here.sample.initiative)
    assert screen.example.isVisible()
    screen.example.remove.click()
    here.settle()
    library = here.bench.library
    assert (library.count(Workshop), library.count(Person), library.count(Initiative)) == (0, 0, 1)
    assert screen.subject() == mine and not screen.example.isVisible()
    here.window.undo()
    assert library.count(Workshop) == 3
