"""How a pilot ends: what is decided and why, what was changed inwards, and its story in three sentences for the rest to be inspired by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QWidget

from verkstad import wording
from verkstad import wording_pilots as words
from verkstad.app import pilots
from verkstad.app.pilots import PilotView
from verkstad.domain.piloting import Lack, asks_before_expanding
from verkstad.domain.pilots import OUTCOMES, Pilot
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.fields import DateField, Field, LineField, ProseField, form
from verkstad.ui.screens.pilots.inputs import keep_height
from verkstad.ui.screens.pilots.page import PilotPart

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

STACKED_BELOW = 780
STOPS = "abandon"
"""To stop before the day, unmeasured, needs no defence: nothing is asked."""


class EarlyDialog(Sheet):
    """One question before a decision with something missing: what that is, and why one decides all the same."""

    def __init__(self, desk: Desk, lacks: Sequence[Lack], why: str) -> None:
        _ = desk.gettext
        super().__init__(desk, _("Decide already?"), width=480)
        self.lacks = controls.label("\n".join(f"• {words.lack_words(lack, desk.language)}" for lack in lacks), wrap=True)
        self.why = LineField(desk, _("Why you decide all the same"), length=1_000, placeholder=_("What the values and the loops tell you"))
        self.why.show_value(why)
        self.add(controls.label(_("This is missing before the decision."), wrap=True), self.lacks, form(self.why))
        self.offer_cancel()
        self.anyway = self.offer(_("Decide anyway"), self._on_wanted, role="primary")
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_wanted(self) -> None:
        if not self.why.value():
            self.why.complain(self._("Write why, in a few words."))
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.accept()


class DecisionPart(PilotPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _, language, do = self._, desk.language, self._do
        self._view: PilotView | None = None
        self.lead = controls.label("", "caption", wrap=True)
        self.choices: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        rows = []
        for outcome in OUTCOMES:
            button = QRadioButton(wording.choice_name("pilot", "outcome", outcome, language))
            button.setAccessibleDescription(words.outcome_means(outcome, language))
            button.clicked.connect(lambda _checked=False, outcome=outcome: self._decide(outcome))
            means = controls.label(words.outcome_means(outcome, language), "caption", wrap=True)
            means.setContentsMargins(27, 0, 0, 0)
            self.choices[outcome] = button
            self._group.addButton(button)
            rows.append(controls.column(button, means))
        self.asked = controls.label("", wrap=True)
        self.why = LineField(
            desk,
            _("Why"),
            length=1_000,
            placeholder=_("What the values and the loops tell you"),
            save=lambda text: do(pilots.explain_outcome, text),
        )
        self.by = LineField(desk, _("Decided by"), length=200, save=lambda text: do(pilots.say_who_decided, text))
        self.on = DateField(
            desk, _("Day of the decision"), of=(Pilot, "outcome_on"), today=desk.today, save=lambda day: do(pilots.set_outcome_day, day)
        )
        self.ask = controls.button(desk.theme, _("Ask leadership"), role="link", on=self._ask)
        self.take_back = controls.button(desk.theme, _("Take back the decision"), role="link", on=lambda: self._decide(""))
        decision = controls.card(
            controls.label(_("Decision"), "section"), self.lead, 4, *rows, self.asked, 4, form(self.why, (self.by, self.on)),
            controls.row(self.ask, self.take_back, None), spacing=look.S, margins=(20, 18, 20, 18),
        )  # fmt: skip
        self.inwards = ProseField(
            desk, _("What was changed inwards"), lines=3, placeholder=_("Routines, rights, calendars: what you changed at home so that the customer noticed"),
            save=lambda text: do(pilots.note_changes_inwards, text),
        )  # fmt: skip
        self.before = ProseField(
            desk,
            _("How it was"),
            lines=2,
            placeholder=_("The customer waited twelve days for an answer."),
            save=lambda text: do(pilots.tell_how_it_was, text),
        )
        self.tried = ProseField(
            desk,
            _("What we tried"),
            lines=2,
            placeholder=_("We called back at set times, every day."),
            save=lambda text: do(pilots.tell_what_was_tried, text),
        )
        self.now = ProseField(
            desk,
            _("How it is now"),
            lines=2,
            placeholder=_("Now the answer comes within seven days, and fewer call to ask."),
            save=lambda text: do(pilots.tell_how_it_is_now, text),
        )
        keep_height(self.inwards, self.before, self.tried, self.now)
        printed = controls.button(desk.theme, _("Print the story"), "printer", on=self._print)
        story = controls.card(
            controls.label(_("The story in three sentences"), "section"),
            controls.label(_("For colleagues who were not there. Say what happened, not that the pilot caused it."), "caption", wrap=True), 4,
            form(self.before, self.tried, self.now), 4, controls.row(printed, None), spacing=look.S, margins=(20, 18, 20, 18),
        )  # fmt: skip
        inwards = controls.card(self.inwards, margins=(20, 18, 20, 18))
        self.fields: tuple[tuple[Field, str], ...] = (
            (self.why, "outcome_why"), (self.by, "outcome_by"), (self.on, "outcome_on"), (self.inwards, "changed_inwards"), (self.before, "story_before"),
            (self.tried, "story_tried"), (self.now, "story_now"),
        )  # fmt: skip
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(look.L)
        self._both.setContentsMargins(24, 16, 24, 24)
        self._both.addWidget(controls.holder(controls.column(decision, look.L, inwards, None)), 1)
        self._both.addWidget(controls.holder(controls.column(story, None)), 1)
        self.setLayout(controls.column((controls.scrolling(controls.holder(self._both)), 1)))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        wanted = QBoxLayout.Direction.TopToBottom if self.width() < STACKED_BELOW else QBoxLayout.Direction.LeftToRight
        if self._both.direction() != wanted:
            self._both.setDirection(wanted)

    def show_pilot(self, view: PilotView, changes: Changes | None, by: object) -> None:
        self._view = view
        _, language, pilot = self._, self.desk.language, view.pilot
        if pilot.outcome:
            self.lead.setText(_("The pilot has ended. Taking back the decision lets it run on."))
        elif pilot.decision_day:
            day = language.date(pilot.decision_day, "weekday", today=self.desk.today())
            self.lead.setText(
                _("To be decided on %(day)s, %(far)s.", day=day, far=words.how_far(pilot.decision_day, self.desk.today(), language))
            )
        else:
            self.lead.setText(_("No decision day is set."))
        self._group.setExclusive(False)
        for outcome, button in self.choices.items():
            button.setChecked(outcome == pilot.outcome)
        self._group.setExclusive(True)
        early = asks_before_expanding(view.loops) if pilot.outcome == "expand" else None
        self.asked.setVisible(early is not None)
        self.asked.setText(words.query_words(early, language) if early is not None else "")
        self.take_back.setVisible(bool(pilot.outcome))
        self.ask.setVisible(not pilot.outcome)
        self.on.setVisible(bool(pilot.outcome))
        self.by.setVisible(bool(pilot.outcome))
        for field, column in self.fields:
            field.show_value(getattr(pilot, column), pilot.id, "" if column == "outcome_on" else column)

    def show_part(self, row: str) -> None:
        next(iter(self.choices.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def home(self) -> QWidget | None:
        return next((b for b in self.choices.values() if b.isChecked()), next(iter(self.choices.values())))

    def hints(self) -> str:
        return self._("Ctrl+P prints the story")

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()

    def _decide(self, outcome: str) -> None:
        if self._view is None:
            return
        pilot = self._view.pilot
        if outcome == pilot.outcome:
            return
        self.settle()
        by, why = pilot.outcome_by or self.by.value(), self.why.value()
        lacks = self._view.undecided
        if lacks and not pilot.outcome and outcome not in ("", STOPS):
            asked = EarlyDialog(self.desk, lacks, why)
            if not self.desk.dialogs.run(asked):
                self.show_pilot(self._view, None, self)
                return
            why = asked.why.value()
        self.desk.bench.do(pilots.decide_outcome, pilot.id, outcome, why, on=pilot.outcome_on or self.desk.today(), decided_by=by, by=self)
        if not outcome:
            self.desk.say(self._("The decision was taken back; the pilot runs on."), undo=True)
        if outcome and not why:
            self.why.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        from verkstad.ui.screens.following.asking import ask_about_pilot

        if self._view is not None:
            self.settle()
            ask_about_pilot(self.desk, self._view.pilot)

    def _print(self) -> None:
        if self._view is not None:
            self.settle()
            self.desk.print_from_here(self._view.pilot.parent or "", "pilot_story", self._view.pilot.id)

    def _do(self, action: Callable[..., Any], *args: Any) -> None:
        if self._view is not None:
            self.desk.bench.do(action, self._view.pilot.id, *args, by=self)
