"""Dates as people write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.dates import nearest_weekday, parse_date, without_weekday
from verkstad.domain.schema import SCHEMA

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    "typed",
    ["4 dec", "4 dec.", "4 december", "4 Dec 2026", "4 december 2026", "4/12", "4/12 2026", "4/12-26", "4.12", "4.12.", "4.12.2026",
     "04.12.26", "2026-12-04", "2026-12-4", "20261204", "2026/12/04", "fredag 4 december", "Fredag den 4 december", "fre 4/12",
     "fredagen den 4:e december 2026", "den 4 dec", "Friday 4 December", "Friday, December 4, 2026", "Dec 4", "December 4th",
     "the 4th of December", "4th Dec 2026", "4\u00a0december", "4dec", " 4  dec "],
)  # fmt: skip
def test_the_same_day_written_in_any_way_is_that_day(typed: str) -> None:
    assert parse_date(typed, TODAY) == "2026-12-04"


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("22 nov", "2026-11-22"), ("21 nov", "2027-11-21"), ("1/1", "2027-01-01"), ("5 maj", "2027-05-05"), ("5 May", "2027-05-05"),
     ("24 mars", "2027-03-24"), ("29 feb", "2028-02-29"), ("idag", "2026-11-22"), ("i morgon", "2026-11-23"), ("tomorrow", "2026-11-23")],
)  # fmt: skip
def test_a_day_without_a_year_is_the_next_one(typed: str, iso: str) -> None:
    assert parse_date(typed, TODAY) == iso


@pytest.mark.parametrize(
    ("typed", "past", "near", "future"),
    [("20 nov", "2026-11-20", "2026-11-20", "2027-11-20"), ("15/2", "2026-02-15", "2027-02-15", "2027-02-15"),
     ("22 nov", "2026-11-22", "2026-11-22", "2026-11-22"), ("1 juni", "2026-06-01", "2026-06-01", "2027-06-01"),
     ("29 feb", "2024-02-29", "2028-02-29", "2028-02-29"), ("4/12 2027", "2027-12-04", "2027-12-04", "2027-12-04"),
     ("igår", "2026-11-21", "2026-11-21", "2026-11-21"), ("fredag 20 nov", "2026-11-20", "2026-11-20", None)],
)  # fmt: skip
def test_a_day_without_a_year_lies_on_the_side_of_today_that_is_asked_for(typed: str, past: str, near: str, future: str | None) -> None:
    assert [parse_date(typed, TODAY, when) for when in ("past", "near", "future")] == [past, near, future]


def test_every_date_of_the_library_that_says_when_it_lies_says_so_in_a_word_that_is_known() -> None:
    dates = {(kind.name, c.name): c.when for kind in SCHEMA.kinds.values() for c in kind.columns if c.shape == "date"}
    assert set(dates.values()) == {"past", "near", "future"}
    assert (dates["decision", "decided_on"], dates["decision", "review_on"], dates["pilot", "started"]) == ("past", "future", "near")


@pytest.mark.parametrize(
    "typed", ["", "snart", "31/2", "31 feb 2026", "29 feb 2027", "4 foo", "2026-1204", "20261", "4", "dec", "torsdag", "4/13", "0/12"]
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert parse_date(typed, TODAY) is None


def test_a_weekday_that_is_not_that_day_is_not_taken_silently() -> None:
    assert parse_date("torsdag 4 december", TODAY) is None
    assert parse_date(without_weekday("torsdag 4 december"), TODAY) == "2026-12-04"


@given(st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_every_day_is_read_back_as_it_is_written(day: object) -> None:
    iso = str(day)
    year, month, number = (int(part) for part in iso.split("-"))
    assert parse_date(iso, TODAY) == parse_date(f"{number}/{month} {year}", TODAY) == parse_date(f"{number}.{month}.{year}", TODAY) == iso


@given(st.text(max_size=30))
def test_nothing_typed_is_an_error(typed: str) -> None:
    found = parse_date(typed, TODAY)
    assert found is None or len(found) == 10


def test_a_day_of_the_weekend_gives_the_nearest_weekday() -> None:
    assert [nearest_weekday(f"2026-11-{day}") for day in (20, 21, 22, 23)] == ["2026-11-20", "2026-11-20", "2026-11-23", "2026-11-23"]
