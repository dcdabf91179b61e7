"""How it stands: whether the change moves, what is late, and each goal with its way from word to result and the trend of what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QWidget

from verkstad import wording_following as words
from verkstad.app import following, goals, reports
from verkstad.app.following import GoalStand, Late, State
from verkstad.domain.actions import Action
from verkstad.domain.following import DecisionRequest, FollowUp, Report
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.inventory import CostBenefit
from verkstad.domain.launch import Adoption
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Loop, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.reporting import momentum
from verkstad.domain.responsibility import Readiness
from verkstad.domain.runchart import Chart
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.empty import EmptyState
from verkstad.ui.tabbed import TabPart
from verkstad.wording_goals import STEPS, goal_title, now_words
from verkstad.wording_launch import readiness_sentence

if TYPE_CHECKING:
    from verkstad.app.workbench import Changes

TOUCHED = (Goal, Decision, Action, Module, Pilot, Loop, Measure, Measurement, Recalculation, FollowUp, DecisionRequest, Report, Initiative, CostBenefit, Adoption, Readiness)  # fmt: skip
MOVES = {
    "moving": ("circle-check", "kind:solo"),
    "slow": ("triangle-alert", "warn"),
    "still": ("circle-x", "danger"),
    "never": ("circle", "text2"),
}


class Trend(QWidget):
    """The values of a measure as one small line, with where they lay before the start. What it says stands beside it in words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chart: Chart | None = None
        self.setFixedSize(150, 46)

    def show_chart(self, chart: Chart | None) -> None:
        self._chart = chart
        self.setVisible(chart is not None)
        if chart is not None:
            values = [p.value for p in chart.series.points if p.value is not None]
            number = self._desk.language.number
            told = self._desk.gettext(
                "%(title)s: %(n)d values, first %(first)s, last %(last)s", title=chart.title, n=len(values), first=number(values[0]), last=number(values[-1])
            ) if values else chart.title  # fmt: skip
            self.setAccessibleName(told)
            self.setToolTip(told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chart is None:
            return
        points = [(at, p.value) for at, p in enumerate(self._chart.series.points) if p.value is not None]
        if not points:
            return
        theme, area = self._desk.theme, QRectF(self.rect()).adjusted(4, 6, -4, -6)
        values = [v for _at, v in points]
        target = self._chart.series.target
        low, high = min([*values, *([target] if target is not None else [])]), max([*values, *([target] if target is not None else [])])
        span, last = (high - low) or 1.0, max(points[-1][0], 1)

        def place(at: float, value: float) -> QPointF:
            return QPointF(area.left() + area.width() * at / last, area.bottom() - area.height() * (value - low) / span)

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        started = self._chart.series.started
        if started is not None:
            begin = sum(p.on < started for p in self._chart.series.points) - 0.5
            x = place(max(0.0, begin), low).x()
            painter.setPen(QPen(theme.colour("text2"), 1.2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, 1), QPointF(x, self.height() - 1))
        if target is not None:
            painter.setPen(QPen(theme.colour("accent"), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(place(0, target), place(last, target))
        painter.setPen(QPen(theme.colour("text"), 1.8))
        painter.drawPolyline(QPolygonF([place(at, value) for at, value in points]))
        painter.setBrush(theme.colour("text"))
        painter.drawEllipse(place(*points[-1]), 2.6, 2.6)


class Ladder(QWidget):
    """From word to result: four steps, those that are taken filled. Said in words to who does not see it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._step = desk, 0
        self.setFixedHeight(30)
        self.setMinimumWidth(220)

    def sizeHint(self) -> QSize:
        return QSize(300, 30)

    def show_step(self, step: int) -> None:
        self._step = step
        self.setAccessibleName(
            self._desk.gettext("From words to results: %(step)s", step=words.step_words(step, self._desk.language).lower())
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._desk.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(12))
        wide = (self.width() - 12) / len(STEPS)
        for at, name in enumerate(STEPS):
            x = 6 + wide * at
            taken = at <= self._step
            painter.setPen(QPen(theme.colour("accent" if taken and at else "field"), 2))
            if at:
                painter.drawLine(QPointF(x - wide + 6, 7), QPointF(x - 5, 7))
            painter.setPen(QPen(theme.colour("accent" if taken else "field"), 1.6))
            painter.setBrush(theme.colour("accent" if taken else "surface"))
            painter.drawEllipse(QPointF(x, 7), 4.5, 4.5)
            painter.setPen(theme.colour("text" if at == self._step else "text2"))
            painter.drawText(
                QRectF(x - 5, 14, wide, 16), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._desk.gettext(name)
            )


class GoalCard(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "card")
        _ = desk.gettext
        self._desk = desk
        self._goal = self._pilot = self._measure = ""
        self.statement = controls.label("", "section", wrap=True)
        self.now = controls.label("", wrap=True)
        self.late = controls.label("", "caption", wrap=True)
        self.mark = controls.label("")
        self.mark.setPixmap(desk.theme.pixmap("triangle-alert", "danger", 16))
        self.ladder = Ladder(desk)
        self.trend = Trend(desk)
        self.show_goal = controls.button(desk.theme, _("Show the goal"), role="link", on=lambda: desk.go("initiative", self._goal))
        self.show_measure = controls.button(desk.theme, _("Show the values"), role="link", on=lambda: desk.go("pilots", self._measure))
        self.years = controls.label("", "caption", wrap=True)
        words_ = controls.column(self.statement, 4, self.now, 2, self.years, controls.row(self.mark, (self.late, 1), spacing=6))
        self.setLayout(
            controls.column(
                controls.row((controls.holder(words_), 1), self.trend, spacing=look.L), 10,
                controls.row(self.ladder, None, self.show_measure, self.show_goal, spacing=look.M), margins=(20, 16, 20, 12),
            )
        )  # fmt: skip

    def show_stand(self, stand: GoalStand) -> None:
        _, language, goal, today = self._desk.gettext, self._desk.language, stand.line.goal, self._desk.today()
        self._goal = goal.id
        self.statement.setText(goal_title(goal.statement, language, agreed=goal.stage == "agreed"))
        if stand.line.now is not None:
            self.now.setText(now_words(stand.line.now, goal.baseline, goal.target, goal.measure_unit, language, today=today))
        else:
            self.now.setText(words.unfollowed_words(stand.without, stand.line.pilots, language))
        day = language.date(goal.next_check, "date") if goal.next_check else ""
        self.late.setText(
            _("It was to be checked on %(day)s.", day=day) if stand.late else _("Next check %(day)s", day=day) if day else _("No day for the next check is set.")
        )  # fmt: skip
        told = words.years_words(stand.trend.series, stand.trend.measure.measure_unit, language) if stand.trend is not None else ""
        self.years.setText(told)
        self.years.setVisible(bool(told))
        self.mark.setVisible(stand.late)
        self.ladder.show_step(stand.line.step)
        self.trend.show_chart(stand.trend.chart if stand.trend is not None else None)
        self.show_measure.setVisible(stand.trend is not None)
        self._measure = stand.trend.measure.id if stand.trend is not None else ""
        for button, said in ((self.show_goal, _("Show the goal")), (self.show_measure, _("Show the values"))):
            button.setAccessibleName(f"{said}: {goal.statement}")


class LateRow(QWidget):
    """One thing that is late; a goal is noted as checked where it stands."""

    PAGES: ClassVar = {"goal": "initiative", "decision": "initiative", "pilot": "pilots", "follow_up": "follow_up", "request": "follow_up"}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Late | None = None
        mark = controls.label("")
        mark.setPixmap(desk.theme.pixmap("triangle-alert", "danger", 16))
        self.words = controls.Elided("")
        self.when = controls.label("", "caption")
        self.checked = controls.button(desk.theme, desk.gettext("Checked today"), role="link", on=self._check)
        self.go = controls.button(desk.theme, desk.gettext("Go there"), role="link", on=self._go)
        self.setLayout(controls.row(mark, (self.words, 1), self.when, self.checked, self.go, spacing=look.S))

    def show_late(self, found: Late) -> None:
        self._found = found
        said = words.late_words(found.kind, found.title, self._desk.language)
        self.words.setText(said)
        self.when.setText(words.due_words(found.due, self._desk.today(), self._desk.language))
        self.checked.setVisible(found.kind == "goal")
        self.checked.setAccessibleName(f"{self._desk.gettext('Checked today')}: {said}")
        self.go.setAccessibleName(f"{self._desk.gettext('Go there')}: {said}")

    def _check(self) -> None:
        if self._found is not None:
            self._desk.bench.do(goals.note_check, self._found.row, self._desk.today(), by=self)
            self._desk.say(self._desk.gettext("The goal is checked; next time in 90 days."), undo=True)

    def _go(self) -> None:
        if self._found is not None:
            self._desk.go(self.PAGES[self._found.kind], self._found.row, "decision" if self._found.kind == "pilot" else "")


class StatePart(TabPart):
    key = "state"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        _ = self._
        self.state: State | None = None
        self.cards: list[GoalCard] = []
        self.moves_mark, self.moves = controls.label(""), controls.label("", "section", wrap=True)
        self.facts = controls.label("", wrap=True)
        self._late = controls.column(spacing=2)
        self.late_rows: list[LateRow] = []
        self.late = controls.card(controls.label(_("What is overdue"), "section"), 4, self._late, margins=(20, 14, 20, 14))
        self.late_report = controls.button(desk.theme, "", "triangle-alert", token="danger", on=lambda: desk.go("follow_up", "", "reports"))
        self.waiting = controls.button(desk.theme, "", "file-text", on=lambda: desk.go("follow_up", "", "requests"))
        self.top = controls.card(
            controls.row(self.moves_mark, (self.moves, 1)), 2, self.facts, 6, controls.row(self.late_report, self.waiting, None), margins=(20, 16, 20, 14)
        )  # fmt: skip
        self.gains_heading = controls.label(_("Gains that were counted on"), "section")
        self.gains = controls.label("", wrap=True)
        self._goals = controls.column(spacing=look.M)
        self.nothing = EmptyState(
            desk.theme, "target", _("A goal says where one wants to be. Here one sees how far each has come from word to result."), _("Write the first goal"),
            lambda: desk.go("initiative", "", "overview"),
        )  # fmt: skip
        inner = controls.column(
            self.top, look.M, self.late, look.L, controls.label(_("Goals"), "section"), look.S, self._goals, self.nothing, look.L, self.gains_heading, 4, self.gains, None, margins=(24, 16, 24, 24)
        )  # fmt: skip
        self.setLayout(controls.column((controls.scrolling(controls.holder(inner)), 1)))

    def hints(self) -> str:
        return self._("Ctrl+P prints the report")

    def sheet(self) -> str:
        return "report"

    def home(self) -> QWidget | None:
        return self.cards[0].show_goal if self.cards else super().home()

    def show_row(self, row: str, part: str) -> None:
        return

    def refresh(self, changes: Changes | None, by: object) -> None:
        if not self.initiative or (changes is not None and not changes.touches(*TOUCHED)):
            return
        desk, today = self.desk, self.desk.today()
        self.state = desk.bench.ask(following.state, self.initiative, today)
        self._show_moves(self.state)
        self._show_late(self.state.late)
        self._show_goals(self.state.goals)
        self.gains_heading.setVisible(bool(self.state.gains))
        self.gains.setVisible(bool(self.state.gains))
        self.gains.setText("\n".join(words.gain_words(gain, desk.language) for gain in self.state.gains))

    def _show_moves(self, state: State) -> None:
        _, language, figures, today = self._, self.desk.language, state.figures, self.desk.today()
        icon, token = MOVES[momentum(figures.still)]
        self.moves_mark.setPixmap(self.desk.theme.pixmap(icon, token, 20))
        self.moves.setText(words.momentum_words(figures, language))
        ready = readiness_sentence(state.readiness, language) if state.readiness.answers else ""
        told = " · ".join([words.in_time_words(figures, language), words.loops_words(figures, language)])
        self.facts.setText("\n".join(filter(None, [told, ready])))
        ngettext = language.ngettext
        rhythm = self.desk.bench.ask(reports.rhythm, self.initiative, today)
        late = _("The report to leadership is %(late)s", late=words.due_words(rhythm.due, today, language)) if rhythm.overdue else ""
        self._tell(self.late_report, late)
        from verkstad.app.decision_requests import request_lines, waiting

        asked = len(waiting(self.desk.bench.ask(request_lines, self.initiative, today)))
        self._tell(
            self.waiting, ngettext("%(n)d proposal waits for leadership", "%(n)d proposals wait for leadership", asked) if asked else ""
        )

    def _show_late(self, late: Sequence[Late]) -> None:
        """What is late, the oldest first; each leads to where it is done."""
        self.late.setVisible(bool(late))
        while len(self.late_rows) > len(late):
            self.late_rows.pop().deleteLater()
        while len(self.late_rows) < len(late):
            made = LateRow(self.desk)
            self.late_rows.append(made)
            self._late.addWidget(made)
        for row, found in zip(self.late_rows, late, strict=True):
            row.show_late(found)

    @staticmethod
    def _tell(button: Any, said: str) -> None:
        button.setVisible(bool(said))
        button.setText(f" {said}")
        button.setAccessibleName(said)

    def _show_goals(self, stands: Sequence[GoalStand]) -> None:
        self.nothing.setVisible(not stands)
        while len(self.cards) > len(stands):
            self.cards.pop().deleteLater()
        while len(self.cards) < len(stands):
            made = GoalCard(self.desk)
            self.cards.append(made)
            self._goals.addWidget(made)
        for card, stand in zip(self.cards, stands, strict=True):
            card.show_stand(stand)
