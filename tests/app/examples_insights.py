"""Example calls for the way of an insight, forums, exchanges of experience, and what is said of actions and risks beside a workshop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import actions, forums, insight_results, insights, mandates
from verkstad.app.workbench import Bench, action
from verkstad.domain.fields import Id
from verkstad.domain.plan import PlanDocument, PlanItem
from verkstad.storage.writing import Transaction


def grow(bench: Bench, world: World) -> Mapping[str, Id]:
    """Somebody who may decide, an idea she has, one that was answered and became something, a forum that met, and an exchange."""
    do = bench.do
    do(mandates.add_mandate, world.people[0], "unit_routine", 2)
    idea = do(insights.add_insight, world.initiative, "Säg dagen redan i första brevet")
    do(insights.give_insight_to, idea, world.people[0])
    answered = do(insights.add_insight, world.initiative, "Ring upp i stället för att skriva")
    do(insights.give_insight_to, answered, world.people[0])
    do(insights.give_verdict, answered, "test", "Två veckor i mars")
    linked = do(insights.add_insight, world.workshop, "Var tredje samtal är en påminnelse")
    do(insight_results.turn_insight_into, linked, "action")
    forum = do(forums.add_forum, world.initiative, "Insiktsbordet")
    member = do(forums.add_forum_member, forum, person=world.people[1])
    meeting = do(forums.hold_meeting, forum, "2027-03-20", inspiration="Grannkommunen ringer upp")
    exchange = do(forums.add_exchange, world.initiative, "Grannkommunen", takeaway="De ringer upp inom en timme.")
    risk = do(insights.add_risk, world.initiative, "Alla får veta samtidigt")
    return {
        "idea": idea, "answered_idea": answered, "linked_idea": linked, "forum": forum, "forum_member": member, "forum_meeting": meeting,
        "exchange": exchange, "open_risk": risk, "forum_item": do(_plan, world.initiative),
    }  # fmt: skip


@action("Lay a plan")
def _plan(tx: Transaction, initiative: Id) -> Id:
    document = tx.put(PlanDocument(parent=initiative, rank=tx.rank_last(PlanDocument, initiative), title="Agendan")).id
    return tx.put(PlanItem(parent=document, rank=tx.rank_last(PlanItem, document), says="Öka tillgängligheten")).id


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    insights.change_insight: lambda w: call(w.more["idea"], times=12, demand="failure", unit=w.unit, role="employee"),
    insights.give_verdict: lambda w: call(w.more["idea"], "find_out", "Vi frågar registratorn"),
    insights.tell_back: lambda w: call(w.more["answered_idea"], "2027-04-02"),
    insights.change_risk: lambda w: call(w.more["open_risk"], sign="Telefonen står still"),
    insights.close_risk: lambda w: call(w.more["open_risk"], True),
    insight_results.turn_insight_into: lambda w: call(w.more["idea"], "pilot"),
    insight_results.unlink_result: lambda w: call(w.more["linked_idea"]),
    actions.change_action: lambda w: call(w.action, serves="users", legal_basis="Förvaltningslagen 11 §"),
    forums.add_forum: lambda w: call(w.initiative, "Klarspråk"),
    forums.change_forum: lambda w: call(w.more["forum"], cadence=14, first_on="2027-03-02", convener=w.people[0]),
    forums.remove_forums: lambda w: call((w.more["forum"],)),
    forums.add_forum_member: lambda w: call(w.more["forum"], role="employee", unit=w.unit),
    forums.remove_forum_members: lambda w: call((w.more["forum_member"],)),
    forums.give_to_forum: lambda w: call((w.more["forum_item"],), w.more["forum"]),
    forums.hold_meeting: lambda w: call(w.more["forum"], "2027-03-30", knowledge="Registret kan visa dagen"),
    forums.change_meeting: lambda w: call(w.more["forum_meeting"], insights="Två nya"),
    forums.remove_meetings: lambda w: call((w.more["forum_meeting"],)),
    forums.add_exchange: lambda w: call(w.initiative, "Region Norr", on="2027-04-10"),
    forums.change_exchange: lambda w: call(w.more["exchange"], shared="Vår pilot", next_contact="2027-06-01"),
    forums.remove_exchanges: lambda w: call((w.more["exchange"],)),
}
