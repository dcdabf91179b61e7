"""The plan on paper: its points with what became of them, who knows of them, and the goals with where in the plan they come from."""

from __future__ import annotations

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.app import goals, initiatives, people, plan
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.workbench import Bench
from verkstad.documents.press import Pressed, press
from verkstad.domain.fields import Id
from verkstad.intake.plans import IncomingItem

SAYS = ("Alla får svar samma dag.", "Ingen skickar samma papper två gånger.", "Parken ska belysas.", "Kontaktcentret får behörighet. " * 12)


def room(count: int = 1, units: int = 3) -> tuple[Bench, Id, list[Id]]:
    bench = Bench.in_memory()
    initiative = bench.do(initiatives.new_initiative, "Svar samma dag")
    items = tuple(
        IncomingItem(number=f"{n}.{at}", says=says.strip(), heading=f"{n} Svar och service", page=n + at)
        for n in range(1, count + 1)
        for at, says in enumerate(SAYS, 1)
    )
    bench.do(plan.take_in, initiative, "Digital agenda", items, source="agenda.pdf", pages=20)
    ids = [line.id for line in bench.ask(plan.plan_view, initiative).lines]
    bench.do(plan.sort_into, ids[:1], "goal")
    bench.do(plan.sort_into, ids[1:2], "module")
    bench.do(plan.leave_to_others, ids[2:3], "Drivs av gatukontoret")
    for n in range(units):
        unit = bench.do(people.add_unit, f"Kommunledningsförvaltningens enhet {n}" if n % 2 else f"Enhet {n}")
        bench.do(plan.anchor, ids[0], unit, n % 4)
    return bench, initiative, ids


def pressed(bench: Bench, initiative: Id, name: str, code: str = "sv", *, grey: bool = False) -> Pressed:
    made = press(initiative_job(bench.library, initiative, PrintWish((name,), language=code, grey=grey), today="2027-03-20"))
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []
    return made


def said(made: Pressed, paper: str = "a4") -> str:
    return " ".join(texts(made.files[paper]).split())


@pytest.mark.parametrize(
    ("code", "words"), [("sv", ("Mål: Alla får svar samma dag.", "Ur planen", "2 av")), ("en", ("Goal: Alla får svar samma dag.", "3 of"))]
)
def test_the_list_of_points_says_the_page_and_what_each_became(code: str, words: tuple[str, ...]) -> None:
    bench, initiative, _ids = room()
    told = said(pressed(bench, initiative, "plan_items", code))
    assert words[0] in told
    assert ("3 av 4 sorterade" if code == "sv" else "3 of 4 points sorted") in told
    for text in ("1 Svar och service", "Ingen skickar samma papper två gånger.", "Drivs av gatukontoret", "Digital agenda"):
        assert text in told
    assert told.count("Kontaktcentret får behörighet.") == 12


def test_a_plan_of_eighty_points_goes_on_over_pages_and_holds_in_grey() -> None:
    bench, initiative, _ids = room(20, 2)
    made = pressed(bench, initiative, "plan_items", grey=True)
    assert made.pages["a4"] > 3
    assert is_grey(made.files["a4"])


def test_the_sheet_of_who_knows_shows_the_figures_and_the_index() -> None:
    bench, initiative, _ids = room()
    told = said(pressed(bench, initiative, "anchoring"), "a3")
    assert "Förankringen är 11 % av det möjliga" in told  # (0 + 1 + 2) / (3 · 9)
    assert "Enhet 0" in told
    assert "Parken" not in told  # driven elsewhere
    assert "0 vet inte" in told
    wide, initiative, _ids = room(8, 20)
    assert pressed(wide, initiative, "anchoring", "en", grey=True).pages["a3"] >= 4


def test_without_a_plan_both_sheets_are_there_to_write_on() -> None:
    bench = Bench.in_memory()
    initiative = bench.do(initiatives.new_initiative, "Svar samma dag")
    assert pressed(bench, initiative, "anchoring").pages == {"a3": 1}
    assert "Ingen plan har tagits in." in said(pressed(bench, initiative, "plan_items"))


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_goal_document_has_six_boxes_and_says_where_in_the_plan_each_goal_comes_from(code: str) -> None:
    bench, initiative, _ids = room()
    bench.do(goals.add_goal, initiative, "Färre brev")
    told = said(pressed(bench, initiative, "goals", code))
    assert ("Ur planen, punkt 1.1, sida 2" if code == "sv" else "From the plan, point 1.1, page 2") in told
    assert "“Alla får svar samma dag.”" in told
    assert told.count("Indikator" if code == "sv" else "Indicator") == 2
    assert "Färre brev" in told
