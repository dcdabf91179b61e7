"""An inspector that is made when there is first something to show in it: a page one only looks at does not wait for its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from verkstad.ui import controls
from verkstad.ui.desk import Desk

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    """Until then it says that nothing is selected, and what to choose (`words`)."""

    def __init__(self, desk: Desk, words: str, make: Callable[[], W]) -> None:
        super().__init__()
        self._make = make
        self.inner: W | None = None
        heading = controls.label(desk.gettext("Nothing selected"), "section")
        self._nothing = controls.holder(
            controls.column(heading, 4, controls.label(words, "caption", wrap=True), None, margins=(24, 18, 24, 24))
        )
        self._body = controls.column((self._nothing, 1))
        self.setLayout(self._body)

    @property
    def made(self) -> W:
        if self.inner is None:
            self._nothing.hide()
            self.inner = self._make()
            self._body.addWidget(self.inner)
        return self.inner

    def show_with(self, show: Callable[[W], object], *, some: bool) -> None:
        """Show something in it; where there is nothing to show it is not made for that."""
        if some or self.inner is not None:
            show(self.made)
