"""What an edit on the timeline costs, from the key to the committed and repainted change, and what opening the tab costs.

The floor, in the same run and on the same disk: one raw SQLite commit with FULL synchronisation of one row, plus one repaint of the
timeline as it stands. The best of the rounds counts, because others may use the machine: wall seconds for an edit, CPU seconds for opening (it
waits for nothing). The window is offscreen, as wide as on 1366 x 768, with forty blocks in three tracks: in a new library, and in the ten-year one.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, figure, line

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EDIT, OPEN = 3.0, 150.0
BLOCKS, TRACKS, ROUNDS = 40, 3, 25


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


def _samples(work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    found = []
    for _turn in range(rounds):
        began = clock()
        work()
        found.append(clock() - began)
    return found


def _measure(library: Path, folder: Path, where: str) -> Iterator[Figure]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.ui.planning import close, make_planner
    from verkstad.app import agenda, workshops
    from verkstad.app.workbench import Bench
    from verkstad.ui.screens.planner import PlannerPart

    app = QApplication.instance() or QApplication([])
    bench = Bench.open(library)
    p = make_planner(bench=bench, size=(1158, 650), day=tuple((f"Moment {n}", 30, "group") for n in range(BLOCKS)))
    tracks = [bench.do(workshops.add_track, p.day, f"Spår {n}") for n in range(TRACKS)]
    ids = [b.id for b in p.blocks()]
    for n, block in enumerate(ids):
        bench.do(agenda.put_on_track, [block], tracks[n % TRACKS])
    p.view.choose([ids[6]])
    p.settle()
    commit, viewport = _raw_commit(folder), p.view.viewport()

    def floor() -> None:
        commit()
        viewport.repaint()

    arrows = iter([Qt.Key.Key_Right, Qt.Key.Key_Left] * (ROUNDS + 5))

    def edit() -> None:
        """Alt and an arrow: the preview at the press, the change at the release, then everything that is to be painted is."""
        QTest.keyClick(p.view, next(arrows), Qt.KeyboardModifier.AltModifier)
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
    floors, edits = _samples(floor), _samples(edit)
    opened = _samples(visit, 7, time.process_time)
    yield figure(f"key to repaint on the timeline, {where}", min(edits) / min(floors), EDIT, min(floors), edits)
    yield figure(f"opening Program, ms of CPU, {where}", min(opened) * 1000, OPEN, 0, opened)
    close(p)


def measure(library: Path | None = None) -> Iterator[Figure]:
    """The figures in a new library, and in `library` when one is given."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as held:
        folder = Path(held)
        (folder / "new").mkdir()
        yield from _measure(folder / "new" / "library.sqlite", folder / "new", "new library")
        if library is not None:
            yield from _measure(library, folder, "ten years")


if __name__ == "__main__":
    for found in measure():
        print(line(found))
