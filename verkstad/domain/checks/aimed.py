"""Rules about goals."""

from __future__ import annotations

from verkstad.domain.actions import Action
from verkstad.domain.checks.rules import HINT, WARNING, Fact, Look, fact, rule
from verkstad.domain.checks.views import asked_phrases, living
from verkstad.domain.goals import Concreteness, concreteness, standing
from verkstad.domain.initiative import Decision, Goal, Initiative
from verkstad.domain.modules import Module
from verkstad.domain.people import Unit
from verkstad.domain.pilots import Pilot

OUTWARD = ("customer_care", "accessibility")
"""Categories of goals that the customer meets."""


def _agreed(goal: Goal) -> bool:
    """A draft raises nothing."""
    return goal.stage == "agreed"


def boxes(goal: Goal, look: Look) -> Concreteness:
    """The six boxes; who is gone owns nothing. Phrases are a rule of their own."""
    owned = goal if living(goal.owner, look) is not None else goal.with_(owner=None)
    return concreteness(owned, look.today)


@rule("V201", WARNING, Goal, product="goal not concrete", requirements=("001-21", "002-18"))
def goal_not_concrete(goal: Goal, look: Look) -> Fact | None:
    """What is to be measured first, by somebody and by a day that has not passed, is not missing."""
    if not _agreed(goal):
        return None
    found = look.view(boxes, goal)
    waits = found.measure_first is not None and found.measure_first.planned and not found.measure_first.late
    lacks = tuple(dict.fromkeys(lack.box for lack in found.lacks if not (waits and lack.box == "baseline")))
    return fact(boxes=lacks, score=found.score) if lacks else None


@rule("V202", WARNING, Goal, product="goal without operation", requirements=("001-19",), column="unit")
def goal_without_operation(goal: Goal, look: Look) -> Fact | None:
    return fact() if _agreed(goal) and look.get(Unit, goal.unit) is None else None


@rule("V203", HINT, Goal, product="platitude in the user's own goal, decision or launch message", requirements=("004-01",))
def phrase_in_goal(goal: Goal, look: Look) -> Fact | None:
    return asked_phrases(goal.statement, goal.parent, look) if _agreed(goal) and not goal.answer.strip() else None


@rule("V204", WARNING, Goal, product="goal with nothing that leads to it", requirements=("001-18",))
def nothing_leads_to_goal(goal: Goal, look: Look) -> Fact | None:
    if not _agreed(goal):
        return None
    deeds = any(a.status != "dropped" for a in look.naming(Action, "goal", goal.id))
    leads = deeds or bool(look.naming(Module, "goal", goal.id)) or bool(look.naming(Pilot, "goal", goal.id))
    return None if leads else fact()


@rule("V205", HINT, Goal, requirements=("001-18", "003-21"), column="decision")
def goal_without_decision(goal: Goal, look: Look) -> Fact | None:
    """There is something decided, and the goal does not hang on it."""
    if not _agreed(goal) or look.get(Decision, goal.decision) is not None:
        return None
    return fact() if standing(look.children(Decision, goal.parent)) else None


@rule("V206", WARNING, Goal, requirements=("001-05",), column="next_check")
def goal_check_is_due(goal: Goal, look: Look) -> Fact | None:
    return fact(day=goal.next_check) if _agreed(goal) and goal.next_check and goal.next_check < look.today else None


@rule("V207", HINT, Goal, requirements=("001-05",), column="next_check")
def goal_never_checked(goal: Goal, look: Look) -> Fact | None:
    return fact() if _agreed(goal) and not goal.next_check else None


@rule("V208", WARNING, Initiative, requirements=("002-13",))
def no_goal_the_customer_meets(initiative: Initiative, look: Look) -> Fact | None:
    """There are goals with a category, and none of them is about meeting customers or reaching us."""
    named = [g.category for g in look.children(Goal, initiative.id) if _agreed(g) and g.category]
    return fact(count=len(named)) if named and not any(c in OUTWARD for c in named) else None


@rule("V209", WARNING, Goal, requirements=("001-21",))
def baseline_is_late(goal: Goal, look: Look) -> Fact | None:
    """Somebody was to measure today's value first, and the day has passed."""
    first = look.view(boxes, goal).measure_first if _agreed(goal) else None
    return fact(person=first.by, day=first.due) if first is not None and first.late else None


@rule("V210", HINT, Initiative, requirements=("001-02",))
def no_goal_yet(initiative: Initiative, look: Look) -> Fact | None:
    return None if look.children(Goal, initiative.id) else fact()
