"""Which of many patterns can stand in a text at all: a look at the letters each needs, before any of them is searched for.

A pattern is read for pieces of text of which one must be there whatever it matches; a text that holds none of them has no match. The
reading is that of Python's own `re`; where it is not as expected a pattern is simply searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from verkstad.domain.platitudes import Platitude

SHORTEST = 3
"""Letters a piece must have to be worth looking for."""
WORDS = 10_000
"""Words of which it is remembered what stands in them: most words of a text stand in others too."""


class Sieve:
    """Phrases that many texts are looked through for."""

    def __init__(self, platitudes: Iterable[Platitude] = ()) -> None:
        self._all = tuple(platitudes)
        self._always: list[int] = []  # those of which nothing is known
        self._pieces: dict[str, list[int]] = {}  # piece -> whose it is
        for at, one in enumerate(self._all):
            pieces = needed(one.pattern, one.phrase.en)
            for piece in pieces:
                self._pieces.setdefault(piece, []).append(at)
            if not pieces:
                self._always.append(at)
        self._across = [piece for piece in self._pieces if len(piece.split()) != 1 or piece != piece.strip()]  # in no single word
        self._in_word = lru_cache(WORDS)(self._of_word)

    def possible(self, text: str) -> tuple[Platitude, ...]:
        """Those of the phrases that may stand in the text; every one that does is among them."""
        low = text.lower()
        found = set(self._always)
        for word in set(low.split()):
            found |= self._in_word(word)
        for piece in self._across:
            if piece in low:
                found.update(self._pieces[piece])
        return tuple(self._all[at] for at in sorted(found))

    def _of_word(self, word: str) -> frozenset[int]:
        return frozenset(at for piece, whose in self._pieces.items() if piece in word for at in whose)


@lru_cache(1_000)
def needed(pattern: str, english: str = "") -> tuple[str, ...]:
    """Pieces of text, in small letters, one of which is in whatever the pattern (or the English phrase) matches; () for not known."""
    try:
        from re import _parser  # type: ignore[attr-defined]

        pieces = _of(_parser.parse(pattern, re.IGNORECASE | re.MULTILINE))
    except (ImportError, AttributeError, re.error):
        return ()
    if not pieces:
        return ()
    words = english.lower().split()
    longest = max(words, key=len, default="")
    if words and len(longest) < SHORTEST:
        return ()
    return tuple(sorted({*pieces, *([longest] if longest else [])}))


def _of(parts: Iterable[Any]) -> frozenset[str]:
    """The best set of pieces for parts that follow one another: the one whose shortest piece is longest."""
    best: frozenset[str] = frozenset()
    run = ""
    for name, said in [*parts, (None, None)]:
        kind = str(name)
        if kind == "LITERAL":
            run += chr(said).lower()
            continue
        best, run = _better(best, frozenset({run} if run else ())), ""
        if kind == "SUBPATTERN":
            best = _better(best, _of(said[-1]))
        elif kind == "BRANCH":
            each = [_of(branch) for branch in said[1]]
            best = _better(best, frozenset().union(*each) if all(each) else frozenset())
        elif kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and said[0] > 0:
            best = _better(best, _of(said[2]))
    return best


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    def shortest(pieces: frozenset[str]) -> int:
        return min(map(len, pieces), default=0)

    chosen = other if shortest(other) > shortest(one) else one
    return chosen if shortest(chosen) >= SHORTEST else frozenset()
