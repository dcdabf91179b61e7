"""The first tab of a pilot: what is tried and what is believed will happen, beside the gate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from verkstad.app import pilots
from verkstad.app.pilots import PilotView
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import CheckField, ChoiceField, Field, LineField, ProseField, form
from verkstad.ui.origin import OriginLines
from verkstad.ui.screens.pilots.gate import Gate
from verkstad.ui.screens.pilots.inputs import NamedField, keep_height
from verkstad.ui.screens.pilots.page import PilotPart

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

STACKED_BELOW = 780  # px: then the gate stands under the words


class AboutPart(PilotPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._view: PilotView | None = None
        do = self._do
        self.name = LineField(desk, _("Name"), required=True, save=lambda text: do(pilots.rename_pilot, text))
        self.idea = ProseField(
            desk,
            _("Idea"),
            lines=3,
            placeholder=_("What one team tries, in a sentence or two"),
            save=lambda text: do(pilots.write_idea, text),
        )
        self.prediction = ProseField(
            desk, _("What we believe will happen"), lines=3, placeholder=_("We believe that … for … , and we see it by …"),
            help=_("Written before it begins, so that you can be surprised"), save=lambda text: do(pilots.predict, text),
        )  # fmt: skip
        self.module = NamedField(
            desk, _("Module"), placeholder=_("The module that is tried"), known=self._modules,
            save=lambda title: do(pilots.choose_module, None, called=title or ""),
        )  # fmt: skip
        self.goal = ChoiceField(desk, _("Goal it serves"), save=lambda goal: do(pilots.link_goal, goal or None))
        self.journey = LineField(
            desk, _("Step in the customer journey"), placeholder=_("For example: waiting for an answer"),
            save=lambda text: do(pilots.name_journey_step, text),
        )  # fmt: skip
        self.self_service = CheckField(
            desk, _("It is self-service"), help=_("Then a balancing measure is asked for: how it goes for those the digital way does not reach"),
            save=lambda on: do(pilots.say_self_service, on),
        )  # fmt: skip
        self.stop = ProseField(
            desk, _("When we stop early"), lines=2, placeholder=_("For example: if the queue is longer than 30 minutes two days in a row"),
            save=lambda text: do(pilots.say_when_to_stop, text),
        )  # fmt: skip
        self.allowed = LineField(
            desk, _("Allowed by"), placeholder=_("Who said that it may be tried"), save=lambda text: do(pilots.say_who_allowed, text)
        )
        self.fields: tuple[Field, ...] = (
            self.name, self.idea, self.prediction, self.module, self.goal, self.journey, self.self_service, self.stop, self.allowed,
        )  # fmt: skip
        keep_height(self.idea, self.prediction)
        self.gate = Gate(desk, go_to_values=lambda measure: desk.go("pilots", measure, "measures"))
        self.origin = OriginLines(desk)
        words = controls.card(
            self.origin,
            form(self.name, self.idea, self.prediction, (self.module, self.goal), self.journey, self.self_service, self.stop, self.allowed),
            margins=(20, 18, 20, 18),
        )
        left = controls.holder(controls.column(words, None))
        right = controls.holder(controls.column(self.gate, None))
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(look.L)
        self._both.setContentsMargins(24, 16, 24, 24)
        self._both.addWidget(left, 10)
        self._both.addWidget(right, 11)
        self.setLayout(controls.column((controls.scrolling(controls.holder(self._both)), 1)))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        stacked = self.width() < STACKED_BELOW
        wanted = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._both.direction() != wanted:
            self._both.setDirection(wanted)

    def show_pilot(self, view: PilotView, changes: Changes | None, by: object) -> None:
        self._view = view
        pilot = view.pilot
        goals = self._goals()
        self.goal.offer([("", self._("None yet")), *goals])
        self.goal.setVisible(bool(goals))
        for field, value, column in (
            (self.name, pilot.title, "title"), (self.idea, pilot.idea, "idea"), (self.prediction, pilot.prediction, "prediction"),
            (self.module, view.module.title if view.module else "", ""), (self.goal, pilot.goal or "", "goal"), (self.journey, pilot.journey_step, "journey_step"),
            (self.self_service, pilot.self_service, ""), (self.stop, pilot.stop_rule, "stop_rule"), (self.allowed, pilot.approved_by, "approved_by"),
        ):  # fmt: skip
            field.show_value(value, pilot.id, column if field is not self.goal else "", of=column)
        self.gate.show_pilot(view)
        self.origin.show_row(pilot.id)

    def show_part(self, row: str) -> None:
        target: QWidget = {"title": self.name.control, "prediction": self.prediction.control}.get(row, self.idea.control)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if row == "title":
            self.name.line.selectAll()

    def home(self) -> QWidget | None:
        return self.idea.control

    def hints(self) -> str:
        return self._("Ctrl+P prints the pilot card")

    def settle(self) -> None:
        for field in self.fields:
            field.settle()
        self.gate.settle()

    def _modules(self) -> Sequence[str]:
        parent = self._view.pilot.parent if self._view else None
        return [m.title for m in self.desk.bench.ask(pilots.modules_of, parent)] if parent else []

    def _goals(self) -> list[tuple[str, str]]:
        from verkstad.domain.initiative import Goal

        parent = self._view.pilot.parent if self._view else None
        return (
            [(g.id, " ".join(g.statement.split()) or self._("Without words")) for g in self.desk.bench.library.children(Goal, parent)]
            if parent
            else []
        )

    def _do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> None:
        if self._view is not None:
            self.desk.bench.do(action, self._view.pilot.id, *args, by=self, **facts)
