"""The rows of the start page have their height, however many there are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.conftest import House
from verkstad.app import initiatives, sample
from verkstad.ui.controls import CardButton
from verkstad.ui.screens.start_page import WorkshopCard

Build = Callable[..., House]


@pytest.mark.parametrize("size", [(1360, 850), (1366, 768), (1024, 640)])
def test_no_row_is_squeezed_when_the_example_comes(house: Build, size: tuple[int, int]) -> None:
    here = house("sv", size=size)
    for title in ("Kortare väntan", "Svar samma dag", "En väg in"):
        here.bench.do(initiatives.new_initiative, title)
    here.go("start")
    sample.load_sample(here.bench, "sv", here.window.desk.today())
    here.settle(10)
    page = here.window.current()
    rows = [w for kind in (CardButton, WorkshopCard) for w in page.findChildren(kind) if w.isVisible()]
    assert len(rows) > 6
    squeezed = [(w.accessibleName(), w.height(), w.sizeHint().height()) for w in rows if w.height() < w.sizeHint().height()]
    assert not squeezed
