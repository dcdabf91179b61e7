"""The groups of a workshop as they stand, and the way to the engine that mixes them: the one place that knows both.

The rounds of the engine are those of the grouping, first those that are held or whose block has begun: nobody is mixed away from a table. Who leads the day sits in no group; who said no, or is noted as
absent, is away; who is there from or until a time is away in a round she would miss more than half of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

from verkstad.app.groupings import PROPOSED_ROUNDS
from verkstad.app.mandates import levels_of
from verkstad.app.people import ParticipantLine, PersonLine, participants
from verkstad.app.presence import comes, misses
from verkstad.app.workshops import Program, program
from verkstad.domain.agenda import AgendaBlock, Slot
from verkstad.domain.errors import Missing, Refused
from verkstad.domain.fields import Id
from verkstad.domain.grouping import Grouping, GroupNeed, GroupRule, Round, Seat
from verkstad.domain.held import Held
from verkstad.domain.likeness import standing_for
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.people import Person
from verkstad.domain.teams import competences_of, folded
from verkstad.domain.values import frozen, replaced
from verkstad.domain.workshop import Day, Workshop
from verkstad.mixing.explain import Again as Again
from verkstad.mixing.explain import Explanation, GroupLook, explain
from verkstad.mixing.explain import Lack as Lack
from verkstad.mixing.replan import KEEP_WEIGHT, changes
from verkstad.mixing.score import Plan as Plan
from verkstad.mixing.score import Score as Score
from verkstad.mixing.score import score
from verkstad.mixing.search import Progress as Progress
from verkstad.mixing.task import CHANGE_WEIGHT, Need, Pin, Task, ordered, validate
from verkstad.mixing.task import Impossible as Impossible
from verkstad.mixing.task import Person as Mixed
from verkstad.mixing.task import Shortfall as Shortfall
from verkstad.mixing.worker import Mixer as Mixer
from verkstad.storage.library import Reading

Way = Literal["anew", "mend", "rest"]
"""Mix all that is not held; move as few as possible from what people were told; mix the rest, a change counting half a repeated meeting."""
DECIDES = 2
"""The level of a mandate from which somebody may decide, within a limit or without."""


@frozen
class GroupLine:
    """A group of one round. `people` are there, `away` have a seat in it and are not; `name` is "" where the table goes by its number."""

    number: int
    name: str
    people: tuple[Id, ...]
    away: tuple[Id, ...] = ()
    locked: frozenset[Id] = frozenset()
    lacks: tuple[Lack, ...] = ()
    again: tuple[Again, ...] = ()
    colleagues: tuple[tuple[Id, Id], ...] = ()


@frozen
class Broken:
    """A group that does not work since somebody stays away: `few` fewer than the largest, or without what those away brought to it."""

    round: Id
    group: int
    away: tuple[Id, ...]
    few: int = 0
    lacks: tuple[str, ...] = ()  # attributes


@frozen
class RoundLine:
    """A round with its groups. `wanted`: how many groups mixing would make now. `unseated` are there and have no group; `slot` is when."""

    round: Round
    groups: tuple[GroupLine, ...]
    wanted: int
    there: int
    unseated: tuple[Id, ...] = ()
    slot: Slot | None = None
    begun: str = ""  # "begun" while its block goes on, "over" when that or the round itself has been held

    @property
    def over(self) -> bool:
        return self.begun == "over"

    @property
    def id(self) -> Id:
        return self.round.id

    @property
    def mixed(self) -> bool:
        return any(g.people or g.away for g in self.groups)


@frozen
class GroupingView:
    """A grouping as it stands. `people` are all that any group or rule names, by id; `there` those who are to be mixed.

    `score` and `shortfalls` are None and empty until there are groups. `order` gives the rounds as the engine counts them.
    """

    grouping: Grouping
    rounds: tuple[RoundLine, ...]
    people: Mapping[Id, PersonLine]
    parts: Mapping[Id, str]
    there: tuple[Id, ...]
    rules: tuple[GroupRule, ...]
    needs: tuple[GroupNeed, ...]
    order: tuple[Id, ...]
    score: Score | None = None
    shortfalls: tuple[tuple[Id, Shortfall], ...] = ()
    broken: tuple[Broken, ...] = ()
    meeting_again: int = 0  # pairs that meet more than once, earlier workshops counted
    wrong: tuple[tuple[Id, Id, Id, int], ...] = ()  # (round, person, other, group): two to be apart who sit together, or the other way

    @property
    def mixed(self) -> bool:
        return any(r.mixed for r in self.rounds)

    def round(self, id: Id) -> RoundLine:
        """Raises Missing when there is no such round."""
        found = next((r for r in self.rounds if r.id == id), None)
        if found is None:
            raise Missing("row", kind="round", id=id)
        return found


# ------------------------------------------------------------------------------------------------ what is there to mix


class Room:
    """What a grouping is about, read once: who comes, what they bring, the rounds in the engine's order. Kept while somebody is moved by hand."""

    def __init__(self, library: Reading, grouping: Id, today: str) -> None:
        self.row = library.need(Grouping, grouping)
        workshop = self.row.parent or ""
        self.program = program(library, workshop)
        self.lines: dict[Id, ParticipantLine] = {}
        for line in participants(library, workshop):
            if line.person.id and (line.person.id not in self.lines or comes(line)):
                self.lines[line.person.id] = line
        rows = library.children(Round, grouping)
        self.rounds = rows
        seats: dict[Id, dict[Id, Seat]] = {r.id: {} for r in rows}
        for seat in library.where(Seat, parent=tuple(seats)) if seats else ():
            if seat.person and seat.group is not None and seat.parent:
                seats[seat.parent][seat.person] = seat
        self._stands = _stands(library, {p for held in seats.values() for p in held})
        self.seats = {r: {self._stands.get(p, p): s for p, s in held.items()} for r, held in seats.items()}
        self.begun = {r.id: "over" if r.held else _begun(library, r.block) for r in rows}
        mixed = [r for r in rows if not self.begun[r.id] or self.seats[r.id]]  # one that was held without groups is nothing to mix
        self.every = self.order = tuple(sorted(mixed, key=lambda r: not self.begun[r.id]))
        self.rules = library.children(GroupRule, grouping)
        self.needs = library.children(GroupNeed, grouping)
        self.slots = {s.block.id: s for d in self.program.days for s in d.slots}
        self._there: dict[Id, tuple[Id, ...]] = {}
        self._met: frozenset[tuple[Id, Id]] | None = None
        self.brings = _brings(library, self.lines, self.needs, today)
        held = {p for r in rows if r.held for p in self.seats[r.id]}
        self.people = tuple(p for p, line in self.lines.items() if line.participation.part != "lead" and (comes(line) or p in held))

    def seats_changed(self, library: Reading, round: Id) -> None:
        """Read anew who sits where in a round, and nothing else: for what is done by hand in it."""
        rows = [s for s in library.children(Seat, round) if s.person and s.group is not None]
        self.seats[round] = {self._stands.get(s.person or "", s.person or ""): s for s in rows}
        self._there.pop(round, None)

    def met(self, library: Reading) -> frozenset[tuple[Id, Id]]:
        """Who has met before, of those who are here, where that is to be remembered."""
        if self._met is None:
            known = set(self.people)
            pairs = met_before(library, self.row) if self.row.remembers else ()
            self._met = frozenset((a, b) for a, b in pairs if a in known and b in known)
        return self._met

    def there(self, round: Round) -> tuple[Id, ...]:
        """Who is in a round: in one that is held those who sat in it, else those who come and are not away just then."""
        if round.id not in self._there:
            self._there[round.id] = self._who_is_there(round)
        return self._there[round.id]

    def _who_is_there(self, round: Round) -> tuple[Id, ...]:
        if self.begun[round.id]:
            return tuple(p for p in self.people if p in self.seats[round.id] and (round.held or comes(self.lines[p])))
        slot = self.slots.get(round.block or "")
        return tuple(p for p in self.people if comes(self.lines[p]) and not misses(self.lines[p], slot))

    def wanted(self, round: Round) -> int:
        """How many groups: what the round says, else the grouping, else as many as come closest to the size."""
        return round.number or self.row.number or groups_of(len(self.there(round)), self.row.size or 5)

    def stands(self, round: Round) -> int:
        """How many groups there are now; those that were asked for by number too, empty or not. 0 before anything is mixed."""
        seats = self.seats[round.id]
        if not seats:
            return 0
        return max(round.number or self.row.number or 0, *(1 + (s.group or 0) for s in seats.values()))

    def task(self, groups: Sequence[int], *, met: frozenset[tuple[Id, Id]]) -> Task:
        """What is asked of the engine, with so many groups in each round of `order`; rounds held as they were."""
        known = set(self.people)
        pairs = {"apart": [], "together": []}  # type: dict[str, list[tuple[Id, Id]]]
        pins = []
        number = {r.id: at for at, r in enumerate(self.order)}
        held = tuple(r for r in self.order if self.begun[r.id])
        for rule in self.rules:
            if rule.form == "pin":
                if rule.person in known and rule.group is not None:
                    rounds = [number[rule.round]] if rule.round in number else range(len(self.order)) if rule.round is None else ()
                    pins += [Pin(rule.person, r, rule.group) for r in rounds if r >= len(held)]
            elif rule.person in known and rule.other in known and rule.person and rule.other:
                pairs[rule.form].append((rule.person, rule.other))
        pinned = {(pin.person, pin.round) for pin in pins}
        for r, row in enumerate(self.order):
            if r >= len(held):
                pins += [Pin(p, r, s.group or 0) for p, s in self.seats[row.id].items() if s.locked and p in known and (p, r) not in pinned]
        return Task(
            people=tuple(Mixed(p, self.lines[p].person.unit, self.brings[p]) for p in self.people),
            groups=tuple(groups),
            coverage=tuple(Need(attribute(n), n.least or 1) for n in self.needs),
            together=tuple(pairs["together"]),
            apart=tuple(pairs["apart"]),
            pins=tuple(pins),
            absent=tuple(frozenset(known.difference(self.there(r))) for r in self.order),
            held=tuple(self.seated(r, groups[at], self.there(r)) for at, r in enumerate(held)),
            met=met,
            wish=self.row.wish,  # type: ignore[arg-type]
        )

    def seated(self, round: Round, groups: int, those: Sequence[Id]) -> tuple[tuple[Id, ...], ...]:
        made: list[list[Id]] = [[] for _ in range(groups)]
        for p in those:
            seat = self.seats[round.id].get(p)
            if seat is not None and (seat.group or 0) < groups:
                made[seat.group or 0].append(p)
        return tuple(tuple(g) for g in made)


