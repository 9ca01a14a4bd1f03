"""The grid itself: its measures, keyboard and mouse, told to the screen as spots and entries."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.roster.headers import DayHeader
from ui.roster.period import FORTNIGHT
from ui.roster.sheet_model import SheetModel
from ui.roster.spot_table import SpotTable
from ui.roster.stroke import Stroke
from ui.roster.zoom import Level, Stop, least_width, level_of, stop_for
from ui.style.theme import Look

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
LANES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RotaGrid(SpotTable):
    """The rota of a period.

    `opened` asks for what Enter does at a spot; `typed` brings the first letter of a code;
    `widened` tells the width of a day; `zoomed` asks for a closer look (-1) or a wider one (1).
    `brushed` brings the spots of a stroke of the brush so far, `stroked` all of them at its end;
    `escaped` tells that Escape was pressed.
    """

    opened = Signal(object)
    typed = Signal(object, str)
    widened = Signal(int)
    zoomed = Signal(int)
    escaped = Signal()
    fitted = Signal()
    brushed = Signal(object)
    stroked = Signal(object)

    def __init__(self, model: SheetModel, look: Look) -> None:
        super().__init__(model, look)
        self._look = look
        self.zoom = 1.0
        self._brush = False
        self._stroke = Stroke(self.place_of, lambda at, half: self.spot_at(model.index(*at), half))
        self.stop = stop_for(FORTNIGHT)
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
        plain = self._look.pixels(24)
        both = zip(self.sheet_model.lines, self.sheet_model.heights, strict=True)
        for line, (content, lanes) in enumerate(both):
            one_lane = content.row is None or self.delegate.level is Level.BARS
            tall = plain if one_lane else plain * lanes + 2
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
        """Share the new width among the days; a cursor that was in view stays in view."""
        seen = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(self.currentIndex()))
        super().resizeEvent(event)
        self.fit_days()
        if seen:
            self.scrollTo(self.currentIndex())

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk halves and rows, letters fill, Enter and F2 open; the rest is Qt's."""
        key, plain = Qt.Key(event.key()), not event.modifiers()
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif plain and key in STEPS:
            self.step(STEPS[key])
        elif plain and key in LANES and self.down(LANES[key]):
            return
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.opened.emit(self.spot())
        elif _is_letter(event):
            self.typed.emit(self.spot(), event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the half under the pointer, and be ready to carry its entry."""
        point = event.position().toPoint()
        spot = self.spot_under(point)
        if self._brush and event.button() is Qt.MouseButton.LeftButton:
            self._stroke.begin(spot)
            self.brushed.emit(self._stroke.spots)
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
        elif self._stroke.spots and event.buttons() & Qt.MouseButton.LeftButton:
            spot = self.spot_under(event.position().toPoint())
            if spot is not None:
                self._stroke.draw_to(spot)
                self.brushed.emit(self._stroke.spots)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke of the brush."""
        if self._brush and self._stroke.spots:
            self.stroked.emit(self._stroke.end())
            return
        super().mouseReleaseEvent(event)

    def brush_on(self, *, on: bool) -> None:
        """Let the mouse paint, or carry and select again."""
        self._brush = on
        self._stroke.end()
        shape = Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens, as Enter does."""
        if (spot := self.spot_under(event.position().toPoint())) is not None:
            self.opened.emit(spot)


def _is_letter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
    typed = event.text()
    return not held and len(typed) == 1 and (typed.isalnum() or typed == "+")
