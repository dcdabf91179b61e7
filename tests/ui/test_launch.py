"""The launch through the real window: audiences, activities on a line of time, messages that are counted, understanding and use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.conftest import House
from tests.ui.people_room import clipped, nameless
from tests.ui.team_room import Made, fill
from verkstad.app import landing, launch, pilots, workshops
from verkstad.app.people import invite
from verkstad.domain.launch import Adoption, Audience, LaunchActivity
from verkstad.domain.people import Unit
from verkstad.domain.responsibility import Readiness
from verkstad.ui.screens.launch.page import PARTS, LaunchScreen
from verkstad.ui.screens.launch.use import read_count, read_scores

Build = Callable[..., House]
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
TODAY = "2026-11-24"
EXAMPLE = (
    "Från den 3 mars bokar du resurser i det nya systemet. Det går snabbare och du ser direkt vad som är ledigt. Logga in och pröva i dag."
)


class Stage:
    """A window with an initiative, its module and a pilot that begins on 2027-01-18."""

    def __init__(self, house: Build, language: str = "sv", *, pilot: bool = True, **more: Any) -> None:
        self.house = house(language, **more)
        self.bench = self.house.bench
        self.house.window.desk.clock = lambda: datetime.fromisoformat(f"{TODAY}T09:00:00+01:00")
        self.made: Made = fill(self.bench)
        self.initiative = self.made.initiative
        if pilot:
            self.pilot = self.bench.do(
                pilots.begin_pilot, self.initiative, "Ring först", team=self.made.team, decision_day="2027-03-01", module=self.made.module
            )
            self.bench.do(pilots.set_start, self.pilot, "2027-01-18")

    def show(self, part: str) -> Any:
        screen = self.house.go("launch", "", part)
        assert isinstance(screen, LaunchScreen)
        return screen.parts[PARTS.index(part)]

    def do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> Any:
        made = self.bench.do(action, *args, **facts)
        self.house.settle()
        return made

    def write(self, line: Any, text: str) -> None:
        line.clear()
        line.insert(text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.house.settle()

    def type_in(self, field: Any, text: str) -> None:
        """Into a field of several lines, and leave it."""
        field.edit.setFocus()
        field.edit.selectAll()
        field.edit.insertPlainText(text)
        QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.house.settle()

    def said(self, widget: QWidget) -> str:
        self.house.settle()
        return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisibleTo(widget) and x.text()).replace("\u00a0", " ")

    def rows(self, table: Any) -> list[str]:
        return table.as_text(table.model.shown, heads=False).replace("\u00a0", " ").split("\n")

    def one(self, kind: Any) -> Any:
        (row,) = self.bench.library.all(kind)
        return row


def test_without_an_initiative_the_page_leads_to_one(house: Build) -> None:
    page = house("sv").go("launch")
    assert page.nothing.isVisibleTo(page)  # type: ignore[attr-defined]
    assert page.tabs() == ()  # type: ignore[attr-defined]


# ------------------------------------------------------------------------------------------------ audiences


def test_the_first_audience_is_written_where_the_empty_page_leads(house: Build) -> None:
    stage = Stage(house)
    part = stage.show("audiences")
    assert part.table._empty.isVisibleTo(part) and part.inspector() is None
    QTest.mouseClick(part.table._empty.button, Qt.MouseButton.LeftButton)
    stage.write(part.new_line, "Handläggare på bygglov")
    stage.write(part.new_line, "   ")
    assert stage.rows(part.table) == ["Handläggare på bygglov\t\t\t\t–\t"]
    assert part.table.selected()[0].audience.title == "Handläggare på bygglov"
    stage.house.window.undo()
    assert not stage.bench.library.count(Audience)


def test_what_an_audience_lacks_is_told_in_words_once_something_is_planned(house: Build) -> None:
    stage = Stage(house)
    who = stage.do(launch.add_audience, stage.initiative, "Handläggare", module=stage.made.module)
    part = stage.show("audiences")
    part.table.select([who])
    assert part._inspector.missing.text() == "Varför och hur är inte skrivet än, och inget är planerat."
    assert stage.rows(part.table)[0].endswith("\t–\t")  # and the list does not nag before anything is begun
    stage.do(launch.add_activity, stage.initiative, "Mejl: så blir det", on="2027-01-10", channel="email", audience=who)
    told = part._inspector.missing.text().split("\n")
    assert told == [
        "Varken varför eller hur är skrivet.",
        "Första aktiviteten kommer 8 dagar före start; med 14 dagar hinner man fråga.",
        "Bara mejl: de flesta läser inte mer än ingressen.",
        "Inget är planerat vid start eller efter.",
    ]
    stage.type_in(part._inspector.why, "Den som söker slipper vänta.")
    stage.type_in(part._inspector.how, "Ring före tio.")
    assert "Varken" not in part._inspector.missing.text()
    for title, day, channel in (
        ("Träff", "2027-01-04", "meeting"),
        ("Affisch", "2027-01-18", "print"),
        ("Veckomöte", "2027-02-01", "standup"),
        ("Pröva mer", "2027-02-10", "try_it"),
    ):
        stage.do(launch.add_activity, stage.initiative, title, on=day, channel=channel, audience=who)
    assert not part._inspector.missing.isVisibleTo(part._inspector)
    assert "Första aktiviteten kommer 14 dagar före start." in part._inspector.there.text()
    stage.do(launch.set_activity_state, [x.id for x in stage.bench.library.all(LaunchActivity)][:1], "done")
    assert part._inspector.missing.text() == "Ingen har frågat vad de förstått."


def test_an_activity_that_comes_after_the_start_is_told_of(house: Build) -> None:
    stage = Stage(house, "en")
    who = stage.do(launch.add_audience, stage.initiative, "Case officers")
    stage.do(launch.add_activity, stage.initiative, "Meeting", on="2027-01-20", channel="meeting", audience=who)
    part = stage.show("audiences")
    part.table.select([who])
    assert "The first activity comes 2 days after the start." in part._inspector.missing.text()


def test_the_audience_says_how_many_of_them_have_been_in_a_workshop(house: Build) -> None:
    stage = Stage(house)
    unit = next(u.id for u in stage.bench.library.all(Unit) if u.name == "Bygglov")
    who = stage.do(launch.add_audience, stage.initiative, "Bygglov", unit=unit)
    part = stage.show("audiences")
    part.table.select([who])
    assert "Ingen av dem har varit med i en workshop i initiativet än." in stage.said(part._inspector)
    workshop = stage.do(workshops.new_workshop, "Skiva elefanten")
    stage.do(workshops.attach_to_initiative, workshop, stage.initiative)
    stage.do(invite, workshop, list(stage.made.people))
    assert "3 av dem har varit med i en workshop i initiativet." in stage.said(part._inspector)


def test_an_empty_phrase_to_an_audience_is_asked_about_and_answered(house: Build) -> None:
    stage = Stage(house)
    stage.do(launch.add_audience, stage.initiative, "Handläggare")
    part = stage.show("audiences")
    part.table.select([stage.one(Audience).id])
    asked = part._inspector.asked
    assert not asked.isVisibleTo(part._inspector)
    stage.type_in(part._inspector.why, "Vi sätter kunden i centrum.")
    assert asked.isVisibleTo(part._inspector) and "kunden i centrum" in asked.questions()
    assert [m.platitude.id for m in part._inspector.guards[0].marks]
    stage.type_in(asked.answer, "Den som söker får svar inom tio dagar.")
    assert stage.one(Audience).answer == "Den som söker får svar inom tio dagar."


def test_removing_an_audience_keeps_its_activities_and_comes_back(house: Build) -> None:
    stage = Stage(house)
    who = stage.do(launch.add_audience, stage.initiative, "Handläggare")
    stage.do(launch.add_activity, stage.initiative, "Träff", audience=who)
    part = stage.show("audiences")
    part.table.select([who])
    part.table.view.setFocus()
    QTest.keyClick(part.table.view, Qt.Key.Key_Delete)
    assert not stage.bench.library.count(Audience) and stage.one(LaunchActivity).audience is None
    assert stage.house.said[-1] == ("1 målgrupp togs bort.", True)
    stage.house.window.undo()
    assert stage.one(LaunchActivity).audience == who


# ------------------------------------------------------------------------------------------------ activities


def test_one_line_gives_an_activity_its_day_channel_phase_and_audience(house: Build) -> None:
    stage = Stage(house)
    who = stage.do(launch.add_audience, stage.initiative, "Handläggare")
    part = stage.show("activities")
    assert not part.top.isVisibleTo(part) and part.table._empty.isVisibleTo(part)
    stage.write(part.new_line, "12/1 Träff för handläggare")
    row = stage.one(LaunchActivity)
    assert (row.on, row.title, row.channel, row.two_way, row.phase, row.audience) == (
        "2027-01-12",
        "Träff för handläggare",
        "meeting",
        True,
        "before",
        who,
    )
    assert stage.rows(part.table) == ["12 januari 2027\tTräff för handläggare\tTräff\tFöre\t\t\t\tPlanerat"]
    assert part.timeline.chips[row.id].isVisibleTo(part)
    stage.house.window.undo()
    assert not stage.bench.library.count(LaunchActivity)


def test_the_arrows_and_the_mouse_move_an_activity_and_its_phase_follows(house: Build) -> None:
    stage = Stage(house)
    made = stage.do(launch.add_activity, stage.initiative, "Träff", on="2027-01-12")
    stage.do(launch.add_activity, stage.initiative, "Veckomöte", on="2027-02-20")
    part = stage.show("activities")
    chip = part.timeline.chips[made]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Right, ALT)
    stage.house.settle()
    row = stage.bench.library.need(LaunchActivity, made)
    assert (row.on, row.phase) == ("2027-01-19", "start")
    QTest.keyClick(part.timeline.chips[made], Qt.Key.Key_Left, ALT | SHIFT)
    stage.house.settle()
    assert stage.bench.library.need(LaunchActivity, made).on == "2027-01-18"
    chip = part.timeline.chips[made]
    at = QPoint(12, 12)
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(chip, at + QPoint(40, 0))
    chip.mouseMoveEvent(_moved(chip, at + QPoint(120, 0)))
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=at)
    stage.house.settle()
    row = stage.bench.library.need(LaunchActivity, made)
    assert row.on is not None and row.on > "2027-01-25" and row.phase == "after"
    stage.house.window.undo()
    assert stage.bench.library.need(LaunchActivity, made).on == "2027-01-18"


def _moved(chip: Any, at: QPoint) -> Any:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    where = QPointF(at)
    held = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, where, QPointF(chip.mapToGlobal(at)), held, held, Qt.KeyboardModifier.NoModifier)


def test_a_chip_is_walked_to_and_told_by_the_keyboard(house: Build) -> None:
    stage = Stage(house)
    first = stage.do(launch.add_activity, stage.initiative, "Träff", on="2027-01-12", channel="meeting")
    second = stage.do(launch.add_activity, stage.initiative, "Film", on="2027-01-15")
    part = stage.show("activities")
    part.timeline.chips[first].setFocus()
    QTest.keyClick(part.timeline.chips[first], Qt.Key.Key_Right)
    stage.house.settle()
    assert part.table.selected()[0].id == second and part.timeline.chips[second].isChecked()
    assert part.timeline.chips[first].accessibleName() == "Träff, tisdag 12 januari 2027, Före, Planerat"
    QTest.keyClick(part.timeline.chips[second], Qt.Key.Key_Delete)
    assert [x.title for x in stage.bench.library.all(LaunchActivity)] == ["Träff"]


def test_space_says_done_and_the_table_tells_the_state(house: Build) -> None:
    stage = Stage(house)
    made = stage.do(launch.add_activity, stage.initiative, "Träff", on="2027-01-12")
    part = stage.show("activities")
    part.table.select([made])
    part.table.view.setFocus()
    QTest.keyClick(part.table.view, Qt.Key.Key_Space)
    assert stage.one(LaunchActivity).state == "done" and stage.rows(part.table)[0].endswith("Klar")


def test_hours_and_money_inside_and_outside_stand_side_by_side(house: Build) -> None:
    stage = Stage(house)
    inside = stage.do(launch.add_activity, stage.initiative, "Träff")
    outside = stage.do(launch.add_activity, stage.initiative, "Annons")
    line = stage.do(landing.add_line, stage.initiative, "Nytt system")
    stage.do(landing.change_line, line, amount="200000")
    part = stage.show("activities")
    table, by = part.table, {c.title: c for c in part.table.columns}
    value = {x.id: x for x in table.model.shown}
    assert table.model.edit(by["Timmar"], value[inside], "2,5")
    assert table.model.edit(by["Kostnad, kr"], value[inside], "3 000")
    assert not table.model.edit(by["Kostnad, kr"], value[inside], "mycket")
    assert "mycket" in stage.house.said[-1][0]
    stage.do(launch.change_activity, outside, outward=True, hours="4", cost="40000")
    assert (
        part.figures.accessibleName().replace("\u00a0", " ")
        == "2,5 tim timmar inåt, 4 tim timmar utåt, 3000 kr pengar inåt, 40 000 kr pengar utåt"
    )
    assert part.money.text().replace("\u00a0", " ") == "Den interna lanseringen kostar 1,5 % av investeringen (200 000 kr)."


def test_from_an_audience_a_line_is_begun_for_them(house: Build) -> None:
    stage = Stage(house)
    who = stage.do(launch.add_audience, stage.initiative, "Kontaktcenter")
    part = stage.show("audiences")
    part.table.select([who])
    QTest.mouseClick(part._inspector.plan, Qt.MouseButton.LeftButton)
    stage.house.settle()
    activities = stage.house.window.current().parts[PARTS.index("activities")]  # type: ignore[attr-defined]
    assert activities.whom.text() == "För Kontaktcenter"
    stage.write(activities.new_line, "Chefssamtal")
    assert (stage.one(LaunchActivity).audience, stage.one(LaunchActivity).channel) == (who, "manager_talk")


# ------------------------------------------------------------------------------------------------ messages


def test_a_message_is_counted_while_one_types_and_its_first_lines_tested(house: Build) -> None:
    stage = Stage(house)
    stage.do(launch.add_activity, stage.initiative, "Mejl", channel="email")
    part = stage.show("messages")
    editor = part.editor
    stage.type_in(editor.message, EXAMPLE)
    assert editor.read_told.text().startswith("LIX 20 – mycket lättläst · 28 ord · 1 min")
    stage.type_in(editor.ingress, "Från den 3 mars bokar du här.")
    assert editor.lines_told.text() == "7 av högst 40 ord · 0 av 4 frågor besvarade"
    for box in editor.ticks.values():
        box.check.click()
    assert editor.lines_told.text() == "7 av högst 40 ord · 4 av 4 frågor besvarade"
    assert stage.rows(part.table) == ["Mejl\t4/4\t17"]
    assert not part._inspector.told.isVisibleTo(part._inspector)
    stage.type_in(editor.ingress, "ord " * 41)
    assert editor.lines_told.text().startswith("41 av högst 40 ord") and editor.lines_told.property("look") == "error"
    assert "Utkast" in part._inspector.told.text()


def test_a_message_is_written_to_an_audience_before_any_activity_is_planned(house: Build) -> None:
    stage = Stage(house)
    other = stage.do(launch.add_audience, stage.initiative, "Chefer")
    who = stage.do(launch.add_audience, stage.initiative, "Handläggare", module=stage.made.module)
    audiences = stage.show("audiences")
    audiences.table.select([who])
    QTest.mouseClick(audiences._inspector.write, Qt.MouseButton.LeftButton)
    stage.house.settle()
    part = stage.show("messages")
    assert part.table._empty.isVisibleTo(part) and part.whom.text() == "För Handläggare"
    QTest.mouseClick(part.table._empty.button, Qt.MouseButton.LeftButton)
    stage.write(part.new_line, "Ring oss före tio")
    made = stage.one(LaunchActivity)
    assert (made.title, made.subject, made.audience, made.module) == ("Ring oss före tio", "Ring oss före tio", who, stage.made.module)
    assert stage.house.window.focusWidget() is part.editor.ingress.edit and part.editor.subject.text() == "Ring oss före tio"
    assert part.editor.audience.value() == who and not part.whom.isVisibleTo(part)
    box = part.editor.audience.box
    box.setCurrentIndex(box.findData(other))
    box.activated.emit(box.currentIndex())
    assert stage.one(LaunchActivity).audience == other
    stage.house.window.undo()
    stage.house.window.undo()
    assert not stage.bench.library.count(LaunchActivity) and part.table._empty.isVisibleTo(part)


def test_an_empty_phrase_in_a_message_is_underlined_and_asked_about(house: Build) -> None:
    stage = Stage(house)
    stage.do(launch.add_activity, stage.initiative, "Mejl", channel="email")
    part = stage.show("messages")
    stage.type_in(part.editor.message, "Med kunden i centrum går vi vidare.")
    assert "kunden i centrum" in part.editor.asked.questions()
    assert len(part.editor.guards[1].marks) == 1


def test_a_picture_of_ones_own_and_a_colour_are_chosen_for_the_campaign(house: Build, tmp_path: Any) -> None:
    from PIL import Image

    stage = Stage(house)
    made = stage.do(launch.add_activity, stage.initiative, "Affisch")
    part = stage.show("messages")
    picture = tmp_path / "b.png"
    Image.new("RGB", (40, 30), "red").save(picture)
    stage.house.dialogs.files = [picture]
    QTest.mouseClick(part._inspector.choose, Qt.MouseButton.LeftButton)
    stage.house.settle()
    assert len(stage.bench.library.need(LaunchActivity, made).content) == 64 and part._inspector.picture.isVisibleTo(part._inspector)
    accent = part._inspector.accent.box
    accent.setCurrentIndex(accent.findData("plum"))
    accent.activated.emit(accent.currentIndex())
    assert stage.bench.library.need(LaunchActivity, made).accent == "plum"
    asked: list[tuple[str, str, str]] = []
    stage.house.window.desk.printing_asked.disconnect()
    stage.house.window.desk.printing_asked.connect(lambda *of: asked.append(of))
    QTest.mouseClick(part._inspector.prints[0], Qt.MouseButton.LeftButton)
    assert asked == [(stage.initiative, "launch_poster", made)]


# ------------------------------------------------------------------------------------------------ understanding and use


def test_who_works_the_new_way_is_counted_in_one_line_and_drawn_over_time(house: Build) -> None:
    stage = Stage(house)
    part = stage.show("use")
    card = part.cards[stage.made.module]
    assert "Ingen har räknat vilka som arbetar på det nya sättet." in stage.said(card)
    stage.write(card.line, "6 av 30, 1 oktober")
    assert not card.chart.isVisibleTo(card)
    stage.write(card.line, "14/30")
    assert "14 av 30 (47 %) arbetar på det nya sättet." in stage.said(card)
    assert card.chart.isVisibleTo(card) and "1 oktober 6 av 30 (20 %)" in card.chart.accessibleName().replace("\u00a0", " ")
    assert [(x.on, x.using, x.users) for x in sorted(stage.bench.library.all(Adoption), key=lambda x: x.on or "")] == [
        ("2026-10-01", 6, 30),
        (TODAY, 14, 30),
    ]
    stage.write(card.line, "fler och fler")
    assert "14 av 32" in stage.house.said[-1][0]
    stage.write(card.line, "31 av 30")
    assert stage.bench.library.count(Adoption) == 2


def test_a_gain_whose_day_has_come_is_at_risk_while_few_work_the_new_way(house: Build) -> None:
    stage = Stage(house)
    line = stage.do(landing.add_line, stage.initiative, "Färre samtal", kind_of="efficiency")
    stage.do(landing.change_line, line, module=stage.made.module, planned_share=60, from_on="2026-11-01")
    part = stage.show("use")
    card = part.cards[stage.made.module]
    stage.write(card.line, "14 av 30")
    assert "I riskzonen: Färre samtal skulle gälla när 60 % arbetar på det nya sättet." in stage.said(card)
    stage.write(card.line, "20 av 30")
    assert "I riskzonen" not in stage.said(card)


def test_what_they_understood_is_asked_and_kept_with_what_one_of_them_said(house: Build) -> None:
    stage = Stage(house)
    who = stage.do(launch.add_audience, stage.initiative, "Handläggare")
    stage.do(launch.change_audience, who, understanding="Från mars ringer jag upp.")
    part = stage.show("use")
    assert part.checks.goal.text() == "Fråga några av dem: ”Från mars ringer jag upp.”"
    stage.write(part.checks.line, "7 av 9, 20 november, Jag ringer före tio")
    assert stage.rows(part.checks.table) == ["20 november\t7 av 9 (78 %)\tJag ringer före tio"]
    assert "7 av 9 (78 %)" in stage.rows(stage.show("audiences").table)[0]


def test_papers_are_typed_as_five_figures_and_small_groups_stay_hidden(house: Build) -> None:
    stage = Stage(house)
    part = stage.show("use")
    answers = part.answers
    for paper in ("54325", "5 4 3 2 5", "2-555", "54325"):
        stage.write(answers.line, paper)
    assert answers.says.text().startswith("De flesta stannar vid hur") and not answers.steps.isVisibleTo(answers)
    assert answers.count.text() == "4 svar · från 5 svar visas hur många som stannar var"
    stage.write(answers.line, "44444")
    assert answers.steps.isVisibleTo(answers) and "Jag vet hur: 3" in stage.said(answers)
    assert answers.count.text() == "5 svar · 1 har ingen spärr"
    stage.write(answers.line, "543")
    assert "fem siffror" in stage.house.said[-1][0] and stage.bench.library.count(Readiness) == 5
    QTest.mouseClick(answers.last, Qt.MouseButton.LeftButton)
    assert stage.bench.library.count(Readiness) == 4


def test_the_barrier_proposes_an_activity_and_planning_it_goes_there(house: Build) -> None:
    stage = Stage(house)
    part = stage.show("use")
    stage.write(part.answers.line, "52555")
    assert part.answers.proposal.text() == " Planera: Pröva fem minuter med någon som redan gör så"
    QTest.mouseClick(part.answers.proposal, Qt.MouseButton.LeftButton)
    stage.house.settle()
    row = stage.one(LaunchActivity)
    assert (row.channel, row.phase, row.two_way) == ("try_it", "before", True)
    assert stage.house.window.current().part_shown() == "activities"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14 av 32", (14, 32, TODAY, "")),
        ("3 april: 14 of 32", None),
        ("14/32, 1 november", (14, 32, "2026-11-01", "")),
        ("7 av 9, i två team, 3 okt", (7, 9, "2026-10-03", "i två team")),
        ("1 200 av 3 000", (1200, 3000, TODAY, "")),
    ],
)
def test_a_count_is_read_as_it_is_said(typed: str, read: tuple[int, int, str, str] | None) -> None:
    found = read_count(typed, TODAY)
    assert found == read if read else found[:2] == (14, 32)


def test_five_answers_are_read_however_they_are_parted() -> None:
    assert read_scores("5,4 3-5") == (5, 4, 3, None, 5)


# ------------------------------------------------------------------------------------------------ how it looks


@pytest.mark.parametrize(("language", "size"), [("sv", (1280, 800)), ("en", (1024, 640)), ("sv", (1024, 640))])
def test_nothing_is_cut_and_everything_has_a_name(house: Build, language: str, size: tuple[int, int]) -> None:
    stage = Stage(house, language, size=size)
    who = stage.do(launch.add_audience, stage.initiative, "Handläggare på bygglov", module=stage.made.module)
    for n, title in enumerate(("Chefssamtal om varför", "Mejl: så blir det", "Träff för handläggare", "Affisch i fikarummet")):
        stage.do(launch.add_activity, stage.initiative, title, on=f"2027-01-{10 + n}", audience=who)
    stage.do(launch.count_users, stage.made.module, "2026-11-01", 3, 30)
    for part in PARTS:
        stage.show(part)
        stage.house.settle()
        assert clipped(stage.house.window) == []
        assert nameless(stage.house.window) == []


def test_the_plain_words_of_a_module_tell_how_heavy_they_read(house: Build) -> None:
    stage = Stage(house)
    page: Any = stage.house.go("modules", stage.made.module)
    page._inspector.more.show_open(True)
    stage.house.settle()
    part = page._inspector.more.part
    assert not part.reads.isVisibleTo(part)
    stage.type_in(part.plain, EXAMPLE)
    assert part.reads.text().startswith("LIX 20 – mycket lättläst · 28 ord")
