"""Initiatives: what workshops hang on."""

from __future__ import annotations

from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.workshop import Workshop
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction


@action(N_("New initiative"))
def new_initiative(tx: Transaction, title: str) -> Id:
    tx.about(named(title))
    return tx.put(Initiative(title=named(title))).id


@action(N_("Rename initiative"))
def rename_initiative(tx: Transaction, initiative: Id, title: str) -> None:
    row = tx.need(Initiative, initiative)
    tx.about(row.title)
    tx.put(row.with_(title=named(title)))


@action(N_("Say why"))
def explain_why(tx: Transaction, initiative: Id, text: str) -> None:
    row = tx.need(Initiative, initiative)
    tx.about(row.title)
    tx.put(row.with_(why=text.strip()))


@action(N_("Remove initiative"))
def remove_initiative(tx: Transaction, initiative: Id) -> None:
    """Its workshops stay, on their own."""
    tx.about(tx.need(Initiative, initiative).title)
    for workshop in tx.where(Workshop, initiative=initiative):
        tx.put(workshop.with_(initiative=None))
    tx.remove(initiative)


def initiatives(library: Reading) -> tuple[Initiative, ...]:
    return library.all(Initiative)
