"""The red thread on one A3: made by actions, read from the paper."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.app import actions, decisions, goals, initiatives, measures, modules, pilots, teams
from verkstad.app.measures import NewValue
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.sample import load_sample
from verkstad.app.workbench import Bench
from verkstad.documents.press import Pressed, press
from verkstad.domain.dates import iso_date

TODAY = "2026-11-24"


def printed(bench: Bench, initiative: str, code: str = "sv", **wish: object) -> Pressed:
    found = PrintWish(sheets=("red_thread",), language=code, **wish)  # type: ignore[arg-type]
    return press(initiative_job(bench.library, initiative, found, today=TODAY))


def alts(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(o["/Alt"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]


def a_thread(bench: Bench) -> str:
    """From a decision to a result, and a goal nobody leads to."""
    do = bench.do
    change = do(initiatives.new_initiative, "Svar samma dag")
    decision = do(decisions.propose, change, "Bygglov går först")
    do(decisions.decide, decision, "Nämnden", "2026-08-01")
    goal = do(goals.add_goal, change, "Svar inom sju dagar")
    do(goals.hang_on_decision, goal, decision)
    do(goals.add_goal, change, "Färre ska behöva ringa")
    module = do(modules.add_module, change, "Altaner")
    do(modules.set_status, [module], "chosen")
    do(modules.lead_to_goal, module, goal)
    team = do(teams.new_team, change, "Team Altan")
    do(modules.give_to_team, module, team)
    pilot = do(pilots.begin_pilot, change, "Svar på altaner", module=module, team=team)
    measure = do(measures.add_measure, pilot, "Svarstid", side="effect", measure_unit="dagar", better="down")
    do(measures.paste_values, measure, [NewValue(iso_date("2026-08-03", 7 * n), str(12 - (n > 7) * 5)) for n in range(16)])
    do(actions.add_action, change, "Skriv om brevet")
    return change


def test_the_sheet_says_what_hangs_together_and_what_hangs_loose() -> None:
    bench = Bench.in_memory()
    change = a_thread(bench)
    made = printed(bench, change)
    assert made.pages == {"a3": 1} and made.overflows == ()
    said = " ".join(texts(made.files["a3"]).split())
    for words in (
        "Den röda tråden",
        "Bygglov går först",
        "Svar inom sju dagar",
        "Altaner",
        "Team Altan",
        "Svar på altaner",
        "Svarstid",
        "2 lösa ändar",
    ):
        assert words in said, words
    assert "Saknar beslut" in said and "Skriv om brevet" in said
    (alt,) = alts(made.files["a3"])
    assert "1 beslut, 2 mål, 1 modul, 1 team, 1 pilot, 1 resultat och 5 kopplingar mellan dem" in alt
    assert "2 lösa ändar: Mål: Färre ska behöva ringa – saknar beslut · inget leder dit; Åtgärd: Skriv om brevet" in alt


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("grey", [False, True])
def test_the_sample_is_one_whole_tagged_page_in_colour_and_grey(code: str, grey: bool) -> None:
    bench = Bench.in_memory()
    made = printed(bench, load_sample(bench, code, TODAY).initiative, code, grey=grey)
    assert made.pages == {"a3": 1} and made.overflows == ()
    assert faults_of_layout(made.files["a3"]) == []
    assert faults_of_structure(made.files["a3"]) == []
    assert is_grey(made.files["a3"]) or not grey


def test_an_empty_change_and_a_crowded_one_are_one_page_too() -> None:
    bench = Bench.in_memory()
    change = bench.do(initiatives.new_initiative, "Ny")
    empty = printed(bench, change)
    assert empty.pages == {"a3": 1} and "Inget beslut än" in texts(empty.files["a3"])
    for n in range(40):
        bench.do(modules.add_module, change, f"Modul {n} med ett namn som inte får plats på en enda rad i kortet")
        bench.do(actions.add_action, change, f"Åtgärd {n}")
    made = printed(bench, change)
    assert made.pages == {"a3": 1} and made.overflows == () and faults_of_layout(made.files["a3"]) == []
    assert "till" in texts(made.files["a3"])
