"""People down, rules across: how each rule stands for each person, whoever is worst off first."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rota_desk.queries.compliance import Cell, Compliance, PersonStanding, RuleColumn
from rota_desk.queries.standings import Standing
from ui.compliance.marks import draw_mark
from ui.compliance.matrix_heads import GAP, NAMES, PersonHead, RuleHead
from ui.compliance.matrix_model import Index, MatrixModel
from ui.style.theme import Look
from ui.widgets.option import area_of

ROW, COLUMN = 26, 34  # pixels at the usual text
NARROWEST = 28  # likewise: so much a column gives way before the rules scroll
FEWEST = 4  # rows that stay in sight; half as many where the text is large
LARGE = 1.5


class _MarkDelegate(QStyledItemDelegate):
    def __init__(self, view: "Matrix", look: Look) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw how a rule stands for a person."""
        theme = self._look.theme
        area = QRectF(area_of(option))
        cell = self._view.matrix.cell(index.row(), index.column())
        here = self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_line = index.row() == here.row() or index.column() == here.column()
        painter.fillRect(area, QColor(theme.weekend if on_line else theme.paper))
        if cell is not None and cell.binds:
            scale = self._look.scale
            draw_mark(painter, area.adjusted(2, 2, -2, -2), cell.standing, theme, scale)
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if index == here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()


class Matrix(QTableView):
    """The rota against the rules. `moved` tells of another cell, `opened` of Enter on one."""

    moved = Signal()
    opened = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.matrix, self._look = MatrixModel(), look
        self.setAccessibleName("People by rule")
        self.setModel(self.matrix)
        self._across, self._down = RuleHead(self.matrix, look), PersonHead(self.matrix, look)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setItemDelegate(_MarkDelegate(self, look))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._down.sectionClicked.connect(self._to_person)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        look.changed.connect(self._size)
        self._size()

    def show_found(self, found: Compliance, *, every_rule: bool) -> None:
        """Show another picture; the cursor stays on its person and its rule."""
        person, rule = self.person(), self.rule()
        blocked = self.blockSignals(True)
        self.matrix.show(found, every_rule=every_rule)
        self._size()
        self.blockSignals(blocked)
        self.go_to(person.clinician_id if person else 0, rule.key if rule else "")

    def person(self) -> PersonStanding | None:
        """Whose row the cursor is in."""
        row = self.currentIndex().row()
        return self.matrix.people[row] if 0 <= row < len(self.matrix.people) else None

    def rule(self) -> RuleColumn | None:
        """The rule the cursor is in."""
        column = self.currentIndex().column()
        return self.matrix.rules[column] if 0 <= column < len(self.matrix.rules) else None

    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        return self.matrix.cell(self.currentIndex().row(), self.currentIndex().column())

    def go_to(self, clinician: int, key: str = "") -> None:
        """Put the cursor on a person and a rule; else on the first, and on the worst rule."""
        people, rules = self.matrix.people, self.matrix.rules
        if not people or not rules:
            self.moved.emit()
            return
        rows = [place for place, one in enumerate(people) if one.clinician_id == clinician]
        row = rows[0] if rows else 0
        columns = [place for place, one in enumerate(rules) if one.key == key]
        column = columns[0] if columns else self._worst(row)
        self.setCurrentIndex(self.matrix.index(row, column))
        self._tell()

    def next_finding(self, step: int) -> None:
        """Go to the next (1) or previous (-1) cell that is flagged, round and round."""
        width = self.matrix.columnCount()
        flagged = [
            row * width + column
            for row in range(self.matrix.rowCount())
            for column in range(width)
            if (cell := self.matrix.cell(row, column)) is not None
            and cell.standing in (Standing.BREACH, Standing.ADVISORY)
        ]
        if not flagged:
            return
        here = self.currentIndex().row() * width + self.currentIndex().column()
        after = [place for place in flagged if (place > here if step > 0 else place < here)]
        place = (after or flagged)[0 if step > 0 else -1]
        self.setCurrentIndex(self.matrix.index(place // width, place % width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show every rule where there is room; keep the cursor in sight."""
        super().resizeEvent(event)
        self._fit_columns()
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the arrows walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def _worst(self, row: int) -> int:
        order = list(Standing)
        cells = [self.matrix.cell(row, place) for place in range(self.matrix.columnCount())]
        weights = [order.index(one.standing) if one else len(order) for one in cells]
        return weights.index(min(weights))

    def _to_person(self, row: int) -> None:
        self.setCurrentIndex(self.matrix.index(row, self._worst(row)))

    def _tell(self) -> None:
        self._down.viewport().update()
        self._across.viewport().update()
        self.viewport().update()
        self.moved.emit()

    def _size(self, _theme: object = None) -> None:
        self._fit_columns()
        self._down.setDefaultSectionSize(self._look.pixels(ROW))
        self._down.setFixedWidth(self._look.pixels(NAMES))
        self.updateGeometries()
        rows = self._look.pixels(ROW) * (FEWEST if self._look.scale < LARGE else FEWEST // 2)
        self.setMinimumHeight(self._across.sizeHint().height() + rows + 2 * GAP)

    def _fit_columns(self) -> None:
        """Give each rule the usual room, or as much less as brings all of them into sight."""
        usual, least = self._look.pixels(COLUMN), self._look.pixels(NARROWEST)
        self._across.setMinimumSectionSize(least)  # the style's own is wider than a mark
        share = self.viewport().width() // max(self.matrix.columnCount(), 1)
        self._across.setDefaultSectionSize(max(min(usual, share), least))
