"""Sorting a plan: what is left to sort, dividing and joining items word for word, anchoring, and what has stayed on paper.

Pure rules over values; measurement.md 3.11. Facts, not sentences: `wording_plan` says them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.launch import FromTo
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import Anchoring, PlanItem
from verkstad.domain.values import frozen

REPLACED = ("split", "merged")  # others stand in their place
SETTLED = ("used", "elsewhere", "struck")
LOWEST_ANCHORED = 2  # consulted; below that the cell is listed
MOST = 3  # committed
ACTIVE_WITHIN = 90  # days

# ------------------------------------------------------------------------------------------------ sorting


def state_of(item: PlanItem, became: int) -> str:
    """The state that is so: an item in use of which nothing is left that it became waits to be sorted again."""
    return "new" if item.state == "used" and became == 0 else item.state


@frozen
class Sorted:
    """How far the sorting has come: `done` of `of`. Items in whose place others stand are not counted."""

    done: int
    of: int

    @property
    def left(self) -> int:
        return self.of - self.done


def how_far(states: Iterable[str]) -> Sorted:
    standing = [state for state in states if state not in REPLACED]
    return Sorted(sum(state in SETTLED for state in standing), len(standing))


def next_to_sort(states: Sequence[str], after: int) -> int | None:
    """The place of the next item that waits, after this one and then from the beginning; None when all are sorted."""
    order = [*range(after + 1, len(states)), *range(after + 1)]
    return next((at for at in order if 0 <= at < len(states) and states[at] == "new"), None)


# ------------------------------------------------------------------------------------------------ dividing and joining

_END, _CLOSED = "[.!?…]", '["”»)]'
_SENTENCE = re.compile(rf"(?:(?<={_END})|(?<={_END}{_CLOSED})|(?<={_END}{_CLOSED}{{2}}))\s+(?=[\"”»(–-]*[A-ZÅÄÖÉÜ0-9])")
_SHORT = re.compile(r"(?:\b(?:bl|t|m|s|o|f|e|d|kl|ca|resp|etc|nr|kap|st|jfr|dvs|osv|dr|mr|mrs|eg)|\b[A-ZÅÄÖ]|\b\w\.\w)\.$", re.IGNORECASE)


def sentences(says: str) -> tuple[str, ...]:
    """The sentences of an item, as it could be divided; "bl.a." and the like end none."""
    pieces: list[str] = []
    for piece in _SENTENCE.split(says.strip()):
        if pieces and _SHORT.search(pieces[-1]):
            pieces[-1] += f" {piece}"
        elif piece:
            pieces.append(piece)
    return tuple(pieces)


def parted(says: str, pieces: Sequence[str]) -> tuple[str, ...]:
    """The pieces an item is divided into. Refused when they are fewer than two or are not its own words, all of them, in their order."""
    kept = tuple(" ".join(piece.split()) for piece in pieces if piece.strip())
    if len(kept) < 2:
        raise Refused("one_piece")
    if "".join("".join(kept).split()) != "".join(says.split()):
        raise Refused("other_words")
    return kept


def together(items: Sequence[PlanItem], longest: int) -> str:
    """Their words as one text, a line each. Refused when it is longer than an item may be."""
    says = "\n".join(item.says for item in items)
    if len(says) > longest:
        raise Refused("item_too_long", limit=longest, found=len(says))
    return says


def cut(says: str, longest: int) -> str:
    """The beginning of a text, ended after a word and told so where it goes on."""
    says = " ".join(says.split())
    if len(says) <= longest:
        return says
    head = says[: longest - 1]
    at = head.rfind(" ")
    return (head[:at] if at > longest // 2 else head).rstrip(" ,;:–-") + "…"


def title_of(says: str, longest: int = 120) -> str:
    """What something made of an item is called: its first sentence, without the point, or the beginning of it."""
    first = (sentences(says) or (says,))[0]
    return cut(first.rstrip(". ") if first.endswith(".") and not first.endswith("..") else first, longest)


# ------------------------------------------------------------------------------------------------ anchoring


@frozen
class Cell:
    """How well an operation knows of an item. `level` None: nobody has noted anything, which counts as not told."""

    item: Id
    unit: Id
    level: int | None = None
    on: str | None = None
    changed: str = ""

    @property
    def weak(self) -> bool:
        """Not even consulted."""
        return (self.level or 0) < LOWEST_ANCHORED


@frozen
class Anchored:
    """A matrix: `items` by `units`, a cell for each pair."""

    items: tuple[Id, ...]
    units: tuple[Id, ...]
    cells: Mapping[tuple[Id, Id], Cell]

    @property
    def index(self) -> Fraction | None:
        """Σ level / (3 · cells), 0 to 1; None where there is no cell."""
        return Fraction(sum(cell.level or 0 for cell in self.cells.values()), MOST * len(self.cells)) if self.cells else None

    @property
    def weak(self) -> tuple[Cell, ...]:
        """The cells below "consulted", item by item."""
        return tuple(cell for item in self.items for unit in self.units if (cell := self.cells[(item, unit)]).weak)

    def of_unit(self, unit: Id) -> Fraction | None:
        found = [cell for cell in self.cells.values() if cell.unit == unit]
        return Fraction(sum(cell.level or 0 for cell in found), MOST * len(found)) if found else None


def anchored(items: Sequence[Id], units: Sequence[Id], told: Iterable[Anchoring]) -> Anchored:
    """Every item by every affected unit; what is noted of others is left out."""
    noted = {(row.parent, row.unit): row for row in told}
    cells = {}
    for item in items:
        for unit in units:
            row = noted.get((item, unit))
            cells[(item, unit)] = Cell(item, unit, row.level, row.on, row.changed) if row else Cell(item, unit)
    return Anchored(tuple(items), tuple(units), cells)


# ------------------------------------------------------------------------------------------------ what has stayed on paper


@frozen
class Deed:
    """What an item of the plan has led to: `active` the last day something that hangs on it was alive, "" never; `changed`: somebody's work
    is described before and after."""

    item: Id
    active: str = ""
    changed: bool = False


def on_paper(deeds: Iterable[Deed], today: str) -> tuple[Id, ...]:
    """The items that have stayed a product of paper: nothing active in ninety days, or nobody who works another way (002-17)."""
    since = (datetime.date.fromisoformat(today) - datetime.timedelta(days=ACTIVE_WITHIN)).isoformat()
    return tuple(deed.item for deed in deeds if not (deed.changed and deed.active and deed.active >= since))


def wants_forum(state: str, forum: object) -> bool:
    """Whether a point lacks a forum: it became something here, and no group takes it further. One that waits to be sorted lacks none yet (002-19)."""
    return state == "used" and not forum


def share(some: int, of: int) -> Fraction | None:
    return Fraction(some, of) if of else None


def works_otherwise(module: Module, changes: Iterable[FromTo]) -> bool:
    """Whether it is said how somebody worked before and how they work after."""
    return bool(module.before.strip() and module.after.strip()) or any(row.before.strip() and row.after.strip() for row in changes)


def active_on(actions: Iterable[Action], pilots: Iterable[Pilot], touched: Mapping[Id, str], today: str) -> str:
    """The last day any of them was alive: today for what is under way, else the day it was done or decided. `touched`: id -> ISO date."""
    days = [today if action.status == "doing" else touched.get(action.id, "") for action in actions if action.status in ("doing", "done")]
    for pilot in pilots:
        days.append(today if pilot.state in ("measure_first", "running") else pilot.outcome_on or "")
    return max(days, default="")
