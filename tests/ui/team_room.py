"""An initiative with modules, teams, mandates and positions, for the tests of the pages about teams and for their benchmark."""

from __future__ import annotations

from dataclasses import dataclass

from verkstad.app import initiatives, mandates, modules, people, teams
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench

GIVEN = ("Åsa", "Erik", "Maja", "Olof", "Karin", "Jonas", "Fatima", "Björn", "Linnéa", "Anders", "Sofia")
FAMILY = ("Bergström", "Åkesson", "Lindqvist", "Östman", "Öberg", "Hassan", "Nyström")
UNITS = ("Hemtjänsten", "Kontaktcenter", "Bygglov", "It-avdelningen")


@dataclass(frozen=True)
class Made:
    """The ids. `people` in the order they were written; `outsider` is in no team; `team` has the module, `other` has nothing."""

    initiative: str
    module: str
    team: str
    other: str
    people: tuple[str, ...]
    outsider: str


def fill(bench: Bench, *, people_count: int = 12, members: int = 3) -> Made:
    """The first `members` people are in the team. Everybody's unit is one of four; every fourth meets customers; the last is nowhere."""
    do = bench.do
    initiative = do(initiatives.new_initiative, "Svar samma dag")
    new = [
        NewPerson(
            GIVEN[n % 11], FAMILY[n % 7], unit=UNITS[n % 4], role="operations" if n % 5 == 3 else "employee", meets_customers=n % 4 == 1
        )
        for n in range(people_count)
    ]
    ids = do(people.import_people, new)
    units = {u.name: u.id for u in bench.ask(people.units)}
    do(people.set_competences, ids[0], "Klarspråk, statistik")
    do(people.set_time_aside, ids[:2], 40)
    do(people.confirm_time, ids[:1], "Enhetschefen")
    module = do(modules.add_module, initiative, "Svar direkt")
    do(modules.need_unit, module, units["Bygglov"])
    do(modules.need_unit, module, units["It-avdelningen"])
    do(modules.need_competence, module, "Klarspråk")
    do(modules.need_decision, module, "opening_hours", 2)
    team, other = do(teams.new_team, initiative, "Svarsteamet"), do(teams.new_team, initiative, "Telefonteamet")
    do(modules.give_to_team, module, team)
    do(teams.take_in, team, ids[:members])
    do(mandates.add_role_mandate, "operations", None, "fees", 2)
    return Made(initiative, module, team, other, tuple(ids), ids[-1])
