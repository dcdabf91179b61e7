"""What the requirements ask a check to notice is read on the page "Att se över" and on its sheet, of changes made by actions alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.documents.reading import texts
from tests.requirements.neglected import TODAY, hasty, neglected
from tests.ui.conftest import House, house
from verkstad import wording_checks
from verkstad.app import actions, agenda, checks, harvest, initiatives, people, workshops
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.workbench import Bench
from verkstad.documents.press import press
from verkstad.domain.fields import Id
from verkstad.i18n import language
from verkstad.ui.screens.findings.page import FindingsScreen

__all__ = ["house"]
SWEDISH = language("sv")
NEGLECTED = {
    "000-03": ("V501",), "000-06": ("V610",), "000-09": ("V502",), "000-10": ("V710",), "000-11": ("V708",), "000-12": ("V601",),
    "000-15": ("V605",), "000-16": ("V702", "V706"), "001-05": ("V206", "V805"), "001-07": ("V103",), "001-09": ("V607",), "001-10": ("V508",),
    "001-11": ("V405",), "001-13": ("V406",), "001-15": ("V402",), "001-17": ("V107",), "001-18": ("V204", "V509", "V714", "V806"),
    "001-19": ("V202",), "001-20": ("V810",), "001-21": ("V201", "V209", "V703"), "002-01": ("V106",), "002-03": ("V304",), "002-04": ("V105",),
    "002-06": ("V801", "V1207"), "002-07": ("V507", "V604"), "002-13": ("V208",), "002-15": ("V1106", "V1201", "V1202"),
    "002-19": ("V301",), "002-21": ("V1001",), "003-01": ("V912",), "003-02": ("V717", "V718"), "003-03": ("V906",), "003-04": ("V904", "V905"),
    "003-05": ("V903",), "003-07": ("V907", "V908"), "003-09": ("V901",), "003-11": ("V1002",), "004-01": ("V108", "V203", "V910"),
    "004-04": ("V713",), "004-05": ("V808",), "004-08": ("V404",), "004-09": ("V711",), "004-16": ("V715",), "004-19": ("V608",),
}  # fmt: skip
"""Requirement -> the rules that speak in a change somebody left lying."""
HASTY = {
    "000-04": ("V704",), "000-11": ("V709",), "000-18": ("V512",), "000-20": ("V511",), "001-07": ("V102", "V104"), "003-10": ("V809",),
    "004-03": ("V603",),
}  # fmt: skip
"""And in one that goes too fast."""


def name(code: str) -> str:
    return wording_checks.name(code, SWEDISH)


def on_paper(made: Callable[[Bench], Id]) -> str:
    bench = Bench.in_memory()
    job = initiative_job(bench.library, made(bench), PrintWish(sheets=("findings",), language="sv"), today=TODAY)
    (content,) = press(job).files.values()
    bench.close()
    return " ".join(texts(content).replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def papers() -> dict[str, str]:
    return {"neglected": on_paper(neglected), "hasty": on_paper(hasty), "new": on_paper(lambda b: b.do(initiatives.new_initiative, "Ny"))}


@pytest.mark.parametrize(
    ("paper", "row", "codes"),
    [("neglected", row, codes) for row, codes in NEGLECTED.items()] + [("hasty", row, codes) for row, codes in HASTY.items()],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_requirement_wants_noticed_stands_on_paper(papers: dict[str, str], paper: str, row: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        assert name(code) in papers[paper], (row, code)
        assert name(code) not in papers["new"], "nothing is said of a change that has only begun"


def read(here: House) -> dict[str, list[str]]:
    """Code -> what its lines are about, as the page shows them when all is asked for; then what is let be with a reason, as when a pilot
    was started with something missing and somebody wrote why."""
    screen = here.go("findings")
    assert isinstance(screen, FindingsScreen)
    screen.show_all()
    here.settle()
    told: dict[str, list[str]] = {}
    for which in (0, screen.which.findData("accepted")):
        screen.which.setCurrentIndex(which)
        screen.which.activated.emit(which)
        here.settle()
        heads = [e for e in screen.list.entries.rows if e.line is None]
        assert heads and all(name(e.group.code) in screen.list.entries.said(e) for e in heads)
        for head in heads:
            told.setdefault(head.group.code, []).extend(line.title for line in head.group.lines)
    return told


def test_the_page_names_each_rule_and_what_it_is_about(house: Callable[..., House]) -> None:
    here = house("sv")
    neglected(here.bench)
    here.settle()
    told = read(here)
    wanted = {code for codes in NEGLECTED.values() for code in codes}
    assert wanted - set(told) == set()
    assert "V807" in told, "what is about a person stands on the page, and on no paper"
    for code, about in {
        "V501": "Ring den sökande", "V610": "Svarsteamet", "V702": "Ring inom en vecka", "V204": "Vi sätter kunden i centrum", "V402": "Ansöka på nätet",
        "V406": "Färre samtal", "V801": "Kunden vill veta när, inte hur", "V903": "Handläggare", "V904": "Receptionen", "V905": "Chefer",
        "V907": "Mejl till alla", "V810": "Alla chefer har fullt", "V301": "Alla får svar samma dag", "V1106": "Dagen", "V1201": "Skriva om brevet", "V1204": "Ring den sökande",
    }.items():  # fmt: skip
        assert about in told[code], (code, told[code])


def test_the_page_of_a_hasty_change_says_where_it_goes_too_fast(house: Callable[..., House]) -> None:
    here = house("sv")
    hasty(here.bench)
    here.settle()
    told = read(here)
    assert {code for codes in HASTY.values() for code in codes} - set(told) == set()
    assert told["V709"] == ["Del 4"] and told["V603"] == ["Svarsteamet"] and told["V512"] == ["Kontaktcenter"]


def test_words_of_the_plan_raise_no_question_about_empty_phrases() -> None:
    """They are quoted: what somebody else once wrote is kept as it was."""
    from verkstad.app import plan
    from verkstad.intake.plans import IncomingItem

    bench = Bench.in_memory()
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    says = "Kommunen ska sätta kunden i centrum, ligga i framkant och ta tillvara digitaliseringens möjligheter."
    bench.do(plan.take_in, made, "Agendan", (IncomingItem(number="1", says=says, page=2),), source="agenda.pdf", pages=4)
    assert {f.code for f in checks.findings(bench.library, made, today=TODAY)} == {"V101", "V210", "V401"}
    bench.close()


def test_a_workshop_that_ended_without_a_promise_is_noticed_until_somebody_promises() -> None:
    """001-06: after work in groups, an action with somebody and a day within two weeks."""
    bench = Bench.in_memory(clock=lambda: datetime(2026, 11, 20, 15, tzinfo=UTC))
    do = bench.do
    made = do(initiatives.new_initiative, "Besked i rätt tid")
    workshop = do(workshops.new_workshop, "Skiva elefanten", date="2026-11-20", initiative=made)
    day = bench.ask(workshops.program, workshop).days[0].day.id
    do(agenda.add_block, day, title="Skiva", minutes=45, type="group")
    do(harvest.finish_workshop, workshop)

    def told() -> str:
        job = initiative_job(bench.library, made, PrintWish(sheets=("findings",), language="sv"), today=TODAY)
        (content,) = press(job).files.values()
        return " ".join(texts(content).split())

    assert name("V1107") in told() and "Skiva elefanten" in told()
    anna = do(people.add_person, people.NewPerson("Anna", "Ek"))
    do(actions.add_action, workshop, "Ring de tre", owner=anna, due="2026-12-01")
    assert name("V1107") not in told()
    bench.close()
