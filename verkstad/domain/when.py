"""Times of day and lengths of time as people type them. Pure; everything is whole minutes."""

from __future__ import annotations

import re

A_DAY = 24 * 60

_CLOCK = re.compile(r"(?:kl\.?\s*|at\s+)?(\d{1,2})(?:\s*[.:,h]\s*(\d{2})|\s+(\d{2})|(?<=\d)(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")
_HOUR_WORD = r"(?:h|hr|hrs|hour|hours|t|tim|tim\.|timme|timmar)"
_MINUTE_WORD = r"(?:m|min|min\.|mins|minut|minuter|minute|minutes|')"
_AMOUNT = r"(\d+(?:[.,]\d+)?|\d*\s*[½¼¾])"
_LENGTH = re.compile(rf"(?:{_AMOUNT}\s*{_HOUR_WORD})?\s*(?:och|and|&)?\s*(?:(\d+)\s*{_MINUTE_WORD}?)?")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_WORDS = {
    "en kvart": 15, "kvart": 15, "a quarter": 15, "quarter of an hour": 15, "a quarter of an hour": 15,
    "en halvtimme": 30, "halvtimme": 30, "halv timme": 30, "en halv timme": 30, "half an hour": 30, "half hour": 30,
    "tre kvart": 45, "en timme": 60, "timme": 60, "an hour": 60, "one hour": 60,
    "en och en halv timme": 90, "an hour and a half": 90,
}  # fmt: skip


def parse_clock(text: str) -> int | None:
    """Minutes since midnight for a time of day as typed ("9:30", "930", "9.30", "9", "kl 9", "2 pm"), None for anything else."""
    match = _CLOCK.fullmatch(text.strip().lower())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or match[3] or match[4] or 0)
    if match[5]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[5].startswith("p") else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def parse_minutes(text: str) -> int | None:
    """A length in minutes as typed ("90", "1h30", "1:30", "1,5 tim", "45 min"), None for anything else, for nothing and for over a day."""
    found = read_minutes(text)
    return found if found is not None and 1 <= found <= A_DAY else None


def read_minutes(text: str) -> int | None:
    """A length as `parse_minutes` reads it, also one too short or too long to be used; None for what is no length.

    A bare number is minutes. With a point, comma or colon and two digits it is hours and minutes; with one digit it is parts of an hour.
    """
    typed = " ".join(text.lower().replace("\u00a0", " ").split())
    found = _WORDS.get(typed)
    if found is None:
        found = _hours_and_minutes(typed)
    if found is None:
        found = _worded(typed)
    return found


def _hours_and_minutes(typed: str) -> int | None:
    match = re.fullmatch(r"(\d{1,2})[.:,](\d{2})", typed)
    if match:
        return int(match[1]) * 60 + int(match[2]) if int(match[2]) < 60 else None
    match = re.fullmatch(r"(\d{1,2})[.,](\d)", typed)
    return round(float(f"{match[1]}.{match[2]}") * 60) if match else None


def _worded(typed: str) -> int | None:
    match = _LENGTH.fullmatch(typed)
    if match is None or (match[1] is None and match[2] is None):
        return None
    return (round(_amount(match[1]) * 60) if match[1] else 0) + int(match[2] or 0)


def _amount(written: str) -> float:
    fraction = _FRACTIONS.get(written[-1])
    if fraction is None:
        return float(written.replace(",", "."))
    return fraction + float(written[:-1].strip() or 0)
