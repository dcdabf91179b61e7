"""What was changed on a block, read from the log, and how something of it, or all of it, becomes what it was."""

from __future__ import annotations

from typing import Any

from verkstad.app.workbench import action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.change import Folded
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Field, Id
from verkstad.domain.past import Difference, Moment, before, erased, held, moments
from verkstad.domain.workshop import Track
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

__all__ = ["Difference", "Moment", "block_history", "restore_block", "restore_value"]


def block_history(library: Reading, block: Id) -> tuple[Moment, ...]:
    """The changes of a block, the latest first: who made them is not told."""
    return moments(library.schema, library.history(block))


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
