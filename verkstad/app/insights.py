"""Insights, risks, and needs and services: what a note of a workshop can become, and what is said of them afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.insights import Insight, Risk
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.people import Person, Unit
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

# ------------------------------------------------------------------------------------------------ insights


@action(N_("Add insight"))
def add_insight(tx: Transaction, parent: Id, says: str, *, source: str = "workshop", raised_by: str = "") -> Id:
    """Of a workshop or an initiative, last in its list."""
    says = _said(tx, says)
    rank = tx.rank_last(Insight, parent)
    return tx.put(Insight(parent=parent, rank=rank, says=says, source=source, raised_by=raised_by.strip())).id


@action(N_("Reword insight"), settles="insight.says")
def reword_insight(tx: Transaction, insight: Id, says: str) -> None:
    tx.put(tx.need(Insight, insight).with_(says=_said(tx, says)))


@action(N_("Say where it comes from"))
def say_source(tx: Transaction, insight: Id, source: str) -> None:
    _insight(tx, insight, source=source)


@action(N_("Say who raised it"), settles="insight.raised_by")
def say_who_raised(tx: Transaction, insight: Id, raised_by: str) -> None:
    _insight(tx, insight, raised_by=" ".join(raised_by.split()))


@action(N_("Give the insight to somebody"))
def give_insight_to(tx: Transaction, insight: Id, owner: Id | None) -> None:
    _insight(tx, insight, owner=_person(tx, owner))


@action(N_("Decide on the insight"))
def decide_insight(tx: Transaction, insight: Id, state: str, reason: str = "") -> None:
    """New, taken on, or declined; to decline takes a reason."""
    if state == "declined" and not reason.strip():
        raise Refused("needs_reason")
    _insight(tx, insight, state=state, reason=reason.strip())


@action(N_("Answer whoever raised it"), settles="insight.answer")
def answer_insight(tx: Transaction, insight: Id, answer: str) -> None:
    """The words of the answer, and the day they were given."""
    answer = answer.strip()
    row = tx.need(Insight, insight)
    _insight(tx, insight, answer=answer, answered=(row.answered or tx.today) if answer else None)


@action(N_("Remove insights"))
def remove_insights(tx: Transaction, insights: Sequence[Id]) -> None:
    for insight in insights:
        tx.about(tx.need(Insight, insight).says[:60])
        tx.remove(insight)


# ------------------------------------------------------------------------------------------------ risks


@action(N_("Add risk"))
def add_risk(tx: Transaction, parent: Id, says: str, *, family: str = "") -> Id:
    """Of a workshop or an initiative, last in its list."""
    return tx.put(Risk(parent=parent, rank=tx.rank_last(Risk, parent), says=_said(tx, says), family=family)).id


@action(N_("Reword risk"), settles="risk.says")
def reword_risk(tx: Transaction, risk: Id, says: str) -> None:
    tx.put(tx.need(Risk, risk).with_(says=_said(tx, says)))


@action(N_("Choose the family of the risk"))
def choose_family(tx: Transaction, risk: Id, family: str) -> None:
    _risk(tx, risk, family=family)


@action(N_("Weigh the risk"))
def weigh_risk(tx: Transaction, risk: Id, likelihood: int | None, impact: int | None) -> None:
    """How likely and how bad, 1 to 5 each; None for not known."""
    _risk(tx, risk, likelihood=likelihood, impact=impact)


@action(N_("Say what is done about the risk"), settles="risk.response")
def respond_to_risk(tx: Transaction, risk: Id, response: str) -> None:
    _risk(tx, risk, response=response.strip())


@action(N_("Give the risk to somebody"))
def give_risk_to(tx: Transaction, risk: Id, owner: Id | None) -> None:
    _risk(tx, risk, owner=_person(tx, owner))


@action(N_("Remove risks"))
def remove_risks(tx: Transaction, risks: Sequence[Id]) -> None:
    for risk in risks:
        tx.about(tx.need(Risk, risk).says[:60])
        tx.remove(risk)


# ------------------------------------------------------------------------------------------------ needs and services


@action(N_("Add need or service"))
def add_item(tx: Transaction, parent: Id, title: str, *, kind_of: str = "need", note: str = "") -> Id:
    """Of a workshop or an initiative, last in its list."""
    title = named(title)
    tx.about(title)
    row = InventoryItem(parent=parent, rank=tx.rank_last(InventoryItem, parent), title=title, kind_of=kind_of, note=note.strip())
    return tx.put(row).id


@action(N_("Rename need or service"), settles="inventory_item.title")
def rename_item(tx: Transaction, item: Id, title: str) -> None:
    _item(tx, item, title=named(title))


@action(N_("Say whether it is a need or a service"))
def choose_item_kind(tx: Transaction, item: Id, kind_of: str) -> None:
    _item(tx, item, kind_of=kind_of)


@action(N_("Say for whom it is"), settles="inventory_item.for_whom")
def say_for_whom(tx: Transaction, item: Id, for_whom: str) -> None:
    _item(tx, item, for_whom=" ".join(for_whom.split()))


@action(N_("Write notes about the need or service"), settles="inventory_item.note")
def write_item_note(tx: Transaction, item: Id, note: str) -> None:
    _item(tx, item, note=note.strip())


@action(N_("Say which unit it belongs to"))
def give_item_to_unit(tx: Transaction, item: Id, unit: Id | None) -> None:
    if unit is not None:
        tx.need(Unit, unit)
    _item(tx, item, unit=unit)


@action(N_("Remove needs or services"))
def remove_items(tx: Transaction, items: Sequence[Id]) -> None:
    for item in items:
        tx.about(tx.need(InventoryItem, item).title)
        tx.remove(item)


# ------------------------------------------------------------------------------------------------ questions


def insights(library: Reading, parent: Id) -> tuple[Insight, ...]:
    return library.children(Insight, parent)


def risks(library: Reading, parent: Id) -> tuple[Risk, ...]:
    return library.children(Risk, parent)


def items(library: Reading, parent: Id) -> tuple[InventoryItem, ...]:
    return library.children(InventoryItem, parent)


def _said(tx: Transaction, says: str) -> str:
    says = says.strip()
    if not says:
        raise Refused("empty_name")
    tx.about(says[:60])
    return says


def _person(tx: Transaction, person: Id | None) -> Id | None:
    if person is not None:
        tx.need(Person, person)
    return person


def _insight(tx: Transaction, insight: Id, **changes: object) -> None:
    row = tx.need(Insight, insight)
    tx.about(row.says[:60])
    tx.put(row.with_(**changes))


def _risk(tx: Transaction, risk: Id, **changes: object) -> None:
    row = tx.need(Risk, risk)
    tx.about(row.says[:60])
    tx.put(row.with_(**changes))


def _item(tx: Transaction, item: Id, **changes: object) -> None:
    row = tx.need(InventoryItem, item)
    tx.about(row.title)
    tx.put(row.with_(**changes))
