"""What earlier workshops tell of how long things take, and a day as it really went."""

from __future__ import annotations

from datetime import datetime, tzinfo

from verkstad.domain.agenda import AgendaBlock, DayTable
from verkstad.domain.fields import Id
from verkstad.domain.held import Held
from verkstad.domain.live import minute as shown_minute
from verkstad.domain.timings import HeldDay, HeldLine, TimeMemory, Took, held_day, remembered, took
from verkstad.storage.library import Reading

__all__ = ["HeldDay", "HeldLine", "TimeMemory", "Took", "as_held", "time_memory"]


def time_memory(library: Reading, method: str, *, besides: Id = "") -> TimeMemory | None:
    """How long the method really took the last times, in any workshop; the block `besides` does not count. None for never."""
    if not method or not library.count(Held):
        return None
    blocks = [b.id for b in library.where(AgendaBlock, method=method) if b.id != besides]
    return remembered(t for h in library.where(Held, parent=blocks) if (t := took(h)) is not None)


def as_held(library: Reading, table: DayTable, *, zone: tzinfo | None = None) -> HeldDay | None:
    """The day as it went, in local time (`zone`, the machine's own when None); None when nothing of it was held to its end."""
    rows = library.where(Held, parent=[s.block.id for s in table.slots])
    if not rows:
        return None
    moments = [datetime.fromisoformat(m).astimezone(zone) for h in rows for m in (h.started,) if m]
    if not moments:
        return None
    first = min(moments)

    def minute(moment: str | None) -> int | None:
        """Minutes since the midnight before the day's first block, by the clock on the wall."""
        if not moment:
            return None
        local = datetime.fromisoformat(moment).astimezone(zone)
        return shown_minute((local.date() - first.date()).days * 86_400 + local.hour * 3_600 + local.minute * 60 + local.second)

    return held_day(table, {h.parent or "": (minute(h.started), minute(h.ended), h.how, h.planned) for h in rows})
