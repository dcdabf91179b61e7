"""Dates as they are kept: ISO text."""

from __future__ import annotations

from datetime import date, timedelta

from verkstad.domain.errors import Refused


def iso_date(text: str, later: int = 0) -> str:
    """The ISO date `text` says, `later` days on. Refused when there is no such date."""
    try:
        return (date.fromisoformat(text) + timedelta(days=later)).isoformat()
    except (ValueError, OverflowError):
        raise Refused("not_a_date", text=text) from None
