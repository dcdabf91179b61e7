"""The five kinds of block in colour and pattern, on screen as on paper: solid, tinted, hatched, dotted, empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen

from verkstad.ui import theme as look
from verkstad.ui.theme import Theme


def fill_kind(p: QPainter, theme: Theme, rect: QRectF, kind: str, *, ground: str = "surface", outline: bool = True) -> None:
    """A rectangle in the colour and pattern of a kind. Told apart in grey: group solid, plenary tinted, solo hatched, opening dotted, break empty."""
    colour = theme.colour(f"kind:{kind}")
    p.save()
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    base = theme.colour(ground)
    if kind == "group":
        p.fillRect(rect, colour)
    elif kind == "plenary":
        p.fillRect(rect, look.mix(base, colour, 0.42))
    elif kind == "break":
        p.fillRect(rect, base)
    else:
        p.fillRect(rect, look.mix(base, colour, 0.16))
        if kind == "solo":
            p.setPen(QPen(colour, 1.4))
            x = rect.left() - rect.height()
            while x < rect.right():
                p.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
                x += 4.5
        elif kind == "opening":
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(colour)
            step, line, y = 5.0, 0, rect.top() + 2.2
            while y < rect.bottom() + 1:
                x = rect.left() + (2.5 if line % 2 else 0) + 1.6
                while x < rect.right() + 1:
                    p.drawEllipse(QPointF(x, y), 1.15, 1.15)
                    x += step
                y, line = y + 3.4, line + 1
    if outline and kind != "group":
        p.setPen(QPen(colour, 1))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    p.restore()


def edge(p: QPainter, theme: Theme, card: QRectF, kind: str, radius: float) -> None:
    """The kind's band down the left side of a card, within its rounded corners."""
    path = QPainterPath()
    path.addRoundedRect(card, radius, radius)
    p.save()
    p.setClipPath(path)
    band = QRectF(card.left(), card.top(), 6, card.height())
    fill_kind(p, theme, band, kind, outline=False)
    if kind != "group":
        p.setPen(QPen(theme.colour(f"kind:{kind}"), 1.4))
        p.drawLine(QPointF(band.right(), band.top()), QPointF(band.right(), band.bottom()))
    p.restore()


def bar(p: QPainter, theme: Theme, rect: QRectF, parts: Sequence[tuple[str, float]], *, radius: float = 4) -> None:
    """Shares of a whole side by side: (kind, share of the width)."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    p.save()
    p.setClipPath(path)
    p.fillRect(rect, QBrush(theme.colour("sunken")))
    x = rect.left()
    for kind, share in parts:
        wide = rect.width() * share
        if wide > 0:
            fill_kind(p, theme, QRectF(x, rect.top(), max(1.0, wide - 1), rect.height()), kind)
        x += wide
    p.restore()
