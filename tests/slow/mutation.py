"""How many small faults in the rules the tests would notice: `python tests/slow/mutation.py [MODULE ...]`.

mutmut makes a fault in a copy of the rules ("<" for "<=", 3 for 2, an argument left out ...), runs the tests that reach the function, and
does so for every fault it knows, one at a time. A fault no test falls for is printed as a difference: a case to test, or a fault that changes
nothing. mutmut leaves functions with a decorator alone; in the copy, properties are written as plain methods and caches are left out, so
that those are judged too. What stands outside functions (constants, fields) is not.

It takes fork, so it runs everywhere but on Windows.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JUDGED = {
    "runchart": ("test_runchart",),
    "runs": ("test_runs",),
    "teams": ("test_teams",),
    "modules": ("test_modules",),
    "mandates": ("test_mandates",),
    "goals": ("test_goals",),
    "flowing": ("test_flowing",),
    "launching": ("test_launching",),
    "readability": ("test_readability",),
    "readiness": ("test_readiness",),
    "planning": ("test_planning",),
    "inventorying": ("test_inventorying",),
    "landing": ("test_landing",),
    "ranking": ("test_ranking",),
    "piloting": ("test_piloting",),
    "thread": ("test_thread",),
    "reporting": ("test_reporting",),
    "follow_ups": ("test_follow_ups",),
    "platitudes": ("test_platitudes", "test_goals"),
    "agenda": ("test_agenda",),
    "timings": ("test_timings",),
    "attending": ("test_attending",),
    "harvesting": ("test_harvesting",),
    **dict.fromkeys(("raci", "stakeholding", "paths", "pulsing", "glossary", "perspectives"), ("test_responsibility",)),
    **{
        f"checks/{name}": (f"test_checks_{name}", "shelf")
        for name in (
            "decided",
            "aimed",
            "gathered",
            "cut",
            "formed",
            "tried",
            "heard",
            "launched",
            "followed",
            "met",
            "answered",
            "engine",
            "fragments",
        )
    },
    "checks/views": ("test_checks_formed", "test_checks_cut", "test_checks_aimed", "test_checks_heard", "shelf"),
    **dict.fromkeys(("checks/rules", "checks/register"), ("test_checks_rules",)),
}
"""Module of the domain -> the tests that are to notice its faults."""

PROJECT = """
[tool.pytest.ini_options]
testpaths = ["tests"]
pythonpath = ["."]
addopts = ["--import-mode=importlib"]

