"""What the paper about a change shows, as frozen values that travel to the worker: names as words in the language of the paper, dates ISO, decimals text."""

from __future__ import annotations

from dataclasses import dataclass, field

from verkstad.documents.findings_paper import FindingsPaper
from verkstad.documents.following_paper import FollowingPaper
from verkstad.documents.insights_paper import WorkPaper
from verkstad.documents.inventory_paper import InventoryPaper
from verkstad.documents.launch_paper import LaunchPaper
from verkstad.documents.plan_paper import PlanPaper
from verkstad.documents.responsibility_paper import ResponsibilityPaper
from verkstad.documents.touched_paper import TouchedPaper
from verkstad.domain.fields import Id
from verkstad.domain.results import Now
from verkstad.domain.runchart import Chart
from verkstad.domain.thread import Thread


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """A decision as paper shows it. `state` is its wire name; days are ISO dates or ""."""

    id: Id
    statement: str = ""
    state: str = "proposed"
    decided_by: str = ""
    decided_on: str = ""
    reference: str = ""
    review_on: str = ""
    prioritised: str = ""
    deprioritised: str = ""
    answer: str = ""  # to what an empty phrase in it makes one ask


@dataclass(frozen=True, slots=True)
class GoalPaper:
    """A goal with its six boxes. `lacks`: (box, why) of those that do not stand; `questions`: what an unanswered empty phrase asks.

    Values are decimal text, days ISO dates, "" for none; `level` and `category` are words, `step` 0 to 3 from words to results. `now`: where
    it stands by a linked pilot's measure.
    """

    id: Id
    statement: str = ""
    indicator: str = ""
    measure_unit: str = ""
    baseline: str = ""
    baseline_on: str = ""
    target: str = ""
    target_on: str = ""
    owner: str = ""
    unit: str = ""
    level: str = ""
    category: str = ""
    decision: str = ""
    measured_by: str = ""
    measured_due: str = ""
    next_check: str = ""
    agreed: bool = False
    answer: str = ""
    lacks: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    actions: tuple[tuple[str, str, str, bool], ...] = ()  # what, who, due, done
    step: int = 0
    now: Now | None = None
    origins: tuple[tuple[str, str], ...] = ()  # where in the plan it comes from, and the words there
    kind: str = ""  # the category by its wire name, for the order

    @property
    def score(self) -> int:
        """How many of the six boxes stand."""
        return 6 - len({box for box, _why in self.lacks})


@dataclass(frozen=True, slots=True)
class ModuleDecisionPaper:
    """A decision a module needs: the level it needs and the highest its team holds (0 to 3), who may take it, and who usually does."""

    name: str
    level: int
    held: int = 0
    holders: tuple[str, ...] = ()
    usual: str = ""


@dataclass(frozen=True, slots=True)
class ModulePaper:
    """A slice, as a card and on the wall. `number` is its place in the tree ("2.1"), `rank` its place in "Where do we start?"."""

    id: Id
    number: str = ""
    depth: int = 0
    parts: int = 0
    title: str = ""
    status: str = "sketch"
    status_word: str = ""
    knife: str = ""
    helps: str = ""
    plain: str = ""
    before: str = ""
    after: str = ""
    journey_step: str = ""
    goal: str = ""
    days: int | None = None
    team: str = ""
    accountable: str = ""
    units: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()  # competences and perspectives the team must have
    needs_first: tuple[str, ...] = ()
    decisions: tuple[ModuleDecisionPaper, ...] = ()
    test: tuple[str, ...] = ()  # the answers to the four questions: "yes", "no", "unsure", ""
    scores: tuple[int | None, ...] = ()  # nearness, need for speed, effect for the customer, feasibility
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class MemberPaper:
    """Somebody in a team. `percent` of full time, None not said; `confirmed` when a manager has said yes to it."""

    name: str
    unit: str = ""
    part: str = ""
    percent: int | None = None
    confirmed: bool = False
    meets_customers: bool = False
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamPaper:
    """A team with its charter. `lacks`: its gaps, a sentence each; `time`: the sentence about the time set aside."""

    id: Id
    title: str = ""
    purpose: str = ""
    works_on: tuple[str, ...] = ()
    value_stream: str = ""
    accountable: str = ""
    cadence: str = ""
    fixed: str = ""
    free: str = ""
    agreements: str = ""
    members: tuple[MemberPaper, ...] = ()
    lacks: tuple[str, ...] = ()
    time: str = ""
    revisit_on: str = ""  # the day the charter is read again
    accepted: str = ""  # why the team begins with something missing


