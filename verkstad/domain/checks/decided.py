"""Rules about an initiative and its decisions."""

from __future__ import annotations

from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import asked_phrases, living, workshops_of
from verkstad.domain.goals import decision_lacks, standing
from verkstad.domain.initiative import Decision, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Person
from verkstad.domain.pilots import Pilot


@rule("V101", WARNING, Initiative, product="decision missing or undated", requirements=("001-02", "001-07"))
def nothing_decided(initiative: Initiative, look: Look) -> Fact | None:
    return None if standing(look.children(Decision, initiative.id)) else fact()


def _lacks(decision: Decision, look: Look) -> set[str]:
    if not standing((decision,)):
        return set()
    return {lack.why for lack in decision_lacks((decision,), look.today)}


@rule("V102", WARNING, Decision, product="decision missing or undated", requirements=("001-07",))
def decision_undated(decision: Decision, look: Look) -> Fact | None:
    lacks = tuple(sorted(look.view(_lacks, decision) & {"undated", "unsigned"}))
    return fact(lacks=lacks) if lacks else None


@rule("V103", WARNING, Decision, product="decision without review date", requirements=("001-07",), column="review_on")
def decision_without_review(decision: Decision, look: Look) -> Fact | None:
    return fact() if "no_review" in look.view(_lacks, decision) else None


@rule("V104", WARNING, Decision, requirements=("001-07",), column="review_on")
def review_is_due(decision: Decision, look: Look) -> Fact | None:
    return fact(day=decision.review_on) if "review_due" in look.view(_lacks, decision) else None


@rule("V105", HINT, Decision, requirements=("002-04",), column="handover_on")
def no_handover(decision: Decision, look: Look) -> Fact | None:
    """Whoever drives it is another than who decided, and no day is set for the two to meet."""
    if decision.state != "decided" or decision.handover_on or living(decision.driver, look) is None:
        return None
    return fact(person=decision.driver)


@rule("V106", WARNING, Initiative, requirements=("002-01",), column="leader")
def nobody_leads(initiative: Initiative, look: Look) -> Fact | None:
    """Who leads is asked for once the first pilot runs."""
    pilots = look.children(Pilot, initiative.id)
    return fact() if living(initiative.leader, look) is None and any(p.state != "measure_first" for p in pilots) else None


@rule("V107", HINT, Initiative, requirements=("001-17",), column="driver")
def nobody_drives(initiative: Initiative, look: Look) -> Fact | None:
    """Who drives it on is asked for once there is something to drive."""
    begun = standing(look.children(Decision, initiative.id)) or any(
        m.status in ("chosen", "pilot") for m in look.within(Module, initiative.id)
    )
    return fact() if begun and look.get(Person, initiative.driver) is None else None


@rule("V108", HINT, Decision, product="platitude in the user's own goal, decision or launch message", requirements=("004-01",))
def phrase_in_decision(decision: Decision, look: Look) -> Fact | None:
    if decision.state == "withdrawn" or decision.answer.strip():
        return None
    return asked_phrases(decision.statement, decision.parent, look)


@rule("V109", HINT, Initiative, requirements=("003-23",))
def no_workshop_yet(initiative: Initiative, look: Look) -> Fact | None:
    """A module is chosen or tried, and none of those concerned has met in a workshop."""
    tried = any(m.status in ("chosen", "pilot") for m in look.within(Module, initiative.id))
    return fact() if tried and not workshops_of(initiative.id, look) else None


@rule("V110", WARNING, Decision, requirements=("001-07",), column="decided_on")
def decided_on_a_day_to_come(decision: Decision, look: Look) -> Fact | None:
    return fact(day=decision.decided_on) if "decided_ahead" in look.view(_lacks, decision) else None


@rule("V111", WARNING, Decision, requirements=("001-07",), column="review_on")
def reviewed_before_it_was_decided(decision: Decision, look: Look) -> Fact | None:
    return fact(day=decision.review_on) if "review_before" in look.view(_lacks, decision) else None
