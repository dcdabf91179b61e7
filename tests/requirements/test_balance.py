"""What the goals are for, said to leadership; and how mixed a team is: figures that are read, not only counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.documents.reading import texts
from tests.ui.conftest import House, house
from tests.ui.team_room import fill
from verkstad.app import decisions, forums, goals, initiatives, inventory, module_changes, modules, people, reports, teams
from verkstad.app.people import NewPerson
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


def test_goals_are_grouped_by_what_they_are_for_on_the_page_in_the_goal_document_and_in_the_report(house: Callable[..., House]) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Besked i rätt tid")
    screen: Any = here.go("initiative", initiative)
    for says, category in (("Lägre porto", "cost"), ("Vänligare svar", "customer_care"), ("Öppet på kvällen", "accessibility")):
        here.bench.do(goals.choose_category, here.bench.do(goals.add_goal, initiative, says), category)
    here.settle()
    view = screen.overview
    view.by_category.click()
    here.settle()
    order = ("Bemötande", "Vänligare svar", "Tillgänglighet", "Öppet på kvällen", "Kostnad", "Lägre porto")
    held = [view._goals.itemAt(n).widget() for n in range(view._goals.count())]
    seen = [w.text().split(" · ")[0] if hasattr(w, "text") else w.line.goal.statement for w in held]
    assert tuple(words for words in seen if words) == order
    for sheet, begins in (("goals", "Måldokument"), ("report", "Mål för mål")):
        made = press(initiative_job(here.bench.library, initiative, PrintWish(sheets=(sheet,), language="sv"), today=TODAY))
        told = " ".join(texts(made.files["a4"]).split())
        at = told.index(begins)
        for words in order:
            at = told.lower().index(words.lower(), at)


def test_the_five_parts_are_put_in_place_one_by_one_and_told_on_the_page_and_to_leadership(house: Callable[..., House]) -> None:
    here = house("sv")
    do, today = here.bench.do, here.window.desk.today()
    initiative = do(initiatives.new_initiative, "Besked i rätt tid")
    screen: Any = here.go("initiative", initiative)

    def told() -> set[str]:
        """What the page, its sheet and the report to leadership say of the five parts: they are to say the same."""
        here.settle()
        said = {screen.overview.inspector.about.parts.told.text()}
        for sheet in ("initiative_page", "report"):
            made = press(initiative_job(here.bench.library, initiative, PrintWish(sheets=(sheet,), language="sv"), today=today))
            words = texts(made.files["a4"]).replace("\u00a0", " ")
            said.add(words[words.index(" av 5 delar på plats") - 1 :].partition("plats")[0] + "plats")
        return said

    assert told() == {"0 av 5 delar på plats"}
    do(decisions.decide, do(decisions.propose, initiative, "Bygglov går först"), "Nämnden", "2026-08-01")
    goal = do(goals.add_goal, initiative, "Svar inom sju dagar")
    ids = do(people.import_people, [NewPerson("Ada", "Ek", unit="Bygglov"), NewPerson("Bo", "Ek", unit="Kontaktcenter")])
    do(goals.choose_indicator, goal, "Dagar till svar")
    do(goals.choose_measure_unit, goal, "dagar")
    do(goals.set_baseline, goal, "12", "2026-08-01")
    do(goals.set_target, goal, "7", "2027-12-31")
    do(goals.give_goal_to, goal, ids[0])
    for n in range(5):
        do(inventory.add_item, initiative, f"Tjänst {n}")
    do(teams.take_in, do(teams.new_team, initiative, "Svarsteamet"), ids)
    do(forums.add_exchange, initiative, "Grannkommunen", on=today)
    assert told() == {"5 av 5 delar på plats"}
    here.window.undo()
    assert told() == {"4 av 5 delar på plats"}


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
    assert "Från 2 verksamheter, alla i samma roll" in told.text().replace("\u00a0", " "), told.text()
    here.bench.do(teams.take_in, made.team, (made.people[2],))
    here.settle()
    assert "Från 3 verksamheter" in told.text().replace("\u00a0", " ")
    here.window.undo()
    here.settle()
    assert "Från 2 verksamheter" in told.text().replace("\u00a0", " ")


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
