"""What cannot be done is refused with its reason, and what cannot be met is told as a fact."""

from __future__ import annotations

from typing import Any

import pytest

from tests.mixing.rooms import CASES, room
from verkstad.domain.errors import Failure
from verkstad.domain.values import replaced
from verkstad.i18n import language
from verkstad.mixing.cases import tasks_of
from verkstad.mixing.search import Search, solve
from verkstad.mixing.task import Impossible, Need, Person, Pin, Shortfall, Task, shortfalls
from verkstad.wording import sentence

EVERYBODY = [f"p{i:03}" for i in range(6)]
TWO = (("p000", "p001", "p002"), ("p003", "p004", "p005"))


def six(**rules: Any) -> Task:
    """Six people in two groups, three rounds."""
    return room(6, 2, 3, 2, **rules)


@pytest.mark.parametrize(
    ("task", "reason", "facts"),
    [
        (Task(people=(), groups=(2,)), "nobody", {}),
        (Task(people=(Person("a"), Person("a")), groups=(1,)), "person_twice", {"person": "a"}),
        (replaced(six(), groups=()), "no_rounds", {}),
        (replaced(six(), groups=(2, 0)), "no_groups", {"round": 1}),
        (replaced(six(), groups=(1,) * 51), "mixing_too_large", {"found": 51, "limit": 50}),
        (six(together=(("p000", "nobody"),)), "unknown_person", {"person": "nobody", "where": "together"}),
        (six(absent=(frozenset({"nobody"}),)), "unknown_person", {"person": "nobody", "where": "absent"}),
        (six(apart=(("p000", "p000"),)), "same_person", {"person": "p000"}),
        (six(apart=(("p000", "p001"),), together=(("p001", "p000"),)), "apart_and_together", {"person": "p000", "other": "p001"}),
        (
            six(apart=(("p000", "p002"),), together=(("p000", "p001"), ("p001", "p002"))),
            "apart_and_together",
            {"person": "p000", "other": "p002"},
        ),
        (six(pins=(Pin("p000", 0, 2),)), "pin_place", {"group": 2}),
        (six(pins=(Pin("p000", 3, 0),)), "pin_place", {"round": 3}),
        (six(pins=(Pin("p000", 1, 0), Pin("p000", 1, 1))), "pin_clash", {"person": "p000", "round": 1}),
        (six(pins=(Pin("p000", 1, 0), Pin("p001", 1, 0)), apart=(("p000", "p001"),)), "pins_apart", {"round": 1}),
        (six(pins=(Pin("p000", 1, 0), Pin("p001", 1, 1)), together=(("p000", "p001"),)), "pins_together", {"round": 1}),
        (six(pins=tuple(Pin(p, 0, 1) for p in EVERYBODY[:4])), "pins_crowd", {"round": 0, "group": 1, "found": 4, "limit": 3}),
        (
            six(together=(("p000", "p001"), ("p001", "p002"), ("p002", "p003"))),
            "together_too_many",
            {"round": 0, "found": 4, "limit": 3},
        ),
        (
            six(apart=(("p000", "p001"), ("p001", "p002"), ("p002", "p000"))),
            "apart_clique",
            {"round": 0, "found": 3, "limit": 2},
        ),
        (six(held=(TWO,) * 4), "held_too_many", {"found": 4, "limit": 3}),
        (six(held=((("p000", "p001", "p002", "p000"), TWO[1]),)), "held_twice", {"person": "p000", "round": 0}),
        (six(held=(TWO,), absent=(frozenset({"p004"}),)), "held_absent", {"person": "p004"}),
        (six(held=((TWO[0], ("p003", "p004")),)), "held_missing", {"person": "p005"}),
        (six(previous=(TWO,)), "previous_short", {"found": 1, "limit": 3}),
        (six(coverage=(Need("mandate", -1),)), "need_negative", {}),
        # three pairs who are to be together do not go into two groups of three
        (six(together=(("p000", "p001"), ("p002", "p003"), ("p004", "p005"))), "no_seating", {"round": 0}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_cannot_be_done_is_refused_with_its_reason(task: Task, reason: str, facts: dict[str, Any]) -> None:
    with pytest.raises(Impossible) as caught:
        Search(task)
    assert caught.value.reason == reason
    assert facts.items() <= caught.value.facts.items()
    for code in ("sv", "en"):
        told = sentence(caught.value, language(code))
        assert "%(" not in told and told != sentence(Failure(), language(code)) and told.endswith(".")


def test_rounds_and_groups_are_told_as_people_count_them() -> None:
    with pytest.raises(Impossible) as caught:
        Search(six(pins=tuple(Pin(p, 0, 1) for p in EVERYBODY[:4])))
    assert sentence(caught.value, language("sv")) == "4 personer är låsta till grupp 2 i omgång 1, som har plats för 3. Lås upp några."


def test_what_too_few_can_give_is_told_and_not_refused() -> None:
    task = room(27, 9, 2, coverage=(Need("mandate"), Need("customer"), Need("mandate", 2)))
    assert shortfalls(task) == tuple(
        Shortfall(r, attribute, held, 9, least) for r in range(2) for attribute, held, least in (("customer", 0, 1), ("mandate", 9, 2))
    )
    assert solve(task, iterations=3_000).score.coverage == 0


def test_absence_can_make_the_impossible_possible() -> None:
    chain = (("p000", "p001"), ("p001", "p002"), ("p002", "p003"))
    away = frozenset({"p001"})
    plan = solve(room(6, 2, 2, together=chain, absent=(away, away)), iterations=500)
    assert plan.score.hard == 0


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"rounds": "4"}, "rounds"),
        ({"groups": [6, 6]}, "groups"),
        ({"people": [{"dept": "x"}]}, "people"),
        ({"people": [{"id": "x", "dept": 4}]}, "dept"),
        ({"coverage": [{"attr": "mandate"}]}, "coverage"),
        ({"apart": [["P001"]]}, "apart"),
        ({"pins": [{"person": "P001"}]}, "pins"),
        ({"absent": {"7": ["P001"]}}, "absent"),
        ({"absent": []}, "absent"),
        ({"fixed": {}}, "fixed"),
        ({"previous": [1]}, "previous"),
        ({"change_weight": -1}, "change_weight"),
        ({"wish": "odd"}, "wish"),
    ],
)
def test_a_case_that_is_not_one_is_refused_by_the_name_of_its_field(broken: dict[str, Any], field: str) -> None:
    with pytest.raises(Impossible) as caught:
        tasks_of({**CASES["c01_24_even"], **broken})
    assert (caught.value.reason, caught.value.facts) == ("not_a_case", {"case": "c01_24_even", "field": field})


def test_a_document_without_cases_or_with_one_twice_is_refused() -> None:
    for document in ([], {"cases": 1}, {"cases": [1]}, {"cases": [CASES["c01_24_even"]] * 2}):
        with pytest.raises(Impossible):
            tasks_of(document)
