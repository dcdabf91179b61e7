"""Walks over the widgets of a window: what is clipped, what has no name, in what order the tab key goes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from verkstad.ui.controls import CardButton, Elided
from verkstad.ui.fields import Choice
from verkstad.ui.main_window import NavItem


def shown(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.width() > 0:
            yield widget


def clipped(root: QWidget) -> list[str]:
    """Labels and buttons whose text has less room than it needs. Those that say so with an ellipsis and a tip are not among them."""
    found = []
    for widget in shown(root):
        if isinstance(widget, (Elided, CardButton)):
            continue
        if isinstance(widget, NavItem):
            if not widget.narrow and widget.sizeHint().width() > widget.width() + 2:
                found.append(_told(widget, widget.accessibleName()))
        elif isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            if widget.wordWrap():
                need = widget.heightForWidth(widget.width())
                if need > widget.height() + 1:
                    found.append(_told(widget, widget.text()))
            elif QFontMetrics(widget.font()).horizontalAdvance(widget.text().split("\n")[0]) > widget.contentsRect().width() + 1:
                found.append(_told(widget, widget.text()))
        elif isinstance(widget, (QPushButton, QCheckBox, QRadioButton)) and widget.text():
            if widget.sizeHint().width() > widget.width() + 1 or widget.sizeHint().height() > widget.height() + 1:
                found.append(_told(widget, widget.text()))
        elif isinstance(widget, QTabBar):
            for at in range(widget.count()):
                if widget.tabRect(at).right() > widget.width() + 1:
                    found.append(_told(widget, widget.tabText(at)))
        elif isinstance(widget, QComboBox) and widget.currentText() and not isinstance(widget, Choice):
            room = widget.width() - 28 - 20
            if QFontMetrics(widget.font()).horizontalAdvance(widget.currentText()) > room + 2:
                found.append(_told(widget, widget.currentText()))
    return found


def nameless(root: QWidget) -> list[str]:
    """Controls a screen reader could say nothing of."""
    found = []
    for widget in shown(root):
        is_control = isinstance(widget, (QAbstractButton, QLineEdit, QTextEdit, QComboBox, QAbstractItemView))
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        inner = widget.objectName().startswith("qt_") or (isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox))
        if (is_control or takes_focus) and not inner and not isinstance(widget, QTabBar):
            text = widget.text() if isinstance(widget, (QAbstractButton,)) else ""
            if not widget.accessibleName() and not text:
                found.append(_told(widget, ""))
    return found


def tab_stops(root: QWidget) -> list[QWidget]:
    """What the tab key comes to, in its order."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    seen: set[int] = set()
    while widget is not None and id(widget) not in seen:
        seen.add(id(widget))
        inside = root is widget or root.isAncestorOf(widget)
        if (
            inside
            and widget.isVisibleTo(root)
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ):
            found.append(widget)
        widget = widget.nextInFocusChain()
        if widget is root:
            break
    return found


def backwards(root: QWidget) -> list[str]:
    """Pairs of neighbours in the order of the tab key where the second stands above the first, in the same column of the page."""
    stops = [w for w in tab_stops(root) if not isinstance(w, QAbstractScrollArea)]
    found = []
    for one, other in itertools.pairwise(stops):
        a = one.mapTo(root, one.rect().topLeft())
        b = other.mapTo(root, other.rect().topLeft())
        if b.y() + other.height() <= a.y() and b.x() < a.x() + one.width():
            found.append(f"{_told(one, one.accessibleName())} before {_told(other, other.accessibleName())}")
    return found


def _told(widget: QWidget, text: str) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {text!r} {widget.width()}x{widget.height()} hint {widget.sizeHint().width()}x{widget.sizeHint().height()}"
