"""Two screens, scales of 100, 150 and 200 %, and the smallest window. Each in a process of its own: Qt reads its screens once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

TWO = [
    {"name": "Bärbar", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1},
    {"name": "Projektor", "x": 1366, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1},
]

OPEN = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog
from tests.ui.walking import clipped
from verkstad import start
from verkstad.app import sample

library = Path(sys.argv[1])
program = start.Program(start.open_bench(library), library, "sv")

def settled(turns=6):
    for _turn in range(turns):
        program.app.processEvents()

def frame(widget):
    g = widget.frameGeometry()
    return [g.x(), g.y(), g.width(), g.height()]
"""


def run(folder: Path, code: str, *, screens: list[dict[str, Any]] | None = None, scale: str = "") -> Any:
    """Run a piece of program on these screens; returns what it prints as JSON on its last line."""
    places = {name: str(folder / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    platform = "offscreen"
    if screens is not None:
        path = folder / "screens.json"
        path.write_text(json.dumps({"screens": screens}), "utf-8")
        platform = f"offscreen:configfile={path}"
    given = {**os.environ, **places, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(ROOT)}
    if scale:
        given["QT_SCALE_FACTOR"] = scale
    done = subprocess.run(
        [sys.executable, "-c", OPEN + code + "\nprogram.end()\n", str(folder / "library.sqlite")],
        cwd=ROOT, env=given, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


LEAVE = """
window = program.build()
window.resize(1200, 800)
window.show()
settled()
window.move(1500, 100)
settled()
window.close()
print(json.dumps({"frame": frame(window), "screens": [s.name() for s in program.app.screens()]}))
"""

COME_BACK = """
window = program.build()
window.show()
settled()
screens = [s.availableGeometry() for s in program.app.screens()]
print(json.dumps({"frame": frame(window), "whole": any(s.contains(window.frameGeometry()) for s in screens), "screen": window.screen().name()}))
"""


def test_a_window_comes_back_on_the_screen_it_was_left_on(tmp_path: Path) -> None:
    left = run(tmp_path, LEAVE, screens=TWO)
    assert left["screens"] == ["Bärbar", "Projektor"]
    assert left["frame"][:2] == [1500, 100]
    again = run(tmp_path, COME_BACK, screens=TWO)
    assert again["screen"] == "Projektor"
    assert again["frame"] == left["frame"]


def test_the_first_window_leaves_room_on_a_small_screen(tmp_path: Path) -> None:
    """Before it is shown, too: what it is made with is what the system is asked for first."""
    told = run(tmp_path, "first = program.build().size()" + COME_BACK.replace("program.build()", "program.window").replace(
        '"screen":', '"first": [first.width(), first.height()], "screen":'), screens=TWO[:1])  # fmt: skip
    assert told["first"][0] < 1366 and told["first"][1] <= 768 - 60
    assert told["whole"], told["frame"]


def test_a_window_left_on_a_projector_that_is_gone_comes_home_whole(tmp_path: Path) -> None:
    run(tmp_path, LEAVE, screens=TWO)
    again = run(tmp_path, COME_BACK, screens=TWO[:1])
    assert again["screen"] == "Bärbar"
    assert again["whole"], again["frame"]


def test_a_dialog_opens_on_the_screen_of_its_window(tmp_path: Path) -> None:
    told = run(
        tmp_path,
        """
from PySide6.QtCore import QTimer
from verkstad.ui.dialogs import Dialogs
window = program.build()
window.resize(1200, 800)
window.show()
settled()
seen = []

def look():
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            seen.append([dialog.screen().name(), window.frameGeometry().contains(dialog.frameGeometry().center())])
            dialog.reject()

for x in (50, 1500):
    window.move(x, 60)
    window.activateWindow()
    settled()
    QTimer.singleShot(0, look)
    window.new_workshop()
    settled()
    QTimer.singleShot(0, look)
    window.desk.dialogs.tell("Rubrik", "En mening.")
    settled()
print(json.dumps(seen))
""",
        screens=TWO,
    )
    assert [where for where, _inside in told] == ["Bärbar", "Bärbar", "Projektor", "Projektor"]
    assert all(inside for _where, inside in told)


WALK = """
brought = program.bench.do(sample.bring_sample, language="sv", today="2026-11-24")
window = program.build()
window.resize({width}, {height})
window.show()
settled()
found, wrong = [], []
for key in ("start", "workshops", "workshop", "people", "library", "settings"):
    window.show_page(key, brought.today if key == "workshop" else "")
    for at in range(max(1, window._tabs.count() if window._tabs.isVisible() else 1)):
        if window.current().tabs():
            window._tabs.setCurrentIndex(at)
        settled()
        found.append(f"{{key}} {{at}}")
        wrong += [f"{{key}} {{at}}: {{told}}" for told in clipped(window)]
print(json.dumps({{"found": found, "wrong": wrong, "size": [window.width(), window.height()], "ratio": window.devicePixelRatioF()}}))
"""


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_at_every_scale_the_smallest_window_shows_every_text_whole(tmp_path: Path, scale: str) -> None:
    told = run(tmp_path, WALK.format(width=1024, height=640), scale=scale)
    assert told["ratio"] == float(scale)
    assert told["size"] == [1024, 640], "something needs more room than a small screen has"
    assert len(told["found"]) >= 8
    assert not told["wrong"], "\n".join(told["wrong"])
