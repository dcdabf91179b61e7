"""`verkstad check` as a script would use it: findings with their codes, in words or as JSON, of everything or of one initiative."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verkstad import cli, start
from verkstad.app import checks, initiatives, sample
from verkstad.domain.initiative import Initiative

KEYS = {"code", "severity", "kind", "id", "title", "reason", "accepted"}


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.verkstad, ["check", *(str(w) for w in words)], prog_name="verkstad")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "library.sqlite"
    bench = start.open_bench(path)
    sample.load_sample(bench, "sv", "2026-11-24")
    bench.close()
    return path


def test_findings_come_as_json_the_most_important_first(library: Path) -> None:
    told = run("--library", library, "--json", "--language", "sv")
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert found and all(set(row) >= KEYS for row in found)
    assert all(row["severity"] in ("blocking", "warning", "hint") and isinstance(row["accepted"], bool) for row in found)
    weights = [("blocking", "warning", "hint").index(row["severity"]) for row in found]
    assert weights == sorted(weights)
    draft = next(row for row in found if row["code"] == "V507")
    assert draft["kind"] == "module" and draft["title"] == "Ring den sökande inom en vecka"
    assert draft["reason"].startswith("Teamet får inte ta besluten det behöver: ")


def test_words_are_in_the_language_asked_for(library: Path) -> None:
    swedish, english = run("--library", library, "--language", "sv").stdout, run("--library", library, "--language", "en").stdout
    assert "V705   Varning   Flera första piloter samtidigt (1)" in swedish
    assert "V705   Warning   Several first pilots at once (1)" in english


def test_one_initiative_is_asked_for_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    bench = start.open_bench(path)
    bench.do(initiatives.new_initiative, "Det första")
    other = bench.do(initiatives.new_initiative, "Det andra")
    bench.close()
    told = run("--library", path, "--json", "--initiative", other, "--language", "en")
    assert told.exit_code == 0 and {row["scope"] for row in json.loads(told.stdout)} == {other}
    assert len(json.loads(run("--library", path, "--json").stdout)) > len(json.loads(told.stdout))


def test_what_is_let_be_is_told_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    bench = start.open_bench(path)
    made = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    bench.do(checks.accept_finding, made, "V101", made, "Nämnden beslutar i mars.")
    bench.close()
    found = {row["code"]: row for row in json.loads(run("--library", path, "--json").stdout)}
    assert found["V101"]["accepted"] is True and found["V101"]["accepted_reason"] == "Nämnden beslutar i mars."
    assert found["V210"]["accepted"] is False
    assert "V101 lämnad: Besked i rätt tid – Nämnden beslutar i mars." in run("--library", path, "--language", "sv").stdout


def test_an_empty_library_has_nothing_to_look_over(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    start.open_bench(path).close()
    told = run("--library", path, "--language", "sv")
    assert told.exit_code == 0 and told.stdout.strip() == "Inget att se över."
    assert json.loads(run("--library", path, "--json").stdout) == []


def test_wrong_use_and_unknown_ids_end_with_their_status(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    start.open_bench(path).close()
    assert run("--library", path, "--initiative", "a", "--workshop", "b").exit_code == 2
    assert run("--library", path, "--initiative", "nothing").exit_code == 3
    assert run("--library", tmp_path / "none.sqlite").exit_code == 4


def test_the_sample_has_one_initiative_to_look_over(library: Path) -> None:
    bench = start.open_bench(library)
    assert len(bench.library.all(Initiative)) == 1
    bench.close()
