"""Who works on a module together, and what the team lacks. The rules stand beside the values (measurement.md 3.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from verkstad.domain.fields import Id, Row, date, kind, prose, ref, text, whole
from verkstad.domain.modules import ACTIVE, DONE, DecisionGap, MandateGap, Module, Need, NeededDecision, mandate_gap
from verkstad.domain.values import frozen


@kind("team", parents=("initiative",), ranked=True)
class Team(Row):
    """A team across units, with its charter. Which module it has is said on the module (`Module.team`)."""

    title: str = text()
    purpose: str = prose(1_000)
    value_stream: str = text()  # instead of a module
    accountable: Id | None = ref("person")
    fixed: str = prose(4_000)  # charter: this is settled
    free: str = prose(4_000)  # charter: this we decide ourselves
    cadence: str = text()  # when and where the team meets
    agreements: str = prose(4_000)  # how we work together
    revisit_on: str | None = date(when="future")  # the day the charter is read again
    gap_accepted: str = text(400)  # why the team begins with something missing


@kind("member", parents=("team",), ranked=True)
class Member(Row):
    """A person in a team. Its id is derived from the two. `percent` is what this team has of the person's time; None: all that is set aside."""

    person: Id | None = ref("person")
    part: str = text(120)  # role in the team, in words
    percent: int | None = whole(0, 100)


# ------------------------------------------------------------------------------------------------ what is asked, and who there is

LEAST, MOST = 3, 9
"""How many a team may be before a word is said (own)."""
TEAMS_MOST = 2
"""In how many teams of an initiative a person may be before a word is said (own)."""
MEETS_CUSTOMERS = "meets_customers"
"""The name of the perspective that no role has: somebody who meets customers."""


@lru_cache(4_000)
def folded(name: str) -> str:
    """A competence as it is compared: in whatever case and spacing it was written."""
    return " ".join(name.split()).casefold()


def competences_of(text: str) -> tuple[str, ...]:
    """A list with commas, semicolons or lines as its words, each once, as they were first written."""
    found: dict[str, str] = {}
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        word = " ".join(part.split())
        if word:
            found.setdefault(folded(word), word)
    return tuple(found.values())


@frozen
class Wish:
    """Something a team must hold: `form` "unit" (then `name` is the unit's id), "competence" or "perspective"; weight 1 to 3."""

    form: str
    name: str
    weight: int = 1

    @property
    def key(self) -> tuple[str, str]:
        return self.form, folded(self.name) if self.form == "competence" else self.name


@frozen
class Asked:
    """What the modules of a team ask of it. `facing`: the decision types, of those needed, that concern the customer."""

    wishes: tuple[Wish, ...] = ()
    decisions: tuple[NeededDecision, ...] = ()
    facing: frozenset[str] = frozenset()

    @property
    def units(self) -> tuple[Id, ...]:
        """The units the modules touch."""
        return tuple(w.name for w in self.wishes if w.form == "unit")


