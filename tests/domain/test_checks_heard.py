"""Rules about insights, forums, risks and actions."""

from __future__ import annotations

import pytest

from tests.domain.shelf import TODAY, I, codes, of
from verkstad.domain.actions import Action
from verkstad.domain.following import Threshold
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Forum, ForumMeeting, Insight, Risk
from verkstad.domain.mandates import Mandate, RoleMandate
from verkstad.domain.modules import Module
from verkstad.domain.people import Person
from verkstad.domain.pilots import Pilot
from verkstad.domain.workshop import Workshop

ANNA = Person(id="anna", role="operations")
INSIGHT = Insight(id="x", parent="i", says="De ringer två gånger.", raised_on="2026-11-09")


def test_an_insight_gets_its_answer_within_two_weeks() -> None:
    assert of("V801", I, INSIGHT)[0].said == {"days": 15} and "V801" not in codes(I, INSIGHT.with_(raised_on="2026-11-10"))
    assert "V801" in codes(I, INSIGHT.with_(state="taken")) and "V801" not in codes(I, INSIGHT.with_(state="declined"))
    assert "V801" not in codes(I, INSIGHT.with_(answered="2026-11-20")) and "V801" not in codes(I, INSIGHT.with_(raised_on=None))
    assert "V801" not in codes(I, INSIGHT, Threshold(id="t", parent="i", name="insight_days", value=15))
    workshop = Workshop(id="w", initiative="i")
    assert "V801" in codes(I, workshop, INSIGHT.with_(parent="w")) and "V801" in codes(
        workshop.with_(initiative=None), INSIGHT.with_(parent="w")
    )
    assert "V801" not in codes(I, workshop, INSIGHT.with_(parent="w"), Threshold(id="t", parent="i", name="insight_days", value=15))


def test_whoever_has_an_insight_that_was_taken_on_may_decide_something() -> None:
    taken = INSIGHT.with_(raised_on=None, state="taken", owner="anna")
    assert of("V802", I, ANNA, taken)[0].said == {"owned": True} and of("V802", I, taken)[0].said == {"owned": False}
    assert "V802" not in codes(I, ANNA, taken, Mandate(id="m", parent="anna", decision_type="fees", level=2))
    assert "V802" in codes(I, ANNA, taken, Mandate(id="m", parent="anna", decision_type="fees", level=1))
    assert "V802" not in codes(I, ANNA, taken, RoleMandate(id="m", role="operations", decision_type="fees", level=2))
    assert "V802" not in codes(I, INSIGHT.with_(raised_on=None)) and "V802" not in codes(
        I, INSIGHT.with_(raised_on=None, verdict="find_out")
    )
    assert "V802" in codes(I, INSIGHT.with_(raised_on=None, verdict="test")) and "V802" in codes(
        I, INSIGHT.with_(raised_on=None, verdict="do_now")
    )
    assert "V802" not in codes(I, INSIGHT.with_(state="declined", verdict="test"))


def test_an_answer_reaches_whoever_raised_it() -> None:
    answered = INSIGHT.with_(answered="2026-11-09")
    assert of("V803", I, answered)[0].said == {"days": 15} and "V803" not in codes(I, answered.with_(answered="2026-11-10"))
    assert "V803" not in codes(I, answered.with_(fed_back="2026-11-12")) and "V803" not in codes(I, INSIGHT)
    assert "V803" not in codes(I, INSIGHT.with_(state="declined")) and "V803" in codes(I, answered.with_(state="declined"))
    assert "V803" not in codes(I, answered, Threshold(id="t", parent="i", name="insight_days", value=15))


GOAL = Goal(id="g", parent="i", statement="Mål")
ACTION = Action(id="a", parent="i", what="Ring", owner="anna", due="2026-12-01", goal="g", bearing="opportunity")


def test_a_whole_action_is_quiet() -> None:
    assert not codes(I, ANNA, GOAL, ACTION) & {f"V80{n}" for n in range(10)}


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({"owner": None}, ("owner",)),
        ({"owner": "gone"}, ("owner",)),
        ({"due": None}, ("due",)),
        ({"owner": None, "due": None}, ("owner", "due")),
    ],
)
def test_an_open_action_has_an_owner_and_a_day(changed: dict[str, str | None], lacks: tuple[str, ...]) -> None:
    (found,) = of("V804", I, ANNA, GOAL, ACTION.with_(**changed))
    assert found.said == {"lacks": lacks}
    for status in ("done", "dropped"):
        assert "V804" not in codes(I, ANNA, GOAL, ACTION.with_(status=status, **changed))


def test_an_action_is_late_the_day_after_its_day() -> None:
    assert of("V805", I, ANNA, ACTION.with_(due="2026-11-23"))[0].said == {"day": "2026-11-23"}
    assert "V805" not in codes(I, ANNA, ACTION.with_(due=TODAY)) and "V805" not in codes(
        I, ANNA, ACTION.with_(due="2026-11-23", status="done")
    )


