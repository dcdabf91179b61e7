"""On the day: people come late and stay away, are dragged and locked by hand, and somebody asks why the groups are as they are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mixing.rooms import CASES, counted, room
from verkstad.domain.values import replaced
from verkstad.mixing.cases import tasks_of
from verkstad.mixing.explain import Again, Lack, explain
from verkstad.mixing.replan import Changed, changes, locked, mended, remixed
from verkstad.mixing.score import Move, score, score_after
from verkstad.mixing.search import solve
from verkstad.mixing.task import Need, Person, Pin, Task

NEEDS = (Need("mandate"),)


def test_one_who_stays_away_moves_nobody_when_no_group_breaks() -> None:
    task = room(20, 5, 4, 4)
    told = solve(task, iterations=2_000).rounds
    after = mended(task, told, away={"p004": range(4)})
    plan = solve(after, iterations=3_000)
    assert changes(after, plan.rounds) == () and plan.score.changes == 0 and plan.score.hard == 0
    assert plan.rounds == tuple(tuple(tuple(p for p in group if p != "p004") for group in groups) for groups in told)


def test_a_group_that_breaks_takes_as_few_as_it_must() -> None:
    task = room(12, 3, 2, 3)
    told = solve(task, iterations=2_000).rounds
    gone = told[1][0][:2]  # a group of two beside groups of four
    after = mended(task, told, held=1, away=dict.fromkeys(gone, (0, 1)))
    plan = solve(after, iterations=3_000)
    moved = changes(after, plan.rounds)
    assert plan.rounds[0] == told[0] and plan.score.hard == 0
    assert len(moved) == plan.score.changes == plan.bound.changes == 1 and moved[0].round == 1 and moved[0].after == 0
    assert isinstance(moved[0], Changed) and moved[0].person in told[1][moved[0].before]


def test_a_group_that_loses_the_only_one_with_mandate_breaks_too() -> None:
    people = tuple(Person(f"p{i}", None, frozenset({"mandate"} if i < 4 else ())) for i in range(9))
    told = ((("p0", "p4", "p5"), ("p1", "p2", "p6"), ("p3", "p7", "p8")),)
    task = Task(people=people, groups=(3,), coverage=NEEDS)
    after = mended(task, told, away={"p0": (0,)})
    plan = solve(after, iterations=3_000)
    assert plan.score.coverage == 0 and {c.person for c in changes(after, plan.rounds)} & {"p1", "p2"}
    assert len(changes(after, plan.rounds)) <= 2


def test_a_late_arrival_gets_a_seat_and_rounds_held_stand() -> None:
    task = room(11, 3, 4, 3)
    told = solve(task, iterations=2_000).rounds
    after = mended(task, told, held=2, arrived=(Person("late", "d1"),))
    plan = solve(after, iterations=3_000)
    assert plan.rounds[:2] == told[:2] and changes(after, plan.rounds) == () and plan.score.hard == 0
    assert all(any("late" in group for group in groups) for groups in plan.rounds[2:])
    assert counted(after, plan.rounds)["hard"] == 0


def test_one_said_to_be_absent_who_comes_after_all_is_there_from_then_on() -> None:
    task = room(9, 3, 3, 3, absent=(frozenset({"p003"}),) * 3)
    told = solve(task, iterations=1_000).rounds
    after = mended(task, told, held=1, arrived=(task.people[3],))
    plan = solve(after, iterations=1_000)
    assert [sum("p003" in group for group in groups) for groups in plan.rounds] == [0, 1, 1]


def test_mixing_again_moves_more_and_repeats_less() -> None:
    task = room(16, 4, 4, 4)
    told = tuple(tuple(tuple(f"p{i:03}" for i in range(g, 16, 4)) for g in range(4)) for _ in range(4))
    kept = solve(mended(task, told, held=1), iterations=3_000)
    again = solve(remixed(task, told, held=1), iterations=30_000)
    assert kept.score.changes == 0 < again.score.changes
    assert again.score.repeats < kept.score.repeats
    assert again.score.wasted < again.score.repeats + kept.score.repeats


def test_people_locked_by_hand_stay() -> None:
    task = room(15, 5, 3, 3)
    told = solve(task, iterations=500).rounds
    pinned = locked(task, told, {"p000", "p007"}, over=(0, 2))
    assert len(pinned.pins) == 4 and locked(pinned, told, {"p000"}, over=(0,)).pins == pinned.pins
    plan = solve(pinned, seed=5, iterations=5_000)
    for r in (0, 2):
        for p in ("p000", "p007"):
            assert [p in group for group in plan.rounds[r]] == [p in group for group in told[r]]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.builds(Move, st.sampled_from([f"P{i:03}" for i in range(1, 48)]), st.integers(0, 4), st.integers(0, 7)), max_size=4))
def test_people_moved_by_hand_are_scored_as_a_recount_has_it(moves: list[Move]) -> None:
    task = tasks_of(CASES["c03_47_pairs"])["c03_47_pairs"]
    best = tuple(tuple(tuple(group) for group in groups) for groups in CASES["c03_47_pairs"]["best"]["rounds"])
    rounds, after = score_after(task, best, moves)
    assert after.key == tuple(counted(task, rounds).values())
    last = {(move.person, move.round): move.group for move in moves}
    assert all(p in rounds[r][g] for (p, r), g in last.items())


def test_each_group_is_explained() -> None:
    people = tuple(Person(f"p{i}", "ab"[i % 2], frozenset({"mandate"} if i == 0 else ())) for i in range(6))
    rounds = ((("p0", "p1", "p2"), ("p3", "p4", "p5")), (("p4", "p1", "p0"), ("p3", "p2", "p5")))
    task = Task(
        people=people,
        groups=(2, 2),
        coverage=NEEDS,
        previous=(rounds[0], rounds[0]),
        met=frozenset({("p5", "p4")}),
        together=(("p3", "p5"),),
    )
    told = explain(task, rounds)
    first, second = told.group(0, 0), told.group(1, 0)
    assert first.lacks == () and first.again == () and first.colleagues == (("p0", "p2"),) and first.came == ()
    assert told.group(0, 1).again == (Again("p4", "p5", (), True),)
    assert second.people == ("p0", "p1", "p4") and second.again == (Again("p0", "p1", (0,), False),) and second.came == ("p4",)
    assert told.group(1, 1).lacks == (Lack("mandate", 0, 1),) and told.group(1, 1).again == ()
    assert [s.held for s in told.shortfalls] == [1, 1]
    assert told.broken == () and score(task, rounds).hard == 0
    broken = explain(replaced(task, apart=(("p0", "p1"),), pins=(Pin("p2", 1, 0),)), rounds).broken
    assert [(b.kind, b.round) for b in broken] == [("apart", 0), ("apart", 1), ("pin", 1)]
