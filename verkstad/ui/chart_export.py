"""A run chart taken out of the program: copied or saved as a picture with its words, or its verdict copied as text.

The same shapes as in the window and on paper, always in the light colours on white, since nobody knows what it will be pasted into.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QMenu

from verkstad import wording, wording_runchart
from verkstad.app.saving import save_file
from verkstad.domain.errors import Failure
from verkstad.domain.runchart import Chart
from verkstad.i18n import Language
from verkstad.picture.runchart import run_chart
from verkstad.picture.shapes import Label, Picture
from verkstad.ui import theme as look
from verkstad.ui.chart import SCALE, measure, paint_picture
from verkstad.ui.desk import Desk

WIDTH = 160.0  # mm
PLOT = 45.0  # mm added to the lowest a plot can be
TITLE = 6.5  # mm above the chart
SHARP = 2  # pixels of the picture for one of the window
AROUND = 4.0  # mm of white


def drawn(chart: Chart, language: Language) -> Picture:
    """The picture with its words, as high as they need."""
    lowest = run_chart(chart, language, WIDTH, 0, measure).height
    return run_chart(chart, language, WIDTH, lowest + PLOT, measure)


def text_of(chart: Chart, language: Language) -> str:
    """Title and verdict, a line each."""
    return "\n".join([chart.title, *wording_runchart.told(chart, language)])


def size_of(picture: Picture) -> QSize:
    """In pixels of the window."""
    return QSize(round((picture.width + 2 * AROUND) * SCALE), round((picture.height + TITLE + 2 * AROUND) * SCALE))


def image(chart: Chart, language: Language) -> QImage:
    """As a bitmap, twice as sharp as the window."""
    picture = drawn(chart, language)
    made = QImage(size_of(picture) * SHARP, QImage.Format.Format_RGB32)
    made.setDevicePixelRatio(SHARP)
    made.fill(Qt.GlobalColor.white)
    made.setText("Title", chart.title)
    made.setText("Description", picture.alt)
    painter = QPainter(made)
    _paint(painter, chart, picture)
    painter.end()
    return made


def png(chart: Chart, language: Language) -> bytes:
    kept = QByteArray()
    into = QBuffer(kept)
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    image(chart, language).save(into, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())


def svg(chart: Chart, language: Language) -> bytes:
    from PySide6.QtSvg import QSvgGenerator

    picture = drawn(chart, language)
    kept = QByteArray()
    into = QBuffer(kept)
    into.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(into)
    made.setResolution(96)
    made.setSize(size_of(picture))
    made.setViewBox(QRect(0, 0, size_of(picture).width(), size_of(picture).height()))
    made.setTitle(chart.title)
    made.setDescription(picture.alt)
    painter = QPainter(made)
    painter.fillRect(made.viewBox(), Qt.GlobalColor.white)
    _paint(painter, chart, picture)
    painter.end()
    return bytes(kept.data())


def _paint(painter: QPainter, chart: Chart, picture: Picture) -> None:
    """The title, then the chart below it."""
    painter.translate(AROUND * SCALE, AROUND * SCALE)
    title = ", ".join(filter(None, [chart.title, chart.unit]))
    paint_picture(painter, Picture(WIDTH, TITLE, (Label(0, 3.5, title, "chart.verdict"),), title), look.LIGHT)
    painter.translate(0, TITLE * SCALE)
    paint_picture(painter, picture, look.LIGHT)


# ------------------------------------------------------------------------------------------------ what a person does


def fill(menu: QMenu, desk: Desk, chart: Chart) -> None:
    """The entries of the chart's menu."""
    _, theme = desk.gettext, desk.theme
    menu.addAction(theme.icon("image", "text2", 18), _("Copy picture"), lambda: copy_picture(desk, chart))
    menu.addAction(theme.icon("copy", "text2", 18), _("Copy what it says"), lambda: copy_text(desk, chart))
    menu.addSeparator()
    menu.addAction(theme.icon("download", "text2", 18), _("Save as PNG…"), lambda: save_png(desk, chart))
    menu.addAction(theme.icon("download", "text2", 18), _("Save as SVG…"), lambda: save_svg(desk, chart))


def copy_picture(desk: Desk, chart: Chart) -> None:
    """The picture, and what it says for what takes only words."""
    copied = QMimeData()
    copied.setImageData(image(chart, desk.language))
    copied.setText(text_of(chart, desk.language))
    QGuiApplication.clipboard().setMimeData(copied)
    desk.say(desk.gettext("The picture of the chart is copied."))


def copy_text(desk: Desk, chart: Chart) -> None:
    QGuiApplication.clipboard().setText(text_of(chart, desk.language))
    desk.say(desk.gettext("What the chart says is copied."))


def save_png(desk: Desk, chart: Chart) -> None:
    _save(desk, chart, ".png", desk.gettext("Save as PNG…"), desk.gettext("PNG (*.png)"), png)


def save_svg(desk: Desk, chart: Chart) -> None:
    _save(desk, chart, ".svg", desk.gettext("Save as SVG…"), desk.gettext("SVG (*.svg)"), svg)


def _save(desk: Desk, chart: Chart, ending: str, title: str, filters: str, made: Callable[[Chart, Language], bytes]) -> None:
    path = desk.dialogs.save_as(title.removesuffix("…"), f"{chart.title}{ending}", filters)
    if path is None:
        return
    path = path if path.suffix.lower() == ending else Path(f"{path}{ending}")
    try:
        save_file(path, made(chart, desk.language))
    except Failure as error:
        desk.say(wording.sentence(error, desk.language))
        return
    desk.say(desk.gettext("Saved as %(name)s", name=path.name))
