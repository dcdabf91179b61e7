"""`verkstad platitudes` as a script would use it: each phrase where it stands, with its question; one sentence for a bad file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from verkstad import cli

TEXT = "Vår plan\nVi sätter kunden i\ncentrum och ligger i framkant.\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.verkstad, ["platitudes", *(str(w) for w in words)], prog_name="verkstad")


def written(folder: Path, text: str = TEXT, encoding: str = "utf-8") -> Path:
    path = folder / "plan.txt"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_phrases_come_as_json_with_the_place_where_they_stand(tmp_path: Path, encoding: str) -> None:
    told = run(written(tmp_path, encoding=encoding), "--json", "--language", "sv")
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert all(set(row) == {"id", "phrase", "start", "end", "strength", "question"} for row in found) and len(found) >= 2
    assert found[0]["id"] == "F001" and found[0]["question"].startswith("Vem gör vad") and found[0]["strength"] in (1, 2, 3)
    assert [TEXT[row["start"] : row["end"]] for row in found] == [row["phrase"] for row in found]
    assert [row["start"] for row in found] == sorted(row["start"] for row in found)


def test_words_name_the_line_in_the_language_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path)
    swedish, english = run(path, "--language", "sv").stdout, run(path, "--language", "en").stdout
    assert swedish.startswith("Rad 2, ”kunden i centrum”: Vem gör vad")
    assert english.startswith("Line 2, “kunden i centrum”: Who")


def test_a_text_without_phrases_is_an_empty_list_and_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, "Den som söker bygglov får svar inom sju dagar.")
    assert json.loads(run(path, "--json").stdout) == []
    assert run(path, "--language", "sv").stdout == "Ingen tom fras hittades.\n"


def test_a_file_that_cannot_be_read_is_one_sentence_and_refused(tmp_path: Path) -> None:
    told = run(tmp_path / "finns-inte.txt", "--language", "sv")
    assert told.exit_code == cli.WORLD and told.stdout == "" and len(told.stderr.splitlines()) == 1
    assert run(tmp_path).exit_code == cli.WORLD
    assert run().exit_code == 2
