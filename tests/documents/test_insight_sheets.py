"""Paper of insights, actions, risks and exchanges: from what a person did to the words on the sheet; empty, too much, in grey, by role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.app.test_insights import decider, raised
from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from verkstad.app import actions, forums, initiatives, insight_results, insights, pilots, sample
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.workbench import Bench
from verkstad.documents.change_paper import InitiativePaper, PilotPaper
from verkstad.documents.insights_paper import ActionPaper, ExchangePaper, InsightPaper, OngoingPaper, RiskPaper, WorkPaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.press import SHEETS, Pressed, press
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative

NAMES = (
    "insight_cards", "insight_board", "action_list", "action_person", "risk_review", "going_on", "feedback_slip", "exchange", "possibility_cards",
)  # fmt: skip
TODAY = "2027-03-20"
LONG = "Den som ringer vill veta vilken dag beskedet kommer och inte hur lång kön är, för dagen går att planera efter. "


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench.in_memory()
    yield made
    made.close()


@pytest.fixture
def initiative(bench: Bench) -> Id:
    return bench.do(initiatives.new_initiative, "Svar samma dag")


def on_paper(bench: Bench, initiative: Id, sheet: str, *, chosen: tuple[Id, ...] = (), today: str = TODAY, **wish: object) -> str:
    """The words of a sheet printed from the library."""
    made = press(initiative_job(bench.library, initiative, PrintWish(sheets=(sheet,), **wish), today=today, chosen=chosen))  # type: ignore[arg-type]
    assert made.overflows == ()
    return " ".join(" ".join(texts(data) for data in made.files.values()).split())


def much(count: int) -> WorkPaper:
    stages = ("new", "taken", "answered", "fed_back")
    return WorkPaper(
        insights=tuple(
            InsightPaper(str(n), LONG * (1 + n % 2), stages[n % 4], "Kund", "Kundvägledarna", "2027-03-01", "Åsa Bergström", True, "Testa", "Två veckor", age=20, stuck=n % 3 == 0)
            for n in range(count)
        ),
        actions=tuple(ActionPaper(str(n), LONG, f"Person {n % 9}", str(n % 9), "2027-03-24", goal=LONG, workshop="Dag ett", late=n % 2 == 0) for n in range(count)),
        risks=tuple(RiskPaper(str(n), LONG, "Motstånd", 1 + n % 5, 1 + n % 4, (1 + n % 5) * (1 + n % 4), "Åsa", LONG, LONG, "Behöver en ägare") for n in range(count)),
        exchanges=tuple(ExchangePaper(str(n), "Grannkommunen", "2027-03-01", "", LONG, LONG) for n in range(min(count, 3))),
        ongoing=tuple(OngoingPaper(f"Verksamhet {n}", (LONG,) * 4, (LONG,)) for n in range(min(count, 12))),
    )  # fmt: skip


def printed(name: str, code: str, work: WorkPaper | None, **more: object) -> Pressed:
    stories = tuple(PilotPaper(str(n), n, "Ring upp", team="Svarsteamet", story=(LONG, LONG, LONG)) for n in range(5))
    change = InitiativePaper("i", "Svar samma dag", pilots=stories, work=work) if work is not None else None
    job = PrintJob(WorkshopPaper(id="i", title="Svar samma dag"), (name,), language=code, printed=TODAY, initiative=change)
    return press(replace(job, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [None, 0, 1, 40])
def test_a_sheet_loses_nothing_and_is_tagged(name: str, code: str, count: int | None) -> None:
    made = printed(name, code, None if count is None else much(count))
    assert made.overflows == ()
    for data in made.files.values():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []
    assert SHEETS[name].of == "initiative"


@pytest.mark.parametrize("name", NAMES)
def test_grey_paper_holds_no_colour(name: str) -> None:
    for data in printed(name, "sv", much(9), grey=True).files.values():
        assert is_grey(data)


def test_the_board_shows_each_insight_where_it_stands_with_its_owner(bench: Bench, initiative: Id) -> None:
    """002-06: the board on A3, from new to told back."""
    mine = raised(bench, initiative, "Säg dagen i första brevet", decider(bench))
    bench.do(insights.decide_insight, mine, "taken")
    old = raised(bench, initiative, "Ring upp")
    bench.do(insights.change_insight, old, raised_on="2027-03-01")
    told = on_paper(bench, initiative, "insight_board")
    for words in (
        "Insiktstavla",
        "Ny",
        "Tas om hand",
        "Har svar",
        "Återkopplad",
        "Säg dagen i första brevet",
        "Åsa Bergström",
        "19 dagar",
        "Tjock ram: mer än 14 dagar utan svar",
    ):
        assert words in told, words
    assert press(initiative_job(bench.library, initiative, PrintWish(sheets=("insight_board",)), today=TODAY)).pages == {"a3": 1}


def test_a_card_holds_the_insight_and_the_chosen_ones_alone(bench: Bench, initiative: Id) -> None:
    one = raised(bench, initiative, "Säg dagen")
    raised(bench, initiative, "Ring upp")
    told = on_paper(bench, initiative, "insight_cards", chosen=(one,))
    assert "Säg dagen" in told and "Ring upp" not in told and "Ägare med mandat" in told and "Ta reda på mer" in told


def test_everybody_gets_a_page_with_her_own_actions_and_is_told_when_they_are_too_many(bench: Bench, initiative: Id) -> None:
    """002-11: load per person, on the page she gets."""
    person = decider(bench)
    for n in range(8):
        bench.do(actions.add_action, initiative, f"Åtgärd {n}", owner=person, due="2027-03-30")
    bench.do(actions.add_action, initiative, "Utan någon")
    told = on_paper(bench, initiative, "action_person", chosen=(person,))
    assert (
        "Åsa Bergström" in told
        and "Det är fler än sju: vad kan någon annan ta?" in told
        and "Åtgärd 7" in told
        and "Utan någon" not in told
    )
    assert "Utan ansvarig" in on_paper(bench, initiative, "action_person")
    assert "Åsa Bergström" not in on_paper(bench, initiative, "action_list", names=False)


def test_the_list_of_actions_says_how_possibilities_weigh_against_requirements(bench: Bench, initiative: Id) -> None:
    """004-05 and 003-10, on paper."""
    row = bench.do(actions.add_action, initiative, "Kräv blankett 7", due="2027-03-01")
    bench.do(actions.change_bearing, row, "requirement")
    bench.do(actions.change_action, row, serves="project")
    told = on_paper(bench, initiative, "action_list")
    assert "1 är försenad." in told and "1 krav och ingen möjlighet: vad skulle kunna bli möjligt i stället?" in told
    assert "0 % av de öppna åtgärderna riktas till dem som ska använda det" in told


def test_the_risk_review_has_the_four_families_and_what_a_serious_risk_lacks(bench: Bench, initiative: Id) -> None:
    """001-20."""
    for n, family in enumerate(("misinvestment", "resistance", "resources", "overwhelming")):
        risk = bench.do(insights.add_risk, initiative, f"Risk {n}", family=family)
        bench.do(insights.weigh_risk, risk, 4, 3 if n == 0 else 1)
    told = on_paper(bench, initiative, "risk_review")
    for words in (
        "Felinvestering",
        "Motstånd",
        "Brist på resurser",
        "För mycket på en gång",
        "1 allvarlig risk.",
        "Behöver en ägare och ett varningstecken",
    ):
        assert words in told, words


def test_an_exchange_shows_our_pilots_and_keeps_what_was_taken_home(bench: Bench, initiative: Id) -> None:
    """001-16 and 000-07: the story travels."""
    pilot = bench.do(pilots.begin_pilot, initiative, "Ring upp inom en dag")
    bench.do(pilots.tell_what_was_tried, pilot, "Ett team ringde.")
    made = bench.do(forums.add_exchange, initiative, "Grannkommunen", on="2027-03-18", takeaway="De säger alltid en dag.")
    told = on_paper(bench, initiative, "exchange", chosen=(made,))
    for words in ("Grannkommunen", "De säger alltid en dag.", "Ett team ringde."):
        assert words in told, words
    assert "Ett team ringde." in on_paper(bench, initiative, "possibility_cards")


def test_what_goes_on_stands_unit_by_unit(bench: Bench) -> None:
    """004-14."""
    bench.do(sample.bring_sample, language="sv", today="2026-11-24")
    told = on_paper(bench, bench.library.all(Initiative)[0].id, "going_on", today="2026-11-24")
    for words in ("Vad pågår", "Samhällsbyggnad", "Vård och omsorg", "Pilot: Dagen i första brevet", "Behöver hjälp med"):
        assert words in told, words


def test_a_slip_names_what_it_is_about_and_the_answer_can_be_written_in_about_it(bench: Bench, initiative: Id) -> None:
    """003-19."""
    pilot = bench.do(pilots.begin_pilot, initiative, "Ring upp inom en dag")
    told = on_paper(bench, initiative, "feedback_slip", chosen=(pilot,))
    assert "Har vi rätt, eller är vi ute och cyklar?" in told and "Ring upp inom en dag" in told
    bench.do(insights.add_insight, initiative, "Ingen svarar efter fyra", about=pilot)
    (line,) = insight_results.insight_lines(bench.library, initiative, TODAY)
    assert line.about == "Ring upp inom en dag"
