"""Pages on top of one another, as large as the room they are given; only the one that is seen is asked what it would like to have."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """For pages that fill what is there. A stacked widget asks all its pages how high they become in every width, also those nobody
    sees, and lays their text out anew for that: with many pages visited that is most of what showing the next one takes.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        seen = self.currentWidget()
        return seen.sizeHint() if seen is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        seen = self.currentWidget()
        return seen.minimumSizeHint().expandedTo(seen.minimumSize()) if seen is not None else QSize(0, 0)
