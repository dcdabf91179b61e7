"""What an edit costs on a full day: forty blocks in three tracks, and a hundred and twenty people on the list.

The floor, in the same run: one repaint of the timeline as it stands. Measured is all of an edit: writing it (to memory), laying the day out in
time, what there is to say about it, painting. CPU milliseconds in the process, the best of the rounds, because others may use the machine;
beside it how many repaints that is, and what opening the page costs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, figure, line

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FRAME, REPAINTS, OPEN = 16.0, 6.0, 150.0
BLOCKS, TRACKS, PEOPLE, ROUNDS = 40, 3, 120, 15


def measure(_library: Path | None = None) -> Iterator[Figure]:
    from PySide6.QtWidgets import QApplication

    from tests.ui.planning import close, make_planner
    from verkstad.app import agenda, people, workshops
    from verkstad.app.people import NewPerson
    from verkstad.app.workbench import Bench
    from verkstad.ui.screens.planner import PlannerPart

    app = QApplication.instance() or QApplication([])
    p = make_planner(bench=Bench.in_memory(), size=(1158, 650), day=tuple((f"Moment {n}", 30, "group") for n in range(BLOCKS)))
    tracks = [p.bench.do(workshops.add_track, p.day, f"Spår {n}") for n in range(TRACKS)]
    ids = [b.id for b in p.blocks()]
    for n, block in enumerate(ids):
        p.bench.do(agenda.put_on_track, [block], tracks[n % TRACKS])
    units = ("Hemtjänsten", "Bygglov", "IT", "Skolan", "Kultur")
    new = [NewPerson(f"P{n}", f"Ek{n}", f"p{n}@example.invalid", unit=units[n % 5]) for n in range(PEOPLE)]
    p.bench.do(people.import_people, new, workshop=p.workshop)
    p.view.choose([ids[6]])
    p.settle()
    viewport = p.view.viewport()

    def edits(do: Callable[[int], object]) -> tuple[list[float], list[float]]:
        work, floor = [], []
        for turn in range(ROUNDS):
            began = time.process_time()
            do(turn)
            app.processEvents()
            work.append(time.process_time() - began)
            began = time.process_time()
            viewport.repaint()
            floor.append(time.process_time() - began)
        return work, floor

    kinds: tuple[tuple[str, Callable[[int], object]], ...] = (
        ("length", lambda n: p.bench.do(agenda.resize_block, ids[6], 30 + 5 * (n % 3 + 1))),
        ("title", lambda n: p.bench.do(agenda.rename_block, ids[6], f"Rubrik {n}")),
        ("track", lambda n: p.bench.do(agenda.put_on_track, [ids[6]], tracks[(n + 1) % TRACKS])),
    )
    for name, do in kinds:
        work, floor = edits(do)
        yield figure(f"re-timed and repainted after {name}, ms of CPU", min(work) * 1000, FRAME, 0, work)
        yield figure(f"the same, in repaints ({name})", min(work) / min(floor), REPAINTS, min(floor), work)

    def visit() -> float:
        began = time.process_time()
        part = PlannerPart(p.desk)
        part.resize(830, 650)
        part.show_workshop(p.workshop)
        part.refresh(None, None)
        part.grab()
        done = time.process_time() - began
        part.hide()
        part.deleteLater()
        return done

    opened = [visit() for _turn in range(7)]
    yield figure(f"opening Program with {BLOCKS} blocks, ms of CPU", min(opened) * 1000, OPEN, 0, opened)
    close(p)


if __name__ == "__main__":
    for found in measure():
        print(line(found))
