"""Rules about the launch inside the organisation."""

from __future__ import annotations

import pytest

from tests.domain.shelf import I, codes, of
from verkstad.domain.fields import Row
from verkstad.domain.following import Threshold
from verkstad.domain.launch import Audience, LaunchActivity, Understanding
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot

GROUP = Audience(id="a", parent="i", title="Handläggare", why="Kunden väntar.", how="Ring inom en vecka.")
MEETING = LaunchActivity(id="l1", parent="i", audience="a", channel="meeting", two_way=True, phase="before", on="2026-11-01", state="done")
PRINT = LaunchActivity(id="l2", parent="i", audience="a", channel="print", phase="start", on="2026-12-01")
TRY = LaunchActivity(id="l3", parent="i", audience="a", channel="try_it", phase="after", on="2026-12-20")
ASKED = Understanding(id="u", parent="a", on="2026-11-10", could=7, asked=10)
WHOLE: tuple[Row, ...] = (I, GROUP, MEETING, PRINT, TRY, ASKED)
OURS = {f"V9{n:02d}" for n in range(1, 14)}


def but(*changed: Row, without: str = "") -> tuple[Row, ...]:
    ids = {row.id for row in changed}
    return (*(row for row in WHOLE if row.id not in ids and row.id not in without.split()), *changed)


def test_a_whole_launch_is_quiet_and_so_is_an_audience_nothing_is_planned_for() -> None:
    assert not codes(*WHOLE) & OURS
    assert not codes(I, Audience(id="a", parent="i", title="Alla")) & OURS


@pytest.mark.parametrize("column", ["why", "how"])
def test_why_and_how_are_there_when_something_is_planned(column: str) -> None:
    (found,) = of("V901", *but(GROUP.with_(**{column: " "})))
    assert found.said == {"lacks": (column,)} and found.severity == "blocking"
    assert "V901" not in codes(I, GROUP.with_(**{column: ""}), MEETING.with_(outward=True))


def test_something_is_planned_for_an_audience_before_its_pilot() -> None:
    pilot = Pilot(id="p", parent="i", module="m", state="running")
    assert "V902" in codes(I, GROUP, pilot) and "V902" in codes(I, GROUP.with_(module="m"), pilot)
    assert "V902" not in codes(I, GROUP.with_(module="other"), pilot) and "V902" not in codes(I, GROUP, pilot.with_(state="ended"))
    assert "V902" not in codes(I, GROUP, pilot.with_(state="measure_first"))
    assert "V902" in codes(I, GROUP, pilot.with_(state="measure_first", started="2027-01-10")) and "V902" not in codes(*WHOLE, pilot)


def test_channels_are_varied_and_let_them_answer() -> None:
    mail = MEETING.with_(channel="email")
    assert {"V903"} == codes(I, GROUP, mail, ASKED) & {"V903", "V904", "V905"}
    alone = codes(I, GROUP, MEETING, ASKED)
    assert {"V904"} == alone & {"V903", "V904", "V905"} and of("V904", I, GROUP, MEETING)[0].said == {"channel": "meeting"}
    assert of("V905", *but(without="l3"))[0].said == {"count": 2, "least": 3, "answers": True}
    assert of("V905", *but(MEETING.with_(two_way=False)))[0].said == {"count": 3, "least": 3, "answers": False}
    assert "V905" not in codes(*but(without="l3"), Threshold(id="t", parent="i", name="channel_kinds", value=2))
    assert not codes(*WHOLE) & {"V903", "V904", "V905"} and "V905" not in codes(I, GROUP)
    assert "V903" in codes(*but(mail, PRINT.with_(state="dropped"), TRY.with_(outward=True)))


def test_no_phase_is_empty() -> None:
    assert of("V906", *but(without="l3"))[0].said == {"phases": ("after",)} and "V906" not in codes(I, GROUP)


