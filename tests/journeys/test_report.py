"""From the sample three months in to a one-page report with a request for a decision on paper, counted by the hand that does it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.documents.reading import texts
from tests.documents.test_following_sheets import STATISTICAL
from tests.journeys.hand import Hand
from tests.ui.conftest import House
from verkstad.app import goals, measures, pilots, printing
from verkstad.app.sample import bring_sample
from verkstad.domain.following import DecisionRequest, Report, ReportPart
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.people import Identity
from verkstad.domain.pilots import Measurement
from verkstad.ui.preview import PreviewDialog
from verkstad.ui.screens.following.page import FollowingScreen
from verkstad.ui.screens.following.reports import ReportsPart
from verkstad.ui.screens.following.requests import RequestsPart

Build = Callable[..., House]
LIMIT = 20
NOW = datetime.datetime(2027, 4, 7, 9, tzinfo=datetime.UTC)
START = "2027-01-11"
BEFORE = (12, 11, 13, 12, 14, 12, 10, 13, 12, 11, 12, 13)
DURING = (9, 8, 8, 7, 7, 6, 7, 7, 6, 7, 8, 7)


def weeks(first: str, values: tuple[int, ...]) -> tuple[measures.NewValue, ...]:
    begin = datetime.date.fromisoformat(first)
    return tuple(measures.NewValue((begin + datetime.timedelta(weeks=at)).isoformat(), str(v)) for at, v in enumerate(values))


def three_months_in(here: House) -> str:
    """The sample, with a pilot that has measured twelve weeks before and twelve during; all of it by actions. Returns the initiative."""
    do = here.bench.do
    do(bring_sample)
    (initiative,) = here.bench.library.all(Initiative)
    pilot = do(pilots.begin_pilot, initiative.id, "Svar på bygglovsfrågor inom sju dagar", team_called="Bygglovsringen")
    goal = do(goals.add_goal, initiative.id, "Den som frågar om bygglov får svar inom sju dagar.")
    do(goals.choose_indicator, goal, "Svarstid")
    do(goals.choose_measure_unit, goal, "dagar")
    do(goals.set_baseline, goal, "12", "2026-10-12")
    do(goals.set_target, goal, "7", "2027-12-31")
    do(pilots.link_goal, pilot, goal)
    measure = do(measures.add_measure, pilot, "Svarstid", side="customer", measure_unit="dagar", better="down")
    do(measures.paste_values, measure, (*weeks("2026-10-19", BEFORE), *weeks(START, DURING)))
    do(pilots.start_running, pilot, started=START, why="Vi har tolv veckor bakom oss")
    for row in here.bench.library.where(DecisionRequest, parent=initiative.id):  # those of the sample would only make it easier
        from verkstad.app import decision_requests

        do(decision_requests.remove_requests, (row.id,))
    return initiative.id


@pytest.fixture
def begun(house: Build) -> House:
    here = house("sv")
    here.window.desk.clock = lambda: NOW
    return here


def test_a_one_page_report_with_a_request_is_on_paper_within_twenty_interactions(begun: House, qtbot: QtBot, tmp_path: Path) -> None:
    here, hand = begun, Hand(begun)
    three_months_in(here)
    library = here.bench.library

    here.window.show_page("start")
    hand.click(here.window, "Uppföljning")
    screen = here.window.current()
    assert isinstance(screen, FollowingScreen)
    hand.tab(here.window, "Förslag till beslut")
    part = screen.part()
    assert isinstance(part, RequestsPart)

    def type_in(widget: object, what: str, text: str) -> None:
        hand.did.append(f"fill {what}: {text}")
        widget.control.setFocus()  # type: ignore[attr-defined]
        inner = getattr(widget, "edit", None) or widget.line  # type: ignore[attr-defined]
        inner.selectAll()
        inner.insertPlainText(text) if hasattr(inner, "insertPlainText") else inner.insert(text)
        widget._touched()  # type: ignore[attr-defined]
        here.settle()

    hand.did.append("fill Nytt förslag")
    part.new_line.setFocus()
    part.new_line.insert("Får bygglovsringen ge besked utan chefens underskrift till årets slut?")
    hand.press("Return", part.new_line)
    type_in(part.side.recommendation, "Vi föreslår", "Ja, för enkla ärenden.")
    type_in(part.side.consequence, "Om svaret blir nej", "Svaren tar tolv dagar igen.")
    type_in(part.side.cost, "Kostnad", "40 000")
    type_in(part.side.bears_note, "Vem som bär den", "Samhällsbyggnad")
    type_in(part.side.last_day, "Sista dag", "2027-04-30")
    type_in(part.side.asked_of, "Ställt till", "Förvaltningschefen")
    hand.click(part.side, "Fråga ledningen")
    (request,) = library.all(DecisionRequest)
    assert (request.state, request.cost, request.last_day, request.asked_on) == ("asked", "40000", "2027-04-30", "2027-04-07")

    hand.tab(here.window, "Rapporter")
    reports_part = screen.part()
    assert isinstance(reports_part, ReportsPart)
    hand.click(here.window, "Ge ut rapport")
    issued = max(library.all(Report), key=lambda r: r.issued or "")
    assert issued.issued == "2027-04-07" and reports_part.chosen() == issued.id

    hand.press("Ctrl+P", here.window)
    dialog = next(d for d in here.app.topLevelWidgets() if isinstance(d, PreviewDialog) and d.isVisible())
    qtbot.waitUntil(lambda: dialog.pressed is not None and dialog._running is None, timeout=180_000)
    here.dialogs.target = tmp_path / "rapport.pdf"
    hand.click(dialog, "Spara som")
    qtbot.waitUntil(lambda: here.dialogs.target is not None and here.dialogs.target.is_file(), timeout=30_000)
    dialog.reject()

    data = (tmp_path / "rapport.pdf").read_bytes()
    said = texts(data)
    assert "Sida 1 av 1" in said
    at = 0
    for words in (
        "Beslut vi ber om", "Får bygglovsringen ge besked", "Ja, för enkla ärenden.", "Svaren tar tolv dagar igen.", "40 000 kr · bärs av Samhällsbyggnad",
        "Från då till nu", "Från 12 till 7 dagar – en varaktig förändring åt rätt håll", "Sedan", "Mål för mål",
    ):  # fmt: skip
        found = said.find(words, at)
        assert found >= 0, f"{words!r} is not in order in: {said}"
        at = found
    body = said.casefold().split(" svarstid: före: median")[0]
    assert body != said.casefold(), "the small print says how the numbers were counted"
    assert [word for word in STATISTICAL if word in body] == []
    print(f"{hand.count} interactions")
    assert hand.count <= LIMIT, "\n".join(hand.did)


def test_an_issued_report_stays_as_it_was_after_edits_prints_in_english_and_forgets_who_is_erased(begun: House) -> None:
    from verkstad.app import decision_requests, decisions, reports
    from verkstad.app.people import erase_person

    here = begun
    initiative = three_months_in(here)
    do, library = here.bench.do, here.bench.library
    request = do(decision_requests.add_request, initiative, "Får bygglovsringen ge besked själv?")
    do(decision_requests.ask, request)
    report = do(reports.issue_report, initiative, to_whom="Ledningen", on="2027-04-07")
    kept = [(p.part, p.content) for p in library.children(ReportPart, report)]

    def printed(code: str) -> str:
        job = printing.initiative_job(
            library, initiative, printing.PrintWish(sheets=("report_full",), language=code), today="2027-05-20", chosen=(report,)
        )
        return texts(printing.press(job).files["a4"])

    swedish, english = printed("sv"), printed("en")
    assert "Från 12 till 7 dagar" in swedish and "From 12 to 7 dagar – a lasting change in the right direction" in english
    assert "Goal by goal" in english and "Får bygglovsringen ge besked själv?" in english

    for goal in library.children(Goal, initiative):
        do(goals.reword_goal, goal.id, "Något helt annat")
    for value in library.all(Measurement):
        do(measures.correct_value, value.id, "99")
    do(decision_requests.answer_request, request, "Ja", "Chefen", "2027-05-01")
    for decision in library.all(Decision):
        do(decisions.remove_decision, decision.id)
    assert [(p.part, p.content) for p in library.children(ReportPart, report)] == kept
    assert printed("sv") == swedish and printed("en") == english

    leader = library.need(Initiative, initiative).leader or ""
    (name,) = [n for n in library.all(Identity) if n.parent == leader]
    assert name.family in swedish
    do(erase_person, leader)
    assert name.family not in printed("sv")
