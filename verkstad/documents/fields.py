"""What is filled in by hand on a handout: lines, boxes, scales, tick boxes, tables, drawing areas; measured, stretched to fill, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verkstad.documents.paper import MM, PITCH, Sheet, height_of, lines_of
from verkstad.documents.typography import (
    A3_BODY,
    A3_H3,
    A3_LABEL,
    BAR,
    BODY,
    CELL,
    FAINT,
    H3,
    HAIR,
    HAIRLINE,
    HEADRULE,
    INK,
    LABEL,
    PETROL,
    RULE,
    THIN,
    WHITE,
    WRITING,
    Style,
)
from verkstad.domain.methods import HandoutField

LEAST_PITCH = 8.0  # mm, between writing lines where a sheet is crowded
LEAST_ROW = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a size of paper sets its fields: headings, table text, space between fields (mm), bars over sections."""

    heading: Style
    body: Style
    label: Style
    gap: float
    bar: float  # points; 0: none
    number: Style
    tick: float = 4.0
    radius: float = 1.5


LOOK_A3 = Look(A3_H3, A3_BODY, A3_LABEL, 9.0, 0, Style("B", 18, 20, PETROL), 5.0)
LOOK_A4 = Look(H3.with_(size=11, leading=14), BODY, LABEL.with_(size=8.5, leading=11), 6.5, BAR, Style("B", 12, 14, PETROL), 4.2)
LOOK_CARD = Look(H3.with_(size=9.5, leading=12), CELL, LABEL, 3.6, 0, Style("B", 10, 12, PETROL), 3.6)


@dataclass(frozen=True, slots=True)
class Item:
    """A field with its label in the language of the paper; `labels` those of options, columns and rows."""

    label: str
    kind: str
    rows: int
    low: int
    high: int
    options: tuple[str, ...]
    columns: tuple[str, ...]
    row_labels: tuple[str, ...]
    shares: tuple[float, ...] = ()  # of the width, for the columns of a table; (): by their headings
    given: tuple[
        tuple[str, ...], ...
    ] = ()  # rows of a table that are known: what numbers the row, then a text a column; "" is left to write in


def item(field: HandoutField, code: str) -> Item:
    def texts(many: Sequence[object]) -> tuple[str, ...]:
        return tuple(t.of(code) for t in many)  # type: ignore[attr-defined]

    return Item(
        field.label.of(code),
        field.kind,
        field.rows,
        field.low,
        field.high,
        texts(field.options),
        texts(field.columns),
        texts(field.row_labels),
    )


def heading_height(field: Item, look: Look, width: float) -> float:
    bar = 1.6 if look.bar else 0.0
    return bar + height_of(field.label, look.heading, width)


def natural(field: Item, look: Look, width: float, pitch: float = PITCH) -> float:
    """The height in mm a field wants at least."""
    head = heading_height(field, look, width)
    match field.kind:
        case "line":
            return head + pitch
        case "lines":
            return head + pitch * max(1, field.rows)
        case "box":
            return head + max(18.0, pitch * (field.rows or 3))
        case "scale":
            return head + 11.0
        case "checkbox":
            return head + 2.0 + len(_option_rows(field, look, width)) * (look.tick + 3.2)
        case "matrix":
            return head + _columns_height(field, look, width) + max(1, field.rows) * row_height(field)
        case _:
            return head + 60.0


def row_height(field: Item) -> float:
    """The least height of a row of a table: a line to write on, or what its label takes."""
    return 8.4 if all(len(c) <= 2 for c in field.columns[1:]) and field.row_labels else LEAST_ROW


def stretch(field: Item) -> float:
    """How much of the room left over a field wants; 0: none."""
    match field.kind:
        case "matrix":
            return 0.5 * field.rows if ticked(field) else float(max(4, field.rows))
        case "box":
            return float(field.rows or 5) + 2
        case "drawing":
            return 20.0
        case _:
            return 0.0


def ticked(field: Item) -> bool:
    """A table whose answers are ticks: its columns after the first are bare figures."""
    return len(field.columns) > 1 and all(len(c) <= 2 for c in field.columns[1:])


