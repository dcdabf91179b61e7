"""Looking for pieces first finds every phrase that looking for them all does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.checks.fragments import Sieve, needed
from verkstad.domain.methods import Text
from verkstad.domain.platitudes import Platitude, marked


@pytest.mark.parametrize(
    ("pattern", "english", "pieces"),
    [
        (r"\bkunden\s+i\s+(centrum|fokus)\b", "", ("kunden",)),
        (r"\bagil(t|a)?\b", "agile", ("agil", "agile")),
        (r"\bsömlös(t|a)?\b", "", ("sömlös",)),
        (r"(alfa|beta)\s+x", "", ("alfa", "beta")),
        (r"(alfa|b)\s+gamma", "", ("gamma",)),
        (r"(alfa|b)\s+ga", "", ()),
        (r"(?:samverka)+", "", ("samverka",)),
        (r"(?:samverka)+?", "", ("samverka",)),
        (r"(?:samverka)++", "", ("samverka",)),
        (r"(?:samverka)*", "", ()),
        (r"abc", "", ("abc",)),
        (r"ab", "", ()),
        (r"abcd\w+efgh", "", ("abcd",)),
        (r"\w+", "", ()),
        (r"KUNDEN", "", ("kunden",)),
        (r"kunden", "at the heart of", ("heart", "kunden")),
        (r"kunden", "my key", ("key", "kunden")),
        (r"kunden", "we", ()),
        (r"(", "", ()),
    ],
)
def test_the_pieces_a_pattern_needs(pattern: str, english: str, pieces: tuple[str, ...]) -> None:
    assert needed(pattern, english) == pieces


PHRASES = tuple(
    Platitude(f"F{n}", Text(sv, en), pattern, Text("?", "?"), 2)
    for n, (pattern, sv, en) in enumerate(
        (
            (r"\bkunden\s+i\s+(centrum|fokus)\b", "kunden i centrum", "the customer first"),
            (r"\bagil(t|a)?\b", "agilt", "agile"),
            (r"\w+ \d+", "ett 1", ""),
            (r"(alfa|b)\s+gamma", "alfa gamma", "our gamma"),
            (r"(smart|klok)(a|t)?\s+(stad|lösning)", "smart stad", "smart city"),
        )
    )
)
WORDS = "Kunden kunden i CENTRUM fokus agilt agil 7 alfa b gamma smart kloka stad lösning the customer first our city och".split()


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40))
def test_every_phrase_that_stands_in_a_text_is_possible(text: str) -> None:
    possible = Sieve(PHRASES).possible(text)
    assert marked(text, possible) == marked(text, PHRASES)
    assert list(possible) == [p for p in PHRASES if p in possible]


def test_what_cannot_stand_there_is_left_out() -> None:
    assert [p.id for p in Sieve(PHRASES).possible("Vi arbetar agilt")] == ["F1", "F2"]
    assert [p.id for p in Sieve(PHRASES).possible("")] == ["F2"] and Sieve().possible("kunden i centrum") == ()


def test_a_phrase_may_stand_last_and_in_english_and_its_first_letters_are_not_enough() -> None:
    assert [p.id for p in Sieve(PHRASES).possible("Vi blir agil")] == ["F1", "F2"]
    assert [p.id for p in Sieve(PHRASES).possible("the Customer first")] == ["F0", "F2"]
    assert [p.id for p in Sieve(PHRASES).possible("kundvagnen och smarthet")] == ["F2", "F4"]
    assert [p.id for p in Sieve(PHRASES).possible("kundvagnen")] == ["F2"]


def test_a_pattern_needs_its_pieces_without_a_word_in_english_being_said() -> None:
    assert needed("kunden") == ("kunden",)
