"""What an edit on the timeline costs, from the key to the committed and repainted change, and what opening the tab costs.

The floor, in the same run and on the same disk: one raw SQLite commit with FULL synchronisation of one row, plus one repaint of the
timeline as it stands. The best of the rounds, because others may use the machine: wall seconds for an edit, CPU seconds for opening (it waits for nothing). The window is offscreen, 1366 x 768, with forty blocks in three tracks.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

BARS = {"planner edit": 3.0, "planner open ms": 150.0}
BLOCKS, TRACKS, ROUNDS = 40, 3, 31


def _raw_commit(folder: Path) -> Callable[[], None]:
    """One row into a table of the same shape, under the same pragmas as the library."""
    db = sqlite3.connect(folder / "floor.sqlite", isolation_level=None)
    for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "secure_delete=on", "fullfsync=on"):
        db.execute(f"pragma {pragma}")
    db.execute("create table change(id text primary key, at text, vals text) strict")
    count = iter(range(10**9))

    def commit() -> None:
        db.execute("begin immediate")
        db.execute("insert into change values (?,?,?)", (str(next(count)), "2027-05-12T09:00:00Z", "x" * 240))
        db.execute("commit")

    return commit


def _best(work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter) -> float:
    found = []
    for _turn in range(rounds):
        began = clock()
        work()
        found.append(clock() - began)
    return min(found)


def measure() -> dict[str, Any]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.ui.planning import close, make_planner
    from verkstad.app import agenda, workshops
    from verkstad.app.workbench import Bench
    from verkstad.ui.screens.planner import PlannerPart

    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        bench = Bench.open(folder / "library.sqlite")
        p = make_planner(bench=bench, size=(1158, 650), day=tuple((f"Moment {n}", 30, "group") for n in range(BLOCKS)))
        tracks = [bench.do(workshops.add_track, p.day, f"Spår {n}") for n in range(TRACKS)]
        for n, block in enumerate(p.blocks()):
            bench.do(agenda.put_on_track, [block.id], tracks[n % TRACKS])
        p.choose("Moment 6")
        commit, viewport = _raw_commit(folder), p.view.viewport()

        def floor() -> None:
            commit()
            viewport.repaint()

        longer = iter([Qt.Key.Key_Right, Qt.Key.Key_Left] * (ROUNDS + 5))

        def edit() -> None:
            """Alt and an arrow: the preview at the press, the change at the release, then everything that is to be painted is."""
            QTest.keyClick(p.view, next(longer), Qt.KeyboardModifier.AltModifier)
            app.processEvents()

        def visit() -> None:
            part = PlannerPart(p.desk)
            part.resize(830, 650)
            part.show_workshop(p.workshop)
            part.refresh(None, None)
            part.grab()
            part.hide()
            part.deleteLater()

        for warm in (floor, edit, visit):
            warm()
        edits, floors = _best(edit), _best(floor)
        opened = _best(visit, 7, time.process_time)
        found = {
            "planner edit": {"ratio": edits / floors, "bar": BARS["planner edit"], "floor": floors, "value": edits},
            "planner open ms": {"ratio": opened * 1000, "bar": BARS["planner open ms"], "floor": None, "value": opened},
            "of which repaint": {"value": _best(viewport.repaint)},
            "of which commit": {"value": _best(commit)},
        }
        close(p)
    return found


if __name__ == "__main__":
    for name, facts in measure().items():
        told = f"{facts['ratio']:.2f} of {facts['bar']:g}" if "ratio" in facts else ""
        print(f"{name:18} {told:16} {facts['value'] * 1000:8.2f} ms")
