"""A click stays with the button it was aimed at.

A press of the mouse takes the keyboard from a field before the press itself arrives. The field saves what was written, its page shows what
is so now, and the button that is pressed may have moved from under the mouse when it lets go: Qt then takes that for a click somebody
thought better of. Here it is the hand that decides: a mouse that has not been moved since the press lets go on the button it pressed.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

Kind = QEvent.Type
PRESSES = (Kind.MouseButtonPress, Kind.MouseButtonDblClick)


class SteadyClicks(QObject):
    """Watches one press at a time, and only one that moved the keyboard: the program's events pass through here until it is let go."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._watches = False
        self._button: QAbstractButton | None = None
        self._spot = self._at = QPointF()  # where the press met the button, and where on the screen
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if not self._watches and QGuiApplication.mouseButtons().value:
            self._watches, self._button = True, None
            self._app.installEventFilter(self)

    def _stop(self) -> None:
        self._watches, self._button = False, None
        self._app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or not isinstance(watched, QWidget):  # the window itself is told first, as no widget
            return False
        kind = event.type()
        if kind in PRESSES:
            self._button = watched if isinstance(watched, QAbstractButton) else None
            self._spot, self._at = event.position(), event.globalPosition()
        elif kind == Kind.MouseButtonRelease:
            button, slid = self._button, self._slid(watched, event)
            self._stop()
            if button is not None and slid:
                there = QMouseEvent(
                    kind, self._spot, event.globalPosition(), event.button(), event.buttons(), event.modifiers(), event.pointingDevice()
                )
                QCoreApplication.sendEvent(button, there)
                return True
        elif kind == Kind.MouseMove:
            return self._slid(watched, event)  # to a button that slid away the mouse has left it
        return False

    def _slid(self, watched: QWidget, event: QMouseEvent) -> bool:
        """The button was moved from under a mouse that stood still."""
        button = self._button
        if button is None or not isValid(button) or watched is not button or button.rect().contains(event.position().toPoint()):
            return False
        return (event.globalPosition() - self._at).manhattanLength() < QApplication.startDragDistance()
