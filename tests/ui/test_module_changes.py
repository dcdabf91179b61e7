"""What a module changes and for whom, whose the gains are, ways to rank, the parking list, and who is touched by what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.documents.reading import texts
from tests.ui.conftest import House
from verkstad.app import initiatives, modules, people, pilots
from verkstad.app.people import NewPerson
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.documents.press import press
from verkstad.domain.fields import Id
from verkstad.domain.launch import FromTo
from verkstad.domain.modules import Module, Score
from verkstad.domain.people import Unit
from verkstad.ui.screens.modules.board import PARKED
from verkstad.ui.screens.modules.page import ModulesScreen

Build = Callable[..., House]


def modules_page(here: House, part: str = "") -> ModulesScreen:
    here.go("modules", here.bench.library.all(Module)[0].id, part)
    page = here.window.current()
    assert isinstance(page, ModulesScreen)
    return page


def opened(section: Any) -> Any:
    """The part under a head that is unfolded."""
    section.show_open(True)
    return section.part


def began(here: House, *titles: str) -> list[Id]:
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    return [here.bench.do(modules.add_module, initiative, title) for title in titles]


def test_for_whom_it_changes_is_added_in_a_line_and_told_from_and_to(house: Build) -> None:
    here = house("sv")
    (module,) = began(here, "Fasta ringtider")
    part = opened(modules_page(here)._inspector.for_whom)
    part.adder.insert("Handläggare")
    QTest.keyClick(part.adder, Qt.Key.Key_Return)
    here.settle()
    (row,) = here.bench.library.children(FromTo, module)
    _who, before, after = part.lines[row.id]
    before.edit.setPlainText("Svarar hela dagen")
    before.settle()
    after.edit.setPlainText("Ringer upp inom två timmar")
    after.settle()
    row = here.bench.library.need(FromTo, row.id)
    assert (row.who, row.before, row.after) == ("Handläggare", "Svarar hela dagen", "Ringer upp inom två timmar")
    here.window.undo()
    assert here.bench.library.need(FromTo, row.id).after == ""
    assert part.lines[row.id][2].edit.toPlainText() == ""


def test_owners_of_the_two_gains_and_who_else_was_asked_are_kept_on_the_module(house: Build) -> None:
    here = house("sv")
    (module,) = began(here, "Fasta ringtider")
    person = here.bench.do(people.add_person, NewPerson(given="Vera", family="Lind"))
    part = opened(modules_page(here)._inspector.gains)
    part.customer.edited.emit(person)
    part.form_of.box.setCurrentIndex(part.form_of.box.findData("dialogue"))
    part.form_of.box.activated.emit(part.form_of.box.currentIndex())
    part.others.line.insert("Skolan, de är med från mars")
    part.others.settle()
    row = here.bench.library.need(Module, module)
    assert (row.form, row.others_asked) == ("dialogue", "Skolan, de är med från mars")


def test_ice_and_wsjf_are_scored_and_placed_among_the_others(house: Build) -> None:
    here = house("sv")
    first, second = began(here, "Ringtider", "Ett nummer")
    from verkstad.app.module_changes import score_module

    here.bench.do(score_module, second, "ice", (9, 9, 9))
    part = opened(modules_page(here)._inspector.ranks)
    assert part.ice_says.text() == "En siffra när alla delar är satta."
    for field, value in zip(part.ice, ("8", "6", "3"), strict=True):
        field.line.setText(value)
        field.line.textEdited.emit(value)
        field.settle()
    assert part.ice_says.text() == "144 – plats 2 av 2"
    for field, value in zip(part.wsjf, ("8", "5", "3", "2"), strict=True):
        field.box.setCurrentIndex(field.box.findData(value))
        field.box.activated.emit(field.box.currentIndex())
    assert part.wsjf_says.text().startswith("8 – plats 1 av 1. Ge den minsta en 1:a i: ")
    assert len(here.bench.library.children(Score, first)) == 2


def test_a_module_is_laid_on_the_parking_list_by_keyboard_and_taken_up_again(house: Build) -> None:
    here = house("sv")
    (module,) = began(here, "Nytt intranät")
    here.bench.do(modules.set_status, (module,), "chosen")
    page = modules_page(here, "board")
    page.set_status(module, PARKED)
    row = here.bench.library.need(Module, module)
    assert row.parked and row.status == "chosen"
    lane = page.board.lanes[PARKED]
    assert [card.id for card in lane.cards.lane.cards] == [module]
    assert page._places == () and page._left[0].why == "parked"
    lane.setFocus()
    lane.setCurrentIndex(lane.cards.index(0))
    QTest.keyClick(lane, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    row = here.bench.library.need(Module, module)
    assert not row.parked and row.status == "closed"
    here.window.undo()
    assert here.bench.library.need(Module, module).parked


def test_who_is_touched_by_what_and_how_much_at_once_is_read_in_a_table(house: Build) -> None:
    here = house("sv")
    bench = here.bench
    first, second, third = began(here, "Ringtider", "Ett nummer", "Mina sidor")
    initiative = bench.library.need(Module, first).parent or ""
    bench.do(people.add_person, NewPerson(given="Vera", family="Lind", unit="Kontaktcenter"))
    unit = bench.library.all(Unit)[0].id
    page = modules_page(here, "touched")
    assert page.touched.stack.currentWidget() is page.touched.nothing
    for module in (first, second, third):
        bench.do(modules.need_unit, module, unit)
        pilot = bench.do(pilots.begin_pilot, initiative, "Prova", module=module)
        bench.do(pilots.start_running, pilot, why="Vi börjar ändå")
    from verkstad.app.module_changes import add_from_to

    bench.do(add_from_to, first, "De som svarar", unit=unit)
    here.settle()
    table = page.touched.table
    assert table is not None
    assert [column.title for column in table.columns] == ["Modul", "Kontaktcenter"]
    assert [table.columns[1].text(row) for row in table.model.shown] == ["Ändras", "Behövs", "Behövs"]
    assert page.touched.load.text() == "Fler än 2 förändringar samtidigt: Kontaktcenter (3)."
    assert page.sheet() == "touched", "Ctrl+P proposes what is looked at"
    wish = PrintWish(sheets=(page.sheet(),), language="sv")
    (paper,) = press(initiative_job(bench.library, initiative, wish, today=here.window.desk.today())).files.values()
    said = " ".join(texts(paper).split())
    for words in ("Vem berörs av vad", "Kontaktcenter", "3 piloter", "1 Ringtider", "Ändras", "De som svarar", "Behövs"):
        assert words in said, words
    table.select([second])
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert page.tab() == 0 and page._one == second
