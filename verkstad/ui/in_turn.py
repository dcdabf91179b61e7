"""What lies below what one sees of a page is built a little after it, piece by piece; at once, when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

FIRST_MS, PAUSE_MS = 250, 15
"""Until the first piece, when the page is painted, and between two: what a person does meanwhile comes first."""


class InTurn(QObject):
    """Calls what it was given in order, one at a time, once the page is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], object]] = []
        self._going = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    def wait(self, pieces: list[Callable[[], object]]) -> None:
        """These instead of what was waiting."""
        self._waiting = pieces
        self._timer.start(PAUSE_MS if self._going else FIRST_MS) if pieces else self._timer.stop()

    def now(self) -> None:
        """All that waits, before anybody looks for it."""
        while self._waiting:
            self._waiting.pop(0)()

    def _next(self) -> None:
        if self._waiting:
            self._going = True
            self._waiting.pop(0)()
            self._going = False
            if self._waiting:
                self._timer.start(PAUSE_MS)
