"""The day of the sample that was held: when each block really began, the mixed groups, the notes of the room and what people thought of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from verkstad.domain.agenda import AgendaBlock, block_minutes
from verkstad.domain.fields import Id
from verkstad.domain.grouping import Grouping, GroupNeed, Round, Seat
from verkstad.domain.harvest import Capture, Cluster, Evaluation
from verkstad.domain.held import Held
from verkstad.domain.people import Person
from verkstad.domain.workshop import Day, Participation
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]
A_TABLE = 4


def bring_held_day(tx: Transaction, said: Said, workshop: Id) -> None:
    """Everything under the workshop: its removal takes it away, and one undo the whole sample."""
    day = tx.children(Day, workshop)[0]
    blocks = {block.method: block.id for block in tx.children(AgendaBlock, day.id) if block.method}
    _times(tx, said["minutes"], day, tx.children(AgendaBlock, day.id))
    _groups(tx, said["groups"], workshop, blocks)
    _notes(tx, said["notes_of_the_room"], workshop, blocks)
    for worthwhile, heard, clear, *words in said["evaluation"]:
        keep, change = (*words, "", "")[:2]
        tx.put(Evaluation(parent=workshop, worthwhile=worthwhile, heard=heard, clear=clear, keep=keep, change=change))


def _times(tx: Transaction, minutes: Sequence[int], day: Day, blocks: Sequence[AgendaBlock]) -> None:
    """How many minutes each block took, from a start a few minutes late."""
    at = datetime.fromisoformat(f"{day.date}T00:00:00") + timedelta(minutes=(day.start or 0) + minutes[0])
    for block, taken in zip(blocks, minutes[1:], strict=True):
        until = at + timedelta(minutes=taken)
        tx.put(
            Held(
                id=tx.derived_id("held", block.id),
                parent=block.id,
                started=_moment(at),
                ended=_moment(until),
                how="held",
                planned=block_minutes(block),
            )
        )
        at = until


def _moment(local: datetime) -> str:
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _groups(tx: Transaction, said: Said, workshop: Id, blocks: Mapping[str, Id]) -> None:
    """Sorted by unit and dealt along the rows of a square, moved one step a column and round: nobody meets twice (mixing.md)."""
    here = [p for p in tx.children(Participation, workshop) if p.attended == "present" and p.part in ("participant", "host", "decider")]
    people = sorted((tx.need(Person, p.person) for p in here if p.person), key=lambda person: (person.unit or "", person.id))
    number = max(1, -(-len(people) // A_TABLE))
    grouping = tx.put(
        Grouping(parent=workshop, rank=tx.rank_last(Grouping, workshop), title=said["title"], size=A_TABLE, tables=said["tables"].strip())
    )
    tx.put(GroupNeed(parent=grouping.id, form="meets_customers"))
    for turn, method in enumerate(said["blocks"]):
        made = tx.put(Round(parent=grouping.id, rank=tx.rank_last(Round, grouping.id), block=blocks[method], held=True))
        for at, person in enumerate(people):
            tx.put(
                Seat(
                    id=tx.derived_id("seat", made.id, person.id),
                    parent=made.id,
                    person=person.id,
                    group=(at % number + turn * (at // number)) % number,
                )
            )


def _notes(tx: Transaction, said: Sequence[Said], workshop: Id, blocks: Mapping[str, Id]) -> None:
    clusters: dict[tuple[str, str], Id] = {}
    for note in said:
        block = blocks[note["block"]]
        cluster = None
        if "cluster" in note:
            key = (note["block"], note["cluster"])
            if key not in clusters:
                clusters[key] = tx.put(
                    Cluster(parent=workshop, rank=tx.rank_last(Cluster, workshop), title=note["cluster"], block=block)
                ).id
            cluster = clusters[key]
        x, y = note.get("spot", (None, None))
        tx.put(
            Capture(
                parent=workshop,
                rank=tx.rank_last(Capture, workshop),
                says=note["says"],
                block=block,
                cluster=cluster,
                votes=note.get("votes"),
                x=x,
                y=y,
                settled=note.get("settled", ""),
            )
        )
