"""Example calls for initiatives, their decisions and goals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.app.world import Call, World, call
from verkstad.app import actions, decisions, goals, initiatives, phrases
from verkstad.app.workbench import Bench


def grow(bench: Bench, world: World) -> dict[str, Any]:
    """Two decisions and two goals, one with every box filled, in the world's initiative, and an initiative that is closed."""
    do, initiative = bench.do, world.initiative
    decided = do(decisions.propose, initiative, "Svar på bygglov inom sju dagar går före annat.")
    do(decisions.decide, decided, "Kommunstyrelsen", "2027-02-10")
    proposed = do(decisions.propose, initiative, "Kontaktcenter får boka tider åt handläggarna.")
    goal = do(goals.add_goal, initiative, "Den som söker bygglov får svar inom sju dagar.")
    do(goals.choose_indicator, goal, "Väntetid från ansökan till svar")
    do(goals.choose_measure_unit, goal, "dagar")
    do(goals.set_baseline, goal, "12", "2027-03-01")
    do(goals.set_target, goal, "7", "2027-12-31")
    do(goals.give_goal_to, goal, world.people[0])
    do(goals.hang_on_decision, goal, decided)
    empty = do(goals.add_goal, initiative, "Vi sätter kunden i centrum.")
    do(actions.lead_to_goal, world.action, goal)
    do(phrases.set_phrase_aside, initiative, "F002")
    closed = do(initiatives.new_initiative, "Ny webbplats")
    do(initiatives.close_initiative, closed, "2027-01-31", "Klart")
    return {"decision": decided, "proposal": proposed, "goal": goal, "empty_goal": empty, "closed_initiative": closed}


EXAMPLES: dict[Callable[..., Any], Callable[[World], Call]] = {
    actions.lead_to_goal: lambda w: call(w.second_action, w.more["empty_goal"]),
    initiatives.new_initiative: lambda w: call("En väg in", route="test"),
    initiatives.rename_initiative: lambda w: call(w.initiative, "Svar inom ett dygn"),
    initiatives.explain_why: lambda w: call(w.initiative, "Kunderna väntar tolv dagar."),
    initiatives.describe_what: lambda w: call(w.initiative, "Ett svar inom sju dagar."),
    initiatives.describe_how: lambda w: call(w.initiative, "En skiva i taget."),
    initiatives.explain_why_now: lambda w: call(w.initiative, "Allt fler frågor kommer på kvällen."),
    initiatives.describe_technology: lambda w: call(w.initiative, "Ärendet kan visas i e-tjänsten redan i dag."),
    initiatives.choose_route: lambda w: call(w.initiative, "slice"),
    initiatives.name_leader: lambda w: call(w.initiative, w.people[0]),
    initiatives.name_driver: lambda w: call(w.initiative, w.people[1]),
    initiatives.close_initiative: lambda w: call(w.initiative, "2027-11-30", "Målet är nått"),
    initiatives.explain_closing: lambda w: call(w.initiative, "Slogs ihop med ett annat"),
    initiatives.reopen_initiative: lambda w: call(w.more["closed_initiative"]),
    initiatives.remove_initiative: lambda w: call(w.initiative),
    decisions.propose: lambda w: call(w.initiative, "Två timmar i veckan sätts av."),
    decisions.reword_decision: lambda w: call(w.more["decision"], "Svar inom fem dagar går före annat."),
    decisions.decide: lambda w: call(w.more["proposal"], "Förvaltningschefen", "2027-03-20"),
    decisions.say_who_decided: lambda w: call(w.more["decision"], "Nämnden"),
    decisions.say_when_decided: lambda w: call(w.more["decision"], None),
    decisions.change_state: lambda w: call(w.more["proposal"], "agreed"),
    decisions.put_first: lambda w: call(w.more["decision"], "Bygglov"),
    decisions.let_wait: lambda w: call(w.more["decision"], "Ny webbplats"),
    decisions.refer_to: lambda w: call(w.more["decision"], "KS 2027/114, § 12"),
    decisions.review_on: lambda w: call(w.more["decision"], "2027-09-01"),
    decisions.move_decision: lambda w: call(w.more["decision"], w.more["proposal"]),
    decisions.remove_decision: lambda w: call(w.more["decision"]),
    decisions.answer_question: lambda w: call(w.more["decision"], "Sju dagar, räknat från komplett ansökan."),
    phrases.set_phrase_aside: lambda w: call(w.initiative, "F001"),
    phrases.ask_about_phrase: lambda w: call(w.initiative, "F002"),
    goals.add_goal: lambda w: call(w.initiative, "Färre ska behöva ringa."),
    goals.reword_goal: lambda w: call(w.more["goal"], "Svar inom fem dagar."),
    goals.choose_indicator: lambda w: call(w.more["empty_goal"], "Samtal om samma sak"),
    goals.choose_measure_unit: lambda w: call(w.more["empty_goal"], "%"),
    goals.set_baseline: lambda w: call(w.more["empty_goal"], "40,5", "2027-03-01"),
    goals.set_target: lambda w: call(w.more["empty_goal"], "20", "2027-12-31"),
    goals.give_goal_to: lambda w: call(w.more["empty_goal"], w.people[1]),
    goals.ask_to_measure: lambda w: call(w.more["empty_goal"], w.people[1], "2027-04-01"),
    goals.answer_question: lambda w: call(w.more["empty_goal"], "Kontaktcenter ringer upp inom en dag."),
    goals.give_goal_to_unit: lambda w: call(w.more["goal"], w.unit),
    goals.choose_level: lambda w: call(w.more["goal"], "team"),
    goals.choose_category: lambda w: call(w.more["goal"], "accessibility"),
    goals.hang_on_decision: lambda w: call(w.more["empty_goal"], w.more["decision"]),
    goals.check_goal_on: lambda w: call(w.more["goal"], "2027-06-01"),
    goals.agree_on_goal: lambda w: call(w.more["goal"], True),
    goals.move_goal: lambda w: call(w.more["goal"], w.more["empty_goal"]),
    goals.remove_goal: lambda w: call(w.more["goal"]),
}
