"""Rules about pilots, measures and loops. One that is being prepared raises nothing but its day."""

from __future__ import annotations

import pytest

from tests.domain.shelf import TODAY, I, codes, of
from verkstad.domain.fields import Row
from verkstad.domain.following import Threshold
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.launch import LaunchActivity
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Loop, Measure, Measurement, Pilot

GOAL = Goal(id="g", parent="i", statement="Mål")
MODULE = Module(id="m", parent="i", title="Ring", status="pilot", goal="g")
PILOT = Pilot(
    id="p", parent="i", title="Ring", idea="Ringa", module="m", team="t", goal="g", state="running", prediction="Färre samtal", started="2026-10-05",
    decision_day="2026-12-20", follow_up="2027-03-01", owner="anna", journey_step="Ansökan", approved_by="Chefen",
)  # fmt: skip
MEASURES = tuple(Measure(id=side, parent="p", title=side, side=side, target="5") for side in ("customer", "done", "effect"))
DAYS = ("2026-09-28", "2026-10-12", "2026-11-20")
VALUES = tuple(Measurement(id=f"{m.id}{day}", parent=m.id, on=day, value="7") for m in MEASURES for day in DAYS)
LOOP = Loop(id="l", parent="p", question="Hur?", starts="2026-10-05", ends="2026-11-01", learnt="Att ringa först.", state="finished")
LAUNCH = LaunchActivity(id="la", parent="i", title="Träff", on="2026-09-15", channel="meeting")
WHOLE: tuple[Row, ...] = (I, GOAL, MODULE, PILOT, *MEASURES, *VALUES, LOOP, LAUNCH)
OURS = {f"V7{n:02d}" for n in range(1, 20)}


def but(*changed: Row, without: str = "") -> tuple[Row, ...]:
    ids = {row.id for row in changed}
    return (*(row for row in WHOLE if row.id not in ids and (not without or not row.id.startswith(without))), *changed)


def test_a_whole_pilot_is_quiet_and_so_is_one_that_is_being_prepared() -> None:
    assert not codes(*WHOLE) & OURS
    assert not codes(I, Pilot(id="p", parent="i", title="Skiss")) & OURS
    assert not codes(I, Pilot(id="p", parent="i", title="Skiss", state="ended", outcome="adopt")) & OURS


def test_a_running_pilot_has_a_prediction() -> None:
    assert "V701" in codes(*but(PILOT.with_(prediction=" "))) and "V701" not in codes(
        *but(PILOT.with_(prediction="", state="measure_first"))
    )


@pytest.mark.parametrize("side", ["customer", "done", "effect"])
def test_a_running_pilot_has_a_measure_on_each_side(side: str) -> None:
    (found,) = of("V702", *but(without=side))
    assert [lack.what for lack in found.said["lacks"]] == [side] and found.severity == "blocking"


@pytest.mark.parametrize(
    ("code", "what", "changed"),
    [
        ("V704", "decision_day", {"decision_day": None}), ("V716", "idea", {"idea": ""}), ("V716", "team", {"team": None}),
        ("V716", "owner", {"owner": None}), ("V716", "follow_up", {"follow_up": None}),
    ],
)  # fmt: skip
def test_what_the_gate_asks_for_is_told_once_it_runs_and_a_reason_given_there_stands(
    code: str, what: str, changed: dict[str, None]
) -> None:
    (found,) = of(code, *but(PILOT.with_(**changed)))
    assert [lack.what for lack in found.said["lacks"]] == [what] and found.accepted is None
    assert of(code, *but(PILOT.with_(passed_why="Vi vet i mars.", **changed)))[0].accepted == "Vi vet i mars."
    assert code not in codes(*but(PILOT.with_(state="measure_first", **changed)))


def test_baseline_and_target_of_every_measure_are_there() -> None:
    (found,) = of("V703", *but(without="effect2026-09"))
    assert [(lack.what, lack.measure) for lack in found.said["lacks"]] == [("baseline", "effect")]
    (found,) = of("V716", *but(MEASURES[2].with_(target=None)))
    assert [(lack.what, lack.measure) for lack in found.said["lacks"]] == [("target", "effect")]


