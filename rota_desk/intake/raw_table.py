"""The tables of a file as they stand there: headings, and rows of texts. No database."""

from __future__ import annotations

import csv
import datetime as dt
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from rota_desk.errors import CannotOpen
from rota_desk.intake.columns import plain
from rota_desk.intake.comma_text import Letters, letters_of, separator_of
from rota_desk.intake.great_sheet import great_rows
from rota_desk.intake.grid import Sheet
from rota_desk.intake.grid import Value as Shown
from rota_desk.intake.guards import kind_of
from rota_desk.intake.packed import Contents, look_through
from rota_desk.intake.telling import Tell, silent, within
from rota_desk.intake.workbook import kept_value, open_book

CONTINUED = " (continued)"
MOST_COLUMNS = 300
GREAT = 500_000  # filled cells from which a workbook is read in slices
BIGGEST_GREAT = 2 * 1024**3  # bytes unpacked, of which a slice is in memory
BETWEEN = "\x1f"  # a sign that no plain text holds
HALF_A_SECOND = dt.timedelta(milliseconds=500)
_LIVE = ("=", "+", "-", "@")

RawRow = tuple[int, tuple[str, ...]]  # its number, its texts


class Rows(Sequence[RawRow]):
    """Rows of a table, each kept as one text: a hundred thousand of them need little room."""

    def __init__(self, rows: Iterable[RawRow]) -> None:
        self._numbers = array("L")
        self._texts: list[str] = []
        for number, cells in rows:
            self._numbers.append(number)
            self._texts.append(BETWEEN.join(cells))

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, at: int) -> RawRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RawRow, ...]: ...
    def __getitem__(self, at: int | slice) -> RawRow | tuple[RawRow, ...]:
        """Give a row's number and cells, or those of several rows."""
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        return self._numbers[at], tuple(self._texts[at].split(BETWEEN))


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands in a file: headings, then rows of texts with their numbers."""

    file: str
    sheet: str
    headings: tuple[str, ...]
    rows: Sequence[RawRow]


def raw_tables(path: Path, tell: Tell = silent) -> tuple[RawTable, ...]:
    """Every table of a file: the one of a CSV, or each sheet of a workbook.

    `tell` hears how far the reading is, in percent, and may stop it.
    """
    kind = kind_of(path)
    if kind == "csv":
        return (_table(path.name, "", _comma_rows(path.name, letters_of(path), tell)),)
    if kind == "xlsx":
        contents = look_through(path, within(tell, 0, 20), most=sys.maxsize, biggest=BIGGEST_GREAT)
        if contents.filled > GREAT:
            return tuple(_great_tables(path, contents, within(tell, 20, 100)))
    book = open_book(path, tell)
    return tuple(_sheet_table(book.file, sheet) for sheet in book.sheets if sheet.cells)


def _great_tables(path: Path, contents: Contents, tell: Tell) -> Iterator[RawTable]:
    """The tables of a workbook that is read in slices, in its order."""
    parts = [part for part in contents.names if part in contents.parts]
    for place, part in enumerate(parts):
        length = 100 // len(parts)
        told = within(tell, place * length, (place + 1) * length)
        rows = great_rows(path, part, contents, told)
        shown = ((number, tuple(map(_seen, values))) for number, values in rows)
        filled = (row for row in shown if any(row[1]))
        if contents.parts[part].filled:
            yield _whole(_table(path.name, contents.names[part], filled))


def _seen(value: object) -> str:
    """A cell of a great sheet as text."""
    return value if isinstance(value, str) else _shown(kept_value(value))


def _whole(table: RawTable) -> RawTable:
    """Refuse a table that is too wide; put together what was too long for a cell."""
    if len(table.headings) > MOST_COLUMNS:
        raise CannotOpen(f"{table.file} has over {MOST_COLUMNS} columns in sheet {table.sheet}.")
    return _joined(table) if any(one.endswith(CONTINUED) for one in table.headings) else table


def _comma_rows(file: str, letters: Letters, tell: Tell) -> Iterator[RawRow]:
    """Yield each row with something in it, the guard against formulas taken off.

    Its number is that of the line on which it begins.
    """
    between = separator_of(letters.start.partition("\n")[0])
    reader = csv.reader(letters.lines(tell), delimiter=between, strict=True)
    before = 0
    try:
        for fields in reader:
            if len(fields) > MOST_COLUMNS:
                raise CannotOpen(f"{file} has over {MOST_COLUMNS} columns in one row.")
            if any(cell.strip() for cell in fields):
                yield before + 1, tuple(unguarded(cell) for cell in fields)
            before = reader.line_num
    except csv.Error as wrong:
        raise CannotOpen(
            f"{file} is no readable CSV (line {reader.line_num}: {wrong}): save it again."
        ) from None


def _table(file: str, sheet: str, lines: Iterable[RawRow]) -> RawTable:
    plainly = ((number, tuple(plain(cell) for cell in cells)) for number, cells in lines)
    first = next(plainly, None)
    if first is None:
        raise CannotOpen(f"{file} is empty: its first row names the columns.")
    return RawTable(file, sheet, first[1], Rows(plainly))


def _sheet_table(file: str, sheet: Sheet) -> RawTable:
    """The table of a sheet; a cell that was too long for one goes on in the next column."""
    last = max(sheet.columns)
    lines = (
        (row, tuple(_shown(sheet.value(row, column)) for column in range(1, last + 1)))
        for row in sorted(sheet.rows)
    )
    return _whole(_table(file, sheet.name, lines))


def _joined(table: RawTable) -> RawTable:
    """Put cells together that were too long for a workbook's cell."""
    firsts = [at for at, one in enumerate(table.headings) if not one.endswith(CONTINUED)]
    rows = []
    for number, cells in table.rows:
        whole = list(cells)
        for at in reversed(range(len(whole))):
            if at < len(table.headings) and table.headings[at].endswith(CONTINUED):
                whole[at - 1] += whole[at]
        rows.append((number, tuple(whole[at] for at in firsts if at < len(whole))))
    headings = tuple(table.headings[at] for at in firsts)
    return RawTable(table.file, table.sheet, headings, Rows(rows))


def _shown(value: Shown | None) -> str:
    """A typed cell as the text a CSV would have."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{int(value)}" if value.is_integer() else repr(value)
        case dt.datetime():
            near = (value + HALF_A_SECOND).replace(microsecond=0)
            return near.isoformat(timespec="seconds" if near.second else "minutes")
        case dt.date() | dt.time():
            return value.isoformat()
        case str():
            return value
        case _:
            return str(value)


def unguarded(text: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from taking text for a formula."""
    if not text.startswith("'"):
        return text
    bare = text.lstrip("'")
    live = bare.startswith(("\t", "\r", "\n")) or bare.lstrip().startswith(_LIVE)
    return text[1:] if live else text
