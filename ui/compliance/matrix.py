"""People down, rules across: how each rule stands for each person, whoever is worst off first."""

from typing import cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rota_desk.queries.compliance import (
    Cell,
    Compliance,
    Judged,
    PersonStanding,
    RuleColumn,
    Standing,
)
from rota_desk.queries.rule_words import figure_words
from ui.compliance.marks import LETTERS, SHAPES, draw_mark
from ui.style.theme import Look

Index = QModelIndex | QPersistentModelIndex
ROW, COLUMN, NAMES, HEAD, GAP = 26, 34, 190, 168, 8  # pixels at the usual text


class MatrixModel(QAbstractTableModel):
    """A frozen compliance picture behind the matrix; rules that nowhere arise may be left out."""

    def __init__(self) -> None:
        super().__init__()
        self.people: tuple[PersonStanding, ...] = ()
        self.rules: tuple[RuleColumn, ...] = ()
        self._places: tuple[int, ...] = ()

    def show(self, found: Compliance, *, every_rule: bool) -> None:
        """Show another picture."""
        self.beginResetModel()
        self.people = found.people
        arising = [
            place
            for place in range(len(found.rules))
            if every_rule or any(_arises(one.cells[place]) for one in found.people)
        ]
        self._places = tuple(arising)
        self.rules = tuple(found.rules[place] for place in arising)
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell | None:
        """One person and one rule."""
        if not (0 <= row < len(self.people) and 0 <= column < len(self._places)):
            return None
        return self.people[row].cells[self._places[column]]

    def rowCount(self, parent: Index | None = None) -> int:
        """The number of people."""
        return 0 if parent is not None and parent.isValid() else len(self.people)

    def columnCount(self, parent: Index | None = None) -> int:
        """The number of rules shown."""
        return 0 if parent is not None and parent.isValid() else len(self.rules)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What one cell says; it is drawn by hand, and read aloud in words."""
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return LETTERS[cell.standing] if cell.binds else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            who, rule = self.people[index.row()].name, self.rules[index.column()].title
            return "\n".join((f"{who}, {rule}: {_said(cell)}", *map(figures, cell.results)))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Names beside, rules above."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.people[section].name
        return self.rules[section].title


def _arises(cell: Cell) -> bool:
    return cell.standing not in (Standing.ABSENT, Standing.UNKNOWN)


def _said(cell: Cell) -> str:
    return cell.standing.value if cell.binds else "does not bind"


def figures(one: Judged) -> str:
    """A measure with its limit: "rd-rest-11: 10 h 30 min, limit 11 h, breach"."""
    found = one.finding
    measured = figure_words(found.measured, found.unit)
    limit = figure_words(found.limit, found.unit)
    return f"{found.rule}: {measured}, limit {limit}, {one.standing.value}"


class _MarkDelegate(QStyledItemDelegate):
    def __init__(self, view: "Matrix", look: Look) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw how a rule stands for a person."""
        theme = self._look.theme
        area = QRectF(option.rect)
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


class _RuleHead(QHeaderView):
    """Rules across, written upwards so that all of them fit."""

    def __init__(self, model: MatrixModel, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rules, self._look = model, look
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """As high as the longest rule is long."""
        longest = max(
            (self.fontMetrics().horizontalAdvance(one.title) for one in self._rules.rules),
            default=0,
        )
        return QSize(super().sizeHint().width(), max(longest + 2 * GAP, self._look.pixels(60)))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw a rule's name, reading upwards."""
        theme = self._look.theme
        rules = self._rules.rules
        if not 0 <= index < len(rules):
            return
        here = cast("Matrix", self.parent()).currentIndex().column() == index
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_fill if here else theme.panel))
        first = index == 0 or rules[index].room != rules[index - 1].room
        painter.setPen(QColor(theme.edge if first and index else theme.line))
        painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(theme.text))
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        inside = QRectF(GAP, 0, rect.height() - GAP, rect.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, rules[index].title)
        painter.restore()


class _PersonHead(QHeaderView):
    """People down, each with the number of breaches and advisories."""

    def __init__(self, model: MatrixModel, look: Look) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._people, self._look = model, look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Room for a name and two counts."""
        return QSize(self._look.pixels(NAMES), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw a name, and how badly off."""
        theme = self._look.theme
        if not 0 <= index < len(self._people.people):
            return
        person = self._people.people[index]
        here = cast("Matrix", self.parent()).currentIndex().row() == index
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_fill if here else theme.panel))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        right = rect.right() - GAP
        for standing, colour in (
            (Standing.ADVISORY, theme.warning),
            (Standing.BREACH, theme.danger),
        ):
            right = self._count(painter, rect, right, person, standing, colour)
        strong = QFont(self.font())
        strong.setWeight(
            QFont.Weight.DemiBold if person.count(Standing.BREACH) else QFont.Weight.Normal
        )
        painter.setFont(strong)
        painter.setPen(QColor(theme.text))
        room = QRect(rect.left() + GAP, rect.top(), right - rect.left() - GAP, rect.height())
        name = painter.fontMetrics().elidedText(
            person.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _count(  # noqa: PLR0917 - a step of the painting
        self,
        painter: QPainter,
        rect: QRect,
        right: int,
        person: PersonStanding,
        standing: Standing,
        colour: str,
    ) -> int:
        """Draw one count at the right end, and answer where it begins."""
        number = person.count(standing)
        if not number:
            return right
        said = f"{SHAPES[standing]}{number}"
        width = painter.fontMetrics().horizontalAdvance(said)
        painter.setPen(QColor(colour))
        room = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        return right - width - GAP


class Matrix(QTableView):
    """The rota against the rules. `moved` tells of another cell, `opened` of Enter on one."""

    moved = Signal()
    opened = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.matrix, self._look = MatrixModel(), look
        self.setAccessibleName("People by rule")
        self.setModel(self.matrix)
        self._across, self._down = _RuleHead(self.matrix, look), _PersonHead(self.matrix, look)
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
        look.changed.connect(lambda _theme: self._size())
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

    def _size(self) -> None:
        self._across.setDefaultSectionSize(self._look.pixels(COLUMN))
        self._down.setDefaultSectionSize(self._look.pixels(ROW))
        self._down.setFixedWidth(self._look.pixels(NAMES))
        self.updateGeometries()
