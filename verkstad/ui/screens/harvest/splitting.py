"""One note that says several things becomes several: a line each."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from verkstad.domain.harvesting import lines_of
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet


class SplitSheet(Sheet):
    def __init__(self, desk: Desk, says: str) -> None:
        super().__init__(desk, desk.gettext("Split the note"), width=480)
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(self._("One note a line"))
        self.edit.setPlainText("\n".join(part.strip() for part in says.replace(";", "\n").splitlines()))
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(150)
        self.add(
            controls.label(self._("Press Enter where it is to be split: each line becomes a note. The first keeps the votes."), wrap=True),
            self.edit,
        )
        self.offer_cancel()
        self.button = self.offer(self._("Split"), self.accept, role="primary", icon="scissors")
        self.edit.textChanged.connect(self._judge)
        self._judge()

    def parts(self) -> tuple[str, ...]:
        return lines_of(self.edit.toPlainText())

    def _judge(self) -> None:
        self.button.setEnabled(len(self.parts()) > 1)
