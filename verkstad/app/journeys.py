"""The journeys of customers, step by step: where they wait, where they meet somebody else, where it stops; as it is and as it is to become."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.inventory import JourneyStep
from verkstad.domain.inventorying import Journey, journeys
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

change_step = changing(
    JourneyStep,
    N_("Change step in the journey"),
    called="verkstad.app.journeys.change_step",
    required=("what",),
    fixed=("journey", "version"),
)


@action(N_("Add step in the journey"))
def add_step(tx: Transaction, initiative: Id, journey: str, what: str, *, after: Id | None = None, version: str = "now") -> Id:
    """Just after another step, or last of its journey."""
    what, journey = named(what), named(journey)
    tx.about(what)
    if after is None:
        own = [s for s in tx.children(JourneyStep, initiative) if (s.journey, s.version) == (journey, version)]
        after = own[-1].id if own else None
    rank = tx.rank(JourneyStep, initiative, after) if after else tx.rank_last(JourneyStep, initiative)
    phase = tx.need(JourneyStep, after).phase if after else ""
    return tx.put(JourneyStep(parent=initiative, rank=rank, journey=journey, version=version, what=what, phase=phase)).id


@action(N_("Move step in the journey"))
def move_step(tx: Transaction, step: Id, by: int) -> None:
    """So many steps later (or earlier, below 0) within its own journey; it stops at the ends."""
    row = tx.need(JourneyStep, step)
    tx.about(row.what)
    own = [s.id for s in tx.children(JourneyStep, row.parent) if (s.journey, s.version) == (row.journey, row.version) and s.id != step]
    was = sum(1 for s in tx.children(JourneyStep, row.parent) if s.id in own and (s.rank, s.id) < (row.rank, row.id))
    at = min(len(own), max(0, was + by))
    if at == was or not own:
        return
    before = own[at - 1] if at else None
    if before is None:
        everybody = [s.id for s in tx.children(JourneyStep, row.parent) if s.id != step]
        first = everybody.index(own[0])
        before = everybody[first - 1] if first else None
    tx.put(row.with_(rank=tx.rank(JourneyStep, row.parent, before)))


@action(N_("Remove steps of the journey"))
def remove_steps(tx: Transaction, steps: Sequence[Id]) -> None:
    for step in steps:
        tx.about(tx.need(JourneyStep, step).what)
        tx.remove(step)


@action(N_("Rename journey"))
def rename_journey(tx: Transaction, initiative: Id, journey: str, name: str) -> None:
    """Both as it is and as it is to become. Refused when another journey is called so."""
    name = named(name)
    tx.about(name)
    rows = tx.children(JourneyStep, initiative)
    if name != journey and any(s.journey == name for s in rows):
        raise Refused("journey_there", name=name)
    for row in rows:
        if row.journey == journey:
            tx.put(row.with_(journey=name))


@action(N_("Write the journey as it is to become"))
def write_then(tx: Transaction, initiative: Id, journey: str) -> tuple[Id, ...]:
    """The steps of today once more, to be changed: what hurts and where it stops is left behind. Refused when it is written already."""
    tx.about(journey)
    rows = [s for s in tx.children(JourneyStep, initiative) if s.journey == journey]
    if any(s.version == "then" for s in rows):
        raise Refused("journey_there", name=journey)
    made = []
    for row in rows:
        copy = row.with_(
            id="", rank=tx.rank_last(JourneyStep, initiative), version="then", feeling="", bottleneck=False, evidence="", may_change=None
        )
        made.append(tx.put(copy).id)
    return tuple(made)


def journeys_of(library: Reading, initiative: Id) -> tuple[Journey, ...]:
    return journeys(library.children(JourneyStep, initiative))
