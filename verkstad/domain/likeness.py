"""Who may be entered twice: the same address, the same name written in another order, the same telephone. Pure.

Nothing is joined by a rule: a likeness is a question to a person. `sure` only says which answer is the likelier one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from verkstad.domain.fields import Id

PHONE_DIGITS = 7
"""Fewer digits than these are an extension or a mistake, and tell nobody apart."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of somebody. `id` is the person's, or any key of the caller's own."""

    id: Id
    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""
    unit: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """`id` is who it may be; `reason` "email", "name", "phone" or "position" (two roles without names that are called the same)."""

    id: Id
    reason: str
    sure: bool


class Register:
    """Everybody there is, looked up by what tells a person apart. Built once, asked for every newcomer; never a pair by pair comparison."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._found: dict[tuple[str, str], list[Known]] = {}
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        for key in _keys(one):
            self._found.setdefault(key, []).append(one)

    def like(self, one: Known) -> Likeness | None:
        """The likeliest of those already there, if any; never `one` itself."""
        likely: Likeness | None = None
        for key in _keys(one):
            for other in self._found.get(key, ()):
                if other.id == one.id:
                    continue
                found = Likeness(other.id, key[0], _sure(key[0], one, other))
                if found.sure:
                    return found
                likely = likely or found
        return likely


def pairs(people: Iterable[Known]) -> tuple[tuple[Id, Likeness], ...]:
    """Entries that may be one person: each with one that stands before it. Roles without names are not compared: three may well be three."""
    register, found = Register(), []
    for one in people:
        if not _named(one) and not one.email:
            continue
        likeness = register.like(one)
        if likeness is not None:
            found.append((one.id, likeness))
        register.add(one)
    return tuple(found)


def folded(text: str) -> str:
    """Text as it is compared: no case, no accents, words apart by one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def _named(one: Known) -> bool:
    return bool(one.given.strip() or one.family.strip())


def _keys(one: Known) -> list[tuple[str, str]]:
    keys = []
    if one.email.strip():
        keys.append(("email", one.email.strip().casefold()))
    if _named(one):
        words = sorted(folded(f"{one.given} {one.family}").split())
        if len(words) > 1:
            keys.append(("name", " ".join(words)))
    digits = re.sub(r"^(?:00|\+)?46\(?0?\)?|^0", "", re.sub(r"[^\d+]", "", one.phone))
    if len(digits) >= PHONE_DIGITS:
        keys.append(("phone", digits))
    if not _named(one) and not one.email.strip() and one.position.strip():
        keys.append(("position", f"{folded(one.position)}|{folded(one.unit)}"))
    return keys


def _sure(reason: str, a: Known, b: Known) -> bool:
    """Whether "the same" is the likelier answer."""
    same_name = sorted(folded(f"{a.given} {a.family}").split()) == sorted(folded(f"{b.given} {b.family}").split())
    if reason == "email":
        return same_name or not _named(a) or not _named(b)
    if reason == "name":
        others = a.email.strip() and b.email.strip() and a.email.strip().casefold() != b.email.strip().casefold()
        return not others and (not a.unit.strip() or not b.unit.strip() or folded(a.unit) == folded(b.unit))
    return reason == "position" or same_name
