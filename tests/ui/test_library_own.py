"""Methods and templates of one's own in the library, through the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import workshops
from verkstad.domain.own_methods import OwnMethod, OwnTemplate
from verkstad.ui.screens.library_own import NameMethod
from verkstad.ui.screens.library_page import LibraryScreen

Build = Callable[..., House]


def library_page(here: House, row: str = "", part: str = "methods") -> LibraryScreen:
    page = here.go("library", row, part)
    assert isinstance(page, LibraryScreen)
    return page


def typed(line: QLineEdit, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_built_in_method_becomes_ones_own_copy_and_its_words_are_changed_in_place(house: Build) -> None:
    here = house()
    page = library_page(here, "skiva_elefanten")
    assert not page.own_method.isVisible()
    page._copy_button.click()
    here.settle()
    (row,) = here.bench.library.all(OwnMethod)
    assert row.base == "skiva_elefanten"
    assert page.methods.selected()[0].slug == row.id
    assert page.own_method.isVisible()
    typed(page.own_method.fields["name"].line, "Skiva på vårt vis")  # type: ignore[attr-defined]
    here.settle()
    assert here.bench.library.need(OwnMethod, row.id).name == "Skiva på vårt vis"
    assert any(m.name.of("sv") == "Skiva på vårt vis" for m in page.methods.model.shown)
    here.bench.undo()
    assert here.bench.library.need(OwnMethod, row.id).name == row.name
    here.bench.undo()
    here.settle()
    assert here.bench.library.all(OwnMethod) == ()
    assert not page.own_method.isVisible()


def test_a_bad_length_is_complained_about_and_nothing_changes(house: Build) -> None:
    here = house()
    page = library_page(here)
    here.dialogs.then.append(lambda sheet: (sheet.name.line.insert("Tyst start"), sheet._on_named()))
    page._new_button.click()
    here.settle()
    (row,) = here.bench.library.all(OwnMethod)
    field = page.own_method.fields["minutes"]
    typed(field.line, "abc")  # type: ignore[attr-defined]
    here.settle()
    assert here.bench.library.need(OwnMethod, row.id).minutes == 30
    typed(field.line, "1h30")  # type: ignore[attr-defined]
    assert here.bench.library.need(OwnMethod, row.id).minutes == 90
    page._remove_chosen()
    assert here.bench.library.all(OwnMethod) == ()
    assert here.said[-1][1], "undo is offered"


def test_a_new_method_is_there_when_it_has_a_name_and_not_before(house: Build) -> None:
    here = house()
    page = library_page(here)
    page._new_button.click()  # the sheet is left with Esc
    assert here.bench.library.all(OwnMethod) == () and here.bench.undo_step is None

    def answer(sheet: NameMethod) -> None:
        sheet._on_named()
        assert sheet.result() == 0 and sheet.name.error.text()
        sheet.name.line.insert("Tyst start")
        sheet._on_named()

    here.dialogs.then.append(answer)
    page._new_button.click()
    here.settle()
    (row,) = here.bench.library.all(OwnMethod)
    assert row.name == "Tyst start" and page.own_method.isVisible()
    assert page.own_method.fields["purpose"].isAncestorOf(here.window.focusWidget())
    here.bench.undo()
    assert here.bench.library.all(OwnMethod) == () and here.bench.undo_step is None


def test_a_program_is_kept_as_a_template_and_replaced_by_a_later_one(house: Build) -> None:
    here = house()
    workshop = here.bench.do(workshops.new_workshop_from_template, "t_larloop")
    here.go("workshop", workshop)
    here.dialogs.then.append(lambda dialog: (dialog.name.show_value("Vårt lärvarv"), dialog.accept()))
    here.window.keep_as_template()
    (kept,) = here.bench.library.all(OwnTemplate)
    assert kept.name == "Vårt lärvarv"
    page = library_page(here, kept.id, "templates")
    assert page.own_template.isVisible()
    again = here.bench.do(workshops.new_workshop_from_template, kept.id, "Nästa gång")
    here.go("workshop", again)
    here.dialogs.then.append(lambda dialog: dialog.accept())
    here.window.keep_as_template()
    assert [t.id for t in here.bench.library.all(OwnTemplate)] == [kept.id], "the one it began from is proposed"


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_form_of_ones_own_fits_and_every_field_has_a_name(house: Build, code: str) -> None:
    here = house(code, size=(1024, 640))
    page = library_page(here, "skiva_elefanten")
    page._copy_button.click()
    here.settle()
    assert clipped(here.window) == []
    assert nameless(here.window) == []


def test_a_template_says_what_becomes_of_it_with_our_time_and_our_number(house: Callable[..., House]) -> None:
    here = house("sv")
    page = here.go("library")
    page.choose_tab(1)
    page.minutes.show_value(200)
    page.people.show_value(28)
    page._show()
    _name, time, count, _blocks = page.templates.columns
    last = page.templates.model.shown[-1]
    assert time.second(last).replace("\u00a0", " ") == "blir 3 tim 20 min" and last.most < 28 and count.second(last) == "ni är 28"
    first = page.templates.model.shown[0]
    assert first.most >= 28 and count.second(first) == "" and not _name.faded(first) and _name.faded(last)
