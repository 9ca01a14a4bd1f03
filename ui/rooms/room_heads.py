"""The heads of the room table: days with their hours, rooms with what they are."""

import datetime as dt

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView

from rota_desk.domain.said import day
from rota_desk.queries.rooms import RoomLine
from ui.rooms.room_model import RoomModel
from ui.rooms.strip_painting import HOURLY, Strip
from ui.style.theme import Look

HEAD, NAMES = 44, 168  # pixels


class DayHead(QHeaderView):
    """Days across, with the hours of each under its name."""

    def __init__(self, model: RoomModel, look: Look) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._days, self._look = model, look
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(super().sizeHint().width(), self._look.pixels(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw a day's name, and its hours under it."""
        head = self._days.day(index)
        if head is None:
            return
        theme = self._look.theme
        ground = (
            theme.accent_fill if head.today else theme.holiday if head.holiday else theme.panel
        )
        painter.save()
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(theme.accent if head.today else theme.text))
        said = day(head.day)
        if head.today:
            said = f"{said} · today" if rect.width() > HOURLY else f"• {said}"
        said += f" · {head.holiday}" if head.holiday else ""
        top = rect.adjusted(8, 2, -4, -rect.height() // 2 + 2)
        fitted = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, top.width())
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, fitted)
        self._hours(painter, rect, head.day)
        painter.restore()

    def _hours(self, painter: QPainter, rect: QRect, when: dt.date) -> None:
        painter.setFont(self.font())
        painter.setPen(QColor(self._look.theme.soft))
        strip = Strip(QRectF(rect), when)
        last = rect.right() - 16
        for hour in strip.lines:
            x = int(strip.x(dt.datetime.combine(when, dt.time(hour))))
            if x < last:
                area = QRect(x + 3, rect.center().y(), 40, rect.height() // 2)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, f"{hour:02}")


class RoomHead(QHeaderView):
    """Rooms down: the name, and under it what the room is."""

    def __init__(self, model: RoomModel, look: Look) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._rooms, self._look = model, look
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for a room's name."""
        return QSize(self._look.pixels(NAMES), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Draw a room's name or a site's band."""
        theme, line = self._look.theme, self._rooms.line(index)
        painter.save()
        painter.fillRect(rect, QColor(theme.panel if line else theme.group))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(theme.text if line else theme.soft))
        inside = rect.adjusted(10, 1, -6, -1)
        if line is None:
            name = str(self._rooms.headerData(index, Qt.Orientation.Vertical) or "")
            cut = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, inside.width()
            )
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, cut)
        else:
            half = inside.height() // 2
            painter.drawText(
                inside.adjusted(0, 2, 0, -half), Qt.AlignmentFlag.AlignVCenter, line.name
            )
            painter.setFont(self.font())
            painter.setPen(QColor(theme.soft))
            painter.drawText(
                inside.adjusted(0, half, 0, -2), Qt.AlignmentFlag.AlignVCenter, detail(line)
            )
        painter.restore()


def detail(line: RoomLine) -> str:
    """What a room is: "endoscopy, 12 points"."""
    points = f", {line.points_capacity} points" if line.points_capacity else ""
    return f"{line.kind.value}{points}"
