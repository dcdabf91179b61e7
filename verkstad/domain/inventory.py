"""What people need and what serves them today: services, steps of a journey, levels of operations, and what it costs and gives whom."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, decimal, flag, kind, prose, ref, text, whole

YES_NO = ("yes", "no", "unsure")
LANDS = ("unit", "customer", "outside")
COSTS = ("investment", "running")
BENEFITS = ("efficiency", "quality")


@kind("inventory_item", parents=("workshop", "initiative"), ranked=True)
class InventoryItem(Row):
    """A need or a service. Three judgements that are kept apart: its level today, whether it can be taken further, whether it should."""

    title: str = text()
    kind_of: str = choice("", "need", "service", "effort", default="", wire="type")
    for_whom: str = text()
    note: str = prose(4_000)
    unit: Id | None = ref("unit")
    need: str = prose(1_000)  # what the customer wants done
    channel: str = text()  # how it is met today
    level: str = choice("", "none", "partly", "digital", default="")
    can: str = choice("", *YES_NO, default="")
    should: str = choice("", *YES_NO, default="", together="should")
    should_why: str = text(400, together="should")
    volume: int | None = whole(0, 100_000_000)  # times a month
    how_well: str = text(300)
    self_service: bool = flag()
    unresolved: int | None = whole(0, 100, together="unresolved")  # per cent who do not get it done there
    fallback: str = text(200, together="unresolved")  # where they turn: a human way
    left_outside: str = prose(1_000)  # whom the digital way does not reach, and who helps them
    value: int | None = whole(1, 5)
    effort: int | None = whole(1, 5)
    knows_most: Id | None = ref("person")
    step: Id | None = ref("journey_step")
    ongoing: str = text(300, together="ongoing")  # an effort that is already going on, in words
    ongoing_from: str | None = date(together="ongoing")
    ongoing_until: str | None = date(together="ongoing")


@kind("cover", parents=("module",))
class Cover(Row):
    """The module takes a need or service further. Its id is derived from the two."""

    item: Id | None = ref("inventory_item")


@kind("journey_step", parents=("initiative",), ranked=True)
class JourneyStep(Row):
    """One step of a customer's journey; steps with the same `journey` follow one another by rank."""

    journey: str = text(120)
    version: str = choice("now", "then", default="now", meet="latest")  # as it is, or as it is to become
    what: str = text(300)
    phase: str = choice("", "before", "during", "after", default="")
    channel: str = text(120)
    met_by: str = text(120)  # who the customer meets: a change of this from step to step is a hand-over
    may_change: Id | None = ref("person")
    feeling: str = choice("", "plus", "neutral", "minus", default="")
    bottleneck: bool = flag(together="bottleneck")
    evidence: str = text(400, together="bottleneck")
    waiting: str | None = decimal()  # days


@kind("unit_level", parents=("inventory_item",))
class UnitLevel(Row):
    """How far an operation has come with a need or service, 0 to 4, and by what one sees it. Its id is derived from the two."""

    unit: Id | None = ref("unit")
    level: int | None = whole(0, 4, together="level")
    evidence: str = text(400, together="level")
    half_step: str = text(300)  # the next half step
    can_help: Id | None = ref("unit")


@kind("cost_benefit", parents=("initiative",), ranked=True)
class CostBenefit(Row):
    """One cost or gain and where it lands. Amount, its measure and how often are one choice. Decimals are text.

    An efficiency gain or a quality gain needs an owner, a measure and a day from which it is to be seen.
    """

    title: str = text()
    kind_of: str = choice(*COSTS, *BENEFITS, default="investment", wire="type")
    lands: str = choice(*LANDS, default="unit", together="lands")
    unit: Id | None = ref("unit", together="lands")
    producer: Id | None = ref("unit")  # the operation that does the work, when it is another
    module: Id | None = ref("module")
    pilot: Id | None = ref("pilot")
    item: Id | None = ref("inventory_item")
    amount: str | None = decimal(together="amount")
    counted: str = choice("kr", "hours", default="kr", together="amount")
    often: str = choice("once", "yearly", default="yearly", together="amount")
    estimate: str = choice("guess", "calculated", "measured", default="guess")
    owner: Id | None = ref("person")
    measured_by: str = text()
    from_on: str | None = date(when="future", together="from")
    planned_share: int | None = whole(0, 100, together="from")  # per cent of the users who are to work the new way by then
    relieves: str = text(300)  # who is relieved
    note: str = prose(1_000)
