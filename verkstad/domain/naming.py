"""Where a text speaks of somebody by name, address or number, and what the text says without. Pure.

A full name, an e-mail address and a telephone number are found in any letter case and spacing; a given or family name that stands alone
is found as a whole word with a capital, because "bo", "sten" and "maj" are Swedish words too. A genitive s is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verkstad.domain.values import frozen

PHONE_DIGITS = 6
"""Fewer digits than these are an extension or a year, and point nobody out."""
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_BETWEEN = r"[\s\-–/().]{0,3}"  # two digits of a number
_BEFORE = r"(?<!\w)(?<!\w-)"
_AFTER = r"(?=(?:['’]?s)?(?!\w))"
_AFTER_PART = _AFTER + rf"(?!(?-i:-[{_CAPITAL}]))"  # "Anna" is not who "Anna-Karin" is


@frozen
class Hit:
    """A stretch of a text that speaks of the one who is sought. Not `sure`: a given or family name alone, or a name that others have too."""

    start: int
    end: int
    sure: bool


@frozen
class Names:
    """What somebody is called and reached by."""

    given: str = ""
    family: str = ""
    email: str = ""
    phone: str = ""

    @property
    def full(self) -> bool:
        return bool(self.given and self.family)


class Finder:
    """Finds one person in texts. `names`: what she is and was called, of every entry of hers; `others`: of everybody else.

    What is the full name of somebody else is never a part of hers: "Karin Bergström" does not speak of Åsa Bergström. A full name that
    somebody else has too is found but not sure.
    """

    def __init__(self, names: Iterable[Names], others: Iterable[Names] = (), *, former: Iterable[Names] = ()) -> None:
        names, former = tuple(names), tuple(former)
        parts = {_folded(part) for n in names for part in (n.given, n.family) if len(part) > 1}
        mine = {(_folded(n.given), _folded(n.family)) for n in (*names, *former) if n.full}
        namesakes: set[tuple[str, str]] = set()
        theirs: list[Names] = []
        for n in others:
            key = (_folded(n.given), _folded(n.family))
            if n.full and key in mine:
                namesakes.add(key)
            elif n.full and not parts.isdisjoint((*key, *key[0].split(), *key[1].split())):
                theirs.append(n)
        forms: list[tuple[str, str]] = [("other", _full(n)) for n in theirs]
        for n in (*names, *former):
            if n.full:
                forms.append(("shared" if (_folded(n.given), _folded(n.family)) in namesakes else "full", _full(n)))
        forms += [("full", rf"(?<![\w.+-]){re.escape(n.email)}(?![\w-])") for n in names if "@" in n.email]
        digits = ["".join(c for c in n.phone if c.isdecimal()) for n in names]
        forms += [("full", _number(d)) for d in digits if len(d) >= PHONE_DIGITS]
        forms += [("part", _BEFORE + _spaced(p) + _AFTER_PART) for p in sorted(parts, key=len, reverse=True)]
        self._kinds = [kind for kind, _form in forms]
        self._shape = re.compile("|".join(f"({form})" for _kind, form in forms), re.IGNORECASE) if forms else None
        words = {w for n in (*names, *former) for w in (_first(n.given), _first(n.family), n.email) if len(w) > 1}
        self._needles = tuple(w.lower() for w in words)
        self._numbers = tuple(re.compile(_BETWEEN.join(_national(d))) for d in digits if len(d) >= PHONE_DIGITS)

    def may_hold(self, text: str) -> bool:
        """False when there surely is no hit: a quick look, for thousands of texts."""
        small = text.lower()
        for needle in self._needles:
            if needle in small:
                return True
        return any(number.search(text) for number in self._numbers)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Every hit, in order; they do not overlap."""
        if self._shape is None or not text or not self.may_hold(text):
            return ()
        found = []
        for match in self._shape.finditer(text):
            kind = self._kinds[(match.lastindex or 1) - 1]
            if kind == "other" or (kind == "part" and not match[0][:1].isupper()):
                continue
            found.append(Hit(match.start(), match.end(), kind == "full"))
        return tuple(found)

    def cleaned(self, text: str, instead: str) -> str:
        """The text with `instead` for every hit, sure or not."""
        out, at = [], 0
        for hit in self.hits(text):
            out += [text[at : hit.start], instead]
            at = hit.end
        return "".join((*out, text[at:]))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _first(text: str) -> str:
    return (text.split() or [""])[0]


def _spaced(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())


def _full(n: Names) -> str:
    """Given and family name in either order, with or without a comma."""
    given, family = _spaced(n.given), _spaced(n.family)
    return rf"{_BEFORE}(?:{given}\s+{family}|{family}\s*,\s*{given}|{family}\s+{given}){_AFTER}"


def _number(digits: str) -> str:
    """A number with whatever stands between its digits, at home or with the country before it."""
    national = _national(digits)
    if national != digits:
        return rf"(?<!\d)(?:(?:\+|00)46{_BETWEEN}(?:0{_BETWEEN})?|0{_BETWEEN}){_BETWEEN.join(national)}(?!\d)"
    return rf"(?<!\d){_BETWEEN.join(digits)}(?!\d)"


def _national(digits: str) -> str:
    """A Swedish number without what stands before it at home (0) or from abroad (46, 0046); any other as it is."""
    if digits.startswith(("0046", "46")) and len(digits) > 9:
        return digits.removeprefix("00").removeprefix("46").removeprefix("0")
    return digits.removeprefix("0")
