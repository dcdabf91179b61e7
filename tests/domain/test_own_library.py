"""A person's own methods and templates, as the library shows them."""

from __future__ import annotations

import pytest

from verkstad.app.catalogue import catalogue
from verkstad.domain.own_library import lines_of, method_of, own_copy, steps_of, template_of, usual_shortest
from verkstad.domain.own_methods import OwnMethod, OwnTemplate, OwnTemplateBlock


@pytest.mark.parametrize(
    ("line", "minutes", "words"),
    [
        ("10 Skriv en lapp var", 10, "Skriv en lapp var"),
        ("10 min: Skriv en lapp var", 10, "Skriv en lapp var"),
        ("  5. Läs högt", 5, "Läs högt"),
        ("15 minuter – Rösta", 15, "Rösta"),
        ("3 lappar var", 3, "lappar var"),
    ],
)
def test_a_step_begins_with_its_minutes(line: str, minutes: int, words: str) -> None:
    (step,) = steps_of(line, 60)
    assert (step.minutes, step.text.sv, step.text.en) == (minutes, words, words)


def test_steps_without_minutes_share_what_the_others_leave() -> None:
    assert [s.minutes for s in steps_of("10 Skriv\nLäs\n\nRösta\nVälj", 30)] == [10, 7, 7, 6]
    assert [s.minutes for s in steps_of("40 Skriv\nLäs", 30)] == [40, 0]
    assert steps_of(" \n", 30) == ()


def test_a_copy_of_every_shipped_method_says_what_it_says_and_keeps_its_sheets() -> None:
    for method in catalogue().methods():
        for code in ("sv", "en"):
            made = method_of(own_copy(method, code).with_(id="mine"), method)
            assert made.slug == "mine"
            for name in ("name", "purpose", "when", "room", "credit"):
                assert getattr(made, name).of(code) == getattr(method, name).of(code)
            assert [(s.minutes, s.text.of(code)) for s in made.steps] == [(s.minutes, s.text.of(code)) for s in method.steps]
            assert (made.minutes, made.shortest, made.fewest, made.most) == (method.minutes, method.shortest, method.fewest, method.most)
            assert [m.of(code) for m in made.material] == [m.of(code) for m in method.material]
            assert made.handouts == method.handouts


def test_what_a_merge_left_odd_is_still_a_method() -> None:
    odd = method_of(OwnMethod(id="x", name="", minutes=10, shortest=90, fewest=20, most=3, steps="Gör"))
    assert (odd.minutes, odd.shortest, odd.fewest, odd.most) == (10, 10, 3, 20)
    none = method_of(OwnMethod(id="x", minutes=None, fewest=None, most=None))
    assert (none.minutes, none.fewest, none.most) == (30, 2, 30)


@pytest.mark.parametrize(("minutes", "shortest"), [(1, 1), (4, 4), (5, 5), (30, 20), (75, 50), (90, 65)])
def test_the_usual_shortest_length_is_seventy_percent_to_whole_fives(minutes: int, shortest: int) -> None:
    assert usual_shortest(minutes) == shortest


def test_a_template_of_ones_own_holds_its_blocks_in_order() -> None:
    template = template_of(
        OwnTemplate(id="t", name="Vår dag", aim="Bli klara", prepare="Boka sal\n\nKöp fika", fewest=9, most=4),
        [
            OwnTemplateBlock(title="Start", minutes=15, type="opening"),
            OwnTemplateBlock(title="Fika", minutes=10, shortest=30, type="break"),
        ],
    )
    assert (template.minutes, template.fewest, template.most) == (25, 4, 9)
    assert [(b.title.sv, b.minutes, b.shortest, b.kind) for b in template.blocks] == [
        ("Start", 15, 10, "opening"),
        ("Fika", 10, 10, "break"),
    ]
    assert [p.en for p in template.prepare] == ["Boka sal", "Köp fika"]
    assert lines_of(" a \n\n b") == ("a", "b")
