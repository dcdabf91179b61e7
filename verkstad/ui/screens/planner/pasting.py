"""What a pasted list would become, before it becomes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from verkstad.app.agenda import NewBlock
from verkstad.picture.timestrip import kind_name
from verkstad.ui import controls
from verkstad.ui import theme as look
from verkstad.ui.desk import Desk
from verkstad.ui.dialogs import Sheet
from verkstad.ui.screens.planner.cards import LEFT, RIGHT
from verkstad.ui.screens.planner.patterns import fill_kind

ROW = 30


class _Rows(QWidget):
    """The blocks as they would stand, painted: time when it is said, kind, title, length."""

    def __init__(self, desk: Desk, found: Sequence[NewBlock]) -> None:
        super().__init__()
        self.desk, self.found = desk, found
        self.setFixedHeight(ROW * len(found) + 4)
        language = desk.language
        self.setAccessibleName("; ".join(f"{b.title}, {kind_name(b.type, language)}, {language.minutes(b.minutes)}" for b in found))

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        t, language = self.desk.theme, self.desk.language
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        now: int | None = None  # from the first that says when it begins, each as the ones before it end
        for at, block in enumerate(self.found):
            now = begins = block.fixed_start if block.fixed_start is not None else now
            if now is not None:
                now += block.minutes
            y = at * ROW
            if y + ROW < event.rect().top() or y > event.rect().bottom():
                continue
            p.setFont(look.font(look.CAPTION, tabular=True))
            p.setPen(t.colour("text2"))
            if begins is not None:
                p.drawText(QRect(0, y, 48, ROW), LEFT, language.clock(begins))
            p.drawText(QRect(self.width() - 110, y, 104, ROW), RIGHT, language.minutes(block.minutes))
            fill_kind(p, t, QRectF(56, y + 9, 14, 12), block.type)
            p.setFont(look.font(look.BODY))
            p.setPen(t.colour("text"))
            room = self.width() - 84 - 116
            p.drawText(QRect(80, y, room, ROW), LEFT, p.fontMetrics().elidedText(block.title, Qt.TextElideMode.ElideRight, room))
            p.setPen(t.colour("line"))
            p.drawLine(0, y + ROW - 1, self.width(), y + ROW - 1)


class PasteSheet(Sheet):
    def __init__(self, desk: Desk, found: Sequence[NewBlock]) -> None:
        super().__init__(desk, desk.language.ngettext("Paste %(n)s block?", "Paste %(n)s blocks?", len(found)), width=560)
        _ = self._
        whole = sum(b.minutes for b in found)
        self.add(
            controls.label(
                _("This is how the list was read, %(minutes)s in all. It can be undone in one step.", minutes=desk.language.minutes(whole)),
                wrap=True,
            )
        )
        if any(b.fixed_start is not None for b in found):
            self.add(controls.label(_("Rows with a time of day land at that time in the program."), wrap=True))
        area = controls.scrolling(_Rows(desk, found))
        area.setFixedHeight(min(420, ROW * len(found) + 8))
        self.add(area)
        self.offer_cancel()
        self.offer(
            desk.language.ngettext("Paste %(n)s block", "Paste %(n)s blocks", len(found)),
            self.accept,
            role="primary",
            icon="clipboard-paste",
        )
