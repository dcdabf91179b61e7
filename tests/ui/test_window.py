"""The window around the pages: languages, sizes, keys, place, files, what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import House
from tests.ui.walking import backwards, clipped, nameless
from verkstad.app import workshops
from verkstad.app.settings import read_settings
from verkstad.domain.workshop import Workshop
from verkstad.start import settings_path
from verkstad.ui import theme as look
from verkstad.ui.main_window import PAGES, MainWindow

Build = Callable[..., House]
SEEN = [key for key in PAGES if key != "merge"]


def pages(here: House) -> list[tuple[str, str, int]]:
    """(page, workshop, tab) for everything there is to look at."""
    found = []
    for key in SEEN:
        row = here.sample.today if key == "workshop" and here.sample else ""
        here.window.show_page(key, row)
        found += [(key, row, at) for at in range(max(1, len(here.window.current().tabs())))]
    return found


SMALL, LARGE = (1024, 640), (1360, 850)
LOOKS = {"sv-small": ("sv", SMALL), "en-large": ("en", LARGE), "xx-small": ("xx", SMALL)}
REST = {"sv-large": ("sv", LARGE), "en-small": ("en", SMALL), "xx-large": ("xx", LARGE)}
"""Those that find nothing the others do not, as a rule: a quarter of a minute each."""


@pytest.mark.parametrize(
    ("code", "size"),
    [*(pytest.param(*look, id=name) for name, look in LOOKS.items())]
    + [pytest.param(*look, id=name, marks=pytest.mark.slow) for name, look in REST.items()],
)
def test_every_page_opens_without_clipped_text(house: Build, code: str, size: tuple[int, int]) -> None:
    here = house(code, size=size, with_sample=True)
    found = []
    for key, row, at in pages(here):
        here.window.show_page(key, row)
        if here.window.current().tabs():
            here.window.current().choose_tab(at)
        here.settle()
        found += [f"{key} {at}: {told}" for told in clipped(here.window)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_every_page_opens_in_both_themes_and_every_control_has_a_name(house: Build, theme: str) -> None:
    here = house("sv", theme, with_sample=True)
    found = []
    for key, row, at in pages(here):
        here.window.show_page(key, row)
        if here.window.current().tabs():
            here.window.current().choose_tab(at)
        here.settle()
        found += [f"{key} {at}: {told}" for told in nameless(here.window)]
    assert not found, "\n".join(found)


def test_the_tab_key_goes_in_reading_order(house: Build) -> None:
    here = house("sv", with_sample=True)
    found = []
    for key, row, at in pages(here):
        here.window.show_page(key, row)
        if here.window.current().tabs():
            here.window.current().choose_tab(at)
        here.settle()
        found += [f"{key} {at}: {told}" for told in backwards(here.window.current())]
    assert not found, "\n".join(found)


def test_an_empty_library_shows_a_first_step_on_every_page(house: Build) -> None:
    here = house("sv")
    assert here.window.current().key == "start"
    for key in ("start", "workshops", "people"):
        page = here.go(key)
        assert any(b.isVisibleTo(page) and b.isEnabled() for b in page.findChildren(QPushButton)), key
        assert not clipped(here.window), key


def test_the_example_comes_in_with_one_click_and_one_undo_takes_it_back(house: Build) -> None:
    here = house("sv")
    card = next(b for b in here.window.current().findChildren(QPushButton) if b.accessibleName().startswith("Titta på ett exempel"))
    card.click()
    here.settle()
    assert here.bench.library.count(Workshop) == 3
    here.window.undo()
    assert here.bench.library.count(Workshop) == 0


def test_the_narrow_window_has_icons_alone_and_keeps_their_names(house: Build) -> None:
    here = house("sv", size=(1024, 640))
    nav = here.window._nav
    assert nav.width() == look.NAV_NARROW
    assert all(item.accessibleName() and item.toolTip() for item in here.window._nav_items.values())
    here.window.resize(1360, 850)
    here.settle()
    assert nav.width() == look.NAV_WIDE


MENUS = {
    "&Arkiv": ["Ctrl+N", "Ctrl+O", "Ctrl+S", "Ctrl+P"],
    "&Redigera": ["Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+F", "Ctrl+K"],
    "&Visa": ["Ctrl+1", "F11"],
    "&Workshop": [],
    "&Hjälp": ["F1"],
}


def test_the_menus_show_the_keys_everybody_knows(house: Build) -> None:
    here = house("sv")
    bar = here.window.menuBar()
    assert [act.text() for act in bar.actions()] == list(MENUS)
    for act in bar.actions():
        keys = {a.shortcut().toString(QKeySequence.SequenceFormat.PortableText) for a in act.menu().actions()}
        assert set(MENUS[act.text()]) <= keys, act.text()


def test_saving_never_scolds(house: Build) -> None:
    here = house("sv")
    QTest.keyClick(here.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    assert here.window.toast.sentence.text() == "Allt är redan sparat."


def test_the_undo_menu_names_the_step_and_the_status_bar_says_when_it_was_saved(house: Build) -> None:
    here = house("sv")
    assert here.window._saved.text() == ""
    here.bench.do(workshops.new_workshop, "Strategidag")
    here.settle()
    assert here.window._undo.text() == "Ångra: Ny workshop – Strategidag"
    assert here.window._saved.text().startswith("Sparat ")
    here.window.undo()
    assert here.window._redo.text() == "Gör om: Ny workshop – Strategidag"
    assert not here.window._undo.isEnabled()


def test_a_removed_workshop_is_offered_back(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.coming)
    here.window.remove_workshop()
    here.settle()
    assert here.bench.library.get(Workshop, here.sample.coming) is None
    assert here.window.toast.isVisible()
    assert here.window.toast.undo.isVisible()
    here.window.toast.undo.click()
    assert here.bench.library.get(Workshop, here.sample.coming) is not None


def test_only_the_page_that_is_seen_is_asked_again(house: Build) -> None:
    here = house("sv", with_sample=True)
    asked: list[str] = []
    for key in ("workshops", "start"):
        page = here.go(key)
        page.refresh = lambda changes, by, key=key: asked.append(key)  # type: ignore[method-assign]
    here.bench.do(workshops.new_workshop, "En till")
    assert asked == ["start"]
    here.go("workshops")
    assert asked == ["start", "workshops"]


def test_switching_theme_and_language_makes_a_new_window_on_the_same_bench(house: Build) -> None:
    here = house("sv", with_sample=True)
    here.go("library")
    first = here.window
    first.set_setting(theme="dark")
    here.settle()
    assert here.window is not first
    assert here.window.desk.theme is look.DARK
    assert here.window.current().key == "library"
    here.window.set_setting(language="en")
    here.settle()
    assert here.window.desk.language.code == "en"
    assert here.window.current().title() == "Library"
    kept = read_settings(settings_path())
    assert (kept.theme, kept.language) == ("dark", "en")
    assert here.bench is here.window.desk.bench


def test_the_last_page_and_workshop_are_remembered(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today)
    again = here.program.build()
    assert again.current().key == "workshop"
    assert again.current().workshop() == here.sample.today


def test_a_window_left_on_a_screen_that_is_gone_comes_home(house: Build) -> None:
    here = house("sv")
    here.window.move(9_000, 9_000)
    here.settle()
    here.window.mend_geometry()
    here.settle()
    screen = here.app.screens()[0].availableGeometry()
    assert screen.intersects(here.window.frameGeometry())
    assert here.window.frameGeometry().top() < screen.bottom() - 20


def _drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPointF(QPoint(300, 300)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(event)


def test_a_file_it_cannot_read_dropped_on_the_window_gets_a_sentence(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    path = tmp_path / "bild.bmp"
    path.write_bytes(b"BM")
    _drop(here.window, path)
    here.settle()
    assert "bild.bmp" in here.window.toast.sentence.text()


def test_a_session_file_dropped_on_the_window_is_looked_through(house: Build, tmp_path: Path, qtbot) -> None:  # type: ignore[no-untyped-def]
    here = house("sv")
    path = tmp_path / "trasig.verkstad"
    path.write_bytes(b"not a session file")
    _drop(here.window, path)
    here.settle()
    merge = here.window.current()
    assert merge.key == "merge"
    qtbot.waitUntil(lambda: merge._running is None, timeout=60_000)  # type: ignore[attr-defined]
    assert here.bench.library.count(Workshop) == 0
    assert merge._nothing.sentence.text()  # type: ignore[attr-defined]
    recent = here.window.desk.memory.get("files", [])
    assert recent == [str(path)]


def test_the_logo_that_is_gone_does_not_stop_a_print(house: Build, tmp_path: Path) -> None:
    from verkstad.ui.preview import organisation

    here = house("sv")
    here.window.set_setting(logo=str(tmp_path / "borta.png"), organisation="Lindhaga kommun")
    assert organisation(here.window.desk).name == "Lindhaga kommun"
    assert organisation(here.window.desk).logo == b""


def test_the_focus_ring_comes_with_the_keyboard_and_never_with_the_mouse(house: Build) -> None:
    here = house("sv")
    here.window.activateWindow()
    handle = here.window.windowHandle()
    here.program._ring._on_window_changed(handle)
    card = next(b for b in here.window.current().findChildren(QPushButton) if b.isVisible())
    QTest.mouseClick(handle, Qt.MouseButton.NoButton, pos=QPoint(5, 400))
    here.program._ring._by_key = False
    card.setFocus(Qt.FocusReason.MouseFocusReason)
    here.settle()
    assert here.program._ring._ring is None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    here.settle()
    ring = here.program._ring._ring
    assert ring is not None
    target = here.app.focusWidget()
    assert ring.width() == target.width() + 8
    assert ring.height() == target.height() + 8
    assert not ring.focusPolicy()


def test_undo_in_a_field_where_nothing_is_typed_is_the_window_s(house: Build) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    here.bench.do(workshops.rename_workshop, here.sample.today, "Annat namn")
    page = here.go("settings")
    here.window.activateWindow()
    line = page.organisation.control  # type: ignore[attr-defined]
    line.setFocus()
    here.settle()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    assert here.bench.library.need(Workshop, here.sample.today).title != "Annat namn"
