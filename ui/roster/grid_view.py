"""The grid itself: keyboard, mouse and drags, told to the screen as spots and entries."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.roster.carry_table import CarryTable
from ui.roster.delegate import RotaDelegate
from ui.roster.face import Box
from ui.roster.headers import DayHeader, NameHeader
from ui.roster.period import FORTNIGHT
from ui.roster.sheet_model import SheetModel, height
from ui.roster.spot import Spot, box_of, half_at, halves_of, in_half, place_at
from ui.roster.zoom import Level, Stop, least_width, level_of, stop_for
from ui.style.theme import Look

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
LANES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RotaGrid(CarryTable):
    """The rota of a period.

    `moved` brings the spot under the cursor; `opened` asks for what Enter does there; `typed`
    brings the first letter of a code; `widened` tells the width of a day; `zoomed` asks for a
    closer look (-1) or a wider one (1). `brushed` brings the spots of a stroke of the brush so
    far, `stroked` all of them at its end; `escaped` tells that Escape was pressed.
    """

    moved = Signal(object)
    opened = Signal(object)
    typed = Signal(object, str)
    widened = Signal(int)
    zoomed = Signal(int)
    escaped = Signal()
    fitted = Signal()
    brushed = Signal(object)
    stroked = Signal(object)

    def __init__(self, model: SheetModel, look: Look) -> None:
        super().__init__()
        self.sheet_model = model
        self._look = look
        self.half = "am"
        self.place = 0  # which entry of the half, where several lie below one another
        self.zoom = 1.0
        self._brush = False
        self._stroke: list[Spot] = []
        self.stop = stop_for(FORTNIGHT)
        self.delegate = RotaDelegate(model, look, self)
        self.names = NameHeader(model, look, self)
        self.setItemDelegate(self.delegate)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(DayHeader(model, look, self))
        self.horizontalHeader().sectionResized.connect(self.delegate.look_again)
        self.names.sectionResized.connect(self.delegate.look_again)
        self.setModel(model)
        self._settle()
        model.modelReset.connect(self.fit)
        look.changed.connect(self.fit)

    def _settle(self) -> None:
        self.setAccessibleName("Rota grid")
        self.setObjectName("rota_grid")
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.viewport().setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def fit(self) -> None:
        """Give rows and days their sizes: days fill the width, and never get too narrow."""
        self._fit_lines()
        self.verticalHeader().setFixedWidth(self.names.sizeHint().width())
        self.fit_days()

    def _fit_lines(self) -> None:
        for line, content in enumerate(self.sheet_model.lines):
            plain = self._look.pixels(24)
            one_lane = content.row is None or self.delegate.level is Level.BARS
            tall = plain if one_lane else plain * height(content) + 2
            self.verticalHeader().resizeSection(line, tall)
        self.fitted.emit()

    def fit_days(self) -> None:
        """Share the width among the days."""
        count = len(self.sheet_model.days)
        if count:
            least = least_width(self.stop, self._look)
            wide = max(self.viewport().width() // count, least)
            wide = max(min(least, 12), round(wide * self.zoom))
            self._look_at(level_of(wide, self._look))
            self.horizontalHeader().setDefaultSectionSize(wide)
            self.delegate.look_again()  # Qt does not tell of a section's usual size
            self.widened.emit(wide)

    def _look_at(self, level: Level) -> None:
        """Show names, codes or bars; bars need but one lane a person."""
        bars = Level.BARS in {level, self.delegate.level} and level is not self.delegate.level
        self.delegate.show_level(level)
        if bars:
            self._fit_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the days."""
        super().resizeEvent(event)
        self.fit_days()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel go from a week in words to a year in bars."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(-1 if event.angleDelta().y() > 0 else 1)
            event.accept()
            return
        super().wheelEvent(event)

    def show_stop(self, stop: Stop) -> None:
        """Fit the days as this stop of the zoom asks."""
        self.stop, self.zoom = stop, 1.0
        self.fit_days()

    def zoom_by(self, factor: float) -> None:
        """Make days wider (above 1) or narrower, whatever the stop."""
        self.zoom = max(0.2, min(self.zoom * factor, 6.0))
        self.fit_days()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk halves and rows, letters fill, Enter and F2 open; the rest is Qt's."""
        key, plain = Qt.Key(event.key()), not event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif plain and key in STEPS:
            self.step(STEPS[key])
        elif plain and key in LANES and self._down(LANES[key]):
            return
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.opened.emit(self.spot())
        elif _is_letter(event):
            self.typed.emit(self.spot(), event.text())
        else:
            super().keyPressEvent(event)

    def _down(self, by: int) -> bool:
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the half under the pointer, and be ready to carry its entry."""
        point = event.position().toPoint()
        spot = self.spot_under(point)
        if self._brush and event.button() is Qt.MouseButton.LeftButton:
            self._stroke = [spot] if spot else []
            self.brushed.emit(tuple(self._stroke))
            return
        self.take_hold(point, spot.entry if spot else None)
        if spot is None:
            return  # a band names a group; there is nothing to choose
        self.half = spot.half
        super().mousePressEvent(event)
        self.place = spot.place
        self._point()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the brush on; else carry or select."""
        if not self._brush:
            super().mouseMoveEvent(event)
        elif self._stroke and event.buttons() & Qt.MouseButton.LeftButton:
            self._draw_to(self.spot_under(event.position().toPoint()))

    def _draw_to(self, spot: Spot | None) -> None:
        """Go on to a cell, with all that lie between: a quick hand leaves none out."""
        if spot is None:
            return
        line, column = self.place_of(self._stroke[-1])
        to_line, to_column = self.place_of(spot)
        steps = max(abs(to_line - line), abs(to_column - column))
        there = {self.place_of(one) for one in self._stroke}
        for step in range(1, steps + 1):
            share = step / steps
            at = (
                round(line + (to_line - line) * share),
                round(column + (to_column - column) * share),
            )
            between = self.spot_at(self.sheet_model.index(*at), self._stroke[0].half)
            if between is not None and at not in there:
                self._stroke.append(between)
                there.add(at)
        self.brushed.emit(tuple(self._stroke))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke of the brush."""
        if self._brush and self._stroke:
            stroke, self._stroke = tuple(self._stroke), []
            self.stroked.emit(stroke)
            return
        super().mouseReleaseEvent(event)

    def brush_on(self, *, on: bool) -> None:
        """Let the mouse paint, or carry and select again."""
        self._brush, self._stroke = on, []
        shape = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens, as Enter does."""
        if (spot := self.spot_under(event.position().toPoint())) is not None:
            self.opened.emit(spot)

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

    def choose_only_current(self) -> None:
        """Shrink the selection to the cursor."""
        self.selectionModel().select(
            self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    typed = event.text()
    return not held and len(typed) == 1 and (typed.isalnum() or typed == "+")
