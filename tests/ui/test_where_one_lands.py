"""What was taken in is what one sees next, and a sentence says what it was: a colleague's file, a whole library, a list of people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.ui.conftest import House
from tests.ui.people_room import csv_file
from tests.ui.test_merge_review import opened, taken_in
from tests.ui.test_people_window import LIST, drop
from verkstad import start
from verkstad.app import exchange, initiatives, modules, own_methods, people, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Person
from verkstad.domain.workshop import Participation

Build = Callable[..., House]


def sent(folder: Path, make: Callable[[Any], dict[str, str] | None], **more: Any) -> Path:
    """A file from a colleague whose library holds what `make` made; it says what of it to send."""
    there = start.open_bench(folder / "andras.sqlite")
    path = folder / "från-kollegan.verkstad"
    exchange.export_session(there, path, **(make(there) or {}), **more)
    there.close()
    return path


def test_after_a_workshop_came_one_stands_in_it_and_reads_what_came(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")
    made: list[str] = []

    def make(there: Any) -> dict[str, str]:
        made.append(there.do(workshops.new_workshop_from_template, "t_halvdagsstart", "Kollegans dag"))
        there.do(people.import_people, [NewPerson("Ada", "Ek"), NewPerson("Bo", "Ek")], workshop=made[0])
        return {"workshop": made[0]}

    taken_in(here, opened(here, sent(tmp_path, make, without_participants=False), qtbot), qtbot)
    assert here.window.current().key == "workshop" and here.window.current().workshop() == made[0]
    blocks = len(here.bench.ask(workshops.program, made[0]).days[0].slots)
    assert here.said[-1] == (f"Inläst. Nytt: 1 workshop, {blocks} moment och 2 personer.", True)
    assert here.window.toast.isVisible()


def test_after_an_initiative_came_one_stands_on_its_page(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")
    here.bench.do(initiatives.new_initiative, "Mitt eget")
    made: list[str] = []

    def make(there: Any) -> dict[str, str]:
        made.append(there.do(initiatives.new_initiative, "Svar samma dag"))
        there.do(workshops.new_workshop, "Startdag", initiative=made[0])
        there.do(modules.add_module, made[0], "Ett bygglov")
        return {"initiative": made[0]}

    taken_in(here, opened(here, sent(tmp_path, make), qtbot), qtbot)
    screen = here.window.current()
    assert (screen.key, screen.subject(), screen.title()) == ("initiative", made[0], "Svar samma dag")
    assert here.said[-1][0] == "Inläst. Nytt: 1 initiativ, 1 workshop och 1 modul."
    here.window.undo()
    assert here.bench.library.count(Initiative) == 1


def test_of_a_whole_library_one_lands_on_the_newest_that_came(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")
    made: list[str] = []

    def make(there: Any) -> None:
        made.extend(there.do(workshops.new_workshop, title) for title in ("Den första", "Den andra"))

    taken_in(here, opened(here, sent(tmp_path, make), qtbot), qtbot)
    assert here.window.current().workshop() == made[1]


def test_of_people_alone_one_lands_among_them(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")
    made: list[str] = []
    file = sent(tmp_path, lambda there: made.append(there.do(people.add_person, NewPerson("Ada", "Ek"))), without_participants=False)
    taken_in(here, opened(here, file, qtbot), qtbot)
    screen: Any = here.window.current()
    assert screen.key == "people" and [line.id for line in screen.table.selected()] == made
    assert here.said[-1][0] == "Inläst. Nytt: 1 person."


def test_of_templates_alone_one_lands_in_the_library(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")

    def make(there: Any) -> None:
        workshop = there.do(workshops.new_workshop_from_template, "t_halvdagsstart")
        there.do(own_methods.keep_as_template, workshop, "Vår halvdag")
        there.do(workshops.remove_workshops, (workshop,))

    taken_in(here, opened(here, sent(tmp_path, make), qtbot), qtbot)
    assert here.window.current().key == "library"
    assert here.said[-1][1], "undo is offered"


def test_a_change_to_what_is_here_is_said_to_be_one(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")
    mine = here.bench.do(workshops.new_workshop, "Startdag")
    out = tmp_path / "till.verkstad"
    exchange.export_session(here.bench, out, workshop=mine)

    def make(there: Any) -> dict[str, str]:
        exchange.merge_session(there, exchange.read_session(out))
        there.do(workshops.choose_place, mine, "Sal Vänern")
        there.do(workshops.add_day, mine)
        return {"workshop": mine}

    taken_in(here, opened(here, sent(tmp_path, make), qtbot), qtbot)
    assert here.window.current().workshop() == mine
    assert here.said[-1][0] == "2 ändringar är inlagda.", here.said[-1]


def test_a_list_opened_from_the_second_tab_of_people_is_shown_on_the_first_with_all_who_came_selected(
    house: Build, tmp_path: Path, qtbot: Any
) -> None:
    here = house("sv")
    here.bench.do(people.add_person, NewPerson("Zeb", "Ek"))
    screen: Any = here.go("people", "", "units")
    here.dialogs.then = [lambda sheet: sheet.import_button.click()]
    drop(here, csv_file(tmp_path, LIST))
    qtbot.waitUntil(lambda: here.bench.library.count(Person) == 3, timeout=60_000)
    here.settle()
    assert here.window.current() is screen and screen.tab() == 0
    assert here.window._tabs.currentIndex() == 0
    assert sorted(line.given for line in screen.table.selected()) == ["Karin", "Åsa"]
    assert screen.table.view.hasFocus() or here.window.focusWidget() is screen.table.view


def test_a_list_dropped_on_the_program_of_a_workshop_leads_to_its_people(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv")
    workshop = here.bench.do(workshops.new_workshop, "Första steget", date="2027-03-24")
    here.go("workshop", workshop, "program")
    here.dialogs.then = [lambda sheet: sheet.import_button.click()]
    drop(here, csv_file(tmp_path, LIST))
    qtbot.waitUntil(lambda: here.bench.library.count(Participation, parent=workshop) == 2, timeout=60_000)
    here.settle()
    screen: Any = here.window.current()
    assert screen.key == "workshop" and screen.tab() == 1
    (chosen,) = screen.part().table.selected()
    assert chosen.person.given in ("Åsa", "Karin")
