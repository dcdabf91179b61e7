"""What there is to look over, on paper: what the page says, with room to write, and nothing about a person."""

from __future__ import annotations

import pytest

from tests.documents.reading import faults_of_layout, texts
from verkstad.app import checks, initiatives, people, sample, teams
from verkstad.app.people import NewPerson
from verkstad.app.printing import PrintWish, job_of
from verkstad.app.workbench import Bench
from verkstad.documents.press import press
from verkstad.domain.initiative import Initiative

TODAY = "2026-11-24"


def printed(bench: Bench, initiative: str, code: str = "sv") -> str:
    job = job_of(bench.library, initiative, PrintWish(sheets=("findings",), language=code), today=TODAY)
    (content,) = press(job).files.values()
    assert not faults_of_layout(content)
    return " ".join(texts(content).split())


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_sheet_says_what_the_page_says(code: str) -> None:
    bench = Bench.in_memory()
    sample.load_sample(bench, code, TODAY)
    initiative = bench.library.all(Initiative)[0].id
    told = printed(bench, initiative, code)
    assert ("Flera första piloter samtidigt" if code == "sv" else "Several first pilots at once") in told
    assert ("Vem och när" if code == "sv" else "Who and when") in told
    bench.close()


def test_what_is_let_be_stands_last_with_its_reason_and_persons_are_left_out() -> None:
    bench = Bench.in_memory()
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    bench.do(checks.accept_finding, made, "V101", made, "Nämnden beslutar i mars.")
    anna = bench.do(people.add_person, NewPerson("Anna", "Ek"))
    for n in range(3):
        bench.do(teams.take_in, bench.do(teams.new_team, made, f"Team {n}"), (anna,))
    assert any(f.code == "V611" for f in checks.findings(bench.library, made, today=TODAY))
    told = printed(bench, made)
    assert "Nämnden beslutar i mars." in told and "Anna" not in told
    bench.close()
