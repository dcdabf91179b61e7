"""Values as spreadsheets and people write them: days, weeks, months, decimal commas, per cent signs, gaps."""

from __future__ import annotations

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.domain.errors import Foreign, TooLarge
from verkstad.intake.measurements import (
    IncomingValue,
    Mapping,
    days,
    from_clipboard,
    guess,
    is_missing,
    left_out,
    number,
    read,
    unit_of,
    values,
)

TODAY = "2026-11-24"


def taken(text: str, **facts: str) -> list[tuple[str | None, str | None]]:
    sheet = from_clipboard(text)
    return [(v.on, v.value) for v in values(sheet, guess(sheet, today=TODAY, **facts), today=TODAY)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12,5", "12.5"), ("12.5", "12.5"), ("1 234", "1234"), ("1\u00a0234,5", "1234.5"), ("35 %", "35"), ("35%", "35"), ("\u22123", "-3"), ("-0,0", "0.0"),
        ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("12 dagar", "12"), ("12 st.", "12"), ("007", "7"), (",5", "0.5"), ("+4", "4"), ("1'000", "1000"),
        ("tolv", None), ("", None), ("12-14", None), ("1 2 3", None), ("12,5,3", None), ("2026-09-07", None), ("4 5", None), ("%", None),
    ],
)  # fmt: skip
def test_a_number_is_understood_as_written(written: str, kept: str | None) -> None:
    assert number(written) == kept


@pytest.mark.parametrize("cell", ["", "-", "\u2013", "saknas", "N/A", " \u00a0", ".."])
def test_nothing_measured_is_told_from_what_cannot_be_read(cell: str) -> None:
    assert is_missing(cell)
    assert not is_missing("0")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-09-07", "2026-09-07"), ("7/9 2026", "2026-09-07"), ("7 sep 2026", "2026-09-07"), ("v. 37", "2026-09-07"), ("v37", "2026-09-07"), ("vecka 37", "2026-09-07"),
        ("2026-W37", "2026-09-07"), ("2026 v 37", "2026-09-07"), ("v. 37 2026", "2026-09-07"), ("2026W37", "2026-09-07"), ("sep 2026", "2026-09-01"), ("september", "2026-09-01"),
        ("2026-09", "2026-09-01"), ("20260907", "2026-09-07"), ("7.9.2026", "2026-09-07"), ("2026-09-07 00:00", "2026-09-07"), ("sep-26", "2026-09-01"), ("7/9", "2026-09-07"),
        ("Week 37", "2026-09-07"), ("7 september", "2026-09-07"), ("v. 48", "2026-11-23"), ("v. 49", "2025-12-01"),
        ("32/9 2026", None), ("v. 60", None), ("tisdag", None), ("12", None), ("12,5", None), ("", None), ("2026-02-30", None),
    ],
)  # fmt: skip
def test_a_day_is_understood_as_written(written: str, day: str | None) -> None:
    assert days([written], today=TODAY) == (day,)


def test_weeks_without_a_year_run_on_over_the_new_year_forwards_and_backwards() -> None:
    weeks = ["v. 51", "v. 52", "v. 1", "v. 2"]
    placed = ("2025-12-15", "2025-12-22", "2025-12-29", "2026-01-05")
    assert days(weeks, today=TODAY) == placed
    assert days(list(reversed(weeks)), today=TODAY) == tuple(reversed(placed))


def test_a_year_said_once_holds_for_the_rest() -> None:
    assert days(["2024-W51", "v. 52", "v. 1"], today=TODAY) == ("2024-12-16", "2024-12-23", "2024-12-30")


def test_two_columns_from_a_spreadsheet() -> None:
    assert taken("Vecka\tVäntetid\n36\t44\n37\t39,5\n38\t-\n39\t\n40\t1 052\n") == [
        ("2026-08-31", "44"), ("2026-09-07", "39.5"), ("2026-09-14", None), ("2026-09-21", None), ("2026-09-28", "1052"),
    ]  # fmt: skip


def test_a_title_row_and_headings_nobody_knows_are_left_out_and_told() -> None:
    sheet = from_clipboard("Svarstider kontaktcenter\t\nMätpunkt\tSvarstid i min\n2026-09-07\t12,5 %\n2026-09-14\t14 %\n")
    mapping = guess(sheet, today=TODAY)
    assert [(v.on, v.value, v.row) for v in values(sheet, mapping, today=TODAY)] == [("2026-09-07", "12.5", 3), ("2026-09-14", "14", 4)]
    assert "Svarstid" in left_out(sheet, mapping) or "Svarstid i min" in sheet.columns
    assert unit_of(sheet, mapping) == "%"


def test_three_columns_the_value_is_the_one_after_the_day_and_text_is_the_note() -> None:
    sheet = from_clipboard("Nr\tDatum\tAntal\tKommentar\n1\t2026-09-07\t12\tlov\n2\t2026-09-14\t14\t\n")
    mapping = guess(sheet, today=TODAY)
    assert (mapping.on, mapping.value, mapping.note) == (1, 2, 3)
    assert values(sheet, mapping, today=TODAY)[0] == IncomingValue(2, "2026-09-07", "12", "lov")


