"""Decimal numbers as people write them and as the log keeps them: text with a point, never a float, so that 0.1 stays 0.1."""

from __future__ import annotations

import re
from fractions import Fraction

LONGEST = 30
_TYPED = re.compile(rf"([-+]?)(\d{{1,{LONGEST}}})(?:[.,](\d{{1,{LONGEST}}}))?")
_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": "", "\u202f": "", " ": ""})


def read_decimal(typed: str) -> str | None:
    """What was typed ("12,5", "1 200", "−3", "45 %") as the log keeps it ("12.5", "1200", "-3", "45"); None when it is no number.

    A zero at the end of the fraction stays: 2.50 says how exactly it was measured.
    """
    text = typed.strip().removesuffix("%").translate(_MINUSES)
    found = _TYPED.fullmatch(text)
    if found is None:
        return None
    sign, whole, fraction = found[1], found[2].lstrip("0") or "0", found[3] or ""
    zero = not (whole + fraction).strip("0")
    return ("-" if sign == "-" and not zero else "") + whole + (f".{fraction}" if fraction else "")


def exact(text: str | None) -> Fraction | None:
    """The number that decimal text of the log stands for; None when there is none, or when a foreign file brought something else."""
    if not text or not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return None
    return Fraction(text)
