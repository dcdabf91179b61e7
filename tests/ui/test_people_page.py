from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from tests.ui.people_room import Room, cells, clipped, csv_file, nameless, spreadsheet
from verkstad.app import people
from verkstad.app.people import NewPerson
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.workshop import Participation
from verkstad.ui.screens.people_import import ImportSheet
from verkstad.ui.screens.people_page import PeopleScreen


@pytest.fixture
def room(qtbot: Any) -> Room:
    return Room()


def page(room: Room, qtbot: Any, width: int = 800) -> PeopleScreen:
    screen = PeopleScreen(room.desk)
    qtbot.addWidget(screen)
    return room.shown(screen, width)


def press_import(sheet: ImportSheet) -> None:
    assert sheet.import_button.isEnabled()
    sheet.import_button.click()


def test_twenty_eight_rows_pasted_from_a_spreadsheet_become_people_in_one_step(room: Room, qtbot: Any) -> None:
    screen = page(room, qtbot)
    seen: list[str] = []

    def answer(sheet: ImportSheet) -> None:
        seen.append(sheet.import_button.text().strip())
        seen.append(sheet.units.text())
        press_import(sheet)

    room.dialogs.then = [answer]
    QGuiApplication.clipboard().setText(spreadsheet(28))
    screen.paste()
    assert seen[0] == "Importera 28 personer"
    assert "Hemtjänsten" in seen[1] and "Bygglov" in seen[1]
    assert len(screen.table.model.shown) == 28
    assert len(screen.table.selected()) == 28
    assert {u.name for u in room.bench.library.all(Unit)} == {"Hemtjänsten", "Bygglov"}
    assert room.said[-1] == ("28 personer importerades.", True)
    room.bench.undo()
    assert screen.table.model.shown == []
    assert room.bench.library.count(Person) == room.bench.library.count(Identity) == room.bench.library.count(Unit) == 0
    assert room.bench.undo_step is None
    room.bench.redo()
    assert len(screen.table.model.shown) == 28


def test_a_csv_of_a_swedish_office_with_a_title_row_and_family_names_first_is_read(room: Room, qtbot: Any, tmp_path: Path) -> None:
    screen = page(room, qtbot)
    text = (
        "Deltagarlista våren;;\r\n;;\r\nNamn;Förvaltning;E-post\r\n"
        "Bergström, Åsa;Hemtjänsten;asa@example.invalid\r\nvon Öhrn, Märta;Bygglov;marta@example.invalid\r\n"
    )
    told: list[str] = []

    def answer(sheet: ImportSheet) -> None:
        told.extend((sheet.reading.text(), sheet.notes.text()))
        press_import(sheet)

    room.dialogs.then = [answer]
    screen.import_file(csv_file(tmp_path, text))
    assert "cp1252" in told[0] and "semikolon" in told[0] and "rad 3" in told[0]
    assert "Deltagarlista våren" in told[1]
    assert [row[0] for row in cells(screen.table)] == ["Märta von Öhrn", "Åsa Bergström"]


def test_the_first_row_of_a_list_can_be_made_headings_and_a_person_again(room: Room, qtbot: Any, tmp_path: Path) -> None:
    screen = page(room, qtbot)
    counted: list[tuple[bool, list[str], str]] = []

    def answer(sheet: ImportSheet) -> None:
        def note() -> None:
            column = str(sheet.list.model.headerData(3, Qt.Orientation.Horizontal) or "")
            counted.append((sheet.headings.isChecked(), [row[1] for row in cells(sheet.list)], column))

        assert not sheet.headings.isHidden() and sheet.headings.text() == "Första raden är rubriker"
        note()
        sheet.headings.click()
        note()
        sheet.headings.click()
        note()
        press_import(sheet)

    room.dialogs.then = [answer]
    screen.import_file(csv_file(tmp_path, "Lena Berg;Omsorgsförvaltningen;förvaltningschef\r\nBo Dal;Tekniska kontoret;enhetschef\r\n"))
    both = ["Lena Berg", "Bo Dal"]
    assert counted[0] == counted[2] == (False, both, "")
    assert counted[1][0] and counted[1][2] == "Lena Berg" and len(counted[1][1]) == 1
    assert sorted(line.name for line in room.bench.ask(people.directory)) == ["Bo Dal", "Lena Berg"]


