"""The slicing tree: an outline one writes in. Enter makes the next slice, Tab a part of the one above; what is dragged shows where it would go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verkstad import wording_modules
from verkstad.app.modules import ModuleLine, ModuleSet
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.places import contested
from verkstad.ui.screens.modules.pieces import STATUS_LOOK, cut, felt_words, knife_word, paint_chip, status_word, told, width_of

Index = QModelIndex | QPersistentModelIndex
LINE = int(Qt.ItemDataRole.UserRole)
ROW, STEP, LEFT = 56, 28, 18
FAR = 6  # pixels that make a press a drag


@dataclass(frozen=True, slots=True)
class Writing:
    """A slice that is only being written: where it would stand. `after` None: first."""

    parent: str
    after: str | None
    depth: int


class Slices(QAbstractListModel):
    """The modules in the order of the tree, and the one that is being written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.bench = desk, desk.bench
        self.modules = ModuleSet("")
        self.writing: Writing | None = None
        self.at = -1  # the row of what is being written
        self.contested: frozenset[str] = frozenset()  # those of which two versions stand against each other

    def take(self, modules: ModuleSet) -> None:
        self.beginResetModel()
        self.contested = contested(self.bench)
        self.modules = modules
        self.writing, self.at = None, -1
        self.endResetModel()

    @property
    def lines(self) -> tuple[ModuleLine, ...]:
        return self.modules.lines

    def begin(self, writing: Writing, row: int) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self.writing, self.at = writing, row
        self.endInsertRows()

    def end(self) -> None:
        if self.writing is not None:
            self.beginRemoveRows(QModelIndex(), self.at, self.at)
            self.writing, self.at = None, -1
            self.endRemoveRows()

    def deepen(self, writing: Writing) -> None:
        self.writing = writing
        self.dataChanged.emit(self.index(self.at), self.index(self.at))

    def line(self, row: int) -> ModuleLine | None:
        """None for the row that is being written."""
        if self.at >= 0:
            if row == self.at:
                return None
            row -= row > self.at
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, module: str) -> int:
        at = next((n for n, line in enumerate(self.lines) if line.module.id == module), -1)
        return at + (self.at >= 0 and at >= self.at) if at >= 0 else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines) + (self.at >= 0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.module.title if line else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            two = self._desk.gettext("two versions") if line and line.module.id in self.contested else ""
            return (
                ", ".join(filter(None, [told(line, self.modules, self._desk.language), two])) if line else self._desk.gettext("New module")
            )
        if role == Qt.ItemDataRole.ToolTipRole and line and line.facts:
            return "\n".join(wording_modules.fact_sentence(fact, self.modules.titles, self._desk.language) for fact in line.facts)
        return None


class _Rows(QStyledItemDelegate):
    def __init__(self, view: Tree) -> None:
        super().__init__(view)
        self.view, self.desk = view, view.desk

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, language, model = self.desk.theme, self.desk.language, self.view.slices
        line: ModuleLine | None = index.data(LINE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        p.save()
        ground = (
            t.colour("soft") if chosen else look.mix(t.surface, t.sunken, 0.4) if self.view.hovered == index.row() else t.colour("surface")
        )
        p.fillRect(rect, ground)
        p.setPen(t.colour("line"))
        p.drawLine(rect.bottomLeft(), rect.bottomRight())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        depth = line.place.depth if line else model.writing.depth if model.writing else 0
        left = self.view.left_of(depth)
        if depth:  # the elbow from what it is a part of
            p.setPen(QPen(t.colour("field"), 1))
            x = self.view.left_of(depth - 1) + 8
            p.drawLine(x, rect.top(), x, rect.top() + 22)
            p.drawLine(x, rect.top() + 22, left - 6, rect.top() + 22)
        for n in range(depth):
            if self.view.goes_on(index.row(), n + 1):
                x = self.view.left_of(n) + 8
                p.setPen(QPen(t.colour("field"), 1))
                p.drawLine(x, rect.top(), x, rect.bottom() + 1)
        if line is not None and line.place.parts:
            p.setPen(QPen(t.colour("field"), 1))
            p.drawLine(left + 8, rect.top() + 32, left + 8, rect.bottom() + 1)
        if line is None:
            p.restore()
            return
        m = line.module
        number = ".".join(map(str, line.place.number))
        second = "  ·  ".join(filter(None, [felt_words(line, language), knife_word(m.knife, language)]))
        drop = 0 if second or line.facts else 7  # one line alone stands in the middle
        face = look.font(look.CAPTION, look.SEMIBOLD, tabular=True)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        wide = max(18, width_of(number, face))
        p.drawText(QRect(left, rect.top() + 11 + drop, wide + 4, 20), Qt.AlignmentFlag.AlignVCenter, number)
        x = left + wide + 10
        right = rect.right() - 16
        edge = paint_chip(
            p,
            t,
            right,
            rect.top() + 21 + drop,
            status_word(m.status, language),
            STATUS_LOOK.get(m.status, "text2"),
            ground,
            hollow=m.status == "sketch",
        )
        if m.id in model.contested:
            edge -= 24
            p.drawPixmap(edge, rect.top() + 13 + drop, t.pixmap("git-merge", "warn", 16))
        face = look.font(look.BLOCK, look.SEMIBOLD if depth == 0 else look.MEDIUM)
        p.setFont(face)
        p.setPen(t.colour("text2" if m.status == "closed" else "text"))
        p.drawText(QRect(x, rect.top() + 10 + drop, edge - x - 12, 22), Qt.AlignmentFlag.AlignVCenter, cut(m.title, face, edge - x - 12))
        face = look.font(look.CAPTION)
        room = right - x
        if line.facts:
            said = wording_modules.fact_words(line.facts[0], language)
            more = f"{said} +{len(line.facts) - 1}" if len(line.facts) > 1 else said
            strong = look.font(look.CAPTION, look.MEDIUM)
            wide = width_of(more, strong) + 22
            p.drawPixmap(right - wide + 2, rect.top() + 35, t.pixmap("triangle-alert", "warn", 14))
            p.setFont(strong)
            p.setPen(t.colour("warn"))
            p.drawText(QRect(right - wide + 22, rect.top() + 33, wide, 18), Qt.AlignmentFlag.AlignVCenter, more)
            room -= wide + 12
        p.setFont(face)
        p.setPen(t.colour("text2"))
        p.drawText(QRect(x, rect.top() + 33, room, 18), Qt.AlignmentFlag.AlignVCenter, cut(second, face, room))
        if option.state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus() and not self.view.is_writing:
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(rect.adjusted(1, 1, -2, -3), 5, 5)
        p.restore()


class _Writer(QLineEdit):
    """The line one writes a title in. Tab goes deeper while the slice is new."""

    ended = Signal(bool, bool)  # keep what stands here, and it was by Enter
    deepened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit(False, False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit(True, True)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.deepened.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.ended.emit(True, False)


class Tree(QListView):
    """What a person does here is said by signals; the page does it. `chosen` carries the ids selected."""

    chosen = Signal(list)
    written = Signal(str, object, str, bool)  # parent, after, title, one more is to follow
    renamed = Signal(str, str)
    deeper = Signal(str)
    outer = Signal(str)
    moved = Signal(str, str, object)  # module, parent, after
    removal_asked = Signal(list)
    left_unwritten = Signal()
    menu_asked = Signal(str, QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.slices = Slices(desk)
        self.hovered = -1
        self.target: tuple[int, str, str | None, int] | None = None  # row the line stands over, parent, after, depth
        self._pressed: tuple[QPoint, str] | None = None
        self._dragged = ""
        self._leaving = False  # Esc was pressed: Tab leaves the tree
        self._writer: _Writer | None = None
        self._renaming = ""
        self._quiet = False
        self.setModel(self.slices)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName(desk.gettext("Modules"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.selectionModel().selectionChanged.connect(self._on_selected)

    # ------------------------------------------------------------------------------------------------ what it shows

    def show_modules(self, modules: ModuleSet) -> None:
        """Show them anew; what was selected stays so, and the place one had scrolled to."""
        if self.slices.modules == modules and self.slices.contested == contested(self.slices.bench) and not self.is_writing:
            return
        kept, current, scroll = self.selected(), self.current(), self.verticalScrollBar().value()
        self._drop_writer()
        self._quiet = True
        self.slices.take(modules)
        self.select(kept, current)
        self._quiet = False
        self.verticalScrollBar().setValue(scroll)
        self.chosen.emit(self.selected())

    def selected(self) -> list[str]:
        lines = [self.slices.line(i.row()) for i in sorted(self.selectionModel().selectedIndexes(), key=lambda i: i.row())]
        return [line.module.id for line in lines if line]

    def current(self) -> str:
        line = self.slices.line(self.currentIndex().row()) if self.currentIndex().isValid() else None
        return line.module.id if line else ""

    def select(self, modules: Sequence[str], current: str = "") -> None:
        flags = self.selectionModel().SelectionFlag
        was, self._quiet = self._quiet, True
        self.selectionModel().clearSelection()
        rows = [row for row in (self.slices.row_of(m) for m in modules) if row >= 0]
        for row in rows:
            self.selectionModel().select(self.slices.index(row), flags.Select)
        at = self.slices.row_of(current) if current else -1
        at = at if at >= 0 else rows[0] if rows else -1
        if at >= 0:
            self.selectionModel().setCurrentIndex(self.slices.index(at), flags.NoUpdate)
            self.scrollTo(self.slices.index(at))
        self._quiet = was
        if not was:
            self.chosen.emit(self.selected())

    def left_of(self, depth: int) -> int:
        """Where a row of this depth begins; deep ones come closer in a narrow tree."""
        step = STEP if self.viewport().width() > 520 else 18
        return LEFT + min(depth, 8) * step

    def goes_on(self, row: int, depth: int) -> bool:
        """Whether a line of that depth passes this row on its way to a later sibling."""
        for line in (self.slices.line(n) for n in range(row + 1, self.slices.rowCount())):
            if line is not None and line.place.depth <= depth:
                return line.place.depth == depth
        return False

    def _on_selected(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.selected())

    # ------------------------------------------------------------------------------------------------ writing

    @property
    def is_writing(self) -> bool:
        return self._writer is not None

    def write_after(self, module: str = "") -> None:
        """Begin a new slice beside a module, or last at the top when none is given."""
        line = self.slices.modules.line(module) if module else None
        if line is None:
            tops = [x for x in self.slices.lines if x.place.depth == 0 and not x.place.loose]
            self._begin(Writing(self.slices.modules.initiative, tops[-1].module.id if tops else None, 0), len(self.slices.lines))
        else:
            parent = self.slices.modules.initiative if line.place.loose else line.module.parent or ""
            after = module if not line.place.loose else self._last_top()
            self._begin(Writing(parent, after, line.place.depth), self._end_of(self.slices.row_of(module)))

    def write_inside(self, module: str) -> None:
        """Begin a part of a module, last among its parts."""
        line = self.slices.modules.line(module)
        if line is not None:
            parts = [x.module.id for x in self.slices.lines if x.module.parent == module]
            self._begin(Writing(module, parts[-1] if parts else None, line.place.depth + 1), self._end_of(self.slices.row_of(module)))

    def rename(self, module: str) -> None:
        row = self.slices.row_of(module)
        if row >= 0:
            line = self.slices.line(row)
            assert line is not None
            self._renaming = module
            self._open_writer(row, line.module.title)

    def settle(self) -> None:
        if self._writer is not None:
            self._end_writing(keep=True, more=False)

    def _begin(self, writing: Writing, row: int) -> None:
        self.settle()
        self.slices.begin(writing, row)
        self._open_writer(row, "")

    def _open_writer(self, row: int, text: str) -> None:
        self.scrollTo(self.slices.index(row))
        self._writer = writer = _Writer(text, self.viewport())
        writer.setAccessibleName(self.desk.gettext("Name of the module"))
        writer.setPlaceholderText(self.desk.gettext("What can be tried by itself?"))
        writer.setMaxLength(200)
        writer.setProperty("ownFocus", True)
        self._place_writer()
        writer.show()
        writer.selectAll()
        writer.setFocus(Qt.FocusReason.OtherFocusReason)
        writer.ended.connect(lambda keep, more: self._end_writing(keep=keep, more=more))
        writer.deepened.connect(self._deepen)

    def _place_writer(self) -> None:
        if self._writer is None:
            return
        row = self.slices.row_of(self._renaming) if self._renaming else self.slices.at
        depth = self.slices.writing.depth if self.slices.writing else (self.slices.line(row).place.depth if self.slices.line(row) else 0)  # type: ignore[union-attr]
        box = self.visualRect(self.slices.index(row))
        left = self.left_of(depth) + (26 if self._renaming else 0)
        self._writer.setGeometry(QRect(left, box.top() + 9, max(160, box.width() - left - 130), 36))

    def _deepen(self, by: int) -> None:
        """Tab in a slice that is being written: a part of the one above it, or one level out."""
        writing = self.slices.writing
        if writing is None:
            return
        if by > 0 and writing.after is not None:
            parts = [x.module.id for x in self.slices.lines if x.module.parent == writing.after]
            self.slices.deepen(Writing(writing.after, parts[-1] if parts else None, writing.depth + 1))
        elif by < 0 and writing.depth > 0:
            above = self.slices.modules.line(writing.parent)
            if above is not None and above.module.parent:
                self._reopen(
                    Writing(above.module.parent, above.module.id, writing.depth - 1), self._end_of(self.slices.row_of(above.module.id))
                )
                return
        self._place_writer()

    def _reopen(self, writing: Writing, row: int) -> None:
        """The same words, at another row."""
        text = self._writer.text() if self._writer else ""
        row -= self.slices.at < row  # its own row goes away
        self._drop_writer()
        self.slices.begin(writing, min(row, len(self.slices.lines)))
        self._open_writer(self.slices.at, text)
        if self._writer is not None:
            self._writer.deselect()
            self._writer.setCursorPosition(len(text))

    def _end_writing(self, *, keep: bool, more: bool) -> None:
        if self._writer is None:
            return
        text, writing, renaming = " ".join(self._writer.text().split()), self.slices.writing, self._renaming
        had = self._writer.hasFocus()
        self._drop_writer()
        if had or more:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not keep or not text:
            self.left_unwritten.emit()
            return
        if renaming:
            line = self.slices.modules.line(renaming)
            if line is not None and line.module.title != text:
                self.renamed.emit(renaming, text)
        elif writing is not None:
            self.written.emit(writing.parent, writing.after, text, more)

    def _drop_writer(self) -> None:
        writer, self._writer, self._renaming = self._writer, None, ""
        if writer is not None:
            writer.blockSignals(True)
            writer.hide()
            writer.deleteLater()
        self.slices.end()

    def _end_of(self, row: int) -> int:
        """The row after a module and all its parts."""
        line = self.slices.line(row)
        if line is None:
            return row + 1
        at = row + 1
        while (below := self.slices.line(at)) is not None and below.place.depth > line.place.depth:
            at += 1
        return at

    def _last_top(self) -> str | None:
        tops = [x for x in self.slices.lines if x.place.depth == 0 and not x.place.loose]
        return tops[-1].module.id if tops else None

    # ------------------------------------------------------------------------------------------------ keys

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward) if self._leaving or not self.slices.lines else False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            current = self.current()
            if not self._leaving and current and not self._dragged:
                (self.deeper if event.key() == Qt.Key.Key_Tab else self.outer).emit(current)
                return True
            self._leaving = True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._leaving = False
        if self.slices.lines and not self.currentIndex().isValid():
            self.select([self.slices.lines[0].module.id])
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current()
        self._leaving = False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape:
            if self._dragged:
                self._let_go()
            else:
                self._leaving = True
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and current:
                self.write_inside(current)
            else:
                self.write_after(current)
        elif key == Qt.Key.Key_F2 and current:
            self.rename(current)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and current:
            self._step(current, -1 if key == Qt.Key.Key_Up else 1)
        elif alt and key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and current:
            (self.outer if key == Qt.Key.Key_Left else self.deeper).emit(current)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected():
            self.removal_asked.emit(self.selected())
        else:
            super().keyPressEvent(event)

    def _step(self, module: str, by: int) -> None:
        """One place up or down among its siblings."""
        line = self.slices.modules.line(module)
        if line is None or line.place.loose:
            return
        siblings = [x.module.id for x in self.slices.lines if x.module.parent == line.module.parent and not x.place.loose]
        to = siblings.index(module) + by
        if 0 <= to < len(siblings):
            after = siblings[to] if by > 0 else siblings[to - 1] if to else None
            self.moved.emit(module, line.module.parent or "", after)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        line = self.slices.line(self.indexAt(event.pos()).row()) or self.slices.modules.line(self.current())
        if line is not None:
            self.menu_asked.emit(line.module.id, self.viewport().mapToGlobal(event.pos()))

    # ------------------------------------------------------------------------------------------------ the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.settle()
        super().mousePressEvent(event)
        line = self.slices.line(self.indexAt(event.position().toPoint()).row())
        plain = not event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if event.button() == Qt.MouseButton.LeftButton and line is not None and plain:
            self._pressed = (event.position().toPoint(), line.module.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if not self._dragged and (at - self._pressed[0]).manhattanLength() >= FAR:
                self._dragged = self._pressed[1]
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            if self._dragged:
                self.target = self.aim(at)
                self.viewport().update()
            return
        hovered = self.indexAt(at).row()
        if hovered != self.hovered:
            self.hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, target = self._dragged, self.target
        self._let_go()
        if dragged and target is not None:
            _row, parent, after, _depth = target
            line = self.slices.modules.line(dragged)
            siblings = [x.module.id for x in self.slices.lines if line and x.module.parent == line.module.parent]
            stays = (
                line is not None
                and parent == line.module.parent
                and (after == dragged or siblings[max(0, siblings.index(dragged) - 1)] == after != dragged)
            )
            if not stays:
                self.moved.emit(dragged, parent, after)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.slices.line(self.indexAt(event.position().toPoint()).row())
        self._pressed = None
        if line is not None:
            QTimer.singleShot(0, self, lambda: self.rename(line.module.id))
        else:
            QTimer.singleShot(0, self, lambda: self.write_after(""))

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def _let_go(self) -> None:
        self._pressed, self._dragged, self.target = None, "", None
        self.viewport().unsetCursor()
        self.viewport().update()

    def aim(self, at: QPoint) -> tuple[int, str, str | None, int] | None:
        """Where what is dragged would go: between two rows, as deep as the pointer stands. None where it cannot be."""
        from verkstad.domain.modules import inside

        held = inside(self.slices.modules.modules, self._dragged)
        lines = self.slices.lines
        row = min(len(lines), max(0, (at.y() + self.verticalScrollBar().value() + ROW // 2) // ROW))
        before = row - 1
        while before >= 0 and lines[before].module.id in held:
            before -= 1
        if before < 0:
            return 0, self.slices.modules.initiative, None, 0
        following = next((x for x in lines[row:] if x.module.id not in held), None)
        above = lines[before]
        least = following.place.depth if following else 0
        wanted = (at.x() - LEFT) // STEP
        depth = max(least, min(above.place.depth + 1, wanted))
        if depth == above.place.depth + 1:
            return row, above.module.id, None, depth
        while above.place.depth > depth:
            found = self.slices.modules.line(above.module.parent)
            if found is None:
                return None
            above = found
        return row, above.module.parent or self.slices.modules.initiative, above.module.id, depth

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_writer()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_writer()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.target is None or not self._dragged:
            return
        row, _parent, _after, depth = self.target
        p = QPainter(self.viewport())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = row * ROW - self.verticalScrollBar().value()
        left = self.left_of(depth)
        p.setPen(QPen(self.desk.theme.colour("focus"), 2))
        p.setBrush(self.desk.theme.colour("surface"))
        p.drawLine(left + 8, y, self.viewport().width() - 16, y)
        p.drawEllipse(QPoint(left + 4, y), 4, 4)
        line = self.slices.modules.line(self._dragged)
        if line is not None:
            face = look.font(look.CAPTION, look.SEMIBOLD)
            wide = min(260, width_of(line.module.title, face) + 20)
            at = self.viewport().mapFromGlobal(self.cursor().pos())
            box = QRect(at.x() + 14, at.y() + 8, wide, 26)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(self.desk.theme.colour("text"))
            p.drawRoundedRect(box, 6, 6)
            p.setPen(self.desk.theme.colour("surface"))
            p.setFont(face)
            p.drawText(box, Qt.AlignmentFlag.AlignCenter, cut(line.module.title, face, wide - 16))
