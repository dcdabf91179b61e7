"""The sheets of a pilot: the card with its chart, the learning loop to write in, the story. Both languages, grey, empty and overfull."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.documents.change_paper import InitiativePaper, LoopPaper, MeasurePaper, PilotPaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.press import Pressed, press
from verkstad.domain.runchart import Happened, Point, Series, chart_of, later

SHEETS = ("pilot_card", "loop_sheet", "pilot_story")
BEFORE = (44, 39, 47, 41, 52, 43, 38, 46, 42, 40, 45, 43)
DURING = (33, 31, 27, 30, 24, 26, 22, 25)
OUTCOMES = (("adopt", "Inför", "Gör det till vardag"), ("adapt", "Justera", "Ändra något och gå ett varv till"), ("expand", "Utvidga", "Låt fler pröva"), ("abandon", "Lägg ner", "Sluta här, med tack för det vi lärde oss"))  # fmt: skip
LONG = "Återkoppling till den som väntat längst, med fasta ringtider på förmiddagen och eftermiddagen i alla tre områdena"


def measure(title: str, values: Sequence[float | None], side: str = "customer", unit: str = "minuter") -> MeasurePaper:
    points = tuple(Point(later("2026-07-06", "week", at), None if v is None else float(v)) for at, v in enumerate(values))
    series = Series(points=points, better="down", started="2026-09-28", target=20.0, baseline=min(12, len(points)))
    return MeasurePaper(title, title, side, "Det kunden märker", unit, chart_of(title, unit, series, (Happened("2026-09-28", "Ringtiderna"),)), "20", "", "Åsa Bergström", "", 43.0, 26.5)  # fmt: skip


FULL = PilotPaper(
    id="p", number=1, title="Återkoppling samma dag", idea="Fasta ringtider varje dag", prediction="Vi tror att fasta ringtider halverar väntan.", module="Svar på provsvar",
    team="Team Återkoppling", state="running", state_word="Pågår", started="2026-09-28", decision_day="2026-12-15", follow_up="2027-03-15", owner="Åsa Bergström",
    outcomes=OUTCOMES, story=("Patienten väntade i två dagar.", "Vi ringde upp på fasta tider.", "Nu väntar patienten i en timme."), changed_inwards="Kalendern är låst 10–11.",
    measures=(measure("Väntetid", (*BEFORE, *DURING)), measure("Andel i tid", (62, 58, None, 66), "done", "%"), measure("Samtal", (), "effect", "")),
    loops=(LoopPaper("l", 1, "Räcker en ringtid?", "2026-09-28", "2026-10-11", "Ring 10–11", "Ringde", "Sju av tio", "Mer tid", "En timme räcker inte.", "finished"), LoopPaper("m", 2, "Klarar vikarierna det?", state="running")),
)  # fmt: skip
EMPTY = PilotPaper(id="q", number=2, title="En blankett", state_word="Mät först", outcomes=OUTCOMES)
OVERFULL = replace(
    FULL, title=LONG, prediction=" ".join([LONG] * 6), module=LONG, team=LONG, owner=LONG, journey_step=LONG, story=(LONG, " ".join([LONG] * 5), LONG),
    changed_inwards=" ".join([LONG] * 8), outcome="adapt", outcome_why=" ".join([LONG] * 9), outcome_on="2026-12-15", outcome_by=LONG, state="ended", state_word="Justera",
    measures=tuple(measure(f"{LONG} {n}", (*BEFORE, *DURING)) for n in range(5)),
    loops=tuple(LoopPaper(str(n), n, LONG, "2026-09-28", "2026-10-11", *[" ".join([LONG] * 5)] * 4, " ".join([LONG] * 3), "finished") for n in range(1, 9)),
)  # fmt: skip


def printed(sheet: str, pilot: PilotPaper, code: str = "sv", **facts: object) -> Pressed:
    change = InitiativePaper(id="i", title="Svar samma dag", pilots=(pilot,))
    job = PrintJob(WorkshopPaper(id="i", title="Svar samma dag"), (sheet,), language=code, printed="2026-11-24", initiative=change)
    return press(replace(job, **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("pilot", [FULL, EMPTY, OVERFULL], ids=["full", "empty", "overfull"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_loses_nothing_and_is_tagged(sheet: str, pilot: PilotPaper, code: str) -> None:
    made = printed(sheet, pilot, code)
    assert made.overflows == ()
    assert faults_of_layout(made.files["a4"]) == []
    assert faults_of_structure(made.files["a4"]) == []


def test_the_card_says_what_was_believed_how_it_went_and_what_is_to_be_decided() -> None:
    made = printed("pilot_card", FULL)
    said = texts(made.files["a4"])
    for words in ("Återkoppling samma dag", "Vi tror att fasta ringtider halverar väntan.", "Pågår", "vecka 9 av 12", "Signal", "Mål: 20", "En timme räcker inte.", "Beslut 15 december 2026", "Lägg ner", "Väntetid (minuter)"):  # fmt: skip
        assert words in said, words
    assert made.pages["a4"] == 2  # the other chart stands on a page of its own


def test_a_decided_card_says_why_and_ticks_the_choice() -> None:
    said = texts(printed("pilot_card", replace(FULL, outcome="adopt", outcome_why="Väntan är halverad.", outcome_on="2026-12-15", outcome_by="Nämnden", state="ended")).files["a4"])  # fmt: skip
    assert "Väntan är halverad." in said and "valt" in said and "Nämnden · 15 december 2026" in said


def test_the_loop_sheet_is_that_of_the_loop_under_way_and_an_empty_one_where_there_is_none() -> None:
    assert "Klarar vikarierna det?" in texts(printed("loop_sheet", FULL).files["a4"])
    assert "Vad vill vi ta reda på?" in texts(printed("loop_sheet", EMPTY).files["a4"])


def test_one_pilot_is_printed_where_one_is_asked_for() -> None:
    change = InitiativePaper(id="i", title="Svar samma dag", pilots=(FULL, EMPTY))
    job = PrintJob(WorkshopPaper(id="i", title="Svar samma dag"), ("pilot_card",), language="sv", printed="2026-11-24", initiative=change)
    assert len(press(job).sheets) == 2
    (one,) = press(replace(job, chosen=("q",))).sheets
    assert one.title == "En blankett"


@pytest.mark.parametrize("sheet", SHEETS)
def test_grey_paper_holds_no_colour(sheet: str) -> None:
    assert is_grey(printed(sheet, FULL, grey=True).files["a4"])


def test_an_idea_that_is_the_title_is_printed_once() -> None:
    said = texts(printed("pilot_card", replace(FULL, title="Fasta ringtider", idea="Fasta ringtider.", prediction="")).files["a4"])
    assert said.count("Fasta ringtider") == 1
