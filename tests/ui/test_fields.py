"""Fields: what they understand, when they save, what they say when they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionComboBox, QVBoxLayout, QWidget
from shiboken6 import delete

from tests.ui.conftest import Answers
from verkstad.app import people, workshops
from verkstad.app.settings import Settings
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.domain.initiative import Decision
from verkstad.domain.workshop import Workshop
from verkstad.i18n import language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.drafting import DRAFT_AFTER_MS
from verkstad.ui.fields import (
    ChoiceField,
    ClockField,
    DateField,
    Field,
    LineField,
    MinutesField,
    NotUnderstood,
    NumberField,
    PersonField,
    ProseField,
)
from verkstad.ui.fields import form as make_form
from verkstad.ui.memory import Memory
from verkstad.ui.screens.people_words import add_called


class Form:
    def __init__(self) -> None:
        self.bench = Bench.in_memory()
        self.desk = Desk(
            self.bench, language("sv"), look.LIGHT, Answers(), memory=Memory(), settings=Settings(), background=None  # type: ignore[arg-type]
        )  # fmt: skip
        self.saved: list[Any] = []
        self.window = QWidget()
        self.window.setLayout(QVBoxLayout())
        self.other = LineField(self.desk, "Annat")
        self.window.layout().addWidget(self.other)

    def put(self, field: Field, value: Any, row: str = "", column: str = "") -> Any:
        self.window.layout().addWidget(field)
        field.show_value(value, row, column)
        self.window.show()
        self.window.activateWindow()
        field.control.setFocus()
        QApplication.processEvents()
        return field


@pytest.fixture
def form(qapp: QApplication) -> Iterator[Form]:
    look.dress(qapp, look.LIGHT)
    made = Form()
    yield made
    delete(made.window)
    made.bench.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def retype(field: Any, text: str) -> None:
    field.control.selectAll()
    QTest.keyClicks(field.control, text)


@pytest.mark.parametrize(("typed", "minutes"), [("90", 90), ("1h30", 90), ("1:30", 90), ("1,5 tim", 90), ("45 min", 45)])
def test_a_length_is_understood_as_people_write_it(form: Form, typed: str, minutes: int) -> None:
    field = form.put(MinutesField(form.desk, "Längd", save=form.saved.append), 10)
    retype(field, typed)
    QTest.keyClick(field.control, Qt.Key.Key_Return)
    assert form.saved == [minutes]


@pytest.mark.parametrize("typed", ["9:30", "930", "9.30", "kl 9.30"])
def test_a_time_is_understood_as_people_write_it(form: Form, typed: str) -> None:
    field = form.put(ClockField(form.desk, "Start", save=form.saved.append), 8 * 60)
    retype(field, typed)
    QTest.keyClick(field.control, Qt.Key.Key_Return)
    assert form.saved == [570]


def test_what_is_not_understood_is_said_in_words_and_stays_in_the_field(form: Form) -> None:
    field = form.put(MinutesField(form.desk, "Längd", save=form.saved.append), 10)
    retype(field, "lagom")
    assert not field.settle()
    assert form.saved == []
    assert field.text() == "lagom"
    assert field.error.isVisible()
    assert field.error.text().startswith("Skriv en längd")


def test_leaving_the_field_saves_once_and_only_what_differs(form: Form) -> None:
    field = form.put(LineField(form.desk, "Rubrik", save=form.saved.append), "Fika")
    retype(field, "Lunch")
    form.other.control.setFocus()
    QApplication.processEvents()
    assert form.saved == ["Lunch"]
    field.control.setFocus()
    retype(field, "Lunch")
    form.other.control.setFocus()
    QApplication.processEvents()
    assert form.saved == ["Lunch"]


def test_escape_brings_back_what_stood_there(form: Form) -> None:
    field = form.put(LineField(form.desk, "Rubrik", save=form.saved.append), "Fika")
    retype(field, "Något")
    QTest.keyClick(field.control, Qt.Key.Key_Escape)
    assert field.text() == "Fika"
    assert field.settle()
    assert form.saved == []


def test_what_is_being_typed_is_not_reloaded_under_the_cursor(form: Form) -> None:
    field = form.put(LineField(form.desk, "Rubrik", save=form.saved.append), "Fika", "row", "title")
    retype(field, "Fika med")
    field.show_value("Fika från kollegan", "row", "title")
    assert field.text() == "Fika med"


def test_another_row_settles_what_was_typed_for_the_one_before(form: Form) -> None:
    field = form.put(LineField(form.desk, "Rubrik", save=form.saved.append), "Fika", "one", "")
    retype(field, "Lunch")
    field.show_value("Bensträckare", "two", "")
    assert form.saved == ["Lunch"]
    assert field.text() == "Bensträckare"


def test_what_the_domain_refuses_is_said_and_the_text_stays(form: Form) -> None:
    def refuse(_value: str) -> None:
        raise Refused("empty_name")

    field = form.put(LineField(form.desk, "Rubrik", save=refuse), "Fika")
    retype(field, "x")
    assert not field.settle()
    assert field.text() == "x"
    assert field.error.text()


def test_typing_is_a_draft_half_a_second_after_the_last_key_and_one_change_when_the_field_is_left(form: Form, qtbot: Any) -> None:
    workshop = form.bench.do(workshops.new_workshop, "Start")
    field = form.put(
        LineField(form.desk, "Rubrik", save=lambda text: form.bench.do(workshops.rename_workshop, workshop, text)),
        "Start",
        workshop,
        "title",
    )
    before = len(form.bench.library.history(workshop))
    with qtbot.waitSignal(form.desk.kept, timeout=DRAFT_AFTER_MS * 10):
        retype(field, "Startdagen")
    assert [d.text for d in form.bench.drafts(workshop)] == ["Startdagen"]
    assert len(form.bench.library.history(workshop)) == before
    field.settle()
    assert form.bench.drafts(workshop) == ()
    assert len(form.bench.library.history(workshop)) == before + 1
    assert form.bench.library.need(Workshop, workshop).title == "Startdagen"


def test_typing_without_a_pause_is_a_draft_while_it_goes_on(form: Form, qtbot: Any) -> None:
    """A key every 40 ms for as long as it takes: the pause that the first kind of draft waits for never comes."""
    workshop = form.bench.do(workshops.new_workshop, "Start")
    field = form.put(ProseField(form.desk, "Syfte"), "", workshop, "purpose")
    keys = QTimer(interval=DRAFT_AFTER_MS // 12)
    keys.timeout.connect(lambda: QTest.keyClicks(field.control, "ab "))
    with qtbot.waitSignal(form.desk.kept, timeout=DRAFT_AFTER_MS * 10):
        keys.start()
    keys.stop()
    kept = [d.text for d in form.bench.drafts(workshop)]
    assert kept and kept[0].startswith("ab ")
    with qtbot.waitSignal(form.desk.kept, timeout=DRAFT_AFTER_MS * 10):
        QTest.keyClicks(field.control, "slut")
    assert form.bench.drafts(workshop)[0].text.endswith("slut")


def test_prose_saves_with_control_enter_and_tab_leaves_it(form: Form) -> None:
    field = form.put(ProseField(form.desk, "Syfte", save=form.saved.append), "")
    QTest.keyClicks(field.control, "Rad ett")
    QTest.keyClick(field.control, Qt.Key.Key_Return)
    QTest.keyClicks(field.control, "Rad två")
    QTest.keyClick(field.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.saved == ["Rad ett\nRad två"]
    assert field.edit.tabChangesFocus()


def test_the_arrows_step_and_a_row_of_steps_is_one_change(form: Form) -> None:
    field = form.put(MinutesField(form.desk, "Längd", save=form.saved.append), 42)
    QTest.keyClick(field.control, Qt.Key.Key_Up)
    QTest.keyClick(field.control, Qt.Key.Key_Up)
    assert field.value() == 50
    assert form.saved == []
    field.settle()
    assert form.saved == [50]


def test_the_arrows_are_large_enough_to_hit(form: Form) -> None:
    field = form.put(MinutesField(form.desk, "Längd"), 42)
    assert all(arrow.width() >= 24 and arrow.height() >= 16 and arrow.accessibleName() for arrow in field.line._arrows)


@pytest.mark.parametrize(
    "typed", ["4 dec", "4 december", "4 dec 2026", "4/12", "4.12.2026", "2026-12-04", "fredag 4 december", "Friday 4 December"]
)
def test_a_date_is_understood_as_people_write_it(form: Form, typed: str) -> None:
    field = form.put(DateField(form.desk, "Datum", today=lambda: "2026-11-22", save=form.saved.append), None)
    retype(field, typed)
    QTest.keyClick(field.control, Qt.Key.Key_Return)
    assert form.saved == ["2026-12-04"]


def test_a_weekday_that_is_another_day_is_said(form: Form) -> None:
    field = form.put(DateField(form.desk, "Datum", today=lambda: "2026-11-22", save=form.saved.append), None)
    retype(field, "torsdag 4 december")
    assert not field.settle()
    assert field.error.text() == "Den dagen är fredag 4 december 2026."


@pytest.mark.parametrize(
    ("typed", "said"), [("0", "för kort"), ("1000 tim", "för långt"), ("25 h", "för långt"), ("lagom", "Skriv en längd")]
)
def test_a_length_that_is_too_short_or_too_long_is_said_in_words(form: Form, typed: str, said: str) -> None:
    field = form.put(MinutesField(form.desk, "Längd", save=form.saved.append), 10)
    retype(field, typed)
    assert not field.settle()
    assert said in field.error.text()


def test_the_field_beside_one_that_complains_stays_in_line(form: Form) -> None:
    minutes, kind = MinutesField(form.desk, "Längd"), ChoiceField(form.desk, "Slag", [("group", "Grupp")])
    line = QWidget()
    line.setLayout(make_form((minutes, kind)))
    form.window.layout().addWidget(line)
    form.put(LineField(form.desk, "Sist"), "")

    def tops() -> list[int]:
        QApplication.processEvents()
        return [part.mapTo(line, part.rect().topLeft()).y() for f in (minutes, kind) for part in (f.label, f.control)]

    before = tops()
    minutes.complain("Det är för långt: högst 24 timmar. Skriv en kortare längd, och så en rad till så att det märks.")
    assert tops() == before
    assert before[:2] == before[2:]


def test_a_day_without_its_year_has_been_where_the_column_is_of_the_past_and_comes_where_it_is_of_the_future(form: Form) -> None:
    for column in ("decided_on", "review_on"):
        field = form.put(DateField(form.desk, "Datum", of=(Decision, column), today=lambda: "2026-11-22", save=form.saved.append), None)
        field.line.setFocus()
        field.line.insert("20 nov")
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert form.saved == ["2026-11-20", "2027-11-20"]


def test_an_empty_date_is_no_date_and_a_wrong_one_is_said(form: Form) -> None:
    field = form.put(DateField(form.desk, "Datum", save=form.saved.append), "2027-03-24")
    retype(field, "31/2")
    assert not field.settle()
    field.control.clear()
    field._touched()
    assert field.settle()
    assert form.saved == [None]


def test_a_number_outside_its_bounds_is_said(form: Form) -> None:
    field = form.put(NumberField(form.desk, "Personer", low=1, high=20), 5)
    retype(field, "21")
    with pytest.raises(NotUnderstood):
        field.value()


def test_a_person_is_found_by_the_beginning_of_the_name(form: Form) -> None:
    people = [("1", "Åsa Öberg"), ("2", "Åke Ström"), ("3", "Vera Lind")]
    field = form.put(PersonField(form.desk, "Ansvarig", people=lambda: people, save=form.saved.append), None)
    QTest.keyClicks(field.control, "ver")
    assert field.settle()
    QTest.keyClicks(field.control, "")
    assert form.saved == ["3"]
    retype(field, "å")
    assert not field.settle()
    assert "Ingen heter så" in field.error.text()


def test_a_person_shown_is_asked_for_alone_and_everybody_when_somebody_types(form: Form) -> None:
    asked: list[str] = []

    def everybody() -> list[tuple[str, str]]:
        asked.append("everybody")
        return [("a", "Åsa Bergström"), ("b", "Örjan Ek")]

    field = form.put(PersonField(form.desk, "Ansvarig", people=everybody, called=lambda _id: "Åsa Bergström", save=form.saved.append), None)
    field.show_value("a", "", "")
    assert field.text() == "Åsa Bergström" and not asked
    field.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "Örjan")
    field.settle()
    assert form.saved == ["b"] and asked == ["everybody"]


def adding(form: Form, workshop: str, save: Any = None) -> Any:
    def give(person: str | None) -> None:
        form.saved.append(person)
        form.bench.do(people.invite, workshop, [person])

    field = PersonField(
        form.desk,
        "Leder",
        people=lambda: [(line.id, line.name) for line in form.bench.ask(people.directory)],
        adds=lambda name: add_called(form.desk, name),
        save=save or give,
    )
    return form.put(field, None, workshop, "")


def test_a_name_nobody_has_is_added_and_chosen_on_enter_in_one_step(form: Form) -> None:
    workshop = form.bench.do(workshops.new_workshop, "Start")
    field = adding(form, workshop)
    heard: list[object] = []
    form.bench.listen(lambda _changes, by: heard.append(by))
    before = form.bench.undo_step
    QTest.keyClicks(field.line, "Lena Berg")
    assert field._offered.data(field._offered.index(0, 0)) == "Lägg till ”Lena Berg”"
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    (line,) = form.bench.ask(people.directory)
    assert (line.given, line.family) == ("Lena", "Berg") and form.saved == [line.id]
    assert field.text() == "Lena Berg" and not field.error.text() and len(heard) == 1
    form.bench.undo()
    assert form.bench.ask(people.directory) == () and form.bench.undo_step == before
    form.bench.redo()
    assert [x.name for x in form.bench.ask(people.directory)] == ["Lena Berg"]


def test_choosing_the_last_of_the_list_adds_the_person(form: Form) -> None:
    field = adding(form, form.bench.do(workshops.new_workshop, "Start"))
    QTest.keyClicks(field.line, "Lena Berg")
    QTest.keyClick(field._completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(field._completer.popup(), Qt.Key.Key_Return)
    assert [x.name for x in form.bench.ask(people.directory)] == ["Lena Berg"] and field.text() == "Lena Berg"


def press(form: Form, key: Any, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """As the keyboard sends it: through the window, to the list below the field while that is open."""
    opened = QApplication.activePopupWidget()
    QTest.keyClick((opened or form.window).windowHandle(), key, modifiers)
    QApplication.processEvents()


def type_in(form: Form, text: str) -> None:
    for letter in text:
        press(form, letter)


def leave_by_tab(form: Form, field: Any) -> None:
    press(form, Qt.Key.Key_Tab)


def leave_by_shift_tab(form: Form, field: Any) -> None:
    press(form, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)


def leave_with_the_list_closed(form: Form, field: Any) -> None:
    field._completer.popup().hide()
    press(form, Qt.Key.Key_Tab)


def leave_for_another_window(form: Form, field: Any) -> None:
    other = QLineEdit()
    other.show()
    other.activateWindow()
    QApplication.processEvents()
    delete(other)


def leave_for_another_page(form: Form, field: Any) -> None:
    field.hide()
    QApplication.processEvents()


def leave_for_another_row(form: Form, field: Any) -> None:
    field.show_value(None, "another row", "")


def test_leaving_the_name_of_a_person_in_any_way_is_as_enter_in_it(form: Form) -> None:
    people_there = [("1", "Agda Öberg"), ("2", "Agne Ström"), ("3", "Vera Lind")]
    field = form.put(PersonField(form.desk, "Ansvarig", people=lambda: people_there, save=form.saved.append), None)
    form.put(LineField(form.desk, "Sist"), "")
    field.line.setFocus()
    type_in(form, "ag")
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Tab)  # what is marked in the list stands in the line
    assert form.saved == ["1"] and field.text() == "Agda Öberg"
    field.line.setFocus()
    field.line.selectAll()
    type_in(form, "ag")
    press(form, Qt.Key.Key_Tab)
    assert form.saved == ["1"] and field.text() == "ag" and "Ingen heter så" in field.error.text()
    for leave in (
        leave_by_tab, leave_by_shift_tab, leave_with_the_list_closed, leave_for_another_page, leave_for_another_row, leave_for_another_window,
    ):  # fmt: skip
        form.saved.clear()
        field.show()
        field.show_value(None)
        form.window.activateWindow()
        field.line.setFocus()
        field.line.selectAll()
        type_in(form, "ver")
        assert field._completer.popup().isVisible(), leave
        leave(form, field)
        assert form.saved == ["3"] and not field._completer.popup().isVisible(), leave


def test_a_name_nobody_has_is_added_and_chosen_when_tab_leaves_it(form: Form) -> None:
    field = adding(form, form.bench.do(workshops.new_workshop, "Start"))
    type_in(form, "Lena Berg")
    assert field._completer.popup().isVisible()
    press(form, Qt.Key.Key_Tab)
    (line,) = form.bench.ask(people.directory)
    assert line.name == "Lena Berg" and form.saved == [line.id] and not field.unsaved


def test_a_person_who_could_not_be_chosen_is_not_added_and_the_name_stays(form: Form) -> None:
    def refuse(_person: object) -> None:
        raise Refused("occupied", what="x")

    field = adding(form, form.bench.do(workshops.new_workshop, "Start"), refuse)
    before = form.bench.undo_step
    QTest.keyClicks(field.line, "Lena Berg")
    assert not field.settle()
    assert form.bench.ask(people.directory) == () and form.bench.undo_step == before and form.bench.redo_step is None
    assert field.text() == "Lena Berg" and field.error.text()


def test_a_name_that_was_refused_stays_with_its_complaint_when_the_page_shows_its_values_again(form: Form) -> None:
    field = form.put(PersonField(form.desk, "Ansvarig", people=lambda: [("1", "Åsa Öberg")], save=form.saved.append), None, "r", "")
    QTest.keyClicks(field.line, "Lena Berg")
    form.other.control.setFocus()
    assert not field.line.hasFocus() and "Ingen heter så" in field.error.text()
    field.show_value(None, "r", "")
    assert field.text() == "Lena Berg" and "Ingen heter så" in field.error.text()
    field.show_value("1", "another row", "")
    assert field.text() == "Åsa Öberg" and not field.error.text()


def test_every_field_has_a_label_that_names_it(form: Form) -> None:
    field = form.put(LineField(form.desk, "Rubrik", help="Vad momentet heter"), "")
    assert field.control.accessibleName() == "Rubrik"
    assert field.label.buddy() is field.control
    assert field.control.accessibleDescription() == "Vad momentet heter"


def test_the_wheel_scrolls_the_page_and_never_chooses(form: Form) -> None:
    field = ChoiceField(form.desk, "Verksamhet", [("a", "A"), ("b", "B"), ("c", "C")])
    held = form.window.layout()
    assert held is not None
    held.addWidget(field)
    form.window.show()
    field.show_value("b")
    field.box.setFocus()
    turned = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
                         Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(field.box, turned)
    assert field.box.currentData() == "b" and not turned.isAccepted()


def test_what_does_not_fit_in_a_closed_list_ends_in_an_ellipsis_and_the_open_one_shows_it_whole(form: Form) -> None:
    field = form.put(
        ChoiceField(form.desk, "Omgång", [("a", "Omvärldsspaning"), ("b", "Fika"), ("c", "Summering och avslut för alla")]), "a"
    )
    field.box.setFixedWidth(130)
    QApplication.processEvents()
    field.control.setToolTip("Vilken")
    field.box.repaint()
    face, option = QFontMetrics(field.box.font()), QStyleOptionComboBox()
    field.box.initStyleOption(option)
    held = field.box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, field.box
    )  # fmt: skip
    assert field.box.words().endswith("…") and field.box.toolTip() == "Omvärldsspaning"
    assert face.horizontalAdvance(field.box.words()) < held.width()  # the style cuts at this edge
    field.box.showPopup()
    assert field.box.view().viewport().width() >= face.horizontalAdvance("Summering och avslut för alla")
    field.box.hidePopup()
    field.show_value("b")
    field.box.repaint()
    assert field.box.words() == "Fika" and field.box.toolTip() == "Vilken"


def test_nothing_in_the_program_is_made_that_the_wheel_turns() -> None:
    """Every list to choose from is `controls.DropDown`, and there is no spin box, date or slider of Qt's own."""
    turning = "Q(?:ComboBox|FontComboBox|SpinBox|DoubleSpinBox|DateEdit|TimeEdit|DateTimeEdit|Slider|Dial)"
    found = re.compile(rf"\b{turning}\(|^class \w+\(.*\b{turning}\b")
    made = {
        f"{path.name}: {line.strip()}"
        for path in Path(controls.__file__).parent.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if found.search(line)
    }
    assert made == {"controls.py: class DropDown(QComboBox):"}
