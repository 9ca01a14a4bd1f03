"""The week editor: lines of a job plan as blocks, walked with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from models.types import Slot
from rota_desk.queries.job_plans import PlanLineView
from ui.job_plans.week_model import Index, WeekModel
from ui.style.theme import Look
from ui.style.tokens import Theme
from ui.widgets.option import area_of

LINE, LEAST, LOW = 60, 132, 72  # pixels: one line, an empty row, and one where there is no room
LINE_SHORT, LOW_SHORT = 42, 48  # pixels of the same where a line says less
SMALL = 11  # pixels of the times' text
GAP = 3
SATURDAY = 5
SHUT, SHUT_SHORT = 36, 20  # pixels of a day of the weekend with nothing in it
NARROW, NARROW_SHORT = 72, 28  # pixels of a day, and more where its times need it
HEAD, HEAD_SHORT = 74, 36  # pixels of the parts of the day
LEFT, RIGHT = 6, 3  # pixels beside the words of a line
TIMES = "00:00–00:00"
SPARE = 3  # pixels: words that only just fit are cut by Qt all the same
Cell = tuple[int, Slot]  # a weekday, 0 for Monday, and a part of the day
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = (Qt.KeyboardModifier.NoModifier, SHIFT)
MORE = Qt.KeyboardModifier.ControlModifier | SHIFT


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: "WeekView", look: Look) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the lines of one part of a day."""
        theme, area = self._look.theme, QRectF(area_of(option))
        weekend = index.column() >= SATURDAY
        painter.save()
        ground = theme.weekend if weekend else theme.paper
        chosen = index in self._view.chosen_cells() or index in self._view.stroke
        painter.fillRect(area, QColor(theme.accent_fill if chosen else ground))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self._view.currentIndex() == index
        for place, line in enumerate(self._view.week.lines(index)):
            self._line(painter, self._view.block(index, place), line)
        if here:
            self._cursor(painter, area, index, theme)
        painter.restore()

    def _cursor(self, painter: QPainter, area: QRectF, index: Index, theme: Theme) -> None:
        place = self._view.place
        chosen = 0 <= place < len(self._view.week.lines(index))
        block = self._view.block(index, place) if chosen else area.adjusted(1, 1, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.focus), 2))
        painter.drawRoundedRect(block, 4, 4)

    def _line(self, painter: QPainter, block: QRectF, line: PlanLineView) -> None:
        theme = self._look.theme
        tint = theme.tint(line.tint or "grey")
        painter.setBrush(QColor(tint.fill))
        painter.setPen(QPen(QColor(theme.danger if line.clashes else tint.edge), 1))
        painter.drawRoundedRect(block, 3, 3)
        painter.setPen(QColor(tint.ink))
        plain = painter.font()
        strong = QFont(plain)
        strong.setWeight(QFont.Weight.DemiBold)
        inside = block.adjusted(RIGHT if self._view.week.short else LEFT, 1, -RIGHT, -1)
        rows = said_in_rows(line, short=self._view.week.short)
        tall = inside.height() / len(rows)
        painter.setFont(strong)
        for place, said in enumerate(rows):
            row = QRectF(inside.left(), inside.top() + place * tall, inside.width(), tall)
            _write(painter, row.adjusted(0, 0, -11 if line.clashes and not place else 0, 0), said)
            painter.setFont(_small(plain, self._look))
        painter.setFont(plain)
        if line.clashes:
            _triangle(painter, block, theme.danger)


def said_in_rows(line: PlanLineView, *, short: bool) -> tuple[str, ...]:
    """What a line says, row by row; the inspector has the rest of a short one."""
    code = line.code or line.title
    if short:
        return code, line.room or line.category.value
    pas = f"{line.pas.normalize():f} PA" if line.pas is not None else ""
    worth = " · ".join(part for part in (line.category.value, pas) if part)
    return f"{code}  {line.room}".rstrip(), line.times, worth


