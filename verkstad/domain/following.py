"""Following up for real: what leadership is asked to decide, what it was told, what is looked at again, and which findings are let be."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, decimal, kind, prose, ref, text, whole

REQUEST_STATES = ("draft", "asked", "answered", "withdrawn")
FOLLOW_UP_DAYS = (30, 60, 90)
PART = 60_000


@kind("decision_request", parents=("initiative",), ranked=True)
class DecisionRequest(Row):
    """What leadership is asked to decide. The answer becomes the decision, and `decision` points to it."""

    question: str = prose(1_000, meet="ask")
    background: str = prose(4_000)
    recommendation: str = prose(2_000, meet="ask")
    consequence: str = prose(2_000)  # of a no, or of waiting
    cost: str | None = decimal(together="cost")  # kr
    cost_note: str = text(300, together="cost")
    bears: Id | None = ref("unit", together="bears")
    bears_note: str = text(200, together="bears")
    last_day: str | None = date(when="future")
    asked_of: str = text()
    state: str = choice(*REQUEST_STATES, default="draft", together="state")
    asked_on: str | None = date(when="past", together="state")
    answered_on: str | None = date(when="past", together="state")
    decision: Id | None = ref("decision")
    module: Id | None = ref("module")
    pilot: Id | None = ref("pilot")
    decision_type: str = text(64)  # slug of a shipped type, or the id of one's own
    answer: str = prose(1_000)  # to the question a platitude in it raises


@kind("request_option", parents=("decision_request",), ranked=True)
class RequestOption(Row):
    """An alternative: what it is, what follows, what it costs."""

    title: str = text(300)
    follows: str = prose(1_000)
    cost: str | None = decimal()


@kind("report", parents=("initiative",), ranked=True)
class Report(Row):
    """A report to leadership as it was on the day it was issued. Its parts are kept as data: later edits change nothing in it."""

    title: str = text()
    issued: str | None = date(when="past")
    since: str | None = date(when="past")  # what changed is counted from here
    to_whom: str = text()
    form: str = choice("page", "full", default="page", meet="latest")


@kind("report_part", parents=("report",), ranked=True)
class ReportPart(Row):
    """A part of a report as canonical JSON of facts and ids, so that it prints in either language and names can still be erased."""

    part: str = text(40, meet="latest")
    content: str = prose(PART, meet="ask")


@kind("leadership_answer", parents=("report",))
class LeadershipAnswer(Row):
    """What leadership answered about a goal. Its id is derived from the two."""

    goal: Id | None = ref("goal")
    answer: str = choice("", "continue", "adjust", "support", "stop", default="")
    need: str = text(400)
    by: str = text(120, meet="latest")
    due: str | None = date(when="future")


@kind("follow_up", parents=("initiative", "pilot", "decision", "module"))
class FollowUp(Row):
    """Something to be looked at again on a day. It counts as done with an observation, a value or a customer's words. Id derived from row and days."""

    due: str | None = date(when="future")
    days: int | None = whole(1, 2_000, meet="latest")  # after what it follows
    what: str = text(300)
    done: str | None = date(when="past", together="done")
    evidence: str = choice("", "measurement", "observation", "quote", default="", together="done")
    seen: str = prose(2_000)
    owner: Id | None = ref("person")


@kind("accepted_finding", parents=("initiative", "workshop"))
class AcceptedFinding(Row):
    """A finding somebody chose to let be, and why. Its id is derived from code and object."""

    code: str = text(10, meet="latest")
    about: str = text(64, meet="latest")  # id of the object
    reason: str = text(400)
    on: str | None = date(meet="latest")


@kind("threshold", parents=("initiative",))
class Threshold(Row):
    """A figure of the checks that this initiative has chosen itself. Its id is derived from initiative and name."""

    name: str = text(60, meet="latest")
    value: int | None = whole(0, 1_000_000)
