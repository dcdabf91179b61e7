"""kill -9 at any moment: nothing that was said to be saved is lost, and the library opens again asking nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.small import V2, Block
from verkstad.app.workbench import Bench
from verkstad.domain.change import fold
from verkstad.storage.connection import check

ROOT = Path(__file__).resolve().parents[2]


def until_killed(path: Path, seed: int, lines: int) -> list[str]:
    """Start the program, end it when it has said so many lines, and return everything it came to say."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.killed", str(path), str(seed)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = []
    for _ in range(lines):  # so many lines, not so many seconds: the machine may be slow
        line = process.stdout.readline()
        assert line, "it ended by itself"
        said.append(line)
    process.kill()
    said += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [line for line in said if line.endswith("\n")]


def rounds(folder: Path, count: int) -> int:
    """End the program `count` times on one library. Returns how many acknowledged writes were looked for afterwards."""
    path = folder / "l.sqlite"
    dice = random.Random(count)
    titles: dict[str, str] = {}
    drafts: dict[str, str] = {}
    looked = 0
    for seed in range(count):
        unsure: set[str] = set()
        for line in until_killed(path, seed, dice.randrange(1, 90)):
            what, *rest = line.rstrip("\n").split(" ", 2)
            unsure = set()
            if what == "row":
                titles[rest[0]] = rest[1]
            elif what == "draft":
                drafts[rest[0]] = rest[1]
            elif what == "undoing":  # the draft is settled first; the step of before may be found undone
                drafts.clear()
                unsure = {"undo"}
        bench = Bench.open(path, schema=V2, machine="test")
        library = bench.library
        check(library.db, path, thorough=True)
        assert library.shown() == fold(V2, library.changes(), library.erased_rows())
        kept = {d.row: d.text for d in bench.drafts()}
        if unsure:
            bench.redo()
        for row, title in titles.items():
            there = library.get(Block, row)
            assert there is not None, title
            number = int(there.title.split("-")[1]) + 1_000_000 * int(there.title.split("-")[0])
            assert number >= int(title.split("-")[1]) + 1_000_000 * int(title.split("-")[0]), f"{title} was saved, {there.title} is there"
            titles[row] = there.title  # one more may have been written than there was time to say
            looked += 1
        for row, text in drafts.items():
            there = library.need(Block, row)
            assert text in (kept.get(row), there.notes) or kept.get(row, there.notes) > text, f"{text} was kept"
            looked += 1
        bench.close()
        drafts.clear()
    return looked


def test_ten_kills_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    assert rounds(tmp_path, 10) > 200


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    assert rounds(tmp_path, 200) > 4_000