def draw(sheet: Sheet, field: Item, x: float, y: float, w: float, h: float, look: Look, *, head: bool = True, tag: str = "H2") -> None:
    """The field in this rectangle. `head` False: its heading stands elsewhere."""
    if head:
        if look.bar:
            sheet.line(x, y, x + w, y, THIN if field.kind in ("line", "checkbox") else look.bar, INK)
        top = heading_height(field, look, w)
        sheet.block(x, y + (1.6 if look.bar else 0.0), w, field.label, look.heading, tag=tag)
        y, h = y + top, h - top
    match field.kind:
        case "line" if h < 2 * PITCH:
            sheet.line(x, y + h, x + w, y + h, WRITING, FAINT)
        case "line":
            sheet.writing_lines(x, y, w, int(h / PITCH + 0.02))
        case "lines":
            count = max(1, field.rows, int(h / PITCH + 0.02))
            pitch = h / count
            if pitch < LEAST_PITCH - 0.01:
                sheet.c.overflows.append(("height", field.label, round(count * LEAST_PITCH, 1), round(h, 1)))
            sheet.writing_lines(x, y, w, count, pitch)
        case "box":
            sheet.rect(x, y + 1.2, w, h - 1.2, stroke=RULE, weight=THIN, radius=look.radius)
        case "scale":
            _scale(sheet, field, x, y, w, h, look)
        case "checkbox":
            _options(sheet, field, x, y + 2.0, w, look)
        case "matrix":
            _matrix(sheet, field, x, y, w, h, look)
        case _:
            sheet.rect(x, y + 1.2, w, h - 1.2, stroke=RULE, weight=THIN, radius=look.radius)


def _scale(sheet: Sheet, field: Item, x: float, y: float, w: float, h: float, look: Look) -> None:
    steps = field.high - field.low + 1
    radius = 3.5
    wide = min(w - 2 * radius, 22.0 * (steps - 1))
    middle = y + max(radius + 1.5, min(h - radius - 0.5, 6.5))
    sheet.line(x + radius, middle, x + radius + wide, middle, THIN, RULE)
    with sheet.tag("P"):
        for i in range(steps):
            at = x + radius + wide * i / max(1, steps - 1)
            sheet.circle(at, middle, radius, fill=WHITE, stroke=INK, weight=0.8)
            style = look.heading
            sheet.text(at, middle + style.size / MM * 0.35, str(field.low + i), style, align="middle")


def _option_rows(field: Item, look: Look, width: float) -> list[list[tuple[str, float]]]:
    """Options shared over rows: in even columns where they all fit side by side, else as they come."""
    gap = look.tick + 2.2
    wide = [look.body.width(text) / MM + gap + 5.0 for text in field.options]
    if sum(wide) <= width + 5 and max(wide) <= width / len(wide) + 1:
        even = width / len(wide)
        return [[(text, even) for text in field.options]]
    columns = 2 if max(wide) <= width / 2 + 3 else 1
    if columns == 2 and len(field.options) % 3 == 0 and max(wide) <= width / 3 + 2:
        columns = 3
    rows = []
    for at in range(0, len(field.options), columns):
        rows.append([(text, width / columns) for text in field.options[at : at + columns]])
    return rows


def _options(sheet: Sheet, field: Item, x: float, y: float, w: float, look: Look) -> None:
    with sheet.group("L"):
        for row in _option_rows(field, look, w):
            at = x
            for text, wide in row:
                with sheet.group("LI"), sheet.tag("LBody"):
                    sheet.tick_box(at, y, look.tick)
                    sheet.text(
                        at + look.tick + 2.2, y + look.tick / 2 + look.body.size / MM * 0.34, text, look.body, width=wide - look.tick - 2.2
                    )
                at += wide
            y += look.tick + 3.2


def column_widths(field: Item, look: Look, width: float) -> list[float]:
    """Columns as wide as what is written in them: narrow for figures and ticks, the first wider."""
    weights = []
    for i, title in enumerate(field.columns):
        weight = 1.0
        if len(title) <= 2:
            weight = 0.2
        elif "1–5" in title or title.endswith("?"):
            weight = 0.55
        if i == 0 and len(field.columns) > 1 and weight >= 0.5:
            weight = max(weight, 1.0) * (1.35 if len(field.columns) < 7 else 1.9)
        weights.append(weight)
    if len(field.shares) == len(weights):
        weights = list(field.shares)
    label = _label_width(field, look, width)
    room = width - label
    least = [max((look.label.width(word) / MM for word in title.split()), default=0) + 4.5 for title in field.columns]
    widths = [room * weight / sum(weights) for weight in weights]
    lacking = sum(max(0.0, lo - w) for lo, w in zip(least, widths, strict=True))
    spare = sum(max(0.0, w - lo) for lo, w in zip(least, widths, strict=True))
    if lacking and spare > lacking:
        widths = [lo if w < lo else w - (w - lo) * lacking / spare for lo, w in zip(least, widths, strict=True)]
    return widths


