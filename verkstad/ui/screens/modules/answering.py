"""Small controls of the module's inspector: parts that fold, yes/no/not sure, a row of scores, a knife that says what it means, a list to add from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QStyle, QStyleOption, QVBoxLayout, QWidget

from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import Choice
from verkstad.ui.screens.modules.pieces import cut, width_of

OPEN = "module_sections"


class _Head(QPushButton):
    """The head of a part that folds: a chevron, its name, and in short what is in it."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self._theme, self._title, self._short = desk.theme, title, ""
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFixedHeight(look.TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_short(self, short: str) -> None:
        self._short = short
        self.setAccessibleName(f"{self._title}, {short}" if short else self._title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, look.TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, look.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        option = QStyleOption()
        option.initFrom(self)
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.mix(t.surface, t.sunken, 0.6))
            p.drawRoundedRect(self.rect(), look.RADIUS_FIELD, look.RADIUS_FIELD)
        p.drawPixmap(2, (self.height() - 16) // 2, t.pixmap("chevron-down" if self.isChecked() else "chevron-right", "text2", 16))
        face = look.font(look.BODY, look.SEMIBOLD)
        p.setFont(face)
        p.setPen(t.colour("text"))
        wide = width_of(self._title, face)
        p.drawText(QRect(24, 0, wide + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, self._title)
        face = look.font(look.CAPTION, tabular=True)
        room = self.width() - wide - 24 - 16
        p.setFont(face)
        p.setPen(t.colour("text2"))
        p.drawText(
            QRect(self.width() - room - 4, 0, room, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            cut(self._short, face, room),
        )


P = TypeVar("P", bound=QWidget)


class Section(QWidget, Generic[P]):
    """A part of the inspector that folds. Which stand open is remembered by `key`. Its inside is built when it first stands open."""

    def __init__(self, desk: Desk, key: str, title: str, make: Callable[[], P], *, stands_open: bool = False) -> None:
        super().__init__()
        self._desk, self._key, self._make = desk, key, make
        self._part: P | None = None
        self._seen: Any = None
        self._fresh = True  # the part shows what was seen last
        self.head = _Head(desk, title)
        self._body = controls.column(controls.hairline(), 2, self.head)
        self.setLayout(self._body)
        self._stands_open = stands_open
        self.show_open(self.was_open)
        self.head.clicked.connect(self._on_clicked)

    @property
    def is_built(self) -> bool:
        return self._part is not None

    @property
    def part(self) -> P:
        """What lies under the head, up to date."""
        if self._part is None:
            self._part = made = self._make()
            made.setContentsMargins(0, 6, 0, 14)
            self._body.addWidget(made)  # before it is shown: without a parent it would be a window
            made.setVisible(self.head.isChecked())
        if not self._fresh:
            self._fresh = True
            self._part.show_seen(self._seen)  # type: ignore[attr-defined]
        return self._part

    def show_seen(self, seen: Any) -> None:
        """What its part is to show; one that is folded takes it up when it is opened."""
        self._seen, self._fresh = seen, False
        if self.head.isChecked():
            _ = self.part

    @property
    def was_open(self) -> bool:
        """How somebody left it, or as it stands at first."""
        return bool(dict(self._desk.memory.get(OPEN, {})).get(self._key, self._stands_open))

    def show_open(self, is_open: bool) -> None:
        self.head.setChecked(is_open)
        if is_open:
            self.part.setVisible(True)
        elif self._part is not None:
            self._part.hide()
        self.head.update()

    def say(self, short: str) -> None:
        self.head.set_short(short)

    def _on_clicked(self, is_open: bool) -> None:
        self.show_open(is_open)
        self._desk.memory.put(OPEN, {**dict(self._desk.memory.get(OPEN, {})), self._key: is_open})


class _Option(QPushButton):
    """One of a row of answers. Chosen it is filled and ticked with a word: not by colour alone."""

    def __init__(self, desk: Desk, words: str, name: str) -> None:
        super().__init__(words)
        self._theme = desk.theme
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setFixedHeight(look.TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(width_of(self.text(), look.font(look.BODY, look.SEMIBOLD)) + 20, look.TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(28, look.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        option = QStyleOption()
        option.initFrom(self)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        p.setPen(QPen(t.colour("accent" if chosen else "field"), 1))
        p.setBrush(t.colour("accent") if chosen else look.mix(t.surface, t.sunken, 0.5) if over else t.colour("surface"))
        p.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.RADIUS_FIELD, look.RADIUS_FIELD)
        p.setFont(look.font(look.BODY, look.SEMIBOLD if chosen else look.NORMAL, tabular=True))
        p.setPen(t.colour("onaccent" if chosen else "text"))
        p.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class OneOf(QWidget):
    """A question with its answers side by side. The one chosen, pressed again, is taken back: `picked` then carries None."""

    picked = Signal(object)

    def __init__(self, desk: Desk, question: str, answers: Sequence[tuple[object, str]], *, tip: str = "", named: bool = True) -> None:
        super().__init__()
        self.question = question
        self.buttons: dict[object, _Option] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for value, words in answers:
            made = _Option(desk, words, f"{question}: {words}")
            if tip:
                made.setToolTip(tip)
            made.clicked.connect(lambda checked, value=value: self._on_clicked(value, checked))
            self._group.addButton(made)
            self.buttons[value] = made
        label = controls.label(question, "label", wrap=True)
        if tip:
            label.setToolTip(tip)
        self.setLayout(controls.column(label, 5, controls.row(*((b, b.sizeHint().width()) for b in self.buttons.values()), spacing=6)))

    def show_value(self, value: object) -> None:
        for kept, made in self.buttons.items():
            if made.isChecked() != (kept == value):
                made.setChecked(kept == value)
                made.update()

    def _on_clicked(self, value: object, checked: bool) -> None:
        self.show_value(value if checked else None)
        self.picked.emit(value if checked else None)


class KnifeButton(QPushButton):
    """A knife: what it is called and what it means, in full. Pressed, it cuts."""

    def __init__(self, desk: Desk, icon: str, name: str, meaning: str, on: Callable[[], object]) -> None:
        super().__init__()
        self._theme, self._icon, self._name, self._meaning = desk.theme, icon, name, meaning
        self.setAccessibleName(name)
        self.setAccessibleDescription(meaning)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: on())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As tall as its words need at this width."""
        super().resizeEvent(event)
        self.setFixedHeight(32 + self._words(self.width()).height() + 9)

    def sizeHint(self) -> QSize:
        return QSize(260, 41 + self._words(max(260, self.width())).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 56)

    def _words(self, width: int) -> QRect:
        room = QRect(0, 0, width - 52, 400)
        return QFontMetrics(look.font(look.CAPTION)).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._meaning)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        option = QStyleOption()
        option.initFrom(self)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(t.colour("field" if over else "line"))
        p.setBrush(look.mix(t.surface, t.sunken, 0.45) if over or self.isDown() else t.colour("surface"))
        p.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.RADIUS_FIELD, look.RADIUS_FIELD)
        p.drawPixmap(12, 10, t.pixmap(self._icon, "accent", 18))
        p.setFont(look.font(look.BODY, look.SEMIBOLD))
        p.setPen(t.colour("text"))
        p.drawText(QRect(42, 8, self.width() - 52, 20), Qt.AlignmentFlag.AlignVCenter, self._name)
        p.setFont(look.font(look.CAPTION))
        p.setPen(t.colour("text2"))
        p.drawText(QRect(42, 29, self.width() - 52, self.height() - 32), int(Qt.TextFlag.TextWordWrap), self._meaning)


class Adder(Choice):
    """A list one adds from: its first line says what it adds, and stands there again after every choice."""

    added = Signal(str)

    def __init__(self, desk: Desk, words: str) -> None:
        super().__init__()
        self._words, self._icon = words, desk.theme.icon("plus", "text2", 16)
        self.setAccessibleName(words)
        self.offer([])
        self.activated.connect(self._on_activated)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        self.clear()
        self.addItem(self._icon, self._words, "")
        for kept, words in choices:
            self.addItem(words, kept)
        self.setEnabled(bool(choices))

    def _on_activated(self, at: int) -> None:
        picked = self.itemData(at)
        self.setCurrentIndex(0)
        if picked:
            self.added.emit(picked)


def emptied(layout: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        held = item.widget()
        if held is not None:
            held.hide()
            held.deleteLater()
