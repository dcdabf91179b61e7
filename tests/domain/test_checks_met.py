"""Rules about workshops that are to come. One that was, or is closed, is left in peace but for what it promised."""

from __future__ import annotations

import pytest

from tests.domain.shelf import TODAY, I, codes, of
from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Row
from verkstad.domain.following import AcceptedFinding, Threshold
from verkstad.domain.own_methods import OwnMethod
from verkstad.domain.people import Person
from verkstad.domain.workshop import Day, Participation, Track, Workshop

DAY = Day(id="day", parent="w", date="2026-12-04", start=540, target_end=660)
W = Workshop(id="w", title="Pilotstart", purpose="Att börja.", outcomes="Ett team", expected=20)
WORK = AgendaBlock(id="b1", parent="day", title="Arbete", minutes=60, rank="a")
REST = AgendaBlock(id="b2", parent="day", title="Fika", minutes=15, type="break", rank="b")
MORE = AgendaBlock(id="b3", parent="day", title="Mer", minutes=45, rank="c")
WHOLE: tuple[Row, ...] = (W, DAY, WORK, REST, MORE)
OURS = {f"V11{n:02d}" for n in range(1, 8)}


def but(*changed: Row, without: str = "") -> tuple[Row, ...]:
    ids = {row.id for row in changed}
    return (*(row for row in WHOLE if row.id not in ids and row.id not in without.split()), *changed)


def test_a_whole_workshop_is_quiet() -> None:
    assert not codes(*WHOLE) & OURS


@pytest.mark.parametrize("quiet", [{"date": "2026-11-23"}, {"date": None}])
def test_purpose_and_outcomes_are_asked_for_once_there_is_a_day_ahead(quiet: dict[str, str | None]) -> None:
    assert of("V1101", *but(W.with_(purpose=" ")))[0].said == {"lacks": ("purpose",)}
    assert of("V1101", *but(W.with_(purpose="", outcomes="")))[0].said == {"lacks": ("purpose", "outcomes")}
    assert "V1101" in codes(*but(W.with_(purpose=""), DAY.with_(date=TODAY)))
    assert "V1101" not in codes(*but(W.with_(purpose=""), DAY.with_(**quiet)))
    assert "V1101" not in codes(*but(W.with_(purpose="", closed="2026-11-20")))


def test_a_program_over_time_is_told_by_its_minutes() -> None:
    (found,) = of("V1102", *but(MORE.with_(minutes=46)))
    assert found.said == {"minutes": 1} and (found.kind, found.id) == ("day", "day")
    assert "V1102" in codes(*but(MORE.with_(minutes=46), DAY.with_(date=None)))
    assert "V1102" not in codes(*but(MORE.with_(minutes=46), DAY.with_(date="2026-11-23")))
    assert "V1102" not in codes(*but(MORE.with_(minutes=200), DAY.with_(target_end=None)))


def test_nobody_sits_for_two_hours_without_a_break() -> None:
    long = but(WORK.with_(minutes=76), DAY.with_(target_end=None), without="b2")
    (found,) = of("V1103", *long)
    assert found.said == {"start": 540, "end": 661, "more": 0} and found.id == "day"
    assert "V1103" not in codes(*but(WORK.with_(minutes=75), without="b2"))
    assert "V1103" not in codes(
        I,
        *[r.with_(initiative="i") if r.id == "w" else r for r in long],
        Threshold(id="t", parent="i", name="minutes_without_break", value=121),
    )
    two = of("V1103", *but(WORK.with_(minutes=130), MORE.with_(minutes=130), DAY.with_(target_end=None)))
    assert two[0].said["more"] == 1 and two[0].said["end"] == 670


def test_a_common_result_is_made_by_as_many_as_the_exercise_is_for() -> None:
    block = WORK.with_(method="table_talk", sets=1)
    (found,) = of("V1104", *but(block))
    assert (found.kind, found.id, found.said) == ("block", "b1", {"people": 20, "most": 6})
    assert "V1104" not in codes(*but(block.with_(sets=None))) and "V1104" not in codes(*but(block.with_(sets=4)))
    assert "V1104" not in codes(*but(block.with_(method="world_cafe"))) and "V1104" not in codes(*but(block.with_(method="unknown")))
    assert "V1104" not in codes(*but(block.with_(track="t")), Track(id="t", parent="day")) and "V1104" not in codes(
        *but(block.with_(method=""))
    )
    listed = [Participation(id=f"p{n}", parent="w", person=f"q{n}") for n in range(7)]
    assert of("V1104", *but(block), *listed)[0].said["people"] == 7
    assert "V1104" not in codes(*but(block), *listed[:6]) and "V1104" not in codes(*but(block), *listed[:6], listed[6].with_(answer="no"))
    assert "V1104" not in codes(*but(block), *listed[:6], listed[6].with_(attended="absent"))
    own = OwnMethod(id="mine", name="Egen", most=5)
    assert of("V1104", *but(block.with_(method="mine")), own)[0].said["most"] == 5 and "V1104" not in codes(
        *but(block.with_(method="mine")), own.with_(most=20)
    )


