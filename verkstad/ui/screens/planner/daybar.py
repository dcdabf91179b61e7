"""The day true to scale: one lane a track, kinds in colour and pattern, the hours below, the target end as a mark. And the shares of a day."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolTip, QWidget

from verkstad.domain.agenda import DayTable, Slot
from verkstad.domain.fields import Id
from verkstad.domain.shares import percent
from verkstad.picture.timestrip import kind_name
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.planner import patterns
from verkstad.ui.screens.planner.arrange import own_track
from verkstad.ui.theme import Theme

LANE, LANES = 14.0, 8.0  # one lane; each of several
TOP = 6.0  # room for the mark of the target end
TIMES = 18


class DayBar(QWidget):
    """The whole day in one line. A click chooses the block."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table: DayTable | None = None
        self.current: frozenset[Id] = frozenset()
        self._span = (0, 60)  # first and last minute drawn
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(TOP + LANE + TIMES))

    def show_day(self, table: DayTable | None, current: frozenset[Id] = frozenset()) -> None:
        if table == self.table and current == self.current:
            return
        self.table, self.current = table, current
        if table is not None:
            begin = min([table.start, *(s.start for s in table.slots)])
            self._span = (begin, max(table.end, table.day.target_end or 0, begin + 60))
        lanes = max(1, len(table.tracks)) if table else 1
        self.setFixedHeight(round(TOP + (LANE if lanes == 1 else LANES * lanes + 2 * (lanes - 1)) + TIMES))
        if table is not None:
            _, language = self.desk.gettext, self.desk.language
            told = "; ".join(f"{language.clock(s.start)} {s.block.title}, {kind_name(s.block.type, language)}" for s in table.slots)
            self.setAccessibleName(_("The day to scale"))
            self.setAccessibleDescription(told or _("The day is empty"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    # minutes and pixels

    def _x(self, minute: float) -> float:
        begin, end = self._span
        return (self.width() - 1) * (minute - begin) / (end - begin)

    def box(self, slot: Slot) -> QRectF:
        """Where a block is drawn."""
        assert self.table is not None
        lanes = {t.id: i for i, t in enumerate(self.table.tracks)}
        track = own_track(self.table, slot.block)
        left, right = self._x(slot.start), self._x(slot.end)
        whole = LANE if len(lanes) < 2 else LANES * len(lanes) + 2 * (len(lanes) - 1)
        if track is None or len(lanes) < 2:
            return QRectF(left, TOP, max(2.0, right - left - 1.5), whole)
        return QRectF(left, TOP + lanes[track] * (LANES + 2), max(2.0, right - left - 1.5), LANES)

    def _at(self, point: QPointF) -> Slot | None:
        if self.table is None:
            return None
        return next((s for s in reversed(self.table.slots) if self.box(s).adjusted(0, -4, 1.5, 4).contains(point)), None)

    # hand and eye

    def mousePressEvent(self, event: QMouseEvent) -> None:
        slot = self._at(event.position())
        if slot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(slot.block.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._at(event.position()) else Qt.CursorShape.ArrowCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            slot = self._at(QPointF(event.pos()))
            if slot is not None:
                language = self.desk.language
                told = f"{language.span(slot.start, slot.end)}  {slot.block.title}\n{kind_name(slot.block.type, language)}, {language.minutes(slot.end - slot.start)}"
                QToolTip.showText(event.globalPos() + QPoint(0, 8), told, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.table is None:
            return
        t, table = self.desk.theme, self.table
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        begin, end = self._span
        lanes = max(1, len(table.tracks))
        tall = LANE if lanes == 1 else LANES * lanes + 2 * (lanes - 1)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(0, TOP, self.width(), tall), 5, 5)
        p.save()
        p.setClipPath(clip)
        p.fillRect(QRectF(0, TOP, self.width(), tall), t.colour("sunken"))
        for slot in table.slots:
            patterns.fill_kind(p, t, self.box(slot), slot.block.type, ground="bg")
        p.restore()
        p.setBrush(Qt.BrushStyle.NoBrush)
        for slot in table.slots:
            if slot.block.id in self.current:
                p.setPen(QPen(t.colour("focus"), 2))
                p.drawRoundedRect(self.box(slot).adjusted(-0.5, -2, 0.5, 2), 2, 2)
        self._hours(p, begin, end, TOP + tall)
        if table.left is not None and table.left < 0 and table.day.target_end is not None:
            x = self._x(table.day.target_end)
            p.setPen(QPen(t.colour("warn"), 2))
            p.drawLine(QPointF(x, TOP - 2), QPointF(x, TOP + tall + 3))
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(t.colour("warn"))
            p.drawPolygon(QPolygonF([QPointF(x - 4.5, 0), QPointF(x + 4.5, 0), QPointF(x, 5.5)]))

    def _hours(self, p: QPainter, begin: int, end: int, y: float) -> None:
        t = self.desk.theme
        p.setFont(look.font(look.CAPTION, tabular=True))
        metrics = p.fontMetrics()
        hour_wide = metrics.horizontalAdvance("00") + 14
        every = next((n for n in (1, 2, 3, 4, 6, 12) if self._x(begin + 60 * n) >= hour_wide), 24)
        first = -(-begin // 60)
        for hour in range(first, end // 60 + 1):
            if (hour - first) % every:
                continue
            x = self._x(hour * 60)
            p.setPen(QPen(t.colour("line"), 1))
            p.drawLine(QPointF(x, y + 1), QPointF(x, y + 4))
            told = f"{hour % 24:02}"
            wide = metrics.horizontalAdvance(told)
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            p.setPen(t.colour("text2"))
            p.drawText(QRectF(left, y + 3, wide + 2, 16), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, told)


class Badge(QPushButton):
    """What is left of the day, as a button: "left" in the accent, "over" in the colour of a warning, "" as a link. Narrow, it ends in dots."""

    LEAST = 72

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.kind = theme, ""
        self._font = look.font(look.CAPTION, look.SEMIBOLD, tabular=True)
        self.setFixedHeight(look.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_as(self, kind: str) -> None:
        self.kind = kind
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font).horizontalAdvance(self.text()) + 22, look.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def shown(self) -> str:
        """What there is room for."""
        return QFontMetrics(self._font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = self._theme
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.kind:
            p.setPen(QPen(t.colour("warn" if self.kind == "over" else "accent"), 1) if self.underMouse() else Qt.PenStyle.NoPen)
            p.setBrush(t.colour("warnbg" if self.kind == "over" else "soft"))
            p.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 6, -0.5, -6), 12, 12)
        face = QFont(self._font)
        face.setUnderline(not self.kind and self.underMouse())
        p.setFont(face)
        p.setPen(t.colour("warn" if self.kind == "over" else "accent"))
        p.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.shown())


class Shares(QWidget):
    """How much of a day is what, the largest first: every kind that is used. Narrow, it says less of each: its name, its share, its mark."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._shares: list[tuple[str, int]] = []
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, minutes: dict[str, int]) -> None:
        """`minutes` of each kind."""
        shares = sorted(((k, n) for k, n in minutes.items() if n), key=lambda s: -s[1])
        if shares == self._shares:
            return
        self._shares = shares
        language = self.desk.language
        told = ", ".join(f"{kind_name(k, language)} {language.minutes(n)}" for k, n in shares)
        self.setAccessibleName(self.desk.gettext("Share of each kind"))
        self.setAccessibleDescription(told)
        self.setToolTip(told.replace(", ", "\n"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, 36)

    def laid(self) -> list[tuple[str, int, int, str]]:
        """Where each kind stands: (kind, left edge, line, words). As much is said of all of them as there is room for, on one line or two."""
        language, whole = self.desk.language, sum(n for _k, n in self._shares)
        metrics = QFontMetrics(look.font(look.CAPTION, tabular=True))
        named = [kind_name(kind, language) for kind, _n in self._shares]
        parts = [f"{percent(minutes, whole)} %" for _k, minutes in self._shares]
        both = [f"{name} {part}" for name, part in zip(named, parts, strict=True)]
        for told, lines in ((both, 1), (both, 2), (named, 2), (parts, 1)):
            made, x, line = [], 0, 0
            for (kind, _n), text in zip(self._shares, told, strict=True):
                wide = 20 + metrics.horizontalAdvance(text)
                if x + wide > self.width():
                    x, line = 0, line + 1
                made.append((kind, x, line, text))
                line += x + wide > self.width()  # it does not even fit by itself
                x += wide + 16
            if line < lines:
                return made
        return [(kind, 18 * at, 0, "") for at, (kind, _n) in enumerate(self._shares)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        laid = self.laid()
        if not laid:
            return
        t = self.desk.theme
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setFont(look.font(look.CAPTION, tabular=True))
        lines = laid[-1][2] + 1
        tall = 36 // lines
        for kind, x, line, told in laid:
            side = 14 if lines == 1 else 12
            patterns.fill_kind(p, t, QRectF(x, line * tall + (tall - side) / 2, side, side), kind, ground="bg")
            p.setPen(t.colour("text2"))
            p.drawText(QRectF(x + 20, line * tall, self.width(), tall), Qt.AlignmentFlag.AlignVCenter, told)
