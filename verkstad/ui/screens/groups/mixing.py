"""The search going on beside the window: asked now and then what it has found, never waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from verkstad.app.group_plans import Asked, Mixer, Plan

POLL_MS = 40
SECONDS = 2.0
MORE_SECONDS = 10.0


class Mixing(QObject):
    """One search at a time. `found` brings the best so far, `rested` the last word (a plan), `failed` why there is none (an exception)."""

    found = Signal(object)
    rested = Signal(object)
    failed = Signal(object)

    make: Callable[..., Any] = Mixer

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: Asked | None = None
        self._mixer: Any = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)
        self._box: list[Any] = []  # what is to be ended, reachable when this object is gone
        box = self._box
        self.destroyed.connect(lambda: _end(box))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def working(self) -> bool:
        return self._timer.isActive()

    @property
    def plan(self) -> Plan | None:
        return self._mixer.plan if self._mixer is not None else None

    @property
    def may_go_on(self) -> bool:
        """Whether there is a search that rests and could find something better."""
        plan = self.plan
        return self._mixer is not None and self._mixer.state == "resting" and plan is not None and not plan.best_possible

    def start(self, asked: Asked, *, seconds: float = SECONDS) -> None:
        self.close()
        self.asked = asked
        self._mixer = type(self).make(asked.task, asked.seed, seconds=seconds)
        self._box.append(self._mixer)
        self._timer.start()

    def go_on(self, *, seconds: float = MORE_SECONDS) -> None:
        if self.may_go_on:
            self._mixer.go_on(seconds=seconds)
            self._timer.start()

    def stop(self) -> None:
        """Rest with the best there is; `rested` follows."""
        if self._mixer is not None:
            self._mixer.stop()

    def close(self) -> None:
        """End it, and forget what it found."""
        self._timer.stop()
        _end(self._box)
        self._mixer = self.asked = None

    def _look(self) -> None:
        mixer = self._mixer
        if mixer is None:
            self._timer.stop()
            return
        told = mixer.poll()
        if mixer.state == "failed":
            error = mixer.error
            self.close()
            self.failed.emit(error)
        elif mixer.state != "working":
            self._timer.stop()
            if mixer.plan is not None:
                self.rested.emit(mixer.plan)
        elif told:
            self.found.emit(told[-1].plan)


def _end(box: list[Any]) -> None:
    while box:
        box.pop().close()
