"""Where in the plan a goal, an action, a module, a decision or a pilot comes from: one quiet line in its inspector, which leads back there."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.desk import Desk


class OriginLines(QWidget):
    """A line for each item of the plan the row was made of; nothing at all where it comes from no plan."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown: tuple[object, ...] = ()
        self.lines: list[QPushButton] = []
        self._column = controls.column(spacing=2)
        self.setLayout(self._column)
        self.hide()

    def show_row(self, row: Id) -> None:
        from verkstad.app.plan import origins
        from verkstad.domain.plan import PlanLink

        library = self.desk.bench.library
        found = self.desk.bench.ask(origins, row) if row and library.count(PlanLink) else ()
        if found == self._shown:
            return
        from verkstad.wording_plan import origin_words

        self._shown = found
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for origin in found:
            words = origin_words(origin.document, origin.number, origin.page, self.desk.language)
            made = controls.button(
                self.desk.theme, words, role="link", on=partial(self.desk.go, "plan", origin.item), tip=origin.says[:600]
            )
            self._column.addLayout(controls.row(made, None))
            self.lines.append(made)
        self.setVisible(bool(found))
