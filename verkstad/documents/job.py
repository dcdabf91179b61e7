"""What a print needs, whole: frozen values that travel to the worker. No library, no catalogue, no Qt; the language goes as its code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.harvest_paper import HarvestPaper
from verkstad.domain.agenda import AgendaBlock, DayTable, Slot
from verkstad.domain.fields import Id
from verkstad.domain.methods import Method

_LETTERS = "ABCDEFGHJKLMNPRSTUVX"
_BASE32 = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody as paper shows her. `name` is "" for who is known only by unit and role; `role` is the word, in the language of the paper."""

    id: Id
    name: str = ""
    unit: str = ""  # the unit's name, as in `WorkshopPaper.units`
    role: str = ""
    part: str = "participant"  # participant, lead, host, decider
    answer: str = "invited"  # invited, yes, no
    on: Id = ""  # the one day she is there; "" every day


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit; its place in the list gives it its shape."""

    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as paper shows it; `due` is an ISO date or ""."""

    what: str
    owner: str = ""
    due: str = ""
    status: str = "open"  # open, doing, done, dropped
    bearing: str = "test"


@dataclass(frozen=True, slots=True)
class GroupPaper:
    """A group of a round: ids of `WorkshopPaper.people`."""

    people: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class RoundPaper:
    """A round: the block it is held in and when that begins (minutes of the day), and its groups; none before they are mixed."""

    title: str = ""
    block: str = ""
    start: int | None = None
    groups: tuple[GroupPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupingPaper:
    """Mixed groups. `tables`: names of the groups in their order, "" for one that goes by its number."""

    id: Id
    title: str = ""
    tables: tuple[str, ...] = ()
    rounds: tuple[RoundPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose paper it is: name and footer from the settings; `logo` the bytes of a PNG or JPEG."""

    name: str = ""
    footer: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class WorkshopPaper:
    """A workshop with everything its paper shows. Texts of the user are printed as they stand; `methods` hold both languages."""

    id: Id
    title: str
    purpose: str = ""
    outcomes: tuple[str, ...] = ()
    place: str = ""
    leads: str = ""
    contact: str = ""
    invitation: str = ""
    before: str = ""
    reply_by: str = ""
    notes: str = ""
    days: tuple[DayTable, ...] = ()
    people: tuple[PersonLine, ...] = ()
    units: tuple[UnitLine, ...] = ()
    methods: tuple[Method, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    expected: int | None = None
    record_class: str = ""  # "", working, final
    diary_number: str = ""
    on_tracks: tuple[tuple[Id, tuple[Id, ...]], ...] = ()  # track -> the people on it, ids of `people`
    pulse: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (level, statements) in the language of the paper
    groupings: tuple[GroupingPaper, ...] = ()
    harvest: HarvestPaper | None = None  # for its documentation only

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot for day in self.days for slot in day.slots)

    @property
    def blocks(self) -> tuple[AgendaBlock, ...]:
        return tuple(slot.block for slot in self.slots)

    @property
    def coming(self) -> tuple[PersonLine, ...]:
        """Everybody but those who said no."""
        return tuple(p for p in self.people if p.answer != "no")

    @property
    def participants(self) -> int:
        """How many sit at the tables: those listed as participants or deciders, else those expected."""
        seated = sum(1 for p in self.coming if p.part in ("participant", "decider"))
        return seated or (self.expected or 0)

    @property
    def first_date(self) -> str:
        return next((d.day.date for d in self.days if d.day.date), "") or ""

    def method(self, slug: str) -> Method | None:
        return next((m for m in self.methods if m.slug == slug), None) if slug else None

    def used_methods(self) -> tuple[Method, ...]:
        """The methods the program uses, each once, in the order of the program."""
        found: dict[str, Method] = {}
        for block in self.blocks:
            if (method := self.method(block.method)) is not None:
                found.setdefault(method.slug, method)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What to print and how.

    `sheets`: names from `press.SHEETS`, or ("pack",). `paper`: "" as each sheet is designed, "a4" or "a3" to scale every page to it.
    `profile`: "published" (tagged, archivable) or "pack" (for the printer alone: shared pages, copies assembled, blank backs). `two_sided`:
    each part of the pack begins on a front. `copies`: sheet or handout name -> copies, where the counted number is not wanted; `table`
    people a table, for counting; `spare` the share of spares. `names` False prints roles only. `printed` is today's ISO date.
    `initiative`: the change the workshop belongs to, or the one that is printed itself; `workshop` then only carries its id and title.
    `chosen`: the rows (a pilot, a team, a module) to print; empty for all.
    """

    workshop: WorkshopPaper
    sheets: tuple[str, ...]
    language: str = "sv"
    paper: str = ""
    grey: bool = False
    profile: str = "published"
    two_sided: bool = True
    names: bool = True
    draft: bool = False
    organisation: Organisation = Organisation()
    printed: str = ""
    table: int = 6
    spare: float = 0.10
    copies: Mapping[str, int] = field(default_factory=dict)
    initiative: InitiativePaper | None = None
    chosen: tuple[Id, ...] = ()

    @property
    def tables(self) -> int:
        """Tables in the room; at least one."""
        return max(1, -(-self.workshop.participants // max(1, self.table)))

    def with_spares(self, count: int) -> int:
        return count + -(-count * round(self.spare * 100) // 100) if count else 0


@dataclass(frozen=True, slots=True)
class SheetCode:
    """The number of a sheet: `number` for people ("K-0412"), `long` for the QR mark. The same on every replica."""

    number: str
    long: str

    def card(self, n: int) -> str:
        """The number of one card of a sheet: "K-0412/07"."""
        return f"{self.number}/{n:02}"

    def mark(self, n: int | None = None) -> str:
        """What the QR mark says; only characters of its compact alphabet."""
        return f"VK1/{self.card(n) if n is not None else self.number}/{self.long}"


def sheet_code(scope: Id, sheet: str, content: Any) -> SheetCode:
    """Derive a sheet's number from what it belongs to, its name and what stands on it (values, texts, numbers)."""
    digest = hashlib.sha256(json.dumps([scope, sheet, content], default=_plain, sort_keys=True, ensure_ascii=False).encode()).digest()
    whole = int.from_bytes(digest[:8], "big")
    letter, whole = _LETTERS[whole % 20], whole // 20
    number, whole = whole % 10_000, whole // 10_000
    long = "".join(_BASE32[(whole >> (5 * i)) & 31] for i in range(8))
    return SheetCode(f"{letter}-{number:04}", long)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Fraction) else asdict(value)
