"""What the pack takes along from the initiative for the exercises of the day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from verkstad.app import insights, workshops
from verkstad.app.catalogue import catalogue
from verkstad.app.insight_results import insights_of
from verkstad.app.printing import PrintWish, initiative_job, print_job
from verkstad.app.sample import load_sample
from verkstad.app.workbench import Bench
from verkstad.documents.press import SHEETS, press
from verkstad.documents.sheets.pack import BROUGHT
from verkstad.domain.pilots import Pilot

TODAY = "2026-11-24"


def test_every_sheet_that_a_method_brings_is_a_sheet_of_an_initiative() -> None:
    named = {name for method in catalogue().methods() for name in method.brings}
    assert named == set(BROUGHT)
    assert all(SHEETS[name].of == "initiative" and SHEETS[name].lay is BROUGHT[name] for name in named)


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_slicing_day_takes_its_modules_and_teams_along_and_fits(code: str) -> None:
    bench = Bench.in_memory()
    made = load_sample(bench, code, TODAY)
    job = print_job(bench.library, made.today, PrintWish(language=code), today=TODAY)
    pressed = press(job)
    sheets = {s.sheet: s for s in pressed.sheets}
    assert {"module_wall", "module_cards", "team_sheet"} <= set(sheets)
    assert sheets["module_wall"].copies == 1
    assert sheets["module_cards"].copies == job.tables
    assert pressed.overflows == ()


def test_a_workshop_on_its_own_takes_none_of_it() -> None:
    bench = Bench.in_memory()
    made = load_sample(bench, "sv", TODAY)
    job = replace(print_job(bench.library, made.today, PrintWish(), today=TODAY), initiative=None)
    assert not {s.sheet for s in press(job).sheets} & set(BROUGHT)


def test_a_sheet_of_other_rows_prints_them_all_when_a_pilot_was_asked_for() -> None:
    bench = Bench.in_memory()
    made = load_sample(bench, "sv", TODAY)
    pilot = bench.library.children(Pilot, made.initiative)[1]

    def codes(sheet: str, *chosen: str) -> list[str]:
        job = initiative_job(bench.library, made.initiative, PrintWish(sheets=(sheet,)), today=TODAY, chosen=chosen)
        return [s.code for s in press(job).sheets]

    for sheet in ("module_cards", "goals", "mandate_questions", "team_sheet"):
        assert codes(sheet, pilot.id) == codes(sheet)
    assert codes("pilot_card", pilot.id) == codes("pilot_card")[1:]


def test_the_insight_table_takes_the_board_and_the_cards_that_wait_along() -> None:
    bench = Bench.in_memory()
    made = load_sample(bench, "sv", TODAY)
    table = bench.do(workshops.new_workshop_from_template, "t_insiktsforum", "Insiktsbordet", initiative=made.initiative)
    pressed = press(print_job(bench.library, table, PrintWish(), today=TODAY))
    sheets = {s.sheet: s.copies for s in pressed.sheets}
    assert sheets["insight_board"] == 1 and sheets["insight_cards"] == 1
    assert pressed.overflows == ()
    bench.do(insights.remove_insights, tuple(i.id for i in insights_of(bench.library, made.initiative)))
    assert "insight_board" not in {s.sheet for s in press(print_job(bench.library, table, PrintWish(), today=TODAY)).sheets}
