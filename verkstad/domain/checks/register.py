"""Every rule there is, in the order of the codes. Importing it registers them all."""

from __future__ import annotations

from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.checks import aimed, answered, cut, decided, followed, formed, gathered, heard, launched, met, tried
from verkstad.domain.checks.rules import RULES, Rule, place
from verkstad.domain.fields import Row
from verkstad.domain.following import AcceptedFinding, DecisionRequest, FollowUp, Report, RequestOption, Threshold
from verkstad.domain.initiative import AcceptedPhrase, Decision, Goal, Initiative
from verkstad.domain.insights import Exchange, Forum, ForumMeeting, ForumMember, Insight, Risk
from verkstad.domain.inventory import CostBenefit, Cover, InventoryItem
from verkstad.domain.launch import Adoption, Audience, LaunchActivity, Understanding
from verkstad.domain.mandates import DecisionType, Mandate, Rating, RoleMandate
from verkstad.domain.modules import Dependency, Module, Need, NeededDecision
from verkstad.domain.own_methods import OwnMethod
from verkstad.domain.people import Person, Unit
from verkstad.domain.pilots import Loop, Measure, Measurement, Pilot
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem, PlanLink
from verkstad.domain.responsibility import RaciCell, RaciRow, ValueWord
from verkstad.domain.teams import Member, Team
from verkstad.domain.workshop import Day, Participation, Track, Workshop

MODULES = (decided, aimed, gathered, cut, formed, tried, heard, launched, followed, met, answered)
"""Where rules are declared."""


def rules() -> tuple[Rule, ...]:
    """All, in the order of their codes."""
    return tuple(RULES[code] for code in sorted(RULES, key=place))


LAZY: tuple[type[Row], ...] = (
    Unit, Person, Mandate, RoleMandate, DecisionType, OwnMethod, AgendaBlock, Track, Participation, Measurement,
)  # fmt: skip
"""What comes when it is asked for: of thousands of rows most belong to workshops that were, or to people nobody names."""
READ: tuple[type[Row], ...] = (
    Initiative, Workshop, Day, Decision, Goal, AcceptedPhrase, AcceptedFinding, Threshold, PlanDocument, PlanItem, PlanLink, Anchoring,
    InventoryItem, CostBenefit, Module, Cover, Dependency, NeededDecision, Need, Adoption, Team, Member, Pilot, Measure, Loop, RaciRow, RaciCell,
    Insight, Risk, Forum, ForumMember, ForumMeeting, Exchange, Action, Audience, LaunchActivity, Understanding, DecisionRequest, RequestOption,
    Report, FollowUp, Rating, ValueWord,
)  # fmt: skip
"""What is read at once; each after what it may stand under."""
