"""Those with a say, what drives the change and holds it back, and what roles need of one another."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app import actions
from verkstad.app.catalogue import catalogue
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Role, Unit
from verkstad.domain.responsibility import Expectation, Force, Stakeholder
from verkstad.domain.stakeholding import place
from verkstad.domain.values import frozen
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

# ------------------------------------------------------------------------------------------------ stakeholders


@action(N_("Add stakeholder"))
def add_stakeholder(tx: Transaction, initiative: Id, name: str, *, influence: int | None = None, interest: int | None = None) -> Id:
    """A group or a position, last; it is placed when both are said."""
    tx.need(Initiative, initiative)
    tx.about(named(name))
    rank = tx.rank_last(Stakeholder, initiative)
    return tx.put(Stakeholder(parent=initiative, rank=rank, name=named(name), influence=_five(influence), interest=_five(interest))).id


change_stakeholder = changing(
    Stakeholder, N_("Change stakeholder"), called="verkstad.app.stakeholders.change_stakeholder", required=("name",),
    fixed=("influence", "interest"),
)  # fmt: skip


@action(N_("Place stakeholder"))
def place_stakeholder(tx: Transaction, stakeholder: Id, influence: int | None, interest: int | None) -> None:
    """1 to 5 each; None not said."""
    row = tx.need(Stakeholder, stakeholder)
    tx.about(row.name)
    tx.put(row.with_(influence=_five(influence), interest=_five(interest)))


@action(N_("Remove stakeholders"))
def remove_stakeholders(tx: Transaction, stakeholders: Sequence[Id]) -> None:
    for stakeholder in stakeholders:
        tx.about(tx.need(Stakeholder, stakeholder).name)
        tx.remove(stakeholder)


@action(N_("Make the next contact an action"))
def make_contact_action(tx: Transaction, stakeholder: Id, *, owner: Id | None = None, due: str | None = None) -> Id:
    """What is said about the next contact becomes an action of the initiative, with whom it is."""
    row = tx.need(Stakeholder, stakeholder)
    if not row.next_contact.strip():
        raise Refused("no_contact")
    return actions.add_action(tx, row.parent or "", f"{row.name}: {row.next_contact.strip()}", owner=owner, due=due)


@frozen
class StakeholderLine:
    """A stakeholder as the list and the map show it. `place` is None until both are said."""

    row: Stakeholder
    unit: str
    place: str | None

    @property
    def id(self) -> Id:
        return self.row.id


def stakeholder_lines(library: Reading, initiative: Id) -> tuple[StakeholderLine, ...]:
    rows = library.children(Stakeholder, initiative)
    units = {u.id: u.name for u in library.all(Unit)} if rows else {}
    return tuple(StakeholderLine(s, units.get(s.unit or "", ""), place(s.influence, s.interest)) for s in rows)


# ------------------------------------------------------------------------------------------------ forces


@action(N_("Add force"))
def add_force(tx: Transaction, initiative: Id, says: str, *, side: str = "driver", strength: int | None = None) -> Id:
    tx.need(Initiative, initiative)
    tx.about(named(says))
    rank = tx.rank_last(Force, initiative)
    return tx.put(Force(parent=initiative, rank=rank, says=named(says), side=_side(side), strength=_five(strength))).id


change_force = changing(Force, N_("Change force"), called="verkstad.app.stakeholders.change_force", required=("says",))


@action(N_("Move force"))
def move_force(tx: Transaction, force: Id, side: str, after: Id | None = None) -> None:
    """To a side, and a place among its forces."""
    row = tx.need(Force, force)
    tx.about(row.says)
    rank = row.rank if after == force else tx.rank(Force, row.parent, after)
    tx.put(row.with_(side=_side(side), rank=rank))


@action(N_("Remove forces"))
def remove_forces(tx: Transaction, forces: Sequence[Id]) -> None:
    for force in forces:
        tx.about(tx.need(Force, force).says)
        tx.remove(force)


@action(N_("Make an action of a force"))
def make_force_action(tx: Transaction, force: Id, what: str, *, owner: Id | None = None, due: str | None = None) -> Id:
    """What is done about what holds back (or to strengthen what drives) becomes an action of the initiative."""
    row = tx.need(Force, force)
    made = actions.add_action(tx, row.parent or "", what, owner=owner, due=due)
    if row.module:
        actions.change_action(tx, made, module=row.module)
    return made


def forces(library: Reading, initiative: Id) -> tuple[Force, ...]:
    return library.children(Force, initiative)


# ------------------------------------------------------------------------------------------------ expectations


@action(N_("Add expectation"))
def add_expectation(tx: Transaction, initiative: Id, says: str, *, of_role: str = "", to_role: str = "") -> Id:
    """What the role `of_role` needs of the role `to_role`; both are slugs or ids, "" until it is said."""
    tx.need(Initiative, initiative)
    says = says.strip()
    if not says:
        raise Refused("empty_name")
    for role in (of_role, to_role):
        _known_role(tx, role)
    tx.about(says[:60])
    rank = tx.rank_last(Expectation, initiative)
    return tx.put(Expectation(parent=initiative, rank=rank, says=says, of_role=of_role, to_role=to_role)).id


change_expectation = changing(
    Expectation, N_("Change expectation"), called="verkstad.app.stakeholders.change_expectation", required=("says",),
    fixed=("answer", "answer_why"),
)  # fmt: skip


@action(N_("Answer expectation"))
def answer_expectation(tx: Transaction, expectation: Id, answer: str, why: str | None = None) -> None:
    """ "agreed", "declined", "partly", or "" for not yet; `why` None leaves the words as they are."""
    if answer not in ("", "agreed", "declined", "partly"):
        raise ValueError(f"no such answer: {answer}")
    row = tx.need(Expectation, expectation)
    tx.about(row.says[:60])
    tx.put(row.with_(answer=answer, answer_why=row.answer_why if why is None else " ".join(why.split())))


@action(N_("Say how far"), settles="expectation.answer_why")
def say_how_far(tx: Transaction, expectation: Id, why: str) -> None:
    """The words of the answer."""
    tx.put(tx.need(Expectation, expectation).with_(answer_why=" ".join(why.split())))


@action(N_("Remove expectations"))
def remove_expectations(tx: Transaction, expectations: Sequence[Id]) -> None:
    for expectation in expectations:
        tx.about(tx.need(Expectation, expectation).says[:60])
        tx.remove(expectation)


def expectations(library: Reading, initiative: Id) -> tuple[Expectation, ...]:
    return library.children(Expectation, initiative)


# ------------------------------------------------------------------------------------------------ rules of input


def _five(value: int | None) -> int | None:
    if value is not None and not 1 <= value <= 5:
        raise Refused("range", low=1, high=5)
    return value


def _side(side: str) -> str:
    if side not in ("driver", "restraint"):
        raise ValueError(f"no such side: {side}")
    return side


def _known_role(tx: Transaction, role: str) -> None:
    if role and catalogue().role(role) is None:
        tx.need(Role, role)
