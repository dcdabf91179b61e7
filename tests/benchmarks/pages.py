"""Opening every page of the window, first and later, in the sample and in a ten-year library side by side.

Processor milliseconds from the wish to everything painted, offscreen at 1360 x 850. Each round is a process of its own; the modules of the pages are imported before, as
the program does a second after its paint. Of the later visits some come after an edit elsewhere, when the page asks its questions again.
What a page builds a little after its paint (`ui/in_turn.py`) is counted by itself, the longest piece of each page: a clock that runs while the
machine does something else would put it into whatever visit came next. A fixed piece of work is measured among the visits, so that one can tell a
slow page from a slow machine.
A figure is the median of a round, in the quietest round: what else runs on a shared machine only ever adds (up to half as much again, seen).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, figure
from tests.benchmarks.startup import ROOT, environment, sample_library, some_workshop

FIRST, LATER, ROUNDS = 150.0, 30.0, 5


VISITS = """
import json, sys, time
from pathlib import Path
from verkstad import start
from verkstad.app import agenda
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.initiative import Initiative
from verkstad.domain.pilots import Pilot
from verkstad.ui import in_turn
from verkstad.ui.current import look_at

in_turn.FIRST_MS = 3_600_000  # the pieces come when they are called for
library, workshop = Path(sys.argv[1]), sys.argv[2]
program = start.Program(start.open_bench(library), library, "sv")
window = program.build()
window.resize(1360, 850)
window.show()
app = program.app

def settled():
    for _turn in range(4):
        app.processEvents()

settled()
program.warm_pages()  # as a second after the paint
while not all(name in sys.modules for name in start.PAGE_MODULES):
    settled()
time.sleep(0.1)
settled()
initiative = max(program.bench.library.all(Initiative), key=lambda row: len(program.bench.library.children(Pilot, row.id))).id
look_at(window.desk, initiative)
pilot = program.bench.library.children(Pilot, initiative)[-1].id
TABBED = ("workshop", "plan", "inventory", "modules", "teams", "insights", "launch", "follow_up")
STOPS = (("start", "", 0), ("workshops", "", 0), *(("workshop", workshop, tab) for tab in range(5)),
         ("people", "", 0), ("library", "", 0), ("settings", "", 0),
         ("initiative", "", 0), ("initiative", "", 2), *(("plan", "", tab) for tab in range(3)), *(("inventory", "", tab) for tab in range(5)),
         *(("modules", "", tab) for tab in range(4)), *(("teams", "", tab) for tab in range(8)),
         *(("insights", "", tab) for tab in range(5)), *(("launch", "", tab) for tab in range(4)), *(("follow_up", "", tab) for tab in range(4)),
         ("findings", "", 0),
         ("pilots", "", 0), *(("pilots", pilot, tab) for tab in range(4)))

def visit(key, row, tab):
    began = time.process_time()
    if tab:
        window._tabs.setCurrentIndex(tab)
    else:
        window.show_page(key, row, "list" if key == "pilots" and not row else "")
    settled()
    return (time.process_time() - began) * 1000

def pieces():
    longest = 0.0
    for turn in window.findChildren(in_turn.InTurn):
        while turn._waiting:
            began = time.process_time()
            turn._next()
            settled()
            longest = max(longest, (time.process_time() - began) * 1000)
    return longest

def calibration():
    began, held = time.process_time(), {}
    for n in range(100_000):
        held[str(n)] = n
    return (time.process_time() - began) * 1000

taken = {"calibration": {"fixed work": []}}
block = program.bench.library.all(AgendaBlock)[0].id
for turn in range(7):
    kind = "first visit" if not turn else ("later visit" if turn < 4 else "visit after an edit")
    for key, row, tab in STOPS:
        if turn >= 4 and not tab:
            program.bench.do(agenda.rename_block, block, f"Prov {turn} {key}")
        name = f"pilot {tab}" if row == pilot else f"{key} {tab}" if key in TABBED or tab else key
        taken.setdefault(name, {}).setdefault(kind, []).append(visit(key, row, tab))
        after = pieces()
        if after:
            taken[name].setdefault("a piece after it", []).append(after)
    taken["calibration"]["fixed work"].append(calibration())
    for key in TABBED:
        row = workshop if key == "workshop" else ""
        window.show_page(key, row)
        window._tabs.setCurrentIndex(0)
        settled()
    window.show_page("settings")
    settled()
print(json.dumps(taken))
program.end()
"""

NAMES = {
    "workshop 0": "program", "workshop 1": "people and groups", "workshop 2": "run", "workshop 3": "harvest", "workshop 4": "actions",
    "initiative 2": "the red thread", "plan 0": "plan", "plan 1": "plan, anchoring", "plan 2": "plan, on paper",
    "inventory 0": "inventory", "inventory 1": "inventory, map", "inventory 2": "inventory, journeys", "inventory 3": "inventory, landing",
    "inventory 4": "inventory, levels", "modules 3": "modules, who is touched",
    "teams 3": "teams, paths", "teams 4": "teams, responsibility", "teams 5": "teams, stakeholders", "teams 6": "teams, forces", "teams 7": "teams, words",
    "insights 0": "insights", "insights 1": "forums", "insights 2": "exchanges", "insights 3": "all actions", "insights 4": "risks",
    "launch 0": "launch, audiences", "launch 1": "launch, activities", "launch 2": "launch, messages", "launch 3": "launch, in use",
    "follow_up 0": "follow-up", "follow_up 1": "requests", "follow_up 2": "follow-ups", "follow_up 3": "reports",
    "modules 0": "modules, slices", "modules 1": "modules, where to start", "modules 2": "modules, board",
    "teams 0": "teams", "teams 1": "teams, map", "teams 2": "teams, mandates",
    "pilot 0": "a pilot", "pilot 1": "a pilot, measures", "pilot 2": "a pilot, loops", "pilot 3": "a pilot, decision",
}  # fmt: skip


def measure(library: Path) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        given = environment(home)
        small = home / "sample.sqlite"
        rooms = {"sample": (small, sample_library(small)), "ten years": (library, some_workshop(library))}
        found: dict[tuple[str, str, str], list[float]] = {}  # a median a round
        for turn in range(ROUNDS + 1):
            for name, (path, workshop) in rooms.items():
                done = subprocess.run(
                    [sys.executable, "-c", VISITS, str(path), workshop], cwd=ROOT, env=given, capture_output=True, text=True, check=False
                )
                if done.returncode:
                    raise RuntimeError(done.stderr)
                if turn:  # the first round writes the byte code
                    for page, kinds in json.loads(done.stdout.splitlines()[-1]).items():
                        for kind, taken in kinds.items():
                            found.setdefault((kind, page, name), []).append(median(taken))
        bars = {"first visit": FIRST, "visit after an edit": FIRST, "later visit": LATER}
        for (kind, page, name), taken in sorted(found.items()):
            yield figure(f"page {NAMES.get(page, page)}, {kind} ms, {name}", min(taken), bars.get(kind), 0.0, taken)
