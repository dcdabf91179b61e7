"""What the goals are for, said to leadership; and how mixed a team is: figures that are read, not only counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.reading import texts
from tests.ui.conftest import House, house
from tests.ui.team_room import fill
from verkstad.app import goals, initiatives, module_changes, modules, reports, teams
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.workbench import Bench
from verkstad.documents.press import press

__all__ = ["house"]
TODAY = "2026-11-24"


def test_the_report_to_leadership_groups_the_goals_by_what_they_are_for() -> None:
    bench = Bench.in_memory()
    initiative = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    for says, category in (
        ("Lägre porto", "cost"),
        ("Utan ord", ""),
        ("Vänligare svar", "customer_care"),
        ("Öppet på kvällen", "accessibility"),
        ("Färre brev", "cost"),
    ):
        goal = bench.do(goals.add_goal, initiative, says)
        bench.do(goals.choose_category, goal, category)
    for sheet in ("report", "report_full"):
        made = press(initiative_job(bench.library, initiative, PrintWish(sheets=(sheet,), language="sv"), today=TODAY))
        told = " ".join(texts(made.files["a4"]).split())
        at = told.index("Mål för mål")
        for words in (
            "Bemötande",
            "Vänligare svar",
            "Tillgänglighet",
            "Öppet på kvällen",
            "Kostnad",
            "Lägre porto",
            "Färre brev",
            "Utan kategori",
            "Utan ord",
        ):
            at = told.index(words, at)
    issued = bench.do(reports.issue_report, initiative, to_whom="Ledningsgruppen")
    assert [g.category for g in bench.ask(reports.facts_of, issued).goals] == ["customer_care", "accessibility", "cost", "cost", ""]
    bench.close()


def test_a_report_without_any_category_has_no_heading_for_one() -> None:
    bench = Bench.in_memory()
    initiative = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    bench.do(goals.add_goal, initiative, "Svar samma dag")
    made = press(initiative_job(bench.library, initiative, PrintWish(sheets=("report",), language="sv"), today=TODAY))
    assert "Utan kategori" not in texts(made.files["a4"])
    bench.close()


def test_beside_a_team_it_is_said_how_much_it_holds_and_how_mixed_it_is(house: Callable[..., House]) -> None:
    here = house("sv")
    made = fill(here.bench, members=2)
    screen: Any = here.go("teams")
    part = screen.board_part
    part.open(made.team)
    here.settle()
    told = part.side.form.front
    assert told.isVisible() and "Täcker 33 % av det som behövs" in told.text().replace("\u00a0", " "), told.text()
    assert "Blandning av verksamheter 0,5 och av roller 0 (0: alla från samma)" in told.text().replace("\u00a0", " "), told.text()
    here.bench.do(teams.take_in, made.team, (made.people[2],))
    here.settle()
    assert "Blandning av verksamheter 0,67" in told.text().replace("\u00a0", " ")
    here.window.undo()
    here.settle()
    assert "Blandning av verksamheter 0,5 " in told.text().replace("\u00a0", " ")


def test_the_page_of_modules_says_how_many_are_dialogue_and_how_many_self_service(house: Callable[..., House]) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Besked i rätt tid")
    made = [here.bench.do(modules.add_module, initiative, f"Del {n}") for n in range(4)]
    screen: Any = here.go("modules", made[0], "slices")
    assert screen.subtitle() == "4 moduler", "nothing is said before anybody has said it"
    for module, form in zip(made, ("self_service", "dialogue", "dialogue", ""), strict=True):
        here.bench.do(module_changes.change_gains, module, form=form)
    here.settle()
    assert screen.subtitle() == "4 moduler · 2 dialog · 1 självbetjäning"
    assert here.window._subtitle.text().endswith(screen.subtitle())
