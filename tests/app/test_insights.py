"""The way of an insight from new to told, what it becomes, forums and exchanges, and the work of an initiative taken together."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from verkstad.app import actions, forums, harvest, initiatives, insight_results, insights, mandates, people, pilots, plan, workshops
from verkstad.app.following import figures
from verkstad.app.insight_results import insight_lines, learning_log
from verkstad.app.people import NewPerson
from verkstad.app.work import work
from verkstad.app.workbench import Bench, action
from verkstad.domain.actions import Action
from verkstad.domain.errors import Refused
from verkstad.domain.fields import Id
from verkstad.domain.flowing import Share
from verkstad.domain.initiative import Goal
from verkstad.domain.insights import Insight, Risk
from verkstad.domain.inventory import InventoryItem
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot
from verkstad.domain.plan import PlanDocument, PlanItem
from verkstad.i18n import language
from verkstad.storage.writing import Transaction
from verkstad.wording_following import moves_words


@pytest.fixture
def initiative(bench: Bench) -> Id:
    return bench.do(initiatives.new_initiative, "Svar samma dag")


def today(bench: Bench) -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


def decider(bench: Bench, level: int = 2, until: str | None = None) -> Id:
    person = bench.do(people.add_person, NewPerson(given="Åsa", family="Bergström"))
    made = bench.do(mandates.add_mandate, person, "unit_routine", level)
    if until:
        bench.do(mandates.valid_until, made, until)
    return person


def raised(bench: Bench, initiative: Id, says: str = "Säg dagen i första brevet", owner: Id | None = None) -> Id:
    made = bench.do(insights.add_insight, initiative, says, source="customer")
    if owner:
        bench.do(insights.give_insight_to, made, owner)
    return made


@action("Lay plan")
def lay_plan(tx: Transaction, initiative: Id, *says: str) -> tuple[Id, ...]:
    document = tx.put(PlanDocument(parent=initiative, rank=tx.rank_last(PlanDocument, initiative), title="Agendan")).id
    return tuple(tx.put(PlanItem(parent=document, rank=tx.rank_last(PlanItem, document), says=text)).id for text in says)


# ------------------------------------------------------------------------------------------------ who may take it on


def test_an_idea_without_a_receiver_who_may_decide_cannot_be_taken_on(bench: Bench, initiative: Id) -> None:
    nobody = raised(bench, initiative)
    proposes = raised(bench, initiative, owner=decider(bench, 1))
    expired = raised(bench, initiative, owner=decider(bench, 3, "2020-01-01"))
    for idea in (nobody, proposes, expired):
        for attempt in (
            lambda i=idea: bench.do(insights.decide_insight, i, "taken"),
            lambda i=idea: bench.do(insights.give_verdict, i, "do_now"),
            lambda i=idea: bench.do(insights.give_verdict, i, "find_out", "Vi frågar"),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert refused.value.reason == "needs_mandate"
        assert bench.library.need(Insight, idea).state == "new"


def test_whoever_has_the_mandate_by_her_role_may_take_it_on(bench: Bench, initiative: Id) -> None:
    person = bench.do(people.add_person, NewPerson(given="Bo", family="Ek"))
    bench.do(people.give_role, (person,), "operations")
    bench.do(mandates.add_role_mandate, "operations", None, "unit_routine", 3)
    idea = raised(bench, initiative, owner=person)
    bench.do(insights.decide_insight, idea, "taken")
    assert bench.library.need(Insight, idea).state == "taken"
    assert insight_lines(bench.library, initiative, today(bench))[0].decides


def test_a_no_can_be_given_by_anybody_and_says_why(bench: Bench, initiative: Id) -> None:
    idea = raised(bench, initiative)
    with pytest.raises(Refused):
        bench.do(insights.give_verdict, idea, "declined", "  ")
    bench.do(insights.give_verdict, idea, "declined", "Görs redan")
    row = bench.library.need(Insight, idea)
    assert (row.state, row.verdict, row.reason, row.answered) == ("declined", "declined", "Görs redan", today(bench))


def test_it_goes_from_new_to_taken_to_answered_to_told_and_back_step_by_step(bench: Bench, initiative: Id) -> None:
    idea = raised(bench, initiative, owner=decider(bench))

    def stands() -> str:
        return insight_lines(bench.library, initiative, today(bench))[0].stage

    seen = [stands()]
    with pytest.raises(Refused):
        bench.do(insights.tell_back, idea, "2027-03-30")
    for act in (
        lambda: bench.do(insights.decide_insight, idea, "taken"),
        lambda: bench.do(insights.give_verdict, idea, "test", "Två veckor"),
        lambda: bench.do(insights.tell_back, idea, "2027-03-30"),
    ):
        act()
        seen.append(stands())
    assert seen == ["new", "taken", "answered", "fed_back"]
    for before in reversed(seen[:-1]):
        bench.undo()
        assert stands() == before


# ------------------------------------------------------------------------------------------------ what it becomes


@pytest.mark.parametrize(
    ("what", "value", "column"),
    [
        ("action", Action, "what"), ("module", Module, "title"), ("pilot", Pilot, "title"), ("goal", Goal, "statement"),
        ("inventory_item", InventoryItem, "title"), ("risk", Risk, "says"),
    ],
)  # fmt: skip
def test_it_becomes_something_in_one_step_and_the_link_goes_both_ways(
    bench: Bench, initiative: Id, what: str, value: type, column: str
) -> None:
    idea = raised(bench, initiative)
    made = bench.do(insight_results.turn_insight_into, idea, what)
    row = bench.library.need(value, made)
    assert getattr(row, column) == "Säg dagen i första brevet" and row.parent == initiative
    line = insight_lines(bench.library, initiative, today(bench))[0]
    assert (line.insight.became, line.insight.result, line.result) == (what, made, "Säg dagen i första brevet")
    assert insight_results.came_from(bench.library, made) == (line.insight,)
    with pytest.raises(Refused):
        bench.do(insight_results.turn_insight_into, idea, "action")
    bench.undo()
    assert bench.library.get(value, made) is None and bench.library.need(Insight, idea).became == ""


def test_what_left_a_workshop_is_seen_with_the_initiative_and_becomes_its(bench: Bench, initiative: Id) -> None:
    workshop = bench.do(workshops.new_workshop, "Insiktsbordet", date="2027-03-24", initiative=initiative)
    note = bench.do(harvest.add_capture, workshop, "De ringer för att få veta när")
    (idea,) = bench.do(harvest.turn_into, (note,), "insight")
    line = insight_lines(bench.library, initiative, today(bench))[0]
    assert (line.id, line.workshop, line.age) == (idea, "Insiktsbordet", 0)
    made = bench.do(insight_results.turn_insight_into, idea, "goal")
    assert bench.library.need(Goal, made).parent == initiative
    alone = bench.do(workshops.new_workshop, "Utan initiativ", date="2027-03-24")
    other = bench.do(insights.add_insight, alone, "Ring upp")
    with pytest.raises(Refused):
        bench.do(insight_results.turn_insight_into, other, "goal")
    act = bench.do(insight_results.turn_insight_into, other, "action")
    assert bench.library.need(Action, act).parent == alone


def test_the_learning_log_holds_loops_exchanges_and_insights_kept_as_learning(bench: Bench, initiative: Id) -> None:
    pilot = bench.do(pilots.begin_pilot, initiative, "Ring upp inom en dag")
    loop = bench.do(pilots.add_loop, pilot)
    bench.do(pilots.write_learnt, loop, "En timme räcker.")
    bench.do(pilots.date_loop, loop, "2027-01-11", "2027-01-22")
    bench.do(forums.add_exchange, initiative, "Grannkommunen", on="2027-02-02", takeaway="De börjar med telefonen.")
    idea = raised(bench, initiative, "Kunden vill veta när, inte hur.")
    bench.do(insight_results.turn_insight_into, idea, "learning")
    found = {(x.source, x.says, x.where) for x in learning_log(bench.library, initiative)}
    assert found == {
        ("loop", "En timme räcker.", "Ring upp inom en dag"),
        ("exchange", "De börjar med telefonen.", "Grannkommunen"),
        ("insight", "Kunden vill veta när, inte hur.", ""),
    }


# ------------------------------------------------------------------------------------------------ forums


def test_a_forum_knows_who_sits_there_what_it_has_and_when_it_meets(bench: Bench, initiative: Id) -> None:
    items = bench.do(lay_plan, initiative, "Öka tillgängligheten", "Korta handläggningen")
    forum = bench.do(forums.add_forum, initiative, "Insiktsbordet")
    person = decider(bench)
    bench.do(forums.add_forum_member, forum, person=person)
    again = bench.do(forums.add_forum_member, forum, role="employee")
    assert bench.do(forums.add_forum_member, forum, role="employee") == again
    bench.do(forums.change_forum, forum, cadence=14, first_on="2027-03-03", convener=person, knowledge_area="Bemötande")
    bench.do(forums.give_to_forum, items[:1], forum)
    bench.do(forums.hold_meeting, forum, "2027-03-17", inspiration="Ett samtal", knowledge="Dagen syns i registret")
    idea = bench.do(insights.add_insight, initiative, "Ring upp", forum=forum)
    (line,) = forums.forum_lines(bench.library, initiative, "2027-03-20")
    assert [m.person.name if m.person else m.member.role for m in line.members] in (
        ["Åsa Bergström", "employee"],
        ["employee", "Åsa Bergström"],
    )
    assert (line.next_on, line.missed, line.waiting) == ("2027-03-31", False, 1)
    assert line.convener is not None and [m.knowledge for m in line.meetings] == ["Dagen syns i registret"]
    assert [i.says for i in line.items] == ["Öka tillgängligheten"]
    assert not forums.items_without_forum(bench.library, initiative)  # nobody has sorted it: it wants no forum yet
    bench.do(plan.sort_into, items, "action")
    assert [i.says for i in forums.items_without_forum(bench.library, initiative)] == ["Korta handläggningen"]
    bench.do(forums.remove_forums, (forum,))
    assert len(forums.items_without_forum(bench.library, initiative)) == 2
    assert bench.library.need(Insight, idea).forum is None


# ------------------------------------------------------------------------------------------------ the work


def test_the_work_of_an_initiative_is_counted_with_that_of_its_workshops(bench: Bench, initiative: Id) -> None:
    person = decider(bench)
    workshop = bench.do(workshops.new_workshop, "Dag ett", date="2027-03-24", initiative=initiative)
    goal = bench.do(insight_results.turn_insight_into, raised(bench, initiative, "Svar inom en dag"), "goal")
    for n in range(7):
        bench.do(actions.add_action, initiative, f"Ring {n}", owner=person)
    late = bench.do(actions.add_action, workshop, "Skriv om brevet", owner=person, due="2020-01-01")
    bench.do(actions.lead_to_goal, late, goal)
    bench.do(actions.change_action, late, serves="users")
    bench.do(actions.change_bearing, late, "requirement")
    found = work(bench.library, initiative, today(bench))
    assert [(x.open, x.late, x.many) for x in found.loads] == [(8, 1, True)]
    assert found.balance.only_requirements and found.aim.share == Share(1, 1)
    line = next(x for x in found.lines if x.id == late)
    assert (line.goal, line.workshop) == ("Svar inom en dag", "Dag ett")
    assert found.figures.still == -1
    in_time = bench.do(actions.add_action, initiative, "Ring i dag", due=today(bench))
    bench.do(actions.change_status, in_time, "done")
    found = work(bench.library, initiative, today(bench))
    assert found.figures.still in (0, 1) and found.figures.in_time == 1
    of_report = bench.ask(figures, initiative, today(bench))
    assert moves_words(found.figures, language("sv")) == moves_words(of_report, language("sv"))  # the work and the report say the same
