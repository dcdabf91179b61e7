"""A day of a measure in words: weeks by their number, months by their name, other days by their date."""

from __future__ import annotations

import datetime

from verkstad.i18n import Language


def day_words(on: str, interval: str, language: Language) -> str:
    """ "v. 37 · 7 september 2026" for weeks, "september 2026" for the first of a month, else "7 september 2026"."""
    short = short_day(on, interval, language)
    date = language.date(on, "date")
    return date if short == date or interval not in ("week", "fortnight") else f"{short.split(',')[0]} · {date}"


def short_day(on: str, interval: str, language: Language, *, today: str = "") -> str:
    """As narrow as can be: "v. 37" this year, "v. 37, 2025" another, "september 2026" for months, "7 september" for days."""
    try:
        day = datetime.date.fromisoformat(on)
    except ValueError:
        return on
    if interval == "month" and day.day == 1:
        return language.date(on, "month")
    if interval in ("week", "fortnight"):
        year, week, _weekday = day.isocalendar()
        if today and str(year) == today[:4]:
            return language.gettext("wk %(week)d", week=week)
        return language.gettext("wk %(week)d, %(year)d", week=week, year=year)
    return language.date(on, "short", today=today) if today else language.date(on, "date")
