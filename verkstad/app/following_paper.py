"""Requests, directives and reports as paper shows them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from verkstad.app import reports
from verkstad.app.decision_requests import RequestLine, request_lines
from verkstad.app.decisions import decisions
from verkstad.documents.following_paper import AnswerPaper, DirectivePaper, FollowingPaper, ReportPaper, RequestPaper
from verkstad.domain.fields import Id
from verkstad.domain.following import Report
from verkstad.domain.initiative import Initiative
from verkstad.storage.library import Reading

Who = Callable[[Id | None], str]


def following_paper(library: Reading, initiative: Id, who: Who, today: str, chosen: Collection[Id] = ()) -> FollowingPaper:
    """`chosen` may name a report; without one the report is the draft of today."""
    report = next((row for row in reports.reports(library, initiative) if row.id in chosen), None)
    return FollowingPaper(
        requests=tuple(_request(line) for line in request_lines(library, initiative, today) if line.request.state != "withdrawn"),
        directives=_directives(library, initiative, who),
        report=report_paper(library, initiative, who, today, report),
    )


def report_paper(library: Reading, initiative: Id, who: Who, today: str, report: Report | None = None) -> ReportPaper:
    """An issued report as it was, or the draft of today. Persons are looked up now: who was erased has no name here any more."""
    facts = reports.facts_of(library, report.id) if report is not None else reports.draft(library, initiative, today)
    answers = reports.answers_of(library, report.id) if report is not None else {}
    return ReportPaper(
        id=report.id if report is not None else "",
        facts=facts,
        to_whom=report.to_whom if report is not None else library.need(Initiative, initiative).report_to,
        issued=(report.issued or "") if report is not None else "",
        people=tuple((person, who(person)) for person in sorted(reports.people_in(facts))),
        answers=tuple((goal, AnswerPaper(row.answer, row.need, row.by, row.due or "")) for goal, row in sorted(answers.items())),
    )


def _request(line: RequestLine) -> RequestPaper:
    row, decision = line.request, line.decision
    return RequestPaper(
        id=row.id,
        question=row.question,
        background=row.background,
        recommendation=row.recommendation,
        consequence=row.consequence,
        cost=row.cost or "",
        cost_note=row.cost_note,
        bears=" ".join(filter(None, [line.bears, row.bears_note])),
        last_day=row.last_day or "",
        asked_of=row.asked_of,
        asked_on=row.asked_on or "",
        state=row.state,
        options=tuple((o.title, o.follows, o.cost or "") for o in line.options),
        about=line.pilot or line.module,
        decided=decision.statement if decision else "",
        decided_by=decision.decided_by if decision else "",
        decided_on=(decision.decided_on or "") if decision else "",
        reference=decision.reference if decision else "",
    )


def _directives(library: Reading, initiative: Id, who: Who) -> tuple[DirectivePaper, ...]:
    """What is decided, then what is not yet, so that a card can be carried to whoever signs it; what was withdrawn is left out."""
    rows = sorted((d for d in decisions(library, initiative) if d.state != "withdrawn"), key=lambda d: d.state != "decided")
    return tuple(
        DirectivePaper(
            id=d.id,
            statement=d.statement,
            first=d.prioritised,
            dropped=d.deprioritised,
            by_when=d.by_when or "",
            reported=d.reported,
            driver=who(d.driver),
            decided_by=d.decided_by if d.state == "decided" else "",
            decided_on=(d.decided_on or "") if d.state == "decided" else "",
            reference=d.reference,
            review_on=d.review_on or "",
        )
        for d in rows
    )
