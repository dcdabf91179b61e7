"""Undo and redo say what was taken back, and lead there when it is not seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from verkstad.app import agenda, initiatives, modules, pilots, teams, workshops
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Day
from verkstad.ui import places

Build = Callable[..., House]
CTRL = Qt.KeyboardModifier.ControlModifier


def press(here: House, key: Qt.Key) -> None:
    here.window.activateWindow()
    QTest.qWaitForWindowActive(here.window)
    QTest.keyClick(here.window.focusWidget() or here.window, key, CTRL)
    here.settle()


def test_ctrl_z_and_ctrl_y_say_which_step_was_taken_back_and_done_again(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today, "program")
    library = here.bench.library
    block = library.children(AgendaBlock, library.children(Day, here.sample.today)[0].id)[1]
    here.bench.do(agenda.rename_block, block.id, "Fika")
    step = here.window._undo.text().partition(": ")[2]
    press(here, Qt.Key.Key_Z)
    toast = here.window.toast
    assert toast.isVisible()
    assert toast.sentence.text() == f"Ångrade: {step}"
    assert toast.undo.isHidden() and toast.there.isHidden(), "one stands where it is seen"
    assert QAccessible.queryAccessibleInterface(toast).text(QAccessible.Text.Name) == toast.sentence.text()
    press(here, Qt.Key.Key_Y)
    assert toast.sentence.text() == f"Gjorde om: {step}"
    assert library.need(AgendaBlock, block.id).title == "Fika"


def test_a_change_on_another_page_is_offered_to_be_shown(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    library = here.bench.library
    block = library.children(AgendaBlock, library.children(Day, here.sample.today)[0].id)[1]
    here.bench.do(agenda.rename_block, block.id, "Fika")
    here.go("people")
    press(here, Qt.Key.Key_Z)
    toast = here.window.toast
    assert toast.there.isVisible()
    assert toast.there.text() == "Visa"
    toast.there.click()
    here.settle()
    page = here.window.current()
    assert (page.key, page.workshop(), page.part_shown()) == ("workshop", here.sample.today, "program")
    assert page.part().timeline.current() == block.id
    assert not toast.isVisible()


def test_another_tab_of_the_same_page_is_another_place(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    library = here.bench.library
    block = library.children(AgendaBlock, library.children(Day, here.sample.today)[0].id)[1]
    here.bench.do(agenda.rename_block, block.id, "Fika")
    here.go("workshop", here.sample.today, "people")
    press(here, Qt.Key.Key_Z)
    assert here.window.toast.there.isVisible()
    press(here, Qt.Key.Key_Y)
    here.go("workshop", here.sample.today, "program")
    press(here, Qt.Key.Key_Z)
    assert here.window.toast.there.isHidden()


def test_with_nothing_left_to_undo_nothing_is_said(house: Build) -> None:
    here = house("sv")
    press(here, Qt.Key.Key_Z)
    assert not here.window.toast.isVisible()
    here.bench.do(workshops.new_workshop, "Strategidag")
    press(here, Qt.Key.Key_Z)
    said = here.window.toast.sentence.text()
    press(here, Qt.Key.Key_Z)
    assert here.window.toast.sentence.text() == said


@pytest.mark.parametrize("what", ["module", "team", "pilot"])
def test_what_came_back_in_a_change_is_shown_in_the_initiative_it_belongs_to(house: Build, what: str) -> None:
    here = house("sv")
    bench = here.bench
    first = bench.do(initiatives.new_initiative, "Svar samma dag")
    row = {
        "module": lambda: bench.do(modules.add_module, first, "Ringtider"),
        "team": lambda: bench.do(teams.new_team, first, "Team Svar"),
        "pilot": lambda: bench.do(pilots.begin_pilot, first, "Fasta ringtider"),
    }[what]()
    rename = {"module": modules.rename_module, "team": teams.rename_team, "pilot": pilots.rename_pilot}[what]
    here.go("initiative", bench.do(initiatives.new_initiative, "En helt annan"))
    bench.do(rename, row, "Annat namn")
    here.go("start")
    press(here, Qt.Key.Key_Z)
    assert here.window.toast.there.isVisible()
    here.window.toast.there.click()
    here.settle()
    page = here.window.current()
    assert page.key == f"{what}s"
    assert page.subject() == first


def test_every_kind_of_row_that_is_written_has_a_place(house: Build) -> None:
    """But for what was put on paper, which no page shows by itself, and what a workshop or an initiative may hold: it stands with either."""
    from verkstad.domain.schema import SCHEMA

    assert set(SCHEMA.kinds) - set(places._PAGE) == {"action", "printed", "insight", "risk", "inventory_item"}
