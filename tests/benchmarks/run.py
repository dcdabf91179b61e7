"""Every benchmark of the program, as ratios against floors measured in the same run.

    verkstad bench [NAME ...] [--json]

The ten-year library is built once (some minutes) and kept in the temporary folder of the system; every benchmark gets a copy of it.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.figures import HEADING, Figure, holds, line

BENCHMARKS = {
    "startup": "tests.benchmarks.startup",
    "pages": "tests.benchmarks.pages",
    "window": "tests.benchmarks.window",
    "timeline": "tests.benchmarks.planner",
    "day": "tests.benchmarks.day",
    "groups": "tests.benchmarks.groups",
    "chart": "tests.benchmarks.chart",
    "teams": "tests.benchmarks.teams",
    "checks": "tests.benchmarks.checks",
    "guard": "tests.benchmarks.guard",
    "edit": "tests.benchmarks.edit",
    "import": "tests.benchmarks.import_",
    "print": "tests.benchmarks.printing",
}
"""Name -> module with `measure(library) -> figures`."""


def cache() -> Path:
    """Where the built libraries are kept between runs."""
    place = Path(tempfile.gettempdir()) / "verkstad-benchmarks"
    place.mkdir(parents=True, exist_ok=True)
    return place


def ten_year_library(say: bool = True) -> Path:
    """The ten-year library, built when it is not there or was built for another schema or by another builder."""
    from tests.benchmarks import ten_years, ten_years_of_change
    from verkstad.domain.schema import SCHEMA
    from verkstad.storage.migrations import MIGRATIONS

    shape = repr(([(k.name, [(c.name, c.sql) for c in k.columns]) for k in SCHEMA.kinds.values()], [name for name, _step in MIGRATIONS]))
    shape += "".join(inspect.getsource(builder) for builder in (ten_years, ten_years_of_change))
    path = cache() / f"ten-years-{hashlib.sha256(shape.encode()).hexdigest()[:12]}.sqlite"
    if not path.exists():
        if say:
            print("Building the ten-year library, once ...", file=sys.stderr, flush=True)
        made = path.with_suffix(".building")
        made.unlink(missing_ok=True)
        ten_years.build(made)
        made.replace(path)
    return path


def main(names: Iterable[str] = (), as_json: bool = False) -> int:
    """Run the benchmarks named, or all of them. Exit status: 0, 1 when a bar is missed, 2 when a name is unknown."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    names = list(names) or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark is named {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.", file=sys.stderr)
        return 2
    library = ten_year_library()
    missed: list[Figure] = []
    if not as_json:
        print(HEADING)
    for name in names:
        with tempfile.TemporaryDirectory(prefix="verkstad-bench-", ignore_cleanup_errors=True) as folder:
            own = Path(folder) / "ten-years.sqlite"
            shutil.copyfile(library, own)
            for found in importlib.import_module(BENCHMARKS[name]).measure(own):
                print(json.dumps(found, ensure_ascii=False) if as_json else line(found), flush=True)
                if not holds(found):
                    missed.append(found)
    return 1 if missed else 0


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main([word for word in words if word != "--json"], "--json" in words))
