"""Where the cursor of the grid is, how it walks, and what is selected."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.roster.carry_table import CarryTable
from ui.roster.delegate import RotaDelegate
from ui.roster.face import Box
from ui.roster.headers import NameHeader
from ui.roster.sheet_model import SheetModel
from ui.roster.spot import Spot, box_of, half_at, halves_of, in_half, place_at
from ui.roster.zoom import Level
from ui.style.theme import Look


class SpotTable(CarryTable):
    """The part of the grid that knows its spots: a day's half, and an entry of it.

    `moved` brings the spot under the cursor.
    """

    moved = Signal(object)

    def __init__(self, model: SheetModel, look: Look) -> None:
        super().__init__()
        self.sheet_model = model
        self.half = "am"
        self.place = 0  # which entry of the half, where several lie below one another
        self.delegate = RotaDelegate(model, look, self)
        self.names = NameHeader(model, look, self)
        self.setItemDelegate(self.delegate)
        self._left = QRect()  # cells that are still to be drawn
        self._due = False  # whether their repaint is on its way
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._paint_rest)
        self.setVerticalHeader(self.names)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells; what is too much for one moment is drawn in the next."""
        self._due = False
        self.delegate.begin()
        now = self._part_of(event.rect())
        super().paintEvent(event if now == event.rect() else QPaintEvent(now))
        below = self.viewport().rect()
        if self.delegate.left is not None:
            below.setTop(self.rowViewportPosition(self.delegate.left))
        elif now != event.rect():
            below.setTop(now.bottom() + 1)
        else:
            return
        self._left = self._left.united(below.intersected(event.rect()))
        self._rest.start()

    def _part_of(self, rect: QRect) -> QRect:
        """The lines from the top that one moment draws: those under them are not even asked for.

        A line whose first cell was drawn before is no work.
        """
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        left, right = self.columnAt(rect.left()), self.columnAt(rect.right())
        if min(first, left) < 0:
            return rect
        wide = (right if right >= 0 else self.sheet_model.columnCount() - 1) - left + 1
        lasts = last if last >= 0 else self.sheet_model.rowCount() - 1
        new = [line for line in range(first, lasts + 1) if not self.delegate.knows(line, left)]
        drawn = self.delegate.at_once() // wide + 1
        if len(new) <= drawn:
            return rect
        return QRect(
            rect.left(),
            rect.top(),
            rect.width(),
            self.rowViewportPosition(new[drawn]) - rect.top(),
        )

    @property
    def drawing(self) -> bool:
        """Whether there are cells that are still to be drawn."""
        return self._due or not self._left.isEmpty()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; what was still to be drawn has moved, and may be anywhere."""
        super().scrollContentsBy(dx, dy)
        if not self._left.isEmpty():
            self._left = self.viewport().rect()

    def _paint_rest(self) -> None:
        left, self._left, self._due = self._left, QRect(), True
        self.viewport().update(left)

    def spot(self) -> Spot | None:
        """Where the cursor is."""
        return self.spot_at(self.currentIndex(), self.half, self.place)

    def spot_at(
        self, index: QModelIndex | QPersistentModelIndex, half: str, place: int = 0
    ) -> Spot | None:
        """The spot of a cell's half, None off the grid and on a band."""
        row = self.sheet_model.lines[index.row()].row if index.isValid() else None
        if row is None:
            return None
        entries = row.cells[index.column()]
        half = half if half in halves_of(entries) else halves_of(entries)[0]
        day = self.sheet_model.days[index.column()].day
        return Spot(row, day, half, in_half(entries, half), place)

    def spot_under(self, point: QPoint) -> Spot | None:
        """The spot under a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        rect = self.visualRect(index)
        entries = self.sheet_model.entries(index.row(), index.column())
        if self.delegate.level is Level.BARS:
            upper = point.y() - rect.top() < rect.height() / 2
            return self.spot_at(index, "am" if upper else "pm")
        half = half_at(entries, (point.x() - rect.left()) / rect.width())
        lane = (point.y() - rect.top()) // max(self.delegate.lane_height, 1)
        return self.spot_at(index, half, place_at(entries, half, lane))

    def go_to(self, line: int, column: int, half: str = "", place: int = 0) -> None:
        """Put the cursor on a cell and bring it into view."""
        index = self.sheet_model.index(line, column)
        if index.isValid():
            self.half = half or self.half
            self._stand_on(index)
            self.scrollTo(index)
            self.place = place
            self._point()

    def _stand_on(self, index: QModelIndex) -> None:
        """Put the cursor on one cell alone, whatever keys are held."""
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def selected_spots(self) -> tuple[tuple[Spot, ...], ...]:
        """The selected block, line by line: one cell by its half, several by whole days."""
        ranges = self.selectionModel().selection()
        block = ranges.first() if not ranges.isEmpty() else None
        if block is None or (block.width() == 1 and block.height() == 1):
            spot = self.spot()
            return ((spot,),) if spot else ()
        rows = (
            tuple(
                spot
                for column in range(block.left(), block.right() + 1)
                if (spot := self._whole(line, column))
            )
            for line in range(block.top(), block.bottom() + 1)
        )
        return tuple(row for row in rows if row)

    def selected_cells(self) -> tuple[Spot, ...]:
        """Every selected cell, scattered ones too: one by its half, several by whole days."""
        places = sorted(self.delegate.chosen)
        if len(places) <= 1:
            spot = self.spot()
            return (spot,) if spot else ()
        found = (self._whole(line, column) for line, column in places)
        return tuple(spot for spot in found if spot)

    @property
    def scattered(self) -> bool:
        """Whether more than one block is selected."""
        return self.selectionModel().selection().size() > 1

    def _whole(self, line: int, column: int) -> Spot | None:
        row = self.sheet_model.lines[line].row
        if row is None:
            return None
        return Spot(row, self.sheet_model.days[column].day, "", row.cells[column])

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Move the cursor's frame and tell where it is."""
        super().currentChanged(current, previous)
        self.place = 0
        self._point()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the delegate which cells are selected."""
        self.delegate.choose(
            frozenset(
                (line, column)
                for block in self.selectionModel().selection().toList()
                for line in range(block.top(), block.bottom() + 1)
                for column in range(block.left(), block.right() + 1)
            )
        )
        super().selectionChanged(selected, deselected)

    def _point(self) -> None:
        before, index = self.delegate.cursor, self.currentIndex()
        spot = self.spot()
        self.delegate.cursor = (index.row(), index.column(), self._framed(spot))
        self.delegate.touch((before[:2], self.delegate.cursor[:2]))
        for line, column in {before[:2], self.delegate.cursor[:2]}:
            self.update(self.sheet_model.index(line, column))
        if self.names.current != index.row():
            self.names.current = index.row()
            self.names.viewport().update()
        self.moved.emit(spot)

    def _framed(self, spot: Spot | None) -> str | Box:
        """What the cursor frames: the entry, or the empty half."""
        if spot is None or spot.entry is None:
            return spot.half if spot else ""
        index = self.currentIndex()
        return box_of(self.sheet_model.entries(index.row(), index.column()), spot.entry)

    def down(self, by: int) -> bool:
        """Go to the entry below (1) or above (-1) in the same half; False where there is none."""
        spot = self.spot()
        if spot is None or not 0 <= spot.place + by < len(spot.entries):
            return False
        self.place = spot.place + by
        self._point()
        return True

    def step(self, by: int) -> None:
        """Walk to the next half, into the next day at the end of one."""
        spot, index = self.spot(), self.currentIndex()
        if spot is None:
            self.first()
            return
        stops = halves_of(self.sheet_model.entries(index.row(), index.column()))
        place = stops.index(spot.half) + by
        if 0 <= place < len(stops):
            self.half, self.place = stops[place], 0
            self._point()
            return
        column = index.column() + by
        if 0 <= column < len(self.sheet_model.days):
            stops = halves_of(self.sheet_model.entries(index.row(), column))
            self.half = stops[0 if by > 0 else -1]
            self._stand_on(self.sheet_model.index(index.row(), column))

    def first(self) -> None:
        """Put the cursor on the first row, today if it is shown."""
        days = self.sheet_model.days
        column = next((place for place, head in enumerate(days) if head.today), 0)
        for line, content in enumerate(self.sheet_model.lines):
            if content.row is not None:
                self.go_to(line, column, "am")
                return

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Pass over the bands that name groups."""
        index = super().moveCursor(action, modifiers)
        up = QAbstractItemView.CursorAction.MoveUp
        step = -1 if action == up else 1
        line = index.row()
        while 0 <= line < len(self.sheet_model.lines):
            if self.sheet_model.lines[line].row is not None:
                return self.sheet_model.index(line, index.column())
            line += step
        return self.currentIndex()

    def tint(self, spot: Spot | None, kind: str) -> None:
        """Tint a cell by what a drop would bring: good, notice, warning, danger; or none."""
        self.tint_spots({spot: kind} if spot else {})

    def tint_spots(self, kinds: Mapping[Spot, str]) -> None:
        """Tint several cells, each by its own verdict."""
        before, self.delegate.tints = (
            self.delegate.tints,
            {self.place_of(spot): kind for spot, kind in kinds.items()},
        )
        touched = {*before, *self.delegate.tints}
        self.delegate.touch(touched)
        for at in touched:
            self.update(self.sheet_model.index(*at))

    def place_of(self, spot: Spot) -> tuple[int, int]:
        """The line and column of a spot."""
        line = self.sheet_model.line_of(spot.row.key, spot.row.group)
        return line, self.sheet_model.column_of(spot.day)

    def rect_of(self, spot: Spot) -> QRect:
        """The cell of a spot, in the grid's viewport."""
        return self.visualRect(self.sheet_model.index(*self.place_of(spot)))

    def choose_along(self, lines: QItemSelectionModel.SelectionFlag) -> None:
        """Select the whole row of the cursor, or the whole day."""
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect | lines
        self.selectionModel().select(self.currentIndex(), select)

    def choose_only_current(self) -> None:
        """Shrink the selection to the cursor."""
        self.selectionModel().select(
            self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
