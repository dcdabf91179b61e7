"""Rules about an initiative and its decisions, each with what makes it speak and what keeps it quiet."""

from __future__ import annotations

import pytest

from tests.domain.shelf import TODAY, I, codes, noticed, of
from verkstad.domain.initiative import AcceptedPhrase, Decision, Goal, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Person
from verkstad.domain.pilots import Pilot
from verkstad.domain.workshop import Workshop

ANNA = Person(id="anna")
WHOLE = Decision(
    id="d",
    parent="i",
    statement="Vi börjar med bygglov.",
    state="decided",
    decided_by="Nämnden",
    decided_on="2026-10-01",
    review_on="2027-03-01",
)


def test_an_empty_initiative_raises_three_things_the_most_important_first() -> None:
    assert [f.code for f in noticed(I)] == ["V101", "V210", "V401"]


def test_a_proposal_is_no_decision_and_a_decision_is() -> None:
    assert "V101" in codes(I, WHOLE.with_(state="proposed")) and "V101" in codes(I, WHOLE.with_(state="withdrawn"))
    assert not codes(I, WHOLE) & {"V101", "V102", "V103", "V104", "V105", "V108"}


@pytest.mark.parametrize("lacks", [("undated",), ("unsigned",), ("undated", "unsigned")])
def test_a_decision_lacks_its_day_or_who_decided(lacks: tuple[str, ...]) -> None:
    row = WHOLE.with_(decided_on=None if "undated" in lacks else "2026-10-01", decided_by="" if "unsigned" in lacks else "Nämnden")
    (found,) = of("V102", I, row)
    assert found.said["lacks"] == lacks and (found.kind, found.id, found.severity) == ("decision", "d", "warning")
    assert "V102" not in codes(I, row.with_(state="proposed"))


def test_a_decision_is_to_be_looked_at_again_and_on_the_day_it_is_not_late() -> None:
    assert "V103" in codes(I, WHOLE.with_(review_on=None)) and "V104" not in codes(I, WHOLE.with_(review_on=None))
    (late,) = of("V104", I, WHOLE.with_(review_on="2026-11-23"))
    assert late.said["day"] == "2026-11-23"
    assert not codes(I, WHOLE.with_(review_on=TODAY)) & {"V103", "V104"}


def test_the_days_of_a_decision_can_be_so() -> None:
    ahead = WHOLE.with_(decided_on="2026-12-25")
    (found,) = of("V110", I, ahead)
    assert found.said["day"] == "2026-12-25" and found.column == "decided_on"
    assert "V110" not in codes(I, ahead.with_(decided_on="2026-12-24"))  # thirty days: a board that has set its day
    assert "V110" not in codes(I, ahead.with_(state="proposed"))
    (early,) = of("V111", I, WHOLE.with_(review_on="2026-09-30"))
    assert early.said["day"] == "2026-09-30" and early.column == "review_on"
    assert "V111" not in codes(I, WHOLE.with_(review_on="2026-10-01")) | codes(I, WHOLE)
    assert "V111" not in codes(I, WHOLE.with_(review_on="2026-09-30", decided_on=None))


def test_a_driver_who_did_not_decide_is_to_meet_who_did() -> None:
    row = WHOLE.with_(driver="anna")
    (found,) = of("V105", I, row, ANNA)
    assert found.said["person"] == "anna"
    assert "V105" not in codes(I, row.with_(handover_on="2026-12-01"), ANNA)
    assert "V105" not in codes(I, row.with_(state="proposed"), ANNA)
    assert "V105" not in codes(I, row)  # whoever drove it is gone


def test_who_leads_is_asked_for_when_the_first_pilot_runs() -> None:
    pilot = Pilot(id="p", parent="i", state="running")
    assert "V106" in codes(I, pilot) and "V106" in codes(I.with_(leader="anna"), pilot)
    assert "V106" not in codes(I.with_(leader="anna"), ANNA, pilot)
    assert "V106" not in codes(I, pilot.with_(state="measure_first"))


def test_who_drives_is_asked_for_when_there_is_something_to_drive() -> None:
    assert "V107" not in codes(I) and "V107" not in codes(I, Module(id="m", parent="i", status="candidate"))
    assert "V107" in codes(I, WHOLE)
    assert "V107" in codes(I, Module(id="m", parent="i", status="chosen")) and "V107" in codes(
        I, Module(id="m", parent="i", status="pilot")
    )
    assert "V107" not in codes(I.with_(driver="anna"), WHOLE, ANNA)


def test_an_empty_phrase_asks_its_question_until_it_is_answered() -> None:
    row = WHOLE.with_(statement="Vi sätter  Kunden i\ncentrum, kunden i centrum.")
    (found,) = of("V108", I, row)
    assert found.said["phrase"] == "Kunden i centrum" and found.said["question"].en == "Who does what?" and found.said["more"] == 1
    assert found.severity == "hint"
    assert "V108" not in codes(I, row.with_(answer="Handläggaren ringer."))
    assert "V108" not in codes(I, row.with_(state="withdrawn"))
    assert "V108" not in codes(I, row, AcceptedPhrase(id="a", parent="i", phrase="F001"))
    assert "V108" in codes(I, row, AcceptedPhrase(id="a", parent="i", phrase="F002"))
    assert "V108" not in codes(I, WHOLE.with_(statement="Vi arbetar agilt."))  # a hint of the list asks nothing


def test_a_chosen_module_wants_those_concerned_to_have_met() -> None:
    chosen = Module(id="m", parent="i", status="chosen")
    assert "V109" in codes(I, chosen) and "V109" in codes(I, chosen.with_(status="pilot"))
    assert "V109" not in codes(I, chosen, Workshop(id="w", initiative="i"))
    assert "V109" in codes(I, chosen, Workshop(id="w", initiative="other"))
    assert "V109" not in codes(I, chosen.with_(status="candidate"))


@pytest.mark.parametrize("end", [{"ended": "2026-11-01"}, {"archived": "2026-11-01"}])
def test_nothing_is_asked_of_an_initiative_that_has_ended(end: dict[str, str]) -> None:
    ended: Initiative = I.with_(**end)
    assert codes(ended, WHOLE.with_(review_on=None), Goal(id="g", parent="i", statement="Mål", stage="agreed")) == set()
