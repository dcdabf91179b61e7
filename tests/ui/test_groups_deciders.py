"""Who decides: said in the list that comes in, told where it is lacking, and set from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.ui.conftest import House
from tests.ui.test_groups import Day_, InHouse, at_once, press
from verkstad.app import groupings, people
from verkstad.app.printing import workshop_paper
from verkstad.domain.grouping import Round
from verkstad.domain.workshop import Participation
from verkstad.i18n import language
from verkstad.ui.fields import LineField
from verkstad.ui.screens.teams.words import Carried
from verkstad.wording_groups import lacking_words

__all__ = ["at_once"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([("omgång 1", 4)], "4 grupper saknar någon som beslutar"),
        ([("omgång 1", 4), ("omgång 2", 4)], "4 grupper i båda omgångarna saknar någon som beslutar"),
        ([("omgång 1", 4)] + [("omgång 2", 4)] * 2, "4 grupper i var och en av de 3 omgångarna saknar någon som beslutar"),
        ([("omgång 1", 0), ("omgång 2", 1)], "1 grupp i omgång 2 saknar någon som beslutar"),
        ([("omgång 1", 2), ("omgång 2", 3)], "2 grupper i omgång 1 och 3 grupper i omgång 2 saknar någon som beslutar"),
    ],
)
def test_groups_that_lack_something_are_counted_a_round_at_a_time(counts: list[tuple[str, int]], said: str) -> None:
    assert lacking_words("decider", "", counts, language("sv")) == said


def test_a_list_with_a_role_that_decides_makes_deciders_who_are_spread_over_the_groups(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house(), 0)
    rows = ["Namn\tEnhet\tRoll"] + [f"P{at} Ek\t{('Hemtjänsten', 'Bygglov')[at % 2]}\t{'beslutar' if at < 3 else ''}" for at in range(12)]
    seen: list[str] = []
    day.house.dialogs.then = [lambda sheet: (seen.append(sheet.units.text()), sheet.import_button.click())]
    QGuiApplication.clipboard().setText("\r\n".join(rows))
    day.part.paste()
    day.house.settle()
    assert "3 beslutar i workshoppen." in seen[0]
    parts = [x.participation.part for x in day.bench.ask(people.participants, day.workshop)]
    assert parts.count("decider") == 3 and len(parts) == 12
    day.bench.undo()
    assert not day.bench.ask(people.participants, day.workshop)


def test_the_groups_say_who_is_lacking_by_round_and_lead_to_where_it_is_set(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    assert day.groups.deciders_button.isHidden()
    view = day.groups.view
    assert view is not None
    day.bench.do(groupings.choose_number, view.grouping.id, 4)
    day.bench.do(groupings.need_in_every_group, view.grouping.id, "decider")
    day.house.settle()
    day.groups.mix()
    day.wait()
    assert "4 grupper i båda omgångarna saknar någon som beslutar" in day.groups.score.text()
    day.house.window.activateWindow()
    day.house.settle()
    press(day.groups.deciders_button)
    day.house.settle()
    inspector: Any = day.part._inspector
    assert day.part.table.isVisible() and inspector.isVisible() and len(day.part.table.selected()) == 1
    assert day.house.window.focusWidget() is inspector.part.box


def test_the_order_of_names_is_one_in_the_list_at_the_door_in_the_groups_and_on_paper(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house())
    day.mixed()
    order = sorted((x.person.name for x in day.bench.ask(people.participants, day.workshop)), key=language("sv").sort_key)
    assert order[-1].startswith("Örjan") and order[0] == "Amina Lind"  # as it is written, å ä ö last
    card = day.groups.board.cards[0]
    seated = [card._who(p) for p in card.members.lines.shown]
    assert seated == [name for name in order if name in seated] and len(seated) > 2
    assert [p.name for p in workshop_paper(day.bench.library, day.workshop).people] == order
    day.part.show_view(3)
    day.house.settle()
    assert [x.person.name for x in day.part.door.list.lines.shown] == order
    day.part.show_view(0)
    day.house.settle()
    assert [x.person.name for x in day.part.table.model.shown] == order


def drop_on(card: Any, who: str, source: int, at: QPointF) -> None:
    data = Carried((who,), (), str(source)).packed()
    over = QDragMoveEvent(at.toPoint(), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    card.dragEnterEvent(
        QDragEnterEvent(at.toPoint(), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    )
    card.dragMoveEvent(over)
    drop = QDropEvent(at, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop)
    card.dropEvent(drop)


def test_somebody_dragged_onto_another_changes_places_with_her_and_onto_the_ground_she_moves(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house())
    day.mixed()
    cards = day.groups.board.cards
    one, other = cards[0].people[1], cards[1].people[2]
    sizes = [len(c.people) for c in cards]
    spot = cards[1].members.viewport().mapTo(cards[1], cards[1].members.visualRect(cards[1].members.lines.index(2)).center())
    drop_on(cards[1], one, 0, QPointF(spot))
    day.house.settle()
    assert one in cards[1].people and other in cards[0].people and [len(c.people) for c in cards] == sizes
    assert cards[1].members.target is None and not cards[1].over
    day.bench.undo()
    day.house.settle()
    assert one in cards[0].people and other in cards[1].people
    drop_on(cards[1], one, 0, QPointF(12, 12))
    day.house.settle()
    assert one in cards[1].people and [len(c.people) for c in cards][:2] == [sizes[0] - 1, sizes[1] + 1]


def test_by_keyboard_two_change_places_with_alt_and_enter_on_each(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    cards = day.groups.board.cards
    one, other = cards[0].people[0], cards[1].people[0]
    for card, who in ((cards[0], one), (cards[1], other)):
        card.members.select({who}, str)
        card.members.setFocus()
        QTest.keyClick(card.members, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        day.house.settle()
        if card is cards[0]:
            assert "byter …" in card._fact(one) and day.groups.board.waiting
    assert one in cards[1].people and other in cards[0].people and not day.groups.board.waiting
    QTest.keyClick(cards[0].members, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert day.groups.board.waiting
    QTest.keyClick(cards[0].members, Qt.Key.Key_Escape)
    assert not day.groups.board.waiting


def test_the_board_marks_who_decides_with_an_icon_and_a_word(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    card = day.groups.board.cards[0]
    who = card.people[0]
    row = next(p.id for p in day.bench.library.children(Participation, day.workshop) if p.person == who)
    day.bench.do(people.change_part, (row,), "decider")
    day.house.settle()
    assert card._fact(who) == "beslutar" and card.members.lines.mark(who) == ("flag", "accent")
    assert [card.members.lines.mark(p) for p in card.people].count(None) == len(card.people) - 1


def test_a_rule_begins_with_nobody_chosen_and_says_when_somebody_is_missing(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    seen: list[Any] = []

    def look(dialog: Any) -> None:
        assert (dialog.one.value(), dialog.other.value()) == ("", "")
        seen.append((dialog.focusWidget(), dialog.form.box))
        dialog._on_done()
        seen.append(dialog.one.error.text())
        dialog.one.show_value(day.people[0])
        dialog._on_done()
        seen.append(dialog.other.error.text())

    day.house.dialogs.then = [look]
    press(day.groups.panel.rule_button)
    day.house.settle()
    assert seen[0][0] is seen[0][1] and seen[1:] == ["Välj någon.", "Välj någon."]
    assert day.groups.view is not None and not day.groups.view.rules


def test_a_round_is_renamed_and_moved_with_those_who_sit_in_it(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    groups = day.groups
    view = groups.view
    assert view is not None and groups.line is not None
    first, second = (r.id for r in view.rounds)
    assert groups.line.id == first
    seated = [g.people for g in groups.line.groups]

    def name(sheet: Any) -> None:
        field = sheet.findChild(LineField)
        field.line.setText("Speeddejten")
        sheet.accept()

    day.house.dialogs.then = [name]
    groups.rename_round()
    day.house.settle()
    tabs = [b.text() for b in groups._tabs.buttons()]
    assert tabs[0].startswith("Speeddejten")
    groups.move_round(1)
    day.house.settle()
    assert groups.view is not None and [r.id for r in groups.view.rounds] == [second, first]
    assert groups.line.id == first and [g.people for g in groups.line.groups] == seated
    assert [b.text().split(" · ")[0] for b in groups._tabs.buttons()[:2]] == ["Omgång 1", "Speeddejten"]
    menu = QMenu()
    groups._round_entries(menu)
    assert [a.text() for a in menu.actions() if a.text()] == ["Byt namn på omgången …", "Flytta omgången tidigare"]
    groups.move_round(-1)
    day.house.settle()
    assert [r.id for r in groups.view.rounds] == [first, second]
    for _step in range(3):
        day.bench.undo()
    assert [(r.id, r.title) for r in day.bench.library.children(Round, groups.view.grouping.id)] == [(first, ""), (second, "")]
