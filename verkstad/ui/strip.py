"""The day as one proportional strip: rhythm and breaks at a glance. Colour and, for those who do not tell colours apart, pattern."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.ui import theme as look
from verkstad.ui.theme import Theme

Share = tuple[int, str]
"""(minutes, kind)."""

PATTERNS = {
    "opening": Qt.BrushStyle.Dense6Pattern,
    "plenary": Qt.BrushStyle.NoBrush,
    "solo": Qt.BrushStyle.BDiagPattern,
}


def paint_strip(painter: QPainter, rect: QRectF, theme: Theme, shares: Sequence[Share], *, total: int = 0, gap: float = 2) -> None:
    """Draw the shares side by side in `rect`; `total` minutes fill it (their sum when 0)."""
    whole = max(total, sum(minutes for minutes, _kind in shares), 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip = QPainterPath()
    clip.addRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setClipPath(clip)
    painter.fillRect(rect, theme.colour("sunken"))
    left = rect.left()
    for minutes, kind in shares:
        width = rect.width() * minutes / whole
        box = QRectF(left, rect.top(), max(1.0, width - gap), rect.height())
        if kind == "break":
            painter.fillRect(box, look.mix(theme.sunken, theme.text2, 0.22))
        else:
            painter.fillRect(box, theme.colour(f"kind:{kind}"))
            pattern = PATTERNS.get(kind)
            if pattern is not None and pattern != Qt.BrushStyle.NoBrush:
                over = QColor(theme.surface)
                over.setAlpha(90)
                painter.fillRect(box, QBrush(over, pattern))
        left += width
    painter.restore()


class Strip(QWidget):
    """A strip that stands by itself; `told` is what a screen reader says of it."""

    def __init__(self, theme: Theme, shares: Sequence[Share] = (), *, told: str = "", height: int = 10) -> None:
        super().__init__()
        self._theme, self._shares, self._height = theme, list(shares), height
        self.setAccessibleName(told)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[Share], told: str = "") -> None:
        self._shares = list(shares)
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_strip(painter, QRectF(self.rect()), self._theme, self._shares)
