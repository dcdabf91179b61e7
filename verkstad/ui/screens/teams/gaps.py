"""What a team lacks, said in words: a sentence a line, gaps with a mark, quieter words without colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from verkstad.ui import theme as look
from verkstad.ui.desk import Desk

INDENT, LEAD, GAP = 24, 18, 5
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)


class Sentences(QWidget):
    """Painted: a dozen labels that wrap would each be laid out anew with every person dragged. The screen reader gets the whole as one text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: list[tuple[str, bool]] = []
        self._tall: dict[int, list[int]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, rows: Sequence[tuple[str, bool]]) -> None:
        """(sentence, whether it is a gap)."""
        if list(rows) == self.rows:
            return
        self.rows = list(rows)
        self._tall = {}
        self.setAccessibleName("; ".join(text for text, _gap in rows))
        self.setFixedHeight(self.heightForWidth(max(120, self.width())))
        self.update()

    def text(self) -> str:
        return "\n".join(text for text, _gap in self.rows)

    def _heights(self, width: int) -> list[int]:
        if width not in self._tall:
            metrics = QFontMetrics(look.font(look.BODY))
            box = QRect(0, 0, max(60, width - INDENT), 10_000)
            self._tall[width] = [max(LEAD, metrics.boundingRect(box, WRAP, text).height()) for text, _gap in self.rows]
        return self._tall[width]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        tall = self._heights(width)
        return sum(tall) + GAP * max(0, len(tall) - 1)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(120, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, p = self.desk.theme, QPainter(self)
        p.setFont(look.font(look.BODY))
        y = 0
        for (text, gap), tall in zip(self.rows, self._heights(self.width()), strict=True):
            icon, token = ("triangle-alert", "warn") if gap else ("info", "text2")
            p.drawPixmap(0, y + 1, t.pixmap(icon, token, 16))
            p.setPen(t.colour("text" if gap else "text2"))
            p.drawText(QRect(INDENT, y, self.width() - INDENT, tall + 4), WRAP, text)
            y += tall + GAP