def test_the_first_pilots_are_tried_one_at_a_time() -> None:
    other = PILOT.with_(id="q", rank="b")
    (found,) = of("V705", *WHOLE, other)
    assert found.said["count"] == 2 and found.id == "i" and found.mend == ("pilot", "q")
    assert "V705" not in codes(*WHOLE) and "V705" not in codes(*WHOLE, other.with_(state="measure_first"))
    assert "V705" not in codes(*WHOLE, other, Pilot(id="r", parent="i", state="ended", outcome="adopt"))


def test_a_decision_day_that_has_passed_hinders() -> None:
    (found,) = of("V706", *but(PILOT.with_(decision_day="2026-11-23")))
    assert found.said["day"] == "2026-11-23" and found.severity == "blocking"
    assert "V706" not in codes(*but(PILOT.with_(decision_day=TODAY)))
    assert "V706" not in codes(*but(PILOT.with_(decision_day="2026-11-23", outcome="adapt")))


def test_a_loop_teaches_something_and_is_short() -> None:
    assert "V707" in codes(*but(LOOP.with_(learnt=" "))) and "V707" not in codes(*but(LOOP.with_(learnt="", state="running")))
    long = LOOP.with_(state="running", ends="2026-11-04")
    assert of("V708", *but(long))[0].said == {"days": 31, "most": 30} and "V708" not in codes(*but(long.with_(ends="2026-11-03")))
    assert "V708" not in codes(*but(long.with_(state="finished"))) and "V708" not in codes(*but(long.with_(ends=None)))
    assert "V708" not in codes(*but(long), Threshold(id="x", parent="i", name="loop_days", value=31))


def test_a_pilot_is_expanded_after_two_loops() -> None:
    ended = PILOT.with_(state="ended", outcome="expand")
    (found,) = of("V709", *but(ended))
    assert found.said == {"count": 1, "least": 2} and found.accepted is None
    assert of("V709", *but(ended.with_(outcome_why="Alla vill.")))[0].accepted == "Alla vill."
    assert "V709" not in codes(*but(ended), LOOP.with_(id="l2")) and "V709" in codes(*but(ended), LOOP.with_(id="l2", state="planned"))
    assert "V709" not in codes(*but(ended.with_(outcome="adapt")))


def test_the_first_pilot_names_a_step_of_the_customers_journey() -> None:
    bare = PILOT.with_(journey_step=" ")
    assert of("V710", *but(bare))[0].accepted is None and of("V710", *but(bare.with_(passed_why="Sedan.")))[0].accepted == "Sedan."
    assert "V710" not in codes(*but(bare.with_(state="measure_first"))) and "V710" not in codes(
        *but(bare, MODULE.with_(journey_step="Svar"))
    )
    assert "V710" in codes(*but(bare.with_(module=None)))
    earlier = PILOT.with_(id="q", started="2026-10-04")
    assert "V710" not in codes(*but(bare), earlier) and "V710" in codes(*but(bare), earlier.with_(started="2026-10-06"))
    assert "V710" in codes(*but(bare), earlier.with_(started=None))
    assert "V710" not in codes(*but(bare), earlier.with_(started=None, state="ended", outcome="adopt"))


def test_self_service_is_balanced() -> None:
    own = PILOT.with_(self_service=True)
    assert [lack.what for lack in of("V711", *but(own))[0].said["lacks"]] == ["balancing"]
    balance = (Measure(id="b", parent="p", side="balancing"), Measurement(id="bv", parent="b", on="2026-09-28", value="1"))
    assert "V711" not in codes(*but(own), *balance) and "V703" in codes(*but(own), balance[0])


def test_two_values_on_a_day_become_one_by_a_choice() -> None:
    twice = Measurement(id="more", parent="done", on="2026-10-12", value="9")
    (found,) = of("V712", *WHOLE, twice)
    assert (found.kind, found.id, found.said["count"]) == ("measure", "done", 1)
    assert "V712" not in codes(*but(MEASURES[1].with_(joined="mean")), twice)
    assert "V712" not in codes(*but(PILOT.with_(state="ended")), twice)


