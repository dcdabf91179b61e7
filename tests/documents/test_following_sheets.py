"""Paper of follow-up: the report on one page and in full, a request, a directive. Both languages, grey, empty and overfull."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from tests.documents.reading import words as words_on
from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.following_paper import AnswerPaper, DirectivePaper, FollowingPaper, ReportPaper, RequestPaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.press import Pressed, press
from verkstad.domain.reporting import Alternative, Asked, Changed, Cover, Effect, Facts, Figures, Gain, GoalFact, PartFact, of_chart
from verkstad.domain.runchart import Happened, Point, Series, chart_of, later
from verkstad.i18n import language
from verkstad.wording import choice_name

SHEETS = ("report", "report_full", "decision_request", "directive_card")
STATISTICAL = (
    "median", "signal", "korsning", "crossing", "p-värde", "p-value", "serie", "run chart", "signifikan", "significan", "standardavvik",
    "variation", "slump", "random", "anhøj", "punkter i rad", "trend",
)  # fmt: skip
LONG = "Återkoppling till den som väntat längst, med fasta ringtider på förmiddagen och eftermiddagen i alla tre områdena"
BEFORE = (12, 11, 13, 12, 14, 12, 10, 13, 12, 11, 12, 13)
DURING = (9, 8, 8, 7, 7, 6, 7, 7, 6, 7, 8, 7)


def effect(title: str = "Svarstid", main: bool = True, values: tuple[float, ...] = (*BEFORE, *DURING)) -> Effect:
    points = tuple(Point(later("2026-10-12", "week", at), float(v)) for at, v in enumerate(values))
    series = Series(points=points, better="down", started="2027-01-04", target=5.0, baseline=min(12, len(points)))
    facts = of_chart(chart_of(title, "dagar", series, (Happened("2027-01-04", "Ringtiderna"),)))
    return Effect(
        measure=title, pilot="p", pilot_title="Fasta ringtider", pilot_state="running", team="Team Återkoppling", main=main, **facts
    )


FACTS = Facts(
    cover=Cover("i", "Svar inom sju dagar", leader="a", driver="b", day="2027-04-07", since="2027-03-01"),
    asked=(
        Asked("r", "Får teamet ändra öppettiderna till årets slut?", "Köerna är längst på måndagar.", "Ja, i tre team.", "Köerna blir kvar.", "120000",
              "om året", "Kontaktcenter", "2027-04-30", "Förvaltningschefen", "2027-04-01", (Alternative("Ett team", "Långsammare", "0"), Alternative("Vänta"))),
    ),
    effects=(effect(), effect("Samtal som avbryts", False)),
    goals=(GoalFact("g", "Den som frågar får svar inom sju dagar.", unit="dagar", baseline="12", target="7", owner="a", step=3, value="7", value_on="2027-03-29", share=(1, 1)),),
    changed=(Changed("pilot", "p", "Fasta ringtider", "", "running", "2027-01-04"), Changed("goal", "g", "Svar inom sju dagar", "step1", "step3")),
    figures=Figures(12, 9, 7, 3),
    gains=(Gain("n", "Färre frågor per telefon", "Svar", "Kontaktcenter", "2027-03-01", 60, 35, "risk"),),
)  # fmt: skip
FULL = FollowingPaper(
    (
        RequestPaper("r", "Får teamet ändra öppettiderna?", "Köerna är längst på måndagar.", "Ja, i tre team.", "Köerna blir kvar.", "120000", "om året", "Kontaktcenter",
                     "2027-04-30", "Förvaltningschefen", "2027-04-01", "asked", (("Ett team", "Långsammare", "0"), ("Vänta", "", ""))),
    ),
    (DirectivePaper("d", "Svar inom sju dagar går före annat.", "Svar", "Nya appen", "2027-12-31", "Varje månad", "Amira Selman", "Kommunstyrelsen", "2027-02-01", "KS 2027:14"),),
    ReportPaper("x", FACTS, "Kommunledningsgruppen", "2027-04-07", (("a", "Solveig Edmark"), ("b", "Amira Selman")), (("g", AnswerPaper("support", "En person till", "Chefen", "2027-05-01")),)),
)  # fmt: skip
EMPTY = FollowingPaper(report=ReportPaper("", Facts(cover=Cover(day="2027-04-07"))))
MUCH = " ".join([LONG] * 6)
OVERFULL = FollowingPaper(
    tuple(replace(FULL.requests[0], id=str(n), question=LONG, background=MUCH, recommendation=MUCH, consequence=MUCH, options=((LONG, MUCH, "999999"),) * 5) for n in range(3)),
    tuple(replace(FULL.directives[0], id=str(n), statement=MUCH, dropped=MUCH, reported=LONG, driver=LONG, decided_by=LONG) for n in range(2)),
    ReportPaper(
        "x",
        Facts(
            cover=Cover("i", MUCH, leader="a", driver="b", day="2027-04-07"),
            asked=tuple(Asked(str(n), MUCH, MUCH, MUCH, MUCH, "999999", LONG, LONG, "2027-04-30", LONG, "", (Alternative(LONG, MUCH, "1"),) * 4) for n in range(6)),
            effects=tuple(effect(f"{LONG} {n}", n % 2 == 0) for n in range(6)),
            goals=tuple(GoalFact(str(n), MUCH, unit=LONG[:50], baseline="12", target="7", owner="a", step=1, value="9", value_on="2027-03-29", share=(3, 5)) for n in range(12)),
            changed=tuple(Changed("action", str(n), MUCH, "open", "done") for n in range(80)),
            gains=(Gain("n", LONG, LONG, LONG, "2027-03-01", 60, 35, "risk"),) * 6,
        ),
        LONG, "2027-04-07", (("a", LONG), ("b", LONG)), tuple((str(n), AnswerPaper("stop", MUCH, LONG, "2027-05-01")) for n in range(12)),
    ),
)  # fmt: skip


def printed(sheet: str, following: FollowingPaper, code: str = "sv", **facts: object) -> Pressed:
    change = InitiativePaper(id="i", title="Svar inom sju dagar", following=following)
    job = PrintJob(WorkshopPaper(id="i", title="Svar inom sju dagar"), (sheet,), language=code, printed="2027-04-08", initiative=change)
    return press(replace(job, **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("following", [FULL, EMPTY, OVERFULL], ids=["full", "empty", "overfull"])
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_loses_nothing_and_is_tagged(sheet: str, following: FollowingPaper, code: str) -> None:
    made = printed(sheet, following, code)
    assert made.overflows == ()
    assert faults_of_layout(made.files["a4"]) == []
    assert faults_of_structure(made.files["a4"]) == []


@pytest.mark.parametrize("following", [FULL, EMPTY, OVERFULL], ids=["full", "empty", "overfull"])
def test_the_one_page_is_one_page_whatever_there_is_to_tell(following: FollowingPaper) -> None:
    assert printed("report", following).pages == {"a4": 1}


def test_the_page_says_what_is_asked_for_first_then_from_before_to_now_what_changed_and_the_goals() -> None:
    said = texts(printed("report", FULL).files["a4"])
    order = (
        "Svar inom sju dagar", "Kommunledningsgruppen", "Solveig Edmark", "Beslut vi ber om", "Får teamet ändra öppettiderna till årets slut?", "Ja, i tre team.",
        "Köerna blir kvar.", "120 000 kr om året", "Från då till nu", "Från 12 till 7 dagar – en varaktig förändring åt rätt håll", "7 av 9 åtgärder",
        "Sedan rapporten den 1 mars 2027", "Pilot har börjat: Fasta ringtider", "Mål för mål", "Från 12 till 7 dagar, målet är 7", "Fortsätt", "i riskzonen",
    )  # fmt: skip
    at = 0
    for words in order:
        found = said.find(words, at)
        assert found >= 0, f"{words!r} is not after {said[max(0, at - 80) : at]!r} in {said}"
        at = found


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("sheet", ["report", "report_full"])
def test_no_statistical_word_stands_outside_the_small_print(sheet: str, code: str) -> None:
    """The small print begins with how the first numbers were counted."""
    said = texts(printed(sheet, FULL, code).files["a4"]).casefold()
    body, fine = said.split("svarstid: ", 1)
    assert [word for word in STATISTICAL if word in body] == []
    assert "median" in fine and "anhøj" in fine


def test_the_alternative_text_of_the_chart_has_no_statistical_word_either() -> None:
    from verkstad.wording_following import chart_described

    for code in ("sv", "en"):
        said = chart_described(effect(), language(code)).casefold()
        assert [word for word in STATISTICAL if word in said] == []


def test_nothing_says_that_the_pilot_caused_it() -> None:
    said = texts(printed("report_full", FULL).files["a4"])
    assert "tack vare" not in said and "på grund av" not in said
    assert "säger inte vad den beror på" in said


def test_a_draft_says_that_it_is_one() -> None:
    assert "Utkast: inte utgiven än" in texts(printed("report", EMPTY).files["a4"])


def test_a_request_has_alternatives_and_a_line_to_sign_and_once_answered_the_decision() -> None:
    said = texts(printed("decision_request", FULL).files["a4"])
    for words in ("Ja, som föreslaget", "Ort och dag", "Ett team", "ingen kostnad", "Kontaktcenter", "30 april 2027"):
        assert words in said
    answered = replace(
        FULL.requests[0],
        state="answered",
        decided="Ja, till årets slut.",
        decided_by="Chefen",
        decided_on="2027-04-05",
        reference="KS 2027:31",
    )
    said = texts(printed("decision_request", replace(FULL, requests=(answered,)), chosen=("r",)).files["a4"])
    assert "Ja, till årets slut." in said and "KS 2027:31" in said and "Ort och dag" not in said


def test_a_directive_says_what_by_when_what_may_be_dropped_how_it_is_reported_and_who_signs() -> None:
    said = texts(printed("directive_card", FULL).files["a4"])
    for words in (
        "Svar inom sju dagar går före annat.",
        "31 december 2027",
        "Nya appen",
        "Varje månad",
        "Kommunstyrelsen",
        "Ort och dag",
        "Amira Selman",
    ):
        assert words in said


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_holds_in_grey_and_is_the_same_twice(sheet: str) -> None:
    made = printed(sheet, FULL, grey=True)
    assert is_grey(made.files["a4"])
    assert made.files == printed(sheet, FULL, grey=True).files


PLAIN = "Får teamet ändra öppettiderna till årets slut, även på de två orter där hyran går ut i juni, utan underskrift av nämnden?"


def _asking(count: int, paper: ReportPaper = FULL.report) -> FollowingPaper:  # type: ignore[assignment]
    """A report with much to tell and so many questions, each of ordinary length."""
    asked = tuple(
        replace(
            FACTS.asked[0],
            request=str(n),
            question=f"{PLAIN} Fråga {n}.",
            recommendation=f"Ja, i tre team och med början den 1 maj, så att {n} ort i taget hinner lära.",
            consequence="Köerna blir kvar, och de två orterna får säga upp sina lokaler i förtid utan att veta vad som gäller efter sommaren.",
        )
        for n in range(1, count + 1)
    )
    facts = replace(
        FACTS,
        asked=asked,
        effects=tuple(effect(f"Svarstid {n}") for n in range(4)),
        goals=tuple(replace(FACTS.goals[0], goal=str(n)) for n in range(9)),
        changed=FACTS.changed * 5,
        parts=tuple(PartFact(name, True) for name in ("decision", "goal", "inventory", "team", "exchange")),
    )
    return FollowingPaper(report=replace(paper, facts=facts))


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_up_to_five_questions_stand_first_and_whole_on_the_one_page(count: int, code: str) -> None:
    made = printed("report", _asking(count), code)
    said = texts(made.files["a4"])
    heading = "Från då till nu" if code == "sv" else "From before to now"
    before = said.split(heading)[0]
    assert made.pages == {"a4": 1}
    for n in range(1, count + 1):
        assert f"{PLAIN} Fråga {n}." in before and f"så att {n} ort i taget hinner lära." in before
    assert count > 3 or before.count("vad som gäller efter sommaren.") == count
    assert "…" not in before or count > 3
    assert "fullständiga rapporten" not in before


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_report_says_which_of_the_five_parts_stand_and_groups_the_goals_by_category(code: str) -> None:
    parts = tuple(PartFact(name, name in ("decision", "goal")) for name in ("decision", "goal", "inventory", "team", "exchange"))
    goals = tuple(replace(FACTS.goals[0], goal=of, category=of) for of in ("customer_care", "cost"))
    paper = FollowingPaper(report=replace(FULL.report, facts=replace(FACTS, parts=parts, goals=goals)))  # type: ignore[type-var]
    page, full = (texts(printed(sheet, paper, code).files["a4"]) for sheet in ("report", "report_full"))
    told = "2 av 5 delar på plats. Saknas:" if code == "sv" else "2 of 5 parts stand. Missing:"
    assert told in page and told in full
    assert ("1 mål som kunden möter" in full) if code == "sv" else ("1 goal the customer meets" in full)
    names = [choice_name("goal", "category", of, language(code)) for of in ("customer_care", "cost")]
    for said in (page.split(told)[1], full.split(told)[1]):
        assert 0 < said.find(names[0]) < said.find(names[1])


def test_beyond_five_questions_the_others_are_counted() -> None:
    before = texts(printed("report", _asking(7)).files["a4"]).split("Från då till nu")[0]
    assert f"{PLAIN} Fråga 5." in before and "och 2 till i den fullständiga rapporten" in before


def test_the_page_with_much_to_tell_is_filled_to_its_foot() -> None:
    pages = words_on(printed("report", _asking(2)).files["a4"])
    begins = max(word.y0 for word in pages[0] if word.text.startswith("beror"))  # the small print, which tells its rules after that
    foot = min(word.y0 for word in pages[0] if word.text.startswith(("beror", "Anhøjs", "median", "korsning")) and word.y0 <= begins)
    assert foot < 70  # points over the edge
