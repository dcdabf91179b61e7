"""What must still be to be seen: version sets, without a line of the engine.

A value is lost if it is to be seen nowhere although nobody who saw it replaced it, or removed its row having seen it. A write that was
undone need not be seen, and what it had replaced must be seen again. Whether a write stands is what the one who looks has heard of: who
writes over a value without having heard that it was undone has replaced it, so a redo elsewhere need not show it again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any

Key = tuple[str, str]  # row, column


@dataclass
class Event:
    """A write of a value, or a removal (no column) of a row; or that one of these was undone or redone (`of`)."""

    row: str
    column: str | None
    value: Any
    replaced: frozenset[int] = frozenset()  # the writes whose value it was put in place of
    seen: frozenset[int] = frozenset()  # everything known where it was made
    word: str = ""  # of a longer text: the word that was written
    of: int | None = None  # the event that was undone or redone, always by the one who made it
    stands: bool = True  # whether it stands after that


@dataclass
class Oracle:
    events: list[Event] = field(default_factory=list)
    known: dict[str, set[int]] = field(default_factory=dict)
    flips: dict[int, list[int]] = field(default_factory=dict)  # event -> when it was undone or redone, in order
    forgotten_rows: set[str] = field(default_factory=set)
    forgotten: set[Key] = field(default_factory=set)
    trusted: bool = True  # False once a restore has taken a replica back in time

    def write(self, who: str, row: str, column: str, value: Any, shown: Any, merged: bool, resolves: bool = False, word: str = "") -> int:
        mine = self.known.setdefault(who, set())
        standing = {
            n
            for n in mine
            if (e := self.events[n]).row == row and e.column == column and self._stands(n, mine) and not self._replaced(n, mine)
        }
        replaced = {n for n in standing if resolves or merged or self.events[n].value == shown}
        self.events.append(Event(row, column, value, frozenset(replaced), frozenset(mine), word=word))
        mine.add(len(self.events) - 1)
        return len(self.events) - 1

    def remove(self, who: str, row: str) -> int:
        mine = self.known.setdefault(who, set())
        self.events.append(Event(row, None, None, frozenset(), frozenset(mine)))
        mine.add(len(self.events) - 1)
        return len(self.events) - 1

    def flip(self, who: str, told: Iterable[int], stands: bool) -> None:
        """Undo these events, or redo them: something that happens at a place, and is heard of elsewhere when their rows are."""
        mine = self.known.setdefault(who, set())
        for n in told:
            mine.add(len(self.events))
            self.flips.setdefault(n, []).append(len(self.events))
            self.events.append(Event(self.events[n].row, None, None, of=n, stands=stands))

    def sync(self, source: str, target: str, rows: Container[str] | None = None) -> frozenset[int]:
        """The target learns what the source knows (of these rows); returns what was new to it."""
        new = self.known.setdefault(source, set()) - self.known.setdefault(target, set())
        if rows is not None:
            new = {n for n in new if self.events[n].row in rows}
        self.known[target] |= new
        return frozenset(new)

    def _stands(self, n: int, among: set[int]) -> bool:
        """Whether an event stands, as far as these tell; the last word is its author's."""
        heard = [m for m in self.flips.get(n, ()) if m in among]
        return not heard or self.events[heard[-1]].stands

    def _replaced(self, n: int, among: set[int]) -> bool:
        return any(n in self.events[m].replaced and self._stands(m, among) for m in among)

    def must_be_seen(self) -> set[tuple[str, str, Any, str]]:
        """(row, column, value, word) of everything that must be shown or offered once everybody's work is together."""
        every = set(range(len(self.events)))
        out = set()
        for row in {e.row for e in self.events} - self.forgotten_rows:
            writes = {
                n
                for n in every
                if self.events[n].row == row and self.events[n].column and self._stands(n, every) and not self._replaced(n, every)
            }
            removals = [
                e for n, e in enumerate(self.events) if e.row == row and e.column is None and e.of is None and self._stands(n, every)
            ]
            if removals and all(any(n in e.seen for e in removals) for n in writes):
                continue
            for n in writes:
                e = self.events[n]
                if e.column and (row, e.column) not in self.forgotten:
                    out.add((row, e.column, e.value, e.word))
        return out
