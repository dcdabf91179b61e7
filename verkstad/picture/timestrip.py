"""The day as a strip true to scale: each block as wide as it is long, one lane for each track, the times below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verkstad.domain.agenda import DayTable, Slot
from verkstad.domain.fields import Id
from verkstad.i18n import N_, Language
from verkstad.picture.shapes import Area, Label, Line, Picture, Polygon, Shape

LANE = 9.0  # mm high with one track
NARROW_LANE = 6.4
TICK = 2.0
TIMES = 5.2  # from the strip to the baseline of the times
KINDS: Mapping[str, str] = {
    "opening": N_("Start and finish"),
    "plenary": N_("Whole group"),
    "group": N_("Group work"),
    "solo": N_("Alone and in pairs"),
    "break": N_("Break"),
}
"""The five kinds of block, as paper and window name them (msgids)."""

Measure = Callable[[str, str], float]
"""(text, style) -> width in mm, by whoever will draw it."""


def kind_name(kind: str, language: Language) -> str:
    """The word for a kind of block; an unknown kind is shown as it is written."""
    return language.gettext(KINDS[kind]) if kind in KINDS else kind


def timestrip(table: DayTable, language: Language, width: float, measure: Measure, *, numbers: Mapping[Id, int] | None = None) -> Picture:
    """The strip of one day, `width` mm wide. Each block shows its number (from `numbers`) and, where it has room, its minutes.

    Labels of times are left out where they would touch; the start and the end are always there.
    """
    begin = min([table.start, *(s.start for s in table.slots)])
    end = max(table.end, begin + 1)
    scale = width / (end - begin)
    lanes = {track.id: i for i, track in enumerate(table.tracks)}
    lane = LANE if len(lanes) < 2 else NARROW_LANE
    height = lane * max(1, len(lanes))
    shapes: list[Shape] = [Area(0, 0, width, height, "strip.ground")]
    for slot in table.slots:
        row = lanes.get(slot.block.track or "")
        top, tall = (0.0, height) if row is None else (row * lane, lane)
        x, w = (slot.start - begin) * scale, (slot.end - slot.start) * scale
        shapes.append(Area(x, top, w, tall, f"kind.{slot.block.type}", slot.block.id))
        shapes += _said(slot, x, top, w, tall, measure, (numbers or {}).get(slot.block.id))
    shapes += _times(table, language, begin, end, scale, height, measure)
    if table.left is not None and table.left < 0 and table.day.target_end is not None:
        x = (table.day.target_end - begin) * scale
        if 0 < x < width:
            shapes.append(Line(x, -2.4, x, height + TICK, "strip.target"))
            shapes.append(Polygon(((x - 1.3, -3.6), (x + 1.3, -3.6), (x, -1.6)), "strip.target"))
    return Picture(width, height + TIMES + 0.8, tuple(shapes), _alt(table, language))


def _said(slot: Slot, x: float, top: float, w: float, tall: float, measure: Measure, number: int | None) -> list[Shape]:
    """Number and minutes inside the block, as much as has room."""
    minutes = str(slot.end - slot.start)
    on = f"kind.{slot.block.type}"
    baseline = top + tall / 2 + 1.0
    if number is None:
        return [Label(x + w / 2, baseline, minutes, "strip.number", "middle", on)] if measure(minutes, "strip.number") + 1.2 <= w else []
    first = str(number)
    both = measure(first, "strip.number") + 1.6 + measure(f"{minutes} min", "strip.minutes")
    if both + 3 <= w:
        left = x + (w - both) / 2
        return [
            Label(left, baseline, first, "strip.number", "left", on),
            Label(left + measure(first, "strip.number") + 1.6, baseline, f"{minutes} min", "strip.minutes", "left", on),
        ]
    return [Label(x + w / 2, baseline, first, "strip.number", "middle", on)] if measure(first, "strip.number") + 0.8 <= w else []


def _times(table: DayTable, language: Language, begin: int, end: int, scale: float, height: float, measure: Measure) -> list[Shape]:
    shapes: list[Shape] = []
    last = (end - begin) * scale
    last_wide = measure(language.clock(end), "strip.time")
    reached = -1.0
    for minute in sorted({s.start for s in table.slots} | {begin}):
        x = (minute - begin) * scale
        text = language.clock(minute)
        wide = measure(text, "strip.time")
        shapes.append(Line(x, height, x, height + TICK, "strip.tick"))
        if x > reached and x + wide + 1.5 <= last - last_wide:
            shapes.append(Label(x, height + TIMES, text, "strip.time"))
            reached = x + wide + 1.5
    shapes.append(Line(last, height, last, height + TICK, "strip.tick"))
    shapes.append(Label(last, height + TIMES, language.clock(end), "strip.time", "right"))
    return shapes


def _alt(table: DayTable, language: Language) -> str:
    _ = language.gettext
    named = [
        _(
            "%(time)s %(title)s, %(minutes)s, %(kind)s",
            time=language.clock(s.start),
            title=s.block.title,
            minutes=language.minutes(s.end - s.start),
            kind=kind_name(s.block.type, language).lower(),
        )
        for s in table.slots
    ]
    if not named:
        return _("The day is empty")
    return _("The day to scale: %(blocks)s. Ends %(end)s.", blocks="; ".join(named), end=language.clock(table.end))
