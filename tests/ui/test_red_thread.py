"""The picture of the red thread in the window: by mouse, when it is empty, in every size, and with what there is no room for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from tests.documents.test_red_thread_sheet import a_thread
from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import goals, initiatives, modules
from verkstad.domain.actions import Action
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.modules import Module
from verkstad.picture.shapes import Label
from verkstad.ui.screens.initiative.page import InitiativeScreen
from verkstad.ui.screens.initiative.thread_tab import ThreadTab
from verkstad.ui.screens.initiative.thread_view import LooseButton

Build = Callable[..., House]


def opened(here: House, change: str) -> ThreadTab:
    here.window.activateWindow()
    screen = here.go("initiative", change, "thread")
    assert isinstance(screen, InitiativeScreen) and screen.part_shown() == "thread"
    return screen.red_thread


def begun(house: Build, code: str = "sv", **facts: object) -> tuple[House, str, ThreadTab]:
    here = house(code, **facts)
    change = a_thread(here.bench)
    return here, change, opened(here, change)


def end_of(tab: ThreadTab, words: str) -> LooseButton:
    (end,) = [e for e in tab.view.ends if words in e.accessibleName()]
    return end


def most_lines(tab: ThreadTab) -> int:
    """Lines of the longest title of a module."""
    assert tab.view.drawn is not None
    cards = {p.key: p for p in tab.view.drawn.places if p.kind == "module"}
    titles = [s for s in tab.view.drawn.picture.shapes if isinstance(s, Label) and s.style == "thread.title"]
    return max(sum(p.x <= s.x <= p.x + p.width and p.y <= s.y <= p.y + p.height for s in titles) for p in cards.values())


def test_a_click_on_a_card_goes_to_its_row(house: Build) -> None:
    here, change, tab = begun(house)
    for kind, page in (("module", "modules"), ("team", "teams"), ("pilot", "pilots"), ("result", "pilots"), ("decision", "initiative")):
        assert tab.thread_ is not None
        QTest.mouseClick(tab.view.buttons[tab.thread_.column(kind)[0].id], Qt.MouseButton.LeftButton)
        here.settle()
        assert here.window.current().key == page
        opened(here, change)


def test_pointing_at_a_card_lights_what_hangs_together_with_it(house: Build) -> None:
    here, _change, tab = begun(house)
    library = here.bench.library
    module = library.all(Module)[0].id
    tab.view.hover(module)
    assert module in tab.view._lit and library.all(Decision)[0].id in tab.view._lit
    assert library.where(Goal, statement="Färre ska behöva ringa")[0].id not in tab.view._lit
    before = tab.view.grab().toImage()
    tab.view.hover("")
    assert tab.view._lit == frozenset() and tab.view.grab().toImage() != before


def test_the_ring_of_a_loose_end_is_a_target_that_offers_to_tie_it(house: Build) -> None:
    here, _change, tab = begun(house)
    library = here.bench.library
    assert all(e.width() >= 24 and e.height() >= 24 and e.accessibleName() and e.toolTip() for e in tab.view.ends)
    goal = library.where(Goal, statement="Färre ska behöva ringa")[0].id
    QTest.mouseClick(end_of(tab, "Saknar beslut"), Qt.MouseButton.LeftButton)
    here.settle()
    menu = tab.findChild(QMenu)
    assert menu is not None and [a.text() for a in menu.actions()] == ["Hänger på beslutet", "Skapa först: modul", "Gå dit"]
    menu.actions()[0].menu().actions()[0].trigger()
    menu.close()
    here.settle()
    assert library.need(Goal, goal).decision == library.all(Decision)[0].id
    assert here.said[-1] == ("Ihopknutet.", True)


def test_a_goal_nothing_leads_to_takes_a_free_module_and_an_action_a_goal_in_one_step_each(house: Build) -> None:
    here, change, tab = begun(house)
    library = here.bench.library
    goal = library.where(Goal, statement="Färre ska behöva ringa")[0].id
    free = here.bench.do(modules.add_module, change, "Uterum")
    here.settle()
    tab.view.stand_on(goal)
    field = tab.side.fields["nothing_leads"]
    assert field.label.text() == "En modul som leder dit"
    field.box.setCurrentIndex(field.box.findData(free))
    field._on_activated(0)
    here.settle()
    assert library.need(Module, free).goal == goal
    action = library.all(Action)[0].id
    tab.view.stand_on(action)
    field = tab.side.fields["no_goal"]
    field.box.setCurrentIndex(field.box.findData(goal))
    field._on_activated(0)
    here.settle()
    assert library.need(Action, action).goal == goal and not any(p.kind == "action" for p in tab.view.drawn.places)  # type: ignore[union-attr]


def test_an_empty_change_says_what_is_drawn_here_and_leads_to_the_first_decision(house: Build) -> None:
    here = house("sv")
    change = here.bench.do(initiatives.new_initiative, "Ny")
    tab = opened(here, change)
    assert tab.empty.isVisible() and tab.empty.button is not None and not tab.area.isVisible()
    tab.empty.button.click()
    here.settle()
    screen = here.window.current()
    assert isinstance(screen, InitiativeScreen) and screen.part_shown() == "overview" and screen.overview.new_decision.hasFocus()


def test_an_empty_column_is_a_way_to_where_its_first_is_made(house: Build) -> None:
    here = house("sv")
    change = here.bench.do(initiatives.new_initiative, "Ny")
    here.bench.do(modules.add_module, change, "Altaner")
    tab = opened(here, change)
    assert [b.accessibleName() for b in tab.view.buttons.values()] == [
        "Inget beslut än.", "Inget mål än.", "Modul: Altaner. Skiss.", "Inget team än.", "Ingen pilot än.", "Inget resultat än.",
    ]  # fmt: skip
    assert tab.count.text() == "Inga lösa ändar"
    QTest.mouseClick(tab.view.buttons["missing:goal"], Qt.MouseButton.LeftButton)
    here.settle()
    assert here.window.current().overview.new_goal.hasFocus()
    opened(here, change)
    tab.view.buttons["missing:team"].click()
    here.settle()
    assert here.window.current().key == "teams"


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("size", [(1024, 640), (1366, 768)])
def test_all_columns_are_in_sight_with_two_lines_of_words_and_nothing_is_clipped(house: Build, code: str, size: tuple[int, int]) -> None:
    here = house(code, size=size, with_sample=True)
    assert here.sample is not None
    tab = opened(here, here.sample.initiative)
    assert clipped(tab) == [] and nameless(tab) == []
    assert here.window.current().inspector() is None and tab.area.horizontalScrollBar().maximum() == 0
    assert most_lines(tab) == 2
    tab.turn_size()
    here.settle()
    assert tab.area.horizontalScrollBar().maximum() > 0 and not any(p.hidden for p in tab.view.drawn.places)  # type: ignore[union-attr]
    tab.turn_size()
    here.settle()
    assert tab.area.horizontalScrollBar().maximum() == 0


def test_the_panel_comes_when_one_walks_in_the_picture_holds_its_words_and_folds_away(house: Build) -> None:
    here = house("sv", size=(1366, 768), with_sample=True)
    assert here.sample is not None
    tab, page = opened(here, here.sample.initiative), here.window.current()
    assert page.inspector() is None and not tab.side.isVisible()
    for goal in tab.thread_.column("goal"):  # type: ignore[union-attr]
        tab.view.stand_on(goal.id)
        here.settle()
        assert page.inspector() is tab.side and tab.side.isVisible()
        area = here.window._inspectors[tab.side]
        assert tab.side.minimumSizeHint().width() <= area.viewport().width() and tab.side.width() <= area.viewport().width()
    QTest.keyClick(tab.view.buttons[tab.view.at], Qt.Key.Key_Escape)
    here.settle()
    assert page.inspector() is None and not tab.side.isVisible() and tab.area.horizontalScrollBar().maximum() == 0


def test_a_loose_end_is_tied_from_the_keyboard_when_one_has_looked_and_not_before(house: Build) -> None:
    here, _change, tab = begun(house)
    library = here.bench.library
    action = library.all(Action)[0].id
    tab.view.stand_on(action)
    here.settle()
    box = tab.side.fields["no_goal"].box
    at = box.nextInFocusChain()
    while not (at.focusPolicy() & Qt.FocusPolicy.TabFocus and tab.side.isAncestorOf(at)):
        at = at.nextInFocusChain()
    assert at is tab.side.to
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.view().isVisible() and library.need(Action, action).goal is None
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    assert library.need(Action, action).goal is None
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    here.settle()
    assert library.need(Action, action).goal is not None


def test_a_crowded_column_counts_the_rest_which_leads_to_its_page(house: Build) -> None:
    here = house("sv")
    change = here.bench.do(initiatives.new_initiative, "Ny")
    for n in range(60):
        here.bench.do(modules.add_module, change, f"Modul {n}")
    tab = opened(here, change)
    button = tab.view.buttons["more:module"]
    assert "till: Modul: Modul" in button.accessibleName()
    button.click()
    here.settle()
    assert here.window.current().key == "modules"


def test_arrows_up_and_down_walk_the_column_and_reach_what_stands_beside(house: Build) -> None:
    here, _change, tab = begun(house)
    library = here.bench.library
    one, other = (library.where(Goal, statement=words)[0].id for words in ("Svar inom sju dagar", "Färre ska behöva ringa"))
    tab.view.stand_on(one)
    tab.view.walk("down")
    assert tab.view.at == other
    tab.view.walk("up")
    assert tab.view.at == one
    tab.view.stand_on(library.all(Decision)[0].id)
    tab.view.walk("down")
    assert tab.view.at == library.all(Action)[0].id
    tab.view.walk("up")
    assert tab.view.at == library.all(Decision)[0].id


def test_a_loose_end_with_nothing_to_tie_it_to_leads_to_where_that_is_made(house: Build) -> None:
    here = house("sv")
    change = here.bench.do(initiatives.new_initiative, "Ny")
    goal = here.bench.do(goals.add_goal, change, "Svar inom sju dagar")
    tab = opened(here, change)
    tab.view.stand_on(goal)
    menu = tab.menu(goal)
    assert [a.text() for a in menu.actions()] == ["Skapa först: beslut", "Skapa först: modul", "Gå dit"]
    menu.actions()[0].trigger()
    here.settle()
    assert here.window.current().overview.new_decision.hasFocus()
    opened(here, change)
    tab.view.stand_on(goal)
    (make,) = [b for b in tab.side.findChildren(QPushButton) if b.accessibleName() == "Skapa först: modul"]
    make.click()
    here.settle()
    assert here.window.current().key == "modules"


def test_only_one_knot_is_a_stop_for_the_tab_key(house: Build) -> None:
    _here, _change, tab = begun(house)
    stops = [b for b in tab.view.buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [b.key for b in stops] == [tab.view.at]


def test_ctrl_p_proposes_the_red_thread_on_a3(house: Build) -> None:
    here, change, _tab = begun(house)
    screen = here.window.current()
    assert screen.sheet() == "red_thread" and screen.subject() == change


def test_the_overview_leads_to_the_picture(house: Build) -> None:
    here, change, _tab = begun(house)
    screen = here.go("initiative", change, "overview")
    screen.overview.as_picture.click()
    here.settle()
    assert screen.part_shown() == "thread" and here.window._tabs.currentIndex() == 2
