"""Set-up does what it promises to a person with an old Python, without rights, or with a .venv that was never finished."""

from __future__ import annotations

import ast
import concurrent.futures
import re
import sys
from pathlib import Path

import pytest

import dev

SOURCE = Path(dev.__file__).read_text(encoding="utf-8")


def test_an_old_python_can_read_the_script_and_is_refused_in_one_sentence() -> None:
    ast.parse(SOURCE, feature_version=(3, 8))
    assert not any(dev.refusal(version) for version in [(3, 11), (3, 12), (3, 13)])
    for version in [(3, 8), (3, 10), (3, 14)]:
        said = dev.refusal(version)
        assert said.count(".") == said.count("3.") + 1
        assert f"{version[0]}.{version[1]}" in said


def test_the_script_needs_the_standard_library_alone() -> None:
    for node in ast.walk(ast.parse(SOURCE)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_pip_takes_only_what_the_lock_names_and_keeps_the_configuration_of_the_person() -> None:
    for demanded in ("--require-hashes", "--only-binary", ":all:", "--no-deps"):
        assert f'"{demanded}"' in SOURCE
    for overriding in ("--isolated", "--index-url", "--extra-index-url", "PIP_", "env={}", "env=None"):
        assert overriding not in SOURCE.replace("--no-emit-index-url", "")


def test_the_lock_pins_and_hashes_everything_for_every_system() -> None:
    lock = dev.LOCK.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock[lock.index("\n", lock.index("dev.py lock")) + 1 :])
    assert len(blocks) > 40
    for block in blocks:
        assert re.match(r"[A-Za-z0-9._-]+==\S+", block), block[:80]
        assert "--hash=sha256:" in block, block[:80]
    assert {"pip", "setuptools"} <= {block.split("==")[0] for block in blocks}
    assert "pyside6==6.11.3" in lock
    assert "sys_platform == 'win32'" in lock
    assert "sys_platform == 'darwin'" in lock


def test_a_person_without_rights_is_told_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(dev.Stop) as stop:
        dev.ask_for_packages(["libegl1", "python3.11-venv", "libegl1"])
    assert re.findall(r"^ +(.*)$", str(stop.value), re.MULTILINE) == ["sudo apt-get install --yes libegl1 python3.11-venv"]


def test_a_system_without_apt_is_told_what_to_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    with pytest.raises(dev.Stop, match="libegl1"):
        dev.ask_for_packages(["libegl1"])


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A set-up whose commands are written down instead of run."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "READY", venv / ".ready")
    monkeypatch.setattr(dev, "PYTHON", venv / "python")
    monkeypatch.setattr(dev, "missing_venv", list)
    monkeypatch.setattr(dev, "missing_libraries", list)
    ran: list[str] = []

    def write_down(command: list[str], sentence: str) -> None:
        ran.append(" ".join(command))
        if "venv" in command:
            venv.mkdir()
            (venv / "python").touch()

    monkeypatch.setattr(dev, "run_or_stop", write_down)
    return ran


def test_the_mark_is_written_last_and_the_second_start_does_nothing(elsewhere: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    marked_before_the_proof: list[bool] = []
    monkeypatch.setattr(dev, "prove_qt", lambda: marked_before_the_proof.append(dev.READY.exists()))
    dev.setup()
    assert marked_before_the_proof == [False]
    assert dev.is_ready()
    assert len(elsewhere) == 2
    dev.setup()
    assert len(elsewhere) == 2


def test_a_set_up_that_failed_is_begun_anew(elsewhere: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise dev.Stop("Qt does not start")

    monkeypatch.setattr(dev, "prove_qt", fail)
    with pytest.raises(dev.Stop):
        dev.setup()
    assert not dev.is_ready()
    monkeypatch.setattr(dev, "prove_qt", lambda: None)
    dev.setup()
    assert dev.is_ready()
    assert sum("-m venv" in command for command in elsewhere) == 2


def test_another_lock_asks_for_another_venv(elsewhere: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(dev, "prove_qt", lambda: None)
    dev.setup()
    other = tmp_path / "requirements.lock"
    other.write_bytes(dev.LOCK.read_bytes() + b"\n")
    monkeypatch.setattr(dev, "LOCK", other)
    assert not dev.is_ready()


def test_a_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Qt's complaint is turned into the line to run; what Qt says otherwise is passed on as it is."""
    asked: list[list[str]] = []
    said = iter(["ImportError: libEGL.so.1: cannot open shared object file: No such file or directory", "qt.qpa: something else"])

    class Ran:
        returncode = 1

        def __init__(self) -> None:
            self.stdout = next(said).encode()

    monkeypatch.setattr(dev.subprocess, "run", lambda *a, **k: Ran())
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(dev, "ask_for_packages", asked.append)
    with pytest.raises(dev.Stop, match="something else"):
        dev.prove_qt()
    assert asked == [["libegl1"]]


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "--help"])
    with pytest.raises(SystemExit) as left:
        dev.main()
    assert left.value.code == 0
    told = capsys.readouterr().out
    for command in ("setup", "demo", "test", "run", "shots", "bench", "build", "i18n", "lock"):
        assert command in told


def test_a_second_set_up_waits_and_finds_the_first_one_ready(elsewhere: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two commands at once in one checkout: both go through the door, one makes .venv."""
    monkeypatch.setattr(dev, "prove_qt", lambda: None)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(dev.setup), pool.submit(dev.setup)]:
            done.result()
    assert sum("-m venv" in command for command in elsewhere) == 1
