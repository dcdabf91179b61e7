"""A program for other programs: as an outline (DOCX, Markdown), a grid (XLSX, CSV) and a calendar. Private notes only where asked for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from verkstad.documents.job import WorkshopPaper
from verkstad.documents.office_calendar import calendar
from verkstad.documents.office_docx import docx
from verkstad.documents.office_markdown import markdown
from verkstad.documents.office_sheet import Cell, Clock, Dated, Grid, csv_file, xlsx_file
from verkstad.documents.outline import Bullets, Heading, Outline, Paragraph, Piece, Table
from verkstad.documents.program import LETTERS, Entry, entries, where
from verkstad.domain.agenda import AgendaBlock, DayTable
from verkstad.i18n import Language
from verkstad.picture.timestrip import kind_name

FORMATS = ("docx", "xlsx", "csv", "md", "ics")


@dataclass(frozen=True, slots=True)
class Layers:
    """Which of the three texts of a block go along. What is mine only stays unless it is asked for."""

    instructions: bool = True
    documentation: bool = False
    notes: bool = False


def program_bytes(
    form: str, paper: WorkshopPaper, language: Language, layers: Layers, *, stamp: str, each_block: bool = False, author: str = ""
) -> bytes:
    """The file in one of `FORMATS`; KeyError for another. `stamp` is the moment it is made, ISO in UTC."""
    if form == "ics":
        return calendar(paper, language, stamp=stamp, each_block=each_block, instructions=layers.instructions)
    if form == "docx":
        return docx(program_outline(paper, language, layers, author=author))
    if form == "md":
        return markdown(program_outline(paper, language, layers, author=author)).encode()
    if form == "csv":
        return csv_file(program_grid(paper, language, layers))
    if form == "xlsx":
        made = datetime.datetime.fromisoformat(stamp).replace(tzinfo=None)
        return xlsx_file(program_grid(paper, language, layers), author=author, made=made)
    raise KeyError(form)


def program_outline(paper: WorkshopPaper, language: Language, layers: Layers, *, author: str = "") -> Outline:
    """What the workshop is for, each day as a table, then the blocks that have more to say."""
    _ = language.gettext
    pieces: list[Piece] = [Paragraph(paper.purpose)] if paper.purpose else []
    facts = [(_("Place"), paper.place), (_("Led by"), paper.leads), (_("Call"), paper.contact)]
    pieces += [Paragraph(text, f"{label}:") for label, text in facts if text]
    if paper.outcomes:
        pieces += [Heading(1, _("What we want to reach")), Bullets(paper.outcomes)]
    if paper.before:
        pieces += [Heading(1, _("Before the day")), Paragraph(paper.before)]
    for number, day in enumerate(paper.days, 1):
        pieces += _day(paper, day, number, language, layers)
    if layers.notes and paper.notes:
        pieces += [Heading(1, _("My notes")), Paragraph(paper.notes)]
    return Outline(paper.title or _("Workshop"), language.code, tuple(pieces), author=author, foot=author)


def _day(paper: WorkshopPaper, day: DayTable, number: int, language: Language, layers: Layers) -> list[Piece]:
    _ = language.gettext
    when = language.date(day.day.date) if day.day.date else _("Day %(n)d", n=number) if len(paper.days) > 1 else _("Program")
    title = " · ".join(filter(None, [when, day.day.title]))
    pieces: list[Piece] = [Heading(1, title[:1].upper() + title[1:])]
    lines = entries(day)
    if not lines:
        return [*pieces, Paragraph(_("The program is not set yet."), quiet=True)]
    rows = tuple(_line(entry, day, language) for entry in lines)
    pieces.append(Table((_("Time"), _("Block"), _("Length"), _("Leads")), rows, (13, 45, 12, 20)))
    for entry in lines:
        block = entry.slot.block
        said = _said(block, language, layers)
        if said:
            pieces.append(Heading(2, f"{language.clock(entry.slot.start)} {block.title}"))
            pieces += [Paragraph(text, f"{label}:" if label else "") for label, text in said]
    return pieces


def _line(entry: Entry, day: DayTable, language: Language) -> tuple[str, ...]:
    slot = entry.slot
    title = "\n".join([slot.block.title, *where(entry, day, language)])
    return (language.span(slot.start, slot.end), title, language.minutes(slot.end - slot.start), slot.block.lead)


def _said(block: AgendaBlock, language: Language, layers: Layers) -> list[tuple[str, str]]:
    _ = language.gettext
    material = ", ".join(line.strip() for line in block.material.splitlines() if line.strip())
    texts = [
        ("", block.purpose),
        (_("Instruction"), block.instruction if layers.instructions else ""),
        (_("Material"), material),
        (_("Work before"), block.before),
        (_("For the documentation"), block.documentation if layers.documentation else ""),
        (_("My notes"), block.notes if layers.notes else ""),
    ]
    return [(label, text) for label, text in texts if text]


def program_grid(paper: WorkshopPaper, language: Language, layers: Layers) -> Grid:
    """One row a block. A block that is on every track has none named."""
    _ = language.gettext
    several = any(day.tracks for day in paper.days)
    columns: list[tuple[str, int]] = [(_("Date"), 12), (_("Start"), 8), (_("End"), 8), (_("Minutes"), 9), (_("Block"), 34), (_("Kind"), 18), (_("Leads"), 16)]  # fmt: skip
    columns += [(_("Track"), 14), (_("Room"), 14)] if several else []
    columns += [(_("Purpose"), 34), (_("Material"), 26), (_("Work before"), 22)]
    columns += [(_("Instruction"), 44)] if layers.instructions else []
    columns += [(_("For the documentation"), 34)] if layers.documentation else []
    columns += [(_("My notes"), 34)] if layers.notes else []
    rows: list[tuple[Cell, ...]] = []
    for day in paper.days:
        tracks = {t.id: (t.title or _("Track %(letter)s", letter=LETTERS[n % len(LETTERS)]), t.room) for n, t in enumerate(day.tracks)}
        for slot in day.slots:
            b = slot.block
            row: list[Cell] = [Dated(day.day.date) if day.day.date else None, Clock(slot.start), Clock(slot.end), slot.end - slot.start]
            row += [b.title, kind_name(b.type, language), b.lead]
            row += list(tracks.get(b.track or "", ("", ""))) if several else []
            row += [b.purpose, b.material, b.before]
            row += [b.instruction] if layers.instructions else []
            row += [b.documentation] if layers.documentation else []
            row += [b.notes] if layers.notes else []
            rows.append(tuple(row))
    return Grid(_("Program"), tuple(t for t, _w in columns), tuple(rows), tuple(w for _t, w in columns))
