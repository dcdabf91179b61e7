"""A grid of cells as CSV, the way a Swedish Excel opens it, and as XLSX."""

from __future__ import annotations

import csv
import datetime
import io
from dataclasses import dataclass

_NEVER = datetime.datetime.fromisoformat("2000-01-01")  # so that the same people give the same bytes
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: minutes since midnight, which may run into the next day."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Dated:
    """An ISO date."""

    iso: str


Cell = str | int | float | Clock | Dated | None


@dataclass(frozen=True, slots=True)
class Grid:
    """`widths` in characters, for a spreadsheet. `title` names the sheet."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()


def csv_file(grid: Grid) -> bytes:
    """Semicolons, UTF-8 with a mark, decimal comma, times as 09:35, dates as 2027-03-24; no cell that is taken for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(grid.heads)
    for row in grid.rows:
        writer.writerow([_written(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Clock):
        hour, minute = divmod(cell.minutes % (24 * 60), 60)
        return f"{hour:02}:{minute:02}"
    if isinstance(cell, Dated):
        return cell.iso
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def xlsx_file(grid: Grid, *, author: str = "", made: datetime.datetime | None = None) -> bytes:
    """One sheet: bold heads that stay in view, a filter, times and dates as such, words as words whatever they begin with."""
    import xlsxwriter

    out = io.BytesIO()
    facts = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, facts) as book:
        book.set_properties({"title": grid.title, "author": author, "created": made or _NEVER})
        sheet = book.add_worksheet(_sheet_name(grid.title))
        top = {"valign": "top"}
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top})
        words = book.add_format({"text_wrap": True, **top})
        clock = book.add_format({"num_format": "hh:mm", **top})
        day = book.add_format({"num_format": "yyyy-mm-dd", **top})
        number = book.add_format(top)
        for at, title in enumerate(grid.heads):
            sheet.write_string(0, at, title, head)
            sheet.set_column(at, at, grid.widths[at] if grid.widths else 20)
        for n, row in enumerate(grid.rows, 1):
            for at, cell in enumerate(row):
                if isinstance(cell, Clock):
                    sheet.write_number(n, at, cell.minutes % (24 * 60) / (24 * 60), clock)
                elif isinstance(cell, Dated):
                    sheet.write_datetime(n, at, datetime.datetime.fromisoformat(cell.iso), day)
                elif isinstance(cell, int | float):
                    sheet.write_number(n, at, cell, number)
                elif cell:
                    sheet.write_string(n, at, cell[:32_767], words)
        sheet.freeze_panes(1, 0)
        if grid.rows:
            sheet.autofilter(0, 0, len(grid.rows), len(grid.heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    """What a spreadsheet takes as the name of a sheet: at most 31 characters, none of []:*?/\\, no apostrophe at either end."""
    kept = " ".join("".join(" " if c in "[]:*?/\\" or ord(c) < 32 else c for c in title).split())
    return kept[:31].strip("' ") or "1"
