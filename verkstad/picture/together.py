"""Several measures on one axis of time, one below the other: what went up when something else went down.

Each has a scale of its own; a day lies at the same place in all of them, and the start of the new way of working is one line through all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from verkstad import wording_runchart as words_of
from verkstad.domain.runchart import DAYS, Chart
from verkstad.i18n import Language
from verkstad.picture.runchart import value_scale
from verkstad.picture.shapes import Dot, Label, Line, Path, Picture, Shape

Measure = Callable[[str, str], float]
"""(text, style) -> width in mm, by whoever will draw it."""

HEAD = 6.0  # mm of the name above each plot
BETWEEN = 4.0
AXIS = 9.0
LEAST_PLOT = 14.0
GAP = 2.5  # intervals without a value after which the line is broken
DOT = 0.8


def together(charts: Sequence[Chart], language: Language, width: float, height: float, measure: Measure) -> Picture:
    """The charts that have values, `width` times `height` mm; taller where there is no room for the plots. Nothing: an empty picture."""
    shown = [c for c in charts if any(v is not None for v in c.series.values)]
    if not shown:
        return Picture(width, 0.0, (), "")
    days = [date.fromisoformat(p.on) for c in shown for p in c.series.points]
    days += [date.fromisoformat(c.series.started) for c in shown if c.series.started]
    first, last = min(days), max(days)
    span = max(1, (last - first).days)
    scales = [value_scale(c, language) for c in shown]
    left = max(measure(text, "chart.tick") for _ticks, written in scales for text in written) + 2.4
    right = width - 3.0
    plot = max(LEAST_PLOT, (height - AXIS - len(shown) * HEAD - (len(shown) - 1) * BETWEEN) / len(shown))

    def across(day: date) -> float:
        return left + 2.0 + (right - left - 4.0) * (day - first).days / span

    shapes: list[Shape] = []
    y = 0.0
    for chart, (ticks, written) in zip(shown, scales, strict=True):
        top, bottom = y + HEAD, y + HEAD + plot
        shapes.append(Label(left, y + HEAD - 2.2, f"{chart.title} ({chart.unit})" if chart.unit else chart.title, "chart.note.start"))
        shapes += _panel(chart, ticks, written, across, left, right, top, bottom)
        y = bottom + BETWEEN
    end = y - BETWEEN
    starts = sorted({c.series.started for c in shown if c.series.started})
    for started in starts:
        x = across(date.fromisoformat(started))
        shapes.append(Line(x, HEAD - 1.0, x, end, "chart.start"))
    shapes += _months(first, last, across, end, right, language, measure)
    return Picture(width, end + AXIS, tuple(shapes), " ".join(words_of.described(c, language) for c in shown))


def _panel(
    chart: Chart,
    ticks: Sequence[float],
    written: Sequence[str],
    across: Callable[[date], float],
    left: float,
    right: float,
    top: float,
    bottom: float,
) -> list[Shape]:
    low, high = ticks[0], ticks[-1]

    def up(value: float) -> float:
        return bottom - (bottom - top) * (value - low) / (high - low)

    shapes: list[Shape] = []
    every = max(1, math.ceil((len(ticks) - 1) * 4.2 / (bottom - top)))
    for n, (tick, text) in enumerate(zip(ticks, written, strict=True)):
        if n % every and n != len(ticks) - 1:
            continue
        shapes.append(Line(left, up(tick), right, up(tick), "chart.axis" if n == 0 else "chart.grid"))
        shapes.append(Label(left - 1.8, up(tick) + 0.95, text, "chart.tick", "right"))
    if chart.series.target is not None:
        shapes.append(Line(left, up(chart.series.target), right, up(chart.series.target), "chart.target"))
    allowed = GAP * DAYS.get(chart.series.interval, 30.4)
    stretches: list[list[tuple[float, float]]] = [[]]
    before: date | None = None
    marked, dots = set(chart.analysis.marked), []
    for at, point in enumerate(chart.series.points):
        if point.value is None:
            continue
        day = date.fromisoformat(point.on)
        if before is not None and (day - before).days > allowed:
            stretches.append([])
        spot = (across(day), up(point.value))
        stretches[-1].append(spot)
        dots.append(Dot(*spot, DOT, "chart.point.signal" if at in marked else "chart.point"))
        before = day
    return [*shapes, *(Path(tuple(s), "chart.line") for s in stretches if len(s) > 1), *dots]


def _months(
    first: date, last: date, across: Callable[[date], float], y: float, right: float, language: Language, measure: Measure
) -> list[Shape]:
    """The first of each month that there is room for; the first and last day where no month begins between them."""
    days, day = [], first.replace(day=1)
    while day <= last:
        if day >= first:
            days.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    named = [(d, language.date(d.isoformat(), "month").split()[0][:3]) for d in days] if len(days) > 1 else []
    named = named or [(d, language.date(d.isoformat(), "short", today=last.isoformat())) for d in dict.fromkeys((first, last))]
    shapes: list[Shape] = []
    reached, year = -math.inf, 0
    for d, text in named:
        x, half = across(d), measure(text, "chart.tick") / 2
        if x - half < reached or x + half > right + 3:
            continue
        shapes += [Line(x, y, x, y + 1.0, "chart.tick"), Label(x, y + 4.2, text, "chart.tick", "middle")]
        if d.year != year:
            year = d.year
            shapes.append(Label(x, y + 7.8, str(year), "chart.tick", "middle"))
        reached = x + half + 1.4
    return shapes
