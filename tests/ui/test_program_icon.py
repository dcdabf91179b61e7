"""The program's own icon: the window bears it, it is as it was drawn, and it can be told apart on light and dark; and a file the system hands over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFileOpenEvent
from PySide6.QtWidgets import QApplication

from tests import draw_icons
from verkstad import resources, start
from verkstad.ui import theme as look

ICONS = Path(resources.path("icons"))


def test_the_bundled_icons_are_the_ones_that_are_drawn(tmp_path: Path) -> None:
    for drawn in draw_icons.draw(tmp_path):
        bundled = ICONS / drawn.relative_to(tmp_path)
        if drawn.suffix == ".svg":
            assert bundled.read_bytes() == drawn.read_bytes(), drawn.name
        else:
            with Image.open(bundled) as here, Image.open(drawn) as there:
                assert here.size == there.size
                assert ImageChops.difference(here.convert("RGBA"), there.convert("RGBA")).getbbox() is None, drawn.name


@pytest.mark.parametrize("name", ["verkstad", "verkstad-document"])
def test_an_installer_finds_every_size_it_asks_for(name: str) -> None:
    with Image.open(ICONS / "program" / f"{name}.ico") as ico:
        assert ico.info["sizes"] == {(size, size) for size in draw_icons.IN_ICO}
    with Image.open(ICONS / "program" / f"{name}.icns") as icns:
        assert {wide * scale for wide, _, scale in icns.info["sizes"]} >= {32, 64, 128, 256, 512, 1024}


def test_the_window_icon_is_sharp_where_small_and_stands_out_on_light_and_dark(qapp: QApplication) -> None:
    icon = start.window_icon()
    assert {size.width() for size in icon.availableSizes()} == {16, 24, 32, 48, 128}
    picture = icon.pixmap(16, 16).toImage()
    seen = {picture.pixelColor(x, y).name().upper() for x in range(2, 14) for y in range(2, 14)}
    assert seen == {draw_icons.ACCENT, draw_icons.WHITE, draw_icons.SLICE}, "an edge lies between two pixels"
    for ground in (look.LIGHT.bg, look.DARK.bg):
        best = max(look.contrast(QColor(colour), QColor(ground)) for colour in seen)
        assert best >= look.SHAPE
    assert look.contrast(QColor(draw_icons.WHITE), QColor(draw_icons.ACCENT)) >= look.SHAPE
    assert look.contrast(QColor(draw_icons.SLICE), QColor(draw_icons.ACCENT)) >= look.SHAPE


def test_a_file_handed_over_by_the_system_is_found_in_its_event(tmp_path: Path) -> None:
    assert start.file_asked(QFileOpenEvent(str(tmp_path / "Årsdag.verkstad"))) == tmp_path / "Årsdag.verkstad"
    assert start.file_asked(QEvent(QEvent.Type.User)) is None


def test_the_application_of_a_mac_hands_on_what_the_system_asks_it_to_open() -> None:
    """In a process of its own: there is one application in each."""
    program = (
        "from verkstad import start\n"
        "from PySide6.QtGui import QFileOpenEvent\n"
        "app = start._mac_application()(['Verkstad'])\n"
        "app.files_asked.connect(lambda files: print([file.name for file in files]))\n"
        "app.sendEvent(app, QFileOpenEvent('/x/dag.verkstad'))\n"
    )
    root = Path(start.__file__).parents[1]
    told = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['dag.verkstad']"
