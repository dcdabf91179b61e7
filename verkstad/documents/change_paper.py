"""What the paper about a change shows, as frozen values that travel to the worker: names as words in the language of the paper, dates ISO, decimals text."""

from __future__ import annotations

from dataclasses import dataclass

from verkstad.domain.fields import Id


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """A decision as paper shows it."""

    id: Id


@dataclass(frozen=True, slots=True)
class GoalPaper:
    """A goal with its six boxes."""

    id: Id


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
class TeamPaper:
    """A team with its charter."""

    id: Id


@dataclass(frozen=True, slots=True)
class PositionPaper:
    """A position on the role and mandate map."""

    role: str


@dataclass(frozen=True, slots=True)
class PilotPaper:
    """A pilot with its measures and loops."""

    id: Id


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