[tool.mutmut]
source_paths = ["verkstad"]
only_mutate = {mutated}
pytest_add_cli_args = {without}
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
timeout_multiplier = 20.0
timeout_constant = 0.5
"""
# pytest begins anew for every fault: without what these tests do not use it does so in half the time.
UNUSED = "cacheprovider doctest faulthandler junitxml logging pastebin pytest-qt threadexception unraisableexception warnings xdist"
# Few examples, the same every time, and the first that fails is enough. A test that says how many it wants is given few as well.
EXAMPLES = """
from hypothesis import HealthCheck, Phase, settings
few = settings(
    max_examples=20, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
def pytest_collection_modifyitems(items):
    for item in items:
        if hasattr(item.obj, "hypothesis"):
            item.obj._hypothesis_internal_use_settings = few
"""


@dataclass(frozen=True)
class Judged:
    """What became of the faults of one module. A fault that made a test run without end was noticed."""

    module: str
    killed: int
    total: int
    survivors: tuple[str, ...]
    seconds: float

    @property
    def share(self) -> float:
        return self.killed / self.total

    def __str__(self) -> str:
        return f"{self.module}: {self.killed} of {self.total} faults noticed ({self.share:.1%}) in {self.seconds:.0f} s"


def judge(module: str, folder: Path) -> Judged:
    """Try every fault in one module, in a copy that is made in the empty `folder` and left there."""
    _copy(module, folder)
    begun = time.monotonic()
    at_once = "1" if "PYTEST_XDIST_WORKER" in os.environ else "2"  # beside another worker of the tests half of two cores is ours
    ran = _mutmut(folder, "run", "--max-children", at_once)
    told = folder / "mutants" / "verkstad" / "domain" / f"{module}.py.meta"
    codes: dict[str, int | None] = json.loads(told.read_text(encoding="utf-8"))["exit_code_by_key"] if told.is_file() else {}
    if ran.returncode or not codes or None in codes.values():
        raise RuntimeError(f"mutmut did not come to an end:\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}")
    # 1 and 3: a test failed, or could not even be run. 24, 36, 152, 255: it took too long. The rest: no test fell, or none reached it.
    lived = tuple(name for name, code in codes.items() if code not in (1, 3, 24, -24, 36, 152, 255))
    return Judged(module, len(codes) - len(lived), len(codes), lived, time.monotonic() - begun)


def difference(fault: str, folder: Path) -> str:
    """What a fault changes, as the lines before and after."""
    lines = [line for line in _mutmut(folder, "show", fault).stdout.splitlines() if re.match(r"[-+](?![-+]{2} )", line)]
    return "\n".join([fault.rpartition(".")[2], *lines])


def _mutmut(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The tool at work in `folder`, with nothing of the tests that asked for it, and not with the checkout where Python finds it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "MUTANT", "PYTHONPATH"))}
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=folder, env={**clean, "PYTHONUTF8": "1"}, capture_output=True, text=True, encoding="utf-8")


def _copy(module: str, folder: Path) -> None:
    """The domain, the tests of one module, and nothing else of the checkout."""
    nothing_made = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "verkstad" / "domain", folder / "verkstad" / "domain", ignore=nothing_made)
    shutil.copy(ROOT / "verkstad" / "__init__.py", folder / "verkstad")
    source = folder / "verkstad" / "domain" / f"{module}.py"
    source.write_text(plain_functions(source.read_text(encoding="utf-8")), encoding="utf-8")
    tests = folder / "tests" / "domain"
    tests.mkdir(parents=True)
    for name in JUDGED[module]:
        shutil.copy(ROOT / "tests" / "domain" / f"{name}.py", tests)
    shutil.copytree(ROOT / "tests" / "data", folder / "tests" / "data")
    (folder / "tests" / "conftest.py").write_text(EXAMPLES, encoding="utf-8")
    chosen = json.dumps([f"tests/domain/{name}.py" for name in JUDGED[module] if name.startswith("test_")])
    without = json.dumps(["--tb=no", *(word for name in UNUSED.split() for word in ("-p", f"no:{name}"))])
    project = PROJECT.format(mutated=json.dumps([f"verkstad/domain/{module}.py"]), tests=chosen, without=without)
    (folder / "pyproject.toml").write_text(project, encoding="utf-8")


def plain_functions(source: str) -> str:
    """The same module with its properties written as methods that are then named property, rules registered below, and without caches."""
    lines = source.splitlines()
    after: dict[int, str] = {}
    gone: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef) or len(node.decorator_list) != 1:
            continue
        decorator = node.decorator_list[0]
        if isinstance(decorator, ast.Name) and decorator.id == "property":
            at = node.lineno - 1
            lines[at] = lines[at].replace(f"def {node.name}(", f"def of_{node.name}(")
            after[(node.end_lineno or 0) - 1] = f"{' ' * node.col_offset}{node.name} = property(of_{node.name})"
        elif isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "rule":
            after[(node.end_lineno or 0) - 1] = f"{node.name} = {ast.unparse(decorator)}({node.name})"
        elif not (isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "lru_cache"):
            continue
        gone.update(range(decorator.lineno - 1, decorator.end_lineno or 0))
    written: list[str] = []
    for at, line in enumerate(lines):
        if at not in gone:
            written.append(line)
        if at in after:
            written.append(after[at])
    return "\n".join([*written, ""])


def main(modules: Iterable[str]) -> None:
    for module in modules:
        with tempfile.TemporaryDirectory(prefix="verkstad-faults-") as name:
            found = judge(module, Path(name))
            for fault in found.survivors:
                print(difference(fault, Path(name)), end="\n\n")
            print(found, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", choices=[*JUDGED, []], metavar="MODULE", help=", ".join(JUDGED))
    main(parser.parse_args().modules or JUDGED)
