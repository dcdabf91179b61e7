"""Scaling a template to the time there is, and making blocks of methods and templates."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.methods import (
    Method,
    Step,
    Template,
    TemplateBlock,
    Text,
    Variant,
    following,
    method_block,
    retimed,
    scaled,
    scaled_template,
    steps_minutes,
    template_blocks,
    timed_lines,
)


def said(text: str) -> Text:
    return Text(text, text + " (en)")


METHOD = Method(
    slug="m", name=said("Metod"), credit=said("Egen"), purpose=said("Syfte"), when=said("När"), fewest=4, most=12, minutes=60, shortest=45, kind="group",
    priority="keep", room=said("Bord"), material=(said("pennor"), said("ark")), steps=(Step(20, said("Skriv")), Step(40, said("Läs"))), tips=(said("Tips"),),
    pitfalls=(said("Fallgrop"),), variants=(Variant("large_group", said("Många")),), handouts=(),
)  # fmt: skip
TEMPLATE = Template(
    slug="t", name=said("Mall"), aim=said("Mål"), fewest=8, most=24, prepare=(),
    blocks=(
        TemplateBlock(title=said("Välkomna"), minutes=10, shortest=8, kind="opening", priority="keep", purpose=said("Hej"), notes=said("Le"), material=(said("kaffe"),)),
        TemplateBlock(title=Text("", ""), minutes=60, shortest=40, kind="group", priority="normal", method="m", parallel=True),
        TemplateBlock(title=said("Fika"), minutes=15, shortest=10, kind="break", priority="normal"),
    ),
)  # fmt: skip


def test_minutes_are_shared_by_largest_remainder() -> None:
    assert scaled((10, 10, 10), 31).minutes == (11, 10, 10)
    assert scaled((60, 30, 30), 90).minutes == (45, 23, 22)
    assert scaled((90, 5, 5), 10).minutes == (8, 1, 1)


def test_scaling_far_from_what_was_written_is_strained() -> None:
    assert [scaled((60, 60), total).strained for total in (89, 90, 120, 150, 151)] == [True, False, False, False, True]


@given(st.lists(st.integers(1, 240), min_size=1, max_size=30), st.integers(1, 2000))
def test_the_minutes_add_up_and_none_is_lost(minutes: list[int], total: int) -> None:
    result = scaled(minutes, total).minutes
    assert sum(result) == max(total, len(minutes))
    assert min(result) >= 1
    if total == sum(minutes):
        assert result == tuple(minutes)


@given(st.lists(st.tuples(st.integers(1, 240), st.integers(1, 20)), min_size=1, max_size=20), st.integers(1, 2000))
def test_no_block_goes_under_its_floor(blocks: list[tuple[int, int]], total: int) -> None:
    minutes, floors = [m for m, _ in blocks], [f for _, f in blocks]
    result = scaled(minutes, total, floors).minutes
    assert all(r >= f for r, f in zip(result, floors, strict=True))
    assert sum(result) == max(total, sum(floors))


@given(st.lists(st.integers(1, 240), min_size=2, max_size=20), st.integers(1, 2000))
def test_a_longer_block_never_gets_less(minutes: list[int], total: int) -> None:
    result = scaled(minutes, total).minutes
    pairs = sorted(zip(minutes, result, strict=True))
    assert all(a[1] <= b[1] for a, b in itertools.pairwise(pairs) if a[0] < b[0])


def test_a_break_keeps_ten_minutes_however_short_the_day() -> None:
    assert scaled_template(TEMPLATE, 40).minutes == (4, 26, 10)
    assert scaled_template(TEMPLATE, None).minutes == (10, 60, 15)


def test_a_block_of_a_length_that_no_block_can_have_is_a_fault() -> None:
    with pytest.raises(ValueError, match="at least a minute"):
        scaled((0, 10), 20)


def test_a_method_becomes_a_block_with_its_steps_material_and_advice() -> None:
    block = method_block(METHOD, "sv", people=40)
    assert (block.title, block.minutes, block.shortest, block.type, block.priority, block.method) == ("Metod", 60, 45, "group", "keep", "m")
    assert block.instruction == "Skriv\nLäs"
    assert block.material == "pennor\nark"
    assert block.notes == "Tips\nFallgrop\nMånga"
    assert block.sets == 4
    assert method_block(METHOD, "en", minutes=30).shortest == 30
    assert method_block(METHOD, "en").purpose == "Syfte (en)"
    assert method_block(METHOD, "en", people=12).sets is None


def test_a_template_becomes_blocks_and_its_own_words_come_before_the_methods() -> None:
    welcome, work, coffee = template_blocks(TEMPLATE, lambda slug: METHOD, "sv", total=170)
    assert (welcome.title, welcome.purpose, welcome.notes, welcome.material) == ("Välkomna", "Hej", "Le", "kaffe")
    assert (work.title, work.minutes, work.shortest, work.priority) == ("Metod", 120, 40, "normal")
    assert (coffee.type, coffee.minutes, coffee.method) == ("break", 30, "")


def test_the_lines_of_an_instruction_follow_the_length_of_its_block() -> None:
    written = "Ta ett kort.\n10 min: Skriv.\n20 min: Läs: en mening var."
    assert timed_lines(written) == ((0, "Ta ett kort."), (10, "Skriv."), (20, "Läs: en mening var."))
    assert retimed(written, 30) == written
    assert retimed(written, 45) == "Ta ett kort.\n15 min: Skriv.\n30 min: Läs: en mening var."
    assert retimed("Skriv i 10 min: kort.", 45) == "Skriv i 10 min: kort."
    block = TemplateBlock(title=said("Kort"), minutes=30, shortest=20, kind="group", priority="keep", instruction=said(written))
    template = Template(slug="t", name=said("Mall"), aim=said("Mål"), fewest=2, most=9, prepare=(), blocks=(block,))
    (made,) = template_blocks(template, lambda slug: METHOD, "sv", total=24)
    assert [length for length, _ in timed_lines(made.instruction)] == [0, 8, 16]


@given(
    st.lists(st.tuples(st.integers(1, 90), st.sampled_from(["Skriv.", "Läs: en var.", "5 min: kort", "  Rösta"])), min_size=1, max_size=9),
    st.lists(st.sampled_from(["", "Ta ett kort.", "0 min: ingenting", "Skriv i 10 min: kort."]), max_size=4),
    st.integers(1, 600),
)
def test_steps_that_belong_to_a_block_follow_its_length_there_and_back(
    steps: list[tuple[int, str]], others: list[str], minutes: int
) -> None:
    written = "\n".join([*others, *(f"{length} min: {text}" for length, text in steps), *others, "Slut."])
    was = sum(length for length, _text in steps)
    there = following(written, was, minutes)
    if len(steps) > minutes:
        assert there == written
        return
    lengths = [length for length, _text in timed_lines(there) if length]
    assert sum(lengths) == steps_minutes(there) == minutes
    assert all(
        a <= b for (a, m), (b, n) in itertools.permutations(zip(lengths, (length for length, _text in steps), strict=True), 2) if m < n
    )
    again = following(there, minutes, was)
    assert steps_minutes(again) == was
    back = [length for length, _text in timed_lines(again) if length]
    assert all(a <= b for (a, m), (b, n) in itertools.permutations(zip(back, lengths, strict=True), 2) if m < n)
    words = [line.split(" min: ", 1)[-1] for line in written.splitlines()]
    assert [line.split(" min: ", 1)[-1] for line in again.splitlines()] == words


def test_steps_that_never_added_up_to_the_block_are_left_as_they_are() -> None:
    written = "10 min: Skriv.\n20 min: Läs."
    assert following(written, 35, 60) == written
    assert following("Skriv en lapp var.", 30, 60) == "Skriv en lapp var."
    assert (steps_minutes(written), steps_minutes("Skriv en lapp var.")) == (30, 0)
