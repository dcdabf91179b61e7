"""Who may decide what: the register of mandates, and where insight and mandate are held, position by position."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, date, flag, kind, ref, text, whole

LEVELS = (0, 1, 2, 3)
"""0 none, 1 may propose, 2 may decide within a limit, 3 may decide and commission."""


@kind("decision_type", scope="directory")
class DecisionType(Row):
    """A type of decision of one's own, beside those that are shipped (`catalogue`)."""

    name: str = text()
    usual: str = text()  # who usually decides
    customer_facing: bool = flag()


@kind("mandate", parents=("person",), scope="directory", personal=True)
class Mandate(Row):
    """What one person may decide. Level and limit are one choice; after `until` (ISO, the last day) the level is 0."""

    decision_type: str = text(64)  # slug of a shipped type, or the id of one's own
    level: int | None = whole(0, 3, default=0, together="level")
    limit: str = text(120, together="level")  # "50 000 kr per inköp"
    granted_by: str = text()
    delegation: str = text(120)  # point in the delegation order
    until: str | None = date()
    able: bool = flag(default=True)  # has what it takes to use it: system, time, knowledge


@kind("role_mandate", scope="directory")
class RoleMandate(Row):
    """What everybody with a role may decide, in one unit or (None) in all."""

    role: str = text(64)  # slug of a shipped role, or the id of one's own
    unit: Id | None = ref("unit")
    decision_type: str = text(64)
    level: int | None = whole(0, 3, default=0, together="level")
    limit: str = text(120, together="level")
    granted_by: str = text()
    delegation: str = text(120)
    until: str | None = date()
    able: bool = flag(default=True)


@kind("rating", parents=("initiative",))
class Rating(Row):
    """Where somebody (a rater: a table, a person's initials, or nobody) places a position on the map: 0 to 3 each, None not said."""

    role: str = text(64)
    unit: Id | None = ref("unit")
    rater: str = text(80, meet="latest")
    insight: int | None = whole(0, 3)
    mandate: int | None = whole(0, 3)
    drive: int | None = whole(0, 3)
    capacity: int | None = whole(0, 3)
