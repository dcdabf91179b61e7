"""The sample's plan: twelve points of an invented digital agenda, half of them sorted, and how well four operations know of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from verkstad.domain.fields import Id
from verkstad.domain.initiative import Decision, Goal
from verkstad.domain.insights import Forum
from verkstad.domain.modules import Module
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem, PlanLink
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]


def bring_plan(tx: Transaction, change: Id, whole: Said, modules: Mapping[str, str], units: Mapping[str, Id], today: date) -> None:
    """Into the initiative `change`, after its goals, decisions, modules and forums. `modules`: key in the data -> title of the module."""
    said = whole["plan"]
    document = tx.put(
        PlanDocument(
            parent=change, rank=tx.rank_last(PlanDocument, change), title=said["title"], source=said["source"], pages=said["pages"],
            added=(today + timedelta(days=said["days"])).isoformat(),
        )
    ).id  # fmt: skip
    forums = dict(zip((f["key"] for f in whole["insights"]["forums"]), (row.id for row in tx.children(Forum, change)), strict=False))
    rows = _rows(tx, change, whole, modules)
    ids = []
    for number, heading, page, says, fate, mark in said["items"]:
        links = [(kind, rows[(kind, str(key))]) for kind, key in fate] if isinstance(fate, list) else []
        state = "used" if links else ("struck" if mark == "struck" else "elsewhere") if fate else "new"
        item = tx.put(
            PlanItem(
                parent=document, rank=tx.rank_last(PlanItem, document), number=number, heading=heading, page=page, says=says, state=state,
                reason="" if links else fate, forum=forums.get(mark),
            )
        ).id  # fmt: skip
        for kind, row in links:
            tx.put(PlanLink(id=tx.derived_id("plan_link", item, row), parent=item, became=kind, result=row))
        ids.append(item)
    for at, unit, level, days, changed in said["anchoring"]:
        item, where = ids[at - 1], units[unit]
        on = (today + timedelta(days=days)).isoformat()
        tx.put(Anchoring(id=tx.derived_id("anchoring", item, where), parent=item, unit=where, level=level, on=on, changed=changed))


def _rows(tx: Transaction, change: Id, whole: Said, modules: Mapping[str, str]) -> dict[tuple[str, str], Id]:
    """(kind, key in the data) -> the row that was made of it; decisions by their place from 1."""
    goals = {row.statement: row.id for row in tx.children(Goal, change)}
    titles = {row.title: row.id for row in tx.all(Module)}
    found = {("goal", goal["key"]): goals[goal["statement"].strip()] for goal in whole["initiative"]["goals"]}
    found |= {("module", key): titles[title] for key, title in modules.items() if title in titles}
    found |= {("decision", str(at)): row.id for at, row in enumerate(tx.children(Decision, change), 1)}
    return found
