"""The dialog that erases a person: what it says, the places it lists, and what is left after it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from tests.ui.people_room import Room, clipped, nameless
from verkstad.app import agenda, people, workshops
from verkstad.app.people import PersonLine
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui.screens.people_erasing import ROW, EraseSheet, PlaceList, erase


class Stage:
    def __init__(self, code: str = "sv", *, dark: bool = False) -> None:
        self.room = room = Room(code, dark=dark)
        self.workshop = room.workshop(4)
        day = room.bench.library.children(Day, self.workshop)[0].id
        self.block = room.bench.do(agenda.add_block, day, title="Skiva elefanten", minutes=60)
        room.bench.do(agenda.give_block_to, self.block, "Åsa Bergström")
        room.bench.do(agenda.note_privately, self.block, "Låt Åsa börja.")
        room.bench.do(workshops.say_who_leads, self.workshop, "ÅSA BERGSTRÖM och Karin Dahl")
        room.bench.do(workshops.say_whom_to_call, self.workshop, "Åsa Bergström")
        room.bench.do(workshops.say_whom_to_call, self.workshop, "Receptionen")

    @property
    def line(self) -> PersonLine:
        return next(x for x in self.room.bench.ask(people.directory) if x.name == "Åsa Bergström")

    def run(self, answer: Any) -> bool:
        self.room.dialogs.then = [answer]
        return erase(self.room.desk, self.line, by=self)

    def says(self) -> tuple[str, str, str, str]:
        library = self.room.bench.library
        workshop, block = library.need(Workshop, self.workshop), library.need(AgendaBlock, self.block)
        return workshop.leads, workshop.contact, block.lead, block.notes

    def log(self) -> str:
        return str(self.room.bench.library.db.execute("select group_concat(vals) from change").fetchone()[0])


def test_full_names_are_ticked_and_names_alone_are_not_and_what_is_ticked_is_cleaned(qtbot: Any) -> None:
    stage = Stage()
    seen: list[tuple[str, bool]] = []

    def answer(sheet: EraseSheet) -> None:
        ticked = sheet.places.ticked()
        seen.extend(
            (sheet.places.item(n).text(), sheet.places.item(n).data(Qt.ItemDataRole.UserRole) in ticked)
            for n in range(sheet.places.count())
        )
        assert sheet.count.text() == "3 av 4 ikryssade"
        qtbot.mouseClick(sheet.erase, Qt.MouseButton.LeftButton)

    assert stage.run(answer)
    assert sorted(seen) == [
        ("Första steget · Kontakt under dagen (tidigare lydelse)", True),
        ("Första steget · Leds av", True),
        ("Första steget · Skiva elefanten · Leds av", True),
        ("Första steget · Skiva elefanten · Mina anteckningar", False),
    ]
    assert stage.says() == ("[borttaget] och Karin Dahl", "Receptionen", "[borttaget]", "Låt Åsa börja.")
    assert "Bergström" not in stage.log() and "ÅSA" not in stage.log() and "Åsa" in stage.log()
    assert stage.room.bench.undo_step is None
    assert len(stage.room.said) == 1


def test_a_place_is_ticked_with_space_and_with_a_click_anywhere_in_it(qtbot: Any) -> None:
    stage = Stage()

    def answer(sheet: EraseSheet) -> None:
        places: PlaceList = sheet.places
        assert places.currentRow() == 0
        before = {p.key for p in places.ticked()}
        qtbot.keyClick(places, Qt.Key.Key_Space)
        assert len(places.ticked()) == len(before) - 1
        qtbot.keyClick(places, Qt.Key.Key_Space)
        for _n in range(3):
            qtbot.keyClick(places, Qt.Key.Key_Down)
        qtbot.keyClick(places, Qt.Key.Key_Space)
        assert len(places.ticked()) == 4
        places.scrollToItem(places.item(0))
        for where in (QPoint(20, ROW // 2), QPoint(300, ROW // 2)):
            count = len(places.ticked())
            qtbot.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=where)
            assert abs(len(places.ticked()) - count) == 1
        assert len(places.ticked()) == 4
        places.tick_all(False)
        qtbot.keyClick(places, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        sheet.accept()

    assert stage.run(answer)
    assert stage.says() == ("[borttaget] och Karin Dahl", "Receptionen", "[borttaget]", "Låt [borttaget] börja.")
    assert "Åsa" not in stage.log()


def test_nothing_ticked_leaves_the_texts_and_esc_leaves_everything(qtbot: Any) -> None:
    stage = Stage()
    before = stage.says()
    assert not stage.run(lambda sheet: qtbot.keyClick(sheet, Qt.Key.Key_Escape))
    assert stage.line.name == "Åsa Bergström"

    def answer(sheet: EraseSheet) -> None:
        sheet.places.tick_all(False)
        assert sheet.count.text() == "0 av 4 ikryssade"
        sheet.accept()

    assert stage.run(answer)
    assert stage.says() == before
    assert not any(x.name == "Åsa Bergström" for x in stage.room.bench.ask(people.directory))


def test_what_is_being_typed_is_looked_through_too(qtbot: Any) -> None:
    stage = Stage()
    stage.room.bench.draft(stage.block, "purpose", "Åsa Bergström har hörts")
    assert stage.run(lambda sheet: sheet.accept())
    assert stage.room.bench.library.need(AgendaBlock, stage.block).purpose == "[borttaget] har hörts"
    assert stage.room.bench.drafts() == ()
    assert "Bergström" not in stage.log()


def test_the_name_is_marked_in_the_words_around_it(qtbot: Any) -> None:
    stage = Stage()

    def answer(sheet: EraseSheet) -> None:
        from PySide6.QtWidgets import QApplication

        QApplication.processEvents()
        places, theme = sheet.places, stage.room.desk.theme
        picture = places.viewport().grab().toImage()
        mark = QColor(theme.warnbg)
        for n in range(places.count()):
            rect = places.visualItemRect(places.item(n))
            if rect.bottom() >= picture.height():
                continue
            assert any(picture.pixelColor(x, y) == mark for x in range(40, 300) for y in range(rect.top() + 26, rect.top() + 46)), n

    stage.run(answer)
    assert stage.room.dialogs.seen


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_dialog_says_what_is_out_of_reach_and_fits_in_every_language(qtbot: Any, code: str, dark: bool) -> None:
    stage = Stage(code, dark=dark)

    def answer(sheet: EraseSheet) -> None:
        assert nameless(sheet) == [] and clipped(sheet) == []
        assert sheet.height() <= 680
        words = " ".join(label.text() for label in sheet.findChildren(QLabel))
        if code == "sv":
            assert "redan har skickats" in words and "Papper" in words and "går inte att ångra" in words
        told = sheet.places.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "Bergström" in told or "BERGSTRÖM" in told

    stage.run(answer)


def test_a_name_that_stands_nowhere_else_has_no_list(qtbot: Any) -> None:
    room = Room()
    room.workshop(1)
    line = room.bench.ask(people.directory)[0]

    def answer(sheet: EraseSheet) -> None:
        assert sheet.places is None
        assert any("namnet står inte i någon" in label.text() for label in sheet.findChildren(QLabel))
        sheet.accept()

    room.dialogs.then = [answer]
    assert erase(room.desk, line, by=None)
    assert room.bench.ask(people.directory)[0].name == ""
