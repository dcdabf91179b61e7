"""A whole window for a test: on a library of its own, in any language, theme and size, taken down in the order Qt needs."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import delete, isValid

from verkstad import start
from verkstad.app import sample
from verkstad.app.sample import Sample
from verkstad.app.settings import Settings
from verkstad.app.workbench import Bench
from verkstad.ui.dialogs import Dialogs
from verkstad.ui.main_window import MainWindow

TODAY = "2026-11-24"


class Answers(Dialogs):
    """Shows each dialog and does with it what the test says; not answered, it is left with Esc."""

    def __init__(self) -> None:
        self.then: list[Callable[[Any], object]] = []
        self.seen: list[QDialog] = []
        self.files: list[Path] = []
        self.target: Path | None = None

    def run(self, dialog: QDialog) -> bool:
        self.seen.append(dialog)
        dialog.show()
        if self.then:
            self.then.pop(0)(dialog)
        accepted = dialog.result() == QDialog.DialogCode.Accepted
        dialog.hide()
        return accepted

    def beside(self, dialog: QDialog, accepted: Callable[[], object]) -> None:
        if self.run(dialog):
            accepted()
        else:
            dialog.reject()

    def open_files(self, title: str, filters: str) -> list[Path]:
        return self.files

    def save_as(self, title: str, name: str, filters: str) -> Path | None:
        return self.target


@dataclass
class House:
    """A running program under a test's hands."""

    program: start.Program
    bench: Bench
    dialogs: Answers
    sample: Sample | None
    said: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def app(self) -> QApplication:
        return self.program.app  # type: ignore[no-any-return]

    def settle(self, rounds: int = 4) -> None:
        """Let layouts and what they asked for happen."""
        for _ in range(rounds):
            self.app.processEvents()

    def go(self, page: str, row: str = "", part: str = "") -> QWidget:
        self.window.desk.go(page, row, part)
        self.settle()
        return self.window.current()


@pytest.fixture(autouse=True)
def let_go(qapp: QApplication) -> Iterator[None]:
    """A button of the mouse that goes down on what is taken away as it does (two clicks that open a field) would be held in every test after."""
    yield
    if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
        rest = QWidget()
        rest.show()
        QTest.mouseRelease(rest, Qt.MouseButton.LeftButton)
        delete(rest)


@cache
def sample_in(folder: Path, language: str) -> Path:
    """The library that holds the sample in a language, written once a folder; a house moves into a copy of it."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{language}.sqlite"
    bench = start.open_bench(path)
    bench.do(sample.bring_sample, language=language, today=TODAY)
    bench.close()
    return path


@pytest.fixture
def house(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., House]]:
    """Builds houses; every one is taken down afterwards."""
    made: list[House] = []
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def build(
        code: str = "sv", theme: str = "light", size: tuple[int, int] = (1360, 850), *, with_sample: bool = False, name: str = "library"
    ) -> House:
        library, speaks = tmp_path / f"{name}.sqlite", "en" if code == "en" else "sv"
        if with_sample and not library.exists():
            shutil.copyfile(sample_in(tmp_path_factory.getbasetemp() / "samples", speaks), library)
        bench = start.open_bench(library)
        brought = bench.do(sample.bring_sample, language=speaks, today=TODAY) if with_sample else None
        dialogs = Answers()
        program = start.Program(bench, library, code, dialogs=dialogs)
        program.settings = Settings(theme=theme)
        window = program.build()
        window.resize(*size)
        window.show()
        here = House(program, bench, dialogs, brought)
        window.desk.said.connect(lambda sentence, undo: here.said.append((sentence, undo)))
        here.settle()
        made.append(here)
        return here

    yield build
    for here in reversed(made):
        for dialog in here.dialogs.seen:
            if isValid(dialog):
                dialog.close()
        here.program.end()
    gc.collect()
    for left in qapp.topLevelWidgets():  # what no window took over: it would be asked about every style sheet to come
        if isValid(left) and left.windowType() != Qt.WindowType.Popup:  # a list that pops up goes with the field it belongs to
            delete(left)
    qapp.processEvents()
