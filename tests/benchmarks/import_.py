"""What taking in a file of 10,000 changes costs, how long the window would wait at most, and what reading the log anew costs.

python -m tests.benchmarks.import_ [LIBRARY]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from tests.benchmarks import ten_years
from tests.benchmarks.figures import Figure, figure, line
from verkstad.app.workbench import Bench
from verkstad.storage.folding import uncollected

CHANGES = 10_000


def taken_in(bench: Bench, source: Path, name: str) -> list[Figure]:
    """A file of 10,000 changes: seconds in all, the longest slice, and taking it back."""
    other = Bench.open(source)
    bundle = other.give_out(None)
    other.close()
    began = perf_counter()
    plan = bench.preview(bundle)
    preview = perf_counter() - began
    assert plan.fresh == len(bundle.changes)
    assert bench.backups is not None
    bench.backups.make(bench.library, "asked")  # made before by the window, in the background
    slices = []
    began = perf_counter()
    going = bench.taking_in(bundle, "Import")
    while True:
        at = perf_counter()
        try:
            next(going)
        except StopIteration:
            break
        finally:
            slices.append(perf_counter() - at)
    whole = perf_counter() - began
    began = perf_counter()
    bench.undo()
    back = perf_counter() - began
    return [
        figure(f"store preview seconds, {name}", preview, 3.0, 0.0, [preview]),
        figure(f"store import seconds, {name}", whole, 3.0, 0.0, [whole]),
        figure(f"store import's longest slice ms, {name}", max(slices) * 1000, 100.0, 0.0, slices),
        figure(f"store import taken back seconds, {name}", back, 3.0, 0.0, [back]),
    ]


def rebuilt(folder: Path) -> Figure:
    """Every table read anew from a log of 100,000 changes: seconds of processor time."""
    path = folder / "hundred-thousand.sqlite"
    ten_years.build(path, 100_000, workshops=100)
    bench = Bench.open(path)
    library = bench.library
    began = process_time()
    library.begin()
    for _ in uncollected(library.folding.rebuild(library.schema.kinds)):
        pass
    library.commit()
    spent = process_time() - began
    bench.close()
    return figure("store rebuild of 100,000 changes CPU seconds", spent, 3.0, 0.0, [spent])


def measure(library: Path | None = None) -> list[Figure]:
    """All figures; into an empty library, and into the ten-year library when it is given."""
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-") as made:
        place = Path(made)
        source = place / "file.sqlite"
        ten_years.build(source, CHANGES, workshops=20)
        out: list[Figure] = []
        empty = Bench.open(place / "empty.sqlite")
        out += taken_in(empty, source, "into an empty library")
        empty.close()
        if library is not None:
            large = Bench.open(library)
            out += taken_in(large, source, "into 1,000,000 changes")
            large.close()
        out.append(rebuilt(place))
        return out


if __name__ == "__main__":
    for found in measure(Path(sys.argv[1]) if sys.argv[1:] else None):
        print(line(found))