def _label_width(field: Item, look: Look, width: float) -> float:
    """Room for the number of a row or for its label; a label takes the first column instead where that is what the column is for."""
    if field.row_labels:
        return 0.0
    return 9.0 if field.rows > 1 else 0.0


def _columns_height(field: Item, look: Look, width: float) -> float:
    widths = column_widths(field, look, width)
    return max((height_of(t, look.label, w - 3) for t, w in zip(field.columns, widths, strict=True)), default=0) + 2.6


def _matrix(sheet: Sheet, field: Item, x: float, y: float, w: float, h: float, look: Look) -> None:
    """A table to write in: heads over a rule, rows numbered in petrol, writing lines where a row has room for two."""
    widths = column_widths(field, look, w)
    indent = _label_width(field, look, w)
    tall = _columns_height(field, look, w)
    rows = max(1, field.rows)
    pitch = (h - tall) / rows
    if pitch < 7.9:
        sheet.c.overflows.append(("height", field.label, round(rows * 8.0, 1), round(h - tall, 1)))
    ticks = ticked(field)
    top = y + tall
    with sheet.group("Table"):
        with sheet.group("TR"):
            at = x + indent
            for i, (title, wide) in enumerate(zip(field.columns, widths, strict=True)):
                lines = lines_of(title, look.label, wide - 3)
                with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Column>>]"):
                    lead = look.label.leading / MM
                    centred = ticks and i > 0
                    sheet.lines(
                        at,
                        top - 1.6 - len(lines) * lead,
                        lines,
                        look.label,
                        align="middle" if centred else "left",
                        width=wide if centred else 0,
                    )
                at += wide
        sheet.line(x, top, x + w, top, HEADRULE, INK)
        for row in range(rows):
            level = top + row * pitch
            with sheet.group("TR"):
                _matrix_row(sheet, field, x, level, widths, indent, pitch, row, look, ticks)
            last = row == rows - 1
            third = ticks and field.row_labels and len(field.row_labels) % 3 == 0 and row % 3 == 2
            sheet.line(
                x,
                level + pitch,
                x + w,
                level + pitch,
                THIN if last or third else HAIRLINE,
                INK if last else HAIR if ticks and not third else RULE,
            )
    if not ticks:
        at = x + indent
        for wide in widths[:-1]:
            at += wide
            for row in range(rows):
                sheet.line(at - 1.8, top + row * pitch + 1.8, at - 1.8, top + (row + 1) * pitch - 1.8, HAIRLINE, HAIR)


def _matrix_row(
    sheet: Sheet, field: Item, x: float, y: float, widths: Sequence[float], indent: float, pitch: float, row: int, look: Look, ticks: bool
) -> None:
    given = field.given[row] if row < len(field.given) else ()
    if indent:
        number = given[0] if given else "" if field.given else str(row + 1)
        size = look.number if len(number) < 3 else look.number.with_(size=look.number.size * 0.62)
        sheet.text(x + 0.6 if len(number) < 3 else x - 0.4, y + min(pitch * 0.5 + 2, 8.2), number, size)
    label = field.row_labels[row] if row < len(field.row_labels) else ""
    at = x + indent
    for i, wide in enumerate(widths):
        if i == 0 and label:
            with sheet.c.leaf("TH", attributes="[<</O/Table/Scope/Row>>]"):
                style = look.body if ticks else look.heading
                lines = lines_of(label, style, wide - 3)
                sheet.lines(at, y + (pitch - len(lines) * style.leading / MM) / 2 if ticks else y + 2.0, lines, style)
            at += wide
            continue
        known = given[i + 1] if len(given) > i + 1 else ""
        with sheet.tag("TD"):
            if known:
                style = look.heading if i == 1 else look.body
                while style.size > 9 and height_of(known, style, wide - 5) > pitch - 2.4:
                    style = style.with_(size=style.size - 0.5, leading=style.leading - 0.6)
                sheet.block(at + 0.5, y + 1.8, wide - 5, known, style, tag="", height=max(pitch - 2.2, style.leading / MM))
            elif ticks:
                sheet.tick_box(at + wide / 2 - look.tick / 2, y + pitch / 2 - look.tick / 2, look.tick)
            else:
                count = int(pitch / 8.6)
                for k in range(1, count):
                    line = y + pitch * k / count
                    sheet.line(at + 0.5, line, at + wide - 3.6, line, HAIRLINE, FAINT)
        at += wide


# A column of fields


@dataclass(frozen=True, slots=True)
class Band:
    """Fields side by side: (field, share of the width)."""

    fields: tuple[Item, ...]


GUTTER = 6.0


