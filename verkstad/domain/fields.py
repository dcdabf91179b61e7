"""The vocabulary with which a value declares how each of its fields is kept, merged and sent.

A kind of row is one frozen dataclass. The declaration stands once, on the value itself; `schema.py` lists the kinds, storage derives
its tables from that list and the session file its whitelist. Scalars only: text, whole numbers, flags and nothing. Dates are ISO text
("2027-03-24"), moments ISO text in UTC ("2027-03-24T08:00:00Z"), times of day whole minutes since local midnight, decimals text with
a point. A value that a newer program wrote may hold a choice this one has never heard of: it is kept and shown as unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Literal, Self, TypeVar, dataclass_transform

from verkstad.domain.values import frozen, made_frozen, replaced

Id = str
Meet = Literal["ask", "text", "latest"]
Scalar = str | int | None
Scope = Literal["self", "parent", "directory"]

SHORT = 200
LONG = 20_000


@frozen
class Column:
    """One attribute of a value, one column of its table.

    `shape` is what the value may look like: "text" (one line), "prose" (lines), "whole", "flag", "date", "moment", "decimal", "choice",
    "ref". `length` is in characters; `low` and `high` bound whole numbers; `choices` are the wire names this version knows; `refers` the kind.
    `when` says on which side of today a date lies, for one that is typed without its year: "past", "future", or "near" for either.
    """

    name: str
    shape: str
    length: int = SHORT
    low: int = -(2**53)
    high: int = 2**53
    choices: tuple[str, ...] = ()
    refers: str = ""
    default: Any = None
    when: str = "near"

    @property
    def sql(self) -> str:
        return "integer" if self.shape in ("whole", "flag") else "text"


@frozen
class Field:
    """What meets as one when two people write at the same time: one column, or a small list spread over several.

    `wire` is its name in the log and in files, for ever. `meet` says how concurrent values meet: "ask" keeps both until a person
    chooses, "text" merges words, "latest" takes the latest and lists it in the report.
    """

    wire: str
    columns: tuple[Column, ...]
    meet: Meet

    @property
    def single(self) -> bool:
        return len(self.columns) == 1


@frozen
class Kind:
    """A kind of row: its wire name, its value class, its fields, where it may stand and to which scope its changes belong.

    `parents` are the kinds it may stand under (none: it is a root). `scope`: "self" (a workshop, an initiative), "parent" (that of the
    row it stands under) or "directory". `personal` rows hold personal data: leaves that can be erased and are left out without participants.
    """

    name: str
    value: type[Any]
    fields: tuple[Field, ...]
    parents: tuple[str, ...] = ()
    scope: Scope = "parent"
    personal: bool = False
    ranked: bool = False

    def field(self, wire: str) -> Field | None:
        return next((f for f in self.fields if f.wire == wire), None)

    def when(self, column: str) -> str:
        """On which side of today the dates of a column lie."""
        return next(c.when for c in self.columns if c.name == column)

    def field_of(self, column: str) -> Field:
        """The merge field an attribute belongs to."""
        return next(f for f in self.fields if any(c.name == column for c in f.columns))

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(c for f in self.fields for c in f.columns)


@frozen(kw_only=True)
class Row:
    """What every value has: its id, the row it stands under, its place among its siblings, and whether only its children keep it."""

    KIND: ClassVar[Kind]

    id: Id = ""
    parent: Id | None = None
    rank: str = ""
    kept: bool = False

    def with_(self, **changes: Any) -> Self:
        """The same row with other values; the row it was is untouched."""
        return replaced(self, **changes)


R = TypeVar("R", bound=Row)


@frozen
class _Said:
    """What a field is declared to be, until its class gives it its name."""

    shape: str
    default: Any
    meet: Meet
    wire: str
    facts: dict[str, Any]


def _column(shape: str, default: Any, meet: Meet, wire: str, together: str, **facts: Any) -> Any:
    return _Said(shape, default, meet, together or wire, facts)


def text(length: int = SHORT, *, default: str = "", meet: Meet = "ask", wire: str = "", together: str = "") -> Any:
    """One line of text."""
    return _column("text", default, meet, wire, together, length=length)


def prose(length: int = LONG, *, default: str = "", meet: Meet = "text", wire: str = "", together: str = "") -> Any:
    """Text of several lines; concurrent edits meet word by word where they can."""
    return _column("prose", default, meet, wire, together, length=length)


def whole(low: int, high: int, *, default: int | None = None, meet: Meet = "ask", wire: str = "", together: str = "") -> Any:
    """A whole number, or None for not said."""
    return _column("whole", default, meet, wire, together, low=low, high=high)


def flag(*, default: bool = False, meet: Meet = "ask", wire: str = "", together: str = "") -> Any:
    """True or false; 1 or 0 in the log."""
    return _column("flag", default, meet, wire, together, low=0, high=1)


def date(*, when: str = "near", meet: Meet = "ask", wire: str = "", together: str = "") -> Any:
    """An ISO date, or None. `when`: "past" for what has happened, "future" for what is to come, "near" for what may be either."""
    return _column("date", None, meet, wire, together, length=10, when=when)


def moment(*, meet: Meet = "latest", wire: str = "", together: str = "") -> Any:
    """An ISO moment in UTC, or None."""
    return _column("moment", None, meet, wire, together, length=32)


def decimal(*, meet: Meet = "ask", wire: str = "", together: str = "") -> Any:
    """A decimal number as text with a point, or None; never a float."""
    return _column("decimal", None, meet, wire, together, length=40)


def choice(*known: str, default: str, meet: Meet = "ask", wire: str = "", together: str = "") -> Any:
    """One of the known wire names; one that is not known is kept and shown as unknown."""
    return _column("choice", default, meet, wire, together, length=40, choices=known)


def ref(kind: str, *, meet: Meet = "ask", wire: str = "", together: str = "") -> Any:
    """The id of another row, or None. It may dangle: the row may be removed, or not have come yet."""
    return _column("ref", None, meet, wire, together, length=64, refers=kind)


@dataclass_transform(frozen_default=True, kw_only_default=True)  # without field_specifiers: each field then counts as having its default
def kind(
    name: str, *, parents: tuple[str, ...] = (), scope: Scope = "parent", personal: bool = False, ranked: bool = False
) -> Callable[[type[R]], type[R]]:
    """Make a class with declared fields a frozen value and give it its `KIND`."""

    def made(cls: type[R]) -> type[R]:
        groups: dict[str, list[Column]] = {}
        meets: dict[str, Meet] = {}
        for field, said in [(name, held) for name, held in vars(cls).items() if isinstance(held, _Said)]:
            wire = said.wire or field
            groups.setdefault(wire, []).append(Column(field, said.shape, default=said.default, **said.facts))
            meets.setdefault(wire, said.meet)
            setattr(cls, field, said.default)
        fields = tuple(Field(wire, tuple(columns), meets[wire]) for wire, columns in groups.items())
        row = made_frozen(cls, kw_only=True)
        row.KIND = Kind(name, row, fields, parents, scope, personal, ranked)
        return row

    return made
