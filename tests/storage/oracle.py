"""What must still be to be seen: version sets, without a line of the engine.

A value is lost if it is to be seen nowhere although nobody who saw it replaced it, or removed its row having seen it. A write that was
undone need not be seen, and what it had replaced must be seen again.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, str]  # row, column


@dataclass
class Event:
    """A write of a value, or a removal (no column) of a row."""

    row: str
    column: str | None
    value: Any
    replaced: frozenset[int] = frozenset()  # the writes whose value it was put in place of
    seen: frozenset[int] = frozenset()  # everything known where it was made
    stands: bool = True
    word: str = ""  # of a longer text: the word that was written


@dataclass
class Oracle:
    events: list[Event] = field(default_factory=list)
    known: dict[str, set[int]] = field(default_factory=dict)
    forgotten_rows: set[str] = field(default_factory=set)
    forgotten: set[Key] = field(default_factory=set)
    trusted: bool = True  # False once a restore has taken a replica back in time

    def write(self, who: str, row: str, column: str, value: Any, shown: Any, merged: bool, resolves: bool = False, word: str = "") -> int:
        mine = self.known.setdefault(who, set())
        standing = {n for n in mine if (e := self.events[n]).row == row and e.column == column and e.stands and not self._replaced(n, mine)}
        replaced = {n for n in standing if resolves or merged or self.events[n].value == shown}
        self.events.append(Event(row, column, value, frozenset(replaced), frozenset(mine), word=word))
        mine.add(len(self.events) - 1)
        return len(self.events) - 1

    def remove(self, who: str, row: str) -> int:
        mine = self.known.setdefault(who, set())
        self.events.append(Event(row, None, None, frozenset(), frozenset(mine)))
        mine.add(len(self.events) - 1)
        return len(self.events) - 1

    def sync(self, source: str, target: str, rows: Container[str] | None = None) -> frozenset[int]:
        """The target learns what the source knows (of these rows); returns what was new to it."""
        new = self.known.setdefault(source, set()) - self.known.setdefault(target, set())
        if rows is not None:
            new = {n for n in new if self.events[n].row in rows}
        self.known[target] |= new
        return frozenset(new)

    def _replaced(self, n: int, among: set[int]) -> bool:
        return any(self.events[m].stands and n in self.events[m].replaced for m in among)

    def must_be_seen(self) -> set[tuple[str, str, Any, str]]:
        """(row, column, value, word) of everything that must be shown or offered once everybody's work is together."""
        every = set(range(len(self.events)))
        out = set()
        for row in {e.row for e in self.events} - self.forgotten_rows:
            writes = {
                n
                for n in every
                if self.events[n].row == row and self.events[n].column and self.events[n].stands and not self._replaced(n, every)
            }
            removals = [e for e in self.events if e.row == row and e.column is None and e.stands]
            if removals and all(any(n in e.seen for e in removals) for n in writes):
                continue
            for n in writes:
                e = self.events[n]
                if e.column and (row, e.column) not in self.forgotten:
                    out.add((row, e.column, e.value, e.word))
        return out
