"""Which words of a glossary stand in a text: whole words, whatever the case, with a short ending of inflection."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from verkstad.domain.responsibility import Term

ENDING = 4
"""Letters a word may have after the one in the glossary: "ärende" is found in "ärendena" (own)."""


@lru_cache(maxsize=512)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}\w{{0,{ENDING}}}(?!\w)", re.IGNORECASE)


def terms_in(text: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those that are explained and stand in the text, in the order they first stand there; of two at one place the longer."""
    found: dict[int, Term] = {}
    for term in terms:
        if term.meaning.strip() and term.word.strip() and (at := _pattern(term.word.strip()).search(text)) is not None:
            before = found.get(at.start())
            if before is None or len(before.word) < len(term.word):
                found[at.start()] = term
    return tuple(found[at] for at in sorted(found))
