"""A workshop as calendar events (iCalendar, RFC 5545): one a day, and one a block where that is wished for."""

from __future__ import annotations

import datetime

from verkstad.documents.job import WorkshopPaper
from verkstad.documents.office_lines import escaped, file_of
from verkstad.documents.program import entries, where
from verkstad.domain.agenda import DayTable
from verkstad.i18n import Language

ZONE = "Europe/Stockholm"
_RULES = (  # of the European Union since 1996: summer time from the last Sunday of March to the last of October
    "BEGIN:VTIMEZONE", f"TZID:{ZONE}",
    "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
    "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
    "END:VTIMEZONE",
)  # fmt: skip


def calendar(paper: WorkshopPaper, language: Language, *, stamp: str, each_block: bool = False, instructions: bool = False) -> bytes:
    """The days that have a date; what is written is meant for those who take part. `stamp` is the moment it was made, ISO in UTC.

    An event has the id of its day or block, so that a calendar that reads a later file moves it rather than having it twice.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Verkstad//Verkstad//SV", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", *_RULES]
    for day in paper.days:
        if not day.day.date or not day.slots:
            continue
        if each_block:
            for slot in day.slots:
                b = slot.block
                told = [b.purpose, b.instruction if instructions else ""]
                lines += _event(
                    paper, day, b.id, b.title, slot.start, slot.end, "\n\n".join(filter(None, told)), stamp, _room(paper, day, b.track)
                )
        else:
            title = f"{paper.title}: {day.day.title}" if day.day.title else paper.title
            lines += _event(paper, day, day.day.id, title, day.start, day.end, _agenda(paper, day, language), stamp, paper.place)
    return file_of([*lines, "END:VCALENDAR"])


def _agenda(paper: WorkshopPaper, day: DayTable, language: Language) -> str:
    said = []
    for entry in entries(day):
        slot, tracks = entry.slot, where(entry, day, language)
        said.append(f"{language.span(slot.start, slot.end)} {slot.block.title}" + (f" ({'; '.join(tracks)})" if tracks else ""))
    before = f"{language.gettext('Before the day')}: {paper.before}" if paper.before else ""
    return "\n\n".join(filter(None, [paper.purpose, "\n".join(said), before]))


def _room(paper: WorkshopPaper, day: DayTable, track: str | None) -> str:
    room = next((t.room for t in day.tracks if t.id == track), "")
    return ", ".join(filter(None, [room, paper.place]))


def _event(paper: WorkshopPaper, day: DayTable, id: str, title: str, start: int, end: int, told: str, stamp: str, place: str) -> list[str]:
    made = datetime.datetime.fromisoformat(stamp).astimezone(datetime.UTC)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{id}@verkstad",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={ZONE}:{_local(day, start)}",
        f"DTEND;TZID={ZONE}:{_local(day, end)}",
        f"SUMMARY:{escaped(title)}",
    ]
    lines += [f"LOCATION:{escaped(place)}"] if place else []
    lines += [f"DESCRIPTION:{escaped(told)}"] if told else []
    lines += [f"CATEGORIES:{escaped(paper.title)}"]
    return [*lines, "END:VEVENT"]


def _local(day: DayTable, minutes: int) -> str:
    midnight = datetime.datetime.fromisoformat(f"{day.day.date}T00:00:00")
    return f"{midnight + datetime.timedelta(minutes=minutes):%Y%m%dT%H%M%S}"
