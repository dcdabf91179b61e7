"""Who may be entered twice: the same address, the same name written in another order, the same telephone. Pure.

Nothing is joined by a rule: a likeness is a question to a person. `sure` only says which answer is the likelier one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from verkstad.domain.fields import Id
from verkstad.domain.values import frozen

PHONE_DIGITS = 7
"""Fewer digits than these are an extension or a mistake, and tell nobody apart."""


@frozen
class Known:
    """What is compared of somebody. `id` is the person's, or any key of the caller's own."""

    id: Id
    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""
    unit: str = ""
    position: str = ""


@frozen
class Likeness:
    """`id` is who it may be; `reason` "email", "name", "phone", "position" (two roles without names that are called the same), or "similar":
    the name but for a letter or two, which is never sure."""

    id: Id
    reason: str
    sure: bool


class Register:
    """Everybody there is, looked up by what tells a person apart. Built once, asked for every newcomer; never a pair by pair comparison."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._found: dict[tuple[str, str], list[Known]] = {}
        self._known: list[Known] = []
        self._by_sound: dict[str, list[Id]] = {}  # made when first asked for
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        for key in _keys(one):
            self._found.setdefault(key, []).append(one)
        self._known.append(one)
        if self._by_sound:
            self._add_sound(one)

    def like(self, one: Known, *, similar: bool = True) -> Likeness | None:
        """The likeliest of those already there, if any; never `one` itself. `similar`: names that only sound alike count too."""
        likely: Likeness | None = None
        for key in _keys(one):
            for other in self._found.get(key, ()):
                if other.id == one.id:
                    continue
                found = Likeness(other.id, key[0], _sure(key[0], one, other))
                if found.sure:
                    return found
                likely = likely or found
        return likely or (self._similar(one) if similar else None)

    def _similar(self, one: Known) -> Likeness | None:
        """Somebody whose name sounds the same, or differs by one letter in one part."""
        if len(self._by_sound) == 0:
            for known in self._known:
                self._add_sound(known)
        for key in _sounds(one):
            for id in self._by_sound.get(key, ()):
                if id != one.id:
                    return Likeness(id, "similar", False)
        return None

    def _add_sound(self, one: Known) -> None:
        for key in _sounds(one):
            self._by_sound.setdefault(key, []).append(one.id)


def pairs(people: Iterable[Known]) -> tuple[tuple[Id, Likeness], ...]:
    """Entries that may be one person: each with one that stands before it. Roles without names are not compared: three may well be three."""
    register, found = Register(), []
    for one in people:
        if not _named(one) and not one.email:
            continue
        likeness = register.like(one, similar=False)
        if likeness is not None:
            found.append((one.id, likeness))
        register.add(one)
    return tuple(found)


def standing_for(joined: Mapping[Id, Id | None]) -> dict[Id, Id]:
    """Who each entry is, when some say they are the same as another: entry -> the one that stands for all of them.

    Everybody there is a key. One that points to somebody who is gone stands for itself; of a circle, which two people can make by
    joining at the same time, the least id stands.
    """
    found: dict[Id, Id] = {}
    for entry, same in joined.items():
        if same is None:  # nearly everybody
            found[entry] = entry
            continue
        path: list[Id] = []
        at = entry
        while at not in found and at not in path:
            path.append(at)
            ahead = joined[at]
            if ahead is None or ahead not in joined:
                found[at] = at
            else:
                at = ahead
        end = found[at] if at in found else min(path[path.index(at) :])
        found.update(dict.fromkeys(path, end))
    return found


def folded(text: str) -> str:
    """Text as it is compared: no case, no accents, words apart by one space."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def _named(one: Known) -> bool:
    return bool(one.given.strip() or one.family.strip())


def _sorted_name(one: Known) -> str:
    return " ".join(sorted(folded(f"{one.given} {one.family}").split()))


_SPELLINGS = (
    ("ch", "k"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("sch", "s"),
    ("x", "ks"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
    ("y", "i"),
)


def _sounds(one: Known) -> list[str]:
    """What two names share that sound alike or differ by a letter in one part: each name as it sounds, and with any one letter left out."""
    words = sorted(_sound(word) for word in folded(f"{one.given} {one.family}").split())
    if not 2 <= len(words) <= 6:
        return []
    found = [" ".join(words)]
    for at, word in enumerate(words):
        if 4 <= len(word) <= 30:
            rest = " ".join(words[:at] + words[at + 1 :])
            found += {f"{rest}|{word[:i]}{word[i + 1 :]}" for i in range(len(word))} | {f"{rest}|{word}"}
        elif len(word) == 3:
            found.append(f"{' '.join(words[:at] + words[at + 1 :])}|{word}")
    return found


def _sound(word: str) -> str:
    for letters, sound in _SPELLINGS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1", r"\1", word)


def _keys(one: Known) -> list[tuple[str, str]]:
    keys = []
    if one.email.strip():
        keys.append(("email", one.email.strip().casefold()))
    if _named(one):
        name = _sorted_name(one)
        if " " in name:
            keys.append(("name", name))
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
