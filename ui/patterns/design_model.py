"""A rolling rota as Qt reads it: lines down, weekdays and sums across, the day's cover below."""

import datetime as dt

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rota_desk.planning.design import CellMark, LineSums, Shift
from rota_desk.queries.patterns import DayCover, PatternView
from rota_desk.words import DAYS, count_words, hours_words

Index = QModelIndex | QPersistentModelIndex
SUMS = ("Hours", "Nights", "Long", "On-call", "Off")
SUM_WORDS = ("Hours of work", "Nights", "Long days", "On-calls", "Days off")


class DesignModel(QAbstractTableModel):
    """The lines of one pattern behind the table, and the line of cover under them."""

    def __init__(self) -> None:
        super().__init__()
        self.view: PatternView | None = None
        self.short = False  # codes without times, where there is no room for them
        self._marks: dict[tuple[int, int], tuple[CellMark, ...]] = {}
        self._cover: dict[int, tuple[DayCover, ...]] = {}

    def show(self, view: PatternView | None) -> None:
        """Show a pattern; the table keeps its place when it has as many lines as before."""
        same = view is not None and self.view is not None and view.weeks == self.view.weeks
        if not same:
            self.beginResetModel()
        self.view = view
        self._marks = _by_cell(view)
        self._cover = _by_day(view)
        if not same:
            self.endResetModel()
        elif view is not None:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def weeks(self) -> int:
        """How many lines there are."""
        return self.view.weeks if self.view else 0

    def shifts(self, row: int, column: int) -> tuple[Shift, ...]:
        """What a day's cell holds."""
        return self.view.cells.get((row + 1, column), ()) if self.view else ()

    def text(self, row: int, column: int) -> str:
        """A day's cell as it is typed."""
        return self.view.text(row + 1, column) if self.view and self.is_day(row, column) else ""

    def marks(self, row: int, column: int) -> tuple[CellMark, ...]:
        """The breaches and advisories that happen at a cell."""
        return self._marks.get((row + 1, column), ())

    def cover(self, column: int) -> tuple[DayCover, ...]:
        """What a full pattern puts on a weekday."""
        return self._cover.get(column, ())

    def sums(self, row: int) -> LineSums | None:
        """What a line comes to."""
        return self.view.judged.sums.lines[row] if self.view and row < self.weeks else None

    def is_day(self, row: int, column: int) -> bool:
        """Whether a cell is one that codes go into."""
        return 0 <= row < self.weeks and 0 <= column < len(DAYS)

    def said_sum(self, row: int, column: int) -> str:
        """A figure at the end of a line; the whole pattern's in the last row."""
        place = column - len(DAYS)
        sums = self.sums(row)
        if sums is not None:
            figures = (sums.minutes, sums.nights, sums.long_days, sums.on_calls, sums.days_off)
        elif self.view is not None:
            whole = self.view.judged.sums
            off = sum(line.days_off for line in whole.lines)
            figures = (whole.minutes, whole.nights, whole.long_days, whole.on_calls, off)
        else:
            return ""
        figure = figures[place]
        if figure is None:
            return "–"
        return hours_words(figure) if place == 0 else str(figure or "·")

    def sum_columns(self) -> tuple[int, ...]:
        """The columns of sums that this pattern has anything to say in."""
        if self.view is None:
            return ()
        whole = self.view.judged.sums
        said = (True, whole.nights, whole.long_days is not None, whole.on_calls, True)
        return tuple(len(DAYS) + place for place, shown in enumerate(said) if shown)

    def rowCount(self, parent: Index | None = None) -> int:
        """Lines, and one for the cover."""
        there = self.weeks + 1 if self.view else 0
        return 0 if parent is not None and parent.isValid() else there

    def columnCount(self, parent: Index | None = None) -> int:
        """Weekdays and sums."""
        return 0 if parent is not None and parent.isValid() else len(DAYS) + len(SUMS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells are painted; here they are read aloud, and a mark says what it means."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.ToolTipRole and self.is_day(row, column):
            return "\n".join(one.message for one in self.marks(row, column)) or None
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        line = f"Line {row + 1}" if row < self.weeks else "The whole pattern"
        if column >= len(DAYS):
            return f"{line}, {SUM_WORDS[column - len(DAYS)]}: {self.said_sum(row, column)}"
        if row == self.weeks:
            return f"{DAYS[column]}: {cover_words(self.cover(column)) or 'nobody'}"
        said = [shift_words(one) for one in self.shifts(row, column)] or ["off"]
        said += [one.message for one in self.marks(row, column)]
        return f"{line}, {DAYS[column]}: {'; '.join(said)}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Weekdays and sums across, lines down."""
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            return SUM_WORDS[section - len(DAYS)] if section >= len(DAYS) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            days = [day[:2] for day in DAYS] if self.short else DAYS
            return (*days, *SUMS)[section]
        line, each = ("", "All") if self.short else ("Line ", "Each day")
        return f"{line}{section + 1}" if section < self.weeks else each

    def shorten(self, *, short: bool) -> None:
        """Say codes without times and heads in few letters, or all of them."""
        if short is not self.short:
            self.short = short
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(DAYS) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.weeks)


def shift_words(shift: Shift) -> str:
    """A shift in words: "Long day 08:00–20:30"."""
    return f"{shift.name} {shift.starts:%H:%M}–{shift.ends:%H:%M}"


def times_words(shift: Shift) -> str:
    """A shift's times, short: "08–20:30"."""
    return f"{_clock(shift.starts)}–{_clock(shift.ends)}"


def _clock(time: dt.time) -> str:
    return f"{time:%H:%M}" if time.minute else f"{time:%H}"


def cover_words(cover: tuple[DayCover, ...]) -> str:
    """A weekday's cover in words: "Long day 1 of 1, Night none of 1"."""
    return ", ".join(
        f"{one.name} {one.have or 'none'}" + (f" of {one.need}" if one.need is not None else "")
        for one in cover
    )


def line_words(count: int) -> str:
    """How long a pattern is: "1 in 8"."""
    return f"1 in {count}" if count > 1 else count_words(count, "line")


def _by_cell(view: PatternView | None) -> dict[tuple[int, int], tuple[CellMark, ...]]:
    found: dict[tuple[int, int], list[CellMark]] = {}
    for one in view.judged.marks if view else ():
        found.setdefault((one.week, one.weekday), []).append(one)
    return {cell: tuple(each) for cell, each in found.items()}


def _by_day(view: PatternView | None) -> dict[int, tuple[DayCover, ...]]:
    found: dict[int, list[DayCover]] = {}
    for one in view.cover if view else ():
        found.setdefault(one.weekday, []).append(one)
    return {day: tuple(each) for day, each in found.items()}
