"""How long things really took: what a held block tells, what earlier times tell the next plan, and a day as it went. Pure.

Nothing here changes a plan. A length is proposed, with how many times it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from verkstad.domain.agenda import DayTable, Slot
from verkstad.domain.fields import Id
from verkstad.domain.held import Held
from verkstad.domain.values import frozen

LAST = 5  # earlier times that count
LONGEST = 24 * 60  # a block that seems to have gone on for longer was left running


@frozen
class Took:
    """How long something really took, and was planned to (None: not noted). `at` is when it began, ISO in UTC."""

    at: str
    minutes: int
    planned: int | None


@frozen
class TimeMemory:
    """What earlier times tell: how many of them count (at most LAST), their median in whole minutes, and the latest."""

    times: int
    median: int
    latest: Took


def took(held: Held) -> Took | None:
    """None for what was skipped, has not ended, or cannot be a length."""
    if held.how != "held" or not held.started or not held.ended:
        return None
    minutes = round((datetime.fromisoformat(held.ended) - datetime.fromisoformat(held.started)).total_seconds() / 60)
    return Took(held.started, minutes, held.planned) if 1 <= minutes <= LONGEST else None


def remembered(times: Iterable[Took]) -> TimeMemory | None:
    """The latest five; None when there is none. The median of an even number is the mean of the two in the middle, halves up."""
    latest = sorted(times, key=lambda t: t.at)[-LAST:]
    if not latest:
        return None
    lengths = sorted(t.minutes for t in latest)
    low, high = lengths[(len(lengths) - 1) // 2], lengths[len(lengths) // 2]
    return TimeMemory(len(latest), (low + high + 1) // 2, latest[-1])


@frozen
class HeldLine:
    """A block as planned and as it went. `start` and `end` are minutes of the day; None for what was skipped or never came."""

    slot: Slot
    planned: int
    start: int | None
    end: int | None
    skipped: bool = False

    @property
    def minutes(self) -> int | None:
        return None if self.start is None or self.end is None else self.end - self.start

    @property
    def longer(self) -> int | None:
        """Minutes by which it took longer than planned; negative: shorter."""
        return None if self.minutes is None else self.minutes - self.planned


@frozen
class HeldDay:
    """A day that was held, in the order of the program. `late` and `over` are minutes by which it began and ended after the plan;

    `over` is None while something of the day is neither held nor skipped.
    """

    lines: tuple[HeldLine, ...]
    late: int
    over: int | None
    going: bool = False  # something of it goes on

    @property
    def ended(self) -> int:
        """When the last of it was over, in minutes of the day."""
        return max(line.end for line in self.lines if line.end is not None)


def held_day(table: DayTable, held: Mapping[Id, tuple[int | None, int | None, str, int | None]]) -> HeldDay | None:
    """`held`: block -> (start, end, how, planned), minutes of the day. None when nothing of the day was held to its end."""
    lines: list[HeldLine] = []
    for slot in table.slots:
        start, end, how, planned = held.get(slot.block.id, (None, None, "", None))
        done = how == "held" and start is not None and end is not None
        length = planned if planned is not None else slot.end - slot.start
        lines.append(HeldLine(slot, length, start if done else None, end if done else None, how == "skipped"))
    went = [line for line in lines if line.start is not None]
    if not went:
        return None
    late = min(x.start for x in went if x.start is not None) - min(x.slot.start for x in went)
    through = all(x.start is not None or x.skipped for x in lines)
    over = max(x.end for x in went if x.end is not None) - table.end if through else None
    going = any(how == "" and start is not None for start, _end, how, _planned in held.values())
    return HeldDay(tuple(lines), late, over, going)
