"""What people type for times and lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.when import parse_clock, parse_minutes, read_minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9:30", 570), ("930", 570), ("9.30", 570), ("9", 540), ("0930", 570), (" 09.30 ", 570), ("kl 9.30", 570), ("kl. 13", 780), ("9 30", 570),
        ("9,30", 570), ("2 pm", 840), ("12 am", 0), ("12:15pm", 735), ("0", 0), ("23.59", 1439), ("13h05", 785),
        ("24.00", None), ("9.75", None), ("99", None), ("", None), ("nio", None), ("13 pm", None), ("9.3", None), ("-9", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_understood_as_typed(typed: str, minutes: int | None) -> None:
    assert parse_clock(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90), ("1h30", 90), ("1:30", 90), ("1.30", 90), ("1,5 tim", 90), ("1.5 h", 90), ("1,5", 90), ("45 min", 45), ("45min", 45), ("45 m", 45),
        ("1 tim 20 min", 80), ("1 h 20", 80), ("1 timme och 20 minuter", 80), ("2 timmar", 120), ("2h", 120), ("1½ tim", 90), ("½ timme", 30),
        ("en halvtimme", 30), ("En kvart", 15), ("an hour", 60), ("0:45", 45), ("24 h", 1440), ("1\u00a0tim", 60),
        ("", None), ("0", None), ("-5", None), ("25 h", None), ("1:75", None), ("lunch", None), ("5 pm", None), ("1441", None), ("och", None),
    ],
)  # fmt: skip
def test_a_length_is_understood_as_typed(typed: str, minutes: int | None) -> None:
    assert parse_minutes(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "minutes"), [("0", 0), ("0 min", 0), ("1000 tim", 60_000), ("25 h", 1_500), ("45", 45), ("lunch", None), ("", None)]
)
def test_a_length_that_is_too_short_or_too_long_is_told_from_what_is_no_length(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


@given(st.text(max_size=12))
def test_nothing_typed_breaks_them(typed: str) -> None:
    clock, length = parse_clock(typed), parse_minutes(typed)
    assert clock is None or 0 <= clock < 1440
    assert length is None or 1 <= length <= 1440


@given(st.integers(0, 1439))
def test_every_time_of_day_reads_back(minutes: int) -> None:
    hour, minute = divmod(minutes, 60)
    assert {parse_clock(f"{hour}{mark}{minute:02}") for mark in ".:, "} == {minutes}
