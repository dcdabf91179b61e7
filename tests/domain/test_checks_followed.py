"""Rules about reports, decision requests and what is to be looked at again."""

from __future__ import annotations

import pytest

from tests.domain.shelf import I, codes, of
from verkstad.domain.following import DecisionRequest, FollowUp, Report, RequestOption
from verkstad.domain.pilots import Pilot

EVERY = I.with_(report_every=30)
PILOT = Pilot(id="p", parent="i", state="running", started="2026-10-01")


def test_a_report_is_due_by_the_agreed_rhythm() -> None:
    (found,) = of("V1001", EVERY, Report(id="r", parent="i", issued="2026-10-24"), Report(id="q", parent="i", issued="2026-01-01"))
    assert found.said == {"day": "2026-11-23", "every": 30, "ever": True}
    assert "V1001" not in codes(EVERY, Report(id="r", parent="i", issued="2026-10-25")) and "V1001" not in codes(EVERY)
    assert of("V1001", EVERY, PILOT)[0].said == {"day": "2026-10-31", "every": 30, "ever": False}
    assert "V1001" not in codes(EVERY, PILOT.with_(started="2026-12-01")) and "V1001" not in codes(I, PILOT)
    assert "V1001" not in codes(EVERY, PILOT, Report(id="r", parent="i", issued="2026-11-20")) and "V1001" in codes(
        EVERY, PILOT, Report(id="r", parent="i")
    )


def test_what_is_to_be_looked_at_again_is_and_with_something_seen() -> None:
    row = FollowUp(id="f", parent="i", due="2026-11-23")
    assert of("V1002", I, row)[0].said == {"day": "2026-11-23"} and "V1002" not in codes(I, row.with_(due="2026-11-24"))
    done = row.with_(done="2026-11-20", evidence="quote", seen="Nu vet jag.")
    assert not codes(I, done) & {"V1002", "V1003"}
    assert "V1003" in codes(I, done.with_(seen=" ")) and "V1003" in codes(I, done.with_(evidence="")) and "V1003" not in codes(I, row)


ASKED = DecisionRequest(
    id="d",
    parent="i",
    question="Får vi?",
    recommendation="Ja.",
    consequence="Köer.",
    last_day="2026-12-01",
    state="asked",
    asked_on="2026-11-01",
)
OPTIONS = (RequestOption(id="o1", parent="d", title="Ja"), RequestOption(id="o2", parent="d", title="Nej"))


def test_leadership_answers_in_time() -> None:
    assert of("V1004", I, ASKED.with_(last_day="2026-11-23"))[0].said == {"day": "2026-11-23"}
    assert "V1004" not in codes(I, ASKED.with_(last_day="2026-11-24")) and "V1004" not in codes(I, ASKED.with_(last_day=None))
    assert "V1004" not in codes(I, ASKED.with_(last_day="2026-11-23", state="answered"))


@pytest.mark.parametrize(("column", "empty"), [("recommendation", " "), ("consequence", ""), ("last_day", None)])
def test_a_request_that_was_asked_holds_what_leadership_needs(column: str, empty: str | None) -> None:
    assert "V1005" not in codes(I, ASKED, *OPTIONS)
    assert of("V1005", I, ASKED.with_(**{column: empty}), *OPTIONS)[0].said == {"lacks": (column,)}
    assert of("V1005", I, ASKED, OPTIONS[0])[0].said == {"lacks": ("options",)}
    assert "V1005" not in codes(I, ASKED.with_(state="draft", **{column: empty}))


def test_an_empty_phrase_in_a_request_asks_until_it_is_answered() -> None:
    for column in ("question", "recommendation"):
        row = ASKED.with_(**{column: "Kunden i centrum."})
        assert "V1006" in codes(I, row) and "V1006" in codes(I, row.with_(state="draft"))
        for quiet in ({"answer": "Ja."}, {"state": "answered"}, {"state": "withdrawn"}):
            assert "V1006" not in codes(I, row.with_(**quiet))
