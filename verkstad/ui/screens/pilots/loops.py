"""Learning loops: plan, do, study, act side by side, what was learnt below; days or weeks each, never a project."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from verkstad import wording
from verkstad import wording_pilots as words
from verkstad.app import pilots
from verkstad.app.pilots import PilotView
from verkstad.domain.dates import iso_date
from verkstad.domain.piloting import Query, loop_days
from verkstad.domain.pilots import OUTCOMES, Loop
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.fields import ChoiceField, DateField, Field, LineField, ProseField, level
from verkstad.ui.screens.pilots.inputs import keep_height
from verkstad.ui.screens.pilots.page import PilotPart

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

A_LOOP = 14  # days proposed, both counted
NARROW = 840  # px: four columns become two by two


class LoopCard(QFrame):
    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.loop = Loop()
        do = self._do
        self.number = controls.label("", "section")
        self.state = controls.label("", "badge")
        self.length = controls.label("", "caption")
        self.remove = controls.icon_button(desk.theme, "trash-2", _("Remove the loop"), on=self._on_remove)
        self.question = LineField(
            desk, _("What do you want to find out?"), length=300, placeholder=_("For example: is one hour a day enough?"),
            save=lambda text: do(pilots.ask_in_loop, text),
        )  # fmt: skip
        self.starts = DateField(desk, _("From"), today=desk.today, save=lambda day: do(pilots.date_loop, day, self.loop.ends))
        self.ends = DateField(desk, _("Until"), today=desk.today, save=lambda day: do(pilots.date_loop, self.loop.starts, day))
        self.starts.setMaximumWidth(150)
        self.ends.setMaximumWidth(150)

        def prose(name: str, hint: str, action: Callable[..., Any]) -> ProseField:
            return ProseField(desk, name, lines=5, placeholder=hint, save=lambda text: do(action, text))

        self.plan = prose(_("Plan"), _("What we do, who, and what we expect"), pilots.plan_loop)
        self.did = prose(_("Do"), _("What was done, and what came in between"), pilots.write_done)
        self.study = prose(_("Study"), _("What we saw, against what we expected"), pilots.write_seen)
        self.act = prose(_("Act"), _("What we change, keep or drop"), pilots.write_next)
        self.learnt = ProseField(
            desk, _("What we learnt"), lines=2, placeholder=_("One sentence that somebody else has use for"),
            save=lambda text: do(pilots.write_learnt, text),
        )  # fmt: skip
        self.means = ChoiceField(
            desk, _("What it means for the pilot"), [(o, wording.choice_name("loop", "decision", o, desk.language)) for o in ("", *OUTCOMES)],
            save=lambda decision: do(pilots.judge_loop, decision),
        )  # fmt: skip
        self.finish = controls.button(desk.theme, _("Finish the loop"), "check", on=self._on_finish)
        self.open = controls.button(desk.theme, _("Open again"), role="link", on=lambda: do(pilots.set_loop_state, "running"))
        self._four = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._four.setSpacing(look.M)
        for pair in ((self.plan, self.did), (self.study, self.act)):
            self._four.addLayout(controls.row(*((field, 1) for field in pair), spacing=look.M), 1)
        self.fields: tuple[tuple[Field, str], ...] = (
            (self.question, "question"), (self.plan, "plan"), (self.did, "do"), (self.study, "study"), (self.act, "act"), (self.learnt, "learnt"),
        )  # fmt: skip
        self.setProperty("look", "card")
        self.setLayout(
            controls.column(
                controls.row(self.number, self.state, self.length, None, self.remove, spacing=10),
                controls.row((self.question, 1), self.starts, self.ends, spacing=look.M), self._four, controls.row((self.learnt, 3), (self.means, 1), spacing=look.M),
                controls.row(self.finish, self.open, None, spacing=look.M), spacing=look.M, margins=(20, 16, 20, 16),
            )
        )  # fmt: skip
        level(self.plan, self.did, self.study, self.act)
        keep_height(self.plan, self.did, self.study, self.act, self.learnt)
        self.show_number(number)

    def show_number(self, number: int) -> None:
        self.number.setText(self.desk.gettext("Loop %(number)d", number=number))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        wanted = QBoxLayout.Direction.LeftToRight if self.width() >= NARROW else QBoxLayout.Direction.TopToBottom
        if self._four.direction() != wanted:
            self._four.setDirection(wanted)

    def show_loop(self, loop: Loop) -> None:
        self.loop = loop
        language = self.desk.language
        self.state.setText(wording.choice_name("loop", "state", loop.state, language))
        days = loop_days(loop)
        long = days is not None and days > 30
        said = language.ngettext("%(n)d day", "%(n)d days", days) if days else ""
        if long and days:
            said += f" – {words.query_words(Query('loop_long', days=days), language)}"
        self.length.setText(said)
        for field, column in self.fields:
            field.show_value(getattr(loop, column), loop.id, column)
        self.starts.show_value(loop.starts, loop.id)
        self.ends.show_value(loop.ends, loop.id)
        self.means.show_value(loop.decision, loop.id)
        finished = loop.state == "finished"
        self.finish.setVisible(not finished)
        self.open.setVisible(finished)

    def settle(self) -> None:
        for field, _column in self.fields:
            field.settle()
        self.starts.settle()
        self.ends.settle()

    def _on_finish(self) -> None:
        """What was learnt is asked for, once; without it the loop is finished all the same."""
        self.settle()
        self._do(pilots.finish_loop)
        if not self.loop.learnt:
            self.learnt.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        self.desk.bench.do(pilots.remove_loop, self.loop.id, by=self)
        self.desk.say(self.desk.gettext("The loop was removed."), undo=True)

    def _do(self, action: Callable[..., Any], *args: Any, **facts: Any) -> None:
        self.desk.bench.do(action, self.loop.id, *args, by=self, **facts)


class LoopsPart(PilotPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self._view: PilotView | None = None
        self.cards: dict[str, LoopCard] = {}
        self._list = controls.column(spacing=look.L)
        self.add = controls.button(desk.theme, _("New learning loop"), "plus", on=self.new)
        self.empty = EmptyState(
            desk.theme, "redo-2",
            _("A learning loop takes days or weeks: plan something small, do it, look at what happened, decide what to change. Two loops tell more than one long project."),
            _("Begin the first loop"), self.new,
        )  # fmt: skip
        self._body = controls.scrolling(
            controls.holder(controls.column(self._list, look.L, controls.row(self.add, None), None, margins=(24, 16, 24, 24)))
        )
        self.setLayout(controls.column((self._body, 1), (self.empty, 1)))

    def show_pilot(self, view: PilotView, changes: Changes | None, by: object) -> None:
        self._view = view
        ids = [loop.id for loop in view.loops]
        for gone in set(self.cards) - set(ids):
            card = self.cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, loop in enumerate(view.loops):
            if loop.id not in self.cards:
                self.cards[loop.id] = LoopCard(self.desk, at + 1)
            card = self.cards[loop.id]
            if self._list.indexOf(card) != at:
                self._list.removeWidget(card)
                self._list.insertWidget(at, card)
            card.show_number(at + 1)
            card.show_loop(loop)
        self._body.setVisible(bool(ids))
        self.empty.setVisible(not ids)

    def show_part(self, row: str) -> None:
        card = self.cards.get(row)
        if card is not None:
            QTimer.singleShot(0, card, lambda: self._body.ensureWidgetVisible(card, 0, 24))
            card.question.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def home(self) -> QWidget | None:
        return next((card.question.control for card in self.cards.values()), self.empty.button)

    def hints(self) -> str:
        return self._("Ctrl+P prints a sheet for the wall")

    def settle(self) -> None:
        for card in self.cards.values():
            card.settle()

    def new(self) -> None:
        """A loop of two weeks, from today or from where the last one ended."""
        if self._view is None:
            return
        self.settle()
        ended = [loop.ends for loop in self._view.loops if loop.ends]
        starts = max([self.desk.today(), *(iso_date(day, 1) for day in ended)])
        made = self.desk.bench.do(pilots.add_loop, self._view.pilot.id, starts=starts, ends=iso_date(starts, A_LOOP - 1), by=self)
        self.show_part(made)
