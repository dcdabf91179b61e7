"""Decisions of an initiative: proposed, agreed in a workshop, decided by somebody entitled, or withdrawn."""

from __future__ import annotations

from verkstad.app.follow_ups import drop_follow_ups, make_follow_ups, unanswered
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.documents.change_paper import DecisionPaper
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.follow_ups import DECIDED
from verkstad.domain.initiative import DECISION_STATES, Decision, Goal, Initiative
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

change_decision = changing(
    Decision,
    N_("Change the decision"),
    called="verkstad.app.decisions.change_decision",
    required=("statement",),
    fixed=("statement", "prioritised", "deprioritised", "state", "decided_by", "decided_on", "reference", "review_on", "answer"),
)
"""Who drives it on, the day the two meet, by when it is carried out, how it is reported."""


@action(N_("Propose a decision"))
def propose(tx: Transaction, initiative: Id, statement: str) -> Id:
    """What a workshop, or anybody, proposes; it is no decision until somebody entitled has decided."""
    tx.need(Initiative, initiative)
    return tx.put(Decision(parent=initiative, rank=tx.rank_last(Decision, initiative), statement=_said(tx, statement))).id


@action(N_("Reword decision"), settles="decision.statement")
def reword_decision(tx: Transaction, decision: Id, statement: str) -> None:
    _decision(tx, decision, statement=_said(tx, statement))


@action(N_("Decide"))
def decide(tx: Transaction, decision: Id, by: str, on: str | None) -> None:
    """Somebody entitled has decided: who, and which day. Either may be filled in later; with the day come its follow-ups."""
    before, day = tx.need(Decision, decision), dated(on)
    _decision(tx, decision, state="decided", decided_by=" ".join(by.split()), decided_on=day)
    if day is not None and (before.state, before.decided_on) != ("decided", day):
        make_follow_ups(tx, decision, DECIDED, day, owner=before.driver)


@action(N_("Change who decided"))
def say_who_decided(tx: Transaction, decision: Id, by: str) -> None:
    """The name alone, put right or taken away: the state stays what it is."""
    _decision(tx, decision, decided_by=" ".join(by.split()))


@action(N_("Change the day of the decision"))
def say_when_decided(tx: Transaction, decision: Id, on: str | None) -> None:
    """The day alone, put right or taken away: the state stays what it is. What is decided is followed up from its new day."""
    before, day = tx.need(Decision, decision), dated(on)
    _decision(tx, decision, decided_on=day)
    if day is not None and before.state == "decided" and before.decided_on != day:
        make_follow_ups(tx, decision, DECIDED, day, owner=before.driver)


@action(N_("Change the decision's state"))
def change_state(tx: Transaction, decision: Id, state: str) -> None:
    """Who and when stay with it: what was decided and is withdrawn was still decided by somebody. Only what is decided is followed up."""
    if state not in DECISION_STATES:
        raise Refused("unknown_choice", choice=state)
    before = tx.need(Decision, decision)
    _decision(tx, decision, state=state)
    if state != "decided":
        drop_follow_ups(tx, decision, DECIDED)
    elif before.state != "decided" and before.decided_on is not None:
        make_follow_ups(tx, decision, DECIDED, before.decided_on, owner=before.driver)


@action(N_("Say what goes first"), settles="decision.prioritised")
def put_first(tx: Transaction, decision: Id, text: str) -> None:
    _decision(tx, decision, prioritised=text.strip())


@action(N_("Say what has to wait"), settles="decision.deprioritised")
def let_wait(tx: Transaction, decision: Id, text: str) -> None:
    _decision(tx, decision, deprioritised=text.strip())


@action(N_("Name the document"), settles="decision.reference")
def refer_to(tx: Transaction, decision: Id, reference: str) -> None:
    """Diary number, document, paragraph."""
    _decision(tx, decision, reference=" ".join(reference.split()))


@action(N_("Say when it is reviewed"))
def review_on(tx: Transaction, decision: Id, date: str | None) -> None:
    _decision(tx, decision, review_on=dated(date))


@action(N_("Answer the question"), settles="decision.answer")
def answer_question(tx: Transaction, decision: Id, answer: str) -> None:
    """To what an empty phrase in the decision makes one ask."""
    _decision(tx, decision, answer=answer.strip())


@action(N_("Move decision"))
def move_decision(tx: Transaction, decision: Id, after: Id | None) -> None:
    row = tx.need(Decision, decision)
    if after != decision:
        tx.about(row.statement[:60])
        tx.put(row.with_(rank=tx.rank(Decision, row.parent, after)))


@action(N_("Remove decision"))
def remove_decision(tx: Transaction, decision: Id) -> None:
    """Goals that hung on it stay, and what asked for it waits for an answer again."""
    tx.about(tx.need(Decision, decision).statement[:60])
    unanswered(tx, decision)
    for goal in tx.where(Goal, decision=decision):
        tx.put(goal.with_(decision=None))
    tx.remove(decision)


def decisions(library: Reading, initiative: Id) -> tuple[Decision, ...]:
    return library.children(Decision, initiative)


def decisions_paper(library: Reading, initiative: Id) -> tuple[DecisionPaper, ...]:
    """For paper: what is decided first, then proposals and agreements; what was withdrawn is left out."""
    rows = [d for d in decisions(library, initiative) if d.state != "withdrawn"]
    return tuple(
        DecisionPaper(
            d.id,
            d.statement,
            d.state,
            d.decided_by,
            d.decided_on or "",
            d.reference,
            d.review_on or "",
            d.prioritised,
            d.deprioritised,
            d.answer,
        )
        for d in sorted(rows, key=lambda d: d.state != "decided")
    )


def _decision(tx: Transaction, decision: Id, **changes: object) -> None:
    row = tx.need(Decision, decision)
    tx.about(row.statement[:60])
    tx.put(row.with_(**changes))


def _said(tx: Transaction, statement: str) -> str:
    statement = statement.strip()
    if not statement:
        raise Refused("empty_name")
    tx.about(statement[:60])
    return statement
