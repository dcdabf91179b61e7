"""How many are asked, coming and there, and what the kitchen and the caretaker need to know: numbers, never names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy

from verkstad.app.people import Headcount
from verkstad.domain.workshop import Day
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.people_words import day_called

STACKED_BELOW = 640


class HeadcountStrip(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.setProperty("look", "card")
        self._figures: list[tuple[QLabel, QLabel]] = []
        self._cells: list[QBoxLayout] = []
        cells: list[object] = []
        for at in range(6):
            number = controls.label("", "page")
            number.setFont(look.font(look.PAGE, look.SEMIBOLD, tabular=True))
            words = controls.label("", "caption")
            self._figures.append((number, words))
            cell = controls.row(number, words, spacing=6)
            self._cells.append(cell)
            cells.append(cell)
            cells.append(14 if at < 5 else None)
        self.each_day = controls.label("", "caption", wrap=True)
        self.kitchen = controls.label("", "caption", wrap=True)
        self.access = controls.label("", "caption", wrap=True)
        for words in (self.each_day, self.kitchen, self.access):
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.needs = controls.holder(
            controls.column(self.each_day, self.kitchen, self.access, spacing=3)
        )  # stands below the list, which it must not push
        self.setLayout(controls.column(controls.row(*cells, spacing=0), spacing=3, margins=(16, 10, 16, 10)))  # type: ignore[arg-type]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words stand below their numbers: none is cut off."""
        super().resizeEvent(event)
        narrow = self.width() < STACKED_BELOW
        for cell in self._cells:
            cell.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
            cell.setSpacing(0 if narrow else 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def show_headcount(self, count: Headcount, days: Sequence[Day] = ()) -> None:
        """The figures; what is needed is told day by day where somebody comes on one of the `days` alone."""
        _, language = self.desk.gettext, self.desk.language
        figures = [
            (count.listed, _("on the list")),
            (count.yes, _("coming")),
            (count.present, _("of whom here")),
            (count.no, _("not coming")),
            (count.invited, _("without an answer")),
            (count.absent, _("absent")),
        ]
        noted = count.present + count.absent > 0
        for at, ((number, words), (n, told)) in enumerate(zip(self._figures, figures, strict=True)):
            number.setText(language.number(n))
            words.setText(told)
            shown = at not in (2, 5) or noted  # all but those here add up to the list
            number.setVisible(shown)
            words.setVisible(shown)
        named = [(day_called(days, d.day, language), d) for d in count.days]
        self.each_day.setText(f"{_('To count on')}: " + " · ".join(f"{d.coming} {day}" for day, d in named))
        self.each_day.setVisible(bool(named))
        for label, heading, notes, daily in (
            (self.kitchen, _("Kitchen"), count.food, [(day, d.food) for day, d in named]),
            (self.access, _("Access"), count.access, [(day, d.access) for day, d in named]),
        ):
            lines = [(f"{heading}, {day}", said) for day, said in daily] or [(heading, notes)]
            label.setText("\n".join(f"{head}: " + (" · ".join(f"{n} {note}" for note, n in said) or "–") for head, said in lines))
            label.setVisible(bool(notes))
        self.needs.setVisible(bool(count.food or count.access or named))
        self.setAccessibleName(self.summary(count))

    def summary(self, count: Headcount) -> str:
        """ "24 on the list · 17 coming · 2 not coming · 4 without an answer · 1 absent": they add up; "absent" where somebody is."""
        _ = self.desk.gettext
        parts = [
            (count.listed, _("on the list")),
            (count.yes, _("coming")),
            (count.no, _("not coming")),
            (count.invited, _("without an answer")),
        ]
        if count.absent:
            parts.append((count.absent, _("absent")))
        return " · ".join(f"{n} {words}" for n, words in parts)
