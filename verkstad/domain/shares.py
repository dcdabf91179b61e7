"""So many of so many, and what that is in per cent: one rule for every page, check and paper. Pure."""

from __future__ import annotations

from fractions import Fraction

from verkstad.domain.values import frozen


def percent(part: int | Fraction, whole: int | Fraction = 1) -> int | None:
    """`part` of `whole` in whole per cent, rounded half up: 2 of 3 is 67. Never 100 unless it is all, never 0 unless it is none; None of nothing."""
    if whole <= 0:
        return None
    share = Fraction(part) / Fraction(whole)
    if share <= 0 or share >= 1:
        return 0 if share <= 0 else 100
    return min(99, max(1, int(100 * share + Fraction(1, 2))))


@frozen
class Share:
    """`part` of `whole`."""

    part: int = 0
    whole: int = 0

    @property
    def percent(self) -> int | None:
        """As it is said everywhere; None where the whole is nothing."""
        return percent(self.part, self.whole)
