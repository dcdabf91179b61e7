"""Long work done elsewhere while the window goes on: progress after a second, cancel that leaves no half file, one place for its errors.

Work is a generator of the app layer's workers or a plain function run in a thread that touches neither Qt nor the library; the answer
comes back on the window's thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from verkstad.domain.errors import Failure

if TYPE_CHECKING:
    pass

POLL_MS = 25
SHOW_AFTER_MS = 1_000


class Running(QObject):
    """One piece of work under way. `finished` carries the answer, `failed` a Failure; exactly one of the two comes, once."""

    finished = Signal(object)
    failed = Signal(object)
    progressed = Signal(float, str)

    def __init__(self, ticket: Any) -> None:
        super().__init__()
        self._ticket = ticket
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def cancel(self) -> None:
        self._ticket.cancel()

    def _look(self) -> None:
        progress = self._ticket.progress()
        if progress is not None:
            self.progressed.emit(*progress)
        if not self._ticket.done():
            return
        self._timer.stop()
        try:
            answer = self._ticket.result()
        except Failure as error:
            self.failed.emit(error)
        else:
            self.finished.emit(answer)
        self.deleteLater()
