"""The program as a process: its exit status, what it has not imported, a second start, a self-test, a crash that is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton

from verkstad import start
from verkstad.app import workshops
from verkstad.domain.errors import Busy, WorldFailure
from verkstad.i18n import language
from verkstad.ui import crash
from verkstad.ui import theme as look

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "reportlab",
    "pikepdf",
    "PySide6.QtPdf",
    "PySide6.QtPdfWidgets",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "hypothesis",
    "cv2",
    "psycopg",
)


def _environment(home: Path) -> dict[str, str]:
    places = {name: str(home / name.lower()) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    return {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}


def _python(home: Path, code: str, timeout: int = 180) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=_environment(home), capture_output=True, text=True, timeout=timeout)


def test_the_window_opens_paints_tells_the_seconds_and_ends_with_status_0(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "verkstad", "--library", str(tmp_path / "l.sqlite"), "--quit-after-paint"],
        cwd=ROOT, env=_environment(tmp_path), capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.split()[-1]) > 0


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = _python(
        tmp_path,
        f"""
import sys, json
from pathlib import Path
from verkstad import start
assert start.run_window(Path({str(tmp_path / "l.sqlite")!r}), quit_after_paint=True) == 0
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
""",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_two_windows_after_one_another_end_with_status_0(tmp_path: Path) -> None:
    done = _python(
        tmp_path,
        f"""
from pathlib import Path
from verkstad import start
library = Path({str(tmp_path / "l.sqlite")!r})
program = start.Program(start.open_bench(library), library, "sv")
for theme in ("light", "dark", "light"):
    program.settings = program.settings.with_(theme=theme)
    window = program.build()
    window.show()
    for page in ("start", "workshops", "people", "library", "settings"):
        window.show_page(page)
        program.app.processEvents()
program.end()
assert start.run_window(library, quit_after_paint=True) == 0
print("done")
""",
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("done\n")


def test_the_pages_that_are_loaded_while_nobody_waits_are_there_and_load_nothing_heavy(tmp_path: Path) -> None:
    done = _python(
        tmp_path,
        f"""
import importlib, json, sys
from verkstad import start
for name in start.PAGES_TO_LOAD:
    importlib.import_module(name)
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))
""",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []


def test_an_error_in_a_slot_ends_the_self_test(tmp_path: Path) -> None:
    done = _python(
        tmp_path,
        """
import sys
from PySide6.QtCore import QTimer
from verkstad import start
from verkstad.ui.screens import library_page

class Broken(library_page.LibraryScreen):
    def refresh(self, changes, by):
        QTimer.singleShot(0, self.fall)

    def fall(self):
        raise RuntimeError("a slot fell")

