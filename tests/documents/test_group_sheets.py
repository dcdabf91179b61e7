"""Paper for mixed groups: lists for the wall, everybody's tables, signs and badges; in a group nobody is left out."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pdfplumber
import pytest

from tests.documents.world import job, workshop
from verkstad.documents.job import GroupingPaper, GroupPaper, RoundPaper
from verkstad.documents.press import press

NAMED = ("Asken", "", "Björken")


def grouped(*sheets: str, people: int = 24, groups: int = 5, rounds: int = 3, **more: Any) -> Any:
    made = job(*sheets, paper_of=workshop(people), **more)
    ids = [p.id for p in made.workshop.people if p.part != "lead" and p.answer != "no"]
    paper = tuple(
        RoundPaper(
            "", f"Pass {r + 1}", 9 * 60 + 75 * r, tuple(GroupPaper(tuple(p for at, p in enumerate(ids) if (at * (r + 1) + at // groups) % groups == g)) for g in range(groups))
        )
        for r in range(rounds)
    )  # fmt: skip
    return replace(made, workshop=replace(made.workshop, groupings=(GroupingPaper("g1", "Häxan", NAMED, paper),)))


def words(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_text() or "" for page in pdf.pages]


@pytest.mark.parametrize("people", [3, 24, 120])
def test_a_list_for_each_round_names_everybody_once_at_her_table(people: int) -> None:
    made = grouped("groups", people=people, groups=max(1, people // 5))
    pressed = press(made)
    assert pressed.overflows == ()
    assert [s.sheet for s in pressed.sheets] == ["groups"] * 3
    text = words(pressed.files["a4"])
    whole = "\n".join(text)
    for round in range(3):
        assert f"Omgång {round + 1}" in whole
    for person in made.workshop.people:
        seated = any(person.id in g.people for g in made.workshop.groupings[0].rounds[0].groups)
        if seated:
            assert whole.count(person.name) >= 3, person
    assert "Asken" in whole and ("Bord 2" in whole or people < 10)


def test_no_page_of_the_list_of_tables_holds_spare_lines_alone() -> None:
    for people in range(20, 34):
        made = grouped("group_places", people=people)
        names = [p.name for p in made.workshop.people]
        for page in words(press(made).files["a4"]):
            assert any(name in page for name in names), people


def test_everybody_finds_her_table_in_each_round() -> None:
    made = grouped("group_places")
    pressed = press(made)
    assert pressed.overflows == ()
    whole = "\n".join(words(pressed.files["a4"]))
    someone = made.workshop.groupings[0].rounds[0].groups[0].people[0]
    person = next(p for p in made.workshop.people if p.id == someone)
    line = next(x for x in whole.splitlines() if x.startswith(person.name))
    assert "Asken" in line and "Omgång 1: 09.00 Pass 1" in whole


def test_roles_without_names_stand_on_the_lists() -> None:
    made = replace(grouped("groups", "group_places", "badges"), names=False)
    whole = "\n".join(words(press(made).files["a4"]))
    assert not any(p.name in whole for p in made.workshop.people if p.name)


def test_a_list_marks_who_decides() -> None:
    made = grouped("groups")
    seated = made.workshop.groupings[0].rounds[0].groups[1].people[0]
    people = tuple(replace(p, part="decider" if p.id == seated else "participant") for p in made.workshop.people)
    told = "\n".join(words(press(replace(made, workshop=replace(made.workshop, people=people))).files["a4"])).splitlines()
    name = next(p.name for p in people if p.id == seated)
    marked = [line for line in told if "Beslutsfattare" in line]
    assert len(marked) == 3 and all(f"{name} Beslutsfattare" in line for line in marked)


def test_signs_carry_the_names_of_the_tables_and_one_is_spare() -> None:
    pressed = press(grouped("tables"))
    text = words(pressed.files["a4"])
    assert len(text) == 6 and "Asken" in text[0] and "2" in text[1] and "Björken" in text[2]
    assert pressed.overflows == ()


def test_badges_tell_the_table_of_each_round() -> None:
    whole = "\n".join(words(press(grouped("badges")).files["a4"]))
    assert "1: Asken" in whole and "2: Bord" in whole


def test_without_groups_there_is_a_list_to_fill_in_and_the_pack_has_none() -> None:
    pressed = press(job("groups", "group_places"))
    text = words(pressed.files["a4"])
    assert "Bord 1" in text[0] and pressed.overflows == ()
    assert "groups" not in {s.sheet for s in press(job("pack")).sheets}
    assert {"groups", "group_places"} <= {s.sheet for s in press(grouped("pack")).sheets}
