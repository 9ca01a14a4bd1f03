"""Draws the year planner: cells from kept pictures, months and days above, names beside."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from rota_desk.words import DAYS, MONTHS
from ui.leave.year_model import YearCell, YearLine, YearModel
from ui.style.theme import Look
from ui.style.tokens import Pattern, Theme
from ui.widgets.followed import BAR, SIGN
from ui.widgets.option import area_of, state_of

KEPT = 4000
AGAINST = 1.02  # as wide as high: room for the limit beside the count
TINTS = {"A": "blue", "S": "amber", "P": "violet", "T": "teal", "L": "green", "U": "grey"}
BRUSHES = {
    Pattern.DOTS: Qt.BrushStyle.Dense6Pattern,
    Pattern.RISING: Qt.BrushStyle.BDiagPattern,
    Pattern.LINES: Qt.BrushStyle.HorPattern,
    Pattern.BARS: Qt.BrushStyle.VerPattern,
    Pattern.DIAMONDS: Qt.BrushStyle.DiagCrossPattern,
}
MIDDLE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Key = tuple[YearCell, int, int, bool, bool]


class YearDelegate(QStyledItemDelegate):
    """One picture for each look of a cell, drawn on first sight and kept."""

    def __init__(self, model: YearModel, look: Look, parent: QTableView) -> None:
        super().__init__(parent)
        self._model, self._look, self._view = model, look, parent
        self._kept: dict[Key, QPixmap] = {}
        look.changed.connect(self.forget)

    def forget(self) -> None:
        """Drop every picture: the theme or the text has changed."""
        self._kept.clear()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell's picture."""
        rect = area_of(option)
        state = state_of(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        key = (
            self._model.cell(index.row(), index.column()),
            rect.width(),
            rect.height(),
            chosen,
            index == self._view.currentIndex(),
        )
        found = self._kept.get(key)
        if found is None:
            found = self._draw(key, painter.device().devicePixelRatioF())
        painter.drawPixmap(rect.topLeft(), found)

    def _draw(self, key: Key, ratio: float) -> QPixmap:
        if len(self._kept) > KEPT:
            self._kept.clear()
        cell, width, height, chosen, cursor = key
        made = QPixmap(round(width * ratio), round(height * ratio))
        made.setDevicePixelRatio(ratio)
        painter = QPainter(made)
        painter.setFont(QApplication.font())
        paint_cell(painter, cell, self._look.theme, width, height)
        if chosen:
            wash = QColor(self._look.theme.accent)
            wash.setAlpha(45)
            painter.fillRect(0, 0, width, height, wash)
        if cursor:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._look.theme.focus), 2))
            painter.drawRect(QRectF(1, 1, width - 3, height - 3))
        painter.end()
        self._kept[key] = made
        return made


def paint_cell(painter: QPainter, cell: YearCell, theme: Theme, width: int, height: int) -> None:
    """Draw a day of a person, or the count of a group."""
    ground = theme.holiday if cell.holiday else theme.weekend if cell.weekend else theme.paper
    if cell.band:
        ground = theme.holiday if cell.holiday else theme.group
    painter.fillRect(0, 0, width, height, QColor(ground))
    if not cell.here:
        painter.fillRect(
            0, 0, width, height, QBrush(QColor(theme.line), Qt.BrushStyle.BDiagPattern)
        )
    painter.fillRect(0, height - 1, width, 1, QColor(theme.line))
    if cell.first:
        painter.fillRect(0, 0, 1, height, QColor(theme.edge))
    if cell.today:
        painter.fillRect(0, 0, 2, height, QColor(theme.accent))
        painter.fillRect(width - 2, 0, 2, height, QColor(theme.accent))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if cell.mark is not None:
        _mark(painter, cell, theme, width, height)
    elif cell.count:
        _count(painter, cell, theme, width, height)
    if cell.lit:
        painter.fillRect(0, 0, width, 2, QColor(theme.focus))
        painter.fillRect(0, height - 2, width, 2, QColor(theme.focus))


def _mark(painter: QPainter, cell: YearCell, theme: Theme, width: int, height: int) -> None:
    assert cell.mark is not None  # noqa: S101 - asked by paint_cell
    mark, tint = cell.mark, theme.tint(TINTS.get(cell.mark.letter, "grey"))
    left = width / 2 if mark.half == "pm" else 0.0
    wide = width / 2 if mark.half else float(width)
    box = QRectF(left + 0.5, 2.5, wide - 1, height - 5)
    if mark.asked:
        painter.setPen(QPen(QColor(tint.edge), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(_would(theme, cell.would)[0]))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.fill))
    painter.drawRoundedRect(box, 2, 2)
    brush = BRUSHES.get(tint.pattern)
    if brush is not None and not mark.asked:
        strip = QRectF(box.left(), box.bottom() - 3, box.width(), 3)
        painter.fillRect(strip, QBrush(QColor(tint.edge), brush))
    font = QFont(painter.font())
    font.setPixelSize(max(8, min(round(height * 0.5), round(box.width()) - 2)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(theme.text if mark.asked else tint.ink))
    letter = mark.letter + ("?" if mark.asked and not mark.half else "")
    painter.drawText(box, MIDDLE, letter)
    if cell.would in {"danger", "warning"}:
        _shape(painter, box, cell.would, _would(theme, cell.would)[1])


def _would(theme: Theme, kind: str) -> tuple[str, str]:
    """The fill and the ink of what approving would bring."""
    return {
        "danger": (theme.danger_fill, theme.danger),
        "warning": (theme.warning_fill, theme.warning),
        "good": (theme.good_fill, theme.good),
    }.get(kind, (theme.paper, theme.text))


def _shape(painter: QPainter, box: QRectF, kind: str, ink: str) -> None:
    """A triangle that hangs where a session is left short, a block where it is to be weighed."""
    right, top = box.right(), box.top()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    corner = [QPointF(right - 6, top), QPointF(right, top), QPointF(right, top + 6)]
    if kind == "danger":
        painter.drawPolygon(QPolygonF(corner))
    else:
        painter.drawRect(QRectF(right - 4, top, 4, 4))


def _count(painter: QPainter, cell: YearCell, theme: Theme, width: int, height: int) -> None:
    font = QFont(painter.font())
    against = bool(cell.limit) and width >= height * AGAINST
    text = f"{cell.count}/{cell.limit}" if against else str(cell.count)
    font.setPixelSize(max(8, min(round(height * 0.5), width - 3)))
    font.setWeight(QFont.Weight.Bold if cell.over else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(theme.danger if cell.over else theme.soft))
    painter.drawText(QRectF(0, 0, width, height), MIDDLE, text)
    if cell.over:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.danger))
        corner = [QPointF(width - 7, 1), QPointF(width - 1, 1), QPointF(width - 1, 7)]
        painter.drawPolygon(QPolygonF(corner))


