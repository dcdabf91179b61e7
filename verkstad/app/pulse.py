"""The pulse of a team: anonymous answers from paper. They are kept together, shuffled and by nobody, and shown when there are enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import SystemRandom

from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.pulsing import HIGH, LOW, Round, rounds
from verkstad.domain.responsibility import LEVELS_OF_PULSE, Pulse
from verkstad.domain.teams import Team
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction


@action(N_("Keep the answers of the team"))
def keep_answers(tx: Transaction, team: Id, answers: Sequence[Sequence[int]], on: str) -> int:
    """Five sums of 3 to 9 from each paper, in the order of `LEVELS_OF_PULSE`; `on` is the day they were given.

    Written shuffled, by nobody, with midnight of that day as their only moment: nothing tells who gave which, in which order or when.
    """
    tx.about(tx.need(Team, team).title)
    day = dated(on) or tx.today
    said = [tuple(answer) for answer in answers]
    if not said:
        raise Refused("no_sums")
    for answer in said:
        if len(answer) != len(LEVELS_OF_PULSE) or not all(LOW <= n <= HIGH for n in answer):
            raise Refused("range", low=LOW, high=HIGH)
    SystemRandom().shuffle(said)
    tx.without_a_name(datetime.fromisoformat(f"{day}T00:00:00Z"))
    for answer in said:
        tx.put(Pulse(parent=team, on=day).with_(**dict(zip(LEVELS_OF_PULSE, answer, strict=True))))
    return len(said)


@action(N_("Remove the answers of a day"))
def remove_answers(tx: Transaction, team: Id, on: str | None) -> None:
    """All of them: one alone is nobody's to point at."""
    tx.about(tx.need(Team, team).title)
    rows = [p for p in tx.children(Pulse, team) if p.on == on]
    if not rows:
        raise Refused("no_sums")
    for row in rows:
        tx.remove(row.id)


def pulse(library: Reading, team: Id) -> tuple[Round, ...]:
    """The rounds of a team, the latest first."""
    return rounds(library.children(Pulse, team))
