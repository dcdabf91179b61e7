"""How insights, actions and risks flow: figures over a period, what has stood still, who has too much, and which way the work is aimed.

Formulas and limits are those of measurement.md 3.5 and 3.12. A share is a pair (of these, so many): where the whole is nothing there is
no share, and that is said as "–". Limits called own are this program's and nobody's science.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from verkstad.domain.actions import Action
from verkstad.domain.fields import Id
from verkstad.domain.insights import Forum, ForumMeeting, Insight, Risk
from verkstad.domain.shares import Share
from verkstad.domain.values import frozen

STUCK_AFTER = 14
"""Days without an answer after which an insight is stuck (own)."""
SMALL_BASE = 30
"""Contacts below which a share of failure demand stands on little (own)."""
MANY = 7
"""Open actions of one person; more is said (own)."""
USERS_LEAST = 25
"""Per cent of the open actions whose aim is said that should be aimed at those who are to use it (own)."""
SERIOUS = 12
"""Likelihood times impact from which a risk needs an owner and a warning sign (own)."""
DECIDES = 2
"""The level of a mandate from which its holder may decide."""

STAGES = ("new", "taken", "answered", "fed_back")
"""The way of an insight: new, taken on, answered, told to whoever raised it."""
VERDICTS_TO_ACTION = ("do_now", "test")


# ------------------------------------------------------------------------------------------------ one insight


def stage(insight: Insight) -> str:
    """Where it stands on its way, one of STAGES. One that is declined has been answered: the reason is the answer."""
    if insight.fed_back:
        return "fed_back"
    if insight.answered or insight.verdict or insight.state == "declined":
        return "answered"
    return "taken" if insight.state == "taken" else "new"


def days_between(first: str | None, last: str | None) -> int | None:
    """Days from one ISO date to another; None when either is missing or is none."""
    if not first or not last:
        return None
    try:
        return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
    except ValueError:
        return None


def age(insight: Insight, today: str) -> int | None:
    """Days from when it was raised until it was answered, or until today; None when nobody said when it was raised."""
    days = days_between(insight.raised_on, insight.answered or today)
    return None if days is None else max(0, days)


def is_stuck(insight: Insight, today: str, most: int = STUCK_AFTER) -> bool:
    """No answer although more than `most` days have gone."""
    days = age(insight, today)
    return stage(insight) in ("new", "taken") and days is not None and days > most


# ------------------------------------------------------------------------------------------------ all of them, over a period


@frozen
class Flow:
    """How what was raised in a period has fared. Medians are days, None when nothing was measured."""

    new: int
    answered: Share
    to_action: Share
    fed_back: Share
    days_to_answer: float | None
    days_to_change: float | None
    stuck: int


def flow(insights: Iterable[Insight], today: str, *, since: str = "", until: str = "9999-12-31") -> Flow:
    """The figures of those raised from `since` to `until` (ISO dates, both counted). Without a day of its own one counts in a period that has no beginning."""
    rows = [i for i in insights if (since <= i.raised_on <= until if i.raised_on else not since)]
    answered = [i for i in rows if stage(i) in ("answered", "fed_back")]
    acted = [i for i in answered if i.verdict in VERDICTS_TO_ACTION]
    return Flow(
        new=len(rows),
        answered=Share(len(answered), len(rows)),
        to_action=Share(len(acted), len(answered)),
        fed_back=Share(sum(bool(i.fed_back) for i in answered), len(answered)),
        days_to_answer=median(days_between(i.raised_on, i.answered) for i in rows),
        days_to_change=median(days_between(i.raised_on, i.changed_on) for i in rows),
        stuck=sum(is_stuck(i, today) for i in rows),
    )


def median(days: Iterable[int | None]) -> float | None:
    """The middle of those that are known; the mean of the two in the middle when there is an even number. None of nothing."""
    known = sorted(d for d in days if d is not None)
    if not known:
        return None
    half = len(known) // 2
    return float(known[half]) if len(known) % 2 else (known[half - 1] + known[half]) / 2


@frozen
class Demand:
    """Contacts by what they were about. `little`: too few to say anything by."""

    value: int
    failure: int
    unclear: int

    @property
    def share(self) -> Share:
        return Share(self.failure, self.value + self.failure)

    @property
    def little(self) -> bool:
        return self.value + self.failure < SMALL_BASE


def demand(insights: Iterable[Insight]) -> Demand:
    """Each insight counts as often as it was met, once when nobody said."""
    counts = dict.fromkeys(("value", "failure", "unclear"), 0)
    for insight in insights:
        if insight.demand in counts:
            counts[insight.demand] += 1 if insight.times is None else insight.times
    return Demand(**counts)


# ------------------------------------------------------------------------------------------------ actions


def is_open(action: Action) -> bool:
    return action.status not in ("done", "dropped")


def is_late(action: Action, today: str) -> bool:
    return is_open(action) and action.due is not None and action.due < today


@frozen
class Load:
    """The open actions of one person, or (None) of nobody."""

    person: Id | None
    open: int
    late: int

    @property
    def many(self) -> bool:
        return self.person is not None and self.open > MANY


def loads(actions: Iterable[Action], today: str) -> tuple[Load, ...]:
    """Who has how many open actions, the most first; nobody last."""
    held: dict[Id | None, list[Action]] = {}
    for action in actions:
        if is_open(action):
            held.setdefault(action.owner or None, []).append(action)
    found = [Load(who, len(rows), sum(is_late(a, today) for a in rows)) for who, rows in held.items()]
    return tuple(sorted(found, key=lambda x: (x.person is None, -x.open, x.person or "")))


@frozen
class Balance:
    """How many of the actions open possibilities, set requirements, stop something or try something."""

    opportunity: int
    requirement: int
    stop: int
    test: int

    @property
    def possibilities(self) -> Share:
        """Possibilities of possibilities and requirements together."""
        return Share(self.opportunity, self.opportunity + self.requirement)

    @property
    def only_requirements(self) -> bool:
        """There are requirements, and nothing that makes anything possible."""
        return self.requirement > 0 and self.opportunity == 0


def balance(actions: Iterable[Action]) -> Balance:
    """Of those that were not dropped."""
    counts = dict.fromkeys(("opportunity", "requirement", "stop", "test"), 0)
    for action in actions:
        if action.status != "dropped" and action.bearing in counts:
            counts[action.bearing] += 1
    return Balance(**counts)


@frozen
class Aim:
    """Whom the open actions are aimed at: those who are to use it, or the work itself; `unsaid` have neither."""

    users: int
    project: int
    unsaid: int

    @property
    def share(self) -> Share:
        """Those aimed at users, of those whose aim is said."""
        return Share(self.users, self.users + self.project)

    @property
    def inward(self) -> bool:
        """Less than a quarter is aimed at those who are to use it."""
        return self.is_inward(USERS_LEAST)

    def is_inward(self, least: int) -> bool:
        """Less than `least` per cent of what is said is aimed at those who are to use it."""
        said = self.users + self.project
        return said > 0 and 100 * self.users < least * said


def aim(actions: Iterable[Action]) -> Aim:
    rows = [a for a in actions if is_open(a)]
    users, project = (sum(a.serves == s for a in rows) for s in ("users", "project"))
    return Aim(users, project, len(rows) - users - project)


@frozen
class Finished:
    """The day something was done, ISO. `seen`: somebody said so here that day; else it was done when it came, and the day is the one it was due."""

    on: str = ""
    seen: bool = True


def finished(said: Sequence[tuple[str, bool]], due: str | None) -> Finished:
    """When an action that is done was done. `said`: (ISO date, whether it then was said to be done) each time somebody told, the oldest first.

    What came in done already (a list, a file) was done at the latest the day it came: on the day it was due, if that was before.
    """
    at = next((at for at in range(len(said) - 1, -1, -1) if said[at][1]), None)
    if at is None:
        return Finished(due or "", seen=False)
    day = said[at][0]
    return Finished(day) if at else Finished(min(due or day, day), seen=False)


@frozen
class Execution:
    """Of the actions that fell due in a period, how many were done in time; of those, how many `assumed`: nobody here saw the day."""

    in_time: Share
    assumed: int = 0


def execution(done: Mapping[Id, Finished], actions: Iterable[Action], *, since: str, until: str) -> Execution:
    """Of the actions due from `since` to `until` (ISO, both counted), those done on or before their day. One that was dropped was not to be done any more."""
    due = [a for a in actions if a.due is not None and since <= a.due <= until and a.status != "dropped"]
    met = [a for a in due if a.status == "done" and a.id in done and done[a.id].on <= (a.due or "")]
    return Execution(Share(len(met), len(due)), sum(not done[a.id].seen for a in met))


def momentum(days: Iterable[str | None], today: str) -> int | None:
    """Days since something last was finished: an action done, a learning loop run; nothing else counts. None when nothing has been."""
    known = [d for d in (days_between(day, today) for day in days) if d is not None and d >= 0]
    return min(known, default=None)


# ------------------------------------------------------------------------------------------------ risks


def weight(risk: Risk) -> int | None:
    """Likelihood times impact, 1 to 25; None until both are said."""
    return None if risk.likelihood is None or risk.impact is None else risk.likelihood * risk.impact


def risk_lacks(risk: Risk, serious: int = SERIOUS) -> tuple[str, ...]:
    """What a serious risk, one of weight `serious` or more, still needs: "owner", "sign". Nothing of a small one, or of one that is closed."""
    if risk.closed or (weight(risk) or 0) < serious:
        return ()
    return tuple(name for name, held in (("owner", risk.owner), ("sign", risk.sign.strip())) if not held)


def by_weight(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """The open before the closed, the heaviest first, those nobody has weighed last."""
    return tuple(sorted(risks, key=lambda r: (bool(r.closed), -(weight(r) or 0), r.rank, r.id)))


# ------------------------------------------------------------------------------------------------ forums


def next_meeting(forum: Forum, held: Sequence[ForumMeeting], today: str) -> str | None:
    """The first day of its rhythm that is today or later, and after what was last held; None while it rests or has no rhythm yet.

    The rhythm is counted from the first meeting; where that is not said, from the last that was held.
    """
    if forum.resting:
        return None
    last = max((m.on for m in held if m.on and m.on <= today), default=None)
    start = forum.first_on or last
    if start is None:
        return None
    earliest = today if last is None or last < today else _later(last, 1)
    if start >= earliest:
        return start
    if not forum.cadence:
        return None
    steps = -(-(days_between(start, earliest) or 0) // forum.cadence)
    return _later(start, steps * forum.cadence)


def missed_meeting(forum: Forum, held: Sequence[ForumMeeting], today: str) -> bool:
    """A whole rhythm has gone and a half, and nothing was held."""
    if forum.resting or not forum.cadence:
        return False
    last = max((m.on for m in held if m.on), default=forum.first_on)
    days = days_between(last, today)
    return days is not None and 2 * days > 3 * forum.cadence


def _later(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
