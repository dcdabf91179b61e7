"""A whole simulated day in the real window: clocks that jump, sleep, a screen that is unplugged, and kill -9 at any moment.

It is compared with a day to which nothing of that happens: the same keys at the same true times, on a bench in memory and a machine whose clock is
only let go forward.
"""

from __future__ import annotations

import contextlib
import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_running import Clocks
from tests.journeys.simulated import DATE, NINE, SCREENS, standing
from tests.journeys.test_kill import PATIENCE, ROOT, environment
from verkstad.app import agenda, harvest, running, workshops
from verkstad.app.running import Stage
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import fold
from verkstad.domain.errors import Refused
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day
from verkstad.storage.connection import check

LENGTHS = (15, 40, 10, 30, 20, 45, 10, 15)
QUIET = ("go", "sleep", "jump", "unplug")  # what must write nothing
Op = tuple[str, Any]


def planned(bench: Bench) -> str:
    workshop: str = bench.do(workshops.new_workshop, "Torsdagen", date=DATE)
    day = bench.library.children(Day, workshop)[0].id
    for n, length in enumerate(LENGTHS):
        block = bench.do(agenda.add_block, day, title=f"Moment {n}", minutes=length)
    bench.do(agenda.fix_start, block, 9 * 60 + sum(LENGTHS[:-1]))
    return workshop


def program_of(bench: Bench, workshop: str) -> list[Any]:
    day = bench.library.children(Day, workshop)[0].id
    return [(b.title, b.minutes, b.shortest, b.fixed_start) for b in bench.library.children(AgendaBlock, day)]


class Calm:
    """The day as it would have been. Made anew from what was done: it takes no time."""

    def __init__(self, ops: list[Op]) -> None:
        self.clocks = Clocks(NINE)
        self.bench = Bench.in_memory(clock=lambda: datetime.fromtimestamp(self.clocks.read().wall, UTC))
        self.stage = Stage(self.bench, planned(self.bench), self.clocks)
        self.refused = 0
        for op in ops:
            self.do(*op)

    def do(self, op: str, how: Any) -> None:
        stage = self.stage
        if op in ("go", "sleep", "dead"):
            self.clocks.go(how)
        elif op == "note":
            turn = stage.leading()
            self.bench.do(harvest.add_capture, stage.workshop, how, block=turn.block if turn is not None else None)
        elif op in ("start", "next", "more", "pause", "take", "back"):
            keys = {
                "start": stage.start, "next": stage.next, "more": lambda: stage.give_minutes(5), "pause": stage.pause_or_go_on,
                "take": stage.take_proposal, "back": stage.back,
            }  # fmt: skip
            with contextlib.suppress(Refused):  # nothing before the first block: the window says so
                keys[op]()

    @property
    def standing(self) -> dict[str, Any]:
        return standing(self.bench, self.stage)


def alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The same blocks, notes, lengths and added minutes; every moment and the time left within a second."""
    if (one["notes"], one["minutes"], len(one["turns"])) != (other["notes"], other["minutes"], len(other["turns"])):
        return False
    numbers = [(a, b) for x, y in zip(one["turns"], other["turns"], strict=True) for a, b in zip(x, y, strict=True)]
    numbers += [(one[name], other[name]) for name in ("paused", "finished", "left")]
    return all((a is None) == (b is None) and abs((a or 0) - (b or 0)) <= 1 for a, b in numbers)


def at_work(folder: Path, workshop: str, seed: int, clocks: dict[str, float], side: Path) -> subprocess.Popen[str]:
    screens = folder / "screens.json"
    screens.write_text(json.dumps(SCREENS))
    where = [str(folder / "library.sqlite"), str(side), workshop, str(seed), json.dumps(clocks)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.simulated", *where], cwd=ROOT, text=True,
        env={**environment(folder), "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def simulated(folder: Path, seed: int, kills: int) -> tuple[int, int]:
    """Lead a day, killed so many times. Returns how many things were done, and how many of them a kill met in the middle."""
    dice = random.Random(seed)
    library = folder / "library.sqlite"
    bench = Bench.open(library)
    workshop = planned(bench)
    plan = program_of(bench, workshop)
    bench.close()
    ops: list[Op] = []
    clocks = {"true": 0.0, "off": 0.0}
    pending: Op | None = None
    torn = 0
    for run in range(kills + 1):
        side = folder / f"side-{run}.jsonl"
        process = at_work(folder, workshop, 1_000 * seed + run, clocks, side)
        assert process.stdout is not None and process.stderr is not None
        if run == kills:
            _out, errors = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, errors[-3_000:]
        else:
            lines = 1 + dice.randrange(1, 40)
            while lines and process.stdout.readline():  # no more come when the day has ended
                lines -= 1
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(dice.random() * 0.05)
            process.kill()
            errors = process.communicate(timeout=PATIENCE)[1]
            assert process.returncode in (0, -9, 1 if sys.platform == "win32" else 0), errors[-3_000:]
        said = [json.loads(line) for line in side.read_text("utf-8").split("\n")[:-1]]
        assert said[0]["opened"] == [], "it asked something when it opened"
        # What the kill met was done, or was not: nothing between.
        without, done = Calm(ops), Calm([*ops, pending] if pending else ops)
        if pending is not None and alike(done.standing, said[0]["standing"]) and not alike(without.standing, said[0]["standing"]):
            ops.append(pending)
            without = done
        assert alike(without.standing, said[0]["standing"]), (run, pending, without.standing, said[0]["standing"])
        pending = None
        for line in said[1:]:
            if "doing" in line:
                pending = (line["doing"][0], line["doing"][1])
            elif "did" in line:
                assert pending is not None
                op, how = pending
                ops.append(pending)
                pending = None
                assert line["written"] == 0 or op not in QUIET, f"{op} wrote {line['written']} rows"
                if op in ("pause", "more", "take"):
                    assert line["written"] <= 1, f"{op} wrote {line['written']} rows"
                without.do(op, how)
                assert alike(without.standing, line["standing"]), (run, op, without.standing, line["standing"])
        if pending is not None:
            torn += 1
            if pending[0] in QUIET:  # the machine's, not the program's: true time went by, or the wall clock was set, before the kill
                ops.append((pending[0], pending[1] if pending[0] in ("jump", "unplug") else 0))
                pending = None
        dead = dice.choice((1, 30, 600))
        ops.append(("dead", dead)) if not pending else None
        if pending is not None:  # it comes before the time in which nothing ran
            dead = 0
        clocks = {
            "true": float(sum(how for op, how in ops if op in ("go", "sleep", "dead"))),
            "off": float(sum(how for op, how in ops if op == "jump")),
        }
        if any("finished" in line for line in said):
            break
    calm = Calm(ops)
    bench = Bench.open(library)
    try:
        shown = bench.library
        check(shown.db, library, thorough=True)
        assert shown.shown() == fold(shown.schema, shown.changes(), shown.erased_rows())
        assert program_of(bench, workshop) == plan, "the day changed the plan"
        assert standing(bench, Stage(bench, workshop, calm.clocks))["notes"] == calm.standing["notes"]
        assert calm.standing["notes"]  # something was written; how much depends on when the kills met it
        one, two = actuals(bench, workshop), actuals(calm.bench, calm.stage.workshop)
        assert [row[:2] for row in one] == [row[:2] for row in two]
        for a, b in zip(one, two, strict=True):
            assert all((x is None) == (y is None) and abs((x or 0) - (y or 0)) <= 1 for x, y in zip(a[2:], b[2:], strict=True))
        assert len(one) == len(LENGTHS)
    finally:
        bench.close()
    return len(ops), torn


def actuals(bench: Bench, workshop: str) -> list[tuple[str, int | None, float | None, float | None]]:
    def seconds(moment: str | None) -> float | None:
        return None if moment is None else datetime.fromisoformat(moment).timestamp()

    day = bench.library.children(Day, workshop)[0].id
    rows: tuple[Held, ...] = bench.ask(running.day_held, day)
    return [(h.how, h.planned, seconds(h.started), seconds(h.ended)) for h in rows]


@pytest.mark.parametrize("seed", [1])
def test_a_simulated_day_is_right_afterwards(tmp_path: Path, seed: int) -> None:
    done, _torn = simulated(tmp_path, seed, 4)
    assert done > 30


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, *range(10, 20)])
def test_many_simulated_days_are_right_afterwards(tmp_path: Path, seed: int) -> None:
    simulated(tmp_path, seed, 12)
