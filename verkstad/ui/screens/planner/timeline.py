"""The timeline: a view of the blocks of a workshop, day below day, parallel tracks side by side.

It draws what the model shows and turns hands and keys into wishes (signals); the tab turns wishes into actions. A drag, an edge pulled
and a key held show their outcome at once, as a preview, and become one wish at the end; Esc takes them back.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QWidget,
)

from verkstad.domain.fields import Id
from verkstad.ui.desk import Desk
from verkstad.ui.drafting import LineDraft
from verkstad.ui.screens.planner import arrange, layout
from verkstad.ui.screens.planner.arrange import Place
from verkstad.ui.screens.planner.cards import Cards, State
from verkstad.ui.screens.planner.editing import Editing
from verkstad.ui.screens.planner.hand import STEP, Hand
from verkstad.ui.screens.planner.heads import paint_add_line, paint_day_head, paint_track_head
from verkstad.ui.screens.planner.layout import Box, Layout
from verkstad.ui.screens.planner.model import BlockModel

Index = QModelIndex | QPersistentModelIndex
Select = QItemSelectionModel.SelectionFlag
METHOD_MIME = "application/x-verkstad-method"
SHOWN_FILES = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")  # as `app.slides.FILES`, which is loaded when a file comes
EDGE = 8  # how near the lower edge a hand must be


def _rect(box: Box, dy: int = 0) -> QRect:
    return QRect(box.x, box.y + dy, box.width, box.height)


def _slides(mime: QMimeData) -> list[Path]:
    """The files of what is dragged that can be shown on the screen."""
    return [path for url in mime.urls() if url.isLocalFile() and (path := Path(url.toLocalFile())).suffix.lower() in SHOWN_FILES]


class Timeline(QListView):
    """Signals carry ids and places, never rows.

    A list view by name only, so that screen readers find a list of blocks: layout, painting, hands and keys are its own.
    """

    move_wished = Signal(list, object)  # block ids, Place
    length_wished = Signal(str, int)
    add_wished = Signal(object)  # Place to write the next block at
    edit_wished = Signal(str, object)  # "remove", "duplicate", "copy", "cut", "paste", the blocks concerned
    menu_wished = Signal(QPoint)  # global position
    head_wished = Signal(str, str, QPoint)  # "day" or "track", id, global position
    method_dropped = Signal(str, object)  # slug, Place
    text_dropped = Signal(str, object)
    files_dropped = Signal(str, list)  # the block they were let go over, paths
    laid_out = Signal()
    misread = Signal(str)  # a length that cannot be read

    def __init__(self, desk: Desk, blocks: BlockModel) -> None:
        super().__init__()
        self.setViewport(QWidget())  # the one Qt would make is of a class nobody knows: PySide6 loads every kind of widget in search of it
        self.desk, self.blocks = desk, blocks
        self.cards = Cards(desk.theme, desk.language, blocks.method_name)
        self.plan = Layout()
        self.opened: Place | None = None
        self.cut: frozenset[Id] = frozenset()
        self._laid: tuple[object, object] = (None, None)
        self._hovered: Id = ""
        self._hover_edge = False
        self.hand = Hand(self)
        self._editing = Editing(self)

        self.setObjectName("timeline")
        self.setAccessibleName(desk.gettext("Program"))
        self.setAccessibleDescription(
            desk.gettext(
                "Arrow keys choose a block. Alt and up or down moves it, Alt and left or right changes its length, Enter edits its title."
            )
        )
        self.setProperty("ownFocus", True)
        self.setModel(blocks)
        self.setItemDelegate(self._editing)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setStyleSheet("#timeline { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        blocks.shown.connect(self._on_shown)

    # ------------------------------------------------------------------------------------------------ layout

    def _on_shown(self) -> None:
        self.lay_out()

    def lay_out(self) -> None:
        """Compute every rectangle anew where anything differs; the scroll position stays."""
        days, rest = self.blocks.days, (self.viewport().width(), self.opened, tuple(self.hand.heights.items()))
        if days is self._laid[0] and rest == self._laid[1]:
            self.viewport().update()
            return
        self._laid = (days, rest)
        self.plan = layout.lay_out(self.blocks.days, self.viewport().width(), opened=self.opened, heights=self.hand.heights)
        self.updateGeometries()
        self.updateEditorGeometries()
        self.viewport().update()
        self.laid_out.emit()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(24)
        bar.setRange(0, max(0, self.plan.height - self.viewport().height()))
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self.lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self.updateEditorGeometries()
        self.laid_out.emit()

    def doItemsLayout(self) -> None:
        self.lay_out()
        QAbstractItemView.doItemsLayout(self)

    def open_between(self, place: Place | None) -> None:
        """Make room for a line to write in at this place; None closes it."""
        if place != self.opened:
            self.opened = place
            self.lay_out()

    def card_rect(self, block: Id) -> QRect:
        """Where a block's card is in the viewport."""
        return _rect(self.plan.cards[block].box, -self.verticalOffset())

    def track_head_rect(self, track: Id) -> QRect:
        """Where a track's head is in the viewport: it stays at the top while the blocks of its day go by."""
        box = self.plan.track_heads.get(track)
        day = next((d.day.id for d in self.blocks.days for t in d.tracks if t.id == track), None)
        if box is None or day is None:
            return QRect()
        end = self.plan.sections[day][1] - box.height
        return _rect(Box(box.x, max(box.y, min(self.verticalOffset(), end)), box.width, box.height), -self.verticalOffset())

    def head_at(self, point: QPoint) -> Id:
        """The track whose head is at this point."""
        return next((t for t in self.plan.track_heads if self.track_head_rect(t).contains(point)), "")

    def column_rect(self, track: Id) -> QRect:
        """A track from its head to the end of its day, in the viewport."""
        head = self.track_head_rect(track)
        day = next((d.day.id for d in self.blocks.days for t in d.tracks if t.id == track), None)
        if day is not None:
            head.setBottom(self.plan.sections[day][1] - self.verticalOffset())
        return head

    # what QAbstractItemView asks for

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def visualRect(self, index: Index) -> QRect:
        card = self.plan.cards.get(self.blocks.id(index)) if index.isValid() else None
        return _rect(card.box, -self.verticalOffset()) if card else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        return self.blocks.index_of(self._block_at(point))

    def _block_at(self, point: QPoint, slack: int = 0) -> Id:
        if self.head_at(point):
            return ""
        y = point.y() + self.verticalOffset()
        for id, card in self.plan.cards.items():
            b = card.box
            if b.x <= point.x() < b.right and b.y <= y < b.bottom + slack:
                return id
        return ""

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        card = self.plan.cards.get(self.blocks.id(index)) if index.isValid() else None
        if card is None:
            return
        top, bottom = (card.note or card.box).y - 10, card.box.bottom + 14
        self.bring_into_view(top, bottom)

    def bring_into_view(self, top: int, bottom: int) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        heads = any(low < top <= high_ for day in self.blocks.days if day.tracks for low, high_ in (self.plan.sections[day.day.id],))
        roof = layout.TRACK_HEAD if heads else 0
        if top - roof < bar.value():
            bar.setValue(top - roof)
        elif bottom > bar.value() + high:
            bar.setValue(min(top, bottom - high))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        way = {
            QAbstractItemView.CursorAction.MoveUp: (0, -1), QAbstractItemView.CursorAction.MoveDown: (0, 1),
            QAbstractItemView.CursorAction.MovePrevious: (0, -1), QAbstractItemView.CursorAction.MoveNext: (0, 1),
            QAbstractItemView.CursorAction.MoveLeft: (-1, 0), QAbstractItemView.CursorAction.MoveRight: (1, 0),
        }.get(action)  # fmt: skip
        last = self.blocks.rowCount() - 1
        if last < 0:
            return QModelIndex()
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self.blocks.index(0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self.blocks.index(last)
        if not self.currentIndex().isValid():
            return self.blocks.index(0)
        if way is None:
            return self._paged(1 if action == QAbstractItemView.CursorAction.MovePageDown else -1)
        return self.blocks.index_of(self._neighbour(self.current(), *way))

    def _paged(self, by: int) -> QModelIndex:
        here = self.plan.cards[self.current()].box.y
        ids = self.blocks.ids()[::by]
        onto = next(
            (i for i in ids[ids.index(self.current()) :] if abs(self.plan.cards[i].box.y - here) >= self.viewport().height() - 80), ids[-1]
        )
        return self.blocks.index_of(onto)

    def _neighbour(self, block: Id, dx: int, dy: int) -> Id:
        """The card above, below or beside; itself where there is none."""
        here = self.plan.cards.get(block)
        if here is None:
            return block
        b = here.box
        best: tuple[int, int, Id] | None = None
        for id, card in self.plan.cards.items():
            c = card.box
            if dy:
                if c.x >= b.right or c.right <= b.x or (c.y - b.y) * dy <= 0:
                    continue
                rank = (abs(c.y - b.y), abs(c.x - b.x), id)
            else:
                if c.y >= b.bottom or c.bottom <= b.y or (c.x - b.x) * dx <= 0:
                    continue
                rank = (abs(c.x - b.x), abs(c.y - b.y), id)
            if best is None or rank < best:
                best = rank
        return best[2] if best else block

    def setSelection(self, rect: QRect, command: Select) -> None:
        chosen = QItemSelection()
        for id, card in self.plan.cards.items():
            if rect.intersects(_rect(card.box, -self.verticalOffset())):
                index = self.blocks.index_of(id)
                chosen.select(index, index)
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region = region.united(self.visualRect(index).adjusted(-4, -4, 4, 4))
        return region

    # ------------------------------------------------------------------------------------------------ selection

    def current(self) -> Id:
        return self.blocks.id(self.currentIndex())

    def selected(self) -> list[Id]:
        """The chosen blocks in the order of the program; the current one when none is."""
        rows = sorted(i.row() for i in self.selectionModel().selectedIndexes())
        return [self.blocks.slot(r).block.id for r in rows]

    def choose(self, ids: Iterable[Id], *, current: Id = "") -> None:
        """Select these blocks and show the current one."""
        chosen = QItemSelection()
        last = QModelIndex()
        for id in ids:
            index = self.blocks.index_of(id)
            if index.isValid():
                chosen.select(index, index)
                last = index
        onto = self.blocks.index_of(current) if current else last
        self.selectionModel().setCurrentIndex(onto, Select.NoUpdate)
        self.selectionModel().select(chosen, Select.ClearAndSelect)
        if onto.isValid():
            self.scrollTo(onto)

    def pick(self, block: Id, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Choose a block as a click does: alone, with Shift up to it, with Ctrl besides."""
        index = self.blocks.index_of(block)
        if not index.isValid():
            return
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self.currentIndex().isValid():
            anchor = self._anchor if self._anchor and self.blocks.index_of(self._anchor).isValid() else self.current()
            low, high = sorted((self.blocks.index_of(anchor).row(), index.row()))
            span = QItemSelection(self.blocks.index(low), self.blocks.index(high))
            self.selectionModel().setCurrentIndex(index, Select.NoUpdate)
            self.selectionModel().select(span, Select.ClearAndSelect)
            self._anchor = anchor
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self.selectionModel().setCurrentIndex(index, Select.NoUpdate)
            self.selectionModel().select(index, Select.Toggle)
            self._anchor = block
        else:
            self.selectionModel().setCurrentIndex(index, Select.ClearAndSelect)
            self._anchor = block
        self.scrollTo(index)

    _anchor: Id = ""

    # ------------------------------------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self.viewport())
        dy = -self.verticalOffset()
        clip = event.rect().adjusted(-2, -4, 2, 4)
        for day, box in self.plan.day_heads.items():
            if _rect(box, dy).intersects(clip):
                number, table = next((n, d) for n, d in enumerate(self.blocks.days, 1) if d.day.id == day)
                paint_day_head(p, self.desk, _rect(box, dy), table, number)
        for row in range(self.blocks.rowCount()):
            card = self.plan.cards.get(self.blocks.slot(row).block.id)
            if card is None:
                continue
            whole = _rect(card.box, dy).united(_rect(card.note, dy)) if card.note else _rect(card.box, dy)
            if whole.bottom() >= clip.top() and whole.top() <= clip.bottom():
                self.paint_block(p, row)
        for add in self.plan.adds:
            if _rect(add.box, dy).intersects(clip):
                paint_add_line(p, self.desk, _rect(add.box, dy), narrow=add.column is not None)
        for day_ in self.blocks.days:
            for at, track in enumerate(day_.tracks):
                head = self.track_head_rect(track.id)
                if not head.intersects(clip):
                    continue
                if at == 0 and head.y() - dy != self.plan.track_heads[track.id].y:  # it stands over the cards
                    p.fillRect(0, head.y(), self.viewport().width(), head.height() + 2, self.desk.theme.colour("bg"))
                paint_track_head(p, self.desk, head, track)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.hand.paint(p, dy)
        p.end()

    def paint_block(self, p: QPainter, row: int) -> None:
        slot = self.blocks.slot(row)
        id = slot.block.id
        card = self.plan.cards.get(id)
        if card is None:
            return
        dy = -self.verticalOffset()
        index = self.blocks.index(row)
        state = State(
            selected=self.selectionModel().isSelected(index),
            focused=self.hasFocus() and index == self.currentIndex(),
            hovered=id == self._hovered and not self.hand.dragged,
            conflict=id in self.blocks.conflicts,
            cut=id in self.cut,
            dragged=id in self.hand.dragged,
            track=card.column is not None,
        )
        if card.note:
            self.cards.paint_note(p, _rect(card.note, dy), slot)
        if card.column in (None, 0) or self._first_in_row(id):
            self.cards.paint_time(p, _rect(card.box, dy), slot)
        self.cards.paint(p, _rect(card.box, dy), slot, state)

    def _first_in_row(self, id: Id) -> bool:
        """Whether a card of a later track has a height of its own in the gutter: nothing to its left begins there."""
        mine = self.plan.cards[id]
        return not any(
            c.day == mine.day and (c.column or 0) < (mine.column or 0) and abs(c.box.y - mine.box.y) < 20 for c in self.plan.cards.values()
        )

    # ------------------------------------------------------------------------------------------------ editing in place

    def edit_rect(self, row: int, part: str) -> QRect:
        slot = self.blocks.slot(row)
        card = self.plan.cards.get(slot.block.id)
        if card is None:
            return QRect()
        box = _rect(card.box, -self.verticalOffset())
        if part == "title":
            return (
                self.cards.title_rect(box, slot).adjusted(-8, 0, 4, 0)
                if slot.block.type != "break"
                else self.cards.title_rect(box, slot).adjusted(-8, 5, 4, -5)
            )
        length = self.cards.minutes_rect(box, slot)
        high = length.adjusted(0, 5, 0, -5) if slot.block.type == "break" else length
        return QRect(high.right() - 92, high.top(), 96, high.height())

    def edit_block(self, block: Id, part: str = "title", first: str = "") -> None:
        """Edit title or length ("minutes") where it stands; `first` is what was typed to begin."""
        index = self.blocks.index_of(block)
        if not index.isValid():
            return
        self.scrollTo(index)
        self._editing.part, self._editing.first = part, first
        self.edit(index)
        editor = self.editor()
        if first and editor is not None:  # the view selects what it opens; the next key must not replace the first
            editor.end(False)

    def editor(self) -> QLineEdit | None:
        """The line that is open in place."""
        return next((e for e in self.viewport().findChildren(QLineEdit, "inplace") if e.isVisible()), None)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        part = editor.property("part")
        block = self.current()
        draft = LineDraft.of(editor)
        if draft is not None:
            draft.forget()  # the title was given, or taken back with Esc
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus()
        if hint == QAbstractItemDelegate.EndEditHint.EditNextItem and part == "title":
            QTimer.singleShot(0, self, lambda: self.edit_block(block, "minutes"))

    @property
    def is_editing(self) -> bool:
        return self.state() == QAbstractItemView.State.EditingState

    # ------------------------------------------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            block = self._block_at(point)
            if block and block not in self.selected():
                self.pick(block)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        edge = self._edge_at(point)
        if edge:
            self.pick(edge)
            self.hand.begin_pull(edge, point.y())
            return
        block = self._block_at(point)
        if block:
            alone = block in self.selected() and not event.modifiers()
            if not alone:
                self.pick(block, event.modifiers())
            self.hand.pressed = (point, block, alone)
            return
        track = self.head_at(point)
        if track:
            self._wish_head("track", track, self.track_head_rect(track), point)
            return
        y = point.y() + self.verticalOffset()
        for add in self.plan.adds:
            if add.box.holds(point.x(), y):
                self.add_wished.emit(add.place)
                return
        for day, box in self.plan.day_heads.items():
            if box.holds(point.x(), y):
                self._wish_head("day", day, _rect(box, -self.verticalOffset()), point)
                return
        self.selectionModel().clearSelection()

    def _wish_head(self, kind: str, id: Id, box: QRect, point: QPoint) -> None:
        self.head_wished.emit(kind, id, self.viewport().mapToGlobal(QPoint(min(point.x(), box.right() - 40), box.bottom() - 4)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if not self.hand.move(point, QApplication.startDragDistance()):
            self._hover(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.hand.let_go()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        block = self._block_at(point)
        if not block:
            self.mousePressEvent(event)
            return
        self.hand.pressed = None
        card = self.plan.cards[block]
        part = "minutes" if self.cards.minutes_rect(_rect(card.box, -self.verticalOffset()), card.slot).contains(point) else "title"
        self.pick(block)
        self.edit_block(block, part)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        if self.hand.dragged:
            self.hand.drag_over(self.hand.at)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered("", False)

    def _edge_at(self, point: QPoint) -> Id:
        """The block whose lower edge is under the hand."""
        if self.head_at(point):
            return ""
        y = point.y() + self.verticalOffset()
        for id, card in self.plan.cards.items():
            b = card.box
            if b.x + 10 <= point.x() < b.right - 10 and b.bottom - EDGE <= y <= b.bottom + 3:
                return id
        return ""

    def _hover(self, point: QPoint) -> None:
        edge = self._edge_at(point)
        self._set_hovered(edge or self._block_at(point), bool(edge))

    def _set_hovered(self, block: Id, edge: bool) -> None:
        if edge != self._hover_edge:
            self._hover_edge = edge
            if edge:
                self.viewport().setCursor(Qt.CursorShape.SizeVerCursor)
            else:
                self.viewport().unsetCursor()
        if block != self._hovered:
            for id in (self._hovered, block):
                card = self.plan.cards.get(id)
                if card:
                    self.viewport().update(_rect(card.box, -self.verticalOffset()).adjusted(-3, -3, 3, 3))
            self._hovered = block

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            self.menu_wished.emit(self.viewport().mapToGlobal(rect.topLeft() + QPoint(40, 30)))
        else:
            self.menu_wished.emit(event.globalPos())

    # dropped from outside: a method of the library, or text from a spreadsheet

    def _takes(self, mime: QMimeData) -> bool:
        return mime.hasFormat(METHOD_MIME) or (mime.hasText() and not mime.hasUrls()) or bool(_slides(mime))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _slides(event.mimeData()):
            over = self._block_under(event.position().toPoint())
            if over and over != self.current():
                self.choose([over])
            event.setAccepted(bool(over))
        elif self._takes(event.mimeData()):
            self.hand.hover_with(event.position().toPoint())
            event.acceptProposedAction()

    def _block_under(self, point: QPoint) -> Id:
        index = self.indexAt(point)
        return self.blocks.slot(index.row()).block.id if index.isValid() else ""

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hand.hover_with(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self.hand.hover_with(None)
        if self.drop_at(event.mimeData(), event.position().toPoint()):
            event.acceptProposedAction()

    def drop_at(self, mime: QMimeData, point: QPoint) -> bool:
        """Something from elsewhere is let go of at this point."""
        if paths := _slides(mime):
            over = self._block_under(point)
            if over:
                self.files_dropped.emit(over, paths)
            return bool(over)
        found = layout.place_at(self.plan, self.blocks.days, point.x(), point.y() + self.verticalOffset())
        if found is None or not self._takes(mime):
            return False
        if mime.hasFormat(METHOD_MIME):
            self.method_dropped.emit(bytes(mime.data(METHOD_MIME).data()).decode(), found[0])
        else:
            self.text_dropped.emit(mime.text(), found[0])
        return True

    # ------------------------------------------------------------------------------------------------ keyboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        keys = QKeySequence.StandardKey
        if event.key() == Qt.Key.Key_Escape:
            return self.hand.is_moving or bool(self.cut)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        return any(event.matches(k) for k in (keys.Copy, keys.Cut, keys.Paste, keys.Delete, keys.SelectAll)) or (
            event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_D, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = QKeySequence.StandardKey
        if self.is_editing:
            event.ignore()  # what the line in place lets through is not for the view
        elif key == Qt.Key.Key_Escape and (self.hand.is_moving or self.cut):
            self.cut = frozenset()
            self.hand.cancel()
        elif self.hand.pulled or self.hand.dragged:
            return
        elif mods & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.hand.hold_move(-1 if key == Qt.Key.Key_Up else 1)
        elif mods & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = -1 if key == Qt.Key.Key_Left else 1
            if mods & Qt.KeyboardModifier.ShiftModifier:
                self._change_track(by)
            else:
                self.hand.hold_length(by * STEP)
        elif event.matches(keys.Copy):
            self._wish("copy")
        elif event.matches(keys.Cut):
            self._wish("cut")
        elif event.matches(keys.Paste):
            self.edit_wished.emit("paste", self.selected())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not mods:
            self._wish("remove")
        elif key == Qt.Key.Key_D and mods == Qt.KeyboardModifier.ControlModifier:
            self._wish("duplicate")
        elif key == Qt.Key.Key_Insert or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mods == Qt.KeyboardModifier.ControlModifier):
            self.add_wished.emit(self.place_below())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not mods:
            self.edit_block(self.current())
        elif event.matches(keys.SelectAll):
            self.selectAll()
        elif key == Qt.Key.Key_Space and not mods:
            self.selectionModel().select(self.currentIndex(), Select.Toggle)
        elif event.text().isdigit() and not mods and self.current():
            self.edit_block(self.current(), "minutes", event.text())
        elif key in _ARROWS:
            self._walk(key, mods)
        else:
            super().keyPressEvent(event)

    def _walk(self, key: int, mods: Qt.KeyboardModifier) -> None:
        index = self.moveCursor(_ARROWS[key], mods)
        if not index.isValid():
            return
        if (
            mods & Qt.KeyboardModifier.ControlModifier
            and not mods & Qt.KeyboardModifier.ShiftModifier
            and key not in (Qt.Key.Key_Home, Qt.Key.Key_End)
        ):
            self.selectionModel().setCurrentIndex(index, Select.NoUpdate)
            self.scrollTo(index)
        else:
            self.pick(self.blocks.id(index), mods & Qt.KeyboardModifier.ShiftModifier)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.hand.held is not None and not event.isAutoRepeat():
            self.hand.release()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hand.release()
        super().focusOutEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.blocks.rowCount():
            self.pick(self.blocks.slot(0).block.id)
        self.viewport().update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False if self.is_editing else super().focusNextPrevChild(forward)

    def _wish(self, what: str) -> None:
        ids = self.selected()
        if ids:
            self.edit_wished.emit(what, ids)

    def place_below(self) -> Place:
        """Just below the current block, on its track; at the end of the last day without one."""
        block = self.current()
        day = arrange.day_of(self.blocks.days, block)
        if day is None:
            last = self.blocks.days[-1]
            return Place(last.day.id, last.slots[-1].block.id if last.slots else None, None)
        slot = day.slot(block)
        assert slot is not None
        return Place(day.day.id, block, arrange.own_track(day, slot.block))

    def _change_track(self, by: int) -> None:
        block = self.current()
        track = arrange.neighbour_track(self.blocks.days, block, by)
        day = arrange.day_of(self.blocks.days, block)
        if track == arrange.KEEP or day is None:
            return
        ids = [s.block.id for s in day.slots]
        at = ids.index(block)
        self.move_wished.emit([block], Place(day.day.id, ids[at - 1] if at else None, track))


_ARROWS: dict[int, QAbstractItemView.CursorAction] = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp, Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Left: QAbstractItemView.CursorAction.MoveLeft, Qt.Key.Key_Right: QAbstractItemView.CursorAction.MoveRight,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome, Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp, Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
}  # fmt: skip
