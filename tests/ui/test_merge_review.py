"""A colleague's file through the real window: looked at, taken in, decided, taken back; and the way out with and without participants."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import House
from tests.ui.people_room import Room
from verkstad import start
from verkstad.app import agenda, exchange, initiatives, workshops
from verkstad.app.catalogue import catalogue
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.people import Identity
from verkstad.domain.workshop import Day, Participation, Workshop
from verkstad.ui.screens.exporting import ExportDialog, open_export
from verkstad.ui.screens.merge_review import MergeScreen, _SideButton, _told, marked

Build = Callable[..., House]


def colleague(here: House, folder: Path, change: Callable[[Any, list[AgendaBlock], str], object]) -> Path:
    """A colleague takes in my workshop, changes it, and sends it back as a file."""
    assert here.sample is not None
    sent = folder / "till-kollegan.verkstad"
    exchange.export_session(here.bench, sent, workshop=here.sample.today)
    theirs = start.open_bench(folder / "kollegan.sqlite")
    exchange.merge_session(theirs, exchange.read_session(sent))
    day = theirs.library.children(Day, here.sample.today)[0]
    change(theirs, list(theirs.library.children(AgendaBlock, day.id)), day.id)
    back = folder / "från-kollegan.verkstad"
    exchange.export_session(theirs, back, workshop=here.sample.today)
    theirs.close()
    return back


def opened(here: House, path: Path, qtbot: Any) -> MergeScreen:
    here.window.open_files([path])
    page = here.window.current()
    assert isinstance(page, MergeScreen)
    qtbot.waitUntil(lambda: page._running is None, timeout=120_000)
    here.settle()
    return page


def taken_in(here: House, page: MergeScreen, qtbot: Any) -> None:
    page._take_in.click()
    qtbot.waitUntil(lambda: page._going is None and page._seen is None, timeout=60_000)
    here.settle()


def blocks(here: House) -> list[AgendaBlock]:
    assert here.sample is not None
    return list(here.bench.library.children(AgendaBlock, here.bench.library.children(Day, here.sample.today)[0].id))


def test_a_file_is_shown_before_anything_is_touched_then_taken_in_and_taken_back(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    back = colleague(here, tmp_path, lambda theirs, rows, day: theirs.do(agenda.add_block, day, title="Kollegans moment", minutes=20))
    before = blocks(here)
    page = opened(here, back, qtbot)
    assert blocks(here) == before
    assert [line.name for line in page.table.model.shown] == ["Kollegans moment"]
    assert page.inspector() is not None
    taken_in(here, page, qtbot)
    assert "Kollegans moment" in [b.title for b in blocks(here)]
    assert here.said[-1][1], "undo is offered"
    assert here.window.current().key == "workshop"
    here.window.toast.undo.click()
    assert blocks(here) == before


def test_two_people_who_wrote_two_fields_of_one_block_have_nothing_to_decide(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    back = colleague(here, tmp_path, lambda theirs, rows, day: theirs.do(agenda.rename_block, rows[2].id, "Kollegans rubrik"))
    mine = blocks(here)[2]
    here.bench.do(agenda.resize_block, mine.id, 35)
    taken_in(here, opened(here, back, qtbot), qtbot)
    merged = here.bench.library.need(AgendaBlock, mine.id)
    assert (merged.title, merged.minutes) == ("Kollegans rubrik", 35)
    assert here.window._nav_items["workshops"].badge == 0


@pytest.mark.parametrize(("key", "minutes"), [(Qt.Key.Key_1, 40), (Qt.Key.Key_2, 55)])
def test_mine_or_theirs_is_one_key_and_undo_opens_the_question_again(
    house: Build, tmp_path: Path, qtbot: Any, key: Qt.Key, minutes: int
) -> None:
    here = house("sv", with_sample=True)
    back = colleague(here, tmp_path, lambda theirs, rows, day: theirs.do(agenda.resize_block, rows[1].id, 55))
    block = blocks(here)[1]
    here.bench.do(agenda.resize_block, block.id, 40)
    page = opened(here, back, qtbot)
    assert [line.plan.what for line in page.table.model.shown] == ["conflicting"]
    taken_in(here, page, qtbot)
    assert here.window._nav_items["workshops"].badge == 1
    assert len(page._cards) == 1
    QTest.keyClick(page, key)
    here.settle()
    assert here.bench.library.need(AgendaBlock, block.id).minutes == minutes
    assert here.window._nav_items["workshops"].badge == 0
    here.window.undo()
    assert here.window._nav_items["workshops"].badge == 1


def test_deciding_later_keeps_both_and_a_badge_leads_back(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    back = colleague(here, tmp_path, lambda theirs, rows, day: theirs.do(agenda.instruct_participants, rows[1].id, "Deras helt egna text"))
    block = blocks(here)[1]
    here.bench.do(agenda.instruct_participants, block.id, "Min text, en annan")
    page = opened(here, back, qtbot)
    taken_in(here, page, qtbot)
    page.decide_later()
    assert here.window.current().key == "workshops"
    assert len(here.bench.library.conflicts(block.id)["instruction"]) == 2
    assert here.window._decide.isVisible()
    here.window._decide.trigger()
    QTest.keyClick(page, Qt.Key.Key_3)
    here.settle()
    kept = here.bench.library.need(AgendaBlock, block.id).instruction
    assert "Deras helt egna text" in kept
    assert "Min text, en annan" in kept


def test_the_words_that_differ_are_marked_by_more_than_colour() -> None:
    assert marked("Läs frågan högt", "Läs texten högt") == "Läs <b><u>frågan</u></b> högt"
    assert marked("a < b\nc", "a < b\nd") == "a &lt; b<br><b><u>c</u></b>"
    assert marked("lika", "lika") == "lika"


def test_the_same_file_twice_says_that_everything_is_here(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    back = colleague(here, tmp_path, lambda theirs, rows, day: theirs.do(agenda.rename_block, rows[2].id, "Ny rubrik"))
    taken_in(here, opened(here, back, qtbot), qtbot)
    page = opened(here, back, qtbot)
    assert "finns redan här" in page._nothing.sentence.text()  # type: ignore[attr-defined]


def test_leaving_while_a_file_is_read_changes_nothing(house: Build, tmp_path: Path) -> None:
    here = house("sv", with_sample=True)
    back = colleague(here, tmp_path, lambda theirs, rows, day: theirs.do(agenda.rename_block, rows[2].id, "Ny rubrik"))
    here.window.open_files([back])
    here.go("start")
    here.settle()
    assert "Ny rubrik" not in [b.title for b in blocks(here)]


def test_a_file_for_a_colleague_goes_without_participants_unless_one_says_otherwise(house: Build, tmp_path: Path) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today)
    here.dialogs.target = tmp_path / "ut"
    here.dialogs.then = [lambda dialog: dialog.accept()]
    here.window.export()
    asked = here.dialogs.seen[-1]
    assert isinstance(asked, ExportDialog)
    assert asked.without.isChecked()
    session = exchange.read_session(tmp_path / "ut.verkstad")
    assert session.manifest.without_participants
    assert not {c.kind for c in session.changes} & {Identity.KIND.name, Participation.KIND.name}


def test_with_participants_is_asked_about_and_no_means_no_file(house: Build, tmp_path: Path) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    here.go("workshop", here.sample.today)
    here.dialogs.target = tmp_path / "med.verkstad"
    here.dialogs.then = [lambda dialog: (dialog.with_them.setChecked(True), dialog.accept()), lambda dialog: dialog.reject()]
    here.window.export()
    assert len(here.dialogs.seen) == 2
    assert not (tmp_path / "med.verkstad").exists()
    here.dialogs.then = [lambda dialog: (dialog.with_them.setChecked(True), dialog.accept()), lambda dialog: dialog.accept()]
    here.window.export()
    assert not exchange.read_session(tmp_path / "med.verkstad").manifest.without_participants
    assert here.bench.library.count(Workshop) == 3


def test_after_the_last_decision_one_stands_in_the_workshop_it_was_about(house: Build, tmp_path: Path, qtbot: Any) -> None:
    here = house("sv", with_sample=True)
    assert here.sample is not None
    back = colleague(here, tmp_path, lambda theirs, rows, day: [theirs.do(agenda.resize_block, rows[at].id, 55) for at in (1, 2)])
    for block in blocks(here)[1:3]:
        here.bench.do(agenda.resize_block, block.id, 40)
    page = opened(here, back, qtbot)
    taken_in(here, page, qtbot)
    sides = page._cards[0].findChildren(_SideButton)
    clock = r"\d{1,2} \w+( \d{4})? \d\d\.\d\d"
    assert re.fullmatch(f"Mitt, {clock}", sides[0].whose.text())
    assert re.fullmatch(f"Kollegans, {clock}", sides[1].whose.text())
    assert [side.cap.text() for side in sides] == ["tangent 1", "tangent 2"]
    QTest.keyClick(page, Qt.Key.Key_1)
    here.settle()
    assert here.window.current() is page, "one is left to decide"
    QTest.keyClick(page, Qt.Key.Key_2)
    here.settle()
    assert here.window.current().key == "workshop"
    assert here.window.current().workshop() == here.sample.today
    assert here.said[-1] == ("Allt är bestämt.", True)
    assert here.window.toast.isVisible()


def test_what_a_file_would_bring_is_shown_by_name_and_with_dates_in_words(house: Build, tmp_path: Path, qtbot: Any) -> None:
    there = start.open_bench(tmp_path / "andras.sqlite")
    made = there.do(workshops.new_workshop_from_template, "t_halvdagsstart", "Kollegans dag", date="2027-03-24")
    sent = tmp_path / "ny.verkstad"
    exchange.export_session(there, sent, workshop=made)
    there.close()
    here = house("sv")
    page = opened(here, sent, qtbot)
    lines = {line.plan.kind: line for line in page.table.model.shown}
    assert lines["day"].name == "onsdag 24 mars"
    said = {}
    for kind in ("workshop", "day", "block"):
        page._on_chosen([lines[kind]])
        here.settle()
        said[kind] = " ".join(label.text() for label in page._side.findChildren(QLabel) if not label.isHidden())
    template = catalogue().template("t_halvdagsstart")
    assert template is not None
    assert template.name.of("sv") in said["workshop"]
    assert "24 mars 2027, 09.00" in said["day"]
    assert not re.search(r"\b[tmh]_\w+|\d{4}-\d\d-\d\d", " ".join(said.values()))


def test_from_a_page_of_an_initiative_it_is_sent_with_its_workshops(house: Build, tmp_path: Path) -> None:
    here = house("sv")
    change = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    within = here.bench.do(workshops.new_workshop, "Startdag")
    here.bench.do(workshops.attach_to_initiative, within, change)
    apart = here.bench.do(workshops.new_workshop, "En annan dag")
    here.dialogs.target = tmp_path / "initiativet.verkstad"
    here.dialogs.then = [lambda dialog: dialog.accept()]
    open_export(here.window.desk, change)
    session = exchange.read_session(tmp_path / "initiativet.verkstad")
    assert session.manifest.title == "Svar samma dag"
    rows = {c.row for c in session.changes}
    assert {change, within} <= rows
    assert apart not in rows


def test_a_day_that_somebody_is_there_on_is_told_by_its_name_or_its_date_in_words(qtbot: Any) -> None:
    room = Room()
    day = room.bench.library.children(Day, room.workshop(1))[0].id
    assert _told("participation", "present_on", day, room.desk) == room.desk.language.date("2027-03-24", "weekday")
    room.bench.do(workshops.name_day, day, "Fördjupning")
    assert _told("participation", "present_on", day, room.desk) == "Fördjupning"
    assert _told("participation", "present_on", None, room.desk) == "–"
