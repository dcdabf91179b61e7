"""From those who know to those who may decide, as a picture: a lane for each position that knows and may not change, with the forums and teams
on its way. What several lanes share is one box across them. A way that is broken is dashed, with a cross on it.

Pure and deterministic, in millimetres from the top left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from verkstad.domain.values import frozen
from verkstad.i18n import Language
from verkstad.picture.red_thread import wrapped
from verkstad.picture.shapes import Area, Label, Path, Picture, Shape
from verkstad.wording_responsibility import steps_sentence

Measure = Callable[[str, str], float]
"""(text, style) -> width in mm, by whoever will draw it."""


@frozen
class Way:
    """A position that knows, the tables on its way as (name, whether it is a forum), and the position that may decide; `to` "" when there is no way.

    `broken`: it shares no forum with anybody who may decide, whatever way round there is.
    """

    position: str
    through: tuple[tuple[str, bool], ...] = ()
    to: str = ""
    broken: bool = False


@frozen
class Sizes:
    """In mm: leading of a title and of the word under it, inset of a box, room between lanes and between columns, the headings, half a cross."""

    title: float = 4.4
    told: float = 3.8
    inset: float = 2.2
    gap: float = 2.6
    between: float = 16.0
    head: float = 7.0
    cross: float = 1.5


PAPER = Sizes()
SCREEN = Sizes(title=4.2, told=3.6, between=12.0)


@frozen
class _Box:
    """Something in a lane: what makes it the same as that in the next lane, its style, its words in lines and what is told under them."""

    key: tuple[str, str]
    style: str
    lines: tuple[str, ...]
    told: str = ""


def ordered(ways: Sequence[Way]) -> tuple[Way, ...]:
    """Those without any way first, then the other broken ones, each so that lanes which share something stand together."""
    return tuple(sorted(ways, key=lambda w: (bool(w.to), not w.broken, w.to, w.through, w.position)))


def ways_picture(
    ways: Sequence[Way], language: Language, width: float, measure: Measure, *, steps: int = 0, sizes: Sizes = PAPER
) -> Picture:
    """The lanes in the order given, `width` mm wide and as tall as they need. `steps`: columns kept for forums and teams, at least as many as
    there are on the longest way.
    """
    steps = max(1, steps, *(len(way.through) for way in ways)) if ways else max(1, steps)
    column = (width - sizes.between * (steps + 1)) / (steps + 2)
    rows = [_boxes(way, language, column, steps, measure, sizes) for way in ways]
    shapes: list[Shape] = list(_heads(language, column, steps, measure, sizes))
    tops, y = [], sizes.head
    talls = [max(_tall(box, sizes) for box in row if box is not None) for row in rows]
    for tall in talls:
        tops.append(y)
        y += tall + sizes.gap
    for way, row, top, tall in zip(ways, rows, tops, talls, strict=True):
        shapes += _line(way, row, top + tall / 2, column, language, width, measure, sizes)
    for at in range(steps + 2):
        n = 0
        while n < len(rows):
            last, box = n, rows[n][at]
            while box is not None and at and last + 1 < len(rows) and _same(rows[last + 1][at], box):
                last += 1
            if box is not None:
                shapes += _box(box, at * (column + sizes.between), tops[n], column, tops[last] + talls[last] - tops[n], sizes)
            n = last + 1
    told = "; ".join(_described(way, language) for way in ways)
    return Picture(width, (y - sizes.gap) if ways else sizes.head, tuple(shapes), told)


def _described(way: Way, language: Language) -> str:
    said = steps_sentence(len(way.through) if way.to else None, tuple(name for name, _forum in way.through), way.to, language)
    return f"{way.position}: {said}" + (f" ({language.gettext('shares no forum')})" if way.broken and way.to else "")


def _same(box: _Box | None, other: _Box) -> bool:
    return box is not None and box.key == other.key


def _boxes(way: Way, language: Language, column: float, steps: int, measure: Measure, sizes: Sizes) -> list[_Box | None]:
    """What stands in each column of a lane, from the left; None where its line only passes."""
    _, room = language.gettext, column - 2 * sizes.inset
    made: list[_Box | None] = [_Box(("knows", way.position), "way.knows", wrapped(way.position, room, 3, measure, "way.title"))]
    for name, forum in way.through:
        style = "way.forum" if forum else "way.team"
        made.append(_Box((style, name), style, wrapped(name, room, 3, measure, "way.title"), _("Forum") if forum else _("Team")))
    made += [None] * (steps + 1 - len(made))
    made.append(_Box(("to", way.to), "way.decides", wrapped(way.to, room, 3, measure, "way.title")) if way.to else None)
    return made


def _tall(box: _Box, sizes: Sizes) -> float:
    return 2 * sizes.inset + len(box.lines) * sizes.title + (sizes.told if box.told else 0)


def _heads(language: Language, column: float, steps: int, measure: Measure, sizes: Sizes) -> list[Label]:
    _, each = language.gettext, column + sizes.between
    named = ((0, 1, _("Knows, may not change")), (1, steps, _("Meets in")), (steps + 1, 1, _("May decide")))
    return [
        Label(at * each, sizes.head - 3.0, wrapped(words, count * each - 2, 1, measure, "way.head")[0], "way.head")
        for at, count, words in named
    ]


def _line(
    way: Way, row: Sequence[_Box | None], y: float, column: float, language: Language, width: float, measure: Measure, sizes: Sizes
) -> list[Shape]:
    """The line of a lane, from box to box; where there is no way it ends at a cross, with the words beside it."""
    each = column + sizes.between
    if not way.to:
        x = each + column / 4
        words = wrapped(language.gettext("No way at all to anybody who may decide"), width - x - 6, 2, measure, "way.none")
        first = y + sizes.told * (0.35 - (len(words) - 1) / 2)
        return [
            Path(((column, y), (x, y)), "way.broken"),
            *_cross(x + sizes.cross, y, sizes),
            *(Label(x + 2 * sizes.cross + 2, first + n * sizes.told, text, "way.none") for n, text in enumerate(words)),
        ]
    style = "way.broken" if way.broken else "way.line"
    stands = [at for at, box in enumerate(row) if box is not None]
    made: list[Shape] = [Path(((a * each + column, y), (b * each, y)), style) for a, b in pairwise(stands)]
    if way.broken:
        made += _cross(column + sizes.between / 2, y, sizes)
    return made


def _cross(x: float, y: float, sizes: Sizes) -> tuple[Path, Path]:
    half = sizes.cross
    return (
        Path(((x - half, y - half), (x + half, y + half)), "way.cross"),
        Path(((x - half, y + half), (x + half, y - half)), "way.cross"),
    )


def _box(box: _Box, x: float, y: float, column: float, tall: float, sizes: Sizes) -> list[Shape]:
    """The box with its words in the middle of its height."""
    first = y + (tall - len(box.lines) * sizes.title - (sizes.told if box.told else 0)) / 2
    made: list[Shape] = [Area(x, y, column, tall, box.style)]
    for n, text in enumerate(box.lines):
        made.append(Label(x + sizes.inset, first + (n + 0.76) * sizes.title, text, "way.title", on=box.style))
    if box.told:
        made.append(Label(x + sizes.inset, first + len(box.lines) * sizes.title + 0.76 * sizes.told, box.told, "way.told", on=box.style))
    return made
