"""Libraries to work in: an empty one in memory, and copies of a filled one that is made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.examples import World, world
from verkstad.app.workbench import Bench


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench.in_memory()
    yield made
    made.close()


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World]:
    """The file of a library in which every action has something to act on."""
    path = tmp_path_factory.mktemp("filled") / "library.sqlite"
    bench = Bench.open(path)
    there = world(bench)
    bench.close()
    return path, there


@pytest.fixture
def filled_copy(filled_file: tuple[Path, World], tmp_path: Path) -> Iterator[Bench]:
    """A copy of it under a test's hands: no log grows with what others did."""
    bench = Bench.open(shutil.copy(filled_file[0], tmp_path / "library.sqlite"))
    yield bench
    bench.close()
