"""Teams: who is in them, what they agreed, and how they stand against what their modules ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from verkstad.app.mandates import customer_facing, levels_of
from verkstad.app.people import LISTED, PersonLine, lines_from
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import named
from verkstad.domain.compositions import Proposal, propose
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.likeness import standing_for
from verkstad.domain.mandates import DecisionType, Mandate, RoleMandate
from verkstad.domain.modules import DONE, Module, Need, NeededDecision
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.teams import (
    Asked,
    Candidate,
    Fact,
    Member,
    Seat,
    Team,
    TeamLook,
    asked,
    competences_of,
    folded,
    load_facts,
    look_over,
    standing_facts,
)
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

# ------------------------------------------------------------------------------------------------ the team and its charter


@action(N_("New team"))
def new_team(tx: Transaction, initiative: Id, title: str) -> Id:
    tx.need(Initiative, initiative)
    tx.about(named(title))
    return tx.put(Team(parent=initiative, rank=tx.rank_last(Team, initiative), title=named(title))).id


@action(N_("Rename team"), settles="team.title")
def rename_team(tx: Transaction, team: Id, title: str) -> None:
    _team(tx, team, title=named(title))


@action(N_("Say what the team is for"), settles="team.purpose")
def say_purpose(tx: Transaction, team: Id, text: str) -> None:
    _team(tx, team, purpose=text.strip())


@action(N_("Name the value stream"), settles="team.value_stream")
def name_value_stream(tx: Transaction, team: Id, text: str) -> None:
    """What the team takes care of, instead of a module."""
    _team(tx, team, value_stream=" ".join(text.split()))


@action(N_("Make somebody accountable for the team"))
def make_accountable(tx: Transaction, team: Id, person: Id | None) -> None:
    if person is not None:
        tx.need(Person, person)
    _team(tx, team, accountable=person)


@action(N_("Write what is settled"), settles="team.fixed")
def write_what_is_settled(tx: Transaction, team: Id, text: str) -> None:
    _team(tx, team, fixed=text.strip())


@action(N_("Write what the team decides itself"), settles="team.free")
def write_what_is_free(tx: Transaction, team: Id, text: str) -> None:
    _team(tx, team, free=text.strip())


@action(N_("Say when the team meets"), settles="team.cadence")
def say_when_we_meet(tx: Transaction, team: Id, text: str) -> None:
    _team(tx, team, cadence=" ".join(text.split()))


@action(N_("Write what the team agreed"), settles="team.agreements")
def write_agreements(tx: Transaction, team: Id, text: str) -> None:
    _team(tx, team, agreements=text.strip())


change_charter = changing(
    Team,
    N_("Change the charter"),
    called="verkstad.app.teams.change_charter",
    fixed=("title", "purpose", "value_stream", "accountable", "fixed", "free", "cadence", "agreements"),
)  # the day it is read again, and why the team begins with something missing


@action(N_("Move team"))
def move_team(tx: Transaction, team: Id, after: Id | None) -> None:
    row = tx.need(Team, team)
    if after != team:
        tx.about(row.title)
        tx.put(row.with_(rank=tx.rank(Team, row.parent, after)))


@action(N_("Remove team"))
def remove_team(tx: Transaction, team: Id) -> None:
    """Its modules stay, without a team."""
    tx.about(tx.need(Team, team).title)
    for module in tx.where(Module, team=team):
        tx.put(module.with_(team=None))
    tx.remove(team)


# ------------------------------------------------------------------------------------------------ who is in it


@action(N_("Take into the team"))
def take_in(tx: Transaction, team: Id, people: Sequence[Id]) -> tuple[Id, ...]:
    """Last in the team, in this order. Who is in it already stays as they are."""
    tx.about(tx.need(Team, team).title)
    return tuple(_take_in(tx, team, person).id for person in people)


@action(N_("Take out of the team"))
def take_out(tx: Transaction, members: Sequence[Id]) -> None:
    for member in members:
        row = tx.need(Member, member)
        if len(members) == 1:
            tx.about(_title(tx, row.parent))
        tx.remove(member)


@action(N_("Move to another team"))
def move_to_team(tx: Transaction, members: Sequence[Id], team: Id) -> tuple[Id, ...]:
    """With their role in the team and their time. Who is in the other team already is only taken out of this one."""
    tx.about(tx.need(Team, team).title)
    made = []
    for member in members:
        row = tx.need(Member, member)
        if row.parent == team or row.person is None:
            continue
        there = tx.derived_id("member", team, row.person)
        if tx.get(Member, there) is None:
            tx.put(Member(id=there, parent=team, rank=tx.rank_last(Member, team), person=row.person, part=row.part, percent=row.percent))
        tx.remove(member)
        made.append(there)
    return tuple(made)


@action(N_("Change the order in the team"))
def move_member(tx: Transaction, member: Id, after: Id | None) -> None:
    row = tx.need(Member, member)
    if after != member:
        tx.put(row.with_(rank=tx.rank(Member, row.parent, after)))


@action(N_("Say what somebody does in the team"), settles="member.part")
def say_part(tx: Transaction, member: Id, part: str) -> None:
    tx.put(tx.need(Member, member).with_(part=" ".join(part.split())))


@action(N_("Say how much time the team has"))
def give_time(tx: Transaction, member: Id, percent: int | None) -> None:
    """Percent of full time; None: all that is set aside."""
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("range", low=0, high=100)
    tx.put(tx.need(Member, member).with_(percent=percent))


@action(N_("Take the proposed team"))
def compose(tx: Transaction, team: Id, people: Sequence[Id]) -> tuple[Id, ...]:
    """These and no others. Who was in it already keeps role and time."""
    tx.about(tx.need(Team, team).title)
    for member in tx.children(Member, team):
        if member.person not in people:
            tx.remove(member.id)
    return tuple(_take_in(tx, team, person).id for person in people)


# ------------------------------------------------------------------------------------------------ questions


class PoolLine:
    """Somebody who could be in a team: how a list shows her, what she brings, and her competences as they are written.

    What she brings is put together when it is first asked for: of thousands, a list shows twenty.
    """

    __slots__ = ("_brings", "_brought", "person")

    def __init__(self, person: PersonLine, brings: Callable[[PersonLine], Brought]) -> None:
        self.person, self._brings = person, brings
        self._brought: Brought | None = None

    @property
    def id(self) -> Id:
        return self.person.id

    @property
    def candidate(self) -> Candidate:
        return self._told().candidate

    @property
    def competences(self) -> tuple[str, ...]:
        return self._told().competences

    @property
    def confirmed_by(self) -> str:
        return self._told().confirmed_by

    @property
    def decides(self) -> int:
        """How many types of decisions she may take (level 2 or more)."""
        return sum(level >= 2 for level in self.candidate.levels.values())

    def _told(self) -> Brought:
        if self._brought is None:
            self._brought = self._brings(self.person)
        return self._brought


@dataclass(frozen=True, slots=True)
class Brought:
    """What a person brings; `confirmed_by` is who said that her time is hers to give."""

    candidate: Candidate
    competences: tuple[str, ...]
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody, by id; and who each entry is, for those that are joined with another."""

    lines: dict[Id, PoolLine]
    stands: dict[Id, Id]

    def of(self, person: Id | None) -> PoolLine | None:
        return self.lines.get(self.stands.get(person or "", ""))