library_page.LibraryScreen = Broken
sys.exit(start.selftest())
""",
    )
    assert done.returncode == 1
    assert "a slot fell" in done.stderr


def test_the_self_test_passes(tmp_path: Path) -> None:
    done = _python(tmp_path, "import sys\nfrom verkstad import start\nif __name__ == '__main__':\n    sys.exit(start.selftest())")
    assert done.returncode == 0, done.stderr


def test_a_library_is_held_by_one_program_at_a_time_and_let_go_when_it_closes(tmp_path: Path) -> None:
    library = tmp_path / "l.sqlite"
    first = start.open_bench(library)
    with pytest.raises(Busy):
        start.open_bench(library)
    first.close()
    start.open_bench(library).close()


def test_a_second_start_raises_the_first_window_and_opens_the_file(tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, place in _environment(tmp_path).items():
        if name.startswith("XDG"):
            monkeypatch.setenv(name, place)
    library = tmp_path / "l.sqlite"
    program = start.Program(start.open_bench(library), library, "sv")
    try:
        window = program.build()
        window.show()
        program._open_door()
        opened: list[list[Path]] = []
        window.open_files = opened.append  # type: ignore[method-assign]
        file = tmp_path / "kollega.verkstad"
        file.write_bytes(b"x")
        second = subprocess.Popen(
            [sys.executable, "-m", "verkstad", "--library", str(library), "window", str(file)],
            cwd=ROOT,
            env=_environment(tmp_path),
            stderr=subprocess.PIPE,
        )
        qtbot.waitUntil(lambda: bool(opened), timeout=120_000)
        assert opened == [[file]]
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
        assert second.returncode == 0
        assert second.stderr is not None
        second.stderr.close()
    finally:
        program.end()


def test_a_library_held_by_something_silent_is_told_in_a_sentence_with_status_4(tmp_path: Path) -> None:
    library = tmp_path / "l.sqlite"
    held = start.open_bench(library)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "verkstad", "--library", str(library), "--language", "sv", "--quit-after-paint"],
            cwd=ROOT, env=_environment(tmp_path), capture_output=True, text=True, timeout=180,
        )  # fmt: skip
    finally:
        held.close()
    assert done.returncode == 4
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.strip().endswith(".")


def test_the_report_of_a_crash_holds_versions_and_the_way_but_nothing_anybody_wrote() -> None:
    secret = "Åsa Öberg är sjuk"
    try:
        raise ValueError(secret)
    except ValueError as error:
        told = crash.report(type(error), error.__traceback__)
    assert "ValueError" in told
    assert "Qt " in told
    assert "tests/ui/test_program.py" in told
    assert secret not in told
    assert "Åsa" not in told
    assert str(Path.home()) not in told


def test_the_crash_dialog_says_the_work_is_safe_and_where(qtbot: Any, qapp: QApplication) -> None:
    look.dress(qapp, look.LIGHT)
    dialog = crash.CrashDialog(look.LIGHT, language("sv"), Path("/tmp/mitt/library.sqlite"), "rapporten")
    qtbot.addWidget(dialog)
    words = " ".join(w.text() for w in dialog.findChildren(QLabel))
    assert "Ditt arbete är tryggt" in words
    assert "/tmp/mitt/library.sqlite" in words
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "rapporten"


def test_a_damaged_library_is_left_alone_and_its_backups_are_offered(tmp_path: Path, qtbot: Any, qapp: QApplication) -> None:
    library = tmp_path / "l.sqlite"
    bench = start.open_bench(library)
    bench.do(workshops.new_workshop, "Före")
    made = bench.backup()
    assert made is not None
    bench.close()
    library.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5_000)
    broken = library.read_bytes()
    with pytest.raises(WorldFailure) as refused:
        start.open_bench(library)
    assert library.read_bytes() == broken
    look.dress(qapp, look.LIGHT)
    dialog = crash.RefusedDialog(look.LIGHT, refused.value, library, language("sv"), [("22 november 2026, 09.30", made.path)])
    qtbot.addWidget(dialog)
    dialog.show()
    next(
        b for b in dialog.findChildren(QPushButton) if b.accessibleName() == "Återställ säkerhetskopian från 22 november 2026, 09.30"
    ).click()
    assert dialog.chosen == made.path
    start.restore(library, made.path)
    again = start.open_bench(library)
    assert [w.title for w in again.ask(workshops.workshops)] == ["Före"]
    again.close()
    assert [path.read_bytes() for path in tmp_path.glob("l.sqlite.aside-*")] == [broken]


def test_what_the_window_remembers_outlives_it_and_a_broken_memory_is_forgotten(tmp_path: Path) -> None:
    from verkstad.ui.memory import Memory

    path = tmp_path / "window.json"
    first = Memory(path)
    first.put("page", ["start", "", ""])
    first.put("page", ["library", "", ""])
    first.flush()  # as the window does when it closes
    assert Memory(path).get("page", []) == ["library", "", ""]
    path.write_text("{broken", "utf-8")
    assert Memory(path).get("page", ["start"]) == ["start"]
    assert Memory(path).get("geometry", "") == ""
