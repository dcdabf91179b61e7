"""The rules of a team: measurement.md 3.4 with its worked examples, and every edge it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.modules import DecisionGap, Module, Need, NeededDecision
from verkstad.domain.teams import (
    MEETS_CUSTOMERS,
    Asked,
    Candidate,
    FrontLineMayNot,
    InTooManyTeams,
    Lacks,
    MayNotDecide,
    NobodyMeetsCustomers,
    NobodyYet,
    NoCharter,
    NothingToWorkOn,
    NoTime,
    OneUnitOnly,
    OnOnePerson,
    PromisedTooMuch,
    Seat,
    SeveralActive,
    Team,
    Time,
    Wish,
    WrongSize,
    asked,
    blau,
    blau_normalised,
    blau_small,
    competences_of,
    coverage,
    front_line,
    holds,
    load_facts,
    look_over,
    spread,
    standing_facts,
    time_set_aside,
)

HOME = Wish("unit", "home")
DESK = Wish("unit", "desk", 3)
WEB = Wish("competence", "Webb  redaktör", 2)
FRONT = Wish("perspective", MEETS_CUSTOMERS)
IT = Wish("perspective", "it")


def person(id: str, **facts: object) -> Candidate:
    return Candidate(id, **facts)  # type: ignore[arg-type]


def needs(**levels: int) -> tuple[NeededDecision, ...]:
    return tuple(NeededDecision(decision_type=t, level=r) for t, r in levels.items())


# ------------------------------------------------------------------------------------------------ coverage


def test_coverage_is_the_weight_of_what_somebody_holds_over_the_whole_weight() -> None:
    team = [person("a", unit="home"), person("b", competences=frozenset({"webb redaktör"}))]
    found = coverage([HOME, DESK, WEB], team)
    assert (found.held, found.whole) == (3, 6)
    assert found.share == 0.5
    assert found.missing == (DESK,)


def test_coverage_of_nothing_needed_is_no_data_and_of_nothing_held_is_zero() -> None:
    assert coverage([], [person("a")]).share is None
    assert coverage([HOME], []).share == 0.0
    assert coverage([HOME], [person("a", unit="home")]).share == 1.0


def test_what_exactly_one_holds_stands_on_that_person() -> None:
    one, two = person("a", unit="home"), person("b", unit="home")
    assert coverage([HOME], [one]).single == ((HOME, "a"),)
    assert coverage([HOME], [one, two]).single == ()
    assert coverage([HOME], []).single == ()


def test_what_a_person_is_meets_a_wish_of_its_form_only() -> None:
    assert holds(person("a", unit="home"), HOME) and not holds(person("a", unit="desk"), HOME)
    assert holds(person("a", competences=frozenset({"webb redaktör"})), WEB) and not holds(person("a", unit="Webb  redaktör"), WEB)
    assert holds(person("a", meets_customers=True), FRONT) and not holds(person("a", role=MEETS_CUSTOMERS), FRONT)
    assert holds(person("a", role="it"), IT) and not holds(person("a", meets_customers=True), IT)


def test_competences_are_read_from_a_list_once_each() -> None:
    assert competences_of("Webb,  klarspråk ; webb\nStatistik,,") == ("Webb", "klarspråk", "Statistik")
    assert competences_of("  ") == ()
    assert competences_of("Lätt   svenska,lätt svenska") == ("Lätt svenska",)


# ------------------------------------------------------------------------------------------------ what is asked


def test_what_two_modules_need_is_needed_once_with_the_higher_weight_and_level() -> None:
    found = asked(
        [
            Need(form="competence", name=" webb ", weight=1), Need(form="competence", name="Webb", weight=3),
            Need(form="competence", name="WEBB", weight=2), Need(form="unit", unit="home", weight=None),
        ],
        [*needs(fees=1, web=2), *needs(fees=3), *needs(fees=2)],
        ["fees", "other"],
    )  # fmt: skip
    assert found.wishes == (Wish("competence", "Webb", 3), Wish("unit", "home", 1))
    assert [(d.decision_type, d.level) for d in found.decisions] == [("fees", 3), ("web", 2)]
    assert found.facing == frozenset({"fees"})
    assert found.units == ("home",)


def test_the_first_of_two_equal_needs_stays() -> None:
    found = asked([Need(name="Webb", weight=2), Need(name="webb", weight=2)], [], [])
    assert found.wishes == (Wish("competence", "Webb", 2),)


def test_of_decisions_on_one_level_or_on_none_the_first_stays() -> None:
    for level in (2, None):
        rows = [NeededDecision(id=id, decision_type="fees", level=level) for id in ("first", "second")]
        assert [d.id for d in asked([], rows, []).decisions] == ["first"]


def test_a_competence_is_one_in_whatever_case_and_spacing_and_the_name_of_a_unit_is_not() -> None:
    found = asked([Need(name="Lätt   svenska"), Need(name="lätt svenska", weight=2), Need(name="IT")], [], [])
    assert [w.name for w in found.wishes] == ["lätt svenska", "IT"]
    assert asked([Need(name="Lätt   svenska")], [], []).wishes == (Wish("competence", "Lätt svenska"),)
    assert asked([Need(form="unit", unit="A"), Need(form="unit", unit="a")], [], []).units == ("A", "a")


def test_a_need_of_nothing_hides_none_that_follow() -> None:
    assert asked([Need(name=" "), Need(name="webb")], [], []).wishes == (Wish("competence", "webb"),)


def test_a_need_of_nothing_is_none() -> None:
    assert asked([Need(form="unit", name="home"), Need(form="competence", name="  ")], needs(**{"": 2}), []) == Asked()


def test_a_unit_and_a_competence_of_one_name_are_two_needs() -> None:
    assert len(asked([Need(form="unit", unit="x"), Need(form="competence", name="x")], [], []).wishes) == 2


def test_a_level_that_is_not_said_gives_way_to_one_that_is() -> None:
    unsaid = NeededDecision(decision_type="fees", level=None)
    assert [d.level for d in asked([], [unsaid, *needs(fees=1)], []).decisions] == [1]
    assert [d.level for d in asked([], [*needs(fees=1), unsaid], []).decisions] == [1]


# ------------------------------------------------------------------------------------------------ Blau


@pytest.mark.parametrize(
    ("counts", "index", "k", "normalised"),
    [((1, 1, 1, 1), 0.75, 4, 1.0), ((3, 1), 0.375, 2, 0.75), ((3, 7), 0.42, 2, 0.84), ((4,), 0.0, 2, 0.0), ((1,), 0.0, 3, 0.0)],
)
def test_blau_of_the_worked_examples(counts: tuple[int, ...], index: float, k: int, normalised: float) -> None:
    assert blau(counts) == pytest.approx(index)
    assert blau_normalised(counts, k) == pytest.approx(normalised)


def test_blau_without_members_or_with_one_group_asked_for_is_no_data() -> None:
    assert blau(()) is None and blau((0,)) is None
    assert blau_normalised((), 4) is None
    assert blau_normalised((1, 1), 1) is None and blau_normalised((1, 1), 0) is None
    assert blau_normalised((1, 1), 2) == 1.0


def test_more_groups_than_were_asked_for_are_the_most_there_can_be() -> None:
    assert blau_normalised((1, 1, 1), 2) == 1.0


def test_the_small_sample_variant_needs_two_members() -> None:
    assert blau_small((3, 1)) == pytest.approx(0.5)
    assert blau_small((1, 1)) == 1.0
    assert blau_small((2,)) == 0.0
    assert blau_small((1,)) is None and blau_small(()) is None


def test_members_who_belong_to_nothing_are_not_a_group() -> None:
    assert spread(["a", "b", None, ""], 2) == spread(["a", "b"], 2)
    found = spread(["a", "a", "a", "b"], 2)
    assert (found.blau, found.normalised, found.small) == (pytest.approx(0.375), pytest.approx(0.75), pytest.approx(0.5))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_blau_lies_between_zero_and_what_its_groups_allow(counts: list[int]) -> None:
    index = blau(counts)
    assert index is not None
    assert -1e-9 <= index <= 1 - 1 / len(counts) + 1e-9
    small = blau_small(counts)
    assert small is None or index <= small + 1e-9


# ------------------------------------------------------------------------------------------------ mandate, front line


def test_the_mandate_gap_is_what_the_best_member_falls_short() -> None:
    wanted = Asked(decisions=needs(hours=2, fees=3, web=1))
    team = [Seat(person("a", levels={"hours": 2, "fees": 1})), Seat(person("b", levels={"fees": 2, "hours": 3}))]
    gap = look_over(wanted, team).mandate
    assert [(d.decision_type, d.gap) for d in gap.decisions] == [("hours", 0), ("fees", 1), ("web", 1)]
    assert gap.total == 2
    assert gap.coverage == pytest.approx(1 / 3)


def test_the_mandate_gap_of_no_decision_is_no_data_and_of_nobody_is_all() -> None:
    assert look_over(Asked(), []).mandate.coverage is None
    empty = look_over(Asked(decisions=needs(hours=2)), []).mandate
    assert empty.coverage == 0.0 and empty.total == 2


def test_the_front_line_index_counts_who_meets_customers_and_is_able() -> None:
    wanted = Asked(decisions=needs(hours=2, fees=3, staffing=2), facing=frozenset({"hours", "fees"}))
    chief = person("a", usable={"hours": 3, "fees": 3})
    front = person("b", meets_customers=True, levels={"hours": 2, "fees": 3}, usable={"hours": 2, "fees": 2})
    found = front_line(wanted, [chief, front])
    assert (found.taken, found.lacking, found.share) == (("hours",), ("fees",), 0.5)


def test_the_front_line_index_is_no_data_without_a_decision_that_concerns_customers() -> None:
    assert front_line(Asked(decisions=needs(staffing=2)), [person("a", meets_customers=True)]).share is None
    assert front_line(Asked(decisions=needs(hours=2), facing=frozenset({"hours"})), []).share == 0.0


def test_a_decision_of_no_level_still_asks_for_somebody_who_meets_customers() -> None:
    wanted = Asked(decisions=(NeededDecision(decision_type="hours", level=None),), facing=frozenset({"hours"}))
    assert front_line(wanted, [person("a")]).lacking == ("hours",)
    assert front_line(wanted, [person("a", meets_customers=True)]).taken == ("hours",)


def test_who_meets_customers_and_holds_nothing_takes_not_even_the_lowest_decision() -> None:
    wanted = Asked(decisions=needs(hours=1), facing=frozenset({"hours"}))
    assert front_line(wanted, [person("a", meets_customers=True)]).lacking == ("hours",)
    assert front_line(wanted, [person("a", meets_customers=True, usable={"hours": 1})]).taken == ("hours",)


def test_the_best_of_several_who_meet_customers_counts() -> None:
    wanted = Asked(decisions=needs(hours=2), facing=frozenset({"hours"}))
    team = [person("a", meets_customers=True, usable={"hours": 1}), person("b", meets_customers=True, usable={"hours": 2})]
    assert front_line(wanted, team).share == 1.0


# ------------------------------------------------------------------------------------------------ time


def test_time_counts_confirmed_members_and_a_seat_before_what_is_set_aside() -> None:
    seats = [
        Seat(person("a", percent=50, confirmed=True)), Seat(person("b", percent=50, confirmed=True), 30), Seat(person("c", percent=20)),
        Seat(person("d", percent=0, confirmed=True)), Seat(person("e", confirmed=True)), Seat(person("f", percent=40, confirmed=True), 0),
        Seat(person("g"), 10),
    ]  # fmt: skip
    assert time_set_aside(seats) == Time(80, ("c", "g"), ("d", "f"), ("e",), 30)
    assert time_set_aside(seats).full_time == pytest.approx(0.8)


def test_time_of_nobody_is_no_data_and_of_nobody_confirmed_is_zero() -> None:
    assert time_set_aside([]).full_time is None
    assert time_set_aside([Seat(person("a", percent=50))]).full_time == 0.0


# ------------------------------------------------------------------------------------------------ the facts


def good(count: int) -> list[Seat]:
    """So many who leave nothing to say."""
    units = ["home", "desk"]
    return [Seat(person(str(n), unit=units[n % 2], meets_customers=True, percent=20, confirmed=True)) for n in range(count)]


@pytest.mark.parametrize("count", [3, 9])
def test_a_team_of_three_to_nine_that_holds_all_has_nothing_to_say(count: int) -> None:
    assert look_over(Asked(), good(count)).facts == ()


@pytest.mark.parametrize("count", [2, 10])
def test_two_are_too_few_and_ten_too_many(count: int) -> None:
    assert look_over(Asked(), good(count)).facts == (WrongSize(count, 3, 9),)


def test_an_empty_team_is_said_to_be_empty_and_what_it_needs() -> None:
    look = look_over(Asked((HOME,), needs(hours=2)), [])
    assert look.facts == (NobodyYet(), Lacks(HOME), MayNotDecide(DecisionGap("hours", 2, 0)))
    assert look.size == 0


def test_what_is_missing_comes_by_weight_then_mandates_then_the_rest() -> None:
    wanted = Asked((HOME, DESK, WEB), needs(hours=2, fees=1))
    seats = [Seat(person("a", levels={"fees": 1}, unit="x")), Seat(person("b", unit="x", percent=10))]
    assert look_over(wanted, seats).facts == (
        Lacks(DESK), Lacks(WEB), Lacks(HOME), MayNotDecide(DecisionGap("hours", 2, 0)), NobodyMeetsCustomers(), OneUnitOnly("x"),
        WrongSize(2, 3, 9), NoTime(("a",)),
    )  # fmt: skip


def test_that_nobody_meets_customers_is_said_once() -> None:
    facts = look_over(Asked((FRONT,)), [Seat(person("a", percent=1))] * 3).facts
    assert Lacks(FRONT) in facts and NobodyMeetsCustomers() not in facts
    other = look_over(Asked((IT,)), [Seat(person("a", percent=1))] * 3).facts
    assert Lacks(IT) in other and NobodyMeetsCustomers() in other


def test_who_meets_customers_and_may_not_decide_is_said_where_the_team_could() -> None:
    wanted = Asked(decisions=needs(hours=2, fees=2), facing=frozenset({"hours", "fees"}))
    seats = [*good(3), Seat(person("chief", unit="home", levels={"hours": 2}, usable={"hours": 2}, percent=5))]
    facts = look_over(wanted, seats).facts
    assert FrontLineMayNot(("hours",)) in facts
    assert MayNotDecide(DecisionGap("fees", 2, 0)) in facts


def test_a_team_of_one_unit_is_said_from_two_members_and_only_where_the_unit_is_known() -> None:
    def said(*units: str | None) -> bool:
        facts = look_over(Asked(), [Seat(person(str(n), unit=u)) for n, u in enumerate(units)]).facts
        return any(isinstance(f, OneUnitOnly) for f in facts)

    assert said("home", "home") and said("home", None)
    assert not said("home") and not said("home", "desk") and not said(None, None)


def test_responsibility_without_time_names_who_has_none() -> None:
    seats = [*good(3), Seat(person("x", unit="home", percent=0)), Seat(person("y", unit="desk"))]
    assert look_over(Asked(), seats).facts == (NoTime(("x", "y")),)


def test_what_stands_on_one_person_comes_last() -> None:
    seats = good(3)
    assert look_over(Asked((DESK,)), seats).facts == (OnOnePerson(DESK, "1"),)


def test_diversity_is_counted_over_units_and_over_roles() -> None:
    team = [Seat(person("a", unit="home", role="it")), Seat(person("b", unit="desk", role="it"))]
    look = look_over(Asked((HOME, DESK)), team)
    assert (look.units.blau, look.units.normalised, look.units.small) == (0.5, 1.0, 1.0)
    assert (look.roles.blau, look.roles.normalised) == (0.0, 0.0)


def test_a_look_holds_every_measure_of_the_team() -> None:
    wanted = Asked((HOME, WEB), needs(hours=2), frozenset({"hours"}))
    seats = good(3)
    people = [s.who for s in seats]
    look = look_over(wanted, seats)
    assert (look.coverage, look.front, look.time) == (coverage(wanted.wishes, people), front_line(wanted, people), time_set_aside(seats))
    assert (look.coverage.share, look.front.share, look.time.percent) == (pytest.approx(1 / 3), 0.0, 60)


def module(id: str, status: str) -> Module:
    return Module(id=id, status=status)


def test_several_modules_tried_at_once_are_said_and_a_queue_is_not() -> None:
    team = Team(fixed="x")
    assert standing_facts(team, [module("a", "pilot"), module("b", "pilot"), module("c", "chosen")]) == (SeveralActive(("a", "b")),)
    assert standing_facts(team, [module("a", "pilot"), module("b", "chosen")]) == ()


def test_a_team_needs_a_module_or_a_value_stream_and_a_charter() -> None:
    assert standing_facts(Team(), []) == (NothingToWorkOn(), NoCharter())
    assert standing_facts(Team(value_stream=" ", fixed=" ", free=" "), [module("a", "introduced")]) == (NothingToWorkOn(), NoCharter())
    assert standing_facts(Team(value_stream="Bygglov", free="x"), []) == ()
    assert standing_facts(Team(fixed="x"), [module("a", "sketch")]) == ()


def test_a_person_in_three_teams_and_one_who_promised_too_much_are_said() -> None:
    a, b, c = person("a", percent=50, confirmed=True), person("b", percent=40), person("c")
    teams = {
        "t": [Seat(a, 10), Seat(b), Seat(c, 60)], "u": [Seat(a, 20), Seat(b), Seat(c, 40)], "v": [Seat(a, 20)],
    }  # fmt: skip
    assert load_facts(teams) == {"a": (InTooManyTeams("a", 3, 2),), "b": (PromisedTooMuch("b", 80, 40),)}


def test_all_that_is_set_aside_may_be_promised_and_one_percent_more_is_too_much() -> None:
    a = person("a", percent=50)
    assert load_facts({"t": [Seat(a, 25)], "u": [Seat(a, 25)]}) == {}
    assert load_facts({"t": [Seat(a, 25)], "u": [Seat(a, 26)]}) == {"a": (PromisedTooMuch("a", 51, 50),)}


def test_nobody_has_more_than_a_full_time_though_nothing_is_said() -> None:
    b = person("b")
    assert load_facts({"t": [Seat(b, 60)], "u": [Seat(b, 40)]}) == {}
    assert load_facts({"t": [Seat(b, 60)], "u": [Seat(b, 41)]}) == {"b": (PromisedTooMuch("b", 101, None),)}
    assert load_facts({"t": [Seat(b, 100)], "u": [Seat(b)]}) == {}
    none = person("c", percent=0)
    assert load_facts({"t": [Seat(none, 1)]}) == {"c": (PromisedTooMuch("c", 1, 0),)}


def test_that_the_front_line_may_not_is_said_though_the_team_lacks_no_mandate() -> None:
    wanted = Asked(decisions=needs(hours=2), facing=frozenset({"hours"}))
    seats = [*good(3), Seat(person("chief", unit="home", levels={"hours": 2}, usable={"hours": 2}, percent=5))]
    assert look_over(wanted, seats).facts == (FrontLineMayNot(("hours",)),)
