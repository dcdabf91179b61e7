"""Labelled fields that understand what people type and save on leaving.

A field shows a value and hands back the next one through `save`, once, when it is left or Enter is pressed. While a person types, the
text is kept as a draft, as `drafting` says when; what it cannot understand it says in words below itself and keeps in the field. A field
that is being typed in is never reloaded under the cursor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QDate,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from verkstad import wording
from verkstad.domain.dates import parse_date, without_weekday
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Row
from verkstad.domain.when import A_DAY, parse_clock, read_minutes
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.drafting import Drafting

RESTS_AFTER_MS = 500  # arrows that are held or clicked in a row are one change

Save = Callable[[Any], object]


class NotUnderstood(ValueError):
    """What was typed cannot be read; the message is the sentence to show."""


class Field(QWidget):
    """A label, a control, and room for a sentence below. Subclasses say how a value is written and read."""

    edited = Signal(object)  # the next value, after it was saved

    def __init__(
        self, desk: Desk, name: str, control: QWidget, *, save: Save | None = None, help: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self.desk, self.control, self._save, self._required = desk, control, save, required
        self.name = name
        self._shown: Any = None
        self._row = self._column = ""
        self.shows = ("", "")
        """The row and the column whose value stands here, where whoever shows it says so."""
        self._dirty = False
        self.label = controls.label(name, "label")
        self.label.setBuddy(control)
        control.setAccessibleName(name)
        if help:
            control.setAccessibleDescription(help)
            control.setToolTip(help)
        self._complaint: QLabel | None = None
        self._drafts: Drafting | None = None
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        held = controls.column(self.label, 6, control)
        held.setAlignment(Qt.AlignmentFlag.AlignTop)  # label and control stay in line with those of a taller field beside this one
        self.setLayout(held)
        self.setFocusProxy(control)
        control.installEventFilter(self)

    @property
    def error(self) -> QLabel:
        """The sentence below the control, made when there is first something to say: a page has a hundred fields."""
        if self._complaint is None:
            self._complaint = controls.label("", "error", wrap=True)
            self._complaint.hide()
            held = self.layout()
            assert isinstance(held, QVBoxLayout)
            held.insertWidget(held.indexOf(self.control) + 1, self._complaint)
        return self._complaint

    # what subclasses know
    def _write(self, value: Any) -> None:
        raise NotImplementedError

    def _read(self) -> Any:
        raise NotImplementedError

    def text(self) -> str:
        """What stands in the control, as typed."""
        raise NotImplementedError

    def show_value(self, value: Any, row: str = "", column: str = "", *, of: str = "") -> None:
        """Show a value. `row` and `column` say where its draft is kept; another row settles what was typed for the one before.

        `of` is the column it shows, where no draft is kept of it.
        """
        self.shows = (row, column or of)
        if (row, column) != (self._row, self._column):
            if self._dirty:
                self.settle()
            self._row, self._column = row, column
        elif self._dirty and (self._has_focus() or (row and self._complains())):  # what was refused stays until it is mended or reverted
            self._shown = value
            return
        self._shown = value
        self._dirty = False
        self._say("")
        blocker = QSignalBlocker(self.control)
        self._write(value)
        blocker.unblock()

    def value(self) -> Any:
        """The value that stands in the field; NotUnderstood when it cannot be read."""
        return self._read()

    def complain(self, sentence: str) -> None:
        """Say in words what is wrong with what stands here."""
        self._say(sentence)

    def settle(self) -> bool:
        """Save what stands here if it differs from what was shown. False when it cannot be read."""
        self._stop_drafting()
        if not self._dirty:
            return True
        try:
            value = self._read()
            if self._required and value in ("", None):
                raise NotUnderstood(self.desk.gettext("This cannot be empty."))
        except NotUnderstood as wrong:
            self._say(str(wrong))
            return False
        self._dirty = False
        self._say("")
        if value == self._shown:
            blocker = QSignalBlocker(self.control)
            self._write(value)
            blocker.unblock()
            self._forget_draft()
            return True
        before, self._shown = self._shown, value
        try:
            if self._save is not None:
                self._save(value)
        except Failure as error:
            self._shown, self._dirty = before, True
            self._say(wording.sentence(error, self.desk.language))
            return False
        self._forget_draft()
        self.edited.emit(value)
        return True

    @property
    def unsaved(self) -> bool:
        """Something was typed here that is not saved yet, or cannot be."""
        return self._dirty

    def revert(self) -> None:
        """What was shown stands again."""
        self._stop_drafting()
        self._dirty = False
        self._say("")
        self._forget_draft()
        blocker = QSignalBlocker(self.control)
        self._write(self._shown)
        blocker.unblock()

    def _touched(self) -> None:
        self._dirty = True
        if self._complains():
            self._say("")
        if self._row and self._column:
            if self._drafts is None:
                self._drafts = Drafting(self, self._keep_draft)
            self._drafts.touched()

    def _keep_draft(self) -> None:
        if self._dirty and self._row and self._column:
            self.desk.bench.draft(self._row, self._column, self.text())
            self.desk.kept.emit()

    def _forget_draft(self) -> None:
        """The workbench drops a draft with the change that settles it; one taken back is dropped here."""
        if self._row and self._column:
            self.desk.bench.forget_draft(self._row, self._column)

    def keep_typed(self) -> None:
        """Keep what is being typed now, without waiting for the pause after the last key."""
        if self._drafts is not None:
            self._drafts.now()

    def _stop_drafting(self) -> None:
        if self._drafts is not None:
            self._drafts.stop()

    def _complains(self) -> bool:
        return self._complaint is not None and bool(self._complaint.text())

    def _say(self, sentence: str) -> None:
        if not sentence and not self._complains():
            return
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self._give_room()
        if bool(sentence) != bool(self.control.property("wrong")):
            controls.restyle(self.control, wrong=bool(sentence))

    def _give_room(self) -> None:
        """What is wrong is seen whole: a layout that stands at the top of its room takes no more than its lines would need unbroken."""
        if self._complaint is not None:
            self._complaint.ensurePolished()
            self._complaint.setMinimumHeight(self._complaint.heightForWidth(self.width()) if self._complains() else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _has_focus(self) -> bool:
        return self.control.hasFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if (
            kind == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
        ):
            self.settle()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._dirty:
            self.revert()
            return True
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._dirty:
            event.accept()
            return True
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self._dirty and steps_back(event):
            event.ignore()  # with nothing typed, undo is the window's
            return True
        elif kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent) and not watched.hasFocus():  # type: ignore[attr-defined]
            event.ignore()
            return True
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and (told := self.tip()):
            QToolTip.showText(event.globalPos(), told, self.control)
            return True
        return super().eventFilter(watched, event)

    def tip(self) -> str:
        """What the mouse is told where it rests: the help of the field, and the words of the glossary that stand in it."""
        from verkstad.ui.explaining import explained

        said = explained(self.desk, self.text())
        return "\n".join(x for x in (self.control.toolTip(), said) if x) if said else ""


def steps_back(event: QKeyEvent) -> bool:
    """Undo or redo is asked for."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class LineField(Field):
    """One line of text."""

    def __init__(self, desk: Desk, name: str, *, placeholder: str = "", length: int = 200, **more: Any) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(length)
        self.line.setPlaceholderText(placeholder)
        super().__init__(desk, name, self.line, **more)
        self.line.textEdited.connect(lambda _text: self._touched())
        self.line.returnPressed.connect(self.settle)

    def _write(self, value: Any) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def _read(self) -> Any:
        return " ".join(self.line.text().split())

    def text(self) -> str:
        return self.line.text()


