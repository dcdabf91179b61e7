"""Which initiative the pages about the change show: the one last looked at, while it lives, else the newest."""

from __future__ import annotations

from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.ui.desk import Desk

NAME = "initiative"


def current_initiative(desk: Desk) -> Id | None:
    """None when there is none at all. Ids are made in the order of time: the greatest is the newest, of those that are not archived."""
    library = desk.bench.library
    kept = desk.memory.get(NAME, "")
    if kept and library.get(Initiative, kept) is not None:
        return str(kept)
    rows = library.all(Initiative)
    return max((row.id for row in rows if row.archived is None), default=max((row.id for row in rows), default=None))


def look_at(desk: Desk, initiative: Id) -> None:
    before = current_initiative(desk)
    desk.memory.put(NAME, initiative)
    if initiative != before:
        desk.turned.emit()
