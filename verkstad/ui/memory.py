"""What the window remembers from one time to the next: its place, splitters, the last page, recent files. A small JSON beside the settings.

Nothing here is worth a dialog: a file that cannot be read is forgotten, one that cannot be written is tried again the next time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verkstad.app.saving import read_small, write_small
from verkstad.domain.errors import Failure


class Memory:
    """Named scalars and lists. `path` None keeps them for this run only."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept = read_small(path) if path is not None else {}

    def get(self, name: str, default: Any = None) -> Any:
        found = self._kept.get(name, default)
        return default if default is not None and not isinstance(found, type(default)) else found

    def put(self, name: str, value: Any) -> None:
        if self._kept.get(name) != value:
            self._kept[name] = value
            self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            write_small(self._path, self._kept)
        except (OSError, Failure):
            return
