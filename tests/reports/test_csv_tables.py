import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.formats.csv import CsvCell, guarded, table, unguarded


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 7700", "-3", "@x", "\t=1", "  =1", "\r=1", "\n1", "'=1", "''-2"]
)
def test_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Smith", "O'Brien", "'t Hooft", "3", "", "a=b", "Ł", " x"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(st.text())
def test_guarding_is_always_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_table_has_iso_dates_real_numbers_and_windows_line_ends() -> None:
    rows: list[tuple[CsvCell, ...]] = [
        (dt.date(2026, 11, 9), dt.datetime(2026, 11, 9, 8, 30), dt.time(8, 30), "O'Brien, Ł"),
        (None, Decimal("10.50"), -3, "=cmd"),
        (True, 0.25, Decimal("1E+3"), "two\nlines\x07"),
    ]
    content = table(["Day", "Start", "Time", "Name"], rows)
    assert content.decode("utf-8") == (
        "Day,Start,Time,Name\r\n"
        '2026-11-09,2026-11-09T08:30,08:30,"O\'Brien, Ł"\r\n'
        ",10.50,-3,'=cmd\r\n"
        'yes,0.25,1000,"two\nlines"\r\n'
    )


def test_a_table_for_excel_carries_the_mark_that_says_utf_8() -> None:
    content = table(["Name"], [("ß",)], for_excel=True)
    assert content[:3] == b"\xef\xbb\xbf"
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [["Name"], ["ß"]]
