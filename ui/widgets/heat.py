"""A heat map: names down, columns across, each cell a share with its pattern and its words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.style.theme import Look
from ui.widgets.option import area_of, state_of

Index = QModelIndex | QPersistentModelIndex
MIDDLE = Qt.AlignmentFlag.AlignCenter


class Warmth(StrEnum):
    """How a cell stands to its target."""

    NOTHING = "nothing"  # nothing is asked there
    PLAIN = "plain"  # all that was asked
    OVER = "over"
    MET = "met"
    BELOW = "below"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """What a cell shows, how it is read aloud, and how it stands."""

    said: str
    aloud: str
    warmth: Warmth


@dataclass(frozen=True, slots=True)
class Heat:
    """Names down and heads across; `aloud` says a head where it is read with its cell."""

    heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    cells: tuple[tuple[HeatCell, ...], ...] = ()
    across: str = ""  # what a head is: "week of "


class HeatModel(QAbstractTableModel):
    """The cells as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.heat = Heat()

    def show(self, heat: Heat) -> None:
        """Show other cells."""
        self.beginResetModel()
        self.heat = heat
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of names."""
        return 0 if parent is not None and parent.isValid() else len(self.heat.names)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of heads."""
        return 0 if parent is not None and parent.isValid() else len(self.heat.heads)

    def cell(self, index: Index) -> HeatCell:
        """What stands in a cell."""
        return self.heat.cells[index.row()][index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and how it is read aloud."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index).said
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            name, head = self.heat.names[index.row()], self.heat.heads[index.column()]
            return f"{name}, {self.heat.across}{head}: {self.cell(index).aloud}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Heads across, names down."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        return self.heat.heads[section] if across else self.heat.names[section]


class _Paint(QStyledItemDelegate):
    """Plain where the target is met, rising stripes below it, a cross-hatch far below."""

    def __init__(self, view: QTableView, look: Look, model: HeatModel) -> None:
        super().__init__(view)
        self._look, self._model = look, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the pattern, the number on a clear patch, and the cursor."""
        theme, cell = self._look.theme, self._model.cell(index)
        area = area_of(option).adjusted(1, 1, -1, -1)
        fill, pattern = self._ground(cell.warmth)
        painter.save()
        painter.fillRect(area, QColor(fill))
        painter.fillRect(area, QBrush(QColor(theme.hatch), pattern))
        wide = painter.fontMetrics().horizontalAdvance(cell.said) + 8
        patch = QRect(0, 0, min(wide, area.width()), painter.fontMetrics().height() + 2)
        patch.moveCenter(area.center())
        painter.fillRect(patch, QColor(fill))
        painter.setPen(QColor(theme.soft if cell.warmth is Warmth.NOTHING else theme.text))
        painter.drawText(area, MIDDLE, cell.said)
        if state_of(option) & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, warmth: Warmth) -> tuple[str, Qt.BrushStyle]:
        theme, plain = self._look.theme, Qt.BrushStyle.NoBrush
        grounds = {
            Warmth.NOTHING: (theme.paper, plain),
            Warmth.PLAIN: (theme.paper, plain),
            Warmth.OVER: (theme.notice_fill, plain),
            Warmth.MET: (theme.good_fill, plain),
            Warmth.BELOW: (theme.warning_fill, Qt.BrushStyle.BDiagPattern),
            Warmth.FAR: (theme.danger_fill, Qt.BrushStyle.DiagCrossPattern),
        }
        return grounds[warmth]


class HeatView(QTableView):
    """The map; `entered_cell` brings the row and column of a cell entered with Enter."""

    entered_cell = Signal(int, int)

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._look = look
        self.heat = HeatModel()
        self.setModel(self.heat)
        self.setItemDelegate(_Paint(self, look, self.heat))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(self._open)
        look.changed.connect(self._size)
        self._size()

    def show_heat(self, heat: Heat) -> None:
        """Show these cells; the cursor stays where it was."""
        now = self.currentIndex()
        row, column = max(now.row(), 0), max(now.column(), 0)
        self.heat.show(heat)
        self.setCurrentIndex(self.heat.index(row, column))

    def _size(self, _theme: object = None) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(self._look.pixels(76))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setDefaultSectionSize(self._look.pixels(26))

    def _open(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.entered_cell.emit(index.row(), index.column())

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's event
        """Enter opens the cell."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            return
        super().keyPressEvent(event)
