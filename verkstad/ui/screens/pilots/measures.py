"""The measures of a pilot, a card each with its chart; and a line that adds the next one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from verkstad import wording
from verkstad import wording_pilots as words
from verkstad.app import measures
from verkstad.app.pilots import PilotView
from verkstad.domain.piloting import sides_needed
from verkstad.domain.pilots import SIDES, Annotation, Measurement, Recalculation
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import Choice
from verkstad.ui.in_turn import InTurn
from verkstad.ui.ready_made import offer_indicators
from verkstad.ui.screens.pilots.measure_card import MeasureCard
from verkstad.ui.screens.pilots.page import PilotPart
from verkstad.ui.together import TogetherView

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes


SEEN_AT_ONCE = 2
"""So many cards with a chart fit on the screen."""


class MeasuresPart(PilotPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._view: PilotView | None = None
        self._cards: dict[str, MeasureCard] = {}
        self._later = InTurn(self)
        self._list = controls.column(spacing=look.L)
        self.heading = controls.label("", "section")
        self.lead = controls.label("", "caption", wrap=True)
        self.side = Choice()
        self.side.setAccessibleName(_("What it measures"))
        for side in SIDES:
            self.side.addItem(wording.choice_name("measure", "side", side, desk.language), side)
        self.side.setMinimumWidth(230)
        self.side.activated.connect(lambda _at: self._hint())
        self.name = QLineEdit()
        offer_indicators(desk, self.name)
        self.name.setAccessibleName(_("New measure"))
        self.name.setMaxLength(200)
        self.name.returnPressed.connect(self.add)
        self.add_button = controls.button(desk.theme, _("Add"), "plus", on=self.add)
        self.new_card = controls.card(
            self.heading, self.lead, 2, controls.row(self.side, (self.name, 1), self.add_button, spacing=look.S), margins=(20, 16, 20, 18)
        )
        self.together = controls.button(desk.theme, _("All on one time axis"), "layers", on=self._show_together)
        self.together.setCheckable(True)
        self._axis: TogetherView | None = None
        self.together.hide()
        self._above = controls.column(controls.row(self.together, None), spacing=look.S)
        self._body = controls.scrolling(
            controls.holder(controls.column(self._above, self._list, look.L, self.new_card, None, margins=(24, 16, 24, 24)))
        )
        self.setLayout(controls.column((self._body, 1)))

    # ---- what is so

    @property
    def cards(self) -> dict[str, MeasureCard]:
        """The cards of all measures; those that waited for their turn are made now."""
        self._later.now()
        return self._cards

    def show_pilot(self, view: PilotView, changes: Changes | None, by: object) -> None:
        another = self._view is None or self._view.pilot.id != view.pilot.id
        self._view = view
        if another:
            self._later.wait([])
        self._show_cards(max(SEEN_AT_ONCE, sum(m.measure.id in self._cards for m in view.measures)))
        self._show_together()
        missing = self._missing()
        if another or not self.name.text():
            self.side.setCurrentIndex(self.side.findData(missing[0] if missing else "process"))
        self._hint()

    def _show_together(self) -> None:
        """The measures with values above their cards, when that is asked for and there are two or more."""
        charts = [m.chart for m in self._view.measures if m.numbers] if self._view else []
        self.together.setVisible(len(charts) > 1)
        seen = self.together.isChecked() and len(charts) > 1
        if seen and self._axis is None:
            self._axis = TogetherView(self.desk)
            self._above.addWidget(self._axis)
            self._above.addSpacing(look.M)
        if self._axis is not None:
            self._axis.setVisible(seen)
            if seen:
                self._axis.show_charts(charts)

    def _show_cards(self, count: int) -> None:
        """So many of them now, in their order, and one more each turn until all are there."""
        assert self._view is not None
        lines = self._view.measures
        ids = [m.measure.id for m in lines[:count]]
        for gone in set(self._cards) - set(ids):
            card = self._cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, seen in enumerate(lines[:count]):
            if seen.measure.id not in self._cards:
                self._cards[seen.measure.id] = MeasureCard(self.desk)
            card = self._cards[seen.measure.id]
            if self._list.indexOf(card) != at:
                self._list.removeWidget(card)
                self._list.insertWidget(at, card)
            card.show_measure(seen)
        self._later.wait([lambda: self._show_cards(count + 1)] if count < len(lines) else [])

    def _missing(self) -> list[str]:
        if self._view is None:
            return []
        there = {m.measure.side for m in self._view.measures}
        return [side for side in sides_needed(self._view.pilot) if side not in there]

    def _hint(self) -> None:
        _, language = self._, self.desk.language
        missing = self._missing()
        self.heading.setText(_("New measure"))
        names = language.listing([wording.choice_name("measure", "side", side, language).lower() for side in missing])
        self.lead.setText(
            _(
                "Three measures tell whether it works: what the customer notices, that it really happens, and the effect. Left: %(sides)s.",
                sides=names,
            )
            if missing
            else _("Those that are needed are there. More are welcome, but three that are measured beat ten that are not.")
        )
        self.name.setPlaceholderText(words.measure_hint(self.side.currentData(), language))

    def show_part(self, row: str) -> None:
        """A measure, or a value or note of one: its card comes into view, the keyboard on the line for values."""
        card = self.cards.get(row) or next(
            (c for key, c in self.cards.items() if any(row in (v.id for v in group) for group in self._rows_of(key))), None
        )
        if card is not None:
            QTimer.singleShot(0, card, lambda: self._body.ensureWidgetVisible(card, 0, 40))
            card.focus_line()

    def _rows_of(self, measure: str) -> tuple[tuple[Measurement | Annotation | Recalculation, ...], ...]:
        seen = next((m for m in self._view.measures if m.measure.id == measure), None) if self._view else None
        return (seen.values, seen.annotations, seen.recalculations) if seen else ()

    def home(self) -> QWidget | None:
        return next((card.line for card in self._cards.values()), self.name)

    def hints(self) -> str:
        return self._("Ctrl+V takes values from a spreadsheet    Enter edits    Del removes")

    def settle(self) -> None:
        for card in self._cards.values():
            card.settle()

    # ---- what a person does

    def add(self) -> None:
        title = " ".join(self.name.text().split())
        if not title or self._view is None:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.name.clear()
        made = self.desk.bench.do(measures.add_measure, self._view.pilot.id, title, side=self.side.currentData(), by=self)
        self.show_part(made)

    def take_file(self, path: Path) -> bool:
        """Values in a file dropped here are meant for the same measure as what is pasted."""
        card = self._meant()
        if card is not None:
            card.take_file(path)
        return card is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        card = self._meant() if event.matches(QKeySequence.StandardKey.Paste) else None
        if card is not None:
            card.paste()
        else:
            super().keyPressEvent(event)

    def _meant(self) -> MeasureCard | None:
        """The measure somebody stands in; else the first that has no values yet, else the first."""
        if self._view is None:
            return None
        held = QApplication.focusWidget()
        inside = next((c for c in self.cards.values() if held is not None and c.isAncestorOf(held)), None)
        bare = [self.cards[m.measure.id] for m in self._view.measures if not m.values]
        return inside or (bare[0] if bare else next(iter(self.cards.values()), None))