def _small(plain: QFont, look: Look) -> QFont:
    small = QFont(plain)
    small.setPixelSize(look.pixels(SMALL))
    return small


def _write(painter: QPainter, area: QRectF, said: str) -> None:
    fitted = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)


def _triangle(painter: QPainter, block: QRectF, colour: str) -> None:
    top, right = block.top() + 4, block.right() - 4
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(
        QPolygonF(
            [QPointF(right - 9, top + 8), QPointF(right, top + 8), QPointF(right - 4.5, top)]
        )
    )


class WeekView(QTableView):
    """Parts of the day down, weekdays across; `opened` asks to change or add a line."""

    moved = Signal()
    opened = Signal()
    typed = Signal(str)  # the letter that begins a code
    stroked = Signal(object)  # the cells that were brushed over
    escaped = Signal()

    def __init__(self, model: WeekModel, look: Look) -> None:
        super().__init__()
        self.week, self._look = model, look
        self.place = -1
        self.brush = False
        self.stroke: list[QPersistentModelIndex] = []
        self.setAccessibleName("Week of the job plan")
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self, look))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        look.changed.connect(self._look_again)
        model.modelReset.connect(self.size_rows)

    def _look_again(self, _theme: object) -> None:
        self.size_rows()

    def size_rows(self) -> None:
        """Give each part of the day room for its lines, and each day room for its times."""
        self.size_days()
        rows = range(self.week.rowCount())
        low = len(rows) * self._look.pixels(LEAST) > self.viewport().height()
        least = LOW_SHORT if self.week.short else LOW if low else LEAST
        for row in rows:
            tall = max(least, self.week.most(row) * (self._line + GAP) + 2 * GAP)
            self.verticalHeader().resizeSection(row, self._look.pixels(tall))
        self.viewport().update()

    def size_days(self) -> None:
        """Share the width between the days; an empty weekend gives way where it is too little.

        Where there is no room for times a line says its code, room and category alone.
        """
        pixels, count = self._look.pixels, self.week.columnCount()
        whole = self.viewport().width() + self.verticalHeader().width()  # the scroll bar taken off
        shut = self._empty_weekend()
        full, least = count - len(shut), self._narrow()
        short = full * least + len(shut) * pixels(SHUT) > whole - pixels(HEAD)
        self.week.shorten(short=short)
        self.verticalHeader().setFixedWidth(pixels(HEAD_SHORT if short else HEAD))
        room = whole - self.verticalHeader().width()
        least = pixels(NARROW_SHORT) if short else least
        given = pixels(SHUT_SHORT if short else SHUT)
        shut = shut if short or count * least > room else ()
        share = max(least, (room - given * len(shut)) // max(count - len(shut), 1))
        for day in range(count):
            self.horizontalHeader().resizeSection(day, given if day in shut else share)

    def _empty_weekend(self) -> tuple[int, ...]:
        rows, days = range(self.week.rowCount()), range(SATURDAY, self.week.columnCount())
        return tuple(
            day
            for day in days
            if not any(self.week.lines(self.week.index(row, day)) for row in rows)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self.size_rows()

    def _narrow(self) -> int:
        """How narrow a day may be so that the times of a line are read whole."""
        wide = QFontMetrics(_small(self.font(), self._look)).horizontalAdvance(TIMES)
        return max(self._look.pixels(NARROW), wide + LEFT + RIGHT + 2 * GAP + SPARE)

    @property
    def _line(self) -> int:
        """The height of a line, in pixels at the usual text."""
        return LINE_SHORT if self.week.short else LINE

    def block(self, index: Index, place: int) -> QRectF:
        """The rectangle of a cell's line."""
        area = QRectF(self.visualRect(index))
        tall = self._look.pixels(self._line)
        top = area.top() + GAP + place * (tall + GAP)
        return QRectF(area.left() + GAP, top, area.width() - 2 * GAP - 1, tall)

    def line(self) -> PlanLineView | None:
        """The line under the cursor."""
        lines = self.week.lines(self.currentIndex())
        return lines[self.place] if 0 <= self.place < len(lines) else None

    def chosen_cells(self) -> list[QModelIndex]:
        """The selected cells where there are several, in the order of the week."""
        found = sorted(self.selectedIndexes(), key=lambda one: (one.column(), one.row()))
        return found if len(found) > 1 else []

    def cells(self) -> tuple[Cell, ...]:
        """Weekday and part of the day of each selected cell; the cursor's where none is."""
        return self._places(self.chosen_cells() or [self.currentIndex()])

    def _places(self, found: Sequence[Index]) -> tuple[Cell, ...]:
        return tuple((one.column(), self.week.slots[one.row()]) for one in found if one.isValid())

    @property
    def weekday(self) -> int:
        """The weekday under the cursor, 0 for Monday."""
        return max(self.currentIndex().column(), 0)

    @property
    def slot(self) -> Slot:
        """The part of the day under the cursor."""
        row = self.currentIndex().row()
        return self.week.slots[row] if 0 <= row < len(self.week.slots) else Slot.AM

    def go_to(self, row: int, column: int, place: int = 0) -> None:
        """Put the cursor on a cell and one of its lines."""
        index = self.week.index(min(max(row, 0), self.week.rowCount() - 1), max(column, 0))
        count = len(self.week.lines(index))
        self.place = min(place, count - 1) if count else -1
        self.setCurrentIndex(index)
        self.viewport().update()
        self.moved.emit()

    def brush_on(self, *, on: bool) -> None:
        """Take the brush up, or put it down."""
        self.brush, self.stroke = on, []
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.ArrowCursor
        )
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys go to this cursor now."""
        super().focusInEvent(event)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk through lines and days; Enter opens; letters begin a code."""
        steps = {
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Up: (-1, 0),
        }
        key, text = Qt.Key(event.key()), event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if text and (text.isalnum() or text in {".", "+"}) and held in PLAIN:
            self.typed.emit(text)
        elif held:
            super().keyPressEvent(event)
            self.viewport().update()
        elif key == Qt.Key.Key_Escape:
            self.clearSelection()
            self.escaped.emit()
        elif key in steps:
            self._step(*steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, across: int) -> None:
        index = self.currentIndex()
        if not index.isValid():
            self.go_to(0, 0)
            return
        if across:
            column = index.column() + across
            if 0 <= column < self.week.columnCount():
                self.go_to(index.row(), column)
            return
        lines = len(self.week.lines(index))
        if 0 <= self.place + down < lines:
            self.go_to(index.row(), index.column(), self.place + down)
        elif 0 <= index.row() + down < self.week.rowCount():
            self.go_to(index.row() + down, index.column(), 0 if down > 0 else 99)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the line under the pointer, begin a stroke, or select more cells."""
        point = event.position()
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return
        if self.brush:
            self.stroke = [QPersistentModelIndex(index)]
            self.viewport().update()
            return
        if event.modifiers() & MORE:
            super().mousePressEvent(event)
            self.viewport().update()
            return
        found = [
            place
            for place in range(len(self.week.lines(index)))
            if self.block(index, place).contains(point)
        ]
        self.go_to(index.row(), index.column(), found[0] if found else 0)
        if not found:
            self.place = -1
            self.viewport().update()
            self.moved.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Brush over one more cell, or select as far as the pointer."""
        index = self.indexAt(event.position().toPoint())
        if not self.stroke:
            super().mouseMoveEvent(event)
        elif index.isValid() and index not in self.stroke:
            self.stroke.append(QPersistentModelIndex(index))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        stroke, self.stroke = self._places(self.stroke), []
        if stroke:
            self.stroked.emit(stroke)
            self.viewport().update()
        else:
            super().mouseReleaseEvent(event)
