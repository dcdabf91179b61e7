"""What follows from an inventory, by measurement.md 3.6 and 3.12 and the rows 000-14, 001-14, 004-08 and 004-13 of the requirements."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.inventory import InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.inventorying import (
    Judged,
    NoEvidence,
    NoHumanWay,
    Overlap,
    Placing,
    ShouldWithoutWhy,
    Versions,
    before_and_after,
    hand_overs,
    item_facts,
    journeys,
    levels_without_evidence,
    overlaps,
    peers,
    placing,
)
from verkstad.domain.modules import Judgement


def item(id: str = "i", **said: object) -> InventoryItem:
    return InventoryItem(id=id, title=id, **said)  # type: ignore[arg-type]


def judged(*pairs: tuple[int | None, int | None]) -> list[Judgement]:
    return [Judgement(id=str(n), benefit=b, effort=e) for n, (b, e) in enumerate(pairs)]


def test_the_four_quadrants_cut_at_three() -> None:
    said = {(v, e): placing(item(value=v, effort=e)).quadrant for v in (2, 3) for e in (2, 3)}
    assert said == {(3, 2): "quick_win", (3, 3): "venture", (2, 2): "if_time", (2, 3): "leave"}
    assert placing(item(value=3)).quadrant == ""


def test_judgements_count_by_their_median_and_far_apart_is_talked_about_first() -> None:
    found = placing(item(value=1, effort=1), judged((5, 2), (2, 3), (4, None)))
    assert (found.value, found.effort, found.value_spread, found.effort_spread, found.judges) == (4.0, 2.5, 3, 1, 3)
    assert (found.quadrant, found.discuss) == ("quick_win", True)
    assert not placing(item(), judged((5, 2), (3, 1))).discuss


@given(st.lists(st.tuples(st.none() | st.integers(1, 5), st.none() | st.integers(1, 5)), max_size=9))
def test_a_median_lies_between_those_who_judged(pairs: list[tuple[int | None, int | None]]) -> None:
    found = placing(item(), judged(*pairs))
    values = [b for b, _e in pairs if b is not None]
    assert (found.value is None) == (not values)
    if values and found.value is not None:
        assert min(values) <= found.value <= max(values)
        assert sum(v <= found.value for v in values) * 2 >= len(values)
        assert sum(v >= found.value for v in values) * 2 >= len(values)


def test_self_service_without_a_human_way_is_said_and_an_item_just_noted_is_left_in_peace() -> None:
    assert item_facts(item()) == ()
    assert item_facts(item(self_service=True)) == (NoHumanWay("i", None, True),)
    assert item_facts(item(unresolved=25)) == (NoHumanWay("i", 25, False),)
    assert item_facts(item(unresolved=0)) == ()
    assert item_facts(item(self_service=True, unresolved=25, fallback="Kontaktcenter, telefon")) == ()
    assert item_facts(item(should="no")) == (ShouldWithoutWhy("i", "no"),)
    assert item_facts(item(should="no", should_why="Ingen använder det")) == ()
    assert item_facts(item(), placing(item(), judged((1, 1), (4, 1)))) == (Judged("i", 3, 0),)


def effort(id: str, begins: str | None = None, ends: str | None = None, **more: object) -> InventoryItem:
    said = {"for_whom": "Anhöriga", "step": "s", "ongoing": "Projekt", "ongoing_from": begins, "ongoing_until": ends, **more}
    return item(id, **said)


def test_two_efforts_overlap_with_the_same_customer_and_step_at_the_same_time() -> None:
    one, other = effort("a", "2026-01-01", "2026-06-30"), effort("b", "2026-06-30", None, for_whom=" anhöriga ")
    (found,) = overlaps((one, other))
    assert (found.first, found.second, found.begins, found.ends) == ("a", "b", "2026-06-30", "2026-06-30")
    assert overlaps((one, other.with_(ongoing_from="2026-07-01"))) == ()
    assert overlaps((one, other.with_(for_whom="Elever"))) == ()
    assert overlaps((one, other.with_(step="t"))) == ()
    assert overlaps((one, other.with_(step=None))) == ()
    assert overlaps((one.with_(for_whom=""), other.with_(for_whom=""))) == ()
    assert overlaps((one, other.with_(ongoing="", kind_of="service"))) == ()
    assert len(overlaps((effort("a"), effort("b"), effort("c", ongoing="", kind_of="effort")))) == 3


def test_an_overlap_says_whom_and_which_step_it_is_about_and_is_open_where_no_day_is_said() -> None:
    rows = (
        effort("a", step="t"),
        effort("b", for_whom="Anhöriga  till äldre"),
        effort("c", for_whom="anhöriga till äldre", begins="2026-03-01"),
    )
    assert overlaps(rows) == (Overlap("b", "c", "Anhöriga  till äldre", "s", "2026-03-01", ""),)
    assert overlaps((effort("a"), effort("b"))) == (Overlap("a", "b", "Anhöriga", "s", "", ""),)


def test_somebody_who_said_nothing_has_not_judged() -> None:
    assert placing(item(), judged((None, None), (4, None), (None, 2))) == Placing(4.0, 2.0, 0, 0, 2)
    assert placing(item(value=4, effort=2)) == Placing(4, 2, 0, 0, 0)


def test_a_word_that_runs_together_is_another_word() -> None:
    assert overlaps((effort("a", for_whom="an höriga"), effort("b"))) == ()


def test_peers_are_those_exactly_one_step_further_else_further_still() -> None:
    levels = {"a": 1, "b": 2, "c": 2, "d": 4, "e": None}
    assert peers(levels, "a") == ("b", "c")
    assert peers(levels, "b") == ("d",)
    assert peers(levels, "d") == ()
    assert peers(levels, "e") == ()
    assert peers({"a": 0, "b": 0}, "a") == ()


@given(st.dictionaries(st.sampled_from("abcdef"), st.none() | st.integers(0, 4)), st.sampled_from("abcdef"))
def test_a_peer_is_always_further_and_the_nearest_go_first(levels: dict[str, int | None], unit: str) -> None:
    own = levels.get(unit)
    found = [levels[p] for p in peers(levels, unit)]
    if own is None:
        assert found == []
    else:
        assert all(level is not None and level > own for level in found)
        exact = [v for v in levels.values() if v == own + 1]
        assert len(found) == (len(exact) or sum(v is not None and v > own for v in levels.values()))


def test_a_level_needs_evidence_from_one_up() -> None:
    rows = [UnitLevel(id=str(n), parent="i", unit="u", level=n) for n in (0, 1)]
    assert [f.level for f in levels_without_evidence(rows)] == ["1"]
    assert levels_without_evidence(rows) == (NoEvidence("1", "i", "u"),)
    assert levels_without_evidence([rows[1].with_(evidence="Sett i kassan"), rows[1].with_(unit=None), rows[1].with_(parent=None)]) == ()


def step(id: str, met_by: str = "", **said: object) -> JourneyStep:
    return JourneyStep(id=id, rank=id, journey="Bygglov", met_by=met_by, **said)  # type: ignore[arg-type]


def test_a_hand_over_is_a_change_of_whom_the_customer_meets() -> None:
    steps = [
        step("1", "Växeln"),
        step("2"),
        step("3", "växeln "),
        step("4", "Handläggaren"),
        step("5", "Kassan"),
        step("6", "Handläggaren"),
    ]
    assert hand_overs(steps) == ("4", "5", "6")
    assert hand_overs([]) == ()
    assert hand_overs([step("1", "Växeln")]) == ()


@given(st.lists(st.sampled_from(("", "A", "a ", "B", "C")), max_size=12))
def test_there_are_never_more_hand_overs_than_people_met_less_one(met: list[str]) -> None:
    found = hand_overs([step(str(n), who) for n, who in enumerate(met)])
    named = [m.strip().casefold() for m in met if m.strip()]
    assert len(found) <= max(0, len(named) - 1)
    assert (len(found) == 0) == (len(set(named)) <= 1)


def test_a_journey_adds_up_its_waiting_and_is_compared_with_what_it_is_to_become() -> None:
    now = [step("1", "Växeln", waiting="0.5"), step("2", "Handläggaren", waiting="12", bottleneck=True), step("3", "Kassan", waiting="12")]
    then = [step("4", "Handläggaren", version="then", waiting="2"), step("5", "handläggaren", version="then")]
    found = journeys([*now, *then, JourneyStep(id="9", rank="9", journey="Annan")])
    assert [(j.name, j.version, len(j.steps), len(j.hand_overs), j.waiting, j.bottlenecks, j.longest_wait) for j in found] == [
        ("Bygglov", "now", 3, 2, 24.5, ("2",), "2"),
        ("Bygglov", "then", 2, 0, 2.0, (), "4"),
        ("Annan", "now", 1, 0, None, (), None),
    ]
    (both,) = before_and_after(found)
    assert (both.hand_overs, both.waiting) == ((2, 0), (24.5, 2.0))


def test_what_a_journey_is_to_become_stands_after_what_it_is_whichever_was_written_first() -> None:
    found = journeys([step("1", "A", version="then"), step("2", "A"), step("3", "B")])
    assert [(j.name, j.version) for j in found] == [("Bygglov", "now"), ("Bygglov", "then")]
    assert before_and_after(found) == (Versions("Bygglov", (1, 0), (None, None)),)
