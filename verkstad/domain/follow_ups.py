"""When what was decided or begun is looked at again, and what counts as having looked (requirements 003-11, 004-04). Pure rules."""

from __future__ import annotations

from collections.abc import Iterable

from verkstad.domain.dates import iso_date
from verkstad.domain.following import FOLLOW_UP_DAYS, FollowUp
from verkstad.domain.values import frozen

LIVE, DECIDED, ENDED = "live", "decided", "ended"
"""What is followed: a pilot that began to run, something that was decided, an initiative that was closed."""
EVIDENCE = ("measurement", "observation", "quote")
SOON = 14  # days ahead that count as near


def days_after(on: str) -> tuple[tuple[int, str], ...]:
    """The days on which something is looked at again: after how many, and the ISO date."""
    return tuple((days, iso_date(on, days)) for days in FOLLOW_UP_DAYS)


def is_overdue(row: FollowUp, today: str) -> bool:
    return row.done is None and row.due is not None and row.due < today


def counts(evidence: str, seen: str) -> bool:
    """Somebody looked: it is said of what kind the evidence is, and what was seen. Words that only say "done" are none."""
    return evidence in EVIDENCE and bool(seen.strip())


@frozen
class Ahead:
    """How the follow-ups of an initiative stand, in numbers."""

    overdue: int
    near: int  # due within a fortnight
    later: int
    done: int


def ahead(rows: Iterable[FollowUp], today: str) -> Ahead:
    """A follow-up without a day is later."""
    rows = tuple(rows)
    waiting = [row for row in rows if row.done is None]
    overdue = sum(is_overdue(row, today) for row in waiting)
    near = sum(row.due is not None and today <= row.due <= iso_date(today, SOON) for row in waiting)
    return Ahead(overdue, near, len(waiting) - overdue - near, len(rows) - len(waiting))
