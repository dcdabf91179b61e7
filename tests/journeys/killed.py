"""The window that the kill test ends: the real program, worked by its real widgets, and a side file of what it said was saved.

python -m tests.journeys.killed LIBRARY SIDE WORKSHOP SEED
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from verkstad import start
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Day
from verkstad.ui.fields import ProseField
from verkstad.ui.screens.planner.timeline import Timeline

ALT, CTRL, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Worker:
    """A person at the planner who writes down, on the disk, whatever the status bar says is saved."""

    def __init__(self, library: Path, side: Path, workshop: str, seed: int) -> None:
        self.dice, self.seed = random.Random(seed), seed
        self.side = open(side, "a", encoding="utf-8")  # noqa: SIM115 - open until the process is killed
        self.program = start.Program(start.open_bench(library), library, "sv")
        self.window = self.program.build()
        painted: list[bool] = []
        self.window.painted.connect(lambda: painted.append(True))
        self.window.show()
        while not painted:
            self.program.app.processEvents()
        asked = [w.windowTitle() for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        self.bench = self.program.bench
        self.seen = self.bench.library.last_seq()
        self.tell({"opened": asked})
        self.bench.settle()  # what the window does a second after it is painted
        self.window.show_page("workshop", workshop)
        self.settle()
        self.view = next(w for w in self.window.findChildren(Timeline) if w.isVisible())
        self.day = self.bench.library.children(Day, workshop)[0].id

    def settle(self) -> None:
        for _turn in range(2):
            self.program.app.processEvents()

    def tell(self, said: dict[str, Any]) -> None:
        self.side.write(json.dumps(said, ensure_ascii=False) + "\n")
        self.side.flush()
        os.fsync(self.side.fileno())
        print(".", flush=True)

    def acknowledged(self) -> None:
        """Write down what is new since the last time, when the window says that it is saved."""
        if not self.window._saved.text().startswith("Sparat "):
            return
        rows = self.bench.library.db.execute("select seq,id from change where seq>? order by seq", (self.seen,)).fetchall()
        drafts = [[d.row, d.column, d.text] for d in self.bench.drafts()]
        self.seen = rows[-1][0] if rows else self.seen
        titles = [[b.id, b.title, b.minutes] for b in self.bench.library.children(AgendaBlock, self.day)]
        self.tell({"seq": self.seen, "ids": [r[1] for r in rows], "drafts": drafts, "blocks": titles})

    def work(self, number: int) -> None:
        """One thing a person does, by key."""
        blocks = self.bench.library.children(AgendaBlock, self.day)
        chosen = self.dice.choice(blocks)
        self.view.choose([chosen.id])
        self.settle()
        what = self.dice.choice(("title", "title", "longer", "shorter", "down", "undo", "redo", "type"))
        word = f"Moment {self.seed}-{number}"
        if what == "title":
            QTest.keyClick(self.view, Qt.Key.Key_F2)
            self.settle()
            line = self.view.editor()
            assert isinstance(line, QLineEdit)
            line.selectAll()
            QTest.keyClicks(line, word)
            QTest.keyClick(line, Qt.Key.Key_Return)
        elif what in ("longer", "shorter"):
            QTest.keyClick(self.view, Qt.Key.Key_Right if what == "longer" or (chosen.minutes or 0) < 15 else Qt.Key.Key_Left, ALT)
        elif what == "down":
            QTest.keyClick(self.view, Qt.Key.Key_Down, ALT)
        elif what == "undo":
            QTest.keyClick(self.window, Qt.Key.Key_Z, CTRL)
        elif what == "redo":
            QTest.keyClick(self.window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
        else:
            prose = next(f for f in self.window.findChildren(ProseField) if f.isVisible() and not f.visibleRegion().isEmpty())
            prose.edit.setFocus()
            QTest.keyClicks(prose.edit, f" {word}")
            prose.keep_typed()
        self.settle()
        if number % 7 == 3:
            self.bench.backup_in_background("work")
        self.acknowledged()


if __name__ == "__main__":
    worker = Worker(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    for turn in range(100_000):
        worker.work(turn)
