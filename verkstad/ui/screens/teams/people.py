"""Lists of people one takes from: everybody who could be in a team, and those who are in one. Painted, so that five hundred cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.teams.words import MIME, Carried

Index = QModelIndex | QPersistentModelIndex
VALUE = int(Qt.ItemDataRole.UserRole)


class Lines(QAbstractListModel):
    """Values with a first and a second line. `carry` packs those that are dragged."""

    def __init__(
        self,
        first: Callable[[Any], str],
        second: Callable[[Any], str],
        fact: Callable[[Any], str],
        carry: Callable[[Sequence[Any]], Carried],
    ) -> None:
        super().__init__()
        self.first, self.second, self.fact, self._carry = first, second, fact, carry
        self.mark: Callable[[Any], tuple[str, str] | None] = lambda _value: None  # an icon and its token, before the name
        self.shown: list[Any] = []

    def show_values(self, values: Sequence[Any]) -> None:
        self.beginResetModel()
        self.shown = list(values)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        value = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.first(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(x for x in (self.first(value), self.second(value), self.fact(value)) if x)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(x for x in (self.first(value), self.second(value), self.fact(value)) if x)
        return value if role == VALUE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        return self._carry([self.shown[i.row()] for i in sorted(indexes, key=lambda i: i.row())]).packed()

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction


@lru_cache(8_192)
def _advance(text: str, caption: bool) -> int:
    return QFontMetrics(_face(caption)).horizontalAdvance(text)


@lru_cache(8_192)
def _elided(text: str, caption: bool, width: int) -> str:
    """Kept, because every row that is seen is painted again with every person that is taken in."""
    return QFontMetrics(_face(caption)).elidedText(text, Qt.TextElideMode.ElideRight, width)


@cache
def _face(caption: bool) -> QFont:
    return look.font(look.CAPTION, tabular=True) if caption else look.font(look.BODY, look.MEDIUM)


class _Row(QStyledItemDelegate):
    """A name, what else there is to say, and on the right a short fact."""

    def __init__(self, view: PeopleList, desk: Desk, height: int) -> None:
        super().__init__(view)
        self.view, self.desk, self.height = view, desk, height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self.height)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, model, value = self.desk.theme, self.view.lines, index.data(VALUE)
        rect: QRect = option.rect
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("soft"))
            p.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.RADIUS_FIELD, look.RADIUS_FIELD)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.mix(t.surface, t.sunken, 0.5))
            p.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.RADIUS_FIELD, look.RADIUS_FIELD)
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(rect.adjusted(2, 2, -2, -2), look.RADIUS_FIELD, look.RADIUS_FIELD)
        if self.view.target is not None and self.view.target == value:
            p.setPen(QPen(t.colour("accent"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(rect.adjusted(1, 1, -2, -2), look.RADIUS_FIELD, look.RADIUS_FIELD)
        inner = rect.adjusted(8, 0, -8, 0)
        if (mark := model.mark(value)) is not None:
            p.drawPixmap(inner.left(), rect.center().y() - 7, t.pixmap(mark[0], mark[1], 14))
            inner.setLeft(inner.left() + 20)
        two = self.height >= 44
        first, fact, second = model.first(value), model.fact(value), model.second(value)
        beside = fact if two or not second else f"{second} · {fact}" if fact else second
        name_room = _advance(first, False) + 12
        room = min(_advance(beside, True) + 2, max(inner.width() - name_room, int(inner.width() * 0.34))) if beside else 0
        line = QRect(inner.left(), rect.top() + (5 if two else 0), inner.width() - room - (10 if room else 0), 20 if two else rect.height())
        p.setFont(_face(False))
        p.setPen(t.colour("text"))
        p.drawText(line, Qt.AlignmentFlag.AlignVCenter, _elided(first, False, line.width()))
        p.setFont(_face(True))
        p.setPen(t.colour("text2"))
        if beside and not two and fact and second and _advance(beside, True) > room:  # the share is worth more than the end of the unit
            end = f" · {fact}"
            beside = _elided(second, True, room - _advance(end, True)) + end
        if beside:
            at = QRect(inner.right() - room, line.top(), room + 1, line.height())
            p.drawText(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _elided(beside, True, room))
        if two and second:
            at = QRect(inner.left(), rect.top() + 24, inner.width(), 18)
            p.drawText(at, Qt.AlignmentFlag.AlignVCenter, _elided(second, True, inner.width()))
        p.restore()


class PeopleList(QListView):
    """Signals carry the values: `entered` by Enter or two clicks, `paired` by Alt+Enter, `removed` by Delete, `sent` (-1, 1) by Alt and an arrow to the side,
    `stepped` (-1, 1) by Alt and an arrow up or down, `picked` when the selection is other than it was."""

    entered = Signal(list)
    paired = Signal(list)
    removed = Signal(list)
    sent = Signal(list, int)
    stepped = Signal(list, int)
    picked = Signal(list)
    focused = Signal()
    menu_asked = Signal(list, object)

    def __init__(self, desk: Desk, lines: Lines, *, name: str, height: int = 46, grows: bool = False) -> None:
        """`grows`: as tall as its lines; else it scrolls."""
        super().__init__()
        self.lines, self._height, self._grows = lines, height, grows
        self.target: Any = None  # the value that what is dragged would meet
        self.setModel(lines)
        self.setItemDelegate(_Row(self, desk, height))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.viewport().setAcceptDrops(False)
        self.setAcceptDrops(False)
        self.setProperty("look", "bare")
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setFixedHeight(0)
        self.doubleClicked.connect(lambda _index: self.entered.emit(self.chosen()))
        self.selectionModel().selectionChanged.connect(lambda _a, _b: self.picked.emit(self.chosen()))

    def chosen(self) -> list[Any]:
        return [self.lines.shown[i.row()] for i in sorted(self.selectedIndexes(), key=lambda i: i.row())]

    def show_values(self, values: Sequence[Any], key: Callable[[Any], str]) -> None:
        """Show these; who was selected is selected still, and the keyboard stays at the same place."""
        kept = {key(v) for v in self.chosen()}
        row = self.currentIndex().row()
        at = self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        self.lines.show_values(values)
        flags = self.selectionModel().SelectionFlag
        for i in [at for at, value in enumerate(self.lines.shown) if key(value) in kept] if kept else ():
            self.selectionModel().select(self.lines.index(i), flags.Select)
        if self.lines.shown and row >= 0:
            self.selectionModel().setCurrentIndex(self.lines.index(min(row, len(self.lines.shown) - 1)), flags.NoUpdate)
        self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(at)
        if self._grows:
            self.setFixedHeight(len(self.lines.shown) * self._height)
        if kept != {key(v) for v in self.chosen()}:
            self.picked.emit(self.chosen())
        self.viewport().update()

    def select(self, keys: set[str], key: Callable[[Any], str]) -> None:
        """Select these and bring the first into view."""
        self.clearSelection()
        flags = self.selectionModel().SelectionFlag
        rows = [i for i, v in enumerate(self.lines.shown) if key(v) in keys]
        for i in rows:
            self.selectionModel().select(self.lines.index(i), flags.Select)
        if rows:
            self.selectionModel().setCurrentIndex(self.lines.index(rows[0]), flags.NoUpdate)
            self.scrollTo(self.lines.index(rows[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        chosen = self.chosen()
        if alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if chosen:
                self.sent.emit(chosen, 1 if key == Qt.Key.Key_Right else -1)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if chosen:
                self.stepped.emit(chosen, 1 if key == Qt.Key.Key_Down else -1)
        elif alt and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.paired.emit(chosen)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(chosen)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if chosen:
                self.removed.emit(chosen)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.selectedIndexes() and self.lines.shown and event.reason() != Qt.FocusReason.MouseFocusReason:
            at = self.currentIndex() if self.currentIndex().isValid() else self.lines.index(0)
            self.selectionModel().setCurrentIndex(at, self.selectionModel().SelectionFlag.Select)
        self.focused.emit()

    def wheelEvent(self, event: Any) -> None:
        event.ignore() if self._grows else super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chosen():
            self.menu_asked.emit(self.chosen(), self.viewport().mapToGlobal(event.pos()))
