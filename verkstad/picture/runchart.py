"""The run chart as a picture: values in order, the medians, the target, the start, what happened, and under it what it says.

Points stand at equal distances in the order of their days; an interval without a value leaves its place empty and the line broken. The
median from before the start is solid as far as it was counted and dashed on from there. Filled points are those a signal is made of.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date

from verkstad import wording_runchart as words_of
from verkstad.domain.runchart import DAYS, Chart, Point
from verkstad.domain.values import frozen
from verkstad.i18n import Language
from verkstad.picture.shapes import Dot, Label, Line, Path, Picture, Polygon, Shape

Measure = Callable[[str, str], float]
"""(text, style) -> width in mm, by whoever will draw it."""

LEAST_PLOT = 22.0  # mm high, however little room there is
ROW = 4.4  # of a note above the plot
AXIS = 9.0  # room for the days and the year under the plot
LEADING = 4.3  # of the text under the chart
PARAGRAPH = 0.9
NAME_GAP = 3.0  # from the plot to the names of its lines
NAME_ROW = 4.0
NOTE_ROWS = 5
NOTE_WIDTH = 48.0
EMPTY_PLACES = 6  # at most, where a long time passed between two values
DOT, LEAST_DOT = 1.05, 0.32
STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 13, 20, 26, 40, 52, 104, 200, 400, 1000)
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@frozen
class _Frame:
    """Where the plot lies (mm) and what it spans: `places` from left to right, `low` to `high` upwards."""

    left: float
    top: float
    right: float
    bottom: float
    places: int
    low: float
    high: float

    def x(self, place: float) -> float:
        return self.left + (self.right - self.left) * (place + 0.5) / max(self.places, 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * share

    @property
    def step(self) -> float:
        return (self.right - self.left) / max(self.places, 1)


def run_chart(
    chart: Chart,
    language: Language,
    width: float,
    height: float,
    measure: Measure,
    *,
    words: bool = True,
    questions: bool = False,
    plain: bool = False,
) -> Picture:
    """The chart of a measure, `width` times `height` mm, with its text under it (`words`).

    `questions` marks the points to ask about ("What happened here?"); on paper only what somebody answered is written. The picture is
    taller than asked for only where there is no room for a plot at all. The target of each dot is the number of its point, from 0.
    `plain` names the lines without saying how they were counted, for those who read a report.
    """
    told = _told(chart, language, width, measure) if words else []
    under = sum(LEADING * len(lines) + PARAGRAPH for lines in told) + (2.0 if told else 0.0)
    places, started = _places(chart)
    ticks, written = value_scale(chart, language)
    names = _names(chart, language)
    if plain:
        names = [(value, name, "", style) for value, name, _counted, style in names]
    left = max([measure(text, "chart.tick") for text in written], default=0) + 2.4
    widest = max([max(measure(name, style), measure(under_it, "chart.tick")) for _v, name, under_it, style in names], default=0)
    right = max(left + 20, width - (widest + NAME_GAP if names else 1.5))
    flags = _flags(chart, language, places, started, questions)
    count = max([*places, -1 if started is None else started]) + 1 if places or started is not None else 1
    frame = _Frame(
        left,
        0,
        right,
        0,
        math.ceil(count + (0.5 if started is not None and started >= count - 1 else 0)),
        ticks[0] if ticks else 0.0,
        ticks[-1] if ticks else 1.0,
    )
    rows, placed = _rows(flags, frame, max(1, min(NOTE_ROWS, int(height * 0.3 / ROW))), measure)
    top = rows * ROW + 2.2
    bottom = max(top + LEAST_PLOT, height - AXIS - under)
    frame = _Frame(left, top, right, bottom, frame.places, frame.low, frame.high)
    shapes: list[Shape] = [
        *_grid(frame, ticks, written),
        *_days(chart, frame, places, language, measure),
        *_levels(chart, frame, places, started),
        *_notes(placed, frame, rows),
        *_line(chart, frame, places),
        *_named(names, frame),
    ]
    if not places and not words:
        shapes.append(
            Label(
                (left + right) / 2, (top + bottom) / 2 + 1, words_of.verdict(chart.analysis, language, chart.series), "chart.text", "middle"
            )
        )
    y = bottom + AXIS + 2.0
    for n, lines in enumerate(told):
        for line in lines:
            y += LEADING
            shapes.append(Label(0, y - 1.2, line, "chart.verdict" if n == 0 else "chart.text"))
        y += PARAGRAPH
    total = max(bottom + AXIS + under, height)
    return Picture(width, total, tuple(shapes), words_of.described(chart, language))


# ---------------------------------------------------------------------------------------------------------------------- where things stand


def _places(chart: Chart) -> tuple[list[int], float | None]:
    """The place of each point, with empty ones where intervals passed without a value; and where the start lies between them."""
    places: list[int] = []
    for at, point in enumerate(chart.series.points):
        if at == 0:
            places.append(0)
        else:
            places.append(places[-1] + 1 + _passed(chart.series.points[at - 1], point, chart.series.interval))
    started = chart.series.started
    return places, None if started is None else _place_of(started, chart.series.points, places) - 0.5


def _passed(before: Point, after: Point, interval: str) -> int:
    days = (date.fromisoformat(after.on) - date.fromisoformat(before.on)).days
    if interval == "day" and days <= 3:  # a weekend
        return 0
    return min(EMPTY_PLACES, max(0, round(days / DAYS.get(interval, 30.4)) - 1))


def _place_of(on: str, points: Sequence[Point], places: Sequence[int]) -> float:
    """The place of a day: that of the first point on it or after it; one past the last."""
    return next(
        (float(place) for point, place in zip(points, places, strict=True) if point.on >= on), float(places[-1] + 1 if places else 0)
    )


def value_scale(chart: Chart, language: Language) -> tuple[list[float], list[str]]:
    """The ticks of the values, rising, and how they are written. Zero is among them when it is near."""
    heights = [v for v in chart.series.values if v is not None]
    heights += [s.median for s in chart.analysis.segments if s.median is not None]
    if chart.series.target is not None:
        heights.append(chart.series.target)
    if not heights:
        return [], []
    low, high = min(heights), max(heights)
    span = high - low
    if span <= 1e-9 * max(1.0, abs(high)):
        span = abs(high) * 0.2 or 1.0
        low, high = (low - span, high + span) if low else (0.0, 1.0)
        if low < 0 < heights[0]:
            low = 0.0
    if 0 < low <= span:
        low = 0.0
    if -span <= high < 0:
        high = 0.0
    step = _nice((high - low) / 4.5)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [n * step for n in range(first, max(last, first + 1) + 1)]
    return ticks, [_written(tick, step, language) + (" %" if chart.unit.strip() == "%" else "") for tick in ticks]


def _nice(rough: float) -> float:
    """The step of 1, 2, 2.5 or 5 times a power of ten that is nearest above."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(nice * power for nice in (1, 2, 2.5, 5, 10) if nice * power >= rough * 0.999)


