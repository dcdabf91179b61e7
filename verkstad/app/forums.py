"""Forums where insights become something, the points of the plan they have, and exchanges of experience with others."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.app.people import PersonLine, person_lines
from verkstad.app.telling import changing
from verkstad.app.workbench import action
from verkstad.app.workshops import dated, named
from verkstad.domain import flowing
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.initiative import Initiative
from verkstad.domain.insights import Exchange, Forum, ForumMeeting, ForumMember, Insight
from verkstad.domain.people import Person, Unit
from verkstad.domain.plan import PlanDocument, PlanItem
from verkstad.domain.planning import wants_forum
from verkstad.domain.values import frozen
from verkstad.i18n import N_
from verkstad.storage.library import Reading
from verkstad.storage.writing import Transaction

"""States of a plan item that somebody is to take further here."""

# ------------------------------------------------------------------------------------------------ forums


@action(N_("Add forum"))
def add_forum(tx: Transaction, initiative: Id, title: str) -> Id:
    tx.need(Initiative, initiative)
    tx.about(named(title))
    return tx.put(Forum(parent=initiative, rank=tx.rank_last(Forum, initiative), title=named(title))).id


change_forum = changing(Forum, N_("Change forum"), called="verkstad.app.forums.change_forum", required=("title",))


@action(N_("Remove forums"))
def remove_forums(tx: Transaction, forums: Sequence[Id]) -> None:
    """Points of the plan and insights they had are without a forum again."""
    for forum in forums:
        tx.about(tx.need(Forum, forum).title)
        for item in tx.where(PlanItem, forum=forum):
            tx.put(item.with_(forum=None))
        for insight in tx.where(Insight, forum=forum):
            tx.put(insight.with_(forum=None))
        tx.remove(forum)


@action(N_("Take somebody into the forum"))
def add_forum_member(tx: Transaction, forum: Id, *, person: Id | None = None, role: str = "", unit: Id | None = None) -> Id:
    """A person, or a role in an operation (None: in whichever). Who sits there already stays as she is."""
    row = tx.need(Forum, forum)
    tx.about(row.title)
    if person is not None:
        tx.need(Person, person)
    elif not role:
        raise Refused("nobody")
    if unit is not None:
        tx.need(Unit, unit)
    member = person or f"{role}|{unit or ''}"
    found = ForumMember(id=tx.derived_id("forum_member", forum, member), parent=forum, person=person, role="" if person else role)
    return tx.put(found.with_(unit=None if person else unit)).id


@action(N_("Take out of the forum"))
def remove_forum_members(tx: Transaction, members: Sequence[Id]) -> None:
    for member in members:
        tx.need(ForumMember, member)
        tx.remove(member)


@action(N_("Give points of the plan to a forum"))
def give_to_forum(tx: Transaction, items: Sequence[Id], forum: Id | None) -> None:
    """None takes them from the forum they had."""
    if forum is not None:
        tx.about(tx.need(Forum, forum).title)
    for item in items:
        tx.put(tx.need(PlanItem, item).with_(forum=forum))


@action(N_("Note a meeting of the forum"))
def hold_meeting(tx: Transaction, forum: Id, on: str, *, inspiration: str = "", insights: str = "", knowledge: str = "") -> Id:
    """One that was held, with its three parts."""
    tx.about(tx.need(Forum, forum).title)
    return tx.put(
        ForumMeeting(parent=forum, on=dated(on), inspiration=inspiration.strip(), insights=insights.strip(), knowledge=knowledge.strip())
    ).id


change_meeting = changing(ForumMeeting, N_("Change the meeting"), called="verkstad.app.forums.change_meeting")


@action(N_("Remove meetings"))
def remove_meetings(tx: Transaction, meetings: Sequence[Id]) -> None:
    for meeting in meetings:
        tx.need(ForumMeeting, meeting)
        tx.remove(meeting)


# ------------------------------------------------------------------------------------------------ exchanges


@action(N_("Add exchange of experience"))
def add_exchange(tx: Transaction, initiative: Id, with_whom: str, *, on: str | None = None, takeaway: str = "") -> Id:
    tx.need(Initiative, initiative)
    tx.about(named(with_whom))
    rank = tx.rank_last(Exchange, initiative)
    return tx.put(Exchange(parent=initiative, rank=rank, with_whom=named(with_whom), on=dated(on), takeaway=takeaway.strip())).id


change_exchange = changing(
    Exchange, N_("Change exchange of experience"), called="verkstad.app.forums.change_exchange", required=("with_whom",)
)


@action(N_("Remove exchanges of experience"))
def remove_exchanges(tx: Transaction, exchanges: Sequence[Id]) -> None:
    for exchange in exchanges:
        tx.about(tx.need(Exchange, exchange).with_whom)
        tx.remove(exchange)


# ------------------------------------------------------------------------------------------------ questions


@frozen
class MemberLine:
    """Who sits in a forum: a person, or a role in an operation."""

    member: ForumMember
    person: PersonLine | None = None
    unit: str = ""

    @property
    def id(self) -> Id:
        return self.member.id


@frozen
class ForumLine:
    """A forum with all that is shown of it. `next_on` is an ISO date; `waiting` insights of it have no answer yet."""

    forum: Forum
    convener: PersonLine | None
    members: tuple[MemberLine, ...]
    meetings: tuple[ForumMeeting, ...]
    items: tuple[PlanItem, ...]
    insights: tuple[Insight, ...]
    next_on: str | None
    missed: bool

    @property
    def id(self) -> Id:
        return self.forum.id

    @property
    def waiting(self) -> int:
        return sum(flowing.stage(i) in ("new", "taken") for i in self.insights)


def forum_lines(library: Reading, initiative: Id, today: str) -> tuple[ForumLine, ...]:
    forums = library.children(Forum, initiative)
    members = {f.id: library.children(ForumMember, f.id) for f in forums}
    wanted = {m.person for rows in members.values() for m in rows if m.person} | {f.convener for f in forums if f.convener}
    people = person_lines(library, wanted)
    units = {u.id: u.name for u in library.all(Unit)} if forums else {}
    lines = []
    for forum in forums:
        meetings = tuple(sorted(library.children(ForumMeeting, forum.id), key=lambda m: (m.on or "", m.id), reverse=True))
        lines.append(
            ForumLine(
                forum=forum,
                convener=people.get(forum.convener or ""),
                members=tuple(MemberLine(m, people.get(m.person or ""), units.get(m.unit or "", "")) for m in members[forum.id]),
                meetings=meetings,
                items=library.where(PlanItem, forum=forum.id),
                insights=library.where(Insight, forum=forum.id),
                next_on=flowing.next_meeting(forum, meetings, today),
                missed=flowing.missed_meeting(forum, meetings, today),
            )
        )
    return tuple(lines)


def items_without_forum(library: Reading, initiative: Id) -> tuple[PlanItem, ...]:
    """Points of the plan that became something here and that no forum has."""
    found: list[PlanItem] = []
    for document in library.children(PlanDocument, initiative):
        found += [item for item in library.children(PlanItem, document.id) if wants_forum(item.state, item.forum)]
    return tuple(found)


def exchanges(library: Reading, initiative: Id) -> tuple[Exchange, ...]:
    """The newest first, those without a day at the top: they are to come."""
    return tuple(sorted(library.children(Exchange, initiative), key=lambda x: (x.on or "9999", x.id), reverse=True))
