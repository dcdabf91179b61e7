"""Rules about teams. A team nobody is in yet is a sketch."""

from __future__ import annotations

import pytest

from tests.domain.shelf import I, codes, of
from verkstad.domain.fields import Row
from verkstad.domain.following import Threshold
from verkstad.domain.mandates import DecisionType, Mandate
from verkstad.domain.modules import Module, Need, NeededDecision
from verkstad.domain.people import Person
from verkstad.domain.teams import InTooManyTeams, Lacks, Member, PromisedTooMuch, Team

ANNA = Person(
    id="anna", unit="home", role="employee", meets_customers=True, percent=20, confirmed_by="Chefen", competences="Klarspråk, Webb"
)
BO = Person(id="bo", unit="it", role="it", percent=20, confirmed_by="Chefen")
CIA = Person(id="cia", unit="desk", role="management", percent=20, confirmed_by="Chefen")
TEAM = Team(id="t", parent="i", title="Hembeskedet", fixed="Budgeten.", accountable="cia")
SEATS = tuple(Member(id=f"s{p.id}", parent="t", person=p.id, rank=p.id) for p in (ANNA, BO, CIA))
MODULE = Module(id="m", parent="i", title="Ring", status="pilot", team="t")
WHOLE: tuple[Row, ...] = (I, ANNA, BO, CIA, TEAM, *SEATS, MODULE)
OURS = {f"V6{n:02d}" for n in range(1, 16)}


def but(*changed: Row) -> tuple[Row, ...]:
    """The whole team with these rows instead of theirs, or beside them."""
    ids = {row.id for row in changed}
    return (*(row for row in WHOLE if row.id not in ids), *changed)


def test_a_whole_team_is_quiet_and_so_is_one_that_nobody_is_in() -> None:
    assert not codes(*WHOLE) & OURS
    assert not codes(I, Team(id="t", parent="i", title="Tomt")) & OURS


def test_a_team_from_one_operation_or_without_anybody_who_meets_customers_is_told() -> None:
    assert "V601" in codes(*but(BO.with_(unit="home"), CIA.with_(unit="home")))
    (found,) = of("V602", *but(ANNA.with_(meets_customers=False)))
    assert found.severity == "warning" and (found.kind, found.id) == ("team", "t")


def test_a_gap_somebody_has_explained_is_let_be_with_that_reason() -> None:
    found = of("V602", *but(ANNA.with_(meets_customers=False), TEAM.with_(gap_accepted=" Hon kommer i mars. ")))
    assert [f.accepted for f in found] == ["Hon kommer i mars."]
    assert of("V608", *but(TEAM.with_(fixed="", gap_accepted="Vi väntar.")))[0].accepted is None  # the charter is no gap


def test_who_meets_customers_may_take_what_concerns_them() -> None:
    needed = NeededDecision(id="nd", parent="m", decision_type="opening_hours", level=2)
    boss = Mandate(id="m1", parent="bo", decision_type="opening_hours", level=2)
    assert "V603" in codes(*WHOLE, needed, boss)
    own = Mandate(id="m2", parent="anna", decision_type="opening_hours", level=2)
    assert "V603" not in codes(*WHOLE, needed, own) and "V603" in codes(*WHOLE, needed, boss, own.with_(able=False))
    inner = needed.with_(decision_type="purchase")
    assert "V603" not in codes(*WHOLE, inner, boss.with_(decision_type="purchase"))
    kind = DecisionType(id="purchase", name="Köpa in", customer_facing=True)
    assert "V603" in codes(*WHOLE, inner, boss.with_(decision_type="purchase"), kind)
    assert "V603" not in codes(*WHOLE, inner, boss.with_(decision_type="purchase"), kind.with_(customer_facing=False))


def test_a_team_that_may_decide_nothing_at_all_is_told_when_decisions_are_needed() -> None:
    needed = NeededDecision(id="nd", parent="m", decision_type="fees", level=3)
    (found,) = of("V604", *WHOLE, needed)
    assert found.said["count"] == 1
    low = Mandate(id="m1", parent="bo", decision_type="fees", level=1)
    assert "V604" in codes(*WHOLE, needed, low) and "V604" not in codes(*WHOLE, needed, low.with_(level=2))
    assert "V604" not in codes(*WHOLE) and "V604" not in codes(I, TEAM, MODULE, needed)
    assert of("V604", *but(TEAM.with_(gap_accepted="Vi frågar.")), needed)[0].accepted == "Vi frågar."
    assert "V604" not in codes(*but(MODULE.with_(status="introduced")), needed)


@pytest.mark.parametrize(
    ("need", "held"),
    [
        (Need(id="n", parent="m", form="unit", unit="home"), True), (Need(id="n", parent="m", form="unit", unit="school"), False),
        (Need(id="n", parent="m", form="competence", name="webb"), True), (Need(id="n", parent="m", form="competence", name="juridik"), False),
        (Need(id="n", parent="m", form="perspective", name="it"), True), (Need(id="n", parent="m", form="perspective", name="customer"), False),
    ],
)  # fmt: skip
def test_a_team_holds_what_its_modules_need(need: Need, held: bool) -> None:
    found = of("V605", *WHOLE, need)
    assert (not found) is held
    assert held or isinstance(found[0].said["noticed"][0], Lacks)
    assert "V605" not in codes(*but(MODULE.with_(status="closed")), need)


