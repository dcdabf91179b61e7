"""A gentle sound at the first warning and when time is up. What plays it is loaded at the first sound; a machine without it makes its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from verkstad import resources

LOUDNESS = 0.6


class Chime:
    """Plays and forgets. `heard` counts, for tests."""

    def __init__(self) -> None:
        self.heard = 0
        self._effect: Any = None

    def play(self) -> None:
        self.heard += 1
        if self._effect is None:
            try:
                from PySide6.QtMultimedia import QSoundEffect
            except ImportError:  # no sound library on this machine
                self._effect = False
            else:
                self._effect = QSoundEffect()
                self._effect.setSource(QUrl.fromLocalFile(str(resources.path("sounds/chime.wav"))))
                self._effect.setVolume(LOUDNESS)
        if self._effect:
            self._effect.play()
        else:
            QApplication.beep()
