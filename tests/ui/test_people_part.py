from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.ui.people_room import Room, cells, clipped, nameless, spreadsheet
from verkstad.app import agenda, people, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.errors import Refused
from verkstad.domain.people import Person
from verkstad.domain.workshop import Day, Participation, Workshop
from verkstad.i18n import language
from verkstad.ui.screens.people_part import ANSWER, ATTENDED, FOOD, NAME, TIMES, PeoplePart
from verkstad.ui.screens.people_words import presence, typed_presence


@pytest.fixture
def room(qtbot: Any) -> Room:
    return Room()


def part(room: Room, qtbot: Any, workshop: str, width: int = 800) -> PeoplePart:
    made = PeoplePart(room.desk)
    qtbot.addWidget(made)
    qtbot.addWidget(made._inspector)
    for widget in made.head():
        qtbot.addWidget(widget)
    made.show_workshop(workshop)
    return room.shown(made, width)


def column(made: PeoplePart, at: int) -> list[str]:
    return [row[at] for row in cells(made.table)]


def test_at_the_door_one_key_a_person_notes_who_is_there(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(4))
    view = made.table.view
    view.setFocus()
    made.table.select([made.table.model.shown[0].id])
    for key in (Qt.Key.Key_N, Qt.Key.Key_F, Qt.Key.Key_N):
        qtbot.waitUntil(view.hasFocus)
        qtbot.keyClick(view, key)
    assert column(made, ATTENDED) == ["Närvarande", "Frånvarande", "Närvarande", ""]
    assert made.table.selected()[0].id == made.table.model.shown[3].id
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert column(made, ATTENDED)[3] == "Frånvarande"
    room.bench.undo()
    assert column(made, ATTENDED)[3] == "Närvarande"
    assert "N närvarande" in made.hints() and "F frånvarande" in made.hints()


def test_answers_are_noted_by_key_for_everybody_selected(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(3))
    made.table.select([x.id for x in made.table.model.shown])
    made.table.view.setFocus()
    qtbot.keyClick(made.table.view, Qt.Key.Key_J)
    assert set(column(made, ANSWER)) == {"Kommer"}
    assert made.strip.summary(room.bench.ask(people.headcount, made.workshop())) == "3 på listan · 3 kommer · 0 kommer inte · 0 utan svar"
    room.bench.undo()
    assert set(column(made, ANSWER)) == {"Inget svar än"}


def test_in_english_the_keys_are_english(qtbot: Any) -> None:
    room = Room("en")
    made = part(room, qtbot, room.workshop(2))
    made.table.select([made.table.model.shown[0].id])
    qtbot.keyClick(made.table.view, Qt.Key.Key_P)
    assert column(made, ATTENDED)[0] == "Present"


