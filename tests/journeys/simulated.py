"""The window that leads the simulated day: worked by its real widgets until it is killed, with everything it is about to do and has done written down.

python -m tests.journeys.simulated LIBRARY SIDE WORKSHOP SEED CLOCKS

CLOCKS is the machine's time as JSON: {"true": seconds passed since nine, "off": how far the wall clock is set wrong}. It ends by itself when the day
has ended.
"""

from __future__ import annotations

import json
import os
import random
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

SCREENS = {
    "screens": [
        {"name": name, "x": x, "y": 0, "width": w, "height": h, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for name, x, w, h in (("desk", 0, 1440, 900), ("wall", 1440, 1280, 720))
    ]
}
PLUGGED = ["desk", "wall"]
_real_screens = QGuiApplication.screens
if __name__ == "__main__":  # before the projector is imported, and in this process alone
    QGuiApplication.screens = staticmethod(lambda: [s for s in _real_screens() if s.name() in PLUGGED])  # type: ignore[method-assign]

from tests.app.test_running import Clocks  # noqa: E402
from verkstad import start  # noqa: E402
from verkstad.app import running  # noqa: E402
from verkstad.app.running import Stage  # noqa: E402
from verkstad.app.workbench import Bench  # noqa: E402
from verkstad.domain import live  # noqa: E402
from verkstad.domain.agenda import AgendaBlock  # noqa: E402
from verkstad.domain.harvest import Capture  # noqa: E402
from verkstad.domain.workshop import Day  # noqa: E402
from verkstad.ui.screens.run import part as run_part  # noqa: E402

DATE = "2027-03-25"
NINE = running.local_midnight(datetime(2027, 3, 25, 12).timestamp()) + 9 * 3600.0
JUMPS = (3600, -3600, 7, -1800)
WHAT = ("go", "go", "sleep", "jump", "unplug", "note", "note", "next", "next", "more", "pause", "take", "back")
Op = tuple[str, Any]


def standing(bench: Bench, stage: Stage) -> dict[str, Any]:
    """How the day stands, as numbers that two libraries can be compared by: blocks by their place, seconds of the day."""
    day = bench.library.children(Day, stage.workshop)[0].id
    at = {b.id: n for n, b in enumerate(bench.library.children(AgendaBlock, day))}
    state, turn = stage.state, stage.leading()
    return {
        "turns": [[at[t.block], t.began, t.ended if t.ended is not None else -1, t.paused, t.added] for t in state.turns],
        "minutes": sorted([at[b], m] for b, m in state.minutes),
        "paused": state.paused_at if state.paused_at is not None else -1,
        "finished": state.finished if state.finished is not None else -1,
        "left": live.seconds_left(stage.table, state, turn, stage.now()) if turn is not None and stage.table is not None else None,
        "notes": [[c.says, at[c.block] if c.block else None] for c in bench.library.children(Capture, stage.workshop)],
    }


class Leader:
    """A person who leads the day, and whoever trips over the cable."""

    KEYS = {"next": Qt.Key.Key_PageDown, "more": Qt.Key.Key_5, "pause": Qt.Key.Key_P, "take": Qt.Key.Key_T, "back": Qt.Key.Key_PageUp}

    def __init__(self, library: Path, side: Path, workshop: str, seed: int, clocks: dict[str, float]) -> None:
        self.dice = random.Random(seed)
        self.side = open(side, "a", encoding="utf-8")  # noqa: SIM115 - open until the process is killed
        self.clocks = Clocks(NINE)
        self.clocks.go(clocks["true"])
        self.clocks.jump(clocks["off"])
        run_part.SystemClock = lambda: self.clocks  # type: ignore[misc,assignment]
        self.bench = start.open_bench(library)
        self.bench.library.clock = lambda: datetime.fromtimestamp(self.clocks.read().wall, UTC)
        self.program = start.Program(self.bench, library, "sv")
        self.window = self.program.build()
        self.window.show()
        self.settle()
        asked = [w.windowTitle() for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        if self.bench.runs():
            assert self.window.current().part_shown() == "run", "a day that runs is where one lands"  # type: ignore[attr-defined]
        else:
            self.window.desk.go("workshop", workshop, "run")
            self.settle()
        self.part: Any = self.window.current().part()  # type: ignore[attr-defined]
        self.part.present()
        self.settle()
        self.tell({"opened": asked, "standing": standing(self.bench, self.part.stage)})

    def settle(self) -> None:
        for _turn in range(3):
            self.program.app.processEvents()

    def tell(self, said: dict[str, Any]) -> None:
        self.side.write(json.dumps(said, ensure_ascii=False) + "\n")
        self.side.flush()
        os.fsync(self.side.fileno())
        print(".", flush=True)

    def next_op(self, number: int) -> Op:
        if not self.part.stage.state.begun:
            return ("start", 0)
        what = self.dice.choice(WHAT)
        if what in ("go", "sleep"):
            return (what, self.dice.randrange(1, 500 if what == "go" else 900))
        if what == "jump":
            return (what, self.dice.choice(JUMPS))
        return (what, f"Lapp {number} {self.dice.randrange(10**6)}" if what == "note" else 0)

    def work(self, number: int) -> None:
        """Say what comes, do it with the keys, say that it is done and how the day stands."""
        op, how = self.next_op(number)
        self.tell({"doing": [op, how]})
        written = self.bench.library.db.conn.total_changes
        if op == "go":
            for at in range(20):  # the clock is looked at as it goes
                self.clocks.go(how * (at + 1) // 20 - how * at // 20)
                self.part.look()
        elif op == "sleep":
            self.clocks.go(how)
        elif op == "jump":
            self.clocks.jump(how)
        elif op == "unplug":
            PLUGGED[:] = ["desk"] if len(PLUGGED) == 2 else ["desk", "wall"]
            wall = next(s for s in _real_screens() if s.name() == "wall")
            app = self.program.app
            (app.screenRemoved if len(PLUGGED) == 1 else app.screenAdded).emit(wall)
            self.settle()
            assert self.part.projector.isVisible() == (len(PLUGGED) == 2)
        elif op == "start":
            QTest.keyClick(self.part, Qt.Key.Key_PageDown)
        elif op == "note":
            QTest.keyClick(self.part.face, Qt.Key.Key_Return)
            QTest.keyClicks(self.part.capture, how)
            QTest.keyClick(self.part.capture, Qt.Key.Key_Return)
            QTest.keyClick(self.part.capture, Qt.Key.Key_Escape)
        else:
            QTest.keyClick(self.part.face, self.KEYS[op])
        self.settle()
        self.part.look()
        written = self.bench.library.db.conn.total_changes - written
        self.tell({"did": [op, how], "written": written, "standing": standing(self.bench, self.part.stage)})


if __name__ == "__main__":
    leader = Leader(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), json.loads(sys.argv[5]))
    for turn in range(100_000):
        if leader.part.stage.state.finished is not None:
            leader.tell({"finished": True})
            leader.program.end()
            break
        leader.work(turn)
