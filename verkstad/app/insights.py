"""Insights, risks, and needs and services: what a note of a workshop can become, and what is said of them afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.mandated import decides
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import dated
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.insights import VERDICTS, Forum, Insight, Risk
from verkstad.domain.people import Person, Unit
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

# ------------------------------------------------------------------------------------------------ insights


@action(N_("Add insight"))
def add_insight(
    tx: Transaction,
    parent: Id,
    says: str,
    *,
    source: str = "workshop",
    raised_by: str = "",
    role: str = "",
    unit: Id | None = None,
    times: int | None = None,
    forum: Id | None = None,
    about: str = "",
) -> Id:
    """Of a workshop or an initiative, last in its list, raised today. `about`: the id of what it is about."""
    says = _said(tx, says)
    if unit is not None:
        tx.need(Unit, unit)
    if forum is not None:
        tx.need(Forum, forum)
    row = Insight(
        parent=parent,
        rank=tx.rank_last(Insight, parent),
        says=says,
        source=source,
        raised_by=" ".join(raised_by.split()),
        raised_on=tx.today,
        role=role,
        unit=unit,
        times=times,
        forum=forum,
        about=about,
    )
    return tx.put(row).id


@action(N_("Reword insight"), settles="insight.says")
def reword_insight(tx: Transaction, insight: Id, says: str) -> None:
    tx.put(tx.need(Insight, insight).with_(says=_said(tx, says)))


@action(N_("Say where it comes from"))
def say_source(tx: Transaction, insight: Id, source: str) -> None:
    _insight(tx, insight, source=source)


@action(N_("Say who raised it"), settles="insight.raised_by")
def say_who_raised(tx: Transaction, insight: Id, raised_by: str) -> None:
    _insight(tx, insight, raised_by=" ".join(raised_by.split()))


@action(N_("Give the insight to somebody"))
def give_insight_to(tx: Transaction, insight: Id, owner: Id | None) -> None:
    _insight(tx, insight, owner=_person(tx, owner))


change_insight = changing(
    Insight,
    N_("Change insight"),
    called="verkstad.app.insights.change_insight",
    required=("says",),
    fixed=("says", "source", "raised_by", "owner", "state", "reason", "answer", "answered", "verdict", "fed_back", "became", "result"),
)


@action(N_("Decide on the insight"))
def decide_insight(tx: Transaction, insight: Id, state: str, reason: str = "") -> None:
    """New, taken on, or declined. To take it on asks for an owner who may decide; to decline takes a reason, which is the answer."""
    row = tx.need(Insight, insight)
    reason = reason.strip()
    if state == "declined":
        _verdict(tx, row, "declined", reason)
        return
    if state == "taken":
        _mandated(tx, row)
    verdict = "" if state == "new" else row.verdict
    _insight(tx, insight, state=state, reason=reason, verdict=verdict, answered=row.answered if verdict or row.answer else None)


@action(N_("Give the answer"))
def give_verdict(tx: Transaction, insight: Id, verdict: str, reason: str = "") -> None:
    """What becomes of it: "do_now", "test", "find_out" or "declined", today. All but a no ask for an owner who may decide; a no takes a reason."""
    if verdict not in VERDICTS:
        raise ValueError(verdict)
    _verdict(tx, tx.need(Insight, insight), verdict, reason.strip())


@action(N_("Note that whoever raised it was told"))
def tell_back(tx: Transaction, insight: Id, on: str | None) -> None:
    """The day they were told what became of it; None when it was not so. There has to be an answer to tell."""
    row = tx.need(Insight, insight)
    if on is not None and not (row.verdict or row.answer or row.state == "declined"):
        raise Refused("answer_first")
    _insight(tx, insight, fed_back=dated(on))


@action(N_("Answer whoever raised it"), settles="insight.answer")
def answer_insight(tx: Transaction, insight: Id, answer: str) -> None:
    """The words of the answer, and the day they were given."""
    answer = answer.strip()
    row = tx.need(Insight, insight)
    _insight(tx, insight, answer=answer, answered=(row.answered or tx.today) if answer or row.verdict else None)


@action(N_("Remove insights"))
def remove_insights(tx: Transaction, insights: Sequence[Id]) -> None:
    for insight in insights:
        tx.about(tx.need(Insight, insight).says[:60])
        tx.remove(insight)


# ------------------------------------------------------------------------------------------------ risks


@action(N_("Add risk"))
def add_risk(tx: Transaction, parent: Id, says: str, *, family: str = "") -> Id:
    """Of a workshop or an initiative, last in its list."""
    return tx.put(Risk(parent=parent, rank=tx.rank_last(Risk, parent), says=_said(tx, says), family=family)).id


@action(N_("Reword risk"), settles="risk.says")
def reword_risk(tx: Transaction, risk: Id, says: str) -> None:
    tx.put(tx.need(Risk, risk).with_(says=_said(tx, says)))


@action(N_("Choose the family of the risk"))
def choose_family(tx: Transaction, risk: Id, family: str) -> None:
    _risk(tx, risk, family=family)


@action(N_("Weigh the risk"))
def weigh_risk(tx: Transaction, risk: Id, likelihood: int | None, impact: int | None) -> None:
    """How likely and how bad, 1 to 5 each; None for not known."""
    _risk(tx, risk, likelihood=likelihood, impact=impact)


@action(N_("Say what is done about the risk"), settles="risk.response")
def respond_to_risk(tx: Transaction, risk: Id, response: str) -> None:
    _risk(tx, risk, response=response.strip())


@action(N_("Give the risk to somebody"))
def give_risk_to(tx: Transaction, risk: Id, owner: Id | None) -> None:
    _risk(tx, risk, owner=_person(tx, owner))


change_risk = changing(
    Risk,
    N_("Change risk"),
    called="verkstad.app.insights.change_risk",
    required=("says",),
    fixed=("says", "family", "likelihood", "impact", "response", "owner", "closed"),
)


@action(N_("Close the risk"))
def close_risk(tx: Transaction, risk: Id, closed: bool) -> None:
    """It is no risk any more, from today; or it is one again."""
    _risk(tx, risk, closed=tx.today if closed else None)


@action(N_("Remove risks"))
def remove_risks(tx: Transaction, risks: Sequence[Id]) -> None:
    for risk in risks:
        tx.about(tx.need(Risk, risk).says[:60])
        tx.remove(risk)


# ------------------------------------------------------------------------------------------------ questions


def insights(library: Reading, parent: Id) -> tuple[Insight, ...]:
    return library.children(Insight, parent)


def risks(library: Reading, parent: Id) -> tuple[Risk, ...]:
    return library.children(Risk, parent)


def _said(tx: Transaction, says: str) -> str:
    says = says.strip()
    if not says:
        raise Refused("empty_name")
    tx.about(says[:60])
    return says


def _person(tx: Transaction, person: Id | None) -> Id | None:
    if person is not None:
        tx.need(Person, person)
    return person


def _insight(tx: Transaction, insight: Id, **changes: object) -> None:
    row = tx.need(Insight, insight)
    tx.about(row.says[:60])
    tx.put(row.with_(**changes))


def _mandated(tx: Transaction, insight: Insight) -> None:
    if not decides(tx, insight.owner, tx.today):
        raise Refused("needs_mandate", owned=insight.owner is not None)


def _verdict(tx: Transaction, insight: Insight, verdict: str, reason: str) -> None:
    declined = verdict == "declined"
    if declined and not reason:
        raise Refused("say_why")
    if not declined:
        _mandated(tx, insight)
    state = "declined" if declined else "taken"
    _insight(tx, insight.id, verdict=verdict, state=state, reason=reason, answered=insight.answered or tx.today, answered_by=insight.owner)


def _risk(tx: Transaction, risk: Id, **changes: object) -> None:
    row = tx.need(Risk, risk)
    tx.about(row.says[:60])
    tx.put(row.with_(**changes))
