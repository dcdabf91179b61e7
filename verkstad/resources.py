"""Where the files that come with the program lie: in a checkout, installed, or frozen."""

from __future__ import annotations

import sys
from pathlib import Path


def path(name: str) -> Path:
    """The bundled file or folder `name`, given with forward slashes: "library/library.json", "icons", "fonts/Inter-Regular.ttf".

    The path is returned whether or not the file exists. Raises ValueError for a name that would leave the folder of resources.
    """
    parts = name.split("/")
    if not name or any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        raise ValueError(f"not the name of a bundled file: {name!r}")
    return _root().joinpath(*parts)


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    return Path(__file__).resolve().parent.parent / "resources"
