"""One edit in the whole window: from the key to committed and repainted, at 1,000 and at 1,000,000 changes.

The real program offscreen, a block of the timeline made longer and shorter with Alt and an arrow. The floor, taking turns with it on the
same disk: one raw commit with FULL synchronisation of one row, and one repaint of the timeline. The fastest tenth of each counts: others
may use the machine.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.benchmarks import ten_years
from tests.benchmarks.edit import raw_commit
from tests.benchmarks.figures import Figure, figure, line
from tests.benchmarks.startup import some_workshop

BAR, ROUNDS = 3.0, 60


def key_to_paint(library: Path, workshop: str, folder: Path, name: str) -> Figure:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from verkstad import start
    from verkstad.domain.agenda import AgendaBlock
    from verkstad.domain.workshop import Day
    from verkstad.ui.screens.planner.timeline import Timeline

    program = start.Program(start.open_bench(library), library, "sv")
    window = program.build()
    window.resize(1360, 850)
    window.show()
    window.show_page("workshop", workshop)
    for _turn in range(6):
        program.app.processEvents()
    view = next(w for w in window.findChildren(Timeline) if w.isVisible())
    reading = program.bench.library
    view.choose([reading.children(AgendaBlock, reading.children(Day, workshop)[0].id)[2].id])
    view.setFocus()
    for _turn in range(6):
        program.app.processEvents()
    commit = raw_commit(folder)
    ours, floors = [], []
    before = reading.last_seq()
    for n in range(ROUNDS + 6):
        began = perf_counter()
        commit()
        view.viewport().repaint()
        floors.append(perf_counter() - began)
        began = perf_counter()
        QTest.keyClick(view, Qt.Key.Key_Left if n % 2 else Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        program.app.processEvents()
        ours.append(perf_counter() - began)
    assert reading.last_seq() - before == ROUNDS + 6, "a key was not committed"
    program.end()
    ours, floors = ours[6:], floors[6:]
    floor = sorted(floors)[len(floors) // 10]
    return figure(f"key to committed and painted, {name}", sorted(ours)[len(ours) // 10] / floor, BAR, floor, ours)


def measure(library: Path) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            os.environ[name] = str(folder / name.lower())
        small = folder / "small.sqlite"
        ten_years.build(small, 1_000, workshops=10)
        yield key_to_paint(small, some_workshop(small), folder, "1,000 changes")
        yield key_to_paint(library, some_workshop(library), folder, "1,000,000 changes")


if __name__ == "__main__":
    import sys

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for one in measure(Path(sys.argv[1])):
        print(line(one))
