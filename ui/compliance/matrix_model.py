"""People and rules as Qt reads them: a row a person, a column a rule."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rota_desk.queries.compliance import Cell, Compliance, PersonStanding, RuleColumn
from rota_desk.queries.rule_words import figure_words
from rota_desk.queries.standings import Judged, Standing
from ui.compliance.marks import LETTERS

Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """A frozen compliance picture behind the matrix; rules that nowhere arise may be left out."""

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[PersonStanding, ...] = ()
        self.rules: tuple[RuleColumn, ...] = ()
        self._places: tuple[int, ...] = ()

    def show(self, found: Compliance, *, every_rule: bool) -> None:
        """Show another picture."""
        self.beginResetModel()
        self.people = found.people
        arising = [
            place
            for place in range(len(found.rules))
            if every_rule or any(_arises(one.cells[place]) for one in found.people)
        ]
        self._places = tuple(arising)
        self.rules = tuple(found.rules[place] for place in arising)
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell | None:
        """One person and one rule."""
        if not (0 <= row < len(self.people) and 0 <= column < len(self._places)):
            return None
        return self.people[row].cells[self._places[column]]

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of people."""
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of rules shown."""
        return 0 if parent is not None and parent.isValid() else len(self.rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What one cell says; it is drawn by hand, and read aloud in words."""
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return LETTERS[cell.standing] if cell.binds else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            who, rule = self.people[index.row()].name, self.rules[index.column()].title
            return "\n".join((f"{who}, {rule}: {_said(cell)}", *map(figures, cell.results)))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Names beside, rules above."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        named = (
            [one.name for one in self.people]
            if orientation is Qt.Orientation.Vertical
            else [one.title for one in self.rules]
        )
        return named[section] if section < len(named) else None  # Qt asks while they are exchanged


def _arises(cell: Cell) -> bool:
    return cell.standing not in (Standing.ABSENT, Standing.UNKNOWN)


def _said(cell: Cell) -> str:
    return cell.standing.value if cell.binds else "does not bind"


def figures(one: Judged) -> str:
    """A measure with its limit: "rd-rest-11: 10 h 30 min, limit 11 h, breach"."""
    found = one.finding
    measured = figure_words(found.measured, found.unit)
    limit = figure_words(found.limit, found.unit)
    return f"{found.rule}: {measured}, limit {limit}, {one.standing.value}"
