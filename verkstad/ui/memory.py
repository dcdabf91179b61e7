"""What the window remembers from one time to the next: its place, splitters, the last page, recent files. A small JSON beside the settings.

Nothing here is worth a dialog: a file that cannot be read is forgotten, one that cannot be written is tried again the next time. It is
written a little after what was put last, not at every change of page: what a crash loses is where one stood in the last seconds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from verkstad.app.saving import read_small, write_small
from verkstad.domain.errors import Failure

WRITE_AFTER_MS = 3_000


class Memory:
    """Named scalars and lists. `path` None keeps them for this run only. Without a running program every change is written at once."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept = read_small(path) if path is not None else {}
        self._unwritten = False
        self._timer: QTimer | None = None

    def get(self, name: str, default: Any = None) -> Any:
        found = self._kept.get(name, default)
        return default if default is not None and not isinstance(found, type(default)) else found

    def put(self, name: str, value: Any) -> None:
        if self._kept.get(name) != value:
            self._kept[name] = value
            self._unwritten = self._path is not None
            if QCoreApplication.instance() is None:
                self.flush()
            elif self._unwritten:
                self._write_later()

    def flush(self) -> None:
        """Write now what is not written yet: the program ends, or another takes over."""
        if self._timer is not None:
            self._timer.stop()
        if not self._unwritten or self._path is None:
            return
        try:
            write_small(self._path, self._kept)
        except (OSError, Failure):
            return
        self._unwritten = False

    def _write_later(self) -> None:
        """Once within so many milliseconds, however much is put meanwhile."""
        if self._timer is None:
            self._timer = QTimer(singleShot=True, interval=WRITE_AFTER_MS)
            self._timer.timeout.connect(self.flush)
        if not self._timer.isActive():
            self._timer.start()
