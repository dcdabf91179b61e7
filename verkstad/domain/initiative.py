"""The change as a whole: why, what has been decided, what is to be reached. Values; the rules about them stand in `goals`."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, decimal, kind, prose, ref, text, whole

ROUTES = ("slice", "test", "near")
DECISION_STATES = ("proposed", "agreed", "decided", "withdrawn")
LEVELS = ("organisation", "department", "unit", "team")
CATEGORIES = ("customer_care", "accessibility", "cost", "quality")


@kind("initiative", scope="self")
class Initiative(Row):
    """A change initiative: what workshops, modules and pilots hang on."""

    title: str = text()
    why: str = prose()
    what: str = prose()
    how: str = prose()
    route: str = choice("", *ROUTES, default="", meet="latest")  # the way to begin that was chosen on its first page
    leader: Id | None = ref("person")  # who leads: has the mandate
    driver: Id | None = ref("person")  # who drives it on
    why_now: str = prose(2_000)  # why the pace is another now
    technology: str = prose(2_000)  # what there is to build on
    report_every: int | None = whole(1, 400, together="reporting")  # days between reports to leadership
    report_to: str = text(together="reporting")
    archived: str | None = date(when="past", meet="latest")
    ended: str | None = date(when="past", together="ended")  # closed on that day; nothing in it is removed
    ended_why: str = text(400, together="ended")


@kind("decision", parents=("initiative",), ranked=True)
class Decision(Row):
    """What was decided. What a workshop agrees is a proposal or an agreement until somebody entitled decides: state, who and when are one."""

    statement: str = prose(4_000, meet="ask")
    prioritised: str = prose(2_000)  # what goes first
    deprioritised: str = prose(2_000)  # what has to wait
    state: str = choice(*DECISION_STATES, default="proposed", together="decided")
    decided_by: str = text(together="decided")
    decided_on: str | None = date(when="past", together="decided")
    reference: str = text(120)  # diary number, document, paragraph
    review_on: str | None = date(when="future")
    answer: str = prose(1_000)  # to the question a platitude in it raises
    driver: Id | None = ref("person")  # who drives it, when that is another than who decided
    handover_on: str | None = date(when="future")  # the day the two meet
    by_when: str | None = date(when="future")  # by when it is to be carried out
    reported: str = text(300)  # how it is reported back


@kind("accepted_phrase", parents=("initiative",))
class AcceptedPhrase(Row):
    """A platitude that does not apply in this initiative: nobody is asked about it here. Its id is derived from both, so that it is one row."""

    phrase: str = text(40)  # the platitude's id in the shipped list


@kind("goal", parents=("initiative",), ranked=True)
class Goal(Row):
    """A goal. Six boxes make it concrete: indicator, unit of measure, baseline with its date, target, its date, owner. Decimals are text."""

    statement: str = prose(1_000, meet="ask")
    indicator: str = text()
    measure_unit: str = text(60)  # "dagar", "%", "ja/nej"
    baseline: str | None = decimal(together="baseline")
    baseline_on: str | None = date(when="past", together="baseline")
    target: str | None = decimal(together="target")
    target_on: str | None = date(when="future", together="target")
    owner: Id | None = ref("person")
    unit: Id | None = ref("unit")  # the operation that owns it
    level: str = choice("", *LEVELS, default="")
    category: str = choice("", *CATEGORIES, default="")
    decision: Id | None = ref("decision")
    measured_by: Id | None = ref("person", together="measuring")  # "measure first": who takes the baseline, and by when
    measured_due: str | None = date(when="future", together="measuring")
    answer: str = prose(1_000)  # to the question a platitude in it raises
    next_check: str | None = date(when="future")
    stage: str = choice("draft", "agreed", default="draft", meet="latest")  # drafts raise no findings


def category_place(category: str) -> int:
    """Where goals of this category stand among the others, from 0; those without one come last."""
    return CATEGORIES.index(category) if category in CATEGORIES else len(CATEGORIES)