def test_who_is_there_already_is_asked_about_and_joined_or_made_anew(room: Room, qtbot: Any) -> None:
    room.bench.do(people.add_person, NewPerson("Åsa", "Bergström", "asa@example.invalid"))
    room.bench.do(people.add_person, NewPerson("Örjan", "Ek", unit="Bygglov"))
    screen = page(room, qtbot)
    text = "Namn\tE-post\tEnhet\tTitel\nÅsa Bergström\tasa@example.invalid\tHemtjänsten\tEnhetschef\nÖrjan Ek\torjan@example.invalid\tSkolan\t\n"

    def answer(sheet: ImportSheet) -> None:
        shown = sheet.list.model.shown
        assert [sheet.answer(n) for n in shown] == ["same", "new"]
        assert not sheet.alike.isHidden()
        assert "Örjan Ek" in cells(sheet.list)[1][2]
        sheet.answer_all("same")
        press_import(sheet)

    room.dialogs.then = [answer]
    screen.paste_text(text)
    assert room.bench.library.count(Person) == 2
    lines = {line.name: line for line in room.bench.ask(people.directory)}
    assert lines["Åsa Bergström"].unit_name == "Hemtjänsten"
    assert lines["Örjan Ek"].unit_name == "Bygglov"
    assert lines["Örjan Ek"].email == "orjan@example.invalid"


def test_a_row_that_stands_twice_in_the_list_comes_once(room: Room, qtbot: Any) -> None:
    screen = page(room, qtbot)
    room.dialogs.then = [press_import]
    screen.paste_text("Namn\tEnhet\nÅsa Bergström\tBygglov\nÅSA BERGSTRÖM\tBygglov\nEva Lind\tBygglov\n")
    assert sorted(row[0] for row in cells(screen.table)) == ["Eva Lind", "Åsa Bergström"]


def test_addresses_can_be_left_out_and_a_column_can_be_said_to_hold_something_else(room: Room, qtbot: Any) -> None:
    screen = page(room, qtbot)

    def answer(sheet: ImportSheet) -> None:
        box = sheet.header.boxes[2]
        box.setCurrentIndex(box.findData("position"))
        box.activated.emit(box.currentIndex())
        qtbot.mouseClick(sheet.emails, Qt.MouseButton.LeftButton)
        assert not sheet.emails.isChecked()
        press_import(sheet)

    room.dialogs.then = [answer]
    screen.paste_text("Namn\tE-post\tKommentar\nÅsa Bergström\tasa@example.invalid\tRektor\n")
    line = room.bench.ask(people.directory)[0]
    assert (line.email, line.position) == ("", "Rektor")


def test_a_list_dropped_on_a_workshop_goes_into_it_and_out_again_in_one_step(room: Room, qtbot: Any, tmp_path: Path) -> None:
    workshop = room.workshop(2)
    screen = page(room, qtbot)
    room.dialogs.then = [press_import]
    screen.import_file(csv_file(tmp_path, "Namn;Kost\nSara Ström;vegan\n", "utf-8-sig"), workshop)
    assert room.bench.library.count(Participation, parent=workshop) == 3
    assert room.part(workshop, "Sara Ström").food == "vegan"
    room.bench.undo()
    assert room.bench.library.count(Participation, parent=workshop) == 2


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n" + bytes(200), b"PK\x03\x04broken"])
def test_a_file_that_is_no_list_gets_one_sentence_and_changes_nothing(room: Room, qtbot: Any, tmp_path: Path, data: bytes) -> None:
    screen = page(room, qtbot)
    path = tmp_path / "fel.csv"
    path.write_bytes(data)
    screen.import_file(path)
    assert len(room.said) == 1 and room.said[0][0].endswith(".")
    assert room.dialogs.seen == []
    assert room.bench.library.count(Person) == 0


