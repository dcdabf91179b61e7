"""What leadership is asked to decide: written, asked, answered or withdrawn. The answer is the decision: one step, linked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verkstad.app import follow_ups, pilots
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.follow_ups import DECIDED
from verkstad.domain.following import DecisionRequest, RequestOption
from verkstad.domain.initiative import Decision, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Unit
from verkstad.domain.pilots import Pilot
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

OPEN = ("draft", "asked")

change_request = changing(
    DecisionRequest,
    N_("Change decision request"),
    called="verkstad.app.decision_requests.change_request",
    required=("question",),
    fixed=("state", "asked_on", "answered_on", "decision"),
)
change_option = changing(
    RequestOption, N_("Change the alternative"), called="verkstad.app.decision_requests.change_option", required=("title",)
)


@action(N_("Write a decision request"))
def add_request(
    tx: Transaction,
    initiative: Id,
    question: str,
    *,
    background: str = "",
    recommendation: str = "",
    module: Id | None = None,
    pilot: Id | None = None,
    decision_type: str = "",
) -> Id:
    """A draft: the question. `module` and `decision_type` when it came of a gap in somebody's mandate, `pilot` when it is about one."""
    tx.need(Initiative, initiative)
    if module is not None:
        tx.need(Module, module)
    if pilot is not None:
        tx.need(Pilot, pilot)
    row = DecisionRequest(
        parent=initiative,
        rank=tx.rank_last(DecisionRequest, initiative),
        question=_said(tx, question),
        background=background.strip(),
        recommendation=recommendation.strip(),
        module=module,
        pilot=pilot,
        decision_type=decision_type,
    )
    return tx.put(row).id


@action(N_("Ask leadership"))
def ask(tx: Transaction, request: Id, on: str | None = None, *, of: str = "") -> None:
    """It was put to them, on that day (today when nothing is said). `of`: to whom, when that is not written yet."""
    row = tx.need(DecisionRequest, request)
    if row.state == "answered":
        raise Refused("request_answered")
    asked_of = " ".join(of.split()) or row.asked_of
    _request(tx, row, state="asked", asked_on=dated(on) or tx.today, answered_on=None, asked_of=asked_of)


@action(N_("Withdraw decision request"))
def withdraw(tx: Transaction, request: Id) -> None:
    """It is no longer asked. It can be asked again."""
    row = tx.need(DecisionRequest, request)
    if row.state == "answered":
        raise Refused("request_answered")
    _request(tx, row, state="withdrawn")


@action(N_("Make it a draft again"))
def rework(tx: Transaction, request: Id) -> None:
    row = tx.need(DecisionRequest, request)
    if row.state == "answered":
        raise Refused("request_answered")
    _request(tx, row, state="draft", asked_on=None)


@action(N_("Note leadership's answer"))
def answer_request(
    tx: Transaction,
    request: Id,
    statement: str,
    by: str,
    on: str | None = None,
    *,
    reference: str = "",
    first: str = "",
    wait: str = "",
    outcome: str = "",
) -> Id:
    """The answer becomes the decision: what was decided, by whom, on which day, in which document. Returns the id of the decision.

    `first` and `wait`: what is prioritised and what gives way. `outcome` decides on the pilot it was about as well. Without somebody who
    decided it is no decision: Refused("nobody_decided").
    """
    row = tx.need(DecisionRequest, request)
    if row.state == "answered":
        raise Refused("request_answered")
    who, day = " ".join(by.split()), dated(on) or tx.today
    if not who:
        raise Refused("nobody_decided")
    if not statement.strip():
        raise Refused("empty_name")
    made = tx.put(
        Decision(
            parent=row.parent,
            rank=tx.rank_last(Decision, row.parent),
            statement=statement.strip(),
            prioritised=first.strip(),
            deprioritised=wait.strip(),
            state="decided",
            decided_by=who,
            decided_on=day,
            reference=" ".join(reference.split()),
        )
    )
    follow_ups.make_follow_ups(tx, made.id, DECIDED, day)
    _request(tx, row, state="answered", asked_on=row.asked_on or day, answered_on=day, decision=made.id)
    if outcome and tx.get(Pilot, row.pilot) is not None:
        pilots.decide_outcome(tx, row.pilot or "", outcome, on=day, decided_by=who)
        tx.about(row.question[:60])
    return made.id


