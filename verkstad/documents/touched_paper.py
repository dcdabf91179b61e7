"""What the paper about who is touched by what shows: frozen values, names as words in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellPaper:
    """How a module touches an operation. `why` is "change", "team", "need" or "" for not at all; `said` that in words; `who` the roles whose work changes."""

    why: str = ""
    said: str = ""
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitPaper:
    """An operation and what it lives through at once: how many changes, and that in words."""

    name: str
    count: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class TouchedLinePaper:
    """A module with a cell for each operation."""

    called: str
    cells: tuple[CellPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class TouchedPaper:
    units: tuple[UnitPaper, ...] = ()
    lines: tuple[TouchedLinePaper, ...] = ()
