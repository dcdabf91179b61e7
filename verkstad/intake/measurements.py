"""Values of a measure coming in: a column of days and one of numbers, as spreadsheets and people write them. Pure.

sheet = read(data, "svarstid.xlsx")      # or from_clipboard(text)
mapping = guess(sheet, today="2026-11-24")
incoming = values(sheet, mapping, today="2026-11-24")

A week is kept as its Monday, a month as its first day. Days without a year take the years that keep the list together, the last of them
not after today. What cannot be read is there too, with the reason, so that it can be shown.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from verkstad.domain.characters import one_line
from verkstad.domain.dates import parse_date
from verkstad.domain.errors import Foreign, TooLarge
from verkstad.domain.runchart import later
from verkstad.intake.decoding import decoded
from verkstad.intake.headings import Vocabulary, meaning
from verkstad.intake.sheet import MAX_BYTES, Sheet, from_csv, from_text, from_workbook

MAX_VALUES = 2_000
MEASUREMENTS: Vocabulary = {
    "on": (
        "datum", "dag", "vecka", "v", "veckonr", "veckonummer", "månad", "mån", "period", "mätdatum", "mätdag", "tidpunkt", "tid", "date", "day", "week",
        "weekno", "month", "when", "år", "year", "kvartal",
    ),
    "value": (
        "värde", "mätvärde", "antal", "andel", "resultat", "utfall", "median", "medel", "medelvärde", "snitt", "genomsnitt", "procent", "value", "count",
        "number", "result", "mean", "average", "share", "percent", "dagar", "minuter", "timmar", "poäng", "days", "minutes", "hours", "score",
    ),
    "note": ("anteckning", "kommentar", "notering", "anmärkning", "note", "comment", "notes", "comments"),
}  # fmt: skip

Wrong = Literal["", "no-day", "day", "number", "no-such-day"]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which columns hold the day, the value and a note.

    Without a column of days the values are counted from `start` (ISO) with `interval`. `percent`: shares such as 0,35 are meant as 35 %.
    """

    value: int | None
    on: int | None = None
    note: int | None = None
    start: str | None = None
    interval: str = "week"
    percent: bool = False


@dataclass(frozen=True, slots=True)
class IncomingValue:
    """One row. `value` None with `wrong` "": nothing was measured. `wrong` says what could not be read, `found` what stood there.

    "no-day" (a value without a day), "day" (not a day), "no-such-day" (31 February, week 53 of a year that has 52), "number" (not a number).
    """

    row: int
    on: str | None
    value: str | None
    note: str = ""
    wrong: Wrong = ""
    found: str = ""

    @property
    def usable(self) -> bool:
        return not self.wrong and self.on is not None


# ------------------------------------------------------------------------------------------------------------- ways in


def read(data: bytes, filename: str = "") -> Sheet:
    """A file of values by what is in it, not by its name: workbook or text in rows. Raises TooLarge, Corrupt, Foreign, NeedsPassphrase."""
    if len(data) > MAX_BYTES:
        raise TooLarge("bytes", limit=MAX_BYTES, found=len(data))
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _cut(from_workbook(data, MEASUREMENTS))
    if not data.strip():
        raise Foreign("empty")
    sheet = from_csv(data, MEASUREMENTS)
    return _cut(replace(from_clipboard(decoded(data).text), encoding=sheet.encoding, notes=sheet.notes))


def from_clipboard(text: str) -> Sheet:
    """What was copied: cells with tabs between, lines of "v. 37 12,5", or numbers below one another. Raises Foreign when there is nothing."""
    if not text.strip():
        raise Foreign("empty")
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if "\t" not in text and ";" not in text:
        if sum(number(line) is not None for line in lines) * 2 > len(lines):  # a decimal comma stands between no columns
            return _cut(from_text(text, MEASUREMENTS, delimiter="\t"))
        if sum(_day_and_number(line) is not None for line in lines) * 2 > len(lines):
            parted = "\n".join("\t".join(_day_and_number(line) or (line,)) for line in text.replace("\r\n", "\n").split("\n"))
            return _cut(from_text(parted, MEASUREMENTS, delimiter="\t"))
    return _cut(from_text(text, MEASUREMENTS))


def _cut(sheet: Sheet) -> Sheet:
    if len(sheet.rows) > MAX_VALUES:
        raise TooLarge("rows", limit=MAX_VALUES, found=len(sheet.rows))
    return sheet


def _day_and_number(line: str) -> tuple[str, str] | None:
    """ "v. 37 12,5" and "2026-09-07: 12,5 %" as day and number; the number is the last word, or the last two when a sign or unit stands apart."""
    words = line.replace("\u00a0", " ").split()
    for count in (2, 1):
        day, rest = " ".join(words[:-count]).rstrip(":,;="), " ".join(words[-count:])
        if not day or number(rest) is None or _partial(day) is None:
            continue
        if count == 2 and number(words[-1]) is not None and _partial(f"{day} {words[-2]}") is not None:
            continue  # "7 sep 2026 12"
        return day, rest
    return None