POOLED = (Person, Identity, Unit, Role, Mandate, RoleMandate)
"""What the pool is made of: asked for anew when one of these changes, and not when a team does."""
BOARDED = (Initiative, Team, Member, Module, Need, NeededDecision, DecisionType)
"""What the board is made of, beside the pool."""


def pool(library: Reading, today: str) -> Pool:
    """Everybody with what they bring, from whole columns: nothing is asked for person by person. In how many workshops they were is left out."""
    rows = library.columns(Person, *LISTED, "competences", "percent", "confirmed_by")
    stands = standing_for({row[0]: row[5] for row in rows})
    told = {row[0]: row for row in rows}
    levels = levels_of(library.all(Mandate), library.all(RoleMandate), today, joined=stands)
    read: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {"": ((), frozenset())}

    def brings(person: PersonLine) -> Brought:
        competences, percent, confirmed_by = told[person.id][6:]
        if competences not in read:
            read[competences] = (words := competences_of(competences), frozenset(map(folded, words)))
        words, compared = read[competences]
        held, usable = levels(person)
        who = Candidate(
            person.id,
            person.unit,
            person.role,
            person.meets_customers,
            compared,
            percent,
            bool(confirmed_by),
            held,
            usable,
        )
        return Brought(who, words, confirmed_by)

    return Pool({person.id: PoolLine(person, brings) for person in lines_from(library, rows, stands, {})}, stands)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member and who it is. `facts`: what the person carries over all teams, where it is too much."""

    member: Member
    who: PoolLine
    facts: tuple[Fact, ...] = ()

    @property
    def id(self) -> Id:
        return self.member.id


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team with its members, its modules and how it stands. `facts`: the look's, the team's own and its members'."""

    team: Team
    members: tuple[MemberLine, ...]
    modules: tuple[Module, ...]
    asked: Asked
    look: TeamLook
    facts: tuple[Fact, ...]

    @property
    def id(self) -> Id:
        return self.team.id


