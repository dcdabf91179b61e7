"""Which empty phrases are marked in a text, and the pieces it is looked through in."""

from __future__ import annotations

from verkstad.domain.methods import Text
from verkstad.domain.platitudes import LONGEST, Platitude, marked, pieces


def phrase(id: str, pattern: str, strength: int = 2, english: str = "") -> Platitude:
    return Platitude(id, Text(id, english), pattern, Text("?", "?"), strength)


def test_a_phrase_asks_from_strength_two() -> None:
    assert [phrase("x", "x", strength).asks for strength in (1, 2, 3)] == [False, True, True]


def test_phrases_come_in_the_order_they_stand_each_time_they_do() -> None:
    text = "Agilt och smart, alltid agilt"
    found = marked(text, (phrase("smart", r"\bsmart\b", 3), phrase("agilt", r"\bagilt\b", 1)))
    assert [text[m.start : m.end] for m in found] == ["Agilt", "smart", "agilt"] and marked(text, ()) == ()


def test_of_two_that_overlap_the_stronger_is_marked_and_of_equals_the_longer_then_the_first() -> None:
    short, longer = phrase("S", "kunden"), phrase("L", "kunden först")
    assert [m.platitude.id for m in marked("Sätt kunden först", (short, longer))] == ["L"]
    assert [m.platitude.id for m in marked("Sätt kunden först", (phrase("S", "kunden", 3), longer))] == ["S"]
    assert [m.platitude.id for m in marked("en två tre", (phrase("B", "två tre"), phrase("A", "tre"), phrase("C", "en två")))] == ["B"]
    assert [m.platitude.id for m in marked("ab bc", (phrase("2", "b bc"), phrase("1", "ab b")))] == ["1"]
    assert [m.platitude.id for m in marked("ab", (phrase("2", "ab"), phrase("1", "a(b)")))] == ["1"]


def test_two_that_stand_wall_to_wall_are_both_marked() -> None:
    assert [m.platitude.id for m in marked("smartagil", (phrase("A", "agil"), phrase("S", "smart")))] == ["S", "A"]


def test_a_pattern_that_matches_nothing_at_all_marks_nothing() -> None:
    assert marked("kunden", (phrase("x", "z*"),)) == ()


def test_a_phrase_is_sought_line_by_line_whatever_its_case_and_in_english_as_it_is_spelt() -> None:
    assert [m.start for m in marked("vi\nAGIL", (phrase("x", "^agil"),))] == [3]
    for text in ("The Customer\n First!", "the customer first"):
        assert len(marked(text, (phrase("x", "kunden först", english="the customer first"),))) == 1
    assert marked("bathe customer first", (phrase("x", "kunden", english="the customer first"),)) == ()
    assert marked("Agile C+, c.", (phrase("x", "kunden", english="c.+"),)) == ()


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in pieces(text)]


def test_sentences_are_looked_through_one_by_one_and_a_point_inside_a_number_ends_none() -> None:
    assert cut("Det kostar 3.5 mnkr. Varför? Så här!\n\n  Slut...") == ["Det kostar 3.5 mnkr.", "Varför?", "Så här!", "Slut..."]
    assert cut("") == cut(" \n ") == []


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    whole, long = "x" * LONGEST, "y" * (LONGEST + 9)
    assert cut(whole) == [whole] and cut(long) == [long]
    assert cut(f"{whole} z") == [whole, "z"] and cut(f"{whole}x z") == [f"{whole}x", "z"]
    assert cut(f"{whole} {whole} {whole} z") == [whole, whole, whole, "z"]
    assert cut(f"{long}. Nästa {whole}") == [f"{long}.", f"Nästa {whole}"]