def _grade(line: YearLine) -> str:
    """A person's grade, where the group's name does not say it."""
    grade = line.row.grade if line.row else ""
    return "" if grade.casefold() in line.group.title.casefold() else grade


class MonthHeader(QHeaderView):
    """Months over days; the month's name stays in view while its days scroll."""

    def __init__(self, model: YearModel, look: Look, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self._look = model, look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(4)

    def sizeHint(self) -> QSize:
        """Three lines: month, weekday, day."""
        return QSize(0, self._look.pixels(50))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw one day: its weekday's letter, its number, and the month where it begins."""
        theme, head = self._look.theme, self._model.days[logicalIndex]
        painter.save()
        ground = theme.holiday if head.holiday else theme.weekend if head.weekend else theme.panel
        painter.fillRect(rect, QColor(theme.panel))
        third = rect.height() // 3
        below = rect.adjusted(0, third, 0, 0)
        painter.fillRect(below, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        if head.day.day == 1:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), QColor(theme.edge))
        font = QFont(self.font())
        font.setPixelSize(min(self._look.pixels(11), max(rect.width() - 3, 6)))
        font.setWeight(QFont.Weight.Bold if head.today else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.accent if head.today else theme.soft))
        upper = QRect(rect.left(), rect.top() + third, rect.width(), third)
        painter.drawText(upper, MIDDLE, DAYS[head.day.weekday()][0])
        painter.setPen(QColor(theme.accent if head.today else theme.text))
        painter.drawText(upper.translated(0, third), MIDDLE, str(head.day.day))
        painter.restore()

    def paintEvent(self, event: object) -> None:
        """Draw the days, then the months' names over them."""
        super().paintEvent(event)  # type: ignore[arg-type]  # Qt's own event
        painter = QPainter(self.viewport())
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(12))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self._look.theme.text))
        third = self.viewport().height() // 3
        for first, last in self._months():
            start = max(self.sectionViewportPosition(first), 0) + 6
            end = self.sectionViewportPosition(last) + self.sectionSize(last)
            day = self._model.days[first].day
            name = f"{MONTHS[day.month - 1]} {day.year}"
            if end - start > painter.fontMetrics().horizontalAdvance(name):
                painter.drawText(QRect(start, 0, end - start, third), LEFT, name)
        painter.end()

    def _months(self) -> list[tuple[int, int]]:
        """The first and last column of each month."""
        days = self._model.days
        starts = [0, *(place for place in range(1, len(days)) if days[place].day.day == 1)]
        ends = [*(place - 1 for place in starts[1:]), len(days) - 1]
        return list(zip(starts, ends, strict=True)) if days else []


class PersonHeader(QHeaderView):
    """Names beside their years; groups with the most that may be away."""

    def __init__(self, model: YearModel, look: Look, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model, self._look = model, look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8)

    def sizeHint(self) -> QSize:
        """Wide enough for a name and a grade."""
        return QSize(self._look.pixels(188), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw a name with its grade, or a group with its limit."""
        theme, line = self._look.theme, self._model.lines[logicalIndex]
        painter.save()
        band = line.row is None
        painter.fillRect(rect, QColor(theme.group if band else theme.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(theme.line))
        inside = rect.adjusted(10, 0, -8, 0)
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(12))
        painter.setFont(font)
        painter.setPen(QColor(theme.soft))
        limit = f"limit {line.group.limit}" if line.group.limit else ""
        right = _grade(line) if line.row else limit
        lit = self._model.is_lit(logicalIndex)
        name = line.row.name if line.row else line.group.title
        if lit:
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), QColor(theme.focus))
            name = f"{SIGN}{name}"
        cut = Qt.TextElideMode.ElideRight
        right = painter.fontMetrics().elidedText(right, cut, inside.width() // 3)
        painter.drawText(inside, RIGHT, right)
        room = inside.width() - painter.fontMetrics().horizontalAdvance(right) - 8
        if band or lit:
            font.setWeight(QFont.Weight.Bold if lit else QFont.Weight.DemiBold)
            painter.setFont(font)
        if not band:
            painter.setPen(QColor(theme.text))
        painter.drawText(inside, LEFT, painter.fontMetrics().elidedText(name, cut, room))
        painter.restore()
