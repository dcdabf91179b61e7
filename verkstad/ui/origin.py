"""Where a goal, an action, a module, a decision, a pilot or a risk comes from, in the plan or of an insight: one quiet line that leads back there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui.desk import Desk

if TYPE_CHECKING:
    from verkstad.app.plan import Origin

SHORT = 34  # characters of an insight that the line holds
ROOM = 248  # pixels of a line


class OriginLines(QWidget):
    """A line for each item of the plan and each insight the row was made of; nothing at all where it comes from neither."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shown: tuple[object, ...] = ()
        self.lines: list[QPushButton] = []
        self._column = controls.column(spacing=2)
        self.setLayout(self._column)
        self.hide()

    def show_row(self, row: Id) -> None:
        from verkstad.domain.insights import Insight
        from verkstad.domain.plan import PlanLink

        library = self.desk.bench.library
        found: tuple[Origin, ...] = ()
        if row and library.count(PlanLink):
            from verkstad.app.plan import origins

            found = self.desk.bench.ask(origins, row)
        insights = library.where(Insight, result=row) if row else ()
        if (found, insights) == self._shown:
            return
        from verkstad.wording_plan import origin_words

        self._shown = found, insights
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = []
        for origin in found:
            words = origin_words(origin.document, origin.number, origin.page, self.desk.language)
            self._add(words, origin.says, "plan", origin.item)
        for insight in insights:
            said = " ".join(insight.says.split())
            short = said if len(said) <= SHORT else f"{said[: SHORT - 1].rstrip()}…"
            self._add(self.desk.gettext("From the insight: %(what)s", what=short), insight.says, "insights", insight.id)
        self.setVisible(bool(self.lines))

    def _add(self, words: str, says: str, page: str, row: Id) -> None:
        made = controls.button(self.desk.theme, "", role="link", on=partial(self.desk.go, page, row))
        controls.say_within(made, words, ROOM)
        made.setToolTip(says[:600])
        self._column.addLayout(controls.row(made, None))
        self.lines.append(made)
