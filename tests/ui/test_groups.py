"""The groups of a workshop in the window: wanted on the left, the board on the right, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from tests.ui.conftest import House
from tests.ui.people_room import clipped, nameless
from verkstad.app import agenda, group_plans, groupings, people, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.grouping import Grouping, GroupNeed, GroupRule, Round, Seat
from verkstad.domain.workshop import Day, Participation
from verkstad.mixing.search import Progress, Search
from verkstad.ui.screens.groups.mixing import Mixing
from verkstad.ui.screens.groups.page import GroupsView
from verkstad.ui.screens.teams.words import Carried

ALT = Qt.KeyboardModifier.AltModifier
NAMES = (
    "Åsa Bergström,Örjan Ek,Karin Öberg,Erik Lind,Fatima Hassan,Nils Åberg,Ingrid Dahl,Göran Berg,Amina Lind,Eva Ek,Lars Åkesson,Maria Dahl"
)


class InHouse:
    """What `Mixer` does, in this process: rests only when told to, so that a test sees it working."""

    hold = False

    def __init__(self, task: Any, seed: int = 1, *, seconds: float | None = None) -> None:
        self.search = Search(task, seed)
        self.state, self.error, self.plan = "working", None, None
        self.closed = False

    def poll(self) -> tuple[Progress, ...]:
        self.search.go(2_000)
        self.plan = self.search.plan
        if not type(self).hold:
            self.state = "resting"
        return (Progress(iterations=self.search.iterations, seconds=0.0, plan=self.plan, better=True, done=self.state == "resting"),)

    def stop(self) -> None:
        type(self).hold = False

    def go_on(self, *, seconds: float) -> None:
        self.state = "working"

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> type[InHouse]:
    monkeypatch.setattr(Mixing, "make", InHouse)
    InHouse.hold = False
    return InHouse


class Day_:
    """A workshop of twelve with two group blocks, at the groups."""

    def __init__(self, house: House, count: int = 12) -> None:
        self.house, self.bench = house, house.bench
        do = self.bench.do
        self.workshop = do(workshops.new_workshop, "Första steget", date="2026-11-24")
        day = self.bench.library.children(Day, self.workshop)[0].id
        for title, kind in (("Incheckning", "opening"), ("Skiva elefanten", "group"), ("Fika", "break"), ("Vem kan tänkas leda?", "group")):
            do(agenda.add_block, day, title=title, minutes=30, type=kind)
        self.blocks = [b.id for b in self.bench.library.children(AgendaBlock, day)]
        new = [
            NewPerson(*name.split(), f"p{at}@example.invalid", "", ("Hemtjänsten", "Bygglov", "IT")[at % 3])
            for at, name in enumerate(NAMES.split(",")[:count])
        ]
        self.people = do(people.import_people, new, workshop=self.workshop) if new else ()
        self.part = house.go("workshop", self.workshop, "people").part()  # type: ignore[attr-defined]
        self.part.show_view(2)
        house.settle()

    @property
    def groups(self) -> GroupsView:
        made: GroupsView = self.part.groups
        return made

    def mixed(self) -> None:
        """Make groups and mix them."""
        press(self.groups.begin.button)
        self.house.settle()
        press(self.groups.first.button)
        self.wait()

    def wait(self) -> None:
        mixing = self.groups.mixing
        for _ in range(2_000):
            if not mixing.working:
                break
            QTest.qWait(5)
        assert not mixing.working
        self.house.settle()

    def where(self, at: int) -> int | None:
        round = self.groups.line
        assert round is not None
        return next((g.number for g in round.groups if self.people[at] in g.people), None)

    def mark_absent(self, *at: int) -> None:
        rows = {p.person: p.id for p in self.bench.library.children(Participation, self.workshop)}
        self.bench.do(people.mark_absent, tuple(rows[self.people[i]] for i in at))
        self.house.settle()


def press(button: QWidget | None) -> None:
    assert button is not None and button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_empty_without_people_then_groups_for_the_group_blocks_then_everybody_seated(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house(), 0)
    assert day.groups.nobody.isVisible()
    press(day.groups.nobody.button)
    assert day.part.table.isVisible()
    new = [NewPerson(*name.split(), f"q{at}@example.invalid") for at, name in enumerate(NAMES.split(","))]
    day.people = day.bench.do(people.import_people, new, workshop=day.workshop)
    day.part.show_view(2)
    day.mixed()
    view = day.groups.view
    assert view is not None and [r.round.block for r in view.rounds] == [day.blocks[1], day.blocks[3]]
    assert all(sum(len(g.people) for g in r.groups) == 12 for r in view.rounds)
    assert [c.count.text() for c in day.groups.board.cards] == ["6", "6"]
    assert day.groups.score.text()


def test_size_wish_need_and_names_are_saved_as_they_are_left_and_undone(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    panel = day.groups.panel
    panel.count.line.setFocus()
    panel.count.line.selectAll()
    QTest.keyClicks(panel.count.line, "4")
    panel.count.settle()
    day.house.settle()
    row = day.bench.library.children(Grouping, day.workshop)[0]
    assert row.size == 4 and "3 grupper om 4" in panel.makes.text()
    panel.tables.edit.setFocus()
    QTest.keyClicks(panel.tables.edit, "Asken")
    panel.tables.settle()
    day.house.settle()
    assert day.groups.board.cards[0].title.text() == "Asken" and day.groups.board.cards[1].title.text() == "Bord 2"
    menu = panel.need_menu()
    next(a for a in menu.actions() if a.text() == "Någon som beslutar").trigger()
    day.house.settle()
    assert day.bench.library.children(GroupNeed, row.id)[0].form == "decider"
    assert "Ingen här beslutar" in day.groups.board.cards[0].gaps.text()
    press(panel.needs.rows[0].findChildren(QWidget)[-1])
    day.house.settle()
    assert not day.bench.library.children(GroupNeed, row.id)
    for _ in range(4):
        day.house.window.desk.bench.undo()
    day.house.settle()
    assert day.bench.library.children(Grouping, day.workshop)[0].size == 5


def test_too_large_a_number_is_said_and_nothing_is_written(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    press(day.groups.begin.button)
    day.house.settle()
    field = day.groups.panel.count
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "9999")
    field.settle()
    assert field.error.text()
    assert day.bench.library.children(Grouping, day.workshop)[0].size == 5


def test_alt_and_an_arrow_moves_a_person_who_is_locked_and_undo_brings_her_and_the_score_back(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house())
    day.mixed()
    card = day.groups.board.cards[0]
    who, score = card.people[0], day.groups.score.text()
    before = day.groups.view.score  # type: ignore[union-attr]
    card.members.setFocus()
    card.members.select({who}, str)
    QTest.keyClick(card.members, Qt.Key.Key_Right, ALT)
    day.house.settle()
    target = day.groups.board.cards[1]
    assert who in target.people and day.house.window.focusWidget() is target.members and target.members.chosen() == [who]
    assert day.groups.view.score != before  # type: ignore[union-attr]
    assert who in day.groups.line.groups[1].locked  # type: ignore[union-attr]
    day.bench.undo()
    day.house.settle()
    assert who in card.people and day.groups.score.text() == score
    assert day.groups.view.score == before  # type: ignore[union-attr]


def test_a_person_is_dragged_to_another_group(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    cards = day.groups.board.cards
    who = cards[0].people[2]
    data: QMimeData = Carried((who,), (), "0").packed()
    drop = QDropEvent(
        QPointF(20, 20), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QEvent.Type.Drop
    )
    cards[1].dropEvent(drop)
    day.house.settle()
    assert who in cards[1].people and len(cards[0].people) == 5


def test_enter_locks_and_the_menu_makes_rules_of_two(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    card = day.groups.board.cards[0]
    one, two = card.people[:2]
    card.members.setFocus()
    card.members.select({one}, str)
    QTest.keyClick(card.members, Qt.Key.Key_Return)
    assert one in day.groups.line.groups[0].locked  # type: ignore[union-attr]
    QTest.keyClick(card.members, Qt.Key.Key_Return)
    assert one not in day.groups.line.groups[0].locked  # type: ignore[union-attr]
    card.members.select({one, two}, str)
    menu: QMenu = day.groups.menu_for((one, two), 0)
    next(a for a in menu.actions() if a.text() == "Håll isär de två").trigger()
    day.house.settle()
    grouping = day.bench.library.children(Grouping, day.workshop)[0].id
    assert [r.form for r in day.bench.library.children(GroupRule, grouping)] == ["apart"]
    assert "Mot en regel" in card.gaps.text() and "1 regel bryts" in day.groups.score.text()


def test_stopping_keeps_the_best_and_the_window_answers_meanwhile(house: Callable[..., House], at_once: type[InHouse]) -> None:
    here = house()
    day = Day_(here)
    press(day.groups.begin.button)
    day.house.settle()
    at_once.hold = True
    press(day.groups.first.button)
    QTest.qWait(100)
    assert day.groups.mixing.working and day.groups.bar.isVisible() and here.window.focusWidget() is day.groups.cancel_button
    assert not day.bench.library.all(Seat)
    QTest.keyClick(day.groups.cancel_button, Qt.Key.Key_Escape)
    day.wait()
    assert len(day.bench.library.all(Seat)) == 24
    assert day.bench.undo_step is not None and day.bench.undo_step.label == "Mix the groups"
    day.bench.undo()
    assert not day.bench.library.all(Seat)


def test_looking_further_takes_only_what_is_better(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    if not day.groups.mixing.may_go_on:
        day.bench.do(groupings.choose_size, day.groups._grouping, 4)
        day.bench.do(groupings.add_round, day.groups._grouping)
        day.bench.do(groupings.add_round, day.groups._grouping)
        day.groups.mix()
        day.wait()
    before = day.groups.view.score  # type: ignore[union-attr]
    assert before is not None
    if day.groups.mixing.may_go_on:
        press(day.groups.further_button)
        day.wait()
        after = day.groups.view.score  # type: ignore[union-attr]
        assert after is not None and not before < after


def test_nobody_moves_when_somebody_stays_away_and_mending_is_offered_first(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.bench.do(groupings.new_grouping, day.workshop, size=4, blocks=day.blocks[1:2])
    day.groups.refresh()
    press(day.groups.first.button)
    day.wait()
    cards = day.groups.board.cards
    assert not day.groups.notices.isVisible()
    gone = [day.people.index(p) for p in cards[0].people[:2]]
    rest = [c.people for c in cards[1:3]]
    day.mark_absent(gone[0])
    assert not day.groups.notices.isVisible() and "Borta:" in cards[0].gaps.text()
    day.mark_absent(gone[1])
    assert [c.people for c in cards[1:3]] == rest
    assert "är 2 färre än den största sedan" in day.groups.notice.text()
    press(day.groups.mend_button)
    day.wait()
    assert sorted(len(c.people) for c in cards[:3]) == [3, 3, 4]
    assert day.house.said[-1] == ("1 person byter grupp.", True)


def test_rules_that_cannot_be_met_are_said_in_a_sentence_with_names(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    press(day.groups.begin.button)
    day.house.settle()
    for other in day.people[1:7]:
        day.bench.do(groupings.keep_together, day.groups._grouping, day.people[0], other)
    day.house.settle()
    press(day.groups.first.button)
    day.house.settle()
    said = day.groups.refusal.text()
    assert day.groups.refusal.isVisible() and "ska 7 personer sitta ihop" in said
    assert any(name in said for name in NAMES.split(",")) and not any(id in said for id in day.people)
    assert not day.bench.library.all(Seat)


def test_a_round_gets_its_block_and_one_more_round_is_mixed_by_itself(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    day.mixed()
    press(day.groups.panel.more)
    day.house.settle()
    grouping = day.groups._grouping
    rounds = day.bench.library.children(Round, grouping)
    assert len(rounds) == 3
    day.groups.panel.rounds[2][0].box.setCurrentIndex(1)
    day.groups.panel.rounds[2][0].box.activated.emit(1)
    assert day.bench.library.need(Round, rounds[2].id).block == day.blocks[0]
    day.groups._on_tab(2)
    day.house.settle()
    assert day.groups.first.isVisible()


def test_roles_without_names_show_nobody_by_name(house: Callable[..., House], at_once: type[InHouse]) -> None:
    from dataclasses import replace

    here = house()
    day = Day_(here)
    desk = here.window.desk
    desk.settings = replace(desk.settings, names=False)
    day.mixed()
    shown = " ".join(card._who(p) for card in day.groups.board.cards for p in card.people)
    assert "Bergström" not in shown and "Hemtjänsten" in shown


@pytest.mark.parametrize(("code", "theme"), [("sv", "light"), ("en", "dark"), ("xx", "light")])
def test_nothing_is_cut_or_nameless_in_the_small_window(house: Callable[..., House], at_once: type[InHouse], code: str, theme: str) -> None:
    here = house(code, theme, (1024, 640))
    day = Day_(here)
    day.mixed()
    assert nameless(day.groups) == []
    assert clipped(day.groups) == []
    assert here.window.width() == 1024


def test_the_real_search_in_its_own_process_mixes_and_is_ended_when_the_page_is_left(house: Callable[..., House]) -> None:
    day = Day_(house())
    press(day.groups.begin.button)
    day.house.settle()
    wish = day.bench.ask(group_plans.asked, day.groups._grouping, today="2026-11-24")
    day.groups.mixing.start(wish, seconds=0.2)
    day.wait()
    assert len(day.bench.library.all(Seat)) == 24
    day.groups.leave()
    assert day.groups.mixing.plan is None


def test_f1_opens_the_guide_at_the_groups_and_ctrl_p_proposes_the_lists(house: Callable[..., House], at_once: type[InHouse]) -> None:
    here = house()
    day = Day_(here)
    assert here.window.current().guide() == "groups" and here.window.current().sheet() == "groups"  # type: ignore[attr-defined]
    day.part.show_view(0)
    assert here.window.current().guide() == ""  # type: ignore[attr-defined]


def test_who_breaks_a_group_by_staying_away_is_told_at_the_door_and_above_the_list(
    house: Callable[..., House], at_once: type[InHouse]
) -> None:
    day = Day_(house())
    day.bench.do(groupings.new_grouping, day.workshop, size=4, blocks=day.blocks[1:2])
    day.groups.refresh()
    press(day.groups.first.button)
    day.wait()
    one, two = (day.people.index(p) for p in day.groups.board.cards[0].people[:2])
    day.mark_absent(one)
    day.part.show_view(3)
    door = day.part.door
    door._point(next(x.id for x in door.list.lines.shown if x.person.id == day.people[two]))
    QTest.keyClick(door.line, Qt.Key.Key_X)
    assert "Bord 1 är 2 färre än den största sedan" in door.last.text()
    day.part.show_view(0)
    day.house.settle()
    assert day.part.warnings.isVisible() and "Bord 1 är 2 färre" in day.part.warnings.text()


def test_the_keyboard_alone_makes_groups_mixes_moves_and_takes_back(house: Callable[..., House], at_once: type[InHouse]) -> None:
    day = Day_(house())
    window = day.house.window

    def key(which: Qt.Key, *more: Any) -> None:
        QTest.keyClick(window.focusWidget(), which, *more)
        day.house.settle()

    day.groups.begin.button.setFocus()  # type: ignore[union-attr]
    key(Qt.Key.Key_Space)
    for _ in range(30):
        if window.focusWidget() is day.groups.first.button:
            break
        key(Qt.Key.Key_Tab)
    assert window.focusWidget() is day.groups.first.button
    key(Qt.Key.Key_Space)
    day.wait()
    assert len(day.bench.library.all(Seat)) == 24
    first = day.groups.home()
    assert first is day.groups.board.cards[0].members
    first.setFocus(Qt.FocusReason.TabFocusReason)
    first.select({first.lines.shown[0]}, str)  # type: ignore[attr-defined]
    who = first.chosen()[0]  # type: ignore[attr-defined]
    key(Qt.Key.Key_Right, ALT)
    assert who in day.groups.board.cards[1].people
    key(Qt.Key.Key_Left, ALT)
    assert who in day.groups.board.cards[0].people
    day.bench.undo()
    day.house.settle()
    assert who in day.groups.board.cards[1].people
