"""A workshop begins on one sheet: its name, its program, its day and where it belongs, made in one step from wherever one stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import House
from verkstad.app import initiatives, own_methods, workshops
from verkstad.app.catalogue import catalogue
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui.screens.new_workshop import NewProgramDialog, NewWorkshopDialog
from verkstad.ui.screens.new_workshop import duplicate as duplicate_dialog

Build = Callable[..., House]
HALF_DAY = "t_halvdagsstart"


def choose(field: Any, kept: str) -> None:
    field.box.setCurrentIndex(field.box.findData(kept))
    field.box.activated.emit(field.box.currentIndex())


def asked(here: House, do: Callable[[Any], object]) -> Any:
    """What Ctrl+N asks, answered by `do`."""
    here.dialogs.then.append(do)
    here.window.new_workshop()
    here.settle()
    return here.dialogs.seen[-1]


def test_a_workshop_from_a_template_of_an_initiative_is_one_step(house: Build) -> None:
    here = house("sv")
    made = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.go("workshops")

    def answer(dialog: NewProgramDialog) -> None:
        QTest.keyClicks(dialog.name.line, "En ny start")
        choose(dialog.program, HALF_DAY)
        choose(dialog.initiative, made)
        QTest.keyClick(dialog.initiative.box, Qt.Key.Key_Return)

    asked(here, answer)
    (workshop,) = here.bench.library.all(Workshop)
    assert (workshop.title, workshop.template, workshop.initiative) == ("En ny start", HALF_DAY, made)
    assert here.bench.library.count(AgendaBlock) == len(catalogue().template(HALF_DAY).blocks)  # type: ignore[union-attr]
    assert here.window.current().key == "workshop"
    here.window.undo()
    assert here.bench.library.count(Workshop) == 0 and here.bench.library.count(Initiative) == 1


@pytest.mark.parametrize("template", ["", HALF_DAY])
@pytest.mark.parametrize(("typed", "begins"), [("", 540), ("930", 570), ("9.30", 570), ("9:30", 570), ("13", 780)])
def test_a_workshop_begins_when_one_says(house: Build, template: str, typed: str, begins: int) -> None:
    here = house("sv")

    def answer(dialog: NewProgramDialog) -> None:
        assert dialog.start.text() == "09.00"
        dialog.name.line.insert("Eftermiddag")
        choose(dialog.program, template)
        if typed:
            dialog.start.line.selectAll()
            QTest.keyClicks(dialog.start.line, typed)
        dialog._on_wanted()

    asked(here, answer)
    (day,) = here.bench.library.all(Day)
    assert day.start == begins
    if template:
        assert day.target_end is not None and day.target_end > begins


def test_a_start_that_is_no_time_is_refused_at_the_field(house: Build) -> None:
    here = house("sv")

    def answer(dialog: NewProgramDialog) -> None:
        dialog.name.line.insert("Dag")
        dialog.start.line.selectAll()
        QTest.keyClicks(dialog.start.line, "halv tio")
        dialog._on_wanted()
        assert dialog.result() == 0 and "9.30" in dialog.start.error.text()

    asked(here, answer)
    assert here.bench.library.count(Workshop) == 0


def test_a_template_says_what_it_is_and_how_long_and_gives_a_name_that_nobody_has_written(house: Build) -> None:
    here = house("sv")

    def answer(dialog: NewProgramDialog) -> None:
        assert "moment för moment" in dialog._about.text()
        choose(dialog.program, HALF_DAY)
        assert dialog.program.text() == "Halvdagsstart · 4\u00a0tim", dialog.program.text()
        assert dialog.name.value() == dialog.title() == "Halvdagsstart"
        assert "4\u00a0tim · " in dialog._about.text() and "Ett beslut, ett nuläge" in dialog._about.text()
        choose(dialog.program, "")
        assert dialog.title() == ""
        QTest.keyClicks(dialog.name.line, "Min egen")
        choose(dialog.program, HALF_DAY)
        assert dialog.title() == "Min egen"

    asked(here, answer)
    assert here.bench.library.count(Workshop) == 0, "left with Esc"


def test_a_template_of_ones_own_is_offered_too(house: Build) -> None:
    here = house("sv")
    kept = here.bench.do(own_methods.keep_as_template, here.bench.do(workshops.new_workshop_from_template, HALF_DAY), "Vår halvdag")
    before = {w.id for w in here.bench.library.all(Workshop)}

    def answer(dialog: NewProgramDialog) -> None:
        assert dialog.program.box.itemText(1).startswith("Vår halvdag · ")
        choose(dialog.program, kept)
        dialog._on_wanted()

    asked(here, answer)
    (made,) = (w for w in here.bench.library.all(Workshop) if w.id not in before)
    assert (made.title, made.template) == ("Vår halvdag", kept)


@pytest.mark.parametrize("page", ["initiative", "modules", "teams", "pilots"])
def test_what_begins_on_the_pages_of_an_initiative_belongs_to_it(house: Build, page: str) -> None:
    here = house("sv")
    here.bench.do(initiatives.new_initiative, "Ett annat")
    made = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.go("initiative", made)
    here.go(page)
    dialog = asked(here, lambda d: (QTest.keyClicks(d.name.line, "Startdag"), QTest.keyClick(d.name.line, Qt.Key.Key_Return)))
    assert dialog.belongs_to() == made
    (workshop,) = here.bench.library.all(Workshop)
    assert workshop.initiative == made


@pytest.mark.parametrize("page", ["start", "workshops", "people", "library"])
def test_elsewhere_it_stands_on_its_own_until_somebody_says_otherwise(house: Build, page: str) -> None:
    here = house("sv")
    here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.go(page)
    dialog = asked(here, lambda d: None)
    assert dialog.initiative.isVisibleTo(dialog) and dialog.belongs_to() is None
    assert dialog.initiative.text() == "Står för sig"


def test_without_an_initiative_none_is_asked_for(house: Build) -> None:
    here = house("sv")
    dialog = asked(here, lambda d: None)
    assert not dialog.initiative.isVisibleTo(dialog)


def test_the_cursor_begins_in_the_name_and_the_tab_key_goes_down_the_sheet(house: Build) -> None:
    here = house("sv")
    here.bench.do(initiatives.new_initiative, "Svar samma dag")

    def answer(dialog: NewProgramDialog) -> None:
        dialog.activateWindow()
        here.settle()
        seen: list[QWidget | None] = []
        for _stop in range(7):
            seen.append(dialog.focusWidget())
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        wanted = [dialog.name.line, dialog.program.box, dialog.date.line, dialog.start.line, dialog.initiative.box]
        assert [w for w in seen if w in wanted] == wanted, seen
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    asked(here, answer)
    assert here.bench.library.count(Workshop) == 0


def test_without_a_name_and_without_a_template_the_sheet_says_so_and_stays(house: Build) -> None:
    here = house("sv")

    def answer(dialog: NewProgramDialog) -> None:
        QTest.keyClick(dialog.name.line, Qt.Key.Key_Return)
        assert dialog.isVisible() and dialog.name.error.text() == "Ge workshoppen ett namn."

    asked(here, answer)
    assert here.bench.library.count(Workshop) == 0


def test_what_the_library_was_asked_for_holds_for_its_template_only(house: Build) -> None:
    here = house("sv")
    dialog = NewProgramDialog(here.window.desk, HALF_DAY, "", minutes=180, people=40)
    assert dialog.program.text().endswith("· 3\u00a0tim") and dialog.wanted() == (180, 40)
    choose(dialog.program, "t_larloop")
    assert dialog.wanted() == (None, None)
    dialog.close()


def test_leading_the_same_day_again_asks_for_name_and_date_alone(house: Build) -> None:
    here = house("sv")
    workshop = here.bench.do(workshops.new_workshop, "Startdag")
    duplicate_dialog(here.window.desk, workshop)
    dialog = here.dialogs.seen[-1]
    assert isinstance(dialog, NewWorkshopDialog)


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_nothing_on_the_sheet_is_cut_off_or_moves_when_another_program_is_chosen(house: Build, code: str) -> None:
    here = house(code)
    here.bench.do(initiatives.new_initiative, "Kunden i centrum i allt vi gör, varje dag och på alla våra platser")

    def answer(dialog: NewProgramDialog) -> None:
        here.settle()
        places = set()
        for at in range(dialog.program.box.count()):
            choose(dialog.program, dialog.program.box.itemData(at))
            here.settle()
            places.add((dialog.height(), dialog.date.mapTo(dialog, dialog.date.rect().topLeft()).y()))
            for label in dialog.findChildren(QLabel):
                if label.isVisible() and label.wordWrap():
                    assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert len(places) == 1, places

    asked(here, answer)
