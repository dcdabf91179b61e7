"""The example says that it is one, is gone to when it is there, and goes away with one click; and where one was is where one has been."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.conftest import House
from verkstad.domain.workshop import Workshop

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
    assert here.said[-1][1], "undo is offered"
    card(here).click()
    here.settle()
    assert here.window.current().key == "workshop"
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
