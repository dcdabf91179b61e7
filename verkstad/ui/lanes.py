"""A board of cards in columns, for any values: walked with the arrows, moved with Alt and an arrow or by dragging, opened with Enter.

It holds no truth: who owns it shows the lanes again when something changed. Where `moves` is off the columns only sort what is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
CARD = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-verkstad-card"
LEAST, LEAST_OF_MANY = 134, 176  # pixels of a column when they are four, and when they are more and scroll sideways
TALL = 96
FOOT = 45  # px of a card that are not its title, of which each line takes 17
SECOND = 15  # px of a further line of the foot


@dataclass(frozen=True)
class Card:
    """`told` stands at the foot, `warning` in its place with a sign, `number` before both; `token` colours the edge. `tip` is said under the mouse
    and `spoken` by a screen reader, where the title and the foot are not enough.
    """

    id: str
    title: str
    told: str = ""
    warning: str = ""
    token: str = "text2"
    faded: bool = False
    number: str = ""
    tip: str = ""
    spoken: str = ""


@dataclass(frozen=True)
class Lane:
    """A column. `told` stands beside its title: how many, or what is wrong with it."""

    key: str
    title: str
    cards: tuple[Card, ...]
    told: str = ""


class _Cards(QAbstractListModel):
    dropped = Signal(str, str)  # card, lane

    def __init__(self) -> None:
        super().__init__()
        self.lane = Lane("", "", ())
        self.moves = True

    def take(self, lane: Lane) -> None:
        if lane != self.lane:
            self.beginResetModel()
            self.lane = lane
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lane.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.lane.cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.tip or card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return card.spoken or ", ".join(x for x in (card.title, self.lane.title, card.told, card.warning) if x)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        drop = Qt.ItemFlag.ItemIsDropEnabled if self.moves else Qt.ItemFlag.NoItemFlags
        if not index.isValid():
            return drop
        drag = Qt.ItemFlag.ItemIsDragEnabled if self.moves else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | drag | drop

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        made = QMimeData()
        made.setData(MIME, "\n".join(self.lane.cards[i.row()].id for i in indexes).encode())
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME):
            return False
        for card in bytes(data.data(MIME).data()).decode().split("\n"):
            self.dropped.emit(card, self.lane.key)
        return True


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Column) -> None:
        super().__init__(view)
        self.view, self.desk = view, view.desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.view.tall + self.view.more(index.data(CARD)))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = self.desk.theme
        card: Card = index.data(CARD)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(0, 0, -1, -8)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(t.colour("accent" if chosen else "line"), 1))
        p.setBrush(t.colour("soft") if chosen else t.colour("surface"))
        p.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.RADIUS_CARD, look.RADIUS_CARD)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.colour(card.token))
        p.drawRoundedRect(QRect(box.left() + 1, box.top() + 10, 3, box.height() - 20), 1.5, 1.5)
        left, room = box.left() + 14, box.width() - 24
        face = look.font(look.BODY, look.MEDIUM)
        p.setFont(face)
        p.setPen(t.colour("text2" if card.faded else "text"))
        for n, words in enumerate(controls.wrapped(card.title, face, room, (self.view.tall - FOOT) // 17)):
            p.drawText(QRect(left, box.top() + 8 + n * 17, room, 18), Qt.AlignmentFlag.AlignVCenter, words)
        y = box.bottom() - 25 - self.view.more(card)
        if card.number:
            face = look.font(look.CAPTION, tabular=True)
            p.setFont(face)
            p.setPen(t.colour("text2"))
            p.drawText(QRect(left, y, 40, 18), Qt.AlignmentFlag.AlignVCenter, card.number)
            wide = QFontMetrics(face).horizontalAdvance(card.number) + 10
            left, room = left + wide, room - wide
        face = look.font(look.CAPTION, look.MEDIUM if card.warning else look.NORMAL)
        p.setFont(face)
        if card.warning:
            p.drawPixmap(left, y + 2, t.pixmap("triangle-alert", "warn", 14))
            left, room = left + 19, room - 19
        p.setPen(t.colour("warn" if card.warning else "text2"))
        for n, words in enumerate(controls.wrapped(card.warning or card.told, face, room, 2 if self.view.more(card) else 1)):
            p.drawText(QRect(left, y + n * SECOND, room, 18), Qt.AlignmentFlag.AlignVCenter, words)
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        p.restore()


class Column(QListView):
    """One lane as it is seen."""

    stepped = Signal(str, int)  # card, to the left or the right
    walked = Signal(int)  # the arrow goes to the lane beside
    chosen = Signal(str)
    opened = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, desk: Desk, tall: int) -> None:
        super().__init__()
        self.desk, self.tall = desk, tall
        self.cards = _Cards()
        self.setModel(self.cards)
        self.setItemDelegate(_Painter(self))
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
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(CARD).id))

    def more(self, card: Card) -> int:
        """What a card is higher by than the others: a warning that does not fit on one line goes on to a second."""
        if not card.warning:
            return 0
        number = QFontMetrics(look.font(look.CAPTION, tabular=True)).horizontalAdvance(card.number) + 10 if card.number else 0
        room = self.viewport().width() - 1 - 24 - number - 19
        return SECOND if QFontMetrics(look.font(look.CAPTION, look.MEDIUM)).horizontalAdvance(card.warning) > room else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a card is as high as its words need at this width

    def current(self) -> str:
        index = self.currentIndex()
        return index.data(CARD).id if index.isValid() and index.row() < len(self.cards.lane.cards) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, card = event.key(), self.current()
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if card and self.cards.moves:
                self.stepped.emit(card, by)
        elif by is not None:
            self.walked.emit(by)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card:
            self.opened.emit(card)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and card:
            self.removal_asked.emit(card)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.cards.lane.cards and not self.currentIndex().isValid():
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
            self.chosen.emit(current.data(CARD).id)


class Lanes(QWidget):
    """The board. `moved` says to which lane a card is wished; `chosen`, `opened` and `removal_asked` name a card."""

    moved = Signal(str, str)
    chosen = Signal(str)
    opened = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, desk: Desk, *, tall: int = TALL, least: int = 0) -> None:
        """`tall`: pixels of a card; `least`: pixels of a column, otherwise as many as they are."""
        super().__init__()
        self.desk, self._tall, self._least = desk, tall, least
        self.columns: list[Column] = []
        self._heads: list[tuple[controls.Elided, Any, QWidget]] = []
        self._row = controls.row(spacing=look.M)
        self.area = controls.scrolling(controls.holder(self._row), name="lanes")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(controls.column((self.area, 1)))

    def show_lanes(self, lanes: Sequence[Lane], *, moves: bool = True) -> None:
        current = self.current()
        had = any(column.hasFocus() for column in self.columns)
        while len(self.columns) < len(lanes):
            self._add()
        for at, (column, (title, count, holder)) in enumerate(zip(self.columns, self._heads, strict=True)):
            holder.setVisible(at < len(lanes))
            holder.setMinimumWidth(self._least or (LEAST if len(lanes) <= 4 else LEAST_OF_MANY))
            lane = lanes[at] if at < len(lanes) else Lane("", "", ())
            column.cards.moves = moves
            column.cards.take(lane)
            column.setAccessibleName(lane.title)
            title.setText(lane.title)
            count.setText(lane.told or (str(len(lane.cards)) if lane.cards else ""))
        if current:
            self.select(current, focus=had)

    def _add(self) -> None:
        column = Column(self.desk, self._tall)
        column.cards.dropped.connect(self.moved)
        column.stepped.connect(self._step)
        column.walked.connect(self._walk)
        column.chosen.connect(self._on_chosen)
        column.opened.connect(self.opened)
        column.removal_asked.connect(self.removal_asked)
        title, count = controls.Elided("", "strong"), controls.label("", "caption")
        head = controls.row((title, 1), count, margins=(2, 0, 4, 0))
        holder = controls.holder(controls.column(head, 8, (column, 1)))
        holder.setMaximumWidth(460)
        self.columns.append(column)
        self._heads.append((title, count, holder))
        self._row.addWidget(holder, 1)

    @property
    def lanes(self) -> dict[str, Column]:
        """The columns that are shown, by the key of their lane."""
        return {column.cards.lane.key: column for column in self._shown()}

    def current(self) -> str:
        return next((column.current() for column in self.columns if column.current()), "")

    def select(self, card: str, *, focus: bool = False) -> None:
        for column in self.columns:
            row = next((n for n, held in enumerate(column.cards.lane.cards) if held.id == card), -1)
            if row < 0:
                column.clearSelection()
                column.setCurrentIndex(QModelIndex())
                continue
            column.setCurrentIndex(column.cards.index(row))
            self.area.ensureWidgetVisible(column, 0, 0)
            if focus:
                column.setFocus(Qt.FocusReason.OtherFocusReason)

    def home(self) -> QWidget | None:
        """What has the keyboard when one comes here."""
        return next((c for c in self.columns if c.current()), next((c for c in self.columns if c.cards.lane.cards), None))

    def _shown(self) -> list[Column]:
        return [column for column, (_t, _c, holder) in zip(self.columns, self._heads, strict=True) if not holder.isHidden()]

    def _on_chosen(self, card: str) -> None:
        for column in self.columns:
            if column.current() != card:
                column.clearSelection()
                column.setCurrentIndex(QModelIndex())
        self.chosen.emit(card)

    def _step(self, card: str, by: int) -> None:
        shown = self._shown()
        at = next(n for n, column in enumerate(shown) if any(held.id == card for held in column.cards.lane.cards))
        if 0 <= at + by < len(shown):
            self.moved.emit(card, shown[at + by].cards.lane.key)

    def _walk(self, by: int) -> None:
        """To the nearest lane with cards at that side."""
        shown = self._shown()
        here = next((n for n, column in enumerate(shown) if column.hasFocus()), 0)
        at = next((n for n in range(here + by, len(shown) if by > 0 else -1, by) if shown[n].cards.lane.cards), None)
        if at is not None:
            column = shown[at]
            row = min(max(0, shown[here].currentIndex().row()), len(column.cards.lane.cards) - 1)
            column.setCurrentIndex(column.cards.index(row))
            column.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(column, 0, 0)
