"""What follows from an inventory: where a need stands by value and effort, who has come one step further, what goes on twice, and where it breaks.

Pure rules over the values of inventory.py; formulas and cuts are those of measurement.md 3.6 and 3.12.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from verkstad.domain.decimals import exact
from verkstad.domain.fields import Id
from verkstad.domain.inventory import InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.modules import Judgement
from verkstad.domain.values import frozen

CUT = 3
"""Value and effort from this up are high, of 5."""
DISCUSS = 3
"""So far apart, and it is talked about before anything is ranked."""
QUADRANTS = ("quick_win", "venture", "if_time", "leave")

# ------------------------------------------------------------------------------------------------ value and effort


@frozen
class Placing:
    """Where an item stands. `value` and `effort` are medians of those who judged it (1 to 5), None not said; spreads are largest less smallest.

    `quadrant`: one of QUADRANTS, "" until both are said. `judges`: how many judged it; 0 when it was placed by one hand on the item itself.
    """

    value: float | None = None
    effort: float | None = None
    value_spread: int = 0
    effort_spread: int = 0
    judges: int = 0

    @property
    def quadrant(self) -> str:
        if self.value is None or self.effort is None:
            return ""
        high = self.value >= CUT
        light = self.effort < CUT
        return ("quick_win" if light else "venture") if high else ("if_time" if light else "leave")

    @property
    def discuss(self) -> bool:
        return max(self.value_spread, self.effort_spread) >= DISCUSS


def placing(item: InventoryItem, judgements: Iterable[Judgement] = ()) -> Placing:
    """Where it stands: by the medians of those who judged it; by what the item says itself while nobody has."""
    rows = tuple(judgements)
    values = sorted(r.benefit for r in rows if r.benefit is not None)
    efforts = sorted(r.effort for r in rows if r.effort is not None)
    return Placing(
        median(values) if values else item.value,
        median(efforts) if efforts else item.effort,
        values[-1] - values[0] if values else 0,
        efforts[-1] - efforts[0] if efforts else 0,
        sum(r.benefit is not None or r.effort is not None for r in rows),
    )


def median(ordered: Sequence[int]) -> float | None:
    """The middle of numbers in order; the mean of the two middle ones when they are even in number."""
    if not ordered:
        return None
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


# ------------------------------------------------------------------------------------------------ what is worth a word


@frozen
class NoHumanWay:
    """People serve themselves, or some do not get it done (`unresolved` per cent), and nobody has said where they turn."""

    item: Id
    unresolved: int | None
    self_service: bool


@frozen
class ShouldWithoutWhy:
    """It was judged that it should not be taken further (or nobody is sure), and not why."""

    item: Id
    should: str


@frozen
class Judged:
    """Those who judged it are far apart: talk before ranking."""

    item: Id
    value_spread: int
    effort_spread: int


ItemFact = NoHumanWay | ShouldWithoutWhy | Judged


def item_facts(item: InventoryItem, placed: Placing | None = None) -> tuple[ItemFact, ...]:
    """The weightiest first. An item of which little is said yet is left in peace."""
    found: list[ItemFact] = []
    if not item.fallback.strip() and (item.self_service or item.unresolved):
        found.append(NoHumanWay(item.id, item.unresolved, item.self_service))
    if item.should == "no" and not item.should_why.strip():
        found.append(ShouldWithoutWhy(item.id, item.should))
    if placed is not None and placed.discuss:
        found.append(Judged(item.id, placed.value_spread, placed.effort_spread))
    return tuple(found)


# ------------------------------------------------------------------------------------------------ what goes on twice


@frozen
class Overlap:
    """Two efforts for the same customer in the same step of a journey at the same time. Days are ISO, "" for open."""

    first: Id
    second: Id
    for_whom: str
    step: Id
    begins: str
    ends: str


def overlaps(items: Iterable[InventoryItem]) -> tuple[Overlap, ...]:
    """Pairs of ongoing efforts that meet: same customer, same step of a journey, and periods that touch; a day not said is open."""
    going = [i for i in items if is_ongoing(i) and plain(i.for_whom) and i.step]
    found = []
    for one, other in combinations(going, 2):
        if plain(one.for_whom) != plain(other.for_whom) or one.step != other.step:
            continue
        begins = max(one.ongoing_from or "", other.ongoing_from or "")
        ends = min(filter(None, (one.ongoing_until, other.ongoing_until)), default="")
        if not ends or begins <= ends:
            found.append(Overlap(one.id, other.id, one.for_whom, one.step or "", begins, ends))
    return tuple(found)


def is_ongoing(item: InventoryItem) -> bool:
    return item.kind_of == "effort" or bool(item.ongoing.strip())


def plain(words: str) -> str:
    """As it is compared: case and spaces set aside."""
    return " ".join(words.split()).casefold()


# ------------------------------------------------------------------------------------------------ how far operations have come


def peers(levels: Mapping[Id, int | None], unit: Id) -> tuple[Id, ...]:
    """Whom an operation may ask: those exactly one level higher with the same item, else those further still; in the order handed in.

    None of them while its own level is not said. `levels`: operation -> 0 to 4.
    """
    own = levels.get(unit)
    if own is None:
        return ()
    above = {other: level - own for other, level in levels.items() if level is not None and other != unit and level > own}
    return tuple(other for other, step in above.items() if step == 1) or tuple(above)


@frozen
class NoEvidence:
    """A level that was set, and nothing by which one sees it."""

    level: Id
    item: Id
    unit: Id


def levels_without_evidence(rows: Iterable[UnitLevel]) -> tuple[NoEvidence, ...]:
    """From level 1 up; that nothing is there needs no proof."""
    return tuple(
        NoEvidence(r.id, r.parent, r.unit)
        for r in rows
        if r.level and not r.evidence.strip() and r.parent is not None and r.unit is not None
    )


# ------------------------------------------------------------------------------------------------ journeys


@frozen
class Journey:
    """The steps of one journey in order, and what they add up to.

    `hand_overs`: the steps at which the customer meets somebody else than before. `waiting`: days in all, None when nowhere said, as a float.
    """

    name: str
    version: str
    steps: tuple[JourneyStep, ...]
    hand_overs: tuple[Id, ...]
    waiting: float | None
    bottlenecks: tuple[Id, ...]

    @property
    def longest_wait(self) -> Id | None:
        """The step with the longest wait, the first of several; None when nobody waits."""
        waits = [(exact(s.waiting), s.id) for s in self.steps]
        longest = max((w for w, _id in waits if w), default=None)
        return next((id for w, id in waits if w == longest), None) if longest else None


def journeys(steps: Iterable[JourneyStep]) -> tuple[Journey, ...]:
    """The journeys, in the order of their first steps; today's before what it is to become."""
    by: dict[tuple[str, str], list[JourneyStep]] = {}
    for step in sorted(steps, key=lambda s: (s.rank, s.id)):
        by.setdefault((step.journey, step.version), []).append(step)
    names = list(dict.fromkeys(name for name, _version in by))
    ordered = sorted(by, key=lambda key: (names.index(key[0]), key[1] == "then"))
    return tuple(_journey(name, version, by[name, version]) for name, version in ordered)


