"""What one edit costs beside the smallest thing SQLite can do safely, and what opening a library and a page of it costs.

python -m tests.benchmarks.edit [LIBRARY]
"""

from __future__ import annotations

import itertools
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks import ten_years
from tests.benchmarks.figures import Figure, figure, line
from verkstad.app import agenda, workshops
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Workshop
from verkstad.storage.connection import PRAGMAS

EDIT_BAR, PAGE_BAR, OPEN_BAR = 3.0, 150.0, 100.0
ROWS = 20_000
_FRESH = itertools.count()


def raw_commit(folder: Path) -> Callable[[], float]:
    """The floor: one row of a table updated and committed with FULL, nothing else. Seconds a call."""
    raw = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    for pragma in PRAGMAS:
        raw.execute(f"pragma {pragma}")
    raw.execute("create table if not exists t(id text primary key, title text, minutes integer) strict")
    raw.execute("begin")
    raw.executemany("insert or replace into t values(?,?,?)", ((f"row{k}", "x" * 30, 5) for k in range(ROWS)))
    raw.execute("commit")

    def commit() -> float:
        n = next(_FRESH)  # always a new value: SQLite writes and syncs nothing where the bytes are the same
        began = perf_counter()
        raw.execute("begin immediate")
        raw.execute("update t set title=? where id=?", (f"en ny titel {n}", f"row{n * 37 % ROWS}"))
        raw.execute("commit")
        return perf_counter() - began

    return commit


def edit(bench: Bench, folder: Path, name: str, samples: int = 300, block: Id | None = None) -> Figure:
    """Rename a block through the workbench, beside the raw commit, taking turns. The fastest tenth of each: others may use the machine."""
    floor = raw_commit(folder)
    workshop = bench.library.all(Workshop)[0].id
    blocks = [block] if block else [s.block.id for day in workshops.program(bench.library, workshop).days for s in day.slots]
    ours, theirs = [], []
    for n in range(samples + 20):
        theirs.append(floor())
        began = perf_counter()
        bench.do(agenda.rename_block, blocks[n % len(blocks)], f"En ny titel {next(_FRESH)}")
        ours.append(perf_counter() - began)
    ours, theirs = ours[20:], theirs[20:]
    return figure(f"store edit, {name}", _quick(ours) / _quick(theirs), EDIT_BAR, _quick(theirs), ours)


def _quick(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) // 10]


def opening(path: Path, name: str, samples: int = 7) -> list[Figure]:
    """Open a library beside a bare connection, and ask for a workshop's program. Milliseconds."""
    ours, bare, page = [], [], []
    for _ in range(samples):
        began = perf_counter()
        raw = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        raw.execute("select count(*) from sqlite_master").fetchone()
        raw.close()
        bare.append(perf_counter() - began)
        began = perf_counter()
        bench = Bench.open(path)
        ours.append(perf_counter() - began)
        some = bench.library.db.execute("select id from v_workshop limit 1 offset 2").fetchone()
        began = perf_counter()
        workshops.program(bench.library, some[0])
        page.append(perf_counter() - began)
        bench.close()
    return [
        figure(f"store opening ms, {name}", median(ours) * 1000, OPEN_BAR, median(bare), ours),
        figure(f"store program ms, {name}", median(page) * 1000, PAGE_BAR, 0.0, page),
    ]


def measure(library: Path | None = None) -> list[Figure]:
    """All figures, at 1,000 changes and on the ten-year library (built when it is not given: minutes)."""
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as made:
        place = Path(made)
        small = place / "small.sqlite"
        ten_years.build(small, 1_000, workshops=10)
        large = library or place / "ten-years.sqlite"
        if not large.exists():
            ten_years.build(large)
        out: list[Figure] = []
        for path, name in ((small, "1,000 changes"), (large, "1,000,000 changes")):
            out += opening(path, name)
            bench = Bench.open(path)
            out.append(edit(bench, place, name))
            hot = bench.library.all(AgendaBlock)[0].id if path is small else None
            if hot is not None:
                for n in range(2_000):
                    bench.do(agenda.rename_block, hot, f"het {n}")
                out.append(edit(bench, place, "of a row with 2,000 changes", block=hot))
            bench.close()
        return out


if __name__ == "__main__":
    for found in measure(Path(sys.argv[1]) if sys.argv[1:] else None):
        print(line(found))
