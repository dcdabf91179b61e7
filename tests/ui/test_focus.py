"""Where the keyboard is after a page was turned, a dialog closed or a choice made: on the page, and never on the navigation by chance.

And how a dialog makes room for what a field has to say.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import House
from tests.ui.test_merge_review import blocks, colleague, opened, taken_in
from verkstad.app import agenda
from verkstad.domain.workshop import Workshop
from verkstad.ui.commands import Palette
from verkstad.ui.preview import PreviewDialog
from verkstad.ui.screens.new_workshop import NewWorkshopDialog
from verkstad.ui.screens.planner.timeline import Timeline

Build = Callable[..., House]


def today(here: House) -> str:
    assert here.sample is not None
    return here.sample.today


def keyboard(here: House) -> QWidget:
    here.settle()
    now = here.window.focusWidget()
    assert now is not None
    return now


@pytest.mark.parametrize("page", ["start", "workshops", "people", "library", "settings"])
def test_on_every_page_the_keyboard_is_on_the_page(house: Build, page: str) -> None:
    here = house("sv", with_sample=True)
    here.go("workshop", today(here))
    shown = here.go(page)
    assert shown.isAncestorOf(keyboard(here))
    assert not here.window._nav.isAncestorOf(keyboard(here))


def test_on_the_program_the_keyboard_is_on_the_timeline(house: Build) -> None:
    here = house("sv", with_sample=True)
    here.go("workshop", today(here), "program")
    assert isinstance(keyboard(here), Timeline)


def test_a_workshop_found_in_the_palette_opens_with_the_keyboard_on_its_timeline(house: Build) -> None:
    here = house("sv", with_sample=True)
    here.window.activateWindow()
    here.window.open_palette()
    here.settle()
    palette = next(w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible())
    assert here.sample is not None
    title = here.bench.library.need(Workshop, here.sample.coming).title
    palette.line.setText(title)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert isinstance(keyboard(here), Timeline)


def test_after_the_print_dialog_the_keyboard_is_where_it_was(house: Build) -> None:
    here = house("sv", with_sample=True)
    here.go("workshop", today(here), "program")
    here.window.activateWindow()
    before = keyboard(here)
    assert isinstance(before, Timeline)
    here.window.print_here()
    here.settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreviewDialog) and w.isVisible())
    here.window._nav_items["start"].setFocus()  # where a system puts it that does not remember
    dialog.reject()
    assert keyboard(here) is before


def test_after_a_dialog_whose_button_is_gone_the_keyboard_is_on_the_page(house: Build) -> None:
    here = house("sv", with_sample=True)
    here.go("workshop", today(here), "program")
    line = QWidget(here.window.current())
    line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    line.show()
    line.setFocus()
    here.settle()
    here.window.print_here()
    here.settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, PreviewDialog) and w.isVisible())
    line.hide()
    here.window._nav_items["start"].setFocus()
    dialog.reject()
    assert isinstance(keyboard(here), Timeline)


def test_after_every_choice_of_mine_or_theirs_the_keyboard_is_on_the_page(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv", with_sample=True)

    def change(theirs: Any, rows: Any, _day: str) -> None:
        for row in rows[:2]:
            theirs.do(agenda.rename_block, row.id, f"Deras {row.title}")

    back = colleague(here, tmp_path, change)
    for row in blocks(here)[:2]:
        here.bench.do(agenda.rename_block, row.id, f"Min {row.title}")
    page = opened(here, back, qtbot)
    taken_in(here, page, qtbot)
    here.go("merge")
    assert len(page._conflicts) == 2
    for _left in (1, 0):
        button = page._cards[0].findChildren(QWidget)[0]
        button.setFocus()
        page.decide(0, "mine")
        assert here.window.current().isAncestorOf(keyboard(here)), keyboard(here)
    assert not page._conflicts


def test_a_dialog_grows_with_what_a_field_says_and_nothing_lies_on_top_of_anything(house: Build) -> None:
    here = house("sv")
    dialog = NewWorkshopDialog(here.window.desk, "Ny workshop", "Allt kan ändras.", "Idéverkstad", "Skapa")
    dialog.show()
    here.settle()
    before = dialog.height()
    dialog.date.line.setText("snart")
    dialog._on_wanted()
    here.settle()
    error = dialog.date.error
    assert error.isVisible()
    assert dialog.height() >= before + error.heightForWidth(error.width())
    assert error.height() >= error.heightForWidth(error.width())
    assert error.geometry().top() >= dialog.date.line.geometry().bottom()
    assert dialog.date.line.height() >= dialog.name.line.height()
    dialog.close()
