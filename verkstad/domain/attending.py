"""Who is there when a block needs somebody who decides. Times are minutes of the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verkstad.domain.agenda import Slot
from verkstad.domain.workshop import Participation
from verkstad.domain.workshop import comes as comes


def is_away(row: Participation, slot: Slot) -> bool:
    """Leaves before the block ends, or comes after it has begun."""
    leaves = row.present_until is not None and row.present_until < slot.end
    return leaves or (row.present_from is not None and row.present_from > slot.start)


def left_without_decider(slots: Iterable[Slot], listed: Sequence[Participation]) -> tuple[Slot, ...]:
    """The blocks that need a decision-maker and have none from start to end; none while nobody is listed."""
    if not listed:
        return ()
    deciders = [row for row in listed if row.part == "decider" and comes(row)]
    return tuple(s for s in slots if s.block.needs_decider and all(is_away(row, s) for row in deciders))
