"""The vocabulary of the checks: what a fact says, how a rule is registered, and the order of the codes."""

from __future__ import annotations

import pytest

from verkstad.domain.checks import register
from verkstad.domain.checks.rules import HINT, RULES, WARNING, Fact, Finding, Rule, default_limit, fact, facts_of, place, rests, rule
from verkstad.domain.checks.thresholds import LIMITS
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.people import Person


def test_a_fact_names_the_rows_it_is_about_and_is_mended_at_and_the_reason_it_may_be_so() -> None:
    said = fact(about=Person(id="anna"), mend=Goal(id="g"), reason=" Hon kommer i mars.\n", count=2, most=1)
    assert said == Fact((("count", 2), ("most", 1)), ("person", "anna"), ("goal", "g"), "Hon kommer i mars.")
    assert fact(about=Person(id="anna"), n=1) == Fact((("n", 1),), ("person", "anna")) and fact(mend=Goal(id="g")) == Fact(
        mend=("goal", "g")
    )
    assert fact(about=Person(id="anna"), reason="Så.") == Fact(about=("person", "anna"), reason="Så.") and fact(reason=" Så.") == Fact(
        reason="Så."
    )
    assert fact() == Fact((), (), (), "") and dict(Finding("V1", HINT, "i", "goal", "g", ("goal", "g"), said.facts).said) == {
        "count": 2,
        "most": 1,
    }


def test_a_rule_says_nothing_one_thing_or_several() -> None:
    one, other = fact(n=1), fact(n=2)
    assert facts_of(None) == () and facts_of(one) == (one,) and facts_of(f for f in (one, other)) == (one, other)


def test_nothing_is_asked_of_an_initiative_that_was_closed_or_archived() -> None:
    assert not rests(None) and not rests(Initiative())
    assert rests(Initiative(ended="2026-11-01")) and rests(Initiative(archived="2026-11-01"))


def test_a_rule_is_registered_by_its_code_once_and_with_a_weight_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verkstad.domain.checks.rules.RULES", made := dict(RULES))

    def judge(_row: Goal, _look: object) -> None:
        return None

    assert rule("V9999", HINT, Goal, product="words", requirements=("001-01",))(judge) is judge
    assert made["V9999"] == Rule("V9999", HINT, Goal, judge, "words", ("001-01",))
    assert rule("V9998", WARNING, Goal)(judge) is judge and made["V9998"] == Rule("V9998", WARNING, Goal, judge)
    for code, severity in (("V9999", HINT), ("V101", WARNING), ("V9997", "error")):
        with pytest.raises(ValueError, match=code):
            rule(code, severity, Goal)(judge)
    assert "V9997" not in made


def test_a_finding_names_the_box_to_fill_in_the_first_that_is_missing_or_else_that_of_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verkstad.domain.checks.rules.RULES", {})
    rule("V1", HINT, Goal, column="owner")(lambda _row, _look: None)

    def column(mend: tuple[str, str] = ("goal", "g"), **facts: object) -> str:
        return Finding("V1", HINT, "i", "goal", "g", mend, tuple(facts.items())).column

    assert column() == column(lacks=()) == column(lacks=("mood", 3)) == "owner"
    assert column(lacks=("mood", 3, "target", "unit")) == "target" and column(others=("target",)) == "owner"
    assert column(boxes=("unit", "target")) == "measure_unit" and column(boxes=("baseline",)) == "baseline"  # the six boxes of a goal
    assert column(mend=("person", "goal"), lacks=("target",)) == ""


def test_codes_come_in_the_order_of_their_numbers_and_every_rule_is_there() -> None:
    assert [place(code) for code in ("V101", "V201", "V1001")] == [101, 201, 1001]
    found = register.rules()
    assert {r.code for r in found} == set(RULES) and [place(r.code) for r in found] == sorted(place(code) for code in RULES)


def test_every_limit_has_a_usual_figure() -> None:
    assert {name: default_limit(name) for name in LIMITS} == LIMITS
