"""What is for nobody else: while a day is presented and the room may see this screen, it stands behind a button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from verkstad.ui import controls
from verkstad.ui.desk import Desk

NOTES = frozenset({("block", "notes"), ("workshop", "notes"), ("template_block", "notes")})
"""Kind and field: what whoever leads writes for nobody else."""


def withheld(desk: Desk, kind: str, wire: str) -> bool:
    """Whether a field is kept from this screen as it is now. What shows one looks again when `desk.room_looks` is emitted."""
    return (kind, wire) in NOTES and desk.room_sees()


def hidden_words(desk: Desk) -> str:
    """What stands where a note would."""
    return desk.gettext("Hidden while the room may see this screen")


class Private(QWidget):
    """Holds a field. Asked for, it is shown until something else is, the page is left, or the room sees this screen no more."""

    def __init__(self, desk: Desk, name: str, inner: QWidget) -> None:
        super().__init__()
        self._desk, self._inner, self._asked, self._of = desk, inner, False, ""
        self.title = controls.label(name, "caption")
        self.told = controls.label(hidden_words(desk), wrap=True)
        self.show_button = controls.button(desk.theme, desk.gettext("Show"), "eye-off", on=self._on_show)
        self.show_button.setAccessibleName(desk.gettext("Show %(name)s", name=name.lower()))
        self._cover = controls.holder(controls.column(self.title, self.told, controls.row(self.show_button, None), spacing=6))
        self.setLayout(controls.column(inner, self._cover))
        desk.room_looks.connect(self.look)
        self.look()

    def show_of(self, row: str) -> None:
        """Of another row than before it hides again."""
        if row != self._of:
            self._of, self._asked = row, False
        self.look()

    def look(self) -> None:
        """Whether the room may see it is asked anew."""
        seen = self._desk.room_sees()
        self._asked = self._asked and seen
        hidden = seen and not self._asked
        self._cover.setVisible(hidden)
        if hidden and self._inner.isAncestorOf(self.window().focusWidget() or self):
            self.show_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._inner.setVisible(not hidden)

    def hideEvent(self, event: QHideEvent) -> None:
        """Who comes back to the page asks again: she may present by then."""
        super().hideEvent(event)
        if self._asked and not event.spontaneous():
            self._asked = False
            self.look()

    def _on_show(self) -> None:
        self._asked = True
        self.look()
        self._inner.setFocus(Qt.FocusReason.OtherFocusReason)
