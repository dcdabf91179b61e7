"""What empty phrases in somebody's own words are asked about, and where one answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton

from verkstad.app.phrases import set_phrase_aside
from verkstad.domain.platitudes import Marked
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import ProseField


class Asked(QFrame):
    """The questions that empty phrases raise, and where one answers them. Answered, it stands quietly. A phrase may be said not to apply
    in this initiative.
    """

    def __init__(self, desk: Desk, save: Callable[[str], object], initiative: Callable[[], str], *, narrow: bool = False) -> None:
        """`narrow`: where there is no room beside a question, what sets it aside stands below."""
        super().__init__()
        self._desk = desk
        self._narrow = narrow
        self._initiative = initiative
        self._save = save
        self.buttons: dict[str, QPushButton] = {}
        self.setProperty("look", "note")
        self._icon = controls.label("")
        self._questions = controls.column(spacing=4)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._answer: ProseField | None = None
        self._body = controls.column(self._questions, 8)
        self.setLayout(controls.row(controls.column(self._icon, None), (self._body, 1), spacing=10, margins=(14, 12, 14, 12)))

    @property
    def answer(self) -> ProseField:
        """Made when there is first something to answer."""
        if self._answer is None:
            self._answer = ProseField(self._desk, self._desk.gettext("Your answer"), lines=2, save=self._save)
            self._body.addWidget(self._answer)
        return self._answer

    def settle(self) -> None:
        if self._answer is not None:
            self._answer.settle()

    def show_asked(self, statement: str, phrases: Sequence[Marked], answer: str, row: str) -> None:
        """What is asked about the words of a goal or a decision `row`, and its answer; hidden where no phrase stands in them."""
        theme, code, answered, _ = self._desk.theme, self._desk.language.code, bool(answer.strip()), self._desk.gettext
        self.setVisible(bool(phrases))
        if not phrases and self._answer is None:
            return
        self._icon.setPixmap(theme.pixmap("check" if answered else "lightbulb", "accent" if answered else "warn", 18))
        told = tuple(
            (
                m.platitude.id,
                _("“%(phrase)s”: %(question)s", phrase=statement[m.start : m.end], question=m.platitude.question.of(code)),
            )
            for m in phrases
        )
        if told != self._shown:
            self._shown = told
            self._build(phrases)
        self.answer.show_value(answer, row, "answer")

    def questions(self) -> str:
        """What is asked, a line each."""
        return "\n".join(words for _phrase, words in self._shown)

    def _build(self, phrases: Sequence[Marked]) -> None:
        """A line a question, and a button beside it for each phrase once."""
        while self._questions.count():
            held = self._questions.takeAt(0).widget()
            if held is not None:
                held.hide()
                held.deleteLater()
        self.buttons = {}
        for (phrase, words), found in zip(self._shown, phrases, strict=True):
            line = controls.label(words, wrap=True)
            if phrase in self.buttons:
                self._questions.addWidget(line)
                continue
            button = controls.button(
                self._desk.theme, self._desk.gettext("Does not apply here"), role="link", on=partial(self._set_aside, phrase, found)
            )
            button.setToolTip(self._desk.gettext("Ask no more about this phrase in the initiative"))
            self.buttons[phrase] = button
            beside = controls.row((line, 1), controls.column(button, None), spacing=look.M)
            self._questions.addWidget(controls.holder(controls.column(line, controls.row(button, None)) if self._narrow else beside))

    def _set_aside(self, phrase: str, found: Marked) -> None:
        _, words = self._desk.gettext, found.platitude.phrase.of(self._desk.language.code)
        self.answer.settle()
        self._desk.bench.do(set_phrase_aside, self._initiative(), phrase, by=self)
        self._desk.say(_("“%(phrase)s” is no longer asked about in this initiative.", phrase=words), undo=True)
