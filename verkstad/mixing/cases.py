"""The documented format of cases and plans, from and to plain JSON values: what `verkstad groups` reads and writes.

A case: `id`, `rounds`, `groups` (a number for each round), `people` (`id`, `dept`, and any further key, which is an attribute when it is
true), and, where wanted, `coverage` [{attr, min}], `together` and `apart` [[a, b]], `pins` [{person, round, group}], `absent` {"round": [ids]}, `fixed`
(rounds already held), `previous` (the plan told) with `change_weight`, `met` [[a, b]] and `wish` ("new", "even", "wide"). Plans: an object
from case id to rounds, each a list of groups, each a list of person ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from verkstad.mixing.task import SPREAD_WEIGHT, Need, Person, Pin, Rounds, Task, refuse

NOT_ATTRIBUTES = {"id", "dept"}


def tasks_of(document: Any) -> dict[str, Task]:
    """The cases of a document, {"cases": [...]} or one case, by id and in order. Raises Impossible("not_a_case", case, field)."""
    if not isinstance(document, dict):
        refuse("not_a_case", case="", field="cases")
    cases = document.get("cases", [document])
    if not isinstance(cases, list):
        refuse("not_a_case", case="", field="cases")
    tasks: dict[str, Task] = {}
    for number, case in enumerate(cases, 1):
        name = str(case.get("id", number)) if isinstance(case, dict) else str(number)
        if name in tasks:
            refuse("not_a_case", case=name, field="id")
        tasks[name] = _Case(name, case).task()
    return tasks


def plan_values(rounds: Rounds) -> list[list[list[str]]]:
    """Rounds as JSON writes them."""
    return [[list(group) for group in groups] for groups in rounds]


class _Case:
    """One case being read; every field that is not what it should be is named."""

    def __init__(self, name: str, values: Any) -> None:
        if not isinstance(values, dict):
            refuse("not_a_case", case=name, field="")
        self.name, self.values = name, values

    def task(self) -> Task:
        rounds = self._read("rounds", int, None)
        groups = self._read("groups", list, None)
        if len(groups) != rounds or any(not isinstance(k, int) or isinstance(k, bool) for k in groups):
            self._refuse("groups")
        absent = self._read("absent", dict, {})
        missing = [frozenset(self._ids("absent", absent.get(str(r), []))) for r in range(rounds)]
        if any(not str(r).isdecimal() or int(r) >= rounds for r in absent):
            self._refuse("absent")
        weight = self._read("change_weight", (int, float), 0)
        if not 0 <= weight <= 1000:
            self._refuse("change_weight")
        wish = self._read("wish", str, "even")
        if wish not in SPREAD_WEIGHT:
            self._refuse("wish")
        previous = self.values.get("previous")
        return Task(
            people=tuple(self._person(p) for p in self._read("people", list, None)),
            groups=tuple(groups),
            coverage=tuple(
                Need(self._of("coverage", c, "attr", str), self._of("coverage", c, "min", int)) for c in self._read("coverage", list, [])
            ),
            together=self._pairs("together"),
            apart=self._pairs("apart"),
            pins=tuple(
                Pin(self._of("pins", p, "person", str), self._of("pins", p, "round", int), self._of("pins", p, "group", int))
                for p in self._read("pins", list, [])
            ),
            absent=tuple(missing) if any(missing) else (),
            held=self._rounds("fixed", self._read("fixed", list, [])),
            previous=self._rounds("previous", previous) if previous else None,
            change_weight=weight,
            met=frozenset(self._pairs("met")),
            wish=wish,
        )

    def _person(self, person: Any) -> Person:
        name, department = self._of("people", person, "id", str), person.get("dept")
        if department is not None and not isinstance(department, str):
            self._refuse("dept")
        return Person(name, department, frozenset(key for key, held in person.items() if held and key not in NOT_ATTRIBUTES))

    def _read(self, field: str, kind: Any, otherwise: Any) -> Any:
        value = self.values.get(field, otherwise)
        if not isinstance(value, kind) or isinstance(value, bool):
            self._refuse(field)
        return value

    def _of(self, field: str, row: Any, key: str, kind: type) -> Any:
        value = row.get(key) if isinstance(row, Mapping) else None
        if not isinstance(value, kind) or isinstance(value, bool):
            self._refuse(field)
        return value

    def _ids(self, field: str, ids: Any) -> list[str]:
        if not isinstance(ids, list) or any(not isinstance(p, str) for p in ids):
            self._refuse(field)
        return [str(p) for p in ids]

    def _pairs(self, field: str) -> tuple[tuple[str, str], ...]:
        pairs = [self._ids(field, pair) for pair in self._read(field, list, [])]
        if any(len(pair) != 2 for pair in pairs):
            self._refuse(field)
        return tuple((a, b) for a, b in pairs)

    def _rounds(self, field: str, rounds: Any) -> Rounds:
        if not isinstance(rounds, list) or any(not isinstance(groups, list) for groups in rounds):
            self._refuse(field)
        return tuple(tuple(tuple(self._ids(field, group)) for group in groups) for groups in rounds)

    def _refuse(self, field: str) -> NoReturn:
        refuse("not_a_case", case=self.name, field=field)