def asked(needs: Iterable[Need], decisions: Iterable[NeededDecision], facing: Iterable[str]) -> Asked:
    """What one or several modules need, together: a thing that is needed twice is needed once, with the higher weight or level."""
    wishes: dict[tuple[str, str], Wish] = {}
    for need in needs:
        name = (need.unit or "") if need.form == "unit" else " ".join(need.name.split())
        if not name:
            continue
        wish = Wish(need.form, name, need.weight or 1)
        before = wishes.get(wish.key)
        if before is None or before.weight < wish.weight:
            wishes[wish.key] = wish
    wanted: dict[str, NeededDecision] = {}
    for row in decisions:
        before_row = wanted.get(row.decision_type)
        if row.decision_type and (before_row is None or (before_row.level or 0) < (row.level or 0)):
            wanted[row.decision_type] = row
    return Asked(tuple(wishes.values()), tuple(wanted.values()), frozenset(facing) & wanted.keys())


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a person brings to a team. `competences` are folded; `percent` is of full time, None not said; `levels` what she may decide,
    `usable` what of it she is able to use (both decision type -> 0 to 3)."""

    id: Id
    unit: Id | None = None
    role: str = ""
    meets_customers: bool = False
    competences: frozenset[str] = frozenset()
    percent: int | None = None
    confirmed: bool = False
    levels: Mapping[str, int] = field(default_factory=dict)
    usable: Mapping[str, int] = field(default_factory=dict)


@frozen
class Seat:
    """Somebody in a team; `percent` is what the team has of her time, None all that is set aside."""

    who: Candidate
    percent: int | None = None

    @property
    def share(self) -> int | None:
        """Percent of full time; None when nobody has said."""
        return self.who.percent if self.percent is None else self.percent


def holds(who: Candidate, wish: Wish) -> bool:
    """Whether a person is what is wished for."""
    if wish.form == "unit":
        return who.unit == wish.name
    if wish.form == "competence":
        return folded(wish.name) in who.competences
    return who.meets_customers if wish.name == MEETS_CUSTOMERS else who.role == wish.name


# ------------------------------------------------------------------------------------------------ measures (measurement.md 3.4)


@frozen
class Coverage:
    """How much of what is needed the team holds, by weight. `single`: what exactly one holds, and who."""

    held: int
    whole: int
    missing: tuple[Wish, ...]
    single: tuple[tuple[Wish, Id], ...]

    @property
    def share(self) -> float | None:
        """0 to 1; None when nothing is needed."""
        return self.held / self.whole if self.whole else None


def coverage(wishes: Iterable[Wish], team: Iterable[Candidate]) -> Coverage:
    has = _what_they_hold(team)
    held = whole = 0
    missing: list[Wish] = []
    single: list[tuple[Wish, Id]] = []
    for wish in wishes:
        form, name = wish.key
        holders = has.get((form if form in ("unit", "competence") else "", name), ())
        whole += wish.weight
        if not holders:
            missing.append(wish)
            continue
        held += wish.weight
        if len(holders) == 1:
            single.append((wish, holders[0]))
    return Coverage(held, whole, tuple(missing), tuple(single))


def _what_they_hold(team: Iterable[Candidate]) -> dict[tuple[str, str], list[Id]]:
    """What can be wished for -> who of a team holds it, as `holds` says; a perspective has the form ""."""
    found: dict[tuple[str, str], list[Id]] = {}
    for who in team:
        things = [("competence", name) for name in who.competences]
        if who.unit is not None:
            things.append(("unit", who.unit))
        if who.role != MEETS_CUSTOMERS:
            things.append(("", who.role))
        if who.meets_customers:
            things.append(("", MEETS_CUSTOMERS))
        for thing in things:
            found.setdefault(thing, []).append(who.id)
    return found


def blau(counts: Iterable[int]) -> float | None:
    """Blau's index 1 - sum(p^2) over the sizes of the groups; 0 for one group, None without members. Never over sensitive data."""
    sizes = [n for n in counts if n > 0]
    whole = sum(sizes)
    return 1 - sum(n * n for n in sizes) / (whole * whole) if whole else None


def blau_normalised(counts: Iterable[int], k: int) -> float | None:
    """Blau's index as a share of the most that `k` groups allow, at most 1 (there may be members from other groups too); None under two groups."""
    index = blau(counts)
    if index is None or k < 2:
        return None
    return min(1.0, index / (1 - 1 / k))


def blau_small(counts: Iterable[int]) -> float | None:
    """The chance that two members are of different groups; None under two members."""
    sizes = [n for n in counts if n > 0]
    whole = sum(sizes)
    return 1 - sum(n * (n - 1) for n in sizes) / (whole * (whole - 1)) if whole > 1 else None


@frozen
class Spread:
    """The diversity of perspectives over units, or over roles: not quality. None is "no data". `groups`: how many different ones there are."""

    blau: float | None
    normalised: float | None
    small: float | None
    groups: int = 0


