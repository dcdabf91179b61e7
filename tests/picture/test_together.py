"""Several measures on one axis of time: days that are the same lie at the same place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.picture.test_runchart import measure
from verkstad.domain.runchart import Chart, Point, Series, chart_of, later
from verkstad.i18n import language
from verkstad.picture.shapes import Dot, Label, Line
from verkstad.picture.together import together

WEEKS = st.lists(st.none() | st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=30)


def chart(values: list[float | None], first: str = "2026-01-05", started: str | None = "2026-03-02") -> Chart:
    points = tuple(Point(later(first, "week", n), value) for n, value in enumerate(values))
    return chart_of("Väntetid", "dagar", Series(points=points, started=started, better="down"))


@given(st.lists(WEEKS, min_size=1, max_size=4))
def test_every_value_has_a_dot_inside_its_own_plot_and_the_same_day_the_same_place(found: list[list[float | None]]) -> None:
    charts = [chart(values) for values in found]
    picture = together(charts, language("sv"), 160.0, 90.0, measure)
    dots = [s for s in picture.shapes if isinstance(s, Dot)]
    shown = [values for values in found if any(v is not None for v in values)]
    assert len(dots) == sum(v is not None for values in shown for v in values)
    assert all(0 <= d.x <= 160 and 0 <= d.y <= picture.height for d in dots)
    at = iter(dots)
    places: dict[int, float] = {}
    for values in shown:
        for week, value in enumerate(values):
            if value is not None:
                assert places.setdefault(week, (dot := next(at)).x) == dot.x


def test_the_start_is_one_line_through_all_and_the_words_say_every_measure() -> None:
    charts = [chart([12.0, 11.0, 9.0, 8.0] * 4), chart([3.0, 4.0, 3.0, 2.0] * 4)]
    picture = together(charts, language("sv"), 160.0, 90.0, measure)
    (start,) = [s for s in picture.shapes if isinstance(s, Line) and s.style == "chart.start"]
    assert start.y2 - start.y1 > picture.height * 0.6
    assert picture.alt.count("Väntetid") == 2
    names = [s.text for s in picture.shapes if isinstance(s, Label)]
    assert names.count("Väntetid (dagar)") == 2
    assert {"feb", "mar", "apr"} <= set(names)


def test_without_values_there_is_nothing_to_draw() -> None:
    assert together([chart([None, None])], language("sv"), 160.0, 90.0, measure).shapes == ()
    assert together([], language("sv"), 160.0, 90.0, measure).shapes == ()
