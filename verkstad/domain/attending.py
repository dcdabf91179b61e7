"""Who is there when a block needs somebody who decides. Times are minutes of the day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from verkstad.domain.agenda import Slot
from verkstad.domain.fields import Id
from verkstad.domain.workshop import Participation
from verkstad.domain.workshop import comes as comes


def there_on(row: Participation, day: Id | None) -> bool:
    """Whether somebody is there at all on a day: every day, or that one. Without a day everybody is."""
    return row.present_on is None or day is None or row.present_on == day


def settled(rows: Iterable[Participation], days: Collection[Id]) -> tuple[Participation, ...]:
    """The rows as they hold among the days there are: a day that is gone, or the only one, is every day."""
    return tuple(
        row.with_(present_on=None) if row.present_on is not None and (len(days) < 2 or row.present_on not in days) else row for row in rows
    )


def is_away(row: Participation, slot: Slot) -> bool:
    """Is there on another day, leaves before the block ends, or comes after it has begun."""
    if not there_on(row, slot.block.parent):
        return True
    leaves = row.present_until is not None and row.present_until < slot.end
    return leaves or (row.present_from is not None and row.present_from > slot.start)


def left_without_decider(slots: Iterable[Slot], listed: Sequence[Participation]) -> tuple[Slot, ...]:
    """The blocks that need a decision-maker and have none from start to end; none while nobody is listed. `listed` are `settled`."""
    if not listed:
        return ()
    deciders = [row for row in listed if row.part == "decider" and comes(row)]
    return tuple(s for s in slots if s.block.needs_decider and all(is_away(row, s) for row in deciders))
