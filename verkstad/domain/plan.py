"""The agenda or action plan somebody already wrote: its sentences kept as they stand, and what each of them becomes."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, kind, prose, ref, text, whole

ITEM_STATES = ("new", "used", "elsewhere", "struck", "split", "merged")
ITEM_BECOMES = ("goal", "action", "module", "decision", "pilot")


@kind("plan_document", parents=("initiative",), ranked=True)
class PlanDocument(Row):
    """A document that was dropped or pasted. Its own file is not kept; its items are, with their pages."""

    title: str = text()
    source: str = text(200, meet="latest")  # the name of the file; "" pasted
    added: str | None = date(when="past", meet="latest")
    pages: int | None = whole(0, 5_000, meet="latest")


@kind("plan_item", parents=("plan_document",), ranked=True)
class PlanItem(Row):
    """One sentence or point of the plan, word for word, with its page. `says` is never edited: what it becomes is a row of its own.

    `state` with its reason: "elsewhere" is driven by others; "split" and "merged" point to what took its place by `cut_from` and `into`.
    """

    number: str = text(40, meet="latest")  # as the document writes it: "3.2"
    says: str = prose(8_000, meet="ask")
    heading: str = text(200, meet="latest")  # the heading it stood under
    page: int | None = whole(1, 5_000, meet="latest")
    state: str = choice(*ITEM_STATES, default="new", together="state")
    reason: str = text(400, together="state")
    cut_from: Id | None = ref("plan_item", meet="latest")
    into: Id | None = ref("plan_item", meet="latest")
    forum: Id | None = ref("forum")


@kind("plan_link", parents=("plan_item",))
class PlanLink(Row):
    """What an item became. Its id is derived from the item and the row it became."""

    became: str = choice(*ITEM_BECOMES, default="goal", together="became")
    result: str = text(64, together="became")


@kind("anchoring", parents=("plan_item",))
class Anchoring(Row):
    """How well an operation knows of an item: 0 not told, 1 told, 2 consulted, 3 committed. Its id is derived from the two."""

    unit: Id | None = ref("unit")
    level: int | None = whole(0, 3, together="level")
    on: str | None = date(when="past", together="level")
    changed: str = prose(1_000)  # what their answer changed