MOST_LINES = 14
"""So many lines a text field grows to before it scrolls."""


class _Prose(QPlainTextEdit):
    """As high as its text, between the lines it was given and `MOST_LINES`: a page that scrolls holds no field that scrolls too."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._fewest = lines
        self.beside: tuple[_Prose, ...] = (self,)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * 18 + 18)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._later = QTimer(self, interval=0, singleShot=True)  # not in the midst of breaking its lines
        self._later.timeout.connect(self.fit)
        self.textChanged.connect(self._later.start)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._later.start())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def lines(self) -> int:
        """Lines it wants, as its text is broken now."""
        return min(max(self.document().lineCount(), self._fewest), MOST_LINES)

    def fit(self) -> None:
        height = max(edit.lines() for edit in self.beside) * 18 + 18
        for edit in self.beside:
            if edit.minimumHeight() != height or edit.maximumHeight() != height:  # the style sheet has a least height of its own
                edit.setFixedHeight(height)


def level(*fields: ProseField) -> None:
    """Fields that stand beside one another are as high as the highest of them."""
    for field in fields:
        field.edit.beside = tuple(other.edit for other in fields)


class ProseField(Field):
    """Text of several lines. Tab leaves it; Ctrl+Enter saves and stays."""

    def __init__(self, desk: Desk, name: str, *, placeholder: str = "", lines: int = 3, **more: Any) -> None:
        self.edit = _Prose(lines)
        self.edit.setPlaceholderText(placeholder)
        super().__init__(desk, name, self.edit, **more)
        self.edit.textChanged.connect(self._touched)

    def _write(self, value: Any) -> None:
        if self.edit.toPlainText() != (value or ""):
            self.edit.setPlainText(value or "")

    def _read(self) -> Any:
        return self.edit.toPlainText().strip()

    def text(self) -> str:
        return self.edit.toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.settle()
            return True
        return super().eventFilter(watched, event)


class Choice(controls.DropDown):
    """A list that shrinks below its longest entry, so that a narrow inspector holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(14)


