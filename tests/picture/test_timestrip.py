"""The strip of a day: true to scale, its words apart from each other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.documents.world import block, morning, two_tracks
from verkstad.domain.agenda import timetable
from verkstad.domain.workshop import Day
from verkstad.i18n import language
from verkstad.picture.shapes import Area, Label, Picture
from verkstad.picture.timestrip import KINDS, kind_name, timestrip

WIDTH = 174.0


def measure(text: str, style: str) -> float:
    return len(text) * 1.7


def strip(table: object, code: str = "sv", **facts: object) -> Picture:
    return timestrip(table, language(code), WIDTH, measure, **facts)  # type: ignore[arg-type]


def blocks(picture: Picture) -> list[Area]:
    return [shape for shape in picture.shapes if isinstance(shape, Area) and shape.target]


def test_a_block_is_as_wide_as_it_is_long() -> None:
    table = morning()
    areas = {area.target: area for area in blocks(strip(table))}
    for slot in table.slots:
        assert areas[slot.block.id].width == pytest.approx(WIDTH * (slot.end - slot.start) / (table.end - table.start))
    assert sum(area.width for area in areas.values()) == pytest.approx(WIDTH)


def test_tracks_lie_beside_each_other_and_a_join_covers_them() -> None:
    picture = strip(two_tracks())
    areas = {area.target: area for area in blocks(picture)}
    south, north, lunch = areas["Kundresan me"], areas["Vad ni har"], areas["Lunch"]
    assert south.y + south.height <= north.y + 0.001
    assert lunch.height == pytest.approx(south.height + north.height)


@pytest.mark.parametrize("minutes", [5, 15, 45])
def test_labels_of_times_never_touch(minutes: int) -> None:
    table = timetable(Day(id="d", date="2027-03-24", start=480), (), [block(f"b{i}", minutes, "group", id=f"b{i}") for i in range(24)])
    labels = sorted((s for s in strip(table).shapes if isinstance(s, Label) and s.style == "strip.time"), key=lambda s: s.x)
    for a, b in pairwise(labels):
        left = b.x - (measure(b.text, "strip.time") if b.align == "right" else 0)
        assert a.x + measure(a.text, "strip.time") <= left + 0.001


def test_what_is_written_in_a_block_stays_inside_it() -> None:
    table = morning()
    numbers = {slot.block.id: i for i, slot in enumerate(table.slots, 1)}
    picture = strip(table, numbers=numbers)
    areas = blocks(picture)
    for label in (s for s in picture.shapes if isinstance(s, Label) and s.style in ("strip.number", "strip.minutes")):
        wide = measure(label.text, label.style)
        left = label.x - wide / 2 if label.align == "middle" else label.x
        assert any(area.x <= left and left + wide <= area.x + area.width for area in areas)


def test_the_words_say_what_the_strip_shows() -> None:
    said = strip(morning()).alt
    assert "09.00 Välkomna: varför vi är här" in said
    assert "start och avslut" in said
    assert "12.00" in said
    assert "09:00" in strip(morning(), "en").alt


def test_an_empty_day_is_a_picture_too() -> None:
    picture = strip(timetable(Day(id="d"), (), []))
    assert blocks(picture) == []
    assert picture.alt == "Dagen är tom"


def test_the_five_kinds_have_their_names() -> None:
    names = [kind_name(kind, language("sv")) for kind in KINDS]
    assert names == ["Start och avslut", "Helgrupp", "Grupparbete", "Enskilt och par", "Paus"]
    assert kind_name("exkursion", language("sv")) == "exkursion"
