"""Two facilitators work on one pilot apart and send each other session files: nothing is lost, and one thing is left to choose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from verkstad import start
from verkstad.app import exchange, initiatives, measures, pilots
from verkstad.app.measures import NewValue
from verkstad.domain.pilots import Measure, Measurement, Pilot
from verkstad.domain.runchart import later
from verkstad.ui.screens.merge_review import MergeScreen

Build = Callable[..., House]
BEFORE = ("44", "39", "47", "41")
EIGHT = ("33", "31", "27", "30", "24", "26", "22", "25")


def weeks(values: tuple[str, ...], first: str) -> tuple[NewValue, ...]:
    return tuple(NewValue(later(first, "week", at), value) for at, value in enumerate(values))


def test_a_decision_here_and_values_and_a_target_there_meet_with_one_thing_to_choose(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    pilot = here.bench.do(pilots.begin_pilot, initiative, "Fasta ringtider", team_called="Team Svar", decision_day="2026-12-15")
    measure = here.bench.do(measures.add_measure, pilot, "Svarstid", side="customer", better="down")
    here.bench.do(measures.paste_values, measure, weeks(BEFORE, "2026-08-31"))
    here.bench.do(measures.set_target, measure, "25")
    sent = exchange.export_session(here.bench, tmp_path / "till-kollegan.verkstad", initiative=initiative)

    theirs = start.open_bench(tmp_path / "kollegan.sqlite")
    exchange.merge_session(theirs, exchange.read_session(sent))
    theirs.do(measures.paste_values, measure, weeks(EIGHT, "2026-09-28"))
    theirs.do(measures.set_target, measure, "20", on="2026-12-01")
    back = exchange.export_session(theirs, tmp_path / "från-kollegan.verkstad", initiative=initiative)
    theirs.close()

    here.go("pilots", pilot)
    here.bench.do(pilots.decide_outcome, pilot, "adapt", "Måndagarna spricker", on="2026-11-24", decided_by="Ledningsgruppen")
    here.bench.do(measures.set_target, measure, "22")

    here.window.open_files([back])
    page = here.window.current()
    assert isinstance(page, MergeScreen)
    qtbot.waitUntil(lambda: page._running is None, timeout=120_000)
    here.settle()
    page._take_in.click()
    qtbot.waitUntil(lambda: page._going is None and page._seen is None, timeout=60_000)
    here.settle()

    library = here.bench.library
    conflicts = exchange.conflicts(library)
    assert [(c.kind, c.row, c.wire) for c in conflicts] == [("measure", measure, "target")]
    assert {side.values for side in conflicts[0].sides} == {("22", None), ("20", "2026-12-01")}
    assert len(page._cards) == 1

    row = library.need(Pilot, pilot)
    assert (row.outcome, row.outcome_why, row.outcome_by, row.state) == ("adapt", "Måndagarna spricker", "Ledningsgruppen", "ended")
    values = sorted(library.children(Measurement, measure), key=lambda v: v.on or "")
    assert [v.value for v in values] == [*BEFORE, *EIGHT]

    QTest.keyClick(page, Qt.Key.Key_2)
    here.settle()
    assert exchange.conflicts(library) == ()
    chosen = library.need(Measure, measure)
    assert (chosen.target, chosen.target_on) == ("20", "2026-12-01")


def test_the_same_values_typed_by_both_are_there_once(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    pilot = here.bench.do(pilots.begin_pilot, initiative, "Fasta ringtider")
    measure = here.bench.do(measures.add_measure, pilot, "Svarstid")
    sent = exchange.export_session(here.bench, tmp_path / "till.verkstad", initiative=initiative)
    theirs = start.open_bench(tmp_path / "kollegan.sqlite")
    exchange.merge_session(theirs, exchange.read_session(sent))
    theirs.do(measures.paste_values, measure, weeks(EIGHT, "2026-09-28"))
    here.bench.do(measures.paste_values, measure, weeks((*EIGHT[:-1], "99"), "2026-09-28"))
    back = exchange.export_session(theirs, tmp_path / "från.verkstad", initiative=initiative)
    theirs.close()
    exchange.merge_session(here.bench, exchange.read_session(back))
    assert len(here.bench.library.children(Measurement, measure)) == 8
    assert [(c.kind, c.wire) for c in exchange.conflicts(here.bench.library)] == [("measurement", "value")]
