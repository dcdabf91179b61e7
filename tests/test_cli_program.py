"""`verkstad export` with the ending of another program."""

from __future__ import annotations

from pathlib import Path

import vobject

from tests.test_cli import at_home, library, lines, run

__all__ = ["at_home", "library"]


def test_the_ending_says_what_is_written(library: Path, tmp_path: Path) -> None:
    (row,) = lines(library)
    for form, begins in (
        ("ics", b"BEGIN:VCALENDAR"),
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("csv", b"\xef\xbb\xbf"),
        ("md", b"# Halvdag i maj"),
    ):
        told = run("export", tmp_path / f"dagen.{form}", "--workshop", row["id"][:13], "--library", library)
        assert told.exit_code == 0, told.stderr
        assert told.stdout.strip() == str(tmp_path / f"dagen.{form}")
        assert (tmp_path / f"dagen.{form}").read_bytes().startswith(begins)
    (event,) = vobject.readOne((tmp_path / "dagen.ics").read_text("utf-8")).vevent_list
    assert event.summary.value == "Halvdag i maj"


def test_wrong_usage_and_refusals_are_told_apart(library: Path, tmp_path: Path) -> None:
    (row,) = lines(library)
    assert run("export", tmp_path / "x.ics", "--library", library).exit_code == 2
    assert run("export", tmp_path / "x.docx", "--people", "--workshop", row["id"], "--library", library).exit_code == 2
    told = run("export", tmp_path / "x.vcf", "--workshop", row["id"], "--library", library, "--language", "sv")
    assert told.exit_code == 3 and "Ingen står på deltagarlistan" in told.stderr
    assert not (tmp_path / "x.vcf").exists()
