"""Reading an exchange file: rows of cells with the place where each stands. No database."""

from __future__ import annotations

import csv
import datetime as dt
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

from rota_desk.errors import CannotOpen, Problem
from rota_desk.intake.columns import Column, Kind, NotRead, Value, plain, read_cell
from rota_desk.intake.comma_text import Tell, decoded, lines_of, separator_of, silent
from rota_desk.intake.grid import Sheet, column_letter
from rota_desk.intake.grid import Value as Shown
from rota_desk.intake.guards import kind_of
from rota_desk.intake.workbook import open_book

CONTINUED = " (continued)"
MOST_COLUMNS = 300
BETWEEN = "\x1f"  # a sign that no plain text holds
HALF_A_SECOND = dt.timedelta(milliseconds=500)
A_DATE = len("2026-11-09")
_LIVE = ("=", "+", "-", "@")
_HEADING_FOLDS = str.maketrans({" ": "_", "-": "_"})


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


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of a file that could be read: its number, and the cells the file has."""

    number: int
    cells: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What one table of a file says; nothing of it is recorded yet."""

    kind: str
    file: str
    sheet: str
    columns: tuple[str, ...]
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    places: Mapping[str, str] = field(default_factory=dict)  # column to the file's own name for it


def raw_tables(path: Path, tell: Tell = silent) -> tuple[RawTable, ...]:
    """Every table of a file: the one of a CSV, or each sheet of a workbook.

    `tell` hears how far the reading is, in percent, and may stop it.
    """
    if kind_of(path) == "csv":
        return (_comma_table(path, tell),)
    book = open_book(path)
    return tuple(_sheet_table(book.file, sheet) for sheet in book.sheets if sheet.cells)


def _comma_table(path: Path, tell: Tell) -> RawTable:
    """The table of a text file; the guard against formulas is taken off."""
    text, _remarks = decoded(path)
    return _table(path.name, "", _comma_rows(path.name, text, tell))


def _comma_rows(file: str, text: str, tell: Tell) -> Iterator[RawRow]:
    """Yield each row with something in it, by the number of the line it begins on."""
    between = separator_of(text[: max(text.find("\n"), 0) or len(text)])
    reader = csv.reader(lines_of(text, tell), delimiter=between, strict=True)
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
    if len(sheet.columns) > MOST_COLUMNS:
        raise CannotOpen(f"{file} has over {MOST_COLUMNS} columns in sheet {sheet.name}.")
    last = max(sheet.columns)
    lines = (
        (row, tuple(_shown(sheet.value(row, column)) for column in range(1, last + 1)))
        for row in sorted(sheet.rows)
    )
    table = _table(file, sheet.name, lines)
    return _joined(table) if any(one.endswith(CONTINUED) for one in table.headings) else table


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


def heading_of(text: str) -> str:
    """A heading as it is compared: "Assignment number" is assignment_number."""
    return "_".join(text.strip().casefold().translate(_HEADING_FOLDS).split("_"))


def read_table(
    raw: RawTable,
    kind: str,
    columns: Sequence[Column],
    *,
    renamed: Mapping[str, str] | None = None,
    worded: Mapping[str, Mapping[str, str]] | None = None,
) -> TablePlan:
    """Read a table of a kind; `renamed` says which heading is which column.

    `worded` says for a column what the file's own words stand for.
    """
    by_name = {one.name: one for one in columns}
    known = {heading_of(file): name for file, name in (renamed or {}).items()}
    places: dict[int, Column] = {}
    for at, heading in enumerate(raw.headings):
        name = known.get(heading_of(heading), heading_of(heading))
        if name in by_name:
            _refuse_twice(raw, places.values(), by_name[name])
            places[at] = by_name[name]
    if not any(not one.told for one in places.values()):
        raise CannotOpen(
            f"{_called(raw)} has none of the columns of {kind}: "
            f"{', '.join(one.name for one in columns if not one.told)}."
        )
    problems = list(_unknown_headings(raw, known, by_name))
    rows: list[PlannedRow] = []
    for number, cells in raw.rows:
        row, wrong = _row(raw, number, cells, places, worded or {})
        problems += wrong
        if row is not None:
            rows.append(row)
    order = tuple(one.name for one in places.values() if not one.told)
    called = {one.name: raw.headings[at] for at, one in places.items()}
    return TablePlan(kind, raw.file, raw.sheet, order, tuple(rows), tuple(problems), called)


def _called(raw: RawTable) -> str:
    return f"{raw.file}, sheet {raw.sheet}," if raw.sheet else raw.file


def _refuse_twice(raw: RawTable, taken: object, column: Column) -> None:
    if column in list(taken):  # type: ignore[call-overload]
        raise CannotOpen(f"{_called(raw)} names the column {column.name} twice: keep one of them.")


def _unknown_headings(
    raw: RawTable, known: Mapping[str, str], by_name: Mapping[str, Column]
) -> Iterator[Problem]:
    """A column that nobody knows is left out, and told; one settled as empty is not told."""
    for at, heading in enumerate(raw.headings):
        name = known.get(heading_of(heading), heading_of(heading))
        filled = heading or any(at < len(cells) and cells[at] for _, cells in raw.rows)
        if name not in by_name and filled and known.get(heading_of(heading)) != "":
            yield Problem(
                raw.file,
                raw.sheet,
                raw.rows[0][0] - 1 if raw.rows else 1,
                column_letter(at + 1),
                heading[:80],
                "no such column: it is left out; give it one in a mapping, or clear it.",
            )


def _row(
    raw: RawTable,
    number: int,
    cells: tuple[str, ...],
    places: Mapping[int, Column],
    worded: Mapping[str, Mapping[str, str]],
) -> tuple[PlannedRow | None, list[Problem]]:
    """Read one row; a row with a cell that cannot be read is left out whole."""
    found: dict[str, Value] = {}
    problems: list[Problem] = []
    for at, column in places.items():
        text = cells[at] if at < len(cells) else ""
        words = worded.get(column.name, {})
        text = words.get(text, text)
        if raw.sheet and column.kind is Kind.MOMENT and len(text) == A_DATE:
            text = f"{text}T00:00"  # a workbook's midnight looks like a bare date
        try:
            value = read_cell(text, column)
        except NotRead as wrong:
            if column.told:
                continue
            problems.append(_problem(raw, number, at, text, str(wrong)))
            continue
        if column.needed and value is None and not column.told:
            problems.append(_problem(raw, number, at, "", f"{column.name} is empty: fill it in."))
        found[column.name] = _filled(column, value)
    if len(cells) > len(raw.headings) and any(cells[len(raw.headings) :]):
        at = len(raw.headings)
        message = "the row has more cells than there are headings: quote text that has a comma."
        problems.append(_problem(raw, number, at, cells[at], message))
    return (None if problems else PlannedRow(number, found)), problems


def _filled(column: Column, value: Value) -> Value:
    """An empty text is an empty text, every other empty cell is none."""
    text = column.kind is Kind.TEXT and column.of is None
    return "" if value is None and text else value


def _problem(raw: RawTable, number: int, at: int, text: str, message: str) -> Problem:
    return Problem(
        raw.file, raw.sheet, number, column_letter(at + 1), text[:80], f"{message} Not recorded."
    )
