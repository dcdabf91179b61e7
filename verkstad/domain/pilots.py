"""A module tried by a team: prediction, measures, values, loops, decision. The rules are in `piloting`."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, decimal, flag, kind, prose, ref, text

STATES = ("measure_first", "running", "ended")
OUTCOMES = ("adopt", "adapt", "expand", "abandon")
SIDES = ("customer", "done", "effect", "balancing", "process")
INTERVALS = ("day", "week", "fortnight", "month")


@kind("pilot", parents=("initiative",), ranked=True)
class Pilot(Row):
    """A test of a module by a team. It begins with idea, team and decision day, in the state "measure first" (product.md section 3).

    State and the reason for passing the gate with something missing are one; so are outcome, its reason and its day.
    """

    title: str = text()
    idea: str = prose(2_000)
    module: Id | None = ref("module")
    team: Id | None = ref("team")
    goal: Id | None = ref("goal")
    state: str = choice(*STATES, default="measure_first", together="state")
    passed_why: str = text(400, together="state")
    prediction: str = prose(1_000, meet="ask")  # what we believe will happen, and to whom
    started: str | None = date()  # the first day of the new way of working
    decision_day: str | None = date(when="future")
    follow_up: str | None = date(when="future")
    owner: Id | None = ref("person")  # of the effect
    journey_step: str = text()
    self_service: bool = flag()  # then a balancing measure is needed
    changed_inwards: str = prose(2_000)
    stop_rule: str = prose(1_000)  # when it is broken off before the decision day
    approved_by: str = text()  # who said that it may be tried
    outcome: str = choice("", *OUTCOMES, default="", together="outcome")
    outcome_why: str = text(1_000, together="outcome")
    outcome_on: str | None = date(when="past", together="outcome")
    outcome_by: str = text(together="outcome")
    story_before: str = prose(600)  # the pilot's story in three sentences: how it was,
    story_tried: str = prose(600)  # what was tried,
    story_now: str = prose(600)  # how it is now


@kind("measure", parents=("pilot",), ranked=True)
class Measure(Row):
    """What is measured. `better` is the direction that is good. The baseline for the frozen median is what lies before the pilot's start."""

    title: str = text()
    side: str = choice(*SIDES, default="effect")
    measure_unit: str = text(60)
    better: str = choice("", "up", "down", default="")
    interval: str = choice(*INTERVALS, default="week")
    target: str | None = decimal(together="target")
    target_on: str | None = date(when="future", together="target")
    owner: Id | None = ref("person")
    how: str = text(400)  # where the value comes from
    joined: str = choice("", "sum", "mean", "median", default="")  # two values on one day become one by this choice
    frozen: bool = flag(default=True)  # the median is that of the values before the start
    rules: str = choice("anhoej", "ihi", default="anhoej")  # which set decides


@kind("measurement", parents=("measure",))
class Measurement(Row):
    """One value on one day; None: nothing was measured then. Before or during the pilot follows from the day."""

    on: str | None = date(when="past")
    value: str | None = decimal()
    note: str = text(300, meet="latest")


@kind("annotation", parents=("measure",))
class Annotation(Row):
    """What happened on a day, written on the chart."""

    on: str | None = date(when="past")
    says: str = text()


@kind("recalculation", parents=("measure",))
class Recalculation(Row):
    """From this day a new median, because the way of working is lastingly another (measurement.md 3.2): why, and who said so."""

    start: str | None = date(when="past")
    reason: str = text(600)
    by: str = text(120)


@kind("loop", parents=("pilot",), ranked=True)
class Loop(Row):
    """A learning loop of days or weeks: plan, do, study, act; what was learnt, what is changed next."""

    question: str = text(300)
    starts: str | None = date(together="dates")
    ends: str | None = date(together="dates")
    plan: str = prose(2_000)
    do: str = prose(2_000)
    study: str = prose(2_000)
    act: str = prose(2_000)
    learnt: str = prose(2_000)
    state: str = choice("planned", "running", "finished", default="planned")
    decision: str = choice("", *OUTCOMES, default="")
