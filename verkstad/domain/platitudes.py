"""Empty phrases in what somebody wrote herself, each with the question that makes it concrete. A text is never judged: a question is asked.

Pure: the list of phrases is handed in (`app.catalogue` reads it). Patterns are Swedish; in English the phrase itself is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from verkstad.domain.methods import Text
from verkstad.domain.values import frozen

ASKS = 2
"""From this strength on the question wants an answer before a goal counts as concrete; below it is a hint."""


@frozen
class Platitude:
    """A phrase of the list. `pattern` is a regular expression, whatever the case; `strength` 1 to 3."""

    id: str
    phrase: Text
    pattern: str
    question: Text
    strength: int

    @property
    def asks(self) -> bool:
        return self.strength >= ASKS


@frozen
class Marked:
    """A phrase where it stands in a text: the characters from `start` up to `end`."""

    platitude: Platitude
    start: int
    end: int


def marked(text: str, platitudes: Iterable[Platitude]) -> tuple[Marked, ...]:
    """The phrases in a text, in the order they stand. Where two overlap the stronger is marked, and of equals the longer."""
    found = {
        Marked(p, m.start(), m.end()) for p in platitudes for m in _sought(p.pattern, p.phrase.en).finditer(text) if m.end() > m.start()
    }
    kept: list[Marked] = []
    for one in sorted(found, key=lambda m: (-m.platitude.strength, m.start - m.end, m.start, m.platitude.id)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda m: m.start))


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end: no phrase reaches over the end of one, so that each can be looked through by itself.

    One that never ends is cut at a space after `LONGEST` characters; together they are the whole text but for white space between.
    """
    found = []
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        while end - start > LONGEST:
            cut = text.find(" ", start + LONGEST, end)
            if cut < 0:
                break
            found.append((start, cut))
            start = cut + 1
        found.append((start, end))
    return tuple(found)


LONGEST = 600  # characters
_SENTENCE = re.compile(r"\S[^.!?\n]*(?:[.!?](?!\s)[^.!?\n]*)*[.!?]*")


@lru_cache(1_000)
def _sought(pattern: str, phrase: str) -> re.Pattern[str]:
    """`phrase` in English. By the texts, whose hashes are kept, and not by the platitude."""
    english = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(f"(?:{pattern})" + (rf"|\b{english}\b" if english else ""), re.IGNORECASE | re.MULTILINE)
