"""Teams in a library: the board against the pool, what a joined entry counts as, what goes with a team that is removed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from verkstad.app import initiatives, mandates, modules, people, teams
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Refused
from verkstad.domain.mandates import Mandate
from verkstad.domain.modules import Module
from verkstad.domain.people import Person
from verkstad.domain.teams import Lacks, MayNotDecide, Member, NoTime, PromisedTooMuch, Wish
from verkstad.i18n import language

TODAY = "2027-03-24"


class Place:
    """An initiative with a module that needs a unit, plain language and a decision, a team for it, and four people."""

    def __init__(self) -> None:
        self.bench = Bench.in_memory(clock=lambda: datetime(2027, 3, 24, 8, 0, tzinfo=UTC))
        do = self.do = self.bench.do
        self.initiative = do(initiatives.new_initiative, "Svar samma dag")
        self.people = do(
            people.import_people,
            [
                NewPerson("Åsa", "Ek", unit="Hemtjänsten", meets_customers=True), NewPerson("Bo", "Lind", unit="Kontaktcenter", role="operations"),
                NewPerson("Cia", "Berg", unit="Kontaktcenter"), NewPerson(position="It-strateg", unit="It"),
            ],
        )  # fmt: skip
        self.home = self.bench.library.need(Person, self.people[0]).unit or ""
        self.module = do(modules.add_module, self.initiative, "Svar direkt")
        do(modules.need_unit, self.module, self.home)
        do(modules.need_competence, self.module, "Klarspråk", weight=2)
        do(modules.need_decision, self.module, "opening_hours", 2)
        self.team = do(teams.new_team, self.initiative, "Svarsteamet")
        do(modules.give_to_team, self.module, self.team)

    def line(self) -> teams.TeamLine:
        return self.board().teams[0]

    def board(self) -> teams.Board:
        everybody = self.bench.ask(teams.pool, TODAY)
        return self.bench.ask(teams.board, self.initiative, everybody)  # type: ignore[no-any-return]


@pytest.fixture
def place() -> Place:
    return Place()


def test_the_board_says_what_the_modules_of_a_team_ask_and_it_lacks(place: Place) -> None:
    place.do(teams.take_in, place.team, place.people[1:3])
    line = place.line()
    lacking = [f.wish for f in line.facts if isinstance(f, Lacks)]
    assert lacking == [Wish("competence", "Klarspråk", 2), Wish("unit", place.home, 1)]
    assert [f.decision.decision_type for f in line.facts if isinstance(f, MayNotDecide)] == ["opening_hours"]
    assert [x.who.person.name for x in line.members] == ["Bo Lind", "Cia Berg"]
    place.do(teams.take_in, place.team, place.people[:1])
    place.do(people.set_competences, place.people[0], "klarspråk, Statistik")
    place.do(mandates.add_role_mandate, "operations", None, "opening_hours", 2)
    line = place.line()
    assert not [f for f in line.facts if isinstance(f, Lacks | MayNotDecide)]
    assert line.look.coverage.share == 1.0


def test_a_part_of_a_part_is_among_the_modules_and_what_is_introduced_asks_nothing(place: Place) -> None:
    part = place.do(modules.add_module, place.module, "En skola")
    deep = place.do(modules.add_module, part, "En klass")
    place.do(modules.give_to_team, deep, place.team)
    assert [m.title for m in place.board().modules] == ["Svar direkt", "En skola", "En klass"]
    place.do(modules.set_status, (place.module,), "introduced")
    assert place.line().asked.wishes == ()
    assert {m.title for m in place.line().modules} == {"Svar direkt", "En klass"}


def test_an_entry_joined_with_another_counts_as_that_one(place: Place) -> None:
    double = place.do(people.add_person, NewPerson("Åsa", "Ek"))
    place.do(mandates.add_mandate, double, "opening_hours", 3)
    place.do(people.join_persons, double, place.people[0])
    place.do(teams.take_in, place.team, (double,))
    line = place.line()
    assert [x.who.id for x in line.members] == [place.people[0]]
    assert line.look.mandate.total == 0
    assert double not in place.bench.ask(teams.pool, TODAY).lines


def test_a_person_is_taken_into_a_team_once_and_moved_with_what_was_said(place: Place) -> None:
    first = place.do(teams.take_in, place.team, (place.people[0],))
    assert place.do(teams.take_in, place.team, (place.people[0],)) == first
    place.do(teams.say_part, first[0], "Testar")
    place.do(teams.give_time, first[0], 30)
    other = place.do(teams.new_team, place.initiative, "Telefonen")
    moved = place.do(teams.move_to_team, first, other)
    row = place.bench.library.need(Member, moved[0])
    assert (row.parent, row.part, row.percent) == (other, "Testar", 30)
    assert place.bench.library.children(Member, place.team) == ()
    place.bench.undo()
    assert [m.id for m in place.bench.library.children(Member, place.team)] == list(first)
    assert place.bench.library.children(Member, other) == ()


def test_a_proposed_team_is_one_step_and_keeps_who_was_in_it(place: Place) -> None:
    kept = place.do(teams.take_in, place.team, place.people[:2])
    place.do(teams.say_part, kept[0], "Testar")
    place.do(teams.compose, place.team, (place.people[0], place.people[3]))
    assert [(m.person, m.part) for m in place.bench.library.children(Member, place.team)] == [
        (place.people[0], "Testar"),
        (place.people[3], ""),
    ]
    place.bench.undo()
    assert [m.person for m in place.bench.library.children(Member, place.team)] == list(place.people[:2])


def test_proposals_come_with_what_each_lacks(place: Place) -> None:
    everybody = place.bench.ask(teams.pool, TODAY)
    board = place.board()
    found = teams.proposals(board.teams[0], everybody, board.teams_of, lambda line: line.id)
    assert found and all(place.people[0] in p.members for p in found[:1])
    assert all(any(isinstance(f, Lacks) for f in p.look.facts) for p in found)


def test_removing_a_team_leaves_its_modules_and_removing_a_person_leaves_no_seat(place: Place) -> None:
    place.do(teams.take_in, place.team, place.people[:2])
    place.do(people.remove_people, (place.people[0],))
    assert len(place.line().members) == 1
    place.do(teams.remove_team, place.team)
    assert place.bench.library.need(Module, place.module).team is None
    assert place.bench.library.all(Member) == ()


def test_time_is_of_the_person_and_a_changed_share_is_no_longer_confirmed(place: Place) -> None:
    place.do(teams.take_in, place.team, place.people[:2])
    place.do(people.set_time_aside, place.people[:2], 40)
    place.do(people.confirm_time, place.people[:1], "Chefen")
    assert (place.line().look.time.percent, place.line().look.time.unconfirmed) == (40, (place.people[1],))
    place.do(people.set_time_aside, place.people[:1], 50)
    assert place.line().look.time.percent == 0
    assert not any(isinstance(f, NoTime) for f in place.line().facts)
    other = place.do(teams.new_team, place.initiative, "Telefonen")
    place.do(teams.take_in, other, place.people[:1])
    assert PromisedTooMuch(place.people[0], 100, 50) in place.line().facts


@pytest.mark.parametrize("percent", [-1, 101])
def test_time_is_a_percent(place: Place, percent: int) -> None:
    with pytest.raises(Refused):
        place.do(people.set_time_aside, place.people[:1], percent)
    member = place.do(teams.take_in, place.team, place.people[:1])[0]
    with pytest.raises(Refused):
        place.do(teams.give_time, member, percent)


def test_the_register_says_what_a_mandate_is_worth_today(place: Place) -> None:
    first = place.do(mandates.add_mandate, place.people[0], "purchase", 2, limit=" 5 000  kr ")
    place.do(mandates.valid_until, first, "2027-03-23")
    place.do(mandates.add_role_mandate, "operations", place.home, "opening_hours", 3)
    old, role = place.bench.ask(mandates.register, TODAY)
    assert (old.person and old.person.name, old.holds, old.expired, old.mandate.limit) == ("Åsa Ek", 0, True, "5 000 kr")
    assert (role.person, role.role, role.unit_name, role.holds, role.expired) == (None, "operations", "Hemtjänsten", 3, False)
    with pytest.raises(Refused):
        place.do(mandates.change_level, first, 4)


def test_types_of_decisions_of_ones_own_stand_after_the_shipped(place: Place) -> None:
    own = place.do(mandates.add_decision_type, "Ändra mallen", customer_facing=True)
    lines = place.bench.ask(mandates.decision_types, language("sv"))
    assert lines[-1].id == own and lines[-1].own and not lines[0].own
    assert own in place.bench.ask(mandates.customer_facing) and "opening_hours" in place.bench.ask(mandates.customer_facing)
    assert "staffing" not in place.bench.ask(mandates.customer_facing)
    assert place.bench.ask(mandates.decision_name, "opening_hours", language("sv")) == "Ändra öppettider och telefontider"
    assert place.bench.ask(mandates.decision_name, "of-a-newer-program", language("sv")) == "Okänd beslutstyp"


def test_each_rater_places_a_position_once_and_those_nobody_placed_come_last(place: Place) -> None:
    place.do(people.give_role, place.people[2:3], "employee")
    for rater, insight in (("Bord 1", 3), ("Bord 2", 0), ("Bord 1", 2)):
        place.do(mandates.place_position, place.initiative, "operations", None, insight=insight, mandate=3, rater=rater)
    placed, loose = place.bench.ask(mandates.position_lines, place.initiative)
    assert (placed.position.insight, placed.position.insight_apart, placed.position.discuss, placed.people) == (0, 2, True, 1)
    assert (loose.position.role, loose.unit_name, loose.position.quadrant, loose.people) == ("employee", "Kontaktcenter", None, 1)
    place.do(mandates.take_position_off, place.initiative, "operations", None)
    assert [x.position.raters for x in place.bench.ask(mandates.position_lines, place.initiative)] == [0, 0]


def test_the_mandates_of_somebody_who_is_erased_are_erased(place: Place) -> None:
    made = place.do(mandates.add_mandate, place.people[0], "purchase", 2, limit="hos Åsa Ek")
    place.do(people.erase_person, place.people[0])
    row = place.bench.library.get(Mandate, made)
    assert row is None or not row.limit
    assert "Åsa" not in "".join(str(c.value) for c in place.bench.library.changes())
