"""Follow-ups that make themselves: whoever decides, goes live or closes gets three days on which it is looked at again, in the same step.

Their ids are derived from the row, the occasion and the number of days: two copies of a library that do the same make one, and doing it
twice makes none twice. Other actions call this; what a person does with a follow-up stands in `following`.
"""

from __future__ import annotations

from verkstad.domain.fields import Id
from verkstad.domain.follow_ups import days_after
from verkstad.domain.following import FOLLOW_UP_DAYS, DecisionRequest, FollowUp
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction


def make_follow_ups(tx: Transaction, row: Id, occasion: str, on: str, *, owner: Id | None = None) -> None:
    """Follow `row` up 30, 60 and 90 days after `on`. Those that wait already are moved to those days; those that are done are let be."""
    for days, due in days_after(on):
        id = tx.derived_id("follow_up", row, f"{occasion}:{days}")
        held = tx.get(FollowUp, id)
        if held is None:
            tx.put(FollowUp(id=id, parent=row, due=due, days=days, owner=owner))
        elif held.done is None:
            tx.put(held.with_(due=due))


def drop_follow_ups(tx: Transaction, row: Id, occasion: str) -> None:
    """It did not come to that, or was taken back: what nobody has looked at yet is no longer looked at."""
    for days in FOLLOW_UP_DAYS:
        held = tx.get(FollowUp, tx.derived_id("follow_up", row, f"{occasion}:{days}"))
        if held is not None and held.done is None:
            tx.remove(held.id)


def unanswered(tx: Transaction, decision: Id) -> None:
    """The decision is taken away: what asked for it waits for an answer again."""
    for row in tx.where(DecisionRequest, decision=decision):
        tx.put(row.with_(state="asked", answered_on=None, decision=None))


def first_due(library: Reading, row: Id) -> str | None:
    """The nearest day on which it is looked at; None when nothing waits."""
    return min((f.due for f in library.where(FollowUp, parent=row) if f.done is None and f.due), default=None)
