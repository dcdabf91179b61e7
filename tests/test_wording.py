"""Facts and errors become words in both languages, and none is without."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import verkstad
from verkstad import wording
from verkstad.domain import errors
from verkstad.domain.errors import Failure, Newer, ReadOnly, Refused, TooLarge, Unreadable
from verkstad.domain.schema import VALUES
from verkstad.domain.workshop import Day
from verkstad.i18n import language

SV, EN = language("sv"), language("en")
KINDS = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, Failure) and k not in (Failure, errors.WorldFailure)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.__name__)
def test_every_kind_of_error_has_a_sentence_of_its_own_in_both_languages(kind: type[Failure]) -> None:
    assert kind in wording._SENTENCES
    for reason in wording._SENTENCES[kind]:
        for told in (wording.sentence(kind(reason), SV), wording.sentence(kind(reason, path="/hem/anna/Program.verkstad", limit=5), EN)):
            assert told[0].isupper() or told[0] in "”“%–"  # a dash stands where a sentence begins with a fact that this one lacks
            assert told.endswith(".")
            assert "%(" not in told
        assert wording.sentence(kind(reason), SV) != wording.sentence(kind(reason), EN)


def raised() -> set[tuple[str, str]]:
    """Every (kind of error, reason) that the program's own source writes out."""
    found = set()
    names = {k.__name__ for k in KINDS}
    for file in Path(verkstad.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in names and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                    found.add((name, node.args[0].value))
    return found


# Reasons for which the sentence of their kind says all there is to say.
SAID_BY_KIND = {
    ("Busy", "open"), ("Busy", "locked"), ("Full", "disk"), ("ReadOnly", "folder"), ("ReadOnly", "permission"), ("Unreadable", "other"), ("Missing", "row"),
    ("NeedsPassphrase", "age"), ("Cancelled", "bug"), ("Cancelled", "closed"), ("Cancelled", "import"), ("Cancelled", "work"), ("TookTooLong", "stopped"), ("TookTooLong", "time"),
    # what only a fault of the program can ask of the store: a person is told that nothing was changed
    ("Refused", "lamport"), ("Refused", "not_personal"), ("Refused", "place"), ("Refused", "scope"), ("Refused", "shape"),
}  # fmt: skip


def test_every_reason_raised_anywhere_has_its_sentence() -> None:
    reasons = raised()
    assert ("Refused", "empty_name") in reasons
    known = {(k.__name__, r) for k, rs in wording._SENTENCES.items() for r in rs}
    assert not sorted(reasons - known - SAID_BY_KIND)


def test_a_sentence_names_the_file_and_the_limit_as_people_do() -> None:
    error = TooLarge("bytes", path="C:\\Users\\Anna\\Stor.verkstad", limit=64_000_000)
    assert wording.sentence(error, SV) == "”Stor.verkstad” är för stor: högst 64\u00a0MB läses. Inget har ändrats."
    assert wording.sentence(Unreadable("missing"), EN).startswith("The file is not there.")
    assert wording.sentence(Unreadable("missing"), SV, path="/tmp/lista.csv").startswith("”lista.csv” finns inte.")
    assert (
        wording.sentence(Refused("count_out_of_range", low=0, high=5000), SV) == "Antalet måste ligga mellan 0 och 5000. Inget har ändrats."
    )
    assert "Program.verkstad" in wording.sentence(Newer("", path="/tmp/Program.verkstad"), EN)
    assert wording.sentence(ReadOnly("folder", path="/mnt/usb/"), SV).startswith("”usb” är skrivskyddad")


def test_every_choice_field_and_kind_of_the_schema_has_a_word_in_both_languages() -> None:
    for kind, wire, choice in wording.declared():
        for spoken in (SV, EN):
            assert not re.match("Okänt|Unknown", wording.choice_name(kind, wire, choice, spoken)), (kind, wire, choice)
    for value in VALUES:
        assert value.KIND.name in wording._KINDS
        for field in value.KIND.fields:
            assert field.wire in wording._FIELDS, (value.KIND.name, field.wire)


def test_the_words_are_those_of_the_product() -> None:
    kinds = [wording.block_kind(k, SV) for k in ("opening", "plenary", "group", "solo", "break")]
    assert kinds == ["Start och avslut", "Helgrupp", "Grupparbete", "Enskilt och par", "Paus"]
    assert [wording.choice_name("block", "priority", p, SV) for p in ("keep", "normal", "may_give")] == [
        "Ska vara kvar",
        "Normal",
        "Kan kortas",
    ]
    assert wording.kind_name("block", SV) == "Moment"
    assert wording.block_kind("dance", SV) == "Okänt (dance)"


def test_a_value_is_shown_as_a_person_reads_it() -> None:
    when = next(f for f in Day.KIND.fields if f.wire == "when")
    assert wording.field_value("day", when, ("2027-03-24", 540), SV) == "24 mars 2027, 09.00"
    assert wording.field_value("day", when, (None, None), SV) == "–"


def test_no_sentence_names_its_reason_as_the_program_does() -> None:
    kinds = {k.__name__: k for k in KINDS}
    for name, reason in raised():
        for spoken in (SV, EN):
            said = wording.sentence(kinds[name](reason, path="Fil.verkstad"), spoken)
            assert f"({reason})" not in said, (name, reason)
    assert wording.sentence(kinds["Corrupt"]("archive", path="Fil.verkstad"), SV).startswith("”Fil.verkstad” är skadad eller ofullständig.")


def test_a_file_with_the_right_name_is_not_told_to_have_another() -> None:
    foreign = errors.Foreign("not-a-session")
    assert "innehållet är något annat" in wording.sentence(foreign, SV, path="/hem/Dagen.VERKSTAD")
    assert "slutar på .verkstad" in wording.sentence(foreign, SV, path="/hem/Dagen.zip")
    assert "innehållet" not in wording.sentence(foreign, SV, path="/hem/Dagen.zip")


def test_pages_are_told_with_and_without_blank_backs() -> None:
    assert wording.pages(139, 133, SV) == "139 sidor, 272 med tomma baksidor"
    assert wording.pages(1, 0, SV) == "1 sida"