def test_a_team_is_neither_very_small_nor_very_large() -> None:
    pair = [row for row in WHOLE if row.id != "scia"]
    assert of("V606", *pair)[0].said == {"count": 2, "least": 3, "most": 9}
    assert "V606" not in codes(*pair, Threshold(id="x", parent="i", name="team_least", value=2))
    assert "V606" in codes(*WHOLE, Threshold(id="x", parent="i", name="team_most", value=2))
    assert "V606" not in codes(*WHOLE, Threshold(id="x", parent="i", name="team_most", value=3))
    assert of("V606", *[row for row in but(TEAM.with_(gap_accepted="Två räcker.")) if row.id != "scia"])[0].accepted == "Två räcker."


def test_responsibility_has_time_that_somebody_has_confirmed() -> None:
    assert of("V607", *but(ANNA.with_(percent=0)))[0].said == {"idle": 1, "unconfirmed": 0}
    assert of("V607", *but(BO.with_(percent=None)))[0].said == {"idle": 1, "unconfirmed": 0}
    assert of("V607", *but(CIA.with_(confirmed_by=" ")))[0].said == {"idle": 0, "unconfirmed": 1}
    assert "V607" not in codes(*but(ANNA.with_(percent=0), MODULE.with_(team=None)))
    assert of("V607", *but(ANNA.with_(percent=0), TEAM.with_(gap_accepted="Från januari.")))[0].accepted == "Från januari."
    assert "V607" not in codes(*but(ANNA.with_(percent=0), SEATS[0].with_(percent=10)))


def test_a_team_has_a_charter_and_one_thing_to_work_on() -> None:
    assert of("V608", *but(TEAM.with_(fixed=" ")))[0].severity == "hint" and "V608" not in codes(*but(TEAM.with_(fixed="", free="Hur.")))
    assert "V609" in codes(*but(MODULE.with_(team=None))) and "V609" in codes(*but(MODULE.with_(status="introduced")))
    assert "V609" not in codes(*but(MODULE.with_(team=None), TEAM.with_(value_stream="Från fråga till svar")))
    assert "V610" in codes(*WHOLE, MODULE.with_(id="n")) and "V610" not in codes(*WHOLE, MODULE.with_(id="n", status="chosen"))


def test_a_person_is_in_two_teams_at_most_and_promises_no_more_than_there_is() -> None:
    teams = [Team(id=f"t{n}", parent="i", title="T", fixed="X") for n in range(2)]
    more = [Member(id=f"x{n}", parent=f"t{n}", person="anna", percent=5) for n in range(2)]
    (found,) = of("V611", *WHOLE, *teams, *more)
    assert (found.kind, found.id, found.mend) == ("person", "anna", ("person", "anna"))
    assert isinstance(found.said["noticed"][0], InTooManyTeams) and found.said["person"] == "anna"
    assert "V611" not in codes(*WHOLE, teams[0], more[0])
    assert "V611" in codes(*WHOLE, teams[0], more[0], Threshold(id="x", parent="i", name="teams_a_person", value=1))
    promised = of("V612", *WHOLE, teams[0], more[0])
    assert [f.id for f in promised] == ["anna"] and isinstance(promised[0].said["noticed"][0], PromisedTooMuch)
    assert "V612" not in codes(*WHOLE)


def test_a_module_is_tried_by_somebody() -> None:
    (found,) = of("V613", I, TEAM, MODULE)
    assert found.id == "t"
    assert "V613" not in codes(I, TEAM, MODULE.with_(status="chosen")) and "V613" not in codes(*WHOLE)


def test_a_charter_is_read_again_and_somebody_answers_for_the_team() -> None:
    assert of("V614", *but(TEAM.with_(revisit_on="2026-11-23")))[0].said == {"day": "2026-11-23"}
    assert "V614" not in codes(*but(TEAM.with_(revisit_on="2026-11-24"))) and "V614" not in codes(*WHOLE)
    assert "V615" in codes(*but(TEAM.with_(accountable=None))) and "V615" in codes(*but(TEAM.with_(accountable="gone")))
    assert "V615" not in codes(*but(TEAM.with_(accountable=None), MODULE.with_(status="chosen")))
    assert "V615" not in codes(I, TEAM.with_(accountable=None), MODULE)


def test_an_entry_joined_with_another_counts_as_that_one() -> None:
    joined = Person(id="old", same_as="anna")
    assert not codes(*but(SEATS[0].with_(person="old"), joined)) & OURS
    circle = (joined.with_(same_as="older"), Person(id="older", same_as="old"))
    assert "V602" in codes(*but(SEATS[0].with_(person="old"), *circle))  # entries that name one another are nobody who meets customers
