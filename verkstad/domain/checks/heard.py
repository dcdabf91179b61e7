"""Rules about insights, forums, risks and actions."""

from __future__ import annotations

from collections.abc import Iterator

from verkstad.domain.actions import Action
from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import actions_of, levels, living
from verkstad.domain.flowing import (
    DECIDES,
    VERDICTS_TO_ACTION,
    age,
    aim,
    balance,
    days_between,
    is_late,
    is_open,
    is_stuck,
    loads,
    missed_meeting,
    risk_lacks,
    stage,
    weight,
)
from verkstad.domain.initiative import Goal, Initiative
from verkstad.domain.insights import Forum, ForumMeeting, Insight, Risk
from verkstad.domain.modules import Module
from verkstad.domain.pilots import Pilot


@rule("V801", WARNING, Insight, product="insight without outcome after 14 days", requirements=("002-06",))
def insight_stuck(insight: Insight, look: Look) -> Fact | None:
    home = look.home(insight)
    most = look.limit("insight_days", home.id if home is not None else None)
    return fact(days=age(insight, look.today)) if is_stuck(insight, look.today, most) else None


@rule("V802", WARNING, Insight, requirements=("002-08", "002-05"), column="owner")
def nobody_may_act(insight: Insight, look: Look) -> Fact | None:
    """It was taken on, and whoever has it may decide nothing, or nobody has it."""
    if (insight.state != "taken" and insight.verdict not in VERDICTS_TO_ACTION) or insight.state == "declined":
        return None
    owner = living(insight.owner, look)
    if owner is None:
        return fact(owned=False)
    held, _usable = look.view(levels, owner)
    return None if any(level >= DECIDES for level in held.values()) else fact(owned=True)


@rule("V803", HINT, Insight, requirements=("002-06",))
def answer_not_told(insight: Insight, look: Look) -> Fact | None:
    """Answered a while ago, and whoever raised it has not been told."""
    if stage(insight) != "answered" or not insight.answered:
        return None
    home = look.home(insight)
    days = days_between(insight.answered, look.today)
    most = look.limit("insight_days", home.id if home is not None else None)
    return fact(days=days) if days is not None and days > most else None


@rule("V804", WARNING, Action, product="action without owner or date", requirements=("001-06",))
def action_without_owner_or_date(action: Action, look: Look) -> Fact | None:
    if not is_open(action):
        return None
    lacks = tuple(name for name, held in (("owner", living(action.owner, look) is not None), ("due", action.due is not None)) if not held)
    return fact(lacks=lacks) if lacks else None


@rule("V805", WARNING, Action, product="action overdue", requirements=("001-05",))
def action_overdue(action: Action, look: Look) -> Fact | None:
    return fact(day=action.due) if is_late(action, look.today) else None


@rule("V806", HINT, Action, product="action tied to no goal", requirements=("001-18",), column="goal")
def action_without_goal(action: Action, look: Look) -> Fact | None:
    """Neither itself nor by its pilot or module; only where there are goals to tie it to."""
    if not is_open(action) or look.get(Goal, action.goal) is not None:
        return None
    pilot = look.get(Pilot, action.pilot)
    for module in (look.get(Module, action.module), look.get(Module, pilot.module) if pilot is not None else None):
        if module is not None and look.get(Goal, module.goal) is not None:
            return None
    if pilot is not None and look.get(Goal, pilot.goal) is not None:
        return None
    home = look.home(action)
    return fact() if home is not None and look.children(Goal, home.id) else None


@rule("V807", WARNING, Initiative, requirements=("002-11",))
def too_many_actions(initiative: Initiative, look: Look) -> Iterator[Fact]:
    """One person has more open actions than anybody does."""
    most = look.limit("actions_a_person", initiative.id)
    for load in loads(look.view(actions_of, initiative), look.today):
        person = living(load.person, look)
        if person is not None and load.open > most:
            yield fact(about=person, mend=initiative, person=person.id, count=load.open, most=most)


@rule("V808", HINT, Initiative, product="only requirements and no possibilities", requirements=("004-05",))
def only_requirements(initiative: Initiative, look: Look) -> Fact | None:
    found = balance(look.view(actions_of, initiative))
    return fact(count=found.requirement) if found.only_requirements else None


@rule("V809", HINT, Initiative, requirements=("003-10",))
def aimed_inwards(initiative: Initiative, look: Look) -> Fact | None:
    """Few of the open actions are for those who are to use it; the others are for the work itself."""
    found = aim(look.view(actions_of, initiative))
    inward = found.is_inward(look.limit("share_for_users", initiative.id))
    return fact(users=found.users, count=found.users + found.project) if inward else None


@rule("V810", WARNING, Risk, requirements=("001-20",))
def serious_risk_lacks(risk: Risk, look: Look) -> Fact | None:
    home = look.home(risk)
    owned = risk if living(risk.owner, look) is not None else risk.with_(owner=None)  # who is gone owns nothing
    lacks = risk_lacks(owned, look.limit("serious_risk", home.id if home is not None else None))
    return fact(lacks=lacks, weight=weight(risk)) if lacks else None


@rule("V811", HINT, Forum, requirements=("002-19", "002-20"))
def forum_stands_still(forum: Forum, look: Look) -> Fact | None:
    return fact() if missed_meeting(forum, look.children(ForumMeeting, forum.id), look.today) else None
