"""The launch on a line of time: before, at the start and after, with the pilot's first day as the line everything is seen against.

Each activity with a day is a button at that day: dragged, or sent by Alt and the arrows, it takes another. Those without a day are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from verkstad import wording
from verkstad.app.launch import ActivityLine
from verkstad.domain.launch import PHASES
from verkstad.domain.launching import START_DAYS
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

HEAD, LINE, FOOT, CHIP, GAP, SIDE = 42, 34, 24, 28, 6, 12
WIDEST, NARROWEST = 340, 64
A_WEEK = 7
EMPTY_DAYS = 56  # what is seen while nothing has a day


class Chip(QAbstractButton):
    """An activity on the line. `moved` is by how many days."""

    moved = Signal(str, int)
    dropped = Signal(str, int)  # at which x of the line its left edge was let go
    stepped = Signal(str, int)
    opened = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.line: ActivityLine | None = None
        self.right = False  # its day is at its right edge: there was no room to the right
        self._press: QPoint | None = None
        self._dragging = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)
        self.setFixedHeight(CHIP)

    def show_line(self, line: ActivityLine) -> None:
        self.line = line
        row, language = line.activity, self._desk.language
        told = [
            row.title,
            language.date(row.on, "weekday", today=self._desk.today()) if row.on else "",
            wording.choice_name("launch_activity", "phase", row.phase, language) if row.phase else "",
            line.audience,
            wording.choice_name("launch_activity", "state", row.state, language),
        ]
        self.setText(row.title)
        self.setAccessibleName(", ".join(t for t in told if t))
        self.setToolTip(self.accessibleName())
        self.update()

    def wanted(self) -> int:
        face = look.font(look.CAPTION, look.SEMIBOLD)
        return min(WIDEST, max(NARROWEST, QFontMetrics(face).horizontalAdvance(self.text()) + 34))

    def sizeHint(self) -> QSize:
        return QSize(self.wanted(), CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        assert self.line is not None
        t, row = self._desk.theme, self.line.activity
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() or self.isChecked()
        p.setBrush(t.colour("soft") if self.isChecked() else look.mix(t.surface, t.sunken, 0.5) if over else t.colour("surface"))
        pen = QPen(t.colour("accent" if self.isChecked() or self.hasFocus() else "field"), 2 if self.hasFocus() else 1)
        if row.outward:
            pen.setStyle(Qt.PenStyle.DashLine)
        p.setPen(pen)
        p.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        token = "text2" if row.state == "dropped" else "accent"
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(t.colour(token))
        p.drawRoundedRect(QRect(self.width() - 5 if self.right else 2, 6, 3, CHIP - 12), 1, 1)
        icon = {"done": "check", "dropped": "x"}.get(row.state, "users" if row.two_way else "calendar")
        p.drawPixmap(9, (CHIP - 14) // 2, t.pixmap(icon, token, 14))
        face = look.font(look.CAPTION, look.SEMIBOLD)
        face.setStrikeOut(row.state == "dropped")
        p.setFont(face)
        p.setPen(t.colour("text2" if row.state == "dropped" else "text"))
        room = self.width() - 28 - 8
        words = QFontMetrics(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        p.drawText(QRect(28, 0, room, CHIP), Qt.AlignmentFlag.AlignVCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press, self._dragging = event.position().toPoint(), False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        at = event.position().toPoint()
        if self._dragging or abs(at.x() - self._press.x()) >= QApplication.startDragDistance():
            self._dragging = True
            self.raise_()
            self.move(self.x() + at.x() - self._press.x(), self.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragging, self._press = self._dragging, False, None
        if dragged and self.line is not None:
            self.setDown(False)
            self.dropped.emit(self.line.id, self.x() + (self.width() if self.right else 0))
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.line is not None:
            self.opened.emit(self.line.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if self.line is None:
            return
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if side and held & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.line.id, side * (1 if held & Qt.KeyboardModifier.ShiftModifier else A_WEEK))
        elif side:
            self.stepped.emit(self.line.id, side)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.line.id)
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit(self.line.id)
        else:
            super().keyPressEvent(event)


class Timeline(QWidget):
    """`moved` (activity, the day it is to have), `chosen`, `opened` and `removal_asked` (activity)."""

    moved = Signal(str, str)
    chosen = Signal(str)
    opened = Signal(str)
    removal_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.chips: dict[str, Chip] = {}
        self.lines: tuple[ActivityLine, ...] = ()
        self.start: str | None = None
        self.first, self.days = date.fromisoformat(desk.today()), EMPTY_DAYS
        self.rows = 1
        self.setAccessibleName(desk.gettext("The launch on a line of time"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(320)

    def show_lines(self, lines: Sequence[ActivityLine], start: str | None) -> None:
        self.lines = tuple(line for line in lines if line.activity.on)
        self.start = start
        known = {line.id for line in self.lines}
        for gone in [id for id in self.chips if id not in known]:
            chip = self.chips.pop(gone)
            if chip.hasFocus():
                self.desk.focus_lost.emit()
            chip.hide()
            chip.deleteLater()
        for line in self.lines:
            chip = self.chips.get(line.id) or self._made(line.id)
            chip.show_line(line)
            chip.show()
        days = [date.fromisoformat(d) for d in [*(x.activity.on for x in self.lines), start] if d]
        today = date.fromisoformat(self.desk.today())
        low = min(days, default=today) - timedelta(days=7)
        high = max(days, default=today + timedelta(days=EMPTY_DAYS)) + timedelta(days=14)
        self.first, self.days = low, max(28, (high - low).days)
        self.arrange()

    def select(self, id: str) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key == id)

    def focus(self, id: str) -> None:
        if id in self.chips:
            self.chips[id].setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------------------------ where things stand

    def x_of(self, day: date) -> int:
        return SIDE + round((self.width() - 2 * SIDE) * (day - self.first).days / self.days)

    def day_at(self, x: int) -> date:
        return self.first + timedelta(days=round((x - SIDE) * self.days / max(1, self.width() - 2 * SIDE)))

    def arrange(self) -> None:
        """Each at its day, in the first row with room; what would stand outside to the right stands before its day."""
        free: list[int] = []
        for line in self.lines:
            chip = self.chips[line.id]
            wide = chip.wanted()
            at = self.x_of(date.fromisoformat(line.activity.on or ""))
            chip.right = at + wide > self.width() - 2
            left = max(0, at - wide) if chip.right else at
            row = next((n for n, until in enumerate(free) if until + GAP <= left), len(free))
            if row == len(free):
                free.append(0)
            free[row] = left + wide
            chip.setGeometry(left, HEAD + row * LINE, wide, CHIP)
        stop = self.stop()
        for chip in self.chips.values():  # one of them takes the tab key; arrows go between them
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)
        self.rows = max(1, len(free))
        self.setFixedHeight(HEAD + self.rows * LINE + FOOT)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def stop(self) -> Chip | None:
        """The one the tab key comes to: the first in time."""
        return self.chips[self.lines[0].id] if self.lines else None

    def _made(self, id: str) -> Chip:
        chip = self.chips[id] = Chip(self.desk, self)
        chip.clicked.connect(lambda _checked=False: self.chosen.emit(id))
        chip.opened.connect(self.opened)
        chip.removal_asked.connect(self.removal_asked)
        chip.moved.connect(self._on_moved)
        chip.dropped.connect(self._on_dropped)
        chip.stepped.connect(self._on_stepped)
        return chip

    def _on_moved(self, id: str, by: int) -> None:
        day = next(x.activity.on for x in self.lines if x.id == id)
        self.moved.emit(id, (date.fromisoformat(day or "") + timedelta(days=by)).isoformat())
        self.focus(id)

    def _on_dropped(self, id: str, x: int) -> None:
        day = self.day_at(x).isoformat()
        if day == next(line.activity.on for line in self.lines if line.id == id):
            self.arrange()
        else:
            self.moved.emit(id, day)

    def _on_stepped(self, id: str, by: int) -> None:
        ids = [x.id for x in self.lines]
        to = ids.index(id) + by
        if 0 <= to < len(ids):
            self.focus(ids[to])
            self.chosen.emit(ids[to])

    # ------------------------------------------------------------------------------------------------ what lies behind

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, language = self.desk.theme, self.desk.language
        p = QPainter(self)
        bottom = self.height() - FOOT
        self._months(p, bottom)
        if self.start is None:
            return
        begins = self.x_of(date.fromisoformat(self.start))
        ends = self.x_of(date.fromisoformat(self.start) + timedelta(days=START_DAYS))
        p.fillRect(QRect(begins, 20, max(2, ends - begins), bottom - 20), look.mix(t.surface, t.hex("accent"), 0.10))
        face = look.font(look.CAPTION, look.SEMIBOLD)
        p.setFont(face)
        edges = ((0, begins), (begins, max(ends, begins + 90)), (max(ends, begins + 90), self.width()))
        for phase, (left, right) in zip(PHASES, edges, strict=True):
            words = wording.choice_name("launch_activity", "phase", phase, language)
            if phase == "start":
                words = self.desk.gettext("Start %(day)s", day=language.date(self.start, "short", today=self.desk.today()))
            p.setPen(t.colour("accent" if phase == "start" else "text2"))
            inner = QRect(left + (SIDE if not left else 4), 0, right - left - 8, 18)
            if inner.width() > 20:
                p.drawText(
                    inner, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
                )
        p.setPen(QPen(t.colour("accent"), 2))
        p.drawLine(begins, 20, begins, bottom)

    def _months(self, p: QPainter, bottom: int) -> None:
        """A line across, a mark for each month, and today."""
        t, language = self.desk.theme, self.desk.language
        p.setPen(QPen(t.colour("line"), 1))
        p.drawLine(0, bottom, self.width(), bottom)
        p.setFont(look.font(11))
        last = self.first + timedelta(days=self.days)
        at = self.first.replace(day=1)
        drawn = -100
        while at <= last:
            x = self.x_of(at)
            if at >= self.first and x - drawn > 60:
                p.setPen(QPen(t.colour("line"), 1))
                p.drawLine(x, 22, x, bottom + 4)
                p.setPen(t.colour("text2"))
                words = (
                    language.date(at.isoformat(), "month").rsplit(" ", 1)[0] if at.month != 1 else language.date(at.isoformat(), "month")
                )
                p.drawText(QRect(x + 4, bottom + 4, 110, 16), Qt.AlignmentFlag.AlignVCenter, words)
                drawn = x
            at = (at + timedelta(days=32)).replace(day=1)
        today = date.fromisoformat(self.desk.today())
        if self.first <= today <= last:
            x = self.x_of(today)
            p.setPen(QPen(t.colour("text2"), 1, Qt.PenStyle.DashLine))
            p.drawLine(x, 22, x, bottom)
