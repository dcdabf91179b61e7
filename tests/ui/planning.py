"""A planner on a real workbench, for tests: a small day, the window's own tab, what it said to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QScrollArea, QWidget
from shiboken6 import delete, isValid

from verkstad.app import agenda, workshops
from verkstad.app.settings import Settings
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock, DayTable
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Day
from verkstad.i18n import language
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Dialogs
from verkstad.ui.memory import Memory
from verkstad.ui.screens.planner import PlannerPart

DAY = (
    ("Incheckning", 20, "opening"), ("Nuläget i tre siffror", 25, "plenary"), ("Vad hindrar oss?", 45, "solo"), ("Fika", 20, "break"),
    ("Klustra och rösta", 40, "group"), ("Lunch", 60, "break"), ("Tre vägar framåt", 90, "group"),
)  # fmt: skip


class Answers(Dialogs):
    """Answers every dialog with yes."""

    def __init__(self) -> None:
        self.shown: list[QDialog] = []

    def over(self) -> QWidget | None:
        return None

    def run(self, dialog: QDialog) -> bool:
        self.shown.append(dialog)
        return True


@dataclass
class Planner:
    """The tab in a window of its own, the bench below it, and shorthand for hands and keys."""

    bench: Bench
    desk: Desk
    part: PlannerPart
    window: QWidget
    workshop: Id
    day: Id
    said: list[tuple[str, bool]] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)

    @property
    def view(self) -> Any:
        return self.part.timeline

    def blocks(self, day: Id = "") -> list[AgendaBlock]:
        return list(self.bench.library.children(AgendaBlock, day or self.day))

    def titles(self, day: Id = "") -> list[str]:
        return [b.title for b in self.blocks(day)]

    def id(self, title: str) -> Id:
        return next(b.id for b in self.bench.library.all(AgendaBlock) if b.title == title)

    def block(self, title: str) -> AgendaBlock:
        return next(b for b in self.bench.library.all(AgendaBlock) if b.title == title)

    def table(self, at: int = 0) -> DayTable:
        return self.bench.ask(workshops.program, self.workshop).days[at]

    def choose(self, *titles: str) -> None:
        self.view.choose([self.id(t) for t in titles])
        self.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, widget: QWidget | None = None) -> None:
        QTest.keyClick(widget or self.view, key, modifiers)
        self.settle()

    def settle(self) -> None:
        for _turn in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def rect(self, title: str) -> Any:
        return self.view.visualRect(self.part.blocks.index_of(self.id(title)))

    def drag(self, start: QPoint, *through: QPoint, drop: bool = True) -> None:
        """Press, move through the points, let go at the last."""
        ground = self.view.viewport()
        QTest.mousePress(ground, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for point in through:
            QTest.mouseMove(ground, point)
            self.settle()
        if drop:
            QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, through[-1])
            self.settle()

    def editor(self) -> Any:
        return self.view.editor()

    def steps(self, do: Any) -> int:
        """How many changes were heard while something was done."""
        before = len(self.heard)
        do()
        self.settle()
        return len(self.heard) - before


def make_planner(
    code: str = "sv",
    *,
    dark: bool = False,
    size: tuple[int, int] = (1120, 900),
    day: tuple[tuple[str, int, str], ...] = DAY,
    bench: Bench | None = None,
) -> Planner:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = look.DARK if dark else look.LIGHT
    look.dress(app, theme)
    bench = bench or Bench.in_memory()
    workshop = bench.do(workshops.new_workshop, "Strategidag", date="2027-05-12")
    first = bench.library.children(Day, workshop)[0].id
    for title, minutes, kind in day:
        bench.do(agenda.add_block, first, title=title, minutes=minutes, type=kind)
    desk = Desk(bench, language(code), theme, Answers(), memory=Memory(), settings=Settings(), background=None)  # type: ignore[arg-type]
    part = PlannerPart(desk)
    window = QWidget()
    side = QScrollArea()
    side.setFixedWidth(look.INSPECTOR)
    side.setWidgetResizable(True)
    side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    side.setWidget(part.inspector())
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part, 1)
    row.addWidget(side)
    window.resize(*size)
    made = Planner(bench, desk, part, window, workshop, first)
    desk.said.connect(lambda sentence, undo: made.said.append((sentence, undo)))

    def changed(changes: Any, by: object) -> None:
        made.heard.append(by)
        part.refresh(changes, by)

    bench.listen(changed)
    part.show_workshop(workshop)
    part.refresh(None, None)
    window.show()
    window.activateWindow()
    part.timeline.setFocus()
    made.settle()
    return made


@pytest.fixture
def planner(qapp: QApplication) -> Iterator[Planner]:
    made = make_planner()
    yield made
    close(made)


def close(made: Planner) -> None:
    made.bench.close()
    made.window.hide()
    if isValid(made.window):
        delete(made.window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


__all__ = ["DAY", "Answers", "Planner", "close", "make_planner", "planner"]