def test_a_message_is_short_and_easy_to_read() -> None:
    said = PRINT.with_(ingress="ord " * 41)
    assert of("V907", *but(said))[0].said == {"words": 41, "most": 40, "minutes": 0, "lix": 41}
    easy = PRINT.with_(ingress="ord. " * 41)
    assert of("V907", *but(easy))[0].said == {"words": 41, "most": 40, "minutes": 0, "lix": 0}
    assert "V907" not in codes(*but(PRINT.with_(ingress="ord. " * 40)))
    assert of("V907", *but(PRINT.with_(message="ord. " * 401)))[0].said["minutes"] == 3 and "V907" not in codes(
        *but(PRINT.with_(message="ord. " * 400))
    )
    assert "V907" not in codes(*but(easy.with_(on="2026-11-23"))) and "V907" in codes(*but(easy.with_(on=None)))
    assert "V907" not in codes(*but(easy.with_(state="done"))) and "V907" not in codes(*WHOLE)
    assert "V907" not in codes(*but(easy), Threshold(id="t", parent="i", name="ingress_words", value=41))
    heavy = PRINT.with_(message="Digitaliseringsförändringar förutsätter verksamhetsutveckling.")
    assert of("V907", *but(heavy))[0].said["lix"] == 103
    assert "V907" not in codes(*but(heavy), Threshold(id="t", parent="i", name="lix", value=103))
    assert "V907" in codes(*but(PRINT.with_(message="ord. " * 300)), Threshold(id="t", parent="i", name="message_minutes", value=1))


def test_the_first_lines_are_tested_before_they_go_out() -> None:
    said = PRINT.with_(ingress="Från mars ringer vi.", tells_what=True)
    assert of("V908", *but(said))[0].said == {"count": 3} and "V908" not in codes(*but(said.with_(on="2026-12-09")))
    assert "V908" in codes(*but(said.with_(on="2026-12-08"))) and "V908" not in codes(*but(said.with_(on=None)))
    assert "V908" in codes(*but(said.with_(on="2026-11-24"))) and "V908" not in codes(*but(said.with_(on="2026-11-23")))
    assert "V908" not in codes(*but(said.with_(tells_me=True, tells_when=True, tells_do=True))) and "V908" not in codes(
        *but(said.with_(state="done"))
    )
    sooner = Threshold(id="t", parent="i", name="first_lines_days", value=7)
    assert "V908" in codes(*but(said.with_(on="2026-12-01")), sooner) and "V908" not in codes(*but(said.with_(on="2026-12-02")), sooner)


def test_somebody_asks_what_they_understood() -> None:
    assert "V909" in codes(*but(without="u")) and "V909" in codes(*but(ASKED.with_(asked=None)))
    assert "V909" not in codes(*but(MEETING.with_(state="planned"), without="u"))


def test_an_empty_phrase_in_a_message_asks_until_it_is_answered_or_sent() -> None:
    for column in ("subject", "ingress", "message"):
        assert "V910" in codes(*but(PRINT.with_(**{column: "Kunden i centrum."})))
    said = PRINT.with_(message="Kunden i centrum.")
    assert "V910" not in codes(*but(said.with_(answer="Ja."))) and "V910" not in codes(*but(said.with_(state="done")))
    assert "V910" not in codes(*but(said.with_(on="2026-11-23")))
    for column in ("why", "how"):
        assert "V911" in codes(*but(GROUP.with_(**{column: "Kunden i centrum."})))
    assert "V911" not in codes(*but(GROUP.with_(why="Kunden i centrum.", answer="Ja.")))


def test_something_is_spent_inside_when_something_is_outside() -> None:
    outside = LaunchActivity(id="o", parent="i", outward=True, hours="10")
    assert "V912" in codes(*WHOLE, outside) and "V912" not in codes(*but(MEETING.with_(cost="500")), outside)
    assert "V912" not in codes(*WHOLE) and "V912" not in codes(*WHOLE, outside.with_(state="dropped"))


def test_what_is_introduced_is_made_to_last() -> None:
    module = Module(id="m", parent="i", status="introduced")
    after = [LaunchActivity(id=f"x{n}", parent="i", module="m", phase="after") for n in range(2)]
    assert of("V913", I, module, after[0])[0].said == {"count": 1, "least": 2} and "V913" not in codes(I, module, *after)
    assert "V913" not in codes(I, module.with_(status="pilot")) and "V913" in codes(I, module, after[0], after[1].with_(phase="start"))
    pilot = Pilot(id="p", parent="i", module="m", state="ended", started="2026-06-01")
    late = after[1].with_(on="2026-10-01")
    assert "V913" in codes(I, module, pilot, after[0], late) and "V913" not in codes(
        I, module, pilot, after[0], late.with_(on="2026-08-01")
    )
    assert "V913" not in codes(I, module, pilot, after[0], late, Threshold(id="t", parent="i", name="lasting_days", value=200))
    assert "V913" not in codes(I, module, after[0], Threshold(id="t", parent="i", name="lasting_activities", value=1))
