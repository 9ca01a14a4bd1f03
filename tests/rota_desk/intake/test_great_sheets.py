"""Great workbooks: read in slices as they would be whole, in little room, told and stopped."""

import datetime as dt
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from rota_desk.errors import Refusal
from rota_desk.intake import great_sheet, raw_table
from rota_desk.intake.raw_table import RawTable, raw_tables
from rota_desk.intake.roster import read_roster
from rota_desk.intake.workbook import open_book

ROWS = 300
MORNING = dt.datetime(2026, 11, 9, 8, 30)
TOLD: list[list[str | float | bool | dt.date | dt.time] | None] = [
    ["Name", "Start", "Day", "Clock", "Cost", "Sure"],
    None,
    ["too", "", "far"],
    ["Ada & <Bram>", MORNING, MORNING.date(), MORNING.time(), 12.5, True],
]


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Two sheets with a gap of rows and a column before them, and a third without anything."""
    path = tmp_path / "several.xlsx"
    book = Workbook()
    first, second = book.worksheets[0], book.create_sheet("Second")
    book.create_sheet("Blank")
    for place, row in enumerate(TOLD * 40, 1):
        for column, value in enumerate(row or (), 2):
            first.cell(place, column).value = value
    for number in range(ROWS):
        second.append([f"row {number}", number])
    book.save(path)
    return path


def in_slices(monkeypatch: pytest.MonkeyPatch, path: Path) -> tuple[RawTable, ...]:
    monkeypatch.setattr(raw_table, "GREAT", 0)
    monkeypatch.setattr(great_sheet, "LEAST", 2_000)
    monkeypatch.setattr(great_sheet, "_PIECE", 700)
    monkeypatch.setattr(great_sheet, "_TIMES_BESIDE", 0)
    return raw_tables(path)


def plainly(tables: tuple[RawTable, ...]) -> list[tuple[str, tuple[str, ...], list[object]]]:
    return [(one.sheet, one.headings, [row for row in one.rows if any(row[1])]) for one in tables]


def as_prefixed(path: Path) -> Path:
    """The same workbook as programs write it that give every part of a sheet a prefix."""
    made = path.with_name("prefixed.xlsx")
    with zipfile.ZipFile(path) as plain, zipfile.ZipFile(made, "w") as other:
        for part in plain.namelist():
            text = plain.read(part)
            if part.startswith("xl/worksheets/sheet"):
                text = text.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
                text = text.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")
            other.writestr(part, text)
    return made


@pytest.mark.parametrize("prefixed", [False, True])
def test_a_workbook_read_in_slices_says_what_it_says_whole(
    several: Path, monkeypatch: pytest.MonkeyPatch, *, prefixed: bool
) -> None:
    whole = raw_tables(several)
    assert [len(one.rows) for one in whole] == [119, ROWS - 1]
    path = as_prefixed(several) if prefixed else several
    assert plainly(in_slices(monkeypatch, path)) == plainly(whole)


def test_a_roster_of_several_sheets_has_the_same_hidden_parts_with_and_without_a_prefix(
    several: Path,
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Name", "01/12/2026", "02/12/2026"])
    sheet.append(["Dr A Patel", "0800-1700", "0800-1700"])
    sheet.row_dimensions[2].hidden = True
    for letter in "BC":
        sheet.column_dimensions[letter].hidden = True
    book.save(several)
    for path in (several, as_prefixed(several)):
        first = open_book(path).sheets[0]
        assert (first.hidden_rows, first.hidden_columns) == (frozenset({2}), frozenset({2, 3}))


@pytest.fixture(scope="module")
def great(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six hundred thousand cells: more than are read whole."""
    path = tmp_path_factory.mktemp("great") / "great.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Great")
    line = ["EN", 7, "LD"] * 66
    for _ in range(3_100):
        sheet.append(line)
    book.save(path)
    return path


def test_a_great_table_is_read_in_little_room_and_told(great: Path) -> None:
    heard: list[int] = []
    tracemalloc.start()
    table = raw_tables(great, lambda percent, _doing: heard.append(percent))[0]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(table.rows), table.rows[-1]) == (3_099, (3_100, ("EN", "7", "LD") * 66))
    assert most < 60 * 2**20
    assert heard == sorted(heard)
    assert (heard[-1], len(set(heard)) > 8) == (100, True)


@pytest.mark.parametrize("percent", [5, 50])
def test_a_great_table_is_stopped_while_it_is_looked_through_and_while_it_is_read(
    great: Path, percent: int
) -> None:
    def stop(at: int, _doing: str) -> None:
        if at >= percent:
            raise Refusal("Stopped.")

    with pytest.raises(Refusal, match=r"^Stopped\.$"):
        raw_tables(great, stop)


def test_a_roster_beyond_measure_is_refused_before_it_is_in_memory(
    great: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rota_desk.intake.workbook.MOST_FILLED", 200_000)
    tracemalloc.start()
    with pytest.raises(Refusal, match=r"^great\.xlsx has over 200,000 filled cells: save only"):
        read_roster(great)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 * 2**20


def test_a_sheet_whose_row_never_ends_is_refused(
    several: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(great_sheet, "LONGEST_ROW", 10_000)
    path = tmp_path / "endless.xlsx"
    with zipfile.ZipFile(several) as plain, zipfile.ZipFile(path, "w") as made:
        for part in plain.namelist():
            made.writestr(part, plain.read(part).replace(b"</row>", b""))
    with pytest.raises(Refusal, match=r"row without end: save it again as \.xlsx\.$"):
        in_slices(monkeypatch, path)


def test_a_table_that_unpacks_without_end_is_refused(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_table, "BIGGEST_GREAT", 1_000)
    with pytest.raises(Refusal, match=r"^several\.xlsx unpacks to over 0 MB"):
        raw_tables(several)
