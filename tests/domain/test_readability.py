"""How heavy a text is to read, by the numbers of measurement.md 3.9."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.readability import Counted, counted, reading_minutes

EXAMPLE = (
    "Från den 3 mars bokar du resurser i det nya systemet. Det går snabbare och du ser direkt vad som är ledigt. Logga in och pröva i dag."
)


def test_the_example_has_lix_20() -> None:
    found = counted(EXAMPLE)
    assert found == Counted(words=28, sentences=3, long=3)
    assert found.lix is not None and found.lix == Fraction(28, 3) + Fraction(300, 28)
    assert round(float(found.lix), 2) == 20.05
    assert found.band == "very_easy" and found.minutes == 1


@pytest.mark.parametrize("text", ["", "   \n", "… – !", "."])
def test_without_words_there_is_no_lix(text: str) -> None:
    assert counted(text) == Counted()
    assert counted(text).lix is None and counted(text).band == "" and counted(text).minutes is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ett två", 1),
        ("Ett två.", 1),
        ("Klockan 9.30 kommer vi.", 1),
        ("Vad? Jo! Så: nu.", 4),
        ("Se www.exempel.se för mer", 1),
        ("Ett ... två", 1),
        ("Ett.\nTvå", 1),
    ],
)
def test_a_sentence_ends_at_a_stop_before_a_space_or_the_end(text: str, sentences: int) -> None:
    assert counted(text).sentences == sentences


def test_a_word_is_long_from_seven_letters_whatever_stands_around_it() -> None:
    assert counted("direkt").long == 0
    assert counted("(systemet)!").long == 1
    assert counted("2027-03-24").long == 0  # figures are no letters
    assert counted("ledigt,").long == 0


@pytest.mark.parametrize(
    ("words", "long", "band"),
    [
        (29, 0, "very_easy"),
        (30, 0, "easy"),
        (39, 0, "easy"),
        (40, 0, "medium"),
        (49, 0, "medium"),
        (50, 0, "hard"),
        (59, 0, "hard"),
        (60, 0, "very_hard"),
    ],
)
def test_the_bands_begin_where_bjornsson_put_them(words: int, long: int, band: str) -> None:
    found = Counted(words, 1, long)
    assert found.lix == words and found.band == band


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (200, 1), (201, 2), (400, 2), (401, 3)])
def test_reading_takes_a_minute_for_two_hundred_words_and_never_none(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


@given(st.text(max_size=300))
def test_any_text_is_counted(text: str) -> None:
    found = counted(text)
    assert 0 <= found.long <= found.words
    assert (found.lix is None) == (found.words == 0)
    if found.lix is not None:
        assert found.sentences >= 1 and 0 < found.lix <= found.words + 100
