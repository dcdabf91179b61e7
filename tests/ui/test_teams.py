"""Teams through the real window: composed by keyboard and by mouse, with what they lack in words; proposals, charter, map, register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import House
from tests.ui.people_room import Room, cells, clipped, nameless
from tests.ui.team_room import Made, fill
from verkstad.app import initiatives, mandates, modules
from verkstad.domain.mandates import Mandate, Rating
from verkstad.domain.people import Person
from verkstad.domain.teams import Member, Team
from verkstad.ui.fields import ChoiceField
from verkstad.ui.screens.teams.mandates import RegisterPart
from verkstad.ui.screens.teams.page import BoardPart, TeamsScreen
from verkstad.ui.screens.teams.positions import MapPart
from verkstad.ui.screens.teams.words import Carried

Build = Callable[..., House]
ALT = Qt.KeyboardModifier.AltModifier


def begin(here: House, **more: int) -> tuple[Made, TeamsScreen]:
    made = fill(here.bench, **more)
    screen = here.go("teams")
    assert isinstance(screen, TeamsScreen)
    return made, screen


def members(here: House, team: str) -> list[str]:
    return [m.person or "" for m in here.bench.library.children(Member, team)]


def gaps(screen: TeamsScreen, team: str) -> str:
    return screen.board_part.cards[team].gaps.text().replace("\u00a0", " ")


def drop(target: Any, carried: Carried) -> None:
    data = carried.packed()
    for event, heard in ((QDropEvent, target.dropEvent),):
        heard(event(QPointF(20, 20), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


# ------------------------------------------------------------------------------------------------ composing


def test_a_page_without_teams_says_what_a_team_is_for_and_makes_the_first_by_name(house: Build) -> None:
    here = house()
    here.bench.do(initiatives.new_initiative, "Svar samma dag")
    screen = here.go("teams")
    part = screen.board_part  # type: ignore[attr-defined]
    assert part.inside.currentWidget() is part.empty
    part.empty.button.click()
    QTest.keyClicks(part.new_line, "Svarsteamet")
    QTest.keyClick(part.new_line, Qt.Key.Key_Return)
    here.settle()
    assert [t.title for t in here.bench.library.all(Team)] == ["Svarsteamet"]
    assert part.inside.currentWidget() is part.body and len(part.cards) == 1
    here.window.undo()
    here.settle()
    assert part.inside.currentWidget() is part.empty


def test_without_an_initiative_the_page_says_where_to_begin(house: Build) -> None:
    here = house()
    screen = here.go("teams")
    assert screen.stack.currentWidget() is screen.nothing  # type: ignore[attr-defined]
    assert screen.inspector() is None and screen.tabs() == ()  # type: ignore[attr-defined]


def test_a_team_is_composed_with_the_keyboard_alone_and_the_gaps_follow(house: Build) -> None:
    here = house()
    made, screen = begin(here, members=2)
    part = screen.board_part
    assert "Ingen från Bygglov" in gaps(screen, made.team)
    assert "Ingen får ändra öppettider och telefontider – det kräver nivå 2" in gaps(screen, made.team)
    assert part.find()
    search = part.side.pool.search
    QTest.keyClicks(search, "bygglov")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(part.side.pool.list, Qt.Key.Key_Return)
    here.settle()
    card = part.cards[made.team]
    assert len(members(here, made.team)) == 3
    assert "Ingen från Bygglov" not in gaps(screen, made.team)
    assert "Vilar på en enda person" in gaps(screen, made.team)
    card.members.setFocus()
    card.members.select({card.line.members[2].id}, lambda x: x.id)  # type: ignore[union-attr]
    QTest.keyClick(card.members, Qt.Key.Key_Delete)
    here.settle()
    assert len(members(here, made.team)) == 2 and "Ingen från Bygglov" in gaps(screen, made.team)
    here.window.undo()
    here.settle()
    assert len(members(here, made.team)) == 3


def test_enter_in_the_search_takes_the_first_that_was_found_and_says_who_is_in_already(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    search = screen.board_part.side.pool.search
    search.setText("klarspråk")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert here.said[-1][0] == "Redan med i teamet." and len(members(here, made.team)) == 3
    search.setText("finns inte")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert len(members(here, made.team)) == 3


def test_alt_and_an_arrow_move_a_member_to_the_next_team_and_within_the_team(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    part = screen.board_part
    card = part.cards[made.team]
    before = members(here, made.team)
    part.choose(made.team)
    card.members.setFocus()
    card.members.select({card.line.members[0].id}, lambda x: x.id)  # type: ignore[union-attr]
    QTest.keyClick(card.members, Qt.Key.Key_Down, ALT)
    assert members(here, made.team) == [before[1], before[0], before[2]]
    QTest.keyClick(card.members, Qt.Key.Key_Right, ALT)
    here.settle()
    assert members(here, made.team) == [before[1], before[2]] and members(here, made.other) == [before[0]]
    other = part.cards[made.other]
    assert part.current == made.other and [x.who.id for x in other.members.chosen()] == [before[0]]
    QTest.keyClick(other.members, Qt.Key.Key_Left, ALT)
    here.settle()
    assert members(here, made.other) == [] and before[0] in members(here, made.team)


def test_people_are_dropped_on_a_team_and_out_of_it(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    part = screen.board_part
    drop(part.cards[made.other], Carried((made.outsider, made.people[0])))
    assert members(here, made.other) == [made.outsider, made.people[0]]
    moved = part.cards[made.team].line.members[1]  # type: ignore[union-attr]
    packed = part.cards[made.team].members.lines.mimeData([part.cards[made.team].members.lines.index(1)])
    assert Carried.of(packed) == Carried((moved.who.id,), (moved.id,), made.team)
    drop(part.cards[made.other], Carried.of(packed))  # type: ignore[arg-type]
    assert moved.who.id in members(here, made.other) and moved.who.id not in members(here, made.team)
    seat = part.cards[made.other].line.members[0]  # type: ignore[union-attr]
    drop(part.side.pool, Carried((seat.who.id,), (seat.id,), made.other))
    assert seat.who.id not in members(here, made.other)
    here.window.undo()
    assert seat.who.id in members(here, made.other)


def test_what_the_team_lacks_narrows_the_list_to_those_who_have_it(house: Build) -> None:
    here = house()
    made, screen = begin(here, members=2)
    pool = screen.board_part.side.pool
    everybody = len(pool.list.lines.shown)
    pool.which.setCurrentIndex(pool.which.findData("lacks"))
    pool.narrow()
    units = {x.person.unit_name for x in pool.list.lines.shown}
    assert units == {"Bygglov", "It-avdelningen"} and 0 < len(pool.list.lines.shown) < everybody
    pool.which.setCurrentIndex(pool.which.findData("free"))
    pool.narrow()
    assert not {x.id for x in pool.list.lines.shown} & set(members(here, made.team))


def test_a_proposed_team_is_taken_with_one_click_and_taken_back_with_one_undo(house: Build) -> None:
    here = house()
    made, screen = begin(here, people_count=40)
    part = screen.board_part
    before = members(here, made.team)
    part.cards[made.team].propose.click()
    here.settle()
    proposed = part.proposed
    assert part.stack.currentWidget() is proposed and len(proposed.cards) == 3
    told = [" ".join(x.text() for x in card.findChildren(QLabel)) for card in proposed.cards]
    assert "Minst antal" in told[1]
    QTest.keyClick(proposed, Qt.Key.Key_Escape)
    assert part.stack.currentIndex() == 0 and members(here, made.team) == before
    part.propose(made.team)
    proposed.take_buttons[0].click()
    here.settle()
    taken = members(here, made.team)
    assert taken != before and part.stack.currentIndex() == 0 and here.said[-1][1]
    here.window.undo()
    assert members(here, made.team) == before


def test_the_charter_and_what_the_team_works_on_are_written_beside_it(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    part = screen.board_part
    assert "Inget teamkontrakt ännu" in gaps(screen, made.team)
    part.open(made.team)
    form = part.side.form
    for field, text in ((form.fixed, "Vi håller budgeten."), (form.free, "Hur vi svarar."), (form.cadence, "Tisdagar 9")):
        field.control.setFocus()
        QTest.keyClicks(field.control, text)
        field.settle()
    row = here.bench.library.need(Team, made.team)
    assert (row.fixed, row.free, row.cadence) == ("Vi håller budgeten.", "Hur vi svarar.", "Tisdagar 9")
    here.settle()
    assert "Inget teamkontrakt ännu" not in gaps(screen, made.team)
    here.bench.do(modules.add_module, made.initiative, "Svar på webben")
    part.open(made.other)
    here.settle()
    assert [form.module.box.itemText(i) for i in range(form.module.box.count())][1:] == ["Svar på webben"]
    form.module.box.setCurrentIndex(1)
    form.module.box.activated.emit(1)
    here.settle()
    assert "Svar på webben" in part.cards[made.other].about.text()


def test_a_members_time_is_a_percent_and_what_is_not_says_so(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    part = screen.board_part
    part.open(made.team)
    card = part.cards[made.team]
    card.members.select({card.line.members[0].id}, lambda x: x.id)  # type: ignore[union-attr]
    here.settle()
    form = part.side.form
    assert "bekräftat av Enhetschefen" in form.member_about.text()
    form.percent.line.setText("200")
    form.percent._touched()
    assert not form.percent.settle() and form.percent.error.text()
    form.percent.line.setText("30")
    assert form.percent.settle()
    here.settle()
    assert "varav" in card.time.text(), card.time.text()


def test_removing_a_team_offers_undo_and_its_module_stays(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    part = screen.board_part
    part.open(made.team)
    part.side.form.remove_button.click()
    here.settle()
    assert made.team not in part.cards and here.said[-1] == ("Svarsteamet togs bort.", True)
    here.window.undo()
    here.settle()
    assert "Svar direkt" in part.cards[made.team].about.text()


# ------------------------------------------------------------------------------------------------ the map


def test_a_position_is_moved_on_the_map_with_the_arrows_and_the_mouse(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    here.bench.do(mandates.place_position, made.initiative, "operations", None, insight=1, mandate=2)
    here.go("teams", "", "map")
    part = screen.part()
    assert isinstance(part, MapPart)
    part.view.setFocus()
    key = "operations|"
    part.select(key)
    QTest.keyClick(part.view, Qt.Key.Key_Up)
    assert here.bench.library.all(Rating)[0].insight == 2
    assert "Leder med kunskap" in part._inspector.about.text()
    start, end = part.view.chip_rect(key).center(), part.view.cell_centre(0, 3)
    QTest.mousePress(part.view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(part.view, end)
    part.view.mouseMoveEvent(_mouse(end))
    QTest.mouseRelease(part.view, Qt.MouseButton.LeftButton, pos=end)
    row = here.bench.library.all(Rating)[0]
    assert (row.mandate, row.insight) == (0, 3)
    here.window.undo()
    assert here.bench.library.all(Rating)[0].insight == 2
    QTest.keyClick(part.view, Qt.Key.Key_Delete)
    here.settle()
    assert not here.bench.library.all(Rating) and here.said[-1][1] and part.empty.isVisible()


def _mouse(at: Any) -> Any:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(at), QPointF(at), left, left, none)


def test_drive_and_capacity_of_a_position_are_said_in_the_inspector_and_are_not_said_at_first(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    here.bench.do(mandates.place_position, made.initiative, "operations", None, insight=1, mandate=2)
    here.go("teams", "", "map")
    part = screen.part()
    part.select("operations|")
    fields = {f.label.text(): f for f in part._inspector.ratings.itemAt(0).widget().findChildren(ChoiceField)}
    assert list(fields) == ["Insikt", "Mandat", "Driv", "Kapacitet"]
    assert fields["Driv"].text() == "Inte sagt"
    box = fields["Driv"].box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    QTest.keyClick(box, Qt.Key.Key_Return)
    box.activated.emit(box.currentIndex())
    here.settle()
    row = here.bench.library.all(Rating)[0]
    assert (row.drive, row.capacity, row.insight, row.mandate) == (3, None, 1, 2)
    here.window.undo()
    assert here.bench.library.all(Rating)[0].drive is None


def test_where_raters_disagree_it_is_said_and_the_hand_writes_over_nobody(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    for rater, insight in (("Bord 1", 0), ("Bord 2", 3)):
        here.bench.do(mandates.place_position, made.initiative, "operations", None, insight=insight, mandate=2, rater=rater)
    here.go("teams", "", "map")
    part = screen.part()
    part.select("operations|")
    assert "ni ser det olika" in part._inspector.about.text()
    part.view.setFocus()
    QTest.keyClick(part.view, Qt.Key.Key_Left)
    assert [r.mandate for r in here.bench.library.all(Rating)] == [2, 2] and "Flera har placerat den" in here.said[-1][0]
    part._inspector.rater.line.setText("Bord 3")
    part._inspector.add_rater.click()
    assert len(here.bench.library.all(Rating)) == 3


def test_an_empty_map_offers_to_place_the_first_position_somebody_has(house: Build) -> None:
    here = house()
    _made, screen = begin(here)
    here.go("teams", "", "map")
    part = screen.part()
    assert part.empty.isVisible()
    part.empty.button.click()
    here.settle()
    assert len(here.bench.library.all(Rating)) == 1 and part.whole.isVisible()


# ------------------------------------------------------------------------------------------------ the register


def test_a_mandate_is_written_for_a_person_and_what_is_missing_is_said(house: Build) -> None:
    here = house()
    made, screen = begin(here)
    here.go("teams", "", "mandates")
    part = screen.part()
    assert isinstance(part, RegisterPart)
    part.add_button.click()
    assert part.who.error.text()
    part.who.line.setText("Åsa Bergström, Hemtjänsten")
    part.who._touched()
    part.add_button.click()
    assert part.decision.error.text() and not part.who.error.text()
    part.decision.box.setCurrentIndex(part.decision.box.findData("opening_hours"))
    part.add_button.click()
    here.settle()
    row = here.bench.library.all(Mandate)[0]
    assert (row.parent, row.decision_type, row.level) == (made.people[0], "opening_hours", 2)
    assert not part.who.line.text() and not part.decision.box.currentData()
    part.who.line.setText("Åsa Bergström, Hemtjänsten")
    part.who._touched()
    part.decision.box.setCurrentIndex(part.decision.box.findData("opening_hours"))
    part.add_button.click()
    assert part.decision.error.text() == "Finns redan: ändra raden." and [x.id for x in part.table.selected()] == [row.id]
    assert here.bench.library.count(Mandate) == 1
    here.go("teams", "", "")
    screen.choose_tab(0)
    here.settle()
    assert "Ingen får ändra öppettider" not in gaps(screen, made.team)
    assert "Den som möter kunder får inte själv ändra öppettider och telefontider" in gaps(screen, made.team)
    here.window.undo()
    here.settle()
    assert "Ingen får ändra öppettider" in gaps(screen, made.team)


def test_the_register_hears_at_its_next_visit_of_what_was_changed_while_another_tab_was_shown(house: Build) -> None:
    here = house("sv")
    _made, screen = begin(here)
    here.window._on_tab_chosen(2)
    before = len(screen.part()._lines)
    here.window._on_tab_chosen(0)
    person = here.bench.library.all(Person)[0].id
    here.bench.do(mandates.add_mandate, person, "purchase")
    assert len(screen.parts[2]._lines) == before
    here.window._on_tab_chosen(2)
    assert len(screen.part()._lines) == before + 1


def test_a_mandate_that_has_run_out_says_so_in_words(qtbot: Any) -> None:
    room = Room()
    made = fill(room.bench)
    mandate = room.bench.do(mandates.add_mandate, made.people[0], "purchase", 2)
    room.bench.do(mandates.valid_until, mandate, "2027-02-28")
    part = RegisterPart(room.desk)
    qtbot.addWidget(part)
    qtbot.addWidget(part._inspector)
    room.shown(part, 900)
    shown = {row[0]: row for row in cells(part.table)}
    assert shown["Åsa Bergström"][2] == "0 – har gått ut"
    assert shown["Verksamhetschef"][2] == "Nivå 2"
    at = next(i for i, x in enumerate(part.table.model.shown) if x.id == mandate)
    part.table.model.setData(part.table.model.index(at, 6), "när som helst")
    assert "när som helst" in room.said[-1][0]
    part.table.model.setData(part.table.model.index(at, 6), "")
    assert {row[0]: row for row in cells(part.table)}["Åsa Bergström"][2] == "Nivå 2"


def test_a_type_of_decision_of_ones_own_is_added_and_removed_with_undo(qtbot: Any) -> None:
    room = Room()
    fill(room.bench)
    part = RegisterPart(room.desk)
    qtbot.addWidget(part)
    qtbot.addWidget(part._inspector)
    room.shown(part, 900)
    line = part._inspector.new_type
    line.setText("Ändra svarsmallen")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert part.decision.box.findText("Ändra svarsmallen") >= 0
    part._inspector._remove_type(room.bench.library.all(mandates.DecisionType)[0])
    assert part.decision.box.findText("Ändra svarsmallen") < 0 and room.said[-1][1]


# ------------------------------------------------------------------------------------------------ people, and every language


def test_competences_and_time_are_written_in_the_inspector_of_people(house: Build) -> None:
    here = house()
    made = fill(here.bench)
    screen = here.go("people", made.people[1])
    inspector = screen._inspector  # type: ignore[attr-defined]
    for field, text in ((inspector.competences, "Webb, webb, juridik"), (inspector.percent, "50"), (inspector.confirmed, "Chefen")):
        field.line.setText(text)
        field._touched()
        assert field.settle()
    row = here.bench.library.need(Person, made.people[1])
    assert (row.competences, row.percent, row.confirmed_by) == ("Webb, juridik", 50, "Chefen")
    here.settle()
    assert inspector.competences.text() == "Webb, juridik"
    inspector.percent.line.setText("120")
    inspector.percent._touched()
    assert not inspector.percent.settle()


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_pages_open_in_every_language_in_a_small_window(qtbot: Any, code: str) -> None:
    room = Room(code)
    made = fill(room.bench, people_count=30, members=5)
    room.bench.do(mandates.place_position, made.initiative, "operations", None, insight=1, mandate=2)
    parts: list[Any] = [BoardPart(room.desk), MapPart(room.desk), RegisterPart(room.desk)]
    for part in parts:
        qtbot.addWidget(part)
        inspector = part.inspector()
        qtbot.addWidget(inspector)
        if not isinstance(part, RegisterPart):
            part.look_at(made.initiative)
        room.shown(part, 632, 480)
        inspector.resize(328, 480)
        inspector.show()
        assert nameless(part) == [] and nameless(inspector) == []
        assert clipped(part) == []
    board = parts[0]
    board.propose(made.team)
    assert nameless(board.proposed) == [] and len(board.proposed.cards) == 3


def test_the_people_proposed_stay_when_names_are_not_shown(qtbot: Any) -> None:
    room = Room(names=False)
    made = fill(room.bench)
    board = BoardPart(room.desk)
    qtbot.addWidget(board)
    qtbot.addWidget(board.side)
    board.look_at(made.initiative)
    room.shown(board)
    first = board.cards[made.team].members.lines
    assert "Åsa" not in str(first.data(first.index(0)))
    assert "Åsa" not in board.cards[made.team].gaps.text()


def test_taking_people_in_counts_as_one_step(house: Build) -> None:
    here = house()
    made, screen = begin(here, members=1)
    screen.board_part.take_in(made.people[2:6])
    assert len(members(here, made.team)) == 5
    here.window.undo()
    assert members(here, made.team) == [made.people[0]]


def test_where_nobody_is_listed_the_list_leads_to_the_people(house: Build) -> None:
    here = house()
    here.bench.do(initiatives.new_initiative, "Svar samma dag")
    screen = here.go("teams")
    pool = screen.board_part.side.pool  # type: ignore[attr-defined]
    assert pool.nobody.isVisible() and not pool.hint.isVisible()
    pool.nobody.click()
    here.settle()
    assert here.window.current().key == "people"