def spread(groups: Iterable[object], k: int) -> Spread:
    """`groups`: what each member belongs to; nothing (None or "") is not counted. `k`: how many groups the module touches."""
    counts = tuple(Counter(g for g in groups if g).values())
    return Spread(blau(counts), blau_normalised(counts, k), blau_small(counts), len(counts))


@frozen
class FrontLine:
    """Of the decisions that concern the customer: those somebody who meets customers may take, and is able to."""

    taken: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The front-line mandate index, 0 to 1; None when no decision concerns the customer."""
        whole = len(self.taken) + len(self.lacking)
        return len(self.taken) / whole if whole else None


def front_line(wanted: Asked, team: Iterable[Candidate]) -> FrontLine:
    front = [c for c in team if c.meets_customers]
    taken: list[str] = []
    lacking: list[str] = []
    for need in wanted.decisions:
        if need.decision_type in wanted.facing:
            best = max((c.usable.get(need.decision_type, 0) for c in front), default=None)
            (taken if best is not None and best >= (need.level or 0) else lacking).append(need.decision_type)
    return FrontLine(tuple(taken), tuple(lacking))


@frozen
class Time:
    """Time set aside. `percent`: of those a manager has confirmed, None without members; `unconfirmed`: who has time nobody confirmed, and
    `unsure` how much (per cent); `nothing`: who has said 0; `unsaid`: of whom nothing is said."""

    percent: int | None
    unconfirmed: tuple[Id, ...] = ()
    nothing: tuple[Id, ...] = ()
    unsaid: tuple[Id, ...] = ()
    unsure: int = 0

    @property
    def full_time(self) -> float | None:
        """Full-time equivalents."""
        return None if self.percent is None else self.percent / 100


def time_set_aside(seats: Iterable[Seat]) -> Time:
    rows = tuple(seats)
    if not rows:
        return Time(None)
    told = [(s, s.share) for s in rows]
    return Time(
        sum(share for s, share in told if share and s.who.confirmed),
        tuple(s.who.id for s, share in told if share and not s.who.confirmed),
        tuple(s.who.id for s, share in told if share == 0),
        tuple(s.who.id for s, share in told if share is None),
        sum(share for s, share in told if share and not s.who.confirmed),
    )


# ------------------------------------------------------------------------------------------------ what is worth a word


@frozen
class NobodyYet:
    """The team has no member."""


@frozen
class Lacks:
    """Nobody in the team is what is needed: no one from a unit, without a competence, without a perspective."""

    wish: Wish


@frozen
class MayNotDecide:
    """Nobody in the team holds a mandate that high."""

    decision: DecisionGap


@frozen
class NobodyMeetsCustomers:
    """No member meets customers."""


@frozen
class FrontLineMayNot:
    """Somebody meets customers, and may not, or is not able to, take these decisions that concern them."""

    decision_types: tuple[str, ...]


@frozen
class OneUnitOnly:
    """All members whose unit is known come from one."""

    unit: Id


@frozen
class WrongSize:
    """Fewer or more than what works."""

    count: int
    least: int
    most: int


@frozen
class NoTime:
    """Responsibility without time: members with 0 percent, or of whom nothing is said."""

    people: tuple[Id, ...]


@frozen
class OnOnePerson:
    """What the team has through one person alone."""

    wish: Wish
    person: Id


@frozen
class SeveralActive:
    """More than one module is tried by the team at once: a choice, and one that is seen."""

    modules: tuple[Id, ...]


@frozen
class NothingToWorkOn:
    """Neither a module nor a value stream."""


@frozen
class NoCharter:
    """Nothing is written about what is settled and what the team decides itself."""


@frozen
class InTooManyTeams:
    """A member is in so many teams."""

    person: Id
    count: int
    most: int


@frozen
class PromisedTooMuch:
    """A member has promised her teams more than is set aside; percent of full time. `set_aside` None: nothing is said, and it is more than all."""

    person: Id
    promised: int
    set_aside: int | None


Fact = (
    NobodyYet | Lacks | MayNotDecide | NobodyMeetsCustomers | FrontLineMayNot | OneUnitOnly | WrongSize | NoTime | OnOnePerson
    | SeveralActive | NothingToWorkOn | NoCharter | InTooManyTeams | PromisedTooMuch
)  # fmt: skip


@frozen
class TeamLook:
    """A team against what is asked of it."""

    size: int
    coverage: Coverage
    units: Spread
    roles: Spread
    mandate: MandateGap
    front: FrontLine
    time: Time
    facts: tuple[Fact, ...]


def look_over(wanted: Asked, seats: Iterable[Seat]) -> TeamLook:
    """The measures of a composition, and its gaps, the weightiest first."""
    rows = tuple(seats)
    people = tuple(s.who for s in rows)
    covered = coverage(wanted.wishes, people)
    gap = mandate_gap(wanted.decisions, (c.levels for c in people))
    front = front_line(wanted, people)
    time = time_set_aside(rows)
    from_units = {c.unit for c in people if c.unit}
    facts: list[Fact] = [] if people else [NobodyYet()]
    facts += [Lacks(w) for w in sorted(covered.missing, key=lambda w: -w.weight)]
    facts += [MayNotDecide(d) for d in gap.open]
    if people:
        if not any(c.meets_customers for c in people):
            if not any(w.form == "perspective" and w.name == MEETS_CUSTOMERS for w in covered.missing):
                facts.append(NobodyMeetsCustomers())
        elif alone := tuple(d for d in front.lacking if not any(g.decision_type == d for g in gap.open)):
            facts.append(FrontLineMayNot(alone))
        if len(people) > 1 and len(from_units) == 1:
            facts.append(OneUnitOnly(next(iter(from_units))))
        if not LEAST <= len(people) <= MOST:
            facts.append(WrongSize(len(people), LEAST, MOST))
        if idle := tuple(s.who.id for s in rows if not s.share):
            facts.append(NoTime(idle))
    facts += [OnOnePerson(wish, person) for wish, person in covered.single]
    k = len(wanted.units)
    return TeamLook(
        len(people), covered, spread((c.unit for c in people), k), spread((c.role for c in people), k), gap, front, time, tuple(facts)
    )


def standing_facts(team: Team, modules: Sequence[Module]) -> tuple[Fact, ...]:
    """What is worth a word about a team whoever is in it. `modules`: those it has."""
    found: list[Fact] = []
    active = tuple(m.id for m in modules if m.status == ACTIVE)
    if len(active) > 1:
        found.append(SeveralActive(active))
    if not any(m.status not in DONE for m in modules) and not team.value_stream.strip():
        found.append(NothingToWorkOn())
    if not team.fixed.strip() and not team.free.strip():
        found.append(NoCharter())
    return tuple(found)


def load_facts(teams: Mapping[Id, Sequence[Seat]], most: int = TEAMS_MOST) -> dict[Id, tuple[Fact, ...]]:
    """What each person carries over all teams of an initiative, where it is too much: person -> facts. `most`: teams a person may be in.

    A seat that takes all that is set aside is counted with all of it, once for each such seat.
    """
    seats: dict[Id, list[Seat]] = {}
    for rows in teams.values():
        for seat in rows:
            seats.setdefault(seat.who.id, []).append(seat)
    found: dict[Id, tuple[Fact, ...]] = {}
    for person, held in seats.items():
        facts: list[Fact] = []
        if len(held) > most:
            facts.append(InTooManyTeams(person, len(held), most))
        promised = sum(s.share or 0 for s in held)
        set_aside = held[0].who.percent
        if promised > (100 if set_aside is None else set_aside):
            facts.append(PromisedTooMuch(person, promised, set_aside))
        if facts:
            found[person] = tuple(facts)
    return found
