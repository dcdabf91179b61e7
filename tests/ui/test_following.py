"""Follow-up through the real window: asking and answering, what was seen, reports issued and answered; by keyboard, undone, empty, in English."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.documents.reading import texts
from tests.ui.conftest import House
from tests.ui.people_room import clipped, nameless
from verkstad.app import decision_requests as requests
from verkstad.app import decisions, following, goals, initiatives, launch, measures, modules, pilots, printing, reports
from verkstad.domain.following import DecisionRequest, FollowUp, LeadershipAnswer, Report, RequestOption
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.pilots import Pilot
from verkstad.ui.screens.following.asking import ask_about_module
from verkstad.ui.screens.following.follow_ups import FollowUpsPart
from verkstad.ui.screens.following.page import FollowingScreen
from verkstad.ui.screens.following.reports import ReportsPart
from verkstad.ui.screens.following.requests import AnswerSheet, RequestsPart
from verkstad.ui.screens.following.state import StatePart
from verkstad.ui.tabbed import TabPart

Build = Callable[..., House]
NOW = datetime.datetime(2026, 11, 24, 9, tzinfo=datetime.UTC)
ENTER = Qt.Key.Key_Return


def begin(here: House, tab: str = "") -> tuple[str, TabPart]:
    here.window.desk.clock = lambda: NOW
    library = here.bench.library
    if not library.all(Initiative):
        here.bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    screen = here.go("follow_up", "", tab)
    assert isinstance(screen, FollowingScreen)
    return library.all(Initiative)[0].id, screen.part()


def words(part: Any) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisibleTo(part))


def fill(field: Any, text: str) -> None:
    field.setFocus()
    edit = getattr(field, "edit", None) or field.line
    edit.selectAll()
    (edit.insertPlainText if hasattr(edit, "insertPlainText") else edit.insert)(text)
    field._touched()
    field.settle()


# ------------------------------------------------------------------------------------------------ asking


def test_an_empty_page_says_what_a_proposal_is_for_and_the_first_is_written_by_keyboard(house: Build) -> None:
    here = house()
    initiative, part = begin(here, "requests")
    assert isinstance(part, RequestsPart)
    assert "Svaret blir beslutet" in words(part)
    part.new_line.setFocus()
    part.new_line.insert("Får teamet ändra öppettiderna?")
    QTest.keyClick(part.new_line, ENTER)
    here.settle()
    (row,) = here.bench.library.children(DecisionRequest, initiative)
    assert (row.question, row.state) == ("Får teamet ändra öppettiderna?", "draft")
    assert here.window.focusWidget() is part.side.recommendation.edit, "one writes on"
    here.bench.undo()
    here.settle()
    assert not here.bench.library.children(DecisionRequest, initiative)


def test_a_cost_that_is_no_number_is_refused_in_words_and_kept_to_be_mended(house: Build) -> None:
    here = house()
    initiative, _part = begin(here, "requests")
    row = here.bench.do(requests.add_request, initiative, "Får vi?")
    part = here.go("follow_up", row).part()  # type: ignore[attr-defined]
    fill(part.side.cost, "många")
    assert "är inget tal" in part.side.cost.error.text() and here.bench.library.need(DecisionRequest, row).cost is None
    fill(part.side.cost, "120 000")
    assert here.bench.library.need(DecisionRequest, row).cost == "120000"


def test_asking_and_answering_makes_the_decision_and_one_undo_takes_it_back(house: Build) -> None:
    here = house()
    initiative, _part = begin(here, "requests")
    row = here.bench.do(requests.add_request, initiative, "Får vi?", recommendation="Ja, i ett halvår.")
    part = here.go("follow_up", row).part()  # type: ignore[attr-defined]
    assert isinstance(part, RequestsPart)
    part.side.new_option.insert("Vänta")
    QTest.keyClick(part.side.new_option, ENTER)
    here.settle()
    assert [o.title for o in here.bench.library.all(RequestOption)] == ["Vänta"]
    fill(part.side.last_day, "2026-12-15")
    fill(part.side.asked_of, "Förvaltningschefen")
    QTest.mouseClick(part.side.ask, Qt.MouseButton.LeftButton)
    here.settle()
    assert here.bench.library.need(DecisionRequest, row).asked_on == "2026-11-24"

    def answer(sheet: AnswerSheet) -> None:
        assert sheet.statement.value() == "Ja, i ett halvår."
        assert [sheet.answer.box.itemText(n) for n in range(4)] == ["Som föreslaget", "Vänta", "Nej", "Något annat"]
        assert sheet.by.value() == "Förvaltningschefen"
        sheet.by.show_value("")
        sheet._on_wanted()
        assert "Skriv vem som beslutade." in sheet.by.error.text()
        sheet.by.line.insert("Kommunchefen")
        sheet.reference.line.insert("KS 2026:88")
        QTest.mouseClick(sheet.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)

    here.dialogs.then.append(answer)
    QTest.mouseClick(part.side.answer, Qt.MouseButton.LeftButton)
    here.settle()
    (decision,) = here.bench.library.children(Decision, initiative)
    assert (decision.statement, decision.decided_by, decision.decided_on) == ("Ja, i ett halvår.", "Kommunchefen", "2026-11-24")
    assert "Ja, i ett halvår." in part.side.decided.text() and "Kommunchefen" in part.side.state.text()
    assert here.bench.library.count(FollowUp, parent=decision.id) == 3
    QTest.mouseClick(part.side.show_decision, Qt.MouseButton.LeftButton)
    here.settle()
    page = here.window.current()
    assert page.key == "initiative"
    link = page.inspector().decision.asked_by  # type: ignore[union-attr]
    assert link.isVisibleTo(page.inspector()) and link.toolTip() == "Får vi?"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    here.settle()
    assert here.window.current().part().chosen() == row  # type: ignore[attr-defined]
    here.bench.undo()
    here.settle()
    assert not here.bench.library.children(Decision, initiative)
    assert here.bench.library.need(DecisionRequest, row).state == "asked"


def test_a_proposal_is_asked_of_somebody_and_by_a_day_and_says_which_is_missing(house: Build) -> None:
    here = house()
    initiative, _part = begin(here, "requests")
    row = here.bench.do(requests.add_request, initiative, "Får vi?")
    side = here.go("follow_up", row).part().side  # type: ignore[attr-defined]

    def ask() -> str:
        QTest.mouseClick(side.ask, Qt.MouseButton.LeftButton)
        here.settle()
        return here.bench.library.need(DecisionRequest, row).state

    assert ask() == "draft"
    assert "Skriv sista dagen" in side.last_day.error.text() and "Skriv vem det ställs till" in side.asked_of.error.text()
    assert here.window.focusWidget() is side.last_day.line
    fill(side.last_day, "2026-12-15")
    assert ask() == "draft" and here.window.focusWidget() is side.asked_of.line and not side.last_day.error.text()
    fill(side.asked_of, "Förvaltningschefen")
    assert ask() == "asked"


def test_an_empty_phrase_in_a_proposal_asks_its_question_and_the_answer_is_kept(house: Build) -> None:
    here = house()
    initiative, _part = begin(here, "requests")
    row = here.bench.do(requests.add_request, initiative, "Ska vi sätta kunden i centrum?")
    part = here.go("follow_up", row).part()  # type: ignore[attr-defined]
    assert part.side.asked.isVisibleTo(part.side) and "kunden i centrum" in part.side.asked.questions()
    fill(part.side.asked.answer, "Svar inom sju dagar till den som frågar.")
    assert here.bench.library.need(DecisionRequest, row).answer == "Svar inom sju dagar till den som frågar."


def test_what_is_asked_and_past_its_last_day_says_so(house: Build) -> None:
    here = house()
    initiative, _part = begin(here, "requests")
    row = here.bench.do(requests.add_request, initiative, "Får vi?")
    here.bench.do(requests.change_request, row, last_day="2026-11-20")
    here.bench.do(requests.ask, row, "2026-11-10")
    _initiative, part = begin(here, "requests")
    assert isinstance(part, RequestsPart)
    assert part.summary() == "1 förslag · 1 sen"
    here.go("follow_up", row)
    assert "sista dag 4 dagar sen" in part.side.state.text()


# ------------------------------------------------------------------------------------------------ looking again


def test_a_follow_up_is_noted_only_with_what_was_seen(house: Build) -> None:
    here = house()
    initiative, _part = begin(here)
    decision = here.bench.do(decisions.propose, initiative, "Svar går före.")
    here.bench.do(decisions.decide, decision, "Kommunstyrelsen", "2026-10-01")
    _initiative, part = begin(here, "follow_ups")
    assert isinstance(part, FollowUpsPart)
    assert part.summary() == "3 uppföljningar · 1 sen · 1 inom två veckor"
    first = part._lines[0]
    part.table.select([first.id])
    here.settle()
    assert part.side.heading.text() == "30 dagar efter beslutet" and "24 dagar sen" in part.side.about.text()
    QTest.mouseClick(part.side.finish, Qt.MouseButton.LeftButton)
    assert "Välj vad det bygger på" in part.side.evidence.error.text()
    part.side.evidence.show_value("quote")
    QTest.mouseClick(part.side.finish, Qt.MouseButton.LeftButton)
    assert "Att det är gjort säger ingenting" in part.side.seen.error.text()
    fill(part.side.seen, "”Nu ringer de tillbaka”")
    part.side.evidence.show_value("quote")
    QTest.mouseClick(part.side.finish, Qt.MouseButton.LeftButton)
    here.settle()
    row = here.bench.library.need(FollowUp, first.id)
    assert (row.done, row.evidence, row.seen) == ("2026-11-24", "quote", "”Nu ringer de tillbaka”")
    assert part.summary() == "3 uppföljningar · 1 inom två veckor · 1 uppföljd"
    here.bench.undo()
    here.settle()
    assert here.bench.library.need(FollowUp, first.id).done is None


def test_a_day_of_ones_own_is_added_by_keyboard_and_removed_with_undo(house: Build) -> None:
    here = house()
    initiative, part = begin(here, "follow_ups")
    assert isinstance(part, FollowUpsPart)
    assert "av sig själva" in words(part)
    part.new_line.insert("Besök receptionen")
    QTest.keyClick(part.new_line, ENTER)
    here.settle()
    (row,) = here.bench.library.children(FollowUp, initiative)
    assert (row.what, row.due) == ("Besök receptionen", "2026-12-24")
    part.table.view.setFocus()
    QTest.keyClick(part.table.view, Qt.Key.Key_Delete)
    here.settle()
    assert not here.bench.library.children(FollowUp, initiative) and here.said[-1] == ("1 uppföljning togs bort.", True)


def test_what_the_pilot_measured_is_proposed_as_evidence(house: Build) -> None:
    here = house(with_sample=True)
    _initiative, part = begin(here, "follow_ups")
    assert isinstance(part, FollowUpsPart)
    line = next(x for x in part._lines if x.kind == "pilot" and x.row.done is None)
    part.table.select([line.id])
    here.settle()
    QTest.mouseClick(part.side.use, Qt.MouseButton.LeftButton)
    here.settle()
    assert part.side.evidence.value() == "measurement" and "från " in part.side.seen.text()


# ------------------------------------------------------------------------------------------------ how it stands


def test_the_state_of_the_example_says_how_it_moves_what_is_late_and_how_far_each_goal_has_come(house: Build) -> None:
    here = house(with_sample=True)
    _initiative, part = begin(here, "state")
    assert isinstance(part, StatePart)
    said = words(part)
    assert "Det rör sig" in said and "lärvarv på 60 dagar" in said
    assert [row.words.text().split(":")[0] for row in part.late_rows] == ["Att följa upp", "Att följa upp"]
    assert "1 förslag väntar på ledningen" in part.waiting.text()
    hem = next(card for card in part.cards if "hemtjänsten" in card.statement.text())
    assert "målet är 20" in hem.now.text() and hem.ladder.accessibleName() == "Från ord till resultat: resultat"
    assert "24 värden" in hem.trend.accessibleName()
    words_only = next(card for card in part.cards if "framkant" in card.statement.text())
    assert words_only.ladder.accessibleName() == "Från ord till resultat: ord" and not words_only.trend.isVisibleTo(part)
    QTest.mouseClick(part.waiting, Qt.MouseButton.LeftButton)
    here.settle()
    assert here.window.current().part_shown() == "requests"  # type: ignore[attr-defined]


def test_a_goal_whose_pilot_measures_something_else_says_so_with_the_number_on_its_card(house: Build) -> None:
    here = house()
    initiative, _part = begin(here, "state")
    do = here.bench.do
    goal = do(goals.add_goal, initiative, "Svar inom sju dagar")

    def said() -> str:
        here.settle()
        part = here.go("follow_up", "", "state").part()  # type: ignore[attr-defined]
        return part.cards[0].now.text()  # type: ignore[no-any-return]

    assert said() == "Ingen pilot leder till det än."
    pilot = do(pilots.begin_pilot, initiative, "Fasta ringtider", decision_day="2027-02-01")
    do(pilots.link_goal, pilot, goal)
    assert said() == "1 pilot leder till det, men det finns inget värde än."
    measure = do(measures.add_measure, pilot, "Väntetid", side="customer", measure_unit="minuter", better="down")
    do(measures.type_value, measure, "2026-11-02", "12")
    assert said() == "1 pilot leder till det, men målet har ingen enhet att jämföra värdena i."
    do(goals.choose_measure_unit, goal, "dagar")
    assert said() == "1 pilot leder till det, men det som mäts har en annan enhet än målet."
    do(goals.choose_measure_unit, goal, "minuter")
    assert "12" in said() and "leder till det" not in said()


def test_the_state_tells_years_side_by_side_and_where_people_stop(house: Build) -> None:
    here = house()
    initiative, _part = begin(here)
    do = here.bench.do
    goal = do(goals.add_goal, initiative, "Svar inom sju dagar")
    do(goals.choose_measure_unit, goal, "dagar")
    pilot = do(pilots.begin_pilot, initiative, "Fasta ringtider")
    do(pilots.link_goal, pilot, goal)
    measure = do(measures.add_measure, pilot, "Svarstid", measure_unit="dagar", better="down")
    for day, value in (("2025-11-03", "12"), ("2025-12-01", "14"), ("2026-03-02", "7"), ("2026-04-06", "8")):
        do(measures.type_value, measure, day, value)
    for _n in range(5):
        do(launch.add_readiness, initiative, (5, 4, 2, 3, 3))
    _initiative, part = begin(here, "state")
    assert isinstance(part, StatePart)
    assert part.cards[0].years.text().replace("\u00a0", " ") == "År för år: 2025 13 dagar, 2026 7,5 dagar"
    assert len(part.facts.text().split("\n")) == 2 and part.state is not None and part.state.readiness.barrier == "knowledge"


def test_an_agreed_goal_gets_a_day_to_check_and_late_it_stands_in_the_list_until_it_is_checked(house: Build) -> None:
    here = house()
    initiative, _part = begin(here)
    goal = here.bench.do(goals.add_goal, initiative, "Svar inom sju dagar")
    here.bench.do(goals.agree_on_goal, goal, True)
    assert here.bench.library.need(Goal, goal).next_check is not None
    here.bench.do(goals.check_goal_on, goal, "2026-11-01")
    _initiative, part = begin(here, "state")
    assert isinstance(part, StatePart)
    (row,) = part.late_rows
    assert row.words.text() == "Mål att stämma av: Svar inom sju dagar" and row.when.text() == "23 dagar sen"
    assert "Det skulle ha stämts av 1 november 2026." in words(part)
    QTest.mouseClick(row.checked, Qt.MouseButton.LeftButton)
    here.settle()
    assert here.bench.library.need(Goal, goal).next_check == "2027-02-22" and not part.late.isVisible()


def test_a_decision_says_by_when_and_how_it_is_reported_and_goes_on_paper_to_be_signed(house: Build) -> None:
    here = house()
    initiative, _part = begin(here)
    decision = here.bench.do(decisions.propose, initiative, "Svar inom sju dagar går före annat.")
    here.bench.do(decisions.decide, decision, "Kommunstyrelsen", "2026-11-01")
    page = here.go("initiative", decision)
    form = page.inspector().decision  # type: ignore[union-attr]
    fill(form.by_when, "2027-06-30")
    fill(form.reported, "Varje månad i ledningsgruppen")
    here.settle()
    job = printing.initiative_job(
        here.bench.library,
        initiative,
        printing.PrintWish(sheets=("directive_card",), language="sv"),
        today="2026-11-24",
        chosen=(decision,),
    )
    said = texts(printing.press(job).files["a4"])
    for told in (
        "Direktivkort",
        "Svar inom sju dagar går före annat.",
        "30 juni 2027",
        "Varje månad i ledningsgruppen",
        "Kommunstyrelsen",
        "Ort och dag",
    ):
        assert told in said


def test_an_initiative_without_goals_says_what_a_goal_is_for(house: Build) -> None:
    here = house()
    _initiative, part = begin(here, "state")
    assert "Ett mål säger vart man vill" in words(part) and "Inget har blivit gjort än" in words(part)


# ------------------------------------------------------------------------------------------------ reports


def test_the_draft_is_what_is_issued_and_what_was_issued_stays(house: Build) -> None:
    here = house(with_sample=True)
    initiative, part = begin(here, "reports")
    assert isinstance(part, ReportsPart)
    shown = part.view.text()
    assert "Utkast: det här skulle ges ut i dag" in shown and "Får handläggarna i sex verksamheter" in shown
    before = here.bench.library.count(Report, parent=initiative)
    here.window.desk.clock = lambda: NOW
    QTest.mouseClick(part.issue_button, Qt.MouseButton.LeftButton)
    here.settle()
    assert here.bench.library.count(Report, parent=initiative) == before + 1
    issued = part.view.text()
    assert "Utkast" not in issued and issued.split("\n")[2:] == shown.split("\n")[3:], "the same words, no longer a draft"
    for goal in here.bench.ask(goals.goals, initiative):
        here.bench.do(goals.reword_goal, goal.id, "Något annat")
    here.settle()
    assert part.view.text() == issued
    here.bench.undo()


def test_leadership_answers_goal_by_goal_and_the_list_counts_them(house: Build) -> None:
    here = house(with_sample=True)
    initiative, part = begin(here, "reports")
    assert isinstance(part, ReportsPart)
    (row,) = here.bench.library.children(Report, initiative)
    here.go("follow_up", row.id)
    form = part.side.forms[0]
    form.answer.box.setCurrentIndex(form.answer.box.findData("support"))
    form.answer._on_activated(0)
    here.settle()
    fill(part.side.forms[0].need, "En person till i kontaktcenter")
    here.settle()
    (given,) = here.bench.library.all(LeadershipAnswer)
    assert (given.answer, given.need) == ("support", "En person till i kontaktcenter")
    about = part.table.columns[0].second
    assert about is not None and "1 av 4 mål besvarade" in about(part._lines[1])
    assert "Svaret: Stöd · En person till i kontaktcenter" in part.view.text()


def test_the_rhythm_is_set_where_the_draft_is_read_and_a_late_report_says_so(house: Build) -> None:
    here = house(with_sample=True)
    initiative, part = begin(here, "reports")
    assert isinstance(part, ReportsPart)
    fill(part.side.every, "14")
    here.settle()
    assert here.bench.ask(reports.rhythm, initiative, "2026-11-24").overdue
    assert "försenad" in part.subtitle()
    state = here.go("follow_up", "", "state").part()  # type: ignore[attr-defined]
    assert "Rapporten till ledningen är" in state.late_report.text()


def test_a_report_is_copied_as_text_and_saved_for_word_with_its_charts(house: Build, tmp_path: Path) -> None:
    here = house(with_sample=True)
    _initiative, part = begin(here, "reports")
    assert isinstance(part, ReportsPart)
    part.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Besked i rätt tid") and "BESLUT VI BER OM" in copied and "Från 40,5 till 21,5 samtal" in copied
    here.dialogs.target = tmp_path / "rapport.docx"
    part.save_as("docx")
    with ZipFile(tmp_path / "rapport.docx") as package:
        names, text = package.namelist(), package.read("word/document.xml").decode()
        assert package.read("word/media/photo1.png").startswith(b"\x89PNG")
    assert sum(name.endswith(".png") for name in names) == len(part._facts.effects)
    assert "Beslut vi ber om" in text and "Mål för mål" in text
    body = text.casefold().split("anhøj")[0]
    assert "signal" not in body and "korsning" not in body


def test_a_proposal_and_a_directive_are_saved_for_word(house: Build, tmp_path: Path) -> None:
    here = house(with_sample=True)
    initiative, part = begin(here, "requests")
    assert isinstance(part, RequestsPart)
    part.table.select([part._lines[0].id])
    here.settle()
    here.dialogs.target = tmp_path / "förslag.docx"
    part.save_as()
    with ZipFile(tmp_path / "förslag.docx") as package:
        text = package.read("word/document.xml").decode()
    for told in ("Får handläggarna i sex verksamheter", "Om svaret blir nej", "Två i taget, ett kvartal var", "85 000 kr", "Ort och dag"):
        assert told in text.replace("\u00a0", " ")
    decision = next(d for d in here.bench.library.children(Decision, initiative) if d.state == "decided")
    page = here.go("initiative", decision.id)
    here.dialogs.target = tmp_path / "direktiv.docx"
    QTest.mouseClick(page.inspector().decision.word, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    with ZipFile(tmp_path / "direktiv.docx") as package:
        text = package.read("word/document.xml").decode()
    assert "Direktivkort" in text and "Vad som får stå tillbaka" in text and "Kommundirektören" in text


def test_the_chart_of_a_report_is_saved_as_a_picture_from_its_menu(house: Build, tmp_path: Path) -> None:
    here = house(with_sample=True)
    _initiative, part = begin(here, "reports")
    assert isinstance(part, ReportsPart)
    menu = part.view.charts[0].menu()
    for ending in ("png", "svg"):
        here.dialogs.target = tmp_path / f"diagram.{ending}"
        next(a for a in menu.actions() if ending.upper() in a.text()).trigger()
        assert here.dialogs.target.stat().st_size > 1_000


# ------------------------------------------------------------------------------------------------ all of it


def test_no_initiative_leads_to_beginning_one(house: Build) -> None:
    here = house()
    screen = here.go("follow_up")
    assert isinstance(screen, FollowingScreen) and screen.stack.currentWidget() is screen.nothing


def test_every_tab_has_names_for_all_and_nothing_is_cut_in_both_languages_and_themes(house: Build) -> None:
    for code, theme, size in (("sv", "light", (1360, 850)), ("en", "dark", (1024, 640))):
        here = house(code, theme, size, with_sample=True, name=f"library-{code}")
        for tab in ("state", "requests", "follow_ups", "reports"):
            _initiative, part = begin(here, tab)
            here.settle()
            assert nameless(part) == []
            assert clipped(part) == []


def test_undo_on_another_page_leads_back_to_the_tab_where_it_is_seen(house: Build) -> None:
    here = house()
    initiative, _part = begin(here)
    here.bench.do(following.add_follow_up, initiative, "2026-12-24", "Besök receptionen")
    here.go("start")
    here.window.undo()
    here.settle()
    here.window.redo()
    here.settle()
    here.window.toast.there.click()
    here.settle()
    current = here.window.current()
    assert isinstance(current, FollowingScreen) and current.part_shown() == "follow_ups"


def test_an_archived_initiative_leaves_the_lists_and_is_found_by_its_name(house: Build) -> None:
    from verkstad.app.initiatives import initiatives as all_of_them
    from verkstad.app.initiatives import newest_first
    from verkstad.ui.commands import Everything

    here = house()
    first = here.bench.do(initiatives.new_initiative, "Gamla lokaler")
    second = here.bench.do(initiatives.new_initiative, "Svar inom sju dagar")
    page = here.go("initiative", first)
    page._fill_switch()  # type: ignore[attr-defined]
    next(a for a in page._switch_menu.actions() if a.text() == "Arkivera").trigger()  # type: ignore[attr-defined]
    here.settle()
    row = here.bench.library.need(Initiative, first)
    assert row.archived is not None and row.ended is not None and here.said[-1][1]
    assert [r.id for r in newest_first(here.bench.ask(all_of_them))] == [second]
    assert "Gamla lokaler" in [found.title for found in Everything(here.window.desk, here.window.menuBar()).search("gamla lok")]
    here.bench.undo()
    assert here.bench.library.need(Initiative, first).archived is None


def test_a_pilots_future_is_asked_of_leadership_from_where_it_is_decided(house: Build) -> None:
    here = house(with_sample=True)
    here.window.desk.clock = lambda: NOW
    pilot = here.bench.library.all(Pilot)[0]
    screen = here.go("pilots", pilot.id, "decision")
    QTest.mouseClick(screen.part().ask, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    here.settle()
    (row,) = here.bench.library.where(DecisionRequest, pilot=pilot.id)
    assert pilot.title in row.question and "från 40,5 till 21,5" in row.background
    part = here.window.current().part()  # type: ignore[attr-defined]
    assert isinstance(part, RequestsPart) and part.chosen() == row.id
    screen = here.go("pilots", pilot.id, "decision")
    QTest.mouseClick(screen.part().ask, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    here.settle()
    assert here.bench.library.count(DecisionRequest, pilot=pilot.id) == 1, "what is asked already is shown, not asked twice"


def test_a_decision_a_team_may_not_take_becomes_a_proposal(house: Build) -> None:
    here = house(with_sample=True)
    here.window.desk.clock = lambda: NOW
    initiative = here.bench.library.all(Initiative)[0].id
    module = here.bench.do(modules.add_module, initiative, "Öppet på kvällen")
    here.bench.do(modules.need_decision, module, "opening_hours", 2)
    ask_about_module(here.window.desk, initiative, "Får teamet ändra öppettiderna?", module, "opening_hours")
    here.settle()
    (row,) = here.bench.library.where(DecisionRequest, module=module)
    assert (row.decision_type, row.state) == ("opening_hours", "draft")
    assert here.window.current().part().side.state.text() == "Utkast · Öppet på kvällen"  # type: ignore[attr-defined]
