"""Empty phrases while somebody writes: underlined, asked about where the cursor stands, and never where they do not apply."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.conftest import House
from verkstad.app import decisions, goals, initiatives, phrases
from verkstad.domain.initiative import Goal
from verkstad.ui.guarding import Guard
from verkstad.ui.screens.initiative.page import InitiativeScreen

Build = Callable[..., House]

PHRASE = "Vi sätter kunden i centrum"


def writing(here: object) -> tuple[object, Guard]:
    """The statement of the first goal, opened for writing, with its guard."""
    page = here.window.current()  # type: ignore[attr-defined]
    assert isinstance(page, InitiativeScreen)
    statement = next(iter(page.overview.goal_cards.values())).statement
    statement.open()
    assert statement.guard is not None
    here.settle()  # type: ignore[attr-defined]
    return statement.field, statement.guard


def test_a_phrase_is_underlined_as_one_types_and_its_question_stands_below_the_cursor(house: Build) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    goal = here.bench.do(goals.add_goal, initiative, "Svar inom en dag")
    here.go("initiative", initiative)
    field, guard = writing(here)
    assert guard.marks == () and guard.question() == ""
    field.edit.moveCursor(QTextCursor.MoveOperation.End)  # type: ignore[attr-defined]
    field.edit.insertPlainText(". " + PHRASE)  # type: ignore[attr-defined]
    here.settle()
    assert [field.text()[m.start : m.end] for m in guard.marks] == ["kunden i centrum"]  # type: ignore[attr-defined]
    (drawn,) = field.edit.extraSelections()  # type: ignore[attr-defined]
    assert drawn.cursor.selectedText() == "kunden i centrum"
    assert "Vem gör vad annorlunda" in guard.question()
    field.edit.moveCursor(QTextCursor.MoveOperation.Start)  # type: ignore[attr-defined]
    assert guard.question() == ""
    QTest.keyClick(field.edit, Qt.Key.Key_Return)  # type: ignore[attr-defined]
    assert here.bench.library.need(Goal, goal).statement.endswith(PHRASE)


def test_the_question_is_the_tip_of_the_phrase(house: Build) -> None:
    here = house("en")
    initiative = here.bench.do(initiatives.new_initiative, "Same-day answers")
    here.bench.do(goals.add_goal, initiative, PHRASE)
    here.go("initiative", initiative)
    field, guard = writing(here)
    here.settle()
    cursor = QTextCursor(field.edit.document())  # type: ignore[attr-defined]
    cursor.setPosition(guard.marks[0].start + 2)
    at = field.edit.cursorRect(cursor).center()  # type: ignore[attr-defined]
    view = field.edit.viewport()  # type: ignore[attr-defined]
    QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, at, view.mapToGlobal(QPoint(at))))
    assert "Who does what differently" in QToolTip.text()


def test_a_phrase_that_does_not_apply_here_is_not_marked(house: Build) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.bench.do(goals.add_goal, initiative, PHRASE)
    here.bench.do(phrases.set_phrase_aside, initiative, "F001")
    here.go("initiative", initiative)
    _field, guard = writing(here)
    here.settle()
    assert guard.marks == ()


def test_rare_characters_before_a_phrase_do_not_move_its_mark(house: Build) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.bench.do(goals.add_goal, initiative, "\U0001f418\U0001f418 " + PHRASE)
    here.go("initiative", initiative)
    field, _guard = writing(here)
    here.settle()
    (drawn,) = field.edit.extraSelections()  # type: ignore[attr-defined]
    assert drawn.cursor.selectedText() == "kunden i centrum"


def test_a_decision_is_guarded_too(house: Build) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.bench.do(decisions.propose, initiative, PHRASE)
    here.go("initiative", initiative)
    page = here.window.current()
    assert isinstance(page, InitiativeScreen)
    statement = next(iter(page.overview.decision_cards.values())).statement
    statement.open()
    guard = statement.guard
    assert guard is not None
    here.settle()
    assert guard.marks


def test_what_the_initiative_is_for_and_a_new_goal_are_guarded_while_they_are_written(house: Build) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    overview = here.go("initiative", initiative).overview  # type: ignore[attr-defined]
    overview._soon.now()
    for guard, field in zip(overview.guards, (overview.why, overview.what, overview.how), strict=True):
        field.setFocus()
        field.edit.insertPlainText(PHRASE)
        here.settle()
        assert [m.platitude for m in guard.marks] and "Vem gör vad annorlunda" in guard.question()
    for line, told in ((overview.new_goal, overview.goal_guard.question), (overview.new_decision, overview.decision_guard.question)):
        line.setFocus()
        line.setText(PHRASE)
        here.settle()
        assert "Vem gör vad annorlunda" in told.text() and told.isVisibleTo(overview)
        line.setText("Svar inom en dag")
        here.settle()
        assert not told.isVisibleTo(overview)
