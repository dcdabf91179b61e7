"""What the paper about responsibility, stakeholders, paths, forces and words shows: frozen values, names as words in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass

from verkstad.domain.fields import Id


@dataclass(frozen=True, slots=True)
class RaciLinePaper:
    """A line: a letter ("" for none) for each position, and what is worth a word, a sentence each."""

    called: str
    letters: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StakeholderPaper:
    """`place` is one of "work_closely", "keep_satisfied", "keep_informed", "watch", "" not placed."""

    id: Id
    name: str
    unit: str = ""
    influence: int | None = None
    interest: int | None = None
    place: str = ""
    stance: str = ""
    understands: str = ""
    next_contact: str = ""


@dataclass(frozen=True, slots=True)
class PathPaper:
    """A position that knows and may not change. `through`: the tables on its way as (name, whether it is a forum); `to` who may decide, "" for no way."""

    position: str
    through: tuple[tuple[str, bool], ...] = ()
    to: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class FrontPaper:
    """Of `whole` decisions of a module that concern the customer, `taken` can be taken where she is met; `lacking` in words."""

    module: str
    taken: int
    whole: int
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DelegationPaper:
    """A decision the modules need; levels in words."""

    decision: str
    modules: tuple[str, ...]
    needed: str
    held: str
    may: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    gap: bool = False


@dataclass(frozen=True, slots=True)
class ForcePaper:
    says: str
    driver: bool = True
    strength: int | None = None
    ours: bool = False
    protects: str = ""


@dataclass(frozen=True, slots=True)
class ExpectationPaper:
    of_role: str
    to_role: str
    says: str
    answer: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TermPaper:
    word: str
    meaning: str = ""
    used_by: str = ""


@dataclass(frozen=True, slots=True)
class ValueWordPaper:
    """Only words that say both what one does and what one stops doing come to paper."""

    word: str
    we_do: str
    we_stop: str


@dataclass(frozen=True, slots=True)
class ResponsibilityPaper:
    """All of it. `about` sentences about the positions of the matrix; `balance` the two sums in words; `waiting` value words without both halves."""

    positions: tuple[str, ...] = ()
    lines: tuple[RaciLinePaper, ...] = ()
    about: tuple[str, ...] = ()
    stakeholders: tuple[StakeholderPaper, ...] = ()
    paths: tuple[PathPaper, ...] = ()
    fronts: tuple[FrontPaper, ...] = ()
    delegations: tuple[DelegationPaper, ...] = ()
    forces: tuple[ForcePaper, ...] = ()
    balance: str = ""
    expectations: tuple[ExpectationPaper, ...] = ()
    terms: tuple[TermPaper, ...] = ()
    values: tuple[ValueWordPaper, ...] = ()
    waiting: int = 0
