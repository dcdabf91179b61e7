"""What was learnt, what may go wrong, and what people need: rows that a note of a workshop can become."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, kind, prose, ref, text, whole

RISK_FAMILIES = ("misinvestment", "resistance", "resources", "overwhelming", "other")


@kind("insight", parents=("workshop", "initiative"), ranked=True)
class Insight(Row):
    """Something learnt, with its source. It becomes something or is declined with a reason, and whoever raised it gets an answer."""

    says: str = prose(4_000)
    source: str = choice("", "customer", "workshop", "pilot", "colleague", "other", default="", meet="latest")
    raised_by: str = text(200)  # a role or a group rather than a name
    owner: Id | None = ref("person")
    state: str = choice("new", "taken", "declined", default="new", together="state")
    reason: str = text(400, together="state")
    answered: str | None = date()
    answer: str = prose(1_000)


@kind("risk", parents=("workshop", "initiative"), ranked=True)
class Risk(Row):
    """What may go wrong, how likely and how bad (1 to 5 each, one choice), what is done about it, and whose it is."""

    says: str = prose(2_000)
    family: str = choice("", *RISK_FAMILIES, default="")
    likelihood: int | None = whole(1, 5, together="weight")
    impact: int | None = whole(1, 5, together="weight")
    response: str = prose(2_000)
    owner: Id | None = ref("person")


@kind("inventory_item", parents=("workshop", "initiative"), ranked=True)
class InventoryItem(Row):
    """A need or a service. What more is known of it (level today, can, should, for whom) comes with the inventory."""

    title: str = text()
    kind_of: str = choice("", "need", "service", "effort", default="", wire="type")
    for_whom: str = text()
    note: str = prose(4_000)
    unit: Id | None = ref("unit")
