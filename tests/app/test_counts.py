"""How many come: one rule wherever people are counted, whatever is answered, noted at the door, or changed by a substitute."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad.app import agenda, group_plans, groupings, invitation, people, presence, printing, tracks, workshops
from verkstad.app.people import NewPerson
from verkstad.app.workbench import Bench
from verkstad.domain.errors import Missing
from verkstad.domain.grouping import Round
from verkstad.domain.workshop import Day, Participation, comes, seats

DAY = "2027-03-24"
HOW = st.tuples(st.sampled_from(("invited", "yes", "no")), st.sampled_from(("", "present", "absent")))


def room(bench: Bench, how: list[tuple[str, str]]) -> tuple[str, list[str]]:
    workshop = bench.do(workshops.new_workshop, "Första steget", date=DAY)
    new = [NewPerson(f"P{at}", "Ek", f"p{at}@example.invalid", food="vegan") for at in range(len(how))]
    ids = bench.do(people.import_people, new, workshop=workshop)
    rows = {p.person: p.id for p in bench.library.children(Participation, workshop)}
    parts = [rows[id] for id in ids]
    for part, (answer, attended) in zip(parts, how, strict=True):
        bench.do(people.note_answer, (part,), answer)
        if attended:
            bench.do(people.mark_present if attended == "present" else people.mark_absent, (part,))
    return workshop, parts


@settings(max_examples=25, deadline=None)
@given(how=st.lists(HOW, min_size=1, max_size=7), gives_up=st.lists(st.integers(0, 6), max_size=3), day_there=st.booleans())
def test_everybody_who_comes_is_counted_once_everywhere(how: list[tuple[str, str]], gives_up: list[int], day_there: bool) -> None:
    now = datetime(2027, 3, 24 if day_there else 2, 8, 0, tzinfo=UTC)
    with closing(Bench.in_memory(clock=lambda: now)) as bench:
        workshop, parts = room(bench, how)
        given_up = {at for at in gives_up if at < len(parts)}
        for n, at in enumerate(sorted(given_up)):
            bench.do(people.send_newcomer, parts[at], NewPerson(f"Ny{n}", "Ny"))
        rows = bench.library.children(Participation, workshop)
        come = [r for r in rows if comes(r)]
        assert {r.substitute_for for r in come if r.substitute_for} & {r.person for r in come} == set()
        assert len(seats(rows)) == len(parts)  # a substitute adds no seat
        here = [at for at, (answer, attended) in enumerate(how) if attended == "present" or (attended != "absent" and answer != "no")]
        wanted = len(set(here) | given_up)
        count = bench.ask(people.headcount, workshop)
        assert count.listed == count.yes + count.no + count.invited + count.absent == len(parts)
        assert count.yes + count.invited == wanted and count.present <= count.yes
        assert count.unmarked == sum(not r.attended for r in come)
        late = bench.ask(invitation.recipients, workshop, unanswered_only=True)
        assert len(late.addresses) + late.without == count.invited  # the reminder goes to those the list says have not answered
        assert dict(count.food).get("vegan", 0) == len(set(here) - given_up)  # the food of who stays away is not cooked
        line = bench.ask(workshops.workshop_line, workshop)
        assert line is not None and line.people == wanted
        assert [x.people for x in bench.ask(workshops.workshops)] == [wanted]
        assert len(printing.workshop_paper(bench.library, workshop).coming) == wanted
        grouping = bench.do(groupings.new_grouping, workshop)
        assert len(bench.ask(group_plans.grouping_view, grouping, today=DAY).there) == wanted
        on = bench.ask(tracks.on_tracks, workshop, bench.library.children(Day, workshop)[0].id)
        assert len(on.nowhere) == wanted


def two_days(bench: Bench) -> tuple[str, tuple[str, str], list[str]]:
    """A workshop of two days and three who come: (workshop, days, participations)."""
    workshop, parts = room(bench, [("yes", "")] * 3)
    bench.do(workshops.add_day, workshop)
    first, second = (d.id for d in bench.library.children(Day, workshop))
    return workshop, (first, second), parts


def test_the_table_on_paper_has_chairs_for_the_largest_group() -> None:
    with closing(Bench.in_memory(clock=lambda: datetime(2027, 3, 2, tzinfo=UTC))) as bench:
        workshop, _parts = room(bench, [("yes", "")] * 9)
        assert printing.people_at_a_table(bench.library, workshop) == 6
        grouping = bench.do(groupings.new_grouping, workshop)
        first = bench.library.children(Round, grouping)[0].id
        for at, row in enumerate(bench.library.children(Participation, workshop)):
            bench.do(groupings.move_to_group, first, (row.person,), at % 2)
        assert printing.people_at_a_table(bench.library, workshop) == 5


def test_who_comes_on_one_day_is_counted_on_that_day_alone() -> None:
    with closing(Bench.in_memory(clock=lambda: datetime(2027, 3, 2, tzinfo=UTC))) as bench:
        workshop, (first, second), parts = two_days(bench)
        assert bench.ask(people.headcount, workshop).days == ()  # every day is the same
        bench.do(people.present_on, parts[:1], second)
        count = bench.ask(people.headcount, workshop)
        assert [(d.day, d.coming, d.food) for d in count.days] == [(first, 2, (("vegan", 2),)), (second, 3, (("vegan", 3),))]
        assert count.yes == 3 and count.food == (("vegan", 3),)
        assert [len(bench.ask(tracks.on_tracks, workshop, day).nowhere) for day in (first, second)] == [2, 3]


def test_who_was_there_on_a_day_that_is_removed_is_there_every_day_until_that_is_undone() -> None:
    with closing(Bench.in_memory(clock=lambda: datetime(2027, 3, 2, tzinfo=UTC))) as bench:
        _workshop, (_first, second), parts = two_days(bench)
        bench.do(people.present_on, parts[:2], second, between=(None, 660))
        bench.do(workshops.remove_day, second)
        row = bench.library.need(Participation, parts[0])
        assert (row.present_on, row.present_until) == (None, 660)
        bench.undo()
        assert bench.library.need(Participation, parts[0]).present_on == second
        assert bench.library.need(Participation, parts[2]).present_on is None


def test_a_decision_maker_who_comes_another_day_is_away_from_the_block_and_its_groups() -> None:
    with closing(Bench.in_memory(clock=lambda: datetime(2027, 3, 2, tzinfo=UTC))) as bench:
        workshop, (first, second), parts = two_days(bench)
        block = bench.do(agenda.add_block, first, title="Vi väljer", minutes=60)
        bench.do(agenda.need_decider, block, True)
        bench.do(people.change_part, parts[:1], "decider")
        grouping = bench.do(groupings.new_grouping, workshop)
        bench.do(groupings.add_round, grouping, block=block)
        assert bench.ask(presence.nobody_decides, workshop) == ()
        bench.do(people.present_on, parts[:1], second)
        ((away,),) = (found.away for found in bench.ask(presence.nobody_decides, workshop))
        assert away.day == second
        assert [r.there for r in bench.ask(group_plans.grouping_view, grouping, today=DAY).rounds if r.slot][-1:] == [2]
        bench.do(people.present_on, parts[:1], first)
        assert bench.ask(presence.nobody_decides, workshop) == ()


def test_a_day_of_another_workshop_is_refused() -> None:
    with closing(Bench.in_memory(clock=lambda: datetime(2027, 3, 2, tzinfo=UTC))) as bench:
        _workshop, _days, parts = two_days(bench)
        other = bench.library.children(Day, bench.do(workshops.new_workshop, "En annan"))[0].id
        with pytest.raises(Missing):
            bench.do(people.present_on, parts[:1], other)


def test_at_the_door_the_figures_of_the_list_and_the_reminder_add_up_to_those_listed() -> None:
    with closing(Bench.in_memory(clock=lambda: datetime(2027, 3, 24, 8, tzinfo=UTC))) as bench:
        workshop, _parts = room(bench, [("invited", "present")] * 3 + [("invited", "absent")] + [("invited", "")] * 24)
        count = bench.ask(people.headcount, workshop)
        assert (count.listed, count.yes, count.no, count.invited, count.absent, count.present) == (28, 3, 0, 24, 1, 3)
        assert len(bench.ask(invitation.recipients, workshop, unanswered_only=True).addresses) == 24
        assert count.half_noted and count.unmarked == 24
        assert bench.do(people.mark_rest_present, workshop) == 24
        count = bench.ask(people.headcount, workshop)
        assert (count.yes, count.invited, count.absent, count.present) == (27, 0, 1, 27) and not count.half_noted
        bench.undo()
        assert bench.ask(people.headcount, workshop).present == 3
