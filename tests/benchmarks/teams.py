"""What it costs that the gaps follow: one person taken into or out of a team of twelve, out of five hundred people.

The floor, in the same run: one repaint of the cards and the list beside them. Measured is what the page does once the change is committed:
asking how the teams stand, saying what is lacking, laying out, painting. CPU seconds, the best of the rounds; the bar says how many
repaints that may take, and 16 milliseconds is what a frame lasts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, figure, line

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

FOLLOW, FRAME = 3.0, 16.0
PEOPLE, MEMBERS, ROUNDS = 500, 12, 25


def measure(_library: Path | None = None) -> Iterator[Figure]:
    from PySide6.QtWidgets import QApplication

    from tests.ui.people_room import Room
    from tests.ui.team_room import fill
    from verkstad.app import teams
    from verkstad.app.workbench import Changes
    from verkstad.ui.screens.teams.page import BoardPart

    app = QApplication.instance() or QApplication([])
    room = Room("sv")
    made = fill(room.bench, people_count=PEOPLE, members=MEMBERS - 1)
    part = BoardPart(room.desk)
    part.look_at(made.initiative)
    part.resize(824, 700)
    part.side.resize(328, 700)
    for shown in (part, part.side):
        shown.show()
    part.refresh(None, None)
    app.processEvents()
    part.choose(made.team)
    heard: list[Changes] = []
    unlisten = room.bench.listen(lambda changes, _by: heard.append(changes))

    def follow() -> float:
        began = time.process_time()
        part.refresh(heard[-1], None)
        app.processEvents()
        return time.process_time() - began

    work: list[float] = []
    floor: list[float] = []
    for _turn in range(ROUNDS):
        seat = room.bench.do(teams.take_in, made.team, (made.outsider,))
        work.append(follow())
        began = time.process_time()
        part.repaint()
        part.side.repaint()
        floor.append(time.process_time() - began)
        room.bench.do(teams.take_out, seat)
        work.append(follow())
    unlisten()
    part.close()
    part.side.close()
    yield figure(f"gaps that follow, {MEMBERS} of {PEOPLE} people", min(work) / min(floor), FOLLOW, min(floor), work)
    yield figure("the same, ms of CPU", min(work) * 1000, FRAME, 0, work)


if __name__ == "__main__":
    for found in measure():
        print(line(found))
