"""The sample is a municipality one could believe in, and goes away again with one undo."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from datetime import date, timedelta

import pytest

from verkstad.app.example import sample_workshops
from verkstad.app.people import headcount, invite, participants
from verkstad.app.sample import Sample, load_sample, remove_sample
from verkstad.app.workbench import Bench
from verkstad.app.workshops import attach_to_initiative, new_workshop, program
from verkstad.domain.actions import Action
from verkstad.domain.agenda import KINDS, AgendaBlock, without_break
from verkstad.domain.fields import Id
from verkstad.domain.grouping import Grouping, Round, Seat
from verkstad.domain.harvest import Capture, Cluster, Evaluation
from verkstad.domain.held import Held
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Identity, Person, Unit
from verkstad.domain.pilots import Measure, Measurement, Pilot
from verkstad.domain.schema import VALUES
from verkstad.domain.teams import Team
from verkstad.domain.workshop import Day, Participation, Track, Workshop

TODAY = "2027-03-24"


@pytest.fixture(params=["sv", "en"])
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def bench() -> Bench:
    return Bench.in_memory()


@pytest.fixture
def sample(bench: Bench, code: str) -> Sample:
    return load_sample(bench, code, TODAY)


def test_there_are_three_workshops_twenty_four_people_or_roles_and_six_units(bench: Bench, sample: Sample) -> None:
    library = bench.library
    assert (library.count(Workshop), library.count(Person), library.count(Unit)) == (3, 24, 6)
    assert library.count(Identity) == 20  # the others are roles without a name
    dates = [[d.date or "" for d in library.children(Day, w)] for w in (sample.held, sample.today, sample.coming)]
    assert dates == [["2027-03-17"], [TODAY], ["2027-04-13", "2027-04-14"]]
    assert library.need(Workshop, sample.held).diary_number == "KS 2027/0417"


@pytest.mark.parametrize("offset", range(7))
def test_whatever_day_it_is_the_held_one_is_past_and_the_coming_one_ahead(offset: int) -> None:
    bench = Bench.in_memory()
    today = date.fromisoformat(TODAY) + timedelta(days=offset)
    made = load_sample(bench, "sv", today.isoformat())
    days = {w: [date.fromisoformat(d.date or "") for d in bench.library.children(Day, w)] for w in (made.held, made.today, made.coming)}
    assert all(d < today and d.weekday() < 5 for d in days[made.held])
    assert days[made.today] == [today]
    first, second = days[made.coming]
    assert today < first < second
    assert first.weekday() < 5


def test_the_programs_hold_and_end_in_time_with_lunch_at_its_hour(bench: Bench, sample: Sample) -> None:
    for workshop in (sample.held, sample.today, sample.coming):
        for day in bench.ask(program, workshop).days:
            assert day.left is not None
            assert 0 <= day.left <= 30, (day.day.title, day.left)
            assert not [s for s in day.slots if s.overrun], day.day
            assert not [s.block.title for s in day.slots if s.gap > 15]
            assert without_break(day) == ()
            for slot in day.slots:
                block = slot.block
                assert block.type in KINDS
                assert block.title
                assert block.notes
                assert block.type == "break" or (block.purpose and block.instruction and block.lead)
    lunches = [b for b in bench.library.all(AgendaBlock) if b.fixed_start is not None]
    assert len(lunches) == 3


def test_todays_workshop_has_two_tracks_and_a_decider_who_is_there_when_needed(bench: Bench, sample: Sample) -> None:
    (day,) = bench.ask(program, sample.today).days
    assert len(day.tracks) == 2
    assert bench.library.count(Track) == 2
    by_track = {t.id: [s.block.method for s in day.slots if s.block.track == t.id] for t in day.tracks}
    assert len({tuple(methods) for methods in by_track.values()}) == 1
    needed = next(s for s in day.slots if s.block.needs_decider)
    decider = next(p for p in bench.ask(participants, sample.today) if p.participation.part == "decider").participation
    assert (decider.present_from or 0) <= needed.start
    assert (decider.present_until or 1440) >= needed.end


def test_the_held_workshop_has_attendance_a_substitute_results_and_actions(bench: Bench, sample: Sample) -> None:
    library = bench.library
    parts = library.children(Participation, sample.held)
    assert {p.attended for p in parts} == {"present", "absent"}
    assert [p for p in parts if p.substitute_for]
    assert sum(bool(b.documentation) for b in library.all(AgendaBlock)) >= 4
    actions = library.children(Action, sample.held)
    assert {a.status for a in actions} == {"open", "doing", "done", "dropped"}
    assert {a.bearing for a in actions} == {"opportunity", "requirement", "stop", "test"}
    assert [a for a in actions if a.status == "open" and (a.due or "") < TODAY]
    assert all(a.owner and a.due for a in actions)


def test_food_and_access_are_counted_without_naming_anybody(bench: Bench, sample: Sample) -> None:
    count = bench.ask(headcount, sample.today)
    assert len(count.food) >= 5
    assert len(count.access) == 2
    answers = [p.answer for p in bench.library.children(Participation, sample.coming)]
    assert set(answers) == {"yes", "no", "invited"}


def test_one_undo_takes_the_whole_sample_away(bench: Bench, sample: Sample) -> None:
    assert bench.undo_step is not None
    assert bench.undo_step.subject == "Ljungsala"
    bench.undo()
    assert all(bench.library.count(value) == 0 for value in VALUES)


def test_bringing_it_in_twice_adds_nothing(bench: Bench, sample: Sample, code: str) -> None:
    before = bench.library.last_seq()
    assert load_sample(bench, code, TODAY) == sample
    assert bench.library.last_seq() == before


def test_the_english_sample_is_in_english_and_the_swedish_in_swedish() -> None:
    words = {}
    for code in ("sv", "en"):
        bench = Bench.in_memory()
        load_sample(bench, code, TODAY)
        texts = [
            getattr(row, c.name) for v in VALUES for row in bench.library.all(v) for c in v.KIND.columns if c.shape in ("text", "prose")
        ]
        words[code] = " ".join(t for t in texts if t)
    assert re.search(r"\b(och|för|att|inte)\b", words["sv"])
    assert not re.search(r"\b(och|för|att|inte|som)\b", words["en"])
    assert not re.search(r"\b(the|and|with)\b", words["sv"])


def test_nothing_in_it_can_reach_a_real_person(bench: Bench, sample: Sample) -> None:
    for who in bench.library.all(Identity):
        assert who.email.endswith("@ljungsala.example")
        assert who.email.isascii()
        assert who.phone in ("", "070-174 06 05", "070-174 06 12")  # of the series kept free for film and fiction


def test_the_example_goes_away_in_one_step_and_leaves_what_is_ones_own(bench: Bench, code: str) -> None:
    mine = bench.do(new_workshop, "Min egen dag", date=TODAY)
    made = load_sample(bench, code, TODAY)
    assert bench.ask(sample_workshops) == (made.held, made.today, made.coming)
    invited = [p.person for p in bench.library.children(Participation, made.today)]
    guest = next(p for p in invited if p and bench.library.need(Person, p).unit)  # the example has some without a unit
    bench.do(invite, mine, (guest,))
    before = {value: bench.library.all(value) for value in VALUES}
    bench.do(remove_sample)
    assert [w.id for w in bench.library.all(Workshop)] == [mine]
    assert [p.id for p in bench.library.all(Person)] == [guest], "who takes part in something of one's own stays"
    assert [u.id for u in bench.library.all(Unit)] == [bench.library.need(Person, guest).unit]
    assert bench.ask(sample_workshops) == ()
    bench.undo()
    assert {value: bench.library.all(value) for value in VALUES} == before


def test_a_workshop_of_ones_own_with_the_name_of_an_example_is_no_example(bench: Bench) -> None:
    title = bench.library.need(Workshop, load_sample(bench, "sv", TODAY).today).title
    bench.undo()
    mine = bench.do(new_workshop, title, date=TODAY)
    assert bench.ask(sample_workshops) == ()
    bench.do(remove_sample)
    assert bench.library.get(Workshop, mine) is not None


def test_the_initiative_is_whole(bench: Bench, sample: Sample) -> None:
    library = bench.library
    of = {value: library.all(value) for value in (Decision, Goal, Module, Team, Pilot, Measure, Measurement)}
    assert {w.initiative for w in library.all(Workshop)} == {sample.initiative}
    assert len(of[Module]) == 8 and len([m for m in of[Module] if m.parent == sample.initiative]) == 3
    assert (len(of[Decision]), len(of[Goal]), len(of[Team]), len(of[Pilot])) == (2, 4, 2, 2)
    for pilot in of[Pilot]:
        for measure in library.children(Measure, pilot.id):
            days = sorted(m.on or "" for m in library.children(Measurement, measure.id))
            assert len(days) == len(set(days)) == 24
            assert len([d for d in days if d < (pilot.started or "")]) == 12
            assert days[-1] < TODAY


def test_bringing_it_twice_brings_it_once_and_names_the_same_initiative(bench: Bench, sample: Sample, code: str) -> None:
    assert load_sample(bench, code, TODAY) == sample
    assert len(bench.library.all(Initiative)) == 1


def test_the_initiative_stays_when_a_workshop_of_ones_own_hangs_on_it(bench: Bench, sample: Sample) -> None:
    mine = bench.do(new_workshop, "Min egen dag", date=TODAY)
    bench.do(attach_to_initiative, mine, sample.initiative)
    bench.do(remove_sample)
    assert [i.id for i in bench.library.all(Initiative)] == [sample.initiative]


def test_the_day_that_was_held_has_its_times_its_groups_its_notes_and_what_people_thought(bench: Bench, sample: Sample) -> None:
    library = bench.library
    day = library.children(Day, sample.held)[0]
    blocks = library.children(AgendaBlock, day.id)
    times = [library.children(Held, block.id)[0] for block in blocks]
    assert [(one.ended == other.started) for one, other in itertools.pairwise(times)] == [True] * (len(blocks) - 1)
    notes = library.children(Capture, sample.held)
    assert len(notes) == 13 and {note.settled for note in notes} == {"", "kept", "left"}
    assert len(library.children(Cluster, sample.held)) == 2 and len(library.children(Evaluation, sample.held)) == 11
    grouping = library.children(Grouping, sample.held)[0]
    met: Counter[frozenset[Id]] = Counter()
    for made in library.children(Round, grouping.id):
        tables: dict[int | None, list[Id]] = {}
        for seat in library.children(Seat, made.id):
            tables.setdefault(seat.group, []).append(seat.person or "")
        assert {len(people) for people in tables.values()} <= {3, 4}
        met.update(frozenset(pair) for people in tables.values() for pair in itertools.combinations(people, 2))
    assert len(library.children(Round, grouping.id)) == 2 and max(met.values()) == 1
