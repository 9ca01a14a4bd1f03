import csv
import datetime as dt
import io

import openpyxl
import pytest
import time_machine
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from reports.document import Stamp
from reports.rota_workbook import table, workbook
from rota_desk.queries.rota_sheet import RotaSheet


def _read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def _sheet(content: bytes, name: str) -> Worksheet:
    page = _read(content)[name]
    assert isinstance(page, Worksheet)
    return page


def _named(page: Worksheet, name: str) -> int:
    return [cell.value for cell in page["A"]].index(name) + 1


@pytest.fixture(scope="module")
def book(sheet: RotaSheet, stamp: Stamp) -> bytes:
    return workbook(sheet, stamp)


def test_it_has_the_rota_its_entries_cover_changes_and_legend(book: bytes) -> None:
    assert _read(book).sheetnames == [
        "Rota",
        "Entries",
        "Cover",
        "Changes",
        "Legend",
    ]


def test_days_are_real_dates_over_their_two_halves(book: bytes) -> None:
    page = _sheet(book, "Rota")
    heads = [cell.value for cell in page[3]][2::2]
    assert heads == [dt.datetime(2026, 11, 9) + dt.timedelta(days=day) for day in range(14)]
    assert page["C3"].number_format == "ddd d mmm"
    row = _named(page, "Dr M Okafor")
    assert [cell.value for cell in page[row]][:6] == [
        "Dr M Okafor",
        "10 PA",
        "WR",
        "EN 2",
        "SP",
        "CL",
    ]


def test_heads_and_names_stay_in_sight_and_are_printed_on_every_page(
    stamp: Stamp, book: bytes
) -> None:
    page = _sheet(book, "Rota")
    assert page.freeze_panes == "C4"
    assert page.print_title_rows == "$1:$3"
    assert page.print_title_cols == "$A:$B"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 8)
    assert page.page_setup.fitToWidth == 1
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.oddFooter is not None
    assert (page.oddFooter.left.text or "").strip() == stamp.sentence()
    assert page.oddFooter.right.text == "Page &P of &N"


def test_gaps_leave_and_changes_are_told_by_more_than_colour(book: bytes) -> None:
    page = _sheet(book, "Rota")
    patel = page.cell(_named(page, "Dr A Patel"), 6)
    assert patel.value == "EN 4 ?\nWR *"
    assert patel.border.left.style == "mediumDashed"
    away = page.cell(_named(page, "Dr S Łukasiewicz-Großmann"), 7)
    assert (away.value, away.fill.patternType) == ("AL", "lightUp")
    absent = page.cell(_named(page, "M Tarrant"), 3)
    assert (absent.value, absent.fill.patternType, absent.comment) == ("U", "lightUp", None)
    assert page.cell(_named(page, "Endoscopy lists"), 5).value == "▼ 11/12"


def test_no_sheet_says_why_somebody_is_away(book: bytes) -> None:
    words = " ".join(
        str(cell)
        for page in CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names
        for row in _rows(book, page)
        for cell in row
    ).casefold()
    assert "sick" not in words
    assert "bereave" not in words
    assert "flu" not in words


def test_entries_are_one_row_each_with_real_times(book: bytes) -> None:
    rows = _rows(book, "Entries")
    assert rows[1] == [
        dt.date(2026, 11, 9),
        "Dr A Patel",
        "Consultants",
        "AM",
        dt.datetime(2026, 11, 9, 8, 30),
        dt.datetime(2026, 11, 9, 12, 30),
        "EN",
        "1",
        "Endoscopy list",
        "work",
        "",
    ]
    page = _sheet(book, "Entries")
    assert page.auto_filter.ref == f"A1:K{len(rows)}"


def test_two_readers_see_the_same_cover(book: bytes) -> None:
    content = book
    quick = [row[2:] for row in _rows(content, "Cover")[1:]]
    slow = [
        [cell.value for cell in row[2:]] for row in _sheet(content, "Cover").iter_rows(min_row=2)
    ]
    assert quick == slow
    assert [12, 11, 1, 0] in slow
    assert [12, 13, 0, 1] in slow


def test_the_same_rota_gives_the_same_bytes_whenever_it_is_written(
    sheet: RotaSheet, stamp: Stamp
) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 9, 8, tzinfo=dt.UTC), tick=False):
        monday = workbook(sheet, stamp)
    with time_machine.travel(dt.datetime(2027, 3, 1, 12, 34, tzinfo=dt.UTC), tick=False):
        assert workbook(sheet, stamp) == monday


def test_the_table_has_the_same_rows_as_the_entries(sheet: RotaSheet, book: bytes) -> None:
    lines = list(csv.reader(io.StringIO(table(sheet).decode("utf-8-sig"), newline="")))
    rows = _rows(book, "Entries")
    assert [line[1] for line in lines] == [row[1] for row in rows]
    assert lines[1][:6] == [
        "2026-11-09",
        "Dr A Patel",
        "Consultants",
        "AM",
        "2026-11-09T08:30",
        "2026-11-09T12:30",
    ]


def _rows(content: bytes, name: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [list(row) for row in book.get_sheet_by_name(name).to_python()]


def test_a_thing_of_the_whole_day_stands_over_both_halves_without_joined_cells(
    book: bytes,
) -> None:
    page = _sheet(book, "Rota")
    row = _named(page, "Dr C Rowan")
    first, second = page.cell(row, 3), page.cell(row, 4)
    assert (first.value, second.value) == ("SD", None)
    assert {first.alignment.horizontal, second.alignment.horizontal} == {"centerContinuous"}
    assert first.fill.start_color.rgb == second.fill.start_color.rgb
    assert not page.merged_cells.ranges
