"""Programs as people write them, in lines and in tables, becoming blocks."""

from __future__ import annotations

import random

import pytest

from verkstad.domain.errors import Failure, Foreign, TooLarge
from verkstad.intake.blocks import IncomingBlock, IncomingProgram, from_clipboard, from_sheet
from verkstad.intake.headings import BLOCKS
from verkstad.intake.sheet import from_csv


def said(program: IncomingProgram) -> list[tuple[str, int, int | None]]:
    return [(b.title, b.minutes, b.fixed_start) for b in program.blocks]


@pytest.mark.parametrize(
    ("line", "title", "minutes"),
    [
        ("9.00 Incheckning 20 min", "Incheckning", 20),
        ("09:00–09:20 Incheckning", "Incheckning", 20),
        ("09.00 - 10.30: Grupparbete", "Grupparbete", 90),
        ("kl. 9-10 Grupparbete", "Grupparbete", 60),
        ("Fika 15", "Fika", 15),
        ("Fika (15 min)", "Fika", 15),
        ("Fika – 15'", "Fika", 15),
        ("Grupparbete 1 h 30 min", "Grupparbete", 90),
        ("Grupparbete, 1,5 tim", "Grupparbete", 90),
        ("Grupparbete: en timme", "Grupparbete", 60),
        ("20 min: Incheckning", "Incheckning", 20),
        ("• Incheckning, ca 10 minuter", "Incheckning", 10),
        ("- Lunch 60 min", "Lunch", 60),
        ("Wrap-up 10 minutes", "Wrap-up", 10),
        ("Övning 2", "Övning 2", 15),
        ("Vision 2030 (45 min)", "Vision 2030", 45),
        ("3. Skiva elefanten 75 min", "Skiva elefanten", 75),
    ],
)
def test_a_line_is_understood(line: str, title: str, minutes: int) -> None:
    (block,) = from_clipboard(line).blocks
    assert (block.title, block.minutes) == (title, minutes)


def test_a_program_with_times_gives_lengths_and_keeps_only_the_starts_that_leave_a_gap() -> None:
    program = from_clipboard("Program onsdag\n08.30 Incheckning\n09.00 Skiva elefanten\n10.15 Fika 15 min\n10.45 Redovisning\n12.00 Slut\n")
    assert program.start == 8 * 60 + 30
    assert program.passed_over == ("Program onsdag",)
    assert said(program) == [
        ("Incheckning", 30, None),
        ("Skiva elefanten", 75, None),
        ("Fika", 15, None),
        ("Redovisning", 75, 10 * 60 + 45),
    ]
    assert [b.type for b in program.blocks] == ["opening", "", "break", "plenary"]


def test_lines_without_a_time_among_lines_with_one_belong_to_the_one_before() -> None:
    program = from_clipboard("9.00 Start\nVi presenterar oss\nBåda rummen\n9.30 Övning\n10.00 Slut")
    assert said(program) == [("Start", 30, None), ("Övning", 30, None)]
    assert program.blocks[0].notes == "Vi presenterar oss\nBåda rummen"


def test_a_block_that_begins_before_the_one_before_it_ends_is_told() -> None:
    program = from_clipboard("9.00 Start 60 min\n9.30 Övning 30 min")
    assert program.blocks[1].problems == ("overlap",)


def test_a_length_nobody_says_is_proposed_and_told() -> None:
    (block,) = from_clipboard("Incheckning").blocks
    assert (block.minutes, block.problems) == (15, ("no-length",))


def test_a_name_in_brackets_is_who_leads() -> None:
    (block,) = from_clipboard("9.00 Incheckning 20 min (Anna Ek)").blocks
    assert (block.title, block.minutes, block.lead) == ("Incheckning", 20, "Anna Ek")


