"""What a person dragged to another group costs, and a plan that is taken: a hundred and twenty people in six rounds of twenty-four groups.

The floor, in the same run: one repaint of the board as it stands. A drag is all of it: the seat written (to memory), the score and what
each group lacks counted, laid out and painted. A plan is seven hundred and twenty seats in one transaction; what the window does after it,
in a turn of its own, is told apart from it. CPU milliseconds, the best of the rounds; 100 is what a person takes for at once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, figure, line

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

AT_ONCE, REPAINTS = 100.0, 6.0
PEOPLE, ROUNDS, GROUPS, TURNS = 120, 6, 24, 12


def measure(_library: Path | None = None) -> Iterator[Figure]:
    from PySide6.QtWidgets import QApplication

    from tests.ui.people_room import Room
    from verkstad.app import agenda, groupings, people, workshops
    from verkstad.app.people import NewPerson
    from verkstad.domain.grouping import Round
    from verkstad.domain.workshop import Day
    from verkstad.ui.screens.groups import GroupsView

    app = QApplication.instance() or QApplication([])
    room = Room("sv")
    do, library = room.bench.do, room.bench.library
    workshop = do(workshops.new_workshop, "Första steget", date="2027-03-24")
    day = library.children(Day, workshop)[0].id
    blocks = [do(agenda.add_block, day, title=f"Pass {n}", minutes=30, type="group") for n in range(ROUNDS)]
    units = ("Hemtjänsten", "Bygglov", "IT", "Skolan", "Kultur")
    new = [NewPerson(f"P{n}", f"Ek{n}", f"p{n}@example.invalid", unit=units[n % 5], part="" if n % 7 else "decider") for n in range(PEOPLE)]
    ids = do(people.import_people, new, workshop=workshop)
    grouping = do(groupings.new_grouping, workshop, blocks=blocks)
    do(groupings.need_in_every_group, grouping, "decider")
    rounds = [r.id for r in library.children(Round, grouping)]
    size = PEOPLE // GROUPS

    def plan(shift: int) -> dict[str, list[list[str]]]:
        return {
            r: [[ids[(g + shift + n * 7 * at) % GROUPS + at * GROUPS] for at in range(size)] for g in range(GROUPS)]
            for n, r in enumerate(rounds)
        }

    view = GroupsView(room.desk, lambda: None, lambda: None)
    view.resize(1158, 700)
    view.show_workshop(workshop)
    view.show()
    taken, shown = [], []
    for turn in range(4):
        began = time.process_time()
        do(groupings.take_plan, grouping, plan(turn), seed=1, iterations=1, engine="1", by=view)
        taken.append(time.process_time() - began)
        began = time.process_time()
        view.refresh()
        app.processEvents()
        shown.append(time.process_time() - began)
    drags, floor = [], []
    for turn in range(TURNS):
        line_ = view.line
        assert line_ is not None
        who = line_.groups[turn % GROUPS].people[0]
        began = time.process_time()
        view.move((who,), (turn + 3) % GROUPS)
        app.processEvents()
        drags.append(time.process_time() - began)
        began = time.process_time()
        view.board.repaint()
        floor.append(time.process_time() - began)
    view.close()
    yield figure(f"a person dragged among {PEOPLE}, ms of CPU", min(drags) * 1000, AT_ONCE, 0, drags)
    yield figure("the same, in repaints of the board", min(drags) / min(floor), REPAINTS, min(floor), drags)
    yield figure(f"{PEOPLE * ROUNDS} seats in one transaction, ms of CPU", min(taken) * 1000, None, 0, taken)
    yield figure("shown after it, ms of CPU", min(shown) * 1000, AT_ONCE, 0, shown)
    room.bench.close()


if __name__ == "__main__":
    for found in measure():
        print(line(found))
