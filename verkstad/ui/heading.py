"""The words at the top of a page, and whose page it is. Where they stand for something that can be changed they open it: a click, the pencil beside, two clicks to rename."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.domain.initiative import Initiative
from verkstad.ui import controls
from verkstad.ui.desk import Desk

if TYPE_CHECKING:
    from verkstad.ui.initiative_chooser import InitiativeChooser

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
    initiative_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._opens = desk, ""
        self.chooser: InitiativeChooser | None = None
        self.title, self.subtitle = Words("page"), Words("caption")
        self.pencil = controls.icon_button(desk.theme, "pencil", desk.gettext("Change"), on=lambda: self.opened.emit(""))
        self.pencil.setStyleSheet(f"QToolButton {{ min-height: {TALL - 2}px; max-height: {TALL - 2}px; }}")
        self.title.setMinimumHeight(TALL)  # with a pencil or without: the tabs below stand still from page to page
        self.pencil.hide()
        self.title.pressed.connect(lambda: self._opens and self.opened.emit("title"))
        self.subtitle.pressed.connect(lambda: self._opens and self.opened.emit("subtitle"))
        self.title.pressed_twice.connect(lambda: self._opens and self.rename_asked.emit())
        self._above = controls.row(self.title, self.pencil, None, spacing=2)
        self.setLayout(controls.column(self._above, controls.row(self.subtitle, None, spacing=0), spacing=0))

    def show_words(self, title: str, subtitle: str, opens: str, keys: str = "", whose: str = "") -> None:
        """`opens` names what the words open, "" for nothing; `keys` is its shortcut as people read it; `whose`: an initiative."""
        self._opens = opens
        subtitle = self._named(whose, subtitle)
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        among = self.chooser is not None and not self.chooser.isHidden()
        self.subtitle.setVisible(bool(subtitle) or among)  # its row stays: the tabs below stand still from page to page
        self.pencil.setVisible(bool(opens))
        self.pencil.setAccessibleName(opens)
        self.pencil.setToolTip(f"{opens} ({keys})" if keys else opens)
        for words in (self.title, self.subtitle):
            words.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def _named(self, whose: str, subtitle: str) -> str:
        """Among others, the initiative's name stands beside the title as a button; alone, as words before the subtitle, which is given back."""
        library = self._desk.bench.library
        row = library.get(Initiative, whose) if whose else None
        several = row is not None and library.count(Initiative) > 1
        if several and self.chooser is None:
            from verkstad.ui.initiative_chooser import InitiativeChooser  # for those who have several

            self.chooser = InitiativeChooser(self._desk)
            self.chooser.chosen.connect(self.initiative_chosen)
            self._above.insertWidget(1, self.chooser)
        if self.chooser is not None:
            self.chooser.setVisible(several)
            if several and row is not None:
                self.chooser.show_initiative(row)
        return subtitle if row is None or several else " · ".join(part for part in (row.title, subtitle) if part)
