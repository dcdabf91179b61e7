#!/usr/bin/env python3
"""Everything a developer, a curious person or a build server does with a checkout: `python3 dev.py COMMAND`.

The standard library alone, and syntax that Python 3.8 parses, so that an old Python gets a sentence instead of a traceback. The first command makes
`.venv` from requirements.lock; later ones find `.venv/.ready` and begin at once. The package index is whatever pip is configured to use: no address is
written here, nothing of the person's configuration is overridden.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
READY = VENV / ".ready"
GENERATION = "1"  # raised when set-up itself changes, so that an older .venv is made anew

WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt 6 asks of a Linux that never had a desktop: shared library -> Debian package. Used before .venv exists, so that one line names
# everything, and again when Qt itself says what it misses.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinput.so.0": "libxcb-xinput0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
}

# Loaded in the new .venv: every Qt module the program uses, a widget on the offscreen platform, and the plugin a real Linux window needs.
QT_PROBE = """
import ctypes, os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6 import QtCore, QtGui, QtNetwork, QtPdf, QtPdfWidgets, QtPrintSupport, QtSvg, QtWidgets
if sys.platform.startswith("linux"):
    ctypes.CDLL(str(Path(QtCore.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
application = QtWidgets.QApplication([])
label = QtWidgets.QLabel("Verkstad")
assert not label.grab().isNull()
"""


class Stop(Exception):
    """What keeps dev.py from going on, as a sentence for the person at the terminal."""


def say(text: str) -> None:
    print(text, flush=True)


# ----------------------------------------------------------------------------------------------------------------- set-up


def ready_key() -> str:
    """What .venv was made from. When it differs from what stands in .ready, .venv is made anew."""
    told = "\n".join([GENERATION, sys.version, platform.machine(), str(VENV)]).encode()
    return hashlib.sha256(LOCK.read_bytes() + told).hexdigest()


def is_ready() -> bool:
    try:
        return READY.read_text(encoding="ascii") == ready_key() and PYTHON.exists()
    except OSError:
        return False


def setup() -> None:
    """Make .venv as the lock says, unless it is there already."""
    if is_ready():
        return
    with alone():
        if not is_ready():
            make_venv()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One set-up at a time in this checkout: a second one waits, and then finds .venv ready. The system lets go when the process ends."""
    with open(VENV.with_name(".venv.lock"), "a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:  # it gives up after ten seconds
                with contextlib.suppress(OSError):
                    file.seek(0)
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_venv() -> None:
    """The mark that it is whole is written last."""
    started = time.monotonic()
    ask_for_packages([*missing_venv(), *missing_libraries()])
    if VENV.exists():
        say("Removing a .venv made from something else ...")
        shutil.rmtree(VENV)
    say("Making .venv ...")
    run_or_stop([base_python(), "-m", "venv", str(VENV)], "Python could not make a virtual environment in %s." % VENV)
    say("Installing what requirements.lock names (about 300 MB, once) ...")
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--progress-bar", "off", "--disable-pip-version-check"]
    run_or_stop(
        [*install, "--require-hashes", "--only-binary", ":all:", "--no-deps", "--requirement", str(LOCK)],
        "pip could not install the packages of requirements.lock; its own words stand above.",
    )
    prove_qt()
    READY.write_text(ready_key(), encoding="ascii")
    say("Ready after %.0f seconds." % (time.monotonic() - started))


def base_python() -> str:
    """The interpreter .venv is made from: this one, or the one behind it when somebody runs dev.py with .venv's own."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def missing_venv() -> list[str]:
    """Debian keeps ensurepip in a package of its own."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        if not LINUX:
            raise Stop(
                "This Python lacks ensurepip, which makes virtual environments; please install Python from its official installer."
            ) from None
        return ["python%d.%d-venv" % sys.version_info[:2]]
    return []


def missing_libraries() -> list[str]:
    """The Debian packages of the shared libraries Qt needs and this machine cannot load."""
    if not LINUX:
        return []
    packages = []
    for library, package in QT_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def ask_for_packages(packages: list[str]) -> None:
    """Install these Debian packages when root, otherwise say the one line that does."""
    packages = sorted(set(packages))
    if not packages:
        return
    if shutil.which("apt-get") is None:
        raise Stop("Please install what Debian calls %s with this system's package manager, then run this again." % ", ".join(packages))
    if os.geteuid() != 0:
        raise Stop(
            "Some packages of the system are missing. Please run this line, then the command again:\n\n  sudo apt-get install --yes %s\n"
            % " ".join(packages)
        )
    say("Installing packages of the system: %s ..." % " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", *packages]
    with tempfile.TemporaryFile() as words:
        if subprocess.call(install, env=environment, stdout=words, stderr=words) == 0:
            return
        subprocess.call(["apt-get", "update", "--quiet=2"], env=environment, stdout=words, stderr=words)
        if subprocess.call(install, env=environment, stdout=words, stderr=words) == 0:
            return
        words.seek(0)
        say(words.read().decode("utf-8", "replace"))
    raise Stop("apt-get could not install: %s" % " ".join(packages))


def prove_qt() -> None:
    """Load Qt in .venv and draw a widget; a shared library it misses is named by its Debian package, and installed when root."""
    for _ in range(20):
        probe = subprocess.run([str(PYTHON), "-c", QT_PROBE], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=str(ROOT))
        if probe.returncode == 0:
            return
        words = probe.stdout.decode("utf-8", "replace").strip()
        missing = [library for library in QT_LIBRARIES if library + ":" in words]
        if not (LINUX and missing):
            raise Stop("Qt does not start on this machine. It says:\n\n%s" % words)
        ask_for_packages([QT_LIBRARIES[library] for library in missing])
    raise Stop("Qt still misses shared libraries after several rounds: %s" % words)


def run_or_stop(command: list[str], sentence: str) -> None:
    if subprocess.call(command, cwd=str(ROOT)) != 0:
        raise Stop(sentence)


# --------------------------------------------------------------------------------------------------------------- commands


def environment(**more: str) -> dict[str, str]:
    """The person's environment, with the checkout where Python finds it."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}


def program(*arguments: str) -> int:
    return subprocess.call([str(PYTHON), "-m", "verkstad", *arguments], env=environment())


def tool(*arguments: str, **more: str) -> int:
    """A module run in .venv from the root of the checkout."""
    return subprocess.call([str(PYTHON), "-m", *arguments], cwd=str(ROOT), env=environment(**more))


def cmd_setup(arguments: argparse.Namespace) -> int:
    say("Ready: %s" % VENV)
    return 0


def cmd_demo(arguments: argparse.Namespace) -> int:
    return program("demo", *arguments.rest)


def cmd_run(arguments: argparse.Namespace) -> int:
    return program(*arguments.rest)


def cmd_bench(arguments: argparse.Namespace) -> int:
    return program("bench", *arguments.rest)


def cmd_test(arguments: argparse.Namespace) -> int:
    """Everything that must hold, all of it run even when the first part fails: the same by hand and on a build server."""
    slow = ["--slow"] if arguments.slow else []
    two = ["-n", "2", "--dist", "worksteal"]  # the long tests that are left when one process is done are shared
    contracts = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    parts: list[tuple[str, Callable[[], int]]] = [
        ("ruff check", lambda: tool("ruff", "check", "--no-cache", ".")),
        ("ruff format", lambda: tool("ruff", "format", "--check", "--no-cache", ".")),
        ("mypy", lambda: tool("mypy")),
        ("import contracts", lambda: subprocess.call([str(PYTHON), "-c", contracts], cwd=str(ROOT), env=environment(PYTHONUTF8="1"))),
        ("pytest", lambda: tool("pytest", *two, "-q", *slow, *arguments.rest, QT_QPA_PLATFORM="offscreen")),
    ]
    failed = []
    for name, part in parts:
        say("\n--- %s" % name)
        started = time.monotonic()
        code = part()
        say("--- %s: %s (%.0f s)" % (name, "ok" if code == 0 else "FAILED", time.monotonic() - started))
        if code:
            failed.append(name)
    say("\n%s" % ("Failed: " + ", ".join(failed) if failed else "All passed."))
    return 1 if failed else 0


def cmd_shots(arguments: argparse.Namespace) -> int:
    return subprocess.call([str(PYTHON), str(ROOT / "tests" / "shots.py"), *arguments.rest], env=environment(QT_QPA_PLATFORM="offscreen"))


def cmd_i18n(arguments: argparse.Namespace) -> int:
    return subprocess.call([str(PYTHON), str(ROOT / "tests" / "catalogue_update.py"), *arguments.rest], env=environment())


def cmd_library(arguments: argparse.Namespace) -> int:
    return subprocess.call([str(PYTHON), str(ROOT / "resources" / "library" / "build.py"), *arguments.rest], env=environment())


def cmd_lock(arguments: argparse.Namespace) -> int:
    """Write requirements.lock anew from pyproject.toml, with the hash of every wheel for Windows, macOS and Linux."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--group", "dev", "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "python3 dev.py lock", "--quiet"]
    command += ["--upgrade"] if arguments.upgrade else []
    return tool(*command, "--output-file", "requirements.lock")


def cmd_build(arguments: argparse.Namespace) -> int:
    """The installable program: built, weighed, started offscreen and on a screen of its own, and asked where its Qt comes from."""
    for name in ("build", "dist"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    if tool("PyInstaller", "--noconfirm", "--log-level", "ERROR", "build_installer.spec"):
        raise Stop("PyInstaller could not build the program; its own words stand above.")
    folder = ROOT / "dist" / "verkstad"
    megabytes = weight(folder) / 1e6
    say("%s: %.0f MB unpacked" % (folder, megabytes))
    if megabytes > 200:
        raise Stop("The program weighs %.0f MB unpacked; 200 is the most it may." % megabytes)
    executable = folder / ("verkstad.exe" if WINDOWS else "verkstad")
    prove_frozen(executable, "offscreen")
    if LINUX:
        if shutil.which("Xvfb"):
            with screen() as display:
                prove_frozen(executable, "xcb", display)
        else:
            say("No Xvfb here: the frozen program was not shown on a screen.")
    else:
        prove_frozen(executable, "windows" if WINDOWS else "cocoa")
    return 0


def weight(folder: Path) -> int:
    """Bytes of every file below `folder`; links weigh nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """A display of its own, for as long as it is needed: its name, like ":99"."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield ":" + told.readline().strip()
    finally:
        server.terminate()
        server.wait()


def prove_frozen(executable: Path, qpa: str, display: str = "") -> None:
    """Run the frozen self-test outside the checkout; on Linux also see that every Qt library it maps lies inside the bundle."""
    with tempfile.TemporaryDirectory() as elsewhere:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "VIRTUAL_ENV"))}
        clean["QT_QPA_PLATFORM"] = qpa
        if display:
            clean["DISPLAY"] = display
        started = time.monotonic()
        with tempfile.TemporaryFile() as words:
            test = subprocess.Popen([str(executable), "selftest"], cwd=elsewhere, env=clean, stdout=words, stderr=subprocess.STDOUT)
            mapped = set()
            while test.poll() is None:
                mapped |= mapped_libraries(test.pid)
                if time.monotonic() - started > 300:
                    test.kill()
                    raise Stop("The frozen self-test (%s) did not end within five minutes." % qpa)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    test.wait(0.02)
            words.seek(0)
            told = words.read().decode("utf-8", "replace").strip()
    if told:
        say(told)
    if test.returncode != 0:
        raise Stop("The frozen self-test (%s) ended with %d." % (qpa, test.returncode))
    if LINUX:
        qt = {path for path in mapped if re.search(r"/lib(Qt[56]|pyside|shiboken)[^/]*$|/plugins/[a-z-]+/lib[^/]+$", path)}
        foreign = sorted(path for path in qt if not path.startswith(str(executable.parent) + os.sep))
        if foreign:
            raise Stop("The frozen program loads Qt from outside itself: %s" % ", ".join(foreign))
        if not qt:
            raise Stop("No Qt library was seen in the frozen program: this proof proves nothing.")
        say("Self-test on %s: exit 0 after %.1f s, %d Qt libraries, all from the bundle." % (qpa, time.monotonic() - started, len(qt)))
    else:
        say("Self-test on %s: exit 0 after %.1f s." % (qpa, time.monotonic() - started))


def mapped_libraries(pid: int) -> set[str]:
    """The shared libraries a Linux process and its descendants have mapped right now; empty elsewhere and for a process that is gone."""
    if not LINUX:
        return set()
    found = set()
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        with contextlib.suppress(OSError):
            for line in Path("/proc/%d/maps" % one).read_text().splitlines():
                path = line.split(None, 5)[5] if line.count("/") else ""
                if ".so" in path:
                    found.add(path)
            for task in Path("/proc/%d/task" % one).iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
    return found


# ------------------------------------------------------------------------------------------------------------------- main


COMMANDS = [
    ("setup", cmd_setup, "make .venv from requirements.lock"),
    ("demo", cmd_demo, "the sample library, every sheet and the pack as PDF, then the window (demo --no-window: files only)"),
    ("test", cmd_test, "everything that must hold: style, types, import contracts, tests (--slow: the long proofs too)"),
    ("run", cmd_run, "start the program from the checkout, with its own arguments"),
    ("shots", cmd_shots, "draw every page and sheet as pictures"),
    ("bench", cmd_bench, "measure against the floors"),
    ("build", cmd_build, "build the installable program and prove it"),
    ("i18n", cmd_i18n, "collect the texts of the program into the Swedish catalogue, and check that it is complete"),
    (
        "library",
        cmd_library,
        "build the JSON of methods and templates from resources/library/source (--check: only say whether it is fresh)",
    ),
    ("lock", cmd_lock, "write requirements.lock anew from pyproject.toml (--upgrade: newer versions)"),
]
PASSED_ON = ("demo", "test", "run", "shots", "bench", "i18n", "library")


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py", description="Everything one does with a checkout of Verkstad.")
    chosen = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, function, text in COMMANDS:
        one = chosen.add_parser(name, help=text, description=text, add_help=name not in PASSED_ON)
        one.set_defaults(function=function)
        if name == "test":
            one.add_argument("--slow", action="store_true", help="also the proofs that take minutes")
        if name == "lock":
            one.add_argument("--upgrade", action="store_true", help="take newer versions than the lock has")
    arguments, rest = parser.parse_known_args()
    if rest and arguments.command not in PASSED_ON:
        parser.error("%s takes no %s" % (arguments.command, " ".join(rest)))
    arguments.rest = rest[1:] if rest[:1] == ["--"] else rest
    try:
        setup()
        return int(arguments.function(arguments))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def refusal(version: tuple[int, int]) -> str:
    """Why this Python will not do, in a sentence; "" when it does."""
    if (3, 11) <= version <= (3, 13):
        return ""
    return "Verkstad needs Python 3.11, 3.12 or 3.13; this is Python %d.%d." % version


if __name__ == "__main__":
    sys.exit(refusal(sys.version_info[:2]) or main())
