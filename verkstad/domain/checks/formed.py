"""Rules about teams."""

from __future__ import annotations

from collections.abc import Iterator

from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import living, modules_of_team, seats, team_look
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.people import Person
from verkstad.domain.teams import (
    Fact as Noticed,
)
from verkstad.domain.teams import (
    FrontLineMayNot,
    InTooManyTeams,
    Lacks,
    NobodyMeetsCustomers,
    NobodyYet,
    NoCharter,
    NothingToWorkOn,
    NoTime,
    OneUnitOnly,
    PromisedTooMuch,
    Seat,
    SeveralActive,
    Team,
    load_facts,
    standing_facts,
)


def noticed(team: Team, look: Look) -> tuple[Noticed, ...]:
    """What the teams' own page says of a team."""
    return (*look.view(team_look, team).facts, *standing_facts(team, modules_of_team(team, look)))


def _of(team: Team, look: Look, *kinds: type, accepted: bool = True) -> Fact | None:
    """Once somebody has said why the team begins with something missing, its gaps are let be with that reason. An empty team is a sketch."""
    if not look.view(seats, team):
        return None
    found = tuple(f for f in look.view(noticed, team) if isinstance(f, kinds))
    return fact(noticed=found, reason=team.gap_accepted if accepted else "") if found else None


@rule("V601", WARNING, Team, product="team from one unit only", requirements=("000-12", "000-15"))
def one_unit_only(team: Team, look: Look) -> Fact | None:
    return _of(team, look, OneUnitOnly)


@rule("V602", WARNING, Team, product="team without anyone who meets customers", requirements=("000-12",))
def nobody_meets_customers(team: Team, look: Look) -> Fact | None:
    return _of(team, look, NobodyMeetsCustomers)


@rule("V603", WARNING, Team, product="who meets customers lacks mandate", requirements=("004-03",))
def front_line_may_not(team: Team, look: Look) -> Fact | None:
    return _of(team, look, FrontLineMayNot)


@rule("V604", WARNING, Team, product="team without mandate at all", requirements=("002-07",))
def no_mandate_at_all(team: Team, look: Look) -> Fact | None:
    """Its modules need decisions, and no member may take any decision of any type."""
    rows = look.view(seats, team)
    needed = look.view(team_look, team).mandate.decisions
    if not rows or not needed or any(level >= 2 for s in rows for level in s.who.levels.values()):
        return None
    return fact(count=len(needed), reason=team.gap_accepted)


@rule("V605", WARNING, Team, requirements=("000-15",))
def team_lacks(team: Team, look: Look) -> Fact | None:
    return _of(team, look, Lacks)


@rule("V606", HINT, Team, requirements=("000-12",))
def wrong_size(team: Team, look: Look) -> Fact | None:
    count = len(look.view(seats, team))
    least, most = look.limit("team_least", team.parent), look.limit("team_most", team.parent)
    return None if not count or least <= count <= most else fact(count=count, least=least, most=most, reason=team.gap_accepted)


@rule("V607", WARNING, Team, requirements=("001-09",))
def responsibility_without_time(team: Team, look: Look) -> Fact | None:
    """Members without any time set aside, or with time nobody has confirmed."""
    rows = look.view(seats, team)
    if not rows or not modules_of_team(team, look):
        return None
    time = look.view(team_look, team).time
    idle = tuple(p for f in look.view(noticed, team) if isinstance(f, NoTime) for p in f.people)
    if not idle and not time.unconfirmed:
        return None
    return fact(idle=len(idle), unconfirmed=len(time.unconfirmed), reason=team.gap_accepted)


@rule("V608", HINT, Team, product="team without charter", requirements=("004-19",), column="fixed")
def no_charter(team: Team, look: Look) -> Fact | None:
    return _of(team, look, NoCharter, accepted=False)


@rule("V609", HINT, Team, requirements=("000-06",))
def nothing_to_work_on(team: Team, look: Look) -> Fact | None:
    return _of(team, look, NothingToWorkOn, accepted=False)


@rule("V610", WARNING, Team, requirements=("000-06", "000-20"))
def several_modules_at_once(team: Team, look: Look) -> Fact | None:
    return _of(team, look, SeveralActive, accepted=False)


def loads(initiative: Initiative, look: Look) -> dict[Id, tuple[Noticed, ...]]:
    """What each person carries over the teams of an initiative, where it is too much."""
    held: dict[Id, tuple[Seat, ...]] = {t.id: look.view(seats, t) for t in look.children(Team, initiative.id)}
    return load_facts(held, look.limit("teams_a_person", initiative.id))


def _carries(initiative: Initiative, look: Look, kind: type) -> Iterator[Fact]:
    for person, facts in sorted(look.view(loads, initiative).items()):
        row = look.get(Person, person)
        for one in facts:
            if isinstance(one, kind) and row is not None:
                yield fact(about=row, mend=row, noticed=(one,), person=person)


@rule("V611", WARNING, Initiative, product="person in too many teams", requirements=("002-11",))
def in_too_many_teams(initiative: Initiative, look: Look) -> Iterator[Fact]:
    return _carries(initiative, look, InTooManyTeams)


@rule("V612", WARNING, Initiative, requirements=("001-09",))
def promised_too_much(initiative: Initiative, look: Look) -> Iterator[Fact]:
    return _carries(initiative, look, PromisedTooMuch)


@rule("V613", WARNING, Team, requirements=("000-06",))
def module_with_nobody(team: Team, look: Look) -> Fact | None:
    """A module is tried by a team that nobody is in."""
    empty = any(isinstance(f, NobodyYet) for f in look.view(noticed, team))
    return fact() if empty and any(m.status == "pilot" for m in modules_of_team(team, look)) else None


@rule("V614", HINT, Team, requirements=("004-19",), column="revisit_on")
def charter_to_be_read_again(team: Team, look: Look) -> Fact | None:
    return fact(day=team.revisit_on) if team.revisit_on and team.revisit_on < look.today else None


@rule("V615", HINT, Team, requirements=("002-15",), column="accountable")
def nobody_answers_for_team(team: Team, look: Look) -> Fact | None:
    active = any(m.status == "pilot" for m in modules_of_team(team, look))
    return fact() if active and look.view(seats, team) and living(team.accountable, look) is None else None
