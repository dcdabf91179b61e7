"""The search keeps what it promises: valid plans, costs as a recount has them, never worse, the same again, the same under other names."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.mixing.rooms import CASES, counted, room, tasks
from verkstad.domain.values import replaced
from verkstad.mixing import tables as tables_of_search
from verkstad.mixing.cases import tasks_of
from verkstad.mixing.numbered import Numbered
from verkstad.mixing.score import score
from verkstad.mixing.search import Search, improve, solve
from verkstad.mixing.seating import seat
from verkstad.mixing.tables import Tables
from verkstad.mixing.task import Impossible, Person, Pin, Task, ordered, validate

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def searched(task: Task, seed: int = 1) -> Search:
    """A search, or the example is one that cannot be met."""
    try:
        return Search(task, seed)
    except Impossible:
        assume(False)
        raise


@quick
@given(tasks(), st.integers(0, 1_000), st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)), max_size=12))
def test_the_cost_kept_move_by_move_is_the_cost_of_a_recount(task: Task, seed: int, picks: list[tuple[int, int, int]]) -> None:
    try:
        world = Numbered(task)
        tables = Tables(world)
        for r in world.open:
            tables.put_round(r, seat(world, r, {}, tables.add, Random(seed)))
    except Impossible:
        assume(False)
        raise
    for i, j, k in picks:
        if not world.open:
            break
        r = world.open[i % len(world.open)]
        seated = [p for p in range(tables.nothing) if tables.seats[r][p] >= 0]
        if len(seated) < 2:
            continue
        a, b = seated[j % len(seated)], seated[k % len(seated)]
        if tables.seats[r][a] == tables.seats[r][b]:
            continue
        price = tables.price(r, a, b)
        tables.exchange(r, a, b)
        tables.cost += price
        again = Tables(world)
        for o in world.open:
            again.put_round(o, tables.seats[o][: world.n])
        chairs = [c for c in range(world.n, tables.nothing) if tables.seats[r][c] >= 0]
        if len({tables.seats[r][c] for c in chairs}) < len(chairs):  # two empty chairs in one group: no plan, and priced as none
            assert price > 100 * tables.repeat
            tables.exchange(r, b, a)
            tables.cost -= price
            continue
        assert tables.cost == again.cost
        assert (tables.add, tables.rem, tables.meetings, tables.lacking) == (again.add, again.rem, again.meetings, again.lacking)
        assert sorted(tables.hot) == sorted(again.hot)


@quick
@given(tasks(), st.integers(0, 3_000))
def test_the_kept_cost_orders_plans_as_the_score_does(task: Task, iterations: int) -> None:
    search = searched(task)
    search.go(iterations)
    world, tables, found = search.world, search._tables, search.plan.score
    lacking, cost = search._best_key
    assert lacking == found.coverage + world.lacking_floor()
    wasted = found.repeats * world.repeat_weight + (found.spread + world.spread_floor()) * world.spread_weight
    wasted += found.changes * world.change_weight
    ties = found.repeats * tables_of_search.REPEAT_TIE + found.third * tables_of_search.THIRD
    assert cost - lacking * tables.lacking_cost == wasted * tables_of_search.UNIT + ties


@quick
@given(tasks(), st.integers(0, 2_000), st.integers(0, 99))
def test_a_search_stopped_anywhere_has_a_valid_plan_with_the_score_of_a_recount(task: Task, iterations: int, seed: int) -> None:
    search = searched(task, seed)
    search.go(iterations)
    plan = search.plan
    again = counted(task, plan.rounds)
    assert plan.score.key == (0, again["coverage"], again["wasted"], again["repeats"], again["third"])
    assert again["hard"] == 0
    assert plan.score.coverage >= 0 and plan.score.spread >= 0
    assert plan.score.wasted >= plan.bound.wasted and plan.score.repeats >= plan.bound.repeats and plan.score.changes >= plan.bound.changes


@quick
@given(tasks(), st.data())
def test_the_score_of_any_groups_is_that_of_the_rules_in_words(task: Task, data: st.DataObject) -> None:
    ids = [p.id for p in task.people]
    rounds = tuple(
        tuple(tuple(data.draw(st.lists(st.sampled_from(ids), max_size=5))) for _ in range(data.draw(st.integers(1, 4))))
        for _ in range(task.rounds)
    )
    rounds = tuple(tuple(tuple(dict.fromkeys(group)) for group in groups) for groups in rounds)  # nobody twice at one table
    try:
        validate(task)
    except Impossible:
        assume(False)
    task = replaced(task, together=tuple({ordered(*p) for p in task.together}), apart=tuple({ordered(*p) for p in task.apart}))
    assume(len({(p.person, p.round) for p in task.pins}) == len(task.pins))
    again = counted(task, rounds)
    assert score(task, rounds).key == tuple(again.values())


@quick
@given(tasks(), st.lists(st.integers(0, 1_500), min_size=2, max_size=4))
def test_more_iterations_are_never_worse_and_pieces_make_the_same_as_a_whole(task: Task, pieces: list[int]) -> None:
    search = searched(task)
    keys = [search.plan.score.key]
    for piece in pieces:
        search.go(piece)
        keys.append(search.plan.score.key)
    assert keys == sorted(keys, reverse=True)
    assert solve(task, iterations=sum(pieces)).rounds == search.plan.rounds


@quick
@given(tasks(), st.integers(0, 1_500))
def test_other_names_give_the_same_plan_under_other_names(task: Task, iterations: int) -> None:
    plan = searched(task).plan if not iterations else None
    if plan is None:
        search = searched(task)
        search.go(iterations)
        plan = search.plan
    new = {p.id: f"x{hash(p.id) % 1000}-{i}" for i, p in enumerate(task.people)}
    named = {"a": "Zeta", "b": "Alfa", "c": "Mitt", None: None}

    def pair(couple: tuple[str, str]) -> tuple[str, str]:
        return new[couple[0]], new[couple[1]]

    def rounds(held: tuple[tuple[tuple[str, ...], ...], ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
        return tuple(tuple(tuple(new[p] for p in group) for group in groups) for groups in held)

    renamed = Task(
        people=tuple(Person(new[p.id], named[p.department], p.attributes) for p in task.people),
        groups=task.groups,
        coverage=task.coverage,
        together=tuple(map(pair, task.together)),
        apart=tuple(map(pair, task.apart)),
        pins=tuple(Pin(new[pin.person], pin.round, pin.group) for pin in task.pins),
        absent=tuple(frozenset(new[p] for p in away) for away in task.absent),
        held=rounds(task.held),
        previous=rounds(task.previous) if task.previous else None,
        change_weight=task.change_weight,
        met=frozenset(map(pair, task.met)),
        wish=task.wish,
    )
    assert solve(renamed, iterations=iterations).rounds == rounds(plan.rounds)


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_mixed_validly_at_once_and_the_same_twice(name: str) -> None:
    task = tasks_of(CASES[name])[name]
    first = next(improve(task, iterations=0))
    assert first.done and first.plan.score.hard == 0
    plan, again = solve(task, iterations=4_000), solve(task, iterations=4_000)
    assert plan == again
    kept = counted(task, plan.rounds)
    assert plan.score.key == tuple(kept.values())
    assert plan.score.key <= first.plan.score.key


@pytest.mark.parametrize("name", CASES)
def test_the_stored_best_of_a_case_scores_as_it_says(name: str) -> None:
    task = tasks_of(CASES[name])[name]
    best = CASES[name]["best"]
    rounds = tuple(tuple(tuple(group) for group in groups) for groups in best["rounds"])
    assert list(score(task, rounds).key) == best["score"]
    assert Search(task).bound.wasted == CASES[name]["lower_bound"]["J"]


@pytest.mark.parametrize(
    "task",
    [
        room(3, 5, 3),
        room(1, 1, 2),
        room(1, 4, 2),
        room(9, 1, 3, 2),
        room(4, 4, 4, 2),
        room(8, 4, 7, 2),
        room(7, 4, 4, 2),
        room(12, 3, 3, 1),
        room(12, 4, 3, 3, absent=(frozenset(f"p{i:03}" for i in range(12)),)),
        room(5, 2, 3, 2, absent=tuple(frozenset(f"p{i:03}" for i in range(5)) for _ in range(3))),
        replaced(room(9, 3, 2, 2), people=tuple(Person(f"q{i}", "d") for i in range(9))),
        Task(people=tuple(Person(f"q{i}") for i in range(10)), groups=(3, 4, 2)),
    ],
    ids=["fewer than groups", "one person", "one in four", "one group", "alone", "pairs", "sizes 1 and 2", "one department",
         "a round with nobody", "everybody absent", "nobody with mandate", "no departments"],
)  # fmt: skip
def test_rooms_at_the_edge_are_mixed(task: Task) -> None:
    plan = solve(task, iterations=3_000)
    assert plan.score.key == tuple(counted(task, plan.rounds).values())
    assert plan.score.hard == 0
    assert [len(groups) for groups in plan.rounds] == list(task.groups)


def test_pairs_meet_everybody_once() -> None:
    plan = solve(room(8, 4, 7), iterations=0)
    assert plan.best_possible and plan.score.repeats == 0


def test_what_was_met_in_earlier_workshops_is_avoided() -> None:
    task = room(4, 2, 1)
    task = replaced(task, met=frozenset({("p000", "p001"), ("p002", "p003"), ("p000", "p002"), ("p003", "p001")}))
    plan = solve(task, iterations=2_000)
    assert {frozenset(group) for group in plan.rounds[0]} == {frozenset(("p000", "p003")), frozenset(("p001", "p002"))}
    assert plan.best_possible


def test_a_search_ends_where_nothing_better_can_exist() -> None:
    told = list(improve(room(16, 4, 5), seconds=60.0))
    assert told[-1].done and told[-1].plan.best_possible and told[-1].iterations == 0


def test_chains_of_three_move_whole() -> None:
    chain = (("p000", "p001"), ("p001", "p002"))
    task = room(12, 3, 4, 2, together=chain, apart=(("p000", "p003"), ("p004", "p005")))
    plan = solve(task, iterations=5_000)
    assert plan.score.hard == 0
    assert all(any({"p000", "p001", "p002"} <= set(group) for group in groups) for groups in plan.rounds)
