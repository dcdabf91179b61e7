"""Lists of needs and services: headings and words in two languages, cells that cannot be read, and files that mean harm."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.errors import Failure, Foreign, TooLarge
from verkstad.intake.inventory import MAX_ITEMS, from_clipboard, guess, items, read, with_title


def rows(text: str) -> list[tuple[str, dict[str, object], str]]:
    sheet = from_clipboard(text)
    return [(x.title, dict(x.said), x.unit) for x in items(sheet, guess(sheet))]


def test_headings_are_known_in_swedish_and_english() -> None:
    swedish = "Behov eller tjänst;För vem;Verksamhet;Nivå idag;Kan;Bör;Nytta;Insats;Olösta (%);Mänsklig väg\nBoka tid;Alla;Bygg;Delvis digitalt;Ja;Nej;4;2;25 %;Telefon"
    english = "Need or service;For whom;Unit;Level today;Can;Should;Benefit;Effort;Unresolved (%);Human way\nBoka tid;Alla;Bygg;Partly digital;yes;no;4;2;25;Telefon"
    said = {
        "for_whom": "Alla", "level": "partly", "can": "yes", "should": "no", "value": 4, "effort": 2, "unresolved": 25, "fallback": "Telefon",
    }  # fmt: skip
    assert rows(swedish) == rows(english) == [("Boka tid", said, "Bygg")]


def test_without_headings_every_line_is_a_need_and_a_comma_stays_in_it() -> None:
    assert [r[0] for r in rows("Boka tid, helst på kvällen\nVeta var ärendet är\n\n")] == [
        "Boka tid, helst på kvällen",
        "Veta var ärendet är",
    ]


def test_can_and_should_are_read_apart_and_what_cannot_be_read_is_told_with_the_rest_kept() -> None:
    sheet = from_clipboard("Tjänst\tKan\tBör\tNytta\tInsats\nA\tja\tosäkert\t7\t-\nB\tkanske\tnej\t2,0\tmycket\n\tja\tja\t1\t1")
    found = items(sheet, guess(sheet))
    assert [(dict(x.said), [(w.column, w.found) for w in x.wrong]) for x in found[:2]] == [
        ({"can": "yes", "should": "unsure"}, [("value", "7")]),
        ({"can": "unsure", "should": "no", "value": 2}, [("effort", "mycket")]),
    ]
    assert not found[2].usable


def test_another_column_can_be_the_need() -> None:
    sheet = from_clipboard("Nr\tVad kunden vill\tKan\tBör\n1\tBoka tid\tja\tnej\n")
    assert [x.title for x in items(sheet, guess(sheet))] == ["1"]
    assert [x.title for x in items(sheet, with_title(guess(sheet), 1))] == ["Boka tid"]


def test_a_workbook_is_read_by_what_is_in_it_whatever_it_is_called() -> None:
    book = openpyxl.Workbook()
    for row in (["Inventering 2026"], [], ["Behov", "Kan", "Nytta"], ["Boka tid", "x", 4.0]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    sheet = read(out.getvalue(), "konstigt.csv")
    assert [(x.title, dict(x.said)) for x in items(sheet, guess(sheet))] == [("Boka tid", {"can": "yes", "value": 4})]


def test_a_cell_kept_from_being_a_formula_is_as_it_was() -> None:
    assert rows("Behov;Kan\n'=SUM(A1);ja\n'stavning';nej") == [("=SUM(A1)", {"can": "yes"}, ""), ("'stavning'", {"can": "no"}, "")]


def test_too_long_a_list_and_an_empty_one_are_refused() -> None:
    with pytest.raises(TooLarge):
        from_clipboard("Behov;Kan\n" + "x;ja\n" * (MAX_ITEMS + 1))
    with pytest.raises(Foreign):
        from_clipboard("  \n ")


def test_words_as_long_as_they_may_be_are_cut_to_what_is_kept() -> None:
    sheet = from_clipboard(f"Behov;För vem;Anteckning\n{'å' * 900};{'b' * 900};{'c' * 1900}")
    (row,) = items(sheet, guess(sheet))
    assert len(row.title) == 200 and len(str(dict(row.said)["for_whom"])) == 200


@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda s: s.encode("utf-8", "ignore")))
def test_whatever_the_bytes_a_list_comes_or_a_failure_with_a_sentence(data: bytes) -> None:
    try:
        sheet = read(data, "lista.csv")
    except Failure:
        return
    for row in items(sheet, guess(sheet)):
        assert len(row.title) <= 200
        assert all(isinstance(value, str | int) for _column, value in row.said)
