"""The tests of the rules fall for at least 85 of 100 small faults made in them, module by module."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.slow import mutation

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="faults are tried in forks of a process")]

LEAST = 0.85


@pytest.mark.parametrize("module", mutation.JUDGED)
def test_the_tests_notice_the_faults_made_in_the_rules(module: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    found = mutation.judge(module, tmp_path)
    record_property("figure", str(found))
    assert found.share >= LEAST, "\n\n".join([str(found), *(mutation.difference(fault, tmp_path) for fault in found.survivors)])
