"""The run chart in the window: the same picture as on paper, painted in the colours of the theme; each point says what it is."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from verkstad import wording_runchart
from verkstad.domain.runchart import Chart
from verkstad.picture.runchart import run_chart
from verkstad.picture.shapes import Dot, Label, Line, Path, Picture, Polygon
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.theme import Theme

SCALE = 4.6  # pixels a millimetre: the smallest text of the picture, 7.75 pt, is then 12.6 px
POINT = 25.4 / 72 * SCALE  # pixels a typographic point
NEAR = 14.0  # pixels from a point within which the pointer means it
HEIGHT = 300
MARGIN = 8.0  # pixels around the picture, for the focus ring
LINES: dict[str, tuple[str, float, tuple[float, ...]]] = {
    "chart.grid": ("line", 1.0, ()),
    "chart.axis": ("text2", 1.0, ()),
    "chart.tick": ("field", 1.0, ()),
    "chart.line": ("text", 1.8, ()),
    "chart.median": ("warn", 2.0, ()),
    "chart.median.on": ("warn", 2.0, (3, 2.2)),
    "chart.target": ("accent", 2.0, (6, 3)),
    "chart.start": ("text2", 1.4, (1, 2)),
    "chart.note": ("field", 1.0, ()),
}
"""Style -> (token of the theme, width in pixels, dash in widths)."""
TEXTS: dict[str, tuple[str, float, int]] = {
    "chart.tick": ("text2", 7.75, 400),
    "chart.name": ("text", 8.25, 600),
    "chart.name.target": ("accent", 8.25, 600),
    "chart.note": ("text", 8.25, 400),
    "chart.note.start": ("text", 8.25, 600),
    "chart.note.question": ("warn", 8.25, 400),
    "chart.verdict": ("text", 9.25, 600),
    "chart.text": ("text2", 8.25, 400),
}
"""Style -> (token, size in points of the picture, weight)."""


@cache
def _font(style: str) -> QFont:
    _token, size, weight = TEXTS[style]
    return look.font(round(size * POINT), QFont.Weight(weight))


@cache
def measure(text: str, style: str) -> float:
    """Width in mm of a label, as the window draws it."""
    return QFontMetricsF(_font(style)).horizontalAdvance(text) / SCALE


def paint_picture(painter: QPainter, picture: Picture, theme: Theme) -> None:
    """Paint the shapes of a run chart with the top left corner of the picture at the origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = theme.colour("surface")
    for shape in picture.shapes:
        if isinstance(shape, Label):
            token, _size, _weight = TEXTS[shape.style]
            painter.setFont(_font(shape.style))
            painter.setPen(theme.colour(token))
            left = shape.x * SCALE
            if shape.align != "left":
                wide = measure(shape.text, shape.style) * SCALE
                left -= wide if shape.align == "right" else wide / 2
            painter.drawText(QPointF(left, shape.y * SCALE), shape.text)
        elif isinstance(shape, Line):
            painter.setPen(_pen(theme, shape.style))
            sharp = shape.y1 == shape.y2 and shape.style in ("chart.grid", "chart.axis")
            y1 = round(shape.y1 * SCALE) + 0.5 if sharp else shape.y1 * SCALE
            painter.drawLine(QPointF(shape.x1 * SCALE, y1), QPointF(shape.x2 * SCALE, y1 if sharp else shape.y2 * SCALE))
        elif isinstance(shape, Path):
            pen = _pen(theme, shape.style)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corners = [QPointF(x * SCALE, y * SCALE) for x, y in shape.points]
            painter.drawLines([QLineF(a, b) for a, b in pairwise(corners)])  # a fifth of the time of one long polyline
        elif isinstance(shape, Dot):
            painter.setPen(QPen(theme.colour("text"), 1.6))
            painter.setBrush(theme.colour("text") if shape.style == "chart.point.signal" else ground)
            painter.drawEllipse(QPointF(shape.x * SCALE, shape.y * SCALE), shape.radius * SCALE, shape.radius * SCALE)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        elif isinstance(shape, Polygon):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text2"))
            painter.drawPolygon(QPolygonF([QPointF(x * SCALE, y * SCALE) for x, y in shape.points]))
            painter.setBrush(Qt.BrushStyle.NoBrush)


