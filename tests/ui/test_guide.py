"""The guide: every page in both languages, at the right page for where one stands, without a network."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
