"""Paper of an inventory, asked of the library as the preview asks: list, form, cards, walls; filled, empty, too much, in grey, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.app import initiatives, inventory, journeys, landing, people, printing, sample
from verkstad.app.workbench import Bench
from verkstad.documents.press import Pressed

SHEETS = ("inventory_list", "inventory_form", "inventory_cards", "inventory_wall", "landing_map", "journey_wall", "sync_list")
TODAY = "2026-11-24"


@pytest.fixture(scope="module")
def stage() -> Iterator[tuple[Bench, str]]:
    bench = Bench.in_memory()
    yield bench, bench.do(sample.bring_sample, language="sv", today=TODAY).initiative
    bench.close()


@pytest.fixture
def bare() -> Iterator[tuple[Bench, str]]:
    bench = Bench.in_memory()
    yield bench, bench.do(initiatives.new_initiative, "Svar samma dag")
    bench.close()


def printed(at: tuple[Bench, str], name: str, code: str = "sv", *, grey: bool = False, chosen: tuple[str, ...] = ()) -> Pressed:
    wish = printing.PrintWish(sheets=(name,), language=code, grey=grey)
    return printing.press(printing.initiative_job(at[0].library, at[1], wish, today=TODAY, chosen=chosen))


def said(made: Pressed) -> str:
    (data,) = made.files.values()
    return " ".join(texts(data).replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_of_the_inventory_loses_nothing_and_is_tagged(
    stage: tuple[Bench, str], bare: tuple[Bench, str], name: str, code: str
) -> None:
    for at in (stage, bare):
        made = printed(at, name, code)
        assert made.overflows == ()
        for data in made.files.values():
            assert faults_of_layout(data) == []
            assert faults_of_structure(data) == []


@pytest.mark.parametrize("name", SHEETS)
def test_grey_paper_of_the_inventory_holds_no_colour(stage: tuple[Bench, str], name: str) -> None:
    (data,) = printed(stage, name, grey=True).files.values()
    assert is_grey(data)


def test_many_rows_run_on_from_page_to_page(bare: tuple[Bench, str]) -> None:
    bench, initiative = bare
    unit = bench.do(people.add_unit, "It")
    for n in range(45):
        item = bench.do(inventory.add_item, initiative, f"Ett behov med ett ganska långt namn som tar två rader, nummer {n}")
        bench.do(inventory.place_item, item, 3, 1 + n % 5)
        bench.do(inventory.say_level, item, unit, n % 5, "Sett av någon")
        bench.do(landing.add_line, initiative, f"Kostnad {n}", unit=unit)
        bench.do(journeys.add_step, initiative, "En lång resa", f"Steg {n} där kunden gör något som tar tid")
    for name in SHEETS:
        made = printed(bare, name)
        for data in made.files.values():
            assert faults_of_layout(data) == []
            assert faults_of_structure(data) == []
    assert "nummer 44" in said(printed(bare, "inventory_list"))
    assert "och 5 till" in said(printed(bare, "inventory_wall"))  # nine in a cell that holds five lines
    assert printed(bare, "journey_wall").pages == {"a3": 6}
    assert "Kostnad 44" in said(printed(bare, "landing_map"))


def test_the_list_keeps_the_three_judgements_apart_and_levels_by_the_alphabet(stage: tuple[Bench, str]) -> None:
    words = said(printed(stage, "inventory_list"))
    assert "Veta var ärendet är" in words
    assert "Delvis digital Ja Nej 2 4" in words  # applying for help: partly, can, should not, benefit 2, effort 4
    assert "Varför: Samtalet behövs för att förstå vad hjälpen gäller" in words
    assert "27 % får det inte gjort där" in words
    levels = words.split("Hur långt verksamheterna har kommit")[1]
    order = [levels.index(name) for name in ("Kontaktcenter 2", "Samhällsbyggnad 0", "Utbildning 2", "Vård och omsorg 1")]
    assert order == sorted(order)  # whoever has come furthest does not stand first
    assert "Fråga Vård och omsorg som kommit ett steg längre." in levels


def test_cards_in_a6_are_cut_and_end_with_blanks(stage: tuple[Bench, str], bare: tuple[Bench, str]) -> None:
    assert printed(bare, "inventory_cards").pages == {"a4": 1}
    assert printed(stage, "inventory_cards").pages == {"a4": 4}
    first = stage[0].library.children(inventory.InventoryItem, stage[1])[0]
    one = printed(stage, "inventory_cards", chosen=(first.id,))
    assert one.pages == {"a4": 1} and "Veta var ärendet är" in said(one) and "Boka tid" not in said(one)


def test_the_form_asks_what_can_and_what_should_apart(bare: tuple[Bench, str]) -> None:
    words = said(printed(bare, "inventory_form"))
    assert "Vad som kan och vad som bör göras är två frågor" in words
    assert words.count("Vet inte") == 2 * words.count("Delvis digital") >= 12


def test_the_wall_names_the_quadrants_and_what_waits_to_be_placed(stage: tuple[Bench, str]) -> None:
    words = said(printed(stage, "inventory_wall"))
    for text in ("Snabb vinst", "Satsning", "Om tid finns", "Låt bli", "Besked om skolskjuts", "Inte placerad ännu: Klagomål på en insats"):
        assert text in words, text


def test_the_landing_map_shows_who_pays_without_gain_in_words_and_the_customer_in_a_row(stage: tuple[Bench, str]) -> None:
    words = said(printed(stage, "landing_map"))
    for text in (
        "Digitalisering och it",
        "betalar utan att få, gör arbetet",
        "−215 000 kr",
        "Kunden",
        "Slipper ringa för att få besked",
        "Timmar räknas för sig.",
        "420 timmar",
        "230 000 kr om året skulle behöva flyttas",
        "En nytta behöver också ett mått och en dag då den ska synas.",
    ):
        assert text in words, text
    stage[0].do(landing.price_hour, stage[1], 350)
    assert "En timme räknas som 350 kr." in said(printed(stage, "landing_map"))
    stage[0].undo()


def test_the_journey_tells_hand_overs_waiting_and_bottlenecks_before_and_after(stage: tuple[Bench, str]) -> None:
    made = printed(stage, "journey_wall")
    words = said(made)
    assert made.pages == {"a3": 2}
    for text in ("7 steg · 4 överlämningar · 48 dagars väntan · 1 flaskhals", "Överlämningar från 4 till 1, väntan från 48 till 14 dagar."):
        assert text in words, text
    assert "Flaskhals: 41 av 100 samtal gäller var ärendet är" in words and "Så som det ska bli" in words


def test_the_list_of_what_goes_on_puts_those_that_meet_first(stage: tuple[Bench, str]) -> None:
    words = said(printed(stage, "sync_list"))
    assert "”Få veta vilka handlingar som saknas” och ”Påminnelse om saknade handlingar” gäller båda" in words
    assert words.count("möter en annan") == 2


def test_no_sheet_of_the_inventory_speaks_another_language(stage: tuple[Bench, str]) -> None:
    for name in SHEETS:
        words = said(printed(stage, name, "en"))
        for swedish in ("Nytta", "Hamnar", "överlämning", "Snabb vinst", "Vet inte", "Inventering"):
            assert swedish not in words, (name, swedish)
