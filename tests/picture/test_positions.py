from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verkstad.picture.positions import Box, MapLayout, Placed, lay_out

BOX = Box(10, 20, 400, 320)


def made(*places: tuple[int, int], box: Box = BOX) -> MapLayout:
    points = [Placed(str(n), f"Roll {n}", "", insight, mandate) for n, (mandate, insight) in enumerate(places)]
    return lay_out(points, box, chip=20, gap=4, inset=6, words=24, width_of=lambda _p: 60)


def test_mandate_grows_to_the_right_and_insight_upwards() -> None:
    cells = made().cells
    assert cells[0, 3] == Box(10, 20, 100, 80)
    assert cells[3, 0] == Box(310, 260, 100, 80)


def test_a_point_is_in_the_cell_it_lies_in_and_outside_in_none() -> None:
    layout = made()
    assert layout.at(10, 20) == (0, 3) and layout.at(409.9, 339.9) == (3, 0)
    assert layout.at(9.9, 20) is None and layout.at(410, 20) is None


def test_the_quadrants_cover_the_map() -> None:
    assert dict(made().quadrants)["leads"] == Box(210, 20, 200, 160)
    assert dict(made().quadrants)["needs_to_know"] == Box(210, 180, 200, 160)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=40))
def test_chips_lie_in_their_cell_apart_from_one_another_and_the_rest_is_counted(places: list[tuple[int, int]]) -> None:
    layout = made(*places)
    assert len(layout.chips) + sum(n for n, _box in layout.more) == len(places)
    for chip in layout.chips:
        cell, b = layout.cells[chip.point.mandate, chip.point.insight], chip.box
        assert cell.x <= b.x and b.x + b.width <= cell.x + cell.width and cell.y <= b.y and b.y + b.height <= cell.y + cell.height + 1e-9
    boxes = [c.box for c in layout.chips]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
