"""Slices: the tree, the slice test, what needs what first, where to start, the mandate gap, and what is worth a word."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad.domain.modules import (
    AXES,
    TEST,
    BegunTooEarly,
    Circle,
    DecisionGap,
    Dependency,
    MandateMissing,
    Module,
    NeededDecision,
    NoAccountable,
    NobodyFeels,
    Slice,
    SliceOnceMore,
    StartPlace,
    TooMany,
    circle_through,
    inside,
    mandate_gap,
    module_facts,
    needs_of,
    order,
    portfolio_facts,
    slice_test,
    start_places,
    start_score,
    tree,
)

ROOT = "initiative"


def module(id: str, parent: str = ROOT, rank: str = "", **facts: Any) -> Module:
    return Module(id=id, parent=parent, rank=rank or id, title=facts.pop("title", id), **facts)


# ------------------------------------------------------------------------------------------------ the tree


def shown(modules: list[Module]) -> list[tuple[str, tuple[int, ...], int, bool]]:
    return [(s.module.id, s.number, s.parts, s.loose) for s in tree(modules, ROOT)]


def test_a_tree_lists_each_slice_before_its_parts_and_siblings_by_rank() -> None:
    rows = [module("b"), module("a"), module("a2", "a", rank="2"), module("a1", "a", rank="1"), module("a1x", "a1")]
    assert shown(rows) == [
        ("a", (1,), 2, False),
        ("a1", (1, 1), 1, False),
        ("a1x", (1, 1, 1), 0, False),
        ("a2", (1, 2), 0, False),
        ("b", (2,), 0, False),
    ]
    assert [s.depth for s in tree(rows, ROOT)] == [0, 1, 2, 1, 0]


def test_siblings_of_one_rank_stand_by_their_ids() -> None:
    assert [s.module.id for s in tree([module("b", rank="1"), module("a", rank="1")], ROOT)] == ["a", "b"]


def test_a_slice_whose_parent_is_missing_stands_last_at_the_top_with_its_parts() -> None:
    rows = [module("lost", "gone", rank="0"), module("part", "lost"), module("a", rank="9")]
    assert shown(rows) == [("a", (1,), 0, False), ("lost", (2,), 1, True), ("part", (2, 1), 0, False)]


def test_a_circle_of_parents_is_cut_at_its_first_and_loses_nobody() -> None:
    rows = [module("a", "c"), module("b", "a"), module("c", "b"), module("own", "own")]
    assert shown(rows) == [("a", (1,), 1, True), ("b", (1, 1), 1, False), ("c", (1, 1, 1), 0, False), ("own", (2,), 0, True)]


def test_what_lost_its_parent_stands_before_a_circle_whatever_their_ranks() -> None:
    rows = [module("a", "b"), module("b", "a"), module("lost", "gone"), module("z")]
    assert shown(rows) == [("z", (1,), 0, False), ("lost", (2,), 0, True), ("a", (3,), 1, True), ("b", (3, 1), 0, False)]


def test_no_modules_make_no_tree() -> None:
    assert tree([], ROOT) == ()


def test_a_tree_of_two_thousand_levels_is_walked() -> None:
    rows = [module("0")] + [module(str(n), str(n - 1)) for n in range(1, 2_000)]
    assert tree(rows, ROOT)[-1].depth == 1_999


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(-1, 12)), max_size=13, unique_by=lambda x: x[0]))
def test_whatever_the_parents_every_module_stands_in_the_tree_once(pairs: list[tuple[int, int]]) -> None:
    rows = [module(str(id), ROOT if parent < 0 else str(parent)) for id, parent in pairs]
    slices = tree(rows, ROOT)
    assert sorted(s.module.id for s in slices) == sorted(m.id for m in rows)
    assert len({s.number for s in slices}) == len(slices)
    assert [s.number for s in slices] == sorted(s.number for s in slices)
    for s in slices:
        assert s.parts == sum(1 for other in slices if other.number[:-1] == s.number)
        if s.depth:
            above = next(other for other in slices if other.number == s.number[:-1])
            assert s.module.parent == above.module.id and not s.loose


def test_what_is_inside_a_module_is_itself_and_all_below_it() -> None:
    rows = [module("a"), module("b", "a"), module("c", "b"), module("d"), module("e", "d")]
    assert inside(rows, "a") == {"a", "b", "c"}
    assert inside(rows, "c") == {"c"}
    assert inside([module("x", "y"), module("y", "x")], "x") == {"x", "y"}


# ------------------------------------------------------------------------------------------------ the slice test


def test_a_slice_passes_when_all_four_are_yes() -> None:
    test = slice_test(module("a", **dict.fromkeys(TEST, "yes"), days=90))
    assert test.passed and not test.too_big
    assert (test.yes, test.no, test.unsure, test.unasked, test.reasons) == (TEST, (), (), (), ())


@pytest.mark.parametrize("question", TEST)
@pytest.mark.parametrize("answer", ["no", "unsure", ""])
def test_one_answer_that_is_not_yes_does_not_pass_and_is_named(question: str, answer: str) -> None:
    test = slice_test(module("a", **{**dict.fromkeys(TEST, "yes"), question: answer}))
    assert not test.passed
    assert {"no": test.no, "unsure": test.unsure, "": test.unasked}[answer] == (question,)
    assert len(test.yes) == 3 and question not in test.yes


def test_an_answer_of_a_newer_program_counts_as_not_asked() -> None:
    assert slice_test(module("a", test_felt="maybe")).unasked == TEST


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({}, ()),
        ({"days": 90}, ()),
        ({"days": 91}, ("days",)),
        ({"days": 0}, ()),
        ({"test_soon": "no"}, ("soon",)),
        ({"days": 30, "test_soon": "no"}, ("soon",)),
        ({"days": 91, "test_soon": "no"}, ("days",)),
        ({"test_team": "no"}, ("team",)),
        ({"test_team": "unsure", "test_soon": "unsure"}, ()),
        ({"days": 120, "test_team": "no"}, ("days", "team")),
        ({"test_felt": "no", "test_measured": "no"}, ()),
    ],
)
def test_more_than_ninety_days_or_one_team_asks_to_slice_once_more(facts: dict[str, Any], reasons: tuple[str, ...]) -> None:
    test = slice_test(module("a", **facts))
    assert test.reasons == reasons
    assert test.too_big == bool(reasons)


def test_days_over_the_limit_do_not_pass_whatever_the_answers() -> None:
    assert not slice_test(module("a", **dict.fromkeys(TEST, "yes"), days=91)).passed


# ------------------------------------------------------------------------------------------------ what needs what first


def test_what_another_needs_comes_before_it_else_the_order_handed_in() -> None:
    assert order(["a", "b", "c"], {}).ids == ("a", "b", "c")
    assert order(["a", "b", "c"], {"a": ["c"]}).ids == ("b", "c", "a")
    assert order(["a", "b", "c", "d"], {"a": ["b"], "b": ["d"]}).ids == ("c", "d", "b", "a")
    assert order([], {}).ids == ()


def test_a_circle_is_named_and_its_modules_keep_their_places_after_what_they_need() -> None:
    found = order(["a", "b", "c", "d"], {"a": ["b", "d"], "b": ["a"]})
    assert found.circles == (("a", "b"),)
    assert found.ids == ("b", "c", "d", "a")


def test_two_circles_are_named_apart_and_one_that_needs_itself_is_a_circle_of_one() -> None:
    found = order(["a", "b", "c", "d", "e"], {"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["c"], "e": ["e"]})
    assert found.circles == (("a", "b"), ("c", "d"), ("e",))
    assert set(found.ids) == {"a", "b", "c", "d", "e"}
    assert found.ids.index("c") < found.ids.index("b")


def test_circles_whose_modules_stand_mixed_are_named_once_each() -> None:
    assert order(["a", "c", "b", "d"], {"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}).circles == (("a", "b"), ("c", "d"))


def test_what_needs_a_circle_is_no_part_of_it() -> None:
    assert order(["x", "a", "b"], {"x": ["a"], "a": ["b"], "b": ["a"]}) == order(["x", "a", "b"], {"a": ["b"], "b": ["a"], "x": ["a"]})
    found = order(["x", "a", "b"], {"x": ["a"], "a": ["b"], "b": ["a"]})
    assert found.circles == (("a", "b"),)
    assert found.ids == ("a", "x", "b")


def test_the_shortest_circle_through_a_module_is_told_from_itself_on() -> None:
    needs = {"a": ["b", "d"], "b": ["c"], "c": ["a"], "d": ["a"]}
    assert circle_through("a", needs) == ("a", "d")
    assert circle_through("b", needs) == ("b", "c", "a")
    assert circle_through("x", needs) == ()
    assert circle_through("s", {"s": ["s"]}) == ("s",)
    assert circle_through("y", {"y": ["a"], "a": ["b"], "b": ["a"]}) == ()


GRAPHS = st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=4, unique=True), max_size=7)


@settings(max_examples=200)
@given(GRAPHS)
def test_every_module_is_ordered_once_and_only_circles_are_out_of_order(needs: dict[str, list[str]]) -> None:
    ids = list("abcdefg")
    found = order(ids, needs)
    assert sorted(found.ids) == ids
    at = {id: n for n, id in enumerate(found.ids)}
    together = {frozenset((x, y)) for circle in found.circles for x, y in itertools.product(circle, repeat=2)}
    for id, wanted in needs.items():
        for need in wanted:
            assert at[need] < at[id] or frozenset((id, need)) in together
    for id in ids:
        path = circle_through(id, needs)
        assert bool(path) == any(id in circle for circle in found.circles)
        for here, there in itertools.pairwise((*path, *path[:1])):
            assert there in needs[here]


def test_dependencies_that_point_elsewhere_or_say_it_twice_are_left_out() -> None:
    rows = [
        Dependency(id="1", parent="a", needs="b"),
        Dependency(id="2", parent="a", needs="gone"),
        Dependency(id="3", parent="gone", needs="a"),
        Dependency(id="4", parent="b", needs=None),
        Dependency(id="5", parent="a", needs="b"),
        Dependency(id="6", parent="a", needs="c"),
    ]
    assert needs_of(rows, ["a", "b", "c"]) == {"a": ("b", "c"), "b": (), "c": ()}


# ------------------------------------------------------------------------------------------------ where do we start?


def scored(id: str, nearness: int | None, speed: int | None, customer: int | None, feasible: int | None = None, title: str = "") -> Module:
    return module(id, title=title or id, nearness=nearness, speed_need=speed, customer_effect=customer, feasibility=feasible)


def swedish(title: str) -> list[int]:
    return ["abcdefghijklmnopqrstuvwxyzåäö".index(c) for c in title.lower()]


def ranked(*modules: Module) -> list[StartPlace]:
    return list(start_places(modules, swedish))


def test_the_greatest_product_of_nearness_and_need_for_speed_is_first() -> None:
    places = ranked(scored("a", 2, 5, 3), scored("b", 4, 4, 3), scored("c", 5, 5, 3))
    assert [(p.module.id, p.rank, p.score) for p in places] == [("c", 1, 25), ("b", 2, 16), ("a", 3, 10)]
    assert [(p.above, p.by) for p in places] == [(None, ""), ("c", "score"), ("b", "score")]


@pytest.mark.parametrize(("customer", "placed"), [(1, False), (2, False), (3, True), (4, True), (5, True)])
def test_only_what_the_customer_notices_at_least_three_is_a_place_to_start(customer: int, placed: bool) -> None:
    (place,) = ranked(scored("a", 5, 5, customer))
    assert (place.rank is not None) == placed
    assert place.too_little == (not placed)
    assert place.score == 25 and place.missing == ()


def test_ties_go_by_the_customer_then_feasibility_then_the_swedish_alphabet() -> None:
    places = ranked(
        scored("1", 4, 3, 3, 5, "b"), scored("2", 3, 4, 4, 1, "c"), scored("3", 4, 3, 4, 2, "d"),
        scored("4", 3, 4, 4, 2, "ö"), scored("5", 4, 3, 4, 2, "ä"),
    )  # fmt: skip
    assert [p.module.id for p in places] == ["3", "5", "4", "2", "1"]
    assert [p.by for p in places] == ["", "title", "title", "feasibility", "customer_effect"]
    assert [p.rank for p in places] == [1, 2, 3, 4, 5]


def test_feasibility_that_is_not_said_counts_lowest_and_keeps_nobody_out() -> None:
    places = ranked(scored("a", 3, 3, 3, None), scored("b", 3, 3, 3, 1))
    assert [(p.module.id, p.rank, p.by) for p in places] == [("b", 1, ""), ("a", 2, "feasibility")]


def test_those_of_one_title_stand_by_their_ids() -> None:
    assert [p.module.id for p in ranked(scored("2", 1, 1, 3, title="x"), scored("1", 1, 1, 3, title="x"))] == ["1", "2"]


@pytest.mark.parametrize("axis", ["nearness", "speed_need", "customer_effect"])
def test_what_is_missing_is_named_and_the_module_is_not_ranked(axis: str) -> None:
    (place,) = ranked(scored("a", 3, 4, 5).with_(**{axis: None}))
    assert (place.rank, place.missing, place.too_little) == (None, (axis,), False)
    assert place.score == (12 if axis == "customer_effect" else None)


def test_those_that_lack_scores_come_after_the_ranked_and_before_those_nobody_notices() -> None:
    places = ranked(
        scored("a", 5, 5, 2), scored("b", None, None, None), scored("c", 1, 1, 3), scored("d", None, 5, 1), scored("e", 1, None, 4)
    )
    assert [p.module.id for p in places] == ["c", "b", "e", "a", "d"]
    assert [p.too_little for p in places] == [False, False, False, True, True]
    assert places[1].missing == AXES[:3]
    assert places[4].missing == ("nearness",)
    assert all(p.above is None and p.by == "" for p in places)


def test_a_score_needs_both_its_factors() -> None:
    assert start_score(scored("a", 1, 1, None)) == 1
    assert start_score(scored("a", None, 5, 5)) is None
    assert start_score(scored("a", 5, None, 5)) is None


SCORES = st.one_of(st.none(), st.integers(1, 5))


@settings(max_examples=200)
@given(st.lists(st.tuples(SCORES, SCORES, SCORES, SCORES), max_size=8))
def test_a_rank_is_the_same_whatever_order_the_modules_come_in(rows: list[tuple[int | None, ...]]) -> None:
    modules = [scored(str(n), *row, title=chr(97 + n)) for n, row in enumerate(rows)]  # type: ignore[arg-type]
    places = start_places(modules, swedish)
    assert places == start_places(list(reversed(modules)), swedish)
    assert len(places) == len(modules)
    inner = [p for p in places if p.rank is not None]
    assert [p.rank for p in inner] == list(range(1, len(inner) + 1))
    for p in places:
        m = p.module
        whole = None not in (m.nearness, m.speed_need, m.customer_effect)
        assert (p.rank is not None) == (whole and m.customer_effect is not None and m.customer_effect >= 3)
    for first, second in itertools.pairwise(inner):
        assert first.score is not None and second.score is not None and first.score >= second.score
        assert second.above == first.module.id


# ------------------------------------------------------------------------------------------------ the mandate gap


def needed(type: str, level: int | None) -> NeededDecision:
    return NeededDecision(id=type, parent="a", decision_type=type, level=level)


def test_a_mandate_gap_is_what_the_best_member_lacks() -> None:
    gap = mandate_gap([needed("hours", 2), needed("staff", 3), needed("fees", 1)], [{"hours": 2, "staff": 1}, {"staff": 2, "hours": 3}])
    assert gap.decisions == (DecisionGap("hours", 2, 3), DecisionGap("staff", 3, 2), DecisionGap("fees", 1, 0))
    assert [d.gap for d in gap.decisions] == [0, 1, 1]
    assert gap.total == 2
    assert gap.coverage == pytest.approx(1 / 3)
    assert gap.open == (DecisionGap("staff", 3, 2), DecisionGap("fees", 1, 0))


def test_a_module_that_needs_no_decision_has_no_coverage_and_no_gap() -> None:
    gap = mandate_gap([], [{"hours": 3}])
    assert (gap.coverage, gap.total, gap.open) == (None, 0, ())


def test_a_team_of_nobody_holds_nothing() -> None:
    gap = mandate_gap([needed("hours", 2)], [])
    assert gap.decisions == (DecisionGap("hours", 2, 0),)
    assert gap.coverage == 0


def test_a_decision_without_a_level_or_a_type_asks_for_nothing() -> None:
    gap = mandate_gap([needed("hours", None), needed("", 3)], [])
    assert gap.decisions == (DecisionGap("hours", 0, 0),)
    assert (gap.total, gap.coverage) == (0, 1)


# ------------------------------------------------------------------------------------------------ what is worth a word


def facts(
    row: Module, *, parts: int = 0, needs: dict[str, tuple[str, ...]] | None = None, status: dict[str, str] | None = None, gap: Any = None
) -> list[Any]:
    return list(module_facts(Slice(row, (1,), parts), needs or {}, status or {}, gap))


def fine(**more: Any) -> Module:
    return module("a", **{"status": "chosen", "felt": "customer", "accountable": "p", **more})


def test_a_module_in_order_is_worth_no_word() -> None:
    assert facts(fine()) == []
    assert facts(fine(felt="both")) == []
    assert facts(fine(felt="", helps="Den som ringer")) == []


@pytest.mark.parametrize("status", ["sketch", "closed"])
def test_sketches_and_closed_modules_are_left_in_peace(status: str) -> None:
    assert facts(module("a", status=status, days=400, felt="internal", test_team="no"), needs={"a": ("a",)}) == []


def test_a_module_nobody_notices_is_asked_about() -> None:
    assert facts(fine(felt="")) == [NobodyFeels("a", internal=False)]
    assert facts(fine(felt="internal")) == [NobodyFeels("a", internal=True)]
    assert facts(fine(felt="internal", helps="Handläggarna")) == [NobodyFeels("a", internal=True)]


def test_a_module_too_big_is_to_be_sliced_once_more_until_it_has_parts() -> None:
    assert facts(fine(days=91)) == [SliceOnceMore("a", ("days",), 91)]
    assert facts(fine(days=30, test_team="no")) == [SliceOnceMore("a", ("team",), None)]
    assert facts(fine(days=91, felt="internal"), parts=1) == []


@pytest.mark.parametrize(("status", "said"), [("candidate", False), ("chosen", True), ("pilot", True), ("introduced", False)])
def test_who_is_accountable_is_asked_once_a_module_is_chosen(status: str, said: bool) -> None:
    assert (NoAccountable("a") in facts(fine(status=status, accountable=None))) == said


def test_a_circle_is_a_fact_about_each_module_in_it() -> None:
    needs = {"a": ("b",), "b": ("a",)}
    assert facts(fine(), needs=needs) == [Circle("a", ("a", "b"))]


def test_a_pilot_that_began_before_what_it_needs_is_worth_a_word() -> None:
    needs = {"a": ("b", "c", "d", "e", "a")}
    found = facts(fine(status="pilot"), needs=needs, status={"b": "chosen", "c": "introduced", "d": "closed", "e": "pilot"})
    assert found == [Circle("a", ("a",)), BegunTooEarly("a", ("b", "e"))]
    assert facts(fine(status="chosen"), needs={"a": ("b",)}, status={"b": "chosen"}) == []


def test_a_mandate_gap_is_worth_a_word_when_a_team_has_the_module() -> None:
    gap = mandate_gap([needed("hours", 2)], [])
    assert facts(fine(), gap=gap) == []
    assert facts(fine(team="t"), gap=gap) == [MandateMissing("a", gap.open)]
    assert facts(fine(team="t"), gap=mandate_gap([needed("hours", 2)], [{"hours": 2}])) == []
    assert facts(fine(team="t")) == []


def test_the_weightiest_stands_first() -> None:
    gap = mandate_gap([needed("hours", 2)], [])
    row = fine(status="pilot", days=91, felt="", team="t", accountable=None)
    found = facts(row, needs={"a": ("b",), "b": ("a",)}, status={"b": "pilot"}, gap=gap)
    assert [type(f) for f in found] == [Circle, SliceOnceMore, NobodyFeels, BegunTooEarly, MandateMissing, NoAccountable]


@pytest.mark.parametrize(
    ("chosen", "active", "found"),
    [
        (0, 0, ()),
        (9, 3, ()),
        (10, 3, (TooMany("chosen", 10, 9),)),
        (9, 4, (TooMany("pilot", 4, 3),)),
        (11, 5, (TooMany("chosen", 11, 9), TooMany("pilot", 5, 3))),
    ],
)
def test_more_than_nine_chosen_or_three_under_way_is_worth_a_word(chosen: int, active: int, found: tuple[TooMany, ...]) -> None:
    rows = [module(f"c{n}", status="chosen") for n in range(chosen)] + [module(f"p{n}", status="pilot") for n in range(active)]
    assert portfolio_facts([*rows, module("x", status="candidate"), module("y")]) == found


def test_what_is_not_said_of_a_slice_or_a_place_is_nothing() -> None:
    row = module("a")
    assert (Slice(row, (1,)).parts, Slice(row, (1,)).loose) == (0, False)
    place = StartPlace(row, None, None)
    assert (place.missing, place.too_little, place.above, place.by) == ((), False, None, "")
    assert SliceOnceMore("a", ("team",)).days is None
    assert order(["a"], {}).circles == ()
