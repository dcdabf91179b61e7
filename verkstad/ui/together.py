"""Several measures on one axis of time, in the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.domain.runchart import Chart
from verkstad.picture.shapes import Picture
from verkstad.picture.together import together
from verkstad.ui.chart import SCALE, measure, paint_picture
from verkstad.ui.desk import Desk

EACH = 30.0  # mm of a measure
AROUND = 8  # pixels


class TogetherView(QWidget):
    """As wide as it may be and as high as its measures need. It says what it shows to a screen reader."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._charts: tuple[Chart, ...] = ()
        self.picture = Picture(0, 0, (), "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(desk.gettext("All measures on one time axis"))

    def show_charts(self, charts: Sequence[Chart]) -> None:
        self._charts = tuple(charts)
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def sizeHint(self) -> QSize:
        return QSize(600, round(self.picture.height * SCALE) + 2 * AROUND)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    def _lay(self) -> None:
        wide = max(80.0, (self.width() - 2 * AROUND) / SCALE)
        self.picture = together(self._charts, self._desk.language, wide, EACH * len(self._charts), measure)
        self.setAccessibleDescription(self.picture.alt)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._desk.theme.colour("surface"))
        painter.translate(AROUND, AROUND)
        paint_picture(painter, self.picture, self._desk.theme)
        painter.end()
