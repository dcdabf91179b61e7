"""The type and the colours of all paper: Source Sans 3, a few sizes, one accent. Sizes in points."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from verkstad import resources

FACES = {"R": "Regular", "I": "It", "M": "Medium", "S": "Semibold", "B": "Bold", "X": "Black"}
ELLIPSIS = "…"

INK = "#14181D"
SECOND = "#4A525C"  # 7.9:1 on white
PETROL = "#0B5563"  # 8.4:1
PALE = "#DCEBEE"
WARM = "#A8480A"  # 5.8:1
RULE = "#7D8690"
FAINT = "#A9B0B8"  # decorative: writing lines
HAIR = "#C3C9D0"  # decorative: between rows
TINT = "#F0F2F4"
WHITE = "#FFFFFF"

HAIRLINE, WRITING, THIN, HEADRULE, DATALINE, BAR = 0.35, 0.5, 0.7, 1.1, 1.3, 2.0


@cache
def colour(hexed: str, grey: bool = False) -> Color:
    """The colour, or the grey of the same lightness."""
    made = HexColor(hexed)
    if grey:
        light = 0.299 * made.red + 0.587 * made.green + 0.114 * made.blue
        return Color(light, light, light)
    return made


@cache
def load_fonts() -> None:
    """Register the faces with reportlab, once a process."""
    for short, face in FACES.items():
        pdfmetrics.registerFont(TTFont(font_name(short), str(resources.path(f"fonts/source-sans/SourceSans3-{face}.ttf")), shapable=False))


def font_name(face: str) -> str:
    return "VK" + face


@lru_cache(maxsize=65536)
def advance(text: str, face: str, size: float) -> float:
    """Width of a line of text in points."""
    load_fonts()
    return float(pdfmetrics.stringWidth(text, "VK" + face, size))


@dataclass(frozen=True, slots=True)
class Style:
    """Face, size and leading (points) and colour of a text."""

    face: str = "R"
    size: float = 9.5
    leading: float = 13
    color: str = INK

    def with_(self, **changes: object) -> Style:
        return replace(self, **changes)  # type: ignore[arg-type]

    def width(self, text: str) -> float:
        """Width in points."""
        return advance(text, self.face, self.size)


LABEL = Style("S", 7.75, 10, SECOND)
SMALL = Style("R", 8.25, 11, SECOND)
CELL = Style("R", 9.25, 12)
CELL_STRONG = Style("S", 9.25, 12)
BODY = Style("R", 9.5, 13)
H3 = Style("S", 10.5, 13)
LEAD = Style("R", 12, 16.5)
H2 = Style("B", 14, 17)
H1 = Style("B", 26, 28)
RUNNING = Style("R", 8.5, 11, SECOND)
FOOT = Style("R", 7.75, 10, SECOND)

# A3: nothing under 10 pt, so that the sheet can be scaled to A4 and still be read
A3_LABEL = Style("S", 10.5, 13, SECOND)
A3_BODY = Style("R", 10.5, 14)
A3_HINT = Style("R", 10.5, 14, SECOND)
A3_SECTION = Style("B", 16, 19)
A3_H3 = Style("S", 12, 15)
A3_LEAD = Style("R", 13.5, 18)
A3_TITLE = Style("B", 40, 42)
A3_FOOT = Style("R", 10, 12, SECOND)


_BLANKS = re.compile(r"[ \t\r\f\v]+")  # not the space that must not break


def shortened(text: str, style: Style, width: float) -> str:
    """The text, or as much of it as fits `width` points with an ellipsis after it."""
    if style.width(text) <= width + 0.01:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if style.width(text[:middle].rstrip() + ELLIPSIS) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


@lru_cache(maxsize=16384)
def wrapped(text: str, style: Style, width: float) -> tuple[str, ...]:
    """The lines of a text set in `width` points. A word wider than the line is broken; line breaks in the text are kept."""
    lines: list[str] = []
    space = style.width(" ")
    for paragraph in text.split("\n"):
        line = ""
        used = 0.0
        for word in filter(None, _BLANKS.split(paragraph)):
            wide = style.width(word)
            if line and used + space + wide <= width + 0.01:
                line, used = line + " " + word, used + space + wide
                continue
            if line:
                lines.append(line)
            while wide > width + 0.01 and len(word) > 1:
                part = _breakable(word, style, width)
                lines.append(part)
                word = word[len(part.rstrip("-")) :] if part.endswith("-") and not word.startswith(part) else word[len(part) :]
                wide = style.width(word)
            line, used = word, wide
        lines.append(line)
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _breakable(word: str, style: Style, width: float) -> str:
    """The longest beginning of a word that fits with a hyphen after it (after one it already holds, if there is)."""
    cut = 1
    while cut < len(word) - 1 and style.width(word[: cut + 1] + "-") <= width:
        cut += 1
    held = word[:cut].rfind("-")
    return word[: held + 1] if held > cut // 2 else word[:cut] + "-"
