"""A3 for the wall: think, work, decide. Twelve columns; where a handout's fields go is said once, in `ARRANGED`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verkstad.documents import fields
from verkstad.documents.fields import LOOK_A3, stack
from verkstad.documents.paper import MM, Sheet, balanced, height_of, lines_of
from verkstad.documents.parts import A3_BOTTOM, A3_SIDE, Place, Setting
from verkstad.documents.sheets import maps
from verkstad.documents.typography import (
    A3_BODY,
    A3_FOOT,
    A3_H3,
    A3_HINT,
    A3_LABEL,
    A3_LEAD,
    A3_SECTION,
    A3_TITLE,
    BAR,
    FAINT,
    INK,
    PETROL,
    RULE,
    SECOND,
    THIN,
    TINT,
    WHITE,
    WRITING,
    Style,
    shortened,
)
from verkstad.i18n import N_

if TYPE_CHECKING:
    from verkstad.documents.sheets.handouts import Work

GUTTER = 5.0
SPACE = 9.0  # mm between zones
QR = 22.0
FILLED = Style("B", 14, 17)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the sheet with a bar and a number over it. `span`: its share of the width; `fields`: which, from 0; `draw`: a special drawing."""

    span: float
    fields: tuple[int, ...]
    draw: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where the fields of a sheet go: beside the title, as a note under it, and in rows of zones (weight of the height; 0: as low as it can)."""

    facts: tuple[int, ...] = ()
    note: int | None = None
    rows: tuple[tuple[float, tuple[Zone, ...]], ...] = ()


ROW_NAMES: dict[str, tuple[int, str]] = {
    "h_nyttokarta": (1, ""),
    "h_risk": (4, N_("Risk")),
    "h_kampanj": (2, N_("Channel")),
}
"""Tables whose rows are named by hand: (field, heading of the column for the name; "": the field's own label)."""


def z(span: float, *chosen: int, draw: str = "", extra: str = "") -> Zone:
    return Zone(span, chosen, draw, extra)


ARRANGED: dict[str, Arranged] = {
    "h_nyttokarta": Arranged((0,), rows=((1, (z(9, 1), z(3, 2, 3))),)),
    "h_kundresa": Arranged((0,), rows=((1, (z(9, 1), z(3, 2, 3))),)),
    "h_sortering": Arranged(rows=((0.9, (z(4, 0), z(4, 1), z(4, 2))), (1, (z(12, 3),)))),
    "h_mandatinsikt": Arranged(rows=((1, (z(9, 0, 2, 1, 4, 3, draw="quadrant"), z(3, extra="steps"))),)),
    "h_intressent": Arranged(rows=((1, (z(9, 0, 1, 2, 3, 4, draw="quadrant"), z(3, extra="steps"))),)),
    "h_forvantan": Arranged((0,), rows=((1, (z(7.5, 1), z(4.5, 2, 3))),)),
    "h_raci": Arranged(note=1, rows=((1, (z(12, 0),)),)),
    "h_effektkarta": Arranged((0,), rows=((1, (z(4, 1), z(4, 2, extra="arrow"), z(4, 3, extra="arrow"))), (0, (z(12, 4),)))),
    "h_startkarta": Arranged(rows=((1, (z(5.5, 0, draw="chart"), z(6.5, 1, 2))),)),
    "h_teamkarta": Arranged(rows=((1, (z(3, 0, 2), z(9, 1))),)),
    "h_teamkontrakt": Arranged(rows=((1, (z(4, 0, 3), z(4, 1, 2), z(4, 4, 5, 6, 7))),)),
    "h_pilotkort": Arranged(rows=((1, (z(3, 0, 1), z(6, 2, 3), z(3, 4, 5, 6))),)),
    "h_risk": Arranged(rows=((1.25, (z(3, 0), z(3, 1), z(3, 2), z(3, 3))), (1, (z(12, 4),)))),
    "h_kraftfalt": Arranged(rows=((1, (z(3, 0, 1), z(6, 2, 3, draw="forces"), z(3, 4))),)),
    "h_prio": Arranged(rows=((1, (z(9, 0), z(3, 1))),)),
    "h_insiktstavla": Arranged(rows=((1, tuple(z(1, i) for i in range(7))),)),
    "h_seriediagram": Arranged((0,), rows=((1, (z(9, 1, draw="series"), z(3, 2, 3))),)),
    "h_kampanj": Arranged(rows=((1, (z(6.2, 0), z(5.8, 2))), (0, (z(5, 1), z(4, 3), z(3, 4))))),
    "slicing": Arranged(rows=((1, (z(3, 0, 1, 2, extra="knives"), z(6, 3), z(3, 4, 5, 6, 7, extra="dots"))),)),
    "h_elefant": Arranged(rows=((1, (z(3, 0, extra="knives"), z(6, 2), z(3, 3, extra="dots"))),)),
    # upright
    "h_mandattrappa": Arranged(rows=((1, (z(12, 0, 1, 2, 3, draw="stairs"),)),)),
    "h_triz": Arranged(rows=((1.25, (z(12, 0),)), (0.85, (z(12, 1),)), (0.5, (z(12, 2),)))),
    "h_affisch": Arranged(rows=((0.8, (z(12, 0),)), (1.3, (z(7, 1), z(5, 2))), (0, (z(6, 3), z(6, 4))))),
    "h_station": Arranged(rows=((0.8, (z(12, 0),)), (1.1, (z(12, 1),)), (1.1, (z(7, 2), z(5, 3))))),
}


def arranged(work: Work) -> Arranged:
    """The arrangement of a sheet; for one nobody arranged: single lines beside the title, the wide things in the middle, the rest at the right."""
    if work.slug in ARRANGED:
        return ARRANGED[work.slug]
    first: list[int] = []
    for i, field in enumerate(work.items):
        if field.kind != "line" or len(first) == 2 or len(work.items) == 1:
            break
        first.append(i)
    rest = [i for i in range(len(work.items)) if i not in first]
    large = [i for i in rest if work.items[i].kind in ("matrix", "drawing")]
    boxes = [i for i in rest if work.items[i].kind == "box"]
    small = [i for i in rest if i not in large and i not in boxes]
    if large:
        zones = [z(9 if small else 12, *large)] + ([z(3, *small)] if small else [])
        rows: tuple[tuple[float, tuple[Zone, ...]], ...] = ((1, tuple(zones)),)
        if boxes:
            rows = ((1, tuple(z(1, i) for i in boxes)), *rows)
    elif boxes:
        rows = ((1, tuple(z(1, i) for i in boxes)),)
        if small:
            rows = (*rows, (0, tuple(z(1, i) for i in small)))
    else:
        half = -(-len(small) // 2)
        columns = [z(1, *small[:half]), z(1, *small[half:])] if len(small) > 3 else [z(1, i) for i in small]
        rows = ((1, tuple(columns)),)
    return Arranged(tuple(first), None, rows)


def painter(setting: Setting, work: Work, *, own_sheet: bool = False) -> Callable[[Sheet, Place], None]:
    def draw(sheet: Sheet, place: Place) -> None:
        Wall(setting, sheet, work).draw(place, own_sheet=own_sheet)

    return draw


SHARES: dict[str, tuple[int, tuple[float, ...]]] = {
    "slicing": (3, (0.75, 1.6, 1.25)),
    "h_elefant": (2, (0.75, 1.6, 1.25)),
    "h_pilotkort": (2, (0.95, 1.5, 1.0, 1.0)),
    "h_forvantan": (1, (1.5, 1.0)),
    "h_kundresa": (1, (1.3, 0.8, 1.2, 0.9, 0.7, 1.1)),
    "h_risk": (4, (1.4, 1.4, 0.7, 1.3)),
}
"""Tables whose columns are not as wide as their headings suggest: (field, shares of the width)."""


def _with_shares(work: Work) -> Work:
    if work.slug not in SHARES:
        return work
    index, shares = SHARES[work.slug]
    if index >= len(work.items) or len(work.items[index].columns) != len(shares):
        return work
    return replace(work, items=(*work.items[:index], replace(work.items[index], shares=shares), *work.items[index + 1 :]))


def _with_row_names(work: Work, setting: Setting) -> Work:
    if work.slug not in ROW_NAMES or len(work.items) <= ROW_NAMES[work.slug][0]:
        return work
    index, heading = ROW_NAMES[work.slug]
    table = work.items[index]
    named = replace(table, columns=(setting._(heading) if heading else table.label, *table.columns))
    return replace(work, items=(*work.items[:index], named, *work.items[index + 1 :]))


class Wall:
    """One wall sheet being drawn."""

    def __init__(self, setting: Setting, sheet: Sheet, work: Work) -> None:
        self.setting, self.sheet, self.work = setting, sheet, _with_shares(_with_row_names(work, setting))
        self._ = setting._
        self.upright = sheet.height > sheet.width
        self.width = sheet.width - 2 * A3_SIDE
        self.bottom = sheet.height - (297 - A3_BOTTOM)
        self.number = 0

    def draw(self, place: Place, *, own_sheet: bool) -> None:
        sheet, work = self.sheet, self.work
        self.setting.head(sheet, self._("Wall sheet"), side=A3_SIDE)
        if own_sheet:
            self._single()
        else:
            plan = arranged(work)
            self._rows(plan, self._masthead(plan))
        left = self._("%(title)s · photograph it before you leave", title=work.title)
        self.setting.foot(sheet, place, work.code, left, side=A3_SIDE, feedback=True)

    # The head of the sheet

    def _masthead(self, plan: Arranged) -> float:
        """Title, lead, facts and mark; returns the y where the zones begin."""
        sheet, work = self.sheet, self.work
        right = sheet.width - A3_SIDE
        self.setting.mark(sheet, right - QR, 20, QR, work.code)
        sheet.text(right, 20 + QR + 5, work.code.number, A3_LABEL, align="right", tag="P")
        elephant_here = work.slug in ("h_elefant", "slicing")
        facts_left = right - QR - 12 - (92 if not self.upright else 0)
        room = (self.width * 0.38 if elephant_here else facts_left - A3_SIDE - 12) if not self.upright else self.width - QR - 14
        style = A3_TITLE
        while style.size > 26 and len(lines_of(work.title, style, room)) > 1:
            style = style.with_(size=style.size - 2, leading=style.leading - 2)
        y = 19 + sheet.block(A3_SIDE, 19, room, work.title, style, tag="H1") + 3.5
        lead_width = balanced(work.lead, A3_LEAD, min(room, 200))
        y += sheet.block(A3_SIDE, y, lead_width, work.lead, A3_LEAD)
        if plan.note is not None and plan.note < len(work.items):
            y += 2 + sheet.block(A3_SIDE, y + 2, room, work.items[plan.note].label, A3_H3)
        if elephant_here:
            self._elephant()
        facts = [work.items[i].label for i in plan.facts if i < len(work.items)]
        if self.upright:
            y = max(y, 20 + QR + 8) + 4
            return self._facts_row([*facts, self._("Table")], y) + 9
        self._facts([*facts, self._("Table"), self._("Date")][:3], facts_left, 92)
        return max(y + 9, 75.0 if elephant_here else 68.0)

    def _facts(self, labels: Sequence[str], x: float, width: float) -> None:
        """Label and writing line, under each other at the right of the title; the date is known."""
        sheet = self.sheet
        y = 27.0
        for label in labels:
            value = self.setting.when("date") if label == self._("Date") else ""
            lines = lines_of(label, A3_LABEL, 34)
            indent = 24.0 if len(lines) == 1 and A3_LABEL.width(label) / MM < 22 else 37.0
            with sheet.tag("P"):
                sheet.lines(x, y + 1.4 - len(lines) * A3_LABEL.leading / MM, lines, A3_LABEL)
                sheet.text(x + indent, y, value, FILLED, width=width - indent)
            sheet.line(x + indent, y + 2.2, x + width, y + 2.2, WRITING, RULE)
            y += 13.0

    def _facts_row(self, labels: Sequence[str], y: float) -> float:
        """The same side by side, on an upright sheet."""
        sheet = self.sheet
        each = (self.width - GUTTER * len(labels)) / (len(labels) + 1)
        for i, label in enumerate([*labels, self._("Date")]):
            x = A3_SIDE + i * (each + GUTTER)
            value = self.setting.when("date") if label == self._("Date") else ""
            with sheet.tag("P"):
                wide = sheet.text(x, y + 6, label, A3_LABEL)
                sheet.text(x + wide + 5, y + 6, value, FILLED, width=each - wide - 5)
            sheet.line(x + wide + 5, y + 8.2, x + each, y + 8.2, WRITING, RULE)
        return y + 9

    def _elephant(self) -> None:
        from verkstad.documents import elephant

        x, width = A3_SIDE + self.width * 0.415, 80.0
        with self.sheet.tag("Figure", alt=self._("An elephant cut into six slices, numbered from 1 to 6"), box=(x, 13, width + 10, 56)):
            elephant.draw(self.sheet, x, 13.5, width, 6, 1.9, raised=2, numbers=A3_H3.with_(color=PETROL))

    # Zones

    def _rows(self, plan: Arranged, y: float) -> None:
        gap = 10.0
        fixed = [self._row_height(zones) if weight == 0 else 0.0 for weight, zones in plan.rows]
        weights = [weight for weight, _zones in plan.rows]
        room = self.bottom - y - sum(fixed) - gap * (len(plan.rows) - 1)
        for (weight, zones), tall in zip(plan.rows, fixed, strict=True):
            height = tall or room * weight / sum(weights)
            self._row(zones, y, height)
            y += height + gap

    def _widths(self, zones: Sequence[Zone]) -> list[float]:
        gap = SPACE if len(zones) < 5 else 5.0
        total = self.width - gap * (len(zones) - 1)
        spans = sum(zone.span for zone in zones)
        return [total * zone.span / spans for zone in zones]

    def _row_height(self, zones: Sequence[Zone]) -> float:
        widths = self._widths(zones)
        return max(
            self._head_height(zone, width) + sum(fields.natural(self.work.items[i], LOOK_A3, width) for i in zone.fields) - 5.0
            for zone, width in zip(zones, widths, strict=True)
        )

    def _title(self, zone: Zone) -> str:
        if zone.draw in ("quadrant", "chart", "forces", "stairs"):
            return {
                "quadrant": self._("The map"),
                "chart": self._("The map"),
                "forces": self._("The forces"),
                "stairs": self._("The staircase"),
            }[zone.draw]
        if zone.fields:
            return self.work.items[zone.fields[0]].label
        return self._("This is how")

    def _section(self, width: float, zones: int) -> Style:
        return A3_SECTION if width > 60 else A3_SECTION.with_(size=14, leading=16)

    def _head_height(self, zone: Zone, width: float) -> float:
        return 6.0 + height_of(self._title(zone), self._section(width, 1), width - 11)

    def _row(self, zones: Sequence[Zone], y: float, height: float) -> None:
        widths = self._widths(zones)
        gap = SPACE if len(zones) < 5 else 5.0
        head = max(self._head_height(zone, width) for zone, width in zip(zones, widths, strict=True))
        x = A3_SIDE
        for zone, width in zip(zones, widths, strict=True):
            self._zone(zone, x, y, width, height, head)
            x += width + gap

    def _zone(self, zone: Zone, x: float, y: float, width: float, height: float, head: float) -> None:
        sheet = self.sheet
        sheet.line(x, y, x + width, y, BAR, INK)
        style = self._section(width, 1)
        with sheet.tag("H2"):
            at = x
            if zone.fields:
                self.number += 1
                sheet.circle(x + 4, y + 8, 4, fill=INK)
                sheet.text(x + 4, y + 9.7, str(self.number), Style("B", 13, 15, WHITE), align="middle")
                at += 11
            sheet.block(at, y + 8 - style.leading / MM / 2 + 0.3, width - (at - x), self._title(zone), style, tag="")
        top = y + head + 3.5
        tall = y + height - top
        items = tuple(self.work.items[i] for i in zone.fields if i < len(self.work.items))
        if zone.extra == "arrow":
            self._arrow(x - SPACE / 2, y + 8)
        if zone.extra == "knives":
            tall = self._knives(x, top, width, tall)
        elif zone.extra == "dots":
            top, tall = self._dots(x, top, width, tall)
        elif zone.extra == "steps":
            self._steps(x, top, width)
            return
        match zone.draw:
            case "quadrant":
                maps.quadrant(sheet, items, x, top, width, tall)
            case "chart":
                maps.chart(sheet, self._, items[0], x, top, width, tall)
            case "series":
                maps.series(sheet, self._, x, top, width, tall)
            case "forces":
                maps.forces(sheet, items, x, top, width, tall)
            case "stairs":
                maps.stairs(sheet, items, x, top - 6, width, tall + 6)
            case _:
                if items and tall > 60 and width < 150 and all(field.kind == "line" for field in items):
                    items = tuple(replace(field, kind="lines", rows=3) for field in items)  # a column of its own: more than a line each
                if items:
                    stack(sheet, items, x, top - 3.0, width, tall + 3.0, LOOK_A3, head=False, tag="H3", most_gap=30)

    def _arrow(self, x: float, y: float) -> None:
        self.sheet.polygon([(x - 1.6, y - 2.6), (x + 2.2, y), (x - 1.6, y + 2.6)], fill=PETROL)

    def _steps(self, x: float, y: float, width: float) -> None:
        """What to do, step by step: beside a map that leaves room for it."""
        sheet = self.sheet
        with sheet.group("L"):
            for i, step in enumerate(self.work.steps, 1):
                with sheet.group("LI"), sheet.tag("LBody"):
                    sheet.text(x, y + 3.8, str(i), Style("B", 12, 14, PETROL))
                    y += sheet.block(x + 8, y, width - 8, step, A3_BODY, tag="") + 4

    def _knives(self, x: float, y: float, width: float, height: float) -> float:
        """Six ways to cut, under the place where the whole is described; returns the height left for that."""
        sheet, _ = self.sheet, self._
        knives = [
            (_("Customer group"), _("for whom first?")),
            (_("Path"), _("which errand goes straightest?")),
            (_("Channel"), _("where do they meet us?")),
            (_("Data"), _("with which facts only?")),
            (_("Rules"), _("which exception can wait?")),
            (_("Find out"), _("what do we not know yet?")),
        ]
        tall = 14 + 7.4 * len(knives)
        top = y + height - tall
        sheet.rect(x, top, width, tall, fill=TINT, radius=1.5)
        sheet.block(x + 5, top + 4, width - 10, _("Six knives to cut with"), A3_H3, tag="H3")
        at = top + 16.5
        strong = A3_BODY.with_(face="S")
        indent = max(31.0, *(strong.width(name) / MM + 5 for name, _question in knives))
        with sheet.group("L"):
            for name, question in knives:
                with sheet.group("LI"), sheet.tag("LBody"):
                    sheet.text(x + 5, at, name, strong)
                    sheet.text(x + 5 + indent, at, question, A3_BODY, width=width - indent - 9)
                at += 7.4
        return height - tall - 8

    def _dots(self, x: float, y: float, width: float, height: float) -> tuple[float, float]:
        """A field of dots for each slice; then the one with the most is written down; then the question that tests it."""
        sheet, _ = self.sheet, self._
        y += (
            sheet.block(x, y - 1, width, _("Put a dot on the slice you want to try. Then write down the one that got the most."), A3_HINT)
            + 3
        )
        known = next((field.given for field in self.work.items if field.given), ())
        count = max(6, len(known) + 2 if known else 6)
        each = width / count
        for i in range(count):
            number = (known[i][0] if i < len(known) else "") if known else str(i + 1)
            sheet.rect(x + i * each + 0.8, y, each - 1.6, 27, stroke=RULE, weight=THIN, radius=1.5)
            sheet.fitted(x + (i + 0.5) * each, y + 32, number, Style("B", 12, 14, PETROL), each - 0.6, align="middle", tag="P")
        y += 38
        tall = 30.0
        top = self.bottom - tall
        sheet.rect(x, top, width, tall, fill=TINT, radius=1.5)
        sheet.block(x + 5, top + 4.5, width - 10, _("Question to test it with"), A3_H3, tag="H3")
        sheet.block(
            x + 5,
            top + 11.5,
            width - 10,
            _("If we stop after this slice: is somebody glad then that we began?"),
            A3_LEAD.with_(size=12, leading=16),
        )
        return y, top - 8 - y

    def _single(self) -> None:
        """One word large on a sheet of its own: a place on the wall to put cards under."""
        sheet, work = self.sheet, self.work
        right = sheet.width - A3_SIDE
        self.setting.mark(sheet, right - QR, 20, QR, work.code)
        sheet.text(right, 20 + QR + 5, work.code.number, A3_LABEL, align="right", tag="P")
        style = Style("B", 96, 100)
        room = self.width - QR - 16
        while style.size > 40 and len(lines_of(work.title, style, room)) > 1:
            style = style.with_(size=style.size - 4, leading=style.leading - 4)
        y = 20 + sheet.block(A3_SIDE, 20, room, work.title, style, tag="H1") + 4
        y += sheet.block(A3_SIDE, y, room, work.method + ". " + work.lead, A3_LEAD)
        y = max(y + 8, 74)
        sheet.line(A3_SIDE, y, right, y, 4.0, INK)
        sheet.rect(A3_SIDE, y + 6, self.width, self.bottom - y - 6, stroke=FAINT, weight=THIN, radius=3, dash=(4, 4))
        hint = self._("Cards that belong here")
        sheet.text(A3_SIDE + 7, y + 15, shortened(hint, A3_HINT, 200 * MM), A3_HINT, tag="P")


__all__ = ["A3_FOOT", "SECOND", "Arranged", "Wall", "Zone", "arranged", "painter"]
