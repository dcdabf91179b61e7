"""The team sheet, the map of roles and mandates and the register: filled, empty, long and crowded, in both languages, in colour and grey."""

from __future__ import annotations

import dataclasses

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.documents.change_paper import InitiativePaper, MandatePaper, MemberPaper, PositionPaper, TeamPaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.press import Pressed, press

LONG = "Ann-Charlotte Margareta Bergström-Öbergsdotter af Lindhagen"
TEAM = TeamPaper(
    id="t", title="Svarsteamet", purpose="Att den som ringer får svar direkt.", works_on=("Svar direkt (pilot pågår)",), accountable="Jonas Lund",
    cadence="Tisdagar 9–10", fixed="Budgeten för 2027.", free="Hur vi svarar.", agreements="Vi säger till i tid.",
    members=(
        MemberPaper("Åsa Bergström", "Hemtjänsten", "Testar hos kunden", 10, True, True, ("Klarspråk",)),
        MemberPaper(LONG, "Kommunledningsförvaltningens digitaliseringsenhet", LONG, 40), MemberPaper("It-strateg"),
    ),
    lacks=("Ingen från Bygglov", "Ingen får ändra öppettider – det kräver nivå 2"), time="Tid avsatt: 10 % av en heltid, inte bekräftat",
)  # fmt: skip
POSITIONS = (
    PositionPaper("Medarbetare", "Hemtjänsten", 3, 0, "may_not_change", "Vet, får inte ändra"),
    PositionPaper("Verksamhetschef", "", 1, 2, "needs_to_know", "Får ändra, behöver veta – ni ser det olika, prata om det", True),
)
MANDATES = (
    MandatePaper("Ändra öppettider", "Åsa Bergström", "Hemtjänsten", 2, "En timme", "Nämnden", "B 3.2", "2026-06-30", expired=True),
    MandatePaper("Ändra öppettider", "Verksamhetschef", "", 3, able=False, of_role=True),
)


def pressed(name: str, code: str = "sv", *, grey: bool = False, chosen: tuple[str, ...] = (), **parts: object) -> Pressed:
    change = InitiativePaper(id="i", title="Svar samma dag", **parts)  # type: ignore[arg-type]
    job = PrintJob(
        WorkshopPaper(id="i", title="Svar samma dag"),
        (name,),
        language=code,
        printed="2027-03-20",
        initiative=change,
        grey=grey,
        chosen=chosen,
    )
    made = press(job)
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []
    return made


def said(made: Pressed, paper: str = "a4") -> str:
    return " ".join(texts(made.files[paper]).split())


@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_team_sheet_says_who_what_is_settled_and_what_is_lacking(code: str) -> None:
    told = said(pressed("team_sheet", code, teams=(TEAM,)))
    for words in ("Svarsteamet", "Åsa Bergström", "10 %", "Budgeten för 2027.", "Hur vi svarar.", "Ingen från Bygglov", "Tisdagar 9–10"):
        assert words in told
    assert ("Det här avgör vi själva" if code == "sv" else "This we decide ourselves") in told


def test_what_the_team_works_on_and_when_it_meets_stands_in_full_beside_the_title() -> None:
    works = ("Dagen i första brevet (pilot pågår)", "Ring inom en vecka (pilot pågår)")
    team = dataclasses.replace(
        TEAM, works_on=works, value_stream="Från ansökan till hembesök", cadence="Tisdagar 8.30–8.45, tio minuter vid tavlan i korridoren"
    )
    told = said(pressed("team_sheet", teams=(team,)))
    for words in (*works, "Från ansökan till hembesök", "tio minuter vid tavlan i korridoren"):
        assert words in told


def test_a_fact_that_has_to_be_cut_is_recorded() -> None:
    change = InitiativePaper(id="i", title="Svar samma dag", teams=(dataclasses.replace(TEAM, cadence="tisdag " * 60),))
    made = press(PrintJob(WorkshopPaper(id="i", title=""), ("team_sheet",), printed="2027-03-20", initiative=change))
    assert [kind for kind, text, _wanted, _had in made.overflows if text.startswith("tisdag")] == ["height"]


def test_one_team_of_several_is_printed_when_it_is_chosen() -> None:
    other = TeamPaper("u", "Telefonteamet")
    assert pressed("team_sheet", teams=(TEAM, other)).pages == {"a4": 2}
    told = said(pressed("team_sheet", teams=(TEAM, other), chosen=("u",)))
    assert "Telefonteamet" in told and "Svarsteamet" not in told


def test_a_team_sheet_without_a_team_is_a_form_to_fill_in() -> None:
    made = pressed("team_sheet")
    assert made.pages == {"a4": 1} and "Teamblad" in said(made)


def test_a_large_team_with_a_long_charter_runs_on_and_loses_nothing() -> None:
    words = " ".join(f"mening{n}" for n in range(430))
    many = tuple(MemberPaper(f"{LONG} {n}", "Hemtjänsten", "Prövar", 5) for n in range(24))
    made = pressed(
        "team_sheet",
        teams=(TeamPaper("t", LONG, words[:900], members=many, fixed=words, free=words, agreements=words, lacks=(words[:300],) * 9),),
    )
    told = said(made)
    assert made.pages["a4"] > 2 and told.count("mening429") == 3 and f"{LONG} 23".split()[-1] in told


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_map_names_its_quadrants_and_places_positions(code: str) -> None:
    told = said(pressed("mandate_map", code, positions=POSITIONS), "a3")
    for words in ("Medarbetare", "Hemtjänsten", "Verksamhetschef"):
        assert words in told
    assert ("Leder med kunskap" if code == "sv" else "Leads with knowledge") in told
    assert ("prata om det" if code == "sv" else "talk about it") in told


def test_an_empty_map_is_a_wall_sheet_and_one_with_sixty_positions_counts_those_that_do_not_fit() -> None:
    assert pressed("mandate_map").pages == {"a3": 1}
    crowd = tuple(PositionPaper(f"Roll {n}", "Enheten för ekonomi", 3, 3, "leads", "") for n in range(60))
    told = said(pressed("mandate_map", positions=crowd), "a3")
    assert "Roll 0" in told and " till" in told


def test_the_register_says_in_words_what_has_run_out() -> None:
    told = said(pressed("mandate_map", positions=POSITIONS, mandates=MANDATES))
    assert "0 – har gått ut" in told and "gick ut 30 juni 2026" in told and "kan inte användas ännu" in told and "B 3.2" in told
    assert told.count("Ändra öppettider") == 1


def test_what_is_printed_in_grey_has_no_colour() -> None:
    for name in ("team_sheet", "mandate_map"):
        made = pressed(name, grey=True, teams=(TEAM,), positions=POSITIONS, mandates=MANDATES)
        assert all(is_grey(data) for data in made.files.values())
