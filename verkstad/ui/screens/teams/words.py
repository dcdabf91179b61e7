"""What people, units, roles and decisions are called on these pages, and how somebody travels from one list to another."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from verkstad.app import mandates
from verkstad.app.catalogue import catalogue
from verkstad.app.people import called, role_name, units
from verkstad.app.teams import Pool, PoolLine
from verkstad.domain.mandates import DecisionType
from verkstad.ui.desk import Desk
from verkstad.wording_teams import Called

MIME = "application/x-verkstad-team"


def names_of(desk: Desk, everybody: Pool) -> Called:
    """What things are called now: made anew when the pool is."""
    language, library = desk.language, desk.bench.library
    unit_names = {u.id: u.name for u in desk.bench.ask(units)}

    def person(id: str) -> str:
        line = everybody.of(id)
        return called(line.person, language, names=desk.settings.names) if line else language.gettext("Somebody")

    def role(role: str) -> str:
        return mandates.role_word(library, role, language)

    def decision(type: str) -> tuple[str, bool]:
        """The shipped types are words for doing it."""
        return mandates.decision_name(library, type, language), catalogue().decision_type(type) is not None

    return Called(person, lambda id: unit_names.get(id, language.gettext("a unit that is gone")), role, decision)


def decision_choices(desk: Desk) -> list[tuple[str, str]]:
    return [(t.id, t.name) for t in desk.bench.ask(mandates.decision_types, desk.language)]


def own_types(desk: Desk) -> tuple[DecisionType, ...]:
    return desk.bench.library.all(DecisionType)


def who(line: PoolLine, desk: Desk) -> str:
    return called(line.person, desk.language, names=desk.settings.names)


def second_line(line: PoolLine, desk: Desk) -> str:
    """Unit and what she is, as a list shows it below the name."""
    first, role = who(line, desk), line.person.position or role_name(line.person, desk.language)
    return " · ".join(x for x in (line.person.unit_name, role) if x and x != first)


@dataclass(frozen=True)
class Carried:
    """People on their way: from the pool (`people`), or members of a team on their way out of it."""

    people: tuple[str, ...]
    members: tuple[str, ...] = ()
    team: str = ""

    def packed(self) -> QMimeData:
        made = QMimeData()
        made.setData(MIME, json.dumps([self.people, self.members, self.team]).encode())
        return made

    @staticmethod
    def of(data: QMimeData) -> Carried | None:
        if not data.hasFormat(MIME):
            return None
        people, members, team = json.loads(bytes(data.data(MIME).data()))
        return Carried(tuple(people), tuple(members), team)


def ids(lines: Sequence[PoolLine]) -> tuple[str, ...]:
    return tuple(x.id for x in lines)
