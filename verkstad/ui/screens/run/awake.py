"""Ask the machine not to let the screen sleep while the room looks at it. Best effort: where it cannot be asked, nothing happens."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys


class Awake:
    """Held while the projector shows. On Windows a word to the system, on macOS and Linux a small program of theirs that ends with us."""

    def __init__(self) -> None:
        self._keeper: subprocess.Popen[bytes] | None = None
        self.held = False

    def hold(self) -> None:
        if self.held:
            return
        self.held = True
        if os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
            return  # nobody looks
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.kernel32.SetThreadExecutionState(0x80000000 | 0x2 | 0x1)  # continuous, display, system
            return
        command = ["caffeinate", "-d", "-i", "-w", str(os.getpid())]
        if sys.platform != "darwin":
            command = ["systemd-inhibit", "--what=idle", "--who=Verkstad", "--why=Projector", "--mode=block"]
            command += ["tail", f"--pid={os.getpid()}", "-f", os.devnull]
        if shutil.which(command[0]) is None:
            return
        with contextlib.suppress(OSError):
            self._keeper = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def let_go(self) -> None:
        if not self.held:
            return
        self.held = False
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.kernel32.SetThreadExecutionState(0x80000000)
        if self._keeper is not None:
            self._keeper.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._keeper.wait(1)
            self._keeper = None
