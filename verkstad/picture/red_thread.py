"""The red thread as a picture: a column each for decisions, goals, modules, teams, pilots and results, lines between what hangs together,
and a short thread that ends in a ring wherever something hangs loose. Below it what hangs on nothing at all.

Pure and deterministic, in millimetres from the top left. The rows of a column stand so that few lines cross: at the median of what they
hang on, swept a few times to the right and to the left (Gansner et al. 1993; own limits). What there is no room for is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median_low

from verkstad import wording_thread as words
from verkstad.domain.fields import Id
from verkstad.domain.thread import AFTER, BESIDE, COLUMNS, Knot, Thread
from verkstad.domain.values import frozen
from verkstad.i18n import Language
from verkstad.picture.shapes import Area, Dot, Label, Line, Path, Picture, Shape

Measure = Callable[[str, str], float]
"""(text, style) -> width in mm, by whoever will draw it."""

SWEEPS, PULLS = 8, 6
MOST_A_COLUMN = 24
"""Rows a column shows before the rest are counted, where there is all the height in the world."""
BEND = 12  # points of a curve
BESIDE_ROWS = 2
MORE = "more:"
MISSING = "missing:"


@frozen
class Sizes:
    """How large it is drawn, in mm: leading of titles and of what is told under them, inset of a card at its sides and above, room between cards
    and between columns.
    """

    title: float = 3.95
    told: float = 3.6
    inset: float = 1.9
    above: float = 1.5
    gap: float = 2.2
    between: float = 7.8
    head: float = 7.4
    stub: float = 2.2
    ring: float = 0.8
    beside: int = 1  # lines of a title beside the thread
    fewest: int = 1  # lines a title is never made shorter than; where there is no height for them the picture is taller, and one scrolls


SCREEN = Sizes()
SCROLLED = Sizes(fewest=2)
"""Where one can scroll."""
PAPER = Sizes(title=4.8, told=4.5, inset=2.4, above=2.2, gap=3.2, between=12.4, head=10.5, stub=3.8, ring=1.2, beside=2)


@frozen
class Place:
    """Where a knot, or what stands for several, is drawn. `key` its id, "more:" or "missing:" with a kind; `hidden` the ids that are only counted."""

    key: str
    kind: str
    x: float
    y: float
    width: float
    height: float
    hidden: tuple[Id, ...] = ()


@frozen
class Drawn:
    """The picture, where everything stands column by column from above, and which lines are drawn (keys of their ends)."""

    picture: Picture
    places: tuple[Place, ...]
    lines: tuple[tuple[str, str], ...]

    def place(self, key: str) -> Place | None:
        return next((p for p in self.places if p.key == key), None)


@frozen
class _Level:
    """How much is shown of each knot: lines of its title, whether something is told under it, and the share of the gap between cards."""

    lines: int
    told: bool
    gap: float


LEVELS = (_Level(3, True, 1.0), _Level(2, True, 0.8), _Level(1, True, 0.6), _Level(2, False, 0.6), _Level(1, False, 0.5))
SMALL = _Level(1, False, 0)
"""Of what is only counted."""


@frozen
class _Row:
    """Something in a column: a knot, what stands for several, or (`through`) only room for a line that passes."""

    key: str
    kind: str
    knot: Knot | None = None
    hidden: tuple[Id, ...] = ()
    through: bool = False
    lines: tuple[str, ...] = ()
    height: float = 0.0


def red_thread(thread: Thread, language: Language, width: float, height: float, measure: Measure, *, sizes: Sizes = SCREEN) -> Drawn:
    """The picture, `width` mm wide. With a `height` it is drawn in that (taller only where there is no room for a single row, or for titles
    of the fewest lines): first the titles become shorter, then the rest of a column is counted. With 0 it is as tall as it needs to be.
    """
    column = (width - sizes.between * (len(COLUMNS) - 1)) / len(COLUMNS)
    adrift = [knot for knot in thread.knots if knot.kind in BESIDE]
    for level in [level for level in LEVELS if level.lines >= sizes.fewest]:
        below = _beside_height(len(adrift), sizes)
        room = height - sizes.head - below if height else 0.0
        columns, pairs = _columns(thread, language, column, level, measure, sizes, MOST_A_COLUMN)
        if not height or all(_tall(rows, level, sizes) <= room for rows in columns):
            break
    else:
        one = _card(level, 1, sizes) + sizes.gap * level.gap
        room = max(room, one)
        most = max(1, int((room + sizes.gap * level.gap) / one))
        while sizes.fewest == 1:
            columns, pairs = _columns(thread, language, column, level, measure, sizes, most)
            if most == 1 or all(_tall(rows, level, sizes) <= room for rows in columns):
                break
            most -= 1
    bottom = sizes.head + max([room, *(_tall(rows, level, sizes) for rows in columns)])
    columns = _ordered(columns, pairs)
    tops = _pulled(columns, pairs, sizes.head, bottom, sizes.gap * level.gap)
    places = _placed(columns, tops, column, sizes)
    shapes: list[Shape] = [*_heads(thread, language, column, sizes)]
    shapes += _lines(columns, tops, pairs, column, sizes)
    for rows in columns:
        for row in rows:
            if not row.through:
                shapes += _drawn(row, places[row.key], language, level, measure, sizes)
    if adrift:
        more, added = _beside(adrift, language, bottom + sizes.gap, column, measure, sizes, width)
        shapes += added
        places |= {p.key: p for p in more}
        bottom += _beside_height(len(adrift), sizes)
    ends = tuple(dict.fromkeys((a, b) for a, _via, b in pairs))
    return Drawn(Picture(width, max(height, bottom), tuple(shapes), words.described(thread, language)), tuple(places.values()), ends)


# ------------------------------------------------------------------------------------------------ rows and columns

_Pair = tuple[str, tuple[str, ...], str]
"""The ends of a line, and the rows it passes through between them."""


def _columns(
    thread: Thread, language: Language, width: float, level: _Level, measure: Measure, sizes: Sizes, most: int
) -> tuple[list[list[_Row]], list[_Pair]]:
    """The rows of each column in their first order, with room for the lines that pass; and the lines."""
    stands: dict[Id, str] = {}
    columns: list[list[_Row]] = []
    at: dict[str, int] = {}
    degree: dict[Id, int] = {}
    for strand in thread.strands:
        degree[strand.on] = degree.get(strand.on, 0) + 1
        degree[strand.to] = degree.get(strand.to, 0) + 1
    for n, kind in enumerate(COLUMNS):
        knots = thread.column(kind)
        kept, hidden = _kept(knots, most, degree)
        rows = [_row(knot, width, level, measure, sizes) for knot in kept]
        if hidden:
            rest = language.gettext("and %(n)d more", n=len(hidden))
            tall = _card(SMALL, 1, sizes)
            rows.append(_Row(MORE + kind, kind, hidden=tuple(k.id for k in hidden), lines=(rest,), height=tall))
        if not knots:
            told = wrapped(words.missing_words(kind, language), width - 2 * sizes.inset, 2, measure, "thread.missing")
            rows.append(_Row(MISSING + kind, kind, lines=told, height=_card(_Level(2, False, 0), len(told), sizes)))
        stands |= {k.id: k.id for k in kept} | {k.id: MORE + kind for k in hidden}
        at |= {row.key: n for row in rows}
        columns.append(rows)
    pairs: list[_Pair] = []
    for strand in thread.strands:
        a, b = stands.get(strand.on), stands.get(strand.to)
        if a is None or b is None or any((a, b) == (x, y) for x, _via, y in pairs):
            continue
        via = []
        for n in range(at[a] + 1, at[b]):
            key = f"{a}>{b}@{n}"
            columns[n].append(_Row(key, COLUMNS[n], through=True, height=sizes.gap * 0.5))
            via.append(key)
        pairs.append((a, tuple(via), b))
    return columns, pairs


def _kept(knots: Sequence[Knot], most: int, degree: dict[Id, int]) -> tuple[Sequence[Knot], Sequence[Knot]]:
    """At most so many, in their order: those that hang loose first, then those with most ties."""
    if len(knots) <= most:
        return knots, ()
    worth = sorted(range(len(knots)), key=lambda n: (not knots[n].loose, -degree.get(knots[n].id, 0), n))
    shown = set(worth[: max(0, most - 1)])
    return [k for n, k in enumerate(knots) if n in shown], [k for n, k in enumerate(knots) if n not in shown]


def _row(knot: Knot, width: float, level: _Level, measure: Measure, sizes: Sizes) -> _Row:
    lines = wrapped(" ".join(knot.says.split()), width - 2 * sizes.inset, level.lines, measure, "thread.title")
    return _Row(knot.id, knot.kind, knot, lines=lines, height=_card(level, len(lines), sizes))


def _card(level: _Level, lines: int, sizes: Sizes) -> float:
    return 2 * sizes.above + lines * sizes.title + (sizes.told if level.told else 0)


def _tall(rows: Sequence[_Row], level: _Level, sizes: Sizes) -> float:
    return sum(row.height for row in rows) + sizes.gap * level.gap * max(0, len(rows) - 1)


def wrapped(text: str, width: float, most: int, measure: Measure, style: str) -> tuple[str, ...]:
    """The text in at most so many lines; the last is shortened, and so is a word wider than the column."""
    lines: list[str] = []
    left = text.split()
    while left and len(lines) < most:
        line = left.pop(0)
        if len(lines) == most - 1:
            line = " ".join([line, *left])
            left = []
        else:
            while left and measure(f"{line} {left[0]}", style) <= width:
                line = f"{line} {left.pop(0)}"
        lines.append(_shortened(line, width, measure, style))
    return tuple(lines) or ("–",)


def _shortened(text: str, width: float, measure: Measure, style: str) -> str:
    if measure(text, style) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(f"{text[:middle].rstrip()}…", style) <= width:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip(' ,;:–-')}…"


# ------------------------------------------------------------------------------------------------ order and height


def _steps(pairs: Iterable[_Pair]) -> list[tuple[str, str]]:
    """The lines as pieces from one column to the next."""
    found: list[tuple[str, str]] = []
    for a, via, b in pairs:
        way = (a, *via, b)
        found += pairwise(way)
    return found


def _ordered(columns: list[list[_Row]], pairs: Sequence[_Pair]) -> list[list[_Row]]:
    """The rows of each column in the order in which the fewest lines cross, of those tried; the first one found when they are as many."""
    steps = _steps(pairs)
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for a, b in steps:
        before.setdefault(b, []).append(a)
        after.setdefault(a, []).append(b)
    best, fewest = columns, _crossings(columns, steps)
    now = [list(rows) for rows in columns]
    for sweep in range(SWEEPS):
        if not fewest:
            break
        order = range(1, len(now)) if sweep % 2 == 0 else range(len(now) - 2, -1, -1)
        for n in order:
            beside = now[n - 1] if sweep % 2 == 0 else now[n + 1]
            at = {row.key: i for i, row in enumerate(beside)}
            now[n] = _by_median(now[n], at, before if sweep % 2 == 0 else after)
        crossings = _crossings(now, steps)
        if crossings < fewest:
            best, fewest = [list(rows) for rows in now], crossings
    return best


def _by_median(rows: Sequence[_Row], at: dict[str, int], ties: dict[str, list[str]]) -> list[_Row]:
    """Those that are tied, by the median place of what they are tied to; the others keep their places."""
    tied = {row.key: places for row in rows if (places := sorted(at[key] for key in ties.get(row.key, ()) if key in at))}
    moving = sorted((row for row in rows if row.key in tied), key=lambda row: median_low(tied[row.key]))
    return [moving.pop(0) if row.key in tied else row for row in rows]


def _crossings(columns: Sequence[Sequence[_Row]], steps: Sequence[tuple[str, str]]) -> int:
    at = {row.key: (n, i) for n, rows in enumerate(columns) for i, row in enumerate(rows)}
    by: dict[int, list[tuple[int, int]]] = {}
    for a, b in steps:
        by.setdefault(at[a][0], []).append((at[a][1], at[b][1]))
    return sum((x[0] - y[0]) * (x[1] - y[1]) < 0 for lines in by.values() for i, x in enumerate(lines) for y in lines[:i])


def _pulled(columns: Sequence[Sequence[_Row]], pairs: Sequence[_Pair], top: float, bottom: float, gap: float) -> list[list[float]]:
    """The top of each row: in their order, apart, and as near the middle of what they are tied to as that allows."""
    steps = _steps(pairs)
    ties: dict[str, list[str]] = {}
    for a, b in steps:
        ties.setdefault(a, []).append(b)
        ties.setdefault(b, []).append(a)
    tops = []
    middles: dict[str, float] = {}
    for rows in columns:
        y, stacked = top, []
        for row in rows:
            stacked.append(y)
            middles[row.key] = y + row.height / 2
            y += row.height + gap
        tops.append(stacked)
    for pull in range(PULLS):
        for n in range(len(columns)) if pull % 2 == 0 else range(len(columns) - 1, -1, -1):
            rows = columns[n]
            wanted = []
            for row, y in zip(rows, tops[n], strict=True):
                near = [middles[key] for key in ties.get(row.key, ())]
                wanted.append(sum(near) / len(near) - row.height / 2 if near else y)
            tops[n] = _apart(wanted, [row.height for row in rows], gap, top, bottom)
            middles |= {row.key: y + row.height / 2 for row, y in zip(rows, tops[n], strict=True)}
    return tops


def _apart(wanted: Sequence[float], heights: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Tops nearest those wanted that keep their order and the gap, between top and bottom (pool adjacent violators)."""
    offsets, total = [], 0.0
    for height in heights:
        offsets.append(total)
        total += height + gap
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (b, m), (a, n) = pools.pop(), pools.pop()
            pools.append(((a * n + b * m) / (n + m), n + m))
    free = max(top, bottom - (total - gap)) if heights else top
    shifts = [min(max(shift, top), free) for shift, count in pools for _ in range(count)]
    return [shift + offset for shift, offset in zip(shifts, offsets, strict=True)]


