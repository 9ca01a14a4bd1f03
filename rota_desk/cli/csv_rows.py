"""Rows of a CSV file that a check reads, with plain words for whatever is wrong with it."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rota_desk.errors import CannotOpen, Refusal

YEARS = range(1950, 2151)  # of any rota
_LINE = 200  # characters
_SOME = 3  # problems that are told; the rest are counted


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


def read_rows(name: str, *, needed: Iterable[str]) -> list[Row]:
    """Read a CSV file in UTF-8, with or without a byte-order mark, headings in any order."""
    text = _text(name)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error as wrong:
        raise CannotOpen(
            f"{name} is not a readable CSV file (line {reader.line_num}: {wrong}); "
            "save the sheet as CSV again."
        ) from None
    return list(_rows(name, lines, tuple(needed)))


def refuse_problems(name: str, problems: list[tuple[int, str]]) -> None:
    """Refuse a file in one sentence when rows of it could not be read."""
    if not problems:
        return
    told = "; ".join(f"row {number}: {_shortly(message)}" for number, message in problems[:_SOME])
    more = len(problems) - _SOME
    rest = f"; and {more} more" if more > 0 else ""
    raise CannotOpen(f"{name} was not checked, for it cannot be read in full: {told}{rest}.")


def _shortly(message: str) -> str:
    """Keep a message to one short line, whatever a cell holds."""
    line = " ".join(message.split())
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"


def _text(name: str) -> str:
    path = Path(name)
    try:
        raw = path.read_bytes()
    except IsADirectoryError:
        raise CannotOpen(f"{name} is a folder; name the CSV file in it.") from None
    except FileNotFoundError:
        raise CannotOpen(f"There is no file {name}; check the name and the folder.") from None
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or "the name is none"
        raise CannotOpen(f"{name} cannot be read: {why}.") from None
    return _decoded(name, raw)


def _decoded(name: str, raw: bytes) -> str:
    if raw.startswith((b"PK", b"\xd0\xcf")):
        raise CannotOpen(f"{name} is a workbook, not a CSV file; save its sheet as CSV (UTF-8).")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotOpen(
            f"{name} is not in UTF-8; save it as CSV (UTF-8) and try again."
        ) from None
    if "\x00" in text:
        raise CannotOpen(f"{name} is not a text file; save the sheet as CSV (UTF-8).")
    return text


def _rows(name: str, lines: list[tuple[int, list[str]]], needed: tuple[str, ...]) -> Iterator[Row]:
    filled = [(number, line) for number, line in lines if any(cell.strip() for cell in line)]
    if not filled:
        raise CannotOpen(f"{name} is empty; its first row names the columns {', '.join(needed)}.")
    headings = [cell.strip().lower() for cell in filled[0][1]]
    missing = [heading for heading in needed if heading not in headings]
    if missing:
        raise CannotOpen(
            f"{name} has no column {' or '.join(missing)}; its first row names the columns "
            f"{', '.join(needed)}."
        )
    twice = sorted({heading for heading in headings if heading and headings.count(heading) > 1})
    if twice:
        raise CannotOpen(f"{name} names the column {_shortly(twice[0])} twice; keep one of them.")
    for number, line in filled[1:]:
        if len(line) > len(headings) and any(cell.strip() for cell in line[len(headings) :]):
            raise CannotOpen(
                f"{name}, row {number} has more cells than the first row has headings; put text "
                "that contains a comma between quotation marks."
            )
        yield Row(number, {h: c.strip() for h, c in zip(headings, line, strict=False)})


def refuse_far_days(*days: dt.date | None) -> None:
    """Refuse days of a period that no rota has."""
    for day in days:
        if day is not None and day.year not in YEARS:
            first, last = YEARS.start, YEARS.stop - 1
            raise Refusal(f"{day} lies outside the years {first} to {last}; mend --from and --to.")