def test_a_known_person_is_asked_by_typing_part_of_the_name_and_a_new_name_is_a_new_person(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(2)
    room.bench.do(people.add_person, NewPerson("Sara", "Ström", unit="Bygglov"))
    made = part(room, qtbot, workshop)
    made.line.setFocus()
    made.line._learn()
    made.line.setText("Sara Ström, Bygglov")
    qtbot.keyClick(made.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Sara Ström" in column(made, NAME))
    assert room.bench.library.count(Person) == 3
    made.line.setText("Berg, Tove")
    qtbot.keyClick(made.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Tove Berg" in column(made, NAME))
    assert room.bench.library.count(Person) == 4
    room.bench.undo()
    assert room.bench.library.count(Person) == 3


def test_choosing_from_the_list_below_the_line_asks_that_one_person_and_nobody_else(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(1)
    room.bench.do(people.import_people, [NewPerson("Asa", "Alm"), NewPerson("Asa", "Berg"), NewPerson("Asa", "Carl")])
    made = part(room, qtbot, workshop)
    made.line.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_S):
        qtbot.keyClick(made.line, key)
    popup = made.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made.table.model.shown) > 1)
    QApplication.processEvents()
    assert sorted(column(made, NAME)) == ["Asa Alm", "Åsa Bergström"]
    assert made.line.text() == ""


def test_a_name_of_somebody_who_is_known_makes_no_second_person(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(1)
    room.bench.do(people.add_person, NewPerson("Sara", "Ström"))
    made = part(room, qtbot, workshop)
    made.add_called("Ström, Sara")
    assert room.bench.library.count(Person) == 2
    assert sorted(column(made, NAME)) == ["Sara Ström", "Åsa Bergström"]


def test_rows_of_a_spreadsheet_pasted_into_the_workshop_take_part(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(0))
    assert not made.expected.isHidden()
    room.dialogs.then = [lambda sheet: sheet.import_button.click()]
    QGuiApplication.clipboard().setText(spreadsheet(28))
    made.line.setFocus()
    qtbot.keyClick(made.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(made.table.model.shown) == 28
    assert made.expected.isHidden()
    assert room.bench.library.count(Participation, parent=made.workshop()) == 28
    assert [x.id for x in made.table.selected()] == [made.table.model.shown[0].id]  # the next key is about one person
    room.bench.undo()
    assert made.table.model.shown == []


def test_how_many_are_planned_for_is_said_until_people_are_listed(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(0))
    made.expected.line.setText("28")
    made.expected.line.textEdited.emit("28")
    made.expected.settle()
    assert room.bench.library.need(Workshop, made.workshop()).expected == 28


def test_it_is_said_that_the_times_hold_for_every_day_where_there_are_several(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(3)
    made = part(room, qtbot, workshop)
    row = made.table.model.shown[0]
    made.table.select([row.id])
    assert made._inspector.each_day.isHidden()
    room.bench.do(workshops.add_day, workshop)
    made.refresh(None, None)
    made.table.select([row.id])
    assert not made._inspector.each_day.isHidden()
    assert made._inspector.each_day.text() == "Tiderna gäller varje dag av workshoppen."


def test_a_substitute_takes_the_seat_in_one_step(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(3)
    made = part(room, qtbot, workshop)
    row = next(x for x in made.table.model.shown if x.person.name == "Åsa Bergström")
    room.bench.do(people.present_between, row.id, 9 * 60, 11 * 60)
    made.table.select([row.id])
    field = made._inspector.substitute
    field.line.setText("Tove Berg")
    field.line.textEdited.emit("Tove Berg")
    field.settle()
    new = room.part(workshop, "Tove Berg")
    assert (new.substitute_for, new.answer, new.present_from, new.present_until) == (row.person.id, "yes", 540, 660)
    replaced = room.part(workshop, "Åsa Bergström")
    assert (replaced.answer, replaced.attended) == ("no", "")  # the day is weeks away
    made.table.select([row.id])
    assert made._inspector.standing.text() == "Tove Berg kommer i stället."
    room.bench.undo()
    assert "Tove Berg" not in column(made, NAME)
    assert room.part(workshop, "Åsa Bergström").attended == ""
    assert room.bench.library.count(Person) == 3


def test_when_somebody_is_there_is_understood_as_people_write_it() -> None:
    sv = language("sv")
    assert typed_presence("10-11.30") == (600, 690)
    assert typed_presence("från 10") == (600, None)
    assert typed_presence("till 11.30") == (None, 690)
    assert typed_presence("–11") == (None, 660)
    assert typed_presence("kl 9 till 10") == (540, 600)
    assert typed_presence(" ") == (None, None)
    with pytest.raises(Refused):
        typed_presence("efter lunch")
    assert [presence(600, 690, sv), presence(600, None, sv), presence(None, 690, sv)] == ["10.00–11.30", "från 10.00", "till 11.30"]


def test_times_and_food_are_edited_in_the_table_and_what_is_not_a_time_is_said(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(2))
    model = made.table.model
    model.setData(model.index(0, TIMES), "10-12")
    model.setData(model.index(0, FOOD), "vegan")
    assert cells(made.table)[0][TIMES] == "10.00–12.00"
    model.setData(model.index(0, TIMES), "12-10")
    assert room.said
    assert cells(made.table)[0][TIMES] == "10.00–12.00"


def test_the_strip_counts_for_kitchen_and_access_and_names_nobody(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(4)
    made = part(room, qtbot, workshop)
    for row, food in zip(made.table.model.shown, ("vegan", "Vegan, glutenfritt", "", "glutenfritt"), strict=True):
        room.bench.do(people.note_food, row.id, food)
    room.bench.do(people.note_access, made.table.model.shown[0].id, "hörslinga")
    assert "2 vegan" in made.strip.kitchen.text() and "2 glutenfritt" in made.strip.kitchen.text()
    assert "1 hörslinga" in made.strip.access.text()
    words = " ".join((made.strip.kitchen.text(), made.strip.access.text(), made.strip.accessibleName()))
    assert not any(x.person.family and x.person.family in words for x in made.table.model.shown)


def test_taking_somebody_off_the_list_keeps_the_person_and_can_be_undone(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(3))
    made.table.select([made.table.model.shown[0].id])
    qtbot.keyClick(made.table.view, Qt.Key.Key_Delete)
    assert len(made.table.model.shown) == 2 and room.bench.library.count(Person) == 3
    assert room.said[-1][1] is True
    room.bench.undo()
    assert len(made.table.model.shown) == 3


def test_with_roles_only_participants_have_no_names(qtbot: Any) -> None:
    room = Room(names=False)
    made = part(room, qtbot, room.workshop(3))
    assert "Bergström" not in str(cells(made.table))
    made.table.select([made.table.model.shown[0].id])
    assert "Bergström" not in made._inspector.heading.text()


# ------------------------------------------------------------------------------------------------ the invitation


def test_the_invitation_follows_what_is_filled_in_and_can_be_copied(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(3))
    made.show_view(1)
    panel = made.invitation
    assert "plats," in panel.lacking.text()
    for field, text in ((panel.place, "Folkets hus"), (panel.leads, "Karin Öberg")):
        field.line.setText(text)
        field.line.textEdited.emit(text)
        field.settle()
    panel.opening.edit.setPlainText("Nu börjar det på riktigt!")
    panel.opening.settle()
    assert "Var: Folkets hus" in panel.letter.toPlainText()
    assert "Nu börjar det på riktigt!" in panel.letter.toPlainText()
    assert "plats," not in panel.lacking.text()
    panel.copy_text.click()
    assert QGuiApplication.clipboard().text() == panel.letter.toPlainText()
    panel.copy_to.click()
    assert QGuiApplication.clipboard().text() == "p0@example.invalid; p2@example.invalid"
    assert "1 person på listan saknar adress" in panel.to.text()


def test_the_letter_speaks_the_language_of_the_workshops_paper(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(1))
    room.bench.do(workshops.choose_paper_language, made.workshop(), "en")
    assert made.invitation.letter.toPlainText().startswith("Hello!")


def test_the_reminder_goes_to_those_who_have_not_answered(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(3)
    room.bench.do(people.note_answer, (room.part(workshop, "Åsa Bergström").id,), "yes")
    made = part(room, qtbot, workshop)
    panel = made.invitation
    panel.remind.click()
    assert "2 har inte svarat" in panel.remind.text()
    assert "påminnelse" in panel.letter.toPlainText()
    panel.copy_to.click()
    assert QGuiApplication.clipboard().text() == "p2@example.invalid"


def test_the_mail_program_gets_the_letter_and_what_does_not_fit_is_copied(room: Room, qtbot: Any) -> None:
    made = part(room, qtbot, room.workshop(1))
    links: list[QUrl] = []
    made.invitation._open_link = lambda link: bool(links.append(link) or True)
    made.invitation.open_mail.click()
    assert links[0].scheme() == "mailto" and "bcc=p0@example.invalid" in links[0].toString()
    room.bench.do(workshops.ask_for_work_before, made.workshop(), "Läs.\n" * 200 + "x" * 2000)
    made.invitation.open_mail.click()
    assert "body" not in links[1].toString()
    assert QGuiApplication.clipboard().text().startswith("Hej!")
    assert "kopiera" in room.said[-1][0].lower()


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_tab_opens_in_every_language_with_names_for_all_controls(qtbot: Any, code: str) -> None:
    room = Room(code, dark=code == "en")
    made = part(room, qtbot, room.workshop(6), 632)
    for at in (0, 1):
        made.show_view(at)
        assert nameless(made) == []
        if at == 1:
            made.resize(960, 520)  # the letter has no inspector beside it
            QApplication.processEvents()
            scroll = made.invitation.findChild(QScrollArea)
            assert scroll is not None and scroll.widget().width() <= scroll.viewport().width()
        assert clipped(made) == []
    made.table.select([made.table.model.shown[0].id])
    made._inspector.show()
    assert nameless(made._inspector) == []


def test_each_place_proposes_a_sheet_that_exists(room: Room, qtbot: Any) -> None:
    from verkstad.app.printing import sheet_names
    from verkstad.ui.screens.actions_list import ActionsPart

    made = part(room, qtbot, room.workshop(1))
    known = {name for name, _title in sheet_names(language("sv"))}
    proposed = {made.sheet()}
    made.show_view(1)
    proposed.add(made.sheet())
    actions = ActionsPart(room.desk)
    qtbot.addWidget(actions)
    qtbot.addWidget(actions._inspector)
    assert proposed | {actions.sheet()} == {"attendance", "invitation", "actions"} <= known


def test_a_substitute_chosen_from_the_list_below_the_field_is_that_person_once(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(1)
    room.bench.do(people.import_people, [NewPerson("Bo", "Alm", unit="Skolan"), NewPerson("Bo", "Berg", unit="Skolan")])
    made = part(room, qtbot, workshop)
    made.table.select([made.table.model.shown[0].id])
    made._inspector.show()
    qtbot.waitExposed(made._inspector)
    line = made._inspector.substitute.line
    line.setFocus()
    for key in (Qt.Key.Key_B, Qt.Key.Key_O):
        qtbot.keyClick(line, key)
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(made.table.model.shown) == 2)
    QApplication.processEvents()
    assert sorted(column(made, NAME)) == ["Bo Alm", "Åsa Bergström"]
    assert room.bench.library.count(Person) == 3
    assert line.text() == ""


def test_who_comes_on_one_day_alone_is_told_so_and_the_kitchen_counts_by_the_day(room: Room, qtbot: Any) -> None:
    workshop = room.workshop(3)
    made = part(room, qtbot, workshop)
    row = next(x for x in made.table.model.shown if x.person.name == "Åsa Bergström")
    made.table.select([row.id])
    inspector = made._inspector
    assert inspector.day.isHidden()
    room.bench.do(workshops.add_day, workshop)
    first, second = (d.id for d in room.bench.library.children(Day, workshop))
    room.bench.do(people.note_food, row.id, "vegan")
    made.table.select([row.id])
    assert not inspector.day.isHidden()
    assert [inspector.day.box.itemText(n) for n in range(3)] == ["Varje dag", "Dag 1 · 24 mars", "Dag 2 · 25 mars"]
    assert made.strip.each_day.isHidden() and made.strip.kitchen.text() == "Köket: 1 vegan"
    inspector.day.box.setCurrentIndex(2)
    inspector.day.box.activated.emit(2)
    room.bench.do(people.present_between, row.id, 9 * 60, 12 * 60)
    assert room.part(workshop, "Åsa Bergström").present_on == second
    at = next(n for n, x in enumerate(made.table.model.shown) if x.id == row.id)
    assert column(made, TIMES)[at] == "dag 2, 09.00–12.00" and inspector.each_day.isHidden()
    assert made.strip.each_day.text() == "Att räkna med: 2 dag 1 · 3 dag 2"
    assert made.strip.kitchen.text() == "Köket, dag 1: –\nKöket, dag 2: 1 vegan"
    room.bench.do(people.change_part, [row.id], "decider")
    block = room.bench.do(agenda.add_block, first, title="Vi väljer", minutes=60)
    room.bench.do(agenda.need_decider, block, True)
    assert "Åsa Bergström (dag 2, 09.00–12.00)" in made.warnings.text()
    made._say_there(made.table.model.shown[at], "dag 1, till 11")
    assert column(made, TIMES)[at] == "dag 1, till 11.00"
    room.bench.undo()
    assert column(made, TIMES)[at] == "dag 2, 09.00–12.00"
    with pytest.raises(Refused):
        made._say_there(made.table.model.shown[at], "dag 3")
