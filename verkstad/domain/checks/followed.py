"""Rules about reports, decision requests and what is to be looked at again."""

from __future__ import annotations

from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import asked_phrases
from verkstad.domain.follow_ups import counts, is_overdue
from verkstad.domain.following import DecisionRequest, FollowUp, Report, RequestOption
from verkstad.domain.initiative import Initiative
from verkstad.domain.pilots import Pilot
from verkstad.domain.reporting import next_report

ALTERNATIVES = 2


@rule("V1001", WARNING, Initiative, product="report older than the agreed cadence", requirements=("002-21",))
def report_is_due(initiative: Initiative, look: Look) -> Fact | None:
    """Counted from the last report; before the first from the start of the first pilot."""
    if not initiative.report_every:
        return None
    issued = [r.issued for r in look.children(Report, initiative.id) if r.issued]
    started = [p.started for p in look.children(Pilot, initiative.id) if p.started and p.started <= look.today]
    due = next_report(initiative.report_every, max(issued, default=None), min(started, default=None))
    return fact(day=due, every=initiative.report_every, ever=bool(issued)) if due is not None and due < look.today else None


@rule("V1002", WARNING, FollowUp, requirements=("003-11", "001-05"))
def follow_up_is_due(follow: FollowUp, look: Look) -> Fact | None:
    return fact(day=follow.due) if is_overdue(follow, look.today) else None


@rule("V1003", WARNING, FollowUp, requirements=("004-04",))
def followed_up_in_words(follow: FollowUp, look: Look) -> Fact | None:
    """Said to be done without a measurement, an observation or a customer's words."""
    return fact() if follow.done and not counts(follow.evidence, follow.seen) else None


@rule("V1004", WARNING, DecisionRequest, requirements=("002-21",))
def request_unanswered(request: DecisionRequest, look: Look) -> Fact | None:
    due = request.state == "asked" and request.last_day and request.last_day < look.today
    return fact(day=request.last_day) if due else None


@rule("V1005", HINT, DecisionRequest, requirements=("002-21",))
def request_lacks(request: DecisionRequest, look: Look) -> Fact | None:
    """Asked, and without what leadership needs to answer: alternatives, a recommendation, what a no means, a last day."""
    if request.state != "asked":
        return None
    held = (
        ("options", len(look.children(RequestOption, request.id)) >= ALTERNATIVES),
        ("recommendation", request.recommendation.strip()),
        ("consequence", request.consequence.strip()),
        ("last_day", request.last_day),
    )
    lacks = tuple(name for name, there in held if not there)
    return fact(lacks=lacks) if lacks else None


@rule("V1006", HINT, DecisionRequest, requirements=("004-01",))
def phrase_in_request(request: DecisionRequest, look: Look) -> Fact | None:
    if request.state in ("answered", "withdrawn") or request.answer.strip():
        return None
    return asked_phrases(f"{request.question}\n{request.recommendation}", request.parent, look)
