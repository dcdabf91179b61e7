"""The Swedish catalogue is complete and fresh, and speaks as the product does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.catalogue_update import CATALOGUE, NAMED, extract, names, problems
from verkstad.i18n import parse_po, read_catalogue

# Words that Swedish facilitators do not say, or that the product has another word for (product.md, section 2).
UNSWEDISH = re.compile(
    r"\b(feedback|deadline\w*|stakeholder\w*|kick-?off|facilitera\w*|facilitator\w*|learnings?|input|output|template\w*|appen|agendan?|"
    r"agenda-?block|block(et|en)?|session(er|en|ens)?|workshops|workshopens?|participant\w*|verkstaden|printa\w*|exportfil|enheterna|klicka på|vänligen)\b",
    re.IGNORECASE,
)


def test_every_text_is_translated_and_nothing_is_left_over() -> None:
    assert not problems(extract(), read_catalogue())


def test_the_swedish_is_swedish() -> None:
    for (_, msgid), forms in read_catalogue().items():
        for form in forms:
            found = UNSWEDISH.search(NAMED.sub("", form))
            assert found is None, f"{found[0] if found else ''} in {form!r} ({msgid!r})"
            assert "“" not in form, f"English quotation mark in {form!r}"
            assert '"' not in form, f"straight quotation mark in {form!r}"
            assert form == form.strip() or msgid != msgid.strip(), f"stray space in {form!r}"


def test_the_file_is_one_that_every_translation_tool_reads() -> None:
    polib = pytest.importorskip("polib")
    assert len(polib.pofile(str(CATALOGUE))) == len(parse_po(CATALOGUE.read_text(encoding="utf-8")))


def test_texts_are_found_in_every_form_of_call_and_one_put_together_is_a_fault(tmp_path: Path) -> None:
    source = tmp_path / "verkstad"
    source.mkdir()
    (source / "a.py").write_text(
        'x = N_("One")\n'
        '_("Two " "words")\n'
        'self._(label)\n'
        'language.ngettext("%(n)s day", "%(n)s days", n)\n'
        'language.pgettext("menu", "Open")\n'
        '_(f"bad {x}")\n',
        encoding="utf-8",
    )  # fmt: skip
    found = extract(source)
    assert set(found.messages) == {("", "One"), ("", "Two words"), ("", "%(n)s day"), ("menu", "Open")}
    assert found.messages["", "%(n)s day"].plural == "%(n)s days"
    assert len(found.faults) == 1
    wrong = {("", "One"): ("Ett %(n)s %(x)s",), ("", "%(n)s day"): ("%(n)s dag", "%(n)s dagar"), ("", "Gone"): ("Borta",)}
    told = "\n".join(problems(found, wrong))
    assert "not translated: 'Two words' (verkstad/a.py)" in told
    assert "other facts than the source: 'One'" in told
    assert "no longer used: 'Gone'" in told
    assert names("%(a)s och %(b)d") == {"a", "b"}
