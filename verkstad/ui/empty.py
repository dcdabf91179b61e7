"""A page with nothing on it says what it is for in one sentence and offers one button that does the first step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from verkstad.ui import controls
from verkstad.ui.theme import Theme


class EmptyState(QWidget):
    """`second` is a quieter way, for the pages that have two."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        sentence: str,
        button: str = "",
        on: Callable[[], object] | None = None,
        *,
        second: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        mark = controls.label("")
        mark.setPixmap(theme.pixmap(icon, "text2", 40))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = controls.label(sentence, wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMinimumWidth(280)
        self.sentence.setMaximumWidth(420)
        self.button = controls.button(theme, button, role="primary", on=on) if button else None
        self.second = controls.button(theme, second[0], role="link", on=second[1]) if second else None
        middle = controls.column(
            mark, 14, self.sentence, 18, controls.row(None, self.button or 0, None), 8, controls.row(None, self.second or 0, None)
        )
        self.setLayout(controls.column(None, controls.row(None, middle, None), (None, 0), None, margins=(24, 24, 24, 24)))
