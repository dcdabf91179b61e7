"""What somebody is to do: the list that leaves a workshop."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.people import PersonLine, person_lines
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Goal
from verkstad.domain.people import Person
from verkstad.domain.values import frozen
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction


@action(N_("Add action"))
def add_action(tx: Transaction, parent: Id, what: str, *, owner: Id | None = None, due: str | None = None) -> Id:
    """An action of a workshop (or an initiative), last in its list."""
    what = what.strip()
    if not what:
        raise Refused("empty_name")
    tx.about(what[:60])
    return tx.put(Action(parent=parent, rank=tx.rank_last(Action, parent), what=what, owner=owner, due=dated(due))).id


@action(N_("Reword action"), settles="action.what")
def reword_action(tx: Transaction, action: Id, what: str) -> None:
    if not what.strip():
        raise Refused("empty_name")
    _action(tx, action, what=what.strip())


@action(N_("Give the action to somebody"))
def assign_action(tx: Transaction, action: Id, owner: Id | None) -> None:
    if owner is not None:
        tx.need(Person, owner)
    _action(tx, action, owner=owner)


@action(N_("Set the day it is due"))
def set_due(tx: Transaction, action: Id, due: str | None) -> None:
    _action(tx, action, due=dated(due))


@action(N_("Change status"))
def change_status(tx: Transaction, action: Id, status: str, reason: str = "") -> None:
    """Open, under way, done or dropped; the reason belongs to the status."""
    _action(tx, action, status=status, reason=reason.strip())


@action(N_("Say what kind of action it is"))
def change_bearing(tx: Transaction, action: Id, bearing: str) -> None:
    """An opportunity, a requirement, something to stop, or (as long as nobody says more) something to do or try out."""
    _action(tx, action, bearing=bearing)


@action(N_("Say which goal it leads to"))
def lead_to_goal(tx: Transaction, action: Id, goal: Id | None) -> None:
    if goal is not None:
        tx.need(Goal, goal)
    _action(tx, action, goal=goal)


change_action = changing(
    Action,
    N_("Change action"),
    called="verkstad.app.actions.change_action",
    required=("what",),
    fixed=("what", "owner", "due", "status", "reason", "bearing", "goal"),
)


@action(N_("Move action"))
def move_action(tx: Transaction, action: Id, after: Id | None) -> None:
    row = tx.need(Action, action)
    if after != action:
        tx.about(row.what[:60])
        tx.put(row.with_(rank=tx.rank(Action, row.parent, after)))


@action(N_("Remove action"))
def remove_action(tx: Transaction, action: Id) -> None:
    tx.about(tx.need(Action, action).what[:60])
    tx.remove(action)


@action(N_("Remove actions"))
def remove_actions(tx: Transaction, actions: Sequence[Id]) -> None:
    for row in actions:
        tx.need(Action, row)
        tx.remove(row)


@frozen
class ActionLine:
    """An action and who has it."""

    action: Action
    owner: PersonLine | None


def action_lines(library: Reading, parent: Id) -> tuple[ActionLine, ...]:
    rows = library.children(Action, parent)
    people = person_lines(library, {a.owner for a in rows if a.owner})
    return tuple(ActionLine(a, people.get(a.owner or "")) for a in rows)


def _action(tx: Transaction, action: Id, **changes: object) -> None:
    row = tx.need(Action, action)
    tx.about(row.what[:60])
    tx.put(row.with_(**changes))
