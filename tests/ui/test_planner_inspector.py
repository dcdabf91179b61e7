"""The inspector of a block, and the whole tab in every language, theme and size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionComboBox

from tests.ui.planning import Planner, close, make_planner, planner
from tests.ui.walking import backwards, clipped, nameless, tab_stops
from verkstad.app import agenda, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock

__all__ = ["planner"]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip()


def write(p: Planner, column: str, text: str) -> None:
    """Type into a field of the inspector and leave it."""
    found = p.part.side.inspector._fields[column]
    control = getattr(found, "line", None) or found.edit
    control.setFocus()
    control.selectAll()
    control.insert(text) if hasattr(control, "insert") else control.insertPlainText(text)
    found._touched()
    found.settle()
    p.settle()


def test_the_inspector_shows_the_chosen_block_and_where_it_stands(planner: Planner) -> None:
    planner.choose("Klustra och rösta")
    inspector = planner.part.side.inspector
    assert inspector._fields["title"].line.text() == "Klustra och rösta"
    assert plain(inspector._fields["minutes"].line.text()) == "40 min"
    assert inspector.where.text() == "10.50–11.30 · moment 5 av 7"
    assert inspector._fields["fixed_start"].line.placeholderText() == "10.50"


@pytest.mark.parametrize(
    ("column", "typed", "attribute", "kept"),
    [
        ("title", "Klustra", "title", "Klustra"), ("minutes", "1h10", "minutes", 70), ("lead", "Sara", "lead", "Sara"),
        ("fixed_start", "1145", "fixed_start", 705), ("purpose", "Enas om tre hinder.", "purpose", "Enas om tre hinder."),
        ("shortest", "25", "shortest", 25), ("sets", "4", "sets", 4), ("material", "Prickar (75)", "material", "Prickar (75)"),
        ("before", "Läs rapporten", "before", "Läs rapporten"), ("instruction", "Sätt prickar", "instruction", "Sätt prickar"),
        ("notes", "Börja tyst", "notes", "Börja tyst"), ("documentation", "Tre hinder valdes", "documentation", "Tre hinder valdes"),
    ],
)  # fmt: skip
def test_every_field_saves_through_its_action_when_it_is_left(
    planner: Planner, column: str, typed: str, attribute: str, kept: object
) -> None:
    inspector = planner.part.side.inspector
    for fold in (inspector.run, inspector.method, inspector.texts):
        fold.button.setChecked(True)
    planner.choose("Klustra och rösta")
    block = planner.view.current()
    assert planner.steps(lambda: write(planner, column, typed)) == 1
    assert getattr(planner.bench.library.need(AgendaBlock, block), attribute) == kept
    planner.bench.undo()
    assert getattr(planner.bench.library.need(AgendaBlock, block), attribute) != kept
    assert planner.part.side.inspector._shown == block


def test_the_longest_kind_stands_whole_in_its_field_beside_a_scroll_bar_too(qapp: QApplication) -> None:
    p = make_planner(size=(1120, 500))
    p.choose("Incheckning")
    box = p.part.side.inspector._fields["type"].box
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)
    assert box.currentText() == "Start och avslut"
    assert box.fontMetrics().horizontalAdvance(box.currentText()) + 12 <= room.width()
    close(p)


def test_an_emptied_start_lets_go_of_it(planner: Planner) -> None:
    planner.bench.do(agenda.fix_start, planner.id("Lunch"), 720)
    planner.choose("Lunch")
    write(planner, "fixed_start", "")
    assert planner.block("Lunch").fixed_start is None


def test_defaults_are_placeholders_and_folded_parts_tell_what_is_in_them(planner: Planner) -> None:
    inspector = planner.part.side.inspector
    planner.choose("Klustra och rösta")
    assert plain(inspector.run.told.text()) == "minst 30 min"
    inspector.run.button.setChecked(True)
    assert plain(inspector._fields["shortest"].line.placeholderText()) == "30 min, förval"
    assert inspector._fields["shortest"].line.text() == ""
    assert not inspector.run.told.isVisible()
    planner.bench.do(agenda.choose_method, planner.id("Klustra och rösta"), "skiva_elefanten")
    assert inspector.method.told.text() == "Skiva elefanten"


def test_visa_metoden_goes_to_the_library(planner: Planner) -> None:
    planner.bench.do(agenda.choose_method, planner.id("Klustra och rösta"), "premortem")
    inspector = planner.part.side.inspector
    inspector.method.button.setChecked(True)
    planner.choose("Klustra och rösta")
    went: list[tuple[str, str, str]] = []
    planner.desk.went.connect(lambda *where: went.append(where))
    inspector.show_method.click()
    assert went == [("library", "premortem", "methods")]


def test_what_is_half_written_is_saved_on_the_block_it_was_written_for(planner: Planner) -> None:
    planner.choose("Fika")
    inspector = planner.part.side.inspector
    field = inspector._fields["lead"]
    field.line.setText("Köket")
    field._touched()
    planner.choose("Lunch")
    assert planner.block("Fika").lead == "Köket"
    assert planner.block("Lunch").lead == ""


def test_half_written_words_are_kept_as_a_draft_until_the_field_is_left(planner: Planner) -> None:
    planner.choose("Fika")
    block = planner.view.current()
    field = planner.part.side.inspector._fields["purpose"]
    field.edit.setPlainText("Benen ska")
    assert field._drafts is not None and field._drafts.waits
    field._drafts.now()
    assert [(d.column, d.text) for d in planner.bench.drafts(block)] == [("purpose", "Benen ska")]
    assert planner.block("Fika").purpose == ""
    field.edit.setPlainText("Benen ska röra på sig")
    assert planner.steps(planner.part.settle) == 1
    assert planner.block("Fika").purpose == "Benen ska röra på sig"
    assert planner.bench.drafts(block) == ()


def test_a_removed_block_takes_its_half_written_words_with_it(planner: Planner) -> None:
    planner.choose("Fika")
    field = planner.part.side.inspector._fields["lead"]
    field.line.setText("Köket")
    field._touched()
    planner.bench.do(agenda.remove_blocks, [planner.id("Fika")])
    planner.settle()
    assert planner.said == []
    assert all(b.lead == "" for b in planner.blocks())


def test_several_blocks_are_counted_and_changed_together(planner: Planner) -> None:
    planner.choose("Incheckning", "Klustra och rösta")
    inspector = planner.part.side.inspector
    assert inspector.count.text() == "2 moment valda"
    assert plain(inspector.sum.text()) == "1 tim tillsammans"
    assert planner.steps(lambda: inspector._common._save("plenary")) == 1  # type: ignore[misc]
    assert {planner.block("Incheckning").type, planner.block("Klustra och rösta").type} == {"plenary"}


def test_two_versions_show_a_badge_and_a_button_each_and_choosing_settles(planner: Planner) -> None:
    block = planner.id("Fika")
    colleague = Bench.in_memory()
    list(colleague.taking_in(planner.bench.give_out([planner.workshop]), "Taken in"))
    colleague.do(agenda.resize_block, block, 30)
    planner.bench.do(agenda.resize_block, block, 25)
    list(planner.bench.taking_in(colleague.give_out([planner.workshop]), "Taken in"))
    colleague.close()
    planner.choose("Fika")
    assert "två versioner" in planner.part.blocks.spoken(planner.part.blocks.slot(3))
    inspector = planner.part.side.inspector
    buttons = {plain(b.text()): b for b in inspector._versions.findChildren(QPushButton) if not b.isHidden()}
    assert set(buttons) == {"Min: 25 min", "Deras: 30 min"}
    assert planner.block("Fika").minutes in (25, 30)
    buttons["Deras: 30 min"].click()
    planner.settle()
    assert planner.block("Fika").minutes == 30
    assert not inspector._versions.isVisible()
    assert planner.part.blocks.conflicts == {}
    planner.bench.undo()
    planner.settle()
    assert inspector._versions.isVisible()


# ------------------------------------------------------------------------------------------------ every language, theme and size


@pytest.mark.parametrize("size", [(960, 522), (1158, 650)], ids=["1024x640", "1366x768"])
@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_nothing_is_clipped_or_nameless_in_any_language_and_size(qapp: QApplication, code: str, size: tuple[int, int]) -> None:
    p = make_planner(code, size=size, dark=code == "en")
    p.bench.do(workshops.aim_to_end, p.day, 13 * 60 + 30)
    p.bench.do(workshops.expect_people, p.workshop, 24)
    p.bench.do(agenda.resize_block, p.id("Tre vägar framåt"), 150)
    for fold in (p.part.side.inspector.run, p.part.side.inspector.method, p.part.side.inspector.texts):
        fold.button.setChecked(True)
    p.choose("Klustra och rösta")
    assert clipped(p.window) == []
    assert nameless(p.window) == []
    assert backwards(p.part) == []
    p.choose("Fika", "Lunch")
    assert clipped(p.window) == []
    p.part.side.show_library()
    p.settle()
    assert clipped(p.window) == []
    p.part.side.show_material()
    p.part.frame.add_day()
    p.part.frame.add_track(p.part.day_id())
    p.settle()
    assert clipped(p.window) == []
    assert p.view.viewport().width() >= 420
    p.part.frame.popover.close()  # type: ignore[union-attr]
    close(p)


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_the_empty_program_fits_in_every_language(qapp: QApplication, code: str) -> None:
    p = make_planner(code, size=(960, 522), day=())
    assert p.part.first is not None
    assert p.part.first.isVisible()
    assert clipped(p.window) == []
    assert nameless(p.window) == []
    close(p)


def test_the_whole_tab_works_by_keyboard(planner: Planner) -> None:
    """From the timeline: choose, add, write, lengthen, move, remove; no mouse."""
    planner.view.setFocus()
    planner.key(Qt.Key.Key_End)
    planner.key(Qt.Key.Key_Insert)
    QTest.keyClicks(planner.part.quick, "Utcheckning 20")
    planner.key(Qt.Key.Key_Return, widget=planner.part.quick)
    planner.key(Qt.Key.Key_Escape, widget=planner.part.quick)
    planner.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    planner.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert planner.titles()[-2:] == ["Utcheckning", "Tre vägar framåt"]
    assert planner.block("Utcheckning").minutes == 25
    planner.key(Qt.Key.Key_Delete)
    assert "Utcheckning" not in planner.titles()
    planner.choose("Fika")
    stops = [w.accessibleName() for w in tab_stops(planner.window)]
    wanted = ["Lägg till moment", "Program", "Rubrik", "Slag", "Längd", "Leder", "Börjar kl.", "Syfte", "Tid och bord"]
    assert [s for s in stops if s in wanted] == wanted


def test_forty_blocks_in_three_tracks_draw_only_what_is_seen(qapp: QApplication) -> None:
    bench = Bench.in_memory()
    p = make_planner(bench=bench, day=tuple((f"Moment {n}", 30, "group") for n in range(40)))
    tracks = [bench.do(workshops.add_track, p.day, f"Spår {n}") for n in range(3)]
    for n, block in enumerate(p.blocks()):
        bench.do(agenda.put_on_track, [block.id], tracks[n % 3])
    painted: list[str] = []
    inner = p.view.cards.paint
    p.view.cards.paint = lambda painter, card, slot, state: (painted.append(slot.block.title), inner(painter, card, slot, state))
    p.view.viewport().repaint()
    p.settle()
    assert 6 <= len(set(painted)) < 40
    close(p)
