"""Ctrl+K finds anything there is and does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import House
from verkstad.app import agenda, workshops
from verkstad.domain.workshop import Day
from verkstad.ui.commands import Everything, Palette

Build = Callable[..., House]


def palette(here: House) -> Palette:
    here.window.open_palette()
    here.settle()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible())


def types(here: House, text: str) -> Palette:
    made = palette(here)
    QTest.keyClicks(made.line, text)
    here.settle()
    return made


@pytest.mark.parametrize(
    ("typed", "title", "told"),
    [
        ("pilotstart: enkla", "Pilotstart: enkla bygglov på tio dagar", "Workshop"),
        ("viktor almbro", "Viktor Almbro", "Person"),
        ("vilken elefant", "Vilken elefant gäller det?", "Moment i "),
        ("beslutskortet", "Beslutskortet", "Metod"),
        ("mandatworkshop", "Mandatworkshop", "Mall"),
        ("inställ", "Inställningar", "Arkiv"),
    ],
)
def test_every_kind_of_thing_is_found_by_its_name(house: Build, typed: str, title: str, told: str) -> None:
    here = house("sv", with_sample=True)
    found = Everything(here.window.desk, here.window.menuBar()).search(typed)
    assert any(f.title == title and f.told.startswith(told) for f in found), [(f.title, f.told) for f in found]


def test_enter_goes_to_what_is_marked(house: Build) -> None:
    here = house("sv", with_sample=True)
    made = types(here, "pilotstart: enkla")
    QTest.keyClick(made.line, Qt.Key.Key_Return)
    here.settle()
    assert here.window.current().key == "workshop"
    assert here.window.current().title() == "Pilotstart: enkla bygglov på tio dagar"


def test_a_command_is_done_and_shows_its_key(house: Build) -> None:
    here = house("sv")
    found = next(f for f in Everything(here.window.desk, here.window.menuBar()).search("helskärm") if f.told == "Visa")
    assert found.keys == "F11"
    assert next(f for f in Everything(here.window.desk, here.window.menuBar()).search("inställ")).do() is None
    here.settle()
    assert here.window.current().key == "settings"


def test_what_cannot_be_done_now_is_not_offered(house: Build) -> None:
    here = house("sv")
    assert not Everything(here.window.desk, here.window.menuBar()).search("duplicera")


def test_arrows_move_and_escape_leaves(house: Build) -> None:
    here = house("sv", with_sample=True)
    made = types(here, "e")
    QTest.keyClick(made.line, Qt.Key.Key_Down)
    assert made.list.currentIndex().row() == 1
    QTest.keyClick(made.line, Qt.Key.Key_Escape)
    here.settle()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, Palette) and w.isVisible()]


def test_a_title_that_begins_with_what_was_typed_comes_before_one_that_holds_it(house: Build) -> None:
    here = house("sv")
    workshop = here.bench.do(workshops.new_workshop, "Höstens start")
    day = here.bench.library.children(Day, workshop)[0].id
    here.bench.do(agenda.add_block, day, title="Starten", minutes=10)
    found = [f.title for f in Everything(here.window.desk, here.window.menuBar()).search("start")]
    assert found.index("Starten") < found.index("Höstens start")


def test_nothing_found_says_so(house: Build) -> None:
    here = house("sv")
    made = types(here, "qqqq")
    assert made._none.isVisible()
    assert not made.list.isVisible()
    made.close()


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_places_of_the_program_are_found_by_their_names_and_by_other_words_in_both_languages(house: Build, code: str) -> None:
    here = house(code, with_sample=True)
    everything = Everything(here.window.desk, here.window.menuBar())
    wanted = {
        "röda tråden": ("initiative", "thread"), "lösa ändar": ("initiative", "thread"), "beredskap": ("launch", "use"),
        "landningskarta": ("inventory", "landing"), "matris": ("inventory", "map"), "raci": ("teams", "raci"),
        "intressent": ("teams", "stakeholders"), "teampuls": ("teams", "teams"), "kampanjpaket": ("launch", "activities"),
        "rapporter": ("follow_up", "reports"), "brister": ("findings", ""),
    } if code == "sv" else {
        "red thread": ("initiative", "thread"), "readiness": ("launch", "use"), "raci": ("teams", "raci"), "pulse": ("teams", "teams"),
        "campaign kit": ("launch", "activities"), "gaps": ("findings", ""),
    }  # fmt: skip
    asked: list[tuple[str, str]] = []
    here.window.desk.went.connect(lambda page, _row, part: asked.append((page, part)))
    for typed, place in wanted.items():
        asked.clear()
        everything.search(typed)[0].do()
        assert asked == [place], typed
    here.settle()


def test_sheets_and_chapters_of_the_guide_are_found_too(house: Build) -> None:
    here = house("sv", with_sample=True)
    asked: list[str] = []
    here.window.desk.printing_asked.disconnect()
    here.window.desk.printing_asked.connect(lambda _subject, sheet, _row: asked.append(sheet))
    everything = Everything(here.window.desk, here.window.menuBar())
    next(f for f in everything.search("lanseringsaffisch") if f.told == "Blad att skriva ut").do()
    assert asked == ["launch_poster"]
    assert any(f.told == "Kapitel i guiden" for f in everything.search("blandade grupper"))


def test_every_tab_and_every_sheet_there_is_can_be_found() -> None:
    from verkstad.documents.press import SHEETS
    from verkstad.ui import destinations
    from verkstad.ui.screens import library_page, workshop_page
    from verkstad.ui.screens.following.page import FollowingScreen
    from verkstad.ui.screens.initiative import page as initiative_page
    from verkstad.ui.screens.insights.page import InsightsScreen
    from verkstad.ui.screens.inventory.page import InventoryScreen
    from verkstad.ui.screens.launch.page import LaunchScreen
    from verkstad.ui.screens.modules import page as modules_page
    from verkstad.ui.screens.plan.page import PlanScreen
    from verkstad.ui.screens.teams.page import TeamsScreen

    pages = (FollowingScreen, InsightsScreen, InventoryScreen, LaunchScreen, PlanScreen, TeamsScreen)
    tabs = {(page.key, tab.name, tab.words) for page in pages for tab in page.TABS}
    assert {(d.page, d.part, d.title) for d in destinations.TABS if d.page in {page.key for page in pages}} == tabs
    assert {d.part for d in destinations.TABS if d.page == "initiative"} == set(initiative_page.PARTS)
    assert {d.part for d in destinations.TABS if d.page == "modules"} == set(modules_page.TABS)
    assert {(d.part, d.title) for d in destinations.TABS if d.page == "workshop"} == {(k, n) for k, n, _m in workshop_page.PARTS}
    assert {(d.part, d.title) for d in destinations.TABS if d.page == "library"} == set(library_page.TABS)
    sheets = {(k.name, k.title, k.of) for k in SHEETS.values() if k.name != "pack"}
    listed = {(n, t, "workshop") for n, t in destinations.OF_A_WORKSHOP} | {(n, t, "initiative") for n, t in destinations.OF_AN_INITIATIVE}
    assert listed == sheets


def test_a_person_leads_on_to_her_actions_and_her_teams(house: Build) -> None:
    here = house("sv", with_sample=True)
    everything = Everything(here.window.desk, here.window.menuBar())
    person, doing = next((id, does) for id, does in everything._does.items() if id and {r[0] for r in does} == {"action", "team"})
    name = next(title for kind, title, _folded, id in everything._rows if kind == "person" and id == person)
    found = everything.search(name)
    at = next(n for n, f in enumerate(found) if f.title == name and f.told == "Person")
    assert [f.title for f in found[at + 1 : at + 1 + len(doing)]] == [row[1].replace("\n", " ") for row in doing]
    assert all(name in f.told for f in found[at + 1 : at + 1 + len(doing)])
