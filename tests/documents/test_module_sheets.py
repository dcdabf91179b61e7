"""Paper of the modules: cards to cut, the wall sheet with today's slices, the questions to leadership; filled, empty, too much, in grey."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.documents.change_paper import InitiativePaper, ModuleDecisionPaper, ModulePaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.press import Pressed, press
from verkstad.documents.touched_paper import CellPaper, TouchedLinePaper, TouchedPaper, UnitPaper

SHEETS = ("module_cards", "module_wall", "mandate_questions", "touched")
HOURS = ModuleDecisionPaper("Ändra öppettider och telefontider", 2, 0, (), "Förvaltningschefen, ibland nämnden")
ROUTINE = ModuleDecisionPaper("Ändra en enhets rutin", 2, 1, ("Enhetschef, Hemtjänsten (en enhet)",), "Enhetschefen")
FEES = ModuleDecisionPaper("Ändra en avgift", 3, 3)
MODULES = (
    ModulePaper("a", "1", 0, 2, "Svar inom ett dygn till den som ringer", "candidate", "Kandidat", "", "Den som ringer"),
    ModulePaper(
        "b", "1.1", 1, 0, "Hemtjänstens ärenden först", "pilot", "Pilot pågår", "Kundgrupp", "Anhöriga till dem som har hemtjänst", "",
        "Frågan går mellan tre kontor och svaret kommer efter tolv dagar.", "Den som svarar har rätt att svara.", "", "Svar samma dag", 60, "Svarsteamet",
        "Åsa Bergström", ("Hemtjänsten",), (), ("Bara telefonen",), (HOURS, ROUTINE, FEES), ("yes", "no", "unsure", ""), (4, 5, 5, 4), 1,
    ),
    ModulePaper("c", "1.2", 1, 0, "Bara telefonen", "sketch", "Skiss", "Kanal"),
)  # fmt: skip


def printed(name: str, code: str = "sv", modules: tuple[ModulePaper, ...] | None = MODULES, **more: object) -> Pressed:
    change = InitiativePaper("i", "Svar samma dag", modules=modules) if modules is not None else None
    job = PrintJob(WorkshopPaper(id="i", title="Svar samma dag"), (name,), language=code, printed="2027-03-20", initiative=change)
    return press(replace(job, **more))


def said(made: Pressed) -> str:
    (data,) = made.files.values()
    return texts(data)


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("count", [None, 0, 1, 3, 40])
def test_a_sheet_of_modules_loses_nothing_and_is_tagged(name: str, code: str, count: int | None) -> None:
    many = None if count is None else tuple(replace(MODULES[n % 3], id=str(n), number=f"{n + 1}") for n in range(count))
    made = printed(name, code, many)
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []


@pytest.mark.parametrize("name", SHEETS)
def test_grey_paper_of_modules_holds_no_colour(name: str) -> None:
    (data,) = printed(name, grey=True).files.values()
    assert is_grey(data)


def test_who_is_touched_stands_by_operation_with_its_load_and_runs_on_over_more_sheets() -> None:
    units = tuple(
        UnitPaper(f"Verksamhet {n} för samhällsbyggnadsfrågor", n % 4, "2 piloter, 1 lansering" if n % 4 == 3 else "") for n in range(12)
    )
    cells = tuple(
        CellPaper(*(("change", "Ändras", ("Handläggare", "Chefer")), ("team", "I teamet"), ("need", "Behövs"), ())[n % 4])
        for n in range(12)
    )
    lines = tuple(TouchedLinePaper(f"{n + 1}  Svar inom ett dygn till den som ringer", cells) for n in range(20))
    change = InitiativePaper("i", "Svar samma dag", touched=TouchedPaper(units, lines))
    for grey in (False, True):
        made = press(
            PrintJob(
                WorkshopPaper(id="i", title="Svar samma dag"),
                ("touched",),
                language="sv",
                printed="2027-03-20",
                initiative=change,
                grey=grey,
            )
        )
        (data,) = made.files.values()
        assert made.overflows == () and faults_of_layout(data) == [] and faults_of_structure(data) == []
        assert is_grey(data) == grey
        told = " ".join(texts(data).split())
        assert told.count("20 Svar inom ett dygn") == 2, "every module stands on a sheet of each nine operations"
        assert "2 piloter, 1 lansering" in told and told.count("Handläggare") == 60


def test_cards_fill_the_page_with_blanks_and_always_leave_two_to_write_on() -> None:
    assert printed("module_cards", modules=None).pages == {"a4": 1}
    assert printed("module_cards", modules=MODULES[:2]).pages == {"a4": 1}
    assert printed("module_cards").pages == {"a4": 2}
    assert printed("module_cards", chosen=("b",)).pages == {"a4": 1}


def test_a_card_says_what_is_known_of_the_module() -> None:
    words = said(printed("module_cards", chosen=("b",)))
    for text in (
        "1.1",
        "Hemtjänstens ärenden först",
        "Pilot pågår",
        "Kundgrupp",
        "tolv dagar",
        "60 dagar",
        "Svarsteamet",
        "Åsa Bergström",
        "Bara telefonen",
    ):
        assert text in words, text
    assert "Svar inom ett dygn" not in words


def test_the_wall_sheet_holds_todays_slices_with_their_numbers_and_room_for_more() -> None:
    made = printed("module_wall")
    words = said(made)
    for text in ("1.1", "1.2", "Svar inom ett dygn till den som ringer", "Anhöriga till dem som har hemtjänst", "Svar samma dag."):
        assert text in words, text
    assert made.pages == {"a3": 1}
    twenty = tuple(replace(MODULES[0], id=str(n), number=str(n + 1)) for n in range(20))
    assert printed("module_wall", modules=twenty).pages == {"a3": 3}
    assert printed("module_wall", modules=None).pages == {"a3": 1}


def test_only_what_the_team_may_not_decide_is_asked_of_leadership() -> None:
    words = " ".join(said(printed("mandate_questions")).split())
    assert "2 beslut som teamen inte får fatta." in words
    assert "Svarsteamet saknar mandat att ändra öppettider och telefontider." in words
    assert "Svarsteamet får föreslå men inte besluta att ändra en enhets rutin." in words
    assert "Får besluta: Enhetschef, Hemtjänsten (en enhet)." in words
    assert "avgift" not in words
    assert "saknar mandat" not in said(printed("mandate_questions", chosen=("c",)))


def test_texts_as_long_as_they_may_be_are_shortened_and_that_is_recorded() -> None:
    long = replace(
        MODULES[1], title="Ett långt namn " * 13, before="Så här är det. " * 60, goal="Ett mål " * 100, helps="Alla som ringer " * 12
    )
    made = printed("module_cards", modules=(long,))
    assert made.overflows
    for data in made.files.values():
        assert faults_of_layout(data) == []
    wall = printed("module_wall", modules=(long,))
    for data in wall.files.values():
        assert faults_of_layout(data) == []
