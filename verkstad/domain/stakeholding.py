"""Where a group or a position with a say stands: how much it can do to the change, and how much the change is to it (measurement.md 3.12).

After Mendelow: influence and interest 1 to 5, from 4 up is high (own cut). Groups and positions, never persons.
"""

from __future__ import annotations

from collections.abc import Iterable

from verkstad.domain.fields import Id
from verkstad.domain.responsibility import Force, Stakeholder
from verkstad.domain.values import frozen

HIGH = 4
PLACES = ("keep_satisfied", "work_closely", "watch", "keep_informed")


def place(influence: int | None, interest: int | None) -> str | None:
    """ "work_closely" (both high), "keep_satisfied" (a say, little interest), "keep_informed" (interest, no say), "watch"; None is "no data"."""
    if influence is None or interest is None:
        return None
    if influence >= HIGH:
        return "work_closely" if interest >= HIGH else "keep_satisfied"
    return "keep_informed" if interest >= HIGH else "watch"


def without_contact(rows: Iterable[Stakeholder]) -> tuple[Id, ...]:
    """Those to work closely with where nothing is said about the next contact."""
    return tuple(s.id for s in rows if place(s.influence, s.interest) == "work_closely" and not s.next_contact.strip())


# ------------------------------------------------------------------------------------------------ what drives and what holds back


@frozen
class Balance:
    """The two sums, shown beside each other and never a decision. `unsaid` forces have no strength; `unasked` restraints say not what they protect."""

    drivers: int
    restraints: int
    unsaid: int
    unasked: tuple[Id, ...]

    @property
    def difference(self) -> int:
        return self.drivers - self.restraints


def balance(forces: Iterable[Force]) -> Balance:
    rows = tuple(forces)
    return Balance(
        sum(f.strength or 0 for f in rows if f.side == "driver"),
        sum(f.strength or 0 for f in rows if f.side == "restraint"),
        sum(f.strength is None for f in rows),
        tuple(f.id for f in rows if f.side == "restraint" and not f.protects.strip()),
    )
