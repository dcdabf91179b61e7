"""What was changed on a block, read from the log, and how something of it, or all of it, becomes what it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verkstad.app.workbench import action
from verkstad.domain.agenda import AgendaBlock, block_minutes
from verkstad.domain.change import Change, Folded, fold_row
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Field, Id
from verkstad.domain.held import Slides
from verkstad.domain.past import Difference, Moment, before, erased, held, in_turn, moments
from verkstad.domain.schema import GONE
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Day, Track
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

__all__ = ["Difference", "Moment", "RemovedBlock", "block_history", "bring_back_block", "removed_blocks", "restore_block", "restore_value"]


def block_history(library: Reading, block: Id) -> tuple[Moment, ...]:
    """The changes of a block, the latest first: who made them is not told."""
    return moments(library.schema, library.history(block))


@frozen
class RemovedBlock:
    """A block that was taken out of a program: what it was called, how long it was, when it was removed (ISO, UTC)."""

    id: Id
    title: str
    minutes: int
    at: str


def removed_blocks(library: Reading, workshop: Id) -> tuple[RemovedBlock, ...]:
    """The blocks removed from a workshop, the latest first. What has been erased is not among them."""
    found = []
    for id in library.removed(AgendaBlock, workshop):
        changes = library.history(id)
        row, removal = _as_it_was(library, id), _removal(changes)
        if row is not None and row.title:
            found.append(RemovedBlock(id, row.title, block_minutes(row), removal.at if removal else ""))
    return tuple(sorted(found, key=lambda b: (b.at, b.id), reverse=True))


@action(N_("Bring back the block"))
def bring_back_block(tx: Transaction, workshop: Id, block: Id) -> Id:
    """A removed block where it stood, with the slides that went with it; last in the workshop's last day when its day is gone.

    Raises Refused("not_kept") when it is not removed, or is not of this workshop.
    """
    row = _as_it_was(tx, block) if block in tx.removed(AgendaBlock, workshop) else None
    if row is None:
        raise Refused("not_kept")
    tx.about(row.title)
    days = tx.children(Day, workshop)
    if tx.get(Day, row.parent) is None:
        if not days:
            raise Refused("not_kept")
        row = row.with_(parent=days[-1].id, rank=tx.rank_last(AgendaBlock, days[-1].id))
    track = tx.get(Track, row.track)
    removal = _removal(tx.history(block))
    made = tx.put(row.with_(track=track.id if track is not None and track.parent == row.parent else None))
    for id in tx.removed(Slides, workshop):
        changes = tx.history(id)
        was, gone = fold_row(tx.schema, changes), _removal(changes)
        if was.parent == block and removal is not None and gone is not None and gone.lamport >= removal.lamport:  # it went with the block
            values: dict[str, Any] = {
                c.name: v for f in Slides.KIND.fields for c, v in zip(f.columns, held(Slides.KIND, was)[f.wire], strict=True)
            }
            tx.put(Slides(id=id, parent=block, rank=was.rank, **values))
    return made.id


def _as_it_was(library: Reading, block: Id) -> AgendaBlock | None:
    """A removed block as it last was."""
    changes = library.history(block)
    if not changes:
        return None
    was = fold_row(library.schema, changes)
    values = held(AgendaBlock.KIND, was)
    said: dict[str, Any] = {}
    for f in AgendaBlock.KIND.fields:
        said |= {c.name: bool(v) if c.shape == "flag" else v for c, v in zip(f.columns, values[f.wire], strict=True)}
    return AgendaBlock(id=block, parent=was.parent, rank=was.rank, **said)


def _removal(changes: Sequence[Change]) -> Change | None:
    """The change that removed a row the last time."""
    return next((c for c in reversed(in_turn(changes)) if c.value(GONE) == 1), None)


@action(N_("Restore the block"))
def restore_block(tx: Transaction, block: Id, change: str) -> None:
    """All words and numbers of the block as they were just before `change`; where it stands in the program stays.

    What was erased since stays as it is. Raises Refused("not_kept") when the block began with that change.
    """
    row = tx.need(AgendaBlock, block)
    was = _was(tx, block, change)
    values = held(AgendaBlock.KIND, was)
    said: dict[str, Any] = {}
    for field in AgendaBlock.KIND.fields:
        if not erased(was, field.wire):
            said |= _columns(tx, row, field, values[field.wire])
    tx.about(row.title)
    tx.put(row.with_(**said))


@action(N_("Restore a value"))
def restore_value(tx: Transaction, block: Id, change: str, wire: str) -> None:
    """One field of the block as it was just before `change`. Raises Refused as above, and when the value has been erased."""
    row = tx.need(AgendaBlock, block)
    was = _was(tx, block, change)
    field = AgendaBlock.KIND.field(wire)
    if field is None or erased(was, wire):
        raise Refused("not_kept")
    tx.about(row.title)
    tx.put(row.with_(**_columns(tx, row, field, held(AgendaBlock.KIND, was)[wire])))


def _was(tx: Transaction, block: Id, change: str) -> Folded:
    was = before(tx.schema, tx.history(block), change)
    if was is None:
        raise Refused("not_kept")
    return was


def _columns(tx: Transaction, row: AgendaBlock, field: Field, values: tuple[Any, ...]) -> dict[str, Any]:
    """The attributes of a field; a track that is gone, or of another day, counts as all tracks."""
    said: dict[str, Any] = {c.name: bool(v) if c.shape == "flag" else v for c, v in zip(field.columns, values, strict=True)}
    if field.wire == "track":
        track = tx.get(Track, said["track"])
        said["track"] = track.id if track is not None and track.parent == row.parent else None
    return said