def test_an_empty_clipboard_is_said_to_be_empty(room: Room, qtbot: Any) -> None:
    page(room, qtbot).paste_text("  \n ")
    assert "urklipp" in room.said[0][0].lower()


def test_people_stand_in_the_order_of_what_they_are_called_with_swedish_letters_last(room: Room, qtbot: Any) -> None:
    for name in ("Åke Öst", "Ada Zorn", "Bo Ås", "Cia Ärlig"):
        room.bench.do(people.add_person, NewPerson(*name.split()))
    room.bench.do(people.add_person, NewPerson(position="Avdelningschef"))
    screen = page(room, qtbot)
    assert [row[0] for row in cells(screen.table)] == ["Ada Zorn", "Avdelningschef", "Bo Ås", "Cia Ärlig", "Åke Öst"]


def test_a_name_is_edited_in_place_with_the_keyboard(room: Room, qtbot: Any) -> None:
    id = room.bench.do(people.add_person, NewPerson("Asa", "Bergström"))
    screen = page(room, qtbot)
    view = screen.table.view
    screen.table.select([id])
    qtbot.keyClick(view, Qt.Key.Key_Return)
    editor = view.findChild(QLineEdit)
    assert editor is not None and editor.text() == "Asa Bergström"
    editor.setText("Bergström, Åsa")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(screen.table)[0][0] == "Åsa Bergström")
    assert screen.table.selected()[0].id == id


def test_an_address_that_is_none_is_said_so_and_not_kept(room: Room, qtbot: Any) -> None:
    id = room.bench.do(people.add_person, NewPerson("Åsa", "Bergström"))
    screen = page(room, qtbot)
    screen.table.select([id])
    screen.table.model.setData(screen.table.model.index(0, 4), "ingen adress")
    assert "ingen adress" in room.said[-1][0]
    assert room.bench.ask(people.directory)[0].email == ""


def test_people_are_found_by_any_word_and_filtered_by_unit(room: Room, qtbot: Any) -> None:
    room.workshop(6)
    room.bench.do(people.add_person, NewPerson("Sara", "Ström", unit="Bygglov"))
    screen = page(room, qtbot)
    screen.table.search.setText("bygg str")
    assert [row[0] for row in cells(screen.table)] == ["Sara Ström"]
    screen.table.search.clear()
    box = screen.units_filter
    at = next(i for i in range(box.count()) if box.itemText(i).startswith("Hemtjänsten"))
    assert box.itemText(at) == "Hemtjänsten (6)"
    box.setCurrentIndex(at)
    box.activated.emit(at)
    assert len(screen.table.model.shown) == 6


def test_removing_somebody_asks_nothing_and_offers_to_undo(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(3)
    screen = page(room, qtbot)
    screen.table.select([screen.table.model.shown[0].id])
    name = cells(screen.table)[0][0]
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Delete)
    assert room.said[-1] == (f"{name} togs bort.", True)
    assert room.dialogs.seen == []
    assert room.bench.library.count(Participation, parent=workshop) == 2
    room.bench.undo()
    assert room.bench.library.count(Participation, parent=workshop) == 3


def test_erasing_leaves_no_name_in_the_table_and_cannot_be_undone(room: Room, qtbot: Any) -> None:
    room.workshop(3)
    screen = page(room, qtbot)
    line = next(x for x in screen.table.model.shown if x.name == "Åsa Bergström")
    words: list[str] = []

    def answer(sheet: Any) -> None:
        from PySide6.QtWidgets import QLabel

        words.extend(label.text() for label in sheet.findChildren(QLabel))
        sheet.accept()

    room.dialogs.then = [answer]
    screen.erase(line)
    assert any("Åsa Bergström" in w for w in words) and any("går inte att ångra" in w for w in words)
    assert "Bergström" not in str(cells(screen.table)) and "p0@" not in str(cells(screen.table))
    assert room.bench.undo_step is None
    log = room.bench.library.db.execute("select group_concat(vals) from change").fetchone()[0]
    assert "Bergström" not in log and "p0@example.invalid" not in log


