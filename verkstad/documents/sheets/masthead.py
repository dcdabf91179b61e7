"""What a sheet in A4 begins with: title, lead and a short column of facts; and the bars that head its sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from verkstad.documents.flow import Flow
from verkstad.documents.job import SheetCode
from verkstad.documents.paper import MM, Sheet, balanced, height_of, lines_of
from verkstad.documents.parts import A4, BOTTOM, SIDE, TOP, Page, Part, Place, Setting
from verkstad.documents.typography import BAR, CELL, H1, H3, HAIR, HAIRLINE, INK, LEAD, SECOND, Style, shortened
from verkstad.i18n import NO_BREAK

Fact = tuple[str, str]
FACTS = 144.0  # mm, where the column of facts begins
FACT_LABEL = Style("S", 8.25, 11, SECOND)
FACT_VALUE = Style("R", 9, 11.5)
FACT_LINES = 7  # a longer value belongs in the sheet itself: it is cut with an ellipsis and recorded


def title_style(title: str, width: float) -> Style:
    """H1, or a smaller one for a title that would take more than two lines."""
    style = H1
    while style.size > 18 and len(lines_of(title, style, width)) > 2:
        style = style.with_(size=style.size - 2, leading=style.leading - 2)
    return style


_TOGETHER = re.compile(r"(?<=\d) (?=\d)(?!\d{1,2}[.:]\d\d)")  # a telephone number stays on one line; a date may stand above its times


class Masthead:
    """Measured first (`height`), drawn at the top of the first page. Facts without a value are left out."""

    def __init__(self, title: str, lead: str = "", facts: Sequence[Fact] = (), *, width: float = 174.0, top: float = TOP) -> None:
        self.facts = [(label, _TOGETHER.sub(NO_BREAK, value)) for label, value in facts if value]
        self.right = SIDE + width
        self.column = (FACTS - SIDE - 8) if self.facts else width * 0.8
        self.title, self.lead, self.top = title, lead, top
        self.style = title_style(title, self.column)
        self.indent = max([14.0, *(FACT_LABEL.width(label) / MM + 2.0 for label, _value in self.facts)])
        room = self.right - FACTS - self.indent
        self.cut = [value for _, value in self.facts if len(lines_of(value, FACT_VALUE, room)) > FACT_LINES]
        self._values = [_shortened(value, room) for _, value in self.facts]
        left = height_of(title, self.style, self.column) + 3.0 + height_of(lead, LEAD, self.column)
        right = 1 + sum(2.2 + len(lines) * FACT_VALUE.leading / MM for lines in self._values)
        self.height = max(left, right)

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def draw(self, sheet: Sheet) -> None:
        y = self.top
        y += sheet.block(SIDE, y, balanced(self.title, self.style, self.column), self.title, self.style, tag="H1")
        if self.lead:
            sheet.block(SIDE, y + 3.0, balanced(self.lead, LEAD, self.column), self.lead, LEAD)
        for value in self.cut:
            wanted = len(lines_of(value, FACT_VALUE, self.right - FACTS - self.indent)) * FACT_VALUE.leading / MM
            sheet.c.overflows.append(("height", value[:80], round(wanted, 1), round(FACT_LINES * FACT_VALUE.leading / MM, 1)))
        y = self.top + 1.6
        for i, ((label, _value), lines) in enumerate(zip(self.facts, self._values, strict=True)):
            tall = len(lines) * FACT_VALUE.leading / MM
            if i:
                sheet.line(FACTS, y - 1.1, self.right, y - 1.1, HAIRLINE, HAIR)
            with sheet.tag("P"):
                sheet.text(FACTS, y + 2.9, label, FACT_LABEL)
                sheet.lines(FACTS + self.indent, y, lines, FACT_VALUE)
            y += tall + 2.2


def _shortened(value: str, room: float) -> list[str]:
    """A fact broken into lines; of a very long one as many as are set, the last with an ellipsis."""
    lines = list(lines_of(value, FACT_VALUE, room))
    if len(lines) > FACT_LINES:
        lines = [*lines[: FACT_LINES - 1], shortened(f"{lines[FACT_LINES - 1]} …", FACT_VALUE, room * MM)]
    return lines


def section(sheet: Sheet, x: float, y: float, width: float, title: str, style: Style = H3, *, tag: str = "H2") -> float:
    """A two-point bar with a heading under it; returns the y of the text that follows."""
    sheet.line(x, y, x + width, y, BAR, INK)
    return y + 2.2 + sheet.block(x, y + 2.2, width, title, style, tag=tag) + 0.6


def note_height(title: str, text: str, width: float, style: Style = CELL) -> float:
    return 2.8 + height_of(title, H3, width) + height_of(text, style, width - 2)


def document(
    setting: Setting,
    sheet_name: str,
    title: str,
    head: Masthead,
    flow: Flow,
    content: object,
    *,
    kind: str = "",
    audience: str = "lead",
    gap: float = 9.0,
    feedback: bool = False,
    bottom: float = BOTTOM,
    also: Callable[[Sheet, SheetCode], None] | None = None,
) -> Part:
    """A part in A4 that flows: masthead on the first page, running head and foot on all. `also` draws more on the first page."""
    drawn = flow.pages(SIDE, head.bottom + gap, TOP + 2, bottom)
    code = setting.sheet_code(sheet_name, content)

    def page(n: int) -> Page:
        def draw(sheet: Sheet, place: Place) -> None:
            setting.head(sheet, kind or title)
            if n == 0:
                head.draw(sheet)
                if also is not None:
                    also(sheet, code)
            drawn[n](sheet)
            setting.foot(sheet, place, code, title, feedback=feedback)

        return Page(A4, draw)

    return Part(sheet_name, title, tuple(page(n) for n in range(len(drawn))), code, audience=audience)
