"""The packing list adds up what the blocks of a program name."""

from __future__ import annotations

import pytest

from verkstad.domain.agenda import AgendaBlock
from verkstad.domain.material import Material, materials


@pytest.mark.parametrize(
    ("line", "name", "count"),
    [
        ("pennor", "Pennor", None),
        ("1 tidtagarur", "Tidtagarur", 1),
        ("3 klisterprickar per person", "Klisterprickar", 60),
        ("2 kundresor A3 per grupp", "Kundresor A3", 8),
        ("1 pad of sticky notes per group", "Pad of sticky notes", 4),
        ("elefantark A3", "Elefantark A3", None),
        ("klisterprickar (75)", "Klisterprickar", 75),
        ("3 avidentifierade ärenden", "Avidentifierade ärenden", 3),
    ],
)
def test_a_line_says_what_to_bring_and_how_many(line: str, name: str, count: int | None) -> None:
    assert materials([AgendaBlock(id="a", material=line)], people=20, groups=4) == (Material(name, count, ("a",)),)


def test_what_is_used_again_is_brought_once_and_what_is_used_up_is_summed() -> None:
    blocks = [AgendaBlock(id=i, material="4 saxar\n1 kort per person") for i in "ab"]
    assert [(m.name, m.count) for m in materials(blocks, people=20, groups=4)] == [("Saxar", 4), ("Kort", 40)]