# ------------------------------------------------------------------------------------------------------------- numbers

_MISSING = frozenset(("", "-", "\u2013", "\u2014", "\u2212", "--", ".", "..", "saknas", "missing", "n/a", "na", "nan", "null", "none", "ingen", "inget", "ej mätt", "#saknas!", "#n/a"))  # fmt: skip
_NUMBER = re.compile(r"([+-]?)(\d+(?:[ ']\d{3})*|\d{1,3}(?:,\d{3})+(?=\.)|\d{1,3}(?:\.\d{3})+(?=,)|)([.,]\d+)?")
_AFTER = re.compile(r"\s*(%|‰|[a-zåäö][a-zåäö./]{0,14}\.?)$", re.IGNORECASE)


def number(cell: str) -> str | None:
    """A number as it is kept (decimal text with a point), of what was written: "12,5", "1 234", "35 %", "12 dagar", "\u22123". None for no number."""
    typed = " ".join(cell.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-").replace("\u2013", "-").split())
    if not any(c.isdigit() for c in typed):
        return None
    found = _NUMBER.fullmatch(_AFTER.sub("", typed))
    if found is None or not (found[2] or found[3]):
        return None
    whole = re.sub(r"[ '.,]", "", found[2]).lstrip("0") or "0"
    fraction = (found[3] or "")[1:]
    if len(whole) + len(fraction) > 30:
        return None
    sign = "-" if found[1] == "-" and (whole + fraction).strip("0") else ""
    return sign + whole + (f".{fraction}" if fraction else "")


def is_missing(cell: str) -> bool:
    """Whether a cell says that nothing was measured."""
    return " ".join(cell.replace("\u00a0", " ").split()).casefold() in _MISSING


def unit_of(sheet: Sheet, mapping: Mapping) -> str:
    """The unit that stands behind most numbers of the column ("%", "dagar"); "" for none."""
    if mapping.value is None:
        return ""
    cells = [c for c in sheet.column(mapping.value) if number(c) is not None]
    units = [found[1] for c in cells if (found := _AFTER.search(c.replace("\u00a0", " "))) is not None]
    usual = max(set(units), key=units.count, default="")
    return usual if units.count(usual) * 2 > len(cells) else ""


def _hundredfold(value: str) -> str:
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    whole, _, fraction = digits.partition(".")
    fraction = fraction.ljust(2, "0")
    moved = (whole + fraction[:2]).lstrip("0") or "0"
    rest = fraction[2:].rstrip("0")
    return sign + moved + (f".{rest}" if rest else "")


# ------------------------------------------------------------------------------------------------------------- days


@dataclass(frozen=True, slots=True)
class _Partial:
    """A day as it was written: with or without its year. `form`: "day", "week" or "month"; `first` the month or the week, `second` the day."""

    form: str
    first: int
    second: int = 1
    year: int | None = None

    def on(self, year: int) -> datetime.date | None:
        try:
            if self.form == "week":
                return datetime.date.fromisocalendar(year, self.first, 1)
            return datetime.date(year, self.first, self.second)
        except ValueError:
            return None


_WEEK = re.compile(r"(?:(\d{4})[ -]?)?(?:v|w|vecka|week|wk)[ .]*(\d{1,2})(?:[ ,/-]+(\d{4}))?")
_YEAR_WEEK = re.compile(r"(\d{4})\s*[-:]?\s*v(?:ecka)?\.?\s*(\d{1,2})")
_BARE_WEEK = re.compile(r"\d{1,2}")
_MONTHS = {
    name: at
    for at, names in enumerate(
        ("januari january", "februari february", "mars march", "april", "maj may", "juni june", "juli july", "augusti august", "september sept", "oktober october", "november", "december"),
        1,
    )
    for full in names.split()
    for name in (full, full[:3])
}  # fmt: skip
_MONTH = re.compile(r"([a-zåäö]{3,9})\.?(?:[ -]*(\d{4}|\d{2}))?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/ ](\d{1,2})")
_HAS_YEAR = re.compile(r"\d{4}|[/.-]\s*\d{1,2}[\s/.-]+\d{2}\b|^\d{6}$")
_CLOCK = re.compile(r"[ T]+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?$")


def _partial(cell: str) -> _Partial | None:
    """A day, week or month as written; None for anything else. A day that there is not (31/2) is a partial that is on no day of any year."""
    typed = _CLOCK.sub("", " ".join(cell.lower().replace("\u00a0", " ").replace("\u2013", "-").split())).strip(" ,:")
    if found := _WEEK.fullmatch(typed):
        year = found[1] or found[3]
        return _Partial("week", int(found[2]), year=int(year) if year else None)
    if found := _YEAR_WEEK.fullmatch(typed):
        return _Partial("week", int(found[2]), year=int(found[1]))
    if (found := _MONTH.fullmatch(typed)) and found[1] in _MONTHS:
        year = found[2]
        return _Partial("month", _MONTHS[found[1]], year=None if not year else int(year) + (2000 if len(year) == 2 else 0))
    if (found := _YEAR_MONTH.fullmatch(typed)) and 1 <= int(found[2]) <= 12:
        return _Partial("month", int(found[2]), year=int(found[1]))
    if any(c.isdigit() for c in typed) and not re.fullmatch(r"\d{1,5}(?:[.,]\d+)?", typed):
        day = parse_date(typed, "2024-01-01")  # a leap year: 29 February is a day as long as nobody says which year
        if day is not None:
            on = datetime.date.fromisoformat(day)
            return _Partial("day", on.month, on.day, on.year if _HAS_YEAR.search(typed) else None)
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", typed):
            return _Partial("day", int(found[2]), int(found[3]), int(found[1]))
        if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:[ /]+(\d{4}))?", typed):
            return _Partial("day", int(found[2]), int(found[1]), int(found[3]) if found[3] else None)
    return None


