"""The groups of a workshop: what is asked of the engine, how they stand, and what happens when somebody stays away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from verkstad.app import agenda, group_plans, groupings, initiatives, people, workshops
from verkstad.app.group_plans import GroupingView, asked, groups_of
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.errors import Failure, Refused
from verkstad.domain.grouping import Grouping, GroupRule, Round, Seat
from verkstad.domain.held import Held
from verkstad.domain.workshop import Day, Participation
from verkstad.mixing.search import Search
from verkstad.storage.writing import Transaction

NOW = datetime(2027, 3, 24, 6, 0, tzinfo=UTC)
TODAY = "2027-03-24"


class Hall:
    """A workshop of so many people from three units, with a group block a round."""

    def __init__(self, count: int = 12, rounds: int = 3, *, size: int = 4, initiative: str | None = None, date: str = TODAY) -> None:
        self.bench = Bench.in_memory(clock=lambda: NOW)
        self.fill(count, rounds, size, initiative, date)

    def fill(self, count: int, rounds: int, size: int, initiative: str | None, date: str) -> None:
        do = self.bench.do
        self.workshop = do(workshops.new_workshop, "Första steget", date=date, initiative=initiative)
        day = self.bench.library.children(Day, self.workshop)[0].id
        for at in range(rounds):
            do(agenda.add_block, day, title=f"Pass {at + 1}", minutes=60, type="group")
        self.blocks = [b.id for b in self.bench.library.children(AgendaBlock, day)]
        new = [NewPerson(f"P{at}", "Ek", f"p{at}@example.invalid", "", ("Hemtjänsten", "Bygglov", "IT")[at % 3]) for at in range(count)]
        self.people = do(people.import_people, new, workshop=self.workshop)
        self.grouping = do(groupings.new_grouping, self.workshop, size=size, blocks=self.blocks)

    @property
    def view(self) -> GroupingView:
        return self.bench.ask(group_plans.grouping_view, self.grouping, today=TODAY)

    @property
    def rounds(self) -> list[str]:
        return [r.id for r in self.bench.library.children(Round, self.grouping)]

    def mix(self, way: Any = "anew", iterations: int = 3_000) -> None:
        wish = self.bench.ask(asked, self.grouping, today=TODAY, way=way)
        search = Search(wish.task, wish.seed)
        search.go(iterations)
        plan = search.plan
        self.bench.do(
            groupings.take_plan, self.grouping, wish.placed(plan), seed=plan.seed, iterations=plan.iterations, engine=str(plan.engine)
        )

    def part(self, at: int) -> str:
        rows = {p.person: p.id for p in self.bench.library.children(Participation, self.workshop)}
        return rows[self.people[at]]

    def where(self, round: int, at: int) -> int | None:
        seat = next((s for s in self.bench.library.children(Seat, self.rounds[round]) if s.person == self.people[at]), None)
        return seat.group if seat else None

    def close(self) -> None:
        self.bench.close()


@pytest.fixture
def hall() -> Any:
    made = Hall()
    yield made
    made.close()


def places(view: GroupingView) -> list[list[tuple[str, ...]]]:
    return [[g.people for g in r.groups] for r in view.rounds]


def test_everybody_who_comes_gets_one_seat_a_round_in_groups_of_the_size_asked_for(hall: Hall) -> None:
    hall.mix()
    view = hall.view
    for line in view.rounds:
        assert sorted(p for g in line.groups for p in g.people) == sorted(hall.people)
        assert {len(g.people) for g in line.groups} == {4}
    assert view.score is not None and view.score.hard == 0
    assert view.grouping.seed == 1 and view.grouping.iterations and view.grouping.engine


def test_a_plan_is_one_step_and_undo_takes_back_every_seat(hall: Hall) -> None:
    before = hall.bench.library.shown()
    hall.mix()
    assert hall.view.mixed
    hall.bench.undo()
    assert hall.bench.library.shown() == before
    assert not hall.view.mixed


@pytest.mark.parametrize(("people", "size", "groups"), [(28, 5, 6), (12, 4, 3), (12, 5, 2), (3, 5, 1), (0, 5, 1), (7, 3, 2), (6, 1, 6)])
def test_the_number_of_groups_comes_closest_to_the_size(people: int, size: int, groups: int) -> None:
    assert groups_of(people, size) == groups


def test_who_said_no_is_noted_absent_or_leads_is_not_mixed(hall: Hall) -> None:
    hall.bench.do(people.note_answer, (hall.part(0),), "no")
    hall.bench.do(people.mark_absent, (hall.part(1),))
    hall.bench.do(people.change_part, (hall.part(2),), "lead")
    hall.mix()
    seated = {p for line in hall.view.rounds for g in line.groups for p in g.people}
    assert seated == set(hall.people[3:])


def test_who_leaves_before_a_block_has_no_seat_in_its_round(hall: Hall) -> None:
    hall.bench.do(people.present_between, hall.part(0), None, 10 * 60 + 20)  # blocks at 9, 10 and 11
    hall.mix()
    assert [hall.where(r, 0) is not None for r in range(3)] == [True, False, False]


def test_what_every_group_needs_is_met_or_told_where_it_cannot_be(hall: Hall) -> None:
    hall.bench.do(people.change_part, (hall.part(0), hall.part(4)), "decider")
    hall.bench.do(groupings.need_in_every_group, hall.grouping, "decider")
    hall.mix()
    view = hall.view
    assert {(s.held, s.groups) for _round, s in view.shortfalls} == {(2, 3)}
    for line in view.rounds:
        lacking = [g for g in line.groups if g.lacks]
        assert len(lacking) == 1 and lacking[0].lacks[0].attribute == "decider"


def test_rules_are_kept_and_a_pair_has_one_rule(hall: Hall) -> None:
    one, two, three, four = hall.people[:4]
    hall.bench.do(groupings.keep_together, hall.grouping, one, two)
    hall.bench.do(groupings.keep_apart, hall.grouping, two, one)
    assert [r.form for r in hall.bench.library.children(GroupRule, hall.grouping)] == ["apart"]
    hall.bench.do(groupings.keep_together, hall.grouping, three, four)
    hall.bench.do(groupings.pin_to_table, hall.grouping, hall.people[5], 2)
    hall.mix()
    for r in range(3):
        assert hall.where(r, 0) != hall.where(r, 1)
        assert hall.where(r, 2) == hall.where(r, 3)
        assert hall.where(r, 5) == 2


def test_what_cannot_be_is_refused_with_who_and_how_many(hall: Hall) -> None:
    for other in hall.people[1:5]:
        hall.bench.do(groupings.keep_together, hall.grouping, hall.people[0], other)
    with pytest.raises(Refused) as refused:
        hall.bench.ask(asked, hall.grouping, today=TODAY)
    assert refused.value.reason == "together_too_many"
    assert (refused.value.facts["found"], refused.value.facts["limit"]) == (5, 4)


def test_too_few_people_are_refused_in_words() -> None:
    hall = Hall(1)
    with pytest.raises(Refused) as refused:
        hall.bench.ask(asked, hall.grouping, today=TODAY)
    assert refused.value.reason == "too_few_to_mix"
    hall.close()


def test_a_person_moved_by_hand_is_locked_there_and_the_score_follows(hall: Hall) -> None:
    hall.mix()
    before = hall.view.score
    was = hall.where(0, 0)
    assert was is not None
    to = (was + 1) % 3
    hall.bench.do(groupings.move_to_group, hall.rounds[0], (hall.people[0],), to)
    view = hall.view
    assert hall.people[0] in view.rounds[0].groups[to].locked
    assert view.score != before and view.score is not None and view.score.hard == 1  # a group of three beside one of five
    hall.mix()
    assert hall.where(0, 0) == to
    hall.bench.undo()
    hall.bench.undo()
    assert hall.where(0, 0) == was and hall.view.score == before


def test_two_change_places_without_a_group_growing(hall: Hall) -> None:
    hall.mix()
    other = next(at for at in range(1, 12) if hall.where(0, at) != hall.where(0, 0))
    one, two = hall.where(0, 0), hall.where(0, other)
    hall.bench.do(groupings.change_places, hall.rounds[0], hall.people[0], hall.people[other])
    assert (hall.where(0, 0), hall.where(0, other)) == (two, one)
    assert {len(g.people) for g in hall.view.rounds[0].groups} == {4}


def test_nobody_moves_when_one_stays_away_and_no_group_breaks(hall: Hall) -> None:
    hall.mix()
    before = places(hall.view)
    hall.bench.do(people.mark_absent, (hall.part(0),))
    view = hall.view
    assert places(view) == [[tuple(p for p in g if p != hall.people[0]) for g in r] for r in before]
    assert view.broken == ()
    assert all(any(hall.people[0] in g.away for g in r.groups) for r in view.rounds)


def test_a_group_two_too_small_or_without_what_it_had_is_told_as_broken(hall: Hall) -> None:
    hall.bench.do(people.change_part, (hall.part(0), hall.part(1), hall.part(2)), "decider")
    hall.bench.do(groupings.need_in_every_group, hall.grouping, "decider")
    hall.mix()
    hall.bench.do(people.mark_absent, (hall.part(0),))
    broken = hall.view.broken
    assert len(broken) == 3 and {b.lacks for b in broken} == {("decider",)} and {b.few for b in broken} == {0}
    mate = next(p for p in hall.view.rounds[0].groups[hall.where(0, 0) or 0].people)
    hall.bench.do(people.mark_absent, (hall.part(hall.people.index(mate)),))
    worst = next(b for b in hall.view.broken if b.round == hall.rounds[0])
    assert worst.few == 2 and set(worst.away) == {hall.people[0], mate}


def test_mixing_the_rest_leaves_held_rounds_and_moving_few_moves_fewer() -> None:
    hall = Hall(16, 3)
    hall.mix()
    hall.bench.do(groupings.hold_round, hall.rounds[0])
    held = places(hall.view)[0]
    gone = [hall.people.index(p) for p in hall.view.rounds[1].groups[0].people[:2]]
    hall.bench.do(people.mark_absent, tuple(hall.part(at) for at in gone))
    before = {(r, at): hall.where(r, at) for r in (1, 2) for at in range(16) if at not in gone}
    hall.mix("mend")
    assert places(hall.view)[0] == held
    moved = [key for key, group in before.items() if hall.where(*key) != group]
    assert 1 <= len(moved) <= 3
    assert {len(g.people) for r in hall.view.rounds[1:] for g in r.groups} <= {3, 4}
    with pytest.raises(Refused):
        hall.bench.do(groupings.move_to_group, hall.rounds[0], (hall.people[3],), 1)
    hall.close()


def test_a_late_comer_is_told_to_have_no_group_and_gets_one(hall: Hall) -> None:
    hall.mix()
    late = hall.bench.do(people.import_people, (NewPerson("Sen", "Ek"),), workshop=hall.workshop)[0]
    assert all(r.unseated == (late,) for r in hall.view.rounds)
    hall.mix("mend")
    assert all(r.unseated == () for r in hall.view.rounds)


def test_a_substitute_takes_seat_group_and_table_in_one_step(hall: Hall) -> None:
    hall.bench.do(groupings.pin_to_table, hall.grouping, hall.people[0], 1)
    hall.mix()
    hall.bench.do(groupings.hold_round, hall.rounds[0])
    step = hall.bench.undo_step
    new = hall.bench.do(people.add_person, NewPerson("Vik", "Arie"))
    hall.bench.do(people.substitute, hall.part(0), new)
    view = hall.view
    assert [any(new in g.people and g.number == 1 for g in r.groups) for r in view.rounds] == [False, True, True]
    assert hall.people[0] in view.rounds[0].groups[1].people  # what was held stays as it was
    assert [r.person for r in view.rules] == [new]
    hall.bench.undo()
    assert [hall.where(r, 0) for r in range(3)] == [1, 1, 1]
    hall.bench.undo()
    assert hall.bench.undo_step == step


def test_who_met_in_an_earlier_workshop_of_the_initiative_counts_when_it_is_wanted() -> None:
    hall = Hall(8, 1)
    do = hall.bench.do
    initiative = do(initiatives.new_initiative, "Svar samma dag")
    do(workshops.attach_to_initiative, hall.workshop, initiative)
    hall.mix()
    first = places(hall.view)[0]
    earlier = hall.people
    later = do(workshops.new_workshop, "Andra steget", date="2027-05-01", initiative=initiative)
    do(people.invite, later, earlier)
    hall.workshop, hall.grouping = later, do(groupings.new_grouping, later, size=4)
    hall.mix()
    assert hall.view.score is not None and hall.view.score.repeats == 0
    do(groupings.remember_earlier_meetings, hall.grouping, True)
    hall.mix()
    view = hall.view
    pairs = sum(len(set(a) & set(g.people)) > 1 for a in first for g in view.rounds[0].groups)
    assert pairs == 4 and view.score is not None and view.score.repeats == 4  # two of each old group in each new: the least there can be
    hall.close()


def test_erasing_a_person_erases_her_seats_and_rules_too(hall: Hall) -> None:
    hall.bench.do(groupings.keep_apart, hall.grouping, hall.people[1], hall.people[0])
    hall.mix()
    hall.bench.do(people.erase_person, hall.people[0])
    assert hall.people[0] not in {s.person for s in hall.bench.library.all(Seat)}
    said = [v for _kind, _row, v in hall.bench.library.db.execute("select kind,row,vals from change where kind in ('seat','group_rule')")]
    assert not [v for v in said if hall.people[0] in v]


def test_a_session_without_participants_carries_the_groups_but_nobody_in_them(hall: Hall) -> None:
    hall.mix()
    bundle = hall.bench.give_out([hall.workshop], without_participants=True)
    kinds = {c.kind for c in bundle.changes}
    assert {"grouping", "round"} <= kinds and not kinds & {"seat", "group_rule", "participation"}


def test_the_last_round_stays_and_a_block_of_another_workshop_is_refused(hall: Hall) -> None:
    for round in hall.rounds[1:]:
        hall.bench.do(groupings.remove_round, round)
    with pytest.raises(Failure):
        hall.bench.do(groupings.remove_round, hall.rounds[0])
    other = hall.bench.do(workshops.new_workshop, "En annan")
    block = hall.bench.do(agenda.add_block, hall.bench.library.children(Day, other)[0].id, title="Pass")
    with pytest.raises(Failure):
        hall.bench.do(groupings.meet_in, hall.rounds[0], block)
    hall.bench.do(groupings.remove_grouping, hall.grouping)
    assert hall.bench.library.get(Grouping, hall.grouping) is None


def test_two_entries_joined_as_one_sit_once(hall: Hall) -> None:
    hall.mix()
    outsider = hall.bench.do(people.add_person, NewPerson("Pia", "Ek"))
    hall.bench.do(people.join_persons, hall.people[0], outsider)
    for line in hall.view.rounds:
        seated = [p for g in line.groups for p in g.people]
        assert outsider in seated and hall.people[0] not in seated and len(seated) == 12


def test_a_view_of_a_large_room_names_everybody_once_a_round() -> None:
    hall = Hall(60, 6, size=5)
    hall.mix(iterations=200)
    assert [sum(len(g.people) for g in r.groups) for r in hall.view.rounds] == [60] * 6
    hall.close()


def test_the_paper_of_a_workshop_carries_its_groups_without_those_who_are_away(hall: Hall) -> None:
    from verkstad.app.printing import PrintWish, print_job

    hall.bench.do(groupings.name_tables, hall.grouping, "Asken\n\nBjörken")
    hall.mix()
    hall.bench.do(people.mark_absent, (hall.part(0),))
    job = print_job(hall.bench.library, hall.workshop, PrintWish(sheets=("groups",)), today=TODAY)
    paper = job.workshop.groupings[0]
    assert paper.tables == ("Asken", "", "Björken")
    assert [(r.block, r.start) for r in paper.rounds] == [("Pass 1", 540), ("Pass 2", 600), ("Pass 3", 660)]
    assert all({p for g in r.groups for p in g.people} == set(hall.people[1:]) for r in paper.rounds)


def test_a_round_whose_block_has_begun_is_not_mixed_again_and_a_late_comer_is_told() -> None:
    hall = Hall(16, 2)
    hall.mix()
    moment = "2027-03-24T08:05:00Z"
    with_times = Held(id=hall.bench.library.derived_id("held", hall.blocks[0]), parent=hall.blocks[0], started=moment, planned=60)
    _put(hall.bench, with_times)
    before = places(hall.view)[0]
    late = hall.bench.do(people.import_people, (NewPerson("Sen", "Ek"),), workshop=hall.workshop)[0]
    assert [r.unseated for r in hall.view.rounds] == [(late,), (late,)]
    assert [r.begun for r in hall.view.rounds] == ["begun", ""]
    hall.mix("rest")
    assert places(hall.view)[0] == before and hall.view.rounds[1].unseated == ()
    _put(hall.bench, with_times.with_(ended="2027-03-24T09:05:00Z", how="held"))
    assert hall.view.rounds[0].over and hall.view.rounds[0].unseated == ()
    hall.close()


def test_holding_a_round_leaves_the_seats_of_those_who_were_absent(hall: Hall) -> None:
    hall.mix()
    hall.bench.do(people.mark_absent, (hall.part(0),))
    hall.bench.do(groupings.hold_round, hall.rounds[0])
    assert hall.where(0, 0) is None and hall.where(1, 0) is not None
    hall.bench.undo()
    assert hall.where(0, 0) is not None


def test_a_round_not_mixed_yet_and_people_without_a_seat_leave_the_score_as_it_was(hall: Hall) -> None:
    hall.bench.do(groupings.choose_wish, hall.grouping, "new")
    hall.mix()
    one = next(p for p in range(12) if p != 0 and hall.people[p] not in hall.view.rounds[0].groups[hall.where(0, 0) or 0].people)
    hall.bench.do(groupings.move_to_group, hall.rounds[0], (hall.people[one],), hall.where(0, 0) or 0)
    before = hall.view.score
    assert before is not None
    hall.bench.do(groupings.add_round, hall.grouping)
    hall.bench.do(people.import_people, (NewPerson("Sen", "Ek", unit="IT"),), workshop=hall.workshop)
    after = hall.view.score
    assert after is not None
    assert (after.spread, after.repeats, after.hard) == (before.spread, before.repeats, before.hard)


def _put(bench: Bench, row: Held) -> None:
    """What the running day writes."""
    with bench._writing("test"):
        Transaction(bench.library).put(row)
