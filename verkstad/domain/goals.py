"""What makes a goal concrete and how far it has come; whether the decision stands; which of the five parts do (measurement.md 3.3, 3.11).

Pure rules over values. Facts, not sentences: `wording_goals` says them. Nothing here judges what somebody wrote.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction

from verkstad.domain.dates import iso_date
from verkstad.domain.decimals import exact
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.platitudes import Marked, Platitude, marked
from verkstad.domain.values import frozen

BOXES = ("indicator", "unit", "baseline", "target", "target_on", "owner")
COLUMN_OF_BOX = dict(zip(BOXES, BOXES, strict=True)) | {"unit": "measure_unit"}
"""Box -> the column of the goal it shows."""
CLOSE = ("unit", "team")  # levels 3 and 4 of 4: close to those who do the work
PERCENT = frozenset({"%", "procent", "per cent", "percent"})
YES_NO = frozenset({"ja/nej", "yes/no", "ja eller nej", "yes or no"})
LATEST = Fraction(3, 2)  # a value older than the cadence times this is old


# ------------------------------------------------------------------------------------------------ the six boxes


@frozen
class Lack:
    """A box that does not stand, and why: "empty", "undated" (a baseline without its day), "ahead" (its day has not come),
    "same" (a target that is the baseline), "early" (a target day not after the baseline's), "percent" (outside 0 to 100),
    "yes_no" (neither 0 nor 1), "no_number".
    """

    box: str
    why: str


@frozen
class MeasureFirst:
    """The baseline is missing and has to be measured: by whom, and until when, where that is said."""

    by: Id | None
    due: str | None
    late: bool

    @property
    def planned(self) -> bool:
        return self.by is not None and self.due is not None


@frozen
class Concreteness:
    """What a goal lacks, and the empty phrases in it. `answered`: what they make one ask has been answered."""

    lacks: tuple[Lack, ...]
    phrases: tuple[Marked, ...]
    answered: bool
    measure_first: MeasureFirst | None

    @property
    def questions(self) -> tuple[Marked, ...]:
        """The phrases whose question wants an answer and has none."""
        return () if self.answered else tuple(m for m in self.phrases if m.platitude.asks)

    @property
    def hints(self) -> tuple[Marked, ...]:
        """Those that never stand in the way."""
        return tuple(m for m in self.phrases if not m.platitude.asks)

    @property
    def score(self) -> int:
        """How many of the six boxes stand."""
        return len(BOXES) - len({lack.box for lack in self.lacks})

    @property
    def concrete(self) -> bool:
        return not self.lacks and not self.questions

    def lack(self, box: str) -> Lack | None:
        return next((lack for lack in self.lacks if lack.box == box), None)


def concreteness(goal: Goal, today: str, platitudes: Iterable[Platitude] = ()) -> Concreteness:
    """A goal is concrete when all six boxes stand and no empty phrase in it is unanswered. Zero is a valid baseline."""
    return Concreteness(
        tuple(lack for box in BOXES if (lack := _lack(goal, box, today)) is not None),
        marked(goal.statement, platitudes),
        bool(goal.answer.strip()),
        measure_first(goal, today),
    )


def measure_first(goal: Goal, today: str) -> MeasureFirst | None:
    """Somebody was asked to measure what there is no value for yet; None when there is one, or when nobody was asked."""
    if goal.baseline is not None or (goal.measured_by is None and goal.measured_due is None):
        return None
    return MeasureFirst(goal.measured_by, goal.measured_due, goal.measured_due is not None and goal.measured_due < today)


def is_percent(unit: str) -> bool:
    return " ".join(unit.casefold().split()) in PERCENT


def is_yes_no(unit: str) -> bool:
    return "".join(unit.casefold().split()) in {word.replace(" ", "") for word in YES_NO}


def _lack(goal: Goal, box: str, today: str) -> Lack | None:
    if box == "baseline":
        why = _number_wrong(goal.baseline, goal.measure_unit) or _day_wrong(goal.baseline_on, today)
    elif box == "target":
        why = _number_wrong(goal.target, goal.measure_unit) or ("same" if _same(goal) else "")
    elif box == "target_on":
        why = _target_day_wrong(goal)
    else:
        written = {"indicator": goal.indicator, "unit": goal.measure_unit, "owner": goal.owner or ""}[box]
        why = "" if written.strip() else "empty"
    return Lack(box, why) if why else None


def _number_wrong(text: str | None, unit: str) -> str:
    if text is None:
        return "empty"
    value = exact(text)
    if value is None:
        return "no_number"
    if is_percent(unit) and not 0 <= value <= 100:
        return "percent"
    return "yes_no" if is_yes_no(unit) and value not in (0, 1) else ""


def _day_wrong(day: str | None, today: str) -> str:
    if day is None:
        return "undated"
    return "ahead" if day > today else ""


def _same(goal: Goal) -> bool:
    return goal.baseline is not None and exact(goal.baseline) == exact(goal.target)


def _target_day_wrong(goal: Goal) -> str:
    if goal.target_on is None:
        return "empty"
    return "early" if goal.baseline_on is not None and goal.target_on <= goal.baseline_on else ""


# ------------------------------------------------------------------------------------------------ how far it has come


@frozen
class Progress:
    """The share of the way from baseline to target: under 0 the wrong way, 1 there, over 1 beyond the target."""

    share: Fraction

    @property
    def way(self) -> str:
        """ "wrong", "none", "under_way", "reached" or "over"."""
        if self.share < 0:
            return "wrong"
        if self.share > 1:
            return "over"
        return {Fraction(0): "none", Fraction(1): "reached"}.get(self.share, "under_way")


def progress(baseline: str | None, target: str | None, value: str | None) -> Progress | None:
    """(x - b) / (t - b), exactly; None when a number is missing or target and baseline are the same."""
    b, t, x = exact(baseline), exact(target), exact(value)
    if b is None or t is None or x is None or t == b:
        return None
    return Progress((x - b) / (t - b))


def is_old(measured_on: str, cadence: int, today: str) -> bool:
    """The last value is older than one and a half times the days there should be between two."""
    age = (datetime.date.fromisoformat(today) - datetime.date.fromisoformat(measured_on)).days
    return age > cadence * LATEST


def step(*, decided: bool, acted: bool, reached: bool = False, signalled: bool = False) -> int:
    """From word to result: 0 word, 1 decision, 2 action, 3 result. Recomputed, never typed.

    `decided`: a decided decision is linked, of which it is said who decided and when (`signed`). `acted`: a linked action is done or a learning loop finished. `reached`: the last value is at
    the target or beyond. `signalled`: a favourable signal dated after an action; without an action it is none of ours.
    """
    if reached or (signalled and acted):
        return 3
    return 2 if acted else 1 if decided else 0


def closeness(goals: Sequence[Goal]) -> Fraction | None:
    """The share of the goals that belong to a single unit, a team or the meeting with the customer; None when there are no goals."""
    return Fraction(sum(goal.level in CLOSE for goal in goals), len(goals)) if goals else None


OUTWARD, INWARD = ("customer_care", "accessibility"), ("cost", "quality")
"""Categories of goals the customer meets, and of those the organisation sees first."""


@frozen
class GoalBalance:
    """How many goals the customer meets, how many are about cost or quality, and how many have no category."""

    customer: int
    internal: int
    unsaid: int

    @property
    def one_sided(self) -> bool:
        """There are goals with a category, and none of them the customer meets."""
        return self.internal > 0 and self.customer == 0


def balance(goals: Iterable[Goal]) -> GoalBalance:
    rows = tuple(goals)
    customer, internal = (sum(g.category in side for g in rows) for side in (OUTWARD, INWARD))
    return GoalBalance(customer, internal, len(rows) - customer - internal)


# ------------------------------------------------------------------------------------------------ the decision


@frozen
class DecisionLack:
    """What a decision lacks: "missing" (there is no decided one; `decision` is ""), "undated", "unsigned", "no_review", "review_due"; or what
    cannot be so: "decided_ahead" (decided on a day far ahead), "review_before" (looked at again before it was decided).
    """

    decision: Id
    why: str


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those that somebody entitled has decided."""
    return tuple(d for d in decisions if d.state == "decided")


def signed(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those of which it is said too who decided and when: only they count as decided."""
    return tuple(d for d in standing(decisions) if d.decided_by.strip() and d.decided_on is not None)


def decision_lacks(decisions: Sequence[Decision], today: str) -> tuple[DecisionLack, ...]:
    """Proposals, agreements of a workshop and what was withdrawn lack nothing but that it is decided."""
    decided = standing(decisions)
    if not decided:
        return (DecisionLack("", "missing"),)
    return tuple(DecisionLack(d.id, why) for d in decided for why in _decision_wrong(d, today))


FAR_AHEAD = 30
"""Days from which the day of what is decided already is another than was meant (own)."""


def _decision_wrong(decision: Decision, today: str) -> list[str]:
    wrong = []
    if decision.decided_on is None:
        wrong.append("undated")
    elif decision.decided_on > iso_date(today, FAR_AHEAD):
        wrong.append("decided_ahead")
    if not decision.decided_by.strip():
        wrong.append("unsigned")
    if decision.review_on is None:
        wrong.append("no_review")
        return wrong
    if decision.decided_on is not None and decision.review_on < decision.decided_on:
        wrong.append("review_before")
    if decision.review_on < today:
        wrong.append("review_due")
    return wrong


# ------------------------------------------------------------------------------------------------ the five parts

INVENTORY_ENOUGH = 5  # items
EXCHANGE_WITHIN = 60  # days


@frozen
class Part:
    """One of the five parts of an initiative. `stands` None: it cannot be known, because nothing in this library says anything of it."""

    name: str  # decision, goal, inventory, team, exchange
    stands: bool | None


def five_parts(
    *,
    decided: int,
    concrete_goals: int,
    teams_of_units: Iterable[int],
    inventory: int | None = None,
    exchanged_on: str | None = None,
    today: str = "",
) -> tuple[Part, ...]:
    """`decided`: how many decisions are `signed`. `teams_of_units`: how many units each team has. `inventory`: how many items. `exchanged_on`: the last exchange or forum, as an ISO
    date, "" for never. None for the last two: the library holds nothing of the kind.
    """
    return (
        Part("decision", decided > 0),
        Part("goal", concrete_goals > 0),
        Part("inventory", None if inventory is None else inventory >= INVENTORY_ENOUGH),
        Part("team", any(units >= 2 for units in teams_of_units)),
        Part("exchange", None if exchanged_on is None else bool(exchanged_on) and _days(exchanged_on, today) <= EXCHANGE_WITHIN),
    )


def _days(earlier: str, later: str) -> int:
    return (datetime.date.fromisoformat(later) - datetime.date.fromisoformat(earlier)).days
