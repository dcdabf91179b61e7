"""Files outside the library: saved whole or not at all, and small ones that may be missing or broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from verkstad.app.saving import read_small, save_file, write_small
from verkstad.app.settings import Settings, read_settings, write_settings
from verkstad.domain.errors import Failure


def test_a_small_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "made" / "small.json"
    write_small(path, {"språk": "sv", "sizes": [1, 2]})
    assert read_small(path) == {"språk": "sv", "sizes": [1, 2]}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_small_file_that_is_broken_or_missing_is_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "small.json"
    assert read_small(path) == {}
    path.write_bytes(content)
    assert read_small(path) == {}


def test_what_is_saved_replaces_what_stood_there_or_says_why_not(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    save_file(path, b"new")
    assert path.read_bytes() == b"new"
    with pytest.raises(Failure):
        save_file(tmp_path / "no such folder" / "a.pdf", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_settings_take_their_default_where_a_value_is_of_another_type(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write_settings(path, Settings(language="en", names=False))
    assert read_settings(path) == Settings(language="en", names=False)
    write_small(path, {"language": 7, "names": "no", "theme": "dark", "unheard": True})
    assert read_settings(path) == Settings(theme="dark")
