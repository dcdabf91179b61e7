"""A sentence that comes up over the status bar and leaves again; after a deletion it offers to undo for eight seconds,
after an undo to go to what came back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLabel, QPushButton, QWidget

from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.theme import Theme

OFFER_MS = 8_000


class Toast(QFrame):
    """Lies over `ground`, at its very foot. Hovering or focusing it holds it."""

    def __init__(self, theme: Theme, ground: QWidget, words: str, undo: Callable[[], object], *, show_words: str = "") -> None:
        """`words` stand on the button that undoes, `show_words` on the one that goes to what was said something of."""
        super().__init__(ground)
        self._ground = ground
        self.setStyleSheet(
            f"Toast {{ background: {theme.text}; border-radius: 8px; }} QLabel {{ color: {theme.surface}; }}"
            f"QPushButton {{ color: {look.mix(theme.accent, theme.surface, 0.6).name() if not theme.dark else look.mix(theme.accent, theme.surface, 0.55).name()};"
            " background: transparent; border: 0; font-weight: 600; min-height: 32px; padding: 0 8px; }"
        )
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QPushButton(words)
        self.undo.setAccessibleName(words)
        self.undo.clicked.connect(lambda: (self.hide(), undo()))
        self.there = QPushButton(show_words)
        self.there.setAccessibleName(show_words)
        self.there.clicked.connect(self._on_there)
        self._go: Callable[[], object] | None = None
        self.setLayout(controls.row(self.sentence, self.undo, self.there, spacing=look.L, margins=(16, 2, 10, 2)))
        shade = QGraphicsDropShadowEffect(self)
        shade.setBlurRadius(18)
        shade.setOffset(0, 3)
        shade.setColor(look.mix(theme.text, "#000000", 0.8))
        self.setGraphicsEffect(shade)
        self._leaving = QTimer(self, interval=OFFER_MS, singleShot=True)
        self._leaving.timeout.connect(self._on_over)
        self._just_said = QTimer(self, singleShot=True)
        ground.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, *, undo: bool, there: Callable[[], object] | None = None) -> None:
        """`there` goes to what the sentence is about, where that is not seen."""
        self.sentence.setText(sentence)
        self.sentence.setWordWrap(False)
        self.sentence.setMinimumWidth(0)
        room = max(240, self._ground.width() - 200)
        if self.sentence.sizeHint().width() > room:
            self.sentence.setWordWrap(True)
            self.sentence.setMinimumWidth(min(room, 560))
        self.undo.setVisible(undo)
        self._go = there
        self.there.setVisible(there is not None)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._leaving.start()
        self._just_said.start(0)
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # a hundred and fifty names, not needed before something is said

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def leave(self) -> None:
        """Another page is shown: what was said of the last one goes. What is said with the change of page stays."""
        if not self._just_said.isActive():
            self.hide()

    def _on_there(self) -> None:
        self.hide()
        if self._go is not None:
            self._go()

    def _on_over(self) -> None:
        if self.underMouse() or self.undo.hasFocus() or self.there.hasFocus():
            self._leaving.start(1_000)
        else:
            self.hide()

    def _place(self) -> None:
        """In the middle, over the status bar: pages have buttons at their foot."""
        self.adjustSize()
        self.move(QPoint((self._ground.width() - self.width()) // 2, self._ground.height() - self.height() - 3))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
