"""What stands between the cards: the heads of days and tracks, the lines one writes in, the small signs that follow a hand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from verkstad.domain.agenda import DayTable
from verkstad.domain.workshop import Track
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.screens.planner import words
from verkstad.ui.screens.planner.cards import LEFT


def paint_day_head(p: QPainter, desk: Desk, box: QRect, table: DayTable, number: int) -> None:
    """Name, date and times of a day; a click opens it."""
    t, language = desk.theme, desk.language
    p.setFont(look.font(look.SECTION, look.SEMIBOLD))
    p.setPen(t.colour("text"))
    name = words.day_name(table, number, language, full=True)
    p.drawText(box.adjusted(0, 8, 0, 0), LEFT, name)
    x = p.fontMetrics().horizontalAdvance(name) + 12
    p.setFont(look.font(look.CAPTION, tabular=True))
    p.setPen(t.colour("text2"))
    told = language.span(table.start, table.end) if table.slots else desk.gettext("Nothing planned yet")
    p.drawText(box.adjusted(x, 9, 0, 0), LEFT, told)
    x += p.fontMetrics().horizontalAdvance(told) + 10
    p.drawPixmap(x, box.center().y() - 3, t.pixmap("ellipsis", "text2", 16))


def paint_track_head(p: QPainter, desk: Desk, box: QRect, track: Track) -> None:
    """Name and room above a column; a click opens it."""
    t = desk.theme
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(t.colour("sunken"))
    p.drawRoundedRect(QRectF(box.adjusted(0, 2, 0, -6)), 6, 6)
    p.setFont(look.font(look.BODY, look.SEMIBOLD))
    p.setPen(t.colour("text"))
    room = box.width() - 44
    name = p.fontMetrics().elidedText(track.title, Qt.TextElideMode.ElideRight, room)
    p.drawText(box.adjusted(12, -4, -30, 0), LEFT, name)
    x = 12 + p.fontMetrics().horizontalAdvance(name) + 10
    if track.room and x < room:
        p.setFont(look.font(look.CAPTION))
        p.setPen(t.colour("text2"))
        p.drawText(box.adjusted(x, -4, -30, 0), LEFT, p.fontMetrics().elidedText(track.room, Qt.TextElideMode.ElideRight, room - x + 12))
    p.drawPixmap(box.right() - 24, box.center().y() - 10, t.pixmap("ellipsis", "text2", 16))
    p.restore()


def paint_add_line(p: QPainter, desk: Desk, box: QRect, *, narrow: bool) -> None:
    """Where the next block is written; a click opens it."""
    t = desk.theme
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(t.colour("line"), 1, Qt.PenStyle.DashLine))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), look.RADIUS_CARD, look.RADIUS_CARD)
    p.drawPixmap(box.left() + 14, box.center().y() - 7, t.pixmap("plus", "text2", 16))
    p.setFont(look.font(look.BODY))
    p.setPen(t.colour("text2"))
    told = desk.gettext("Block") if narrow else desk.gettext("Write a block or a method …")
    p.drawText(box.adjusted(38, 0, -8, 0), LEFT, p.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, box.width() - 46))
    p.restore()


def paint_column(p: QPainter, desk: Desk, box: QRect) -> None:
    """The track that what is carried would go on, head and all."""
    glow = desk.theme.colour("accent")
    p.save()
    p.setPen(QPen(glow, 1.5))
    glow.setAlpha(26)
    p.setBrush(glow)
    p.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    p.restore()


def paint_drop_line(p: QPainter, desk: Desk, line: QRect, told: str, at: QPoint) -> None:
    """Where what is carried would go, and when it would begin."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(desk.theme.colour("accent"))
    p.drawRoundedRect(QRectF(line.left(), line.top(), line.width(), 3), 1.5, 1.5)
    p.drawEllipse(QRectF(line.left() - 4, line.top() - 2.5, 8, 8))
    paint_bubble(p, desk, told, at, right=True)


def paint_bubble(p: QPainter, desk: Desk, told: str, at: QPoint, *, right: bool = False) -> None:
    """A few words in the accent colour around a point, or to the left of it."""
    t = desk.theme
    p.setFont(look.font(look.CAPTION, look.SEMIBOLD, tabular=True))
    wide = p.fontMetrics().horizontalAdvance(told) + 16
    box = QRectF(at.x() - wide if right else at.x() - wide / 2, at.y() - 11, wide, 22)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(t.colour("accent"))
    p.drawRoundedRect(box, 6, 6)
    p.setPen(t.colour("onaccent"))
    p.drawText(box, Qt.AlignmentFlag.AlignCenter, told)
