"""Two axes: where notes lie, placed with the mouse, with the arrows, or by typing the numbers from the sheet."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from verkstad import wording_harvest
from verkstad.app import harvest
from verkstad.app.harvest import CaptureLine, Harvest
from verkstad.domain.fields import Id
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.fields import LineField, form

EDGE, DOT = 40, 24
_TYPED = re.compile(r"\s*(\d{1,4})\s*[:;,. ]\s*(\d{1,3})\s*[;,. /]\s*(\d{1,3})\s*")


def read_place(text: str) -> tuple[int, int, int] | None:
    """The number of a note and its place, as typed: "7 80 20"; None for what is none."""
    match = _TYPED.fullmatch(text)
    if match is None or int(match[2]) > 100 or int(match[3]) > 100:
        return None
    return int(match[1]), int(match[2]), int(match[3])


class Plot(QWidget):
    """The field, 0 to 100 both ways. A dot is dragged; a press on the empty field places the chosen note there."""

    placed = Signal(str, int, int)
    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._lines: list[tuple[int, CaptureLine]] = []
        self._current: Id = ""
        self._held: QPointF | None = None
        self._names = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 240)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(desk.gettext("Two axes"))

    def sizeHint(self) -> QSize:
        return QSize(460, 420)

    def show_names(self, x: str, y: str) -> None:
        if (x, y) != self._names:
            self._names = x, y
            self.setAccessibleDescription(f"{x}, {y}")
            self.update()

    def show_lines(self, lines: list[tuple[int, CaptureLine]], current: Id) -> None:
        self._lines, self._current = lines, current
        self.update()

    def field(self) -> QRectF:
        return QRectF(EDGE, 12, self.width() - EDGE - 14, self.height() - EDGE - 12)

    def point(self, x: int, y: int) -> QPointF:
        f = self.field()
        return QPointF(f.left() + f.width() * x / 100, f.bottom() - f.height() * y / 100)

    def place(self, at: QPointF) -> tuple[int, int]:
        f = self.field()
        x = round((at.x() - f.left()) * 100 / f.width())
        y = round((f.bottom() - at.y()) * 100 / f.height())
        return max(0, min(100, x)), max(0, min(100, y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for _number, line in reversed(self._lines):
            c = line.capture
            if c.x is not None and c.y is not None and (self.point(c.x, c.y) - event.position()).manhattanLength() < DOT:
                self._current = c.id
                self.chosen.emit(c.id)
                break
        if self._current:
            self._held = event.position()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self._current:
            self._held = None
            self.placed.emit(self._current, *self.place(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        step = steps.get(Qt.Key(event.key()))
        line = next((line for _n, line in self._lines if line.capture.id == self._current), None)
        if step is None or line is None:
            super().keyPressEvent(event)
            return
        by = 1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 5
        x, y = (line.capture.x if line.capture.x is not None else 50), (line.capture.y if line.capture.y is not None else 50)
        self.placed.emit(self._current, max(0, min(100, x + by * step[0])), max(0, min(100, y + by * step[1])))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self.desk.theme
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        f = self.field()
        p.setPen(QPen(t.colour("line"), 1))
        p.setBrush(t.colour("surface"))
        p.drawRoundedRect(f, 6, 6)
        p.drawLine(QPointF(f.center().x(), f.top()), QPointF(f.center().x(), f.bottom()))
        p.drawLine(QPointF(f.left(), f.center().y()), QPointF(f.right(), f.center().y()))
        p.setFont(look.font(look.CAPTION, look.MEDIUM))
        p.setPen(t.colour("text2"))
        elided = p.fontMetrics().elidedText
        name = elided(self._names[0], Qt.TextElideMode.ElideRight, int(f.width()) - 70)
        p.drawText(QRectF(f.left(), f.bottom() + 6, f.width(), 20), Qt.AlignmentFlag.AlignCenter, name)
        for text, align in (("0", Qt.AlignmentFlag.AlignLeft), ("100", Qt.AlignmentFlag.AlignRight)):
            p.drawText(QRectF(f.left(), f.bottom() + 6, f.width(), 20), align | Qt.AlignmentFlag.AlignVCenter, text)
        p.drawText(QRectF(2, f.top() - 4, EDGE - 8, 20), Qt.AlignmentFlag.AlignRight, "100")
        p.save()
        p.translate(14, f.center().y())
        p.rotate(-90)
        tall = f.height() - 50
        p.drawText(
            QRectF(-tall / 2, -10, tall, 20), Qt.AlignmentFlag.AlignCenter, elided(self._names[1], Qt.TextElideMode.ElideRight, int(tall))
        )
        p.restore()
        for number, line in self._lines:
            c = line.capture
            here = c.id == self._current
            held = self._held if here and self._held is not None else None
            if held is None and (c.x is None or c.y is None):
                continue
            at = held if held is not None else self.point(c.x or 0, c.y or 0)
            dot = QRectF(at.x() - DOT / 2, at.y() - DOT / 2, DOT, DOT)
            p.setPen(QPen(t.colour("focus" if here and self.hasFocus() else "surface"), 2))
            p.setBrush(t.colour("accent"))
            p.drawEllipse(dot)
            p.setPen(t.colour("onaccent"))
            p.setFont(look.font(look.CAPTION, look.SEMIBOLD, tabular=True))
            p.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number))


class AxesFace(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        _ = self._ = desk.gettext
        self._lines: list[tuple[int, CaptureLine]] = []
        self._named = ("", "")
        self.plot = Plot(desk)
        self.plot.placed.connect(self._place)
        self.plot.chosen.connect(self.select)
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Number of a note and its place"))
        self.line.returnPressed.connect(self._on_typed)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Notes by number"))
        self.list.setObjectName("checks")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.currentItemChanged.connect(lambda item, _before: item and self.select(item.data(Qt.ItemDataRole.UserRole)))
        self.left = controls.label("", "caption", wrap=True)
        self.none = controls.label(_("Write notes first; here they are placed on the two axes."), "caption", wrap=True)
        self._workshop: Id = ""
        self.to_right = LineField(desk, _("To the right"), placeholder=_("Effort"), length=60, save=lambda text: self._name(text, None))
        self.upwards = LineField(desk, _("Upwards"), placeholder=_("Benefit"), length=60, save=lambda text: self._name(None, text))
        side = controls.holder(
            controls.column(form((self.to_right, self.upwards)), 14, self.line, 8, self.left, self.none, 6, (self.list, 1))
        )
        side.setMinimumWidth(210)
        side.setMaximumWidth(360)
        self.setLayout(controls.row((self.plot, 3), (side, 2), spacing=12, margins=(0, 0, 12, 0)))

    def inspector(self) -> QWidget | None:
        return None

    def home(self) -> QWidget | None:
        return self.line

    def settle(self) -> None:
        self.to_right.settle()
        self.upwards.settle()

    def show_harvest(self, whole: Harvest) -> None:
        row = whole.workshop
        if row.id != self._workshop:
            self.settle()
        self._workshop, self._named = row.id, (row.axis_x, row.axis_y)
        self.to_right.show_value(row.axis_x, row.id, "axis_x")
        self.upwards.show_value(row.axis_y, row.id, "axis_y")
        x, y = wording_harvest.axis_names(row.axis_x, row.axis_y, self.desk.language)
        self.plot.show_names(x, y)
        self.line.setPlaceholderText(self._("Number, %(x)s, %(y)s: 7 80 20", x=x[:1].lower() + x[1:], y=y[:1].lower() + y[1:]))
        self._lines = list(enumerate((line for line in whole.lines if line.capture.settled != "left"), 1))
        current = self.current()
        self.list.blockSignals(True)
        self.list.clear()
        for number, line in self._lines:
            c = line.capture
            place = f"   ({c.x} · {c.y})" if c.x is not None else ""
            item = QListWidgetItem(f"{number}  {' '.join(c.says.split())[:90]}{place}")
            item.setData(Qt.ItemDataRole.UserRole, c.id)
            self.list.addItem(item)
        self.list.blockSignals(False)
        placed = sum(line.capture.x is not None for _n, line in self._lines)
        self.left.setText(self._("%(placed)s of %(all)s placed", placed=placed, all=len(self._lines)) if self._lines else "")
        self.none.setVisible(not self._lines)
        self.select(
            current if any(line.capture.id == current for _n, line in self._lines) else self._lines[0][1].capture.id if self._lines else ""
        )

    def current(self) -> Id:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else ""

    def select(self, capture: Id) -> None:
        row = next((n for n, (_number, line) in enumerate(self._lines) if line.capture.id == capture), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self.plot.show_lines(self._lines, capture)

    def _on_typed(self) -> None:
        read = read_place(self.line.text())
        if read is None:
            self.desk.say(self._("Write the number of the note and two numbers from 0 to 100, such as 7 80 20."))
            return
        number, x, y = read
        found: Any = dict(self._lines).get(number)
        if found is None:
            self.desk.say(self._("There is no note %(n)s.", n=number))
            return
        self._place(found.capture.id, x, y)
        self.line.clear()

    def _name(self, x: str | None, y: str | None) -> None:
        now = self._named
        self.desk.try_to(harvest.name_axes, self._workshop, now[0] if x is None else x, now[1] if y is None else y, by=self)

    def _place(self, capture: Id, x: int, y: int) -> None:
        self.select(capture)
        self.desk.try_to(harvest.place_capture, capture, x, y, by=self)
