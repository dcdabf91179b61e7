"""What the paper about insights, actions, risks and exchanges shows: frozen values, names as words in the language of the paper, dates ISO."""

from __future__ import annotations

from dataclasses import dataclass

from verkstad.domain.fields import Id


@dataclass(frozen=True, slots=True)
class InsightPaper:
    """An insight. `source` is where it comes from in words, `became` what it became; `age` in days, None not known."""

    id: Id
    says: str = ""
    stage: str = "new"
    source: str = ""
    raised_by: str = ""
    raised_on: str = ""
    owner: str = ""
    decides: bool = False
    verdict: str = ""
    reason: str = ""
    answer: str = ""
    became: str = ""
    age: int | None = None
    stuck: bool = False


@dataclass(frozen=True, slots=True)
class ActionPaper:
    """An action of the initiative or of one of its workshops. `person` is the id of who has it, "" for nobody; `many` when she has more than seven."""

    id: Id
    what: str = ""
    owner: str = ""
    person: Id = ""
    due: str = ""
    status: str = "open"
    bearing: str = "test"
    goal: str = ""
    workshop: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class RiskPaper:
    """A risk. `lacks` is the sentence about what a serious one still needs."""

    id: Id
    says: str = ""
    family: str = ""
    likelihood: int | None = None
    impact: int | None = None
    weight: int | None = None
    owner: str = ""
    sign: str = ""
    response: str = ""
    lacks: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ExchangePaper:
    """An exchange of experience with others."""

    id: Id
    with_whom: str = ""
    on: str = ""
    pilot: str = ""
    takeaway: str = ""
    shared: str = ""
    next_contact: str = ""


@dataclass(frozen=True, slots=True)
class OngoingPaper:
    """What an operation has going on, what it finished lately, and what waits there for an answer."""

    unit: str
    going: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkPaper:
    """All of it. `figures` are (value, what it is); `balance` the sentences about the actions taken together; `stories` (title, story)."""

    insights: tuple[InsightPaper, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    actions: tuple[ActionPaper, ...] = ()
    balance: tuple[str, ...] = ()
    risks: tuple[RiskPaper, ...] = ()
    exchanges: tuple[ExchangePaper, ...] = ()
    ongoing: tuple[OngoingPaper, ...] = ()
