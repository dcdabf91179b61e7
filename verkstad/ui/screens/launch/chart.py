"""How many work the new way over time, as a small picture: a line of shares from none to all. Said in words to the screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.domain.shares import Share
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.wording_launch import share_words

LEFT, RIGHT, TOP, BOTTOM = 40, 46, 12, 24


class UseChart(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.points: tuple[tuple[str, Share], ...] = ()
        self.started: str | None = None
        self.setFixedHeight(140)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[tuple[str, Share]], started: str | None, title: str) -> None:
        self.points, self.started = tuple(points), started
        language, today = self.desk.language, self.desk.today()
        told = [f"{language.date(day, 'short', today=today)} {share_words(share, language)}" for day, share in self.points]
        self.setAccessibleName(f"{title}: {', '.join(told)}")
        self.setVisible(len(self.points) > 1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, language = self.desk.theme, self.desk.language
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(LEFT, TOP, self.width() - LEFT - RIGHT, self.height() - TOP - BOTTOM)
        p.setFont(look.font(11, tabular=True))
        for share in (0, 50, 100):
            y = box.bottom() - box.height() * share / 100
            p.setPen(QPen(t.colour("line"), 1))
            p.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            p.setPen(t.colour("text2"))
            p.drawText(QRect(0, round(y) - 8, LEFT - 6, 16), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{share} %")
        days = [date.fromisoformat(day) for day, _share in self.points]
        if not days:
            return
        first, last = min(days), max(days)
        span = max(1, (last - first).days)

        def at(day: date, percent: int) -> QPointF:
            return QPointF(box.left() + box.width() * (day - first).days / span, box.bottom() - box.height() * percent / 100)

        spots = [at(day, share.percent or 0) for day, (_d, share) in zip(days, self.points, strict=True)]
        if self.started and first <= date.fromisoformat(self.started) <= last:
            x = at(date.fromisoformat(self.started), 0).x()
            p.setPen(QPen(t.colour("text2"), 1, Qt.PenStyle.DashLine))
            p.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        p.setPen(QPen(t.colour("accent"), 2))
        p.drawPolyline(spots)
        p.setBrush(t.colour("accent"))
        for spot in spots:
            p.drawEllipse(spot, 3.5, 3.5)
        p.setPen(t.colour("text"))
        p.setFont(look.font(look.CAPTION, look.SEMIBOLD, tabular=True))
        end = spots[-1]
        p.drawText(
            QRect(round(end.x()) + 8, round(end.y()) - 9, RIGHT - 8, 18), Qt.AlignmentFlag.AlignVCenter, f"{self.points[-1][1].percent} %"
        )
        p.setFont(look.font(11))
        p.setPen(t.colour("text2"))
        today = self.desk.today()
        p.drawText(
            QRect(box.left() - 4, box.bottom() + 4, 110, 16),
            Qt.AlignmentFlag.AlignLeft,
            language.date(first.isoformat(), "short", today=today),
        )
        if last > first:
            p.drawText(
                QRect(box.right() - 106, box.bottom() + 4, 110, 16),
                Qt.AlignmentFlag.AlignRight,
                language.date(last.isoformat(), "short", today=today),
            )
