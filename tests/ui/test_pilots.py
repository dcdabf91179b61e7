"""Pilots through the real window: the list, the gate, measures with pasted values, loops, the decision; by mouse and keys, empty and wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from tests.ui.conftest import House
from tests.ui.walking import clipped, nameless
from verkstad.app import initiatives, measures, people, pilots
from verkstad.app.measures import NewValue
from verkstad.app.people import NewPerson
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Annotation, Loop, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.runchart import later
from verkstad.domain.teams import Team
from verkstad.ui.dialogs import Dialogs
from verkstad.ui.screens.pilots.begin import NewPilotDialog
from verkstad.ui.screens.pilots.decision import EarlyDialog
from verkstad.ui.screens.pilots.incoming import ValuesSheet
from verkstad.ui.screens.pilots.page import PilotsScreen
from verkstad.ui.screens.pilots.recalculate import RecalculateDialog

Build = Callable[..., House]
NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
BEFORE = ("44", "39", "47", "41", "52", "43", "38", "46", "42", "40", "45", "43")
DURING = ("33", "31", "27", "30", "24", "26", "22", "25")


def weeks(values: Sequence[str], first: str) -> tuple[NewValue, ...]:
    return tuple(NewValue(later(first, "week", at), value) for at, value in enumerate(values))


class Here:
    """A house with an initiative and one pilot, which has a measure with twelve values before and eight during."""

    def __init__(self, house: Build, code: str = "sv", **facts: Any) -> None:
        self.house = house(code, **facts)
        self.house.window.desk.clock = lambda: NOW
        self.bench = self.house.bench
        do = self.bench.do
        self.initiative = do(initiatives.new_initiative, "Svar samma dag")
        self.person = do(people.add_person, NewPerson("Asta", "Ek", position="Verksamhetschef"))
        self.pilot = do(pilots.begin_pilot, self.initiative, "Fasta ringtider varje dag", decision_day="2026-12-15")
        self.measure = do(measures.add_measure, self.pilot, "Svarstid", side="customer", measure_unit="minuter", better="down")
        do(measures.paste_values, self.measure, (*weeks(BEFORE, "2026-07-06"), *weeks(DURING, "2026-09-28")))

    def show(self, part: str = "", row: str = "") -> Any:
        self.screen = self.house.go("pilots", row or self.pilot, part)
        assert isinstance(self.screen, PilotsScreen)
        return self.screen.part()

    def row(self) -> Pilot:
        return self.bench.library.need(Pilot, self.pilot)

    def the(self, value: type[Any]) -> Any:
        (found,) = self.bench.library.all(value)
        return found

    def key(self, widget: Any, key: Qt.Key, *more: Any) -> None:
        QTest.keyClick(widget, key, *more)
        self.house.settle()

    def type(self, field: Any, text: str) -> None:
        line = field.control
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)
        field.settle()
        self.house.settle()

    def paste(self, widget: Any, text: str, then: Callable[[ValuesSheet], object]) -> None:
        QGuiApplication.clipboard().setText(text)
        self.house.dialogs.then.append(then)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.house.settle()


# ------------------------------------------------------------------------------------------------ the list


def test_an_empty_list_says_what_a_pilot_is_and_begins_the_first(house: Build) -> None:
    here = house("sv")
    here.bench.do(initiatives.new_initiative, "Svar samma dag")
    screen = here.go("pilots")
    assert "beslutsdag" in screen.list.table._empty.sentence.text()

    def write(dialog: NewPilotDialog) -> None:
        dialog.begin.click()
        assert dialog.idea.error.text() == "Skriv vad som ska prövas."
        QTest.keyClicks(dialog.idea.edit, "En blankett")
        QTest.keyClicks(dialog.team.line, "Team Blankett")
        dialog.day.line.setText("32 december")
        dialog.begin.click()
        assert dialog.day.error.text()
        dialog.day.line.setText("2027-02-01")
        dialog.begin.click()

    here.dialogs.then.append(write)
    screen.list.table._empty.button.click()
    here.settle()
    (pilot,) = here.bench.library.all(Pilot)
    (team,) = here.bench.library.all(Team)
    assert (pilot.title, pilot.team, team.title, pilot.decision_day, pilot.state) == (
        "En blankett",
        team.id,
        "Team Blankett",
        "2027-02-01",
        "measure_first",
    )
    assert screen.title() == "En blankett"
    here.window.undo()
    here.settle()
    assert here.bench.library.count(Pilot) == here.bench.library.count(Team) == 0
    assert screen.title() == "Piloter"


def test_the_list_says_state_team_day_and_what_is_missing(house: Build) -> None:
    here = Here(house)
    here.house.go("pilots", "", "list")
    (line,) = here.house.window.current().list.table.model.shown
    told = [c.text(line) for c in here.house.window.current().list.table.columns]
    assert told[:4] == ["Fasta ringtider varje dag", "Mät först", "", "15 december"]
    assert told[4].startswith("Saknas: team, mål")


def test_the_list_says_what_comes_next_for_a_pilot_that_runs(house: Build) -> None:
    here = Here(house)
    here.bench.do(pilots.start_running, here.pilot, started="2026-09-28", why="Fler kommer")
    here.bench.do(pilots.add_loop, here.pilot, "En timme?", starts="2026-11-16", ends="2026-12-03")
    here.bench.do(pilots.set_decision_day, here.pilot, "2026-12-08")
    here.bench.do(measures.add_measure, here.pilot, "Klagomål", side="effect")
    here.bench.do(measures.type_value, here.measure, "2026-11-23", "24")
    here.house.go("pilots", "", "list")
    (line,) = here.house.window.current().list.table.model.shown
    column = here.house.window.current().list.table.columns[4]
    assert column.text(line) == "Lärvarvet slutar om 9 dagar"
    assert column.second(line) == "Beslut om 14 dagar · Värden saknas: Klagomål"


def test_enter_opens_a_pilot_and_delete_takes_it_away_with_undo(house: Build) -> None:
    here = Here(house)
    screen = here.house.go("pilots", "", "list")
    table = screen.list.table
    table.focus_first()
    here.key(table.view, Qt.Key.Key_Return)
    assert screen.title() == "Fasta ringtider varje dag"
    here.house.go("pilots", "", "list")
    table.focus_first()
    here.key(table.view, Qt.Key.Key_Delete)
    assert here.bench.library.count(Pilot) == 0
    assert here.house.said[-1] == ("1 pilot togs bort.", True)
    here.house.window.undo()
    assert here.bench.library.count(Measurement) == 20


# ------------------------------------------------------------------------------------------------ the gate


def test_the_gate_is_filled_in_where_it_stands_and_then_the_pilot_runs(house: Build) -> None:
    here = Here(house)
    gate = here.show("about").gate
    assert gate.heading.text() == "Det här saknas för att köra"
    assert gate.run.isHidden() and not gate.anyway.isHidden()
    step = gate._measure_steps["customer", here.measure]
    assert step.property("parts")[2].text().strip() == "20 värden" and not gate.undated.isHidden()
    assert "Sätt startdagen" in gate.undated.text()
    here.type(gate.team, "Team Svar")
    done = gate._measure_steps["done", ""].content
    here.type(done, "Andel i tid")
    effect = gate._measure_steps["effect", ""].content
    here.type(effect, "Samtal per dag")
    rows = {m.side: m for m in here.bench.library.all(Measure)}
    assert {m.title for m in rows.values()} == {"Svarstid", "Andel i tid", "Samtal per dag"}
    for m in rows.values():
        here.type(gate._measure_steps[m.side, m.id].property("parts")[3], "12,5")
        if m.id != here.measure:
            here.bench.do(measures.type_value, m.id, "2026-09-07", "3")
    here.type(gate.follow_up, "2027-03-15")
    assert not gate.run.isVisible()
    gate.owner.line.setText("Asta Ek, Verksamhetschef")
    gate.owner._dirty = True
    gate.owner.settle()
    here.house.settle()
    assert here.row().owner == here.person
    here.type(gate.start, "2026-09-28")
    assert gate.heading.text() == "Allt finns för att köra"
    assert step._met and step.property("parts")[2].text().strip() == "12 värden före starten" and gate.undated.isHidden()
    gate.run.click()
    here.house.settle()
    assert (here.row().state, here.row().started, here.row().passed_why) == ("running", "2026-09-28", "")
    assert gate.heading.text() == "Den pågår"
    assert {m.target for m in here.bench.library.all(Measure)} == {"12.5"}


def test_the_gate_is_passed_only_with_a_reason_that_stays(house: Build) -> None:
    here = Here(house)
    gate = here.show("about").gate
    gate.anyway.click()
    here.house.settle()
    gate.run.click()
    assert gate.why.error.text() == "Skriv varför, med några ord."
    assert here.row().state == "measure_first"
    QTest.keyClicks(gate.why.line, "Fler kommer i januari")
    here.key(gate.why.line, Qt.Key.Key_Return)
    assert (here.row().state, here.row().passed_why, here.row().started) == (
        "running",
        "Fler kommer i januari",
        here.house.window.desk.today(),
    )
    assert "Fler kommer i januari" in gate.passed.text()
    here.house.window.undo()
    here.house.settle()
    assert (here.row().state, here.row().started) == ("measure_first", None)
    assert here.house.bench.undo_step is not None


def test_module_and_team_are_picked_by_name_or_made(house: Build) -> None:
    here = Here(house)
    about = here.show("about")
    here.type(about.module, "Svar i telefon")
    here.type(about.gate.team, "Team Svar")
    module, team = here.the(Module), here.the(Team)
    assert (here.row().module, here.row().team, module.status) == (module.id, team.id, "pilot")
    here.type(about.module, "svar i telefon")
    assert here.bench.library.count(Module) == 1
    here.type(about.gate.team, " ")
    assert here.row().team is None


def test_self_service_asks_for_a_balancing_measure(house: Build) -> None:
    here = Here(house)
    about = here.show("about")
    assert ("balancing", "") not in about.gate._measure_steps
    about.self_service.check.click()
    here.house.settle()
    assert here.row().self_service
    assert ("balancing", "") in about.gate._measure_steps


# ------------------------------------------------------------------------------------------------ values


def test_values_are_pasted_anywhere_on_the_card_and_looked_through_first(house: Build) -> None:
    here = Here(house)
    part = here.show("measures")
    card = part.cards[here.measure]
    text = "Datum\tVärde\n2026-07-06\t44\n2026-07-13\t40\n2026-11-23\t23,5\nlov\t12\n2026-11-30\tcirka tio\n"

    def look(sheet: ValuesSheet) -> None:
        assert [row.fate for row in sheet.seen.rows] == ["same", "replaces", "new", "unreadable", "unreadable"]
        told = [c.text(row) for row in sheet.list.model.shown for c in sheet.list.columns[3:]]
        assert "Ersätter 39" in told and "Inget tal: ”cirka tio”." in told and "Ingen dag, vecka eller månad: ”lov”." in told
        assert sheet.bring.text().strip() == "Lägg in 2 värden"
        sheet.bring.click()

    before = here.bench.undo_step
    here.paste(card, text, look)
    values = {v.on: v.value for v in here.bench.library.all(Measurement)}
    assert len(values) == 21 and (values["2026-07-13"], values["2026-11-23"]) == ("40", "23.5")
    assert here.house.said[-1] == ("2 värden lades in.", True)
    here.house.window.undo()
    assert here.bench.library.count(Measurement) == 20
    assert here.bench.undo_step == before
    card.open_about.click()
    here.paste(card.about.measured_in.line, text, look)
    assert here.bench.library.count(Measurement) == 21


def test_a_column_of_values_alone_asks_when_it_begins_and_how_often(house: Build) -> None:
    here = Here(house)
    empty = here.bench.do(measures.add_measure, here.pilot, "Samtal")
    part = here.show("measures")

    def look(sheet: ValuesSheet) -> None:
        assert sheet.start.isVisibleTo(sheet) and sheet.interval.isVisibleTo(sheet) and not sheet.days.isVisibleTo(sheet)
        sheet.start.line.setText("2026-01-01")
        sheet.start._dirty = True
        sheet.start.settle()
        sheet.interval.box.setCurrentIndex(sheet.interval.box.findData("month"))
        sheet.interval._on_activated(0)
        sheet.bring.click()

    here.paste(part.cards[empty].line, "12\n14,5\n-\n13\n", look)
    values = sorted(here.bench.library.children(Measurement, empty), key=lambda v: v.on or "")
    assert [(v.on, v.value) for v in values] == [("2026-01-01", "12"), ("2026-02-01", "14.5"), ("2026-03-01", None), ("2026-04-01", "13")]
    assert here.bench.library.need(Measure, empty).interval == "month"


def test_an_empty_clipboard_gets_a_sentence(house: Build) -> None:
    here = Here(house)
    card = here.show("measures").cards[here.measure]
    QGuiApplication.clipboard().setText(" ")
    card.paste()
    assert here.house.said[-1][0].startswith("Det finns inga värden i urklipp.")


def test_a_value_is_typed_with_its_week_or_alone_and_what_is_not_understood_stays(house: Build) -> None:
    here = Here(house)
    card = here.show("measures").cards[here.measure]
    for typed in ("24,5", "v. 27 43"):
        QTest.keyClicks(card.line, typed)
        here.key(card.line, Qt.Key.Key_Return)
        assert card.line.text() == ""
    rows = sorted(here.bench.library.all(Measurement), key=lambda v: v.on or "")
    assert (rows[0].on, rows[0].value, rows[-1].on, rows[-1].value) == ("2026-06-29", "43", "2026-11-23", "24.5")
    QTest.keyClicks(card.line, "ungefar tio")
    here.key(card.line, Qt.Key.Key_Return)
    assert card.line.text() == "ungefar tio"
    assert here.bench.library.count(Measurement) == 22


def test_values_are_edited_in_place_and_nonsense_is_refused(house: Build) -> None:
    here = Here(house)
    card = here.show("measures").cards[here.measure]
    table = card.table
    first = table.model.shown[0]
    assert first.on == "2026-11-16"
    assert table.model.edit(table.columns[1], first, "21,5")
    here.house.settle()
    assert here.bench.library.need(Measurement, first.id).value == "21.5"
    assert not table.model.edit(table.columns[1], table.model.shown[0], "tio")
    assert "inget tal" in here.house.said[-1][0]
    assert table.model.edit(table.columns[0], table.model.shown[0], "v. 48")
    assert here.bench.library.need(Measurement, first.id).on == "2026-11-23"
    table.select([first.id])
    here.key(table.view, Qt.Key.Key_Delete)
    assert here.bench.library.count(Measurement) == 19
    assert here.house.said[-1] == ("1 värde togs bort.", True)


def test_two_values_on_one_day_ask_how_they_become_one(house: Build) -> None:
    here = Here(house)
    here.bench.do(measures.type_value, here.measure, "2026-07-06", "40")
    card = here.show("measures").cards[here.measure]
    assert card.joined is not None and card.joined.isVisibleTo(card)
    assert "Svarstid" in here.screen.asks.words.text()
    card.joined.box.setCurrentIndex(card.joined.box.findData("mean"))
    card.joined._on_activated(0)
    here.house.settle()
    assert here.bench.library.need(Measure, here.measure).joined == "mean"
    assert here.screen.asks.isHidden()


def test_what_happened_is_written_on_the_chart_with_its_day(house: Build) -> None:
    here = Here(house)
    card = here.show("measures").cards[here.measure]
    card.open_about.click()
    QTest.keyClicks(card.about.happened, "28/9 2026 Ringtiderna")
    here.key(card.about.happened, Qt.Key.Key_Return)
    note = here.the(Annotation)
    assert (note.on, note.says) == ("2026-09-28", "Ringtiderna")
    QTest.keyClicks(card.about.happened, "Ny telefon")
    here.key(card.about.happened, Qt.Key.Key_Return)
    assert {a.on for a in here.bench.library.all(Annotation)} == {"2026-09-28", here.house.window.desk.today()}


def test_the_median_is_recalculated_only_after_four_yes_a_reason_and_a_name(house: Build) -> None:
    here = Here(house)
    here.bench.do(pilots.set_start, here.pilot, "2026-09-28")
    card = here.show("measures").cards[here.measure]

    def answer(dialog: RecalculateDialog) -> None:
        dialog.why.edit.setPlainText("Ringtiderna gäller")
        dialog.by.line.setText("Asta Ek")
        for check in list(dialog.checks.values())[:3]:
            check.click()
        assert not dialog.yes.isEnabled()
        dialog.checks["lasting"].click()
        dialog.yes.click()

    here.house.dialogs.then.append(answer)
    assert not card.again.isHidden()
    card.again.click()
    here.house.settle()
    made = here.the(Recalculation)
    assert (made.start, made.reason, made.by) == ("2026-09-28", "Ringtiderna gäller", "Asta Ek")
    assert card.again.isHidden()
    assert [s.origin for s in card.chart._chart.analysis.segments] == ["frozen", "recalculated"] if hasattr(card.chart, "_chart") else True
    here.house.window.undo()
    assert here.bench.library.count(Recalculation) == 0


def test_the_page_says_from_which_day_a_signal_is_possible(house: Build) -> None:
    here = Here(house)
    here.bench.do(pilots.set_start, here.pilot, "2026-11-02")
    card = here.show("measures").cards[here.measure]
    assert "kan värdena räcka till en signal" in card.small.text()
    assert "Före: median" in card.told.text() and "Under: median" in card.told.text()


# ------------------------------------------------------------------------------------------------ loops, decision


def test_a_loop_is_written_column_by_column_and_finished(house: Build) -> None:
    here = Here(house)
    part = here.show("loops")
    part.empty.button.click()
    here.house.settle()
    loop = here.the(Loop)
    assert (loop.starts, loop.ends) == (here.house.window.desk.today(), later(here.house.window.desk.today(), "day", 13))
    card = part.cards[loop.id]
    for field, text in (
        (card.question, "En timme?"),
        (card.plan, "Ring"),
        (card.did, "Ringde"),
        (card.study, "Sju av tio"),
        (card.act, "Mer tid"),
        (card.learnt, "Inte nog"),
    ):
        here.type(field, text)
    card.finish.click()
    here.house.settle()
    loop = here.the(Loop)
    assert (loop.question, loop.plan, loop.do, loop.study, loop.act, loop.learnt, loop.state) == (
        "En timme?", "Ring", "Ringde", "Sju av tio", "Mer tid", "Inte nog", "finished",
    )  # fmt: skip
    part.add.click()
    here.house.settle()
    assert here.bench.library.count(Loop) == 2
    card.remove.click()
    here.house.settle()
    assert here.house.said[-1] == ("Lärvarvet togs bort.", True)
    here.house.window.undo()
    here.house.settle()
    assert len(part.cards) == 2


def test_what_a_loop_means_for_the_pilot_is_chosen_on_its_card_and_undone(house: Build) -> None:
    here = Here(house)
    loop = here.bench.do(pilots.add_loop, here.pilot, "En timme?", starts="2026-11-02", ends="2026-11-15")
    card = here.show("loops").cards[loop]
    box = card.means.control
    assert box.isVisible() and box.currentText() == "Inte beslutat"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    here.house.settle()
    card.settle()
    assert here.the(Loop).decision == "adopt" and box.currentText() == "Inför"
    assert here.the(Loop).state == "planned"
    here.house.window.undo()
    here.house.settle()
    assert not here.the(Loop).decision and box.currentText() == "Inte beslutat"


def test_the_entry_of_the_navigation_and_esc_lead_from_a_pilot_back_to_the_list(house: Build) -> None:
    here = Here(house)
    here.show("loops")
    here.house.window._nav_items["pilots"].click()
    here.house.settle()
    assert here.screen.list.isVisible() and here.screen.list.chosen() == here.pilot
    here.show("about")
    title = here.screen.part().name.control
    title.setFocus()
    QTest.keyClicks(title, "x")
    QTest.keyClick(title, Qt.Key.Key_Escape)  # takes back what was typed
    here.house.settle()
    assert not here.screen.list.isVisible()
    QTest.keyClick(title, Qt.Key.Key_Escape)
    here.house.settle()
    assert here.screen.list.isVisible() and here.row().title == "Fasta ringtider varje dag"
    QTest.keyClick(here.house.window.focusWidget(), Qt.Key.Key_Escape)
    here.house.settle()
    assert here.house.window.current() is here.screen


def test_dates_the_wrong_way_round_are_refused_in_the_field(house: Build) -> None:
    here = Here(house)
    loop = here.bench.do(pilots.add_loop, here.pilot, "En timme?", starts="2026-11-02", ends="2026-11-15")
    card = here.show("loops").cards[loop]
    here.type(card.ends, "2026-10-01")
    assert card.ends.error.text()
    assert here.the(Loop).ends == "2026-11-15"


def test_expanding_early_is_asked_about_but_not_stopped(house: Build) -> None:
    here = Here(house)
    part = here.show("decision")
    here.house.dialogs.then.append(lambda dialog: dialog.reject())
    part.choices["expand"].click()
    here.house.settle()
    assert not here.row().outcome and not part.choices["expand"].isChecked()

    asked: list[str] = []

    def pass_with_reason(dialog: EarlyDialog) -> None:
        asked.append(dialog.lacks.text())
        dialog.anyway.click()
        asked.append(dialog.why.error.text())
        QTest.keyClicks(dialog.why.line, "Ledningen vill veta nu")
        dialog.anyway.click()

    here.bench.do(measures.add_measure, here.pilot, "Klagomål", side="effect")
    here.house.settle()
    here.house.dialogs.then.append(pass_with_reason)
    part.choices["expand"].click()
    here.house.settle()
    assert asked == ["• Beslutsdagen har inte kommit än\n• Inte mätt under piloten: Klagomål", "Skriv varför, med några ord."]
    assert here.row().outcome_why == "Ledningen vill veta nu"
    assert (here.row().outcome, here.row().state) == ("expand", "ended")
    assert "Inget lärvarv är avslutat" in part.asked.text()
    here.type(part.why, "Alla vill")
    here.type(part.by, "Ledningsgruppen")
    assert (here.row().outcome_why, here.row().outcome_by) == ("Alla vill", "Ledningsgruppen")
    part.take_back.click()
    here.house.settle()
    assert (here.row().outcome, here.row().state, here.row().outcome_why) == ("", "measure_first", "Alla vill")
    assert here.house.said[-1] == ("Beslutet togs tillbaka; piloten pågår igen.", True)


def test_the_story_and_what_changed_inwards_are_kept(house: Build) -> None:
    here = Here(house)
    part = here.show("decision")
    for field, text in ((part.before, "Tolv dagar."), (part.tried, "Fasta tider."), (part.now, "Sju dagar."), (part.inwards, "Kalendern")):
        here.type(field, text)
    row = here.row()
    assert (row.story_before, row.story_tried, row.story_now, row.changed_inwards) == (
        "Tolv dagar.",
        "Fasta tider.",
        "Sju dagar.",
        "Kalendern",
    )


def test_a_decision_day_that_went_by_leads_to_the_decision(house: Build) -> None:
    here = Here(house)
    here.bench.do(pilots.set_decision_day, here.pilot, "2020-01-01")
    here.show("about")
    assert here.screen.asks.isVisibleTo(here.screen)
    here.screen.asks.button.click()
    here.house.settle()
    assert here.screen.tab() == 3


# ------------------------------------------------------------------------------------------------ everywhere


@pytest.mark.parametrize(
    ("code", "theme", "size"), [("sv", "light", (1360, 850)), ("en", "dark", (1024, 640)), ("xx", "light", (1024, 640))]
)
def test_nothing_is_clipped_and_everything_has_a_name(house: Build, code: str, theme: str, size: tuple[int, int]) -> None:
    here = Here(house, code, theme=theme, size=size)
    here.bench.do(pilots.start_running, here.pilot, started="2026-09-28", why="Fler kommer")
    here.bench.do(pilots.add_loop, here.pilot, "En timme?", starts="2026-11-02", ends="2026-12-30")
    for part in ("about", "measures", "loops", "decision"):
        here.show(part)
        here.house.settle()
        assert not clipped(here.house.window), part
        assert not nameless(here.house.window), part
    here.house.go("pilots", "", "list")
    assert not clipped(here.house.window)
    assert not nameless(here.house.window)


@pytest.mark.parametrize("code", ["sv", "xx"])
def test_the_dialogs_hold_their_words(house: Build, code: str) -> None:
    here = Here(house, code, size=(1024, 640))
    here.bench.do(pilots.set_start, here.pilot, "2026-09-28")
    card = here.show("measures").cards[here.measure]
    seen: list[str] = []

    def look(dialog: Any) -> None:
        here.house.settle()
        seen.extend([type(dialog).__name__, *clipped(dialog), *nameless(dialog)])

    here.house.dialogs.then += [look, look, look]
    card.look_through("v. 48\t12\nv. 49\tx\n")
    card.again.click()
    here.house.go("pilots", "", "list")
    here.screen.new_button.click()
    assert seen == ["ValuesSheet", "RecalculateDialog", "NewPilotDialog"]


def test_a_file_of_values_dropped_on_the_measures_is_looked_through_there(house: Build, tmp_path: Path) -> None:
    here = Here(house)
    here.show("measures")
    path = tmp_path / "svarstid.csv"
    path.write_bytes("Vecka;Svarstid\r\nv. 47;25\r\nv. 48;23,5\r\n".encode("cp1252"))
    here.house.dialogs.then.append(lambda sheet: sheet.bring.click())
    here.house.window.open_files([path])
    here.house.settle()
    assert here.house.window.current() is here.screen
    assert {v.value for v in here.bench.library.where(Measurement, on="2026-11-23")} == {"23.5"}
    here.show("about")
    here.house.window.open_files([path])
    assert here.house.window.current().key == "people"


def test_two_measures_are_seen_on_one_time_axis_when_that_is_asked_for(house: Build) -> None:
    here = Here(house)
    part = here.show("measures")
    assert not part.together.isVisible()
    other = here.bench.do(measures.add_measure, here.pilot, "Samtal om samma sak", measure_unit="procent", better="down")
    here.bench.do(measures.paste_values, other, weeks(("20", "22", "19", "12", "11"), "2026-09-07"))
    here.house.settle()
    assert part.together.isVisible()
    part.together.click()
    here.house.settle()
    assert part._axis is not None and part._axis.isVisible()
    assert "Samtal om samma sak" in part._axis.accessibleDescription()
    part.together.click()
    assert not part._axis.isVisible()


def test_a_stop_rule_and_who_allowed_it_are_written_before(house: Build) -> None:
    here = Here(house)
    about = here.show("about")
    about.stop.edit.setPlainText("Om kön är längre än 30 minuter två dagar i rad")
    about.stop.settle()
    here.type(about.allowed, "Socialchefen")
    assert (here.row().stop_rule, here.row().approved_by) == ("Om kön är längre än 30 minuter två dagar i rad", "Socialchefen")
    here.house.window.undo()
    assert here.row().approved_by == ""


def test_turning_to_the_window_behind_closes_the_new_pilot_and_keeps_what_was_typed(house: Build) -> None:
    here = house("sv")
    change = here.bench.do(initiatives.new_initiative, "Svar samma dag")
    here.go("pilots")
    made = NewPilotDialog(here.window.desk, change)
    begun: list[str] = []
    Dialogs.beside(here.dialogs, made, lambda: begun.append("begun"))
    here.settle()
    assert made.isVisible() and not made.isModal()
    QTest.keyClicks(made.idea.edit, "En blankett")
    QTest.mouseClick(here.window._nav_items["people"], Qt.MouseButton.LeftButton)
    here.window.activateWindow()
    here.settle()
    assert not begun and here.window.current().key == "people"
    assert not isValid(made) or not made.isVisible()
    again = NewPilotDialog(here.window.desk, change)
    assert again.idea.value() == "En blankett"
    again.deleteLater()