def _written(tick: float, step: float, language: Language) -> str:
    """A tick with as many decimals as its step needs; very large and very small ones as a power of ten."""
    if not tick:
        return "0"
    if abs(tick) >= 1e9 or step < 1e-5:
        power = math.floor(math.log10(abs(tick)) + 1e-9)
        return f"{language.number(round(tick / 10.0**power, 3))} · 10{str(power).translate(SUPERSCRIPTS)}"
    power = math.floor(math.log10(step) + 1e-9)
    fine = round(step / 10.0**power, 6) == 2.5
    return language.number(tick, max(0, -power + fine))


# --------------------------------------------------------------------------------------------------------------------------- the drawing


def _grid(frame: _Frame, ticks: Sequence[float], written: Sequence[str]) -> list[Shape]:
    shapes: list[Shape] = []
    if not ticks:
        return [Line(frame.left, frame.bottom, frame.right, frame.bottom, "chart.axis")]
    for n, (tick, text) in enumerate(zip(ticks, written, strict=True)):
        y = frame.y(tick)
        shapes.append(Line(frame.left, y, frame.right, y, "chart.axis" if n == 0 else "chart.grid"))
        shapes.append(Label(frame.left - 1.8, y + 0.95, text, "chart.tick", "right"))
    return shapes


def _days(chart: Chart, frame: _Frame, places: Sequence[int], language: Language, measure: Measure) -> list[Shape]:
    """The days under the plot in the words of the interval, as many as have room; the year where it begins."""
    points = chart.series.points
    if not points:
        return []
    written = [day_name(p.on, chart.series.interval, language) for p in points]
    room = max(measure(text, "chart.tick") for text in written) + 2.6
    every = next((n for n in STEPS if n * frame.step >= room), STEPS[-1])
    shapes: list[Shape] = []
    year, reached, after = "", -math.inf, -math.inf
    y = frame.bottom + 4.2
    for point, place, text in zip(points, places, written, strict=True):
        x = frame.x(place)
        if place % every:
            continue
        half = measure(text, "chart.tick") / 2
        if x - half < reached or x + half > frame.right + 6:
            continue
        shapes += [Line(x, frame.bottom, x, frame.bottom + 1.0, "chart.tick"), Label(x, y, text, "chart.tick", "middle")]
        reached = x + half + 1.2
        if _year(point.on, chart.series.interval) != year and x > after:
            year = _year(point.on, chart.series.interval)
            shapes.append(Label(x, y + 3.6, year, "chart.tick", "middle"))
            after = x + measure(year, "chart.tick") + 1.5
    return shapes


