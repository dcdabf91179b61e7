"""The one action with which the plain facts of a kind of row are told: for kinds whose columns need no rule of their own.

A kind of twenty columns has one action here rather than twenty functions that differ by a name. What carries a rule (a state that follows
another, a row that becomes two) is an action of its own, beside. The transaction refuses a value of the wrong shape; what is refused here
is an empty title, a day that does not exist, and a reference to a row that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.runchart import number
from verkstad.domain.schema import SCHEMA
from verkstad.storage.writing import Transaction


def changing(value: type[Row], label: str, *, called: str, required: Sequence[str] = (), fixed: Sequence[str] = ()) -> Callable[..., None]:
    """Register and return the action `change(tx, row, **columns)` of a kind, under a label (a msgid).

    `called` is the full name it has where it is kept ("verkstad.app.forums.change_forum"). `required` are columns that are never empty, the
    first of them names the step; `fixed` are columns it never touches. Its text columns are settled by it, so that typing becomes a change.
    """
    columns = {c.name: c for c in value.KIND.columns if c.name not in fixed}
    named_by = next(iter(required), "")

    def change(tx: Transaction, row: Id, **said: Any) -> None:
        held = tx.need(value, row)
        told = {name: _read(tx, columns[name].shape, columns[name].refers, given) for name, given in said.items()}
        for name in required:
            if name in told and not told[name]:
                raise Refused("empty_name")
        after = held.with_(**told)
        if named_by:
            tx.about(str(getattr(after, named_by)))
        tx.put(after)

    change.__module__, _dot, change.__qualname__ = called.rpartition(".")
    change.__name__ = change.__qualname__
    typed = tuple(f"{value.KIND.name}.{c.name}" for c in columns.values() if c.shape in ("text", "prose"))
    return action(label, settles=typed, by_column=True)(change)


def _read(tx: Transaction, shape: str, refers: str, given: Any) -> Any:
    if shape == "text" and isinstance(given, str):
        return " ".join(given.split())
    if shape == "prose" and isinstance(given, str):
        return given.strip()
    if shape == "date":
        return dated(given)
    if shape == "decimal":
        number(given)
        return (given or "").strip() or None
    if shape == "ref":
        return tx.need(SCHEMA.kinds[refers].value, given).id if given else None
    return given
