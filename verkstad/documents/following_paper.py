"""What the paper of follow-up shows: requests for decisions, directives, and a report with the facts it was issued with."""

from __future__ import annotations

from dataclasses import dataclass

from verkstad.domain.fields import Id
from verkstad.domain.reporting import Facts


@dataclass(frozen=True, slots=True)
class RequestPaper:
    """A decision that is asked for. `options` are (title, what follows, cost); `decided` what was answered, with who and when."""

    id: Id
    question: str = ""
    background: str = ""
    recommendation: str = ""
    consequence: str = ""
    cost: str = ""
    cost_note: str = ""
    bears: str = ""
    last_day: str = ""
    asked_of: str = ""
    asked_on: str = ""
    state: str = "draft"
    options: tuple[tuple[str, str, str], ...] = ()
    about: str = ""  # the pilot or module
    decided: str = ""
    decided_by: str = ""
    decided_on: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DirectivePaper:
    """A decision as a directive: what, by when, what may be dropped for it, and how it is reported."""

    id: Id
    statement: str = ""
    first: str = ""
    dropped: str = ""
    by_when: str = ""
    reported: str = ""
    driver: str = ""
    decided_by: str = ""
    decided_on: str = ""
    reference: str = ""
    review_on: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPaper:
    """What leadership answered about a goal."""

    answer: str = ""
    need: str = ""
    by: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report: the facts of its day, what the persons in it are called on this paper, and the answers that came since.

    `issued` "" for a draft: what would be issued today.
    """

    id: Id
    facts: Facts
    to_whom: str = ""
    issued: str = ""
    people: tuple[tuple[Id, str], ...] = ()
    answers: tuple[tuple[Id, AnswerPaper], ...] = ()

    def called(self, person: Id) -> str:
        return dict(self.people).get(person, "")

    def answered(self, goal: Id) -> AnswerPaper:
        return dict(self.answers).get(goal, AnswerPaper())


@dataclass(frozen=True, slots=True)
class FollowingPaper:
    requests: tuple[RequestPaper, ...] = ()
    directives: tuple[DirectivePaper, ...] = ()
    report: ReportPaper | None = None