def _begun(library: Reading, block: Id | None) -> str:
    """What the day says of a round's block: "begun", "over", or "" before it and when it was skipped."""
    row = library.get(Held, library.derived_id("held", block)) if block else None
    if row is None or row.started is None or row.how == "skipped":
        return ""
    return "over" if row.ended is not None or row.how == "held" else "begun"


def groups_of(people: int, size: int) -> int:
    """How many groups come closest to the size, the fewer between equals; at least one."""
    fewer = max(1, people // max(1, size))
    return min((fewer, fewer + 1), key=lambda k: abs(people / k - size)) if people > size else 1


def attribute(need: GroupNeed) -> str:
    """How the engine calls what a group needs: "form" or "form:name"."""
    return f"{need.form}:{folded(need.name)}" if need.form == "competence" else f"{need.form}:{need.name}" if need.name else need.form


def _brings(library: Reading, lines: Mapping[Id, ParticipantLine], needs: Sequence[GroupNeed], today: str) -> dict[Id, frozenset[str]]:
    """What each person brings of what is asked for."""
    forms = {n.form for n in needs}
    wanted = {attribute(n) for n in needs}
    competences: dict[Id, str] = {}
    if "competence" in forms:
        competences = {p.id: p.competences for p in library.where(Person, id=tuple(lines))}
    levels = None
    if "mandate" in forms:
        stands = _stands(library, set(lines))
        levels = levels_of(library.all(Mandate), library.all(RoleMandate), today, joined=stands)
    brings = {}
    for id, line in lines.items():
        mine = {f"role:{line.person.role}"}
        if line.participation.part == "decider":
            mine.add("decider")
        if line.participation.part in ("host", "lead"):
            mine.add("host")
        if line.person.meets_customers:
            mine.add("meets_customers")
        mine |= {f"competence:{folded(c)}" for c in competences_of(competences.get(id, ""))}
        if levels is not None:
            decides = {kind for kind, level in levels(line.person)[0].items() if level >= DECIDES}
            mine |= {f"mandate:{kind}" for kind in decides} | ({"mandate"} if decides else set())
        brings[id] = frozenset(mine & wanted)
    return brings


def _stands(library: Reading, people: set[Id]) -> Mapping[Id, Id]:
    """Who each entry is, where two were joined."""
    if not people:
        return {}
    return standing_for(dict(library.columns(Person, "id", "same_as")))


def met_before(library: Reading, grouping: Grouping) -> frozenset[tuple[Id, Id]]:
    """Pairs that sat together in earlier workshops of the same initiative, or in the groups before these of the same workshop."""
    own = library.need(Workshop, grouping.parent or "")
    earlier = [g for g in library.children(Grouping, own.id) if (g.rank, g.id) < (grouping.rank, grouping.id)]
    if own.initiative is not None:
        first = _first(library, own.id)
        for other in library.where(Workshop, initiative=own.initiative):
            when = _first(library, other.id)
            if other.id != own.id and when and (not first or when < first):
                earlier += library.children(Grouping, other.id)
    pairs: set[tuple[Id, Id]] = set()
    rounds = library.where(Round, parent=tuple(g.id for g in earlier)) if earlier else ()
    tables: dict[tuple[Id, int], list[Id]] = {}
    seats = library.where(Seat, parent=tuple(r.id for r in rounds)) if rounds else ()
    stands = _stands(library, {s.person for s in seats if s.person})
    for seat in seats:
        if seat.person and seat.parent and seat.group is not None:
            tables.setdefault((seat.parent, seat.group), []).append(stands.get(seat.person, seat.person))
    for people in tables.values():
        pairs |= {ordered(a, b) for a, b in combinations(sorted(set(people)), 2)}
    return frozenset(pairs)


def _first(library: Reading, workshop: Id) -> str:
    return min((d.date for d in library.children(Day, workshop) if d.date), default="")


# ------------------------------------------------------------------------------------------------ questions


def groupings(library: Reading, workshop: Id) -> tuple[Grouping, ...]:
    return library.children(Grouping, workshop)


def group_blocks(library: Reading, workshop: Id) -> tuple[AgendaBlock, ...]:
    """The blocks in which people work in groups, in the order of the program: proposed as rounds, at most six."""
    return tuple(s.block for d in program(library, workshop).days for s in d.slots if s.block.type == "group")[:PROPOSED_ROUNDS]


def grouping_view(library: Reading, grouping: Id, *, today: str, room: Room | None = None) -> GroupingView:
    """Who sits where, and what there is to say about it. Raises Missing. A recount: some milliseconds for a large room.

    `room` is what was read of it before, when nothing but seats is other than it was.
    """
    room = room or Room(library, grouping, today)
    every = room.every
    stands = {r.id: room.stands(r) for r in every}
    room.order = tuple(r for r in every if stands[r.id])  # a round nobody sits in yet has no score
    task: Task | None = None
    plan: list[tuple[tuple[Id, ...], ...]] = []
    seen: Explanation | None = None
    looks: dict[tuple[int, int], GroupLook] = {}
    if room.order:
        plan = [room.seated(r, stands[r.id], room.there(r)) for r in room.order]
        seated = [frozenset(p for group in groups for p in group) for groups in plan]
        task = room.task([stands[r.id] for r in room.order], met=room.met(library))
        task = replaced(task, absent=tuple(frozenset(room.people) - here for here in seated))  # who has no seat yet is told, not scored
        seen = explain(task, plan)
        looks = {(look.round, look.group): look for look in seen.groups}
    names = room.row.tables.splitlines()
    number = {r.id: at for at, r in enumerate(room.order)}
    lines = {
        r.id: _round_line(room, r, number.get(r.id, -1), stands[r.id], plan[number[r.id]] if stands[r.id] else (), looks, names)
        for r in every
    }
    at_all = {p for r in lines.values() for g in r.groups for p in (*g.people, *g.away)} | set(room.lines)
    people = {p: room.lines[p].person for p in at_all if p in room.lines}
    view = GroupingView(
        grouping=room.row,
        rounds=tuple(lines.get(r.id) or RoundLine(r, (), 0, 0, (), room.slots.get(r.block or ""), "over") for r in room.rounds),
        people=people,
        parts={p: room.lines[p].participation.part for p in people},
        there=tuple(p for p in room.people if comes(room.lines[p])),
        rules=room.rules,
        needs=room.needs,
        order=tuple(r.id for r in every),
    )
    if task is None or seen is None:
        return view
    counted = score(task, plan)
    pairs = {ordered(a.person, a.other) for g in seen.groups for a in g.again}
    return replaced(
        view,
        score=counted,
        shortfalls=tuple((room.order[s.round].id, s) for s in seen.shortfalls),
        broken=tuple(b for r in room.order if room.begun[r.id] != "over" for b in _broken(room, r, lines[r.id])),
        meeting_again=len(pairs),
        wrong=tuple((room.order[v.round].id, v.person, v.other, v.group) for v in seen.broken if v.kind in ("apart", "together")),
    )


def _round_line(
    room: Room,
    row: Round,
    at: int,
    count: int,
    groups: Sequence[tuple[Id, ...]],
    looks: Mapping[tuple[int, int], GroupLook],
    names: Sequence[str],
) -> RoundLine:
    there = room.there(row)
    here = frozenset(there)
    seats = room.seats[row.id]
    absent: dict[int, list[Id]] = {}
    for p, s in seats.items():
        if p not in here and p in room.lines:
            absent.setdefault(s.group or 0, []).append(p)
    made = []
    for g in range(count):
        look = looks.get((at, g))
        made.append(
            GroupLine(
                number=g,
                name=names[g].strip() if g < len(names) else "",
                people=groups[g],
                away=tuple(absent.get(g, ())),
                locked=frozenset(p for p in groups[g] if seats[p].locked),
                lacks=look.lacks if look else (),
                again=look.again if look else (),
                colleagues=look.colleagues if look else (),
            )
        )
    begun = room.begun[row.id]
    those = [p for p in room.people if comes(room.lines[p])] if begun == "begun" else there
    unseated = tuple(p for p in those if p not in seats) if count and begun != "over" else ()
    return RoundLine(row, tuple(made), room.wanted(row), len(there), unseated, room.slots.get(row.block or ""), begun)


def _broken(room: Room, row: Round, line: RoundLine) -> list[Broken]:
    """Groups that stand badly since somebody stays away; one that was made small, or lacked it before, is not among them."""
    found = []
    largest = max((len(g.people) for g in line.groups), default=0)
    for group in line.groups:
        if not group.away:
            continue
        few = largest - len(group.people)
        lost = tuple(lack.attribute for lack in group.lacks if any(lack.attribute in room.brings[p] for p in group.away))
        if few > 1 or lost:
            found.append(Broken(row.id, group.number, group.away, few if few > 1 else 0, lost))
    return found


# ------------------------------------------------------------------------------------------------ mixing


@frozen
class Asked:
    """A task for the engine, and which rounds (ids) its rounds are. `seed` is the one after the last plan's, so that another try is another."""

    grouping: Id
    task: Task
    order: tuple[Id, ...]
    seed: int
    way: Way

    def placed(self, plan: Plan) -> dict[Id, tuple[tuple[Id, ...], ...]]:
        """A plan as `take_plan` wants it."""
        return dict(zip(self.order, plan.rounds, strict=True))

    def moved(self, plan: Plan) -> int:
        """How many people sit in another group than they were told, in some round."""
        return len({c.person for c in changes(self.task, plan.rounds)})


def asked(library: Reading, grouping: Id, *, today: str, way: Way = "anew") -> Asked:
    """What to ask of the engine. Raises Impossible with the reason when no groups can be made so, Refused("too_few") under two people."""
    room = Room(library, grouping, today)
    counts = [room.stands(r) if room.begun[r.id] or (way != "anew" and room.seats[r.id]) else room.wanted(r) for r in room.order]
    if not [r for r in room.order if not room.begun[r.id]]:
        raise Refused("all_held")
    if max((len(room.there(r)) for r in room.order if not room.begun[r.id]), default=0) < 2:
        raise Refused("too_few_to_mix")
    task = room.task(counts, met=room.met(library))
    if way != "anew":
        told = tuple(room.seated(r, k, room.there(r)) for r, k in zip(room.order, counts, strict=True))
        task = replaced(task, previous=told, change_weight=KEEP_WEIGHT if way == "mend" else CHANGE_WEIGHT)
    validate(task)
    return Asked(grouping, task, tuple(r.id for r in room.order), (room.row.seed or 0) + 1, way)


__all__ = [
    "Again", "Asked", "Broken", "GroupLine", "GroupingView", "Impossible", "Lack", "Mixer", "Plan", "Program", "Progress", "Room", "RoundLine", "Score",
    "Shortfall", "asked", "attribute", "group_blocks", "grouping_view", "groupings",
]  # fmt: skip
