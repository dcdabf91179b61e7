"""From an empty program to a printed pilot card with a chart of 24 values pasted from a spreadsheet, counted by the hand that does it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.journeys.hand import Hand
from tests.ui.conftest import House
from verkstad.domain.pilots import Measure, Measurement, Pilot
from verkstad.ui.preview import PreviewDialog
from verkstad.ui.screens.initiative.page import InitiativeScreen
from verkstad.ui.screens.pilots.begin import NewPilotDialog
from verkstad.ui.screens.pilots.incoming import ValuesSheet
from verkstad.ui.screens.pilots.measures import MeasuresPart
from verkstad.ui.screens.pilots.page import PilotsScreen

Build = Callable[..., House]
LIMIT = 40
NOW = datetime.datetime(2027, 4, 7, 9, tzinfo=datetime.UTC)
BEFORE = "44 39,5 47 41 52 43 38 46 42 40 45 43".split()
DURING = "33 31 27 30 24 26 22 25 24 23 25 22".split()


def column_from_a_spreadsheet() -> str:
    """A title row, headings, weeks over the new year, decimal commas, one week without a value."""
    weeks = [*range(42, 54), *range(1, 14)]
    values = [*BEFORE[:5], "-", *BEFORE[5:], *DURING]
    return "Svarstider 2026–2027\t\nVecka\tMedian, minuter\n" + "\n".join(f"v. {w}\t{v}" for w, v in zip(weeks, values, strict=True))


def test_a_pilot_card_with_its_chart_is_on_paper_within_forty_interactions(house: Build, qtbot: QtBot, tmp_path: Path) -> None:
    here = house("sv")
    here.window.desk.clock = lambda: NOW
    hand = Hand(here)
    library = here.bench.library

    hand.click(here.window, "Nytt initiativ")
    begin = here.window.current()
    assert isinstance(begin, InitiativeScreen)
    hand.fill(begin.begin.name.line, "Svar samma dag")
    hand.click(begin, "Börja här: Börja med ett test")
    screen = here.window.current()
    assert isinstance(screen, PilotsScreen)

    def write_the_pilot(dialog: NewPilotDialog) -> None:
        hand.did.append("fill Idé")
        QTest.keyClicks(dialog.idea.edit, "Fasta ringtider varje dag")
        hand.fill(dialog.team.line, "Team Återkoppling")
        hand.click(dialog, "Börja")

    here.dialogs.then.append(write_the_pilot)
    hand.click(screen, "Börja den första piloten")
    (pilot,) = library.all(Pilot)
    assert (pilot.state, pilot.decision_day) == ("measure_first", "2027-06-30")

    hand.tab(here.window, "Mått")
    measures = screen.part()
    assert isinstance(measures, MeasuresPart)
    hand.fill(measures.name, "Svarstid i minuter")
    hand.press("Return", measures.name)

    def look_through(sheet: ValuesSheet) -> None:
        assert (sheet.seen.writes, sheet.seen.missing, sheet.seen.count("unreadable")) == (25, 1, 0)
        hand.press("Return", sheet)

    hand.copied(column_from_a_spreadsheet())
    here.dialogs.then.append(look_through)
    hand.press("Ctrl+V", here.window)
    (measure,) = library.all(Measure)
    values = sorted(library.children(Measurement, measure.id), key=lambda v: v.on or "")
    assert [v.value for v in values if v.value] == [v.replace(",", ".") for v in (*BEFORE, *DURING)]
    assert (values[0].on, values[-1].on) == ("2026-10-12", "2027-03-29")

    card = measures.cards[measure.id]
    hand.click(card, "Om måttet")
    hand.fill(card.about.target.line, "20")
    hand.press("Return", card.about.target.line)
    card.about.better.box.setFocus()
    hand.press("Down")
    measure = library.need(Measure, measure.id)
    assert (measure.target, measure.better) == ("20", "down")

    hand.tab(here.window, "Piloten")
    gate = screen.part().gate
    hand.fill(gate.start.line, "11/1 2027")
    hand.click(gate, "Kör ändå")
    hand.fill(gate.why.line, "Fler kommer i april")
    hand.click(gate, "Kör ändå")
    row = library.need(Pilot, pilot.id)
    assert (row.state, row.started, row.passed_why) == ("running", "2027-01-11", "Fler kommer i april")

    hand.press("Ctrl+P", here.window)
    dialog = next(d for d in here.app.topLevelWidgets() if isinstance(d, PreviewDialog) and d.isVisible())
    qtbot.waitUntil(lambda: dialog.pressed is not None and dialog._running is None, timeout=180_000)
    here.dialogs.target = tmp_path / "pilotkort.pdf"
    hand.click(dialog, "Spara som")
    qtbot.waitUntil(lambda: here.dialogs.target is not None and here.dialogs.target.is_file(), timeout=30_000)
    dialog.reject()

    with pdfplumber.open(io.BytesIO((tmp_path / "pilotkort.pdf").read_bytes())) as paper:
        words = paper.pages[0].extract_text()
    for said in ("Fasta ringtider varje dag", "Team Återkoppling", "Pågår", "Svarstid i minuter", "Mål: 20", "Signal", "Åt rätt håll"):
        assert said in words, f"{said} is not in: {words}"
    print(f"{hand.count} interactions")
    assert hand.count <= LIMIT, "\n".join(hand.did)