def _placed(columns: Sequence[Sequence[_Row]], tops: Sequence[Sequence[float]], column: float, sizes: Sizes) -> dict[str, Place]:
    found = {}
    for n, (rows, top) in enumerate(zip(columns, tops, strict=True)):
        for row, y in zip(rows, top, strict=True):
            if not row.through:
                found[row.key] = Place(row.key, row.kind, n * (column + sizes.between), y, column, row.height, row.hidden)
    return found


# ------------------------------------------------------------------------------------------------ shapes


def _heads(thread: Thread, language: Language, column: float, sizes: Sizes) -> list[Shape]:
    shapes: list[Shape] = []
    for n, kind in enumerate(COLUMNS):
        x = n * (column + sizes.between)
        count = len(thread.column(kind))
        shapes.append(Label(x, sizes.head - sizes.told, words.column_name(kind, language), "thread.head"))
        if count:
            shapes.append(Label(x + column, sizes.head - sizes.told, str(count), "thread.count", "right"))
        shapes.append(Line(x, sizes.head - sizes.told + 1.3, x + column, sizes.head - sizes.told + 1.3, "thread.rule"))
    return shapes


def _lines(
    columns: Sequence[Sequence[_Row]], tops: Sequence[Sequence[float]], pairs: Sequence[_Pair], column: float, sizes: Sizes
) -> list[Shape]:
    at = {
        row.key: (n * (column + sizes.between), y + row.height / 2)
        for n, (rows, top) in enumerate(zip(columns, tops, strict=True))
        for row, y in zip(rows, top, strict=True)
    }
    shapes: list[Shape] = []
    for a, via, b in pairs:
        x, y = at[a]
        points = [(x + column, y)]
        for key in (*via, b):
            x2, y2 = at[key]
            points += _curve(points[-1], (x2, y2))
            if key != b:
                points.append((x2 + column, y2))
        shapes.append(Path(tuple(points), "thread.line", f"{a}>{b}"))
    return shapes