def test_somebody_who_decides_is_there_when_it_is_needed() -> None:
    needs = MORE.with_(needs_decider=True)
    boss = Participation(id="p1", parent="w", person="x", part="decider")
    other = Participation(id="p2", parent="w", person="y")
    assert "V1105" not in codes(*but(needs), boss) and "V1105" not in codes(*but(needs))
    (found,) = of("V1105", *but(needs), other)
    assert (found.kind, found.id, found.said) == ("block", "b3", {"start": 615})
    second = Day(id="day2", parent="w", date="2026-12-05", start=540, target_end=660)
    assert "V1105" in codes(*but(needs), second, boss.with_(present_on="day2"))
    assert "V1105" not in codes(*but(needs), second, boss.with_(present_on="day"))
    assert "V1105" not in codes(*but(needs), boss.with_(present_on="day2"))  # that day is gone: every day
    assert "V1105" in codes(*but(needs), boss.with_(present_until=659)) and "V1105" not in codes(*but(needs), boss.with_(present_until=660))
    assert "V1105" in codes(*but(needs), boss.with_(present_from=616)) and "V1105" not in codes(*but(needs), boss.with_(present_from=615))
    assert "V1105" in codes(*but(needs), boss.with_(answer="no")) and "V1105" in codes(*but(needs), boss.with_(attended="absent"))
    assert "V1105" not in codes(*but(needs), boss.with_(present_until=600), boss.with_(id="p3", person="z"))
    assert "V1105" not in codes(*WHOLE, other)


def test_the_four_perspectives_are_among_those_who_come() -> None:
    mine = W.with_(initiative="i")
    roles = ("management", "digital_lead", "it", "operations", "employee", "employee")
    people = [Person(id=f"q{n}", role=role) for n, role in enumerate(roles)]
    listed = [Participation(id=f"p{n}", parent="w", person=f"q{n}") for n in range(6)]
    assert "V1106" not in codes(I, *but(mine), *people, *listed)
    assert of("V1106", I, *but(mine), people[0].with_(role="employee"), *people[1:], *listed)[0].said == {"roles": ("management",)}
    assert "V1106" not in codes(I, *but(mine), people[0].with_(role="political"), *people[1:], *listed)
    assert of("V1106", I, *but(mine), *people, *listed[1:], listed[0].with_(id="p9", person="gone"))[0].said["roles"] == ("management",)
    assert "V1106" not in codes(I, *but(mine), *people[1:], *listed[1:])  # five
    assert "V1106" not in codes(*WHOLE, *people[1:], *listed) and "V1106" not in codes(
        I, *but(mine), *[p.with_(role="") for p in people], *listed
    )
    assert "V1106" not in codes(I, *but(mine, DAY.with_(date=None)), people[0].with_(role="employee"), *people[1:], *listed)
    away = [listed[0].with_(answer="no"), *listed[1:], listed[5].with_(id="p9")]
    assert of("V1106", I, *but(mine), *people, *away)[0].said["roles"] == ("management",)


def test_a_workshop_that_was_closed_led_to_a_promise() -> None:
    closed = (W.with_(closed="2026-11-10"), DAY.with_(date="2026-11-10"))
    promise = Action(id="a", parent="w", what="Ring", owner="anna", due="2026-11-24")
    assert of("V1107", *but(*closed))[0].severity == "warning" and "V1107" not in codes(*but(*closed), promise)
    for other in ({"owner": None}, {"due": None}, {"due": "2026-11-25"}):
        assert "V1107" in codes(*but(*closed), promise.with_(**other))
    plenary = [WORK.with_(type="plenary"), MORE.with_(type="plenary")]
    assert "V1107" not in codes(*but(*closed, *plenary)) and "V1107" in codes(*but(*closed, plenary[0], MORE.with_(type="solo")))
    assert "V1107" not in codes(*but(closed[0].with_(closed="2026-10-26"), DAY.with_(date="2026-10-26")))
    assert "V1107" in codes(*but(closed[0].with_(closed="2026-10-27"), DAY.with_(date="2026-10-27"))) and "V1107" not in codes(*WHOLE)


def test_what_is_let_be_in_a_workshop_is_let_be_there() -> None:
    let_be = AcceptedFinding(id="x", parent="w", code="V1102", about="day", reason="Vi hinner.", on="2026-11-20")
    (found,) = of("V1102", *but(MORE.with_(minutes=60)), let_be)
    assert (found.accepted, found.accepted_on, found.scope) == ("Vi hinner.", "2026-11-20", "w")
    assert of("V1102", *but(MORE.with_(minutes=60)), let_be.with_(about="b1"))[0].accepted is None
    assert of("V1102", *but(MORE.with_(minutes=60)), let_be.with_(code="V1103"))[0].accepted is None
    assert of("V1102", *but(MORE.with_(minutes=60)), let_be.with_(parent="i"))[0].accepted is None
