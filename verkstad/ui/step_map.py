"""Maps in steps on which points are dragged, or moved by keys; the one of five by five: benefit and effort, influence and interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from verkstad.picture.matrix import Frame, Matrix, Point, lay_out
from verkstad.picture.positions import Box
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

LEFT, BOTTOM, TRAY = 26, 28, 176  # px for the steps of the axes, and for those that are not placed
ONE_LINE, TWO_LINES = 26, 42  # a chip is two lines tall where its cell is narrow
NARROW = 150
WORDS = 30
MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
MIDDLE = 3


class StepMap(QWidget):
    """A map in steps across and up, with quadrants and chips. Space and Page Down go from chip to chip; what moves or places the chosen one is
    said by the map that this becomes: it lays out in `_arrange`, draws a chip in `_chip`, and hears `_dropped` and its own keys in `_press`.

    `words` names the quadrants (msgids); `strong` is the one that is shaded; lines between cells are left out at the steps of `edges`, where a half begins.
    """

    chosen = Signal(str)

    def __init__(
        self, desk: Desk, name: str, words: Mapping[str, str], *, strong: str, edges: Sequence[int], least: QSize, inset: int
    ) -> None:
        super().__init__()
        self.desk, self.words = desk, words
        self.points: list[Any] = []
        self.selected = ""
        self.layout_: Any = Matrix((), {}, (), ())
        self._strong, self._edges, self._inset = strong, edges, inset
        self._held: tuple[str, QPoint, QPoint] | None = None  # chip, where it was taken, where it is
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocus", True)
        self.setMinimumSize(least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_points(self, points: Sequence[Any], alt: str) -> None:
        self.points = list(points)
        self.setAccessibleDescription(alt)
        self._arrange()

    def select(self, key: str) -> None:
        if key != self.selected:
            self.selected = key
            self.update()

    def chip_rect(self, key: str) -> QRect:
        box = next((c.box for c in self.layout_.chips if c.point.key == key), None)
        return QRect(round(box.x), round(box.y), round(box.width), round(box.height)) if box else QRect()

    def cell_centre(self, across: int, up: int) -> QPoint:
        box = self.layout_.cells[across, up]
        return QPoint(round(box.x + box.width / 2), round(box.y + box.height / 2))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(700, 520)

    def _arrange(self) -> None:
        raise NotImplementedError

    def _chip(self, p: QPainter, point: Any, rect: QRectF) -> None:
        raise NotImplementedError

    def _around(self, p: QPainter, face: QFont) -> None:
        """The steps of the axes, and what else stands beside the cells."""
        raise NotImplementedError

    def _dropped(self, point: Any, at: QPointF) -> None:
        raise NotImplementedError

    def _press(self, key: int, point: Any, event: QKeyEvent) -> bool:
        """A key on the chosen point, or on none (None); whether it was taken."""
        raise NotImplementedError

    def _tip(self, point: Any) -> str:
        return str(point.label)

    # ------------------------------------------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, p, _ = self.desk.theme, QPainter(self), self.desk.gettext
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        caption, strong = look.font(look.CAPTION, tabular=True), look.font(look.BODY, look.SEMIBOLD)
        for name, box in self.layout_.quadrants:
            rect = QRectF(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
            first = name == self._strong
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.mix(t.surface, t.accent, 0.10) if first else t.colour("surface"))
            p.drawRoundedRect(rect, look.RADIUS_CARD, look.RADIUS_CARD)
            p.setPen(t.colour("accent" if first else "text2"))
            p.setFont(strong)
            said, inset = _(self.words[name]), self._inset
            p.drawText(
                rect.adjusted(inset, 6, -inset, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, said[:1].upper() + said[1:]
            )
        p.setPen(QPen(t.colour("line"), 1, Qt.PenStyle.DashLine))
        for (across, up), box in self.layout_.cells.items():
            if across not in self._edges:
                p.drawLine(round(box.x), round(box.y) + self._inset, round(box.x), round(box.y + box.height) - self._inset)
            if up not in self._edges:
                bottom = round(box.y + box.height)
                p.drawLine(round(box.x) + self._inset, bottom, round(box.x + box.width) - self._inset, bottom)
        self._around(p, caption)
        for chip in self.layout_.chips:
            self._chip(p, chip.point, QRectF(chip.box.x, chip.box.y, chip.box.width, chip.box.height))
        p.setFont(caption)
        for count, box in self.layout_.more:
            p.setPen(t.colour("text2"))
            p.drawText(QRectF(box.x + 4, box.y, box.width, box.height), Qt.AlignmentFlag.AlignVCenter, _("and %(n)d more", n=count))
        if self._held is not None:
            key, start, at = self._held
            held, size = self._point(key), self.chip_rect(key).size()
            if held is not None and (at - start).manhattanLength() >= QApplication.startDragDistance():
                self._chip(p, held, QRectF(at.x() - 20, at.y() - 12, size.width(), size.height()))

    # ------------------------------------------------------------------------------------------------ the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        key = self._at(at)
        self._held = (key, at, at) if key else None
        self.chosen.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = (self._held[0], self._held[1], event.position().toPoint())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self._held = self._held, None
        self.update()
        if held is None or (event.position().toPoint() - held[1]).manhattanLength() < QApplication.startDragDistance():
            return
        point = self._point(held[0])
        if point is not None:
            self._dropped(point, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self._held is not None:
            self._held = None
            self.update()
        elif self._press(key, self._point(self.selected), event):
            return
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space) and self.points:
            keys = [c.point.key for c in self.layout_.chips]
            step = -1 if key == Qt.Key.Key_PageUp else 1
            self.chosen.emit(keys[(keys.index(self.selected) + step) % len(keys)] if self.selected in keys else keys[0])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.selected and self.layout_.chips:
            self.chosen.emit(self.layout_.chips[0].point.key)
        self.update()

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = self._point(self._at(event.pos()))
            QToolTip.showText(event.globalPos(), self._tip(point) if point else "", self)
            return True
        return super().event(event)

    def _point(self, key: str) -> Any:
        return next((x for x in self.points if x.key == key), None)

    def _at(self, at: QPoint) -> str:
        return next((c.point.key for c in reversed(self.layout_.chips) if self.chip_rect(c.point.key).contains(at)), "")


class MatrixView(StepMap):
    """The map with the tray beside it. Space goes from point to point, arrows move the one chosen, numbers place it."""

    placed = Signal(str, object, object)  # item, value, effort: 1 to 5 or None
    opened = Signal(str)

    def __init__(self, desk: Desk, name: str, frame: Frame, words: Mapping[str, str]) -> None:
        super().__init__(desk, name, words, strong=frame.first, edges=(1, frame.cut), least=QSize(420, 300), inset=8)
        self.frame = frame

    def _tray(self) -> Box | None:
        waits = any(p.cell is None for p in self.points)
        wide = TRAY if self.width() > 760 else 124
        return Box(self.width() - wide, 1, wide - 2, self.height() - BOTTOM - 2) if waits else None

    def _arrange(self) -> None:
        face = QFontMetrics(look.font(look.CAPTION, look.SEMIBOLD))
        tray = self._tray()
        room = self.width() - LEFT - 2 - (tray.width + 14 if tray else 0)
        chip = TWO_LINES if room / 5 < NARROW else ONE_LINE
        self.layout_ = lay_out(
            self.points, Box(LEFT, 1, room, self.height() - BOTTOM - 2), chip=chip, gap=4, inset=3 if chip == TWO_LINES else 6, words=WORDS, tray=tray, frame=self.frame,
            width_of=lambda p: face.horizontalAdvance(p.label) + 20 + (20 if p.marked else 0),
        )  # fmt: skip
        self.update()

    def _around(self, p: QPainter, face: QFont) -> None:
        t = self.desk.theme
        p.setFont(face)
        p.setPen(t.colour("text2"))
        for step in range(1, 6):
            across, up = self.layout_.cells[step, 1], self.layout_.cells[1, step]
            p.drawText(
                QRectF(across.x, self.height() - BOTTOM + 2, across.width, 18),
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                str(step),
            )
            p.drawText(QRectF(0, up.y, LEFT - 8, up.height), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(step))
        tray = self._tray()
        if tray is not None:
            rect = QRectF(tray.x, tray.y, tray.width, tray.height)
            p.setPen(QPen(t.colour("line"), 1))
            p.setBrush(t.colour("sunken"))
            p.drawRoundedRect(rect, look.RADIUS_CARD, look.RADIUS_CARD)
            p.setPen(t.colour("text2"))
            p.setFont(look.font(look.BODY, look.SEMIBOLD))
            p.drawText(
                rect.adjusted(8, 6, -8, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self.desk.gettext("To be placed")
            )

    def _chip(self, p: QPainter, point: Point, rect: QRectF) -> None:
        t, chosen = self.desk.theme, point.key == self.selected
        p.setPen(QPen(t.colour("focus" if chosen and self.hasFocus() else "accent" if chosen else "field"), 2 if chosen else 1))
        p.setBrush(t.colour("soft" if chosen else "raised"))
        p.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.RADIUS_FIELD, look.RADIUS_FIELD)
        inner = rect.adjusted(8, 0, -8, 0)
        if point.marked:
            p.drawPixmap(round(inner.right() - 15), round(rect.center().y() - 8), t.pixmap("shuffle", "warn", 16))
            inner.setRight(inner.right() - 20)
        face = look.font(look.CAPTION, look.SEMIBOLD)
        p.setFont(face)
        p.setPen(t.colour("text"))
        if rect.height() > ONE_LINE:
            inner = rect.adjusted(5, 2, -4 - (20 if point.marked else 0), -2)
            p.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), _two_lines(point.label, face, inner.width()))
        else:
            words = QFontMetrics(face).elidedText(point.label, Qt.TextElideMode.ElideRight, int(inner.width()))
            p.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)

    # ------------------------------------------------------------------------------------------------ the hand

    def _dropped(self, point: Point, at: QPointF) -> None:
        tray, cell = self._tray(), self.layout_.at(at.x(), at.y())
        if cell is not None and cell != point.cell:
            self.placed.emit(point.key, cell[1], cell[0])
        elif cell is None and tray is not None and at.x() >= tray.x and point.cell is not None:
            self.placed.emit(point.key, None, None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self._at(event.position().toPoint())
        if key:
            self.opened.emit(key)

    def _press(self, key: int, point: Point | None, event: QKeyEvent) -> bool:
        number = key - Qt.Key.Key_0
        if point is None:
            return False
        if 1 <= number <= 5:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.placed.emit(point.key, _whole(point.value), number)
            else:
                self.placed.emit(point.key, number, _whole(point.effort))
        elif key in MOVES:
            across, up = MOVES[Qt.Key(key)]
            value, effort = _whole(point.value) or MIDDLE, _whole(point.effort) or MIDDLE
            if point.cell is not None:
                value, effort = min(5, max(1, value + up)), min(5, max(1, effort + across))
            if (value, effort) != (point.value, point.effort):
                self.placed.emit(point.key, value, effort)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and (point.value or point.effort):
            self.placed.emit(point.key, None, None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(point.key)
        else:
            return False
        return True


def _two_lines(text: str, face: QFont, width: float) -> str:
    """As much as two lines hold, broken between words where that is possible, with an ellipsis where there is more."""
    measure = QFontMetrics(face)
    first = ""
    words = text.split()
    while words and measure.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        first = measure.elidedText(words.pop(0), Qt.TextElideMode.ElideRight, int(width))
    rest = measure.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, int(width))
    return f"{first}\n{rest}" if rest else first


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
