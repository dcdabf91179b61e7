"""How ready those are who are to work otherwise: where the first barrier is, for one and for a group, and what would help there.

Five steps, each answered 1 to 5 and anonymous. Nothing is averaged: one who knows how and does not want to is not half ready
(measurement.md 3.7). The order of the steps follows ADKAR, a trademark of Prosci; the words are this program's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from verkstad.domain.responsibility import STEPS_OF_READINESS, Readiness
from verkstad.domain.values import frozen

BARRIER = 3
"""An answer of this or less is a barrier."""
SHOWN_FROM = 5
"""Answers: with fewer only the commonest barrier is shown, not how many have which (own)."""


@frozen
class Proposal:
    """What helps at a barrier: a channel, the phase it belongs to, and whether those it is for can answer."""

    channel: str
    phase: str
    two_way: bool = True


PROPOSED = {
    "awareness": Proposal("manager_talk", "before"),
    "desire": Proposal("try_it", "before"),
    "knowledge": Proposal("meeting", "before"),
    "ability": Proposal("try_it", "start"),
    "reinforcement": Proposal("standup", "after"),
}
"""Barrier -> the activity that is proposed (own)."""


def scores(answer: Readiness) -> tuple[int | None, ...]:
    """The five answers, in the order of the steps."""
    return tuple(getattr(answer, step) for step in STEPS_OF_READINESS)


def barrier(said: Sequence[int | None]) -> str:
    """The first step at `BARRIER` or below; "" when none is. A step without an answer is passed over."""
    return next((step for step, score in zip(STEPS_OF_READINESS, said, strict=True) if score is not None and score <= BARRIER), "")


@frozen
class GroupReadiness:
    """A group: how many answered, its barrier ("" for none), and (step, how many) for each step; () while too few have answered.

    `free`: how many have no barrier at all; None while too few have answered.
    """

    answers: int
    barrier: str
    counts: tuple[tuple[str, int], ...] = ()
    free: int | None = None

    @property
    def proposed(self) -> Proposal | None:
        return PROPOSED.get(self.barrier)


def group_readiness(answers: Iterable[Sequence[int | None]]) -> GroupReadiness:
    """The commonest barrier of those who have one; of equals the earlier step. An answer that says nothing is not counted."""
    held = [said for said in answers if any(score is not None for score in said)]
    found = Counter(filter(None, map(barrier, held)))
    first = max(STEPS_OF_READINESS, key=lambda step: (found[step], -STEPS_OF_READINESS.index(step))) if found else ""
    if len(held) < SHOWN_FROM:
        return GroupReadiness(len(held), first)
    return GroupReadiness(len(held), first, tuple((step, found[step]) for step in STEPS_OF_READINESS), len(held) - sum(found.values()))