def day_name(on: str, interval: str, language: Language) -> str:
    """A day as the axis names it: "v. 46", "mar", "24 mar"."""
    day = date.fromisoformat(on)
    if interval in ("week", "fortnight"):
        return language.gettext("wk %(n)d", n=day.isocalendar().week)
    month = language.date(on, "month").split()[0][:3]
    return month if interval == "month" else f"{day.day} {month}"


def _year(on: str, interval: str) -> str:
    """The year a day belongs to; a week belongs to the year of its Thursday."""
    return str(date.fromisoformat(on).isocalendar().year) if interval in ("week", "fortnight") else on[:4]


def _levels(chart: Chart, frame: _Frame, places: Sequence[int], started: float | None) -> list[Shape]:
    """Target, medians, and the line where the new way of working begins."""
    shapes: list[Shape] = []
    if chart.series.target is not None:
        y = frame.y(chart.series.target)
        shapes.append(Line(frame.left, y, frame.right, y, "chart.target"))
    segments = chart.analysis.segments
    for n, segment in enumerate(segments):
        if segment.median is None:
            continue
        y = frame.y(segment.median)
        begin = frame.left if n == 0 else frame.x(places[segment.first] - 0.5)
        last = n == len(segments) - 1
        edge = segment.solid if segment.origin == "frozen" else segment.end
        end = frame.right if segment.origin != "frozen" and last else frame.x(places[edge - 1] + 0.5)
        shapes.append(Line(begin, y, end, y, "chart.median"))
        if segment.origin == "frozen" and end < frame.right:
            shapes.append(Line(end, y, frame.right, y, "chart.median.on"))
    if started is not None:
        x = frame.x(started)
        shapes.append(Line(x, frame.top - 1.2, x, frame.bottom, "chart.start"))
    return shapes


def _line(chart: Chart, frame: _Frame, places: Sequence[int]) -> list[Shape]:
    """The values joined where they follow each other, and a dot for each on top."""
    radius = min(DOT, max(LEAST_DOT, frame.step * 0.36))
    marked = set(chart.analysis.marked)
    stretches: list[list[tuple[float, float]]] = [[]]
    dots: list[Shape] = []
    before: int | None = None
    for at, (point, place) in enumerate(zip(chart.series.points, places, strict=True)):
        if point.value is None:
            continue
        x, y = frame.x(place), frame.y(point.value)
        if before is not None and place > before + 1:
            stretches.append([])
        stretches[-1].append((x, y))
        dots.append(Dot(x, y, radius, "chart.point.signal" if at in marked else "chart.point", str(at)))
        before = place
    lines = [Path(tuple(points), "chart.line") for points in stretches if len(points) > 1]
    return [*lines, *dots]


def _names(chart: Chart, language: Language) -> list[tuple[float, str, str, str]]:
    """What stands to the right of the lines: (height, name with number, a word under it, style)."""
    _ = language.gettext
    segments = chart.analysis.segments
    found: list[tuple[float, str, str, str]] = []
    for segment in [segments[0], segments[-1]] if len(segments) > 1 else segments:
        if segment.median is None:
            continue
        number = _named_number(segment.median, chart.unit, language)
        if segment.origin == "recalculated":
            found.append((segment.median, _("After: %(median)s", median=number), _("median"), "chart.name"))
        elif segment.origin == "frozen" or len(segments) > 1:
            found.append((segment.median, _("Before: %(median)s", median=number), _("median"), "chart.name"))
        else:
            found.append((segment.median, number, _("median"), "chart.name"))
    if chart.series.target is not None:
        found.append(
            (
                chart.series.target,
                _("Target: %(target)s", target=_named_number(chart.series.target, chart.unit, language)),
                "",
                "chart.name.target",
            )
        )
    return found


def _named_number(value: float, unit: str, language: Language) -> str:
    return _written(value, 1.0, language) if abs(value) >= 1e9 else words_of.short_number(value, unit, language)


def _named(names: Sequence[tuple[float, str, str, str]], frame: _Frame) -> list[Shape]:
    """The names beside their lines, moved apart where they would lie on each other."""
    rows = sorted((frame.y(value) - 2.2, NAME_ROW + (3.4 if under else 0.0), name, under, style) for value, name, under, style in names)
    tops: list[float] = []
    reached = -math.inf
    for wanted, tall, *_words in rows:
        tops.append(max(wanted, reached))
        reached = tops[-1] + tall
    limit = frame.bottom + 2.0
    for n in range(len(tops) - 1, -1, -1):
        limit = tops[n] = min(tops[n], limit - rows[n][1])
    shapes: list[Shape] = []
    x = frame.right + NAME_GAP - 0.8
    for top, (_wanted, _tall, name, under, style) in zip(tops, rows, strict=True):
        shapes.append(Label(x, top + 3.0, name, style))
        if under:
            shapes.append(Label(x, top + 6.3, under, "chart.tick"))
    return shapes


