"""How the on-call board is drawn: a line for each duty, the one going on now told apart."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from rota_desk.queries.on_call import OnCallDuty
from ui.oncall.board_model import BoardModel, Index, duty_line, short_line
from ui.style.theme import Look
from ui.widgets.followed import SIGN, frame_followed
from ui.widgets.option import area_of

SATURDAY = 5
SIDE = 8  # pixels beside the words


class DutyDelegate(QStyledItemDelegate):
    """Draws one tier's duties of one day."""

    def __init__(self, view: QTableView, model: BoardModel, look: Look) -> None:
        super().__init__(view)
        self._view, self._model, self._look = view, model, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, each duty in a line, and the cursor."""
        theme, area = self._look.theme, QRectF(area_of(option))
        day = self._model.day(index.row())
        weekend = day is not None and day.weekday() >= SATURDAY
        painter.save()
        painter.fillRect(area, QColor(theme.weekend if weekend else theme.paper))
        duties = self._model.duties(index.row(), index.column())
        tall = area.height() / max(len(duties), 1)
        for place, duty in enumerate(duties):
            line = QRectF(area.left(), area.top() + place * tall, area.width(), tall)
            self._duty(painter, line, duty)
        if not duties:
            painter.setPen(QColor(theme.soft))
            self._write(painter, area.adjusted(SIDE, 0, -SIDE, 0), "–")
        if self._view.currentIndex() == index:
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _duty(self, painter: QPainter, line: QRectF, duty: OnCallDuty) -> None:
        """Draw a duty in its line, framed where it is of the person who is highlighted."""
        theme = self._look.theme
        gap, now = duty.clinician_id is None, self._model.is_now(duty)
        lit = self._model.is_lit(duty)
        if now:
            painter.fillRect(line, QColor(theme.danger_fill if gap else theme.accent_fill))
        font = QFont(painter.font())
        font.setWeight(_weight(now=now, lit=lit))
        painter.setFont(font)
        painter.setPen(QColor(theme.danger if gap else theme.text))
        space, mark = line.adjusted(SIDE, 0, -SIDE, 0), "  · now" if now else ""
        sign = SIGN if lit else ""
        said = sign + duty_line(duty) + mark
        if painter.fontMetrics().horizontalAdvance(said) > space.width():
            said = sign + short_line(duty) + mark
        self._write(painter, space, said)
        if lit:
            frame_followed(painter, theme, line.adjusted(3, 3, -4, -4))

    def _write(self, painter: QPainter, area: QRectF, said: str) -> None:
        mode, width = Qt.TextElideMode.ElideRight, int(area.width())
        fitted = painter.fontMetrics().elidedText(said, mode, width)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)


def _weight(*, now: bool, lit: bool) -> QFont.Weight:
    if lit:
        return QFont.Weight.Bold
    return QFont.Weight.DemiBold if now else QFont.Weight.Normal
