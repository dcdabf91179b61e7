"""From the start of the process to the first paint, beside an empty PySide6 window started in turns with it.

Whole processes as a person starts them, offscreen, with the workshop looked at last open; byte code is written before the first round,
as an installed program has it. Wall seconds to the line that is printed at the paint, and the processor seconds of the whole process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.benchmarks.figures import Figure, figure

ROOT = Path(__file__).resolve().parents[2]
BAR, ROUNDS = 3.0, 9


def environment(home: Path) -> dict[str, str]:
    """A home of its own for the program, and nobody's settings."""
    places = {name: str(home / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "DISPLAY")}
    return {
        **kept, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1",
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"), "LANG": "sv_SE.UTF-8",
    }  # fmt: skip


def painted(arguments: list[str], given: dict[str, str]) -> tuple[float, float]:
    """Seconds from the start of a process to the line it prints at its first paint, and its processor seconds to its end."""
    began = perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None and child.stderr is not None
    child.stdout.readline()
    wall = perf_counter() - began
    if hasattr(os, "wait4"):
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        spent = used.ru_utime + used.ru_stime
    else:
        child.wait()
        spent = 0.0
    told = child.stderr.read().decode()
    child.stdout.close()
    child.stderr.close()
    if child.returncode:
        raise RuntimeError(told)
    return wall, spent


def sample_library(path: Path) -> str:
    """Build the sample; returns the workshop of today."""
    from verkstad.app import sample
    from verkstad.app.workbench import Bench

    bench = Bench.open(path)
    brought = bench.do(sample.bring_sample, language="sv", today="2026-11-24")
    bench.close()
    return str(brought.today)


def some_workshop(path: Path) -> str:
    from verkstad.app.workbench import Bench
    from verkstad.domain.workshop import Workshop

    bench = Bench.open(path)
    there = bench.library.all(Workshop)
    found = there[len(there) // 2].id
    bench.close()
    return found


def remember(library: Path, workshop: str, home: Path) -> None:
    """As if this workshop had been looked at last."""
    from verkstad import start

    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(home / "xdg_config_home")
    try:
        memory = start.memory_path(library)
    finally:
        if before is None:
            del os.environ["XDG_CONFIG_HOME"]
        else:
            os.environ["XDG_CONFIG_HOME"] = before
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(json.dumps({"page": ["workshop", workshop, "program"], "workshops": [[workshop, "Den senaste"]]}), "utf-8")


def measure(library: Path) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="verkstad-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        small, fresh = home / "sample.sqlite", home / "empty.sqlite"
        remember(small, sample_library(small), home)
        remember(library, some_workshop(library), home)
        given = environment(home)
        runs = {"floor": [str(ROOT / "tests" / "benchmarks" / "empty_window.py")]}
        for name, path in (("an empty library", fresh), ("the sample", small), ("ten years", library)):
            runs[name] = ["-m", "verkstad", "--library", str(path), "--quit-after-paint"]
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for turn in range(ROUNDS + 1):
            for name, arguments in runs.items():
                one = painted(arguments, given)
                if turn:  # the first writes byte code and fills the caches of the disk
                    found[name].append(one)
        walls = {name: [wall for wall, _spent in taken] for name, taken in found.items()}
        spent = {name: [used for _wall, used in taken] for name, taken in found.items()}
        for name in list(runs)[1:]:
            yield figure(
                f"start to first paint, {name}", median(walls[name]) / median(walls["floor"]), BAR, median(walls["floor"]), walls[name]
            )
        for name in list(runs)[1:]:
            yield figure(
                f"  its processor time, {name}",
                median(spent[name]) / (median(spent["floor"]) or 1),
                None,
                median(spent["floor"]),
                spent[name],
            )
