"""What the room sees: one window, filled by `scenery`. It is handed a `Scene` and knows nothing else of the workshop.

A scene has no field for private notes: what is not handed over cannot be shown. `drawn` is every text of the last painting, `placed` where.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from verkstad.ui.screens.run.scenery import Placed, Scene, Scenery


class Projector(QWidget):
    """A window of its own. Keys pressed in it are the operator's: they go to `key_pressed`."""

    key_pressed = Signal(object)
    closed = Signal()

    def __init__(self, owner: QWidget, title: str, screens: Callable[[], list[QScreen]] = QGuiApplication.screens) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._owner, self._screens = owner, screens
        self.scene = Scene()
        self.drawn: list[str] = []
        self.placed: list[Placed] = []
        self.setWindowTitle(title)
        self.setAutoFillBackground(False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(320, 200)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---- where it stands

    def other_screen(self) -> QScreen | None:
        """A screen that does not show what the operator's does; None with a single or a mirrored one."""
        home = self._owner.window().screen()
        ours = home.geometry() if home is not None else QRect()
        return next((s for s in self._screens() if s is not home and not s.geometry().intersects(ours)), None)

    def ground(self) -> str:
        """Where the room is shown things now: on an "other" screen, on one that "mirror"s the operator's, or on her "own" alone."""
        home = self._owner.window().screen()
        if self.other_screen() is not None:
            return "other"
        return "mirror" if any(s is not home for s in self._screens()) else "own"

    def take_screen(self) -> bool:
        """Fill the other screen, else the operator's own. True when the operator keeps her page in view."""
        other = self.other_screen()
        target = other or self._owner.window().screen()
        if target is not None:
            self.setScreen(target)
            self.setGeometry(target.geometry())
        self.showFullScreen()
        if target is not None and self.geometry().topLeft() != target.geometry().topLeft():
            self.setGeometry(target.geometry())
        if other is None:
            self.raise_()
            self.activateWindow()
            self.setFocus()
        return other is not None

    def show_scene(self, scene: Scene) -> None:
        if scene != self.scene:
            self.scene = scene
            self.setAccessibleName(", ".join(part for part in (scene.title, f"{scene.number} {scene.words}", scene.told) if part))
            self.update()

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.key_pressed.emit(event)
            return True
        if event.type() == QEvent.Type.Close:
            self.closed.emit()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        scenery = Scenery(painter, self.scene, float(self.width()), float(self.height()))
        scenery.paint()
        painter.end()
        self.drawn, self.placed = scenery.drawn, scenery.placed
