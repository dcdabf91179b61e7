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
class ModulePaper:
    """A slice, as a card and on the wall."""

    id: Id


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
