"""When somebody comes late or stays away: rounds already held stand and count, and people keep the groups they have been told.

`mended` asks for the plan in which nobody moves unless a group breaks; `remixed` for the one that mixes again what is left. Both are tasks:
whoever has them searches as for any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from verkstad.domain.values import frozen, replaced
from verkstad.mixing.task import CHANGE_WEIGHT, Id, Person, Pin, Round, Task

KEEP_WEIGHT = 100.0
"""A change that dear is made only for a rule, or for what a group needs."""


@frozen
class Changed:
    """Somebody sits elsewhere in a round than they were told."""

    round: int
    person: Id
    before: int
    after: int


def mended(
    task: Task,
    rounds: Sequence[Round],
    *,
    held: int = 0,
    arrived: Sequence[Person] = (),
    away: Mapping[Id, Collection[int]] | None = None,
    change_weight: float = KEEP_WEIGHT,
) -> Task:
    """The task after news, with the plan `rounds` as what people were told.

    `held`: how many rounds are over; they are kept as they were. `arrived`: people who were not in the task, there from the first round not
    held. `away`: for each absentee the rounds missed; the ones held are as they were. A pin in a round missed lies still. Raises Impossible when it is
    searched, as every task.
    """
    missing = [set(task.away(r)) for r in range(task.rounds)]
    for person, missed in (away or {}).items():
        for r in missed:
            if r >= held:
                missing[r].add(person)
    known = {p.id for p in task.people}
    new = [p for p in arrived if p.id not in known]
    for r in range(held):
        seated = {p for group in rounds[r] for p in group}
        missing[r] = {p.id for p in (*task.people, *new)} - seated
    back = {p.id for p in arrived} & known
    for r in range(held, task.rounds):
        missing[r] -= back
    return replaced(
        task,
        people=(*task.people, *new),
        absent=tuple(frozenset(m) for m in missing),
        held=tuple(rounds[:held]),
        previous=tuple(rounds),
        change_weight=change_weight,
        pins=tuple(pin for pin in task.pins if pin.round >= held),
    )


def remixed(
    task: Task, rounds: Sequence[Round], *, held: int = 0, arrived: Sequence[Person] = (), away: Mapping[Id, Collection[int]] | None = None
) -> Task:
    """As `mended`, but a change costs half a repeat: what is left is mixed again where that is worth it."""
    return mended(task, rounds, held=held, arrived=arrived, away=away, change_weight=CHANGE_WEIGHT)


def locked(task: Task, rounds: Sequence[Round], people: Collection[Id], over: Collection[int] | None = None) -> Task:
    """The task with people pinned where they sit in `rounds`, in the rounds of `over` or in all that are not held."""
    which = [r for r in (range(len(task.held), task.rounds) if over is None else over) if r >= len(task.held)]
    pinned = {(pin.person, pin.round) for pin in task.pins}
    added = tuple(Pin(p, r, g) for r in which for g, group in enumerate(rounds[r]) for p in group if p in people and (p, r) not in pinned)
    return replaced(task, pins=(*task.pins, *added))


def changes(task: Task, rounds: Sequence[Round]) -> tuple[Changed, ...]:
    """Who changes group from the plan people were told, in the rounds not held. Those who came late were told none."""
    if not task.previous:
        return ()
    found = []
    for r in range(len(task.held), task.rounds):
        before = {p: g for g, group in enumerate(task.previous[r]) for p in group}
        found += [Changed(r, p, before[p], g) for g, group in enumerate(rounds[r]) for p in group if p in before and before[p] != g]
    return tuple(found)
