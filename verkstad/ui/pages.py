"""Pages of which one is shown. Unlike a stacked widget it is only as high as that one, also where lines wrap, so that a short page does not scroll."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from verkstad.ui import controls


class Pages(QWidget):
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._layout = controls.column()
        self.setLayout(self._layout)

    def add_page(self, page: QWidget) -> None:
        """The first page added is shown. One that is there already stays as it is."""
        if page in self._pages:
            return
        self._layout.addWidget(page, 1)
        page.setVisible(not self._pages)
        self._pages.append(page)

    def current(self) -> QWidget:
        return next(p for p in self._pages if not p.isHidden())

    def turn_to(self, page: QWidget) -> None:
        if page is self.current():
            return
        self.current().hide()
        page.show()
        self.turned.emit()
