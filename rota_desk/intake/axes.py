"""Where the dates of a sheet run: along a row, down a column, or as the days of a stated week."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from rota_desk.intake.dates import DateText, read_date
from rota_desk.intake.grid import Place, Sheet
from rota_desk.intake.words import fold, words

FEWEST = 2
MONTH_OF_NUMBERS = 28
WEEK = 7
NEVER = 10**6
MOST_MERGED = 8


@dataclass(slots=True)
class Axis:
    """A run of dates on a sheet; `line` is its row when it runs across, otherwise its column."""

    sheet: Sheet
    across: bool
    line: int
    dates: dict[int, DateText]
    top: int = 0  # the first row that belongs to it, its heading included
    merged: frozenset[int] = frozenset()  # positions that a merged date covers beside its own

    def place(self, position: int) -> Place:
        """Give the cell of a date."""
        return (self.line, position) if self.across else (position, self.line)

    def part(self, position: int) -> str:
        """Give what stands beside a merged date for one of its lines, such as AM or Night."""
        if position not in self.merged and position + 1 not in self.merged:
            return ""
        return self.sheet.text(*self.cell(position, self.line + 1))

    def cell(self, position: int, line: int) -> Place:
        """Give the cell where a date meets a line of people or roles."""
        return (line, position) if self.across else (position, line)


def find_axes(sheet: Sheet, taken: frozenset[Place], *, epoch_1904: bool = False) -> list[Axis]:
    """Find the runs of dates of a sheet, all in one direction; `taken` cells are no dates."""
    across = [
        _axis(sheet, row, found, across=True) for row, found in _rows(sheet, taken, epoch_1904)
    ]
    down = [
        _axis(sheet, line, found, across=False)
        for line, found in _columns(sheet, taken, epoch_1904)
    ]
    if not across and not down:
        return _numbered_months(sheet, taken)
    axes = across if _closer(across, down) else down
    return _without_copies(sorted(axes, key=lambda axis: axis.line))


def _axis(sheet: Sheet, line: int, found: dict[int, DateText], *, across: bool) -> Axis:
    """Make a run of dates an axis; a date merged over several lines holds for each."""
    more: dict[int, DateText] = {}
    for at, date in found.items():
        area = sheet.merged(line, at) if across else sheet.merged(at, line)
        if area:
            last = area.right if across else area.bottom
            more |= dict.fromkeys(range(at + 1, min(last, at + MOST_MERGED) + 1), date)
    merged = frozenset(set(more) - set(found))
    return Axis(sheet, across, line, more | found, line if across else min(found), merged)


def _rows(
    sheet: Sheet, taken: frozenset[Place], epoch_1904: bool
) -> Iterator[tuple[int, dict[int, DateText]]]:
    """Yield each visible row that holds several dates."""
    for row, columns in sheet.rows.items():
        if row not in sheet.hidden_rows:
            found = _dates(
                sheet, ((column, (row, column)) for column in columns), taken, epoch_1904
            )
            if len(found) >= FEWEST:
                yield row, found


def _columns(
    sheet: Sheet, taken: frozenset[Place], epoch_1904: bool
) -> Iterator[tuple[int, dict[int, DateText]]]:
    """Yield each visible column of several dates, or of one under a heading that says date."""
    for column, rows in sheet.columns.items():
        if column not in sheet.hidden_columns:
            found = _dates(sheet, ((row, (row, column)) for row in rows), taken, epoch_1904)
            if len(found) >= FEWEST or (found and _says_date(sheet, min(found), column)):
                yield column, found


def _dates(
    sheet: Sheet,
    cells: Iterable[tuple[int, Place]],
    taken: frozenset[Place],
    epoch_1904: bool,
) -> dict[int, DateText]:
    """Give the dates among some cells by their position."""
    found: dict[int, DateText] = {}
    for position, place in cells:
        if place not in taken and not sheet.hidden(*place):
            date = read_date(sheet.cells[place], epoch_1904=epoch_1904)
            if date:
                found[position] = date
    return found


def _says_date(sheet: Sheet, row: int, column: int) -> bool:
    """Say whether the cell above a date says that dates follow."""
    return fold(sheet.text(row - 1, column)) in words("date")


def _closer(across: list[Axis], down: list[Axis]) -> bool:
    """Say whether the dates run across: one after the other there, far apart the other way."""
    if not across or not down:
        return bool(across)
    widest, deepest = (
        max(len(axis.dates) for axis in across),
        max(len(axis.dates) for axis in down),
    )
    return (_step(across), -widest) <= (_step(down), -deepest)


def _step(axes: list[Axis]) -> float:
    """Give the usual number of days between neighbouring dates of the longest axis."""
    dates = [date for _, date in sorted(max(axes, key=lambda axis: len(axis.dates)).dates.items())]
    days = [_rough(date) for date in dates]
    steps = [abs(after - before) for before, after in itertools.pairwise(days)]
    return (median(steps) if steps else WEEK) or NEVER  # a date that repeats runs nowhere


def _rough(date: DateText) -> int:
    """Give a day number good enough to compare neighbours."""
    day = date.on(date.year or 2000, date.month or 1)
    return day.toordinal() if day else (date.month or 1) * 31 + date.day


def _without_copies(axes: list[Axis]) -> list[Axis]:
    """Leave out a run that repeats its neighbour, such as the same dates shown as weekdays."""
    kept: list[Axis] = []
    for axis in axes:
        if not (kept and axis.line - kept[-1].line == 1 and _same(axis, kept[-1])):
            kept.append(axis)
    return kept


def _same(axis: Axis, other: Axis) -> bool:
    """Say whether two runs hold the same dates at the same positions."""
    return {at: _rough(date) for at, date in axis.dates.items()} == {
        at: _rough(date) for at, date in other.dates.items()
    }


def _numbered_months(sheet: Sheet, taken: frozenset[Place]) -> list[Axis]:
    """Find rows or columns that count the days of a month, 1 to 28 or more."""
    for across, lines in ((True, sheet.rows), (False, sheet.columns)):
        for line, positions in lines.items():
            places = {at: (line, at) if across else (at, line) for at in positions}
            numbers = {
                at: sheet.cells[place] for at, place in places.items() if place not in taken
            }
            days = {
                at: int(value) for at, value in numbers.items() if isinstance(value, float | int)
            }
            if len(days) >= MONTH_OF_NUMBERS and list(days.values()) == list(
                range(1, len(days) + 1)
            ):
                found = {at: DateText(str(day), day) for at, day in days.items()}
                return [_axis(sheet, line, found, across=across)]
    return []


def days_apart(days: Iterable[dt.date]) -> int:
    """Give the usual number of days between neighbouring dates, 0 when there is only one."""
    ordered = sorted(set(days))
    steps = [(after - before).days for before, after in itertools.pairwise(ordered)]
    return max(set(steps), key=steps.count) if steps else 0
