"""Proposed compositions side by side, each with what it lacks. One is taken with one click, and taken back with one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from verkstad.app.teams import Pool, TeamLine
from verkstad.domain.compositions import Proposal
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.teams.card import Columns
from verkstad.ui.screens.teams.gaps import Sentences
from verkstad.ui.screens.teams.words import second_line, who
from verkstad.wording_teams import EMPHASES, Called, fact_sentences, time_sentence


class Proposals(QWidget):
    """`taken` carries the people of the one that was chosen; `left` when somebody goes back."""

    taken = Signal(tuple)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.title = controls.Elided("", "section")
        self.about = controls.label("", "caption", wrap=True)
        self.back = controls.button(desk.theme, _("Back to the teams"), "undo-2", role="quiet", on=self.left.emit)
        self.cards: list[QFrame] = []
        self.take_buttons: list[QPushButton] = []
        self.columns = Columns(least=176, gap=look.M)
        body = controls.scrolling(controls.holder(controls.column(self.columns, None, margins=(24, 4, 24, 24))))
        words = controls.column(self.title, 2, self.about)
        self.setLayout(controls.column(controls.row((words, 1), self.back, margins=(24, 16, 24, 12)), (body, 1)))

    def show_proposals(self, team: TeamLine, found: Sequence[Proposal], everybody: Pool, called: Called) -> None:
        _ = self.desk.gettext
        modules = self.desk.language.listing(_("“%(name)s”", name=m.title) for m in team.modules) if team.modules else ""
        self.title.setText(_("Proposals for %(team)s", team=team.team.title))
        said = (
            _("From everybody you have listed, for what %(modules)s asks for.", modules=modules)
            if modules
            else _("From everybody you have listed. With a module the proposals know what to look for.")
        )
        self.about.setText(said + " " + _("They replace who is in the team now; you can change them afterwards."))
        for old in self.cards:
            old.deleteLater()
        self.take_buttons = []
        now = {m.who.id for m in team.members}
        self.cards = [self._card(p, everybody, called, now) for p in found]
        if not self.cards:
            nothing = (
                _("We know too little: give the team a module, and write who has time.")
                if everybody.lines
                else _("There is nobody to propose: add people first.")
            )
            self.cards = [controls.card(controls.label(nothing, wrap=True))]
        self.columns.show_cards(list(self.cards))

    def focus_first(self) -> None:
        (self.take_buttons[0] if self.take_buttons else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _card(self, proposal: Proposal, everybody: Pool, called: Called, now: set[str]) -> QFrame:
        _, desk = self.desk.gettext, self.desk
        name, why = EMPHASES[proposal.emphasis]
        members = []
        for id in proposal.members:
            line = everybody.lines[id]
            told = controls.Elided(who(line, desk), "")
            members.append(controls.column(told, controls.Elided(second_line(line, desk), "caption"), spacing=0))
        gaps = Sentences(desk)
        gaps.show_rows(fact_sentences(proposal.look.facts, called, desk.language) or [(_("Holds what is asked of it"), False)])
        take = controls.button(desk.theme, _("Take this team"), role="primary", on=self._take(proposal))
        take.setAccessibleName(_("Take this team: %(name)s", name=_(name)))
        self.take_buttons.append(take)
        fresh = sum(id not in now for id in proposal.members)
        count: QLabel = controls.label(
            desk.language.ngettext("%(n)d person, of them %(new)d new", "%(n)d people, of them %(new)d new", len(proposal.members), new=fresh),
            "caption", wrap=True,
        )  # fmt: skip
        time = controls.label(time_sentence(proposal.look.time, desk.language), "caption", wrap=True)
        return controls.card(
            controls.label(_(name), "strong", wrap=True), controls.label(_(why), "caption", wrap=True), count, 2, *members, 2,
            controls.hairline(), 2, gaps, time, 6, take, spacing=6, margins=(14, 12, 14, 14),
        )  # fmt: skip

    def _take(self, proposal: Proposal) -> Callable[[], None]:
        return lambda: self.taken.emit(proposal.members)
