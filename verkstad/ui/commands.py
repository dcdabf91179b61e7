"""Ctrl+K: find any workshop, person, block, action, method, template or command by typing, and go there or do it.

The library is read once when the palette opens; each key filters what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from verkstad.app.catalogue import catalogue
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.workshop import Day, Workshop
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

MOST = 60
FOUND = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Found:
    """Something to go to or to do. `told` says what it is; `keys` its shortcut; `words` is what is searched, folded."""

    title: str
    told: str
    icon: str
    do: Callable[[], object]
    keys: str = ""
    weight: int = 1
    words: str = ""


def everything(desk: Desk, bar: QMenuBar) -> list[Found]:
    """All that can be found, commands first."""
    found = [*commands(bar), *_of_the_library(desk), *_of_the_catalogue(desk)]
    return [Found(f.title, f.told, f.icon, f.do, f.keys, f.weight, f"{f.title} {f.told}".casefold()) for f in found]


def commands(bar: QMenuBar) -> Iterable[Found]:
    """Every command of the menus that can be done now, with its shortcut."""
    for top in bar.actions():
        menu = top.menu()
        if not isinstance(menu, QMenu):
            continue
        for act in _leaves(menu.actions()):
            if act.isEnabled() and act.text():
                keys = act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                yield Found(act.text().replace("&", ""), top.text().replace("&", ""), "command", act.trigger, keys, 0)


def _leaves(actions: Iterable[QAction]) -> Iterable[QAction]:
    for act in actions:
        menu = act.menu()
        if isinstance(menu, QMenu):
            yield from _leaves(menu.actions())
        elif not act.isSeparator():
            yield act


def _of_the_library(desk: Desk) -> Iterable[Found]:
    from verkstad.app import people

    library, _, language = desk.bench.library, desk.gettext, desk.language
    titles: dict[str | None, str] = {}
    for workshop in library.all(Workshop):
        titles[workshop.id] = workshop.title
        yield Found(workshop.title, _("Workshop"), "calendar-clock", lambda w=workshop.id: desk.go("workshop", w))
    for person in desk.bench.ask(people.directory):
        told = " · ".join(part for part in (_("Person"), person.unit_name) if part)
        name = person.name or person.position or person.own_role
        if name:
            yield Found(name, told, "user", lambda p=person.id: desk.go("people", p))
    days = {day.id: day.parent for day in library.all(Day)}
    for block in library.all(AgendaBlock):
        where = days.get(block.parent or "")
        told = _("Block in %(workshop)s", workshop=titles.get(where, "")) if titles.get(where) else _("Block")
        yield Found(
            block.title,
            told,
            "clock",
            lambda w=where, b=block.id: desk.go("workshop", w or "", f"program:{b}"),
            language.minutes(block.minutes or 0),
            2,
        )
    for action in library.all(Action):
        yield Found(action.what, _("Action"), "square-check", lambda a=action: desk.go("workshop", a.parent or "", "people"), "", 2)


def _of_the_catalogue(desk: Desk) -> Iterable[Found]:
    _, code, language = desk.gettext, desk.language.code, desk.language
    for method in catalogue().methods():
        yield Found(
            method.name.of(code),
            _("Method"),
            "lightbulb",
            lambda m=method.slug: desk.go("library", m, "methods"),
            language.minutes(method.minutes),
        )
    for template in catalogue().templates():
        yield Found(
            template.name.of(code),
            _("Template"),
            "layers",
            lambda t=template.slug: desk.go("library", t, "templates"),
            language.minutes(template.minutes),
        )


def search(among: list[Found], typed: str) -> list[Found]:
    """Those that hold every word typed: titles that begin with it first, then words that begin with it, then anywhere."""
    words = typed.casefold().split()
    if not words:
        return among[:MOST]
    ranked: list[tuple[int, int, int, Found]] = []
    for at, found in enumerate(among):
        if not all(word in found.words for word in words):
            continue
        title = found.title.casefold()
        if title.startswith(words[0]):
            rank = 0
        elif all(f" {word}" in f" {title}" for word in words):
            rank = 1
        elif all(word in title for word in words):
            rank = 2
        else:
            rank = 3
        ranked.append((rank, found.weight, at, found))
    ranked.sort(key=lambda entry: entry[:3])
    return [found for *_rank, found in ranked[:MOST]]


class _Results(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []

    def show_found(self, found: list[Found]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (found.title, found.told, found.keys) if part)
        return found if role == FOUND else None


class _Lines(QStyledItemDelegate):
    def __init__(self, parent: QObject, theme: look.Theme) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 44)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        t, found = self._theme, index.data(FOUND)
        rect: QRect = option.rect
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("soft"))
            p.drawRoundedRect(rect.adjusted(6, 1, -6, -1), 6, 6)
        p.drawPixmap(rect.left() + 18, rect.center().y() - 9, t.pixmap(found.icon, "text2", 18))
        face = look.font(look.CAPTION, tabular=True)
        right = QFontMetrics(face).horizontalAdvance(found.keys)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        p.drawText(QRect(rect.right() - 20 - right, rect.top(), right + 4, rect.height()), Qt.AlignmentFlag.AlignVCenter, found.keys)
        width = rect.width() - 48 - 24 - (right + 16 if right else 0)
        metrics = QFontMetrics(face)
        p.drawText(
            QRect(rect.left() + 48, rect.top() + 23, width, 16),
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(found.told, Qt.TextElideMode.ElideRight, width),
        )
        face = look.font(look.BODY, look.MEDIUM)
        p.setFont(face)
        p.setPen(t.colour("text"))
        metrics = QFontMetrics(face)
        p.drawText(
            QRect(rect.left() + 48, rect.top() + 5, width, 18),
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(found.title, Qt.TextElideMode.ElideRight, width),
        )
        p.restore()


class Palette(QDialog):
    """The palette over the window; Enter does the marked line, Esc leaves."""

    def __init__(self, desk: Desk, window: QWidget, bar: QMenuBar) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        _ = desk.gettext
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Find anything"))
        self._all = everything(desk, bar)
        self._model = _Results()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Find a workshop, a person, a block, a method or a command"))
        self.line.setAccessibleName(_("Find anything"))
        self.line.setFixedHeight(44)
        self.line.addAction(desk.theme.icon("search", "text2", 18), QLineEdit.ActionPosition.LeadingPosition)
        self.line.setStyleSheet(f"QLineEdit {{ border: 0; background: {desk.theme.surface}; font-size: 15px; }}")
        self.line.textChanged.connect(self._on_typed)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Lines(self.list, desk.theme))
        self.list.setAccessibleName(_("What was found"))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(self._on_taken)
        self._none = controls.label(_("Nothing is called that."), "caption")
        self._none.setContentsMargins(20, 4, 0, 12)
        self.setStyleSheet(f"Palette {{ background: {desk.theme.surface}; border: 1px solid {desk.theme.field}; }}")
        self.setLayout(controls.column(self.line, controls.hairline(), (self.list, 1), self._none, spacing=4, margins=(1, 6, 1, 6)))
        self._most = min(480, window.height() - 160)
        self.resize(min(640, window.width() - 80), self._most)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + 90)
        self._on_typed("")

    def open(self) -> None:
        self.show()
        self.line.setFocus()

    def _on_typed(self, text: str) -> None:
        self._model.show_found(search(self._all, text))
        self._none.setVisible(not self._model.found)
        self.list.setVisible(bool(self._model.found))
        self.resize(self.width(), min(self._most, 44 + 34 + 44 * max(1, len(self._model.found))))
        if self._model.found:
            self.list.setCurrentIndex(self._model.index(0))

    def _on_taken(self, index: QModelIndex) -> None:
        found = index.data(FOUND)
        self.close()
        if found is not None:
            found.do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(Qt.Key(event.key()))
            if step is not None:
                row = max(0, min(len(self._model.found) - 1, self.list.currentIndex().row() + step))
                self.list.setCurrentIndex(self._model.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.currentIndex().isValid():
                    self._on_taken(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)
