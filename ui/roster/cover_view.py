"""The cover lines under the grid: have against need for each thing that must be covered."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rota_desk.queries.rota_sheet import CoverCell, CoverLine, DayHead
from ui.roster.sheet_model import day_words
from ui.style.theme import Look
from ui.widgets.option import area_of

Index = QModelIndex | QPersistentModelIndex
VERTICAL = Qt.Orientation.Vertical
NARROW = 15  # pixels of a day below which a figure cannot be read
SHOWN, FEWEST = 5, 2  # lines in view before it scrolls: with room enough, and without


class CoverModel(QAbstractTableModel):
    """The cover lines as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[CoverLine, ...] = ()
        self.days: tuple[DayHead, ...] = ()

    def show(self, lines: tuple[CoverLine, ...], days: tuple[DayHead, ...]) -> None:
        """Show other lines."""
        if (lines, days) != (self.lines, self.days):
            self.beginResetModel()
            self.lines, self.days = lines, days
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of days."""
        return 0 if parent is not None and parent.isValid() else len(self.days)

    def cell(self, index: Index) -> CoverCell:
        """Have and need of one line on one day."""
        return self.lines[index.row()].cells[index.column()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return cover_words(self.cell(index))
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            name = self.lines[index.row()].name
            day = day_words(self.days[index.column()])
            return f"{name}, {day}: {cover_aloud(self.cell(index))}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the lines."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        named = [one.name for one in self.lines] if orientation is VERTICAL else self.days
        if section >= len(named):
            return None  # Qt asks while the lines are being exchanged
        head = named[section]
        return head if isinstance(head, str) else day_words(head)


def cover_aloud(cell: CoverCell) -> str:
    """A cell read aloud: "3 of 3, 1 short: 0 of 1 ST"."""
    parts = [f"{cell.have} of {cell.need}"]
    if cell.target > max(cell.need, cell.have):
        parts.append(f"{cell.target} wanted")
    if cell.short:
        parts.append(f"{cell.short} short")
    if cell.over:
        parts.append(f"{cell.over} over")
    return ", ".join(parts) + (f": {', '.join(cell.lacks)}" if cell.lacks else "")


def cover_words(cell: CoverCell) -> str:
    """Have and need with a mark: "▼ 11/12" short, "▲ 13/12" over; empty when nothing is due."""
    if not cell.need and not cell.have:
        return ""
    mark = "▼ " if cell.short else "▲ " if cell.over else ""
    return f"{mark}{cell.have}/{cell.need}"


def difference_words(cell: CoverCell) -> str:
    """How far have is from need, where there is room for no more: "−1", "+2"; else empty."""
    if cell.short:
        return f"−{cell.short}"
    return f"+{cell.over}" if cell.over else ""


class _CoverDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one have-against-need."""
        model, theme = index.model(), self._look.theme
        assert isinstance(model, CoverModel)  # noqa: S101 - the only model this delegate serves
        cell, head, rect = model.cell(index), model.days[index.column()], area_of(option)
        ground, ink = theme.weekend if head.weekend else theme.paper, theme.soft
        if cell.short:
            ground, ink = theme.danger_fill, theme.danger
        elif cell.over:
            ground, ink = theme.notice_fill, theme.notice
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        if rect.width() < self._look.pixels(NARROW):
            self._shape(painter, rect, cell, ink)
            return
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(theme.line))
        self._words(painter, rect, cell, ink)

    def _shape(self, painter: QPainter, rect: QRect, cell: CoverCell, ink: str) -> None:
        """Where no figure has room: a block that hangs low when short, stands high when over."""
        if not cell.short and not cell.over:
            return
        half = rect.height() // 2
        painter.fillRect(
            rect.left(), rect.top() + (half if cell.short else 2), rect.width() - 1, half - 2, ink
        )

    def _words(self, painter: QPainter, rect: QRect, cell: CoverCell, ink: str) -> None:
        font = QFont(painter.font())
        text = cover_words(cell)
        font.setPixelSize(self._look.pixels(12))
        font.setWeight(QFont.Weight.DemiBold if cell.short or cell.over else QFont.Weight.Normal)
        painter.setFont(font)
        told = f"{text} {' '.join(cell.lacks).split()[-1]}" if cell.lacks else text
        if painter.fontMetrics().horizontalAdvance(told) <= rect.width() - 2:
            text = told
        if painter.fontMetrics().horizontalAdvance(text) > rect.width() - 2:
            font.setPixelSize(self._look.pixels(10))
            painter.setFont(font)
            text = text.replace(" ", "")
        if painter.fontMetrics().horizontalAdvance(text) > rect.width():
            text = difference_words(cell)
        painter.setPen(QColor(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class CoverNames(QHeaderView):
    """The names of the cover lines, as wide as the names of the grid."""

    def __init__(self, model: CoverModel, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._cover = model
        self._look = look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Cover")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one name."""
        theme = self._look.theme
        painter.save()
        painter.fillRect(rect, QColor(theme.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(theme.line))
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(12))
        painter.setFont(font)
        painter.setPen(QColor(theme.soft))
        inside = rect.adjusted(10, 0, -8, 0)
        name = painter.fontMetrics().elidedText(
            self._cover.lines[section].name, Qt.TextElideMode.ElideRight, inside.width()
        )
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, side, name)
        painter.restore()


class CoverView(QTableView):
    """Cover kept in view below the grid; it scrolls sideways with it. `asked` brings a cell."""

    asked = Signal(int, int)  # activity, place of the day

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.cover_model = CoverModel()
        self.setAccessibleName("Cover, have against need")
        self.setModel(self.cover_model)
        self.setItemDelegate(_CoverDelegate(look, self))
        self.setVerticalHeader(CoverNames(self.cover_model, look, self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(3)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cover_model.modelReset.connect(self.fit)
        look.changed.connect(self.fit)
        self.clicked.connect(self._ask)

    def fit(self) -> None:
        """Be as high as the lines, up to five of them; fewer where the grid needs the room."""
        tall = self._look.pixels(20)
        self.verticalHeader().setMinimumSectionSize(tall)
        self.verticalHeader().setDefaultSectionSize(tall)
        self.verticalHeader().setFixedWidth(self._look.pixels(172))
        count = len(self.cover_model.lines)
        self.setMinimumHeight(tall * min(count, FEWEST))
        self.setMaximumHeight(tall * min(count, SHOWN))
        self.updateGeometry()
        self.setVisible(bool(self.cover_model.lines))

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(200, self.maximumHeight())

    def widen(self, width: int) -> None:
        """Give days the width they have in the grid."""
        self.horizontalHeader().setDefaultSectionSize(width)

    def _ask(self, index: QModelIndex) -> None:
        self.asked.emit(self.cover_model.lines[index.row()].activity_id, index.column())
