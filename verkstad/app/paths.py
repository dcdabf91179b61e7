"""From those who know to those who may decide: forums and teams on the way, who meets customers and may decide, and which decisions wait for a mandate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from verkstad.app.mandates import customer_facing, decision_name, levels_of, position_lines, role_word
from verkstad.app.teams import Pool, modules_of
from verkstad.domain import paths as rules
from verkstad.domain.fields import Id
from verkstad.domain.insights import Forum, ForumMember
from verkstad.domain.likeness import standing_for
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.modules import DONE, Module, NeededDecision
from verkstad.domain.paths import Key, Path, Table
from verkstad.domain.people import Person, Unit
from verkstad.domain.teams import Asked, Candidate, FrontLine, Member, Team, asked, front_line
from verkstad.domain.values import frozen
from verkstad.i18n import Language
from verkstad.storage.library import Reading
from verkstad.wording_teams import position_words


@frozen
class PathLine:
    """A position that knows and may not change, in words. `through`: the forums and teams on the way, `forums` which of them are forums, `to` who
    may decide there.
    """

    path: Path
    position: str
    through: tuple[str, ...]
    to: str
    forums: tuple[bool, ...] = ()

    @property
    def id(self) -> str:
        role, unit = self.path.position.key
        return f"{role}|{unit or ''}"


@frozen
class FrontLineOf:
    """How much of what concerns the customer can be decided where the customer is met, for one module."""

    module: Module
    front: FrontLine
    of_team: bool  # only those in its team count; without a team everybody who meets customers

    @property
    def id(self) -> Id:
        return self.module.id


@frozen
class Delegated:
    """A type of decision the modules need. `needed` is the highest level any needs, `held` what the weakest of their teams has (0 without a team); `may` who may take it
    today, as positions in words; `points` the points of the delegation order that say so."""

    decision_type: str
    called: str
    modules: tuple[str, ...]
    needed: int
    held: int
    may: tuple[str, ...]
    points: tuple[str, ...]
    facing: bool

    @property
    def id(self) -> str:
        return self.decision_type

    @property
    def gap(self) -> int:
        return max(0, self.needed - self.held)


def tables(library: Reading, initiative: Id) -> tuple[Table, ...]:
    """The forums that are not resting, then the teams, with those who sit there as positions."""
    forums = [(forum, library.children(ForumMember, forum.id)) for forum in library.children(Forum, initiative) if not forum.resting]
    working = [(team, library.children(Member, team.id)) for team in library.children(Team, initiative)]
    at_forums = {m.person for _forum, sitting in forums for m in sitting} | {forum.convener for forum, _sitting in forums}
    people = _people(library, at_forums | {m.person for _team, members in working for m in members})
    stands = standing_for({p.id: p.same_as for p in people.values()})

    def seat(person: Id | None) -> Key | None:
        held = people.get(stands.get(person or "", ""))
        return (held.role, held.unit) if held is not None and held.role else None

    found = []
    for forum, sitting in forums:
        seats = [seat(m.person) if m.person else (m.role, m.unit) for m in sitting]
        if forum.convener:
            seats.append(seat(forum.convener))
        found.append(Table(forum.id, forum.title, tuple(dict.fromkeys(s for s in seats if s))))
    for team, members in working:
        seats = [seat(m.person) for m in members]
        found.append(Table(team.id, team.title, tuple(dict.fromkeys(s for s in seats if s)), forum=False))
    return tuple(found)


def _people(library: Reading, ids: Iterable[Id | None]) -> dict[Id, Person]:
    """These persons, and whom their entries are the same as: a few of the thousands there may be."""
    found: dict[Id, Person] = {}
    wanted = {id for id in ids if id}
    while wanted:
        rows = library.where(Person, id=tuple(wanted))
        found |= {p.id: p for p in rows}
        wanted = {p.same_as for p in rows if p.same_as} - found.keys()
    return found


def path_lines(library: Reading, initiative: Id, speaks: Language) -> tuple[PathLine, ...]:
    """Every position that knows and may not change, the broken first."""
    positions = tuple(x.position for x in position_lines(library, initiative) if x.position.quadrant is not None)
    around = tables(library, initiative)
    names, forum = {t.id: t.title for t in around}, {t.id: t.forum for t in around}
    units = {u.id: u.name for u in library.all(Unit)}

    def words(key: Key) -> str:
        return position_words(role_word(library, key[0], speaks), units.get(key[1] or "", ""))

    lines = [
        PathLine(
            p, words(p.position.key), tuple(names[t] for t in p.through), words(p.to) if p.to else "", tuple(forum[t] for t in p.through)
        )
        for p in rules.paths(positions, around)
    ]
    return tuple(sorted(lines, key=lambda x: (not x.path.broken, speaks.sort_key(x.position))))


def broken_paths(library: Reading, initiative: Id) -> tuple[Path, ...]:
    """What must be none before the workshop about mandates is done."""
    positions = tuple(x.position for x in position_lines(library, initiative) if x.position.quadrant is not None)
    return rules.broken(rules.paths(positions, tables(library, initiative)))


def front_lines(library: Reading, initiative: Id, everybody: Pool) -> tuple[FrontLineOf, ...]:
    """The index of every module that is not done and needs a decision that concerns the customer."""
    rows = _asked(library, initiative)
    found = []
    for module, wanted in rows:
        if wanted.facing:
            front = front_line(wanted, _team(library, module, everybody) if module.team else _all(everybody))
            found.append(FrontLineOf(module, front, bool(module.team)))
    return tuple(found)


def delegated(library: Reading, initiative: Id, everybody: Pool, speaks: Language, today: str) -> tuple[Delegated, ...]:
    """The decisions the modules need, those the teams may not take first."""
    rows = _asked(library, initiative)
    held: dict[str, int] = {}
    needed: dict[str, int] = {}
    modules: dict[str, list[str]] = {}
    for module, wanted in rows:
        team = _team(library, module, everybody)
        for need in wanted.decisions:
            kind = need.decision_type
            modules.setdefault(kind, []).append(module.title)
            needed[kind] = max(needed.get(kind, 0), need.level or 0)
            if module.team is not None:
                best = max((c.levels.get(kind, 0) for c in team), default=0)
                held[kind] = min(held.get(kind, best), best)
    if not needed:
        return ()
    facing = customer_facing(library)
    units = {u.id: u.name for u in library.all(Unit)}
    may, points = _may(library, needed, units, speaks, today)
    lines = [
        Delegated(
            k,
            decision_name(library, k, speaks),
            tuple(modules[k]),
            needed[k],
            held.get(k, 0),
            may.get(k, ()),
            points.get(k, ()),
            k in facing,
        )
        for k in needed
    ]
    return tuple(sorted(lines, key=lambda x: (-x.gap, speaks.sort_key(x.called))))


def _may(
    library: Reading, needed: Mapping[str, int], units: Mapping[Id, str], speaks: Language, today: str
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Decision -> the positions that may take it today, and the points of the delegation order that say so."""
    mandates = library.all(Mandate)
    people = _people(library, (m.parent for m in mandates))
    stands = standing_for({p.id: p.same_as for p in people.values()})
    may: dict[str, dict[str, None]] = {}
    points: dict[str, dict[str, None]] = {}
    of = levels_of(mandates, library.all(RoleMandate), today, joined=stands)
    levels: dict[Id, Mapping[str, int]] = {}  # of each person once, however many mandates she has

    def tell(kind: str, role: str, unit: Id | None, position: str) -> None:
        said = position or (role_word(library, role, speaks) if role else speaks.gettext("Somebody"))
        may.setdefault(kind, {})[position_words(said, units.get(unit or "", ""))] = None

    for m in library.all(RoleMandate):
        if m.decision_type in needed and not (m.until and m.until < today) and (m.level or 0) >= needed[m.decision_type]:
            tell(m.decision_type, m.role, m.unit, "")
            if m.delegation:
                points.setdefault(m.decision_type, {})[m.delegation] = None
    for own in mandates:
        owner = people.get(stands.get(own.parent or "", ""))
        if owner is None or own.decision_type not in needed:
            continue
        if owner.id not in levels:
            levels[owner.id] = of(owner)[0]
        if levels[owner.id].get(own.decision_type, 0) >= needed[own.decision_type]:
            tell(own.decision_type, owner.role, owner.unit, owner.position)
            if own.delegation:
                points.setdefault(own.decision_type, {})[own.delegation] = None
    return {k: tuple(v) for k, v in may.items()}, {k: tuple(v) for k, v in points.items()}


def _asked(library: Reading, initiative: Id) -> tuple[tuple[Module, Asked], ...]:
    facing = customer_facing(library)
    modules = [m for m in modules_of(library, initiative) if m.status not in DONE]
    decisions: dict[Id, list[NeededDecision]] = {m.id: [] for m in modules}
    if modules:
        for row in library.where(NeededDecision, parent=tuple(decisions)):
            decisions[row.parent or ""].append(row)
    return tuple((m, asked((), decisions[m.id], facing)) for m in modules)


def _team(library: Reading, module: Module, everybody: Pool) -> tuple[Candidate, ...]:
    if module.team is None:
        return ()
    lines = (everybody.of(m.person) for m in library.children(Member, module.team))
    return tuple(x.candidate for x in lines if x is not None)


def _all(everybody: Pool) -> tuple[Candidate, ...]:
    return tuple(x.candidate for x in everybody.lines.values() if x.person.meets_customers)