def test_a_measure_of_a_running_pilot_waits_for_its_value() -> None:
    (found,) = of("V713", *but(without="effect2026-11"))
    assert (found.kind, found.id) == ("measure", "effect")
    assert "V713" not in codes(*but(PILOT.with_(state="ended"), without="effect2026-11"))


def test_a_pilot_leads_to_a_goal_itself_or_by_its_module() -> None:
    assert "V714" not in codes(*but(PILOT.with_(goal=None)))
    bare = MODULE.with_(goal=None)
    assert "V714" in codes(*but(PILOT.with_(goal=None), bare)) and "V714" not in codes(*but(bare))
    assert "V714" in codes(*but(PILOT.with_(goal="gone"), bare)) and "V714" in codes(*but(PILOT.with_(goal=None, module=None)))
    assert "V714" not in codes(*but(PILOT.with_(goal=None, state="measure_first"), bare))


def test_a_pilot_that_has_not_learnt_for_two_months_is_told() -> None:
    old = LOOP.with_(starts="2026-08-01", ends="2026-09-24")
    begun = PILOT.with_(started="2026-08-01")
    assert of("V715", *but(begun, old))[0].said == {"days": 61} and "V715" not in codes(*but(begun, old.with_(ends="2026-09-25")))
    assert "V715" not in codes(*but(begun, old.with_(starts="2026-11-30"))) and "V715" in codes(*but(begun, without="l"))
    assert "V715" not in codes(*but(begun.with_(state="ended"), old)) and "V715" not in codes(*but(PILOT.with_(started=None), old))
    assert "V715" not in codes(*but(begun, old), Threshold(id="x", parent="i", name="quiet_days", value=61))


def test_the_launch_begins_before_the_pilot() -> None:
    assert of("V717", *but(without="la"))[0].said == {"day": "2026-10-05"}
    for other in ({"on": "2026-10-06"}, {"on": None}, {"outward": True}, {"state": "dropped"}, {"module": "other"}):
        assert "V717" in codes(*but(LAUNCH.with_(**other))), other
    assert "V717" not in codes(*but(LAUNCH.with_(on="2026-10-05"))) and "V717" not in codes(*but(LAUNCH.with_(module="m")))
    assert "V717" not in codes(*but(PILOT.with_(state="measure_first"), without="la")) and "V717" not in codes(
        *but(PILOT.with_(started=None), without="la")
    )


def test_a_launch_that_begins_late_is_told_while_there_is_time() -> None:
    coming = PILOT.with_(state="measure_first", started="2027-01-15")
    assert of("V718", *but(coming, LAUNCH.with_(on="2027-01-02")))[0].said == {"days": 13, "least": 14}
    assert "V718" not in codes(*but(coming, LAUNCH.with_(on="2027-01-01"))) and "V718" not in codes(*but(coming, without="la"))
    assert "V718" in codes(*but(coming, LAUNCH.with_(on="2027-01-20"))) and "V718" not in codes(
        *but(coming.with_(state="running"), LAUNCH.with_(on="2027-01-10"))
    )
    assert "V718" not in codes(*but(coming.with_(started="2026-11-23"), LAUNCH.with_(on="2026-11-22")))
    assert "V718" in codes(*but(coming.with_(started=TODAY), LAUNCH.with_(on="2026-11-22")))
    assert "V718" not in codes(*but(coming.with_(started=None)))


def test_somebody_allowed_the_test_where_nothing_is_decided() -> None:
    free = PILOT.with_(approved_by=" ")
    assert "V719" in codes(*but(free)) and "V719" not in codes(*but(free.with_(state="measure_first")))
    assert "V719" not in codes(*but(free), Decision(id="d", parent="i", state="decided")) and "V719" in codes(
        *but(free), Decision(id="d", parent="i")
    )
