"""One declarative table for every list of values: say its columns, show it values.

It sorts by the language's alphabet, finds by typing, edits in place (Enter or double-click, Esc reverts), copies rows as text a
spreadsheet understands, names every cell for the screen reader, keeps selection and scroll when the values change, and says what it is
for when it is empty. It holds no truth: an edit calls the column's `edit` and the page shows the values again.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from verkstad import wording
from verkstad.domain.errors import Failure
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.drafting import LineDraft
from verkstad.ui.empty import EmptyState

if TYPE_CHECKING:
    from verkstad.ui.frozen import Frozen

V = TypeVar("V")
Index = QModelIndex | QPersistentModelIndex
LEAST_SHARED, LEAST_SHARE = 220, 0.74  # pixels a column without a width keeps where it is narrow; how far the others give way
WHOLE, ROWS_MEASURED = 14, 24  # letters of a text that is never cut where its column has a width: a day, a state; so many rows are asked
VALUE = int(Qt.ItemDataRole.UserRole)
COMMAND = Qt.KeyboardModifier.ControlModifier  # the command key on a Mac, whose Delete is a backspace: alone it removes nothing


@dataclass(frozen=True)
class Column(Generic[V]):
    """One column. `text` is what is shown, found, copied and spoken; `second` a line below it; `sort` what it is ordered by when not the text.

    `edit` takes the value and what was typed and does the action; it may raise a `Failure`, which is said in a sentence. `choices` turns
    the editor into a list of (what is kept, what is shown). `drafts` gives the row and the column of it that `edit` writes, where an action
    settles it: what is typed is then kept as a draft. `width` in pixels, 0 shares what is left. `chip` gives a kind or token that
    colours the text as a chip, `icon` an icon and its token.
    """

    title: str
    text: Callable[[V], str]
    second: Callable[[V], str] | None = None
    sort: Callable[[V], Any] | None = None
    edit: Callable[[V, str], object] | None = None
    typed: Callable[[V], str] | None = None
    choices: Callable[[V], Sequence[tuple[str, str]]] | None = None
    complete: Callable[[V], Sequence[str]] | None = None  # what the line being edited offers while one types
    editable: Callable[[V], bool] | None = None
    drafts: Callable[[V], tuple[str, str]] | None = None
    width: int = 0
    right: bool = False
    strong: bool = False
    chip: Callable[[V], str] | None = None
    icon: Callable[[V], tuple[str, str] | None] | None = None
    faded: Callable[[V], bool] | None = None


@dataclass(frozen=True)
class Filter(Generic[V]):
    """A choice above the table: its name, and for every option what it lets through. The first option is "all"."""

    name: str
    options: Sequence[tuple[str, Callable[[V], bool]]]


class _Values(QAbstractTableModel, Generic[V]):
    def __init__(self, desk: Desk, columns: Sequence[Column[V]], key: Callable[[V], str]) -> None:
        super().__init__()
        self.desk, self.columns, self.key = desk, columns, key
        self.values: list[V] = []
        self.shown: list[V] = []
        self._haystacks: dict[int, str] = {}
        self.needles: tuple[str, ...] = ()
        self.keeps: list[Callable[[V], bool]] = []
        self.sorted_by: tuple[int, Qt.SortOrder] | None = None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(
                    Qt.AlignmentFlag.AlignVCenter
                    | (Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft)
                )
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        value, column = self.shown[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(value)
        if role == Qt.ItemDataRole.EditRole:
            return (column.typed or column.text)(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = ", ".join(part for part in (column.text(value), column.second(value) if column.second else "") if part)
            return f"{column.title}: {told}" if column.title else told
        if role == VALUE:
            return value
        if role == Qt.ItemDataRole.ToolTipRole:
            from verkstad.ui.explaining import explained

            return explained(self.desk, column.text(value)) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.can_edit(index):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def can_edit(self, index: Index) -> bool:
        column = self.columns[index.column()]
        return column.edit is not None and (column.editable is None or column.editable(self.shown[index.row()]))

    def setData(self, index: Index, typed: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        return self.edit(self.columns[index.column()], self.shown[index.row()], typed)

    def edit(self, column: Column[V], value: V, typed: Any) -> bool:
        if column.edit is None or typed == (column.typed or column.text)(value):
            return False
        try:
            column.edit(value, typed)
        except Failure as error:
            self.desk.say(wording.sentence(error, self.desk.language))
            return False
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sorted_by = (column, order) if column >= 0 else None
        self.arrange()

    def take(self, values: Iterable[V]) -> None:
        self.values = list(values)
        self._haystacks = {}
        self.arrange()

    def renew(self, values: Iterable[V]) -> None:
        """These values where their rows stand now: none comes, goes or changes place."""
        now = {self.key(v): v for v in values}
        self.shown = [now.get(self.key(v), v) for v in self.shown]
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, len(self.columns) - 1))

    def arrange(self) -> None:
        """Filter and sort anew. Selection is brought back by the table, which knows the keys."""
        kept = [v for v in self.values if all(keep(v) for keep in self.keeps) and self._found(v)]
        if self.sorted_by is not None:
            column = self.columns[self.sorted_by[0]]
            by = column.sort or (lambda v: self.desk.language.sort_key(column.text(v)))
            kept.sort(key=by, reverse=self.sorted_by[1] == Qt.SortOrder.DescendingOrder)
        self.beginResetModel()
        self.shown = kept
        self.endResetModel()

    def _found(self, value: V) -> bool:
        if not self.needles:
            return True
        told = self._haystacks.get(id(value))
        if told is None:
            told = " ".join(f"{c.text(value)} {c.second(value) if c.second else ''}" for c in self.columns).casefold()
            self._haystacks[id(value)] = told
        return all(needle in told for needle in self.needles)


@lru_cache(4_096)
def _shortened(text: str, key: str, width: int) -> str:
    face = QFont()
    face.fromString(key)
    return QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _elided(text: str, face: QFont, width: int) -> str:
    """The text, or as much of it as there is room for. Kept, because a page that is shown again is painted in full."""
    return _shortened(text, face.key(), width) if text else ""


@lru_cache(4_096)
def _advance(text: str, chip: bool, strong: bool, tabular: bool) -> int:
    face = look.font(look.CAPTION, look.MEDIUM) if chip else look.font(look.BODY, look.MEDIUM if strong else look.NORMAL, tabular=tabular)
    return QFontMetrics(face).horizontalAdvance(text)


TWO_LINES = 44  # px of a row that has room for a second line


class _TabLeaves(QObject):
    """Tab while the list of names is open leaves the cell as it does when it is closed; Qt would give the key to the line past its cell."""

    def __init__(self, line: QLineEdit, completer: QCompleter) -> None:
        super().__init__(completer)
        self._line = line
        completer.popup().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            assert isinstance(watched, QWidget)
            watched.hide()
            QApplication.sendEvent(self._line, event)
            return True
        return super().eventFilter(watched, event)


class _Rows(QStyledItemDelegate):
    """Paints a row as one thing: ground, hairline, text, second line, chip, icon, and the ring on the cell that has the keyboard."""

    def __init__(self, table: QTableView, desk: Desk, columns: Sequence[Column[Any]]) -> None:
        super().__init__(table)
        self.table, self.desk, self.columns = table, desk, columns
        self.hovered = -1

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, column, value = self.desk.theme, self.columns[index.column()], index.data(VALUE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        p.save()
        ground = t.colour("soft") if chosen else look.mix(t.surface, t.sunken, 0.4) if self.hovered == index.row() else t.colour("surface")
        p.fillRect(rect, ground)
        p.setPen(t.colour("line"))
        p.drawLine(rect.bottomLeft(), rect.bottomRight())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(9, 0, -9, -1)
        if column.icon is not None and (mark := column.icon(value)) is not None:
            p.drawPixmap(inner.left(), inner.center().y() - 8, t.pixmap(mark[0], mark[1], 16))
            inner.setLeft(inner.left() + 26)
        text, second = column.text(value), column.second(value) if column.second else ""
        token = column.chip(value) if column.chip and text else ""
        if token:
            self._chip(p, inner, text, token, ground)
        else:
            faded = column.faded is not None and column.faded(value)
            face = look.font(look.BODY, look.MEDIUM if column.strong else look.NORMAL, tabular=column.right)
            p.setFont(face)
            p.setPen(t.colour("text2" if faded else "text"))
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            line = QRect(inner.left(), inner.top() + (7 if second else 0), inner.width(), 20 if second else inner.height())
            parts = [text] if second or inner.height() < TWO_LINES else controls.wrapped(text, face, inner.width(), 2)
            for n, words in enumerate(parts if text else ()):
                box = line if len(parts) == 1 else QRect(inner.left(), inner.center().y() - 18 + n * 18, inner.width(), 18)
                p.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, _elided(words, face, inner.width()))
            if second:
                face = look.font(look.CAPTION)
                p.setFont(face)
                p.setPen(t.colour("text2"))
                line = QRect(inner.left(), inner.top() + 27, inner.width(), 18)
                p.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, _elided(second, face, inner.width()))
        some = chosen or self.table.selectionModel().hasSelection()  # a ring says "this one": with none selected the whole list has it
        if some and option.state & QStyle.StateFlag.State_HasFocus and self.table.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(rect.adjusted(1, 1, -2, -3), 5, 5)
        p.restore()

    def _chip(self, p: QPainter, inner: QRect, text: str, token: str, ground: Any) -> None:
        t = self.desk.theme
        face = look.font(look.CAPTION, look.MEDIUM)
        shown = _elided(text, face, inner.width() - 16)
        box = QRect(inner.left(), inner.center().y() - 10, QFontMetrics(face).horizontalAdvance(shown) + 18, 21)
        p.setPen(Qt.PenStyle.NoPen)
        quiet = token == "text2"
        p.setBrush(
            t.colour("warnbg")
            if token == "warn"
            else t.colour("dangerbg")
            if token == "danger"
            else look.mix(ground, t.hex(token), 0.1 if quiet else 0.13)
        )
        p.drawRoundedRect(box, 10, 10)
        p.setPen(t.colour(token) if token in ("warn", "danger") else look.mix(t.hex(token), t.text, 0.35))
        p.setFont(face)
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 40)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = self.columns[index.column()]
        if column.choices is None:
            line = QLineEdit(parent)
            line.setProperty("ownFocus", True)
            line.setAccessibleName(column.title)
            if column.complete is not None:
                offered = QCompleter(list(column.complete(index.data(VALUE))), line)
                offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                offered.setFilterMode(Qt.MatchFlag.MatchContains)
                line.setCompleter(offered)
                _TabLeaves(line, offered)
            if column.drafts is not None:
                LineDraft(self.desk, line, *column.drafts(index.data(VALUE)))
            return line
        box = controls.DropDown(parent)
        box.setAccessibleName(column.title)
        for kept, shown in column.choices(index.data(VALUE)):
            box.addItem(shown, kept)
        box.activated.connect(lambda _i: (self.commitData.emit(box), self.closeEditor.emit(box)))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        elif isinstance(editor, QLineEdit):
            editor.setText(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """The edit waits until the editor is closed: what it changes shows the values anew, and that would take the editor away under Qt."""
        typed = editor.currentData() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        column, value = self.columns[index.column()], index.data(VALUE)
        draft = LineDraft.of(editor)
        if draft is not None:
            draft.stop()
        QTimer.singleShot(0, model, lambda: self._settle(model, column, value, typed))

    def _settle(self, model: Any, column: Column[Any], value: Any, typed: str) -> None:
        model.edit(column, value, typed)
        if column.drafts is not None:
            self.desk.bench.forget_draft(*column.drafts(value))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setMinimumHeight(0)
        editor.setGeometry(option.rect.adjusted(2, 1, -2, -2))


class _Grid(QTableView):
    """The view: keys, hover, context menu."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        draft = LineDraft.of(editor)
        if draft is not None and hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            draft.forget()
        super().closeEditor(editor, hint)
        self.owner.catch_up()

    def __init__(self, owner: ValueTable[Any]) -> None:
        super().__init__()
        self.owner = owner
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        owner, key = self.owner, event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())
            if not self.selectionModel().hasSelection():
                self.selectRow(self.currentIndex().row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != QAbstractItemView.State.EditingState:
            owner.enter(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            owner.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            owner.pasted.emit(QGuiApplication.clipboard().text())
        elif (key == Qt.Key.Key_Delete or (key == Qt.Key.Key_Backspace and event.modifiers() == COMMAND)) and owner.selected():
            owner.removal_asked.emit(owner.selected())
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        elif key == Qt.Key.Key_Space and owner.space is not None and owner.selected():
            owner.space(owner.selected())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the keyboard and nothing selected the ring stands around the list, and around no row."""
        super().paintEvent(event)
        if self.hasFocus() and self.model() is not None and self.model().rowCount() and not self.selectionModel().hasSelection():
            p = QPainter(self.viewport())
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(self.owner.desk.theme.colour("focus"), 2))
            p.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -1, -1), 5, 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.owner.fit_columns()
        super().resizeEvent(event)
        if self.owner.frozen is not None:
            self.owner.frozen.fit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False if self.state() == QAbstractItemView.State.EditingState else QWidget.focusNextPrevChild(self, forward)

    def viewportEvent(self, event: QEvent) -> bool:
        delegate = self.itemDelegate()
        if isinstance(delegate, _Rows):
            if event.type() in (QEvent.Type.MouseMove, QEvent.Type.HoverMove):
                at = self.indexAt(event.position().toPoint()).row()  # type: ignore[attr-defined]
            elif event.type() in (QEvent.Type.Leave, QEvent.Type.HoverLeave):
                at = -1
            else:
                at = delegate.hovered
            if at != delegate.hovered:
                delegate.hovered = at
                self.viewport().update()
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.owner.open_menu(self.viewport().mapToGlobal(event.pos()))


class ValueTable(QWidget, Generic[V]):
    """A table of values.

    `key` tells values apart over time. `menu` gives the actions of a selection as (words, icon, what to do); None draws a line.
    `space` is what the space bar does to the selection. Signals: `opened` (Enter or double-click where nothing is edited), `chosen`
    (the selection, as values), `removal_asked` (Delete), `pasted` (Ctrl+V: the text).
    """

    opened = Signal(object)
    chosen = Signal(list)
    removal_asked = Signal(list)
    pasted = Signal(str)

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column[V]],
        *,
        name: str,
        key: Callable[[V], str] = lambda v: v.id,  # type: ignore[attr-defined]
        empty: EmptyState | None = None,
        search: str = "",
        filters: Sequence[Filter[V]] = (),
        menu: Callable[[list[V]], Sequence[tuple[str, str, Callable[[], object]] | None]] | None = None,
        space: Callable[[list[V]], object] | None = None,
        sort: tuple[int, bool] | None = None,
        multiple: bool = True,
        beside: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.columns, self._menu, self.space, self._empty = desk, columns, menu, space, empty
        self.model: _Values[V] = _Values(desk, columns, key)
        self.frozen: Frozen | None = None
        self.view = _Grid(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(name)
        self._delegate = _Rows(self.view, desk, columns)
        self.view.setItemDelegate(self._delegate)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._fitting = self._drawn = self._narrow = False
        self.view.setSelectionMode(
            QAbstractItemView.SelectionMode.ExtendedSelection if multiple else QAbstractItemView.SelectionMode.SingleSelection
        )
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setCornerButtonEnabled(False)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(54 if any(c.second for c in columns) else 40)
        head = self.view.horizontalHeader()
        head.setAccessibleName(_("Columns of %(name)s", name=name))
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setFixedHeight(36)
        head.setMinimumSectionSize(40)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(columns):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch)
            if column.width:
                self.view.setColumnWidth(at, column.width)
        head.sectionResized.connect(self._on_section_resized)
        if sort is not None:
            order = Qt.SortOrder.AscendingOrder if sort[1] else Qt.SortOrder.DescendingOrder
            head.setSortIndicator(sort[0], order)
            self.model.sorted_by = (sort[0], order)
        else:
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._on_sort_changed)
        self.view.doubleClicked.connect(self.enter)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._quiet = False
        self._awaiting: list[V] | None = None
        self._rests = QTimer(self, interval=QApplication.doubleClickInterval(), singleShot=True)
        self._rests.timeout.connect(self._on_rested)
        self._first: tuple[QWidget, ...] = ()

        self.search = controls.search_field(desk.theme, search or _("Search"), _("Clear"))
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(self._on_searched)
        self.search.returnPressed.connect(self.focus_first)
        self._filters = [self._choice(f) for f in filters]
        self.model.keeps = [f.options[0][1] for f in filters]
        self.bar = controls.holder(controls.row((self.search, 1), *self._filters, None, *beside, spacing=look.S))
        self.bar.setVisible(bool(search or filters or beside))
        self._searched = bool(search)
        self.search.setVisible(self._searched)
        nothing = controls.column(None, controls.row(None, controls.label(_("Nothing matches."), "caption"), None), None)
        frame = controls.card(self.view, spacing=0, margins=(1, 1, 1, 1))
        self.stack = QStackedWidget()
        self.stack.addWidget(frame)
        self.stack.addWidget(controls.holder(nothing))
        if empty is not None:
            self.stack.addWidget(empty)
        self.setLayout(controls.column(self.bar, (self.stack, 1), spacing=look.M))

    def freeze(self, count: int) -> None:
        """So many of the first columns stay in view when the rest is scrolled sideways."""
        from verkstad.ui.frozen import Frozen

        self.frozen = Frozen(self, count)
        self.frozen.setItemDelegate(_Rows(self.frozen, self.desk, self.columns))

    def order_tabs(self, *first: QWidget) -> None:
        """The tab key goes to these, then to the search, the filters, the table, and the button of the empty state."""
        self._first = first

    def showEvent(self, event: QShowEvent) -> None:
        """An order given before the table has its place in the window is lost; so it is given now."""
        super().showEvent(event)
        steps: list[QWidget] = [*self._first, self.search, *self._filters, self.view]
        if self._empty is not None:
            steps += [made for made in (self._empty.button, self._empty.second) if made is not None]
        for one, other in itertools.pairwise(steps):
            QWidget.setTabOrder(one, other)

    def replace_columns(self, columns: Sequence[Column[V]]) -> None:
        """As many columns that are called something else, or show something else, when the values are shown next."""
        self.model.columns = self._delegate.columns = self.columns = columns
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def show_values(self, values: Iterable[V]) -> None:
        """Show these values; what was selected stays so, and the scroll stays where it was. Not while one types in a cell: then after.

        A press of the mouse takes the keyboard from a field, which saves, before the press itself arrives: until it and a second
        one after it have been met, rows stand where they were aimed at and only what they say is new.
        """
        if self.view.state() == QAbstractItemView.State.EditingState:
            self._awaiting = list(values)
            return
        if self._rests.isActive() or (self.model.shown and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton):
            self._awaiting = list(values)
            self._keep(lambda: self.model.renew(self._awaiting or ()))
            self._rests.start()
            return
        self._awaiting = None
        self._keep(lambda: self.model.take(values))
        if self._narrow:
            self.fit_columns()
        self._choose_face()

    def _on_rested(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._rests.start()
        else:
            self.catch_up()

    def catch_up(self) -> None:
        """Show what was to be shown while one typed."""
        if self._awaiting is not None and not self._rests.isActive():
            QTimer.singleShot(0, self, self._show_awaiting)

    def _show_awaiting(self) -> None:
        if self._awaiting is not None:
            self.show_values(self._awaiting)

    def selected(self) -> list[V]:
        rows = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        return [self.model.shown[row] for row in rows if row < len(self.model.shown)]

    def select(self, keys: Iterable[str]) -> None:
        """Select the rows with these keys and bring the first into view."""
        wanted = set(keys)
        if self._awaiting is not None and not wanted <= {self.model.key(v) for v in self.model.shown}:
            self._rests.stop()
            self._show_awaiting()
        rows = [row for row, value in enumerate(self.model.shown) if self.model.key(value) in wanted]
        self._select_rows(rows)
        if rows:
            self.view.scrollTo(self.model.index(rows[0], 0))
            self._quiet = True
            self.view.selectionModel().setCurrentIndex(self.model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self._quiet = False
        self.chosen.emit(self.selected())

    def focus_first(self) -> None:
        if self.model.shown:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.view.selectionModel().hasSelection():
                self.view.selectRow(0)

    def enter(self, index: QModelIndex) -> None:
        """Edit the cell, or open the row where it cannot be edited."""
        if not index.isValid():
            return
        if self.model.can_edit(index):
            self.view.edit(index)
        else:
            self.opened.emit(self.model.shown[index.row()])

    def as_text(self, values: Sequence[V], *, heads: bool) -> str:
        """Rows as lines, cells apart by tabs: what a spreadsheet pastes."""
        lines = ["\t".join(c.title for c in self.columns)] if heads else []
        lines += ["\t".join(c.text(v).replace("\t", " ").replace("\n", " ") for c in self.columns) for v in values]
        return "\n".join(lines)

    def copy(self) -> None:
        chosen = self.selected() or self.model.shown
        QGuiApplication.clipboard().setText(self.as_text(chosen, heads=len(chosen) > 1))

    def as_csv(self) -> bytes:
        """What is shown, as a Swedish spreadsheet opens it: semicolons, UTF-8 with a mark, and no cell that is taken for a formula."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow([c.title for c in self.columns])
        for value in self.model.shown:
            cells = [c.text(value) for c in self.columns]
            writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells])
        return out.getvalue().encode("utf-8-sig")

    def as_xlsx(self) -> bytes:
        """What is shown, as a workbook; whole numbers in columns that stand to the right are numbers there too."""
        from verkstad.app.saving import workbook

        def cell(column: Column[V], value: V) -> str | int:
            text = column.text(value)
            return int(text) if column.right and text.isascii() and text.isdigit() and len(text) < 15 else text

        rows = [[cell(c, value) for c in self.columns] for value in self.model.shown]
        return workbook(self.view.accessibleName(), [c.title for c in self.columns], rows)

    def open_menu(self, at: QPoint) -> None:
        _, theme = self.desk.gettext, self.desk.theme
        menu = QMenu(self)
        chosen = self.selected()
        for entry in self._menu(chosen) if self._menu and chosen else ():
            if entry is None:
                menu.addSeparator()
                continue
            words, icon, do = entry
            act = QAction(theme.icon(icon, "danger" if icon == "trash-2" else "text2", 18), words, menu)
            act.triggered.connect(lambda _checked=False, do=do: do())
            menu.addAction(act)
        if self._menu and chosen:
            menu.addSeparator()
        menu.addAction(theme.icon("copy", "text2", 18), _("Copy as text"), self.copy)
        menu.addAction(theme.icon("file-spreadsheet", "text2", 18), _("Save as a spreadsheet…"), self._save_csv)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _save_csv(self) -> None:
        """As the name that is chosen ends: .xlsx is a workbook, everything else CSV."""
        from verkstad.app.saving import save_file

        _ = self.desk.gettext
        kinds = f"{_('Spreadsheet (*.csv)')};;{_('Excel workbook (*.xlsx)')}"
        path = self.desk.dialogs.save_as(_("Save as a spreadsheet"), f"{self.view.accessibleName()}.csv", kinds)
        if path is not None:
            try:
                save_file(path, self.as_xlsx() if path.suffix.casefold() == ".xlsx" else self.as_csv())
            except Failure as error:
                self.desk.say(wording.sentence(error, self.desk.language))

    def _choice(self, wanted: Filter[V]) -> QComboBox:
        box = controls.DropDown()
        box.setAccessibleName(wanted.name)
        box.setToolTip(wanted.name)
        box.addItems([words for words, _keep in wanted.options])
        box.activated.connect(self._on_filtered)
        box.setProperty("filter", wanted)
        return box

    def _on_filtered(self) -> None:
        self.model.keeps = [box.property("filter").options[box.currentIndex()][1] for box in self._filters]
        self._keep(self.model.arrange)
        self._choose_face()

    def _on_searched(self, text: str) -> None:
        self.model.needles = tuple(text.casefold().split())
        self._keep(self.model.arrange)
        self._choose_face()

    def _on_sort_changed(self, column: int, order: Qt.SortOrder) -> None:
        self._keep(lambda: self.model.sort(column, order))

    def _choose_face(self) -> None:
        nothing = self._empty is not None and not self.model.values
        for wanted, part in ((self._searched, self.search), *((True, box) for box in self._filters)):
            part.setVisible(wanted and not nothing)
        if self._empty is not None and not self.model.values:
            self.stack.setCurrentWidget(self._empty)
        else:
            self.stack.setCurrentIndex(0 if self.model.shown else 1)

    def _keep(self, change: Callable[[], object]) -> None:
        keys = {self.model.key(v) for v in self.selected()}
        current = self.view.currentIndex()
        at = self.model.key(self.model.shown[current.row()]) if current.isValid() and current.row() < len(self.model.shown) else None
        column, scroll = max(0, current.column()), self.view.verticalScrollBar().value()
        self._quiet = True
        change()
        self._select_rows([row for row, value in enumerate(self.model.shown) if self.model.key(value) in keys])
        for row, value in enumerate(self.model.shown):
            if at is not None and self.model.key(value) == at:
                self.view.selectionModel().setCurrentIndex(self.model.index(row, column), QItemSelectionModel.SelectionFlag.NoUpdate)
                break
        self.view.verticalScrollBar().setValue(scroll)
        self._quiet = False
        self.chosen.emit(self.selected())

    def fit_columns(self) -> None:
        """Where it is narrow the columns with a width give some of it to those that share the rest, until somebody draws one wider."""
        shown = [column for at, column in enumerate(self.columns) if not self.view.isColumnHidden(at)]
        fixed = sum(column.width for column in shown if column.width)
        sharing = sum(not column.width for column in shown)
        if self._drawn or not fixed or not sharing:
            return
        share = (self.view.viewport().width() - sharing * LEAST_SHARED) / fixed
        share = 1.0 if share < LEAST_SHARE - 0.1 else min(max(share, LEAST_SHARE), 1.0)  # far too many: they keep theirs, and it scrolls
        self._narrow = share < 1.0
        self._fitting = True
        for at, column in enumerate(self.columns):
            if column.width and not self.view.isColumnHidden(at):
                given = round(column.width * share)
                self.view.setColumnWidth(at, max(given, min(column.width, self._room_of_short(column))) if self._narrow else given)
        self._fitting = False

    def _room_of_short(self, column: Column[V]) -> int:
        """Pixels that the short texts of a column take: a day or a state that is cut says nothing."""
        widest = 0
        for value in self.model.shown[:ROWS_MEASURED]:
            if 0 < len(text := column.text(value)) <= WHOLE:
                chip = bool(column.chip and column.chip(value))
                icon = 26 if column.icon is not None and column.icon(value) is not None else 0
                widest = max(widest, icon + (18 if chip else 0) + _advance(text, chip, column.strong, column.right))
        return widest + 20 if widest else 0

    def _on_section_resized(self, at: int, was: int, now: int) -> None:
        if not self._fitting and was and now and self.columns[at].width:
            self._drawn = True

    def _select_rows(self, rows: Sequence[int]) -> None:
        selection = QItemSelection()
        for row in rows:
            selection.select(self.model.index(row, 0), self.model.index(row, len(self.columns) - 1))
        flags = QItemSelectionModel.SelectionFlag
        was, self._quiet = self._quiet, True
        self.view.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        self._quiet = was

    def _on_selection_changed(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.selected())
