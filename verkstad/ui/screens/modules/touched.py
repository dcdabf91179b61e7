"""Which operations are touched by what: a module a line, an operation a column, and below how much each lives through at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStackedWidget, QTableView, QWidget

from verkstad.app import module_changes as app
from verkstad.app.module_changes import Touched
from verkstad.domain.fields import Id
from verkstad.domain.launching import ChangeLoad
from verkstad.domain.people import Unit
from verkstad.i18n import N_, Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState

Index = QModelIndex | QPersistentModelIndex
WHY = {"change": N_("Works differently"), "team": N_("In the team"), "need": N_("Needed in the team")}
MOST_AT_ONCE = 2


def why_words(reasons: Sequence[str], language: Language) -> str:
    return language.listing([language.gettext(WHY[r]) for r in reasons]) if reasons else ""


class TouchedModel(QAbstractTableModel):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: tuple[Touched, ...] = ()
        self.units: tuple[Unit, ...] = ()
        self.loads: dict[Id, ChangeLoad] = {}

    def take(self, rows: tuple[Touched, ...], units: tuple[Unit, ...], loads: dict[Id, ChangeLoad]) -> None:
        if (rows, units, loads) == (self.rows, self.units, self.loads):
            return
        self.beginResetModel()
        self.rows, self.units, self.loads = rows, units, loads
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or not self.units else len(self.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.units)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.units[section].name
        if section == len(self.rows):
            return self._desk.gettext("Changes at once")
        row = self.rows[section]
        return f"{row.number}  {row.module.title}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        _, unit = self._desk.gettext, self.units[index.column()]
        if index.row() == len(self.rows):
            count = (self.loads.get(unit.id) or ChangeLoad()).count
            if role == Qt.ItemDataRole.DisplayRole:
                return _("%(n)d – more than %(most)d", n=count, most=MOST_AT_ONCE) if count > MOST_AT_ONCE else str(count)
            if role == Qt.ItemDataRole.FontRole and count > MOST_AT_ONCE:
                return look.font(look.BODY, look.SEMIBOLD)
            if role == Qt.ItemDataRole.ForegroundRole and count > MOST_AT_ONCE:
                return self._desk.theme.colour("warn")
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return why_words(self.rows[index.row()].units.get(unit.id, ()), self._desk.language)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = why_words(self.rows[index.row()].units.get(unit.id, ()), self._desk.language)
            return f"{self.rows[index.row()].module.title}, {unit.name}: {said or _('not touched')}"
        return None


class _Table(QTableView):
    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class TouchedView(QWidget):
    """Enter or a double-click opens the module of the line."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.model = TouchedModel(desk)
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName(desk.gettext("Who is touched by what"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setMinimumSectionSize(96)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.verticalHeader().setMaximumWidth(320)
        self.table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        face = QFont(look.font(look.CAPTION, look.SEMIBOLD))
        self.table.horizontalHeader().setFont(face)
        self.table.opened.connect(self._open)
        self.table.doubleClicked.connect(lambda index: self._open(index.row()))
        self.nothing = EmptyState(
            desk.theme,
            "building-2",
            desk.gettext(
                "Which operations are touched is seen here when a module says for whom it changes, or its team has people from them."
            ),
            "",
            lambda: None,
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.table)
        self.setLayout(controls.column((self.stack, 1), margins=(24, 12, 24, 24)))

    def show_initiative(self, initiative: Id) -> None:
        ask, language = self.desk.bench.ask, self.desk.language
        rows = ask(app.touched, initiative)
        units = ask(app.units_touched, rows, language)
        self.model.take(rows, units, ask(app.loads, initiative, self.desk.today()))
        self.stack.setCurrentWidget(self.table if units else self.nothing)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            self.opened.emit(self.model.rows[row].module.id)