@action(N_("Move decision request"))
def move_request(tx: Transaction, request: Id, after: Id | None) -> None:
    row = tx.need(DecisionRequest, request)
    if after != request:
        tx.about(row.question[:60])
        tx.put(row.with_(rank=tx.rank(DecisionRequest, row.parent, after)))


@action(N_("Remove decision request"))
def remove_requests(tx: Transaction, requests: Sequence[Id]) -> None:
    """A decision that came of it stays."""
    for request in requests:
        tx.about(tx.need(DecisionRequest, request).question[:60])
        tx.remove(request)


@action(N_("Add an alternative"))
def add_option(tx: Transaction, request: Id, title: str) -> Id:
    row = tx.need(DecisionRequest, request)
    words = " ".join(title.split())
    if not words:
        raise Refused("empty_name")
    tx.about(row.question[:60])
    return tx.put(RequestOption(parent=request, rank=tx.rank_last(RequestOption, request), title=words)).id


@action(N_("Move the alternative"))
def move_option(tx: Transaction, option: Id, after: Id | None) -> None:
    row = tx.need(RequestOption, option)
    if after != option:
        tx.about(row.title[:60])
        tx.put(row.with_(rank=tx.rank(RequestOption, row.parent, after)))


@action(N_("Remove the alternative"))
def remove_option(tx: Transaction, option: Id) -> None:
    tx.about(tx.need(RequestOption, option).title[:60])
    tx.remove(option)


# ------------------------------------------------------------------------------------------------ questions


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A decision request with its alternatives, who bears the cost, and what came of it. `overdue`: asked, and the last day has passed."""

    request: DecisionRequest
    options: tuple[RequestOption, ...]
    bears: str
    decision: Decision | None
    overdue: bool
    pilot: str = ""
    module: str = ""

    @property
    def id(self) -> Id:
        return self.request.id

    @property
    def is_open(self) -> bool:
        return self.request.state in OPEN


def request_lines(library: Reading, initiative: Id, today: str) -> tuple[RequestLine, ...]:
    """In their order."""
    return tuple(request_line(library, row, today) for row in library.children(DecisionRequest, initiative))


def request_line(library: Reading, row: DecisionRequest, today: str) -> RequestLine:
    unit, pilot, module = library.get(Unit, row.bears), library.get(Pilot, row.pilot), library.get(Module, row.module)
    return RequestLine(
        row,
        library.children(RequestOption, row.id),
        unit.name if unit else "",
        library.get(Decision, row.decision),
        row.state == "asked" and row.last_day is not None and row.last_day < today,
        pilot.title if pilot else "",
        module.title if module else "",
    )


def asked_by(library: Reading, decision: Id) -> DecisionRequest | None:
    """The request a decision is the answer to."""
    return next(iter(library.where(DecisionRequest, decision=decision)), None)


def waiting(lines: Iterable[RequestLine]) -> tuple[RequestLine, ...]:
    """What leadership is asked for and has not answered, the most urgent first."""
    found = [line for line in lines if line.request.state == "asked"]
    return tuple(sorted(found, key=lambda line: line.request.last_day or "9999"))


# ------------------------------------------------------------------------------------------------ rules of input


def _said(tx: Transaction, question: str) -> str:
    words = question.strip()
    if not words:
        raise Refused("empty_name")
    tx.about(words[:60])
    return words


def _request(tx: Transaction, row: DecisionRequest, **changes: object) -> None:
    tx.about(row.question[:60])
    tx.put(row.with_(**changes))
