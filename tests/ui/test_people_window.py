"""People through the whole window: a file dropped on it, the door by keys alone, and a name that leaves the file on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from tests.ui.people_room import cells, csv_file, spreadsheet
from verkstad.app import people, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.people import Person
from verkstad.domain.workshop import Participation, Workshop

Build = Callable[..., House]

LIST = (
    "Deltagare till kickoffen;;\r\nNamn;Förvaltning;E-post\r\nBergström, Åsa;Hemtjänsten;asa@example.invalid\r\nÖberg, Karin;Bygglov;\r\n"
)


def drop(here: House, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window = here.window
    event = QDropEvent(QPointF(400, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)


def test_a_list_dropped_on_the_window_is_read_elsewhere_and_looked_through(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house()
    seen: list[str] = []

    def answer(sheet: Any) -> None:
        seen.append(sheet.reading.text())
        sheet.import_button.click()

    here.dialogs.then = [answer]
    drop(here, csv_file(tmp_path, LIST))
    qtbot.waitUntil(lambda: here.bench.library.count(Person) == 2, timeout=60_000)
    assert "cp1252" in seen[0] and "rad 2" in seen[0]
    screen = here.window.current()
    assert screen.key == "people"
    qtbot.waitUntil(lambda: [row[0] for row in cells(screen.table)] == ["Karin Öberg", "Åsa Bergström"])  # type: ignore[attr-defined]
    here.window.undo()
    assert here.bench.library.count(Person) == 0


def test_a_list_dropped_while_a_workshop_is_seen_goes_into_that_workshop(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house()
    workshop = here.bench.do(workshops.new_workshop, "Första steget", date="2027-03-24")
    here.go("workshop", workshop, "people")
    here.dialogs.then = [lambda sheet: sheet.import_button.click()]
    drop(here, csv_file(tmp_path, LIST))
    qtbot.waitUntil(lambda: here.bench.library.count(Participation, parent=workshop) == 2, timeout=60_000)
    assert here.window.current().key == "workshop"


def test_one_comes_to_the_line_where_people_are_typed_and_names_pasted_in_the_number_are_people(house: Build) -> None:
    here = house()
    workshop = here.bench.do(workshops.new_workshop, "Första steget", date="2027-03-24")
    screen = here.go("workshop", workshop, "people")
    part: Any = screen.part()  # type: ignore[attr-defined]
    assert screen.home() is part.line  # type: ignore[attr-defined]
    here.window.focus_page()
    assert here.window.focusWidget() is part.line
    here.dialogs.then = [lambda sheet: sheet.import_button.click()]
    QGuiApplication.clipboard().setText("Ada Ek\nBo Ek\nCia Ek")
    part.expected.line.setFocus()
    QTest.keyClick(part.expected.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    assert here.bench.library.count(Participation, parent=workshop) == 3
    assert part.expected.line.text() == ""
    here.window.undo()
    assert here.bench.library.count(Participation, parent=workshop) == 0
    QGuiApplication.clipboard().setText("24")
    QTest.keyClick(part.expected.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert part.expected.line.text() == "24"
    assert part.expected.settle()
    assert here.bench.library.need(Workshop, workshop).expected == 24


def test_ctrl_z_clears_what_a_field_cannot_read_before_it_takes_back_the_workshop(house: Build) -> None:
    here = house()
    workshop = here.bench.do(workshops.new_workshop, "Första steget", date="2027-03-24")
    part: Any = here.go("workshop", workshop, "people").part()  # type: ignore[attr-defined]
    field = part.expected
    field.line.setFocus()
    QTest.keyClicks(field.line, "Ada Ek")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.unsaved
    part.line.setFocus()
    here.window.undo()
    assert field.line.text() == "" and not field.unsaved
    assert here.bench.library.get(Workshop, workshop) is not None
    field.line.setFocus()
    QTest.keyClicks(field.line, "24")
    QTest.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # being written: the field's own undo
    assert field.line.text() == ""
    assert here.bench.library.get(Workshop, workshop) is not None
    here.window.undo()
    assert here.bench.library.get(Workshop, workshop) is None


def test_a_broken_file_gets_one_sentence_in_the_window_and_the_program_goes_on(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house()
    path = tmp_path / "fel.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    drop(here, path)
    qtbot.waitUntil(lambda: bool(here.said), timeout=60_000)
    assert len(here.said) == 1 and "fel.xlsx" in here.said[0][0]
    assert here.bench.library.count(Person) == 0 and here.dialogs.seen == []


def test_the_door_is_kept_by_keys_alone_and_ctrl_z_takes_back_the_last(house: Build, qtbot: Any) -> None:
    here = house()
    workshop = here.bench.do(workshops.new_workshop, "Första steget", date="2027-03-24")
    new = [NewPerson(name, "Ek") for name in ("Ada", "Bo", "Cia")]
    here.bench.do(people.import_people, new, workshop=workshop)
    here.go("workshop", workshop, "people")
    window = here.window
    part = window.current().part()  # type: ignore[attr-defined]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window.windowHandle(), "Ctrl+F")
    qtbot.waitUntil(part.table.search.hasFocus)
    QTest.keyClick(part.table.search, Qt.Key.Key_Return)
    view = part.table.view
    qtbot.waitUntil(view.hasFocus)
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_F):
        QTest.keyClick(view, key)
        here.settle()
    noted = [row[5] for row in cells(part.table)]
    assert noted == ["Närvarande", "Närvarande", "Frånvarande"]
    assert view.hasFocus()
    QTest.keySequence(window.windowHandle(), "Ctrl+Z")
    here.settle()
    assert [row[5] for row in cells(part.table)] == ["Närvarande", "Närvarande", ""]
    assert [x.person.given for x in part.table.selected()] == ["Cia"]


def test_an_erased_name_is_on_no_page_and_in_no_byte_of_the_library(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house()
    workshop = here.bench.do(workshops.new_workshop, "Första steget", date="2027-03-24")
    rows = spreadsheet(5).replace("person0@", "hemlig.adress@").replace("Bergström", "Hemlighetsson")
    here.go("people")
    here.dialogs.then = [lambda sheet: sheet.import_button.click(), lambda sheet: sheet.accept()]
    screen: Any = here.window.current()
    screen.paste_text(rows)
    line = next(x for x in screen.table.model.shown if x.email.startswith("hemlig.adress"))
    for other in screen.table.model.shown:
        if other.id != line.id:
            here.bench.do(people.name_person, other.id, other.given, "Ek")
    here.bench.do(people.invite, workshop, (line.id,))
    screen.erase(next(x for x in screen.table.model.shown if x.id == line.id))
    here.settle()
    assert "hemlig.adress" not in str(cells(screen.table))
    for file in tmp_path.glob("library.sqlite*"):
        assert b"hemlig.adress" not in file.read_bytes(), file.name
    assert here.bench.undo_step is None


def test_every_list_of_people_opens_in_the_smallest_window(house: Build, qtbot: Any) -> None:
    here = house("xx", "dark", (1024, 640), with_sample=True)
    assert here.sample is not None
    here.go("people")
    here.go("people", "", "units")
    line = here.bench.ask(workshops.workshops)[0]
    for part in ("people", "people:invitation", "actions"):
        screen = here.go("workshop", line.id, part)
        assert screen.isVisible()
    assert here.window.width() == 1024
