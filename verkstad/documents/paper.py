"""A page drawn in millimetres from its top left corner: measured text, rules, boxes, writing lines. What does not fit is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

from verkstad.documents.tagged import TaggedCanvas
from verkstad.documents.typography import (
    BODY,
    FAINT,
    INK,
    THIN,
    WRITING,
    Style,
    advance,
    colour,
    font_name,
    shortened,
    wrapped,
)

MM = 72 / 25.4
PITCH = 9.0  # mm between writing lines


def lines_of(text: str, style: Style, width: float) -> tuple[str, ...]:
    """The text broken into lines of `width` mm."""
    return wrapped(text, style, width * MM)


def height_of(text: str, style: Style, width: float) -> float:
    """The height in mm of a text set in `width` mm."""
    return len(lines_of(text, style, width)) * style.leading / MM


def balanced(text: str, style: Style, width: float) -> float:
    """The narrowest width, in mm and not over `width`, that takes no more lines: so that no word is left alone on the last one."""
    count = len(lines_of(text, style, width))
    if count < 2:
        return width
    low, high = width * 0.5, width
    while high - low > 1.0:
        middle = (low + high) / 2
        if len(lines_of(text, style, middle)) > count:
            low = middle
        else:
            high = middle
    return high


class Sheet:
    """One page. All lengths in mm, sizes of type in points; y grows downwards and is the baseline for `text`, the top for everything else."""

    def __init__(self, canvas: TaggedCanvas, width: float, height: float, *, grey: bool = False) -> None:
        self.c = canvas
        self.width, self.height, self.grey = width, height, grey

    def y(self, mm: float) -> float:
        return (self.height - mm) * MM

    # Structure

    def tag(self, tag: str, *, alt: str = "", box: tuple[float, float, float, float] | None = None):  # type: ignore[no-untyped-def]
        """Marked content. `box`: x, y, width, height in mm, for figures."""
        if box is not None:
            x, y, w, h = box
            return self.c.leaf(tag, alt=alt, box=(x * MM, self.y(y + h), (x + w) * MM, self.y(y)))
        return self.c.leaf(tag, alt=alt)

    def group(self, tag: str, **named):  # type: ignore[no-untyped-def]
        return self.c.group(tag, **named)

    def bookmark(self, title: str, key: str, level: int = 0) -> None:
        self.c.bookmarkPage(key)
        self.c.addOutlineEntry(title, key, level)

    # Text

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style = BODY,
        *,
        align: str = "left",
        width: float | None = None,
        tag: str = "",
        color: str = "",
    ) -> float:
        """One line on the baseline y; returns its width. Wider than `width`, it is shortened and recorded."""
        if not text:
            return 0.0
        if width is not None and style.width(text) > width * MM + 0.01:
            self.c.overflows.append(("width", text, round(style.width(text) / MM, 1), round(width, 1)))
            text = shortened(text, style, width * MM)
        wide = style.width(text) / MM
        left = x - wide if align == "right" else x - wide / 2 if align == "middle" else x
        with self.c.leaf(tag) if tag else nullcontext():
            c = self.c
            c.setFillColor(colour(color or style.color, self.grey))
            c.setFont(font_name(style.face), style.size)
            c.drawString(left * MM, self.y(y), text)
        return wide

    def fitted(
        self, x: float, y: float, text: str, style: Style, width: float, *, least: float = 7.0, align: str = "left", tag: str = ""
    ) -> float:
        """One line, set smaller where it must be to keep within `width`, not below `least` points; then shortened and recorded."""
        size = style.size
        while size > least and advance(text, style.face, size) > width * MM:
            size = max(least, size - 0.5)
        return self.text(x, y, text, style.with_(size=size), align=align, width=width, tag=tag)

    def block(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        style: Style = BODY,
        *,
        tag: str = "P",
        height: float | None = None,
        align: str = "left",
        color: str = "",
    ) -> float:
        """Text in a column from the top y; returns its height. Taller than `height`, it is cut with an ellipsis and recorded."""
        lines: Sequence[str] = lines_of(text, style, width)
        if not lines:
            return 0.0
        lead = style.leading / MM
        if height is not None and len(lines) * lead > height + 0.05:
            self.c.overflows.append(("height", text[:80], round(len(lines) * lead, 1), round(height, 1)))
            room = max(1, int((height + 0.05) / lead))
            lines = [*lines[: room - 1], shortened(lines[room - 1] + " …" if room < len(lines) else lines[room - 1], style, width * MM)]
        with self.c.leaf(tag) if tag else nullcontext():
            self.lines(x, y, lines, style, align=align, width=width, color=color)
        return len(lines) * lead

    def lines(
        self, x: float, y: float, lines: Sequence[str], style: Style, *, align: str = "left", width: float = 0, color: str = ""
    ) -> None:
        """Lines already broken, from the top y."""
        c = self.c
        c.setFillColor(colour(color or style.color, self.grey))
        ascent = (style.leading - style.size) / 2 + style.size * 0.78
        if align != "left":
            c.setFont(font_name(style.face), style.size)
            for i, line in enumerate(lines):
                wide = style.width(line) / MM
                at = x + width - wide if align == "right" else x + (width - wide) / 2
                c.drawString(at * MM, self.y(y) - ascent - i * style.leading, line)
            return
        t = c.beginText(x * MM, self.y(y) - ascent)
        t.setFont(font_name(style.face), style.size, style.leading)
        for line in lines:
            t.textLine(line)
        c.drawText(t)

    # Shapes

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        weight: float = THIN,
        color: str = INK,
        *,
        dash: tuple[float, ...] = (),
        round_: bool = False,
    ) -> None:
        c = self.c
        c.setStrokeColor(colour(color, self.grey))
        c.setLineWidth(weight)
        c.setLineCap(1 if round_ else 0)
        if dash:
            c.setDash(list(dash))
        c.line(x1 * MM, self.y(y1), x2 * MM, self.y(y2))
        if dash:
            c.setDash([])

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: str = "",
        stroke: str = "",
        weight: float = THIN,
        radius: float = 0,
        dash: tuple[float, ...] = (),
    ) -> None:
        c = self.c
        if fill:
            c.setFillColor(colour(fill, self.grey))
        if stroke:
            c.setStrokeColor(colour(stroke, self.grey))
            c.setLineWidth(weight)
        if dash:
            c.setDash(list(dash))
        if radius:
            c.roundRect(x * MM, self.y(y + h), w * MM, h * MM, radius * MM, stroke=bool(stroke), fill=bool(fill))
        else:
            c.rect(x * MM, self.y(y + h), w * MM, h * MM, stroke=bool(stroke), fill=bool(fill))
        if dash:
            c.setDash([])

    def circle(self, x: float, y: float, r: float, *, fill: str = "", stroke: str = "", weight: float = THIN) -> None:
        c = self.c
        if fill:
            c.setFillColor(colour(fill, self.grey))
        if stroke:
            c.setStrokeColor(colour(stroke, self.grey))
            c.setLineWidth(weight)
        c.circle(x * MM, self.y(y), r * MM, stroke=bool(stroke), fill=bool(fill))

    def polygon(
        self, points: Sequence[tuple[float, float]], *, fill: str = "", stroke: str = "", weight: float = THIN, closed: bool = True
    ) -> None:
        c = self.c
        if fill:
            c.setFillColor(colour(fill, self.grey))
        if stroke:
            c.setStrokeColor(colour(stroke, self.grey))
            c.setLineWidth(weight)
            c.setLineJoin(1)
        path = c.beginPath()
        path.moveTo(points[0][0] * MM, self.y(points[0][1]))
        for x, y in points[1:]:
            path.lineTo(x * MM, self.y(y))
        if closed:
            path.close()
        c.drawPath(path, stroke=bool(stroke), fill=bool(fill))

    @contextmanager
    def clipped(self, x: float, y: float, w: float, h: float) -> Iterator[None]:
        c = self.c
        c.saveState()
        path = c.beginPath()
        path.rect(x * MM, self.y(y + h), w * MM, h * MM)
        c.clipPath(path, stroke=0, fill=0)
        try:
            yield
        finally:
            c.restoreState()

    # Things to write on

    def writing_lines(self, x: float, y: float, w: float, count: int, pitch: float = PITCH) -> float:
        """Ruled lines, the first one pitch below y; returns their height. One path: a sheet may hold hundreds."""
        if count <= 0:
            return 0.0
        c = self.c
        c.setStrokeColor(colour(FAINT, self.grey))
        c.setLineWidth(WRITING)
        path = c.beginPath()
        for i in range(1, count + 1):
            path.moveTo(x * MM, self.y(y + i * pitch))
            path.lineTo((x + w) * MM, self.y(y + i * pitch))
        c.drawPath(path, stroke=1, fill=0)
        return count * pitch

    def tick_box(self, x: float, y: float, size: float = 3.8) -> None:
        self.rect(x, y, size, size, stroke=INK, weight=0.8)
