"""What the initiatives of the ten-year library hold: decisions, goals, modules, teams with members, pilots with measures and their values.

An initiative has 3 decisions, 5 goals, 14 modules (a third of them slices of a slice), 3 teams of 6 to 9 people, 8 places on the map of
mandates and insight, and 3 pilots with 3 measures of 26 weekly values each. The directory holds mandates of every tenth person.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from verkstad.app.catalogue import catalogue
from verkstad.domain.change import DIRECTORY
from verkstad.domain.fields import Id, Row
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.mandates import Mandate, Rating, RoleMandate
from verkstad.domain.modules import ANSWERS, KNIVES, STATUSES, Dependency, Module, Need, NeededDecision
from verkstad.domain.pilots import Annotation, Loop, Measure, Measurement, Pilot
from verkstad.domain.teams import Member, Team

if TYPE_CHECKING:
    from tests.benchmarks.ten_years import Builder

DECISIONS, GOALS, MODULES, TEAMS, PLACES, PILOTS, VALUES = 3, 5, 14, 3, 8, 3, 26
MANDATED = 10  # one person in so many
ROLES = ("management", "operations", "employee", "contact_centre")
WEEK = 7 * 86_400


class Initiative:
    """The rows of one initiative, as the builder takes them."""

    def __init__(self, b: Builder, initiative: Id, persons: list[Id], units: list[Id]) -> None:
        self.b, self.dice, self.id, self.persons, self.units = b, b.dice, initiative, persons, units
        self.types = [kind.slug for kind in catalogue().decision_types()]
        self.rows: list[Any] = []
        self.decisions = [self.decision(n) for n in range(DECISIONS)]
        self.goals = [self.goal(n) for n in range(GOALS)]
        self.teams = [self.team(n) for n in range(TEAMS)]
        self.modules: list[Id] = []
        for n in range(MODULES):
            self.modules.append(self.module(n))
        for n in range(PLACES):
            said = {"unit": units[n % len(units)], "rater": "Bord 1"}
            self.add(Rating, initiative, n, said | {axis: self.dice.randint(0, 3) for axis in ("insight", "mandate", "drive", "capacity")})
        for n in range(PILOTS):
            self.pilot(n)

    def add(self, value: type[Row], parent: Id, n: int, first: dict[str, Any]) -> Id:
        made = self.b.id()
        self.rows.append((value, made, self.id, parent, f"a{n:02d}V" if value.KIND.ranked else "", first, iter(())))
        return made

    def day(self, weeks: int = 0) -> str:
        return time.strftime("%Y-%m-%d", time.gmtime(self.b.at + weeks * WEEK))

    def decision(self, n: int) -> Id:
        said = {"statement": self.b.text(10, 25), "prioritised": self.b.text(5, 15), "deprioritised": self.b.text(5, 15)}
        return self.add(Decision, self.id, n, said | {"decided": ["decided", self.b.text(1, 2), self.day()]})

    def goal(self, n: int) -> Id:
        said = {
            "statement": self.b.text(6, 15), "indicator": self.b.text(2, 5), "measure_unit": "dagar", "decision": self.decisions[n % DECISIONS],
            "owner": self.dice.choice(self.persons), "baseline": [str(self.dice.randint(10, 60)), self.day()],
        }  # fmt: skip
        return self.add(Goal, self.id, n, said if n % 3 == 0 else said | {"target": [str(self.dice.randint(1, 9)), self.day(26)]})

    def team(self, n: int) -> Id:
        said = {"title": self.b.text(1, 3), "purpose": self.b.text(8, 20), "cadence": self.b.text(2, 4), "fixed": self.b.text(10, 30)}
        made = self.add(Team, self.id, n, said)
        for at, person in enumerate(self.dice.sample(self.persons, min(len(self.persons), self.dice.randint(6, 9)))):
            self.add(Member, made, at, {"person": person, "percent": self.dice.choice((10, 20, 40))})
        return made

    def module(self, n: int) -> Id:
        dice, text = self.dice, self.b.text
        parent = self.modules[n - 2] if n % 3 == 2 else self.id
        said: dict[str, Any] = {axis: dice.randint(1, 5) for axis in ("customer_effect", "speed_need", "nearness", "feasibility")}
        said |= {test: dice.choice(ANSWERS) for test in ("test_felt", "test_team", "test_soon", "test_measured")}
        said |= {
            "title": text(2, 5), "helps": text(1, 3), "felt": "customer", "plain": text(8, 20), "status": STATUSES[n % len(STATUSES)],
            "knife": KNIVES[n % len(KNIVES)], "before": text(5, 15), "after": text(5, 15), "goal": dice.choice(self.goals),
            "team": self.teams[n % TEAMS], "accountable": dice.choice(self.persons), "days": dice.randint(20, 150),
        }  # fmt: skip
        made = self.add(Module, parent, n, said)
        if n > 3 and n % 3 == 0:
            self.add(Dependency, made, 0, {"needs": self.modules[n - 3], "why": text(3, 8)})
        for _turn in range(2):
            self.add(NeededDecision, made, 0, {"decision_type": dice.choice(self.types), "level": dice.randint(1, 3)})
        self.add(Need, made, 0, {"what": ["competence", None, text(1, 2)]})
        self.add(Need, made, 0, {"what": ["unit", dice.choice(self.units), ""]})
        return made

    def pilot(self, n: int) -> None:
        dice, text = self.dice, self.b.text
        made = self.add(
            Pilot, self.id, n,
            {
                "title": text(2, 5), "idea": text(10, 20), "module": self.modules[n], "team": self.teams[n], "goal": self.goals[n],
                "state": ["running", ""], "prediction": text(10, 20), "started": self.day(12), "decision_day": self.day(26),
                "follow_up": self.day(52), "owner": dice.choice(self.persons),
            },
        )  # fmt: skip
        for at, side in enumerate(("customer", "done", "effect")):
            measure = self.add(
                Measure,
                made,
                at,
                {"title": text(2, 4), "side": side, "measure_unit": "dagar", "better": "down", "target": ["9", self.day(26)]},
            )
            for week in range(VALUES):
                value = dice.randint(20, 40) - (10 if week > 14 else 0)
                self.add(Measurement, measure, 0, {"on": self.day(week), "value": str(value), "note": text(2, 5) if week % 9 == 4 else ""})
            self.add(Annotation, measure, 0, {"on": self.day(12), "says": text(1, 3)})
        for at in range(2):
            said = {
                "question": text(5, 10),
                "dates": [self.day(12 + 3 * at), self.day(14 + 3 * at)],
                "plan": text(8, 20),
                "learnt": text(8, 20),
            }
            self.add(Loop, made, at, said | {"state": "finished"})


def mandates(b: Builder, persons: list[Id], units: list[Id]) -> list[Any]:
    """What is known of who may decide what, as rows of the directory."""
    dice = b.dice
    types = [kind.slug for kind in catalogue().decision_types()]
    rows: list[Any] = []
    for person in persons[::MANDATED]:
        for kind in dice.sample(types, 2):
            said = {"decision_type": kind, "level": [dice.randint(1, 3), "50 000 kr"], "granted_by": b.text(1, 2)}
            rows.append((Mandate, b.id(), DIRECTORY, person, "", said, iter(())))
    for role in ROLES:
        for kind in types:
            said = {"role": role, "unit": dice.choice(units), "decision_type": kind, "level": [dice.randint(0, 3), ""]}
            rows.append((RoleMandate, b.id(), DIRECTORY, None, "", said, iter(())))
    return rows