def banded(fields: Sequence[Item], look: Look, width: float, most: int = 3) -> list[Band]:
    """Put single lines that follow each other side by side, at most so many, where their labels have room; everything else stands alone."""
    bands: list[Band] = []
    i = 0
    while i < len(fields):
        if fields[i].kind != "line":
            bands.append(Band((fields[i],)))
            i += 1
            continue
        run = [fields[i]]
        while i + len(run) < len(fields) and fields[i + len(run)].kind == "line":
            run.append(fields[i + len(run)])
        i += len(run)
        bands += [Band(tuple(some)) for some in _side_by_side(run, look, width, most)]
    return bands


def _side_by_side(run: list[Item], look: Look, width: float, most: int) -> list[list[Item]]:
    for count in (3, 2):
        if count > most or count > len(run) or (count == 3 and len(run) % 3 and len(run) != 5):
            continue
        room = (width - GUTTER * (count - 1)) / count
        if room >= 38 and all(look.heading.width(f.label) / MM <= room for f in run):
            return [run[at : at + count] for at in range(0, len(run), count)]
    if most > 1 and len(run) > 1 and width >= 100:  # the long ones alone, the short ones in pairs
        room = (width - GUTTER) / 2
        rows: list[list[Item]] = []
        for field in run:
            short = look.heading.width(field.label) / MM <= room
            if short and rows and len(rows[-1]) == 1 and look.heading.width(rows[-1][0].label) / MM <= room:
                rows[-1].append(field)
            else:
                rows.append([field])
        return rows
    return [[f] for f in run]


def stack(
    sheet: Sheet,
    fields: Sequence[Item],
    x: float,
    y: float,
    width: float,
    height: float,
    look: Look,
    *,
    head: bool = True,
    tag: str = "H2",
    most_gap: float = 16.0,
) -> None:
    """Fields under each other so that they fill the height: tables and boxes grow, lines get more lines, then the gaps grow."""
    headless = {id(fields[0])} if fields and not head else set()

    def wanted(band: Band, pitch: float) -> float:
        each = (width - GUTTER * (len(band.fields) - 1)) / len(band.fields)
        return max(natural(f, look, each, pitch) - (heading_height(f, look, each) if id(f) in headless else 0) for f in band.fields)

    gap, pitch = look.gap, PITCH
    for most in (1, 2, 3):  # as few side by side as the height allows
        bands = banded(fields, look, width, most)
        if sum(wanted(band, pitch) for band in bands) + gap * (len(bands) - 1) <= height * 0.96:
            break
    count = len(bands)
    heights = [wanted(band, pitch) for band in bands]
    spare = height - sum(heights) - gap * (count - 1)
    while spare < -0.05 and gap > look.gap * 0.45:
        gap -= 0.25
        spare = height - sum(heights) - gap * (count - 1)
    while spare < -0.05 and pitch > LEAST_PITCH:
        pitch -= 0.1
        heights = [wanted(band, pitch) for band in bands]
        spare = height - sum(heights) - gap * (count - 1)
    if spare < -0.05:
        sheet.c.overflows.append(("height", fields[0].label if fields else "", round(height - spare, 1), round(height, 1)))
    spare = max(0.0, spare)
    weights = [max(stretch(f) for f in band.fields) for band in bands]
    if any(weights):
        heights = [h + spare * w / sum(weights) for h, w in zip(heights, weights, strict=True)]
    else:
        heights, spare = _more_lines(bands, heights, spare, pitch)
        if count > 1:
            gap = min(most_gap, gap + spare / (count - 1))
    for band, tall in zip(bands, heights, strict=True):
        each = (width - GUTTER * (len(band.fields) - 1)) / len(band.fields)
        for i, field in enumerate(band.fields):
            draw(sheet, field, x + i * (each + GUTTER), y, each, tall, look, head=id(field) not in headless, tag=tag)
        y += tall + gap


def _more_lines(bands: Sequence[Band], heights: list[float], spare: float, pitch: float) -> tuple[list[float], float]:
    """Give whole writing lines to the fields that have lines, the longest first, none more than half again."""
    lined = [i for i, band in enumerate(bands) if band.fields[0].kind == "lines"] or [
        i for i, band in enumerate(bands) if len(bands) == 1 and band.fields[0].kind == "line"
    ]
    heights = list(heights)
    given = dict.fromkeys(lined, 0)
    order = sorted(lined, key=lambda i: -bands[i].fields[0].rows)
    while spare >= pitch and order:
        for i in order:
            if spare < pitch:
                break
            heights[i] += pitch
            given[i] += 1
            spare -= pitch
        if min(given.values()) >= 14:
            break
    return heights, spare
