"""Paper of responsibility, stakeholders, paths, forces and words: from what a person did to the words on the sheet; empty, too much, in grey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.documents.reading import faults_of_layout, faults_of_structure, is_grey, texts
from tests.ui.team_room import Made, fill
from verkstad.app import forums, glossary, mandates, modules, responsibility, stakeholders, teams
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.workbench import Bench
from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.job import PrintJob, WorkshopPaper
from verkstad.documents.press import SHEETS, Pressed, press
from verkstad.documents.responsibility_paper import (
    DelegationPaper,
    ExpectationPaper,
    ForcePaper,
    FrontPaper,
    PathPaper,
    RaciLinePaper,
    ResponsibilityPaper,
    StakeholderPaper,
    TermPaper,
    ValueWordPaper,
)

NAMES = ("raci", "stakeholder_map", "mandate_paths", "force_field", "expectations", "glossary", "value_words", "team_pulse")
TODAY = "2027-03-20"
LONG = "Den som ringer vill veta vilken dag beskedet kommer och inte hur lång kön är, för dagen går att planera efter. "
PLACES = ("work_closely", "keep_satisfied", "keep_informed", "watch", "")


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench.in_memory(clock=lambda: datetime(2027, 3, 20, 8, 0, tzinfo=UTC))
    yield made
    made.close()


@pytest.fixture
def made(bench: Bench) -> Made:
    return fill(bench)


def on_paper(bench: Bench, initiative: str, sheet: str, **wish: object) -> str:
    """The words of a sheet printed from the library."""
    pressed = press(initiative_job(bench.library, initiative, PrintWish(sheets=(sheet,), **wish), today=TODAY))  # type: ignore[arg-type]
    assert pressed.overflows == ()
    return " ".join(" ".join(texts(data) for data in pressed.files.values()).split())


def much(count: int) -> ResponsibilityPaper:
    positions = tuple(f"Verksamhetschef, Enhet {n}" for n in range(count))
    return ResponsibilityPaper(
        positions=positions,
        lines=tuple(RaciLinePaper(LONG, tuple("RACI"[(n + k) % 4] for k in range(count)), ("Flera är ytterst ansvariga: " + ", ".join(positions[:3]),)) for n in range(count)),
        about=("Har ingen del i något än: " + ", ".join(positions),),
        stakeholders=tuple(
            StakeholderPaper(str(n), f"Pensionärsrådet i område {n}", "Hemtjänsten", n % 5 + 1 if n % 7 else None, n % 4 + 1 if n % 7 else None, PLACES[n % 5], "För", LONG, LONG)
            for n in range(count)
        ),
        paths=tuple(PathPaper(f"Kontaktcenter, Enhet {n}", (("Insiktsbordet", True), ("Lagbordet", False))[: n % 3], ("", "Verksamhetschef", "Direktör")[n % 3], n % 2 == 0) for n in range(count)),
        fronts=tuple(FrontPaper(LONG, 1, 3, ("ändra öppettider", "ändra avgifter")) for _n in range(count)),
        delegations=tuple(DelegationPaper(LONG, (LONG,), "2 – får besluta", "0 – inget", ("Verksamhetschef",), ("4.2",), True) for _n in range(count)),
        forces=tuple(ForcePaper(LONG, n % 2 == 0, n % 6 or None, n % 3 == 0, LONG if n % 4 == 1 else "") for n in range(count)),
        balance="Driver på 12, håller emot 9",
        expectations=tuple(ExpectationPaper("Verksamhetschef", "It", LONG, "Ja" if n % 2 else "", LONG) for n in range(count)),
        terms=tuple(TermPaper(f"Ärende {n}", LONG, "Kontaktcenter") for n in range(count)),
        values=tuple(ValueWordPaper(f"Modig {n}", LONG, LONG) for n in range(count)),
        waiting=2,
    )  # fmt: skip


def printed(name: str, code: str, paper: ResponsibilityPaper | None, **more: object) -> Pressed:
    change = InitiativePaper("i", "Svar samma dag", responsibility=paper) if paper is not None else None
    job = PrintJob(WorkshopPaper(id="i", title="Svar samma dag"), (name,), language=code, printed=TODAY, initiative=change)
    return press(replace(job, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [None, 0, 1, 30])
def test_a_sheet_loses_nothing_and_is_tagged(name: str, code: str, count: int | None) -> None:
    pressed = printed(name, code, None if count is None else much(count))
    assert pressed.overflows == ()
    for data in pressed.files.values():
        assert faults_of_layout(data) == []
        assert faults_of_structure(data) == []
    assert SHEETS[name].of == "initiative"


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_is_grey_when_it_is_asked_to_be(name: str) -> None:
    assert all(is_grey(data) for data in printed(name, "sv", much(6), grey=True).files.values())


def test_the_matrix_prints_its_letters_and_what_does_not_hold(bench: Bench, made: Made) -> None:
    bench.do(modules.make_accountable, made.module, made.people[3])
    bench.do(responsibility.make_matrix, made.initiative)
    text = on_paper(bench, made.initiative, "raci")
    assert "Vem som svarar för vad" in text and "Svar direkt" in text and "Ingen utför det" in text
    assert "Vi skriver befattningar, inte personer" in text and "Östman" not in text


def test_the_map_of_stakeholders_prints_places_and_needs(bench: Bench, made: Made) -> None:
    row = bench.do(stakeholders.add_stakeholder, made.initiative, "Pensionärsrådet", influence=2, interest=5)
    bench.do(stakeholders.change_stakeholder, row, understands="Att brevet kommer först", next_contact="Rådet 3 april")
    text = on_paper(bench, made.initiative, "stakeholder_map")
    for word in ("Pensionärsrådet", "Håll informerade", "Arbeta nära", "Håll nöjda", "Bevaka", "Att brevet kommer först", "Rådet 3 april"):
        assert word in text, word


def test_the_paths_print_who_meets_nobody_the_index_and_what_to_delegate(bench: Bench, made: Made) -> None:
    bench.do(mandates.place_position, made.initiative, "employee", None, insight=3, mandate=0)
    bench.do(mandates.place_position, made.initiative, "operations", None, insight=1, mandate=3)
    text = on_paper(bench, made.initiative, "mandate_paths")
    assert "1 befattning som vet delar inget forum med någon som får besluta" in text
    assert "Ingen väg alls till någon som får besluta" in text and "0 av 1" in text
    forum = bench.do(forums.add_forum, made.initiative, "Insiktsbordet")
    for role in ("employee", "operations"):
        bench.do(forums.add_forum_member, forum, role=role)
    text = on_paper(bench, made.initiative, "mandate_paths")
    assert "Insiktsbordet Forum" in text and "Verksamhetschef" in text and "delar inget forum" not in text


def test_the_force_field_prints_both_sums_and_what_a_restraint_protects_and_no_verdict(bench: Bench, made: Made) -> None:
    bench.do(stakeholders.add_force, made.initiative, "Kunderna väntar", strength=4)
    force = bench.do(stakeholders.add_force, made.initiative, "Vi har alltid gjort så", side="restraint", strength=5)
    bench.do(stakeholders.change_force, force, protects="Att ingen glöms bort")
    text = on_paper(bench, made.initiative, "force_field")
    assert "Driver på 4, håller emot 5" in text and "Skyddar: Att ingen glöms bort" in text and "avgör ingenting" in text


def test_expectations_print_their_answer_or_boxes_for_it(bench: Bench, made: Made) -> None:
    row = bench.do(stakeholders.add_expectation, made.initiative, "Säg till före systembyte", of_role="operations", to_role="it")
    assert "Säg till före systembyte" in on_paper(bench, made.initiative, "expectations")
    bench.do(stakeholders.answer_expectation, row, "partly", "Två veckor före")
    text = on_paper(bench, made.initiative, "expectations")
    assert "Verksamhetschef" in text and "Så här långt" in text and "Två veckor före" in text


def test_the_glossary_prints_by_the_alphabet_with_whose_word_it_is(bench: Bench, made: Made) -> None:
    for word in ("Ärende", "Avslut", "Zon"):
        bench.do(glossary.add_term, made.initiative, word, meaning=f"Betyder {word.lower()}", used_by="Kontaktcenter")
    text = on_paper(bench, made.initiative, "glossary")
    assert text.index("Betyder avslut") < text.index("Betyder zon") < text.index("Betyder ärende")


def test_a_value_word_is_printed_only_with_both_what_we_do_and_what_we_stop(bench: Bench, made: Made) -> None:
    word = bench.do(glossary.add_value_word, made.initiative, "Modig")
    bench.do(glossary.change_value_word, word, we_do="Ringer upp samma dag")
    text = on_paper(bench, made.initiative, "value_words")
    assert "Modig" not in text and "1 ord väntar tills båda är skrivna" in text
    bench.do(glossary.change_value_word, word, we_stop="Ber kunden ringa igen")
    text = on_paper(bench, made.initiative, "value_words")
    assert "Modig" in text and "Ber kunden ringa igen" in text and "väntar" not in text


def test_the_team_sheet_says_when_the_charter_is_read_again_and_why_the_team_begins_anyway(bench: Bench, made: Made) -> None:
    bench.do(teams.change_charter, made.team, revisit_on="2027-06-01", gap_accepted="It kommer med i maj")
    bench.do(teams.write_what_is_settled, made.team, "Budgeten ligger fast")
    bench.do(teams.write_what_is_free, made.team, "Hur brevet är skrivet")
    text = on_paper(bench, made.initiative, "team_sheet")
    assert "1 juni 2027" in text and "It kommer med i maj" in text
    assert "Det här är bestämt" in text and "Det här avgör vi själva" in text and "Hur brevet är skrivet" in text


def test_the_form_of_the_pulse_asks_fifteen_things_twice_and_no_name(bench: Bench, made: Made) -> None:
    text = on_paper(bench, made.initiative, "team_pulse")
    assert text.count("Vi ber varandra om hjälp.") == 2 and text.count("Summa") == 10 and "Skriv inget namn" in text
