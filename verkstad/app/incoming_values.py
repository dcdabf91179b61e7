"""Values on their way into a measure: pasted, dropped or opened, shown beside those that are there before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal

from verkstad.app.measures import NewValue
from verkstad.domain.errors import Failure
from verkstad.domain.fields import Id
from verkstad.domain.piloting import interval_of
from verkstad.domain.pilots import Measure, Measurement
from verkstad.domain.runchart import later
from verkstad.files import read_ordinary
from verkstad.intake import measurements as intake
from verkstad.intake.measurements import IncomingValue, Mapping
from verkstad.intake.sheet import MAX_BYTES, Note, Sheet
from verkstad.storage.library import Reading

__all__ = [
    "SUFFIXES", "Coming", "IncomingValue", "Mapping", "Note", "Preview", "Sheet", "chosen", "guess", "pasted", "preview", "read_day", "read_file", "read_number", "read_typed",
]  # fmt: skip

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
"""Files that may hold values."""

Fate = Literal["new", "replaces", "same", "unreadable"]


@dataclass(frozen=True, slots=True)
class Coming:
    """A row of the list and what would become of it. `before` is the value it replaces; `twice`: its day stands in the list more than once."""

    incoming: IncomingValue
    fate: Fate
    before: str | None = None
    twice: bool = False

    @property
    def id(self) -> str:
        return str(self.incoming.row)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list would bring. `interval`: how far apart its days lie, "" for too few; `unit`: what stands behind its numbers."""

    rows: tuple[Coming, ...]
    left_out: str
    interval: str
    unit: str

    def count(self, fate: Fate) -> int:
        return sum(row.fate == fate for row in self.rows)

    @property
    def writes(self) -> int:
        return self.count("new") + self.count("replaces")

    @property
    def missing(self) -> int:
        """Days on which nothing was measured."""
        return sum(row.incoming.usable and row.incoming.value is None for row in self.rows)


def pasted(text: str) -> Sheet:
    """Text from the clipboard as a table. Raises Foreign when there is nothing in it, TooLarge."""
    return intake.from_clipboard(text)


def read_file(path: str) -> Sheet:
    """A file of values as a table. Runs in a worker. Raises WorldFailure kinds."""
    try:
        return intake.read(read_ordinary(path, MAX_BYTES), PurePath(path).name)
    except Failure as failure:
        failure.facts.setdefault("path", path)
        raise


def guess(sheet: Sheet, measure: Measure, today: str) -> Mapping:
    """What each column most likely holds, for this measure."""
    return intake.guess(sheet, today=today, interval=measure.interval, unit=measure.measure_unit)


def preview(library: Reading, measure: Id, sheet: Sheet, mapping: Mapping, today: str) -> Preview:
    there: dict[str, list[Measurement]] = {}
    for old in library.children(Measurement, measure):
        there.setdefault(old.on or "", []).append(old)
    incoming = intake.values(sheet, mapping, today=today)
    days: dict[str, int] = {}
    for value in incoming:
        if value.usable:
            days[value.on or ""] = days.get(value.on or "", 0) + 1
    rows = tuple(_coming(value, there.get(value.on or "", []), days.get(value.on or "", 0) > 1) for value in incoming)
    usable = [v.on for v in incoming if v.usable and v.on]
    interval = mapping.interval if mapping.on is None else interval_of(usable)
    return Preview(rows, intake.left_out(sheet, mapping), interval, intake.unit_of(sheet, mapping))


def chosen(seen: Preview) -> tuple[NewValue, ...]:
    """What is written: every row that can be read and brings something."""
    return tuple(
        NewValue(row.incoming.on or "", row.incoming.value, row.incoming.note) for row in seen.rows if row.fate in ("new", "replaces")
    )


def read_number(typed: str) -> str | None:
    """A number as typed, as it is kept; None for no number."""
    return intake.number(typed)


def read_day(typed: str, today: str) -> str | None:
    """A day as typed ("v. 37", "7/9", "sep 2026"), ISO; None for no day."""
    return intake.days([typed], today=today)[0]


def read_typed(typed: str, values: Sequence[Measurement], interval: str, today: str) -> NewValue | None:
    """A line such as "v. 37 12,5" as a value; a number alone stands one interval after the last value. None when it cannot be read."""
    typed = " ".join(typed.split())
    number = intake.number(typed)
    if number is not None or intake.is_missing(typed):
        last = max((v.on for v in values if v.on), default=None)
        day = later(last, interval, 1) if last else intake.first_of(1, today=today, interval=interval)
        return NewValue(day, number) if typed else None
    try:
        sheet = intake.from_clipboard(typed)
    except Failure:
        return None
    rows = intake.values(sheet, replace(intake.guess(sheet, today=today), percent=False), today=today)
    return NewValue(rows[0].on or "", rows[0].value) if len(rows) == 1 and rows[0].usable else None


def _coming(value: IncomingValue, there: Sequence[Measurement], twice: bool) -> Coming:
    if not value.usable:
        return Coming(value, "unreadable", None, False)
    if len(there) == 1 and not twice:
        same = there[0].value == value.value and (not value.note or value.note == there[0].note)
        return Coming(value, "same" if same else "replaces", there[0].value)
    if any(old.value == value.value for old in there):
        return Coming(value, "same", value.value, twice)
    return Coming(value, "new", None, twice or bool(there))
