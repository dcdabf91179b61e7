"""A small form that comes up where one clicked: the day, a track. Each field saves as it is left; Esc or a click outside closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from verkstad.ui import controls
from verkstad.ui.desk import Desk
from verkstad.ui.fields import Field


class Popover(QFrame):
    """`fields` one below another (a tuple side by side), `ways` quieter buttons at the foot: (words, icon, what it does)."""

    def __init__(
        self,
        desk: Desk,
        over: QWidget,
        title: str,
        fields: Sequence[Field | tuple[Field, ...]],
        ways: Sequence[tuple[str, str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__(over, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        t = desk.theme
        self.setStyleSheet(f"#popover {{ background: {t.surface}; border: 1px solid {t.field}; border-radius: 8px; }}")
        self.setAccessibleName(title)
        self._point = QPoint()  # where it was asked for, global
        self.fields: list[Field] = []
        self.ways: list[QPushButton] = []
        self._offers: list[QPushButton] = []  # what Enter goes to before it closes
        items: list[controls.Item | tuple[controls.Item, int]] = [controls.label(title, "section"), 12]
        for entry in fields:
            side = entry if isinstance(entry, tuple) else (entry,)
            self.fields += side
            items += [controls.row(*((f, 1) for f in side), spacing=12), 12]
        for text, icon, on in ways:
            self.ways.append(controls.button(t, text, icon, role="quiet", on=partial(self._go, on)))
            items.append(controls.row(self.ways[-1], None))
        self.setLayout(controls.column(*items, margins=(18, 16, 18, 10)))
        self.setFixedWidth(300)

    def show_at(self, point: QPoint, focus: Field | None = None) -> None:
        """Top left at this global point, within the screen and, where it has the room, within the window."""
        self._point = point
        self._fit()
        self.show()
        (focus or self.fields[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        """As high as what it says now, what is wrong in its fields too, and moved so far that all of it is seen."""
        self.adjustSize()  # as for lines that are not broken
        held, point = self.layout(), self._point
        if held is not None and held.hasHeightForWidth():
            self.resize(self.width(), held.totalHeightForWidth(self.width()))
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        over = self.parentWidget().window()
        inside = room.intersected(QRect(over.mapToGlobal(QPoint(0, 0)), over.size()))
        if inside.width() > self.width() and inside.height() > self.height():
            room = inside
        self.move(
            max(room.left(), min(point.x(), room.right() - self.width())), max(room.top(), min(point.y(), room.bottom() - self.height()))
        )

    def event(self, event: QEvent) -> bool:
        told = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return told

    def offer(self, way: QPushButton, offered: bool) -> None:
        """A way that what was written has opened: it is seen, and Enter leads to it before it closes. Or that it has closed again."""
        if offered and way.isHidden():
            self._offers.append(way)
        elif not offered and way in self._offers:
            self._offers.remove(way)
        way.setVisible(offered)

    def _go(self, on: Callable[[], object]) -> None:
        self.close()
        on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            way = next((button for button in self.ways if button.hasFocus()), None)
            if way is not None:
                way.click()
            elif all(f.settle() for f in self.fields):
                if self._offers:
                    self._offers.pop().setFocus(Qt.FocusReason.TabFocusReason)
                else:
                    self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        for field in self.fields:
            field.settle()
        super().hideEvent(event)
