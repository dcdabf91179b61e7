"""The workbench: the one way to write, to undo, and to hear what changed.

An *action* is a plain function that takes a transaction; `@action` gives it the label it has in the undo menu. A *question* takes the
library. `Bench.do` runs an action as one database transaction and one step; then everybody who listens is told which rows changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id, Row
from verkstad.domain.schema import SCHEMA, Schema
from verkstad.storage import undo as steps
from verkstad.storage.connection import told
from verkstad.storage.library import Clock, Entropy, Library, open_library, system_clock
from verkstad.storage.undo import Step
from verkstad.storage.writing import Transaction

P = ParamSpec("P")
R = TypeVar("R")
ActionFunction = Callable[Concatenate[Transaction, P], R]


@dataclass(frozen=True, slots=True)
class Action:
    """A registered action. `label` is a msgid; `edits` the kinds whose text fields it settles: `f(tx, id, **{column: text})`."""

    name: str
    function: Callable[..., Any]
    label: str
    edits: tuple[str, ...] = ()


ACTIONS: dict[str, Action] = {}


def action(label: str, *, edits: type[Row] | tuple[type[Row], ...] = ()) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as an action under a label that is translated when it is shown.

    `edits`: the values whose drafts this action turns into a change; it is called with the row's id and the column by name.
    """

    def registered(function: Callable[P, R]) -> Callable[P, R]:
        values = edits if isinstance(edits, tuple) else (edits,)
        name = f"{function.__module__}.{function.__qualname__}"
        if name in ACTIONS and ACTIONS[name].function.__code__ is not function.__code__:
            raise ValueError(f"two actions named {name}")
        ACTIONS[name] = Action(name, function, label, tuple(v.KIND.name for v in values))
        _BY_FUNCTION[function] = ACTIONS[name]
        return function

    return registered


_BY_FUNCTION: dict[Callable[..., Any], Action] = {}


@dataclass(frozen=True, slots=True)
class Changes:
    """Which rows may look different now: kind -> ids. Removed rows are among them."""

    rows: Mapping[str, frozenset[Id]]

    def touches(self, *values: type[Row]) -> bool:
        return any(v.KIND.name in self.rows for v in values)

    def ids(self, value: type[Row]) -> frozenset[Id]:
        return self.rows.get(value.KIND.name, frozenset())


class Heard(Protocol):
    def __call__(self, changes: Changes, by: object, /) -> None: ...


class Bench:
    """An open library and everything that may be done with it. One for a window or a command; on one thread."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.saved_at: str | None = None
        self.undo_step: Step | None = None
        self.redo_step: Step | None = None
        self._listeners: list[Heard] = []
        self._occupied = ""
        with self._writing():
            steps.prune(library)
        self._look_at_steps()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        schema: Schema = SCHEMA,
        clock: Clock = system_clock,
        entropy: Entropy = secrets.token_bytes,
        machine: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> Bench:
        """Open a library file, made when it is not there. The world's failures are those of `storage.library.open_library`."""
        return cls(open_library(path, schema=schema, clock=clock, entropy=entropy, machine=machine, progress=progress))

    @classmethod
    def in_memory(
        cls, *, schema: Schema = SCHEMA, clock: Clock = system_clock, entropy: Entropy = secrets.token_bytes, machine: str = ""
    ) -> Bench:
        """A library that is gone when it is closed: the test double, and the stage of a preview."""
        return cls(open_library(None, schema=schema, clock=clock, entropy=entropy, machine=machine))

    def close(self) -> None:
        self.library.close()

    # ---- doing

    def do(self, action: Callable[Concatenate[Transaction, ...], R], /, *args: Any, by: object = None, **kw: Any) -> R:
        """Run a registered action as one transaction and one step, then tell everybody. What it raises undoes it all."""
        known = _BY_FUNCTION.get(action)
        if known is None:
            raise TypeError(f"{action!r} is not a registered action")
        library = self.library
        with self._writing():
            tx = Transaction(library)
            first = library.last_seq() + 1
            result = action(tx, *args, **kw)
            step = None if tx.erased else steps.record(library, known.label, tx.subject, tx.now, first)
        if tx.erased:
            self._look_at_steps()
        elif step is not None:
            self.undo_step, self.redo_step = step, None
        self._tell(by, tx.now)
        return result

    def ask(self, question: Callable[Concatenate[Library, ...], R], /, *args: Any, **kw: Any) -> R:
        """Ask a question of the library."""
        return question(self.library, *args, **kw)

    def undo(self, by: object = None) -> Step | None:
        """Undo the last step. Returns it, or None when there is none. Raises Blocked when others have built on it."""
        return self._flip(self.undo_step, steps.undo, by)

    def redo(self, by: object = None) -> Step | None:
        """Redo the step undone last."""
        return self._flip(self.redo_step, steps.redo, by)

    def _flip(self, step: Step | None, way: Callable[[Transaction, Library], Iterator[int]], by: object) -> Step | None:
        if step is None:
            return None
        with self._writing():
            tx = Transaction(self.library)
            for _ in way(tx, self.library):
                pass
        self._look_at_steps()
        self._tell(by, tx.now)
        return step

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One database transaction: all of it or nothing, with the lamport clock as it was."""
        library = self.library
        if self._occupied:
            raise Refused("occupied", what=self._occupied)
        before = library.lamport
        self._occupied = "writing"
        try:
            library.begin()
            try:
                with told(library.path):
                    yield
                library.commit()
            except BaseException:
                library.rollback()
                library.lamport = before
                raise
        finally:
            self._occupied = ""

    def _look_at_steps(self) -> None:
        self.undo_step, self.redo_step = steps.undo_step(self.library), steps.redo_step(self.library)

    # ---- hearing

    def listen(self, heard: Heard) -> Callable[[], None]:
        """Be told after every change of what may look different, and by whom. Returns what ends it."""
        self._listeners.append(heard)

        def unlisten() -> None:
            if heard in self._listeners:
                self._listeners.remove(heard)

        return unlisten

    def _tell(self, by: object, at: str) -> None:
        rows = self.library.folding.take_touched()
        self.saved_at = at
        if not rows:
            return
        changes = Changes(rows)
        for heard in tuple(self._listeners):
            heard(changes, by)
