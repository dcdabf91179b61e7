"""A small schema in two versions, with the actions that write it: enough to meet every rule of the log."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from verkstad.app.workbench import Bench, action
from verkstad.domain.fields import Id, Row, date, flag, kind, prose, ref, text, whole
from verkstad.domain.schema import Schema, Split
from verkstad.storage.writing import Transaction


@kind("plan", scope="self", ranked=True)
class Plan(Row):
    title: str = text()
    given: str = text()
    family: str = text()
    notes: str = prose()


@kind("piece", parents=("plan", "piece"), ranked=True)
class Block(Row):
    title: str = text()
    minutes: int | None = whole(0, 10_000, wire="length")
    on: str | None = date(together="when")
    start: int | None = whole(0, 2_000, together="when")
    colour: str = text(meet="latest")
    notes: str = prose()
    done: bool = flag()
    lead: Id | None = ref("person")


@kind("person", scope="directory")
class Person(Row):
    position: str = text()


@kind("identity", parents=("person",), scope="directory", personal=True)
class Identity(Row):
    given: str = text()
    email: str = text()


V2 = Schema(
    (Plan, Block, Person, Identity),
    (Split("plan", "who", {"given": lambda v: (v or "").split(" ")[0], "family": lambda v: (v or "").split(" ")[-1]}),),
)


@kind("plan", scope="self", ranked=True)
class OldPlan(Row):
    title: str = text()
    who: str = text()


@kind("piece", parents=("plan",), ranked=True)
class OldBlock(Row):
    title: str = text()
    length: int | None = whole(0, 10_000)


V1 = Schema((OldPlan, OldBlock))


@action("New row")
def add(tx: Transaction, value: type[Row], parent: Id | None = None, after: Id | None = None, **columns: Any) -> Id:
    tx.about(str(columns.get("title", "")))
    rank = tx.rank(value, parent, after) if after else ""
    return tx.put(value(parent=parent, rank=rank, **columns)).id


@action("Many rows")
def many(tx: Transaction, count: int, notes: str = "") -> Id:
    """A plan with `count` blocks, in one step."""
    plan = tx.put(Plan(title="p")).id
    for n in range(count):
        tx.put(Block(parent=plan, rank=f"a{n:06d}V", title=f"b{n}", minutes=n % 60, notes=notes))
    return plan


@action("Edit row")
def edit(tx: Transaction, value: type[Row], row: Id, **columns: Any) -> None:
    tx.put(tx.need(value, row).with_(**columns))


@action("Move row")
def move(tx: Transaction, value: type[Row], row: Id, parent: Id | None, after: Id | None = None) -> None:
    tx.put(tx.need(value, row).with_(parent=parent, rank=tx.rank(value, parent, after)))


@action("Remove row")
def remove(tx: Transaction, row: Id) -> None:
    tx.remove(row)


@action("Decide")
def resolve(tx: Transaction, row: Id, wire: str, value: Any) -> None:
    tx.resolve(row, wire, value)


@action("Several things at once")
def several(tx: Transaction, plan: Id, block: Id | None, word: str) -> Id:
    """A new block written twice, one that was there edited, and the plan: one step."""
    new = tx.put(Block(parent=plan, title=f"s{word}"))
    new = tx.put(new.with_(minutes=len(word)))
    if block is not None:
        row = tx.need(Block, block)
        tx.put(row.with_(title=f"b{word}"))
        tx.put(tx.need(Block, block).with_(title=f"c{word}", colour=f"k{word}"))
    tx.put(tx.need(Plan, plan).with_(title=f"p{word}"))
    return new.id


@action("Erase")
def erase(tx: Transaction, row: Id, column: str | None = None) -> None:
    tx.erase(row, column)


@action("Rename", settles="piece.title")
def rename(tx: Transaction, row: Id, title: str) -> None:
    tx.put(tx.need(Block, row).with_(title=title))


@action("Note", settles="piece.notes")
def note(tx: Transaction, row: Id, notes: str) -> None:
    tx.put(tx.need(Block, row).with_(notes=notes))


def ticking(start: datetime = datetime(2027, 3, 24, 8, tzinfo=UTC)) -> Callable[[], datetime]:
    """A clock that goes a second every time it is looked at."""
    count = itertools.count()
    return lambda: start + timedelta(seconds=next(count))


def bench(seed: int = 1, schema: Schema = V2) -> Bench:
    """A workbench in memory whose time and chance are given."""
    return Bench.in_memory(schema=schema, clock=ticking(), entropy=random.Random(seed).randbytes)
