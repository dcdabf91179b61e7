"""All that is to be done in an initiative, whoever decided it: its own actions and those that left its workshops, with who has how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from verkstad.app.initiatives import actions_of, workshops_of
from verkstad.app.people import PersonLine
from verkstad.domain import flowing
from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.domain.flowing import Aim, Balance, Load, Share
from verkstad.domain.initiative import Goal
from verkstad.domain.pilots import Loop, Pilot
from verkstad.domain.values import frozen
from verkstad.storage.library import Reading

PERIOD = 90
"""Days back over which done in time is counted."""


@frozen
class WorkLine:
    """An action with who has it, the goal it leads to and the workshop it left ("" for none)."""

    action: Action
    owner: PersonLine | None
    goal: str = ""
    workshop: str = ""

    @property
    def id(self) -> Id:
        return self.action.id


@frozen
class Work:
    """The lines, and what they say taken together. `momentum` is days since something was finished, None when nothing has been."""

    lines: tuple[WorkLine, ...]
    loads: tuple[Load, ...]
    balance: Balance
    aim: Aim
    in_time: Share
    momentum: int | None


def work(library: Reading, initiative: Id, today: str) -> Work:
    lines = actions_of(library, initiative)
    rows = [line.action for line in lines]
    goals = {g.id: " ".join(g.statement.split()) for g in library.children(Goal, initiative)}
    workshops = {w.id: w.title for w in workshops_of(library, initiative)}
    done = done_on(library, rows)
    loops = [
        loop.ends for pilot in library.children(Pilot, initiative) for loop in library.children(Loop, pilot.id) if loop.state == "finished"
    ]
    since = (date.fromisoformat(today) - timedelta(days=PERIOD)).isoformat()
    return Work(
        lines=tuple(
            WorkLine(x.action, x.owner, goals.get(x.action.goal or "", ""), workshops.get(x.action.parent or "", "")) for x in lines
        ),
        loads=flowing.loads(rows, today),
        balance=flowing.balance(rows),
        aim=flowing.aim(rows),
        in_time=flowing.execution(done, rows, since=since, until=today),
        momentum=flowing.momentum([*done.values(), *loops], today),
    )


def done_on(library: Reading, actions: Sequence[Action]) -> Mapping[Id, str]:
    """The day each action that is done was last said to be so (ISO). One that came here done is left out: nobody knows."""
    found: dict[Id, str] = {}
    for row in actions:
        if row.status == "done":
            days = [change.at for change in library.history(row.id)[1:] if "status" in change.values]
            if days:
                found[row.id] = max(days)[:10]
    return found
