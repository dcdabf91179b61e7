"""Slides: a PDF or a picture that is shown during a block.

read_slides(path)                    how many pages; in a process of its own, for the file is a foreign one
content = keep_slides(bench, path)   beside the library, under its hash
add_slides(tx, block, content, name, pages)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from verkstad.app.attachments import keep_file, place_of
from verkstad.app.workbench import Bench, action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.held import Slides
from verkstad.domain.values import frozen
from verkstad.files import read_ordinary
from verkstad.i18n import N_
from verkstad.intake.photos import LARGEST_FILE, SUFFIXES, picture_of
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

FILES = (".pdf", *SUFFIXES)
MOST_PAGES = 5_000


@frozen
class ShownSlides:
    """A file of slides as the inspector shows it. `place` is None when the file is not here: it was left out of what came."""

    row: Slides
    place: Path | None

    @property
    def is_pdf(self) -> bool:
        return self.row.name.lower().endswith(".pdf")


def read_slides(path: str | os.PathLike[str]) -> int:
    """The pages of a foreign file; 1 for a picture. Raises Foreign, Corrupt, TooLarge or Unreadable."""
    data = read_ordinary(path, LARGEST_FILE)
    if data[:1024].lstrip()[:5] == b"%PDF-":
        from verkstad.documents.pdf_pages import page_count

        return page_count(data, os.fspath(path))
    if Path(path).suffix.lower() in SUFFIXES:
        picture_of(data, os.fspath(path))
    return 1


def reading(path: Path) -> Callable[[Any], Any]:
    """Begins `read_slides` in a process of its own: for `Background.wait`."""
    return lambda workers: workers.read(read_slides, str(path))


def keep_slides(bench: Bench, path: Path) -> str:
    """Keep the file beside the library; the hash of what is kept. Raises a WorldFailure, Foreign for what is neither PDF nor picture."""
    return keep_file(bench, path)


@action(N_("Add slides"))
def add_slides(tx: Transaction, block: Id, files: Sequence[tuple[str, str, int]]) -> tuple[Id, ...]:
    """(content, name, pages) each, after those that are there; several in one step. The files are kept already."""
    row = tx.need(AgendaBlock, block)
    tx.about(row.title)
    ids = []
    for content, name, pages in files:
        made = Slides(parent=block, content=content, name=" ".join(name.split())[:200], pages=min(MOST_PAGES, max(1, pages)))
        ids.append(tx.put(made.with_(rank=tx.rank_last(Slides, block))).id)
    return tuple(ids)


@action(N_("Move slides"))
def move_slides(tx: Transaction, slides: Id, *, after: Id | None) -> None:
    """After another file of the same block (first when None)."""
    row = tx.need(Slides, slides)
    if after == slides:
        raise Refused("move_after_itself")
    tx.about(row.name)
    tx.put(row.with_(rank=tx.rank(Slides, row.parent, after)))


@action(N_("Remove slides"))
def remove_slides(tx: Transaction, slides: Sequence[Id]) -> None:
    """From the block; the file stays for thirty days, so that undo finds it."""
    for one in slides:
        tx.about(tx.need(Slides, one).name)
        tx.remove(one)


def slides_of(library: Reading, block: Id) -> tuple[ShownSlides, ...]:
    return tuple(ShownSlides(row, place_of(library, row.content)) for row in library.children(Slides, block))


def taken(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files among these that may be slides, by their names."""
    return tuple(p for p in paths if p.suffix.lower() in FILES)
