"""A decision as a card: what was decided, by whom and when, and what it lacks. What a workshop agrees on is a proposal until somebody decides."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QMenu

from verkstad import wording
from verkstad.app import decisions as app
from verkstad.app.initiatives import DecisionLine
from verkstad.app.phrases import phrases_asked
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.asked import Asked
from verkstad.ui.desk import Desk
from verkstad.ui.screens.initiative.goal_card import Statement, head_of_card
from verkstad.ui.undecided import VersionsMark
from verkstad.wording_goals import decision_lack_sentence


class DecisionCard(QFrame):
    """`chosen` carries the decision and the field that is asked for ("" for none)."""

    chosen = Signal(str, str)

    def __init__(self, desk: Desk, *, remove: Callable[[str], object], move: Callable[[str, int], object]) -> None:
        super().__init__()
        self.desk, self._ = desk, desk.gettext
        _ = self._
        self.line: DecisionLine | None = None
        self.setProperty("look", "card")
        self.statement = Statement(
            desk,
            _("Decision"),
            lambda text: desk.bench.do(app.reword_decision, self._id(), text, by=self),
            lambda: phrases_asked(desk.bench.library, self.line.decision.parent if self.line else None),
        )
        self.state = controls.label("", "badge")
        self.more = controls.icon_button(desk.theme, "ellipsis", _("More about the decision"))
        self._move, self._remove = move, remove
        self.more.clicked.connect(self._open_menu)
        self.facts = controls.label("", "caption", wrap=True)
        self.order = controls.label("", wrap=True)
        self.asked = Asked(
            desk,
            lambda text: desk.bench.do(app.answer_question, self._id(), text, by=self),
            lambda: (self.line.decision.parent or "") if self.line else "",
        )
        self.asked.hide()
        self.lacks = controls.label("", "caption", wrap=True)
        self.button = controls.button(desk.theme, _("Decided…"), role="link", on=lambda: self.chosen.emit(self._id(), "decide"))
        self.fill = controls.button(desk.theme, _("Fill in"), role="link", on=lambda: self.chosen.emit(self._id(), self._wanted()))
        top = head_of_card(self.statement, self.state, self.more)
        self.versions = VersionsMark(desk, top, 1)
        self._foot = controls.holder(controls.row((self.lacks, 1), self.fill, self.button, spacing=look.M))
        self.setLayout(controls.column(top, 2, self.facts, self.order, self.asked, self._foot, spacing=2, margins=(18, 10, 14, 10)))

    def _open_menu(self) -> None:
        desk, _, menu = self.desk, self._, QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(desk.theme.icon("pencil"), _("Reword"), self.statement.open)
        menu.addAction(desk.theme.icon("chevron-up"), _("Move up"), lambda: self._move(self._id(), -1))
        menu.addAction(desk.theme.icon("chevron-down"), _("Move down"), lambda: self._move(self._id(), 1))
        menu.addSeparator()
        menu.addAction(desk.theme.icon("trash-2"), _("Remove"), lambda: self._remove(self._id()))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _id(self) -> str:
        return self.line.decision.id if self.line else ""

    def _wanted(self) -> str:
        why = self.line.lacks[0].why if self.line and self.line.lacks else ""
        return {"undated": "decided_on", "decided_ahead": "decided_on", "unsigned": "decided_by"}.get(why, "review_on")

    def show_line(self, line: DecisionLine) -> None:
        self.versions.show_for(line.decision.id)
        self.line = line
        row, language, _, today = line.decision, self.desk.language, self._, self.desk.today()
        self.statement.show_text(row.statement, line.phrases, row.id)
        decided = row.state == "decided"
        self.state.setText(wording.choice_name("decision", "state", row.state, language))
        controls.restyle(self.state, look="badge" if decided else "warning")

        def day(iso: str) -> str:
            return language.date(iso, "date")

        who = ""
        if row.decided_by and row.decided_on:
            who = _("%(who)s, %(day)s", who=row.decided_by, day=day(row.decided_on))
        elif row.decided_by or row.decided_on:
            who = row.decided_by or day(row.decided_on or "")
        review = _("looked at again %(day)s", day=language.date(row.review_on, "short", today=today)) if row.review_on else ""
        self.facts.setText(" · ".join(part for part in (who, row.reference, review) if part))
        order = [
            _("%(name)s: %(text)s", name=_(name), text=" ".join(text.split()))
            for name, text in (("Goes first", row.prioritised), ("Has to wait", row.deprioritised))
            if text.strip()
        ]
        self.order.setText("\n".join(order))
        self.asked.show_asked(row.statement, line.phrases, row.answer, row.id)
        self.lacks.setText(" ".join(decision_lack_sentence(lack, language) for lack in line.lacks))
        self.button.setVisible(row.state in ("proposed", "agreed"))
        self.fill.setVisible(bool(line.lacks))
        self._foot.setVisible(bool(line.lacks) or row.state in ("proposed", "agreed"))
        for words in (self.facts, self.order):
            words.setVisible(bool(words.text()))

    def settle(self) -> None:
        self.statement.settle()
        self.asked.settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._id(), "")
        super().mousePressEvent(event)
