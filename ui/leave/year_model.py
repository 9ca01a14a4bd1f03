"""The year planner as Qt reads it: a line for each group with its counts, one for each person."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rota_desk.queries.away_days import AwayMark
from rota_desk.queries.leave_tint import DayTint
from rota_desk.queries.year_strip import StripDay, StripGroup, StripRow, YearStrip
from rota_desk.words import day_and_year
from ui.widgets.followed import Followed

Index = QModelIndex | QPersistentModelIndex
HALF_WORDS = {"am": ", morning", "pm": ", afternoon"}


@dataclass(frozen=True, slots=True)
class YearLine:
    """One line of the planner: a group with its counts, or a person."""

    group: StripGroup
    row: StripRow | None = None


@dataclass(frozen=True, slots=True)
class YearCell:
    """All that decides how a cell looks."""

    weekend: bool
    holiday: bool
    today: bool
    first: bool  # of a month
    band: bool = False
    here: bool = True
    mark: AwayMark | None = None
    would: str = ""  # what approving would bring: danger, warning or good
    count: int = 0
    over: bool = False
    limit: int = 0
    lit: bool = False  # of the person who is highlighted


class YearModel(QAbstractTableModel):
    """People down, days across; it never touches a record."""

    def __init__(self, followed: Followed) -> None:
        super().__init__()
        self._followed = followed
        self.strip: YearStrip | None = None
        self.lines: tuple[YearLine, ...] = ()
        self._tinted: tuple[int, Mapping[dt.date, DayTint]] = (0, {})

    def tint(self, clinician: int, days: Mapping[dt.date, DayTint]) -> None:
        """Show on a person's days what approving the request under the cursor would bring."""
        if (clinician, days) == self._tinted or not self.lines:
            return
        before, self._tinted = self._tinted, (clinician, days)
        for whom in {before[0], clinician}:
            line = self.line_of(whom)
            if line >= 0:
                self.dataChanged.emit(self.index(line, 0), self.index(line, len(self.days) - 1))

    def would(self, line: int, column: int) -> DayTint | None:
        """What approving the request under the cursor would bring to a person's day."""
        row = self.lines[line].row
        if row is None or row.clinician_id != self._tinted[0]:
            return None
        return self._tinted[1].get(self.days[column].day)

    def show(self, strip: YearStrip) -> bool:
        """Show a strip; answer False when only cells changed and the shape stayed."""
        lines = tuple(
            line
            for group in strip.groups
            for line in (YearLine(group), *(YearLine(group, row) for row in group.rows))
        )
        if self._same_shape(strip, lines):
            self.strip, self.lines = strip, lines
            corner = self.index(len(lines) - 1, len(strip.days) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)
            return False
        self.beginResetModel()
        self.strip, self.lines = strip, lines
        self.endResetModel()
        return True

    def _same_shape(self, strip: YearStrip, lines: tuple[YearLine, ...]) -> bool:
        if self.strip is None or self.strip.days != strip.days or not lines:
            return False
        return [_key(line) for line in lines] == [_key(line) for line in self.lines]

    @property
    def days(self) -> tuple[StripDay, ...]:
        """The heads of the columns."""
        return self.strip.days if self.strip else ()

    def cell(self, line: int, column: int) -> YearCell:
        """How a cell looks."""
        there, head = self.lines[line], self.days[column]
        group = there.group
        if there.row is None:
            count = 0 if head.weekend else group.counts[column]
            over = bool(group.limit) and count > group.limit
            return _cell(head, band=True, count=count, over=over, limit=group.limit)
        here = there.row.here_from <= column < there.row.here_until
        would = self.would(line, column)
        mark = there.row.marks[column]
        kind = would.kind if would is not None and mark is not None and mark.asked else ""
        return _cell(head, here=here, mark=mark, would=kind, lit=self.is_lit(line))

    def is_lit(self, line: int) -> bool:
        """Whether a line is of the person who is highlighted."""
        row = self.lines[line].row
        return row is not None and self._followed.among((row.clinician_id,))

    def mark(self, line: int, column: int) -> AwayMark | None:
        """The mark of a person's day."""
        row = self.lines[line].row if 0 <= line < len(self.lines) else None
        return row.marks[column] if row is not None and 0 <= column < len(self.days) else None

    def column_of(self, day: dt.date) -> int:
        """The column of a day, -1 when it is not shown."""
        column = (day - self.strip.start).days if self.strip else -1
        return column if 0 <= column < len(self.days) else -1

    def line_of(self, clinician: int) -> int:
        """The line of a person, -1 when they are not shown."""
        for place, line in enumerate(self.lines):
            if line.row is not None and line.row.clinician_id == clinician:
                return place
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of lines, groups included."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of days."""
        return 0 if parent is not None and parent.isValid() else len(self.days)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says aloud and in its tooltip; its picture is the delegate's."""
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.mark.letter if cell.mark else (str(cell.count) if cell.count else "")
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._spoken(index.row(), index.column(), cell)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a line, the day of a column."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        across = orientation is Qt.Orientation.Horizontal
        if section >= len(self.days if across else self.lines):
            return None  # Qt asks while the lines are being exchanged
        if across:
            return day_and_year(self.days[section].day)
        line = self.lines[section]
        if line.row is None:
            return group_words(line.group)
        return line.row.name + (", highlighted" if self.is_lit(section) else "")

    def _spoken(self, line: int, column: int, cell: YearCell) -> str:
        there, head = self.lines[line], self.days[column]
        day = day_and_year(head.day) + (f", {head.holiday}" if head.holiday else "")
        if there.row is None:
            limit = f" of {there.group.limit}" if there.group.limit else ""
            asked = there.group.asked[column]
            more = f", {asked} more asked for" if asked else ""
            over = ", over the limit" if cell.over else ""
            return f"{there.group.title}, {day}: {cell.count}{limit} away{more}{over}"
        if cell.mark is None:
            return f"{there.row.name}, {day}" + ("" if cell.here else ": not here")
        asked_words = "asks for " if cell.mark.asked else ""
        half = HALF_WORDS.get(cell.mark.half, "")
        would = self.would(line, column) if cell.would else None
        more = f"; {would.words}" if would is not None else ""
        return f"{there.row.name}, {day}: {asked_words}{cell.mark.title}{half}{more}"


def group_words(group: StripGroup) -> str:
    """A group with its limit: "Consultants, at most 4 away"."""
    return f"{group.title}, at most {group.limit} away" if group.limit else group.title


def _cell(
    head: StripDay,
    *,
    band: bool = False,
    here: bool = True,
    mark: AwayMark | None = None,
    would: str = "",
    count: int = 0,
    over: bool = False,
    limit: int = 0,
    lit: bool = False,
) -> YearCell:
    return YearCell(
        weekend=head.weekend,
        holiday=bool(head.holiday),
        today=head.today,
        first=head.day.day == 1,
        band=band,
        here=here,
        mark=mark,
        would=would,
        count=count,
        over=over,
        limit=limit,
        lit=lit,
    )


def _key(line: YearLine) -> tuple[str, int, int]:
    row = line.row
    return line.group.title, line.group.limit, row.clinician_id if row else 0
