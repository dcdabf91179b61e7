"""Fields the pages about pilots need beside the common ones: decimal numbers, free text with proposals, a line that takes values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from verkstad.app.incoming_values import read_number
from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import Field, NotUnderstood, PersonField, ProseField


class DecimalField(Field):
    """A number with decimals as people write it ("12,5", "1 234", "35 %"), kept as decimal text. Empty is None."""

    def __init__(self, desk: Desk, name: str, *, placeholder: str = "", **more: Any) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        super().__init__(desk, name, self.line, **more)
        self.line.textEdited.connect(lambda _text: self._touched())
        self.line.returnPressed.connect(self.settle)

    def _write(self, value: Any) -> None:
        self.line.setText(self.desk.language.number(value) if value else "")
        self.line.setCursorPosition(0)

    def _read(self) -> Any:
        typed = self.line.text().strip()
        if not typed:
            return None
        value = read_number(typed)
        if value is None:
            raise NotUnderstood(self.desk.gettext("Write a number such as %(example)s.", example=self.desk.language.number("12.5")))
        return value

    def text(self) -> str:
        return self.line.text()


class NamedField(PersonField):
    """The name of something that may be there already (a team, a module): those that are there are offered, another one is new."""

    def __init__(self, desk: Desk, name: str, *, known: Callable[[], Sequence[str]], **more: Any) -> None:
        super().__init__(desk, name, people=lambda: [(words, words) for words in known()], free=True, **more)


class ValueLine(QLineEdit):
    """One line in which Enter adds a value; several rows pasted here are looked through instead. `add` answers whether it was understood."""

    list_pasted = Signal(str)

    def __init__(self, desk: Desk, name: str, add: Callable[[str], bool]) -> None:
        super().__init__()
        self._add = add
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setMaxLength(200)
        controls.leading_icon(self, desk.theme, "plus")
        self.returnPressed.connect(self._on_entered)
        self.textEdited.connect(lambda _text: self._mark(wrong=False))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and has_rows(QGuiApplication.clipboard().text()):
            self.list_pasted.emit(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)

    def _on_entered(self) -> None:
        typed = self.text().strip()
        if not typed:
            return
        if self._add(typed):
            self.clear()
        else:
            self._mark(wrong=True)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            controls.restyle(self, wrong=wrong)


def keep_height(*fields: ProseField) -> None:
    """Texts keep the height their lines need, also where the page is squeezed; the style sheet alone would let them shrink to one line."""
    for field in fields:
        field.edit.setStyleSheet(f"QPlainTextEdit {{ min-height: {field.edit.maximumHeight() - 12}px; }}")


def has_rows(text: str) -> bool:
    """Whether what was copied is more than a word for a field."""
    return "\n" in text.strip() or "\t" in text
