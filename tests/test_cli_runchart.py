"""`verkstad runchart` as a script would use it: the numbers of a case, one sentence for a bad file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.domain.test_runs import KEPT, cases
from verkstad import cli
from verkstad.domain.runchart import later


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.verkstad, ["runchart", *(str(w) for w in words)], prog_name="verkstad")


def written(folder: Path, values: list[Any], *, header: str = "date,value", between: str = ",", comma: str = ".") -> Path:
    rows = [later("2026-01-05", "week", i) + between + ("" if v is None else str(v).replace(".", comma)) for i, v in enumerate(values)]
    path = folder / "values.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def answer(*words: object) -> dict[str, Any]:
    told = run(*words, "--json")
    assert told.exit_code == 0, told.output
    found: dict[str, Any] = json.loads(told.stdout)
    return found


@pytest.mark.parametrize("case", [c for c in cases(KEPT) if c["given_centre"] is None], ids=lambda case: case["name"])
def test_a_case_with_a_known_answer_gets_it_as_json(case: dict[str, Any], tmp_path: Path) -> None:
    frozen = ["--baseline", case["baseline_n"]] if case["baseline_n"] else []
    told = answer(written(tmp_path, case["values"]), *frozen)
    limits = case["runs_limits"] or [None, None]
    expected = {
        "median": case["median"],
        "n_obs": case["n_obs"],
        "useful_points": case["useful_points"],
        "points_on_median": case["points_on_centre"],
        "n_runs": case["n_runs"],
        "longest_run": case["longest_run"],
        "longest_run_max": case["anhoej_longest_run_max"],
        "crossings": case["crossings"],
        "crossings_min": case["anhoej_crossings_min"],
        "runs_lower": limits[0],
        "runs_upper": limits[1],
        "shifts": case["shifts"],
        "trends": case["trends"],
        "signal": any(name.startswith("anhoej") for name in case["signals"]),
        "rules": "anhoej",
    }
    assert {name: told[name] for name in expected} == expected


def test_the_other_rules_decide_when_they_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, [10, 14, 9, 15, 8, 16, 9, 15, 10, 14, 8, 16])
    assert answer(path)["signal"] is False
    ihi = answer(path, "--rules", "ihi")
    assert (ihi["signal"], ihi["rules"], [s["rule"] for s in ihi["signals"]]) == (True, "ihi", ["many_runs"])


def test_without_json_it_says_so_in_words(tmp_path: Path) -> None:
    path = written(tmp_path, [20, 22, 19, 21, 23, 20, 18, 22, 21, 19, 20, 22, 17, 16, 18, 15, 16, 14, 17, 15])
    said = run(path, "--baseline", 12, "--language", "sv").stdout
    assert "Signal: 8 punkter i rad under medianen (v. 14–21); gränsen är 7." in said
    assert "Anhøjs regler" in said and "20 punkter räknas." in said and "Medianen före start var 20,5." in said
    assert "Iakttagelse: skift" in said
    assert (
        "Signal: 8 points in a row below the median (wk 14–21); the limit is 7." in run(path, "--baseline", 12, "--language", "en").stdout
    )


def test_a_swedish_spreadsheet_with_semicolons_and_decimal_commas_is_read_as_it_is(tmp_path: Path) -> None:
    values = [0.5, 1.25, None, 2]
    plain = answer(written(tmp_path, values))
    assert plain["median"] == 1.25
    assert answer(written(tmp_path, values, between=";", comma=",", header="Datum;Värde")) == plain
    quoted = tmp_path / "q.csv"
    quoted.write_text('\ufeffdate,value\r\n2026-01-05,"0,5"\r\n2026-01-12,"\u22121,25"\r\n', encoding="utf-8")
    assert answer(quoted)["median"] == pytest.approx(-0.375)
    old = tmp_path / "old.csv"
    old.write_bytes("datum;värde\n2026-01-05;7,5\n".encode("cp1252"))
    assert answer(old)["median"] == 7.5


def test_rows_are_sorted_by_day_and_missing_values_keep_their_place(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text("date,value\n2026-01-03,3\n2026-01-01,1\n\n2026-01-02,\n2026-01-04,3\n", encoding="utf-8")
    told = answer(path)
    assert (told["n_obs"], told["median"], told["points_on_median"]) == (3, 3.0, [3, 4])


def test_a_file_with_only_a_header_has_no_median_and_no_signal(tmp_path: Path) -> None:
    told = answer(written(tmp_path, []))
    assert (told["median"], told["n_obs"], told["signal"], told["longest_run"]) == (None, 0, False, 0)


def test_two_values_on_a_day_ask_for_a_choice(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("date,value\n2026-01-03,3\n2026-01-03,5\n", encoding="utf-8")
    told = run(path, "--language", "en")
    assert told.exit_code == 3 and "2026-01-03" in told.stderr and "--same-day" in told.stderr
    assert answer(path, "--same-day", "sum")["median"] == 8


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "date,value"),
        ("day,value\n2026-01-05,3\n", "date,value"),
        ("date,value\n5 jan,3\n", "5 jan"),
        ("date,value\n20260105,3\n", "20260105"),
        ("date,value\n2026-02-30,3\n", "2026-02-30"),
        ("date,value\n2026-01-05,three\n", "three"),
        ("date,value\n2026-01-05,nan\n", "nan"),
        ("date,value\n2026-01-05,1e5\n", "1e5"),
        ("date,value\n2026-01-05,12,5\n", "2"),
        ("date;value\n2026-01-05;1.234,5\n", "1.234,5"),
        ("\x00\x01\x02", "date,value"),
    ],
)
def test_a_bad_file_gets_one_sentence_and_status_three(text: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    for code in ("sv", "en"):
        told = run(path, "--language", code, "--json")
        assert (told.exit_code, told.stdout) == (3, ""), told.output
        assert named in told.stderr and len(told.stderr.splitlines()) == 1
        assert "Traceback" not in told.stderr


def test_a_median_is_not_frozen_from_too_few_unsteady_or_missing_rows(tmp_path: Path) -> None:
    for values, baseline in (([1, 2] * 6, 7), ([1, 2] * 6, 13), ([1] * 6 + [9] * 6 + [5], 12), ([1, None] * 6, 12)):
        told = run(written(tmp_path, values), "--baseline", baseline, "--language", "en")
        assert told.exit_code == 3 and "median cannot be frozen" in told.stderr
    assert run(written(tmp_path, [1, 2]), "--baseline", 0).exit_code == 2


def test_a_file_that_is_not_there_is_the_worlds_failure(tmp_path: Path) -> None:
    told = run(tmp_path / "none.csv", "--language", "en")
    assert told.exit_code == 4 and "none.csv" in told.stderr


def test_more_rows_than_are_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("date,value\n" + "2026-01-05,1\n" * 5001, encoding="utf-8")
    assert run(path).exit_code == 3
