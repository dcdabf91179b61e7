"""The initiative on one page and the goal document: whole, tagged, honest about what is missing, and on one page for what one usually has."""

from __future__ import annotations

import dataclasses

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.documents.change_paper import DecisionPaper, GoalPaper, InitiativePaper, ModulePaper, PilotPaper, TeamPaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.press import Pressed, press
from verkstad.domain.goals import progress
from verkstad.domain.results import Now

FULL = GoalPaper(
    "g1", "Den som söker bygglov får ett första svar samma dag.", "Dagar från ansökan till första svar", "dagar", "12", "2026-11-01", "0.5",
    "2027-12-31", "Åsa Bergström", unit="Samhällsbyggnad", level="Team eller kundmöte", decision="Svar på bygglov går före annat.",
    actions=(("Skriv om svarsbrevet", "Örjan Ek", "2026-11-20", True),), step=2,
)  # fmt: skip
EMPTY = GoalPaper(
    "g2", "Kunden i centrum i allt vi gör", measured_by="Örjan Ek", measured_due="2026-12-15",
    lacks=tuple((box, "empty") for box in ("indicator", "unit", "baseline", "target", "target_on", "owner")),
    questions=("Vem gör vad annorlunda för vilken kund på måndag?",),
)  # fmt: skip
CHANGE = InitiativePaper(
    "i1", "Svar samma dag", "Den som söker väntar tolv dagar.", "Ett svar samma dag.", "En skiva i taget.", "Åsa Bergström", "Örjan Ek",
    decisions=(
        DecisionPaper("d1", "Svar på bygglov går före annat.", "decided", "Kommunstyrelsen", "2026-10-12", "KS 2026/114 § 12", "2027-09-01", "Bygglov", "Ny webbplats"),
        DecisionPaper("d2", "Kontaktcenter får boka tider.", "proposed"),
    ),
    goals=(FULL, EMPTY),
    modules=(ModulePaper("m1", title="Altaner"), ModulePaper("m2", title="Uterum", depth=1)),
    teams=(TeamPaper("t1", title="Team Altan"),),
    pilots=(PilotPaper("p1", title="Svar på altaner inom en dag"),),
)  # fmt: skip


def pressed(change: InitiativePaper, sheet: str, code: str = "sv", **wish: object) -> Pressed:
    paper = WorkshopPaper(id=change.id, title=change.title)
    return press(PrintJob(workshop=paper, sheets=(sheet,), language=code, printed="2026-11-24", initiative=change, **wish))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("sheet", ["initiative_page", "goals"])
@pytest.mark.parametrize("change", [CHANGE, InitiativePaper("i2", "Ny")], ids=["full", "empty"])
def test_a_sheet_of_the_initiative_is_one_page_whole_and_tagged(change: InitiativePaper, sheet: str, code: str) -> None:
    made = pressed(change, sheet, code)
    assert made.pages == {"a4": 1} and made.overflows == ()
    assert faults_of_layout(made.files["a4"]) == []
    assert faults_of_structure(made.files["a4"]) == []


def test_the_page_says_what_is_decided_what_is_proposed_and_what_is_missing() -> None:
    said = texts(pressed(CHANGE, "initiative_page").files["a4"])
    for words in (
        "Varför",
        "Kommunstyrelsen · 12 oktober 2026 · KS 2026/114 § 12",
        "Förslag",
        "12 dagar",
        "Konkret",
        "0 av 6",
        "Mäts först",
    ):
        assert words in said, words
    assert "Vem gör vad annorlunda för vilken kund på måndag?" in said
    assert "Altaner" in said and "Uterum" not in said and "Team Altan" in said


def test_only_the_chosen_goal_is_printed() -> None:
    said = texts(pressed(CHANGE, "goals", chosen=("g1",)).files["a4"])
    assert "Den som söker bygglov" in said and "Kunden i centrum" not in said


def test_the_goals_stand_by_category_under_a_heading_each_and_those_without_last() -> None:
    made = (
        ("Färre brev", "Kostnad", "cost"),
        ("Utan ord", "", ""),
        ("Vänligt svar", "Bemötande", "customer_care"),
        ("Lägre porto", "Kostnad", "cost"),
    )
    rows = tuple(GoalPaper(says, says, category=name, kind=kind, agreed=True) for says, name, kind in made)
    sheet = pressed(dataclasses.replace(CHANGE, goals=rows), "goals").files["a4"]
    assert faults_of_structure(sheet) == []
    said = " ".join(texts(sheet).split())
    order = ("Bemötande", "1. Vänligt svar", "Kostnad", "2. Färre brev", "3. Lägre porto", "Utan kategori", "4. Utan ord")
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)
    assert "Utkast:" not in said
    plain = texts(
        pressed(dataclasses.replace(CHANGE, goals=tuple(dataclasses.replace(g, kind="", category="") for g in rows)), "goals").files["a4"]
    )
    assert "Utan kategori" not in plain, "nobody has said what they are about"


def test_many_goals_and_long_words_go_on_to_the_next_page_and_nothing_is_lost() -> None:
    long_ = GoalPaper("g", "Ett mål med många ord " * 12, "Indikatorn har ett långt namn " * 6, "ärenden per handläggare och vecka", "123456.75", "2026-11-01", "1", "2027-12-31", "Förvaltningschefen för samhällsbyggnad", step=3)  # fmt: skip
    change = InitiativePaper(
        "i3",
        "En lång förändring " * 6,
        "Varför " * 120,
        "Vad " * 90,
        goals=(long_,) * 12,
        decisions=(DecisionPaper("d", "Beslut " * 60, "decided"),) * 5,
    )
    for sheet in ("initiative_page", "goals"):
        made = pressed(change, sheet)
        assert made.pages["a4"] > 1 and made.overflows == ()
        assert faults_of_layout(made.files["a4"]) == []


def test_in_grey_no_colour_is_left() -> None:
    assert is_grey(pressed(CHANGE, "initiative_page", grey=True).files["a4"])


@pytest.mark.parametrize("sheet", ["initiative_page", "goals"])
def test_paper_says_where_a_goal_stands_by_the_values_of_its_pilot(sheet: str) -> None:
    now = Now("9", "2026-11-20", progress(FULL.baseline, FULL.target, "9"), old=False)
    change = dataclasses.replace(CHANGE, goals=(dataclasses.replace(FULL, now=now), EMPTY))
    made = pressed(change, sheet)
    assert made.pages == {"a4": 1} and made.overflows == ()
    assert "rån 12 till 9 dagar, målet är 0,5" in " ".join(texts(made.files["a4"]).split()).replace("\u00a0", " ")
