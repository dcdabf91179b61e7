"""The four perspectives a change needs in the room: leadership, digitalisation, operations, and those who meet customers (002-15)."""

from __future__ import annotations

from collections.abc import Iterable

PERSPECTIVES = ("leadership", "digital", "operations", "customers")
_OF_ROLE = {
    "political": "leadership", "management": "leadership", "digital_lead": "digital", "it": "digital", "operations": "operations",
    "employee": "operations", "contact_centre": "customers",
}  # fmt: skip
LEAST = 4
"""So many must be listed before a word is said of who is missing: a list somebody has just begun is left in peace (own)."""


def held(role: str, meets_customers: bool) -> frozenset[str]:
    """What one person brings: one perspective or two."""
    found = {_OF_ROLE[role]} if role in _OF_ROLE else set()
    return frozenset(found | ({"customers"} if meets_customers else set()))


def missing(people: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
    """The perspectives nobody of those who come holds, (role, meets customers) each. Nothing while few are listed or nobody's role is said."""
    rows = tuple(people)
    there = frozenset().union(*(held(role, meets) for role, meets in rows)) if rows else frozenset()
    if len(rows) < LEAST or not there:
        return ()
    return tuple(p for p in PERSPECTIVES if p not in there)
