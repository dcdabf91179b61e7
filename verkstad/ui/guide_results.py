"""What was found in the guide: where it stands, and the sentence around with the words that were typed in bold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from verkstad.domain.guide_search import Hit
from verkstad.ui import theme as look

HIT = int(Qt.ItemDataRole.UserRole)
SIDE, TOP, HEAD = 12, 8, 19  # px
LINES = 4
"""Of a sentence, at most; the page has the rest."""


def where(hit: Hit) -> str:
    return f"{hit.title} › {hit.section}" if hit.section else hit.title


class _Hits(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.hits: Sequence[Hit] = ()

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{where(hit)}: {hit.text}"
        return hit if role == HIT else None


class _Sentences(QStyledItemDelegate):
    def __init__(self, parent: QObject, theme: look.Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def _laid(self, hit: Hit, width: int) -> tuple[QTextLayout, float]:
        """The sentence in lines, and how high they are."""
        layout = QTextLayout(hit.text, look.font(look.CAPTION))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        bold.setForeground(self._theme.colour("text"))
        ranges = []
        for start, end in hit.marks:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, end - start, bold  # type: ignore[misc, assignment]
            ranges.append(one)
        layout.setFormats(ranges)
        height = 0.0
        layout.beginLayout()
        for _at in range(LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() + 1
        layout.endLayout()
        return layout, height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, round(TOP + HEAD + self._laid(index.data(HIT), self._width())[1] + TOP))

    def _width(self) -> int:
        """Of the text: the room there is beside a scroll bar, whether one stands there or not, so that no line is broken anew."""
        view = self.parent()
        assert isinstance(view, QListView)
        return view.contentsRect().width() - view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) - 2 * SIDE

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        t, hit, rect = self._theme, index.data(HIT), option.rect  # type: ignore[attr-defined]
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("soft"))
            p.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        width = self._width()
        face = look.font(look.CAPTION, look.MEDIUM)
        p.setFont(face)
        p.setPen(t.colour("text"))
        head = QFontMetrics(face).elidedText(where(hit), Qt.TextElideMode.ElideRight, width)
        p.drawText(rect.adjusted(SIDE, TOP, -SIDE, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, head)
        p.setPen(t.colour("text2"))
        self._laid(hit, width)[0].draw(p, QPointF(rect.left() + SIDE, rect.top() + TOP + HEAD))
        p.restore()


class Results(QListView):
    """The list of what was found."""

    def __init__(self, theme: look.Theme, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName("checks")
        self._hits = _Hits()
        self.setModel(self._hits)
        self.setItemDelegate(_Sentences(self, theme))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self._hits.show_hits(hits)
        if hits:
            self.setCurrentIndex(self._hits.index(0))

    def hits(self) -> Sequence[Hit]:
        return self._hits.hits

    def current(self) -> Hit | None:
        index = self.currentIndex()
        return index.data(HIT) if index.isValid() else None

    def step(self, by: int) -> None:
        """Mark the one so many further on, as far as they go."""
        if self._hits.hits:
            self.setCurrentIndex(self._hits.index(max(0, min(len(self._hits.hits) - 1, self.currentIndex().row() + by))))
