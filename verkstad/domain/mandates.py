"""Who may decide what: the register of mandates, and where insight and mandate are held, position by position."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from verkstad.domain.fields import Id, Row, date, flag, kind, ref, text, whole
from verkstad.domain.people import Person
from verkstad.domain.values import frozen

if TYPE_CHECKING:
    from verkstad.domain.methods import Text

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
    until: str | None = date(when="future")
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
    until: str | None = date(when="future")
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


@frozen
class ShippedDecision:
    """A type of decision that comes with the program. `usual` is who usually takes it, `level` how high a mandate it usually asks for (1 to 3)."""

    slug: str
    name: Text
    usual: Text
    customer_facing: bool
    level: int


AnyMandate = Mandate | RoleMandate


def level_on(mandate: AnyMandate, today: str) -> int:
    """The level that counts on the ISO date `today`: 0 after the last day, whatever the level was; no limit and no last day keep it."""
    if mandate.until is not None and mandate.until < today:
        return 0
    return mandate.level or 0


def applies(mandate: RoleMandate, person: Person) -> bool:
    """Whether a mandate of a role is this person's: she has the role, in that unit or in whichever."""
    return bool(mandate.role) and mandate.role == person.role and mandate.unit in (None, person.unit)


def held_levels(
    mandates: Iterable[Mandate], role_mandates: Iterable[RoleMandate], person: Person, today: str, *, usable: bool = False
) -> Mapping[str, int]:
    """The level a person holds for each type of decision somebody has said anything about: the highest of her own and her role's.

    Whether she is able to use it does not count (measurement.md 3.4), but for the front-line index: `usable` leaves out what she is not
    able to use. A type with no row is not there, and counts as 0; one whose every mandate has expired is there, with 0.
    """
    own: list[AnyMandate] = [m for m in mandates if m.parent == person.id]
    held: dict[str, int] = {}
    for mandate in (*own, *(m for m in role_mandates if applies(m, person))):
        decision_type = mandate.decision_type
        if decision_type and (mandate.able or not usable):
            level, before = level_on(mandate, today), held.get(decision_type)
            if before is None or level > before:
                held[decision_type] = max(0, level)
    return held


# ------------------------------------------------------------------------------------------------ the map of positions (measurement.md 3.5)

HIGH = 2
"""Insight or mandate from here on is high."""
APART = 2
"""Two who place a position so far from each other have something to talk about."""


def quadrant(mandate: int | None, insight: int | None) -> str | None:
    """Where a position stands: "leads" (both high), "needs_to_know" (may change), "may_not_change" (knows), "looks_on"; None is "no data"."""
    if mandate is None or insight is None:
        return None
    if mandate >= HIGH:
        return "leads" if insight >= HIGH else "needs_to_know"
    return "may_not_change" if insight >= HIGH else "looks_on"


def middle(values: Iterable[int | None]) -> int | None:
    """What several say, together: the median, and the lower where it falls between two; None when nobody has said."""
    said = sorted(v for v in values if v is not None)
    return said[(len(said) - 1) // 2] if said else None


def apart(values: Iterable[int | None]) -> int | None:
    """How far those who have said something are from each other; None under two."""
    said = [v for v in values if v is not None]
    return max(said) - min(said) if len(said) > 1 else None


@frozen
class Position:
    """A position on the map: a role, in one unit or in whichever. `insight_apart` and `mandate_apart`: how far the raters are from each other."""

    role: str
    unit: Id | None
    insight: int | None
    mandate: int | None
    raters: int
    insight_apart: int | None = None
    mandate_apart: int | None = None

    @property
    def key(self) -> tuple[str, Id | None]:
        return self.role, self.unit

    @property
    def quadrant(self) -> str | None:
        return quadrant(self.mandate, self.insight)

    @property
    def discuss(self) -> bool:
        """Those who placed it see it so differently that they should talk."""
        return max(self.insight_apart or 0, self.mandate_apart or 0) >= APART


def positions(ratings: Iterable[Rating]) -> tuple[Position, ...]:
    """The positions somebody has placed, in the order they first come."""
    found: dict[tuple[str, Id | None], list[Rating]] = {}
    for rating in ratings:
        if rating.role:
            found.setdefault((rating.role, rating.unit), []).append(rating)
    made = []
    for (role, unit), rows in found.items():
        insights, mandates = [r.insight for r in rows], [r.mandate for r in rows]
        made.append(Position(role, unit, middle(insights), middle(mandates), len(rows), apart(insights), apart(mandates)))
    return tuple(made)
