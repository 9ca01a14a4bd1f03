"""The rota sheet as Qt reads it: plain frozen rows, one interned face a cell."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rota_desk.queries.rota_sheet import By, DayHead, Entry, EntryKind, RotaSheet, Row
from rota_desk.rules.finding import Finding
from ui.roster.face import Face, Mark, face_of, ground_of, lanes
from ui.roster.marks import Marks, worst

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the grid: a row of the sheet, or the band that names a group."""

    group: str
    row: Row | None = None


class SheetModel(QAbstractTableModel):
    """The rota of a period, lines by days. It never touches a record."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: RotaSheet | None = None
        self.lines: tuple[Line, ...] = ()
        self.heights: list[int] = []  # of the lines, in lanes
        self.marks = Marks()
        self.lit = 0
        self.faces: list[Face] = []
        self._numbers: dict[Face, int] = {}
        self._cells: list[list[int]] = []
        self._shape = (0, 0)
        self._drawn: tuple[object, ...] = ()

    def show(
        self,
        sheet: RotaSheet,
        marks: Marks,
        keep: Callable[[Row], bool] | None = None,
        lit: int = 0,
    ) -> bool:
        """Show a sheet; answer False when only cells changed and the shape stayed.

        `keep` says which rows are shown, `lit` is the person who is followed.
        """
        lines = _lines(sheet, keep)
        if lit != self.lit:
            self.lit, self._drawn = lit, ()
        heights = [height(one) for one in lines]
        outline = _outline(sheet, lines, heights)
        same, self._drawn = outline == self._drawn, outline
        if same:
            self._update(sheet, lines, marks)
            return False
        self.beginResetModel()
        self.sheet, self.lines, self.marks, self.heights = sheet, lines, marks, heights
        self._shape = (len(lines), len(sheet.days))
        self._cells = [[-1] * len(sheet.days) for _line in lines]
        self.endResetModel()
        return True

    def _update(self, sheet: RotaSheet, lines: tuple[Line, ...], marks: Marks) -> None:
        before = self.lines
        self.sheet, self.lines = sheet, lines
        marked = marks != self.marks
        self.marks = marks
        for place, (old, new) in enumerate(zip(before, lines, strict=True)):
            if marked or old != new:
                self._cells[place] = [-1] * len(sheet.days)
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(sheet.days) - 1))

    def face_number(self, line: int, column: int) -> int:
        """The number of the look of a cell; equal looks share a number and a picture."""
        number = self._cells[line][column]
        if number < 0:
            number = self._cells[line][column] = self._intern(self._face(line, column))
        return number

    def _intern(self, face: Face) -> int:
        number = self._numbers.get(face)
        if number is None:
            number = self._numbers[face] = len(self.faces)
            self.faces.append(face)
        return number

    def _face(self, line: int, column: int) -> Face:
        head = self.days[column]
        row = self.lines[line].row
        if row is None:
            return Face(ground_of(head, band=True))
        entries = row.cells[column]
        marks = {place: worst(self.marks.of_entry(entry)) for place, entry in enumerate(entries)}
        loose = worst(self.marks.of_day(row.key, head.day)) if self.by_person else Mark.NONE
        return face_of(head, entries, marks, loose, worded=self.coded, lit=self.lit)

    @property
    def days(self) -> tuple[DayHead, ...]:
        """The heads of the columns."""
        return self.sheet.days if self.sheet else ()

    @property
    def by_person(self) -> bool:
        """Whether each row is a person."""
        return self.sheet is not None and self.sheet.by.value == "person"

    @property
    def coded(self) -> bool:
        """Whether an entry's code names its activity; elsewhere it names people."""
        return self.sheet is not None and self.sheet.by in {By.PERSON, By.POST}

    def entries(self, line: int, column: int) -> tuple[Entry, ...]:
        """What stands in a cell; nothing on a band."""
        row = self.lines[line].row if 0 <= line < len(self.lines) else None
        return row.cells[column] if row is not None and 0 <= column < len(self.days) else ()

    def column_of(self, day: dt.date) -> int:
        """The column of a day, -1 when it is not shown."""
        if self.sheet is None:
            return -1
        column = (day - self.sheet.start).days
        return column if 0 <= column < len(self.days) else -1

    def line_of(self, key: int, group: str = "") -> int:
        """The line of a row by its key (and group, where keys repeat), -1 when not shown."""
        for place, line in enumerate(self.lines):
            if line.row and line.row.key == key and group in {"", line.group}:
                return place
        return -1

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of lines, bands included."""
        return 0 if parent is not None and parent.isValid() else self._shape[0]

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of days."""
        return 0 if parent is not None and parent.isValid() else self._shape[1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says aloud and in its tooltip; its picture is the delegate's."""
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(entry.code for entry in self.entries(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), index.column()) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a row, the day of a column."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return day_words(self.days[section]) if section < len(self.days) else None
        if section >= len(self.lines):
            return None  # Qt asks while the lines are being exchanged
        line = self.lines[section]
        return f"{line.row.name}, {line.row.detail}" if line.row else line.group

    def spoken(self, line: int, column: int) -> str:
        """A cell read aloud: "Dr A Patel, Tue 10 Nov: am Endoscopy list; 1 finding"."""
        row = self.lines[line].row
        if row is None:
            return self.lines[line].group
        entries = row.cells[column]
        said = "; ".join(_said(entry) for entry in entries) or "nothing planned"
        found = self.findings(line, column)
        told = "".join(f"; finding: {finding.message}" for finding in found)
        return f"{row.name}, {day_words(self.days[column])}: {said}{told}"

    def findings(self, line: int, column: int) -> tuple[Finding, ...]:
        """Every finding marked in a cell, each once."""
        row = self.lines[line].row
        if row is None:
            return ()
        found = [one for entry in row.cells[column] for one in self.marks.of_entry(entry)]
        if self.by_person:
            found.extend(self.marks.of_day(row.key, self.days[column].day))
        return tuple(dict.fromkeys(found))

    def _tip(self, line: int, column: int) -> str:
        lines = [
            f"{entry.start:%H:%M}-{entry.end:%H:%M}  {entry.title}"
            + (f"\n    {entry.change}" if entry.change else "")
            for entry in self.entries(line, column)
        ]
        return "\n".join([*lines, *(str(one.message) for one in self.findings(line, column))])


def _outline(
    sheet: RotaSheet, lines: Sequence[Line], heights: Sequence[int]
) -> tuple[object, ...]:
    """What decides the rows and columns; while it stays, only cells are painted again."""
    return (
        sheet.by,
        _grounds(sheet),
        [_name(one) for one in lines],
        heights,
    )


def _grounds(sheet: RotaSheet) -> list[tuple[object, ...]]:
    """What of the days decides the picture; the version told does not."""
    return [(one.day, one.weekend, one.holiday, one.today) for one in sheet.days]


def _said(entry: Entry) -> str:
    kind = {EntryKind.GAP: "uncovered: ", EntryKind.REQUESTED: "asked for: "}.get(entry.kind, "")
    state = ", changed since publishing" if entry.changed else ""
    return f"{entry.slot.value} {kind}{entry.title}{state}"


def day_words(head: DayHead) -> str:
    """A day in words: "Tue 10 Nov, New Year's Day, today"."""
    words = [f"{head.day:%a} {head.day.day} {head.day:%b}", head.holiday, "today" * head.today]
    return ", ".join(word for word in words if word)


def _lines(sheet: RotaSheet, keep: Callable[[Row], bool] | None) -> tuple[Line, ...]:
    lines: list[Line] = []
    for row in sheet.rows if keep is None else filter(keep, sheet.rows):
        if row.group and (not lines or lines[-1].group != row.group):
            lines.append(Line(row.group))
        lines.append(Line(row.group, row))
    return tuple(lines)


def _name(line: Line) -> tuple[object, ...]:
    return (line.group, line.row and (line.row.key, line.row.name, line.row.detail))


def height(line: Line) -> int:
    """How many lanes high a line is."""
    cells = line.row.cells if line.row else ()
    return max((lanes(entries) for entries in cells if len(entries) > 1), default=1)