@dataclass(frozen=True, slots=True)
class PositionPaper:
    """A position on the role and mandate map: 0 to 3 each; `quadrant` its name, `said` the words for it, `discuss` when raters disagree."""

    role: str
    unit: str = ""
    insight: int = 0
    mandate: int = 0
    quadrant: str = ""
    said: str = ""
    discuss: bool = False


@dataclass(frozen=True, slots=True)
class MandatePaper:
    """A row of the register. `until` is the ISO date of the last day or ""; `expired`: the level is worth nothing today."""

    decision: str
    owner: str
    unit: str = ""
    level: int = 0
    limit: str = ""
    granted_by: str = ""
    delegation: str = ""
    until: str = ""
    expired: bool = False
    able: bool = True
    of_role: bool = False


@dataclass(frozen=True, slots=True)
class MeasurePaper:
    """A measure with its chart; `before` and `now` are medians, None for none."""

    id: Id
    title: str
    side: str
    side_word: str
    unit: str
    chart: Chart
    target: str | None = None
    target_on: str = ""
    owner: str = ""
    how: str = ""
    before: float | None = None
    now: float | None = None

    @property
    def values(self) -> int:
        return sum(p.value is not None for p in self.chart.series.points)


@dataclass(frozen=True, slots=True)
class LoopPaper:
    """A learning loop; what is not written yet is written on the sheet."""

    id: Id
    number: int
    question: str = ""
    starts: str = ""
    ends: str = ""
    plan: str = ""
    do: str = ""
    study: str = ""
    act: str = ""
    learnt: str = ""
    state: str = "planned"
    state_word: str = ""


@dataclass(frozen=True, slots=True)
class PilotPaper:
    """A pilot with its measures and loops. `number` is its place among the pilots; `outcomes` the four decisions as (key, word, meaning)."""

    id: Id
    number: int = 0
    title: str = ""
    idea: str = ""
    prediction: str = ""
    module: str = ""
    team: str = ""
    goal: str = ""
    state: str = "measure_first"
    state_word: str = ""
    passed_why: str = ""
    missing: str = ""
    started: str = ""
    decision_day: str = ""
    follow_up: str = ""
    owner: str = ""
    journey_step: str = ""
    changed_inwards: str = ""
    outcome: str = ""
    outcome_why: str = ""
    outcome_on: str = ""
    outcome_by: str = ""
    outcomes: tuple[tuple[str, str, str], ...] = ()
    story: tuple[str, str, str] = ("", "", "")  # how it was, what was tried, how it is now
    measures: tuple[MeasurePaper, ...] = ()
    loops: tuple[LoopPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class InitiativePaper:
    """An initiative with everything its paper shows."""

    id: Id
    title: str
    why: str = ""
    what: str = ""
    how: str = ""
    leader: str = ""
    driver: str = ""
    decisions: tuple[DecisionPaper, ...] = ()
    goals: tuple[GoalPaper, ...] = ()
    modules: tuple[ModulePaper, ...] = ()
    teams: tuple[TeamPaper, ...] = ()
    pilots: tuple[PilotPaper, ...] = ()
    positions: tuple[PositionPaper, ...] = ()
    mandates: tuple[MandatePaper, ...] = ()
    following: FollowingPaper = field(default_factory=FollowingPaper)  # only for its own sheets
    findings: FindingsPaper = field(default_factory=FindingsPaper)  # only for its own sheet
    work: WorkPaper = field(default_factory=WorkPaper)  # only for its own sheets
    plan: PlanPaper = field(default_factory=PlanPaper)  # only for its own sheets
    launch: LaunchPaper = field(default_factory=LaunchPaper)  # only for its own sheets
    why_now: str = ""
    technology: str = ""
    standing: tuple[str, ...] = ()  # what stands and how it moves, a sentence each; only for the initiative's own page
    thread: Thread = field(default_factory=lambda: Thread((), ()))  # only for its own sheet
    inventory: InventoryPaper = field(default_factory=InventoryPaper)  # only for its own sheets
    touched: TouchedPaper = field(default_factory=TouchedPaper)  # only for its own sheet
    responsibility: ResponsibilityPaper = field(default_factory=ResponsibilityPaper)  # only for its own sheets
