"""The guide: every page in both languages, at the right page for where one stands, without a network."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from verkstad import resources
from verkstad.ui.guide import OF_SCREENS, PAGES, GuideDialog, page_of
from verkstad.ui.main_window import PAGES as SCREENS

Build = Callable[..., House]


def test_every_page_is_there_in_both_languages_with_a_heading() -> None:
    for code in ("sv", "en"):
        for page in PAGES:
            text = resources.path(f"guide/{code}/{page}.md").read_text("utf-8")
            assert text.startswith("# "), (code, page)
            assert len(text) > 200, (code, page)


def test_every_screen_has_a_page_of_its_own() -> None:
    assert all(page_of(screen) in PAGES for screen in SCREENS)
    assert page_of("workshop", 0) == "program"
    assert page_of("workshop", 1) == "people"
    assert set(OF_SCREENS.values()) <= set(PAGES)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_f1_opens_the_guide_at_the_page_of_the_screen(house: Build, code: str) -> None:
    here = house(code, with_sample=True)
    here.go("people")
    here.window.open_guide()
    here.settle()
    guide = next(w for w in here.app.topLevelWidgets() if isinstance(w, GuideDialog) and w.isVisible())
    assert guide.page() == "people"
    assert ("Människor" if code == "sv" else "People") in guide.reader.toPlainText()
    guide.show_page("nothing")
    assert guide.page() == PAGES[0]
    guide.close()
    here.settle()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_page_scrolls_sideways(house: Build, code: str) -> None:
    """Neither the page the guide opens at nor one that is gone to, in the window it opens in and in the smallest."""
    here = house(code)
    here.window.open_guide()
    here.settle()
    guide = next(w for w in here.app.topLevelWidgets() if isinstance(w, GuideDialog) and w.isVisible())
    wide = []
    for size in (guide.size(), guide.minimumSize()):
        guide.resize(size)
        for page in (guide.page(), *PAGES):
            guide.show_page(page)
            here.settle()
            if guide.reader.horizontalScrollBar().maximum():
                wide.append((page, size.width(), guide.reader.horizontalScrollBar().maximum()))
    guide.close()
    here.settle()
    assert wide == []


def opened(here: House, page: str) -> GuideDialog:
    here.go(page)
    here.window.open_guide()
    here.settle()
    return next(w for w in here.app.topLevelWidgets() if isinstance(w, GuideDialog) and w.isVisible())


def test_words_are_found_by_typing_and_gone_to_with_the_arrows(house: Build) -> None:
    """F1 at People, the box has the keys: a word, an arrow down, Enter into the page, Ctrl+F back, Esc to the list, Esc out."""
    here = house("sv")
    guide = opened(here, "people")
    assert guide.page() == "people"
    assert guide.focusWidget() is guide.search
    guide.search.insert("säkerhetskop")
    here.settle()
    hits = guide.results.hits()
    assert guide.results.isVisible()
    assert len(hits) > 1
    assert hits[0] == guide.results.current()
    assert guide.page() == hits[0].page
    assert guide.reader.extraSelections()
    QTest.keyClick(guide.search, Qt.Key.Key_Down)
    assert guide.results.current() == hits[1]
    assert guide.page() == hits[1].page
    assert hits[1].part in " ".join(guide.reader.textCursor().block().text().split())
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.focusWidget() is guide.reader
    guide.find()
    assert guide.focusWidget() is guide.search
    assert guide.search.selectedText() == "säkerhetskop"
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    assert guide.search.text() == ""
    assert guide.isVisible()
    assert guide.pages.isVisible()
    assert not guide.reader.extraSelections()
    QTest.keyClick(guide.search, Qt.Key.Key_Down)
    assert guide.page() == PAGES[PAGES.index(hits[1].page) + 1]
    QTest.keyClick(guide.search, Qt.Key.Key_Escape)
    here.settle()
    assert not [w for w in here.app.topLevelWidgets() if isinstance(w, GuideDialog) and w.isVisible()]


def test_every_page_is_gone_to_where_a_sentence_stands_and_what_is_not_there_is_said(house: Build) -> None:
    here = house("en")
    guide = opened(here, "people")
    guide.search.setText("undo")
    here.settle()
    for at, hit in enumerate(guide.results.hits()):
        guide.results.setCurrentIndex(guide.results.model().index(at, 0))
        assert guide.page() == hit.page
        assert hit.part in " ".join(guide.reader.textCursor().block().text().split())
    guide.search.setText("zyxw")
    here.settle()
    assert guide.none.isVisible()
    assert "zyxw" in guide.none.text()
    assert not guide.reader.extraSelections()
    guide.close()
    here.settle()
