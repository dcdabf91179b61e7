"""The day as it went, beside the plan: what took longer, what was skipped. A row goes to its block."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from verkstad.app.timings import HeldDay, HeldLine
from verkstad.domain.fields import Id
from verkstad.i18n import MINUS, Language
from verkstad.ui import controls
from verkstad.ui.desk import Desk

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.tab import PlannerPart


class HeldPanel(QWidget):
    """Slides in over the inspector, as the list of material does."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk, self.tab = desk, tab
        close = controls.icon_button(desk.theme, "x", _("Close the list"), on=tab.side.show_inspector)
        head = controls.row(controls.label(_("As it went"), "section"), None, close)
        self.told = controls.label("", wrap=True)
        self._rows = controls.column(spacing=4)
        self._shown: HeldDay | None = None
        self.setLayout(controls.column(head, 2, self.told, 12, self._rows, None, margins=(24, 14, 16, 16)))

    def show_day(self, day: HeldDay) -> None:
        if day == self._shown:
            return
        self._shown = day
        language = self.desk.language
        self.told.setText(day_words(day, language))
        while self._rows.count():
            widget = self._rows.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in day.lines:
            row = controls.CardButton(
                self.desk.theme,
                line.slot.block.title,
                line_words(line, language),
                fact=longer_words(line),
                on=partial(self._go, line.slot.block.id),
            )
            self._rows.addWidget(row)

    def _go(self, block: Id) -> None:
        self.tab.timeline.choose([block])
        self.tab.timeline.setFocus()


def longer_words(line: HeldLine) -> str:
    """ "+8" or a real minus, in minutes; empty where it took what was planned, or nothing."""
    return f"{'+' if line.longer > 0 else MINUS}{abs(line.longer)}" if line.longer else ""


def line_words(line: HeldLine, language: Language) -> str:
    """A row in words, for who hears it."""
    _ = language.gettext
    planned = language.minutes(line.planned)
    if line.minutes is None or line.longer is None:
        return _("planned %(planned)s, skipped", planned=planned) if line.skipped else _("planned %(planned)s, not held", planned=planned)
    return _("planned %(planned)s, took %(took)s", planned=planned, took=language.minutes(line.minutes))


def day_words(day: HeldDay, language: Language) -> str:
    """The day in a sentence: when it began and ended against the plan."""
    _ = language.gettext
    began = (
        _("Began %(minutes)s late", minutes=language.minutes(day.late)) if day.late > 0
        else _("Began %(minutes)s early", minutes=language.minutes(-day.late)) if day.late < 0
        else _("Began on time")
    )  # fmt: skip
    if day.over is None:
        return f"{began}."
    ended = (
        _("ended %(minutes)s late", minutes=language.minutes(day.over)) if day.over > 0
        else _("ended %(minutes)s early", minutes=language.minutes(-day.over)) if day.over < 0
        else _("ended on time")
    )  # fmt: skip
    return f"{began}, {ended}."