def _journey(name: str, version: str, steps: Sequence[JourneyStep]) -> Journey:
    waits = [w for w in (exact(s.waiting) for s in steps) if w is not None]
    return Journey(
        name,
        version,
        tuple(steps),
        hand_overs(steps),
        float(sum(waits)) if waits else None,
        tuple(s.id for s in steps if s.bottleneck),
    )


def hand_overs(steps: Sequence[JourneyStep]) -> tuple[Id, ...]:
    """The steps where whom the customer meets is another than in the step before that says it; a step that meets nobody is passed over."""
    met = [(plain(s.met_by), s.id) for s in steps if s.met_by.strip()]
    return tuple(id for (before, _one), (now, id) in pairwise(met) if now != before)


@frozen
class Versions:
    """A journey as it is and as it is to become, where both are written: (before, after) of hand-overs and of days waited."""

    name: str
    hand_overs: tuple[int, int]
    waiting: tuple[float | None, float | None]


def before_and_after(found: Iterable[Journey]) -> tuple[Versions, ...]:
    rows = tuple(found)
    then = {j.name: j for j in rows if j.version == "then"}
    return tuple(
        Versions(j.name, (len(j.hand_overs), len(then[j.name].hand_overs)), (j.waiting, then[j.name].waiting))
        for j in rows
        if j.version != "then" and j.name in then
    )
