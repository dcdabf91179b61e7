"""No test is skipped in silence: one that is not on the list of tests/conftest.py fails, and the slow ones wait to be asked for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

TESTS = """
import pytest

def test_stands(): pass

def test_gives_up(): pytest.skip("no reason")

@pytest.mark.skipif(True, reason="listed")
def test_a_bare_debian_is_set_up_and_runs_both_commands_of_the_readme(): pass

@pytest.mark.slow
def test_takes_minutes(): raise AssertionError
"""


def test_a_skip_that_nobody_listed_fails(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "tests" / "test_some.py").write_text(TESTS, encoding="utf-8")
    ran = subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 1, ran.stdout
    counts = {name: int(count) for count, name in re.findall(r"(\d+) (\w+)", ran.stdout.splitlines()[-1])}
    assert {name: counts.get(name) for name in ("passed", "failed", "skipped", "deselected")} == {
        "passed": 1,
        "failed": 1,
        "skipped": 1,
        "deselected": 1,
    }
    assert "test_gives_up was skipped but is not among LISTED_SKIPS" in ran.stdout
