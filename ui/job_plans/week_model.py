"""A week of a job plan as Qt reads it: parts of the day down, weekdays across."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from models.types import Slot
from rota_desk.queries.job_plans import JobPlanView, PlanLineView
from rota_desk.words import DAYS

Index = QModelIndex | QPersistentModelIndex
SLOT_WORDS = {
    Slot.AM: "Morning",
    Slot.PM: "Afternoon",
    Slot.EVENING: "Evening",
    Slot.NIGHT: "Night",
    Slot.DAY: "Whole day",
}
SHORT_WORDS = {
    Slot.AM: "AM",
    Slot.PM: "PM",
    Slot.EVENING: "Eve",
    Slot.NIGHT: "Nt",
    Slot.DAY: "Day",
}
ALWAYS = (Slot.AM, Slot.PM)


class WeekModel(QAbstractTableModel):
    """One week of the cycle behind the table."""

    def __init__(self) -> None:
        super().__init__()
        self.short = False  # heads in two or three letters, where there is no room for more
        self.slots: tuple[Slot, ...] = ALWAYS
        self.cells: dict[tuple[int, int], tuple[PlanLineView, ...]] = {}

    def show(self, plan: JobPlanView | None, week: int) -> None:
        """Show a week (from 1) of a plan, or nothing."""
        self.beginResetModel()
        lines = _lines(plan, week)
        used = {line.slot for _day, line in lines}
        self.slots = tuple(slot for slot in SLOT_WORDS if slot in ALWAYS or slot in used)
        found: dict[tuple[int, int], list[PlanLineView]] = {}
        for day, line in lines:
            found.setdefault((self.slots.index(line.slot), day), []).append(line)
        self.cells = {place: tuple(held) for place, held in found.items()}
        self.endResetModel()

    def lines(self, index: Index) -> tuple[PlanLineView, ...]:
        """The lines of a cell."""
        return self.cells.get((index.row(), index.column()), ())

    def most(self, row: int) -> int:
        """The most lines that a cell of the row has."""
        return max(
            (len(held) for (line, _day), held in self.cells.items() if line == row), default=0
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """Parts of the day."""
        return 0 if parent is not None and parent.isValid() else len(self.slots)

    def columnCount(self, parent: Index | None = None) -> int:
        """Monday to Sunday."""
        return 0 if parent is not None and parent.isValid() else len(DAYS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells are painted; here they are read aloud."""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        place = f"{DAYS[index.column()]}, {SLOT_WORDS[self.slots[index.row()]].lower()}"
        said = "; ".join(line_words(line) for line in self.lines(index))
        return f"{place}: {said or 'nothing planned'}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Weekdays across, parts of the day down."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return DAYS[section][:2] if self.short else DAYS[section]
        words = SHORT_WORDS if self.short else SLOT_WORDS
        return words[self.slots[section]] if section < len(self.slots) else None

    def shorten(self, *, short: bool) -> None:
        """Say the heads in few letters, or in whole words."""
        if short is not self.short:
            self.short = short
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(DAYS) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.slots) - 1)


def line_words(line: PlanLineView) -> str:
    """A line in words: "Endoscopy list 08:30–12:30, Endoscopy 1, DCC, 1 PA"."""
    parts = [f"{line.title or line.code} {line.times}", line.room, line.category.value]
    if line.pas is not None:
        parts.append(f"{line.pas.normalize():f} PA")
    if line.clashes:
        parts.append("clashes")
    return ", ".join(part for part in parts if part)


def _lines(plan: JobPlanView | None, week: int) -> list[tuple[int, PlanLineView]]:
    there = next((one for one in plan.weeks if one.number == week), None) if plan else None
    if there is None:
        return []
    return [(day, line) for day, lines in enumerate(there.days) for line in lines]
