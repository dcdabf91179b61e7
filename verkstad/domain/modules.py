"""Slices of a change, and what each needs: decisions, units, competences, other slices. The rules stand beside the values."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, kind, prose, ref, text, whole

KNIVES = ("customer_group", "path", "channel", "data", "rules", "find_out")
STATUSES = ("sketch", "candidate", "chosen", "pilot", "introduced", "closed")
ANSWERS = ("yes", "no", "unsure")


@kind("module", parents=("initiative", "module"), ranked=True)
class Module(Row):
    """A slice of the change, or of another module. `knife` says how it was cut from what it stands under.

    The four questions of the slice test are answered one by one; scores are 1 to 5, None not said (measurement.md 3.6).
    """

    title: str = text()
    helps: str = text()  # who notices it, in words
    felt: str = choice("", "customer", "internal", "both", default="")
    plain: str = prose(1_000)  # as one explains it to a neighbour
    status: str = choice(*STATUSES, default="sketch")
    knife: str = choice("", *KNIVES, default="", meet="latest")
    journey_step: str = text()
    before: str = prose(1_000)  # how it is done today ...
    after: str = prose(1_000)  # ... and how it will be
    goal: Id | None = ref("goal")
    team: Id | None = ref("team")  # the team that has it: one, on this side, so that two choices meet as a conflict
    accountable: Id | None = ref("person")
    test_felt: str = choice("", *ANSWERS, default="")  # does a customer feel it?
    test_team: str = choice("", *ANSWERS, default="")  # is one team enough?
    test_soon: str = choice("", *ANSWERS, default="")  # can it be tried within 90 days?
    test_measured: str = choice("", *ANSWERS, default="")  # can it be measured?
    days: int | None = whole(0, 2_000)  # to the first test
    customer_effect: int | None = whole(1, 5)
    speed_need: int | None = whole(1, 5)
    nearness: int | None = whole(1, 5)
    feasibility: int | None = whole(1, 5)
    notes: str = prose()


@kind("dependency", parents=("module",))
class Dependency(Row):
    """The module it stands under needs another first. Its id is derived from the two."""

    needs: Id | None = ref("module")
    why: str = text(300)


@kind("needed_decision", parents=("module",))
class NeededDecision(Row):
    """A type of decision the module needs, and how high a mandate (1 to 3). Its id is derived from the two."""

    decision_type: str = text(64)  # slug of a shipped type, or the id of one's own
    level: int | None = whole(1, 3, default=2)
    note: str = text(300)


@kind("need", parents=("module",))
class Need(Row):
    """What a team for the module must hold: somebody from a unit, a competence, or a perspective (a role, or "meets_customers"). Weight 1 to 3."""

    form: str = choice("unit", "competence", "perspective", default="competence", together="what")
    unit: Id | None = ref("unit", together="what")
    name: str = text(120, together="what")  # the competence in words, or the role's slug or id
    weight: int | None = whole(1, 3, default=1)