def test_a_table_with_headings_is_read_by_them() -> None:
    program = from_clipboard(
        "Tid\tMoment\tMinuter\tAnsvarig\tMaterial\n09:00\tIncheckning\t20\tAnna Ek\tPennor, lappar\n09:20\tFika\t15\t\t\n10:00\tSkiva\t60\tBo Dal\t\n"
    )
    assert program.start == 540
    assert said(program) == [("Incheckning", 20, None), ("Fika", 15, None), ("Skiva", 60, 600)]
    assert (program.blocks[0].lead, program.blocks[0].material) == ("Anna Ek", "Pennor\nlappar")
    assert program.blocks[0].row == 2


def test_the_column_called_time_may_hold_lengths_or_ranges() -> None:
    assert said(from_clipboard("Moment\tTid\nIncheckning\t20 min\nFika\t15\nSkiva\t45\n")) == [
        ("Incheckning", 20, None),
        ("Fika", 15, None),
        ("Skiva", 45, None),
    ]
    ranges = from_clipboard("Tid\tMoment\n09.00–09.20\tIncheckning\n09.20–10.00\tSkiva\n")
    assert said(ranges) == [("Incheckning", 20, None), ("Skiva", 40, None)]


def test_a_table_without_headings_is_read_by_what_stands_in_it() -> None:
    program = from_clipboard("09:00\tIncheckning\t20\tAnna Ek\n09:20\tSkiva elefanten\t75\tBo Dal\n")
    assert said(program) == [("Incheckning", 20, None), ("Skiva elefanten", 75, None)]
    assert [b.lead for b in program.blocks] == ["Anna Ek", "Bo Dal"]
    two = from_clipboard("Incheckning\t20\nSkiva\t60\n")
    assert said(two) == [("Incheckning", 20, None), ("Skiva", 60, None)]


def test_a_csv_file_is_read_the_same_way() -> None:
    sheet = from_csv("Klockan;Programpunkt;Längd;Leds av\n13.00;Start;1 tim;Åsa Öhrn\n14.00;Avslut;10 min;\n".encode("cp1252"), BLOCKS)
    program = from_sheet(sheet)
    assert program.start == 780
    assert said(program) == [("Start", 60, None), ("Avslut", 10, None)]
    assert program.blocks[0].lead == "Åsa Öhrn"


def test_nothing_is_foreign_and_too_much_is_too_large() -> None:
    with pytest.raises(Foreign):
        from_clipboard(" \n ")
    with pytest.raises(TooLarge):
        from_clipboard("Fika 15\n" * 501)
    with pytest.raises(TooLarge):
        from_clipboard("Fika\t15\n" * 501)


def test_long_texts_are_cut_to_what_a_block_holds_and_told() -> None:
    (block,) = from_clipboard("x" * 300 + " 20 min").blocks
    assert len(block.title) == 200
    assert block.problems == ("cut",)


def test_whatever_is_pasted_gives_blocks_or_a_refusal() -> None:
    chance = random.Random(5)
    bits = [
        "9.00",
        "09:00–",
        "25:99",
        "20 min",
        "\t",
        "\n",
        "Fika",
        "–",
        "(",
        ")",
        "1 h",
        "kl",
        ";",
        "0 min",
        "99999",
        "½ tim",
        "\u202e",
        "•",
        "'",
        "Tid",
        "Moment",
        " ",
    ]
    for _ in range(600):
        try:
            program = from_clipboard("".join(chance.choices(bits, k=chance.randint(1, 25))))
        except Failure:
            continue
        for block in program.blocks:
            assert isinstance(block, IncomingBlock)
            assert block.title
            assert 1 <= block.minutes <= 1440
            assert block.fixed_start is None or 0 <= block.fixed_start < 1440


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Summering och avslut", "opening"), ("Sammanfattning", "opening"), ("Varför är vi här?", ""), ("Omvärldsspaning", ""),
        ("Grupparbete: hinder", "group"), ("Vi sorterar i grupper", "group"), ("Genomgång av läget", "plenary"), ("Bikupor", "solo"),
    ],
)  # fmt: skip
def test_a_title_says_how_a_block_is_done_only_where_it_does(title: str, kind: str) -> None:
    assert [b.type for b in from_clipboard(f"9.00 {title} 20 min").blocks] == [kind]
