"""Slices of a change, and what each needs: decisions, units, competences, other slices. The rules stand beside the values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from verkstad.domain.fields import Id, Row, choice, date, kind, prose, ref, text, whole
from verkstad.domain.values import frozen

KNIVES = ("customer_group", "path", "channel", "data", "rules", "find_out")
STATUSES = ("sketch", "candidate", "chosen", "pilot", "introduced", "closed")
ANSWERS = ("yes", "no", "unsure")


@kind("module", parents=("initiative", "module"), ranked=True)
class Module(Row):
    """A slice of the change, or of another module. `knife` says how it was cut from what it stands under.

    The four questions of the slice test are answered one by one; scores are 1 to 5, None not said (measurement.md 3.6).
    """

    title: str = text()
    helps: str = text()  # who notices it, in words
    felt: str = choice("", "customer", "internal", "both", default="")
    plain: str = prose(1_000)  # as one explains it to a neighbour
    status: str = choice(*STATUSES, default="sketch")
    knife: str = choice("", *KNIVES, default="", meet="latest")
    journey_step: str = text()
    before: str = prose(1_000)  # how it is done today ...
    after: str = prose(1_000)  # ... and how it will be
    goal: Id | None = ref("goal")
    team: Id | None = ref("team")  # the team that has it: one, on this side, so that two choices meet as a conflict
    accountable: Id | None = ref("person")
    test_felt: str = choice("", *ANSWERS, default="")  # does a customer feel it?
    test_team: str = choice("", *ANSWERS, default="")  # is one team enough?
    test_soon: str = choice("", *ANSWERS, default="")  # can it be tried within 90 days?
    test_measured: str = choice("", *ANSWERS, default="")  # can it be measured?
    days: int | None = whole(0, 2_000)  # to the first test
    customer_effect: int | None = whole(1, 5)
    speed_need: int | None = whole(1, 5)
    nearness: int | None = whole(1, 5)
    feasibility: int | None = whole(1, 5)
    notes: str = prose()
    form: str = choice("", "dialogue", "self_service", "internal", default="", meet="latest")
    customer_owner: Id | None = ref("person")  # of the better experience
    efficiency_owner: Id | None = ref("person")  # of the better work
    parked: str | None = date(when="past", together="parked")  # laid on the parking list that day
    parked_why: str = text(300, together="parked")
    others_asked: str = text(300)  # which other operations are affected, when only one is named


@kind("judgement", parents=("module", "inventory_item"))
class Judgement(Row):
    """What somebody (a table, a person's initials, or nobody) holds of benefit and effort, 1 to 5 each (measurement.md 3.6)."""

    rater: str = text(80, meet="latest")
    benefit: int | None = whole(1, 5)
    effort: int | None = whole(1, 5)


@kind("score", parents=("module",))
class Score(Row):
    """The factors of a way to rank, its id derived from module and method. ICE: impact, confidence, ease, each 1 to 10. WSJF: value, time, risk, size."""

    method: str = choice("ice", "wsjf", default="ice", meet="latest")
    first: int | None = whole(1, 20)
    second: int | None = whole(1, 20)
    third: int | None = whole(1, 20)
    fourth: int | None = whole(1, 20)


@kind("dependency", parents=("module",))
class Dependency(Row):
    """The module it stands under needs another first. Its id is derived from the two."""

    needs: Id | None = ref("module")
    why: str = text(300)


@kind("needed_decision", parents=("module",))
class NeededDecision(Row):
    """A type of decision the module needs, and how high a mandate (1 to 3). Its id is derived from the two."""

    decision_type: str = text(64)  # slug of a shipped type, or the id of one's own
    level: int | None = whole(1, 3, default=2)
    note: str = text(300)


@kind("need", parents=("module",))
class Need(Row):
    """What a team for the module must hold: somebody from a unit, a competence, or a perspective (a role, or "meets_customers"). Weight 1 to 3."""

    form: str = choice("unit", "competence", "perspective", default="competence", together="what")
    unit: Id | None = ref("unit", together="what")
    name: str = text(120, together="what")  # the competence in words, or the role's slug or id
    weight: int | None = whole(1, 3, default=1)


# ------------------------------------------------------------------------------------------------ the tree


@frozen
class Slice:
    """A module where it stands in the tree. `number` is its way from the top: (2, 1) is the first part of the second slice.

    `loose`: what it stood under is not among the modules (or they stand in a circle), and it is shown at the top so that nothing is lost.
    """

    module: Module
    number: tuple[int, ...]
    parts: int = 0
    loose: bool = False

    @property
    def depth(self) -> int:
        """0 at the top."""
        return len(self.number) - 1


def tree(modules: Iterable[Module], root: Id | None) -> tuple[Slice, ...]:
    """Every module once, each before its own parts, siblings by rank. `root` is the initiative.

    Those whose parent is missing come last at the top, then those in a circle of parents, cut at its first by rank.
    """
    rows = sorted(modules, key=lambda m: (m.rank, m.id))
    known = {m.id for m in rows}
    under: dict[Id | None, list[Module]] = {}
    for row in rows:
        under.setdefault(row.parent, []).append(row)
    found: list[Slice] = []
    seen: set[Id] = set()
    tops = 0

    def walk(top: Module, at: int) -> None:
        seen.add(top.id)
        ahead: list[tuple[Module, tuple[int, ...]]] = [(top, (at,))]
        while ahead:
            row, number = ahead.pop()
            parts = [m for m in under.get(row.id, ()) if m.id not in seen]
            seen.update(m.id for m in parts)
            found.append(Slice(row, number, len(parts), len(number) == 1 and row.parent != root))
            ahead += reversed([(part, (*number, n)) for n, part in enumerate(parts, 1)])

    orphans = [m for m in rows if m.parent != root and m.parent not in known]
    for row in [*under.get(root, ()), *orphans, *rows]:
        if row.id not in seen:
            tops += 1
            walk(row, tops)
    return tuple(found)


def inside(modules: Iterable[Module], module: Id) -> frozenset[Id]:
    """The module and everything that stands under it: where it cannot be moved to."""
    rows = tuple(modules)
    held = {module}
    while more := {m.id for m in rows if m.parent in held} - held:
        held |= more
    return frozenset(held)


# ------------------------------------------------------------------------------------------------ the slice test

TEST = ("test_felt", "test_team", "test_soon", "test_measured")
SOON = 90
"""Days to a first test that a slice may take (own)."""


@frozen
class SliceTest:
    """The four questions by what was answered, each as its field's name. `reasons` say why it should be sliced once more: "days", "soon", "team"."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    unsure: tuple[str, ...]
    unasked: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return len(self.yes) == len(TEST) and not self.reasons

    @property
    def too_big(self) -> bool:
        return bool(self.reasons)


def slice_test(module: Module, soon: int = SOON) -> SliceTest:
    """What the four questions and the days to the first test say. More than `soon` days, or more than one team: slice once more."""
    by: dict[str, list[str]] = {}
    for question in TEST:
        by.setdefault(getattr(module, question), []).append(question)
    unasked = [q for q in TEST if getattr(module, q) not in ANSWERS]
    return SliceTest(
        tuple(by.get("yes", ())), tuple(by.get("no", ())), tuple(by.get("unsure", ())), tuple(unasked), reasons_to_slice(module, soon)
    )


def reasons_to_slice(module: Module, soon: int = SOON) -> tuple[str, ...]:
    """Why a module should be sliced once more, as `SliceTest.reasons`; () when nothing says so."""
    late = "days" if module.days is not None and module.days > soon else "soon" if module.test_soon == "no" else ""
    return tuple(filter(None, (late, "team" if module.test_team == "no" else "")))


# ------------------------------------------------------------------------------------------------ what needs what first

DONE = ("introduced", "closed")
ACTIVE = "pilot"


@frozen
class Order:
    """Modules so that what another needs comes before it, else as they were handed in. `circles`: each names those who wait for one another."""

    ids: tuple[Id, ...]
    circles: tuple[tuple[Id, ...], ...] = ()


def needs_of(dependencies: Iterable[Dependency], known: Iterable[Id]) -> dict[Id, tuple[Id, ...]]:
    """Which modules each needs first, of those that are known; what points elsewhere is left out."""
    there = dict.fromkeys(known)
    found: dict[Id, list[Id]] = {id: [] for id in there}
    for row in dependencies:
        if row.parent in there and row.needs in there and row.needs not in found[row.parent]:
            found[row.parent].append(row.needs)
    return {id: tuple(needs) for id, needs in found.items()}


def order(ids: Sequence[Id], needs: Mapping[Id, Sequence[Id]]) -> Order:
    """An order in which everything can be begun. A circle has none: its modules stand as they were handed in, and it is named."""
    circles = _circles(ids, needs)
    bound = {id: n for n, circle in enumerate(circles) for id in circle}
    left, made = list(ids), []
    while left:
        waiting = set(left)

        def free(id: Id, waiting: set[Id] = waiting) -> bool:
            return not any(n in waiting and n != id and (id not in bound or bound.get(n) != bound[id]) for n in needs.get(id, ()))

        nxt = next(id for id in left if free(id))
        made.append(nxt)
        left.remove(nxt)
    return Order(tuple(made), circles)


def circle_through(module: Id, needs: Mapping[Id, Sequence[Id]]) -> tuple[Id, ...]:
    """The shortest circle from a module back to itself: (a, b) when a needs b and b needs a; () when there is none."""
    before: dict[Id, Id] = {}
    ahead = [module]
    while ahead:
        following: list[Id] = []
        for at in ahead:
            for need in needs.get(at, ()):
                if need == module:
                    path = [at]
                    while path[-1] != module:
                        path.append(before[path[-1]])
                    return tuple(reversed(path))
                if need not in before:
                    before[need] = at
                    following.append(need)
        ahead = following
    return ()


def _circles(ids: Sequence[Id], needs: Mapping[Id, Sequence[Id]]) -> tuple[tuple[Id, ...], ...]:
    """Groups in which each reaches each, in the order handed in; one that needs itself is a group of one."""
    reach = {id: _reached(id, needs) for id in ids}
    found: list[tuple[Id, ...]] = []
    taken: set[Id] = set()
    for id in ids:
        if id in reach[id] and id not in taken:
            group = tuple(other for other in ids if other in reach[id] and id in reach[other])
            taken |= set(group)
            found.append(group)
    return tuple(found)


def _reached(start: Id, needs: Mapping[Id, Sequence[Id]]) -> set[Id]:
    found: set[Id] = set()
    ahead = [start]
    while ahead:
        for need in needs.get(ahead.pop(), ()):
            if need not in found:
                found.add(need)
                ahead.append(need)
    return found


# ------------------------------------------------------------------------------------------------ where do we start?

AXES = ("nearness", "speed_need", "customer_effect", "feasibility")
NEEDED_AXES = AXES[:3]
CUSTOMER_LEAST = 3
"""What the customer notices must be at least this, of 5, for a module to be a place to start (measurement.md 3.6)."""


@frozen
class StartPlace:
    """A module in "Where do we start?". `rank` from 1, None for one that is not ranked: it lacks scores (`missing`), or the customer notices
    too little (`too_little`). `score` is nearness times need for speed (1 to 25), where both are said.

    `above`: the module ranked just before it, and `by` what put that one first: "score", "customer_effect", "feasibility", or "title" when all
    three are the same.
    """

    module: Module
    rank: int | None
    score: int | None
    missing: tuple[str, ...] = ()
    too_little: bool = False
    above: Id | None = None
    by: str = ""


def start_places(modules: Iterable[Module], collation: Callable[[str], Any]) -> tuple[StartPlace, ...]:
    """Where to start: first those ranked, then those that lack a score, last those the customer does not notice enough.

    score = nearness * need for speed, only where the effect for the customer is at least 3; ties by the effect for the customer, then
    feasibility (not said counts lowest), then the alphabet of `collation`. No weights. Source: measurement.md 3.6.
    """
    rows = sorted(modules, key=lambda m: (collation(m.title), m.id))
    missing = {m.id: tuple(axis for axis in NEEDED_AXES if getattr(m, axis) is None) for m in rows}
    little = [m for m in rows if m.customer_effect is not None and m.customer_effect < CUSTOMER_LEAST]
    lacking = [m for m in rows if missing[m.id] and m not in little]
    ranked = sorted((m for m in rows if not missing[m.id] and m not in little), key=_strength)
    found = []
    for n, row in enumerate(ranked):
        first = ranked[n - 1] if n else None
        found.append(StartPlace(row, n + 1, start_score(row), above=first.id if first else None, by=_ahead(first, row) if first else ""))
    found += [StartPlace(m, None, start_score(m), missing[m.id]) for m in lacking]
    found += [StartPlace(m, None, start_score(m), missing[m.id], too_little=True) for m in little]
    return tuple(found)


def start_score(module: Module) -> int | None:
    """Nearness times need for speed, 1 to 25; None while one of them is not said."""
    if module.nearness is None or module.speed_need is None:
        return None
    return module.nearness * module.speed_need


def _strength(module: Module) -> tuple[int, int, int]:
    """Sorts the strongest first; the sort is stable, so that ties keep the alphabet."""
    return -(start_score(module) or 0), -(module.customer_effect or 0), -(module.feasibility or 0)


def _ahead(first: Module, second: Module) -> str:
    a, b = _strength(first), _strength(second)
    return next((name for name, x, y in zip(("score", "customer_effect", "feasibility"), a, b, strict=True) if x != y), "title")


# ------------------------------------------------------------------------------------------------ decisions a module needs


@frozen
class DecisionGap:
    """A type of decision the module needs, the level it needs (1 to 3), and the highest the team holds (0 to 3)."""

    decision_type: str
    needed: int
    held: int

    @property
    def gap(self) -> int:
        return max(0, self.needed - self.held)


@frozen
class MandateGap:
    """The mandate gap of a module and the team that has it (measurement.md 3.4)."""

    decisions: tuple[DecisionGap, ...]

    @property
    def total(self) -> int:
        return sum(d.gap for d in self.decisions)

    @property
    def coverage(self) -> float | None:
        """The share of the decisions the team can take; None when the module needs none."""
        if not self.decisions:
            return None
        return sum(1 for d in self.decisions if d.gap == 0) / len(self.decisions)

    @property
    def open(self) -> tuple[DecisionGap, ...]:
        """Those to ask leadership about."""
        return tuple(d for d in self.decisions if d.needed > d.held)


def mandate_gap(needed: Iterable[NeededDecision], members: Iterable[Mapping[str, int]]) -> MandateGap:
    """`members`: what each member may decide, as decision type -> level. A decision whose level is not said needs none."""
    best: dict[str, int] = {}
    for held in members:
        for decision_type, level in held.items():
            if level > best.get(decision_type, 0):
                best[decision_type] = level
    return MandateGap(tuple(DecisionGap(d.decision_type, d.level or 0, best.get(d.decision_type, 0)) for d in needed if d.decision_type))


# ------------------------------------------------------------------------------------------------ what is worth a word

CHOSEN_MOST = 9
ACTIVE_MOST = 3
"""Modules chosen, and modules in a pilot, that an initiative carries before a word is said (own; 000-20, 000-22)."""


@frozen
class NobodyFeels:
    """Nothing says that a customer notices the module. `internal`: it was said that only the own organisation does."""

    module: Id
    internal: bool


@frozen
class SliceOnceMore:
    """The module is too big: `reasons` as in `SliceTest`; `days` when they are the reason."""

    module: Id
    reasons: tuple[str, ...]
    days: int | None = None


@frozen
class NoAccountable:
    """Chosen or begun, and nobody is accountable."""

    module: Id


@frozen
class Circle:
    """The module waits for itself: it needs the second first, which needs the third, ..., and the last needs it."""

    module: Id
    through: tuple[Id, ...]


@frozen
class BegunTooEarly:
    """The module is being tried, and what it needs first is not introduced."""

    module: Id
    needs: tuple[Id, ...]


@frozen
class MandateMissing:
    """Decisions the module's team may not take."""

    module: Id
    decisions: tuple[DecisionGap, ...]


@frozen
class TooMany:
    """More modules in a status ("chosen", "pilot") than an initiative carries at once."""

    status: str
    count: int
    most: int


Fact = NobodyFeels | SliceOnceMore | NoAccountable | Circle | BegunTooEarly | MandateMissing | TooMany


def module_facts(
    place: Slice, needs: Mapping[Id, Sequence[Id]], status: Mapping[Id, str], gap: MandateGap | None = None
) -> tuple[Fact, ...]:
    """What is worth a word about a module, the weightiest first. Sketches, and what is closed, are left in peace.

    One on the parking list waits. A module that has parts is sliced already: its size and its effect are its parts' to answer for. `gap` only when a team has it.
    """
    row = place.module
    if row.status in ("sketch", "closed") or row.parked:
        return ()
    found: list[Fact] = []
    if through := circle_through(row.id, needs):
        found.append(Circle(row.id, through))
    if not place.parts:
        if reasons := reasons_to_slice(row):
            found.append(SliceOnceMore(row.id, reasons, row.days if "days" in reasons else None))
        if row.felt == "internal" or not (row.felt or row.helps):
            found.append(NobodyFeels(row.id, row.felt == "internal"))
    if row.status == ACTIVE and (early := tuple(n for n in needs.get(row.id, ()) if n != row.id and status.get(n) not in DONE)):
        found.append(BegunTooEarly(row.id, early))
    if gap is not None and row.team and gap.open:
        found.append(MandateMissing(row.id, gap.open))
    if row.status in ("chosen", ACTIVE) and row.accountable is None:
        found.append(NoAccountable(row.id))
    return tuple(found)


def portfolio_facts(modules: Iterable[Module]) -> tuple[TooMany, ...]:
    """What is worth a word about all modules of an initiative together."""
    rows = tuple(m for m in modules if not m.parked)
    counts = (
        (status, sum(1 for m in rows if m.status == status), most) for status, most in (("chosen", CHOSEN_MOST), (ACTIVE, ACTIVE_MOST))
    )
    return tuple(TooMany(status, count, most) for status, count, most in counts if count > most)
