"""`verkstad groups` as a script would use it: plans as documented, the same twice, one sentence for what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from tests.mixing.rooms import CASES, counted
from verkstad import cli
from verkstad.mixing.cases import tasks_of

FILE = Path(__file__).parent / "data" / "group_cases.json"


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.verkstad, ["groups", *(str(w) for w in words)], prog_name="verkstad")


def written(folder: Path, document: Any) -> Path:
    path = folder / "cases.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_plans_are_written_by_case_and_are_the_same_bytes_twice(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        told = run(FILE, "--out", tmp_path / name, "--iterations", 2_000, "--seed", 1, "--language", "en")
        assert told.exit_code == 0, told.output
        assert [line.split(":")[0] for line in told.stdout.splitlines()[:-1]] == list(CASES)
        assert "c01_24_even: score 0 0 " in told.stdout and "2000 iterations" in told.stdout
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    plans = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert list(plans) == list(CASES)
    for name, rounds in plans.items():
        task = tasks_of(CASES[name])[name]
        assert counted(task, tuple(tuple(tuple(group) for group in groups) for groups in rounds))["hard"] == 0


def test_no_time_at_all_still_gives_a_valid_plan(tmp_path: Path) -> None:
    told = run(written(tmp_path, CASES["c03_47_pairs"]), "--out", tmp_path / "plans.json", "--seconds", 0, "--language", "sv")
    assert told.exit_code == 0 and told.stdout.startswith("c03_47_pairs: poäng 0 ")


def test_a_case_that_cannot_be_met_is_one_sentence_and_the_others_are_mixed(tmp_path: Path) -> None:
    bad = {**CASES["c01_24_even"], "id": "bad", "pins": [{"person": "P001", "round": 9, "group": 0}]}
    path = written(tmp_path, {"cases": [bad, CASES["c17_kirkman"]]})
    told = run(path, "--out", tmp_path / "plans.json", "--iterations", 0, "--language", "en")
    assert told.exit_code == cli.REFUSED
    assert told.stderr == "bad: P001 is locked to group 1 in round 10, which is not there. Unlock the person.\n"
    assert list(json.loads((tmp_path / "plans.json").read_text(encoding="utf-8"))) == ["c17_kirkman"]


def test_wrong_files_and_wrong_usage_have_their_exit_status(tmp_path: Path) -> None:
    out = tmp_path / "plans.json"
    for path, status in ((tmp_path / "none.json", cli.WORLD), (written(tmp_path, {"cases": [{"id": "x"}]}), cli.REFUSED)):
        told = run(path, "--out", out)
        assert told.exit_code == status and told.stdout == "" and len(told.stderr.splitlines()) == 1 and not out.exists()
    (tmp_path / "text.json").write_text("{", encoding="utf-8")
    assert run(tmp_path / "text.json", "--out", out).exit_code == cli.REFUSED
    assert run(FILE).exit_code == 2
    assert run(FILE, "--out", out, "--seconds", -1).exit_code == 2
    assert run(FILE, "--out", tmp_path / "no such folder" / "plans.json", "--iterations", 0).exit_code == cli.WORLD
