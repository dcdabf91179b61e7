"""A workshop that is finished is seen as such wherever it stands, and is opened again only by the button that says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import House
from verkstad.app import agenda, harvest, workshops
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui.screens.start_page import WorkshopCard

Build = Callable[..., House]
SAYS = {"sv": "Avslutad", "en": "Finished"}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def finished(house: House, title: str = "Elefantdagen", date: str = "2026-11-24") -> str:
    row = house.bench.do(workshops.new_workshop, title, date=date)
    house.bench.do(harvest.finish_workshop, row)
    house.settle()
    return row


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_list_and_start_and_the_page_itself_say_that_it_is_finished(house: Build, code: str) -> None:
    here = house(code)
    row = finished(here)
    here.bench.do(workshops.new_workshop, "En till", date="2026-11-30")
    closed = here.bench.library.need(Workshop, row).closed
    told = f"{SAYS[code]} {here.window.desk.language.date(closed, 'short', today=here.window.desk.today())}"
    table = here.go("workshops").table  # type: ignore[attr-defined]
    shown = {line.title: [column.text(line) for column in table.model.columns][-1] for line in table.model.shown}
    assert shown["Elefantdagen"] == told and shown["En till"] not in ("", told)
    page = here.go("start")
    cards = {c._title: c for c in page.findChildren(WorkshopCard) if c.isVisible()}
    assert cards["Elefantdagen"]._fact == told and told in cards["Elefantdagen"].accessibleName()
    assert not cards["En till"]._fact
    assert here.go("workshop", row).subtitle().endswith(told)  # type: ignore[attr-defined]


def test_start_says_the_whole_span_of_a_day_with_its_gap(house: Build) -> None:
    here = house()
    row = here.bench.do(workshops.new_workshop, "Kvällen", date="2026-11-30", start=17 * 60 + 15)
    day = here.bench.library.children(Day, row)[0].id
    here.bench.do(agenda.add_block, day, title="In", minutes=60)
    here.bench.do(agenda.add_block, day, title="Ut", minutes=60, fixed_start=18 * 60 + 20)
    here.go("workshop", row)
    page = here.go("start")
    page.refresh(None, None)  # type: ignore[attr-defined]
    assert any("2 tim 5 min" in plain(x.text()) for x in page.findChildren(QLabel))


def test_a_sketch_that_is_finished_is_not_among_what_is_coming(house: Build) -> None:
    here = house()
    here.bench.do(workshops.new_workshop, "Utan dag")
    row = here.bench.do(workshops.new_workshop, "Utan dag, klar")
    here.bench.do(harvest.finish_workshop, row)
    page = here.go("start")
    assert [c._title for c in page.findChildren(WorkshopCard) if c.isVisible()] == ["Utan dag"]


def test_it_is_opened_again_by_name_and_that_can_be_undone(house: Build) -> None:
    here = house()
    row = finished(here)
    part = here.go("workshop", row, "harvest").part()  # type: ignore[attr-defined]
    here.settle()
    assert part.reopen_button.isVisible() and not part.finish_button.isVisible()
    part.finish()  # by whatever way: what is finished stays so
    assert here.bench.library.need(Workshop, row).closed
    part.reopen_button.click()
    here.settle()
    assert here.bench.library.need(Workshop, row).closed is None and here.said[-1][1]
    assert part.finish_button.isVisible() and not part.reopen_button.isVisible()
    here.bench.undo()
    here.settle()
    assert here.bench.library.need(Workshop, row).closed and part.reopen_button.isVisible()
