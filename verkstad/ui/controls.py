"""The small pieces pages are made of: labels with a role, buttons with an icon, cards, scrolling bodies, layouts in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QBoxLayout,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from verkstad.ui import theme as look
from verkstad.ui.theme import Theme

Item = QWidget | QLayout | int | None
"""What a layout takes: a widget, a layout, so many pixels of room, or None for whatever room there is."""
LONGEST = 28  # characters of a word that is never parted; a heading of the inspector has room for it


def _fill(layout: QBoxLayout, items: Sequence[Item | tuple[Item, int]], spacing: int, margins: tuple[int, int, int, int]) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for entry in items:
        item, stretch = entry if isinstance(entry, tuple) else (entry, 0)
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item, stretch)
        else:
            layout.addWidget(item, stretch)


def column(*items: Item | tuple[Item, int], spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Items below one another; (item, n) takes n shares of the room left."""
    made = QVBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def row(*items: Item | tuple[Item, int], spacing: int = look.S, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    made = QHBoxLayout()
    _fill(made, items, spacing, margins)
    return made


def holder(layout: QLayout, name: str = "") -> QWidget:
    """A bare widget around a layout."""
    made = QWidget()
    if name:
        made.setObjectName(name)
    if isinstance(layout, QGridLayout):
        layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made


def label(text: str, role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """`role`: "page", "section", "strong", "caption", "label", "error", "badge", "warning", or body text."""
    made = Wrapped(text) if wrap and not selectable else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("look", role)
    if role in ("badge", "warning"):
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class Wrapped(QLabel):
    """Lines as narrow as they are given. Qt makes a label as wide as its longest word, and all that it stands in; a word longer than `LONGEST` may
    here be parted anywhere. The text is what was said, without the places where it may be parted.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._whole, self._named = "", False
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = text
        parted = _parted(text)
        if parted is not text or self._named:
            self._named = parted is not text
            self.setAccessibleName(text if self._named else "")
        super().setText(parted)

    def text(self) -> str:
        return self._whole


def _parted(text: str) -> str:
    """The text with places to part its words that are too long; the same object when it has none of those."""
    if len(text) <= LONGEST or all(len(word) <= LONGEST for word in text.split()):
        return text
    return re.sub(rf"\S{{{LONGEST + 1},}}", lambda found: "\u200b".join(found[0]), text)


def say_within(button: QPushButton, text: str, room: int) -> None:
    """The words of a button on at most so many pixels; all of them in its tip and for the screen reader."""
    shown = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
    button.setText(shown if button.icon().isNull() else f" {shown}")
    button.setToolTip(text)
    button.setAccessibleName(text)


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and let the style sheet see them; styling anew takes time, so it waits for something that changed."""
    if properties and all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Elided(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole text is in the tip and for the screen reader."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""
        if role:
            self.setProperty("look", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        super().setText(text)
        self._shorten()

    def text(self) -> str:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._shorten()

    def _shorten(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        if shown != super().text():
            super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


def button(
    theme: Theme,
    text: str,
    icon: str = "",
    *,
    role: str = "",
    on: Callable[[], object] | None = None,
    tip: str = "",
    token: str = "",
) -> QPushButton:
    """A button with words. `role`: "primary", "danger", "quiet", "link" or an ordinary one."""
    made = QPushButton(text)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    if role:
        made.setProperty("look", role)
    if icon:
        made.setIcon(theme.icon(icon, token or {"primary": "onaccent", "danger": "danger", "link": "accent"}.get(role, "text"), 18))
        made.setIconSize(QSize(18, 18))
        made.setText(f" {text}")
    if tip:
        made.setToolTip(tip)
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    return made


def icon_button(
    theme: Theme, icon: str, name: str, *, on: Callable[[], object] | None = None, shortcut: str = "", token: str = "text2"
) -> QToolButton:
    """A button that is an icon; its name is its tip and what a screen reader says."""
    made = QToolButton()
    made.setProperty("look", "quiet")
    made.setIcon(theme.icon(icon, token))
    made.setIconSize(QSize(20, 20))
    made.setAccessibleName(name)
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) if shortcut else ""
    made.setToolTip(f"{name} ({keys})" if keys else name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    return made


class DropDown(QComboBox):
    """A list to choose one from. The wheel scrolls the page it lies on and never chooses, whether it has the keyboard or not.

    What does not fit in it while it is closed ends in an ellipsis and a tip; its list is as wide as its texts.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tip = ""

    def setToolTip(self, tip: str) -> None:
        self._tip = tip
        super().setToolTip(tip)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def room(self) -> int:
        """Pixels for the words, as the style leaves them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        held = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()
        return held - 2 - (0 if option.currentIcon.isNull() else option.iconSize.width() + 4)

    def words(self) -> str:
        """What stands in it while it is closed."""
        return QFontMetrics(self.font()).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, self.room())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        shown = self.words()
        tip = option.currentText if shown != option.currentText else self._tip
        if tip != self.toolTip():
            super().setToolTip(tip)
        option.currentText = shown
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        view, screen = self.view(), self.screen().availableGeometry()
        bar = view.verticalScrollBar().sizeHint().width() if self.count() > self.maxVisibleItems() else 0
        view.setMinimumWidth(min(max(view.sizeHintForColumn(0), 0) + bar + 12, screen.width()))  # its frame and padding
        super().showPopup()
        opened = view.window()
        if (beyond := opened.geometry().right() - screen.right()) > 0:
            opened.move(max(screen.left(), opened.x() - beyond), opened.y())


def card(*items: Item | tuple[Item, int], spacing: int = look.S, margins: tuple[int, int, int, int] = (16, 14, 16, 14)) -> QFrame:
    """A white card with a hairline around it."""
    made = QFrame()
    made.setProperty("look", "card")
    made.setLayout(column(*items, spacing=spacing, margins=margins))
    return made


def search_field(theme: Theme, words: str, clear: str) -> QLineEdit:
    """Where one types what is sought. `words` name it and stand in it while it is empty; `clear` names the button that empties it."""
    made = QLineEdit()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    leading_icon(made, theme, "search")
    made.setClearButtonEnabled(True)
    for inner in made.findChildren(QToolButton):
        if not inner.accessibleName():
            inner.setAccessibleName(clear)
    return made


def leading_icon(line: QLineEdit, theme: Theme, icon: str) -> None:
    """An icon at the beginning of a line; its button takes the name of the line."""
    before = set(line.findChildren(QToolButton))
    line.addAction(theme.icon(icon, "text2", 16), QLineEdit.ActionPosition.LeadingPosition)
    for inner in set(line.findChildren(QToolButton)) - before:
        inner.setAccessibleName(line.accessibleName())


def hairline() -> QFrame:
    made = QFrame()
    made.setProperty("look", "line")
    made.setFixedHeight(1)
    return made


class Scrolling(QScrollArea):
    """A scroll area that is styled when it is first seen.

    Qt measures what a scroll area holds, and for that styles it, each time the area is given another parent; a page is put together in
    many such steps, and all of it would be styled anew in each.
    """

    def __init__(self) -> None:
        super().__init__()
        self._missed = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and not self.isVisible():
            self._missed = True
            return QAbstractScrollArea.event(self, event)
        if event.type() == QEvent.Type.Show and self._missed:
            self._missed = False
            super().event(QEvent(QEvent.Type.StyleChange))
        return super().event(event)


class _Body(QWidget):
    """As high as its words need at the width it has. Qt would make it as high as they need at its narrowest, and leave the rest blank."""

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        return QSize(hint.width(), 0) if layout is not None and layout.hasHeightForWidth() else hint


def scrolling(content: QWidget, *, name: str = "") -> QScrollArea:
    """A body that scrolls up and down only, and is no stop for the tab key."""
    made = Scrolling()
    if name:
        made.setObjectName(name)
    body = _Body(objectName="body")
    made.setWidget(body)  # while it is empty: see Scrolling
    made.setWidgetResizable(True)
    body.setLayout(column(content))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFrameShape(QFrame.Shape.NoFrame)
    return made


class CardButton(QPushButton):
    """A card that is one button: an icon, a title, a line below it and, on the right, a short fact."""

    double_clicked = Signal()
    room = 0  # kept free at the left, for what a subclass paints there

    def __init__(
        self,
        theme: Theme,
        title: str,
        caption: str = "",
        *,
        icon: str = "",
        token: str = "accent",
        fact: str = "",
        chip: str = "",
        on: Callable[[], object] | None = None,
    ) -> None:
        """`chip`: the token of the fact, where that is a state and stands as a chip."""
        super().__init__()
        self._theme, self._title, self._caption, self._icon, self._token, self._fact = theme, title, caption, icon, token, fact
        self._chip = chip
        self.setAccessibleName(", ".join(part for part in (title, caption, fact) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(64 if caption else 48)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if on is not None:
            self.clicked.connect(lambda _checked=False: on())

    def sizeHint(self) -> QSize:
        return QSize(200, 64 if self._caption else 48)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 64 if self._caption else 48)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Polish:  # the style sheet has just given it the least height of a common button
            self.setMinimumHeight(self.sizeHint().height())
        return done

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
        super().mouseDoubleClickEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        over = self.underMouse() and self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(t.colour("field" if over or self.isChecked() else "line"))
        painter.setBrush(t.colour("soft") if self.isChecked() else look.mix(t.surface, t.sunken, 0.35) if over else t.colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1).toRectF().translated(0.5, 0.5), look.RADIUS_CARD, look.RADIUS_CARD)
        left = 16 + self.room
        if self._icon:
            painter.drawPixmap(left, (self.height() - 20) // 2, t.pixmap(self._icon, self._token if self.isEnabled() else "text2", 20))
            left += 20 + 14
        width = self.width() - left - 16
        if self._fact:
            face = look.font(look.CAPTION, look.MEDIUM if self._chip else look.NORMAL, tabular=True)
            room = QFontMetrics(face).horizontalAdvance(self._fact) + (18 if self._chip else 0)
            box = QRect(self.width() - 16 - room, (self.height() - 21) // 2, room + (0 if self._chip else 2), 21)
            painter.setFont(face)
            painter.setPen(t.colour("text2"))
            if self._chip:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.mix(t.surface, t.hex(self._chip), 0.13))
                painter.drawRoundedRect(box, 10, 10)
                painter.setPen(look.mix(t.hex(self._chip), t.text, 0.35))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._fact)
            width -= room + 12
        face = look.font(look.BLOCK, look.SEMIBOLD)
        painter.setFont(face)
        painter.setPen(t.colour("text") if self.isEnabled() else t.colour("text2"))
        top = (self.height() - 40) // 2 if self._caption else 0
        height = 20 if self._caption else self.height()
        painter.drawText(
            QRect(left, top, width, height),
            Qt.AlignmentFlag.AlignVCenter,
            QFontMetrics(face).elidedText(self._title, Qt.TextElideMode.ElideRight, width),
        )
        if self._caption:
            face = look.font(look.CAPTION, tabular=True)
            painter.setFont(face)
            painter.setPen(t.colour("text2"))
            painter.drawText(
                QRect(left, top + 21, width, 18),
                Qt.AlignmentFlag.AlignVCenter,
                QFontMetrics(face).elidedText(self._caption, Qt.TextElideMode.ElideRight, width),
            )


def wrapped(text: str, face: QFont, width: int, most: int) -> list[str]:
    """The text on at most so many lines, the last cut where it does not fit."""
    metrics, words = QFontMetrics(face), text.split()
    found: list[str] = []
    while words and len(found) < most - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        found.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
    if words:
        found.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return found
