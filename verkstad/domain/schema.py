"""Every kind of row there is. Tables, the whitelist of files and the rules of meeting are derived from this list alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from verkstad.domain.actions import Action
from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.fields import Kind, Meet, Row
from verkstad.domain.following import (
    AcceptedFinding,
    DecisionRequest,
    FollowUp,
    LeadershipAnswer,
    Report,
    ReportPart,
    RequestOption,
    Threshold,
)
from verkstad.domain.grouping import Grouping, GroupNeed, GroupRule, Round, Seat
from verkstad.domain.harvest import Capture, Cluster, Evaluation, Photo, Poll, PollOption
from verkstad.domain.held import Held, Slides, TrackPerson
from verkstad.domain.initiative import AcceptedPhrase, Decision, Goal, Initiative
from verkstad.domain.insights import Exchange, Forum, ForumMeeting, ForumMember, Insight, Risk
from verkstad.domain.inventory import CostBenefit, Cover, InventoryItem, JourneyStep, UnitLevel
from verkstad.domain.launch import Adoption, Audience, FromTo, LaunchActivity, Understanding
from verkstad.domain.mandates import DecisionType, Mandate, Rating, RoleMandate
from verkstad.domain.modules import Dependency, Judgement, Module, Need, NeededDecision, Score
from verkstad.domain.own_methods import OwnMethod, OwnTemplate, OwnTemplateBlock
from verkstad.domain.people import Identity, Person, Role, Unit
from verkstad.domain.pilots import Annotation, Loop, Measure, Measurement, Pilot, Recalculation
from verkstad.domain.plan import Anchoring, PlanDocument, PlanItem, PlanLink
from verkstad.domain.responsibility import (
    Expectation,
    Force,
    Pulse,
    RaciCell,
    RaciRow,
    Readiness,
    Stakeholder,
    Term,
    ValueWord,
)
from verkstad.domain.teams import Member, Team
from verkstad.domain.values import frozen
from verkstad.domain.workshop import Day, Participation, Printed, Track, Workshop

PLACE, GONE = "_place", "_gone"  # on every row of every version: [parent, rank] as one value, and 0 or 1

VALUES: tuple[type[Row], ...] = (
    Initiative,
    Workshop,
    Day,
    Track,
    AgendaBlock,
    Participation,
    Printed,
    Action,
    Unit,
    Role,
    Person,
    Identity,
    Decision,
    Goal,
    Module,
    Dependency,
    NeededDecision,
    Need,
    Team,
    Member,
    Pilot,
    Measure,
    Measurement,
    Annotation,
    Recalculation,
    Loop,
    Rating,
    DecisionType,
    Mandate,
    RoleMandate,
    OwnMethod,
    OwnTemplate,
    OwnTemplateBlock,
    AcceptedPhrase,
    Grouping,
    Round,
    Seat,
    GroupRule,
    GroupNeed,
    Held,
    Slides,
    TrackPerson,
    Capture,
    Cluster,
    Photo,
    Poll,
    PollOption,
    Evaluation,
    Insight,
    Risk,
    InventoryItem,
    PlanDocument,
    PlanItem,
    PlanLink,
    Anchoring,
    Cover,
    JourneyStep,
    UnitLevel,
    CostBenefit,
    Forum,
    ForumMember,
    ForumMeeting,
    Exchange,
    Audience,
    LaunchActivity,
    Understanding,
    Adoption,
    FromTo,
    RaciRow,
    RaciCell,
    Stakeholder,
    Force,
    Readiness,
    Pulse,
    Expectation,
    Term,
    ValueWord,
    DecisionRequest,
    RequestOption,
    Report,
    ReportPart,
    LeadershipAnswer,
    FollowUp,
    AcceptedFinding,
    Threshold,
    Judgement,
    Score,
)

Reader = Callable[[Any], Any]


@frozen
class Split:
    """A wire name of old that this version keeps as several fields: each is read from the old value by a pure function."""

    kind: str
    wire: str
    into: Mapping[str, Reader]
    version: int = 1  # raise it when a function changes, so that the tables are folded anew


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Schema:
    """What a version of the program knows: kinds, fields, and how it reads the names that older versions wrote."""

    values: tuple[type[Row], ...]
    splits: tuple[Split, ...] = ()
    kinds: Mapping[str, Kind] = field(init=False)
    _memo: dict[tuple[str, str], tuple[tuple[str, Reader], ...]] = field(init=False, default_factory=dict, compare=False, repr=False)
    _meets: dict[tuple[str, str], Meet] = field(init=False, default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        kinds = {v.KIND.name: v.KIND for v in self.values}
        if len(kinds) != len(self.values):
            raise ValueError("two values of one kind")
        object.__setattr__(self, "kinds", kinds)
        for kind in kinds.values():
            for f in kind.fields:
                self._meets[kind.name, f.wire] = f.meet

    def kind(self, value: type[Row]) -> Kind:
        return self.kinds[value.KIND.name]

    def reads(self, kind: str, wire: str) -> tuple[tuple[str, Reader], ...]:
        """The fields of this version that a wire name speaks of, each with how it is read; none when a newer version wrote it."""
        found = self._memo.get((kind, wire))
        if found is None:
            found = self._memo[kind, wire] = self._reads(kind, wire)
        return found

    def _reads(self, kind: str, wire: str) -> tuple[tuple[str, Reader], ...]:
        if wire in (PLACE, GONE):
            return ((wire, _same),)
        for split in self.splits:
            if (split.kind, split.wire) == (kind, wire):
                return tuple(split.into.items())
        return ((wire, _same),) if (kind, wire) in self._meets else ()

    def meet(self, kind: str, wire: str) -> Meet:
        """How concurrent values of a field meet. A place is the latest; whether a row is removed asks."""
        if wire == PLACE:
            return "latest"
        return self._meets.get((kind, wire), "ask")

    def is_personal(self, kind: str) -> bool:
        return kind in self.kinds and self.kinds[kind].personal

    def fingerprint(self, kind: str) -> str:
        """Differs when rows of this kind must be folded anew: another column, type, default, meeting rule or split."""
        said = self.kinds[kind]
        facts: list[Any] = [[f.wire, f.meet, [[c.name, c.sql, c.default] for c in f.columns]] for f in said.fields]
        facts += [[s.wire, s.version, sorted(s.into)] for s in self.splits if s.kind == kind]
        return hashlib.blake2b(json.dumps(facts).encode(), digest_size=12).hexdigest()

    def order(self, kinds: Iterable[str]) -> list[str]:
        """The kinds in the order of the list; those this version does not know come last, by name."""
        place = {name: at for at, name in enumerate(self.kinds)}
        return sorted(kinds, key=lambda k: (place.get(k, len(place)), k))


SCHEMA = Schema(VALUES)
