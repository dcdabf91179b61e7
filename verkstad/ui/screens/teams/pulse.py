"""The team's pulse beside its charter: sums typed from paper, held here until they are kept together, and what the levels say when four have answered.

Papers are kept when somebody says so, and never by turning to something else: each team's wait here. Only when the window closes are they kept
without a word, for there is no later.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from verkstad.app import pulse
from verkstad.domain.pulsing import HIGH, LEAST, LOW, Round, read_sums
from verkstad.domain.responsibility import Pulse
from verkstad.domain.teams import Member, Team
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import DateField, NotUnderstood
from verkstad.wording_responsibility import LEVELS_OF_PULSE, STATES, pulse_sentence

TOKENS = {"fine": "accent", "could_be": "text2", "address": "warn"}


class LevelBar(QWidget):
    """One level from 3 to 9: where the middle stands, with a word, so that colour is never alone."""

    def __init__(self, desk: Desk, name: str, middle: float, low: int, high: int, state: str) -> None:
        super().__init__()
        self.desk, self.middle, self.low, self.high, self.state = desk, middle, low, high, state
        self.title = desk.gettext(LEVELS_OF_PULSE[name])
        self.said = desk.gettext(STATES[state])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self.title}: {desk.language.number(middle)}, {self.said}")

    def sizeHint(self) -> QSize:
        return QSize(240, 42)

    def paintEvent(self, _event: QPaintEvent) -> None:
        p, t = QPainter(self), self.desk.theme
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setFont(look.font(look.CAPTION, look.SEMIBOLD))
        p.setPen(t.colour("text"))
        p.drawText(QRectF(0, 0, self.width(), 18), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title)
        p.setFont(look.font(look.CAPTION))
        p.setPen(t.colour("text2"))
        words = f"{self.desk.language.number(self.middle)} · {self.said}"
        p.drawText(QRectF(0, 0, self.width(), 18), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        step = (self.width() - 12) / (HIGH - LOW)
        y = 27.0
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.colour("line"))
        p.drawRoundedRect(QRectF(6, y - 1.5, self.width() - 12, 3), 1.5, 1.5)
        p.setBrush(t.colour("field"))
        p.drawRoundedRect(QRectF(6 + (self.low - LOW) * step, y - 3, max(6.0, (self.high - self.low) * step), 6), 3, 3)
        p.setBrush(t.colour(TOKENS[self.state]))
        p.drawEllipse(QRectF(6 + (self.middle - LOW) * step - 6, y - 6, 12, 12))


class PulsePanel(QWidget):
    """What the team answered, and the line in which a paper is typed. Nothing is written before all papers are kept at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        _ = desk.gettext
        self.desk = desk
        self.team = self.initiative = ""
        self._waiting: dict[str, list[tuple[int, ...]]] = {}
        self._listens = False
        self.rounds: tuple[Round, ...] = ()
        self.state = controls.label("", wrap=True)
        self.bars = QVBoxLayout()
        self.bars.setSpacing(4)
        self.before = controls.label("", "caption", wrap=True)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Five sums from a paper: 7 8 6 9 5"))
        self.line.setAccessibleName(_("Five sums from a paper"))
        self.line.returnPressed.connect(self.take)
        self.complaint = controls.label("", "error", wrap=True)
        self.complaint.hide()
        self.count = controls.label("", "caption", wrap=True)
        self.on = DateField(desk, _("The day they were given"), of=(Pulse, "on"), today=desk.today)
        self.keep = controls.button(desk.theme, _("Keep the answers"), role="primary", on=self.keep_all)
        self.remove = controls.button(desk.theme, _("Remove the answers of the last day"), "trash-2", role="quiet", on=self._remove)
        told = controls.label(
            _(
                "Anonymous: five levels, three statements each. Type the sums of each paper. They are saved when you press Keep the answers: together, shuffled, without a time."
            ),
            "caption",
            wrap=True,
        )
        self.print_ = controls.button(
            desk.theme,
            _("Print the form"),
            "printer",
            role="link",
            on=lambda: desk.print_from_here(self.initiative, "team_pulse", self.team),
        )
        self.few = controls.label("", "caption", wrap=True)
        self.below = controls.holder(controls.column(self.count, 8, self.on, 8, controls.row(self.keep, None)))
        self.setLayout(
            controls.column(
                controls.label(_("Team pulse"), "section"), 2, told, 4, self.few, 6, controls.row(self.print_, None), 6, self.state, 6, self.bars, 4, self.before, 10, self.line, 4,
                self.complaint, self.below, 6, controls.row(self.remove, None),
            )
        )  # fmt: skip
        self._show_waiting()

    def show_team(self, team: str, initiative: str) -> None:
        if team != self.team:
            self.line.clear()
            self.complaint.hide()
        self.team, self.initiative = team, initiative
        self.rounds = self.desk.bench.ask(pulse.pulse, team) if team else ()
        self._show_few()
        self._show_rounds()
        self._show_waiting()

    @property
    def waiting(self) -> list[tuple[int, ...]]:
        """The papers of this team that are typed and not kept."""
        return self._waiting.setdefault(self.team, [])

    def _show_few(self) -> None:
        """Said before anybody is asked: when one will see something, and what a team does that is too small for it."""
        _, ngettext = self.desk.gettext, self.desk.language.ngettext
        members = self.desk.bench.library.count(Member, parent=self.team) if self.team else 0
        told = _("The result is shown when four have answered, so that nobody can be pointed out.")
        if 0 < members < LEAST:
            small = ngettext("This team is %(n)d person.", "This team is %(n)d people.", members)
            told = f"{told} {small} {_('Talk the statements through together instead, or let two teams answer as one.')}"
        self.few.setText(told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window():
            self._keep_at_the_end()
        return super().eventFilter(watched, event)

    def _keep_at_the_end(self) -> None:
        library = self.desk.bench.library
        for team, said in self._waiting.items():
            if said and library.get(Team, team) is not None:
                self.desk.bench.do(pulse.keep_answers, team, said, self.desk.today(), by=self)
        self._waiting = {}

    def take(self) -> None:
        """The sums of one paper, in the window until all are kept."""
        sums = read_sums(self.line.text())
        self.complaint.setVisible(sums is None)
        if sums is None:
            self.complaint.setText(self.desk.gettext("Write five sums of 3 to 9, one for each level: 7 8 6 9 5."))
            return
        self.waiting.append(sums)
        if not self._listens:
            self.window().installEventFilter(self)
            self._listens = True
        self.line.clear()
        self._show_waiting()

    def keep_all(self) -> None:
        if self.line.text().strip():
            self.take()
            if self.complaint.isVisible():
                return
        if self.waiting:
            self._keep()
            self.show_team(self.team, self.initiative)

    def _keep(self) -> None:
        said = self._waiting.pop(self.team, [])
        try:
            day = self.on.value()
        except NotUnderstood:
            day = None
        self.desk.bench.do(pulse.keep_answers, self.team, said, day or self.desk.today(), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d answer was kept.", "%(n)d answers were kept.", len(said)), undo=True)

    def _remove(self) -> None:
        if self.rounds:
            self.desk.bench.do(pulse.remove_answers, self.team, self.rounds[0].on, by=self)
            self.desk.say(self.desk.gettext("The answers were removed."), undo=True)
            self.show_team(self.team, self.initiative)

    def _show_waiting(self) -> None:
        n = len(self.waiting)
        self.below.setVisible(bool(n))
        self.count.setText(
            self.desk.language.ngettext("%(n)d paper typed, not kept yet", "%(n)d papers typed, not kept yet", n) if n else ""
        )
        if n and self.on.value() is None:
            self.on.show_value(self.desk.today())

    def _show_rounds(self) -> None:
        desk = self.desk
        while self.bars.count():
            old = self.bars.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.remove.setVisible(bool(self.rounds))
        self.state.setVisible(bool(self.rounds))
        self.before.setVisible(len(self.rounds) > 1)
        if not self.rounds:
            return
        last = self.rounds[0]
        day = desk.language.date(last.on, "short", today=desk.today()) if last.on else ""
        self.state.setText(" · ".join(x for x in (day, pulse_sentence(last, desk.language)) if x))
        for level in last.levels:
            if level.middle is not None and level.low is not None and level.high is not None and level.state is not None:
                self.bars.addWidget(LevelBar(desk, level.name, level.middle, level.low, level.high, level.state))
        earlier = [
            f"{desk.language.date(r.on, 'short', today=desk.today()) if r.on else '–'}: {pulse_sentence(r, desk.language)}"
            for r in self.rounds[1:4]
        ]
        self.before.setText("\n".join(earlier))
