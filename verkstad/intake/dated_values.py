"""A CSV file of dated values for the command line: header `date,value`, ISO dates, empty for missing. Pure, and stricter than the window's
import: a script wants an answer to what it wrote, not a guess. A Swedish spreadsheet's semicolons and decimal commas are taken as they are."""

from __future__ import annotations

import csv
import io
from datetime import date

from verkstad.domain.errors import Refused, TooLarge
from verkstad.domain.runchart import Point, number
from verkstad.intake.decoding import decoded

MOST = 5_000
DATES = ("date", "datum")
VALUES = ("value", "värde")
_TYPED = str.maketrans({"\u2212": "-", "\u00a0": None, "\u202f": None, ",": "."})


def read_values(data: bytes) -> tuple[Point, ...]:
    """The values in the order of the file. Refused ("values_header", "values_day", "values_number", "values_cells") with the line."""
    text = decoded(data).text
    head = text.lstrip().partition("\n")[0]
    delimiter = next((mark for mark in (";", "\t") if mark in head), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    points: list[Point] = []
    columns: tuple[int, int, int] | None = None
    try:
        for cells in rows:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if columns is None:
                columns = _columns([cell.casefold() for cell in cells])
                continue
            points.append(_point(cells, columns, rows.line_num))
            if len(points) > MOST:
                raise TooLarge("rows", limit=MOST)
    except csv.Error:
        raise Refused("values_cells", line=rows.line_num) from None
    if columns is None:
        raise Refused("values_header")
    return tuple(points)


def _columns(names: list[str]) -> tuple[int, int, int]:
    """Where the day and the value stand, and how many cells a row has."""
    day = next((names.index(name) for name in DATES if name in names), None)
    value = next((names.index(name) for name in VALUES if name in names), None)
    if day is None or value is None:
        raise Refused("values_header")
    return day, value, len(names)


def _point(cells: list[str], columns: tuple[int, int, int], line: int) -> Point:
    day, value, count = columns
    if len(cells) > count and any(cells[count:]):
        raise Refused("values_cells", line=line)
    on = cells[day] if day < len(cells) else ""
    try:
        if len(on) != len("2027-03-24"):
            raise ValueError(on)
        date.fromisoformat(on)
    except ValueError:
        raise Refused("values_day", line=line, text=on[:40]) from None
    written = cells[value] if value < len(cells) else ""
    try:
        return Point(on, number(written.translate(_TYPED)))
    except Refused:
        raise Refused("values_number", line=line, text=written[:40]) from None