def _bare_week(cell: str, heading: str) -> _Partial | None:
    """A figure from 1 to 53 below a heading that says week."""
    said = heading.casefold().strip(" .:")
    if (
        (said.startswith(("vecka", "week", "v.", "veckonr")) or said in ("v", "w"))
        and _BARE_WEEK.fullmatch(cell.strip())
        and 1 <= int(cell) <= 53
    ):
        return _Partial("week", int(cell))
    return None


def days(cells: Sequence[str], *, today: str, heading: str = "") -> tuple[str | None, ...]:
    """The ISO day of each cell, None where it says none.

    Where years are left out they are chosen so that the list runs on without gaps, forwards or backwards, and its last day is not after the
    week of `today`.
    """
    parts = [_partial(cell) or _bare_week(cell, heading) for cell in cells]
    now = datetime.date.fromisoformat(today)
    limit = now + datetime.timedelta(days=6 - now.weekday())
    forwards = _placed(parts, limit)
    backwards = list(reversed(_placed(list(reversed(parts)), limit)))
    chosen = forwards if _span(forwards) <= _span(backwards) else backwards
    return tuple(None if day is None else day.isoformat() for day in chosen)


def _placed(parts: Sequence[_Partial | None], limit: datetime.date) -> list[datetime.date | None]:
    """Days from the last to the first, each the latest possible that does not come after the one that follows it."""
    placed: list[datetime.date | None] = []
    ceiling = limit
    for at, part in reversed(list(enumerate(parts))):
        day: datetime.date | None = None
        if part is not None and part.year is not None:
            day = part.on(part.year)
        elif part is not None:
            anchor = next((p for p in reversed(parts[:at]) if p is not None and p.year is not None), None)
            if not placed and anchor is not None and anchor.year is not None:  # a year said once, before: the first such day from it on
                floor = anchor.on(anchor.year)
                years = (anchor.year, anchor.year + 1)
                day = next((d for y in years if (d := part.on(y)) is not None and (floor is None or d >= floor)), None)
            else:
                day = next(
                    (d for y in range(ceiling.year + 1, ceiling.year - 9, -1) if (d := part.on(y)) is not None and d <= ceiling), None
                )
        if day is not None:
            ceiling = day
        placed.append(day)
    placed.reverse()
    return placed


def _span(days_: Sequence[datetime.date | None]) -> int:
    known = [d for d in days_ if d is not None]
    return (max(known) - min(known)).days if known else 0


# ------------------------------------------------------------------------------------------------------------- columns and rows


def guess(sheet: Sheet, *, today: str, interval: str = "week", unit: str = "") -> Mapping:
    """What each column most likely holds, by what stands in it; of several columns with numbers the first after the days.

    Without a column of days the values end with the last whole step of `interval` before `today`. `unit`: that of the measure, for "%".
    """
    if not sheet.columns:
        return Mapping(None)
    scores = [_days_in(sheet, at) for at in range(len(sheet.columns))]
    on = max(range(len(scores)), key=lambda at: (scores[at], -at))
    day: int | None = on if scores[on] * 2 > max(1, len(sheet.rows) - _above(sheet)) or (scores[on] and _says(sheet, on, "on")) else None
    numbers = {at: sum(number(c) is not None for c in sheet.column(at)) for at in range(len(sheet.columns)) if at != day}
    order = sorted(numbers, key=lambda at: (not _says(sheet, at, "value"), day is not None and at < day, at))
    most = max(numbers.values(), default=0)
    value = next((at for at in order if numbers[at] and numbers[at] * 2 >= most), None)
    rest = [at for at in range(len(sheet.columns)) if at not in (day, value) and sheet.column(at) and not numbers.get(at)]
    note = next((at for at in rest if _says(sheet, at, "note")), rest[0] if rest else None)
    mapping = Mapping(value, day, note, interval=interval)
    if day is None and value is not None:
        count = len(sheet.rows) - _above(sheet)
        mapping = replace(mapping, start=first_of(count, today=today, interval=interval))
    return replace(mapping, percent=_shares(sheet, mapping, unit))


