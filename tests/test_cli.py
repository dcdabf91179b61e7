"""The command line as a script would use it: what it prints, what it leaves, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verkstad import cli, start
from verkstad.app import workshops
from verkstad.domain.workshop import Workshop


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.verkstad, [str(w) for w in words], prog_name="verkstad")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.sqlite"
    bench = start.open_bench(path)
    bench.do(workshops.new_workshop_from_template, "t_halvdagsstart", "Halvdag i maj", date="2027-05-04", people=12)
    bench.close()
    return path


def lines(library: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("list", "--library", library, "--json").stdout)
    return found


def test_list_names_every_workshop_with_its_id(library: Path) -> None:
    (row,) = lines(library)
    assert (row["kind"], row["title"], row["parent"]) == ("workshop", "Halvdag i maj", None)
    assert row["id"] in run("list", "--library", library).stdout


def test_a_library_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    told = run("list", "--library", tmp_path / "none.sqlite", "--language", "en")
    assert told.exit_code == 4
    assert "none.sqlite" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "none.sqlite").exists()


def test_wrong_usage_ends_with_two() -> None:
    assert run("blaha").exit_code == 2
    assert run("print", "--sheet", "agenda").exit_code == 2
    assert run("print", "--workshop", "x", "--out", "y", "--sheet", "nothing").exit_code == 2


def test_print_writes_the_sheet_that_is_named(library: Path, tmp_path: Path) -> None:
    made = run("print", "--library", library, "--workshop", lines(library)[0]["id"][:30], "--sheet", "agenda", "--out", tmp_path / "p")
    assert made.exit_code == 0, made.output
    assert (tmp_path / "p" / "agenda.pdf").read_bytes().startswith(b"%PDF-")
    assert made.stdout.splitlines() == [str(tmp_path / "p" / "agenda.pdf")]


def test_print_lists_every_sheet_in_the_language_asked_for() -> None:
    assert "Körschema" in run("print", "--list", "--language", "sv").stdout
    assert "Run sheet" in run("print", "--list", "--language", "en").stdout


def test_what_one_exports_another_imports_once(library: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "dag.verkstad", tmp_path / "other.sqlite"
    assert run("export", file, "--library", library, "--without-participants").exit_code == 0
    seen = json.loads(run("import", file, "--library", library, "--dry-run", "--json").stdout)
    assert (seen["new"], seen["changed"], seen["conflicts"], seen["removed"]) == (0, 0, 0, 0)
    first = json.loads(run("import", file, "--library", other, "--json").stdout)
    again = json.loads(run("import", file, "--library", other, "--json").stdout)
    assert first["ok"] and first["kind"] == "session" and first["new"] > 10
    assert again["ok"] and again["new"] == 0
    assert [x["title"] for x in lines(other)] == ["Halvdag i maj"]


def test_a_dry_run_changes_nothing(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "dag.verkstad"
    run("export", file, "--library", library)
    other = tmp_path / "other.sqlite"
    start.open_bench(other).close()
    assert json.loads(run("import", file, "--library", other, "--dry-run", "--json").stdout)["new"] > 0
    assert lines(other) == []


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\x05\x06" + bytes(18), b"SQLite format 3\x00" + bytes(4000)])
def test_a_file_that_is_none_of_ours_is_refused_in_one_sentence(library: Path, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.verkstad"
    bad.write_bytes(content)
    told = run("import", bad, "--library", library, "--json", "--language", "sv")
    answer = json.loads(told.stdout)
    assert told.exit_code == 3
    assert (answer["ok"], answer["kind"], answer["new"]) == (False, "refused", 0)
    assert "bad.verkstad" in answer["reason"]
    assert len(lines(library)) == 1


def test_one_bad_file_does_not_stop_the_others(library: Path, tmp_path: Path) -> None:
    good, bad, other = tmp_path / "good.verkstad", tmp_path / "bad.verkstad", tmp_path / "other.sqlite"
    run("export", good, "--library", library)
    bad.write_bytes(b"nej")
    told = run("import", bad, good, "--library", other, "--json")
    assert [json.loads(x)["ok"] for x in told.stdout.splitlines()] == [False, True]
    assert told.exit_code == 3


def test_a_library_that_a_window_holds_is_left_alone(library: Path) -> None:
    bench = start.open_bench(library)
    try:
        told = run("list", "--library", library, "--language", "en")
    finally:
        bench.close()
    assert told.exit_code == 4
    assert len(told.stderr.strip().splitlines()) == 1


def test_a_backup_is_restored_and_what_stood_there_is_moved_aside(library: Path) -> None:
    made = Path(run("backup", "--library", library).stdout.strip())
    assert made.exists()
    bench = start.open_bench(library)
    bench.do(workshops.remove_workshops, (bench.library.all(Workshop)[0].id,))
    bench.close()
    assert lines(library) == []
    told = run("restore", made, "--library", library)
    assert told.exit_code == 0, told.output
    assert len(lines(library)) == 1
    assert all(Path(p).exists() for p in told.stdout.split())


def test_restoring_something_else_is_refused_and_the_library_stands(library: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"SQLite format 3\x00" + bytes(100))
    assert run("restore", bad, "--library", library).exit_code in (3, 4)
    assert len(lines(library)) == 1
