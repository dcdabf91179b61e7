"""All that is to be done in an initiative, whoever decided it: its own actions and those that left its workshops, with who has how much."""

from __future__ import annotations

from verkstad.app.following import moves
from verkstad.app.initiatives import actions_of, workshops_of
from verkstad.app.people import PersonLine
from verkstad.domain import flowing
from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.domain.flowing import Aim, Balance, Load
from verkstad.domain.initiative import Goal
from verkstad.domain.reporting import Figures
from verkstad.domain.values import frozen
from verkstad.storage.library import Reading


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
    """The lines, and what they say taken together; `figures` are those of the follow-up and of the report, without what is late."""

    lines: tuple[WorkLine, ...]
    loads: tuple[Load, ...]
    balance: Balance
    aim: Aim
    figures: Figures


def work(library: Reading, initiative: Id, today: str) -> Work:
    lines = actions_of(library, initiative)
    rows = [line.action for line in lines]
    goals = {g.id: " ".join(g.statement.split()) for g in library.children(Goal, initiative)}
    workshops = {w.id: w.title for w in workshops_of(library, initiative)}
    return Work(
        lines=tuple(
            WorkLine(x.action, x.owner, goals.get(x.action.goal or "", ""), workshops.get(x.action.parent or "", "")) for x in lines
        ),
        loads=flowing.loads(rows, today),
        balance=flowing.balance(rows),
        aim=flowing.aim(rows),
        figures=moves(library, initiative, today),
    )
