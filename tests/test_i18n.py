"""Texts, plurals, dates, times, numbers and order in Swedish and English."""

from __future__ import annotations

import pickle

import pytest

from verkstad.i18n import Language, language, parse_po, read_catalogue

SV, EN, XX = language("sv"), language("en"), language("xx")

PO = """
msgid ""
msgstr "Language: sv\\n"

#: verkstad/x.py:1
msgid "Break"
msgstr "Paus"

msgctxt "undo"
msgid "Break"
msgstr "Bryt"

#, python-format
msgid "%(n)s minute"
msgid_plural "%(n)s minutes"
msgstr[0] "%(n)s minut"
msgstr[1] "%(n)s minuter"

msgid ""
"A long "
"\\"text\\"\\n"
"in lines"
msgstr ""
"En lång "
"\\"text\\"\\n"
"på rader"

#, fuzzy
msgid "Guess"
msgstr "Gissning"

msgid "%(who)s moved"
msgstr "%(vem)s flyttade"

#~ msgid "Old"
#~ msgstr "Gammal"
"""


@pytest.fixture
def small() -> Language:
    return Language("sv", parse_po(PO))


def test_a_text_is_translated_and_its_facts_filled_in(small: Language) -> None:
    assert small.gettext("Break") == "Paus"
    assert small.pgettext("undo", "Break") == "Bryt"
    assert small.gettext('A long "text"\nin lines') == 'En lång "text"\npå rader'
    assert small.gettext("100 % unknown") == "100 % unknown"


def test_plurals_follow_the_number_without_it_being_given_twice(small: Language) -> None:
    assert [small.ngettext("%(n)s minute", "%(n)s minutes", n) for n in (0, 1, 2)] == ["0 minuter", "1 minut", "2 minuter"]
    assert [EN.ngettext("%(n)s minute", "%(n)s minutes", n) for n in (0, 1, 2)] == ["0 minutes", "1 minute", "2 minutes"]


def test_fuzzy_and_obsolete_entries_are_not_used_and_a_broken_one_falls_back(small: Language) -> None:
    assert small.gettext("Guess") == "Guess"
    assert small.gettext("Old") == "Old"
    assert small.gettext("%(who)s moved", who="Eva") == "Eva moved"


def test_the_pseudo_language_is_forty_per_cent_longer_and_keeps_the_names_of_facts() -> None:
    for text in ("Break", "A sentence about %(n)s people at %(place)s, quite long", "100 %%"):
        shown = XX.gettext(text)
        assert (shown[0], shown[-1]) == ("[", "]")
        assert len(shown) >= 1.4 * len(text)
    assert "Eva" in XX.gettext("%(who)s moved", who="Eva")


def test_a_language_travels_as_its_code() -> None:
    assert pickle.loads(pickle.dumps(SV)) is SV
    assert len(pickle.dumps(SV)) < 100
    with pytest.raises(ValueError, match="no language"):
        language("de")


def test_times_are_written_as_the_language_writes_them() -> None:
    assert (SV.clock(575), EN.clock(575)) == ("09.35", "09:35")
    assert SV.span(575, 605) == "09.35–10.05"
    assert SV.clock(24 * 60 + 70) == "01.10"
    assert SV.minutes(80).replace("\u00a0", " ") == "1 tim 20 min"
    assert EN.minutes(60).replace("\u00a0", " ") == "1 h"
    assert SV.minutes(0).replace("\u00a0", " ") == "0 min"
    assert SV.minutes(-12).replace("\u00a0", " ") == "−12 min"


def test_dates_are_written_in_words_and_name_the_year_only_when_it_is_another() -> None:
    assert SV.date("2027-03-24") == "onsdag 24 mars 2027"
    assert EN.date("2027-03-24") == "Wednesday 24 March 2027"
    assert SV.date("2027-03-24", "short", today="2027-01-02") == "24 mars"
    assert SV.date("2027-03-24", "short", today="2026-11-22") == "24 mars 2027"
    assert SV.date("2027-03-24", "weekday") == "onsdag 24 mars"
    assert SV.date("2027-03-24", "date") == "24 mars 2027"
    assert SV.date("snart") == "snart"
    assert SV.dates("2027-03-24", "2027-03-25") == "24–25 mars 2027"
    assert EN.dates("2027-03-31", "2027-04-01") == "31 March – 1 April 2027"
    assert SV.dates("2026-12-31", "2027-01-01") == "31 december 2026 – 1 januari 2027"


def test_numbers_have_a_decimal_comma_in_swedish_and_a_real_minus() -> None:
    assert [SV.number(x) for x in (3.5, "12.50", 12345, -4, 0)] == ["3,5", "12,50", "12\u00a0345", "−4", "0"]
    assert [EN.number(x) for x in (3.5, 12345, -4.25)] == ["3.5", "12,345", "−4.25"]
    assert SV.number(2 / 3, 1) == "0,7"
    assert SV.number(-0.01, 1) == "0,0"


def test_a_list_is_read_aloud() -> None:
    assert SV.listing(["a", "b", "c"]) == "a, b och c"
    assert EN.listing(iter(["a", "b"])) == "a and b"
    assert [SV.listing(["a", "b", "c"], either=True), EN.listing(["a", "b"], either=True)] == ["a, b eller c", "a or b"]
    assert [SV.listing([]), SV.listing(["a"])] == ["", "a"]


def test_swedish_sorts_aring_last_folds_accents_and_counts() -> None:
    names = ["Öberg", "Åsa", "Ärla", "Zettergren", "adam", "Énar", "Eva", "Grupp 10", "Grupp 2", "Müller", "Mysen"]
    assert sorted(names, key=SV.sort_key) == [
        "adam", "Énar", "Eva", "Grupp 2", "Grupp 10", "Müller", "Mysen", "Zettergren", "Åsa", "Ärla", "Öberg",
    ]  # fmt: skip
    assert sorted(["Öberg", "Pia", "Åsa"], key=EN.sort_key) == ["Åsa", "Öberg", "Pia"]


def test_the_shipped_catalogue_is_read_whole() -> None:
    polib = pytest.importorskip("polib")
    from verkstad import resources

    shipped = polib.pofile(str(resources.path("locale/sv.po")))
    read = read_catalogue()
    assert len(read) == len([e for e in shipped if e.translated()])
    for entry in shipped.translated_entries():
        forms = tuple(entry.msgstr_plural.values()) or (entry.msgstr,)
        assert read[entry.msgctxt or "", entry.msgid] == forms
