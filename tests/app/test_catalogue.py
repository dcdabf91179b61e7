"""The shipped library: whole, in both languages, fresh from its sources, and searchable."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import pickle
import re
import unicodedata
from collections.abc import Iterator
from types import ModuleType

import pytest

from verkstad import resources
from verkstad.app.catalogue import catalogue
from verkstad.domain.agenda import KINDS, PRIORITIES
from verkstad.domain.methods import TemplateBlock, Text, template_blocks, timed_lines

METHODS, TEMPLATES = catalogue().methods(), catalogue().templates()


def build_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("library_build", resources.path("library/build.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_library_is_what_its_sources_give() -> None:
    for name, content in build_script().built().items():
        assert resources.path(name).read_text(encoding="utf-8") == content, f"{name}: run dev.py library"


def test_how_many_of_a_handout_a_room_needs_comes_with_the_handout() -> None:
    each = {handout.slug: handout.each for method in METHODS for handout in method.handouts}
    assert each["h_inventeringskort"] == ("person", 3)
    assert each["h_malkort"] == ("table", 2)
    assert each["h_modulkort"] == ("set", 6)
    assert each["h_elefant"] == ("set", 1)


def test_a_source_that_breaks_a_rule_is_refused() -> None:
    build = build_script()
    facts = {"kind": "break", "shortest": 5, "priority": "normal"}
    with pytest.raises(build.Fault, match="never under ten"):
        build.block_facts("t", facts, 15)
    with pytest.raises(build.Fault, match="both languages"):
        build.pair("t", {"sv": "hej"})


def test_there_are_thirty_six_methods_twelve_templates_and_nine_roles() -> None:
    assert (len(METHODS), len(TEMPLATES), len(catalogue().roles())) == (36, 12, 9)


@pytest.mark.parametrize("method", METHODS, ids=lambda m: m.slug)
def test_a_method_is_complete(method) -> None:  # type: ignore[no-untyped-def]
    assert sum(step.minutes for step in method.steps) == method.minutes
    assert method.kind in KINDS
    assert method.kind != "break"
    assert method.priority in PRIORITIES
    assert method.minutes // 2 <= method.shortest <= method.minutes
    assert 1 <= method.fewest < method.most
    assert method.handouts
    for handout in method.handouts:
        assert handout.fields
        assert handout.title.sv != ""
        assert handout.each[0] in ("person", "table", "set")
        assert 1 <= handout.each[1] <= 20
        for field in handout.fields:
            assert field.kind != "matrix" or field.columns
            assert len(field.row_labels) in (0, field.rows)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.slug)
@pytest.mark.parametrize("code", ["sv", "en"])
def test_a_template_becomes_a_program_that_can_be_led(template, code) -> None:  # type: ignore[no-untyped-def]
    blocks = template_blocks(template, catalogue().need_method, code)
    assert sum(b.minutes or 0 for b in blocks) == template.minutes
    for block in blocks:
        assert 0 < len(block.title) <= 60
        assert block.type in KINDS
        assert 1 <= (block.shortest or 0) <= (block.minutes or 0)
        assert block.notes
        if block.type == "break":
            assert (block.shortest or 0) >= 10
        else:
            assert block.purpose
            assert block.instruction
        for column in block.KIND.columns:
            value = getattr(block, column.name)
            assert not isinstance(value, str) or len(value) <= column.length


BLOCKS = [(f"{t.slug} {i}", b) for t in TEMPLATES for i, b in enumerate(t.blocks, 1)]
SENSIBLE = {"purpose": (25, 200), "instruction": (80, 800), "notes": (200, 1_500)}  # characters; a break may say less
SWEDISH_LETTER = re.compile("[åäö]", re.IGNORECASE)


def words_of(block: TemplateBlock, code: str) -> dict[str, str]:
    return {name: getattr(block, name).of(code) for name in SENSIBLE}


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_block_of_every_template_tells_a_stranger_how_to_lead_it(code: str) -> None:
    for where, block in BLOCKS:
        for name, text in words_of(block, code).items():
            low, high = SENSIBLE[name]
            low = low // 2 if block.kind == "break" or name == "purpose" else low
            assert low <= len(text) <= high, f"{where} {name}: {len(text)} characters"
            assert bool(SWEDISH_LETTER.search(text)) == (code == "sv"), f"{where} {name}: {text}"
            lines = text.splitlines()
            assert all(line == line.strip() and line[-1] in ".!?:”“…" for line in lines), f"{where} {name}"
            assert name != "purpose" or len(lines) == 1, where
        assert block.kind == "break" or 2 <= len(block.instruction.of(code).splitlines()) <= 6, where
        assert block.kind == "break" or 3 <= len(block.notes.of(code).splitlines()) <= 8, where
        said = "”" if code == "sv" else "“"
        assert said in block.notes.of(code), f"{where}: no words to say"


@pytest.mark.parametrize("code", ["sv", "en"])
def test_no_two_blocks_share_a_line_of_their_words(code: str) -> None:
    seen: dict[str, str] = {}
    for where, block in BLOCKS:
        for text in words_of(block, code).values():
            for _, line in timed_lines(text):
                assert line not in seen, f"{where} and {seen[line]}: {line}"
                seen[line] = where


def test_what_an_exercise_says_in_a_template_is_not_what_it_says_everywhere() -> None:
    for where, block in BLOCKS:
        if block.method:
            method = catalogue().need_method(block.method)
            general = {line.sv for line in (method.purpose, *(s.text for s in method.steps), *method.tips, *method.pitfalls)}
            own = [block.purpose.sv, *(line for _, line in timed_lines(block.instruction.sv)), *block.notes.sv.splitlines()]
            assert not general & set(own), where


def test_the_lines_of_an_instruction_take_the_time_of_their_block() -> None:
    timed = 0
    for where, block in BLOCKS:
        swedish, english = ([m for m, _ in timed_lines(block.instruction.of(code))] for code in ("sv", "en"))
        assert swedish == english, where
        assert sum(swedish) in (0, block.minutes), where
        assert sum(swedish) or block.minutes <= 15 or block.kind == "break", f"{where}: {block.minutes} minutes without a split"
        timed += bool(sum(swedish))
    assert timed >= 30


def test_the_words_of_the_templates_are_none_of_the_platitudes_they_ask_about() -> None:
    phrases = json.loads(resources.path("library/platitudes.json").read_text(encoding="utf-8"))
    empty = [(p["phrase"][0], re.compile(p["pattern"], re.IGNORECASE)) for p in phrases if p["strength"] >= 2]
    assert len(empty) > 40
    for where, block in BLOCKS:
        for text in words_of(block, "sv").values():
            for phrase, pattern in empty:
                assert not pattern.search(text), f"{where}: {phrase}"


def test_blocks_of_the_templates_are_judged_one_by_one() -> None:
    blocks = [b for t in TEMPLATES for b in t.blocks]
    assert {b.kind for b in blocks} == set(KINDS)
    assert {b.priority for b in blocks} == set(PRIORITIES)
    assert len({round(b.shortest / b.minutes, 2) for b in blocks}) > 8


def test_templates_begin_by_opening_and_never_go_two_hours_without_a_break() -> None:
    for template in TEMPLATES:
        assert template.blocks[0].kind == "opening"
        since = 0
        for block in template.blocks:
            since = 0 if block.kind == "break" else since + block.minutes
            assert since <= 120


def test_methods_are_found_by_purpose_time_and_number_of_people() -> None:
    found = catalogue().find_methods("mandat")
    assert "vem_leder" in [m.slug for m in found]
    assert catalogue().find_methods("elefanten")[0].slug == "skiva_elefanten"
    assert catalogue().find_methods("elephant", code="en")[0].slug == "skiva_elefanten"
    assert catalogue().find_methods("finns inte alls") == ()
    short = catalogue().find_methods(minutes=15, people=40)
    assert all(m.shortest <= 15 and m.fewest <= 40 for m in short)
    assert short[0].most >= 40
    assert {m.slug for m in catalogue().find_methods()} == {m.slug for m in METHODS}
    assert catalogue().find_templates("pilot")[0].slug == "t_pilotstart"
    assert catalogue().find_templates(minutes=90)[0].minutes == 90
    fits = [t.most >= 28 for t in catalogue().find_templates(minutes=200, people=28)]
    assert any(fits) and not all(fits) and fits == sorted(fits, reverse=True)  # those written for fewer come last


def test_roles_are_found_by_name_in_either_language() -> None:
    role = catalogue().role_named("kontaktcenter")
    assert role is not None
    assert role == catalogue().role_named("Contact centre")
    assert catalogue().role("nobody") is None


def test_methods_and_templates_travel_to_a_worker() -> None:
    assert pickle.loads(pickle.dumps(METHODS)) == METHODS
    assert pickle.loads(pickle.dumps(TEMPLATES)) == TEMPLATES


SWENGLISH = re.compile(
    r"\b(feedback|deadline|stakeholder\w*|kick-?off|facilitera\w*|facilitator\w*|learnings?|input|output|ownership|canvas|template\w*|appen|agendan|"
    r"enhet(en|er|erna|ens)?|adressera\w*|processledar\w*|workshops|workshopen)\b|[«»\"]|\.\.\.| - ",
    re.IGNORECASE,
)
NOT_BRITISH = re.compile(
    r"\b(\w*organiz\w*|color\w*|behavior\w*|learnings|analyz\w*|program(?!me)s?|center\w*)\b|[«»\"]|\.\.\.| - ", re.IGNORECASE
)


def texts(value: object) -> Iterator[Text]:
    """Every text for people in a value, however deep."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def test_the_library_speaks_the_languages_of_the_product() -> None:
    found = [t for t in texts((METHODS, TEMPLATES, catalogue().roles())) if t]
    assert len(found) > 1_000
    for text in found:
        assert not SWENGLISH.search(text.sv), text.sv
        assert not NOT_BRITISH.search(text.en), text.en
        assert unicodedata.is_normalized("NFC", text.sv + text.en)
        assert text.sv == text.sv.strip()
        assert text.en == text.en.strip()
