"""Rules about goals. A draft raises nothing."""

from __future__ import annotations

import pytest

from tests.domain.shelf import TODAY, I, codes, of
from verkstad.domain.actions import Action
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.modules import Module
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Pilot

ANNA, HOME = Person(id="anna"), Unit(id="home", name="Hemtjänsten")
DECISION = Decision(id="d", parent="i", state="decided", decided_by="Nämnden", decided_on="2026-10-01", review_on="2027-03-01")
WHOLE = Goal(
    id="g", parent="i", statement="Besked inom tio dagar.", indicator="Dagar till besked", measure_unit="dagar", baseline="27",
    baseline_on="2026-09-01", target="10", target_on="2027-06-01", owner="anna", unit="home", category="customer_care", decision="d",
    next_check="2026-12-01", stage="agreed",
)  # fmt: skip
AROUND = (I, ANNA, HOME, DECISION, Module(id="m", parent="i", goal="g"))
OURS = {f"V2{n:02d}" for n in range(1, 11)}


def test_a_whole_goal_is_quiet_and_so_is_a_draft_without_anything() -> None:
    assert not codes(*AROUND, WHOLE) & OURS
    assert not codes(I, Goal(id="g", parent="i", statement="kunden i centrum")) & (OURS - {"V210"})


@pytest.mark.parametrize(
    ("box", "without"),
    [
        ("indicator", {"indicator": ""}), ("unit", {"measure_unit": " "}), ("baseline", {"baseline": None}), ("target", {"target": "27"}),
        ("target_on", {"target_on": None}), ("owner", {"owner": None}), ("owner", {"owner": "gone"}),
    ],
)  # fmt: skip
def test_a_goal_that_is_not_concrete_names_the_box(box: str, without: dict[str, str | None]) -> None:
    (found,) = of("V201", *AROUND, WHOLE.with_(**without))
    assert found.said == {"boxes": (box,), "score": 5} and found.severity == "warning"


def test_what_is_to_be_measured_first_is_not_missing_until_it_is_late() -> None:
    first = WHOLE.with_(baseline=None, baseline_on=None, measured_by="anna", measured_due="2026-12-01")
    assert not codes(*AROUND, first) & {"V201", "V209"}
    late = first.with_(measured_due="2026-11-23")
    assert of("V201", *AROUND, late)[0].said["boxes"] == ("baseline",)
    assert of("V209", *AROUND, late)[0].said == {"person": "anna", "day": "2026-11-23"}
    assert "V201" in codes(*AROUND, first.with_(measured_due=None)) and "V201" in codes(*AROUND, first.with_(measured_by=None))
    assert of("V201", *AROUND, first.with_(indicator=""))[0].said["boxes"] == ("indicator",)
    assert "V209" not in codes(*AROUND, late.with_(stage="draft"))


def test_a_goal_belongs_to_an_operation_that_is_there() -> None:
    assert "V202" in codes(*AROUND, WHOLE.with_(unit=None)) and "V202" in codes(*AROUND, WHOLE.with_(unit="gone"))
    assert "V202" not in codes(*AROUND, WHOLE.with_(unit=None, stage="draft"))


def test_an_empty_phrase_in_an_agreed_goal_asks_until_it_is_answered() -> None:
    row = WHOLE.with_(statement="Kunden i centrum.")
    assert of("V203", *AROUND, row)[0].said["more"] == 0
    assert "V203" not in codes(*AROUND, row.with_(stage="draft")) and "V203" not in codes(*AROUND, row.with_(answer="Ja."))


def test_something_leads_to_a_goal() -> None:
    bare = (I, ANNA, HOME, DECISION, WHOLE)
    (found,) = of("V204", *bare)
    assert found.severity == "warning"
    for row in (Module(id="m", parent="i", goal="g"), Pilot(id="p", parent="i", goal="g"), Action(id="a", parent="i", goal="g")):
        assert "V204" not in codes(*bare, row)
        assert "V204" in codes(*bare, row.with_(goal="other"))
    assert "V204" in codes(*bare, Action(id="a", parent="i", goal="g", status="dropped"))
    assert "V204" not in codes(I, WHOLE.with_(stage="draft"))


def test_a_goal_hangs_on_a_decision_when_there_is_one() -> None:
    assert "V205" in codes(*AROUND, WHOLE.with_(decision=None)) and "V205" in codes(*AROUND, WHOLE.with_(decision="gone"))
    assert "V205" not in codes(I, ANNA, HOME, WHOLE.with_(decision=None))
    assert "V205" not in codes(*AROUND, WHOLE.with_(decision=None, stage="draft"))
    assert "V205" not in codes(I, DECISION.with_(state="proposed"), WHOLE.with_(decision=None))


def test_a_goal_has_a_day_for_checking_it_that_has_not_passed() -> None:
    assert of("V206", *AROUND, WHOLE.with_(next_check="2026-11-23"))[0].said == {"day": "2026-11-23"}
    assert not codes(*AROUND, WHOLE.with_(next_check=TODAY)) & {"V206", "V207"}
    never = codes(*AROUND, WHOLE.with_(next_check=None))
    assert "V207" in never and "V206" not in never
    assert not codes(*AROUND, WHOLE.with_(next_check=None, stage="draft")) & {"V207"}
    assert not codes(*AROUND, WHOLE.with_(next_check="2026-01-01", stage="draft")) & {"V206"}


@pytest.mark.parametrize(
    ("category", "quiet"), [("customer_care", True), ("accessibility", True), ("cost", False), ("quality", False), ("", True)]
)
def test_some_goal_is_about_what_the_customer_meets(category: str, quiet: bool) -> None:
    found = of("V208", *AROUND, WHOLE.with_(category=category))
    assert (not found) is quiet
    assert quiet or (found[0].said["count"] == 1 and found[0].id == "i")
    assert not of("V208", *AROUND, WHOLE.with_(category=category, stage="draft"))


def test_a_first_goal_ends_the_question_for_one() -> None:
    assert "V210" in codes(I) and "V210" not in codes(I, Goal(id="g", parent="i", statement="Ett utkast"))
