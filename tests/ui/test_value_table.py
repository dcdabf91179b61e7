"""The one table: order, search, edit in place, copy, what stays when values change."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from shiboken6 import delete

from tests.ui.conftest import Answers
from verkstad.app.settings import Settings
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.i18n import language
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.memory import Memory
from verkstad.ui.value_table import Column, Filter, ValueTable


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    unit: str = "It"
    count: int = 0


PEOPLE = [
    Person("1", "Örjan Ek", count=2),
    Person("2", "Åsa Öberg", "Kultur", 10),
    Person("3", "Ärla Vik"),
    Person("4", "Zoran Pol", "Kultur", 1),
]


class Room:
    def __init__(self) -> None:
        self.bench = Bench.in_memory()
        self.desk = Desk(
            self.bench, language("sv"), look.LIGHT, Answers(), memory=Memory(), settings=Settings(), background=None  # type: ignore[arg-type]
        )  # fmt: skip
        self.said: list[str] = []
        self.desk.said.connect(lambda sentence, _undo: self.said.append(sentence))
        self.people = list(PEOPLE)
        self.table: ValueTable[Person] = ValueTable(
            self.desk,
            [
                Column("Namn", lambda p: p.name, edit=self.rename),
                Column("Verksamhet", lambda p: p.unit, edit=self.move, choices=lambda _p: [("It", "It"), ("Kultur", "Kultur")]),
                Column("Antal", lambda p: str(p.count), sort=lambda p: p.count, right=True),
            ],
            name="Människor",
            search="Sök",
            filters=[Filter("Verksamhet", [("Alla", lambda _p: True), ("Kultur", lambda p: p.unit == "Kultur")])],
            empty=EmptyState(look.LIGHT, "users", "Här är tomt.", "Lägg till"),
            sort=(0, True),
        )
        self.table.resize(700, 500)
        self.table.show_values(self.people)
        self.table.show()
        QApplication.processEvents()

    def _change(self, person: Person, **facts: Any) -> None:
        self.people = [replace(p, **facts) if p.id == person.id else p for p in self.people]
        self.table.show_values(self.people)

    def rename(self, person: Person, typed: str) -> None:
        if not typed.strip():
            raise Refused("empty_name")
        self._change(person, name=typed)

    def move(self, person: Person, unit: str) -> None:
        self._change(person, unit=unit)

    def names(self) -> list[str]:
        return [p.name for p in self.table.model.shown]

    def editor(self) -> Any:
        return next(w for kind in (QLineEdit, QComboBox) for w in self.table.view.viewport().findChildren(kind))


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    look.dress(qapp, look.LIGHT)
    made = Room()
    yield made
    delete(made.table)
    made.bench.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_names_are_in_the_order_of_the_swedish_alphabet(room: Room) -> None:
    assert room.names() == ["Zoran Pol", "Åsa Öberg", "Ärla Vik", "Örjan Ek"]


def test_numbers_are_in_the_order_of_numbers(room: Room) -> None:
    room.table.view.horizontalHeader().setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    assert [p.count for p in room.table.model.shown] == [0, 1, 2, 10]


def test_every_word_that_is_typed_must_be_found_somewhere_in_the_row(room: Room) -> None:
    room.table.search.setText("kultur ås")
    assert room.names() == ["Åsa Öberg"]
    room.table.search.setText("finns inte")
    assert room.names() == []
    assert room.table.stack.currentIndex() == 1


def test_a_filter_lets_through_what_it_says(room: Room) -> None:
    box = room.table._filters[0]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert set(room.names()) == {"Zoran Pol", "Åsa Öberg"}


def test_with_nothing_at_all_the_table_says_what_it_is_for(room: Room) -> None:
    room.table.show_values([])
    assert room.table.stack.currentWidget() is room.table._empty
    assert not room.table.search.isVisibleTo(room.table)


def test_enter_edits_in_place_and_enter_again_saves(room: Room, qtbot: Any) -> None:
    room.table.view.setFocus()
    room.table.view.setCurrentIndex(room.table.model.index(0, 0))
    QTest.keyClick(room.table.view, Qt.Key.Key_Return)
    editor = room.editor()
    assert editor.text() == "Zoran Pol"
    editor.setText("Ada Pol")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ada Pol" in room.names())


def test_escape_leaves_the_name_as_it_was(room: Room) -> None:
    room.table.view.setCurrentIndex(room.table.model.index(0, 0))
    room.table.enter(room.table.model.index(0, 0))
    editor = room.editor()
    editor.setText("Något annat")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert "Zoran Pol" in room.names()


def test_what_is_refused_is_said_in_a_sentence_and_nothing_changes(room: Room) -> None:
    assert not room.table.model.setData(room.table.model.index(0, 0), "  ")
    assert room.names()[0] == "Zoran Pol"
    assert len(room.said) == 1
    assert room.said[0].endswith(".")


def test_a_choice_is_made_in_place(room: Room) -> None:
    room.table.enter(room.table.model.index(2, 1))
    box = room.editor()
    assert box.currentData() == "It"
    box.setCurrentIndex(1)
    box.activated.emit(1)
    QApplication.processEvents()
    assert next(p for p in room.people if p.name == "Ärla Vik").unit == "Kultur"


def test_selection_and_current_row_stay_with_their_values_when_the_values_change(room: Room) -> None:
    room.table.select(["3", "1"])
    assert {p.id for p in room.table.selected()} == {"1", "3"}
    room.table.show_values([*room.people, Person("5", "Anna Berg")])
    assert {p.id for p in room.table.selected()} == {"1", "3"}
    room.table.view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert {p.id for p in room.table.selected()} == {"1", "3"}


def test_what_is_copied_is_what_a_spreadsheet_pastes(room: Room) -> None:
    room.table.select(["2"])
    room.table.copy()
    assert QGuiApplication.clipboard().text() == "Åsa Öberg\tKultur\t10"
    room.table.select(["2", "4"])
    room.table.copy()
    assert QGuiApplication.clipboard().text().splitlines() == ["Namn\tVerksamhet\tAntal", "Zoran Pol\tKultur\t1", "Åsa Öberg\tKultur\t10"]


def test_a_saved_spreadsheet_opens_in_swedish_excel_and_holds_no_formula(room: Room) -> None:
    room.table.show_values([Person("9", "=1+1")])
    content = room.table.as_csv()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["Namn;Verksamhet;Antal", "'=1+1;It;0"]


def test_a_list_is_saved_as_a_workbook_when_its_name_says_so(room: Room, tmp_path: Path) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(room.table.as_xlsx())).active
    assert sheet is not None
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Namn", "Verksamhet", "Antal"] and ["Åsa Öberg", "Kultur", 10] in rows
    room.table.show_values([Person("9", "=1+1")])
    path = tmp_path / "Personer.XLSX"
    room.desk.dialogs.target = path  # type: ignore[attr-defined]
    room.table._save_csv()
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None and sheet["A2"].value == "=1+1" and sheet["A2"].data_type == "s"


def test_every_cell_says_its_column_to_a_screen_reader(room: Room) -> None:
    index = room.table.model.index(1, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Verksamhet: Kultur"


def test_the_tab_key_leaves_the_table(room: Room) -> None:
    room.table.view.setFocus()
    room.table.view.setCurrentIndex(room.table.model.index(0, 0))
    before = room.table.view.currentIndex()
    QTest.keyClick(room.table.view, Qt.Key.Key_Tab)
    assert room.table.view.currentIndex() == before


def test_a_list_with_the_keyboard_and_nothing_selected_begins_with_the_row_the_keyboard_is_on(room: Room) -> None:
    table = room.table
    table.select([])
    table.view.selectionModel().setCurrentIndex(table.model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
    assert not table.selected()
    for row in (0, 1):
        QTest.keyClick(table.view, Qt.Key.Key_Down)
        assert [x.id for x in table.selected()] == [table.model.shown[row].id]


def test_a_day_is_never_cut_where_it_is_narrow_and_a_long_text_gives_way(room: Room) -> None:
    days = ("14 september", "9 november")
    columns: list[Column[Person]] = [
        Column("Vad", lambda p: p.name),
        Column("Dag", lambda p: days[p.count % 2], width=120),
        Column("Var", lambda p: f"{p.unit}, rummet längst bort i korridoren", width=160),
    ]
    table: ValueTable[Person] = ValueTable(room.desk, columns, name="Träffar", key=lambda p: p.id)
    table.resize(430, 300)
    table.show()
    QApplication.processEvents()
    table.show_values(PEOPLE)
    face = look.font(look.BODY, look.NORMAL)
    assert table.view.columnWidth(1) - 18 >= QFontMetrics(face).horizontalAdvance("14 september")
    assert table.view.columnWidth(1) <= 120 and table.view.columnWidth(2) < 160
    table.close()
