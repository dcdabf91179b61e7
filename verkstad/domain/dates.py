"""Dates as they are kept, ISO text, and as people write them. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from verkstad.domain.errors import Refused

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "januari january", "februari february", "mars march", "april", "maj may", "juni june", "juli july", "augusti august",
            "september sept", "oktober october", "november", "december",
        ), 1,
    )
    for whole in names.split()
    for name in (whole, whole[:3])
}  # fmt: skip
_WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "måndag mån monday mon", "tisdag tis tuesday tue tues", "onsdag ons wednesday wed", "torsdag tors tor thursday thu thur thurs",
            "fredag fre friday fri", "lördag lör saturday sat", "söndag sön sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_SOON = {
    "igår": -1,
    "i går": -1,
    "yesterday": -1,
    "idag": 0,
    "i dag": 0,
    "today": 0,
    "imorgon": 1,
    "i morgon": 1,
    "imorron": 1,
    "tomorrow": 1,
}
_YEAR = r"(\d{4}|\d{2})"
_DAY = r"(?:den\s+|the\s+)?(\d{1,2})(?::[ea]|st|nd|rd|th)?"
_WORD = r"([a-zåäö]{3,9})\.?"
_BIG_ENDIAN = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(rf"{_DAY}\s*[/.]\s*(\d{{1,2}})\.?(?:[\s/.-]+{_YEAR})?")
_DAY_MONTH = re.compile(rf"{_DAY}\.?\s*(?:of\s+)?{_WORD}(?:[\s,]+{_YEAR})?")
_MONTH_DAY = re.compile(rf"{_WORD}\s*{_DAY}(?:[\s,]+(\d{{4}}))?")
_LEAP = 8  # years until 29 February comes again, at most


def iso_date(text: str, later: int = 0) -> str:
    """The ISO date `text` says, `later` days on. Refused when there is no such date."""
    try:
        return (date.fromisoformat(text) + timedelta(days=later)).isoformat()
    except (ValueError, OverflowError):
        raise Refused("not_a_date", text=text) from None


def nearest_weekday(day: str) -> str:
    """An ISO date of Monday to Friday as it is; for a Saturday the Friday before, for a Sunday the Monday after."""
    return iso_date(day, {5: -1, 6: 1}.get(date.fromisoformat(day).weekday(), 0))


def parse_date(text: str, today: str, when: str = "future") -> str | None:
    """The ISO date for one as typed ("4 dec", "fredag 4 december", "Dec 4, 2026", "4/12", "4.12.2026", "2026-12-04"), else None.

    Without a year it is a day near `today` (ISO), on the side of it that `when` says: "future" the next such day, "past" the last, today
    included in both, and "near" whichever lies closest, as a column's dates do (`fields.Column.when`). Day comes before month, as in Sweden.
    A weekday has to be the right one; `without_weekday` tells what it would be else.
    """
    typed = _tidy(text)
    if typed in _SOON:
        return iso_date(today, _SOON[typed])
    rest, weekday = _split_weekday(typed)
    numbers = _read(rest)
    if numbers is None:
        return None
    year, month, day = numbers
    if year is None:
        found = _nearest(month, day, today, when)
    else:
        found = _made(year, month, day)
    return found if found is None or weekday is None or date.fromisoformat(found).weekday() == weekday else None


def without_weekday(text: str) -> str:
    """What was typed, tidied, without the weekday it begins with."""
    return _split_weekday(_tidy(text))[0]


def _tidy(text: str) -> str:
    return " ".join(text.lower().replace("\u00a0", " ").replace("\u2013", "-").split())


def _split_weekday(typed: str) -> tuple[str, int | None]:
    word, _gap, rest = typed.partition(" ")
    weekday = _WEEKDAYS.get(word.rstrip(".,").removesuffix("en"))
    return (typed, None) if weekday is None else (rest, weekday)


def _read(typed: str) -> tuple[int | None, int, int] | None:
    """Year if it is said, month, day."""
    if found := _BIG_ENDIAN.fullmatch(typed):
        if not found[2] and len(typed) != len("20261204"):
            return None
        return int(found[1]), int(found[3]), int(found[4])
    if found := _NUMBERS.fullmatch(typed):
        return _year(found[3]), int(found[2]), int(found[1])
    if (found := _DAY_MONTH.fullmatch(typed)) and found[2] in _MONTHS:
        return _year(found[3]), _MONTHS[found[2]], int(found[1])
    if (found := _MONTH_DAY.fullmatch(typed)) and found[1] in _MONTHS:
        return _year(found[3]), _MONTHS[found[1]], int(found[2])
    return None


def _year(written: str | None) -> int | None:
    return None if written is None else int(written) + (2000 if len(written) == 2 else 0)


def _made(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _nearest(month: int, day: int, today: str, when: str) -> str | None:
    this = int(today[:4])
    days = [found for year in range(this - _LEAP, this + _LEAP + 1) if (found := _made(year, month, day)) is not None]
    coming, gone = min((d for d in days if d >= today), default=None), max((d for d in days if d <= today), default=None)
    if when == "near" and coming is not None and gone is not None:
        now = date.fromisoformat(today)
        return coming if date.fromisoformat(coming) - now <= now - date.fromisoformat(gone) else gone
    return gone if when == "past" else coming
