"""What a run chart of 200 points costs: to lay out and paint anew, to repaint while the pointer moves, to analyse.

The floor, in the same run: one repaint of an empty widget of the same size. Two frames are 33 ms; the best of the rounds counts, because others
may use the machine. CPU seconds: nothing is waited for.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.benchmarks.figures import Figure, figure, line

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

POINTS, ROUNDS, SIZE = 200, 40, (1000, 420)
TWO_FRAMES = 33.0  # ms


def _samples(work: Callable[[], object]) -> list[float]:
    found = []
    for _turn in range(ROUNDS):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return found


def measure(library: Path | None = None) -> Iterator[Figure]:
    """The figures; the library is not needed."""
    from PySide6.QtWidgets import QApplication, QWidget

    from verkstad.domain.runchart import Happened, Point, Series, analyse, chart_of, later
    from verkstad.i18n import language
    from verkstad.ui import theme as look
    from verkstad.ui.chart import RunChartView

    app = QApplication.instance() or QApplication([])
    look.dress(app, look.LIGHT)  # type: ignore[arg-type]
    points = tuple(Point(later("2023-01-02", "week", n), float((n * 7919) % 41) - (n > 150) * 9) for n in range(POINTS))
    series = Series(points=points, started=later("2023-01-02", "week", 150), baseline=150, better="down", target=12.0)
    happened = tuple(Happened(points[n].on, "Något hände") for n in range(10, POINTS, 30))
    desk: Any = SimpleNamespace(language=language("sv"), theme=look.LIGHT)
    view, empty = RunChartView(desk, chart_of("Väntetid", "minuter", series, happened), words=True), QWidget()
    for widget in (view, empty):
        widget.resize(*SIZE)
        widget.show()
    app.processEvents()

    def anew() -> None:
        view._lay()
        view.repaint()

    def hover() -> None:
        view.choose(((view.at or 0) + 7) % POINTS, tip=False)
        view.repaint()

    for warm in (anew, hover, empty.repaint):
        warm()
    floors, fresh, hovered = _samples(empty.repaint), _samples(anew), _samples(hover)
    floor = max(min(floors), 1e-6)
    yield figure("run chart of 200 points, laid out and painted, ms", min(fresh) * 1000, TWO_FRAMES, 0, fresh)
    yield figure("the same to repainting an empty widget", min(fresh) / floor, None, floor, fresh)
    yield figure("repaint as the pointer moves over it, ms", min(hovered) * 1000, TWO_FRAMES, 0, hovered)
    counted = _samples(lambda: analyse(series))
    yield figure("the rules over 200 points, ms", min(counted) * 1000, None, 0, counted)
    for widget in (view, empty):
        widget.close()


if __name__ == "__main__":
    for found in measure():
        print(line(found))
