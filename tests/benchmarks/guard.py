"""What typing costs in a text of 10,000 words with the guard against empty phrases on: the longest the event loop is held after a key.

The floor, in the same run: the same keys in the same text in a field without a guard. The bar is a frame, 16 ms of CPU; the best of the rounds
counts key by key, because others may use the machine.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.benchmarks.figures import Figure, figure, line

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

WORDS, ROUNDS, FRAME = 10_000, 3, 16.0  # ms
SENTENCE = "Nämnden ska under året se över rutinerna för hur ärenden tas emot och besvaras, och sätta kunden i centrum. "
TYPED = "Vi ringer upp inom en dag och skriver ner vad som blev fel med kunden i fokus. "


def measure(library: Path | None = None) -> Iterator[Figure]:
    """The figures; the library is not needed."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from verkstad.app.catalogue import platitudes
    from verkstad.i18n import language
    from verkstad.ui import theme as look
    from verkstad.ui.fields import ProseField
    from verkstad.ui.guarding import Guard

    app = QApplication.instance() or QApplication([])
    look.dress(app, look.LIGHT)  # type: ignore[arg-type]
    speaks = language("sv")
    paragraph = SENTENCE * 6
    text = "\n".join([paragraph] * (WORDS // len(paragraph.split())))

    def longest(guarded: bool) -> list[float]:
        """The longest turn of the event loop after each key, in ms, the best of the rounds."""
        desk: Any = SimpleNamespace(language=speaks, theme=look.LIGHT, gettext=speaks.gettext)
        best = [1e9] * len(TYPED)
        for _round in range(ROUNDS):
            field = ProseField(desk, "Text")
            field.resize(600, 400)
            field.edit.setPlainText(text)
            field.show()
            field.edit.setFocus()
            if guarded:
                guard = Guard(desk, field, platitudes)
                while guard.busy():
                    app.processEvents()
            app.processEvents()
            field.edit.moveCursor(QTextCursor.MoveOperation.Start)
            cursor = field.edit.textCursor()
            cursor.setPosition(len(text) // 2)
            field.edit.setTextCursor(cursor)
            for at, letter in enumerate(TYPED):
                turns = []
                began = time.process_time()
                QTest.keyClick(field.edit, Qt.Key.Key_Space if letter == " " else letter)
                turns.append(time.process_time() - began)
                for _turn in range(6):
                    began = time.process_time()
                    app.processEvents()
                    turns.append(time.process_time() - began)
                best[at] = min(best[at], max(turns) * 1000)
            field.deleteLater()
            app.processEvents()
        return best

    floor, held = longest(False), longest(True)
    yield figure("a key in 10,000 words with the guard, the longest turn, ms", max(held), FRAME, 0, held)
    yield figure("the same to a field without one", max(held) / max(floor), None, max(floor) / 1000, floor)


if __name__ == "__main__":
    for found in measure():
        print(line(found))
