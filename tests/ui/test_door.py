"""At the door: a few letters and one key a person; and the warning when nobody who decides stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from tests.ui.people_room import clipped, nameless
from verkstad.app import agenda, groupings, people, workshops
from verkstad.app.people import NewPerson
from verkstad.domain.grouping import GroupRule, Round, Seat
from verkstad.domain.workshop import Day, Participation
from verkstad.ui.screens.people_door import DoorView

NAMES = ("Åsa Bergström", "Örjan Ek", "Karin Öberg", "Max Lind", "Fatima Hassan")


def at_the_door(here: House) -> tuple[Any, DoorView]:
    made = here.bench.do(workshops.new_workshop, "Första steget", date="2026-11-24")
    here.bench.do(people.import_people, [NewPerson(*n.split(), f"{at}@example.invalid") for at, n in enumerate(NAMES)], workshop=made)
    part = here.go("workshop", made, "people").part()  # type: ignore[attr-defined]
    QTest.mouseClick(part.door_button, Qt.MouseButton.LeftButton)
    here.settle()
    return part, part.door


def attended(here: House, part: Any) -> dict[str, str]:
    lines = here.bench.ask(people.participants, part.workshop())
    return {line.person.name: line.participation.attended for line in lines}


def test_a_few_letters_and_enter_note_who_is_here_and_the_line_is_ready_for_the_next(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    assert here.window.focusWidget() is door.line
    for letters in ("ås", "ör"):
        door.line.insert(letters)
        QTest.keyClick(door.line, Qt.Key.Key_Return)
    assert attended(here, part) == {**dict.fromkeys(NAMES, ""), "Åsa Bergström": "present", "Örjan Ek": "present"}
    assert door.line.text() == "" and door.counts.text() == "2 av 5 är här"
    assert door.last.text() == "Örjan Ek är här."
    assert door.list.lines.shown[-1].person.name in ("Åsa Bergström", "Örjan Ek")  # who is noted stands last


def test_among_several_no_key_notes_anybody_until_one_is_left_or_pointed_at(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    door.line.insert("ö")  # Örjan Ek and Karin Öberg
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(door.line, key)
    assert set(attended(here, part).values()) == {""} and door.line.text() == "ö "
    assert door.chosen() is None and not door.here_button.isEnabled() and not door.absent_button.isEnabled()
    QTest.keyClick(door.line, Qt.Key.Key_Return)
    assert door.last.text() == "2 stämmer: skriv vidare, eller välj en med pilarna."
    QTest.keyClicks(door.line, "k")  # "ö k": Karin Öberg alone
    QTest.keyClick(door.line, Qt.Key.Key_Escape)
    QTest.keyClick(door.line, Qt.Key.Key_Return)  # nothing typed: nobody is meant
    QTest.keyClick(door.line, Qt.Key.Key_Space)
    assert set(attended(here, part).values()) == {""} and door.line.text() == ""
    door.line.insert("ö")
    QTest.keyClick(door.line, Qt.Key.Key_Down)
    assert door.here_button.isEnabled()
    QTest.keyClick(door.line, Qt.Key.Key_Space)
    assert list(attended(here, part).values()).count("present") == 1


def test_a_space_belongs_to_the_name_that_is_typed(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    here.bench.do(
        people.import_people, [NewPerson("Maria", "von Essen"), NewPerson("Anna", "Ek"), NewPerson("Anna", "Ros")], workshop=part.workshop()
    )
    here.settle()
    QTest.keyClicks(door.line, "von ")  # Maria alone, and not noted by it
    QTest.keyClick(door.line, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert set(attended(here, part).values()) == {""}
    door.line.setText("")
    for typed, who in (("von essen", "Maria von Essen"), ("anna r", "Anna Ros")):
        QTest.keyClicks(door.line, typed)
        assert door.line.text() == typed
        QTest.keyClick(door.line, Qt.Key.Key_Return)
        assert attended(here, part)[who] == "present" and door.line.text() == ""
    assert list(attended(here, part).values()).count("present") == 2


def test_one_who_goes_down_the_list_with_the_arrows_keeps_her_place(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    names = [x.person.name for x in door.list.lines.shown]
    for _ in range(3):
        QTest.keyClick(door.line, Qt.Key.Key_Down)
    QTest.keyClick(door.line, Qt.Key.Key_Space)
    QTest.keyClick(door.line, Qt.Key.Key_Space)  # a second key is about nobody
    QTest.keyClick(door.line, Qt.Key.Key_Down)
    QTest.keyClick(door.line, Qt.Key.Key_Space)
    assert [name for name, how in attended(here, part).items() if how == "present"] == sorted(
        names[2:4], key=list(attended(here, part)).index
    )


def test_the_rest_are_noted_as_present_in_one_step_once_somebody_is(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    assert not door.rest_button.isVisible() and not part.rest_button.isVisibleTo(part)
    lines = {x.person.name: x.id for x in here.bench.ask(people.participants, part.workshop())}
    here.bench.do(people.mark_present, (lines["Åsa Bergström"],))
    here.bench.do(people.mark_absent, (lines["Max Lind"],))
    here.bench.do(people.note_answer, (lines["Örjan Ek"],), "no")
    here.settle()
    before = attended(here, part)
    QTest.mouseClick(door.rest_button, Qt.MouseButton.LeftButton)
    here.settle()
    wanted = {**dict.fromkeys(NAMES, "present"), "Max Lind": "absent", "Örjan Ek": ""}
    assert attended(here, part) == wanted and not door.rest_button.isVisible()
    here.bench.undo()
    here.settle()
    assert attended(here, part) == before and door.rest_button.isVisible()
    QTest.mouseClick(door.done_button, Qt.MouseButton.LeftButton)
    here.settle()
    QTest.mouseClick(part.rest_button, Qt.MouseButton.LeftButton)
    here.settle()
    assert attended(here, part) == wanted and not part.rest_button.isVisible()


def test_letters_look_for_somebody_and_never_note_an_absence(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    QTest.keyClicks(door.line, "fax")  # Fatima alone begins with "fa"
    assert set(attended(here, part).values()) == {""} and door.line.text() == "fax"
    door.line.setText("max")
    QTest.keyClick(door.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert attended(here, part)["Max Lind"] == "absent" and door.last.text() == "Max Lind är frånvarande."
    here.bench.undo()
    here.settle()
    assert attended(here, part)["Max Lind"] == "" and door.last.text() == ""
    first = door.list.lines.shown[0].person.name
    QTest.keyClick(door.line, Qt.Key.Key_Down)
    QTest.keyClick(door.line, Qt.Key.Key_Up)
    QTest.keyClick(door.line, Qt.Key.Key_Space)
    assert attended(here, part)[first] == "present"


def test_somebody_new_has_a_given_and_a_family_name(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    QTest.keyClicks(door.line, "Lisa Nord")
    assert door.line.text() == "Lisa Nord" and door.add_button.isVisible()
    QTest.keyClick(door.line, Qt.Key.Key_Return)
    assert attended(here, part)["Lisa Nord"] == "present"


def test_the_arrows_choose_and_enter_adds_somebody_nobody_expected_in_one_step(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    first, second = (x.person.name for x in door.list.lines.shown[:2])
    QTest.keyClick(door.line, Qt.Key.Key_Down)
    QTest.keyClick(door.line, Qt.Key.Key_Down)
    QTest.keyClick(door.line, Qt.Key.Key_Space)
    assert attended(here, part)[second] == "present" and attended(here, part)[first] == ""
    QTest.keyClicks(door.line, "Ny")
    door.line.setText("Ny Person")
    assert door.add_button.isVisible() and not door.here_button.isEnabled()
    QTest.keyClick(door.line, Qt.Key.Key_Return)
    assert attended(here, part)["Ny Person"] == "present"
    here.bench.undo()
    assert "Ny Person" not in attended(here, part)


def test_esc_empties_the_line_then_leads_back_to_the_list(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    door.line.insert("ås")
    QTest.keyClick(door.line, Qt.Key.Key_Escape)
    assert door.line.text() == "" and door.isVisible()
    QTest.keyClick(door.line, Qt.Key.Key_Escape)
    here.settle()
    assert part.table.isVisible()


def test_a_block_that_needs_somebody_who_decides_is_told_when_she_leaves_before_it(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    QTest.keyClick(door.line, Qt.Key.Key_Escape)
    day = here.bench.library.children(Day, part.workshop())[0].id
    for title in ("Skiva", "Beslut"):
        block = here.bench.do(agenda.add_block, day, title=title, minutes=60)
    here.bench.do(agenda.need_decider, block, True)
    here.settle()
    assert "ingen som gör det kommer" in part.warnings.text()
    row = next(p for p in here.bench.library.children(Participation, part.workshop()) if p.person)
    here.bench.do(people.change_part, (row.id,), "decider")
    here.settle()
    assert not part.warnings.isVisible()
    here.bench.do(people.present_between, row.id, None, 10 * 60 + 30)
    here.settle()
    assert part.warnings.isVisible() and "Beslut (10.00–11.00)" in part.warnings.text() and "till 10.30" in part.warnings.text()


def test_the_door_tells_of_who_comes_on_one_day_alone_which_day_until_she_is_noted(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    second = here.bench.do(workshops.add_day, part.workshop())
    row = next(x for x in door._lines if not x.participation.attended)
    here.bench.do(people.present_on, (row.id,), second)
    here.settle()
    assert [door._fact(x) for x in door._lines if x.id == row.id] == ["dag 2"]
    here.bench.do(people.mark_present, (row.id,))
    here.settle()
    assert [door._fact(x) for x in door._lines if x.id == row.id] == ["här"]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_door_fits_the_small_window(house: Callable[..., House], code: str) -> None:
    here = house(code, "light", (1024, 640))
    _part, door = at_the_door(here)
    assert nameless(door) == [] and clipped(door) == []


def test_the_invitation_gives_a_calendar_file_to_send_along(house: Callable[..., House], tmp_path: Path) -> None:
    here = house()
    made = here.bench.do(workshops.new_workshop, "Första steget", date="2026-11-24")
    day = here.bench.library.children(Day, made)[0].id
    here.bench.do(agenda.add_block, day, title="Incheckning", minutes=60)
    part = here.go("workshop", made, "people").part()  # type: ignore[attr-defined]
    part.show_view(1)
    here.dialogs.target = tmp_path / "inbjudan"
    QTest.mouseClick(part.invitation.calendar, Qt.MouseButton.LeftButton)
    text = (tmp_path / "inbjudan.ics").read_text("utf-8")
    assert "BEGIN:VEVENT" in text and "Första steget" in text


def taking_part(here: House, part: Any) -> dict[str, Participation]:
    return {x.person.name: x.participation for x in here.bench.ask(people.participants, part.workshop())}


def test_somebody_new_comes_instead_with_seat_group_and_table_in_one_step(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    workshop = part.workshop()
    grouping = here.bench.do(groupings.new_grouping, workshop, size=2)
    round = here.bench.library.children(Round, grouping)[0].id
    by_name = {x.person.name: x.person.id for x in here.bench.ask(people.participants, workshop)}
    for at, name in enumerate(NAMES):
        here.bench.do(groupings.move_to_group, round, (by_name[name],), at % 2)
    here.bench.do(groupings.pin_to_table, grouping, by_name["Karin Öberg"], 0)
    here.settle()
    QTest.keyClicks(door.line, "kar")
    QTest.keyClick(door.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert door.instead_of is not None and "Karin Öberg" in door.line.placeholderText() and door.send_button.isVisible()
    QTest.keyClicks(door.line, "Lisa Nord")
    assert door.send_button.isEnabled() and not door.add_button.isVisible()
    QTest.mouseClick(door.send_button, Qt.MouseButton.LeftButton)
    here.settle()
    now = taking_part(here, part)
    assert now["Lisa Nord"].attended == "present" and now["Lisa Nord"].substitute_for == by_name["Karin Öberg"]
    assert "absent" in (now["Karin Öberg"].attended, "absent" if now["Karin Öberg"].answer == "no" else "")  # before the day it is a no
    seats = {s.person: s.group for s in here.bench.library.children(Seat, round)}
    assert seats[now["Lisa Nord"].person] == 0 and by_name["Karin Öberg"] not in seats
    assert [r.person for r in here.bench.library.children(GroupRule, grouping)] == [now["Lisa Nord"].person]
    assert door.last.text().startswith("Lisa Nord är här i stället för Karin Öberg.") and door.line.text() == "" and door.instead_of is None
    here.bench.undo()
    here.settle()
    assert set(attended(here, part).values()) == {""} and "Lisa Nord" not in attended(here, part)


def test_somebody_of_the_directory_is_chosen_with_the_arrows_or_the_mouse_and_esc_leaves_it(house: Callable[..., House]) -> None:
    here = house()
    part, door = at_the_door(here)
    here.bench.do(people.import_people, [NewPerson("Ida", "Alm", unit="Skolan"), NewPerson("Bo", "Ceder")])
    here.settle()
    QTest.keyClicks(door.line, "max")
    QTest.mouseClick(door.instead_button, Qt.MouseButton.LeftButton)
    assert [x.name for x in door.list.lines.shown] == ["Bo Ceder", "Ida Alm, Skolan"] and not door.send_button.isEnabled()
    QTest.keyClick(door.line, Qt.Key.Key_Return)  # nobody is chosen yet
    assert "Bo Ceder" not in attended(here, part)
    QTest.keyClick(door.line, Qt.Key.Key_Escape)
    assert door.instead_of is None and door.chosen().person.name == "Max Lind" and door.here_button.isVisible()  # type: ignore[union-attr]
    QTest.mouseClick(door.instead_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(door.line, "Bo Ek")  # nobody is called just so
    assert door.send_button.isEnabled()
    door.line.setText("")
    QTest.keyClick(door.line, Qt.Key.Key_Down)
    QTest.keyClick(door.line, Qt.Key.Key_Down)
    QTest.keyClick(door.line, Qt.Key.Key_Return)
    assert attended(here, part)["Ida Alm"] == "present"
    QTest.keyClicks(door.line, "fatima")
    QTest.mouseClick(door.instead_button, Qt.MouseButton.LeftButton)
    spot = door.list.visualRect(door.list.lines.index(0)).center()
    QTest.mouseClick(door.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseClick(door.send_button, Qt.MouseButton.LeftButton)
    assert attended(here, part)["Bo Ceder"] == "present"
    assert door._second(next(x for x in door._lines if x.person.name == "Bo Ceder")) == "i stället för Fatima Hassan"
