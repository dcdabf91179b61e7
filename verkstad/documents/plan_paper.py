"""What the paper about a plan shows: its items with what they became, and how well they are anchored. Words in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from verkstad.domain.planning import Sorted


@dataclass(frozen=True, slots=True)
class PlanItemPaper:
    """An item, word for word. `became`: what it became, as (word for it, its name); `levels` one for each operation of the matrix."""

    number: str
    says: str
    heading: str = ""
    page: int | None = None
    document: str = ""
    state: str = "new"
    state_word: str = ""
    reason: str = ""
    became: tuple[tuple[str, str], ...] = ()
    forum: str = ""
    on_paper: bool = True
    kept: bool = True  # neither struck nor driven elsewhere
    levels: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """`index` is the anchoring in words."""

    items: tuple[PlanItemPaper, ...] = ()
    documents: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    sorted: Sorted = field(default_factory=lambda: Sorted(0, 0))
    index: str = ""
    weak: int = 0
    cells: int = 0