def test_an_action_leads_to_a_goal_itself_or_by_what_it_belongs_to() -> None:
    loose = ACTION.with_(goal=None)
    assert "V806" in codes(I, ANNA, GOAL, loose) and "V806" in codes(I, ANNA, GOAL, ACTION.with_(goal="gone"))
    assert "V806" not in codes(I, ANNA, loose) and "V806" not in codes(I, ANNA, GOAL, loose.with_(status="done"))
    module, pilot = Module(id="m", parent="i", goal="g"), Pilot(id="p", parent="i", goal="g")
    assert "V806" not in codes(I, GOAL, module, loose.with_(module="m")) and "V806" not in codes(I, GOAL, pilot, loose.with_(pilot="p"))
    assert "V806" not in codes(I, GOAL, module, pilot.with_(goal=None, module="m"), loose.with_(pilot="p"))
    assert "V806" in codes(I, GOAL, module.with_(goal=None), pilot.with_(goal=None, module="m"), loose.with_(pilot="p", module="m"))
    of_workshop = (Workshop(id="w", initiative="i"), loose.with_(parent="w"))
    assert "V806" in codes(I, GOAL, *of_workshop) and "V806" not in codes(of_workshop[0].with_(initiative=None), GOAL, of_workshop[1])


def test_nobody_has_more_open_actions_than_seven() -> None:
    rows = [ACTION.with_(id=f"a{n}", parent="i" if n % 2 else "w") for n in range(8)]
    workshop = Workshop(id="w", initiative="i")
    (found,) = of("V807", I, ANNA, workshop, *rows)
    assert (found.kind, found.id, found.said["count"], found.said["most"]) == ("person", "anna", 8, 7) and found.mend == ("initiative", "i")
    assert "V807" not in codes(I, ANNA, workshop, *rows[1:]) and "V807" not in codes(
        I, ANNA, workshop, *rows[1:], rows[0].with_(status="done")
    )
    assert "V807" not in codes(I, workshop, *rows)  # she is gone
    assert "V807" not in codes(I, ANNA, workshop, *rows, Threshold(id="t", parent="i", name="actions_a_person", value=8))


def test_there_are_possibilities_among_the_requirements() -> None:
    rule = ACTION.with_(bearing="requirement")
    assert of("V808", I, rule)[0].said == {"count": 1} and "V808" not in codes(I, rule, ACTION.with_(id="b"))
    assert "V808" not in codes(I, ACTION.with_(bearing="test")) and "V808" not in codes(I, rule.with_(status="dropped"))


def test_a_quarter_of_the_open_actions_are_for_those_who_are_to_use_it() -> None:
    rows = [ACTION.with_(id=f"a{n}", serves="project") for n in range(4)]
    assert of("V809", I, *rows)[0].said == {"users": 0, "count": 4}
    assert of("V809", I, *rows, ACTION.with_(id="u", serves="users"))[0].said == {"users": 1, "count": 5}
    assert "V809" not in codes(I, *rows[:3], ACTION.with_(id="u", serves="users"))
    assert "V809" not in codes(I, ACTION) and "V809" not in codes(I, *[r.with_(status="done") for r in rows])
    assert "V809" not in codes(
        I, *rows, ACTION.with_(id="u", serves="users"), Threshold(id="t", parent="i", name="share_for_users", value=20)
    )


def test_a_serious_risk_has_an_owner_and_a_sign() -> None:
    risk = Risk(id="r", parent="i", says="Ingen vill.", likelihood=3, impact=4)
    assert of("V810", I, risk)[0].said == {"lacks": ("owner", "sign"), "weight": 12}
    assert of("V810", I, ANNA, risk.with_(owner="anna"))[0].said["lacks"] == ("sign",)
    assert of("V810", I, risk.with_(owner="anna", sign="Klagomål"))[0].said["lacks"] == ("owner",)
    assert "V810" not in codes(I, ANNA, risk.with_(owner="anna", sign="Klagomål")) and "V810" not in codes(
        I, risk.with_(closed="2026-11-01")
    )
    assert "V810" not in codes(I, risk.with_(impact=3)) and "V810" not in codes(I, risk.with_(likelihood=None))
    assert "V810" in codes(I, risk.with_(impact=3), Threshold(id="t", parent="i", name="serious_risk", value=9))


def test_a_forum_meets_in_its_rhythm_or_rests() -> None:
    forum = Forum(id="f", parent="i", title="Insiktsforum", cadence=30, first_on="2026-09-01")
    assert "V811" in codes(I, forum) and "V811" not in codes(I, forum.with_(resting=True))
    assert "V811" not in codes(I, forum, ForumMeeting(id="m", parent="f", on="2026-11-10"))
    assert "V811" in codes(I, forum, ForumMeeting(id="m", parent="f", on="2026-10-01"))
