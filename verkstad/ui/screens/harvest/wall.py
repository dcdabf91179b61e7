"""The wall: headings of blocks and clusters over cards, one list that is walked with the arrows. What is dragged onto a card, a cluster or a
block goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from verkstad.app.harvest import BlockHarvest, CaptureLine, Harvest, Pile
from verkstad.domain.fields import Id
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.harvest import words

Index = QModelIndex | QPersistentModelIndex
SPOT = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-verkstad-notes"
CARD, GAP, LEAST = 104, 10, 190
BLOCK_HEAD, PILE_HEAD = 46, 34


@dataclass(frozen=True)
class Spot:
    """A place on the wall: the heading of a block, the heading of a cluster, or a card."""

    block: BlockHarvest
    pile: Pile | None = None
    line: CaptureLine | None = None

    @property
    def key(self) -> tuple[str, str]:
        if self.line is not None:
            return "note", self.line.capture.id
        if self.pile is not None and self.pile.cluster is not None:
            return "cluster", self.pile.cluster.id
        return "block", self.block.block.id if self.block.block else ""

    @property
    def block_id(self) -> Id | None:
        return self.block.block.id if self.block.block else None

    @property
    def captures(self) -> tuple[Id, ...]:
        """The notes meant by it: its own, or all of a cluster."""
        if self.line is not None:
            return (self.line.capture.id,)
        return tuple(line.capture.id for line in self.pile.lines) if self.pile is not None else ()


class Spots(QAbstractListModel):
    dropped = Signal(object, object)  # ids of notes, Spot

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.spots: tuple[Spot, ...] = ()

    def take(self, harvest: Harvest) -> None:
        made = []
        for block in harvest.blocks:
            if block.block is None and not block.lines:
                continue
            made.append(Spot(block))
            for pile in block.piles:
                if pile.cluster is not None:
                    made.append(Spot(block, pile))
                elif made[-1].line is not None:  # what lies by itself after clusters begins on a line of its own
                    made.append(Spot(block, Pile(None, ())))
                made += [Spot(block, pile, line) for line in pile.lines]
        self.beginResetModel()
        self.spots = tuple(made)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.spots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spot, language = self.spots[index.row()], self._desk.language
        if role == SPOT:
            return spot
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if spot.line is not None:
                return words.told(spot.line, language)
            if spot.pile is not None:
                return words.pile_title(spot.pile, language)
            return words.block_title(spot.block, language)
        if role == Qt.ItemDataRole.ToolTipRole and spot.pile is None and spot.block.polls:
            return "\n".join(f"{poll.question}  {', '.join(f'{says} {n}' for _id, says, n in poll.answers)}" for poll in spot.block.polls)
        if role == Qt.ItemDataRole.ToolTipRole and spot.line is not None:
            became = spot.line.became
            return f"{spot.line.capture.says}\n→ {became.title}" if became is not None and became.title else spot.line.capture.says
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        spot = self.spots[index.row()]
        if spot.pile is not None and spot.pile.cluster is None and spot.line is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if spot.line is not None else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        made = QMimeData()
        made.setData(MIME, "\n".join(s.line.capture.id for s in (self.spots[i.row()] for i in indexes) if s.line is not None).encode())
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME) or not parent.isValid():
            return False
        self.dropped.emit(tuple(bytes(data.data(MIME).data()).decode().split()), self.spots[parent.row()])
        return True


class _Cards(QStyledItemDelegate):
    def __init__(self, view: Wall) -> None:
        super().__init__(view)
        self.view, self.desk = view, view.desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        spot: Spot = index.data(SPOT)
        whole = self.view.viewport().width() - 4
        if spot.line is not None:
            return QSize(self.view.card_width(), CARD)
        if spot.pile is not None:
            return QSize(whole, PILE_HEAD if spot.pile.cluster is not None else 6)
        return QSize(whole, BLOCK_HEAD)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        spot: Spot = index.data(SPOT)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if spot.line is not None:
            self._card(p, option, spot.line, in_cluster=spot.pile is not None and spot.pile.cluster is not None)
        elif spot.pile is None:
            self._block(p, option, spot)
        elif spot.pile.cluster is not None:
            self._cluster(p, option, spot.pile)
        self._over(p, index, option.rect.adjusted(0, 0, -GAP, -GAP if spot.line is not None else 0))
        p.restore()

    def _over(self, p: QPainter, index: Index, box: QRect) -> None:
        """What a dragged note would be put on."""
        if index.row() == self.view.over:
            p.setPen(QPen(self.desk.theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(box.toRectF().adjusted(1, 1, -1, -1), look.RADIUS_CARD, look.RADIUS_CARD)

    def _ground(self, p: QPainter, option: QStyleOptionViewItem, box: QRect) -> None:
        t = self.desk.theme
        if option.state & QStyle.StateFlag.State_Selected:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("soft"))
            p.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)

    def _block(self, p: QPainter, option: QStyleOptionViewItem, spot: Spot) -> None:
        t, language = self.desk.theme, self.desk.language
        box = option.rect.adjusted(0, 8, -GAP, -4)
        self._ground(p, option, box)
        left = box.left() + 8
        clock = words.block_clock(spot.block, language)
        if clock:
            p.setFont(look.font(look.BODY, tabular=True))
            p.setPen(t.colour("text2"))
            p.drawText(QRect(left, box.top(), 48, box.height()), Qt.AlignmentFlag.AlignVCenter, clock)
            left += 52
        right = box.right() - 8
        for fact in self._facts(spot.block):
            p.setFont(look.font(look.CAPTION, tabular=True))
            wide = p.fontMetrics().horizontalAdvance(fact)
            p.setPen(t.colour("text2"))
            p.drawText(QRect(right - wide, box.top(), wide + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, fact)
            right -= wide + 14
        p.setFont(look.font(look.SECTION, look.SEMIBOLD))
        p.setPen(t.colour("text" if spot.block.lines else "text2"))
        title = p.fontMetrics().elidedText(words.block_title(spot.block, language), Qt.TextElideMode.ElideRight, right - left - 8)
        p.drawText(QRect(left, box.top(), right - left, box.height()), Qt.AlignmentFlag.AlignVCenter, title)
        p.setPen(t.colour("line"))
        p.drawLine(box.left(), box.bottom() + 2, box.right(), box.bottom() + 2)

    def _facts(self, block: BlockHarvest) -> list[str]:
        language = self.desk.language
        facts = []
        if block.unsorted:
            facts.append(language.ngettext("%(n)d to sort", "%(n)d to sort", block.unsorted))
        if block.polls:
            facts.append(language.ngettext("%(n)d count in the room", "%(n)d counts in the room", len(block.polls)))
        if block.photos:
            facts.append(language.ngettext("%(n)d photo", "%(n)d photos", len(block.photos)))
        if block.lines:
            facts.append(language.ngettext("%(n)d note", "%(n)d notes", len(block.lines)))
        return facts

    def _cluster(self, p: QPainter, option: QStyleOptionViewItem, pile: Pile) -> None:
        t, language = self.desk.theme, self.desk.language
        box = option.rect.adjusted(0, 4, -GAP, 0)
        self._ground(p, option, box)
        p.drawPixmap(box.left() + 8, box.center().y() - 7, t.pixmap("layers", "accent", 16))
        told = language.ngettext("%(n)d note", "%(n)d notes", len(pile.lines))
        if pile.votes:
            told = f"{told} · {language.ngettext('%(n)d vote', '%(n)d votes', pile.votes)}"
        p.setFont(look.font(look.BODY, look.SEMIBOLD))
        p.setPen(t.colour("text" if pile.cluster is not None and pile.cluster.title else "text2"))
        room = box.width() - 190
        title = p.fontMetrics().elidedText(words.pile_title(pile, language), Qt.TextElideMode.ElideRight, room)
        p.drawText(QRect(box.left() + 32, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, title)
        p.setFont(look.font(look.CAPTION, tabular=True))
        p.setPen(t.colour("text2"))
        p.drawText(box.adjusted(0, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)

    def _card(self, p: QPainter, option: QStyleOptionViewItem, line: CaptureLine, *, in_cluster: bool) -> None:
        t, language = self.desk.theme, self.desk.language
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        card = option.rect.adjusted(0, 0, -GAP, -GAP)
        p.setPen(QPen(t.colour("accent" if chosen else "line"), 1))
        p.setBrush(t.colour("soft") if chosen else look.mix(t.surface, t.bg, 0.55) if line.sorted else t.colour("surface"))
        p.drawRoundedRect(card.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.RADIUS_CARD, look.RADIUS_CARD)
        if in_cluster:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("accent"))
            p.drawRoundedRect(QRect(card.left() + 1, card.top() + 10, 3, card.height() - 20), 1.5, 1.5)
        left, room = card.left() + 12, card.width() - 24
        face = look.font(look.BODY)
        p.setFont(face)
        p.setPen(t.colour("text2" if line.capture.settled == "left" else "text"))
        for n, text in enumerate(wrapped(p, line.capture.says, room, 3)):
            p.drawText(QRect(left, card.top() + 9 + n * 18, room, 18), Qt.AlignmentFlag.AlignVCenter, text)
        y = card.bottom() - 26
        p.setFont(look.font(look.CAPTION, look.MEDIUM, tabular=True))
        at = left
        fate = words.fate(line, language)
        if fate:
            mark = "circle-check" if line.sorted and line.capture.settled != "left" else "circle-x" if line.sorted else "triangle-alert"
            token = "accent" if line.sorted and line.capture.settled != "left" else "text2" if line.sorted else "warn"
            p.drawPixmap(at, y + 2, t.pixmap(mark, token, 15))
            p.setPen(t.colour(token))
            p.drawText(
                QRect(at + 20, y, room - 74, 18),
                Qt.AlignmentFlag.AlignVCenter,
                p.fontMetrics().elidedText(fate, Qt.TextElideMode.ElideRight, room - 74),
            )
        votes = line.capture.votes
        if votes is not None:
            told = str(votes)
            wide = p.fontMetrics().horizontalAdvance(told) + 26
            chip = QRect(card.right() - wide - 8, y - 1, wide, 20)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("sunken"))
            p.drawRoundedRect(chip, 10, 10)
            p.setBrush(t.colour("accent"))
            p.drawEllipse(chip.left() + 7, chip.center().y() - 3, 8, 8)
            p.setPen(t.colour("text"))
            p.drawText(chip.adjusted(19, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, told)
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(card.adjusted(1, 1, -1, -1), 7, 7)


def wrapped(p: QPainter, text: str, room: int, most: int) -> list[str]:
    """At most so many lines of this width; the last ends in an ellipsis where there is more."""
    metrics = p.fontMetrics()
    lines: list[str] = []
    pending = [part for part in text.splitlines() if part.strip()]
    while pending and len(lines) < most:
        part = pending.pop(0)
        said = part.split()
        line = ""
        while said and (not line or metrics.horizontalAdvance(f"{line} {said[0]}") <= room):
            line = f"{line} {said.pop(0)}".strip()
        if said:
            pending.insert(0, " ".join(said))
        lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room))
    if pending and lines:
        lines[-1] = metrics.elidedText(f"{lines[-1]} {pending[0]}", Qt.TextElideMode.ElideRight, room)
    return lines


class Wall(QListView):
    chosen = Signal()
    pressed_key = Signal(
        str
    )  # "insight" …, "cluster", "out", "keep", "aside", "again", "merge", "split", "edit", "new", "remove", "+", "-"

    _KEYS = {
        Qt.Key.Key_I: "insight", Qt.Key.Key_Aring: "action", Qt.Key.Key_A: "action", Qt.Key.Key_M: "module", Qt.Key.Key_R: "risk",
        Qt.Key.Key_B: "inventory_item", Qt.Key.Key_G: "goal", Qt.Key.Key_H: "cluster", Qt.Key.Key_U: "out", Qt.Key.Key_K: "keep", Qt.Key.Key_L: "aside",
        Qt.Key.Key_T: "again", Qt.Key.Key_S: "merge", Qt.Key.Key_D: "split", Qt.Key.Key_N: "new", Qt.Key.Key_Plus: "+", Qt.Key.Key_Minus: "-",
        Qt.Key.Key_Return: "edit", Qt.Key.Key_Enter: "edit", Qt.Key.Key_F2: "edit", Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove",
    }  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.over = -1  # the row a dragged note is held above
        self.model_ = Spots(desk)
        self.setModel(self.model_)
        self.setItemDelegate(_Cards(self))
        self.setAccessibleName(desk.gettext("Sticky notes"))
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming and going would break the lines anew
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)  # the delegate shows what a note would be put on
        self.setDefaultDropAction(Qt.DropAction.CopyAction)  # the note goes by the action, not by the view
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; }")
        self.doubleClicked.connect(lambda _index: self.pressed_key.emit("edit"))
        self.selectionModel().selectionChanged.connect(lambda _a, _b: self.chosen.emit())

    def card_width(self) -> int:
        whole = self.viewport().width() - 4
        return whole // max(1, whole // (LEAST + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_harvest(self, harvest: Harvest) -> None:
        """What was chosen stays chosen; where that is gone, what now lies in its place is."""
        keys, at, top = {s.key for s in self.selected()}, self.currentIndex().row(), self.verticalScrollBar().value()
        current = self.current().key if self.current() else None
        self.model_.take(harvest)
        self.select(keys, current=current)
        if at >= 0 and not self.currentIndex().isValid() and self.model_.spots:
            row = min(at, len(self.model_.spots) - 1)
            self.select({self.model_.spots[row].key})
        self.doItemsLayout()
        self.verticalScrollBar().setValue(top)
        self.chosen.emit()

    def select(self, keys: set[tuple[str, str]], *, current: tuple[str, str] | None = None, show: bool = False) -> None:
        first = None
        model = self.selectionModel()
        model.clearSelection()
        for row, spot in enumerate(self.model_.spots):
            if spot.key in keys:
                index = self.model_.index(row)
                model.select(index, QItemSelectionModel.SelectionFlag.Select)
                if first is None or spot.key == current:
                    first = index
        if first is not None:
            model.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            if show:
                self.doItemsLayout()
                self.scrollTo(first)

    def selected(self) -> list[Spot]:
        return [self.model_.spots[i.row()] for i in sorted(self.selectedIndexes(), key=lambda i: i.row())]

    def current(self) -> Spot | None:
        index = self.currentIndex()
        return self.model_.spots[index.row()] if index.isValid() and index.row() < len(self.model_.spots) else None

    def next_unsorted(self) -> tuple[str, str] | None:
        """The first unsorted note after where one is, else the first of all."""
        at = self.currentIndex().row()
        rows = [n for n, s in enumerate(self.model_.spots) if s.line is not None and not s.line.sorted]
        row = next((n for n in rows if n >= at), rows[0] if rows else None)
        return self.model_.spots[row].key if row is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
            return
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        meant = self._KEYS.get(Qt.Key(event.key())) if plain else None
        if meant is not None and self.model_.spots:
            self.pressed_key.emit(meant)
        else:
            super().keyPressEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        carried = [i for i in self.selectedIndexes() if self.model_.spots[i.row()].line is not None]
        if not carried:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model_.mimeData(carried))
        drag.setPixmap(self.carried(carried))
        drag.setHotSpot(QPoint(24, 24))
        drag.exec(Qt.DropAction.CopyAction)
        self._hold_over(-1)

    def carried(self, indexes: Sequence[Index]) -> QPixmap:
        """What is seen in the hand: the card alone, and how many when there are more."""
        t, first = self.desk.theme, indexes[0]
        size = QSize(self.card_width() - GAP, CARD - GAP)
        ratio = self.devicePixelRatioF()
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        p = QPainter(made)
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, size.width() + GAP, size.height() + GAP)  # type: ignore[assignment]
        option.state = QStyle.StateFlag.State_Enabled  # type: ignore[assignment]
        over, self.over = self.over, -1
        self.itemDelegate().paint(p, option, first)
        self.over = over
        if len(indexes) > 1:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setFont(look.font(look.CAPTION, look.SEMIBOLD, tabular=True))
            told = self.desk.language.ngettext("%(n)d note", "%(n)d notes", len(indexes))
            wide = p.fontMetrics().horizontalAdvance(told) + 18
            chip = QRect(10, size.height() - 28, wide, 22)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("accent"))
            p.drawRoundedRect(chip, 11, 11)
            p.setPen(t.colour("onaccent"))
            p.drawText(chip, Qt.AlignmentFlag.AlignCenter, told)
        p.end()
        return made

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        at = self.indexAt(event.position().toPoint())
        self._hold_over(at.row() if at.isValid() and at.flags() & Qt.ItemFlag.ItemIsDropEnabled else -1)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._hold_over(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hold_over(-1)
        super().dropEvent(event)

    def _hold_over(self, row: int) -> None:
        if row != self.over:
            self.over = row
            self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters do something here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.selectedIndexes() and self.model_.spots:
            row = next((n for n, s in enumerate(self.model_.spots) if s.line is not None), 0)
            self.select({self.model_.spots[row].key})
        super().focusInEvent(event)