def test_erasing_is_left_alone_when_it_is_not_confirmed(room: Room, qtbot: Any) -> None:
    room.workshop(1)
    screen = page(room, qtbot)
    screen.erase(screen.table.model.shown[0])
    assert cells(screen.table)[0][0] == "Åsa Bergström"


def test_two_entries_of_one_person_are_noticed_and_joined(room: Room, qtbot: Any) -> None:
    room.workshop(2)
    room.bench.do(people.add_person, NewPerson("Asa", "Bergstrom"))
    screen = page(room, qtbot)
    qtbot.waitUntil(lambda: not screen.duplicates.isHidden())
    room.dialogs.then = [lambda sheet: sheet.same.click()]
    screen.review_duplicates()
    assert [row[0] for row in cells(screen.table)].count("Åsa Bergström") == 1
    assert "Asa Bergstrom" not in str(cells(screen.table))
    assert screen.duplicates.isHidden()


def test_two_people_with_one_name_are_told_apart_once_and_for_all(room: Room, qtbot: Any) -> None:
    for unit in ("Bygglov", "Skolan"):
        room.bench.do(people.add_person, NewPerson("Anna", "Ek", unit=unit))
    screen = page(room, qtbot)
    room.dialogs.then = [lambda sheet: sheet.different.click()]
    screen.review_duplicates()
    assert screen.duplicates.isHidden()
    assert len(screen.table.model.shown) == 2


def test_with_roles_only_no_name_and_no_address_is_shown(qtbot: Any) -> None:
    room = Room(names=False)
    room.workshop(3)
    screen = page(room, qtbot, 1400)
    visible = [c for c in range(len(screen.table.columns)) if not screen.table.view.isColumnHidden(c)]
    shown = [[row[c] for c in visible] for row in cells(screen.table)]
    assert "Bergström" not in str(shown) and "@" not in str(shown)
    assert "Enhetschef" in str(shown) and "Hemtjänsten" in str(shown)


def test_somebody_is_added_by_position_only(room: Room, qtbot: Any) -> None:
    screen = page(room, qtbot)

    def answer(sheet: Any) -> None:
        sheet.unit.setText("Kontaktcenter")
        sheet.position.setText("Kundvägledare")
        sheet.accept() if sheet._store() else None

    room.dialogs.then = [answer]
    screen.add()
    assert cells(screen.table)[0][:2] == ["Kundvägledare", "Kontaktcenter"]


def test_units_are_added_renamed_and_removed_and_their_people_stay(room: Room, qtbot: Any) -> None:
    room.workshop(3)
    screen = page(room, qtbot)
    screen.choose_tab(1)
    groups = screen.groups
    groups.new_unit.setText("Bygglov")
    qtbot.keyClick(groups.new_unit, Qt.Key.Key_Return)
    assert cells(groups.units) == [["Bygglov", "", "–"], ["Hemtjänsten", "", "3"]]
    groups.units.model.setData(groups.units.model.index(1, 1), "HT")
    assert cells(groups.units)[1][1] == "HT"
    groups.remove_units([groups.units.model.shown[1]])
    assert [row[0] for row in cells(groups.units)] == ["Bygglov"]
    assert {line.unit for line in room.bench.ask(people.directory)} == {None}
    room.bench.undo()
    assert [row[2] for row in cells(groups.units)] == ["–", "3"]


def test_the_roles_that_come_with_the_program_stay(room: Room, qtbot: Any) -> None:
    screen = page(room, qtbot)
    roles = screen.groups.roles
    before = cells(roles)
    screen.groups.remove_roles([roles.model.shown[0]])
    assert cells(roles) == before
    screen.groups.new_role.setText("Samordnare")
    qtbot.keyClick(screen.groups.new_role, Qt.Key.Key_Return)
    assert cells(roles)[-1][0] == "Samordnare"