def test_one_column_of_values_counts_back_from_the_last_whole_week() -> None:
    text = "12,5\n13\n-\n14,25\n"
    assert taken(text) == [("2026-10-26", "12.5"), ("2026-11-02", "13"), ("2026-11-09", None), ("2026-11-16", "14.25")]
    sheet = from_clipboard(text)
    assert sheet.columns == ("",)
    told = values(sheet, Mapping(0, start="2026-09-01", interval="month"), today=TODAY)
    assert [v.on for v in told] == ["2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01"]
    assert guess(sheet, today=TODAY, interval="day").start == "2026-11-20"


def test_one_column_under_a_heading() -> None:
    assert [v for _d, v in taken("Väntetid i minuter\n44\n39,5\n47\n")] == ["44", "39.5", "47"]


def test_lines_with_a_day_and_a_number_apart_by_blanks() -> None:
    assert taken("v. 36 44\nv. 37 39,5 %\nv. 38: 47 min\n") == [("2026-08-31", "44"), ("2026-09-07", "39.5"), ("2026-09-14", "47")]
    assert taken("7/9 44 %\n7 sep 2026 12\n") == [("2026-09-07", "44"), ("2026-09-07", "12")]
    assert taken("2026-09-07, 12,5\n2026-09-14, 13,5\n") == [("2026-09-07", "12.5"), ("2026-09-14", "13.5")]


def test_every_row_that_cannot_be_read_is_there_with_its_reason() -> None:
    sheet = from_clipboard("Datum\tVärde\n2026-09-07\t12\nlov\t13\n2026-02-30\t14\n2026-09-14\tungefär tio\n\t15\n2026-09-21\t16\n")
    read_ = values(sheet, guess(sheet, today=TODAY), today=TODAY)
    assert [(v.row, v.wrong, v.found) for v in read_ if v.wrong] == [
        (3, "day", "lov"), (4, "no-such-day", "2026-02-30"), (5, "number", "ungefär tio"), (6, "no-day", "15"),
    ]  # fmt: skip
    assert [v.value for v in read_ if v.usable] == ["12", "16"]


def test_what_a_workbook_keeps_as_shares_becomes_per_cent_where_the_measure_says_so() -> None:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    percent, day = book.add_format({"num_format": "0 %"}), book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["Nöjda besökare 2026"])
    page.write_row(1, 0, ["Vecka från", "Andel nöjda"])
    for at, share in enumerate((0.35, 0.4, None, 1)):
        page.write_datetime(2 + at, 0, datetime.datetime(2026, 9, 7) + datetime.timedelta(weeks=at), day)
        if share is not None:
            page.write_number(2 + at, 1, share, percent)
    book.close()
    sheet = read(out.getvalue(), "nöjda.xlsx")
    assert [v.value for v in values(sheet, guess(sheet, today=TODAY, unit="%"), today=TODAY)] == ["35", "40", None, "100"]
    assert [v.value for v in values(sheet, guess(sheet, today=TODAY), today=TODAY)] == ["0.35", "0.4", None, "1"]


def test_a_csv_file_of_the_swedish_office() -> None:
    data = "Vecka;Väntetid\r\nv. 36;44,5\r\nv. 37;39\r\n".encode("cp1252")
    sheet = read(data, "väntetid.csv")
    assert sheet.encoding == "cp1252"
    assert [(v.on, v.value) for v in values(sheet, guess(sheet, today=TODAY), today=TODAY)] == [
        ("2026-08-31", "44.5"),
        ("2026-09-07", "39"),
    ]


def test_a_run_chart_file_with_date_and_value() -> None:
    sheet = read(b"date,value\n2026-09-07,12.5\n2026-09-14,\n2026-09-21,13\n", "x.csv")
    assert [(v.on, v.value) for v in values(sheet, guess(sheet, today=TODAY), today=TODAY)] == [
        ("2026-09-07", "12.5"), ("2026-09-14", None), ("2026-09-21", "13"),
    ]  # fmt: skip


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(Foreign):
        from_clipboard("  \n ")
    with pytest.raises(TooLarge):
        from_clipboard("12\n" * 2_001)
    with pytest.raises(Foreign):
        read(b"\x89PNG\r\n\x1a\n", "x.png")


@given(st.text(max_size=60))
def test_nothing_copied_breaks_it(text: str) -> None:
    try:
        sheet = from_clipboard(text)
    except Foreign:
        return
    for value in values(sheet, guess(sheet, today=TODAY), today=TODAY):
        assert value.value is None or number(value.value) == value.value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_number_written_the_swedish_way_reads_back(value: object) -> None:
    swedish = f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")
    kept = number(swedish)
    assert kept is not None and float(kept) == float(str(value))
