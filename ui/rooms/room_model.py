"""The rooms and days as Qt reads them: a row a room, a column a day, site names between."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rota_desk.domain.room_time import Holding
from rota_desk.domain.said import day
from rota_desk.queries.rooms import RoomCell, RoomDay, RoomDiary, RoomLine
from ui.widgets.followed import Followed

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A row that names a site."""

    name: str


class RoomModel(QAbstractTableModel):
    """A frozen room diary behind the table."""

    def __init__(self, followed: Followed) -> None:
        super().__init__()
        self._followed = followed
        self.diary: RoomDiary | None = None
        self.rows: tuple[SiteRow | RoomLine, ...] = ()

    def show(self, diary: RoomDiary) -> None:
        """Show another diary."""
        self.beginResetModel()
        self.diary = diary
        rows: list[SiteRow | RoomLine] = []
        for line in diary.rooms:
            if not rows or _site(rows[-1]) != line.site:
                rows.append(SiteRow(line.site))
            rows.append(line)
        self.rows = tuple(rows)
        self.endResetModel()

    def line(self, row: int) -> RoomLine | None:
        """The room of a row; none where the row names a site."""
        there = self.rows[row] if 0 <= row < len(self.rows) else None
        return there if isinstance(there, RoomLine) else None

    def cell(self, row: int, column: int) -> RoomCell | None:
        """One room on one day."""
        line = self.line(row)
        if line is None or not 0 <= column < len(line.cells):
            return None
        return line.cells[column]

    def day(self, column: int) -> RoomDay | None:
        """The head of a column."""
        days = self.diary.days if self.diary else ()
        return days[column] if 0 <= column < len(days) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Rooms and site names."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Days."""
        if parent is not None and parent.isValid():
            return 0
        return len(self.diary.days) if self.diary else 0

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Site names cannot be chosen."""
        if self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells are painted; here they are read aloud."""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        line, cell = self.line(index.row()), self.cell(index.row(), index.column())
        if line is None or cell is None:
            return self._site_name(index.row())
        held = (
            "; ".join(
                one.words + _clash(one.clash) + ", highlighted" * self.is_lit(one)
                for one in cell.holdings
            )
            or "nothing booked"
        )
        free = ", ".join(one.hours for one in cell.free)
        return f"{line.name}, {day(cell.day)}: {held}" + (f"; free {free}" if free else "")

    def is_lit(self, holding: Holding) -> bool:
        """Whether the person who is highlighted stands on it."""
        return self._followed.among(holding.clinicians)

    def _site_name(self, row: int) -> str | None:
        there = self.rows[row] if 0 <= row < len(self.rows) else None
        return there.name if isinstance(there, SiteRow) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Days across, rooms down."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            line = self.line(section)
            return line.name if line else self._site_name(section)
        head = self.day(section)
        if head is None:
            return None
        return f"{day(head.day)}{' · ' + head.holiday if head.holiday else ''}"


def _site(row: SiteRow | RoomLine) -> str:
    return row.name if isinstance(row, SiteRow) else row.site


def _clash(words: str) -> str:
    return f", clashes with {words}" if words else ""
