"""A day of a service: people there as columns, people needed as a line of steps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rota_desk.queries.demand_profile import HALVES, DemandDay, people_words
from rota_desk.words import day_words
from ui.style.theme import Look

HIGH, LEFT, RIGHT, TOP, BOTTOM = 240, 40, 16, 30, 24  # pixels at the usual text
HOURS = range(0, 25, 3)


class DayChart(QWidget):
    """Columns hatched where people are missing; the need is a line, so neither hides the other."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._day: DemandDay | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self._size)
        self._size()

    def _size(self, _theme: object = None) -> None:
        self.setMinimumHeight(self._look.pixels(HIGH))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._look.pixels(600), self._look.pixels(HIGH))

    def show_day(self, day: DemandDay) -> None:
        """Show a day."""
        self._day = day
        self.setAccessibleName(day_sentence(day))
        self.setToolTip(day_sentence(day))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the columns, the steps of the need, the hours below and the scale beside."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(12))
        painter.setFont(font)
        if self._day is not None:
            self._draw(painter, self._day)
        painter.end()

    def _draw(self, painter: QPainter, day: DemandDay) -> None:
        theme, pixels = self._look.theme, self._look.pixels
        area = QRectF(self.rect()).adjusted(
            pixels(LEFT), pixels(TOP), -pixels(RIGHT), -pixels(BOTTOM)
        )
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(area.left(), 4, area.width(), pixels(20)), day_sentence(day))
        most = max([1.0, *(max(float(one.need), one.have) for one in day.halves)])
        self._scale(painter, area, most)
        self._columns(painter, area, day, most)
        self._need(painter, area, day, most)

    def _scale(self, painter: QPainter, area: QRectF, most: float) -> None:
        theme = self._look.theme
        for hour in HOURS:
            across = area.left() + area.width() * hour / 24
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(across, area.top()), QPointF(across, area.bottom()))
            painter.setPen(QColor(theme.soft))
            said = QRectF(across - 20, area.bottom() + 4, 40, 18)
            painter.drawText(said, int(Qt.AlignmentFlag.AlignHCenter), f"{hour:02}")
        for count in (0, round(most)):
            level = area.bottom() - area.height() * count / most
            beside = QRectF(0, level - 9, area.left() - 6, 18)
            painter.drawText(beside, int(_BESIDE), str(count))

    def _columns(self, painter: QPainter, area: QRectF, day: DemandDay, most: float) -> None:
        theme, wide = self._look.theme, area.width() / HALVES
        for number, one in enumerate(day.halves):
            left = area.left() + wide * number
            tall = area.height() * one.have / most
            painter.fillRect(
                QRectF(left + 1, area.bottom() - tall, wide - 2, tall), QColor(theme.accent)
            )
            missing = area.height() * float(one.short) / most
            if missing:
                gap = QRectF(left + 1, area.bottom() - tall - missing, wide - 2, missing)
                painter.fillRect(gap, QColor(theme.danger_fill))
                painter.fillRect(gap, QBrush(QColor(theme.danger), Qt.BrushStyle.BDiagPattern))

    def _need(self, painter: QPainter, area: QRectF, day: DemandDay, most: float) -> None:
        wide = area.width() / HALVES
        painter.setPen(QPen(QColor(self._look.theme.text), 2))
        before: QPointF | None = None
        for number, one in enumerate(day.halves):
            level = area.bottom() - area.height() * float(one.need) / most
            left = QPointF(area.left() + wide * number, level)
            if before is not None:
                painter.drawLine(before, left)
            before = QPointF(left.x() + wide, level)
            painter.drawLine(left, before)


_BESIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def day_sentence(day: DemandDay) -> str:
    """A day in words: "Tue 10 Nov: 214 h needed, 6 h short, worst 19:30 with 2 of 5"."""
    said = (
        f"{day_words(day.day)}: {people_words(day.hours_needed)} h needed,"
        f" {people_words(day.hours_short)} h short, {people_words(day.hours_over)} h over"
    )
    worst = day.worst
    if worst is None:
        return said
    return f"{said}, worst {worst.start:%H:%M} with {worst.have} of {people_words(worst.need)}"
