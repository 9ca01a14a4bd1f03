"""A spreadsheet as it lies on the table: cells by place, merges, and what is hidden."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rota_desk.intake.words import squash


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula whose result the file does not hold and the reader does not work out."""

    text: str


Value = str | float | int | bool | dt.date | dt.datetime | dt.time | Formula
Place = tuple[int, int]
MOST_MERGED = 400  # rows or columns of a merged area that are looked at


def column_letter(column: int) -> str:
    """Give the letters of a column, 1 being A."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Give the number of a column by its letters, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(place: Place) -> str:
    """Give the name of a cell as a spreadsheet shows it, such as C4."""
    return f"{column_letter(place[1])}{place[0]}"


def shown(value: Value | None) -> str:
    """Give a cell's value as text: whole numbers without a point, dates as 2026-09-01."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case Formula(text):
            return text
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime():
            return (
                value.date().isoformat()
                if value.time() == dt.time()
                else f"{value:%Y-%m-%d %H:%M}"
            )
        case dt.time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[Place]:
        """Yield the cells inside, of an area of any reasonable size."""
        for row in range(self.top, min(self.bottom, self.top + MOST_MERGED) + 1):
            for column in range(self.left, min(self.right, self.left + MOST_MERGED) + 1):
                yield row, column


@dataclass(slots=True)
class Sheet:
    """One sheet: only cells with something in them; rows and columns count from 1."""

    name: str
    cells: dict[Place, Value]
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    rows: dict[int, list[int]] = field(init=False)
    columns: dict[int, list[int]] = field(init=False)
    _areas: dict[Place, Area] = field(init=False)

    def __post_init__(self) -> None:
        """Lay the cells out."""
        self.lay()

    def lay(self) -> None:
        """Note which columns each row has, and which rows each column."""
        self._areas = {place: area for area in self.merges for place in area.places()}
        rows: defaultdict[int, list[int]] = defaultdict(list)
        columns: defaultdict[int, list[int]] = defaultdict(list)
        for row, column in sorted(self.cells):
            rows[row].append(column)
            columns[column].append(row)
        self.rows, self.columns = dict(rows), dict(columns)

    def value(self, row: int, column: int) -> Value | None:
        """Give what stands in a cell, or nothing."""
        return self.cells.get((row, column))

    def text(self, row: int, column: int) -> str:
        """Give the cell as squashed text."""
        return squash(shown(self.cells.get((row, column))))

    def merged(self, row: int, column: int) -> Area | None:
        """Give the merged area the cell belongs to."""
        return self._areas.get((row, column))

    def label(self, row: int, column: int) -> str:
        """Give the cell as text; a merged cell speaks for its whole area."""
        area = None if (row, column) in self.cells else self.merged(row, column)
        return self.text(area.top, area.left) if area else self.text(row, column)

    def hidden(self, row: int, column: int) -> bool:
        """Say whether the cell cannot be seen."""
        return row in self.hidden_rows or column in self.hidden_columns

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Yield each cell that holds text, top to bottom."""
        for place in sorted(self.cells):
            value = self.cells[place]
            if isinstance(value, str):
                yield place, squash(value)


@dataclass(slots=True)
class Book:
    """A spreadsheet file with its sheets, and what was odd about opening it."""

    file: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...] = ()
    epoch_1904: bool = False
