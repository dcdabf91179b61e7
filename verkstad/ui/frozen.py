"""The first columns of a wide table, in view while the rest is scrolled sideways: one always sees which row it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

if TYPE_CHECKING:
    from verkstad.ui.value_table import ValueTable

MOST = 0.7  # of the table: where the first columns take more than that, they scroll as the rest does


class Frozen(QTableView):
    """Laid over a table while that stands scrolled sideways; where it does not, the table itself shows all of it. It shares the table's values and what
    is selected in them, and never has the keyboard: that stays in the table, which never lets the cell where it stands be hidden beneath.
    """

    def __init__(self, table: ValueTable, count: int) -> None:
        super().__init__(table.view)
        self._table, self._grid, self._count, self._wide = table, table.view, count, 0
        grid = self._grid
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.hide()
        self.setModel(table.model)
        self.setSelectionModel(grid.selectionModel())
        self.setSelectionBehavior(grid.selectionBehavior())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAutoScroll(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        head, own = grid.horizontalHeader(), self.horizontalHeader()
        own.setHighlightSections(False)
        own.setTextElideMode(head.textElideMode())
        own.setFixedHeight(head.height())
        own.setMinimumSectionSize(head.minimumSectionSize())
        own.setDefaultAlignment(head.defaultAlignment())
        own.setSectionResizeMode(own.ResizeMode.Fixed)
        own.setSectionsClickable(True)
        own.setSortIndicatorShown(True)
        own.setSortIndicatorClearable(False)
        own.setSortIndicator(head.sortIndicatorSection(), head.sortIndicatorOrder())
        own.sortIndicatorChanged.connect(lambda at, order: grid.horizontalHeader().setSortIndicator(at, order))
        head.sortIndicatorChanged.connect(self._on_sorted)
        for at in range(count, table.model.columnCount()):
            self.hideColumn(at)
        self.verticalScrollBar().valueChanged.connect(lambda to: grid.verticalScrollBar().setValue(to))
        grid.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        grid.horizontalScrollBar().valueChanged.connect(self.fit)
        head.sectionResized.connect(self.fit)
        grid.selectionModel().currentChanged.connect(self._bring)
        self.customContextMenuRequested.connect(lambda at: table.open_menu(self.viewport().mapToGlobal(at)))

    def fit(self, *_told: object) -> None:
        """As wide as its columns are in the table, as high as the table; hidden where the table shows them itself."""
        grid = self._grid
        widths = [grid.columnWidth(at) for at in range(self._count)]
        self._wide = sum(widths) if sum(widths) <= MOST * grid.viewport().width() else 0
        shown = bool(self._wide and grid.horizontalScrollBar().value())
        if shown:
            for at, width in enumerate(widths):
                self.setColumnWidth(at, width)
            edge = grid.frameWidth()
            self.setGeometry(edge, edge, self._wide, grid.horizontalHeader().height() + grid.viewport().height())
            self.verticalScrollBar().setValue(grid.verticalScrollBar().value())
            self.raise_()
        self.setVisible(shown)

    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(column, order)

    def _on_scrolled(self, to: int) -> None:
        self.verticalScrollBar().setValue(to)

    def _bring(self, now: QModelIndex | QPersistentModelIndex, _before: object) -> None:
        """The cell with the keyboard comes out from beneath."""
        bar = self._grid.horizontalScrollBar()
        left = self._grid.columnViewportPosition(now.column()) if now.isValid() else self._wide
        if now.isValid() and now.column() < self._count:
            bar.setValue(0)
        elif bar.value() and left < self._wide:
            bar.setValue(bar.value() + left - self._wide)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The row is chosen where one stands in it: pressing its name does not scroll away from what one looks at."""
        row, stands = self.rowAt(event.position().toPoint().y()), self._grid.currentIndex().column()
        if row >= 0:
            column = stands if stands >= self._count else self._grid.columnAt(self._wide + 1)
            self._grid.setCurrentIndex(self._table.model.index(row, column))
            self._grid.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._grid.setCurrentIndex(index)
            self._table.enter(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self.viewport())
        p.setPen(self._table.desk.theme.colour("field"))
        p.drawLine(self.viewport().width() - 1, 0, self.viewport().width() - 1, self.viewport().height())