# ------------------------------------------------------------------------------------------------------------------------ what happened


@frozen
class _Flag:
    """Words above the plot, with a thin line down from them at `place`."""

    place: float
    text: str
    style: str
    value: float | None = None


def _flags(chart: Chart, language: Language, places: Sequence[int], started: float | None, questions: bool) -> list[_Flag]:
    _ = language.gettext
    flags: list[_Flag] = []
    if started is not None and chart.series.started:
        day = chart.series.started
        when = day_name(day, chart.series.interval, language) if chart.series.interval != "month" else language.date(day, "short")
        flags.append(_Flag(started, _("New way of working %(day)s", day=when), "chart.note.start"))
    values = {p.on: p.value for p in chart.series.points}
    for happened in chart.happened:
        flags.append(_Flag(_place_of(happened.on, chart.series.points, places), happened.says, "chart.note", values.get(happened.on)))
    answered = {h.on for h in chart.happened}
    if questions:
        for at in chart.analysis.far:
            point = chart.series.points[at]
            if point.on not in answered and not point.note:
                flags.append(_Flag(places[at], _("What happened here?"), "chart.note.question", point.value))
    return flags


@frozen
class _Placed:
    flag: _Flag
    row: int  # 0 nearest to the plot; -1: no room for its words
    left: float
    text: str


def _rows(flags: Sequence[_Flag], frame: _Frame, most: int, measure: Measure) -> tuple[int, list[_Placed]]:
    """Each flag, from the right, in the lowest row where neither its words nor its line touch those of another."""
    placed: list[_Placed] = []
    spans: list[tuple[int, float, float, float]] = []  # row, left, right, where its line falls
    for flag in sorted(flags, key=lambda f: -f.place):
        x = frame.x(flag.place)
        text = _cut(flag.text, flag.style, min(NOTE_WIDTH, frame.right * 0.6), measure)
        wide = measure(text, flag.style)
        found: tuple[int, float] | None = None
        for left in (x + 1.0, x - 1.0 - wide):
            for row in range(most):
                if left < 0 or left + wide > frame.right + 1.0:
                    continue
                clear = all(
                    (r != row or left + wide + 1.5 < a or b + 1.5 < left)
                    and not (r > row and left - 0.8 < fall < left + wide + 0.8)
                    and not (r < row and a - 0.8 < x < b + 0.8)
                    for r, a, b, fall in spans
                )
                if clear:
                    found = (row, left)
                    break
            if found:
                break
        if found is None:
            placed.append(_Placed(flag, -1, x, ""))
            continue
        spans.append((found[0], found[1], found[1] + wide, x))
        placed.append(_Placed(flag, found[0], found[1], text))
    return max([p.row for p in placed], default=-1) + 1, placed


def _cut(text: str, style: str, width: float, measure: Measure) -> str:
    """As much of the text as fits, with an ellipsis; the whole of it is in the words of the picture."""
    if measure(text, style) <= width:
        return text
    while text and measure(text.rstrip() + "…", style) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _notes(placed: Sequence[_Placed], frame: _Frame, rows: int) -> list[Shape]:
    """The words in their rows, a thin line from each down to its point, and a small arrow where there was no room for words."""
    shapes: list[Shape] = []
    for p in placed:
        x = frame.x(p.flag.place)
        start = p.flag.style == "chart.note.start"
        down = frame.bottom if start or p.flag.value is None else frame.y(p.flag.value) - 1.6
        if p.row < 0:
            shapes.append(Polygon(((x - 0.9, frame.top + 0.3), (x + 0.9, frame.top + 0.3), (x, frame.top + 1.9)), "chart.note"))
            continue
        baseline = frame.top - 2.0 - p.row * ROW
        if start:
            shapes.append(Line(x, baseline - 2.6, x, frame.top - 1.2, "chart.start"))
        elif down > baseline:
            shapes.append(Line(x, baseline - 2.4, x, down, "chart.note"))
        shapes.append(Label(p.left, baseline, p.text, p.flag.style))
    return shapes


def _told(chart: Chart, language: Language, width: float, measure: Measure) -> list[list[str]]:
    """The paragraphs under the chart, broken into lines of `width`."""
    return [
        _broken(text, "chart.verdict" if n == 0 else "chart.text", width, measure) for n, text in enumerate(words_of.told(chart, language))
    ]


def _broken(text: str, style: str, width: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        wider = f"{line} {word}" if line else word
        if line and measure(wider, style) > width:
            lines.append(line)
            line = word
        else:
            line = wider
    return [*lines, line]
