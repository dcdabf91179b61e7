"""Files outside the library: what a person saves by name, and the small JSON files of this machine (settings, what the window remembers).

The window writes no file itself; it hands the content here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from verkstad.files import write_atomically


def save_file(path: Path, content: bytes) -> None:
    """Write what somebody asked to have as `path`: whole or not at all. Raises a WorldFailure when the place cannot be written."""
    write_atomically(path, content)


def workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """A list as an Excel workbook with one sheet called `title`."""
    from verkstad.documents.office_sheet import Grid, xlsx_file

    widths = tuple(min(60, max(10, *(len(str(row[at])) for row in rows), len(head)) + 2) if rows else 18 for at, head in enumerate(heads))
    return xlsx_file(Grid(title, tuple(heads), tuple(tuple(row) for row in rows), widths))


def read_small(path: Path) -> dict[str, Any]:
    """What `write_small` wrote; nothing when it is missing, broken or something else."""
    try:
        read = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def write_small(path: Path, values: Mapping[str, Any]) -> None:
    """Keep a few named scalars and lists, in a folder made when missing. Raises a WorldFailure or OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, json.dumps(values, ensure_ascii=False, indent=1).encode())
