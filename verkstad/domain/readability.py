"""How heavy a text is to read: LIX, the time it takes, and how many words its first lines have (measurement.md 3.9). Nothing is judged."""

from __future__ import annotations

import re
from fractions import Fraction

from verkstad.domain.values import frozen

WORDS_A_MINUTE = 200
"""Read by an adult (own)."""
LONG_WORD = 6
"""Letters; a word with more is long."""
BANDS = ((30, "very_easy"), (40, "easy"), (50, "medium"), (60, "hard"))
"""LIX below this -> how the text is; from the last on it is "very_hard" (Björnsson 1968)."""
_STOP = re.compile(r"[.!?:](?=\s|$)")


@frozen
class Counted:
    """Words (what stands between spaces and holds a letter or a figure), sentences (at least one where there are words), long words."""

    words: int = 0
    sentences: int = 0
    long: int = 0

    @property
    def lix(self) -> Fraction | None:
        """O/M + 100·L/O, exact; None without words."""
        return Fraction(self.words, self.sentences) + Fraction(100 * self.long, self.words) if self.words else None

    @property
    def minutes(self) -> int | None:
        """What it takes to read, in whole minutes; None without words."""
        return reading_minutes(self.words) if self.words else None

    @property
    def band(self) -> str:
        """How it reads: a name of `BANDS`; "" without words."""
        lix = self.lix
        return "" if lix is None else next((name for under, name in BANDS if lix < under), "very_hard")


def counted(text: str) -> Counted:
    """A sentence ends at . ! ? or : before a space or the end of the text."""
    words = [w for w in text.split() if any(c.isalnum() for c in w)]
    if not words:
        return Counted()
    return Counted(len(words), max(1, len(_STOP.findall(text))), sum(sum(map(str.isalpha, w)) > LONG_WORD for w in words))


def reading_minutes(words: int) -> int:
    """Rounded up, at least one."""
    return max(1, -(-words // WORDS_A_MINUTE))
