"""Which initiative a page shows, in its head: its name as a quiet button whose menu has the others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from verkstad.app.initiatives import initiatives, newest_first
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

TALL = 28  # pixels, of the 30 that the row of the title has
ROOM = 300  # pixels for a name before it is shortened


class InitiativeChooser(QPushButton):
    """The initiative's name with an arrow. `chosen` carries the one that is to be shown instead. Where there is one only, it is not shown."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Id = ""
        self.setProperty("look", "quiet")
        self.setStyleSheet(
            f"QPushButton {{ min-height: {TALL - 2}px; max-height: {TALL - 2}px; padding: 0 26px 0 9px; "
            f"color: {desk.theme.text2}; }} QPushButton:hover {{ color: {desk.theme.text}; }} "
            f"QPushButton:focus {{ border: 1px solid {desk.theme.accent}; }} QPushButton::menu-indicator {{ right: 9px; }}"
        )
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.hide()

    def show_initiative(self, row: Initiative) -> None:
        self._shown = row.id
        name = " ".join(row.title.split())
        short = QFontMetrics(look.font(look.BODY, look.MEDIUM)).elidedText(name, Qt.TextElideMode.ElideRight, ROOM)
        self.setText(short.replace("&", "&&"))
        tip = self._desk.gettext("Show another initiative")
        self.setToolTip(tip if short == name else f"{name}\n{tip}")
        self.setAccessibleName(self._desk.gettext("Initiative: %(title)s. Show another", title=name))

    def _fill(self) -> None:
        menu, _ = self._menu, self._desk.gettext
        menu.clear()
        for row in newest_first(self._desk.bench.ask(initiatives)):
            words = _("%(title)s (closed)", title=row.title) if row.ended else row.title
            act = menu.addAction(words.replace("&", "&&"), partial(self.chosen.emit, row.id))
            act.setCheckable(True)
            act.setChecked(row.id == self._shown)
            if row.id == self._shown:
                menu.setActiveAction(act)