def _pen(theme: Theme, style: str) -> QPen:
    token, width, dash = LINES[style]
    pen = QPen(QColor(theme.colour(token)), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern(dash)
    return pen


class RunChartView(QWidget):
    """A chart one can walk through: the arrow keys, Home and End go from value to value, and the pointer tells what it stands on.
    Its menu (right button, the menu key, Shift+F10) copies it and saves it as a picture.

    `words`: the text under the chart is part of it. `point_chosen` tells the number of the point in the series at a click or Enter.
    """

    point_chosen = Signal(int)

    def __init__(self, desk: Desk, chart: Chart | None = None, *, words: bool = False, questions: bool = True) -> None:
        super().__init__()
        self._desk, self._words, self._questions = desk, words, questions
        self.chart: Chart | None = None
        self._picture: Picture | None = None
        self._drawn: QPixmap | None = None
        self._by_keyboard = False
        self.at: int | None = None  # the point that is told about
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(280, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if chart is not None:
            self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart, or the same one anew; the point that was told about stays where it can."""
        if chart == self.chart:
            return
        self.chart = chart
        if self.at is not None and self.at >= len(chart.series.points):
            self.at = None
        self.setAccessibleName(self._desk.language.gettext("Run chart: %(title)s.", title=chart.title))
        self._lay()

    def sizeHint(self) -> QSize:
        return QSize(640, HEIGHT)

    def dots(self) -> tuple[Dot, ...]:
        """The points that can be told about, from left to right."""
        return tuple(s for s in self.picture.shapes if isinstance(s, Dot)) if self.picture else ()

    def said(self) -> str:
        """What is told about the point that is chosen; "" when none is."""
        if self.chart is None or self.at is None:
            return ""
        return wording_runchart.point_words(self.chart, self.at, self._desk.language)

    # Laying out and painting

    @property
    def picture(self) -> Picture | None:
        """The chart as large as the widget is now: drawn when it is first looked at, for a chart takes several sizes before it is seen."""
        if self._picture is None and self.chart is not None:
            self._picture = self._drawn_in(self._room(), (max(self.height(), 180) - 2 * MARGIN) / SCALE)
            self._tell()
        return self._picture

    def _room(self) -> float:
        return (max(self.width(), 280) - 2 * MARGIN) / SCALE

    def _lay(self) -> None:
        self._drawn = self._picture = None
        if self.chart is not None and self._words:
            self.setMinimumHeight(math.ceil(self._drawn_in(self._room(), 0).height * SCALE + 2 * MARGIN))
        self.update()

    def _drawn_in(self, width: float, height: float) -> Picture:
        assert self.chart is not None
        return run_chart(self.chart, self._desk.language, width, height, measure, words=self._words, questions=self._questions)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture is None:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._drawn)
            inner.translate(MARGIN, MARGIN)
            paint_picture(inner, self.picture, self._desk.theme)
            inner.end()
        painter.drawPixmap(0, 0, self._drawn)
        dot = self._dot()
        if dot is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._desk.theme.colour("focus"), 2))
            painter.drawEllipse(self.where(dot), dot.radius * SCALE + 4, dot.radius * SCALE + 4)
        if self._by_keyboard and self.hasFocus() and dot is None:
            painter.setPen(QPen(self._desk.theme.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def where(self, dot: Dot) -> QPointF:
        """Where a point stands in the widget."""
        return QPointF(dot.x * SCALE + MARGIN, dot.y * SCALE + MARGIN)

    def _dot(self) -> Dot | None:
        return next((d for d in self.dots() if d.target == str(self.at)), None)

    # Telling about a point

    def choose(self, at: int | None, *, tip: bool = True) -> None:
        """Tell about a point of the series, or about none."""
        if at == self.at:
            return
        self.at = at
        self._tell()
        self.update()
        dot = self._dot()
        if dot is None:
            QToolTip.hideText()
        elif tip and self.isVisible():
            below = self.mapToGlobal((self.where(dot) + QPointF(10, 10)).toPoint())
            QToolTip.showText(below, self.said(), self)

    def _tell(self) -> None:
        if self.picture is None:
            return
        self.setAccessibleDescription(" ".join(filter(None, [self.said() and self.said() + ".", self.picture.alt])))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def near(self, where: QPointF) -> int | None:
        """The point within reach of the pointer."""
        reach = [(QPointF.dotProduct(away, away), int(d.target)) for d in self.dots() for away in (self.where(d) - where,)]
        distance, at = min(reach, default=(NEAR**2 + 1, -1))
        return at if distance <= NEAR**2 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.choose(self.near(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self.near(event.position())
        self.choose(at)
        if at is not None:
            self.point_chosen.emit(at)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.choose(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.choose(None)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            return True  # told while the pointer moves, and kept as long as it stays
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.chart is None:
            return
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.mapToGlobal(self.rect().center())
        self.menu().popup(where)
        event.accept()

    def menu(self) -> QMenu:
        """What can be taken out of the program."""
        from verkstad.ui import chart_export as out

        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.chart is not None:
            out.fill(made, self._desk, self.chart)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.chart is not None:
            from verkstad.ui import chart_export as out

            out.copy_picture(self._desk, self.chart)
            return
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        dots = [int(d.target) for d in self.dots()]
        key = event.key()
        if dots and key in (*steps, Qt.Key.Key_Home, Qt.Key.Key_End):
            now = dots.index(self.at) if self.at in dots else None
            if key == Qt.Key.Key_Home or (now is None and key == Qt.Key.Key_Right):
                to = 0
            elif key == Qt.Key.Key_End or now is None:
                to = len(dots) - 1
            else:
                to = min(max(now + steps[Qt.Key(key)], 0), len(dots) - 1)
            self.choose(dots[to])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.at is not None:
            self.point_chosen.emit(self.at)
        elif key == Qt.Key.Key_Escape and self.at is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)
