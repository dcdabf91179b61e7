"""About the workshop: found from the heading, the menu and the palette; every field one step to undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import workshops
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui.commands import Everything
from verkstad.ui.screens.about_workshop import AboutWorkshop

Build = Callable[..., House]


def opened(here: House, at: str = "") -> AboutWorkshop:
    here.window.open_about(at)
    here.settle()
    about = here.window.current().inspector()
    assert isinstance(about, AboutWorkshop)
    return about


def at_workshop(house: Build, code: str = "sv", **facts: Any) -> House:
    here = house(code, **facts)
    made = here.sample.today if here.sample else here.bench.do(workshops.new_workshop, "Kortare väntan")
    here.go("workshop", made)
    return here


def test_a_click_on_the_heading_the_pencil_the_key_and_the_palette_open_it(house: Build) -> None:
    here = at_workshop(house)
    window = here.window
    QTest.mouseClick(window._title, Qt.MouseButton.LeftButton)
    here.settle()
    about = window.current().inspector()
    assert isinstance(about, AboutWorkshop) and about.isVisible()
    about.close_button.click()
    assert not isinstance(window.current().inspector(), AboutWorkshop)
    assert window._heading.pencil.isVisible() and window._heading.pencil.accessibleName() == "Om workshoppen …"
    window._heading.pencil.click()
    assert isinstance(window.current().inspector(), AboutWorkshop)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.current().close_about()
    (found,) = [f for f in Everything(window.desk, window.menuBar()).search("om workshoppen") if f.title == "Om workshoppen …"]
    assert found.keys == "Ctrl+I"
    found.do()
    assert isinstance(window.current().inspector(), AboutWorkshop)


def test_no_other_page_has_a_pencil(house: Build) -> None:
    here = at_workshop(house)
    here.go("people")
    assert not here.window._heading.pencil.isVisible()
    QTest.mouseClick(here.window._title, Qt.MouseButton.LeftButton)
    assert here.window.current().key == "people"


def test_two_clicks_on_the_title_rename(house: Build) -> None:
    here = at_workshop(house)
    QTest.mouseClick(here.window._title, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(here.window._title, Qt.MouseButton.LeftButton)
    here.settle()
    about = here.window.current().inspector()
    assert about.title.line.selectedText() == "Kortare väntan"
    QTest.keyClicks(about.title.line, "Elefantdagen")
    QTest.keyClick(about.title.line, Qt.Key.Key_Return)
    assert here.bench.library.all(Workshop)[0].title == "Elefantdagen"
    assert here.window._title.text() == "Elefantdagen"


def test_an_empty_workshop_offers_place_and_time_under_its_title(house: Build) -> None:
    here = at_workshop(house)
    assert here.window._subtitle.text() == "Lägg till plats och tid"
    QTest.mouseClick(here.window._subtitle, Qt.MouseButton.LeftButton)
    here.settle()
    about = here.window.current().inspector()
    assert about.where.is_open
    about._fields["place"].line.setText("Sal Vättern")
    about._fields["place"]._touched()
    about.settle()
    about.date.line.setText("2027-03-24")
    about.date._touched()
    about.settle()
    assert "Sal Vättern" in here.window._subtitle.text() and "24 mars" in here.window._subtitle.text()


VALUES = {
    "title": "Ny rubrik", "purpose": "Varför vi ses.", "outcomes": "Ett beslut\nEn ägare", "place": "Sal A", "leads": "Karin", "contact": "070",
    "expected": "28", "before": "Läs planen.", "reply_by": "2027-03-10", "diary_number": "KS 2027/1", "notes": "Boka salen.",
}  # fmt: skip


def test_every_field_saves_itself_and_is_one_step_to_undo(house: Build) -> None:
    here = at_workshop(house)
    about = opened(here)
    for fold in about.folds:
        fold.button.setChecked(True)
    (row,) = here.bench.library.all(Workshop)
    assert set(about._fields) - set(VALUES) == {"language", "record_class"}
    for column, typed in VALUES.items():
        before = here.bench.library.need(Workshop, row.id)
        field = about._fields[column]
        if hasattr(field, "line"):
            field.line.setText(typed)
        else:
            field.edit.setPlainText(typed)
        field._touched()
        assert field.settle()
        after = here.bench.library.need(Workshop, row.id)
        assert str(getattr(after, column)) == typed
        here.bench.undo()
        assert here.bench.library.need(Workshop, row.id) == before
        here.bench.redo()
    for column, kept in (("language", "en"), ("record_class", "working")):
        field = about._fields[column]
        field.box.setCurrentIndex(field.box.findData(kept))
        field._on_activated(0)
        assert getattr(here.bench.library.need(Workshop, row.id), column) == kept
    assert here.bench.library.need(Workshop, row.id).diary_number == "KS 2027/1"


def test_what_is_half_typed_is_kept_when_the_program_stops(house: Build) -> None:
    here = at_workshop(house)
    about = opened(here)
    about.purpose.edit.setPlainText("Halvskriv")
    about.purpose._keep_draft()
    assert any("Halvskriv" in str(kept) for kept in here.bench.drafts())


def test_working_on_in_the_program_brings_back_its_inspector(house: Build) -> None:
    here = at_workshop(house, with_sample=True)
    opened(here)
    here.window.current().part().timeline.setFocus()
    here.window.current()._on_focus_changed(None, here.window.current().part().timeline)
    assert not isinstance(here.window.current().inspector(), AboutWorkshop)


def test_several_days_are_dated_in_the_program(house: Build) -> None:
    here = at_workshop(house)
    (row,) = here.bench.library.all(Workshop)
    here.bench.do(workshops.add_day, row.id)
    about = opened(here, "subtitle")
    assert not about.when.isVisible() and about.several.isVisible()
    assert here.bench.library.count(Day) == 2


@pytest.mark.parametrize(("code", "theme"), [("sv", "light"), ("en", "dark"), ("xx", "light")])
def test_it_has_room_for_its_words_and_a_name_for_every_control(house: Build, code: str, theme: str) -> None:
    here = at_workshop(house, code, theme=theme, size=(1024, 640))
    about = opened(here)
    for fold in about.folds:
        fold.button.setChecked(True)
    here.settle()
    assert not clipped(here.window) and not nameless(here.window)


def test_what_matters_first_is_not_pressed_together_where_room_is_short(house: Build) -> None:
    here = at_workshop(house, size=(1024, 640))
    about = opened(here)
    assert (about.purpose.edit.height(), about.outcomes.edit.height()) == (72, 90)


def test_a_crowd_larger_than_the_templates_is_told_beside_how_many_come(house: Build) -> None:
    here = house("sv")
    here.go("workshop", here.bench.do(workshops.new_workshop_from_template, "t_halvdagsstart", "Start", people=28))
    about = opened(here)
    about.who.button.setChecked(True)
    assert about.crowd.text().endswith("är skriven för 8–24 personer; ni är 28. Övningarna körs i parallella grupper.")
    here.window.current().choose_tab(1)
    here.settle()
    told = here.window.current().part().crowd
    assert told.isVisible() and told.text().endswith("Övningarna körs i parallella grupper.")
