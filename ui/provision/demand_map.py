"""The week of a service: days down, half-hours across, each cell what is missing or over."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rota_desk.queries.demand_profile import HALVES, DemandDay, HalfHour, people_words
from rota_desk.words import day_words
from ui.style.theme import Look
from ui.widgets.option import area_of, state_of

Index = QModelIndex | QPersistentModelIndex
MIDDLE = Qt.AlignmentFlag.AlignCenter


def half_words(half: HalfHour) -> str:
    """What a cell shows: "−2" missing, "+1" over, "·" met, nothing where nobody is needed."""
    if half.short:
        return f"−{people_words(half.short)}"
    if half.over:
        return f"+{people_words(half.over)}"
    return "·" if half.need else ""


def half_aloud(half: HalfHour) -> str:
    """A half-hour read aloud, and its tip."""
    said = f"{half.start:%H:%M}: {half.have} of {people_words(half.need)}"
    if half.short:
        return f"{said}, {people_words(half.short)} short"
    return f"{said}, {people_words(half.over)} over" if half.over else said


class DemandModel(QAbstractTableModel):
    """The half-hours as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[DemandDay, ...] = ()

    def show(self, days: tuple[DemandDay, ...]) -> None:
        """Show other days."""
        self.beginResetModel()
        self.days = days
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of days."""
        return 0 if parent is not None and parent.isValid() else len(self.days)

    def columnCount(self, parent: Index | None = None) -> int:
        """The half-hours of a day."""
        return 0 if parent is not None and parent.isValid() else HALVES

    def half(self, index: Index) -> HalfHour:
        """The half-hour of a cell."""
        return self.days[index.row()].halves[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, and how it is read aloud."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return half_words(self.half(index))
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{day_words(self.days[index.row()].day)} {half_aloud(self.half(index))}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Hours across, days down."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            if section >= len(self.days):
                return None  # Qt asks while the days are being exchanged
            day = self.days[section]
            return f"{day_words(day.day)}{' ' + day.holiday if day.holiday else ''}"
        return f"{section // 2:02}" if section % 2 == 0 else ""


class _Paint(QStyledItemDelegate):
    """Hatched where people are missing, cross-hatched far below, tinted where there are more."""

    def __init__(self, view: QTableView, look: Look, model: DemandModel) -> None:
        super().__init__(view)
        self._look, self._model = look, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the pattern, the figure and the cursor."""
        theme, half = self._look.theme, self._model.half(index)
        area = area_of(option).adjusted(0, 1, -1, -1)
        fill, pattern = self._ground(half)
        painter.save()
        painter.fillRect(area, QColor(fill))
        if pattern is not Qt.BrushStyle.NoBrush:
            painter.fillRect(area, QBrush(QColor(theme.hatch), pattern))
        self._figure(painter, area, half_words(half), fill)
        if state_of(option) & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _figure(self, painter: QPainter, area: QRect, said: str, fill: str) -> None:
        font = QFont(painter.font())
        font.setPixelSize(self._look.pixels(11))
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(said) + 2
        if said not in {"", "·"}:
            patch = QRect(0, 0, min(wide, area.width()), painter.fontMetrics().height())
            patch.moveCenter(area.center())
            painter.fillRect(patch, QColor(fill))
        painter.setPen(QColor(self._look.theme.text if said != "·" else self._look.theme.soft))
        painter.drawText(area, MIDDLE, said)

    def _ground(self, half: HalfHour) -> tuple[str, Qt.BrushStyle]:
        theme = self._look.theme
        if half.short:
            far = half.short * 4 >= half.need
            pattern = Qt.BrushStyle.DiagCrossPattern if far else Qt.BrushStyle.BDiagPattern
            return (theme.danger_fill if far else theme.warning_fill), pattern
        fill = theme.notice_fill if half.over and half.need else theme.paper
        return fill, Qt.BrushStyle.NoBrush


class DemandMap(QTableView):
    """The map; `day_chosen` brings the number of the day under the cursor."""

    day_chosen = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName("Need against have by the half-hour")
        self._look = look
        self.model_of_days = DemandModel()
        self.setModel(self.model_of_days)
        self.setItemDelegate(_Paint(self, look, self.model_of_days))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
        self.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 4px 0px; }")
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        look.changed.connect(self._size)
        self._size()

    def show_days(self, days: tuple[DemandDay, ...]) -> None:
        """Show these days; the cursor stays where it was."""
        now = self.currentIndex()
        row, across = max(now.row(), 0), max(now.column(), 0)
        self.model_of_days.show(days)
        if days:
            self.setCurrentIndex(self.model_of_days.index(min(row, len(days) - 1), across))

    def _size(self, _theme: object = None) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(self._look.pixels(26))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.setDefaultSectionSize(self._look.pixels(30))
        self.setFixedHeight(self._look.pixels(30) * 7 + across.sizeHint().height() + 20)

    def currentChanged(self, now: Any, before: Any) -> None:  # noqa: ANN401 - Qt's indexes
        """Tell which day the cursor is on."""
        super().currentChanged(now, before)
        if now.isValid():
            self.day_chosen.emit(now.row())