@dataclass(frozen=True, slots=True)
class Board:
    """The teams of an initiative. `teams_of`: in how many teams each person is; `modules`: all of the initiative."""

    teams: tuple[TeamLine, ...]
    teams_of: dict[Id, int]
    modules: tuple[Module, ...]


def board(library: Reading, initiative: Id, everybody: Pool) -> Board:
    """The teams as they stand, against a pool that was asked for before."""
    teams = library.children(Team, initiative)
    members: dict[Id | None, list[Member]] = {}
    if teams:
        for row in library.where(Member, parent=tuple(t.id for t in teams)):
            members.setdefault(row.parent, []).append(row)
    modules = modules_of(library, initiative)
    of_team = {t.id: tuple(m for m in modules if m.team == t.id) for t in teams}
    wanted = _asked_of(library, {team: [m for m in rows if m.status not in DONE] for team, rows in of_team.items()})
    lines: dict[Id, list[MemberLine]] = {
        t.id: [MemberLine(m, who) for m in members.get(t.id, ()) if (who := everybody.of(m.person)) is not None] for t in teams
    }
    seats = {team: [Seat(x.who.candidate, x.member.percent) for x in rows] for team, rows in lines.items()}
    loads = load_facts(seats)
    teams_of: dict[Id, int] = {}
    for rows in seats.values():
        for seat in rows:
            teams_of[seat.who.id] = teams_of.get(seat.who.id, 0) + 1
    found = []
    for t in teams:
        look = look_over(wanted[t.id], seats[t.id])
        loaded = tuple(replace(x, facts=loads.get(x.who.id, ())) for x in lines[t.id])
        facts = (*look.facts, *(f for x in loaded for f in x.facts), *standing_facts(t, of_team[t.id]))
        found.append(TeamLine(t, loaded, of_team[t.id], wanted[t.id], look, facts))
    return Board(tuple(found), teams_of, modules)


def modules_of(library: Reading, initiative: Id) -> tuple[Module, ...]:
    """Every module of an initiative, each level after the one above it."""
    found: list[Module] = []
    level: tuple[Id, ...] = (initiative,)
    while level:
        rows = library.where(Module, parent=level)
        found += rows
        level = tuple(r.id for r in rows)
    return tuple(found)


def _asked_of(library: Reading, of_team: dict[Id, list[Module]]) -> dict[Id, Asked]:
    ids = tuple(m.id for rows in of_team.values() for m in rows)
    needs: dict[Id | None, list[Need]] = {}
    decisions: dict[Id | None, list[NeededDecision]] = {}
    if ids:
        for need in library.where(Need, parent=ids):
            needs.setdefault(need.parent, []).append(need)
        for row in library.where(NeededDecision, parent=ids):
            decisions.setdefault(row.parent, []).append(row)
    facing = customer_facing(library) if decisions else frozenset()
    return {
        team: asked((n for m in rows for n in needs.get(m.id, ())), (d for m in rows for d in decisions.get(m.id, ())), facing)
        for team, rows in of_team.items()
    }


def proposals(team: TeamLine, everybody: Pool, teams_of: dict[Id, int], order: Callable[[PoolLine], object]) -> tuple[Proposal, ...]:
    """Compositions for what the team's modules ask. `order` is the one people are shown in, so that the same are proposed every time."""
    people = [line.candidate for line in sorted(everybody.lines.values(), key=order)]  # type: ignore[arg-type]
    mine = {x.who.id for x in team.members}
    elsewhere = {id: count - (id in mine) for id, count in teams_of.items()}
    return propose(people, team.asked, teams_of=elsewhere)


# ------------------------------------------------------------------------------------------------ rules of input


def _team(tx: Transaction, team: Id, **changes: object) -> None:
    row = tx.need(Team, team)
    tx.about(row.title)
    tx.put(row.with_(**changes))


def _title(tx: Transaction, team: Id | None) -> str:
    row = tx.get(Team, team)
    return row.title if row else ""


def _take_in(tx: Transaction, team: Id, person: Id) -> Member:
    tx.need(Person, person)
    id = tx.derived_id("member", team, person)
    return tx.get(Member, id) or tx.put(Member(id=id, parent=team, rank=tx.rank_last(Member, team), person=person))
