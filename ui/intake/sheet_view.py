"""A sheet of a brought file as it was read: each cell with a letter for what it was taken for."""

import datetime as dt
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

from rota_desk.intake.grid import Place, Sheet, cell_name, column_letter
from rota_desk.intake.taken import SheetPicture, Taken
from rota_desk.words import day_and_year
from ui.style.theme import Look
from ui.widgets.option import area_of, state_of

Index = QModelIndex | QPersistentModelIndex
TAKEN_ROLE = Qt.ItemDataRole.UserRole + 1
MEASURED = 120  # rows whose texts are measured for the width of a column
NARROWEST, WIDEST, HEIGHT = 44, 190, 24
LONGEST_SHOWN = 200  # letters of a cell
MOST_SPANS = 400  # merged cells that are drawn as one
LETTER_ROOM = 16
LONGEST_HEAD = 24  # letters of a name before the number of its row
FEW_MARKS = 2  # a date and its weekday
FILLS = {
    Taken.PROBLEM: "danger_fill",
    Taken.DATE: "notice_fill",
    Taken.PERSON: "accent_fill",
    Taken.ROLE: "accent_fill",
    Taken.WORK: "good_fill",
    Taken.TIME: "good_fill",
    Taken.AWAY: "warning_fill",
    Taken.KEY: "group",
    Taken.TEMPLATE: "group",
}
QUIET = frozenset({Taken.OFF, Taken.HIDDEN, Taken.BESIDE})


class SheetModel(QAbstractTableModel):
    """The cells of one sheet as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = SheetPicture(Sheet("", {}), {})
        self._rows = self._columns = 0
        self._heads: dict[Qt.Orientation, dict[int, str]] = {}

    def show(self, picture: SheetPicture) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.picture = picture
        self._rows, self._columns = picture.size
        self._heads = _headings(picture)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """The rows down to the last with something in it."""
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns as far as the last with something in it."""
        return 0 if parent is not None and parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, what it was taken for, and how it is read aloud."""
        place = (index.row() + 1, index.column() + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            return text_of(self.picture.sheet, place)
        if role == TAKEN_ROLE:
            return self.picture.taken(place)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            taken = self.picture.taken(place)
            text = text_of(self.picture.sheet, place) or "empty"
            return f"{cell_name(place)}: {text}" + (f", {taken.value}" if taken else "")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Letters across, numbers down; with whose row and which day it is, where that is told."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        name = column_letter(section + 1) if across else str(section + 1)
        head = self._heads.get(orientation, {}).get(section + 1, "")
        if not head:
            return name
        return f"{name}\n{head}" if across else f"{head[:LONGEST_HEAD]}  {name}"


def text_of(sheet: Sheet, place: Place) -> str:
    """A cell as it is shown: a day with its weekday, anything else as it stands."""
    value = sheet.value(*place)
    if isinstance(value, dt.date) and (not isinstance(value, dt.datetime) or not value.time()):
        return day_and_year(value)
    return sheet.text(*place)[:LONGEST_SHOWN]


def _headings(picture: SheetPicture) -> dict[Qt.Orientation, dict[int, str]]:
    """The person, role or day that a row or a column is about, where it has only one."""
    down: dict[int, list[Place]] = {}
    across: dict[int, list[Place]] = {}
    for place, taken in picture.marks.items():
        if taken in {Taken.PERSON, Taken.ROLE, Taken.DATE}:
            down.setdefault(place[0], []).append(place)
            across.setdefault(place[1], []).append(place)
    ways = Qt.Orientation
    return {
        way: {
            at: text_of(picture.sheet, min(places))
            for at, places in found.items()
            if len(places) <= FEW_MARKS
        }
        for way, found in ((ways.Vertical, down), (ways.Horizontal, across))
    }


class _Cells(QStyledItemDelegate):
    """Draws a cell: its ground, its text, and the letter at its right end."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        theme = self._look.theme
        found = index.data(TAKEN_ROLE)  # Qt hands a word on, not the sort it stands for
        taken = Taken(found) if found else None
        rect = area_of(option)
        painter.save()
        painter.fillRect(
            rect, QColor(getattr(theme, FILLS.get(taken, "paper") if taken else "paper"))
        )
        if taken is Taken.HIDDEN:
            painter.fillRect(rect, QBrush(QColor(theme.hatch), Qt.BrushStyle.BDiagPattern))
        ink = theme.danger if taken is Taken.PROBLEM else theme.text
        self._write(painter, rect, index, QColor(theme.soft if taken in QUIET else ink), taken)
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        state = state_of(option)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _write(
        self, painter: QPainter, rect: QRect, index: Index, ink: QColor, taken: Taken | None
    ) -> None:
        if taken is None:
            return
        room = self._look.pixels(LETTER_ROOM)
        inside = rect.adjusted(5, 0, -room, 0)
        painter.setPen(ink)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width()
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | middle, text)
        small = painter.font()
        small.setPixelSize(self._look.pixels(10))
        painter.setFont(small)
        danger = taken is Taken.PROBLEM
        painter.setPen(QColor(self._look.theme.danger if danger else self._look.theme.soft))
        painter.drawText(
            rect.adjusted(0, 0, -4, 0), Qt.AlignmentFlag.AlignRight | middle, taken.letter
        )


class SheetView(QTableView):
    """The sheet with its letters; the arrows walk through it, `stood_on` brings the cell."""

    stood_on = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cells = SheetModel()
        self._face = _Cells(look)
        self.setModel(self._cells)
        self.setItemDelegate(self._face)
        self.setAccessibleName("The sheet as it was read")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            head.setHighlightSections(True)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        look.changed.connect(self._measure)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_picture(self, picture: SheetPicture) -> None:
        """Show a sheet from its first cell on."""
        self.clearSpans()
        self._cells.show(picture)
        for area in picture.sheet.merges[:MOST_SPANS]:
            high, wide = area.bottom - area.top + 1, area.right - area.left + 1
            self.setSpan(area.top - 1, area.left - 1, high, wide)
        self._measure()
        if picture.sheet.cells:
            self.go(min(picture.sheet.cells))

    def go(self, place: Place) -> None:
        """Put the cursor on a cell and show it in the middle."""
        index = self._cells.index(place[0] - 1, place[1] - 1)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def place(self) -> Place:
        """The cell under the cursor."""
        return self.currentIndex().row() + 1, self.currentIndex().column() + 1

    def _tell(self) -> None:
        if self.currentIndex().isValid():
            self.stood_on.emit(self.place)

    def _measure(self, _theme: object = None) -> None:
        """Give each column the room its words need, within reason."""
        self.verticalHeader().setDefaultSectionSize(self._look.pixels(HEIGHT))
        sheet, words = self._cells.picture.sheet, self.fontMetrics()
        room = self._look.pixels(LETTER_ROOM) + 12
        least, most = self._look.pixels(NARROWEST), self._look.pixels(WIDEST)
        for column in range(1, self._cells.columnCount() + 1):
            rows = sheet.columns.get(column, [])[:MEASURED]
            texts = [text_of(sheet, (row, column)) for row in rows]
            wide = max((words.horizontalAdvance(text) for text in texts), default=0) + room
            self.setColumnWidth(column - 1, min(max(wide, least), most))

    def keyPressEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's event
        """Tab leaves the sheet; everything else is Qt's."""
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            event.ignore()
            return
        super().keyPressEvent(event)