def _curve(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """From start, which is not among the points, to end: level at both."""
    (x1, y1), (x2, y2) = start, end
    if abs(y1 - y2) < 0.05:
        return [end]
    found = []
    for n in range(1, BEND + 1):
        t = n / BEND
        found.append((x1 + (x2 - x1) * (1.5 * t - 1.5 * t * t + t**3), y1 + (y2 - y1) * (3 * t * t - 2 * t**3)))
    return [*found[:-1], end]


def _drawn(row: _Row, place: Place, language: Language, level: _Level, measure: Measure, sizes: Sizes) -> list[Shape]:
    knot = row.knot
    if knot is None:
        quiet = "thread.more" if row.hidden else "thread.missing"
        shapes: list[Shape] = [Area(place.x, place.y, place.width, place.height, quiet, row.key)]
        y = place.y + (place.height - len(row.lines) * sizes.title) / 2
        for line in row.lines:
            y += sizes.title
            shapes.append(Label(place.x + sizes.inset, y - sizes.title * 0.27, line, quiet, on=quiet))
        return shapes
    card = "thread.card.loose" if knot.loose else "thread.card"
    shapes = [Area(place.x, place.y, place.width, place.height, card, knot.id)]
    told = words.loose_words(knot, language) or words.state_words(knot, language)
    used = len(row.lines) * sizes.title + (sizes.told if level.told else 0)
    y = place.y + (place.height - used) / 2
    for line in row.lines:
        y += sizes.title
        shapes.append(Label(place.x + sizes.inset, y - sizes.title * 0.27, line, "thread.title", on=card))
    if level.told:
        style = "thread.told.loose" if knot.loose else "thread.told"
        line = _shortened(told, place.width - 2 * sizes.inset, measure, style)
        shapes.append(Label(place.x + sizes.inset, y + sizes.told * 0.76, line, style, on=card))
    middle = place.y + place.height / 2
    for after in sorted({why in AFTER for why in knot.loose}):
        way = 1 if after else -1
        x = place.x + (place.width if after else 0)
        end = x + way * sizes.stub
        shapes.append(Path(((x, middle), (x + way * sizes.stub * 0.5, middle + 0.5), (end, middle + 1.1)), "thread.stub", knot.id))
        shapes.append(Dot(end + way * sizes.ring * 0.9, middle + 1.3, sizes.ring, "thread.loose", knot.id))
    return shapes


# ------------------------------------------------------------------------------------------------ beside the thread


def _beside_height(count: int, sizes: Sizes) -> float:
    if not count:
        return 0.0
    rows = min(BESIDE_ROWS, -(-count // len(COLUMNS)))
    return sizes.gap + sizes.head + rows * _card(SMALL, sizes.beside, sizes) + (rows - 1) * sizes.gap


def _beside(
    knots: Sequence[Knot], language: Language, top: float, column: float, measure: Measure, sizes: Sizes, width: float
) -> tuple[list[Place], list[Shape]]:
    """What hangs on nothing at all, in rows under the columns; the last place counts what there is no room for."""
    shapes: list[Shape] = [
        Line(0, top, width, top, "thread.rule"),
        Label(0, top + sizes.head - sizes.told, language.gettext("Beside the thread: leads to no goal"), "thread.head"),
    ]
    tall, most = _card(SMALL, sizes.beside, sizes), BESIDE_ROWS * len(COLUMNS)
    kept, hidden = (knots, ()) if len(knots) <= most else (knots[: most - 1], knots[most - 1 :])
    rows = [_row(knot, column, _Level(sizes.beside, False, 0), measure, sizes) for knot in kept]
    if hidden:
        told = (language.gettext("and %(n)d more", n=len(hidden)),)
        rows.append(_Row(MORE + hidden[0].kind, hidden[0].kind, hidden=tuple(k.id for k in hidden), lines=told, height=tall))
    places = []
    for n, row in enumerate(rows):
        x = n % len(COLUMNS) * (column + sizes.between)
        y = top + sizes.head + n // len(COLUMNS) * (tall + sizes.gap)
        place = Place(row.key, row.kind, x, y, column, tall, row.hidden)
        places.append(place)
        shapes += [s for s in _drawn(row, place, language, SMALL, measure, sizes) if not isinstance(s, Path | Dot)]
    return places, shapes
