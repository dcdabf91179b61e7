"""The initiative's page through the real window: how it begins, its decisions, its goals with their six boxes, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import actions, decisions, goals, initiatives, measures, people, pilots, workshops
from verkstad.app.measures import NewValue
from verkstad.app.people import NewPerson
from verkstad.domain.actions import Action
from verkstad.domain.initiative import AcceptedPhrase, Decision, Goal, Initiative
from verkstad.domain.pilots import Measurement, Pilot
from verkstad.domain.runchart import later
from verkstad.domain.workshop import Workshop
from verkstad.ui.commands import Everything
from verkstad.ui.screens.initiative.page import InitiativeScreen
from verkstad.ui.screens.pilots.begin import NewPilotDialog

Build = Callable[..., House]
LATER = ("initiative", "modules", "teams", "pilots")


def page(here: House, row: str = "", part: str = "") -> InitiativeScreen:
    found = here.go("initiative", row, part)
    assert isinstance(found, InitiativeScreen)
    return found


def with_initiative(house: Build, code: str = "sv", **facts: object) -> tuple[House, str]:
    here = house(code, **facts)
    made = here.bench.do(initiatives.new_initiative, "Svar samma dag", route="slice")
    here.settle()
    return here, made


def with_goal(house: Build, statement: str = "Svar inom sju dagar", **facts: object) -> tuple[House, InitiativeScreen, str]:
    here, made = with_initiative(house, **facts)
    goal = here.bench.do(goals.add_goal, made, statement)
    return here, page(here, made), goal


def row(here: House, goal: str) -> Goal:
    return here.bench.library.need(Goal, goal)


# ------------------------------------------------------------------------------------------------ navigation


def test_the_navigation_grows_with_the_first_initiative_and_shrinks_with_the_last(house: Build) -> None:
    here = house()
    items = here.window._nav_items
    assert not any(items[key].isVisible() for key in LATER)
    made = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.settle()
    assert all(items[key].isVisible() for key in LATER)
    assert [items[key].accessibleName() for key in LATER] == ["Initiativ", "Moduler", "Team", "Piloter"]
    page(here, made)
    assert items["initiative"].isChecked()
    here.window.undo()
    here.settle()
    assert not any(items[key].isVisible() for key in LATER)


def test_the_entries_fit_in_the_small_window_and_keep_their_names(house: Build) -> None:
    here, _made = with_initiative(house, size=(1024, 640))
    items = here.window._nav_items
    assert all(items[key].narrow and items[key].toolTip() for key in LATER)
    assert items["pilots"].geometry().bottom() < items["settings"].geometry().top()


def test_the_palette_finds_initiatives_goals_decisions_and_actions(house: Build) -> None:
    here, made = with_initiative(house)
    goal = here.bench.do(goals.add_goal, made, "Färre ska behöva ringa")
    here.bench.do(decisions.propose, made, "Bygglov går före annat")
    here.bench.do(actions.add_action, made, "Räkna samtalen")
    found = Everything(here.window.desk, here.window.menuBar())
    for typed, told in (("svar samma", "Initiativ"), ("färre ska", "Mål"), ("bygglov går", "Beslut"), ("räkna", "Åtgärd")):
        (hit,) = [f for f in found.search(typed) if f.told == told]
        hit.do()
        here.settle()
        assert isinstance(here.window.current(), InitiativeScreen)
    assert here.window.current().tab() == 1
    (hit,) = [f for f in found.search("färre ska") if f.told == "Mål"]
    hit.do()
    here.settle()
    assert here.window.current().overview._chosen == goal


# ------------------------------------------------------------------------------------------------ how it begins


def test_without_an_initiative_the_page_asks_how_to_begin(house: Build) -> None:
    here = house()
    begin = page(here).begin
    assert begin.isVisible() and begin.name.isVisible()
    assert here.window._title.text() == "Nytt initiativ"
    begin.cards["slice"].button.click()
    assert begin.name.error.isVisible() and not here.bench.library.count(Initiative)
    assert not here.window._print_button.isVisible()


@pytest.mark.parametrize(("route", "key"), [("slice", "modules"), ("test", "pilots"), ("near", "modules")])
def test_each_way_makes_the_initiative_and_leads_to_its_first_step(house: Build, route: str, key: str) -> None:
    here = house()
    begin = page(here).begin
    QTest.keyClicks(begin.name.line, "Svar samma dag")
    begin.cards[route].button.click()
    here.settle()
    (made,) = here.bench.library.all(Initiative)
    assert (made.title, made.route) == ("Svar samma dag", route)
    assert here.window.current().key == key


def test_testing_begins_in_the_form_of_the_first_pilot_with_the_cursor_in_it(house: Build) -> None:
    here = house()
    seen = []

    def write(form: NewPilotDialog) -> None:
        seen.append(form.idea.edit.hasFocus() or form.focusWidget() is form.idea.edit)
        QTest.keyClicks(form.idea.edit, "Fasta ringtider")
        form.begin.click()

    here.dialogs.then.append(write)
    begin = page(here).begin
    QTest.keyClicks(begin.name.line, "Svar samma dag")
    begin.cards["test"].button.click()
    here.settle()
    (pilot,) = here.bench.library.all(Pilot)
    assert seen == [True] and pilot.title == "Fasta ringtider" and here.window.current().key == "pilots"
    page(here, pilot.parent, "begin").begin.cards["test"].button.click()
    here.settle()
    assert here.window.current().key == "pilots" and len(seen) == 1 and not here.dialogs.then


def test_looking_for_the_place_near_at_hand_begins_in_a_field_for_what_to_compare(house: Build) -> None:
    here = house()
    begin = page(here).begin
    QTest.keyClicks(begin.name.line, "Svar samma dag")
    begin.cards["near"].button.click()
    here.settle()
    screen = here.window.current()
    assert screen.tab() == 1 and screen.start.isVisible()
    assert screen.start.line.line.hasFocus()


def test_one_may_write_why_first_and_choose_another_way_later(house: Build) -> None:
    here = house()
    screen = page(here)
    QTest.keyClicks(screen.begin.name.line, "Svar samma dag")
    screen.begin.other.click()
    here.settle()
    assert screen.overview.isVisible() and not here.bench.library.all(Initiative)[0].route
    screen.overview.inspector.about.again.click()
    here.settle()
    assert screen.begin.isVisible() and not screen.begin.name.isVisible()
    screen.begin.cards["near"].button.click()
    here.settle()
    assert here.bench.library.all(Initiative)[0].route == "near"
    page(here)
    assert screen.overview.isVisible()
    here.window.undo()
    assert not here.bench.library.all(Initiative)[0].route


def test_a_beginning_that_came_to_nothing_is_not_there_next_time(house: Build) -> None:
    here, made = with_initiative(house)
    screen = page(here, "", "begin")
    assert screen.begin.isVisible() and screen.title() == "Nytt initiativ"
    here.go("start")
    screen = page(here)
    assert screen.overview.isVisible() and screen.subject() == made


# ------------------------------------------------------------------------------------------------ the overview


def test_why_what_and_how_save_themselves_and_undo_one_at_a_time(house: Build) -> None:
    here, made = with_initiative(house)
    view = page(here, made).overview
    for field, words in ((view.why, "Tolv dagar duger inte"), (view.what, "Svar samma dag"), (view.how, "En skiva i taget")):
        field.setFocus()
        QTest.keyClicks(field.edit, words)
        field.settle()
    found = here.bench.library.need(Initiative, made)
    assert (found.why, found.what, found.how) == ("Tolv dagar duger inte", "Svar samma dag", "En skiva i taget")
    here.window.undo()
    assert here.bench.library.need(Initiative, made).how == ""
    assert view.how.edit.toPlainText() == ""


def test_the_thread_says_what_stands_and_leads_there(house: Build) -> None:
    here, made = with_initiative(house)
    view = page(here, made).overview
    assert view.red_thread.buttons["decision"].bead.told == "Saknas"
    here.bench.do(decisions.decide, here.bench.do(decisions.propose, made, "Bygglov först"), "Nämnden", "2026-11-01")
    here.settle()
    assert view.red_thread.buttons["decision"].bead.stands and view.red_thread.buttons["decision"].bead.told == "1 beslutat"
    view.red_thread.buttons["modules"].click()
    here.settle()
    assert here.window.current().key == "modules"


def test_the_overview_never_draws_a_joint_whole_where_the_thread_is_cut(house: Build) -> None:
    here, made = with_initiative(house)
    screen = page(here, made)
    view = screen.overview
    here.bench.do(decisions.decide, here.bench.do(decisions.propose, made, "Bygglov först"), "Nämnden", "2026-11-01")
    goal = here.bench.do(goals.add_goal, made, "Svar inom sju dagar")
    view._joints.now()
    joint = view.red_thread.joints[0]
    assert view.red_thread.loose == (2, 1, 0, 0) and not joint.isHidden() and joint.text() == "2 lösa ändar"
    assert view.as_picture.text().endswith("2 lösa ändar")
    assert view.inspector.about.parts.cut.text() == "Den röda tråden har 2 lösa ändar."
    here.bench.do(goals.hang_on_decision, goal, screen.overview.found.decisions[0].decision.id)
    view._joints.now()
    assert view.red_thread.loose == (0, 1, 0, 0) and joint.isHidden()
    view.red_thread.joints[1].click()
    here.settle()
    assert screen.part_shown() == "thread"


def test_a_decision_counts_only_when_it_is_said_who_decided_and_when(house: Build) -> None:
    here, made = with_initiative(house)
    screen = page(here, made)
    decision = here.bench.do(decisions.propose, made, "Bygglov går före annat")
    bead, parts = screen.overview.red_thread.buttons["decision"], screen.overview.inspector.about.parts

    def shown(by: str, on: str | None) -> tuple[str, bool, str]:
        here.bench.do(decisions.decide, decision, by, on)
        here.settle()
        return bead.bead.told, bead.bead.stands, parts.told.text()

    assert shown("", None) == ("Beslutat, men av vem och när?", False, "0 av 5 delar på plats")
    assert shown("", "2026-10-12") == ("Beslutat, men av vem?", False, "0 av 5 delar på plats")
    assert shown("Nämnden", "2026-10-12") == ("1 beslutat", True, "1 av 5 delar på plats")
    assert list(parts._labels) == ["decision", "goal", "inventory", "team", "exchange"]


def test_a_proposal_is_no_decision_until_somebody_has_decided(house: Build) -> None:
    here, made = with_initiative(house)
    screen = page(here, made)
    view = screen.overview
    QTest.keyClicks(view.new_decision, "Bygglov prioriteras i host")
    QTest.keyClick(view.new_decision, Qt.Key.Key_Return)
    here.settle()
    (decision,) = here.bench.library.children(Decision, made)
    card = view.decision_cards[decision.id]
    assert card.state.text() == "Förslag" and view.no_decision.text() == "Inget är beslutat ännu."
    card.button.click()
    here.settle()
    form = view.inspector.decision
    assert here.window.focusWidget() is form.by.line and card.state.text() == "Beslutat"
    assert "Beslutsdagen saknas." in card.lacks.text()
    QTest.keyClicks(form.by.line, "Kommunstyrelsen")
    form.by.settle()
    form.on.line.setText("12 oktober 2026")
    form.on._touched()
    form.on.settle()
    form.review.line.setText("2027-02-01")
    form.review._touched()
    form.review.settle()
    now = here.bench.library.need(Decision, decision.id)
    assert (now.decided_by, now.decided_on, now.review_on) == ("Kommunstyrelsen", "2026-10-12", "2027-02-01")
    assert "Kommunstyrelsen, 12 oktober 2026" in card.facts.text() and not card.lacks.text()


def test_undoing_says_that_it_was_the_day_or_the_name_when_the_decision_stayed_decided(house: Build) -> None:
    here, made = with_initiative(house)
    decision = here.bench.do(decisions.propose, made, "Bygglov går före annat")
    here.bench.do(decisions.decide, decision, "Nämnden", "2026-11-01")
    view = page(here, made).overview
    view.bring(decision)
    here.settle()
    form = view.inspector.decision

    def kept() -> tuple[str, str, str | None]:
        row = here.bench.library.need(Decision, decision)
        return row.state, row.decided_by, row.decided_on

    for field, state, step in (
        (form.on, ("decided", "Nämnden", None), "Ändra beslutsdagen"),
        (form.by, ("decided", "", "2026-11-01"), "Ändra vem som beslutade"),
    ):
        field.line.setText("")
        field._touched()
        field.settle()
        assert kept() == state
        here.window.undo()
        here.settle()
        assert kept() == ("decided", "Nämnden", "2026-11-01")
        assert f"Ångrade: {step}" in here.window.toast.sentence.text()
    here.bench.do(decisions.change_state, decision, "withdrawn")
    form.on.line.setText("2026-11-02")
    form.on._touched()
    form.on.settle()
    assert kept() == ("withdrawn", "Nämnden", "2026-11-02")  # a day put right does not decide it anew


def test_a_removed_decision_comes_back(house: Build) -> None:
    here, made = with_initiative(house)
    decision = here.bench.do(decisions.propose, made, "Bygglov går före annat")
    view = page(here, made).overview
    view.remove_decision(decision)
    here.settle()
    assert not view.decision_cards and here.said[-1] == ("Beslutet togs bort.", True)
    here.window.undo()
    here.settle()
    assert list(view.decision_cards) == [decision]


# ------------------------------------------------------------------------------------------------ goals


def test_an_empty_goal_shows_six_boxes_that_are_missing(house: Build) -> None:
    _here, screen, goal = with_goal(house)
    card = screen.overview.goal_cards[goal]
    assert [box.missing for box in card.boxes.values()] == [True] * 6
    assert card.score.text() == "0 av 6"
    assert card.boxes["owner"].accessibleName() == "Ägare: Saknas"


def test_tab_saves_a_box_and_goes_to_the_next_one_and_shift_tab_back(house: Build) -> None:
    here, screen, goal = with_goal(house)
    card = screen.overview.goal_cards[goal]
    card.open_box("indicator")
    for typed in ("Dagar till svar", "dagar"):
        here.settle()
        QTest.keyClicks(card.popover.fields[0].control, typed)
        QTest.keyClick(card.popover.fields[0].control, Qt.Key.Key_Tab)
        QTest.keyClick(card.popover.focusWidget(), Qt.Key.Key_Tab)
    here.settle()
    assert (row(here, goal).indicator, row(here, goal).measure_unit) == ("Dagar till svar", "dagar")
    value, on, *_more = card.popover.fields
    QTest.keyClicks(value.control, "tolv")
    QTest.keyClick(value.control, Qt.Key.Key_Tab)
    assert value.error.text() and card.popover.isVisible()
    value.control.clear()
    QTest.keyClicks(value.control, "12")
    QTest.keyClick(value.control, Qt.Key.Key_Tab)
    assert row(here, goal).baseline == "12" and on.isAncestorOf(card.popover.focusWidget())
    QTest.keyClick(on.control, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(value.control, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    here.settle()
    assert card.popover.fields[0].control.text() == "dagar"
    card.popover.close()
    card.open_box("owner")
    here.settle()
    QTest.keyClick(card.popover.fields[0].control, Qt.Key.Key_Tab)
    QTest.keyClick(card.popover.focusWidget(), Qt.Key.Key_Tab)
    here.settle()
    assert card.popover is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_tab_key_reaches_the_buttons_below_the_fields_of_a_box(house: Build, key: Qt.Key) -> None:
    here, screen, goal = with_goal(house)
    card = screen.overview.goal_cards[goal]
    card.open_box("indicator")
    here.settle()
    popover = card.popover
    QTest.keyClicks(popover.fields[0].control, "Dagar till svar")
    QTest.keyClick(popover.fields[0].control, Qt.Key.Key_Tab)
    assert row(here, goal).indicator == "Dagar till svar", "a field that is left is saved"
    assert popover.focusWidget() is popover.ways[0]
    QTest.keyClick(popover.ways[0], Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert popover.fields[0].isAncestorOf(popover.focusWidget())
    QTest.keyClick(popover.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(popover.ways[0], key)
    here.settle()
    assert card.popover is not None and card.popover is not popover, "the next that is missing is open"
    assert card.popover.accessibleName() == "Måttenhet"


def test_the_boxes_are_filled_one_after_the_other_with_one_key(house: Build) -> None:
    here, screen, goal = with_goal(house)
    here.bench.do(people.add_person, NewPerson("Karin", "Holm"))
    view = screen.overview
    card = view.goal_cards[goal]
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F8)
    for typed in ("Dagar till svar", "dagar", "12,5", "7", "31 december 2027", "Karin Holm"):
        here.settle()
        popover = card.popover
        assert popover is not None and popover.isVisible()
        QTest.keyClicks(popover.fields[0].control, typed)
        QTest.keyClick(popover, Qt.Key.Key_F8)
    here.settle()
    now = row(here, goal)
    assert (now.indicator, now.measure_unit, now.baseline, now.target, now.target_on) == (
        "Dagar till svar",
        "dagar",
        "12.5",
        "7",
        "2027-12-31",
    )
    assert now.baseline_on == here.window.desk.today() and now.owner
    assert card.score.text() == "Konkret" and not any(box.missing for box in card.boxes.values())
    assert here.said[-1][0] == "Ingen ruta saknas."


def test_a_value_that_is_no_number_is_said_in_words_and_stays(house: Build) -> None:
    here, screen, goal = with_goal(house)
    card = screen.overview.goal_cards[goal]
    card.open_box("target")
    here.settle()
    assert card.popover is not None
    field = card.popover.fields[0]
    QTest.keyClicks(field.control, "tolv")
    QTest.keyClick(card.popover, Qt.Key.Key_Return)
    assert field.error.text() == "Skriv ett tal, till exempel 12 eller 12,5." and card.popover.isVisible()
    assert row(here, goal).target is None


def test_what_nobody_knows_is_measured_first_by_somebody_until_a_day(house: Build) -> None:
    here, screen, goal = with_goal(house)
    person = here.bench.do(people.add_person, NewPerson("Örjan", "Ek"))
    here.bench.do(goals.ask_to_measure, goal, person, "2099-12-15")
    here.settle()
    card = screen.overview.goal_cards[goal]
    assert card.boxes["baseline"].missing and "Mäts först, Örjan Ek, senast 15 december" in card.boxes["baseline"].accessibleName()
    assert card.first_missing("unit") == "target"


def test_an_empty_phrase_is_underlined_and_asks_and_an_answer_lets_it_be(house: Build) -> None:
    here, screen, goal = with_goal(house, "Kunden i centrum i allt vi gör")
    card = screen.overview.goal_cards[goal]
    assert "underline" in card.statement.words.text()
    assert card.asked.isVisible() and "Vem gör vad annorlunda för vilken kund på måndag?" in card.asked.questions()
    assert not card.line.concreteness.concrete and card.line.concreteness.questions
    card.asked.answer.setFocus()
    QTest.keyClicks(card.asked.answer.edit, "Kontaktcenter ringer upp inom en dag")
    card.asked.answer.settle()
    here.settle()
    assert row(here, goal).answer == "Kontaktcenter ringer upp inom en dag"
    assert not card.line.concreteness.questions and "underline" in card.statement.words.text()


def test_a_phrase_that_does_not_apply_is_remembered_for_the_initiative_and_can_be_asked_about_again(house: Build) -> None:
    here, screen, goal = with_goal(house, "Kunden i centrum i allt vi gör")
    card = screen.overview.goal_cards[goal]
    made = screen._id
    decision = here.bench.do(decisions.propose, made, "Kunden i centrum går före annat")
    here.settle()
    decided = screen.overview.decision_cards[decision]
    assert decided.asked.isVisible() and decided.asked.answer.isVisible()
    QTest.keyClicks(decided.asked.answer.edit, "Kontaktcenter ringer upp")
    decided.asked.answer.settle()
    here.settle()
    assert here.bench.library.need(Decision, decision).answer == "Kontaktcenter ringer upp"
    (button,) = card.asked.buttons.values()
    assert button.text() == "Gäller inte här"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    here.settle()
    assert card.asked.isHidden() and decided.asked.isHidden() and "underline" not in card.statement.words.text()
    assert here.said[-1] == ("”kunden i centrum” frågas det inte mer om i det här initiativet.", True)
    screen.overview.choose("")
    about = screen.overview.inspector.about
    assert about.aside_heading.isVisible() and list(about.ask_again) == ["F001"]
    about.ask_again["F001"].click()
    here.settle()
    assert card.asked.isVisible() and about.aside_heading.isHidden()
    here.window.undo()
    here.window.undo()
    here.settle()
    assert card.asked.isVisible()
    assert not here.bench.library.count(AcceptedPhrase)


def test_the_card_of_a_goal_says_where_its_pilot_has_come(house: Build) -> None:
    here, screen, goal = with_goal(house, "Svar inom tjugo minuter")
    do, card = here.bench.do, screen.overview.goal_cards[goal]
    assert card.now.isHidden()
    do(goals.choose_measure_unit, goal, "av 100")
    do(goals.set_baseline, goal, "41", "2026-09-21")
    do(goals.set_target, goal, "20", "2027-12-31")
    pilot = do(pilots.begin_pilot, screen._id, "Fasta ringtider")
    do(pilots.link_goal, pilot, goal)
    measure = do(measures.add_measure, pilot, "Samtal", measure_unit="av 100", better="down")
    today = here.window.desk.today()
    for value, told in (
        ("30", "Från 41 till 30\u00a0av 100, målet är 20"),
        ("41", "Fortfarande 41\u00a0av 100, målet är 20"),
        ("44.5", "Från 41 till 44,5\u00a0av 100, målet är 20 – åt fel håll"),
        ("20", "Från 41 till 20\u00a0av 100, målet är 20 – målet är nått"),
        ("19", "Från 41 till 19\u00a0av 100, målet är 20 – bättre än målet"),
    ):
        do(measures.paste_values, measure, (NewValue(today, value),))
        here.settle()
        assert card.now.isVisible() and card.now.text() == told
    assert "resultat" in card.step.text()
    do(goals.set_baseline, goal, None, None)
    here.settle()
    assert card.now.text() == "Nu 19\u00a0av 100, målet är 20"
    do(measures.paste_values, measure, (NewValue(later(today, "week", -4), "25"),))
    (latest,) = [v for v in here.bench.library.all(Measurement) if v.on == today]
    do(measures.remove_values, (latest.id,))
    here.settle()
    assert card.now.text().startswith("Nu 25\u00a0av 100, målet är 20 (gammalt värde, från ")


def test_a_goal_is_reworded_where_it_stands_and_esc_takes_it_back(house: Build) -> None:
    here, screen, goal = with_goal(house)
    statement = screen.overview.goal_cards[goal].statement
    statement.words.setFocus()
    QTest.keyClick(statement.words, Qt.Key.Key_Return)
    assert statement.field.isVisible()
    statement.field.edit.selectAll()
    QTest.keyClicks(statement.field.edit, "Svar inom fem dagar")
    QTest.keyClick(statement.field.edit, Qt.Key.Key_Escape)
    assert statement.words.isVisible() and row(here, goal).statement == "Svar inom sju dagar"
    statement.open()
    statement.field.edit.selectAll()
    QTest.keyClicks(statement.field.edit, "Svar inom fem dagar")
    QTest.keyClick(statement.field.edit, Qt.Key.Key_Return)
    assert statement.words.isVisible() and row(here, goal).statement == "Svar inom fem dagar"


def test_goals_move_and_a_removed_one_comes_back_where_it_stood(house: Build) -> None:
    here, screen, first = with_goal(house)
    second = here.bench.do(goals.add_goal, row(here, first).parent, "Färre samtal")
    view = screen.overview
    view.move_goal(second, -1)
    assert [g.goal.id for g in view.found.goals] == [second, first]
    view.remove_goal(second)
    assert here.said[-1][1]
    here.window.undo()
    here.settle()
    assert [g.goal.id for g in view.found.goals] == [second, first]


def test_the_rest_of_a_goal_stands_in_the_inspector(house: Build) -> None:
    here, screen, goal = with_goal(house)
    decision = here.bench.do(decisions.propose, row(here, goal).parent, "Bygglov går före annat")
    screen.overview.choose(goal)
    form = screen.overview.inspector.goal
    assert form.isVisible()
    for field, value in ((form.decision, decision), (form.level, "team"), (form.category, "accessibility")):
        field.box.setCurrentIndex(field.box.findData(value))
        field.box.activated.emit(field.box.currentIndex())
    form.agreed.check.click()
    now = row(here, goal)
    assert (now.decision, now.level, now.category, now.stage) == (decision, "team", "accessibility", "agreed")
    QTest.mouseClick(screen.overview.inspector.goal.findChildren(type(here.window._undo_button))[0], Qt.MouseButton.LeftButton)
    assert screen.overview.inspector.about.isVisible()


# ------------------------------------------------------------------------------------------------ workshops and actions


def test_a_workshop_is_attached_from_here_or_from_itself_and_detached(house: Build) -> None:
    here, made = with_initiative(house)
    workshop = here.bench.do(workshops.new_workshop, "Startdag")
    view = page(here, made).overview
    view._fill_attach()
    view._attach_menu.actions()[0].trigger()
    here.settle()
    assert here.bench.library.need(Workshop, workshop).initiative == made
    assert [line.title for line in view.found.workshops] == ["Startdag"]
    view.detach(workshop, "Startdag")
    assert here.bench.library.need(Workshop, workshop).initiative is None and here.said[-1][1]
    here.go("workshop", workshop)
    here.window.open_about()
    here.settle()
    about = here.window.current().inspector()
    about.initiative.box.setCurrentIndex(about.initiative.box.findData(made))
    about.initiative.box.activated.emit(about.initiative.box.currentIndex())
    assert here.bench.library.need(Workshop, workshop).initiative == made


def test_a_new_workshop_belongs_to_the_initiative(house: Build) -> None:
    here, made = with_initiative(house)
    view = page(here, made).overview
    here.dialogs.then.append(lambda d: (d.name.line.setText("Skiva elefanten"), d._on_wanted()))
    view.new_workshop.click()
    here.settle()
    (workshop,) = here.bench.library.all(Workshop)
    assert workshop.initiative == made and here.window.current().key == "workshop"


def test_its_actions_are_its_own_and_those_of_its_workshops_and_lead_to_goals(house: Build) -> None:
    here, screen, goal = with_goal(house)
    made = row(here, goal).parent
    workshop = here.bench.do(workshops.new_workshop, "Startdag", initiative=made)
    here.bench.do(actions.add_action, workshop, "Ring tre kunder")
    here.window._on_tab_chosen(1)
    here.settle()
    part = screen.to_do
    QTest.keyClicks(part.new_line, "Notera samtalen")
    QTest.keyClick(part.new_line, Qt.Key.Key_Return)
    here.settle()
    assert [line.action.what for line in part._lines] == ["Notera samtalen", "Ring tre kunder"]
    own = part._lines[0].action
    assert own.parent == made
    part.goal.box.setCurrentIndex(part.goal.box.findData(goal))
    part.goal.box.activated.emit(part.goal.box.currentIndex())
    assert here.bench.library.need(Action, own.id).goal == goal
    assert screen.overview.goal_cards[goal].line.actions == 1


# ------------------------------------------------------------------------------------------------ several


def test_one_switches_between_initiatives_and_the_page_remembers(house: Build) -> None:
    here, first = with_initiative(house)
    second = here.bench.do(initiatives.new_initiative, "En väg in")
    screen = page(here, first)
    screen._fill_switch()
    titles = [a.text() for a in screen._switch_menu.actions() if a.isCheckable()]
    assert titles == ["En väg in", "Svar samma dag"]
    screen._switch_menu.actions()[0].trigger()
    here.settle()
    assert screen.subject() == second
    here.go("start")
    assert page(here).subject() == second


def test_an_initiative_is_closed_opened_again_and_removed_with_undo(house: Build) -> None:
    here, made = with_initiative(house)
    screen = page(here, made)
    screen.close_it()
    here.settle()
    assert screen.overview.ended.isVisible() and here.said[-1][1]
    assert "Avslutat" in screen.subtitle() or "Avslutad" in screen.subtitle()
    screen.overview.reopen.click()
    here.settle()
    assert not screen.overview.ended.isVisible()
    screen.remove()
    here.settle()
    assert screen.begin.isVisible()
    here.window.undo()
    here.settle()
    assert screen.subject() == made and screen.overview.isVisible()


def test_the_heading_renames_it(house: Build) -> None:
    here, made = with_initiative(house)
    screen = page(here, made)
    here.window.open_about("rename")
    here.settle()
    title = screen.overview.inspector.about.title
    assert here.window.focusWidget() is title.line and title.line.hasSelectedText()
    QTest.keyClicks(title.line, "En kontakt")
    title.settle()
    assert here.window._title.text() == "En kontakt"


def test_the_start_page_shows_the_initiatives(house: Build) -> None:
    here, _made = with_initiative(house)
    here.go("start")
    names = [
        w.accessibleName()
        for w in here.window.current().findChildren(type(page(here).overview.red_thread).__mro__[1])
        if w.accessibleName()
    ]
    assert any(name.startswith("Svar samma dag, Beslut: saknas") for name in names)


# ------------------------------------------------------------------------------------------------ how it looks


@pytest.mark.parametrize("code", ["sv", "en", "xx"])
@pytest.mark.parametrize("size", [(1360, 850), (1024, 640)], ids=["usual", "small"])
def test_nothing_is_cut_off_and_everything_has_a_name(house: Build, code: str, size: tuple[int, int]) -> None:
    here, screen, goal = with_goal(house, "Kunden i centrum i allt vi gör", code=code, size=size)
    made = row(here, goal).parent
    here.bench.do(decisions.decide, here.bench.do(decisions.propose, made, "Bygglov går före annat"), "Nämnden", None)
    here.bench.do(workshops.new_workshop, "Startdag", initiative=made)
    here.settle()
    for chosen in ("", goal, screen.overview.found.decisions[0].decision.id):
        screen.overview.choose(chosen)
        here.settle()
        assert not clipped(here.window), chosen
        assert not nameless(here.window), chosen
    here.go("initiative", made, "begin")
    assert not clipped(here.window)
    assert not nameless(here.window)


def test_the_overview_ends_where_its_words_end(house: Build) -> None:
    here = house("sv")
    initiative = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    for n in range(8):
        here.bench.do(goals.add_goal, initiative, f"Mål {n}: den som ringer får svar samma dag och slipper ringa igen om samma sak")
    view = page(here, initiative).overview
    assert view.goal_cards
    here.settle()
    outer = view._scroll.widget()
    assert outer.height() <= max(outer.heightForWidth(outer.width()), view._scroll.viewport().height())
