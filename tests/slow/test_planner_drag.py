"""A real mouse on a real screen: a card dragged within the day, and a method dragged out of the library. Needs xvfb and xdotool."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SCREEN = ":93"
WINDOW = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
from tests.ui.planning import make_planner
p = make_planner(size=(1200, 860))
p.window.move(0, 0)
p.part.side.show_library()
p.settle()
shelf = p.part.side.library.shelf
def there(widget, rect):
    point = widget.mapToGlobal(rect.center())
    return [point.x(), point.y()]
def tell(name, value):
    with open(f"{sys.argv[1]}/{name}.json.part", "w") as file:
        json.dump(value, file)
    import os
    os.replace(f"{sys.argv[1]}/{name}.json.part", f"{sys.argv[1]}/{name}.json")
def changed(_changes, _by):
    tell("titles", p.titles())
p.bench.listen(changed)
QTimer.singleShot(600, lambda: tell("places", {
    **{t: there(p.view.viewport(), p.rect(t)) for t in p.titles()},
    "method": there(shelf.viewport(), shelf.visualRect(shelf.methods.index(1))), "named": shelf.methods.index(1).data(),
}))
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


def until(found: Callable[[], Any], seconds: float = 20) -> Any:
    """What `found` gives once it gives something: the window is another process and tells through files."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if (value := found()) is not None:
            return value
        time.sleep(0.05)
    raise AssertionError("the window did not answer")


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    for tool in ("Xvfb", "xdotool"):
        assert shutil.which(tool), f"this proof needs {tool}"
    server = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1280x900x24"], stderr=subprocess.DEVNULL)
    yield {**os.environ, "DISPLAY": SCREEN, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    server.terminate()
    server.wait()


def test_cards_and_methods_are_dragged_with_a_real_mouse(screen: dict[str, str], tmp_path: Path) -> None:
    window = subprocess.Popen([sys.executable, "-c", WINDOW, str(tmp_path)], env=screen, cwd=ROOT)

    def read(name: str) -> Any:
        file = tmp_path / f"{name}.json"
        return json.loads(file.read_text()) if file.exists() else None

    def drag(start: list[int], onto: list[int]) -> list[str]:
        (tmp_path / "titles.json").unlink(missing_ok=True)
        for at in range(9):
            point = [str(round(a + (b - a) * at / 8)) for a, b in zip(start, onto, strict=True)]
            subprocess.run(["xdotool", "mousemove", *point, *([] if at else ["mousedown", "1"])], env=screen, check=True)
            time.sleep(0.06)
        subprocess.run(["xdotool", "mouseup", "1"], env=screen, check=True)
        return until(lambda: read("titles"))  # type: ignore[no-any-return]

    try:
        places = until(lambda: read("places"))
        x, y = places["Fika"]
        assert drag(places["Incheckning"], [x, y + 12])[3] == "Incheckning"
        x, y = places["Klustra och rösta"]
        assert places["named"] in drag(places["method"], [x, y + 22])
    finally:
        window.terminate()
        window.wait()
