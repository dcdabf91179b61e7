"""The lines of a document that came in, before they are items: where each stands, how it looks, and which belong to the page and not the text. Pure."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from verkstad.domain.values import frozen, replaced

EDGE = 0.13  # of the height of a page, above and below, where a running head or foot stands
OFTEN = 0.3  # of the pages with text a line must stand on, in its place, to belong to the page
SAME_PLACE = 5.0  # points


@frozen(kw_only=True)
class Line:
    """One line, or a whole paragraph where the document says where those end (`whole`).

    `page` from 1, None when the document does not say. `top` and `height` in points from the upper edge of the page, `tall` the height of
    the page; `left`, `right` in points (characters in plain text); `size` of the letters, 0 not known. `gap`: room above in lines of text.
    `number` is what the document numbers it with, where that is no part of its text; `heading` its level as a heading, 0 for none.
    `hyphen`: what ends it is a hyphen that the layout put there.
    """

    text: str
    page: int | None = None
    top: float = 0.0
    tall: float = 0.0
    left: float = 0.0
    right: float = 0.0
    size: float = 0.0
    bold: bool = False
    gap: float = 0.0
    whole: bool = False
    number: str = ""
    heading: int = 0
    bullet: bool = False
    hyphen: bool = False


_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:sida|sid|s|page|p)?\.?\s*[-–—(]?\s*\d{1,4}\s*(?:(?:av|of|/|\()\s*\d{1,4}\s*\)?)?\s*[-–—)]?", re.IGNORECASE)
_ROMAN = re.compile(r"[ivx]{1,6}")
_OVER = re.compile(r"innehåll(?:sförteckning)?|(?:table of )?contents", re.IGNORECASE)
_CONTENTS = re.compile(r".*?(?:\.\s?){4,}\s*\d{1,4}|.*?…+\s*\d{1,4}|.*\t\d{1,4}")


def without_furniture(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int]:
    """The lines that are text, and how many running heads, feet and page numbers were taken away.

    What belongs to the page stands near its upper or lower edge and says the same, but for figures, in the same place on many pages; or says
    something else there each time in letters smaller than the text (the name of a chapter); or is the number of the page.
    """
    pages = sorted({line.page for line in lines if line.page is not None})
    if not pages:
        return tuple(lines), 0
    sizes = [line.size for line in lines if line.size]
    usual = median(sizes) if sizes else 0.0
    edge = [at for at, line in enumerate(lines) if _at_edge(line)]
    often = max(2, round(len(pages) * OFTEN))
    said: Counter[tuple[str, int]] = Counter()
    placed: dict[int, set[int]] = {}
    for key, page in {((_said(lines[at]), _place(lines[at])), lines[at].page) for at in edge}:
        said[key] += 1
        placed.setdefault(key[1], set()).add(page or 0)
    numbers = _page_numbers([lines[at] for at in edge])
    gone: set[int] = set()
    for at in edge:
        line = lines[at]
        place = _place(line)
        repeated = sum(said[(_said(line), near)] for near in (place - 1, place, place + 1)) >= often
        small = bool(usual) and line.size < usual * 0.93 and len(placed.get(place, ())) >= max(3, round(len(pages) * 0.6))
        if (len(pages) >= 2 and (repeated or small)) or id(line) in numbers:
            gone.add(at)
    return tuple(line for at, line in enumerate(lines) if at not in gone), len(gone)


def without_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], int]:
    """The lines without a table of contents: dots, and the number of a page; and the one word that stands over it."""
    listed = [_CONTENTS.fullmatch(line.text.strip()) is not None for line in lines]
    over = {at for at in range(len(lines) - 1) if listed[at + 1] and not listed[at] and _OVER.fullmatch(lines[at].text.strip())}
    return tuple(line for at, line in enumerate(lines) if not listed[at] and at not in over), sum(listed)


def with_gaps(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Each line with the room above it, counted in the usual distance between two lines. The first of a page has none."""
    steps: dict[float, list[float]] = {}
    for one, other in itertools.pairwise(lines):
        step = other.top - one.top
        if one.page == other.page and one.size == other.size and 0 < step < max(one.size, 4.0) * 3.5:
            steps.setdefault(other.size, []).append(step)
    usual = {size: _least_common(found) for size, found in steps.items()}
    made = list(lines[:1])
    for one, other in itertools.pairwise(lines):
        base = usual.get(other.size) or usual.get(one.size) or max(one.size, other.size, 4.0) * 1.25
        same = one.page == other.page and other.top > one.top
        made.append(replaced(other, gap=(other.top - one.top) / base if same and base else 0.0))
    return tuple(made)


def _least_common(steps: Sequence[float]) -> float:
    """The distance within a paragraph: the commonest, the smaller one where two are as common."""
    counted = Counter(round(step, 1) for step in steps)
    most = max(counted.values())
    return min(step for step, count in counted.items() if count * 2 >= most)


def _at_edge(line: Line) -> bool:
    return line.tall > 0 and (line.top < line.tall * EDGE or line.top > line.tall * (1 - EDGE))


def _said(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.casefold().split()))


def _place(line: Line) -> int:
    return round(line.top / SAME_PLACE)


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Those lines near the edge that are nothing but the number of the page: they go up with the pages, or stand alone on a single one."""
    alone = [line for line in lines if _PAGE_NUMBER.fullmatch(line.text.strip())]
    steps = Counter(int(found[0]) - (line.page or 0) for line in alone if (found := _DIGITS.search(line.text)))
    roman = {id(line) for line in lines if _ROMAN.fullmatch(line.text.strip())}
    return roman | {
        id(line)
        for line in alone
        if (found := _DIGITS.search(line.text)) and (steps[int(found[0]) - (line.page or 0)] >= 2 or len(alone) == 1)
    }