def test_the_inspector_changes_one_person_or_many(room: Room, qtbot: Any) -> None:
    room.workshop(4)
    screen = page(room, qtbot)
    inspector = screen.inspector()
    qtbot.addWidget(inspector)
    inspector.show()
    ids = [x.id for x in screen.table.model.shown]
    screen.table.select(ids[:1])
    inspector.position.line.setText("Rektor")
    inspector.position.line.textEdited.emit("Rektor")
    inspector.position.settle()
    assert room.bench.library.get(Person, ids[0]).position == "Rektor"
    screen.table.select(ids)
    inspector.unit.line.setText("Skolförvaltningen")
    inspector.unit.line.textEdited.emit("Skolförvaltningen")
    inspector.unit.settle()
    assert {line.unit_name for line in room.bench.ask(people.directory)} == {"Skolförvaltningen"}
    assert inspector.form.isVisible() and not inspector.names.isVisible()


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
@pytest.mark.parametrize("dark", [False, True])
def test_the_page_opens_in_every_language_with_names_for_all_controls(qtbot: Any, code: str, dark: bool) -> None:
    room = Room(code, dark=dark)
    room.workshop(6)
    screen = page(room, qtbot, 632)
    for at in (0, 1):
        screen.choose_tab(at)
        assert nameless(screen) == []
        assert clipped(screen) == []
    screen.inspector()
    screen.choose_tab(0)
    inspector = screen.inspector()
    qtbot.addWidget(inspector)
    screen.table.select([screen.table.model.shown[0].id])
    inspector.setFixedWidth(328)
    inspector.show()
    assert nameless(inspector) == []

    def answer(sheet: ImportSheet) -> None:
        sheet.resize(964, 580)
        assert nameless(sheet) == []
        assert clipped(sheet) == []

    room.dialogs.then = [answer]
    screen.paste_text("Namn\tE-post\tTelefon\nÅsa Bergström\tasa@example.invalid\t070-000 00 00\n")
    assert room.dialogs.seen


def test_a_long_list_is_looked_through_without_a_widget_a_row(room: Room, qtbot: Any) -> None:
    screen = page(room, qtbot)
    counted: list[int] = []

    def answer(sheet: ImportSheet) -> None:
        from PySide6.QtWidgets import QWidget

        counted.append(len(sheet.findChildren(QWidget)))
        press_import(sheet)

    rows = "\n".join(f"Person{n} Efternamn{n}\tp{n}@example.invalid" for n in range(400))
    room.dialogs.then = [answer]
    screen.paste_text(f"Namn\tE-post\n{rows}")
    assert len(screen.table.model.shown) == 400
    assert counted[0] < 200


def test_after_any_edit_the_list_is_what_the_directory_says(room: Room, qtbot: Any) -> None:
    room.workshop(5)
    screen = page(room, qtbot)
    ids = [line.id for line in screen.table.model.shown]
    do = room.bench.do
    for act in (
        lambda: do(people.set_position, ids[0], "Rektor"),
        lambda: do(people.name_person, ids[1], "Tove", "Berg"),
        lambda: do(people.name_person, ids[1], "", ""),
        lambda: do(people.add_person, NewPerson("Sara", "Ek")),
        lambda: do(people.place_in_unit_called, ids[2:4], "Bygglov"),
        lambda: do(people.join_persons, ids[2], ids[3]),
        lambda: do(people.give_role, ids[:2], "management"),
        lambda: do(people.remove_people, ids[4:]),
        room.bench.undo,
        room.bench.undo,
        room.bench.undo,
        room.bench.redo,
        lambda: do(people.erase_person, ids[0]),
    ):
        act()
        assert sorted(screen._lines, key=lambda x: x.id) == sorted(room.bench.ask(people.directory), key=lambda x: x.id)
