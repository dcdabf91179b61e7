"""Bundled files are found in a checkout and in a frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from verkstad import resources


def test_a_bundled_file_is_found_in_the_checkout() -> None:
    assert resources.path("locale").is_dir()


def test_a_frozen_program_looks_where_it_was_unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.path("icons/a.svg") == tmp_path / "resources" / "icons" / "a.svg"


@pytest.mark.parametrize("name", ["", "../x", "/etc/passwd", "a//b", "C:/x", "a\\b", "a/./b"])
def test_a_name_that_leaves_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        resources.path(name)