def first_of(count: int, *, today: str, interval: str) -> str:
    """The day of the first of `count` values, when the last stands on the last whole week, month or day before `today`."""
    day = datetime.date.fromisoformat(today)
    if interval == "month":
        last = (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    elif interval == "day":
        last = day - datetime.timedelta(days=1)
    else:
        last = day - datetime.timedelta(days=day.weekday() + 7)
    return later(last.isoformat(), interval, 1 - max(1, count))


def values(sheet: Sheet, mapping: Mapping, *, today: str) -> tuple[IncomingValue, ...]:
    """Each row as a value, in the order of the list, with what could not be read. Titles and headings above the first value are left out."""
    if mapping.value is None:
        return ()
    begin = _above(sheet, mapping)
    rows = list(zip(sheet.numbers, sheet.rows, strict=True))[begin:]
    cells = [row[mapping.value] for _n, row in rows]
    if mapping.on is not None:
        heading = sheet.columns[mapping.on] or (sheet.rows[begin - 1][mapping.on] if begin else "")
        written = [row[mapping.on] for _n, row in rows]
        on = days(written, today=today, heading=heading)
    else:
        start = mapping.start or today
        written = ["x"] * len(rows)
        on = tuple(later(start, mapping.interval, n) for n in range(len(rows)))
    made = []
    for at, (n, row) in enumerate(rows):
        note = one_line(row[mapping.note])[:300] if mapping.note is not None else ""
        read_ = number(cells[at])
        if mapping.percent and read_ is not None:
            read_ = _hundredfold(read_)
        wrong, found = _wrong(written[at], on[at], cells[at], read_)
        if wrong == "no-day" and not cells[at] and not note:
            continue
        made.append(IncomingValue(n, on[at], None if wrong else read_, note, wrong, found[:80]))
    return tuple(made)


def left_out(sheet: Sheet, mapping: Mapping) -> str:
    """The words above the values that were taken for a title or headings."""
    rows = sheet.rows[: _above(sheet, mapping)]
    return one_line(" ".join(cell for row in rows for cell in row if cell))[:200]


def _wrong(written: str, on: str | None, cell: str, read_: str | None) -> tuple[Wrong, str]:
    if on is None:
        if not written.strip():
            return "no-day", cell
        return ("no-such-day" if _partial(written) is not None else "day"), written
    if read_ is None and not is_missing(cell):
        return "number", cell
    return "", ""


def _above(sheet: Sheet, mapping: Mapping | None = None) -> int:
    """How many rows stand above the first value: titles and headings that no vocabulary knows."""
    for at, row in enumerate(sheet.rows[:15]):
        if mapping is not None and mapping.value is not None:
            day = mapping.on is None or _partial(row[mapping.on]) is not None or row[mapping.on].strip().isdigit()
            if day and (number(row[mapping.value]) is not None or is_missing(row[mapping.value])) and any(row):
                return at
        elif any(number(cell) is not None for cell in row):
            return at
    return 0


def _days_in(sheet: Sheet, at: int) -> int:
    heading = sheet.columns[at]
    cells = sheet.column(at)
    if not heading and cells and number(cells[0]) is None and _partial(cells[0]) is None:
        heading = cells[0]
    return sum((_partial(c) or _bare_week(c, heading)) is not None for c in cells)


def _says(sheet: Sheet, at: int, what: str) -> bool:
    found = meaning(sheet.columns[at], MEASUREMENTS)
    return found is not None and found[0] == what


def _shares(sheet: Sheet, mapping: Mapping, unit: str) -> bool:
    """Whether what a workbook keeps as 0.35 was shown as 35 %: the measure is in per cent and every value lies from -1 to 1, one of them a fraction."""
    if mapping.value is None or unit.strip() != "%":
        return False
    read_ = [n for c in sheet.column(mapping.value) if "%" not in c and (n := number(c)) is not None]
    return bool(read_) and all(abs(float(n)) <= 1 for n in read_) and any("." in n for n in read_)
