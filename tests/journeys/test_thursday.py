"""The Thursday: a half-day for 28 from a template, led late, short of people, on screens that come and go, and through a kill -9."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.journeys import thursday
from tests.journeys.test_kill import PATIENCE, ROOT, environment
from verkstad.app import running
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import fold
from verkstad.domain.harvest import Photo
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day
from verkstad.storage.connection import check

LIMIT = 25


def begin(folder: Path, what: str) -> subprocess.Popen[str]:
    screens = folder / "screens.json"
    screens.write_text(json.dumps(thursday.SCREENS))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.thursday", what, str(folder)], cwd=ROOT, text=True,
        env={**environment(folder), "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def led(folder: Path, what: str) -> None:
    process = begin(folder, what)
    _out, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors[-3_000:]


def test_the_thursday_is_led_in_twenty_five_interactions_and_nothing_private_is_seen(tmp_path: Path) -> None:
    led(tmp_path, "plan")
    process = begin(tmp_path, "morning")
    assert process.stdout is not None and process.stderr is not None
    reached = process.stdout.readline()
    process.kill()  # -9, in the middle of the third block
    errors = process.communicate(timeout=PATIENCE)[1]
    assert reached == "now\n", errors[-3_000:]
    led(tmp_path, "rest")

    told: dict[str, Any] = {}
    for line in (tmp_path / "told.jsonl").read_text("utf-8").splitlines():
        told |= json.loads(line)
    did = [*told["morning"], *told["rest"]]
    print(f"\n{len(did)} interactions: " + "; ".join(did))
    assert len(did) <= LIMIT, did
    bench = Bench.open(tmp_path / "library.sqlite")
    try:
        library = bench.library
        check(library.db, tmp_path / "library.sqlite", thorough=True)
        assert library.shown() == fold(library.schema, library.changes(), library.erased_rows())
        (day,) = library.all(Day)
        blocks = library.children(AgendaBlock, day.id)
        assert [[b.id, b.title, b.minutes, b.shortest, b.fixed_start] for b in blocks] == told["planned"], "the day changed the plan"
        held = [library.get(Held, library.derived_id("held", b.id)) for b in blocks]
        assert all(h is not None and h.how == "held" and h.planned == b.minutes for h, b in zip(held, blocks, strict=True))
        starts = [datetime.fromisoformat(h.started).timestamp() for h in held if h is not None and h.started]
        assert [abs(a - b) <= 1 for a, (_block, b) in zip(starts, told["began"], strict=True)] == [True] * len(blocks)
        # Lunch and the end are kept, or it was said why not.
        lunch = next(at for at, b in enumerate(blocks) if b.title == "Lunch")
        midnight = running.local_midnight(starts[0])
        kept = (starts[lunch] - midnight <= 60 * (thursday.LUNCH + 1), told["ended"] - midnight <= 60 * (13 * 60 + 1))
        assert kept == (True, True) or told["unkept"], kept
        assert library.count(Photo) == thursday.PHOTOS
        assert len(list((tmp_path / "attachments").rglob("*"))) >= thursday.PHOTOS
    finally:
        bench.close()
