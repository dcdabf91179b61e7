"""Offers ready-made indicators below a line while one types; what is chosen is as if it had been typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit

from verkstad.ui.desk import Desk
from verkstad.wording_indicators import ready_made

TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Offer(QObject):
    """Enter in the list takes what is marked and stays in the line, which would else hear of the same key and save half a word."""

    def __init__(self, line: QLineEdit, completer: QCompleter) -> None:
        super().__init__(completer)
        self._line, self._completer = line, completer
        completer.popup().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in TAKES:
            popup = self._completer.popup()
            marked = popup.currentIndex()
            if marked.isValid():
                text = str(marked.data())
                popup.hide()
                self._line.setText(text)
                self._completer.activated.emit(text)
                return True
        return super().eventFilter(watched, event)


def offer_indicators(desk: Desk, line: QLineEdit, taken: Callable[[], object] | None = None) -> QCompleter:
    """`taken` is told when one was chosen. Any word of it finds it: "samtal", "väntan"."""
    from verkstad.ui.screens.people_words import dress_completer

    completer = QCompleter(list(ready_made(desk.language)), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    dress_completer(completer, desk.theme)
    line.setCompleter(completer)
    _Offer(line, completer)
    if taken is not None:
        completer.activated.connect(lambda _text: taken())
    return completer
