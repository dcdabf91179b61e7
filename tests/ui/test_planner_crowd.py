"""An exercise that takes fewer than come offers to run at several tables."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.planning import Planner, close, make_planner, planner
from tests.ui.walking import clipped
from verkstad.app import agenda, workshops
from verkstad.app.shelf import shelf
from verkstad.domain.agenda import AgendaBlock

__all__ = ["planner"]


def test_the_offer_comes_with_the_people_and_goes_when_it_is_taken(planner: Planner) -> None:
    block = planner.bench.do(agenda.insert_method, planner.day, "premortem")
    planner.view.choose([block])
    planner.settle()
    inspector = planner.part.side.inspector
    assert not inspector._crowd.isVisible()
    method = shelf(planner.bench.library).method("premortem")
    assert method is not None
    planner.bench.do(workshops.expect_people, planner.workshop, method.most * 3)
    planner.settle()
    assert inspector._crowd.isVisible()
    assert inspector.run_at_tables.text() == "Kör vid 3 bord"
    inspector.run_at_tables.setFocus()
    assert planner.steps(lambda: QTest.keyClick(inspector.run_at_tables, Qt.Key.Key_Space)) == 1
    assert planner.bench.library.need(AgendaBlock, block).sets == 3
    assert not inspector._crowd.isVisible()
    planner.bench.undo()
    assert planner.bench.library.need(AgendaBlock, block).sets is None


def test_a_block_without_a_method_offers_nothing(planner: Planner) -> None:
    planner.bench.do(workshops.expect_people, planner.workshop, 300)
    planner.choose("Klustra och rösta")
    assert not planner.part.side.inspector._crowd.isVisible()


@pytest.mark.parametrize("code", ["en", "xx"])
def test_the_offer_is_whole_in_every_language(qapp: object, code: str) -> None:
    p = make_planner(code)
    p.bench.do(workshops.expect_people, p.workshop, 300)
    day = p.day
    block = p.bench.do(agenda.insert_method, day, "premortem")
    p.bench.do(agenda.run_in_sets, block, None)
    p.view.choose([block])
    p.settle()
    assert p.part.side.inspector._crowd.isVisible()
    assert not clipped(p.part.side.inspector)
    close(p)
