"""How the lines of a pattern are drawn: shifts as chips, marks by shape, cover by number."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from rota_desk.planning.design import CellMark, Shift
from rota_desk.rules.contract import Verdict
from rota_desk.words import DAYS
from ui.patterns.design_model import DesignModel, Index, times_words
from ui.style.theme import Look
from ui.widgets.option import area_of

SATURDAY = 5
GAP = 3  # pixels around a chip
SMALL = 11  # pixels of the times' text
MARK = 9  # pixels of a mark
EDGE = 3  # pixels before the times
SPARE = 3  # pixels: words that only just fit are cut by Qt all the same


class DesignDelegate(QStyledItemDelegate):
    """Draws one cell of the designer."""

    def __init__(self, view: QTableView, model: DesignModel, look: Look) -> None:
        super().__init__(view)
        self._view, self._model, self._look = view, model, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell's ground, what is in it, its mark and the cursor."""
        theme, area = self._look.theme, QRectF(area_of(option))
        row, column = index.row(), index.column()
        painter.save()
        painter.fillRect(area, QColor(self._ground(row, column, index)))
        painter.setPen(QColor(theme.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topRight(), area.bottomRight())
        if column >= len(DAYS):
            self._figure(painter, area, row, column)
        elif row == self._model.weeks:
            self._cover(painter, area, column)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._shifts(painter, area, self._model.shifts(row, column))
            self._mark(painter, area, self._model.marks(row, column))
        if self._view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(self, row: int, column: int, index: Index) -> str:
        theme = self._look.theme
        if self._view.selectionModel().isSelected(index) and row < self._model.weeks:
            return theme.accent_fill
        if row == self._model.weeks or column >= len(DAYS):
            return theme.panel
        return theme.weekend if column >= SATURDAY else theme.paper

    def _shifts(self, painter: QPainter, area: QRectF, shifts: tuple[Shift, ...]) -> None:
        if not shifts:
            return
        tall = (area.height() - GAP * (len(shifts) + 1)) / len(shifts)
        for place, shift in enumerate(shifts):
            top = area.top() + GAP + place * (tall + GAP)
            self._chip(
                painter, QRectF(area.left() + GAP, top, area.width() - 2 * GAP - 1, tall), shift
            )

    def _chip(self, painter: QPainter, box: QRectF, shift: Shift) -> None:
        tint = self._look.theme.tint(shift.tint)
        painter.setBrush(QColor(tint.fill))
        painter.setPen(QPen(QColor(tint.edge), 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(tint.ink))
        plain = painter.font()
        strong, small = QFont(plain), _small(plain, self._look)
        strong.setWeight(QFont.Weight.DemiBold)
        short = self._model.short
        inside = box.adjusted(EDGE, 1, -1, -1) if short else box.adjusted(6, 1, -MARK - 4, -1)
        times = "" if short else times_words(shift)
        two_lines = not short and box.height() > self._look.pixels(30)
        painter.setFont(strong)
        if two_lines:
            half = inside.height() / 2
            _write(painter, inside.adjusted(0, 0, 0, -half), shift.code)
            painter.setFont(small)
            _write(painter, box.adjusted(EDGE, half, -1, -1), times)
        else:
            _write(painter, inside, shift.code)
            wide = painter.fontMetrics().horizontalAdvance(f"{shift.code}  ")
            painter.setFont(small)
            _write(painter, inside.adjusted(wide, 0, 0, 0), times)
        painter.setFont(plain)

    def _mark(self, painter: QPainter, area: QRectF, marks: tuple[CellMark, ...]) -> None:
        """A triangle for a breach, a diamond for an advisory, in the cell's corner."""
        if not marks:
            return
        theme, size = self._look.theme, self._look.pixels(MARK)
        breach = any(one.verdict is Verdict.BREACH for one in marks)
        box = QRectF(area.right() - size - 5, area.top() + 5, size, size)
        painter.setPen(QPen(QColor(theme.paper), 1))
        painter.setBrush(QColor(theme.danger if breach else theme.warning))
        middle = box.center()
        top = QPointF(middle.x(), box.top())
        if breach:
            painter.drawPolygon(QPolygonF([box.bottomLeft(), box.bottomRight(), top]))
            return
        right, left = QPointF(box.right(), middle.y()), QPointF(box.left(), middle.y())
        bottom = QPointF(middle.x(), box.bottom())
        painter.drawPolygon(QPolygonF([top, right, bottom, left]))

    def _figure(self, painter: QPainter, area: QRectF, row: int, column: int) -> None:
        theme = self._look.theme
        painter.setPen(QColor(theme.text if row < self._model.weeks else theme.soft))
        if row == self._model.weeks:
            strong = QFont(painter.font())
            strong.setWeight(QFont.Weight.DemiBold)
            painter.setFont(strong)
            painter.setPen(QColor(theme.text))
        said = self._model.said_sum(row, column)
        inside = area.adjusted(4, 0, -8, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)

    def _cover(self, painter: QPainter, area: QRectF, column: int) -> None:
        theme, cover = self._look.theme, self._model.cover(column)
        painter.setFont(_small(painter.font(), self._look))
        tall = painter.fontMetrics().height() + 1
        for place, one in enumerate(cover):
            said = f"{one.code} {one.have}" + ("" if one.need is None else f"/{one.need}")
            painter.setPen(QColor(theme.danger if one.short else theme.soft))
            edge = EDGE if self._model.short else 8
            line = QRectF(
                area.left() + edge, area.top() + 4 + place * tall, area.width() - edge - 4, tall
            )
            _write(painter, line, f"▼ {said}" if one.short else said)


def times_wide(plain: QFont, look: Look) -> int:
    """How wide a day has to be so that the times of its shift are read whole."""
    words = QFontMetrics(_small(plain, look)).horizontalAdvance("00:00–00:00")
    return words + EDGE + 2 * GAP + SPARE


def _small(plain: QFont, look: Look) -> QFont:
    small = QFont(plain)
    small.setPixelSize(look.pixels(SMALL))
    return small


def _write(painter: QPainter, area: QRectF, said: str) -> None:
    fitted = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
