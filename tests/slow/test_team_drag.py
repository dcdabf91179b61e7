"""A real mouse on a real screen: a person dragged from the list into a team, and from it into another. Needs xvfb and xdotool."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.slow.test_planner_drag import ROOT, screen, until

pytestmark = pytest.mark.slow
__all__ = ["screen"]

WINDOW = """
import json, os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
app = QApplication([])
from tests.ui.people_room import Room
from tests.ui.team_room import fill
from verkstad.domain.teams import Member
from verkstad.ui.screens.teams.page import BoardPart
room = Room("sv")
made = fill(room.bench)
part = BoardPart(room.desk)
part.look_at(made.initiative)
window = QWidget()
row = QHBoxLayout(window)
row.addWidget(part, 1)
row.addWidget(part.side)
part.side.setFixedWidth(328)
window.setGeometry(0, 0, 1200, 800)
window.show()
room.bench.listen(part.refresh)
part.refresh(None, None)
pool = part.side.pool.list
def tell(name, value):
    with open(f"{sys.argv[1]}/{name}.json.part", "w") as file:
        json.dump(value, file)
    os.replace(f"{sys.argv[1]}/{name}.json.part", f"{sys.argv[1]}/{name}.json")
def middle(widget, rect):
    point = widget.mapToGlobal(rect.center())
    return [point.x(), point.y()]
def places():
    first = part.cards[made.team].members
    tell("places", {
        "outsider": middle(pool.viewport(), pool.visualRect(pool.lines.index([x.id for x in pool.lines.shown].index(made.outsider)))),
        "member": middle(first.viewport(), first.visualRect(first.lines.index(0))),
        "team": middle(part.cards[made.team].gaps, part.cards[made.team].gaps.rect()),
        "other": middle(part.cards[made.other].gaps, part.cards[made.other].gaps.rect()), "ids": [made.outsider, made.people[0]],
    })
def changed(_changes, _by):
    tell("members", {t: [m.person for m in room.bench.library.children(Member, i)] for t, i in (("team", made.team), ("other", made.other))})
room.bench.listen(changed)
pool.select({made.outsider}, lambda x: x.id)
QTimer.singleShot(700, places)
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


def test_people_are_dragged_with_a_real_mouse(screen: dict[str, str], tmp_path: Path) -> None:
    window = subprocess.Popen([sys.executable, "-c", WINDOW, str(tmp_path)], env=screen, cwd=ROOT)

    def read(name: str) -> Any:
        file = tmp_path / f"{name}.json"
        return json.loads(file.read_text()) if file.exists() else None

    def drag(start: list[int], onto: list[int]) -> Any:
        (tmp_path / "members.json").unlink(missing_ok=True)
        for at in range(9):
            point = [str(round(a + (b - a) * at / 8)) for a, b in zip(start, onto, strict=True)]
            subprocess.run(["xdotool", "mousemove", *point, *([] if at else ["mousedown", "1"])], env=screen, check=True)
            time.sleep(0.06)
        subprocess.run(["xdotool", "mouseup", "1"], env=screen, check=True)
        return until(lambda: read("members"))

    try:
        places = until(lambda: read("places"))
        outsider, first = places["ids"]
        assert outsider in drag(places["outsider"], places["other"])["other"]
        after = drag(places["member"], places["other"])
        assert first in after["other"] and first not in after["team"]
    finally:
        window.terminate()
        window.wait()
