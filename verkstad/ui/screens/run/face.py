"""The big clock of the operator's page: the number, its words, how much of the block is gone, and the warning in colour, shape and words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.ui import theme as look
from verkstad.ui.theme import Theme


def draw_shape(painter: QPainter, level: str, box: QRectF, colour: QColor) -> None:
    """A shape of its own for each warning: a triangle, a diamond, a full disc with a bar; two bars where the clock stands ("held")."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    x, y, r = box.center().x(), box.center().y(), min(box.width(), box.height()) / 2
    if level == "soon":
        painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y + 0.8 * r), QPointF(x - r, y + 0.8 * r)]))
    elif level == "last":
        painter.drawPolygon(QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)]))
    elif level == "over":
        painter.drawEllipse(box.center(), r, r)
        painter.setBrush(QColor("#FFFFFF" if colour.lightnessF() < 0.6 else "#16181B"))
        painter.drawRect(QRectF(x - 0.55 * r, y - 0.16 * r, 1.1 * r, 0.32 * r))
    elif level == "held":
        for left in (x - 0.7 * r, x + 0.2 * r):
            painter.drawRoundedRect(QRectF(left, y - 0.8 * r, 0.5 * r, 1.6 * r), 0.12 * r, 0.12 * r)
    painter.restore()


class ClockFace(QWidget):
    """What it says is its accessible name. It takes the keyboard: the keys of the day are heard here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.number, self.words, self.told, self.level, self.gone, self.held = "", "", "", "", 0.0, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(128)

    def show_time(self, number: str, words: str, told: str, level: str, gone: float, *, held: bool) -> None:
        """`told`: the warning or the pause in words. `gone`: 0 to 1 of the block's time. `held`: the clock stands."""
        shown = (number, words, told, level, round(gone, 3), held)
        if shown == (self.number, self.words, self.told, self.level, self.gone, self.held):
            return
        self.number, self.words, self.told, self.level, self.gone, self.held = shown
        self.setAccessibleName(", ".join(part for part in (f"{number} {words}", told) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, 128)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        token = {"soon": "warn", "last": "danger", "over": "danger"}.get(self.level, "text")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = look.font(80, look.SEMIBOLD, tabular=True)
        painter.setFont(face)
        painter.setPen(t.colour("text2" if self.held else token))
        base = 88.0
        painter.drawText(QPointF(0, base), self.number)
        x = QFontMetricsF(face).horizontalAdvance(self.number) + 12
        face = look.font(26, look.MEDIUM)
        painter.setFont(face)
        painter.drawText(QPointF(x, base), self.words)
        if self.told:
            x += QFontMetricsF(face).horizontalAdvance(self.words) + 28
            face = look.font(look.SECTION, look.SEMIBOLD)
            painter.setFont(face)
            if x + 30 + QFontMetricsF(face).horizontalAdvance(self.told) > self.width():
                base, x = 24.0, self.width() - 30 - QFontMetricsF(face).horizontalAdvance(self.told)
            shape, ink = ("held", "text2") if self.held else (self.level, token)
            draw_shape(painter, shape, QRectF(x, base - 17, 20, 20), t.colour(ink))
            painter.drawText(QPointF(x + 28, base - 1), self.told)
        bar = QRectF(0, 106, self.width(), 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.colour("sunken"))
        painter.drawRoundedRect(bar, 5, 5)
        painter.setBrush(t.colour("text2" if self.held else "accent" if token == "text" else token))
        if self.gone > 0:
            painter.drawRoundedRect(QRectF(0, 106, max(10.0, self.width() * min(1.0, self.gone)), 10), 5, 5)
        if self.level == "over":  # the bar is full and striped: seen without colour too
            painter.setPen(QPen(t.colour("surface"), 2))
            for at in range(8, self.width(), 14):
                painter.drawLine(QPointF(at, 114), QPointF(at + 6, 108))
