"""What the initiatives of the ten-year library hold: decisions, goals, modules, teams with members, pilots with measures and their values.

An initiative has 3 decisions, 5 goals, a plan of 20 points, 10 needs and services, 4 lines of costs and gains, 6 insights, 3 risks, a forum,
2 audiences with 3 activities each, a report, a request, 3 follow-ups, 14 modules (a third of them slices of a slice), 3 teams of 6 to 9 people, 8 places on the map of
mandates and insight, and 3 pilots with 3 measures of 26 weekly values each. The directory holds mandates of every tenth person.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from verkstad.app.catalogue import catalogue
from verkstad.domain.change import DIRECTORY
from verkstad.domain.fields import Id, Row
from verkstad.domain.following import DecisionRequest, FollowUp, Report, RequestOption
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.insights import Forum, ForumMeeting, ForumMember, Insight, Risk
from verkstad.domain.inventory import CostBenefit, Cover, InventoryItem
from verkstad.domain.launch import Audience, LaunchActivity
from verkstad.domain.mandates import Mandate, Rating, RoleMandate
from verkstad.domain.modules import ANSWERS, KNIVES, STATUSES, Dependency, Module, Need, NeededDecision
from verkstad.domain.pilots import Annotation, Loop, Measure, Measurement, Pilot
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem, PlanLink
from verkstad.domain.teams import Member, Team

if TYPE_CHECKING:
    from tests.benchmarks.ten_years import Builder

DECISIONS, GOALS, MODULES, TEAMS, PLACES, PILOTS, VALUES = 3, 5, 14, 3, 8, 3, 26
MANDATED = 10  # one person in so many
ROLES = ("management", "operations", "employee", "contact_centre")
POINTS, NEEDS, INSIGHTS, RISKS, AUDIENCES = 20, 10, 6, 3, 2
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
        self.plan()
        self.inventory()
        self.learning()
        self.launch()
        self.following()

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
            said: dict[str, Any] = {
                "question": text(5, 10),
                "dates": [self.day(12 + 3 * at), self.day(14 + 3 * at)],
                "plan": text(8, 20),
                "learnt": text(8, 20),
            }
            self.add(Loop, made, at, said | {"state": "finished"})

    def plan(self) -> None:
        text = self.b.text
        document = self.add(PlanDocument, self.id, 0, {"title": text(2, 4), "added": self.day(), "pages": 12})
        for n in range(POINTS):
            state = ("used", "new", "elsewhere")[n % 3]
            item = self.add(PlanItem, document, n, {"says": text(12, 40), "page": n // 2 + 1, "state": [state, ""]})
            if state == "used":
                self.add(PlanLink, item, 0, {"became": ["goal", self.goals[n % GOALS]]})
                self.add(Anchoring, item, 0, {"unit": self.units[n], "level": [n % 4, self.day()]})

    def inventory(self) -> None:
        dice, text = self.dice, self.b.text
        for n in range(NEEDS):
            said: dict[str, Any] = {
                "title": text(2, 5),
                "type": "service",
                "for_whom": text(1, 2),
                "unit": dice.choice(self.units),
                "can": dice.choice(("yes", "no")),
            }
            said |= {"should": [dice.choice(("yes", "no")), text(2, 6)], "unresolved": [dice.randint(0, 40), text(1, 2) if n % 2 else ""]}
            item = self.add(InventoryItem, self.id, n, said)
            if n % 2:
                self.add(Cover, self.modules[n], 0, {"item": item})
        for n, kind in enumerate(("investment", "running", "efficiency", "quality")):
            line = {
                "title": text(2, 4),
                "type": kind,
                "lands": ["unit", self.units[n]],
                "amount": [str(dice.randint(1, 90) * 1000), "kr", "yearly"],
            }
            self.add(CostBenefit, self.id, n, line | {"owner": dice.choice(self.persons), "module": self.modules[n]})

    def learning(self) -> None:
        dice, text = self.dice, self.b.text
        forum = self.add(Forum, self.id, 0, {"title": text(2, 3), "cadence": 30, "first_on": self.day()})
        for n in range(3):
            self.add(ForumMember, forum, n, {"person": dice.choice(self.persons)})
        self.add(ForumMeeting, forum, 0, {"on": self.day(2), "knowledge": text(8, 20)})
        for n in range(INSIGHTS):
            said: dict[str, Any] = {
                "says": text(10, 30),
                "source": "customer",
                "raised_on": self.day(n),
                "owner": dice.choice(self.persons),
                "forum": forum,
            }
            self.add(Insight, self.id, n, said | ({"answered": self.day(n + 1), "answer": text(4, 9)} if n % 2 else {}))
        for n in range(RISKS):
            self.add(Risk, self.id, n, {"says": text(6, 15), "family": "resources", "weight": [dice.randint(1, 5), dice.randint(1, 5)]})

    def launch(self) -> None:
        dice, text = self.dice, self.b.text
        for n in range(AUDIENCES):
            said = {"title": text(1, 3), "unit": self.units[n], "module": self.modules[n], "why": text(8, 20), "how": text(8, 20)}
            audience = self.add(Audience, self.id, n, said)
            for at, channel in enumerate(("email", "meeting", "print")):
                activity = {
                    "title": text(2, 4),
                    "audience": audience,
                    "module": self.modules[n],
                    "channel": channel,
                    "phase": "before",
                    "two_way": at == 1,
                }
                self.add(
                    LaunchActivity, self.id, 3 * n + at,
                    activity | {"on": self.day(8 + at), "ingress": text(15, 30), "message": text(60, 120), "owner": dice.choice(self.persons)},
                )  # fmt: skip

    def following(self) -> None:
        text = self.b.text
        self.add(Report, self.id, 0, {"title": text(2, 3), "issued": self.day(20), "to_whom": text(1, 2)})
        request = self.add(
            DecisionRequest, self.id, 0, {"question": text(8, 15), "recommendation": text(8, 15), "state": ["asked", self.day(20), None]}
        )
        for n in range(2):
            self.add(RequestOption, request, n, {"title": text(2, 4), "follows": text(5, 10)})
        for n, days in enumerate((30, 60, 90)):
            self.add(FollowUp, self.decisions[0], n, {"due": self.day(4 * n + 4), "days": days, "what": text(3, 6)})


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
