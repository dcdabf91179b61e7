"""What looking over costs: every rule over the ten-year library, and what is asked again after one edit.

Processor time, the quickest of the rounds: what else runs on a shared machine only ever adds. The floor stands beside it for that reason: three
million additions in the same process, which take about 0.13 s on a machine that has nothing else to do.

    python -m tests.benchmarks.checks [LIBRARY]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure, figure, line
from verkstad.app import actions, checks, goals, mandates, modules, pilots
from verkstad.app.workbench import Bench
from verkstad.domain.actions import Action
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.mandates import Mandate
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.schema import SCHEMA

ALL, ONE, AGAIN, SHARE = 1.0, 150.0, 20.0, 5.0
ROUNDS, EDITS = 5, 6
TODAY = "2026-11-24"


def measure(library: Path) -> Iterator[Figure]:
    bench = Bench.open(library)
    try:
        yield from _measured(bench)
    finally:
        bench.close()


def _measured(bench: Bench) -> Iterator[Figure]:
    checks.checks(bench.library, next(iter(bench.library.all(Initiative))).id, today=TODAY)  # what is read at the first use
    floors, whole = [], []
    for _turn in range(ROUNDS):
        floors.append(_cpu(_additions))
        began = time.process_time()
        checks.findings(bench.library, today=TODAY)
        whole.append(time.process_time() - began)
    kept = checks.checks(bench.library, None, today=TODAY)
    yield figure(f"all rules, {kept.questions:,} questions, s of CPU", min(whole), ALL, min(floors), whole)

    initiative = max(bench.library.all(Initiative), key=lambda row: len(bench.library.children(Pilot, row.id))).id
    one = [_cpu(lambda: checks.checks(bench.library, initiative, today=TODAY)) * 1000 for _turn in range(ROUNDS)]
    yield figure("all rules over one initiative, ms of CPU", min(one), ONE, 0, one)

    for name, edit in _edits(bench, initiative).items():
        taken, shares = [], []
        for turn in range(EDITS):
            heard = []
            unlisten = bench.listen(lambda changes, _by, heard=heard: heard.append(changes))
            edit(turn)
            unlisten()
            now = [
                (kind, ids, {r.id: r for r in bench.library.where(SCHEMA.kinds[kind].value, id=list(ids))})
                for kind, ids in heard[-1].rows.items()
            ]
            began = time.process_time()
            asked = kept.follow(now)
            taken.append((time.process_time() - began) * 1000)
            shares.append(100 * asked / kept.questions)
        yield figure(f"after one edit, {name}, ms of CPU", min(taken), AGAIN, 0, taken)
        yield figure(f"after one edit, {name}, % of the questions", max(shares), SHARE, 0, shares)


def _edits(bench: Bench, initiative: str) -> dict[str, Callable[[int], object]]:
    library = bench.library
    goal = library.children(Goal, initiative)[0].id
    module = next(m for m in library.children(Module, initiative) if m.status == "pilot").id
    pilot = library.children(Pilot, initiative)[0].id
    action = library.all(Action)[0].id
    mandate = library.all(Mandate)[0].id
    return {
        "a goal": lambda n: bench.do(goals.check_goal_on, goal, f"2026-12-{n + 1:02d}"),
        "a module": lambda n: bench.do(modules.rename_module, module, f"En modul {n}"),
        "a pilot": lambda n: bench.do(pilots.set_decision_day, pilot, f"2026-12-{n + 1:02d}"),
        "an action": lambda n: bench.do(actions.reword_action, action, f"Gör det {n}"),
        "a mandate": lambda n: bench.do(mandates.say_granted_by, mandate, f"Nämnden {n}"),
    }


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _additions() -> int:
    total = 0
    for n in range(3_000_000):
        total += n
    return total


if __name__ == "__main__":
    import shutil

    from tests.benchmarks.run import ten_year_library

    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as folder:
        copy = Path(folder) / "library.sqlite"
        shutil.copy(Path(sys.argv[1]) if sys.argv[1:] else ten_year_library(), copy)
        for found in measure(copy):
            print(line(found), flush=True)
