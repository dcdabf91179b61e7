"""The red thread walked by the keyboard alone from the decision to the result, heard as a screen reader hears it, and a loose end followed home."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.documents.test_red_thread_sheet import a_thread
from tests.journeys.hand import Hand
from tests.ui.conftest import House
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Measure, Pilot
from verkstad.domain.teams import Team
from verkstad.ui.screens.initiative.page import InitiativeScreen
from verkstad.ui.screens.initiative.thread_tab import ThreadTab

Build = Callable[..., House]
Key = Qt.Key


@pytest.fixture
def begun(house: Build) -> House:
    here = house("sv")
    a_thread(here.bench)
    here.settle()
    return here


def to_the_thread(here: House, hand: Hand) -> ThreadTab:
    """By mouse to the page, and from then on by keys."""
    hand.click(here.window, "Initiativ")
    hand.tab(here.window, "Den röda tråden")
    screen = here.window.current()
    assert isinstance(screen, InitiativeScreen)
    tab = screen.red_thread
    here.window.activateWindow()
    home = tab.home()
    assert home is not None
    home.setFocus(Qt.FocusReason.TabFocusReason)
    here.settle()
    return tab


def press(here: House, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(here.app.focusWidget(), key)
        here.settle()


def heard(here: House) -> str:
    """What a screen reader says of where the keyboard is."""
    widget = here.app.focusWidget()
    assert widget is not None
    told = QAccessible.queryAccessibleInterface(widget)
    assert told.state().focused
    return told.text(QAccessible.Text.Name)


def tree(tab: ThreadTab) -> list[str]:
    """The names of all that a screen reader comes to inside the picture, in its order."""
    root = QAccessible.queryAccessibleInterface(tab.view)
    children = [root.child(n) for n in range(root.childCount())]
    return [child.text(QAccessible.Text.Name) for child in children if not child.state().invisible]


def test_the_thread_is_walked_from_the_decision_to_the_result_by_arrows_alone(begun: House) -> None:
    here, hand = begun, Hand(begun)
    tab = to_the_thread(here, hand)
    assert heard(here) == "Beslut: Bygglov går först. Beslutat. Leder till 1 mål."
    said = []
    for _step in range(5):
        press(here, Key.Key_Right)
        said.append(heard(here))
    assert said == [
        "Mål: Svar inom sju dagar. Beslut. Hänger på 1 beslut. Leder till 1 modul.",
        "Modul: Altaner. Vald. Hänger på 1 mål. Leder till 1 team.",
        "Team: Team Altan. 0 medlemmar. Hänger på 1 modul. Leder till 1 pilot.",
        "Pilot: Svar på altaner. Mät först. Hänger på 1 team. Leder till 1 resultat.",
        "Resultat: Svarstid. 12 dagar före starten. Hänger på 1 pilot.",
    ]
    press(here, Key.Key_Right)
    assert heard(here) == said[-1], "the thread has an end"
    press(here, *[Key.Key_Left] * 5)
    assert heard(here).startswith("Beslut: Bygglov")
    press(here, Key.Key_End)
    assert heard(here) == said[-1]
    library = here.bench.library
    press(here, Key.Key_Return)
    assert here.window.current().key == "pilots", "Enter goes to what one stands on"
    ids = [library.all(kind)[0].id for kind in (Decision, Module, Team, Pilot, Measure)]
    assert tab.thread_ is not None and tab.thread_.together(ids[1]) >= set(ids)


def test_the_accessible_tree_holds_every_knot_and_every_loose_end_in_reading_order(begun: House) -> None:
    tab = to_the_thread(begun, Hand(begun))
    names = tree(tab)
    assert [name.split(":")[0] for name in names] == [
        "Beslut",
        "Mål",
        "Mål",
        "Modul",
        "Team",
        "Pilot",
        "Resultat",
        "Åtgärd",
        "Lös ände",
        "Lös ände",
    ]
    assert "Mål: Färre ska behöva ringa. Ord. Saknar beslut. Inget leder dit." in names
    assert "Lös ände: Saknar beslut. Mål: Färre ska behöva ringa" in names
    root = QAccessible.queryAccessibleInterface(tab.view)
    assert root.text(QAccessible.Text.Name) == "Den röda tråden"
    assert "2 lösa ändar" in root.text(QAccessible.Text.Description)


def test_a_loose_end_is_found_by_f8_and_followed_to_its_page(begun: House, qtbot: QtBot) -> None:
    here = begun
    tab = to_the_thread(here, Hand(here))
    press(here, Key.Key_F8)
    assert heard(here).startswith("Mål: Färre ska behöva ringa.")
    loose = here.bench.library.where(Goal, statement="Färre ska behöva ringa")[0].id
    assert tab.side.fields.keys() == {"no_decision"}, "no module is free to lead there"
    press(here, Key.Key_Return)
    screen = here.window.current()
    assert isinstance(screen, InitiativeScreen)
    assert screen.part_shown() == "overview" and screen.overview._chosen == loose
    words = screen.overview.goal_cards[loose].statement.words
    qtbot.waitUntil(words.hasFocus, timeout=5_000)
    hand = Hand(here)
    hand.tab(here.window, "Den röda tråden")
    tab.home().setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[union-attr]
    here.settle()
    assert heard(here).startswith("Mål: Färre"), "one comes back to where one stood"
    press(here, Key.Key_F8)
    assert heard(here) == "Åtgärd: Skriv om brevet. Leder inte till något mål."
    press(here, Key.Key_Return)
    assert here.window.current().part_shown() == "actions"
    assert [line.action.what for line in here.window.current().to_do.table.selected()] == ["Skriv om brevet"]


def test_a_loose_end_is_tied_where_one_stands_and_untied_by_undo(begun: House) -> None:
    here = begun
    tab = to_the_thread(here, Hand(here))
    press(here, Key.Key_F8)
    goal = tab.view.at
    field = tab.side.fields["no_decision"]
    assert field.control.accessibleName() == "Hänger på beslutet"
    field.setFocus()
    press(here, Key.Key_Down)
    assert here.bench.library.need(Goal, goal).decision is None  # the list is open, and one looks
    press(here, Key.Key_Down)
    press(here, Key.Key_Return)
    here.settle()
    decision = here.bench.library.all(Decision)[0].id
    assert here.bench.library.need(Goal, goal).decision == decision
    assert tab.count.text() == "2 lösa ändar" and (decision, goal) in tab.view.drawn.lines  # type: ignore[union-attr]
    assert "Mål: Färre ska behöva ringa. Beslut. Hänger på 1 beslut. Inget leder dit." in tree(tab)
    assert here.said[-1] == ("Ihopknutet.", True)
    here.window.undo()
    here.settle()
    assert here.bench.library.need(Goal, goal).decision is None and tab.view.at == goal
