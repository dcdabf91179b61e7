"""When what is being typed is kept: 500 ms after the last key, and while one types on without a pause, at the latest a second after the
first key that is not kept. So the end of the process, whatever ends it, costs a second of typing at most.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from verkstad.ui.desk import Desk

DRAFT_AFTER_MS = 500
DRAFT_AT_LATEST_MS = 1_000


class Drafting(QObject):
    """Calls `keep` when it is time. Say `touched` at every key and `stop` when the text was settled or taken back."""

    def __init__(self, parent: QObject, keep: Callable[[], object]) -> None:
        super().__init__(parent)
        self._keep = keep
        self._resting = QTimer(self, interval=DRAFT_AFTER_MS, singleShot=True)
        self._latest = QTimer(self, interval=DRAFT_AT_LATEST_MS, singleShot=True)
        self._resting.timeout.connect(self.now)
        self._latest.timeout.connect(self.now)

    @property
    def waits(self) -> bool:
        """There are keys that are not kept."""
        return self._latest.isActive()

    def touched(self) -> None:
        self._resting.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        self._resting.stop()
        self._latest.stop()

    def now(self) -> None:
        """Do not wait longer."""
        self.stop()
        self._keep()


class PageDraft(QObject):
    """Keeps what is typed into a line that always stands on a page, as the draft of a column of the row the page shows, and brings it back."""

    def __init__(self, desk: Desk, line: QLineEdit, column: str) -> None:
        super().__init__(line)
        self._desk, self._line, self._column, self._row = desk, line, column, ""
        self._drafting = Drafting(self, self._on_time)
        line.textEdited.connect(lambda _text: self._drafting.touched())

    def show_row(self, row: str) -> None:
        """Another row is shown: what is half written of the last one waits there, and what waits of this one stands in the line."""
        if row == self._row:
            return
        self.now()
        self._row = row
        self._line.setText(next((draft.text for draft in self._desk.bench.drafts(row, self._column)), "") if row else "")

    def now(self) -> None:
        """Do not wait longer: the page is left."""
        if self._drafting.waits:
            self._drafting.now()

    def keep(self) -> None:
        """What stands in the line is kept as it stands."""
        self._drafting.now()

    def forget(self) -> None:
        """It became something, or was taken back."""
        self._drafting.stop()
        if self._row:
            self._desk.bench.forget_draft(self._row, self._column)

    def _on_time(self) -> None:
        text = self._line.text()
        if self._row and text.strip():
            self._desk.bench.draft(self._row, self._column, text)
        elif self._row:
            self._desk.bench.forget_draft(self._row, self._column)
        self._desk.kept.emit()


class LineDraft(QObject):
    """Keeps what is typed into a bare line, such as one that opens over a card or a cell, as the draft of a column of a row.

    Nothing typed is no draft: an emptied line that is left unsettled must not empty the row. Ends with the line.
    """

    def __init__(self, desk: Desk, line: QLineEdit, row: str, column: str) -> None:
        super().__init__(line)
        self._desk, self._line, self._row, self._column = desk, line, row, column
        self._drafting = Drafting(self, self._on_time)
        line.textEdited.connect(lambda _text: self._drafting.touched())

    @staticmethod
    def of(line: QObject) -> LineDraft | None:
        return line.findChild(LineDraft)  # type: ignore[return-value]

    def stop(self) -> None:
        """The line is about to be settled: what is kept stays until that is done."""
        self._drafting.stop()

    def forget(self) -> None:
        """It is settled, or was taken back."""
        self.stop()
        self._desk.bench.forget_draft(self._row, self._column)

    def _on_time(self) -> None:
        text = self._line.text()
        if text.strip():
            self._desk.bench.draft(self._row, self._column, text)
        else:
            self._desk.bench.forget_draft(self._row, self._column)
        self._desk.kept.emit()
