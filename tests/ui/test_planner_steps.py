"""The steps of an instruction follow the length of their block, and say so where they cannot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.planning import Planner, close, make_planner, planner
from tests.ui.walking import clipped
from verkstad.app import agenda
from verkstad.domain.agenda import AgendaBlock

__all__ = ["planner"]

WRITTEN = "Ta ett kort.\n10 min: Skriv.\n30 min: Läs."  # what "Klustra och rösta" takes: 40


def test_one_step_changes_the_length_with_its_steps_and_one_undo_takes_both_back(planner: Planner) -> None:
    block = planner.id("Klustra och rösta")
    planner.bench.do(agenda.instruct_participants, block, WRITTEN)
    planner.choose("Klustra och rösta")
    inspector = planner.part.side.inspector
    line = inspector._fields["minutes"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "20")
    assert planner.steps(lambda: QTest.keyClick(line, Qt.Key.Key_Return)) == 1
    row = planner.bench.library.need(AgendaBlock, block)
    assert (row.minutes, row.instruction) == (20, "Ta ett kort.\n5 min: Skriv.\n15 min: Läs.")
    assert not inspector._steps.isVisible()
    planner.bench.undo()
    row = planner.bench.library.need(AgendaBlock, block)
    assert (row.minutes, row.instruction) == (40, WRITTEN)


def test_steps_somebody_wrote_to_another_sum_are_told_and_fitted_with_a_click(planner: Planner) -> None:
    block = planner.id("Klustra och rösta")
    own = "20 min: Skriv.\n40 min: Läs."
    planner.bench.do(agenda.instruct_participants, block, own)
    planner.bench.do(agenda.resize_block, block, 30)
    assert planner.bench.library.need(AgendaBlock, block).instruction == own
    planner.choose("Klustra och rösta")
    inspector = planner.part.side.inspector
    assert inspector._steps.isVisible()
    assert inspector.steps.text().replace("\u00a0", " ") == "Stegen tar 1 tim, momentet 30 min."
    assert not clipped(inspector)
    inspector.fit_steps.setFocus()
    assert planner.steps(lambda: QTest.keyClick(inspector.fit_steps, Qt.Key.Key_Space)) == 1
    assert planner.bench.library.need(AgendaBlock, block).instruction == "10 min: Skriv.\n20 min: Läs."
    assert not inspector._steps.isVisible()
    planner.bench.undo()
    assert planner.bench.library.need(AgendaBlock, block).instruction == own
    assert inspector._steps.isVisible()


def test_more_steps_than_minutes_are_told_without_an_offer_and_come_right_when_there_is_time_again(planner: Planner) -> None:
    block = planner.id("Klustra och rösta")
    planner.bench.do(agenda.instruct_participants, block, "\n".join(f"5 min: Steg {n}." for n in range(8)))
    planner.choose("Klustra och rösta")
    inspector = planner.part.side.inspector
    planner.bench.do(agenda.resize_block, block, 5)
    planner.settle()
    assert inspector._steps.isVisible()
    assert not inspector.fit_steps.isVisible()
    planner.bench.do(agenda.resize_block, block, 40)
    planner.settle()
    assert not inspector._steps.isVisible()


def test_the_hint_is_whole_in_the_other_language(qapp: object) -> None:
    p = make_planner("en")
    p.bench.do(agenda.instruct_participants, p.id("Fika"), "5 min: Ställ fram.\n5 min: Duka av.")
    p.choose("Fika")
    inspector = p.part.side.inspector
    assert inspector.steps.text().replace("\u00a0", " ") == "The steps take 10 min, the block 20 min."
    assert inspector._steps.isVisible()
    assert not clipped(inspector)
    close(p)
