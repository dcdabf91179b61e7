"""Insights and actions through the real window: taken down in seconds, taken on only by who may decide, answered, told back; forums, work, risks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import House
from tests.ui.people_room import cells, clipped, nameless
from tests.ui.team_room import Made, fill
from verkstad.app import actions, forums, goals, harvest, initiatives, insight_results, insights, mandates, pilots, plan, workshops
from verkstad.app.workbench import action
from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Forum, ForumMeeting, ForumMember, Insight, Risk
from verkstad.domain.mandates import Mandate
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import PlanDocument, PlanItem
from verkstad.domain.workshop import Participation, Workshop
from verkstad.storage.writing import Transaction
from verkstad.ui.commands import Everything
from verkstad.ui.screens.insights.capture import Capture
from verkstad.ui.screens.insights.page import PARTS, InsightsScreen

Build = Callable[..., House]
ALT, CTRL, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TODAY = "2026-11-24"


@action("Lay plan here")
def lay_plan(tx: Transaction, initiative: Id, says: str) -> Id:
    document = tx.put(PlanDocument(parent=initiative, rank=tx.rank_last(PlanDocument, initiative), title="Agendan")).id
    return tx.put(PlanItem(parent=document, rank=tx.rank_last(PlanItem, document), says=says)).id


def begin(here: House, part: str = "insights") -> tuple[Made, Any]:
    """The page at a tab; the tab itself."""
    made = fill(here.bench)
    screen = here.go("insights", "", part)
    assert isinstance(screen, InsightsScreen)
    return made, screen.parts[PARTS.index(part)]


def write(line: Any, text: str) -> None:
    line.insert(text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def lane(part: Any, title: str) -> Any:
    return next(c for c in part.boarded.lanes.columns if c.cards.lane.title == title)


def insight(here: House, initiative: str, says: str = "Säg dagen", owner: str = "", raised: str = "") -> str:
    made = here.bench.do(insights.add_insight, initiative, says)
    if owner:
        here.bench.do(insights.give_insight_to, made, owner)
    if raised:
        here.bench.do(insights.change_insight, made, raised_on=raised)
    return made


# ------------------------------------------------------------------------------------------------ taken down


def test_without_an_initiative_the_page_says_where_to_begin(house: Build) -> None:
    screen = house().go("insights")
    assert isinstance(screen, InsightsScreen)
    assert screen.stack.currentWidget() is screen.nothing and screen.tabs() == ()


def test_an_insight_is_one_line_and_enter(house: Build) -> None:
    here = house()
    made, part = begin(here)
    assert part.table.stack.currentWidget() is part.table._empty
    part.table._empty.button.click()
    write(part.new_line, "Kunden vill veta när, inte hur.")
    here.settle()
    (row,) = here.bench.library.children(Insight, made.initiative)
    assert row.says == "Kunden vill veta när, inte hur." and row.raised_on and part.new_line.text() == ""
    assert part.table.selected()[0].id == row.id and "1 lyfta" in part.figures.accessibleName()
    here.window.undo()
    here.settle()
    assert part.table.stack.currentWidget() is part.table._empty


def test_an_insight_is_written_down_from_anywhere_without_leaving_where_one_stands(house: Build) -> None:
    here = house()
    made = fill(here.bench)
    here.go("teams")
    QTest.keyClick(here.window, Qt.Key.Key_I, CTRL | SHIFT)
    here.window.capture_insight() if not isinstance(QApplication.activePopupWidget(), Capture) else None
    box = QApplication.activePopupWidget()
    assert isinstance(box, Capture)
    write(box.line, "Registratorn ser redan dagen")
    here.settle()
    assert here.window.current().key == "teams"
    assert [i.says for i in here.bench.library.children(Insight, made.initiative)] == ["Registratorn ser redan dagen"]
    workshop = here.bench.do(workshops.new_workshop, "Dag ett", date="2026-11-30", initiative=made.initiative)
    here.go("workshop", workshop)
    here.window.capture_insight()
    box = QApplication.activePopupWidget()
    assert isinstance(box, Capture)
    write(box.line, "Ring upp")
    here.settle()
    assert [i.source for i in here.bench.library.children(Insight, workshop)] == ["workshop"]


def test_role_how_often_and_whose_it_is_are_written_where_they_are_known(house: Build) -> None:
    """002-05: text, role, count, owner."""
    here = house()
    made, part = begin(here)
    idea = insight(here, made.initiative)
    part.boarded.select([idea])
    side = part.inspector()
    side.more.button.setChecked(True)
    here.settle()
    side.times.line.insert("12")
    side.times._touched()
    side.times.settle()
    for field, value in ((side.role, "contact_centre"), (side.demand, "failure"), (side.source, "customer")):
        field.box.setCurrentIndex(field.box.findData(value))
        field.box.activated.emit(field.box.currentIndex())
    here.settle()
    row = here.bench.library.need(Insight, idea)
    assert (row.times, row.role, row.demand, row.source) == (12, "contact_centre", "failure", "customer")
    assert part.demand.text().replace("\u00a0", " ").startswith("100 % av 12 kontakter kom av något som gått fel (litet underlag)")
    assert "Kund" in part.table.columns[0].second(part.lines[0]) and "12 gånger" in part.table.columns[0].second(part.lines[0])


def test_what_a_workshop_harvested_is_seen_here(house: Build) -> None:
    here = house()
    made, part = begin(here)
    workshop = here.bench.do(workshops.new_workshop, "Insiktsbordet", date="2026-11-30", initiative=made.initiative)
    note = here.bench.do(harvest.add_capture, workshop, "De ringer för att få veta när")
    here.bench.do(harvest.turn_into, (note,), "insight")
    here.settle()
    assert cells(part.table)[0][0] == "De ringer för att få veta när"
    assert part.table.columns[0].second(part.lines[0]) == "Insiktsbordet"


# ------------------------------------------------------------------------------------------------ taken on, answered, told back


def test_without_an_owner_who_may_decide_it_cannot_be_taken_on_and_the_page_says_why_and_offers_one(house: Build) -> None:
    here = house()
    made, part = begin(here)
    idea = insight(here, made.initiative)
    part.boarded.select([idea])
    side = part.inspector()
    side.take.click()
    here.settle()
    assert here.bench.library.need(Insight, idea).state == "new"
    assert "Ingen som får besluta har den" in side.owner.error.text()
    assert "Välj någon som får besluta" in side.mandate.text()
    here.bench.do(mandates.add_mandate, made.people[2], "unit_routine", 2)
    side.owner.revert()
    assert side._deciders()[0] in (made.people[2], made.people[3]) and made.people[2] in side._deciders()
    side.owner.line.setText("Maja Lindqvist")
    side.owner._on_typed("")
    side.owner.settle()
    here.settle()
    assert here.bench.library.need(Insight, idea).owner == made.people[2] and "får besluta" in side.mandate.text()
    side.take.click()
    here.settle()
    assert here.bench.library.need(Insight, idea).state == "taken"


def test_an_owner_without_a_mandate_is_given_one_on_the_spot(house: Build) -> None:
    here = house()
    made, part = begin(here)
    idea = insight(here, made.initiative, owner=made.people[0])
    part.boarded.select([idea])
    side = part.inspector()
    assert "får inte besluta något" in side.mandate.text() and not side.may.isHidden()
    side.may.box.setCurrentIndex(side.may.box.findData("unit_routine"))
    side.may.box.activated.emit(side.may.box.currentIndex())
    here.settle()
    (granted,) = here.bench.library.children(Mandate, made.people[0])
    assert (granted.decision_type, granted.level) == ("unit_routine", 2) and side.may.isHidden()
    side.take.click()
    assert here.bench.library.need(Insight, idea).state == "taken"


def test_a_no_asks_why_and_the_reason_is_the_answer(house: Build) -> None:
    here = house()
    made, part = begin(here)
    idea = insight(here, made.initiative)
    part.boarded.select([idea])
    side = part.inspector()
    side.verdict.box.setCurrentIndex(side.verdict.box.findData("declined"))
    side.verdict.box.activated.emit(side.verdict.box.currentIndex())
    here.settle()
    assert here.bench.library.need(Insight, idea).state == "new" and "Skriv varför" in side.reason.error.text()
    side.reason.line.insert("Görs redan")
    side.reason._touched()
    side.reason.settle()
    here.settle()
    row = here.bench.library.need(Insight, idea)
    assert (row.state, row.verdict, row.reason) == ("declined", "declined", "Görs redan")
    side.tell.click()
    here.settle()
    assert here.bench.library.need(Insight, idea).fed_back and part.lines[0].stage == "fed_back"


def test_on_the_board_a_card_moves_with_alt_and_an_arrow_as_far_as_the_rules_go(house: Build) -> None:
    here = house()
    made, part = begin(here)
    here.bench.do(mandates.add_mandate, made.people[0], "unit_routine", 2)
    idea = insight(here, made.initiative, owner=made.people[0])
    part.boarded.turn_to(1)
    here.settle()
    board = part.boarded.lanes
    board.select(idea, focus=True)
    QTest.keyClick(lane(part, "Ny"), Qt.Key.Key_Right, ALT)
    here.settle()
    assert here.bench.library.need(Insight, idea).state == "taken"
    assert [c.id for c in lane(part, "Tas om hand").cards.lane.cards] == [idea]
    QTest.keyClick(lane(part, "Tas om hand"), Qt.Key.Key_Right, ALT)
    assert here.said[-1][0].startswith("Välj svaret till höger")
    here.bench.do(insights.give_verdict, idea, "test", "Två veckor")
    here.settle()
    board.select(idea, focus=True)
    QTest.keyClick(lane(part, "Har svar"), Qt.Key.Key_Right, ALT)
    here.settle()
    assert here.bench.library.need(Insight, idea).fed_back
    nobodys = insight(here, made.initiative, "Utan ägare")
    here.settle()
    board.select(nobodys, focus=True)
    QTest.keyClick(lane(part, "Ny"), Qt.Key.Key_Right, ALT)
    assert "Ingen som får besluta" in here.said[-1][0]
    assert here.bench.library.need(Insight, nobodys).state == "new"


def test_one_that_has_waited_too_long_is_marked_in_list_and_board_and_found_by_the_filter(house: Build) -> None:
    here = house()
    made, part = begin(here)
    today = here.window.desk.today()
    old = insight(here, made.initiative, "Gammal", raised="2026-01-01")
    insight(here, made.initiative, "Ny", raised=today)
    here.settle()
    box = part.table._filters[0]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert [x.id for x in part.table.model.shown] == [old]
    part.boarded.turn_to(1)
    (card,) = lane(part, "Ny").cards.lane.cards
    assert "dagar utan svar" in card.warning


def test_the_figures_are_of_the_last_ninety_days_or_from_the_start(house: Build) -> None:
    here = house()
    made, part = begin(here)
    insight(here, made.initiative, "Gammal", raised="2020-01-01")
    insight(here, made.initiative)
    here.settle()
    assert part.figures.accessibleName().startswith("1 lyfta, 0 % besvarade, – till handling, – till svar, – till ny rutin, – återkopplade")
    part.period.setCurrentIndex(1)
    part.period.activated.emit(1)
    assert part.figures.accessibleName().startswith("2 lyfta")


def test_it_becomes_an_action_with_a_link_there_and_back_in_one_step(house: Build) -> None:
    here = house()
    made, part = begin(here)
    idea = insight(here, made.initiative)
    part.boarded.select([idea])
    part.inspector().become("action")
    here.settle()
    (done,) = here.bench.library.children(Action, made.initiative)
    assert "Åtgärd: Säg dagen" in part.inspector().result.text()
    work = here.go("insights", done.id, "actions").parts[PARTS.index("actions")]  # type: ignore[attr-defined]
    (back,) = work._inspector.origin.lines
    assert back.text().strip() == "Från insikten: Säg dagen"
    back.click()
    here.settle()
    assert [x.id for x in part.table.selected()] == [idea] and here.window.current().part_shown() == "insights"
    here.window.undo()
    here.settle()
    assert here.bench.library.children(Action, made.initiative) == () and here.bench.library.need(Insight, idea).became == ""


def test_what_it_became_is_opened_on_its_own_page(house: Build) -> None:
    here = house()
    made, part = begin(here)
    idea = insight(here, made.initiative)
    part.boarded.select([idea])
    part.inspector().become("pilot")
    here.settle()
    part.inspector().result.click()
    here.settle()
    assert here.window.current().key == "pilots" and here.bench.library.count(Pilot) == 1


# ------------------------------------------------------------------------------------------------ forums


def test_a_forum_has_people_a_rhythm_points_of_the_plan_and_meetings_in_three_parts(house: Build) -> None:
    here = house()
    made, part = begin(here, "forums")
    item = here.bench.do(lay_plan, made.initiative, "Öka tillgängligheten")
    here.bench.do(plan.sort_into, (item,), "action")
    write(part.new_line, "Insiktsbordet")
    here.settle()
    (forum,) = here.bench.library.children(Forum, made.initiative)
    assert "1 punkt i planen saknar forum: Öka tillgängligheten" in part.without.text()
    side = part.inspector()
    side.who.line.setText("Åsa Bergström")
    side.who._on_typed("")
    side.who.settle()
    side._take_in_role("employee")
    side.give_item(item)
    side.cadence._write(14)
    side.cadence._dirty = True
    side.cadence.settle()
    side.met.click()
    here.settle()
    side.meetings[0].inspiration.edit.setPlainText("Ett inspelat samtal")
    side.meetings[0].settle()
    here.settle()
    library = here.bench.library
    assert library.count(ForumMember) == 2 and library.need(PlanItem, item).forum == forum.id
    assert [m.inspiration for m in library.children(ForumMeeting, forum.id)] == ["Ett inspelat samtal"]
    assert "Medarbetare" in cells(part.table)[0][1] and part.without.isHidden() and part.lines[0].next_on


def test_the_next_meeting_of_a_forum_is_planned_with_its_three_parts_and_those_who_sit_there(house: Build) -> None:
    here = house()
    made, part = begin(here, "forums")
    forum = here.bench.do(forums.add_forum, made.initiative, "Insiktsbordet")
    here.bench.do(forums.add_forum_member, forum, person=made.people[0])
    here.bench.do(forums.change_forum, forum, cadence=14, first_on="2026-01-06")
    here.settle()
    part.table.select([forum])
    step = here.bench.undo_step
    part.inspector().plan_next()
    here.settle()
    workshop = here.window.current().workshop()
    assert here.window.current().key == "workshop"
    row = here.bench.library.need(Workshop, workshop)
    days = here.bench.ask(workshops.program, workshop).days
    assert (row.title, row.initiative, days[0].day.date) == ("Insiktsbordet", made.initiative, part.lines[0].next_on)
    assert [s.block.minutes for s in days[0].slots] == [10, 45, 10]
    assert [p.person for p in here.bench.library.children(Participation, workshop)] == [made.people[0]]
    here.bench.undo()
    assert here.bench.library.get(Workshop, workshop) is None and here.bench.undo_step == step


# ------------------------------------------------------------------------------------------------ exchanges and learning


def test_what_was_learnt_anywhere_is_searched_in_one_list(house: Build) -> None:
    here = house()
    made, part = begin(here, "exchanges")
    write(part.new_line, "Grannkommunen")
    here.settle()
    part.inspector().takeaway.edit.setPlainText("De ringer upp inom en timme.")
    part.inspector().takeaway.settle()
    pilot = here.bench.do(pilots.begin_pilot, made.initiative, "Ring upp")
    here.bench.do(pilots.write_learnt, here.bench.do(pilots.add_loop, pilot), "En timme om dagen räcker.")
    idea = insight(here, made.initiative, "Brevet läses aldrig.")
    here.bench.do(insight_results.turn_insight_into, idea, "learning")
    here.settle()
    assert {row[0] for row in cells(part.log)} == {"De ringer upp inom en timme.", "En timme om dagen räcker.", "Brevet läses aldrig."}
    part.log.search.insert("timme")
    here.settle()
    assert len(part.log.model.shown) == 2
    part._go(next(x for x in part.learnt if x.source == "loop"))
    here.settle()
    assert here.window.current().key == "pilots"


# ------------------------------------------------------------------------------------------------ the work


def test_who_has_more_than_seven_open_actions_is_said(house: Build) -> None:
    here = house()
    made, part = begin(here, "actions")
    for n in range(8):
        here.bench.do(actions.add_action, made.initiative, f"Ring {n}", owner=made.people[0])
    here.settle()
    assert part.heavy.text() == "Åsa Bergström: 8 öppna – fler än sju" and not part.heavy.isHidden()
    part.boarded.turn_to(2)
    assert lane(part, "Åsa Bergström").cards.lane.told == "8 – fler än sju"


def test_whom_the_work_is_aimed_at_and_whether_it_is_only_requirements_is_said(house: Build) -> None:
    here = house()
    made, part = begin(here, "actions")
    for n in range(5):
        row = here.bench.do(actions.add_action, made.initiative, f"Rapport {n}")
        here.bench.do(actions.change_bearing, row, "requirement")
    here.settle()
    part.table.select([x.id for x in part._lines])
    part._change(serves="project")
    here.settle()
    assert "5 krav och ingen möjlighet" in part.told.text()
    assert (
        "0 % av de öppna åtgärderna riktas till dem som ska använda det – det mesta av arbetet vänder sig inåt"
        in part.told.text().replace("\u00a0", " ")
    )


def test_actions_stand_by_status_person_and_goal_and_a_card_that_moves_changes_them(house: Build) -> None:
    here = house()
    made, part = begin(here, "actions")
    first = here.bench.do(actions.add_action, made.initiative, "Skriv om brevet", owner=made.people[0])
    goal = here.bench.do(insight_results.turn_insight_into, insight(here, made.initiative, "Svar samma dag"), "goal")
    here.settle()
    part.boarded.turn_to(1)
    part.boarded.lanes.select(first, focus=True)
    QTest.keyClick(part.boarded.lanes.columns[0], Qt.Key.Key_Right, ALT)
    here.settle()
    assert here.bench.library.need(Action, first).status == "doing"
    part.boarded.turn_to(3)
    here.settle()
    assert lane(part, "Svar samma dag").cards.lane.told == "inget leder hit"
    part.boarded.lanes.select(first, focus=True)
    QTest.keyClick(lane(part, "Leder inte till något mål"), Qt.Key.Key_Left, ALT)
    here.settle()
    assert here.bench.library.need(Action, first).goal == goal
    here.window.undo()
    here.settle()
    assert here.bench.library.need(Action, first).goal is None


# ------------------------------------------------------------------------------------------------ risks


def test_a_serious_risk_asks_for_an_owner_and_a_sign(house: Build) -> None:
    here = house()
    made, part = begin(here, "risks")
    write(part.new_line, "Vikarierna får inte veta")
    here.settle()
    (risk,) = here.bench.library.children(Risk, made.initiative)
    side = part.inspector()
    for field, value in ((side.likelihood, 4), (side.impact, 3)):
        field.box.setCurrentIndex(field.box.findData(value))
        field.box.activated.emit(field.box.currentIndex())
        here.settle()
    assert side.lacks.text() == "Behöver en ägare och ett varningstecken" and part.lines[0].weight == 12
    here.bench.do(insights.give_risk_to, risk.id, made.people[0])
    here.bench.do(insights.change_risk, risk.id, sign="Telefonen står still")
    here.settle()
    assert side.lacks.isHidden()
    side.close_.click()
    here.settle()
    assert here.bench.library.need(Risk, risk.id).closed and part.table.model.shown == []


# ------------------------------------------------------------------------------------------------ found again


def test_an_insight_is_found_by_its_words_and_shown_in_its_own_initiative(house: Build) -> None:
    here = house()
    made, part = begin(here)
    idea = insight(here, made.initiative, "Säg dagen redan i första brevet")
    here.bench.do(initiatives.new_initiative, "Ett annat")
    here.go("insights")
    found = next(f for f in Everything(here.window.desk, here.window.menuBar()).search("säg dagen") if f.told == "Insikt")
    found.do()
    here.settle()
    assert here.window.current().key == "insights" and [x.id for x in part.table.selected()] == [idea]
    alone = here.bench.do(workshops.new_workshop, "Utan initiativ", date="2026-11-30")
    here.bench.do(insights.add_insight, alone, "Hittad i en ensam workshop")
    next(f for f in Everything(here.window.desk, here.window.menuBar()).search("hittad i en") if f.told == "Insikt").do()
    here.settle()
    assert here.window.current().key == "workshop" and here.window.current().workshop() == alone


def test_undo_among_the_actions_offers_no_other_page_since_one_sees_it_here(house: Build) -> None:
    here = house()
    made, part = begin(here, "actions")
    write(part.new_line, "Skriv om brevet")
    here.settle()
    here.window.undo()
    here.settle()
    assert here.bench.library.children(Action, made.initiative) == ()
    assert here.window.current().key == "insights"
    heard = here.window.current()
    assert heard.sees("action", "nothing") is False


# ------------------------------------------------------------------------------------------------ every tab


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_tab_names_all_it_holds_and_cuts_nothing_at_the_least_window(house: Build, code: str, part: str) -> None:
    here = house(code, size=(1024, 640))
    made, tab = begin(here, part)
    here.bench.do(actions.add_action, made.initiative, "Skriv om brevet", owner=made.people[0])
    insight(here, made.initiative)
    here.bench.do(insights.add_risk, made.initiative, "Ingen har tid")
    here.bench.do(forums.add_forum, made.initiative, "Insiktsbordet")
    here.bench.do(forums.add_exchange, made.initiative, "Grannkommunen", takeaway="Ring först")
    here.settle()
    tab.table.view.selectRow(0)
    here.settle()
    assert nameless(here.window) == [] and clipped(tab) == []


def test_ready_made_indicators_are_offered_to_a_goal_while_one_types(house: Build) -> None:
    """004-10: chosen, it is the goal's indicator."""
    here = house()
    made = fill(here.bench)
    goal = here.bench.do(goals.add_goal, made.initiative, "Ingen väntar i telefon")
    card = here.go("initiative", goal, "overview").overview.goal_cards[goal]  # type: ignore[attr-defined]
    card.open_box("indicator")
    here.settle()
    field = card.popover.fields[0]
    completer = field.line.completer()
    completer.setCompletionPrefix("väntan")
    assert completer.completionCount() == 1 and completer.currentCompletion() == "Minuters väntan i telefon, median"
    field.line.setText("väntan")
    completer.complete()
    completer.popup().setCurrentIndex(completer.completionModel().index(0, 0))
    step = here.bench.undo_step
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert here.bench.undo_step == step and field.line.text() == "Minuters väntan i telefon, median"
    assert field.settle()
    assert here.bench.library.need(Goal, goal).indicator == "Minuters väntan i telefon, median"
