"""A shelf of values for the tests of the checks: rows in, codes of what was noticed out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verkstad.domain.checks.engine import Checks, Shelf
from verkstad.domain.checks.fragments import Sieve
from verkstad.domain.checks.register import LAZY
from verkstad.domain.checks.rules import Finding, Known
from verkstad.domain.fields import Row
from verkstad.domain.initiative import Initiative
from verkstad.domain.methods import Text
from verkstad.domain.platitudes import Platitude

TODAY = "2026-11-24"
CENTRE = Platitude(
    "F001", Text("kunden i centrum", "the customer first"), r"\bkunden\s+i\s+centrum\b", Text("Vem gör vad?", "Who does what?"), 3
)
AGILE = Platitude("F004", Text("agilt", "agile"), r"\bagil(t|a)?\b", Text("Hur ofta?", "How often?"), 1)
KNOWN = Known(TODAY, Sieve((CENTRE, AGILE)), (("world_cafe", 30), ("table_talk", 6)), frozenset({"opening_hours"}))
I = Initiative(id="i", title="Besked i rätt tid")  # noqa: E741


def shelf(*rows: Row, known: Known = KNOWN, follows: bool = True) -> Shelf:
    """A shelf with these rows; those of the lazy kinds come when they are asked for."""
    lazy = frozenset(value.KIND.name for value in LAZY)
    later = sorted((row for row in rows if row.KIND.name in lazy), key=lambda row: (row.rank, row.id))

    def fetch(value: type[Row], column: str, wanted: Any) -> Iterable[Row]:
        return [row for row in later if isinstance(row, value) and (not column or getattr(row, column) == wanted)]

    made = Shelf(known, fetch, lazy, follows=follows)
    for row in rows:
        if row.KIND.name not in lazy:
            made.put(type(row), (row,))
    return made


def noticed(*rows: Row, known: Known = KNOWN) -> tuple[Finding, ...]:
    return Checks(shelf(*rows, known=known)).findings()


def codes(*rows: Row, known: Known = KNOWN) -> set[str]:
    """The codes of what is not let be."""
    return {f.code for f in noticed(*rows, known=known) if f.accepted is None}


def of(code: str, *rows: Row, known: Known = KNOWN) -> list[Finding]:
    """The findings of one rule."""
    return [f for f in noticed(*rows, known=known) if f.code == code]
