"""What hangs in the room: the sign at the door, and the day on the wall in letters that are read from the back."""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.documents.marks import kind_area
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import A3, A3_SIDE, A4_WIDE, SIDE, Page, Part, Place, Setting
from verkstad.documents.program import Entry, entries, where
from verkstad.documents.typography import A3_LABEL, BAR, HAIR, HAIRLINE, INK, SECOND, Style
from verkstad.domain.agenda import DayTable
from verkstad.i18n import N_
from verkstad.picture.timestrip import kind_name

DOOR = N_("Door sign")
WALL = N_("The day on the wall")
LARGEST, LEAST = 34.0, 12.0  # points


def door(setting: Setting) -> list[Part]:
    """One sheet across: what goes on behind this door, when, and where."""
    _ = setting._
    paper = setting.workshop
    code = setting.sheet_code("door", [paper.title, paper.place, [(d.day.date, d.start, d.end) for d in paper.days]])
    title = paper.title or _("Workshop")

    def draw(sheet: Sheet, place: Place) -> None:
        setting.head(sheet, _(DOOR), right="")
        width = sheet.width - 2 * SIDE
        sheet.line(SIDE, 26, SIDE + width, 26, BAR * 3, INK)
        style = Style("B", 84, 86)
        while style.size > 30 and (len(lines_of(title, style, width)) > 2 or _widest(title, style, width)):
            style = style.with_(size=style.size - 2, leading=style.leading - 2)
        sheet.block(SIDE, 36, width, title, style, tag="H1")
        y = 188.0
        facts = [t for t in (paper.place, *(_times(setting, d) for d in paper.days[:3])) if t]
        for text in reversed(facts):
            sheet.fitted(SIDE, y, text, Style("R", 28, 32, SECOND if text != paper.place else INK), width, least=14, tag="P")
            y -= 14
        setting.foot(sheet, place, code)

    return [Part("door", _(DOOR), (Page(A4_WIDE, draw),), code, audience="room", fronts=True)]


def _widest(title: str, style: Style, width: float) -> bool:
    return any(style.width(word) / MM > width for word in title.split())


def _times(setting: Setting, day: DayTable) -> str:
    when = setting.language.date(day.day.date, "weekday") if day.day.date else ""
    text = ", ".join(filter(None, [when, setting.language.span(day.start, day.end) if day.slots else ""]))
    return text[:1].upper() + text[1:]


def wall(setting: Setting) -> list[Part]:
    """Each day on a sheet of its own: times and titles, as large as there is room for."""
    _ = setting._
    days = [day for day in setting.workshop.days if day.slots]
    code = setting.sheet_code("wall", days)
    pages = tuple(Page(A3, lambda sheet, place, day=day: _wall(setting, sheet, place, day, code.number)) for day in days)  # type: ignore[misc]
    return [Part("wall", _(WALL), pages, code, audience="room", fronts=True)] if pages else []


def _wall(setting: Setting, sheet: Sheet, place: Place, day: DayTable, number: str) -> None:
    _, language = setting._, setting.language
    setting.head(sheet, _(WALL), side=A3_SIDE)
    width = sheet.width - 2 * A3_SIDE
    title = setting.workshop.title or _("Workshop")
    style = Style("B", 54, 56)
    while style.size > 28 and len(lines_of(title, style, width)) > 2:
        style = style.with_(size=style.size - 2, leading=style.leading - 2)
    y = 22 + sheet.block(A3_SIDE, 22, width, title, style, tag="H1") + 4
    said = " · ".join(filter(None, [language.date(day.day.date, "weekday") if day.day.date else "", day.day.title, setting.workshop.place]))
    y += sheet.block(A3_SIDE, y, width, said[:1].upper() + said[1:], Style("R", 20, 25, SECOND)) + 10
    sheet.line(A3_SIDE, y, A3_SIDE + width, y, BAR * 1.5, INK)
    bottom = 396.0
    lines = entries(day)
    size, heights = LARGEST, _heights(setting, day, lines, LARGEST, width)
    while size > LEAST and sum(heights) > bottom - y - size * 1.1:
        size -= 1
        heights = _heights(setting, day, lines, size, width)
    spare = max(0.0, bottom - y - size * 1.1 - sum(heights))
    extra = min(spare / max(1, len(heights)), 9.0)
    clock = Style("B", size, size * 1.2)
    with sheet.group("L"):
        for entry, tall in zip(lines, heights, strict=True):
            slot = entry.slot
            rest = slot.block.type == "break"
            tall += extra
            with sheet.group("LI"), sheet.tag("LBody"):
                base = (
                    y + (tall + size / MM * 0.7) / 2
                    if tall < size
                    else y + size / MM * 0.7 + (tall - _text(_said(setting, entry, day), size, width)) / 2
                )
                sheet.text(A3_SIDE, base, language.clock(slot.start), clock)
                kind_area(sheet, A3_SIDE + size * 1.15, base - size / MM * 0.62, size * 0.36, size / MM * 0.62, slot.block.type)
                sheet.block(
                    A3_SIDE + size * 1.7,
                    base - size / MM * 0.88,
                    width - size * 1.7,
                    _said(setting, entry, day),
                    Style("R" if rest else "S", size, size * 1.2, SECOND if rest else INK),
                    tag="",
                )
            y += tall
            sheet.line(A3_SIDE, y, A3_SIDE + width, y, HAIRLINE, HAIR)
    sheet.text(A3_SIDE, y + size / MM * 1.25, language.clock(day.end), clock.with_(color=SECOND), tag="P")
    sheet.text(A3_SIDE + size * 1.7, y + size / MM * 1.25, _("Thank you for today"), Style("R", size, size * 1.2, SECOND), tag="P")
    _legend(setting, sheet, day)
    end = f"{number} · " + _("Page %(n)d of %(m)d", n=place.number, m=place.count)
    sheet.text(A3_SIDE + width, sheet.height - 9, end, A3_LABEL.with_(face="R", size=10), align="right")


def _said(setting: Setting, entry: Entry, day: DayTable) -> str:
    """The title, and where it is when tracks run side by side: the name of each and its room."""
    title = entry.slot.block.title or setting._("Untitled")
    tracks = setting.language.listing(where(entry, day, setting.language))
    return f"{title} · {tracks}" if tracks else title


def _text(title: str, size: float, width: float) -> float:
    return height_of(title or "-", Style("S", size, size * 1.2), width - size * 1.7)


def _heights(setting: Setting, day: DayTable, lines: Sequence[Entry], size: float, width: float) -> list[float]:
    return [_text(_said(setting, entry, day), size, width) + size * 0.17 for entry in lines]


def _legend(setting: Setting, sheet: Sheet, day: DayTable) -> None:
    x, y = A3_SIDE, sheet.height - 9
    style = A3_LABEL.with_(face="R", size=10)
    for kind in dict.fromkeys(slot.block.type for slot in day.slots):
        kind_area(sheet, x, y - 2.8, 5, 3.1, kind, weight=0.6)
        x += 6.6
        x += sheet.text(x, y, kind_name(kind, setting.language), style, tag="P") + 6
