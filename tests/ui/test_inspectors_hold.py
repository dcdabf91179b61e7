"""No inspector becomes wider than the room beside the page, whatever is written in what it shows."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QTableView, QWidget

from tests.ui.conftest import House
from verkstad.app import workbench
from verkstad.app.workbench import Action
from verkstad.domain.insights import Insight
from verkstad.domain.schema import SCHEMA
from verkstad.storage.writing import Transaction
from verkstad.ui import controls

WORD = "Ansökningshandläggningsprocessförändringsledningsgruppsmötet"
LONG = (WORD + " en lång rad ord som fortsätter" * 9)[:300]
ID = len(str(uuid.uuid4()))
PAGES = ("initiative", "plan", "inventory", "modules", "teams", "insights", "launch", "follow_up")


def lengthen(tx: Transaction) -> None:
    """Everything anybody wrote becomes as long as its column takes, up to 300 characters, and begins with a word of sixty."""
    for kind in SCHEMA.kinds.values():
        texts = [column for column in kind.columns if column.shape in ("text", "prose") and column.length >= 60]
        for row in tx.all(kind.value):
            said = {c.name: LONG[: c.length] for c in texts if getattr(row, c.name) and len(getattr(row, c.name)) != ID}
            if said:
                tx.put(row.with_(**said))


def too_wide(here: House, inner: QWidget) -> int:
    """Pixels it wants beyond what it has; below zero where all is well."""
    area = here.window._inspectors[inner]
    return inner.minimumSizeHint().width() - area.viewport().width()


def test_no_inspector_widens_with_what_it_shows(house: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(workbench._BY_FUNCTION, lengthen, Action("test.lengthen", lengthen, "Add block"))
    here = house("sv", with_sample=True)
    here.bench.do(lengthen)
    found, seen = {}, 0
    for key in PAGES:
        page = here.go(key)
        for tab in range(here.window._tabs.count()):
            here.window._tabs.setCurrentIndex(tab)
            tables = [v for v in page.findChildren(QTableView) if v.isVisible() and v.model() is not None and v.model().rowCount()]
            if tables:
                tables[0].selectRow(0)
            here.settle()
            inner = here.window.current().inspector()
            if inner is not None:
                seen += 1
                found[key, tab] = too_wide(here, inner)
    assert {place: over for place, over in found.items() if over > 0} == {} and seen > 20
    row = next(x for x in here.bench.library.all(Insight) if x.became == "action" and x.result)
    side = here.go("insights", row.id).inspector()  # type: ignore[attr-defined]
    assert too_wide(here, side) <= 0 and side.result.isVisible()
    assert side.result.text().endswith("…") and WORD in side.result.toolTip()  # cut to its line, told whole


def test_a_word_too_long_for_a_line_is_parted_and_the_text_stays_what_was_said(qapp: object) -> None:
    short, long = controls.label("Ett kort ord", wrap=True), controls.label(f"Om {WORD}", wrap=True)
    assert long.text() == long.accessibleName() == f"Om {WORD}" and short.accessibleName() == ""
    assert long.minimumSizeHint().width() < controls.label(WORD).sizeHint().width() / 2
    long.setText("Kort")
    assert long.text() == "Kort" and long.accessibleName() == ""
