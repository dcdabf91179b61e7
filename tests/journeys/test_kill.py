"""kill -9 on the real window while it is worked: nothing it said was saved is lost, and it opens again asking nothing."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verkstad.app import agenda, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import fold
from verkstad.domain.workshop import Day
from verkstad.storage.connection import check

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds a window may take before the test gives up; nothing is timed


def environment(home: Path) -> dict[str, str]:
    places = {name: str(home / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def until_killed(library: Path, workshop: str, seed: int, dice: random.Random) -> list[dict[str, Any]]:
    """Start the window, end it at a random moment after some acknowledged edits; returns what it had written down by then."""
    side = library.with_name(f"side-{seed}.jsonl")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.killed", str(library), str(side), workshop, str(seed)],
        cwd=ROOT, env=environment(library.parent), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    for _edit in range(dice.randrange(1, 16)):
        assert process.stdout.readline(), process.stderr.read().decode()
    with pytest.raises(subprocess.TimeoutExpired):  # somewhere in the middle of whatever comes next
        process.wait(dice.random() * 0.05)
    process.kill()
    process.wait(PATIENCE)
    process.stdout.close()
    process.stderr.close()
    lines = side.read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]


def rounds(folder: Path, count: int) -> tuple[int, int]:
    """Kill the window `count` times on one library. Returns how many acknowledged changes and drafts were looked for afterwards."""
    library = folder / "library.sqlite"
    bench = Bench.open(library)
    workshop = bench.do(workshops.new_workshop, "Strömavbrott", date="2027-05-04")
    day = bench.library.children(Day, workshop)[0].id
    for n in range(6):
        bench.do(agenda.add_block, day, title=f"Moment {n}", minutes=30)
    bench.close()
    dice = random.Random(count)
    acknowledged: set[str] = set()
    drafts = 0
    for seed in range(count):
        said = until_killed(library, workshop, seed, dice)
        assert said[0] == {"opened": []}, "it asked something when it opened"
        acknowledged.update(id for line in said for id in line.get("ids", ()))
        bench = Bench.open(library)
        try:
            there = bench.library
            check(there.db, library, thorough=True)  # quick_check and foreign_key_check
            assert there.shown() == fold(there.schema, there.changes(), there.erased_rows()), "fold(log) != tables"
            log = {change.id for change in there.changes()}
            assert acknowledged <= log, "an edit that was said to be saved is lost"
            last = said[-1]
            if last.get("seq") == there.last_seq():  # nothing came after what was written down: it looks as it looked
                assert [[b.id, b.title, b.minutes] for b in there.children(AgendaBlock, day)] == last["blocks"]
            kept = {(d.row, d.column): d.text for d in bench.drafts()}
            for row, column, text in last.get("drafts", ()):
                drafts += 1
                held = kept.get((row, column), "")
                past = [str(value) for change in there.history(row) for _salt, value in change.values.values()]
                assert any(text.strip() in one for one in (held, *past)), "what was typed is lost"
        finally:
            bench.close()
    return len(acknowledged), drafts


def test_nothing_the_window_said_was_saved_is_lost_to_kill_9(tmp_path: Path) -> None:
    changes, _drafts = rounds(tmp_path, 10)
    assert changes > 10


@pytest.mark.slow
def test_nothing_the_window_said_was_saved_is_lost_to_kill_9_in_two_hundred_rounds(tmp_path: Path) -> None:
    changes, drafts = rounds(tmp_path, 200)
    assert changes > 400
    assert drafts
