"""The chart in the window: by keyboard and pointer each point says what it is, in both themes and at every width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.domain.test_runchart import BASE, BETTER, pilot, weekly
from verkstad import wording_runchart
from verkstad.domain.runchart import Chart, Happened, Series, chart_of
from verkstad.i18n import language
from verkstad.ui import chart_export
from verkstad.ui import theme as look
from verkstad.ui.chart import RunChartView

WAITING = chart_of("Väntetid", "minuter", pilot((*BASE, *BETTER), target=20.0), (Happened("2026-12-21", "Julvecka"),))


class Room:
    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.made: list[RunChartView] = []

    def view(
        self, chart: Chart | None = WAITING, *, theme: str = "light", code: str = "sv", size: tuple[int, int] = (760, 320), **facts: Any
    ) -> RunChartView:
        desk: Any = SimpleNamespace(language=language(code), theme=look.DARK if theme == "dark" else look.LIGHT, told=[])
        desk.gettext, desk.say = desk.language.gettext, desk.told.append
        desk.dialogs = SimpleNamespace(target=None)
        desk.dialogs.save_as = lambda _title, _name, _filters: desk.dialogs.target
        view = RunChartView(desk, chart, **facts)
        view.resize(*size)
        view.show()
        self.app.processEvents()
        self.made.append(view)
        return view


@pytest.fixture
def room(qapp: QApplication) -> Iterator[Room]:
    here = Room(qapp)
    yield here
    for view in here.made:
        view.close()
        view.deleteLater()
    qapp.processEvents()


def place(view: RunChartView, at: int) -> QPoint:
    return view.where(next(d for d in view.dots() if d.target == str(at))).toPoint()


def test_arrows_home_and_end_go_from_value_to_value(room: Room) -> None:
    view = room.view()
    for key, at in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, 19),
        (Qt.Key.Key_Right, 19),
        (Qt.Key.Key_Home, 0),
    ):
        QTest.keyClick(view, key)
        assert view.at == at
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.said() == "11 januari 2027, 25\u00a0minuter, under medianen"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert (view.at, view.said()) == (None, "")
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.at == 19


def test_missing_values_are_stepped_over(room: Room) -> None:
    view = room.view(chart_of("", "", Series(points=weekly((1, None, 3)))))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.at == 2


def test_the_pointer_over_a_point_tells_it_and_beside_it_nothing(room: Room) -> None:
    view = room.view()
    QTest.mouseMove(view, place(view, 16))
    assert view.said() == "21 december 2026, 24\u00a0minuter, under medianen. Julvecka"
    QTest.mouseMove(view, QPoint(view.width() - 4, view.height() - 4))
    assert view.at is None


def test_a_click_and_enter_choose_the_point(room: Room) -> None:
    view = room.view()
    heard: list[int] = []
    view.point_chosen.connect(heard.append)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(view, 3))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert heard == [3, 4]


def test_a_screen_reader_hears_the_numbers_and_the_point_first(room: Room) -> None:
    view = room.view()
    assert view.accessibleName() == "Seriediagram: Väntetid."
    assert "20 värden" in view.accessibleDescription() and "Signal: 8 punkter i rad" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.accessibleDescription().startswith("31 augusti 2026, 44\u00a0minuter")


def test_another_chart_is_shown_and_the_same_one_costs_nothing(room: Room) -> None:
    view = room.view()
    QTest.keyClick(view, Qt.Key.Key_End)
    drawn = view.picture
    view.show_chart(WAITING)
    assert view.picture is drawn and view.at == 19
    view.show_chart(chart_of("Annat", "", Series(points=weekly((1, 2)))))
    assert view.at is None and len(view.dots()) == 2
    assert view.accessibleName() == "Seriediagram: Annat."


def test_it_is_drawn_anew_for_another_width(room: Room) -> None:
    view = room.view()
    wide = view.dots()[-1].x
    view.resize(420, 320)
    room.app.processEvents()
    assert view.dots()[-1].x < wide
    assert max(view.where(d).x() for d in view.dots()) < 420


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_points_of_the_signal_are_filled_in_both_themes(room: Room, theme: str) -> None:
    view = room.view(theme=theme)
    ground = QPixmap(view.size())
    ground.fill(view._desk.theme.colour("surface"))
    view.render(ground, QPoint(), renderFlags=view.RenderFlag.DrawChildren)
    image = ground.toImage()

    def colour(at: int) -> QColor:
        return image.pixelColor(place(view, at))

    text, surface = view._desk.theme.colour("text"), view._desk.theme.colour("surface")
    assert colour(14) == text
    assert colour(2) == surface


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
@pytest.mark.parametrize("size", [(280, 180), (640, 300), (1400, 700)])
def test_every_chart_opens_in_every_language_and_size(room: Room, code: str, size: tuple[int, int]) -> None:
    for values in ((), (4.0,), (7.0,) * 12, tuple(float(n % 13) - 6 for n in range(220))):
        view = room.view(chart_of("Mått", "%", Series(points=weekly(values))), code=code, size=size, words=True)
        assert not view.grab().isNull()
        assert len(view.dots()) == len(values)


def test_an_empty_view_has_nothing_to_tell(room: Room) -> None:
    view = room.view(None)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.mouseMove(view, QPoint(40, 40))
    assert (view.at, view.dots(), view.said()) == (None, (), "")


def menu_of(view: RunChartView) -> dict[str, Any]:
    return {act.text(): act for act in view.menu().actions() if act.text()}


def test_the_chart_is_copied_as_a_picture_and_as_words_by_keyboard(room: Room) -> None:
    view = room.view(theme="dark")
    assert list(menu_of(view)) == ["Kopiera bild", "Kopiera vad det säger", "Spara som PNG …", "Spara som SVG …"]
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().mimeData()
    image = copied.imageData()
    assert copied.hasImage() and image.width() > 1_400 and image.pixelColor(2, 2) == QColor("white")  # whatever the window wears
    menu_of(view)["Kopiera vad det säger"].trigger()
    words = QGuiApplication.clipboard().text().splitlines()
    assert words[0] == "Väntetid" and words[1:] == list(wording_runchart.told(WAITING, view._desk.language)) and "Signal" in words[1]
    QTest.keyClick(view, Qt.Key.Key_Menu)
    view.event(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), view.mapToGlobal(QPoint())))
    shown = room.app.activePopupWidget()
    assert shown is not None and shown.actions()[0].text() == "Kopiera bild"
    shown.close()


@pytest.mark.parametrize(("entry", "ending"), [("Spara som PNG …", ".png"), ("Spara som SVG …", ".svg")])
def test_the_chart_is_saved_as_a_picture_that_others_read(room: Room, tmp_path: Path, entry: str, ending: str) -> None:
    view = room.view()
    view._desk.dialogs.target = tmp_path / "väntetid"
    menu_of(view)[entry].trigger()
    path = tmp_path / f"väntetid{ending}"
    assert view._desk.told == [f"Sparat som {path.name}"] and [p.name for p in tmp_path.iterdir()] == [path.name]
    read = QImage(str(path))
    assert not read.isNull() and read.width() > 600
    if ending == ".svg":
        assert "Väntetid" in path.read_text("utf-8")
    else:
        assert read.width() > 1_400 and read.text("Title") == "Väntetid"


def test_a_place_that_cannot_be_written_is_said_and_no_export_is_no_file(room: Room, tmp_path: Path) -> None:
    view = room.view()
    view._desk.dialogs.target = None
    menu_of(view)["Spara som PNG …"].trigger()
    assert view._desk.told == []
    view._desk.dialogs.target = tmp_path / "finns" / "inte.png"
    menu_of(view)["Spara som PNG …"].trigger()
    assert len(view._desk.told) == 1 and not view._desk.told[0].startswith("Sparat")


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_chart_can_be_taken_out(room: Room, code: str) -> None:
    speaks = language(code)
    for values in ((), (4.0,), (7.0,) * 12, tuple(float(n % 13) - 6 for n in range(220))):
        chart = chart_of("Mått med ett mycket långt namn " * 4, "%", Series(points=weekly(values)))
        assert chart_export.image(chart, speaks).height() > 300
        assert chart_export.svg(chart, speaks).startswith(b"<?xml")
