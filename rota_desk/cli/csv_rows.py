"""Rows of a CSV file that a check reads, with plain words for whatever is wrong with it."""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rota_desk.cli.csv_lines import lines_of, opened, separated_by
from rota_desk.errors import CannotOpen, Refusal

YEARS = range(1950, 2151)  # of any rota
_LINE = 200  # characters
_SOME = 3  # problems that are told; the rest are counted
_LONGEST_CELL = 1000  # characters
_BETWEEN_WORDS = re.compile(r"[\s_-]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: its number as an editor shows it, and its cells by heading."""

    number: int
    cells: dict[str, str]

    def cell(self, heading: str) -> str:
        """Give a cell without the blanks around it; empty when the file has no such column."""
        return self.cells.get(heading, "")


class NotRead(ValueError):  # noqa: N818 - it says what a row has, and is collected
    """A cell could not be read; the message says which and what would be right."""


class Problems:
    """What is wrong with the rows of a file: the first few in words, the rest counted."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told: list[str] = []
        self._more = 0

    def add(self, number: int, wrong: NotRead) -> None:
        """Note what is wrong with a row."""
        if len(self._told) < _SOME:
            self._told.append(f"row {number}: {_shortly(str(wrong))}")
        else:
            self._more += 1

    def refuse(self) -> None:
        """Refuse the file in one sentence when rows of it could not be read."""
        if self._told:
            rest = f"; and {self._more} more" if self._more else ""
            raise CannotOpen(
                f"{self._name} was not checked, for it cannot be read in full: "
                f"{'; '.join(self._told)}{rest}."
            )


def read_rows(name: str, *, needed: Iterable[str]) -> Iterator[Row]:
    """Read a CSV file in UTF-8, with or without a byte-order mark, headings in any order.

    One row is held at a time, however many the file has.
    """
    with opened(name) as file:
        records = _records(name, lines_of(name, file))
        headings = _headings(name, records, tuple(needed))
        for number, cells in records:
            if len(cells) > len(headings):
                _refuse_surplus(name, number, cells, len(headings))
            yield Row(number, {h: c.strip() for h, c in zip(headings, cells, strict=False)})


def _records(name: str, lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """Give each record that is not blank with the number of the line on which it begins."""
    reader = csv.reader(lines, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cells) and any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as wrong:
        why = _why(str(wrong), reader.line_num > begins)
        raise CannotOpen(
            f"{name} is not a readable CSV file (row {begins}: {why}); save the sheet as CSV "
            "again."
        ) from None


def _why(wrong: str, several: bool) -> str:
    """Say what breaks a record, that may have taken several lines, in plain words."""
    if several or "unexpected end" in wrong:
        return "a quotation mark is opened and never closed"
    if "field limit" in wrong:
        return "a cell holds more text than any cell can"
    return "a quotation mark stands within a cell" if "expected after" in wrong else wrong


def _headings(
    name: str, records: Iterator[tuple[int, list[str]]], needed: tuple[str, ...]
) -> list[str]:
    _, first = next(records, (0, []))
    wanted = f"its first row names the columns {', '.join(needed)}"
    if not first:
        raise CannotOpen(f"{name} is empty; {wanted}.")
    headings = [_BETWEEN_WORDS.sub("_", cell.strip().lower()) for cell in first]
    missing = [heading for heading in needed if heading not in headings]
    if missing:
        other = separated_by(",".join(first), needed)
        if other:
            raise CannotOpen(
                f"{name} parts its columns by {other}, not by commas; save it as CSV with commas."
            )
        raise CannotOpen(f"{name} has no column {' or '.join(missing)}; {wanted}.")
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    if twice:
        raise CannotOpen(f"{name} names the column {_shortly(twice[0])} twice; keep one of them.")
    return headings


def _refuse_surplus(name: str, number: int, cells: list[str], columns: int) -> None:
    """Refuse a row that says something beyond the last heading."""
    for place, cell in enumerate(cells[columns:], start=columns + 1):
        if cell.strip():
            raise CannotOpen(
                f"{name}, row {number} has more cells than the first row has headings (column "
                f"{place}: {_shortly(cell)}); put text that contains a comma between quotation "
                "marks."
            )


def a_text(row: Row, heading: str) -> str:
    """Read a cell that is only text: what can be shown, of a bearable length."""
    text = row.cell(heading)
    if len(text) > _LONGEST_CELL:
        raise NotRead(f"{heading} holds {len(text):,} characters; write at most {_LONGEST_CELL:,}")
    if _UNSEEN.search(text):
        raise NotRead(f"{heading} holds a character that cannot be seen; type it anew")
    return text


def _shortly(message: str) -> str:
    """Keep a message to one short line, whatever a cell holds."""
    line = _UNSEEN.sub("?", " ".join(message.split()))
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"


def refuse_far_days(*days: dt.date | None) -> None:
    """Refuse days of a period that no rota has."""
    for day in days:
        if day is not None and day.year not in YEARS:
            first, last = YEARS.start, YEARS.stop - 1
            raise Refusal(f"{day} lies outside the years {first} to {last}; mend --from and --to.")
