"""What in a text looks like somebody's address, telephone or personal number, so that it can be left out before it is kept. Pure.

Names are not found: nobody can tell them from other words by a pattern, and whoever reads is told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verkstad.domain.values import frozen

LEFT_OUT = "[…]"
KINDS = ("email", "phone", "number")

_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NUMBER = re.compile(r"(?<![\d/.-])(?:19|20)?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4})(?![\d/-])")
_PHONE = re.compile(
    r"(?<![\w/.,+-])(?:(?:\+|00)\d{1,3}[ -]?(?:\(0\) ?)?\d{1,3}|\(?0\d{1,3}\)?)(?: ?[-/–] ?| )?\d{2,4}(?:[ -]?\d{2,4}){0,3}(?![\d/-])"
)


@frozen
class Mark:
    """`kind`: "email", "phone" or "number" (a personal number); `start` and `end` in the text."""

    kind: str
    start: int
    end: int


def marks(text: str) -> tuple[Mark, ...]:
    """What looks like personal data, in the order of the text; none overlaps another."""
    found: list[Mark] = []
    for mark in (*_emails(text), *_numbers(text), *_phones(text)):
        if all(mark.end <= other.start or mark.start >= other.end for other in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda mark: mark.start))


def without(text: str) -> str:
    """The text with what looks like personal data left out, where it stood a mark."""
    made, at = "", 0
    for mark in marks(text):
        made += text[at : mark.start] + LEFT_OUT
        at = mark.end
    return made + text[at:]


def _emails(text: str) -> Iterator[Mark]:
    return (Mark("email", m.start(), m.end()) for m in _EMAIL.finditer(text))


def _numbers(text: str) -> Iterator[Mark]:
    """Ten or twelve figures that begin with a day; without a sign before the last four only where the last figure checks."""
    for m in _NUMBER.finditer(text):
        month, day = int(m[2]), int(m[3])
        if 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91) and (m[4] or _checks(m[1] + m[2] + m[3] + m[5])):
            yield Mark("number", m.start(), m.end())


def _checks(ten: str) -> bool:
    doubled = (int(figure) * (2 - at % 2) for at, figure in enumerate(ten))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _phones(text: str) -> Iterator[Mark]:
    for m in _PHONE.finditer(text):
        if 8 <= sum(c.isdigit() for c in m[0]) <= 13:
            yield Mark("phone", m.start(), m.end())
