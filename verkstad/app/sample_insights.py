"""The sample's insights on their way from new to told, two forums, the risks, and exchanges of experience."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from verkstad.domain.actions import Action
from verkstad.domain.fields import Id, Row
from verkstad.domain.insights import Exchange, Forum, ForumMeeting, ForumMember, Insight, Risk
from verkstad.domain.pilots import Pilot
from verkstad.storage.writing import Transaction

Said = Mapping[str, Any]


def bring_insights(tx: Transaction, change: Id, said: Said, people: Mapping[str, Id], units: Mapping[str, Id], today: date) -> None:
    """Into the initiative `change`; days are counted from `today`."""
    pilots = [row.id for row in tx.children(Pilot, change)]

    def day(days: Any) -> str | None:
        return (today + timedelta(days=days)).isoformat() if isinstance(days, int) else None

    def ranked(row: Row) -> Id:
        return tx.put(row.with_(parent=change, rank=tx.rank_last(type(row), change))).id

    def pilot(at: Any) -> Id | None:
        return pilots[at - 1] if isinstance(at, int) and at <= len(pilots) else None

    forums = {entry["key"]: _forum(tx, ranked, entry, people, units, day) for entry in said["forums"]}
    for what, source, who, days, owner, times, demand, unit, forum, verdict, why, answered, told, changed, became in said["raised"]:
        made = ranked(
            Insight(
                says=what, source=source, raised_by=who, raised_on=day(days), owner=people.get(owner), times=times or None, demand=demand,
                unit=units.get(unit), forum=forums.get(forum), verdict=verdict, reason=why, answered=day(answered),
                answered_by=people.get(owner) if answered else None, fed_back=day(told), changed_on=day(changed),
                state="declined" if verdict == "declined" else "taken" if verdict else "new",
            )
        )  # fmt: skip
        if became == "action":
            action = ranked(Action(what=what, owner=people.get(owner), due=day(20), serves="users"))
            tx.put(tx.need(Insight, made).with_(became="action", result=action))
        elif became:
            tx.put(tx.need(Insight, made).with_(became=became))
    for what, family, likelihood, impact, response, owner, sign, at in said["risks"]:
        ranked(
            Risk(
                says=what, family=family, likelihood=likelihood, impact=impact, response=response, owner=people[owner], sign=sign, pilot=pilot(at)
            )
        )  # fmt: skip
    for with_whom, days, home, shared, again, at in said["exchanges"]:
        ranked(Exchange(with_whom=with_whom, on=day(days), takeaway=home, shared=shared, next_contact=day(again), pilot=pilot(at)))
    for action_, serves in zip(tx.children(Action, change), said["aims"], strict=False):
        tx.put(action_.with_(serves=serves))


def _forum(tx: Transaction, ranked: Any, said: Said, people: Mapping[str, Id], units: Mapping[str, Id], day: Any) -> Id:
    forum: Id = ranked(
        Forum(
            title=said["title"], knowledge_area=said["area"], convener=people[said["convener"]], cadence=said["cadence"], first_on=day(said["first"])
        )
    )  # fmt: skip
    for key in said["people"]:
        tx.put(ForumMember(id=tx.derived_id("forum_member", forum, people[key]), parent=forum, person=people[key]))
    for role, unit in said["roles"]:
        where = units[unit]
        tx.put(ForumMember(id=tx.derived_id("forum_member", forum, f"{role}|{where}"), parent=forum, role=role, unit=where))
    for days, inspiration, insights, knowledge in said["meetings"]:
        tx.put(ForumMeeting(parent=forum, on=day(days), inspiration=inspiration, insights=insights, knowledge=knowledge))
    return forum
