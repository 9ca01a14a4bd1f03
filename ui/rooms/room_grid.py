"""The room table: blocks that are walked with the arrows and moved with the mouse or a key."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rota_desk.domain.room_time import Holding, HoldingKind
from rota_desk.queries.rooms import RoomLine
from ui.rooms.room_heads import DayHead, RoomHead
from ui.rooms.room_model import Index, RoomModel
from ui.rooms.strip_painting import Brushes, Strip
from ui.style.theme import Look
from ui.widgets.option import area_of

ROW, SITE = 46, 26  # pixels


@dataclass(frozen=True, slots=True)
class RoomSpot:
    """Where the cursor is: a room, a day, perhaps a holding, and the hour that was pointed at."""

    line: RoomLine
    day: dt.date
    holding: Holding | None
    moment: dt.datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """A holding carried to a room and a start."""

    holding: Holding
    room: RoomLine
    start: dt.datetime


class _StripDelegate(QStyledItemDelegate):
    def __init__(self, grid: "RoomGrid", look: Look) -> None:
        super().__init__(grid)
        self._grid, self._brushes = grid, Brushes(look)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one room's day."""
        model = self._grid.rooms
        area = QRectF(area_of(option))
        cell, head = model.cell(index.row(), index.column()), model.day(index.column())
        theme = self._brushes.theme
        if cell is None or head is None:
            painter.fillRect(area, QColor(theme.group))
            return
        painter.save()
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strip = Strip(area, cell.day)
        holiday = bool(head.holiday)
        self._brushes.ground(painter, strip, weekend=head.weekend, holiday=holiday)
        here = self._grid.currentIndex() == index
        chosen = self._grid.holding() if here else None
        for one in cell.holdings:
            self._brushes.block(
                painter, strip, one, chosen=here and one == chosen, lit=model.is_lit(one)
            )
        if here and chosen is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.topRight(), area.bottomRight())
        self._ghost(painter, area, index)
        painter.restore()

    def _ghost(self, painter: QPainter, area: QRectF, index: Index) -> None:
        """Where a carried block would land, in the colour of what it would bring."""
        drop = self._grid.carried
        line = self._grid.rooms.line(index.row())
        head = self._grid.rooms.day(index.column())
        if drop is None or line is None or head is None or drop.room.room_id != line.room_id:
            return
        if drop.start.date() != head.day:
            return
        strip = Strip(area, head.day)
        left = strip.x(drop.start)
        right = strip.x(drop.start + (drop.holding.end - drop.holding.start))
        theme = self._brushes.theme
        good = not self._grid.warned
        painter.setBrush(QColor(theme.good_fill if good else theme.danger_fill))
        pen = QPen(QColor(theme.good if good else theme.danger), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        block = QRectF(left, area.top() + 4, right - left, area.height() - 8)
        painter.drawRoundedRect(block, 3, 3)
        painter.setPen(QColor(theme.good if good else theme.danger))
        said = f"{drop.start:%H:%M}" + ("" if good else "  clash")
        painter.drawText(block.adjusted(5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said)


class RoomGrid(QTableView):
    """Rooms down, days across, each day's hours inside its cell.

    `moved` tells that the cursor is elsewhere, `opened` that Enter or a double click asked for
    what is there, `hovered` where a carried block would land, `dropped` where it was let go.
    """

    moved = Signal()
    opened = Signal()
    hovered = Signal(object)
    dropped = Signal(object)

    def __init__(self, model: RoomModel, look: Look) -> None:
        super().__init__()
        self.rooms, self._look = model, look
        self.place = -1  # which holding of the cell, -1 the free time
        self.pointed: dt.datetime | None = None
        self.carried: Drop | None = None
        self.warned = False
        self._pressed: tuple[QPoint, Holding, int] | None = None
        self.setAccessibleName("Rooms by day")
        self.setModel(model)
        self.setHorizontalHeader(DayHead(model, look))
        self.setVerticalHeader(RoomHead(model, look))
        self.setItemDelegate(_StripDelegate(self, look))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(False)
        self.verticalHeader().setMinimumSectionSize(10)
        look.changed.connect(self._look_again)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def _look_again(self, _theme: object) -> None:
        self.size_rows()

    def size_rows(self) -> None:
        """Give each row its height; site names are lower."""
        for row in range(self.rooms.rowCount()):
            plain = ROW if self.rooms.line(row) else SITE
            self.verticalHeader().resizeSection(row, self._look.pixels(plain))
        self.viewport().update()

    # Where the cursor is.

    def holding(self) -> Holding | None:
        """The holding under the cursor."""
        cell = self.rooms.cell(self.currentIndex().row(), self.currentIndex().column())
        if cell is None or not 0 <= self.place < len(cell.holdings):
            return None
        return cell.holdings[self.place]

    def spot(self) -> RoomSpot | None:
        """The room, day and holding under the cursor."""
        index = self.currentIndex()
        line, cell = self.rooms.line(index.row()), self.rooms.cell(index.row(), index.column())
        if line is None or cell is None:
            return None
        chosen = self.holding()
        free = cell.free[0].start if cell.free else dt.datetime.combine(cell.day, dt.time(8))
        moment = chosen.start if chosen else self.pointed or free
        return RoomSpot(line, cell.day, chosen, moment)

    def go_to(self, room_id: int, day: dt.date, holding: Holding | None = None) -> bool:
        """Put the cursor on a room's day, and on one of its holdings."""
        for row in range(self.rooms.rowCount()):
            line = self.rooms.line(row)
            for column, cell in enumerate(line.cells if line else ()):
                if line and line.room_id == room_id and cell.day == day:
                    keys = [_key(one) for one in cell.holdings]
                    wanted = _key(holding) if holding else None
                    self.place = keys.index(wanted) if wanted in keys else -1
                    self.setCurrentIndex(self.rooms.index(row, column))
                    self._tell()
                    return True
        return False

    def first_room(self) -> None:
        """Put the cursor on the first room's first day."""
        for row in range(self.rooms.rowCount()):
            if self.rooms.line(row) is not None:
                self.place = 0 if self._count(row, 0) else -1
                self.setCurrentIndex(self.rooms.index(row, 0))
                self._tell()
                return

    def _tell(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def _count(self, row: int, column: int) -> int:
        cell = self.rooms.cell(row, column)
        return len(cell.holdings) if cell else 0

    # Keys: arrows walk from holding to holding, then from day to day and room to room.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; Enter opens."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._sideways(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._up_or_down(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _sideways(self, step: int) -> None:
        """The free time (-1) comes after a cell's holdings."""
        index = self.currentIndex()
        count = self._count(index.row(), index.column())
        places = [*range(count), -1]
        there = places.index(self.place) if self.place in places else count
        self.pointed = None
        if 0 <= there + step < len(places):
            self.place = places[there + step]
        else:
            column = index.column() + step
            if not 0 <= column < self.rooms.columnCount():
                return
            held = self._count(index.row(), column)
            self.place = (0 if held else -1) if step > 0 else -1
            self.setCurrentIndex(self.rooms.index(index.row(), column))
        self._tell()

    def _up_or_down(self, step: int) -> None:
        index = self.currentIndex()
        row = index.row() + step
        while 0 <= row < self.rooms.rowCount() and self.rooms.line(row) is None:
            row += step
        if 0 <= row < self.rooms.rowCount():
            self.pointed = None
            self.place = 0 if self._count(row, max(index.column(), 0)) else -1
            self.setCurrentIndex(self.rooms.index(row, max(index.column(), 0)))
            self._tell()

    # The mouse: point, carry, drop.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the block under the pointer, or the free time."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if self.rooms.line(index.row()) is None:
            return
        self.place = self._place_at(index, point)
        self.pointed = self._strip(index).moment(point.x(), 30)
        self.setCurrentIndex(index)
        chosen = self.holding()
        if chosen is not None and event.button() == Qt.MouseButton.LeftButton:
            grip = int(point.x() - self._strip(index).x(chosen.start))
            self._pressed = (point, chosen, grip)
        self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the pressed block; the ghost shows where it would land."""
        if self._pressed is None:
            return
        origin, chosen, grip = self._pressed
        point = event.position().toPoint()
        far = (point - origin).manhattanLength() >= QApplication.startDragDistance()
        if self.carried is None and not far:
            return
        index = self.indexAt(point)
        line = self.rooms.line(index.row())
        if line is None or chosen.kind is HoldingKind.RELEASED:
            return
        drop = Drop(chosen, line, self._strip(index).moment(point.x() - grip, 15))
        if drop != self.carried:
            self.carried = drop
            self.hovered.emit(drop)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a carried block go."""
        drop, self.carried, self._pressed = self.carried, None, None
        self.viewport().update()
        if drop is not None and event.button() == Qt.MouseButton.LeftButton:
            self.dropped.emit(drop)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say under the pointer what stands there."""
        if event.type() == QEvent.Type.ToolTip:
            point = self.viewport().mapFromGlobal(self.cursor().pos())
            index = self.indexAt(point)
            cell = self.rooms.cell(index.row(), index.column())
            place = self._place_at(index, point) if cell else -1
            words = cell.holdings[place].words if cell and place >= 0 else ""
            self.viewport().setToolTip(words)
        return super().viewportEvent(event)

    def _strip(self, index: QModelIndex) -> Strip:
        head = self.rooms.day(index.column())
        day = head.day if head else dt.date.min
        return Strip(QRectF(self.visualRect(index)), day)

    def _place_at(self, index: QModelIndex, point: QPoint) -> int:
        cell = self.rooms.cell(index.row(), index.column())
        strip = self._strip(index)
        for place, one in enumerate(cell.holdings if cell else ()):
            if strip.block(one).contains(QPointF(point)):
                return place
        return -1


def _key(one: Holding) -> tuple[int | None, int | None]:
    return one.session_id, one.booking_id
