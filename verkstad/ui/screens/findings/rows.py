"""The list of what there is to look over: a row a rule, its name with a count and why it matters; opened, what it is about below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from verkstad import wording_checks
from verkstad.app.checks import Group, Line
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

HIGH, LOW = 62, 38
ICONS = {"blocking": ("circle-x", "danger"), "warning": ("triangle-alert", "warn"), "hint": ("lightbulb", "text2")}
"""Severity -> icon and colour: told apart by shape as well."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """A row: a rule, or (with `line`) one of those it is about."""

    group: Group
    line: Line | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.group.code, self.line.finding.id if self.line is not None else ""


class Entries(QAbstractListModel):
    """The rules shown, and below those that are open what they are about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.groups: tuple[Group, ...] = ()
        self.open: set[str] = set()
        self.rows: list[Entry] = []

    def show(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self.groups = tuple(groups)
        self.rows = [
            entry for g in self.groups for entry in (Entry(g), *((Entry(g, line) for line in g.lines) if g.code in self.open else ()))
        ]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.said(entry)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return entry.group.why
        return None

    def said(self, entry: Entry) -> str:
        """A row as one reads it out."""
        if entry.line is not None:
            return ": ".join(filter(None, (entry.line.title, entry.line.detail)))
        severity = wording_checks.severity(entry.group.severity, self.desk.language)
        return f"{severity}: {entry.group.name} ({len(entry.group.lines)})"


class _Rows(QStyledItemDelegate):
    def __init__(self, view: EntryList) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, LOW if self.view.entries.rows[index.row()].line is not None else HIGH)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, entry = self.view.desk.theme, self.view.entries.rows[index.row()]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        p.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = t.colour("soft") if chosen else t.colour("surface")
        p.fillRect(rect, ground)
        p.setPen(t.colour("line"))
        p.drawLine(rect.bottomLeft(), rect.bottomRight())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.line is None:
            self._paint_group(p, rect, entry.group)
        else:
            self._paint_line(p, rect, entry.line)
        if state & QStyle.StateFlag.State_HasFocus and self.view.hasFocus():
            p.setPen(QPen(t.colour("focus"), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(rect.adjusted(1, 1, -2, -3), 5, 5)
        p.restore()

    def _paint_group(self, p: QPainter, rect: QRect, group: Group) -> None:
        t = self.view.desk.theme
        arrow = "chevron-down" if group.code in self.view.entries.open else "chevron-right"
        p.drawPixmap(rect.left() + 14, rect.top() + 22, t.pixmap(arrow, "text2", 16))
        p.drawPixmap(rect.left() + 40, rect.top() + 11, t.pixmap(*ICONS[group.severity], 20))
        left, right = rect.left() + 72, rect.right() - 16
        count = str(len(group.lines))
        face = look.font(look.CAPTION, look.SEMIBOLD, tabular=True)
        room = max(26, QFontMetrics(face).horizontalAdvance(count) + 16)
        box = QRect(right - room, rect.top() + 11, room, 21)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.colour("sunken"))
        p.drawRoundedRect(box, 10, 10)
        p.setFont(face)
        p.setPen(t.colour("text2"))
        p.drawText(box, Qt.AlignmentFlag.AlignCenter, count)
        _text(
            p, QRect(left, rect.top() + 9, right - room - 12 - left, 24), group.name, look.font(look.BLOCK, look.SEMIBOLD), t.colour("text")
        )
        _text(p, QRect(left, rect.top() + 33, right - left, 20), group.why, look.font(look.CAPTION), t.colour("text2"))

    def _paint_line(self, p: QPainter, rect: QRect, line: Line) -> None:
        t = self.view.desk.theme
        left, right = rect.left() + 72, rect.right() - 16
        face, quiet = look.font(look.BODY, look.MEDIUM), look.font(look.BODY)
        wide = min(QFontMetrics(face).horizontalAdvance(line.title) + 2, (right - left) * 3 // 5 if line.detail else right - left)
        _text(p, QRect(left, rect.top(), wide, rect.height()), line.title, face, t.colour("text"))
        if line.detail:
            _text(p, QRect(left + wide + 14, rect.top(), right - left - wide - 14, rect.height()), line.detail, quiet, t.colour("text2"))


def _text(p: QPainter, box: QRect, words: str, face: Any, colour: Any) -> None:
    p.setFont(face)
    p.setPen(colour)
    p.drawText(box, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, box.width()))


class EntryList(QListView):
    """Arrows open and close, Enter goes where it is mended. `chosen` carries the entry with the cursor."""

    chosen = Signal(object)
    went = Signal(object)
    let_be = Signal()
    resized = Signal()  # rules were opened or closed

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.entries = Entries(desk)
        self.setModel(self.entries)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName(desk.gettext("What to look over"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(lambda now, _was: self.chosen.emit(self._at(now)))
        self.doubleClicked.connect(lambda index: self.went.emit(self._at(index)))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """The cursor stays on what it was on, else on the row that took its place."""
        was, at = self.entry(), self.currentIndex().row()
        self.entries.show(groups)
        if not self.entries.rows:
            self.chosen.emit(None)
            return
        key = was.key if was is not None else ("", "")
        again = next((n for n, e in enumerate(self.entries.rows) if e.key == key), min(max(at, 0), len(self.entries.rows) - 1))
        self.setCurrentIndex(self.entries.index(again))
        self.chosen.emit(self.entry())

    def height_of_all(self) -> int:
        return sum(LOW if e.line is not None else HIGH for e in self.entries.rows) + 2

    def entry(self) -> Entry | None:
        return self._at(self.currentIndex())

    def open_group(self, code: str, opened: bool) -> None:
        if opened != (code in self.entries.open):
            self.entries.open ^= {code}
            self.show_groups(self.entries.groups)
            self.resized.emit()

    def choose(self, code: str, id: str = "") -> bool:
        """Put the cursor on a rule, or on one of those it is about; False when it is not among them."""
        if id:
            self.open_group(code, True)
        at = next((n for n, e in enumerate(self.entries.rows) if e.key == (code, id)), -1)
        if at >= 0:
            self.setCurrentIndex(self.entries.index(at))
        return at >= 0

    def _at(self, index: Index) -> Entry | None:
        return self.entries.rows[index.row()] if index.isValid() and index.row() < len(self.entries.rows) else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        entry = self._at(self.indexAt(event.position().toPoint()))
        if entry is not None and entry.line is None and event.button() == Qt.MouseButton.LeftButton and event.position().x() < 36:
            self.open_group(entry.group.code, entry.group.code not in self.entries.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry, key = self.entry(), event.key()
        if entry is not None and key == Qt.Key.Key_Right and entry.line is None:
            self.open_group(entry.group.code, True)
        elif entry is not None and key == Qt.Key.Key_Left:
            self.open_group(entry.group.code, False)
            self.choose(entry.group.code)
        elif entry is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went.emit(entry)
        elif entry is not None and key == Qt.Key.Key_Space and entry.line is None:
            self.open_group(entry.group.code, entry.group.code not in self.entries.open)
        elif entry is not None and key == Qt.Key.Key_Delete:
            self.let_be.emit()
        else:
            super().keyPressEvent(event)
