"""The sample's initiative: decisions, goals, modules, teams and pilots of the invented municipality, with half a year of weekly values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from verkstad.domain.actions import Action
from verkstad.domain.fields import Id, Row
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.launch import FromTo
from verkstad.domain.mandates import Mandate, Rating
from verkstad.domain.modules import Dependency, Module, Need, NeededDecision
from verkstad.domain.people import Person
from verkstad.domain.pilots import Annotation, Loop, Measure, Measurement, Pilot
from verkstad.domain.teams import Member, Team
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]
_ANSWER = {True: "yes", False: "no"}
_TESTS = ("test_felt", "test_team", "test_soon", "test_measured")
_SCORES = ("customer_effect", "speed_need", "nearness", "feasibility")


def goals_called(said: Said) -> dict[str, str]:
    """The goals of the initiative as {key in the data: statement}."""
    return {goal["key"]: goal["statement"].strip() for goal in said["goals"]}


def bring_change(tx: Transaction, said: Said, people: Mapping[str, Id], units: Mapping[str, Id], today: date) -> Id:
    """The whole initiative, its dates counted from `today`. `people` and `units`: the ids of those brought in, by their key in the data."""
    return _Change(tx, people, units, today).bring(said)


class _Change:
    """What has been brought in so far, by its key in the data."""

    def __init__(self, tx: Transaction, people: Mapping[str, Id], units: Mapping[str, Id], today: date) -> None:
        self.tx, self.people, self.units, self.today = tx, people, units, today
        self.monday = today - timedelta(days=today.weekday())
        self.decisions: list[Id] = []
        self.goals: dict[str, Id] = {}
        self.teams: dict[str, Id] = {}
        self.modules: dict[str, Id] = {}
        self.pilots: list[Id] = []

    def bring(self, said: Said) -> Id:
        tx, who = self.tx, self.people
        initiative = tx.put(
            Initiative(
                title=said["title"],
                why=said["why"].strip(),
                what=said["what"].strip(),
                how=said["how"].strip(),
                route=said["route"],
                leader=who[said["leader"]],
                driver=who[said["driver"]],
            )
        ).id
        self._people(said)
        for decision in said["decisions"]:
            self.decisions.append(self._ranked(initiative, self._decision(decision)))
        for goal in said["goals"]:
            self.goals[goal["key"]] = self._ranked(initiative, self._goal(goal))
        for team in said["teams"]:
            self._team(initiative, team)
        for module in said["modules"]:
            self._module(initiative, module)
        self._dependencies(said["modules"])
        for pilot in said["pilots"]:
            self._pilot(initiative, pilot)
        for role, unit, rater, insight, mandate, drive, capacity in said["ratings"]:
            tx.put(
                Rating(
                    parent=initiative,
                    role=role,
                    unit=self.units.get(unit),
                    rater=rater,
                    insight=insight,
                    mandate=mandate,
                    drive=drive,
                    capacity=capacity,
                )
            )
        for what in said["actions"]:
            self._ranked(initiative, self._action(what))
        return initiative

    def _ranked(self, parent: Id, row: Row) -> Id:
        return self.tx.put(row.with_(parent=parent, rank=self.tx.rank_last(type(row), parent))).id

    def _day(self, days: int | None) -> str | None:
        return None if days is None else (self.today + timedelta(days=days)).isoformat()

    def _week(self, ago: int) -> str:
        """The Monday so many weeks before this one."""
        return (self.monday - timedelta(weeks=ago)).isoformat()

    def _people(self, said: Said) -> None:
        tx = self.tx
        for key in dict.fromkeys((*said["time"], *said["competences"])):
            percent, confirmed = said["time"].get(key, (None, ""))
            row = tx.need(Person, self.people[key])
            tx.put(row.with_(percent=percent, confirmed_by=confirmed, competences=said["competences"].get(key, "")))
        for key, kind, level, limit, granted, point, days in said["mandates"]:
            tx.put(
                Mandate(
                    parent=self.people[key],
                    decision_type=kind,
                    level=level,
                    limit=limit,
                    granted_by=granted,
                    delegation=point,
                    until=self._day(days),
                )
            )

    def _decision(self, said: Said) -> Decision:
        return Decision(
            statement=said["statement"].strip(),
            prioritised=said["prioritised"],
            deprioritised=said["deprioritised"],
            state=said["state"],
            decided_by=said.get("by", ""),
            decided_on=self._day(said.get("days")),
            reference=said.get("reference", "").format(year=self.today.year),
            review_on=self._day(said.get("review")),
        )

    def _goal(self, said: Said) -> Goal:
        baseline, target, measured = said.get("baseline", (None, None)), said.get("target", (None, None)), said.get("measured", ("", None))
        return Goal(
            decision=self.decisions[said["decision"] - 1] if "decision" in said else None,
            statement=said["statement"],
            indicator=said.get("indicator", ""),
            measure_unit=said.get("unit_of_measure", ""),
            baseline=baseline[0],
            baseline_on=self._day(baseline[1]),
            target=target[0],
            target_on=self._day(target[1]),
            owner=self.people.get(said.get("owner", "")),
            unit=self.units.get(said.get("unit", "")),
            level=said.get("level", ""),
            category=said.get("category", ""),
            measured_by=self.people.get(measured[0]),
            measured_due=self._day(measured[1]),
            next_check=self._day(said.get("check")),
            stage="agreed",
        )

    def _team(self, initiative: Id, said: Said) -> None:
        tx = self.tx
        team = self._ranked(
            initiative,
            Team(
                title=said["title"],
                purpose=said["purpose"],
                accountable=self.people[said["accountable"]],
                fixed=said.get("fixed", "").strip(),
                free=said.get("free", "").strip(),
                cadence=said.get("cadence", ""),
                agreements=said.get("agreements", "").strip(),
            ),
        )
        self.teams[said["key"]] = team
        for key, part, percent in said["members"]:
            person = self.people[key]
            id = tx.derived_id(Member.KIND.name, team, person)
            tx.put(Member(id=id, parent=team, rank=tx.rank_last(Member, team), person=person, part=part, percent=percent))

    def _module(self, parent: Id, said: Said) -> None:
        tx = self.tx
        answers: dict[str, Any] = {name: _ANSWER[answer] for name, answer in zip(_TESTS, said.get("tests", ()), strict=False)}
        scores: dict[str, Any] = dict(zip(_SCORES, said.get("scores", ()), strict=False))
        module = self._ranked(
            parent,
            Module(
                title=said["title"],
                helps=said["helps"],
                felt=said["felt"],
                status=said["status"],
                knife=said.get("knife", ""),
                plain=said.get("plain", ""),
                before=said.get("before", ""),
                after=said.get("after", ""),
                journey_step=said.get("step", ""),
                goal=self.goals.get(said.get("goal", "")),
                team=self.teams.get(said.get("team", "")),
                accountable=self.people.get(said.get("accountable", "")),
                days=said.get("days"),
                **answers,
                **scores,
            ),
        )
        self.modules[said["key"]] = module
        for kind, level in said.get("decisions", ()):
            id = tx.derived_id(NeededDecision.KIND.name, module, kind)
            tx.put(NeededDecision(id=id, parent=module, decision_type=kind, level=level))
        for who, unit, before, after in said.get("changes", ()):
            self._ranked(module, FromTo(who=who, unit=self.units[unit], before=before, after=after))
        for unit in said.get("units", ()):
            tx.put(Need(parent=module, form="unit", unit=self.units[unit]))
        for name in said.get("competences", ()):
            tx.put(Need(parent=module, form="competence", name=name))
        for name in said.get("perspectives", ()):
            tx.put(Need(parent=module, form="perspective", name=name))
        for part in said.get("parts", ()):
            self._module(module, part)

    def _dependencies(self, modules: Iterable[Said]) -> None:
        tx = self.tx
        for said in modules:
            for key in said.get("needs_first", ()):
                module, first = self.modules[said["key"]], self.modules[key]
                tx.put(Dependency(id=tx.derived_id(Dependency.KIND.name, module, first), parent=module, needs=first))
            self._dependencies(said.get("parts", ()))

    def _pilot(self, initiative: Id, said: Said) -> None:
        before, tried, now = (*said["story"], "", "", "")[:3]
        start = said["monday"]
        pilot = self._ranked(
            initiative,
            Pilot(
                title=said["title"],
                idea=said["idea"],
                module=self.modules[said["module"]],
                team=self.teams[said["team"]],
                goal=self.goals[said["goal"]],
                state=said["state"],
                prediction=said["prediction"],
                started=self._week(start),
                decision_day=self._day(said["decision"]),
                follow_up=self._day(said["follow_up"]),
                owner=self.people[said["owner"]],
                journey_step=said["step"],
                changed_inwards=said["changed"],
                story_before=before,
                story_tried=tried,
                story_now=now,
            ),
        )
        self.pilots.append(pilot)
        for measure in said["measures"]:
            self._measure(pilot, measure, start)
        for loop in said["loops"]:
            first, last = loop["weeks"]
            self._ranked(
                pilot,
                Loop(
                    starts=self._week(first),
                    ends=self._week(last),
                    state=loop["state"],
                    **{name: loop.get(name, "") for name in ("question", "plan", "do", "study", "act", "learnt", "decision")},
                ),
            )

    def _measure(self, pilot: Id, said: Said, start: int) -> None:
        tx = self.tx
        measure = self._ranked(
            pilot,
            Measure(
                title=said["title"],
                side=said["side"],
                measure_unit=said["unit_of_measure"],
                better=said["better"],
                target=said["target"][0],
                target_on=self._day(said["target"][1]),
                how=said["how"],
                owner=self.people[said["owner"]],
            ),
        )
        values: Sequence[int] = (*said["before"], *said["during"])
        first = start + len(said["before"])
        for n, value in enumerate(values):
            tx.put(Measurement(parent=measure, on=self._week(first - n), value=str(value)))
        for n, what in said.get("annotations", ()):
            tx.put(Annotation(parent=measure, on=self._week(start - n + 1), says=what))

    def _action(self, said: Said) -> Action:
        return Action(
            what=said["what"],
            owner=self.people[said["owner"]],
            due=self._day(said["days"]),
            status=said["status"],
            bearing=said["bearing"],
            goal=self.goals.get(said.get("goal", "")),
            pilot=self.pilots[said["pilot"] - 1] if "pilot" in said else None,
        )
