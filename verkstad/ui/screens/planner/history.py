"""What was changed on a block and when; each value, and the whole block, can be made what it was."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad import wording
from verkstad.app import block_history
from verkstad.app.block_history import Difference, Moment
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Track
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.private import hidden_words, withheld

if TYPE_CHECKING:
    from verkstad.ui.screens.planner.tab import PlannerPart

AT_FIRST = 8
SHOWN = 90  # characters of a text


class BlockHistory(QWidget):
    """The latest change first; the first ones are enough until more are wished for."""

    def __init__(self, desk: Desk, tab: PlannerPart) -> None:
        super().__init__()
        self.desk, self.tab = desk, tab
        self._block: Id = ""
        self._told: tuple[Moment, ...] = ()
        self._most = AT_FIRST
        self._rows = controls.column(spacing=0)
        self.setLayout(self._rows)
        desk.room_looks.connect(self._look)

    def show_block(self, block: Id) -> None:
        found = self.desk.bench.ask(block_history.block_history, block)
        if block != self._block:
            self._most = AT_FIRST
        elif found == self._told and self._rows.count():
            return
        self._block, self._told = block, found
        self._fill()

    def _look(self) -> None:
        """Whether my notes are kept from this screen is asked anew."""
        if self._told:
            self._fill()

    def _fill(self) -> None:
        _ = self.desk.gettext
        while self._rows.count():
            item = self._rows.takeAt(0)
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        for at, moment in enumerate(self._told[: self._most]):
            if at:
                self._rows.addSpacing(10)
            self._rows.addWidget(self._row(moment))
        if len(self._told) > self._most:
            more = controls.button(
                self.desk.theme, _("Show all %(n)s changes", n=self.desk.language.number(len(self._told))), role="link", on=self._show_all
            )
            self._rows.addSpacing(8)
            self._rows.addWidget(controls.holder(controls.row(more, None)))
        if len(self._told) == 1:
            self._rows.addSpacing(6)
            self._rows.addWidget(controls.label(_("Nothing has been changed since. What is changed stands here, and can be made what it was."), "caption", wrap=True))  # fmt: skip

    def _show_all(self) -> None:
        self._most = len(self._told)
        self._fill()

    def _row(self, moment: Moment) -> QWidget:
        _, t = self.desk.gettext, self.desk.theme
        when = self.when(moment)
        lines = [line for line, said in (
            (_("Made"), moment.first), (_("Removed from the program"), moment.removed), (_("Brought back"), moment.returned), (_("Moved in the program"), moment.moved),
        ) if said]  # fmt: skip
        body = controls.column(controls.label(when, "caption"), spacing=2)
        for line in lines:
            body.addWidget(controls.label(line, wrap=True))
        for difference in moment.differences:
            field = wording.field_name(difference.wire, self.desk.language, "block")
            if withheld(self.desk, "block", difference.wire):
                body.addWidget(controls.label(f"{field}: {hidden_words(self.desk).lower()}", wrap=True))
                continue
            old, new = self._value(difference.wire, difference.before), self._value(difference.wire, difference.after)
            told = controls.label(_("%(field)s: %(before)s → %(after)s", field=field, before=old, after=new), wrap=True)
            if difference.lost:
                body.addWidget(told)
                continue
            back = controls.icon_button(
                t, "undo-2", _("%(field)s back to: %(value)s", field=field, value=old), on=partial(self._restore, moment, difference)
            )
            body.addLayout(controls.row((told, 1), back, spacing=6))
        if not moment.first and (moment.differences or moment.removed):
            whole = controls.button(t, _("The whole block as before this"), role="link", on=partial(self._restore_all, moment))
            whole.setAccessibleName(_("The whole block as it was before %(when)s", when=when))
            whole.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            if len(moment.differences) > 1 or moment is not self._told[0]:
                body.addWidget(whole)
        return controls.holder(body)

    def when(self, moment: Moment) -> str:
        """The day and the time of a change, local: "i dag 14.32"."""
        _, language = self.desk.gettext, self.desk.language
        local = datetime.datetime.fromisoformat(moment.at).astimezone()
        clock = language.clock(local.hour * 60 + local.minute)
        day, today = local.date().isoformat(), self.desk.today()
        if day == today:
            return _("today %(time)s", time=clock)
        return f"{language.date(day, 'weekday', today=today)} {clock}"

    def _value(self, wire: str, values: tuple[str | int | None, ...]) -> str:
        """A value as people read it, in a line."""
        _ = self.desk.gettext
        value = values[0]
        if wire == "track":
            track = self.desk.bench.library.get(Track, str(value)) if value else None
            return track.title if track else _("a track that is gone") if value else _("All tracks")
        if wire == "method":
            return self.tab._method_name(str(value)) if value else _("No method")
        field = AgendaBlock.KIND.field(wire)
        assert field is not None
        told = " ".join(wording.field_value("block", field, values, self.desk.language).split(" ")).replace("\n", " ")
        return told if len(told) <= SHOWN else told[: SHOWN - 1] + "…"

    def _restore(self, moment: Moment, difference: Difference) -> None:
        self.tab.side.settle()
        self.desk.try_to(block_history.restore_value, self._block, moment.change, difference.wire, by=self)
        self.desk.say(
            self.desk.gettext("%(field)s was restored", field=wording.field_name(difference.wire, self.desk.language, "block")), undo=True
        )

    def _restore_all(self, moment: Moment) -> None:
        self.tab.side.settle()
        self.desk.try_to(block_history.restore_block, self._block, moment.change, by=self)
        self.desk.say(self.desk.gettext("The block is as it was before %(when)s", when=self.when(moment)), undo=True)
