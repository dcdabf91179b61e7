"""The house stands as it was drawn: who may import whom, what modules may be called, and what no file of the project may name."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "verkstad"
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN_WORDS = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "base"}
# What would let a clock, a disk, chance or the outside into the domain.
WORLDLY = {
    "gettext",
    "glob",
    "io",
    "locale",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _imported(nodes: Iterator[ast.AST]) -> Iterator[tuple[str, int]]:
    """(dotted name, line) of everything the nodes import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.lineno
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno


def _at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes that run, or may run, when the module is imported: everything outside functions."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def test_every_import_contract_is_kept() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_plain_environment(),
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_broken_import_contract_is_found(tmp_path: Path) -> None:
    """The contracts can fail: a copy of the house in which the domain reaches up for a sentence is refused."""
    for path in MODULES:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (tmp_path / "verkstad" / "domain" / "gossip.py").write_text('"""Breaks the house."""\nimport verkstad.wording\n', encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=_plain_environment(),
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "verkstad.domain.gossip -> verkstad.wording" in ran.stdout


def _plain_environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": "", "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "240"}


def test_no_module_hides_behind_a_name_that_says_nothing() -> None:
    found = [_name(path) for path in MODULES if FORBIDDEN_WORDS & set(path.stem.lower().split("_"))]
    found += [_name(folder) for folder in PACKAGE.rglob("*") if folder.is_dir() and folder.name.lower() in FORBIDDEN_WORDS]
    assert not found


def test_every_package_says_what_it_is_for() -> None:
    packages = [path for path in MODULES if path.name == "__init__.py"]
    assert packages
    silent = [_name(path) for path in packages if len(ast.get_docstring(_tree(path)) or "") < 40]
    assert not silent


def test_every_module_begins_with_its_meaning() -> None:
    assert not [_name(path) for path in MODULES if not ast.get_docstring(_tree(path))]


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert not [_name(folder) for folder in folders if not (folder / "__init__.py").is_file()]


def test_the_domain_imports_the_standard_library_alone_and_nothing_worldly() -> None:
    allowed = (sys.stdlib_module_names - WORLDLY) | {"verkstad"}
    domain = [path for path in MODULES if path.is_relative_to(PACKAGE / "domain")]
    assert domain
    wrong = []
    for path in domain:
        for name, line in _imported(ast.walk(_tree(path))):
            root = name.split(".")[0]
            if root not in allowed or (root == "verkstad" and name != "verkstad" and not name.startswith("verkstad.domain")):
                wrong.append(f"{_name(path)}:{line} imports {name}")
    assert not wrong


def test_the_domain_never_asks_what_time_it_is_nor_throws_dice() -> None:
    asks = {"now", "utcnow", "today", "uuid1", "uuid4", "open"}
    wrong = []
    for path in [path for path in MODULES if path.is_relative_to(PACKAGE / "domain")]:
        for node in ast.walk(_tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Name) and called.id in {"open", "print", "input"}:
                wrong.append(f"{_name(path)}:{node.lineno} calls {called.id}()")
            if isinstance(called, ast.Attribute) and called.attr in asks and isinstance(called.value, ast.Name | ast.Attribute):
                owner = called.value.id if isinstance(called.value, ast.Name) else called.value.attr
                if owner in {"datetime", "date", "uuid"}:
                    wrong.append(f"{_name(path)}:{node.lineno} calls {owner}.{called.attr}()")
    assert not wrong


def test_the_command_line_imports_the_window_inside_the_command_only() -> None:
    window = ("verkstad.ui", "PySide6", "reportlab", "pikepdf")
    for name, heavy in (("cli.py", ("verkstad.start", *window)), ("__main__.py", window)):  # start itself imports no window
        for imported, line in _imported(_at_import(_tree(PACKAGE / name))):
            assert not imported.startswith(heavy), f"{name}:{line} imports {imported} before a command asks for it"


def test_the_entry_does_nothing_when_a_worker_imports_it() -> None:
    body = _tree(PACKAGE / "__main__.py").body
    kinds = [type(node) for node in body]
    assert kinds == [ast.Expr, ast.Import, ast.If], "docstring, import of multiprocessing and the guarded call, nothing else"


ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links|--trusted-host|file://|/opt/|/home/|/root/", re.IGNORECASE)


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "dev.py", ".ci/run", "build_installer.spec"])
def test_no_address_of_an_index_or_a_machine_is_written_down(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [f"{name}:{number}: {line.strip()}" for number, line in enumerate(lines, 1) if ADDRESS.search(line)]
    assert not found


def test_only_the_store_opens_the_live_library_and_in_one_place() -> None:
    """SQLite before 3.51.3 can lose data when two connections write and checkpoint one log; copies are opened by their own path in `backups`."""
    opens = {
        str(path.relative_to(PACKAGE)): text.count("sqlite3.connect(")
        for path in sorted(PACKAGE.rglob("*.py"))
        if "sqlite3.connect(" in (text := path.read_text("utf-8"))
    }
    assert opens == {"storage/backups.py": 2, "storage/connection.py": 1}
