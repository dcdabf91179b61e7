"""A part of a form that is folded until it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from verkstad.ui import controls
from verkstad.ui.desk import Desk


class Fold(QWidget):
    """A heading that opens what lies under it; closed it tells in a line what is there. The inside is built when it is first opened."""

    def __init__(self, desk: Desk, key: str, title: str, make: Callable[[], QWidget], opened: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._key, self._make, self._opened = desk, f"fold-{key}", make, opened
        self.button = QToolButton()
        self.button.setText(title)
        self.button.setAccessibleName(title)
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setStyleSheet(
            "QToolButton { border: 0; background: transparent; font-size: 13px; font-weight: 600; padding: 0; min-height: 28px; text-align: left; }"
            " QToolButton:hover { text-decoration: underline; } QToolButton:checked { background: transparent; }"
        )
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.told = controls.Elided("", "caption")
        self.body: QWidget | None = None
        self._layout = controls.column(self.button, self.told)
        self.setLayout(self._layout)
        self.button.toggled.connect(self._on_toggled)
        self._arrow(False)
        if desk.memory.get(self._key, False):
            self.button.setChecked(True)

    @property
    def is_open(self) -> bool:
        return self.button.isChecked()

    def tell(self, summary: str) -> None:
        self.told.setText(summary)
        self.told.setVisible(bool(summary) and not self.is_open)

    def _arrow(self, opened: bool) -> None:
        self.button.setIcon(self.desk.theme.icon("chevron-down" if opened else "chevron-right", "text2", 16))

    def _on_toggled(self, opened: bool) -> None:
        self._arrow(opened)
        self.desk.memory.put(self._key, opened)
        if opened and self.body is None:
            self.body = self._make()
            self._layout.addSpacing(8)
            self._layout.addWidget(self.body)
        if self.body is not None:
            self.body.setVisible(opened)
        self.told.setVisible(bool(self.told.text()) and not opened)
        if opened:
            self._opened()
