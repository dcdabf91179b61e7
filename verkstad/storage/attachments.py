"""Files beside the library, under the hash of their content: `attachments/ab/<sha256>`, readable by their owner alone.

A file is on the disk before the change that names it is written; one that nothing names any more is collected after thirty days, so
that undo finds it again. A library in memory keeps its files in a folder that goes with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import time
import weakref
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from verkstad.files import world_failure, write_atomically
from verkstad.storage.library import Reading

KEPT_SECONDS = 30 * 24 * 60 * 60
_HASH = re.compile(r"[0-9a-f]{64}")
_in_memory: weakref.WeakKeyDictionary[Reading, Path] = weakref.WeakKeyDictionary()


def folder_of(library: Reading) -> Path:
    """Where the files of a library lie. It need not be there yet."""
    if library.path is not None:
        return library.path.parent / "attachments"
    place = _in_memory.get(library)
    if place is None:
        place = Path(tempfile.mkdtemp(prefix="verkstad-"))
        _in_memory[library] = place
        weakref.finalize(library, shutil.rmtree, place, ignore_errors=True)
    return place


def keep(library: Reading, data: bytes) -> str:
    """Put bytes beside the library, lasting; returns their SHA-256. Kept once however often. Raises a WorldFailure."""
    content = hashlib.sha256(data).hexdigest()
    goal = _place(library, content)
    try:
        if not (goal.is_file() and goal.stat().st_size == len(data)):
            for made in (goal.parent.parent, goal.parent):
                made.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(goal, lambda stream: _write(stream, data))
        os.utime(goal)
    except OSError as error:
        raise world_failure(error, goal, writing=True) from error
    return content


def path_of(library: Reading, content: str) -> Path | None:
    """The kept file, or None: it was left out of the file it came in, or its name is none."""
    if not _HASH.fullmatch(content):
        return None
    place = _place(library, content)
    return place if place.is_file() else None


def collect(library: Reading, named: Collection[str], now: float | None = None) -> int:
    """Remove what nothing has named for thirty days; how many. `now` in seconds since 1970.

    The time of a file that is named follows the clock, so that the thirty days run from the last day it was named. Nothing is touched
    where another library lies in the same folder: the files are then not ours alone.
    """
    now = time.time() if now is None else now
    folder = folder_of(library)
    if library.path is not None and any(p != library.path for p in library.path.parent.glob("*.sqlite")):
        return 0
    removed = 0
    for place in folder.glob("[0-9a-f][0-9a-f]/*"):
        with contextlib.suppress(OSError):
            if not _HASH.fullmatch(place.name):
                continue
            if place.name in named:
                os.utime(place, (now, now))
            elif now - place.stat().st_mtime > KEPT_SECONDS:
                place.unlink()
                removed += 1
    return removed


def _place(library: Reading, content: str) -> Path:
    return folder_of(library) / content[:2] / content


def _write(stream: BinaryIO, data: bytes) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(stream.fileno(), 0o600)
    stream.write(data)
