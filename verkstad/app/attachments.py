"""Pictures and slides of a library: taken in, found again, collected when nothing names them.

keep_image(bench, path) -> Kept     a photo, made small and freed of what the camera wrote
keep_file(bench, path) -> hash      a PDF as it is, or a picture
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from verkstad.app.workbench import Bench
from verkstad.domain.change import Change
from verkstad.domain.errors import Foreign
from verkstad.domain.harvest import Photo
from verkstad.domain.held import Slides
from verkstad.domain.launch import LaunchActivity
from verkstad.domain.values import frozen
from verkstad.files import read_ordinary
from verkstad.intake.photos import LARGEST_FILE, SUFFIXES, Picture, is_kept, picture_of, read_picture, read_pictures
from verkstad.storage import attachments
from verkstad.storage.library import Reading

__all__ = [
    "SUFFIXES",
    "Kept",
    "collect",
    "keep_file",
    "keep_from_others",
    "keep_image",
    "keep_picture",
    "named_in",
    "path_of",
    "pictures_in",
    "place_of",
    "read_picture",
    "reading",
]


_NAMING: dict[str, type[Photo] | type[Slides] | type[LaunchActivity]] = {
    "photo": Photo,
    "slides": Slides,
    "launch_activity": LaunchActivity,
}


@frozen
class Kept:
    """A picture that lies beside the library. `taken`: local time by the camera, or ""."""

    content: str
    width: int
    height: int
    taken: str


def keep_image(bench: Bench, path: str | os.PathLike[str]) -> Kept:
    """A picture of at most 2,000 pixels a side, turned right, without what the camera wrote. Raises a WorldFailure."""
    return keep_picture(bench, read_picture(path))


def keep_picture(bench: Bench, picture: Picture) -> Kept:
    """The same for one that has been read, in another process say (`read_picture` travels)."""
    return Kept(attachments.keep(bench.library, picture.data), picture.width, picture.height, picture.taken)


def pictures_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The pictures among files and in folders (not in folders within), by name. A phone's HEIC is among them: it gets its sentence."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        found.update(dict.fromkeys(p for p in inside if p.suffix.lower() in (*SUFFIXES, ".heic", ".heif") and not p.name.startswith(".")))
    return tuple(found)


def reading(paths: Sequence[Path]) -> Callable[[Any], Any]:
    """Begins to read foreign pictures in a process of its own: for `Background.wait`. The answer has a Picture or a failure for each."""
    seconds, megabytes = 30.0 + 4 * len(paths), 1_000
    return lambda workers: workers.read(read_pictures, [str(p) for p in paths], reports=True, seconds=seconds, megabytes=megabytes)


def keep_file(bench: Bench, path: str | os.PathLike[str]) -> str:
    """A PDF as it is or a picture made small; returns the hash of what is kept. Raises a WorldFailure."""
    data = read_ordinary(path, LARGEST_FILE)
    if data[:1024].lstrip()[:5] == b"%PDF-":
        return attachments.keep(bench.library, data)
    try:
        return keep_picture(bench, picture_of(data, os.fspath(path))).content
    except Foreign as error:
        if error.reason == "not-a-picture":
            raise Foreign("not-slides", path=os.fspath(path)) from error
        raise


def path_of(bench: Bench, content: str) -> Path | None:
    """Where a kept file lies; None when it is not here."""
    return attachments.path_of(bench.library, content)


def place_of(library: Reading, content: str) -> Path | None:
    """The same, as a question."""
    return attachments.path_of(library, content)


def named_in(library: Reading, changes: Iterable[Change]) -> dict[str, Path]:
    """The files that living photos, slides and launches among these changes name, where they are here: hash -> path."""
    found: dict[str, Path] = {}
    for change in changes:
        value = _NAMING.get(change.kind)
        row = library.get(value, change.row) if value is not None else None
        place = attachments.path_of(library, row.content) if row is not None else None
        if row is not None and place is not None:
            found[row.content] = place
    return found


def keep_from_others(bench: Bench, contents: Mapping[str, bytes]) -> int:
    """Files that came with somebody's session file; what is not of a kind this program keeps is left out. How many were kept."""
    return sum(attachments.keep(bench.library, data) == name for name, data in contents.items() if is_kept(data))


def collect(bench: Bench, now: float | None = None) -> int:
    """Remove files that no photo, no slides and no launch have named for thirty days; how many."""
    named = {r[0] for value in _NAMING.values() for r in bench.library.columns(value, "content")}
    return attachments.collect(bench.library, named, now)
