"""What the window remembers from one time to the next: its place, splitters, the last page, recent files. A small JSON beside the settings.

Nothing here is worth a dialog: a file that cannot be read is forgotten, one that cannot be written is tried again the next time.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from verkstad.domain.errors import Failure
from verkstad.files import write_atomically


class Memory:
    """Named scalars and lists. `path` None keeps them for this run only."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept: dict[str, Any] = {}
        if path is not None:
            try:
                read = json.loads(path.read_text("utf-8"))
                self._kept = read if isinstance(read, dict) else {}
            except (OSError, ValueError):
                self._kept = {}

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
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, json.dumps(self._kept, ensure_ascii=False, indent=1).encode())
        except (OSError, Failure):
            return
