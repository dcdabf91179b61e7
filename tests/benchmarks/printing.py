"""What the pack of a workshop for sixty costs, against the same pages drawn on a bare canvas in the same run.

The floor draws every page of every copy on reportlab's own canvas with the same fonts and shapes, untagged and unassembled: what a
program without a press would do. CPU seconds of the process, the best of the rounds; memory is the peak of a process that does nothing else.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.figures import Figure, figure

BARS = {"pack": 0.8, "tagged": 3.0, "memory": 80.0}
PEOPLE = 60


def sixty() -> Any:
    from tests.documents.world import job, workshop

    return job("pack", paper_of=workshop(PEOPLE + 1), profile="pack")  # one of them leads


def bare(wish: Any) -> int:
    """Draw every copy of every page with no structure and nothing shared; returns the number of pages."""
    from reportlab.pdfgen.canvas import Canvas

    from verkstad.documents import press
    from verkstad.documents.parts import Place, Setting
    from verkstad.documents.tagged import TaggedCanvas
    from verkstad.i18n import language

    class Bare(TaggedCanvas):
        """The same drawing calls, and nothing of the press: structure calls are answered and forgotten."""

        def showPage(self) -> None:
            Canvas.showPage(self)

    setting = Setting(wish, language(wish.language))
    parts = press.SHEETS["pack"].lay(setting)
    pages = 0
    for paper in ("a4", "a3"):
        out = io.BytesIO()
        canvas = Bare(out, title="floor", tagged=False)
        for part in parts:
            if press.paper_of(part, wish) != paper:
                continue
            for _copy in range(part.copies):
                for n, page in enumerate(part.pages):
                    press.draw_page(canvas, setting, page, Place(n + 1, len(part.pages), part.first_card + n * part.cards), paper)
                    canvas.showPage()
                    pages += 1
        Canvas.save(canvas)
    return pages


def seconds(work: Callable[[], object], rounds: int) -> list[float]:
    found = []
    for _n in range(rounds):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return found


def measure(library: object = None, rounds: int = 5) -> list[Figure]:
    """The pack, its tagged twin and the memory of a process of its own. The library is not needed: print gets values."""
    from dataclasses import replace

    from verkstad.documents.press import press

    wish = sixty()
    tagged = replace(wish, profile="published")
    bare(wish)  # imports, fonts, marks: paid once, by nobody
    press(replace(wish, workshop=replace(wish.workshop, people=wish.workshop.people[:4])))
    floors, packs, twins = [], [], []
    for _n in range(rounds):  # in turns: the machine may be busy
        floors += seconds(lambda: bare(wish), 1)
        packs += seconds(lambda: press(wish), 1)
        twins += seconds(lambda: press(tagged), 1)
    floor = min(floors)
    most, before = memory()
    return [
        figure("the pack for sixty, times a bare canvas", min(packs) / floor, BARS["pack"], floor, packs),
        figure("the same pack tagged, times a bare canvas", min(twins) / floor, BARS["tagged"], floor, twins),
        figure(f"memory of the pack (MB; {before:.0f} before it)", most, BARS["memory"], 0.0, [most]),
    ]


def peak() -> float:
    """The largest size of this process in MB. On Linux what a process was born with is not counted (getrusage counts the parent's)."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def memory() -> tuple[float, float]:
    """MB of a process that presses the pack: at its peak, and before the press began (interpreter, values and library loaded)."""
    code = (
        "from tests.benchmarks.printing import peak, sixty\n"
        "wish = sixty()\n"
        "before = peak()\n"
        "from verkstad.documents.press import press\n"
        "press(wish)\n"
        "print(before, peak())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    before, most = map(float, done.stdout.split())
    return most, before


if __name__ == "__main__":
    wish_ = sixty()
    print(bare(wish_), "pages drawn on the bare canvas")
    for result in measure():
        print(result)
