"""The board: a column a status, a card a module. What is dragged to another column, or moved there with Alt and an arrow, changes its status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verkstad import wording_modules
from verkstad.app.modules import ModuleLine, ModuleSet
from verkstad.domain.modules import STATUSES, Module
from verkstad.i18n import Language
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.modules.pieces import STATUS_LOOK, cut, felt_by, status_word, told, two_lines, width_of

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-verkstad-module"
LEAST = 138  # pixels of a column; more scroll sideways
PARKED = "parked"
LANES = (*STATUSES, PARKED)
"""A column a status, and last the parking list: what lies there keeps its status but is in no other column."""


def lane_of(module: Module) -> str:
    return PARKED if module.parked else module.status


def lane_word(lane: str, language: Language) -> str:
    return language.gettext("Parking list") if lane == PARKED else status_word(lane, language)


class Cards(QAbstractListModel):
    """The modules of one status."""

    dropped = Signal(str, str)  # module, status

    def __init__(self, desk: Desk, status: str) -> None:
        super().__init__()
        self._desk, self.status = desk, status
        self.lines: tuple[ModuleLine, ...] = ()
        self.modules = ModuleSet("")

    def take(self, modules: ModuleSet) -> None:
        self.beginResetModel()
        self.modules = modules
        self.lines = tuple(line for line in modules.lines if lane_of(line.module) == self.status)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.module.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told(line, self.modules, self._desk.language)
        if role == Qt.ItemDataRole.ToolTipRole:
            facts = [wording_modules.fact_sentence(f, self.modules.titles, self._desk.language) for f in line.facts]
            return "\n".join([line.module.title, *facts])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        made = QMimeData()
        made.setData(MIME, "\n".join(self.lines[i.row()].module.id for i in indexes).encode())
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME):
            return False
        for module in bytes(data.data(MIME).data()).decode().split():
            self.dropped.emit(module, self.status)
        return True


class _Cards(QStyledItemDelegate):
    def __init__(self, view: Lane) -> None:
        super().__init__(view)
        self.view, self.desk = view, view.desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 82)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, language = self.desk.theme, self.desk.language
        line: ModuleLine = index.data(LINE)
        m = line.module
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        card = option.rect.adjusted(0, 0, -1, -8)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(t.colour("accent" if chosen else "line"), 1))
        p.setBrush(t.colour("soft") if chosen else t.colour("surface"))
        p.drawRoundedRect(card.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.RADIUS_CARD, look.RADIUS_CARD)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.colour(STATUS_LOOK.get(m.status, "text2")))
        p.drawRoundedRect(QRect(card.left() + 1, card.top() + 10, 3, card.height() - 20), 1.5, 1.5)
        left, room = card.left() + 14, card.width() - 24
        face = look.font(look.BODY, look.SEMIBOLD)
        p.setFont(face)
        p.setPen(t.colour("text2" if m.status == "closed" else "text"))
        lines = two_lines(m.title, face, room)
        for n, words in enumerate(lines):
            p.drawText(QRect(left, card.top() + 8 + n * 17, room, 18), Qt.AlignmentFlag.AlignVCenter, words)
        face = look.font(look.CAPTION)
        y = card.bottom() - 25
        number = ".".join(map(str, line.place.number))
        p.setFont(look.font(look.CAPTION, tabular=True))
        p.setPen(t.colour("text2"))
        p.drawText(QRect(left, y, 40, 18), Qt.AlignmentFlag.AlignVCenter, number)
        left += width_of(number, face) + 10
        if line.facts:
            p.drawPixmap(left, y + 2, t.pixmap("triangle-alert", "warn", 14))
            face = look.font(look.CAPTION, look.MEDIUM)
            p.setFont(face)
            p.setPen(t.colour("warn"))
            words = wording_modules.fact_words(line.facts[0], language)
            p.drawText(
                QRect(left + 19, y, card.right() - left - 28, 18), Qt.AlignmentFlag.AlignVCenter, cut(words, face, card.right() - left - 28)
            )
        else:
            p.setFont(face)
            p.setPen(t.colour("text2"))
            p.drawText(
                QRect(left, y, card.right() - left - 10, 18),
                Qt.AlignmentFlag.AlignVCenter,
                cut(felt_by(line, language), face, card.right() - left - 10),
            )
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(card.adjusted(1, 1, -1, -1), 7, 7)
        p.restore()


class Lane(QListView):
    """A column of the board."""

    stepped = Signal(str, int)  # module, to the left or the right
    walked = Signal(int)  # the arrow goes to the column beside
    chosen = Signal(str)
    opened = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, desk: Desk, status: str) -> None:
        super().__init__()
        self.desk, self.status = desk, status
        self.cards = Cards(desk, status)
        self.setModel(self.cards)
        self.setItemDelegate(_Cards(self))
        self.setAccessibleName(lane_word(status, desk.language))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)  # the row goes by the action, not by the view
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(LINE).module.id))

    def current(self) -> str:
        index = self.currentIndex()
        return index.data(LINE).module.id if index.isValid() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, module = event.key(), self.current()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if module:
                self.stepped.emit(module, by)
        elif by is not None:
            self.walked.emit(by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and module:
            self.opened.emit(module)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and module:
            self.removal_asked.emit(module)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.cards.lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self.cards.index(0))
        if self.current():
            self.chosen.emit(self.current())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.current():
            self.chosen.emit(self.current())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.chosen.emit(current.data(LINE).module.id)


class Board(QWidget):
    status_wished = Signal(str, str)  # module, status
    chosen = Signal(str)
    opened = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.lanes: dict[str, Lane] = {}
        self._counts: dict[str, QLabel] = {}
        columns: list[Any] = []
        for status in LANES:
            lane = self.lanes[status] = Lane(desk, status)
            lane.cards.dropped.connect(self.status_wished)
            lane.stepped.connect(self._step)
            lane.walked.connect(self._walk)
            lane.chosen.connect(self._on_chosen)
            lane.opened.connect(self.opened)
            lane.removal_asked.connect(self.removal_asked)
            count = self._counts[status] = controls.label("", "caption")
            head = controls.row((controls.Elided(lane_word(status, desk.language), "strong"), 1), count, margins=(2, 0, 4, 0))
            column = controls.holder(controls.column(head, 8, (lane, 1)))
            column.setMinimumWidth(LEAST)
            columns.append((column, 1))
        body = controls.holder(controls.row(*columns, spacing=look.M))
        area = controls.scrolling(body, name="board")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area = area
        self.setLayout(controls.column((area, 1)))

    def show_modules(self, modules: ModuleSet) -> None:
        current = self.current()
        had = next((lane for lane in self.lanes.values() if lane.hasFocus()), None)
        for status, lane in self.lanes.items():
            if lane.cards.modules != modules:
                lane.cards.take(modules)
            self._counts[status].setText(str(len(lane.cards.lines)) if lane.cards.lines else "")
        if current:
            self.select(current, focus=had is not None)

    def current(self) -> str:
        return next((lane.current() for lane in self.lanes.values() if lane.current()), "")

    def select(self, module: str, *, focus: bool = False) -> None:
        for lane in self.lanes.values():
            row = next((n for n, line in enumerate(lane.cards.lines) if line.module.id == module), -1)
            if row < 0:
                lane.clearSelection()
                lane.setCurrentIndex(QModelIndex())
                continue
            lane.setCurrentIndex(lane.cards.index(row))
            self.area.ensureWidgetVisible(lane, 0, 0)
            if focus:
                lane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, module: str) -> None:
        for lane in self.lanes.values():
            if lane.current() != module:
                lane.clearSelection()
                lane.setCurrentIndex(QModelIndex())
        self.chosen.emit(module)

    def _step(self, module: str, by: int) -> None:
        status = next(s for s, lane in self.lanes.items() if any(line.module.id == module for line in lane.cards.lines))
        to = LANES.index(status) + by
        if 0 <= to < len(LANES):
            self.status_wished.emit(module, LANES[to])

    def _walk(self, by: int) -> None:
        """To the nearest column with cards at that side."""
        here = next((n for n, s in enumerate(LANES) if self.lanes[s].hasFocus()), 0)
        beside = range(here + by, len(LANES) if by > 0 else -1, by)
        at = next((n for n in beside if self.lanes[LANES[n]].cards.lines), None)
        if at is not None:
            lane = self.lanes[LANES[at]]
            row = min(max(0, self.lanes[LANES[here]].currentIndex().row()), len(lane.cards.lines) - 1)
            lane.setCurrentIndex(lane.cards.index(row))
            lane.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(lane, 0, 0)
