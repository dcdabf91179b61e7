"""Colours, icons and fonts."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QPixmap
from PySide6.QtWidgets import QApplication

from verkstad import resources
from verkstad.ui import theme as look

UI = Path(look.__file__).parent
THEMES = pytest.mark.parametrize("theme", [look.LIGHT, look.DARK], ids=lambda t: t.name)


@THEMES
def test_every_pair_of_text_and_ground_passes_wcag_aa(theme: look.Theme) -> None:
    failing = [
        f"{what} on {ground}: {look.contrast(theme.colour(what), theme.colour(ground)):.2f} < {least}"
        for what, ground, least in look.PAIRS
        if look.contrast(theme.colour(what), theme.colour(ground)) < least
    ]
    assert not failing


@THEMES
def test_the_text_of_every_chip_passes_on_its_ground(theme: look.Theme) -> None:
    for kind in theme.kinds:
        assert look.contrast(theme.chip_text(kind), theme.chip_ground(kind)) >= look.TEXT, kind


def test_a_pair_that_is_too_faint_would_be_found() -> None:
    assert look.contrast(look.QColor("#999999"), look.QColor("#FFFFFF")) < look.TEXT
    assert round(look.contrast(look.QColor("#000000"), look.QColor("#FFFFFF")), 1) == 21.0


def test_the_two_themes_have_the_same_tokens() -> None:
    assert set(vars(look.LIGHT)) == set(vars(look.DARK))
    assert set(look.LIGHT.kinds) == set(look.DARK.kinds)


def _strings(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    called = {"icon", "pixmap", "button", "icon_button", "CardButton", "EmptyState", "_act", "offer", "Found"}
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
            if name in called:
                given = [*node.args, *(k.value for k in node.keywords if k.arg == "icon")]
                found |= {a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def test_every_icon_that_is_asked_for_by_name_is_bundled() -> None:
    bundled = {path.stem for path in Path(resources.path("icons")).glob("*.svg")}
    tokens = set(vars(look.LIGHT)) | {"primary", "danger", "link", "quiet"}
    for path in UI.rglob("*.py"):
        for word in _strings(path):
            if "-" in word and word == word.lower() and word.replace("-", "").isalnum():
                assert word in bundled or word in tokens, f"{path.name}: {word}"


@THEMES
def test_an_icon_takes_the_colour_it_is_given(theme: look.Theme, qapp: QApplication) -> None:
    picture = QPixmap(theme.pixmap("house", "accent", 24)).toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert theme.accent.lower() in seen


def test_the_font_is_the_bundled_one_and_at_most_four_files(qapp: QApplication) -> None:
    assert look.font(look.BODY).family() == "Inter"
    assert "Inter" in QFontDatabase.families()
    assert len(list(Path(resources.path("fonts/inter")).glob("*.ttf"))) <= 4


def test_a_setting_of_light_or_dark_is_followed_whatever_the_system_has(qapp: QApplication) -> None:
    assert look.chosen("light") is look.LIGHT
    assert look.chosen("dark") is look.DARK
    assert look.chosen("system") in (look.LIGHT, look.DARK)


@THEMES
def test_no_text_in_the_style_sheet_is_smaller_than_twelve(theme: look.Theme, qapp: QApplication) -> None:
    import re

    sizes = [int(px) for px in re.findall(r"font-size: (\d+)px", look.style_sheet(theme))]
    assert sizes and min(sizes) >= 12
