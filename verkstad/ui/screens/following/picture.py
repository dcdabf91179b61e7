"""The chart of a report: the values from before to now, its lines named without a word of how they were counted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from verkstad.domain.fields import Id
from verkstad.domain.reporting import Effect, Facts, chart
from verkstad.i18n import Language
from verkstad.picture.runchart import run_chart
from verkstad.picture.shapes import Picture
from verkstad.ui import theme as look
from verkstad.ui.chart import MARGIN, SCALE, RunChartView, measure, paint_picture
from verkstad.ui.desk import Desk
from verkstad.wording_following import chart_described, effect_sentence

WIDTH, HEIGHT = 160.0, 58.0  # mm in a document
SHARP = 2


def plain(effect: Effect, language: Language, width: float, height: float) -> Picture:
    picture = run_chart(chart(effect), language, width, height, measure, words=False, plain=True)
    return replace(picture, alt=chart_described(effect, language))


class EffectChart(RunChartView):
    """A chart one can walk through as any other, without the words of statistics."""

    def __init__(self, desk: Desk, effect: Effect) -> None:
        self._effect = effect
        super().__init__(desk, chart(effect), questions=False)
        self.setAccessibleName(effect_sentence(effect, desk.language))
        self.setMinimumSize(200, 190)

    def sizeHint(self) -> QSize:
        return QSize(560, 210)

    def _room(self) -> float:
        return (max(self.width(), 200) - 2 * MARGIN) / SCALE

    def _drawn_in(self, width: float, height: float) -> Picture:
        return plain(self._effect, self._desk.language, width, height)


def png(effect: Effect, language: Language) -> tuple[bytes, float, float]:
    """The chart as a PNG on white, with its width and height in mm."""
    picture = plain(effect, language, WIDTH, HEIGHT)
    made = QImage(QSize(round(picture.width * SCALE), round(picture.height * SCALE)) * SHARP, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(SHARP)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    paint_picture(painter, picture, look.LIGHT)
    painter.end()
    kept = QByteArray()
    into = QBuffer(kept)
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    made.save(into, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data()), picture.width, picture.height


def charts_of(facts: Facts, language: Language) -> dict[Id, tuple[bytes, float, float]]:
    return {effect.measure: png(effect, language) for effect in facts.effects}
