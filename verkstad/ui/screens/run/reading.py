"""A text to read while the day goes on: as high as it needs to be, to a limit, and then it scrolls. It is no field."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy

from verkstad.ui import controls

HIGHEST = 190  # pixels: what comes after it stays in view


class Reading(QScrollArea):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._label: QLabel = controls.label("", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(name)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        self.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._label.text()

    def setText(self, text: str) -> None:
        if text != self._label.text():
            self._label.setText(text)
            self.verticalScrollBar().setValue(0)
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._high())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _high(self) -> int:
        across = self.viewport().width() if self.viewport().width() > 100 else 240
        return min(HIGHEST, max(20, self._label.heightForWidth(across)))

    def _fit(self) -> None:
        if self.height() != self._high():
            self.setFixedHeight(self._high())
        scrolls = self._label.heightForWidth(max(100, self.viewport().width())) > HIGHEST
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.NoFocus)
