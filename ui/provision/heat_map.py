"""The heat map: activities down, weeks across, each cell a share with its pattern."""

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

from rota_desk.queries.provision_weeks import ProvisionWeeks, WeekCover
from rota_desk.words import day_words
from ui.style.theme import Look

Index = QModelIndex | QPersistentModelIndex
MIDDLE = Qt.AlignmentFlag.AlignCenter


def cover_words(cover: WeekCover) -> str:
    """A week in a cell: what is filled of what is needed, and how many are over."""
    if not cover.need and not cover.over:
        return "–"
    said = f"{cover.filled}/{cover.need}"
    return f"{said} +{cover.over}" if cover.over else said


def cover_aloud(cover: WeekCover) -> str:
    """A week read aloud, and its tip."""
    if not cover.need and not cover.over:
        return "nothing needed"
    said = f"{cover.filled} of {cover.need} filled, {cover.percent:.0f} %"
    short = f", {cover.short} short" if cover.short else ""
    return said + short + (f", {cover.over} over" if cover.over else "")


class HeatModel(QAbstractTableModel):
    """The weeks as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.weeks = ProvisionWeeks((), ())
        self.target = 100.0

    def show(self, weeks: ProvisionWeeks, target: float) -> None:
        """Show other weeks against a target in percent."""
        self.beginResetModel()
        self.weeks, self.target = weeks, target
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of activities, and all of them together."""
        return 0 if parent is not None and parent.isValid() else len(self.weeks.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of weeks."""
        return 0 if parent is not None and parent.isValid() else len(self.weeks.mondays)

    def cover(self, index: Index) -> WeekCover:
        """The week of a cell."""
        return self.weeks.lines[index.row()].weeks[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and how it is read aloud."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cover_words(self.cover(index))
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            week = day_words(self.weeks.mondays[index.column()])
            name = self.weeks.lines[index.row()].activity
            return f"{name}, week of {week}: {cover_aloud(self.cover(index))}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Mondays across, activities down."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return day_words(self.weeks.mondays[section])
        return self.weeks.lines[section].activity


class _Paint(QStyledItemDelegate):
    """Plain where the target is met, rising stripes below it, a cross-hatch far below."""

    def __init__(self, view: QTableView, look: Look, model: HeatModel) -> None:
        super().__init__(view)
        self._look, self._heat = look, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the pattern, the number on a clear patch, and the cursor."""
        theme, cover = self._look.theme, self._heat.cover(index)
        area: QRect = option.rect.adjusted(1, 1, -1, -1)
        fill, pattern = self._ground(cover)
        painter.save()
        painter.fillRect(area, QColor(fill))
        painter.fillRect(area, QBrush(QColor(theme.hatch), pattern))
        said = cover_words(cover)
        wide = painter.fontMetrics().horizontalAdvance(said) + 8
        patch = QRect(0, 0, min(wide, area.width()), painter.fontMetrics().height() + 2)
        patch.moveCenter(area.center())
        painter.fillRect(patch, QColor(fill))
        painter.setPen(QColor(theme.text if cover.need or cover.over else theme.soft))
        painter.drawText(area, MIDDLE, said)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, cover: WeekCover) -> tuple[str, Qt.BrushStyle]:
        theme = self._look.theme
        if not cover.short:
            over = bool(cover.over)
            return (theme.notice_fill if over else theme.paper), Qt.BrushStyle.NoBrush
        if float(cover.percent) >= self._heat.target:
            return theme.good_fill, Qt.BrushStyle.NoBrush
        far = float(cover.percent) < self._heat.target - 10
        pattern = Qt.BrushStyle.DiagCrossPattern if far else Qt.BrushStyle.BDiagPattern
        return (theme.danger_fill if far else theme.warning_fill), pattern


class HeatMap(QTableView):
    """The map; `opened` brings the activity and the Monday of a cell entered with Enter."""

    opened = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Filled by activity and week")
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

    def show_weeks(self, weeks: ProvisionWeeks, target: float) -> None:
        """Show these weeks; the cursor stays where it was."""
        now = self.currentIndex()
        row, column = max(now.row(), 0), max(now.column(), 0)
        self.heat.show(weeks, target)
        self.setCurrentIndex(self.heat.index(row, column))

    def _size(self, _theme: object = None) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(self._look.pixels(76))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setDefaultSectionSize(self._look.pixels(26))

    def _open(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            line = self.heat.weeks.lines[index.row()]
            self.opened.emit(line.activity, self.heat.weeks.mondays[index.column()])

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's event
        """Enter opens the week in the ledger."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            return
        super().keyPressEvent(event)
