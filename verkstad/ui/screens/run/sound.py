"""A gentle sound at the first warning and when time is up, played by what the system has for it; a machine without that makes its own.

Not QtMultimedia: it brings a sound server's library along and would be the largest part of the installed program, for a second of sound.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys

from PySide6.QtWidgets import QApplication

from verkstad import resources

PLAYERS = ("afplay", "pw-play", "paplay", "aplay")  # macOS, then the sound servers of Linux


class Chime:
    """Plays and forgets. `heard` counts, for tests."""

    def __init__(self) -> None:
        self.heard = 0
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self) -> None:
        self.heard += 1
        if os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
            return  # nobody listens
        path = str(resources.path("sounds/chime.wav"))
        if sys.platform == "win32":
            import winsound

            with contextlib.suppress(RuntimeError):
                winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            return
        player = next((found for name in PLAYERS if (found := shutil.which(name))), None)
        if player is None:
            QApplication.beep()
            return
        if self._playing is not None and self._playing.poll() is None:
            return  # the last one still sounds
        with contextlib.suppress(OSError):
            self._playing = subprocess.Popen([player, path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
