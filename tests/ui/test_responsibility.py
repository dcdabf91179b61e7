"""Responsibility, stakeholders, paths, pulse, forces and words through the real window, by keyboard and mouse, with what is refused and undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import House
from tests.ui.team_room import Made, fill
from verkstad.app import forums, glossary, mandates, modules, people, pulse, responsibility, stakeholders, teams, workshops
from verkstad.app.people import NewPerson
from verkstad.documents.press import SHEETS
from verkstad.domain.actions import Action
from verkstad.domain.people import Unit
from verkstad.domain.responsibility import Expectation, Force, Pulse, RaciCell, RaciRow, Stakeholder, Term, ValueWord
from verkstad.domain.teams import Member, Team
from verkstad.ui.screens.people_part import PeoplePart
from verkstad.ui.screens.teams.page import FORCES, MAP, PATHS, RACI, STAKEHOLDERS, WORDS, TeamsScreen

Build = Callable[..., House]
ALT = Qt.KeyboardModifier.AltModifier


def at(here: House, tab: str) -> tuple[Made, Any]:
    made = fill(here.bench)
    screen = here.go("teams", "", tab)
    assert isinstance(screen, TeamsScreen)
    return made, screen.part()


def words(widget: Any) -> str:
    return " | ".join(x.text() for x in widget.findChildren(QLabel) if x.text()).replace("\u00a0", " ")


# ------------------------------------------------------------------------------------------------ the matrix


def test_the_matrix_is_made_with_one_command_and_filled_with_one_key_a_cell(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "raci")
    here.bench.do(modules.make_accountable, made.module, made.people[3])  # an operations manager
    assert part.stack.currentIndex() == 0
    part.empty.button.click()
    here.settle()
    (line,) = part.told.lines
    assert line.called == "Svar direkt" and list(line.line.letters.values()) == ["A"]
    assert "Ingen utför det" in part.sentence(line) and part.state.text() == "1 rad av 1 håller inte än"
    column = [p for p, _name in part._columns_shown].index(("employee", None)) + 1
    part.table.view.setCurrentIndex(part.table.model.index(0, column))
    QTest.keyClick(part.table.view, Qt.Key.Key_R)
    here.settle()
    assert part.told.matrix.valid and part.state.text() == "Alla rader håller: en svarar, någon gör det"
    QTest.keyClick(part.table.view, Qt.Key.Key_A)
    here.settle()
    assert part.told.lines[0].line.letters["employee", None] == "AR"
    assert part.sentence(part.told.lines[0]).startswith("Flera är ytterst ansvariga: ")
    QTest.keyClick(part.table.view, Qt.Key.Key_Delete)
    here.settle()
    assert ("employee", None) not in part.told.lines[0].line.letters and part.cell() == (line.id, ("employee", None))
    assert here.bench.library.count(RaciRow) == 1
    for _step in range(4):
        here.window.undo()
    here.settle()
    assert part.stack.currentIndex() == 0 and here.bench.library.count(RaciCell) == 0


def test_the_inspector_tells_in_words_what_the_line_lacks_and_whose_module_says_otherwise(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "raci")
    here.bench.do(modules.make_accountable, made.module, made.people[3])
    here.bench.do(responsibility.make_matrix, made.initiative)
    line = part.told.lines[0]
    chief = next(p for p in line.line.letters)
    here.bench.do(responsibility.say_letter, line.id, *chief, "R")
    here.bench.do(responsibility.say_letter, line.id, "employee", None, "A")
    here.settle()
    part.go_to(line.id, ("employee", None))
    assert part.inspector().facts.text() == "Modulen har någon annan som ytterst ansvarig: Olof Östman"
    part.inspector().decision.show_value("fees")
    part.inspector().decision._save("fees")
    here.settle()
    assert "har nivå 0 för" in part.inspector().facts.text()


def test_a_line_is_written_a_position_taken_in_and_out_and_the_lines_removed(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "raci")
    part.empty.second.click()
    here.settle()
    QTest.keyClick(part.table.view.focusWidget() or part.table.view, Qt.Key.Key_Escape)
    part.new_line.insert("Skriva brevet på klarspråk")
    QTest.keyClick(part.new_line, Qt.Key.Key_Return)
    here.settle()
    assert [x.called for x in part.told.lines] == ["Vad som ska göras", "Skriva brevet på klarspråk"]
    side = part.inspector()
    side.role.show_value("it")
    side.take_in.click()
    here.settle()
    assert part.told.matrix.columns == (("it", None),) and part.about.text() == "Har ingen del i något än: It"
    assert part.new_line.isVisible()  # the table is another one, with one column more
    side._take_out(("it", None))
    here.settle()
    assert part.told.matrix.columns == ()
    side._take_in()  # nothing chosen any more
    part.remove(part.told.lines)
    here.settle()
    assert part.stack.currentIndex() == 0
    here.window.undo()
    here.settle()
    assert len(part.told.lines) == 2
    assert made.initiative


def test_the_words_of_the_line_stay_in_view_while_the_letters_are_scrolled_and_walked(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "raci")
    here.bench.do(responsibility.make_matrix, made.initiative)
    here.bench.do(responsibility.add_line, made.initiative, "Skriva brevet på klarspråk")
    for name in ("Bygg", "Fritid", "Kultur", "Skola", "Vatten", "Vård", "Äldre"):
        here.bench.do(responsibility.add_position, made.initiative, "employee", here.bench.do(people.add_unit, name))
    here.settle()
    view, frozen, line = part.table.view, part.table.frozen, part.told.lines[0]
    last = len(part.told.matrix.columns)
    part.go_to(line.id, part.told.matrix.columns[0])
    here.settle()
    assert frozen.isHidden()  # nothing is scrolled: the table itself shows its first column
    for _step in range(last - 1):
        QTest.keyClick(view, Qt.Key.Key_Right)
    here.settle()
    assert view.currentIndex().column() == last and frozen.isVisible() and frozen.width() == view.columnWidth(0)
    QTest.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=frozen.visualRect(part.table.model.index(1, 0)).center())
    assert part.cell() == (part.told.lines[1].id, part.told.matrix.columns[-1]) and frozen.isVisible()
    for _step in range(last - 1):
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert frozen.isHidden() or view.visualRect(view.currentIndex()).left() >= frozen.width()  # never beneath
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().column() == 0 and frozen.isHidden()


def test_the_matrix_is_saved_as_a_spreadsheet_with_its_words(house: Build, tmp_path: Any) -> None:
    here = house("sv")
    made, part = at(here, "raci")
    here.bench.do(responsibility.make_matrix, made.initiative)
    here.settle()
    here.dialogs.target = tmp_path / "ansvar.csv"
    part.save.click()
    text = here.dialogs.target.read_text("utf-8-sig")
    assert text.startswith("Vad som ska göras;") and "Inte ifylld än" in text


# ------------------------------------------------------------------------------------------------ stakeholders


def test_a_stakeholder_is_placed_by_typed_numbers_by_keys_on_the_map_and_by_the_mouse(house: Build) -> None:
    here = house("sv")
    _made, part = at(here, "stakeholders")
    assert part.table._empty.isVisible()
    part.new_line.insert("Pensionärsrådet")
    QTest.keyClick(part.new_line, Qt.Key.Key_Return)
    here.settle()
    (row,) = here.bench.library.all(Stakeholder)
    part.table.columns[1].edit(part.lines[0], "5")
    part.table.columns[2].edit(part.lines[0], "3")
    here.settle()
    assert part.lines[0].place == "keep_satisfied" and part.inspector().about.text() == "Håll nöjda"
    part.box.setCurrentIndex(1)
    part._on_view()
    part.map.select(row.id)
    QTest.keyClick(part.map, Qt.Key.Key_Right)
    here.settle()
    assert part.lines[0].place == "work_closely"
    QTest.keyClick(part.map, Qt.Key.Key_2)
    QTest.keyClick(part.map, Qt.Key.Key_5, ALT)
    here.settle()
    told = here.bench.library.need(Stakeholder, row.id)
    assert (told.influence, told.interest, part.lines[0].place) == (2, 5, "keep_informed")
    start, end = part.map.chip_rect(row.id).center(), part.map.cell_centre(1, 1)
    QTest.mousePress(part.map, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(part.map, end)
    QTest.mouseRelease(part.map, Qt.MouseButton.LeftButton, pos=end)
    here.settle()
    assert part.lines[0].place == "watch"
    here.window.undo()
    here.settle()
    assert part.lines[0].place == "keep_informed"


def test_the_next_contact_becomes_an_action_from_the_inspector(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "stakeholders")
    row = here.bench.do(stakeholders.add_stakeholder, made.initiative, "Facken")
    here.settle()
    part.table.select([row])
    side = part.inspector()
    assert not side.become.isVisible()
    side.contact.line.insert("Möte i april")
    side.contact.settle()
    here.settle()
    side.become.click()
    here.settle()
    assert [a.what for a in here.bench.library.all(Action)] == ["Facken: Möte i april"]


# ------------------------------------------------------------------------------------------------ paths


def test_the_paths_say_who_knows_and_meets_nobody_and_the_index_of_each_module(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "paths")
    assert part.body.isVisible() and part.fronts  # the module needs opening hours decided
    here.bench.do(mandates.place_position, made.initiative, "employee", None, insight=3, mandate=0)
    here.bench.do(mandates.place_position, made.initiative, "operations", None, insight=1, mandate=3)
    here.settle()
    told = words(part)
    assert "1 befattning som vet delar inget forum med någon som får besluta" in told
    assert "0 av 1" in told and "Inte: ändra öppettider" in told
    assert part.ways.isVisible() and part.ways.accessibleDescription() == "Medarbetare: Ingen väg alls till någon som får besluta"
    forum = here.bench.do(forums.add_forum, made.initiative, "Insiktsbordet")
    for role in ("employee", "operations"):
        here.bench.do(forums.add_forum_member, forum, role=role)
    here.settle()
    assert part.ways.accessibleDescription() == "Medarbetare: 1 steg: Insiktsbordet → Verksamhetschef"
    here.window.undo()
    here.settle()
    assert "Ingen väg alls" in part.ways.accessibleDescription()
    assert part.table.model.shown[0].called.lower().startswith("ändra öppettider")


def test_without_positions_and_decisions_the_paths_lead_to_the_map(house: Build) -> None:
    from verkstad.app import initiatives

    here = house("sv")
    here.bench.do(initiatives.new_initiative, "Tomt")
    screen = here.go("teams", "", "paths")
    part = screen.part()  # type: ignore[attr-defined]
    assert part.empty.isVisible()
    part.empty.button.click()
    here.settle()
    assert screen.tab() == MAP  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------ the pulse


def test_papers_are_typed_one_after_the_other_and_kept_at_once_and_shown_from_four(house: Build) -> None:
    here = house("sv")
    made, _part = at(here, "teams")
    screen = here.window.current()
    screen.board_part.open(made.team)  # type: ignore[attr-defined]
    panel = screen.board_part.side.form.pulse  # type: ignore[attr-defined]
    panel.line.insert("7 8 6 9")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert not panel.complaint.isHidden() and panel.waiting == []
    panel.line.clear()
    for sums in ("98765", "8 8 7 6 4", "9 9 7 5 5"):
        panel.line.insert(sums)
        QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert here.bench.library.count(Pulse) == 0 and panel.count.text() == "3 papper skrivna, inte sparade än"
    panel.keep.click()
    here.settle()
    assert here.bench.library.count(Pulse) == 3 and panel.bars.count() == 0 and "visas när fyra har svarat" in panel.state.text()
    panel.line.insert("88885")
    panel.take()
    panel.keep_all()
    here.settle()
    assert panel.bars.count() == 5 and "börja med åtagande" in panel.state.text()
    here.window.undo()
    here.settle()
    assert panel.bars.count() == 0
    assert here.bench.ask(pulse.pulse, made.team)[0].count == 3


def test_papers_that_are_typed_wait_at_their_team_until_they_are_kept_and_go_with_nobody_else(house: Build) -> None:
    here = house("sv")
    made, _part = at(here, "teams")
    board = here.window.current().board_part  # type: ignore[attr-defined]
    board.open(made.team)
    panel = board.side.form.pulse
    for sums in ("98765", "88764"):
        panel.line.insert(sums)
        QTest.keyClick(panel.line, Qt.Key.Key_Return)
    panel.line.insert("9 9")
    board.open(made.other)
    here.settle()
    assert here.bench.library.count(Pulse) == 0 and not [said for said, _undo in here.said if "svar" in said]
    assert panel.line.text() == "" and panel.waiting == []
    here.window._tabs.setCurrentIndex(1)
    here.window._tabs.setCurrentIndex(0)
    board.open(made.team)
    here.settle()
    assert here.bench.library.count(Pulse) == 0 and panel.count.text() == "2 papper skrivna, inte sparade än"
    here.window.close()
    assert here.bench.ask(pulse.pulse, made.team)[0].count == 2


def test_a_team_too_small_for_the_pulse_is_told_so_before_it_answers(house: Build) -> None:
    here = house("sv")
    made, _part = at(here, "teams")
    board = here.window.current().board_part  # type: ignore[attr-defined]
    board.open(made.team)
    panel = board.side.form.pulse
    members = here.bench.library.count(Member, parent=made.team)
    assert "visas när fyra har svarat" in panel.few.text()
    assert (f"är {members} person" in panel.few.text() and "låt två team svara som ett" in panel.few.text()) == (0 < members < 4)


def test_the_hints_do_not_speak_of_arrows_while_one_types_in_the_panel(house: Build) -> None:
    here = house("sv")
    _made, part = at(here, "map")
    part.show_row(part._placed()[0].id if part._placed() else "", "map")
    field = part._inspector.rater.line
    field.show()
    field.setFocus()
    here.window._on_focus(None, field)
    if here.window.focusWidget() is field:
        assert here.window._hints.text() == ""
    part.view.setFocus()
    here.window._on_focus(field, part.view)
    assert here.window._hints.text() == part.hints()


# ------------------------------------------------------------------------------------------------ forces, words, expectations


def test_forces_are_written_on_their_side_and_summed_without_deciding(house: Build) -> None:
    here = house("sv")
    _made, part = at(here, "forces")
    for text in ("Kunderna väntar", "- Vi har alltid gjort så"):
        part.new_line.insert(text)
        QTest.keyClick(part.new_line, Qt.Key.Key_Return)
        here.settle()
    assert [(f.says, f.side) for f in part.lines] == [("Kunderna väntar", "driver"), ("Vi har alltid gjort så", "restraint")]
    part.table.columns[2].edit(part.lines[0], "4")
    part.table.columns[3].edit(part.lines[1], "Att ingen glöms bort")
    here.settle()
    assert part.sums.text() == "Driver på 4, håller emot 0 · 1 har ingen styrka än"
    assert part.lines[1].protects == "Att ingen glöms bort"
    part.table.select([part.lines[1].id])
    part.inspector().what.line.insert("Prova i två veckor")
    QTest.keyClick(part.inspector().what.line, Qt.Key.Key_Return)
    here.settle()
    assert [a.what for a in here.bench.library.all(Action)] == ["Prova i två veckor"]
    part.remove(part.lines)
    here.settle()
    assert here.bench.library.count(Force) == 0
    here.window.undo()
    here.settle()
    assert len(part.lines) == 2


def test_a_word_is_explained_a_value_word_waits_for_both_and_an_expectation_is_answered(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "words")
    part.turn_to(0)
    part.current.new_line.insert("Ärende")
    QTest.keyClick(part.current.new_line, Qt.Key.Key_Return)
    part.current.new_line.insert("ärende")
    QTest.keyClick(part.current.new_line, Qt.Key.Key_Return)
    here.settle()
    assert here.bench.library.count(Term) == 1 and any("finns redan i ordlistan" in text for text, _undo in here.said)
    part.turn_to(1)
    word = here.bench.do(glossary.add_value_word, made.initiative, "Modig")
    here.settle()
    part.current.table.select([word])
    assert part.inspector().about.text() == "Skrivs inte ut än: skriv vad vi gör och vad vi slutar med"
    here.bench.do(glossary.change_value_word, word, we_do="Ringer upp", we_stop="Skickar vidare")
    here.settle()
    assert part.inspector().about.text() == ""
    part.turn_to(2)
    part.current.new_line.insert("Säg till före systembyte")
    QTest.keyClick(part.current.new_line, Qt.Key.Key_Return)
    here.settle()
    part.current.table.columns[3].edit(part.current.lines[0], "partly")
    here.settle()
    (row,) = here.bench.library.all(Expectation)
    assert row.answer == "partly" and here.bench.library.count(ValueWord) == 1


def test_every_row_opens_the_tab_that_shows_it(house: Build) -> None:
    here = house("sv")
    made, _part = at(here, "teams")
    do = here.bench.do
    rows = {
        do(responsibility.add_line, made.initiative, "Svara"): RACI, do(stakeholders.add_stakeholder, made.initiative, "Facken"): STAKEHOLDERS,
        do(stakeholders.add_force, made.initiative, "Driver"): FORCES, do(glossary.add_term, made.initiative, "Ord"): WORDS,
        do(glossary.add_value_word, made.initiative, "Modig"): WORDS, do(stakeholders.add_expectation, made.initiative, "Behöver"): WORDS,
    }  # fmt: skip
    for row, tab in rows.items():
        screen = here.go("teams", row)
        assert screen.tab() == tab  # type: ignore[attr-defined]
    assert here.go("teams", "", "paths").tab() == PATHS  # type: ignore[attr-defined]


def test_a_word_of_the_glossary_is_explained_where_it_stands_in_a_list_and_in_a_field(house: Build) -> None:
    here = house("sv")
    made, part = at(here, "forces")
    here.bench.do(glossary.add_term, made.initiative, "ärende", meaning="Det en kund har bett oss om")
    row = here.bench.do(stakeholders.add_force, made.initiative, "Ärendena byter händer")
    here.settle()
    tip = part.table.model.data(part.table.model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    assert tip == "ärende: Det en kund har bett oss om"
    part.table.select([row])
    assert part.inspector().says.tip() == tip and part.inspector().what.tip() == ""


def test_the_workshop_says_which_perspective_nobody_who_comes_speaks_for(house: Build) -> None:
    here = house("sv")
    made = fill(here.bench)
    workshop = here.bench.do(workshops.new_workshop, "Torsdagen", date="2027-03-25")
    here.bench.do(people.invite, workshop, made.people[:5])
    here.go("workshop", workshop, "people")
    (part,) = here.window.current().findChildren(PeoplePart)
    assert part.warnings.text() == ""
    here.bench.do(workshops.attach_to_initiative, workshop, made.initiative)
    here.settle()
    assert part.warnings.text().replace("\u00a0", " ") == "Ingen som kommer talar för ledningen och digitalisering eller it."
    here.bench.do(
        people.invite,
        workshop,
        here.bench.do(people.import_people, [NewPerson(position="Chef", role="management"), NewPerson(position="It", role="it")]),
    )
    here.settle()
    assert part.warnings.text() == ""


def test_the_charter_says_when_it_is_read_again_beside_the_team(house: Build) -> None:
    here = house("sv")
    made, _part = at(here, "teams")
    screen = here.window.current()
    screen.board_part.open(made.team)  # type: ignore[attr-defined]
    form = screen.board_part.side.form  # type: ignore[attr-defined]
    form.accepted.line.insert("It kommer med i maj")
    form.accepted.settle()
    form.revisit._save("2027-06-01")
    here.settle()
    row = here.bench.library.need(Team, made.team)
    assert (row.gap_accepted, row.revisit_on) == ("It kommer med i maj", "2027-06-01")
    assert form.accepted.text() == "It kommer med i maj"


def test_the_page_counts_the_teams_that_go_across_units(house: Build) -> None:
    here = house("sv")
    made, _part = at(here, "teams")
    screen = here.window.current()
    assert screen.subtitle() == "2 team, 1 över gränserna"  # type: ignore[attr-defined]
    here.bench.do(teams.take_in, made.other, made.people[5:7])
    here.settle()
    assert screen.subtitle() == "2 team, 2 över gränserna"  # type: ignore[attr-defined]


def test_the_page_edits_no_organisation_units_are_a_flat_list_and_what_is_edited_is_the_register(house: Build) -> None:
    here = house("sv")
    _made, _part = at(here, "teams")
    assert "Mandatregister" in here.window.current().tabs()  # type: ignore[attr-defined]
    assert Unit.KIND.parents == () and all(c.refers != "unit" for c in Unit.KIND.columns)


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
def test_every_tab_opens_in_every_language_in_a_small_window(house: Build, code: str) -> None:
    here = house(code)
    made = fill(here.bench)
    do = here.bench.do
    do(responsibility.make_matrix, made.initiative)
    do(stakeholders.add_stakeholder, made.initiative, "Facken", influence=4, interest=4)
    do(stakeholders.add_force, made.initiative, "Kunderna väntar", side="restraint")
    do(glossary.add_value_word, made.initiative, "Modig")
    do(stakeholders.add_expectation, made.initiative, "Säg till")
    here.window.resize(1024, 640)
    screen = here.go("teams")
    for tab in range(len(screen.tabs())):  # type: ignore[attr-defined]
        here.window._on_tab_chosen(tab)
        here.settle()
        assert screen.tab() == tab and screen.home() is not None  # type: ignore[attr-defined]
        assert screen.sheet() in SHEETS  # type: ignore[attr-defined]
    part = screen.part()  # type: ignore[attr-defined]
    for at_list in range(3):
        part.turn_to(at_list)
        assert part.sheet() in SHEETS
