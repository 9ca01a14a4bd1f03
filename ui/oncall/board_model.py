"""The on-call board as Qt reads it: days down, tiers across, each duty under its first day."""

import datetime as dt

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rota_desk.queries.on_call import OnCallBoard, OnCallDuty, OnCallRotaView
from rota_desk.words import day_words
from ui.widgets.followed import Followed

Index = QModelIndex | QPersistentModelIndex


class BoardModel(QAbstractTableModel):
    """The days of the board behind the table."""

    def __init__(self, followed: Followed) -> None:
        super().__init__()
        self._followed = followed
        self.board: OnCallBoard | None = None

    def show(self, board: OnCallBoard) -> None:
        """Show a board."""
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def day(self, row: int) -> dt.date | None:
        """The day of a row."""
        return self.board.start + dt.timedelta(days=row) if self.board else None

    def rota(self, column: int) -> OnCallRotaView | None:
        """The rota of a column."""
        there = self.board is not None and 0 <= column < len(self.board.rotas)
        return self.board.rotas[column] if there and self.board else None

    def duties(self, row: int, column: int) -> tuple[OnCallDuty, ...]:
        """The duties of a rota that begin on a day."""
        rota, day = self.rota(column), self.day(row)
        return tuple(one for one in rota.duties if one.start.date() == day) if rota else ()

    def rowCount(self, parent: Index | None = None) -> int:
        """Days."""
        if self.board is None or (parent is not None and parent.isValid()):
            return 0
        return (self.board.end - self.board.start).days if self.board.rotas else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """Rotas."""
        nothing = self.board is None or (parent is not None and parent.isValid())
        return 0 if nothing or self.board is None else len(self.board.rotas)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, and how it is read aloud."""
        duties = self.duties(index.row(), index.column())
        day = self.day(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(duty_line(one) for one in duties) or "–"
        if role == Qt.ItemDataRole.AccessibleTextRole and day is not None:
            said = "; ".join(duty_line(one) + ", highlighted" * self.is_lit(one) for one in duties)
            return f"{day_words(day)}: {said or 'nothing begins'}"
        return None

    def is_lit(self, duty: OnCallDuty) -> bool:
        """Whether a duty is of the person who is highlighted."""
        return self._followed.among((duty.clinician_id,))

    def is_now(self, duty: OnCallDuty) -> bool:
        """Whether a duty is going on at the board's moment."""
        return self.board is not None and duty.start <= self.board.moment < duty.end

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Tiers and rotas across, days down."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            day = self.day(section)
            return day_words(day) if day else None
        rota = self.rota(section)
        return f"{rota.tier_words}: {rota.name}" if rota else None


def duty_line(duty: OnCallDuty) -> str:
    """A duty in a line: "20:30–09:00  Dr C Rowan  NT"; a gap says so."""
    return f"{short_line(duty)}  {duty.code}"


def short_line(duty: OnCallDuty) -> str:
    """A duty without its code: "20:30–09:00  Dr C Rowan"."""
    times = f"{duty.start:%H:%M}–{duty.end:%H:%M}{duty.over_words}"
    return f"{times}  {duty.name or '▼ nobody'}"
