"""The evaluation: forms typed row by row from the pile of paper, and what they say together once there are four."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from verkstad import wording_harvest
from verkstad.app import harvest
from verkstad.app.harvest import Harvest
from verkstad.domain.harvest import Evaluation
from verkstad.domain.harvesting import FEWEST, STATEMENTS, Answered, Verdict
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.value_table import Column, ValueTable


class Score(QLineEdit):
    """One answer, 1 to 5. A digit goes on to the next field by itself; space or Enter leaves it empty; `refused` hears of any other."""

    def __init__(self, name: str, scale: str, go_on: Callable[[], object], refused: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(scale)
        self.setToolTip(scale)
        self.setValidator(QIntValidator(1, 5))
        self.setMaxLength(1)
        self.setFixedWidth(48)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._go_on, self._refused = go_on, refused

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.text() and event.text() in tuple("12345"):
            self.setText(event.text())
            self._go_on()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if event.key() == Qt.Key.Key_Space:
                self.clear()
            self._go_on()
        elif plain and event.text() and event.text().isprintable():
            self._refused(event.text())
        else:
            super().keyPressEvent(event)

    def score(self) -> int | None:
        return int(self.text()) if self.text() in tuple("12345") else None


class Bars(QWidget):
    """How many answered what, as five bars with their numbers."""

    def __init__(self, desk: Desk, answered: Answered) -> None:
        super().__init__()
        self.desk, self.answered = desk, answered
        self.setFixedHeight(64)
        self.setAccessibleName(wording_harvest.result_words(answered, desk.language))

    def sizeHint(self) -> QSize:
        return QSize(260, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, p = self.desk.theme, QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() // 5
        most = max(self.answered.counts)
        p.setFont(look.font(look.CAPTION, tabular=True))
        for at, count in enumerate(self.answered.counts):
            height = round(34 * count / most) if most else 0
            box = QRect(at * wide + 4, 44 - height, wide - 8, height)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("accent"))
            p.drawRoundedRect(box, 2, 2)
            p.setPen(t.colour("text2"))
            p.drawText(QRect(at * wide, 46, wide, 18), Qt.AlignmentFlag.AlignCenter, str(at + 1))
            if count:
                inside = height >= 18
                p.setPen(t.colour("onaccent" if inside else "text2"))
                p.drawText(QRect(at * wide, box.top() if inside else box.top() - 16, wide, 16), Qt.AlignmentFlag.AlignCenter, str(count))


class EvaluationFace(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _ = self._ = desk.gettext
        self._workshop = ""
        self._forms: tuple[Evaluation, ...] = ()
        names = [wording_harvest.statement(s, desk.language) for s in STATEMENTS]
        scale = _("1 = not at all true … 5 = entirely true")
        self.scores = [Score(name, scale, partial(self._next, at), self._on_refused) for at, name in enumerate(names)]
        self.wrong = controls.label("", "error", wrap=True)
        self.wrong.hide()
        self.keep, self.change = QLineEdit(), QLineEdit()
        for edit, name in ((self.keep, _("To keep")), (self.change, _("To change"))):
            edit.setPlaceholderText(name)
            edit.setAccessibleName(name)
            edit.setMaxLength(2_000)
        self.keep.returnPressed.connect(self.change.setFocus)
        self.change.returnPressed.connect(self.add)
        cells: list[Any] = [
            (controls.column(controls.label(f"{at}. {name}", "label", wrap=True), None, 4, controls.row(score, None)), 1)
            for at, (name, score) in enumerate(zip(names, self.scores, strict=True), 1)
        ]
        answers = controls.row(*cells, spacing=16)
        said = controls.row(
            *((controls.column(controls.label(name, "label"), 4, edit), 1) for edit, name in ((self.keep, _("To keep")), (self.change, _("To change")))),
            spacing=16,
        )  # fmt: skip
        self.count = controls.label("", "strong")

        def column(at: int, name: str) -> Column[Evaluation]:
            return Column(str(at + 1), lambda x: str(getattr(x, name) or "–"), width=52, right=True)

        self.table: ValueTable[Evaluation] = ValueTable(
            desk,
            [
                Column(_("No."), lambda x: str(self._number(x)), width=56, right=True),
                *(column(at, name) for at, name in enumerate(STATEMENTS)),
                Column(_("To keep"), lambda x: x.keep),
                Column(_("To change"), lambda x: x.change),
            ],
            name=_("Forms"),
            key=lambda x: x.id,
        )
        self.table.removal_asked.connect(self.remove)
        self.none = controls.label(_("No form is typed yet. Those you add stand here, and can be removed again."), "caption", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setLayout(
            controls.column(
                controls.label(_("Type the pile from the top: three digits, then the words if there are any. Space leaves an answer empty. Enter at the end adds the form."), "caption", wrap=True),
                12, answers, 4, controls.label(scale, "caption"), self.wrong, 12, said, 16, self.count, 6, (self.none, 1), (self.table, 1), margins=(0, 0, 12, 0),
            )
        )  # fmt: skip
        self._body = controls.column(spacing=4)
        self._inspector = controls.scrolling(controls.holder(controls.column(self._body, None, margins=(24, 18, 16, 16))))
        self._shown: Verdict | None = None

    # ------------------------------------------------------------------------------------------------ what the page asks

    def inspector(self) -> QWidget | None:
        return self._inspector

    def home(self) -> QWidget | None:
        return self.scores[0]

    def settle(self) -> None:
        """A form is added whole, by Enter."""

    def show_harvest(self, whole: Harvest) -> None:
        self._workshop = whole.workshop.id
        self._forms = self.desk.bench.ask(harvest.evaluations, self._workshop)
        self.table.show_values(self._forms)
        self.table.setVisible(bool(self._forms))
        self.none.setVisible(not self._forms)
        self.count.setText(self.desk.language.ngettext("%(n)d form", "%(n)d forms", len(self._forms)) if self._forms else "")
        self._show(self.desk.bench.ask(harvest.evaluated, self._workshop))

    def _show(self, told: Verdict) -> None:
        if told == self._shown:
            return
        self._shown = told
        while self._body.count():
            item = self._body.takeAt(0)
            if item.widget() is not None:
                item.widget().deleteLater()
        _, language = self._, self.desk.language
        self._body.addWidget(controls.label(_("What the forms say"), "section"))
        if told.hidden:
            text = _("Shown when there are %(n)s forms: fewer could be recognised.", n=FEWEST)
            self._body.addWidget(controls.label(text, "caption", wrap=True))
            return
        for answered in told.answered:
            self._body.addSpacing(10)
            self._body.addWidget(controls.label(wording_harvest.statement(answered.statement, language), "strong", wrap=True))
            self._body.addWidget(controls.label(wording_harvest.result_words(answered, language), "caption", wrap=True))
            self._body.addWidget(Bars(self.desk, answered))
        for name, said in ((_("To keep"), told.keep), (_("To change"), told.change)):
            if said:
                self._body.addSpacing(12)
                self._body.addWidget(controls.label(name, "strong"))
                for words in said:
                    self._body.addWidget(controls.label(f"– {words}", wrap=True))

    def _number(self, form: Evaluation) -> int:
        return next((n for n, f in enumerate(self._forms, 1) if f.id == form.id), 0)

    # ------------------------------------------------------------------------------------------------ what a person does

    def add(self) -> None:
        scores = [score.score() for score in self.scores]
        if not any(scores) and not self.keep.text().strip() and not self.change.text().strip():
            self.desk.say(self._("The form is empty. Type at least one answer."))
            self.scores[0].setFocus()
            return
        self.desk.try_to(harvest.add_evaluation, self._workshop, *scores, self.keep.text(), self.change.text(), by=self)
        for line in (*self.scores, self.keep, self.change):
            line.clear()
        self.scores[0].setFocus()

    def remove(self, forms: list[Evaluation]) -> None:
        self.desk.try_to(harvest.remove_evaluations, tuple(f.id for f in forms), by=self)
        self.desk.say(self.desk.language.ngettext("%(n)d form was removed.", "%(n)d forms were removed.", len(forms)), undo=True)

    def _on_refused(self, typed: str) -> None:
        self.wrong.setText(self._("“%(typed)s” is no answer: type 1, 2, 3, 4 or 5, or space where the answer is empty.", typed=typed))
        self.wrong.show()

    def _next(self, at: int) -> None:
        self.wrong.hide()
        (self.scores[at + 1] if at < 2 else self.keep).setFocus()
