"""The least window there is, 1024 x 640: nothing is cut off, and what is said covers no button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.conftest import House
from verkstad.ui.screens.people_headcount import HeadcountStrip

Build = Callable[..., House]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_count_can_be_read_and_the_title_is_whole(house: Build, code: str) -> None:
    here = house(code, size=(1024, 640), with_sample=True)
    assert here.sample is not None
    page = here.go("workshop", here.sample.held, "people")
    here.settle(8)
    (strip,) = page.findChildren(HeadcountStrip)
    shown = [w for w in strip.findChildren(QLabel) if w.isVisible() and not w.wordWrap()]
    assert len(shown) == 12
    for label in shown:
        assert label.width() >= label.sizeHint().width(), label.text()
        assert strip.rect().contains(QRect(label.mapTo(strip, label.rect().topLeft()), label.size()))
    title = here.window._title
    assert QLabel.text(title) == title.text(), "not shortened"


def test_head_buttons_show_icons_alone_where_there_is_little_room_and_keep_their_names(house: Build) -> None:
    here = house("sv", size=(1024, 640), with_sample=True)
    assert here.sample is not None
    page = here.go("workshop", here.sample.today, "people")
    paste: QPushButton = page.part().paste_button  # type: ignore[attr-defined]
    assert paste.text() == here.window._print_button.text() == ""
    assert paste.accessibleName() == "Klistra in en lista"
    assert paste.toolTip()
    here.window.resize(1366, 768)
    here.settle()
    assert here.window._print_button.text().strip() == "Skriv ut"
    assert paste.text() == ""  # the views stand there too, and the title is to be read
    title = here.window._title
    assert len(QLabel.text(title)) > 30, "a title of that length is whole, or nearly"
    here.window.resize(1600, 900)
    here.settle()
    assert paste.text().strip() == "Klistra in en lista"


def test_what_is_said_covers_no_button_of_the_page_and_goes_with_it(house: Build) -> None:
    here = house("sv", size=(1024, 640), with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today, "people")
    here.window.current().part().show_view(1)  # type: ignore[attr-defined]
    here.settle()
    here.window.desk.say("Något togs bort.", undo=True)
    here.settle()
    toast = here.window.toast
    assert toast.isVisible()
    place = QRect(toast.mapToGlobal(toast.rect().topLeft()), toast.size())
    for button in here.window.current().findChildren(QPushButton):
        if button.isVisible() and not button.visibleRegion().isEmpty():
            seen = button.visibleRegion().boundingRect()
            assert not place.intersects(QRect(button.mapToGlobal(seen.topLeft()), seen.size())), button.text()
    here.go("people")
    assert not toast.isVisible()
    here.window.desk.say("Sagt när sidan byts.")
    here.window.desk.go("start")
    assert toast.isVisible()
