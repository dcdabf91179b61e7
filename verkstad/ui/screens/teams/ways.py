"""The ways from those who know to those who may decide, in the window: the picture of the sheet in the colours of the theme."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.picture.shapes import Area, Label, Path, Picture
from verkstad.picture.ways import SCREEN, Way, ordered, ways_picture
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

SCALE = 4.6  # pixels a millimetre
LEAST = 620  # pixels wide
RADIUS = 5.0
EDGE = 8  # pixels around the picture, for the focus ring
TEXTS: dict[str, tuple[str, int, QFont.Weight]] = {
    "way.head": ("text2", look.CAPTION, look.MEDIUM),
    "way.title": ("text", look.BODY, look.MEDIUM),
    "way.told": ("text2", look.CAPTION, look.NORMAL),
    "way.none": ("warn", look.CAPTION, look.MEDIUM),
}
AREAS = {
    "way.knows": ("surface", "text2"),
    "way.forum": ("soft", "accent"),
    "way.team": ("surface", "field"),
    "way.decides": ("accent", "accent"),
}
"""Ground and edge."""


@cache
def _font(style: str) -> QFont:
    _token, size, weight = TEXTS[style]
    return look.font(size, weight)


@cache
def measure(text: str, style: str) -> float:
    """Width in mm of a label, as the window draws it."""
    return QFontMetricsF(_font(style)).horizontalAdvance(text) / SCALE


class WaysView(QWidget):
    """As wide as it may be and as high as its lanes need. It says what it shows to a screen reader."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._ways: tuple[Way, ...] = ()
        self.picture = Picture(0, 0, (), "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(desk.gettext("Paths"))

    def show_ways(self, ways: Sequence[Way]) -> None:
        self._ways = ordered(ways)
        self.setVisible(bool(self._ways))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def sizeHint(self) -> QSize:
        return QSize(LEAST, round(self.picture.height * SCALE) + 2 * EDGE)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def _lay(self) -> None:
        wide = max(80.0, (self.width() - 2 * EDGE) / SCALE)
        self.picture = ways_picture(self._ways, self._desk.language, wide, measure, sizes=SCREEN)
        self.setAccessibleDescription(self.picture.alt)
        self.setToolTip(self.picture.alt.replace("; ", "\n"))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p, theme = QPainter(self), self._desk.theme
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            p.setPen(QPen(theme.colour("focus"), 2))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        p.translate(EDGE, EDGE)
        for shape in self.picture.shapes:
            if isinstance(shape, Area):
                ground, edge = AREAS[shape.style]
                pen = QPen(theme.colour(edge), 1.6 if shape.style == "way.knows" else 1)
                if shape.style == "way.team":
                    pen.setDashPattern((4, 3))
                p.setPen(pen)
                p.setBrush(theme.colour(ground))
                p.drawRoundedRect(QRectF(shape.x * SCALE, shape.y * SCALE, shape.width * SCALE, shape.height * SCALE), RADIUS, RADIUS)
            elif isinstance(shape, Path):
                (x1, y1), (x2, y2) = shape.points
                pen = QPen(theme.colour("accent" if shape.style == "way.line" else "warn"), 2.4 if shape.style == "way.cross" else 1.8)
                if shape.style == "way.broken":
                    pen.setDashPattern((3, 2.4))
                p.setPen(pen)
                p.drawLine(QPointF(x1 * SCALE, y1 * SCALE), QPointF(x2 * SCALE, y2 * SCALE))
            elif isinstance(shape, Label):
                p.setFont(_font(shape.style))
                p.setPen(theme.colour("onaccent" if shape.on == "way.decides" else TEXTS[shape.style][0]))
                p.drawText(QPointF(shape.x * SCALE, shape.y * SCALE), shape.text)
        p.end()
