"""What several rules ask of the same row, asked once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from verkstad.domain.actions import Action
from verkstad.domain.checks.rules import Fact, Look, fact
from verkstad.domain.fields import Id
from verkstad.domain.initiative import AcceptedPhrase, Initiative
from verkstad.domain.mandates import DecisionType, Mandate, RoleMandate, held_levels
from verkstad.domain.modules import DONE, Dependency, MandateGap, Module, Need, NeededDecision, mandate_gap, needs_of
from verkstad.domain.people import Person
from verkstad.domain.platitudes import marked
from verkstad.domain.teams import Candidate, Seat, Team, TeamLook, asked, competences_of, folded, look_over
from verkstad.domain.teams import Member as Membership
from verkstad.domain.workshop import Workshop

SAME = 8
"""How many entries of one person are followed to the one that stands for all."""


def living(person: Id | None, look: Look) -> Person | None:
    """The person a row names, or the one that entry was joined with; None for nobody, or somebody who is gone."""
    found = look.get(Person, person)
    for _turn in range(SAME):
        if found is None or found.same_as is None:
            break
        found = look.get(Person, found.same_as) or found.with_(same_as=None)
    return found


def workshops_of(initiative: Id, look: Look) -> tuple[Workshop, ...]:
    return look.naming(Workshop, "initiative", initiative)


def actions_of(initiative: Initiative, look: Look) -> tuple[Action, ...]:
    """Those of the initiative itself and of its workshops."""
    own = look.children(Action, initiative.id)
    return own + tuple(a for w in workshops_of(initiative.id, look) for a in look.children(Action, w.id))


def asked_phrases(text: str, initiative: Id | None, look: Look) -> Fact | None:
    """The empty phrases of a text whose question wants an answer; those that do not apply in the initiative are not asked about."""
    aside = {row.phrase for row in look.children(AcceptedPhrase, initiative)}
    found = [m for m in marked(text, look.known.phrases.possible(text)) if m.platitude.asks and m.platitude.id not in aside]
    if not found:
        return None
    first = found[0]
    phrase = " ".join(text[first.start : first.end].split())
    return fact(phrase=phrase, question=first.platitude.question, more=len(found) - 1)


def levels(person: Person, look: Look) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """What a person may decide, and what of it she is able to use."""
    own = look.children(Mandate, person.id)
    roles = [m for m in look.naming(RoleMandate, "role", person.role) if m.unit in (None, person.unit)] if person.role else []
    if not own and not roles:
        return {}, {}
    held = held_levels(own, roles, person, look.today)
    if all(m.able for m in own) and all(m.able for m in roles):
        return held, held
    return held, held_levels(own, roles, person, look.today, usable=True)


def candidate(person: Person, look: Look) -> Candidate:
    held, usable = levels(person, look)
    return Candidate(
        person.id, person.unit, person.role, person.meets_customers, _competences(person.competences),
        person.percent, bool(person.confirmed_by.strip()), held, usable,
    )  # fmt: skip


@lru_cache(4_000)
def _competences(text: str) -> frozenset[str]:
    return frozenset(map(folded, competences_of(text)))


def seats(team: Team, look: Look) -> tuple[Seat, ...]:
    """The members that are there, each with her time."""
    found = []
    for row in look.children(Membership, team.id):
        person = living(row.person, look)
        if person is not None:
            found.append(Seat(look.view(candidate, person), row.percent))
    return tuple(found)


def highest(team: Team, look: Look) -> Mapping[str, int]:
    """The highest level anybody in the team holds of each type of decision."""
    found: dict[str, int] = {}
    for seat in look.view(seats, team):
        for decision_type, level in seat.who.levels.items():
            if level > found.get(decision_type, 0):
                found[decision_type] = level
    return found


def modules_of_team(team: Team, look: Look) -> tuple[Module, ...]:
    return look.naming(Module, "team", team.id)


def team_look(team: Team, look: Look) -> TeamLook:
    """The team against what its modules ask."""
    modules = [m for m in modules_of_team(team, look) if m.status not in DONE]
    needs = [n for m in modules for n in look.children(Need, m.id)]
    decisions = [d for m in modules for d in look.children(NeededDecision, m.id)]
    facing = {d.decision_type for d in decisions if faces_customer(d.decision_type, look)}
    return look_over(asked(needs, decisions, facing), look.view(seats, team))


def faces_customer(decision_type: str, look: Look) -> bool:
    if decision_type in look.known.facing:
        return True
    own = look.get(DecisionType, decision_type)
    return own is not None and own.customer_facing


def gap_of(module: Module, look: Look) -> MandateGap | None:
    """The decisions the module needs against what its team may; None without a team that is there."""
    team = look.get(Team, module.team)
    if team is None:
        return None
    needed = look.children(NeededDecision, module.id)
    return mandate_gap(needed, (look.view(highest, team),))


def order_of(initiative: Initiative, look: Look) -> tuple[Mapping[Id, tuple[Id, ...]], Mapping[Id, str]]:
    """Which modules each needs first, and the status of each."""
    modules = look.within(Module, initiative.id)
    dependencies = [d for m in modules for d in look.children(Dependency, m.id)]
    return needs_of(dependencies, [m.id for m in modules]), {m.id: m.status for m in modules}