class OpeningChoice(Choice):
    """One whose choosing does something at once: the arrows open the list and walk in it, and Enter chooses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4):
            self.showPopup()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) or event.text().strip():
            event.ignore()  # Qt would choose the one that begins so
        else:
            super().keyPressEvent(event)


class ChoiceField(Field):
    """One of a few. `choices` are (what is kept, what is shown[, icon, token]). `opens`: choosing does something at once, so that one looks first."""

    def __init__(self, desk: Desk, name: str, choices: Sequence[tuple[Any, ...]] = (), *, opens: bool = False, **more: Any) -> None:
        self.box = OpeningChoice() if opens else Choice()
        self.box.setIconSize(QSize(16, 16))
        super().__init__(desk, name, self.box, **more)
        self.offer(choices)
        self.box.activated.connect(self._on_activated)

    def offer(self, choices: Sequence[tuple[Any, ...]]) -> None:
        """Other choices; what is shown stays chosen when it is among them."""
        blocker = QSignalBlocker(self.box)
        self.box.clear()
        for choice in choices:
            if len(choice) > 3:
                self.box.addItem(self.desk.theme.icon(choice[2], choice[3], 16), choice[1], choice[0])
            else:
                self.box.addItem(choice[1], choice[0])
        self._write(self._shown)
        blocker.unblock()

    def _on_activated(self, _index: int) -> None:
        self._dirty = True
        self.settle()

    def _write(self, value: Any) -> None:
        at = next((i for i in range(self.box.count()) if self.box.itemData(i) == value), -1)
        if at < 0 and value:
            self.box.addItem(str(value), value)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def _read(self) -> Any:
        return self.box.currentData()

    def text(self) -> str:
        return self.box.currentText()


class CheckField(Field):
    """Yes or no; the words stand beside the box."""

    def __init__(self, desk: Desk, name: str, **more: Any) -> None:
        self.check = QCheckBox(name)
        super().__init__(desk, name, self.check, **more)
        self.label.hide()
        self.check.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._dirty = True
        self.settle()

    def _write(self, value: Any) -> None:
        self.check.setChecked(bool(value))

    def _read(self) -> Any:
        return self.check.isChecked()

    def text(self) -> str:
        return "1" if self.check.isChecked() else ""


class _Stepped(QLineEdit):
    """A line with two large arrows; Up and Down step it too."""

    stepped = Signal(int)

    def __init__(self, desk: Desk, more: str, less: str) -> None:
        super().__init__()
        self.setTextMargins(0, 0, 24, 0)
        self._arrows = []
        for icon, name, by in (("chevron-up", more, 1), ("chevron-down", less, -1)):
            arrow = QToolButton(self)
            arrow.setIcon(desk.theme.icon(icon, "text2", 14))
            arrow.setIconSize(QSize(14, 14))
            arrow.setAccessibleName(name)
            arrow.setToolTip(name)
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            arrow.setAutoRepeat(True)
            arrow.setCursor(Qt.CursorShape.ArrowCursor)
            arrow.setStyleSheet("QToolButton { border: 0; border-radius: 4px; min-height: 0; padding: 0; background: transparent; }")
            arrow.clicked.connect(lambda _checked=False, by=by: self.stepped.emit(by))
            self._arrows.append(arrow)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        half = (self.height() - 2) // 2
        for at, arrow in enumerate(self._arrows):
            arrow.setGeometry(self.width() - 29, 1 + at * half, 28, half)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)


class _SteppedField(Field):
    def __init__(self, desk: Desk, name: str, *, step: int, low: int, high: int, placeholder: str = "", **more: Any) -> None:
        _ = desk.gettext
        self.line = _Stepped(desk, _("More"), _("Less"))
        self.line.setPlaceholderText(placeholder)
        self._step, self._low, self._high = step, low, high
        super().__init__(desk, name, self.line, **more)
        self.line.textEdited.connect(lambda _text: self._touched())
        self.line.returnPressed.connect(self.settle)
        self.line.stepped.connect(self._on_stepped)
        self._stepping = QTimer(self, interval=RESTS_AFTER_MS, singleShot=True)
        self._stepping.timeout.connect(self.settle)

    def _on_stepped(self, by: int) -> None:
        """A held arrow is one change: saved when it rests."""
        try:
            value = self._read()
        except NotUnderstood:
            return
        start = self._low if value is None else value
        onto = (start // self._step + by) * self._step if by > 0 else -(-start // self._step) * self._step + by * self._step
        self._write(min(self._high, max(self._low, onto)))
        self._dirty = True
        self._stepping.start()

    def settle(self) -> bool:
        self._stepping.stop()
        return super().settle()

    def text(self) -> str:
        return self.line.text()


def length_refused(minutes: int | None, language: Language) -> str:
    """Why a typed length is none: None was not understood, else it is too short or too long."""
    if minutes is None:
        return language.gettext("Write a length such as 45, 1:30 or 1,5 h.")
    if minutes < 1:
        return language.gettext("That is too short: at least 1 minute.")
    return language.gettext("That is too long: at most 24 hours.")


class MinutesField(_SteppedField):
    """A length: "45", "1h30", "1:30", "1,5 tim" are understood. `optional` lets it be empty (None)."""

    def __init__(self, desk: Desk, name: str, *, optional: bool = False, low: int = 5, high: int = 24 * 60, **more: Any) -> None:
        self._optional = optional
        super().__init__(desk, name, step=5, low=low, high=high, **more)

    def _write(self, value: Any) -> None:
        self.line.setText("" if value is None else self.desk.language.minutes(value))
        self.line.setCursorPosition(0)

    def _read(self) -> Any:
        typed = self.line.text().strip()
        if not typed and self._optional:
            return None
        value = read_minutes(typed)
        if value is None or not 1 <= value <= A_DAY:
            raise NotUnderstood(length_refused(value, self.desk.language))
        return value


class ClockField(_SteppedField):
    """A time of day in minutes since midnight: "9:30", "930", "9.30". `optional` lets it be empty (None)."""

    def __init__(self, desk: Desk, name: str, *, optional: bool = False, **more: Any) -> None:
        self._optional = optional
        super().__init__(desk, name, step=15, low=0, high=24 * 60 - 1, **more)

    def _write(self, value: Any) -> None:
        self.line.setText("" if value is None else self.desk.language.clock(value))
        self.line.setCursorPosition(0)

    def _read(self) -> Any:
        typed = self.line.text().strip()
        if not typed and self._optional:
            return None
        value = parse_clock(typed)
        if value is None:
            raise NotUnderstood(self.desk.gettext("Write a time such as 9.30 or 930."))
        return value


class NumberField(_SteppedField):
    """A whole number, or None when `optional` and empty."""

    def __init__(
        self, desk: Desk, name: str, *, optional: bool = True, low: int = 0, high: int = 5_000, step: int = 1, **more: Any
    ) -> None:
        self._optional = optional
        super().__init__(desk, name, step=step, low=low, high=high, **more)

    def _write(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def _read(self) -> Any:
        typed = self.line.text().replace("\u00a0", "").replace(" ", "")
        if not typed and self._optional:
            return None
        if not re.fullmatch(r"\d{1,9}", typed) or not self._low <= int(typed) <= self._high:
            raise NotUnderstood(self.desk.gettext("Write a whole number from %(low)s to %(high)s.", low=self._low, high=self._high))
        return int(typed)


class DateField(Field):
    """A date as people write it ("4 dec", "24/3 2027", "2027-03-24"), or chosen in the calendar. Empty is None.

    `of`: the value and the column it is a date of, which says whether one typed without its year has been or is to come.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        *,
        of: tuple[type[Row], str] | None = None,
        today: Callable[[], str] | None = None,
        placeholder: str = "",
        **more: Any,
    ) -> None:
        self._when = of[0].KIND.when(of[1]) if of is not None else "near"
        _ = desk.gettext
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder or _("No date"))
        self._today = today or desk.today
        opener = self.line.addAction(desk.theme.icon("calendar", "text2", 16), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip(_("Choose in the calendar"))
        opener.setText(_("Choose in the calendar"))
        super().__init__(desk, name, self.line, **more)
        for inner in self.line.findChildren(QToolButton):
            inner.setAccessibleName(_("Choose in the calendar"))
        opener.triggered.connect(self.open_calendar)
        self.line.textEdited.connect(lambda _text: self._touched())
        self.line.returnPressed.connect(self.settle)

    def open_calendar(self) -> None:
        menu = QMenu(self)
        days = QCalendarWidget()
        days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        days.setMinimumSize(320, 240)
        try:
            days.setSelectedDate(QDate.fromString(self._read() or self._today(), Qt.DateFormat.ISODate))
        except NotUnderstood:
            pass
        days.clicked.connect(lambda day: (menu.close(), self._on_picked(day)))
        days.activated.connect(lambda day: (menu.close(), self._on_picked(day)))
        held = QWidgetAction(menu)
        held.setDefaultWidget(days)
        menu.addAction(held)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        days.setFocus()

    def _on_picked(self, day: QDate) -> None:
        self._write(day.toString(Qt.DateFormat.ISODate))
        self._dirty = True
        self.settle()

    def _write(self, value: Any) -> None:
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def _read(self) -> Any:
        typed = self.line.text().strip()
        if not typed:
            return None
        read = parse_date(typed, self._today(), self._when)
        if read is None:
            raise NotUnderstood(self._what_is_wrong(typed))
        return read

    def _what_is_wrong(self, typed: str) -> str:
        _, language = self.desk.gettext, self.desk.language
        meant = parse_date(without_weekday(typed), self._today(), self._when)
        if meant is not None:
            return _("That day is %(date)s.", date=language.date(meant, "long"))
        return _("Write a date such as 4 December, 4/12 or 2026-12-04.")

    def text(self) -> str:
        return self.line.text()


class _NotTaken(Exception):
    """The person made was not taken where she was to stand."""


class _Offered(QStringListModel):
    """Names to choose from; the last may be somebody new, shown as what choosing it does."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self.desk, self._new = desk, ""
        self._known: list[str] = []

    def offer(self, known: Sequence[str]) -> None:
        self._known, self._new = list(known), ""
        self.setStringList(self._known)

    def offer_new(self, name: str) -> None:
        if name != self._new:
            self._new = name
            self.setStringList([*self._known, name] if name else self._known)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._new and index.row() == len(self._known) and role == Qt.ItemDataRole.DisplayRole:
            return self.desk.gettext("Add “%(name)s”", name=self._new)
        return super().data(index, role)


class PersonField(Field):
    """A person out of many, found by typing. `people` gives (id, what it is called); "" is nobody. Free text is handed on when `free`.

    `called` says what one id is called, so that everybody is asked for only when somebody types. `adds` makes a person of a name that
    nobody has and gives her id; making and choosing her is one step.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        *,
        people: Callable[[], Sequence[tuple[str, str]]],
        called: Callable[[str], str] | None = None,
        adds: Callable[[str], str] | None = None,
        free: bool = False,
        placeholder: str = "",
        **more: Any,
    ) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self._people, self._called, self._adds, self._free = people, called, adds, free
        self._known: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._offered = _Offered(self.line, desk)
        self._completer = QCompleter(self._offered, self.line)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.popup().setObjectName("offered")
        super().__init__(desk, name, self.line, **more)
        self.line.setCompleter(self._completer)
        self.line.installEventFilter(self)  # before the completer, which lets nobody hear that the line is left while its list is open
        self._completer.popup().installEventFilter(self)
        self._left_later = QTimer(self, interval=0, singleShot=True)
        self._left_later.timeout.connect(self._on_left)
        self.line.textEdited.connect(self._on_typed)
        self.line.returnPressed.connect(self._on_entered)
        self._completer.activated.connect(self._on_picked)

    def _learn(self) -> None:
        people = list(self._people())
        self._known = {words.casefold(): key for key, words in people}
        self._names = dict(people)
        self._offered.offer([words for _key, words in people])

    def _on_typed(self, _text: str) -> None:
        if not self._known:
            self._learn()
        self._offered.offer_new(self._newcomer())
        self._touched()

    def _newcomer(self) -> str:
        """The name that stands here when it can be added: nobody's name begins so."""
        typed = " ".join(self.line.text().split())
        if self._adds is None or not any(c.isalpha() for c in typed):
            return ""
        if not self._known:
            self._learn()
        return "" if any(words.startswith(typed.casefold()) for words in self._known) else typed

    def settle(self) -> bool:
        name = self._newcomer() if self._dirty else ""
        if not name or self._adds is None:
            return super().settle()
        try:
            with self.desk.bench.as_one_step():
                person = self._adds(name)
                self._known[name.casefold()], self._names[person] = person, name
                if not super().settle():
                    raise _NotTaken
        except _NotTaken:
            self._known = {}
            return False
        except Failure as error:
            self._say(wording.sentence(error, self.desk.language))
            return False
        self.desk.say(self.desk.gettext("%(name)s was added to the directory.", name=name), undo=True)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the list below is open it has the keyboard, and hands on what is typed: only what takes the line itself away is leaving."""
        popup = self._completer.popup()
        if watched is self.line and popup.isVisible():
            if event.type() == QEvent.Type.Hide:
                self._leave()
            elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
                    self._leave()  # the list is closed after the key: too late to be told of it
                else:
                    self._left_later.start()
                return False
        elif watched is popup:
            if event.type() == QEvent.Type.Hide:
                self._left_later.start()  # what was chosen in it comes first
            return False
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        self._completer.popup().hide()
        self.settle()

    def _on_left(self) -> None:
        """The line may have lost the keyboard to the list, or while the list was open: what stands in it is half a name only in the first."""
        holds = QApplication.focusWidget()
        if holds is not self.line and (holds is None or holds is not self._completer.popup()):
            self._leave()

    def _on_entered(self) -> None:
        popup = self._completer.popup()
        if not (popup.isVisible() and popup.currentIndex().isValid()):  # else the list tells of the same key in a moment
            self.settle()

    def _on_picked(self, text: str) -> None:
        self.line.setText(text)  # the line itself is told after us
        self._dirty = True
        self.settle()

    def _write(self, value: Any) -> None:
        if value and not self._free:
            if self._called is not None:
                self._names[value] = self._called(value)
            elif value not in self._names:
                self._learn()
        self.line.setText(value or "" if self._free else self._names.get(value or "", ""))
        self.line.setCursorPosition(0)
        self._completer.popup().hide()
        self._known = {}

    def _read(self) -> Any:
        typed = " ".join(self.line.text().split())
        if not typed:
            return "" if self._free else None
        if self._free:
            return typed
        if not self._known:
            self._learn()
        found = self._known.get(typed.casefold())
        if found is None:
            near = [key for words, key in self._known.items() if words.startswith(typed.casefold())]
            found = near[0] if len(near) == 1 else None
        if found is None:
            raise NotUnderstood(self.desk.gettext("Nobody is called that. Choose from the list, or add the person first."))
        return found

    def text(self) -> str:
        return self.line.text()


def form(*fields: Field | QWidget | tuple[QWidget, ...]) -> Any:
    """Fields below one another, 14 px apart; a tuple stands side by side."""
    items: list[Any] = []
    for entry in fields:
        if items:
            items.append(14)
        items.append(controls.row(*((f, 1) for f in entry), spacing=look.M) if isinstance(entry, tuple) else entry)
    return controls.column(*items)
