"""Finding words in the guide: by their beginnings, in any case, with or without marks, in Swedish and English."""

from __future__ import annotations

import unicodedata

from verkstad.domain.guide_search import OF_A_SECTION, Hit, by_page, found, passages, spans

SV = {
    "run": "# Led dagen\n\nSidan visar klockan. Den räknar vidare, också *i viloläge*.\n\n## Tangenterna\n\n| Tangent | Vad den gör |\n|---|---|\n"
    "| Ctrl+K | hitta vad som helst |\n| + och 5 | en minut till |\n",
    "safety": "# Ditt arbete är säkert\n\n- **Ctrl+Z** ångrar vad som helst,\n  steg för steg.\n- Att ta bort frågar aldrig. I åtta sekunder finns **Ångra**.\n\n"
    "## Kopior\n\nÖppna [listan](keys) och återställ en.\n",
}
EN = {"keys": "# Keys\n\nPress **Undo** twice. The café's own “clock” goes on.\n"}


def hits(typed: str, pages: dict[str, str] = SV) -> tuple[Hit, ...]:
    return found(typed, by_page(pages))


def texts(typed: str, pages: dict[str, str] = SV) -> list[str]:
    return [hit.text for hit in hits(typed, pages)]


def test_a_word_is_found_by_its_beginning_and_nowhere_inside() -> None:
    assert texts("räkn") == ["Den räknar vidare, också i viloläge."]
    assert texts("äknar") == []
    assert texts("clo", EN) == ["The café's own “clock” goes on."]


def test_case_makes_no_difference() -> None:
    assert texts("ÅNGRA") == texts("ångra") == ["Ctrl+Z ångrar vad som helst, steg för steg.", "I åtta sekunder finns Ångra."]


def test_a_plain_letter_finds_its_relatives_and_a_letter_with_marks_only_itself() -> None:
    assert texts("angra") == texts("ångra")
    assert texts("oppna") == ["Öppna listan och återställ en."]
    assert texts("cafe", EN) == ["The café's own “clock” goes on."]
    assert texts("kläckan") == []


def test_letters_in_two_pieces_are_the_same_letters() -> None:
    assert texts(unicodedata.normalize("NFD", "ångra")) == texts("ångra")


def test_every_word_must_stand_there_and_their_order_makes_no_difference() -> None:
    assert texts("frågar aldrig") == texts("aldrig frågar") == ["Att ta bort frågar aldrig."]
    assert texts("aldrig xyz") == []


def test_words_spread_over_a_section_and_its_headings_show_the_sentence_that_holds_the_most() -> None:
    assert texts("säkert återställ öppna") == ["Öppna listan och återställ en."]


def test_what_stands_in_a_heading_comes_first_with_the_words_below_it() -> None:
    first = hits("kop")[0]
    assert (first.page, first.title, first.section, first.part) == ("safety", "Ditt arbete är säkert", "Kopior", "Kopior")
    assert first.text == "Öppna listan och återställ en."
    assert hits("klockan")[0].section == ""


def test_a_row_of_a_table_is_read_whole_and_found_by_the_cell_the_word_stands_in() -> None:
    (hit,) = hits("minut")
    assert (hit.text, hit.part, hit.section) == ("+ och 5 – en minut till", "en minut till", "Tangenterna")


def test_what_stands_as_it_was_typed_comes_before_what_only_begins_with_the_words() -> None:
    assert texts("ctrl+k")[0] == "Ctrl+K – hitta vad som helst"


def test_what_was_found_is_marked_letter_by_letter() -> None:
    (hit,) = hits("rakn vid")
    assert [hit.text[start:end] for start, end in hit.marks] == ["räkn", "vid"]
    assert spans("Ångra och ångrat", "ang") == ((0, 3), (10, 13))


def test_no_section_takes_more_than_its_share() -> None:
    many = {"many": "# Många\n\n## Rader\n\n" + "\n".join(f"- Rad {n} om moduler." for n in range(20))}
    assert len(hits("moduler", many)) == OF_A_SECTION


def test_nothing_typed_and_only_signs_find_nothing() -> None:
    assert hits("") == hits("  ") == hits("+ –") == ()


def test_a_page_is_read_without_the_signs_of_markdown() -> None:
    read = [p.text for text in (*SV.values(), *EN.values()) for p in passages("x", text)]
    assert not [text for text in read if set("*#`|[]") & set(text)]
    assert [p.text for p in passages("x", "# A\n\n1. One.\n2. “Two.” Three\n   more.")] == ["A", "One.", "“Two.”", "Three more."]
