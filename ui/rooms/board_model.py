"""The cards of a board's column as Qt reads them: sessions under the heads of their groups."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from models.types import MeetingDecision
from rota_desk.queries.board_lines import Ask, BoardLine
from rota_desk.queries.lock_changes import LockChange
from rota_desk.queries.six_four_two import BoardWeek
from ui.rooms.board_words import spoken, when

Index = QModelIndex | QPersistentModelIndex
PLAIN = (MeetingDecision.KEEP.value, MeetingDecision.LOCK.value)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group of cards; `sum` stands for cards that are not shown."""

    text: str
    confirms: bool = False  # Enter on it confirms what it stands for


Row = Head | BoardLine | LockChange


def rows_of(week: BoardWeek, *, every: bool) -> tuple[Row, ...]:
    """What a week's column shows; `every` shows the used and the plainly kept ones too."""
    rows: list[Row] = []
    if week.to_settle:
        rows += [Head(f"To decide · {len(week.to_settle)}"), *week.to_settle]
    if week.to_confirm:
        verb = "lock" if week.milestone.value == "2" else "keep"
        count = len(week.to_confirm)
        rows.append(Head(f"{count} used · Enter to {verb} all", confirms=True))
        rows += week.to_confirm if every else ()
    settled = week.settled
    if settled:
        shown = [one for one in settled if every or not _plain(one)]
        hidden = len(settled) - len(shown)
        more = f", {hidden} of them as planned" if hidden else ""
        rows += [Head(f"Settled · {len(settled)}{more}"), *shown]
    return tuple(rows)


def _plain(line: BoardLine) -> bool:
    """Whether a settled session is simply used as planned."""
    return (
        line.ask is Ask.USED
        and line.decided is not None
        and line.decided.decision in PLAIN
        and not line.decided.note
    )


class BoardModel(QAbstractListModel):
    """The rows of one column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self.overdue = False

    def show(self, rows: tuple[Row, ...], *, overdue: bool = False) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.overdue = rows, overdue
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says; read aloud it is one sentence."""
        if not index.isValid():
            return None
        return _said(self.rows[index.row()], role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads that do nothing are stepped over."""
        row = self.rows[index.row()]
        if isinstance(row, Head) and not row.confirms:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def find(self, fits: Callable[[Row], bool]) -> int:
        """The first row that fits; -1 where none does."""
        return next((place for place, row in enumerate(self.rows) if fits(row)), -1)


def _said(row: Row, role: int) -> str | None:
    whole = role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
    if isinstance(row, Head):
        return row.text if whole or role == Qt.ItemDataRole.DisplayRole else None
    if role == Qt.ItemDataRole.DisplayRole:
        return f"{when(row)} {row.title}"
    if not whole:
        return None
    if isinstance(row, BoardLine):
        return spoken(row)
    signed = f"allowed by {row.approver}: {row.reason}" if row.approver else "nobody signed"
    return f"{when(row)}, {row.title}: {row.what}; {signed}."
