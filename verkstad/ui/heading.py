"""The words at the top of a page. Where they stand for something that can be changed they open it: a click, the pencil beside, two clicks to rename."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.ui import controls
from verkstad.ui.desk import Desk

TALL = 30  # pixels of the title's row


class Words(controls.Elided):
    pressed = Signal()
    pressed_twice = Signal()

    def __init__(self, role: str) -> None:
        super().__init__("", role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # as wide as its words, so that they alone are pressed

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.pressed_twice.emit()


class Heading(QWidget):
    """`opened` carries which words were pressed: "title", "subtitle", or "" for the pencil. `rename_asked`: the title was pressed twice."""

    opened = Signal(str)
    rename_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._opens = ""
        self.title, self.subtitle = Words("page"), Words("caption")
        self.pencil = controls.icon_button(desk.theme, "pencil", desk.gettext("Change"), on=lambda: self.opened.emit(""))
        self.pencil.setStyleSheet(f"QToolButton {{ min-height: {TALL - 2}px; max-height: {TALL - 2}px; }}")
        self.title.setMinimumHeight(TALL)  # with a pencil or without: the tabs below stand still from page to page
        self.pencil.hide()
        self.title.pressed.connect(lambda: self._opens and self.opened.emit("title"))
        self.subtitle.pressed.connect(lambda: self._opens and self.opened.emit("subtitle"))
        self.title.pressed_twice.connect(lambda: self._opens and self.rename_asked.emit())
        self.setLayout(
            controls.column(controls.row(self.title, self.pencil, None, spacing=2), controls.row(self.subtitle, None, spacing=0), spacing=0)
        )

    def show_words(self, title: str, subtitle: str, opens: str, keys: str = "") -> None:
        """`opens` names what the words open, "" for nothing; `keys` is its shortcut as people read it."""
        self._opens = opens
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.pencil.setVisible(bool(opens))
        self.pencil.setAccessibleName(opens)
        self.pencil.setToolTip(f"{opens} ({keys})" if keys else opens)
        for words in (self.title, self.subtitle):
            words.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
