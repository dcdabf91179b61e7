"""How the change moves and what its goals are about, in words: when something was last finished, loops, the last day in sight, whom the goals are for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from verkstad.app.pace import Pace
from verkstad.domain.reporting import momentum
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.wording_following import loops_words, momentum_words
from verkstad.wording_goals import balance_sentence, closeness_sentence, horizon_sentence

MARKS = {
    "moving": ("circle-check", "accent"),
    "slow": ("clock", "warn"),
    "still": ("triangle-alert", "warn"),
    "never": ("circle", "text2"),
}
"""The mark beside the words, each of its own shape: never a colour alone."""


class PaceCard(QWidget):
    """Two columns of words; nothing of it can be typed, and nothing is shown of a change with nothing in it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.mark = controls.label("")
        self.mark.setFixedSize(20, 20)
        self.moves, self.loops = controls.label("", "strong", wrap=True), controls.label("", "caption", wrap=True)
        self.side_mark = controls.label("")
        self.side_mark.setFixedSize(20, 20)
        self.balance, self.nearness = controls.label("", "strong", wrap=True), controls.label("", "caption", wrap=True)
        left = controls.row(controls.column(self.mark, None), (controls.column(self.moves, 2, self.loops, None), 1), spacing=6)
        right = controls.row(controls.column(self.side_mark, None), (controls.column(self.balance, 2, self.nearness, None), 1), spacing=6)
        self.setLayout(controls.row((left, 1), (right, 1), spacing=24))
        self.hide()

    def show_pace(self, found: Pace) -> None:
        language, figures = self._desk.language, found.figures
        icon, token = MARKS[momentum(figures.still)]
        self.mark.setPixmap(self._desk.theme.pixmap(icon, token, 18))
        self.moves.setText(momentum_words(figures, language))
        self.loops.setText(f"{loops_words(figures, language)} · {horizon_sentence(found.planned, found.until, language)}")
        one_sided = found.balance.one_sided
        self.side_mark.setPixmap(self._desk.theme.pixmap("triangle-alert" if one_sided else "target", "warn" if one_sided else "text2", 18))
        self.balance.setText(balance_sentence(found.balance, language))
        self.nearness.setText(closeness_sentence(found.close, found.goals, language))
        for label in (self.side_mark, self.balance, self.nearness):
            label.setVisible(found.goals > 0)
        self.setVisible(found.goals > 0 or figures.still >= 0 or found.planned > 0)
