"""A click that ends the writing of something else counts, whatever moves when that is saved: under a real mouse, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import House
from verkstad.app import decisions, goals, initiatives, workshops
from verkstad.domain.initiative import Decision
from verkstad.ui.controls import CardButton

Build = Callable[..., House]
LONG = "Bygglov går före annat. " * 12


def with_proposals(house: Build) -> tuple[House, Any, list[str]]:
    here = house("sv", "light", (1360, 1000))
    made = here.bench.do(initiatives.new_initiative, "Svar samma dag", route="slice")
    rows = [here.bench.do(decisions.propose, made, words) for words in ("Bygglov", "Kvarnen först")]
    view = here.go("initiative", made).overview  # type: ignore[attr-defined]
    here.window.activateWindow()
    QTest.qWaitForWindowActive(here.window)
    view._scroll.ensureWidgetVisible(view.decision_cards[rows[1]], 0, 60)
    here.settle()
    return here, view, rows


def press(here: House, widget: QWidget) -> QPoint:
    """The button of the mouse goes down on the middle of it, and the window has time to be laid out again: where that was."""
    point = widget.mapTo(here.window, widget.rect().center())
    QTest.mousePress(here.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    here.settle()
    return point


def release(here: House, point: QPoint) -> None:
    QTest.mouseRelease(here.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    here.settle()


def move(here: House, point: QPoint) -> None:
    QTest.mouseMove(here.window.windowHandle(), point)
    here.settle()


def written(here: House, view: Any, row: str, words: str) -> None:
    statement = view.decision_cards[row].statement
    statement.open()
    here.settle()
    statement.field.edit.setPlainText(words)
    here.settle()
    assert statement.field.edit.hasFocus()


def test_a_button_that_slides_away_as_the_title_above_it_is_saved_is_still_clicked(house: Build) -> None:
    here, view, (first, _second) = with_proposals(house)
    card = view.decision_cards[first]
    written(here, view, first, LONG)
    before = card.button.mapTo(here.window, QPoint(0, 0))
    point = press(here, card.button)
    assert card.button.mapTo(here.window, card.button.rect().topLeft()) != before  # else this says nothing
    assert not card.button.rect().contains(card.button.mapFrom(here.window, point))
    assert here.bench.library.need(Decision, first).statement == LONG.strip()
    move(here, point + QPoint(1, 1))  # no hand is quite still
    release(here, point + QPoint(1, 1))
    assert here.bench.library.need(Decision, first).state == "decided"
    assert here.window.focusWidget() is view.inspector.decision.by.line
    here.bench.undo()
    row = here.bench.library.need(Decision, first)
    assert (row.state, row.statement) == ("proposed", LONG.strip())
    here.bench.undo()
    assert here.bench.library.need(Decision, first).statement == "Bygglov"


def test_a_button_of_another_card_is_clicked_after_something_was_written_in_the_panel(house: Build) -> None:
    here, view, (first, second) = with_proposals(house)
    view.choose(first)
    here.settle()
    field = view.inspector.decision.wait
    field.setFocus()
    field.edit.setPlainText("Ett\ntu\ntre\nfyra")
    here.settle()
    button = view.decision_cards[second].button
    point = press(here, button)
    assert not button.rect().contains(button.mapFrom(here.window, point))
    release(here, point)
    assert here.bench.library.need(Decision, first).deprioritised.startswith("Ett")
    assert here.bench.library.need(Decision, second).state == "decided"


def test_the_card_of_a_workshop_is_clicked_after_something_was_written_above_it(house: Build) -> None:
    here, view, (first, _second) = with_proposals(house)
    workshop = here.bench.do(workshops.new_workshop, "Startmöte", initiative=view.found.initiative.id)
    here.settle()
    QTest.qWait(50)
    card = next(card for card in view.findChildren(CardButton) if card.isVisible() and "Startmöte" in card.accessibleName())
    view._scroll.ensureWidgetVisible(card, 0, 60)
    written(here, view, first, "Bygglov före annat.")
    view._scroll.ensureWidgetVisible(card, 0, 60)
    here.settle()
    release(here, press(here, card))
    assert here.bench.library.need(Decision, first).statement == "Bygglov före annat."
    assert here.window.current().subject() == workshop


def test_a_mouse_that_is_drawn_off_before_it_lets_go_clicks_nothing(house: Build) -> None:
    here, view, (first, _second) = with_proposals(house)
    written(here, view, first, LONG)
    point = press(here, view.decision_cards[first].button)
    move(here, point + QPoint(-200, 0))
    release(here, point + QPoint(-200, 0))
    assert here.bench.library.need(Decision, first).state == "proposed"
    assert not view.decision_cards[first].button.isDown()


def test_what_is_wrong_in_a_box_of_a_goal_makes_room_for_itself_inside_the_window(house: Build) -> None:
    here = house("sv", "light", (1366, 768))
    made = here.bench.do(initiatives.new_initiative, "Svar samma dag", route="slice")
    goal = here.bench.do(goals.add_goal, made, "Svar inom sju dagar")
    view = here.go("initiative", made).overview  # type: ignore[attr-defined]
    card = view.goal_cards[goal]
    card.open_box("baseline")
    popover = card.popover
    popover.show_at(here.window.mapToGlobal(QPoint(300, 760)))
    here.settle()
    height = popover.height()
    for field in popover.fields:
        if not hasattr(field, "_people"):
            field.control.setText("tolv")
        field._touched()
        field.settle()
    here.settle()
    wrong = [field.error for field in popover.fields if field.error.text()]
    assert len(wrong) >= 3 and popover.height() > height
    for words in wrong:
        assert words.height() >= words.heightForWidth(words.width())
    stacked = [field.geometry() for field in popover.fields]
    assert not any(a.intersects(b) for at, a in enumerate(stacked) for b in stacked[at + 1 :])
    inside = here.window.mapFromGlobal(popover.mapToGlobal(popover.rect().bottomRight()))
    assert here.window.rect().contains(inside)
    popover.close()
