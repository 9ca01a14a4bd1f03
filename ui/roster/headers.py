"""The heads of the grid: days across, names down. They stay while the grid scrolls."""

import calendar
import datetime as dt

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from rota_desk.queries.rota_sheet import DayHead, Row
from ui.roster.carry_table import SHAKE, carried_person
from ui.roster.sheet_model import SheetModel
from ui.style.theme import Look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
DAYS_OF_WEEK = 7
CENTRE = Qt.AlignmentFlag.AlignCenter
SPACIOUS = 62  # pixels that "Wed 18" takes in full size
NUMBERED = 17  # pixels a day needs for its own number; narrower only Mondays have theirs
ROOMY = 46  # pixels a day needs for "Tue 10"


class DayHeader(QHeaderView):
    """The days: weekday and date, the name of a bank holiday, today in the accent."""

    def __init__(self, model: SheetModel, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self._look = look
        self.setAccessibleName("Days")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(3)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(0, self._look.pixels(40))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one day's head."""
        if not rect.isValid() or section >= len(self._sheet.days):
            return
        head, theme = self._sheet.days[section], self._look.theme
        painter.save()
        ground = theme.holiday if head.holiday else theme.weekend if head.weekend else theme.panel
        painter.fillRect(rect, QColor(theme.accent_fill if head.today else ground))
        line = QColor(theme.line)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        ends_week = head.day.weekday() == DAYS_OF_WEEK - 1
        if ends_week or rect.width() >= self._look.pixels(NUMBERED):
            painter.fillRect(rect.right(), rect.top(), 1, rect.height(), line)
        if head.today:
            accent = QColor(theme.accent)
            painter.fillRect(rect.left(), rect.top(), rect.width(), 3, accent)
        if rect.width() < self._look.pixels(NUMBERED):
            self._weeks(painter, rect, head, section)
        else:
            self._words(painter, rect, head)
        painter.restore()

    def _weeks(self, painter: QPainter, rect: QRect, head: DayHead, section: int) -> None:
        """Draw a narrow day's share of its month's name and of its Monday's number."""
        theme, wide = self._look.theme, rect.width()
        into_month = min(head.day.day - 1, section)
        months = rect.translated(-wide * into_month, 0)
        months.setWidth(wide * (_days_left(head) + into_month))
        weeks = rect.translated(-wide * min(head.day.weekday(), section), 0)
        weeks.setWidth(wide * DAYS_OF_WEEK)
        painter.setClipRect(rect)
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(12))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        upper = months.adjusted(3, 4, 0, -rect.height() // 2 + 2)
        fits = painter.fontMetrics().horizontalAdvance(f"{head.day:%B}") < upper.width() - 4
        painter.drawText(upper, LEFT, f"{head.day:%B}" if fits else f"{head.day:%b}")
        font.setPixelSize(min(self._look.pixels(11), wide * DAYS_OF_WEEK // 2))
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.soft))
        monday = head.day - dt.timedelta(days=min(head.day.weekday(), section))
        painter.drawText(weeks.adjusted(2, rect.height() // 2 - 2, 0, -3), LEFT, str(monday.day))

    def _words(self, painter: QPainter, rect: QRect, head: DayHead) -> None:
        theme = self._look.theme
        upper = rect.adjusted(5, 4, -3, -rect.height() // 2 + 2)
        lower = rect.adjusted(5, rect.height() // 2 - 2, -3, -3)
        roomy = rect.width() >= self._look.pixels(ROOMY)
        weekday = f"{head.day:%a}" if roomy else f"{head.day:%a}"[:1]
        below = head.holiday or (f"{head.day:%b}" if _names_month(head, self._sheet) else "")
        font = QFont(self.font())
        spacious = rect.width() >= self._look.pixels(SPACIOUS)
        font.setPixelSize(self._look.pixels(13 if spacious else 11))
        painter.setFont(font)
        painter.setPen(QColor(theme.soft if not head.today else theme.text))
        if not roomy:
            painter.drawText(upper.adjusted(-4, 0, 2, 0), CENTRE, weekday)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(theme.text))
            painter.drawText(lower.adjusted(-4, 0, 2, 0), CENTRE, str(head.day.day))
            return
        step = QFontMetrics(font).horizontalAdvance(weekday + " ")
        plain = painter.font()
        font.setWeight(QFont.Weight.DemiBold)
        needed = step + QFontMetrics(font).horizontalAdvance(str(head.day.day))
        upper = upper.adjusted(max(-4, min(0, upper.width() - needed)), 0, 2, 0)
        painter.setFont(plain)
        painter.drawText(upper, LEFT, weekday)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        painter.drawText(upper.adjusted(step, 0, 0, 0), LEFT, str(head.day.day))
        self._below(painter, lower, below, head)

    def _below(self, painter: QPainter, lower: QRect, below: str, head: DayHead) -> None:
        theme = self._look.theme
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(11))
        painter.setFont(font)
        painter.setPen(QColor(theme.warning if head.holiday else theme.soft))
        cut = Qt.TextElideMode.ElideRight
        painter.drawText(lower, LEFT, QFontMetrics(font).elidedText(below, cut, lower.width()))
        if head.today and not head.holiday:
            painter.setPen(QColor(theme.accent))
            painter.drawText(lower, RIGHT, "today" if lower.width() > lower.height() * 4 else "")


def _days_left(head: DayHead) -> int:
    """The days of the month from this one on."""
    return calendar.monthrange(head.day.year, head.day.month)[1] - head.day.day + 1


def _names_month(head: DayHead, sheet: SheetModel) -> bool:
    return head.day.day == 1 or head.day == sheet.days[0].day or head.day.weekday() == 0


class NameHeader(QHeaderView):
    """The names: who or what a line is, and its grade or hours on the right."""

    def __init__(self, model: SheetModel, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._sheet = model
        self._look = look
        self.setAccessibleName("Rows")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.current = -1
        self._held: Row | None = None
        self._pressed = QPoint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Be ready to carry the person whose name was pressed on."""
        line = self.logicalIndexAt(event.position().toPoint())
        there = self._sheet.lines[line].row if 0 <= line < len(self._sheet.lines) else None
        self._held = there if there and self._sheet.by_person and there.key else None
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the person once the pointer has moved a little."""
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._held is None or far <= SHAKE or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        held, self._held = self._held, None
        drag = QDrag(self)
        drag.setMimeData(carried_person(held.key, held.name))
        drag.exec(Qt.DropAction.CopyAction)

    def sizeHint(self) -> QSize:
        """Wide enough for a name and a grade."""
        return QSize(self._look.pixels(172), 0)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one line's head."""
        if not rect.isValid() or section >= len(self._sheet.lines):
            return
        line, theme = self._sheet.lines[section], self._look.theme
        painter.save()
        lit = section == self.current
        ground = theme.group if line.row is None else theme.accent_fill if lit else theme.paper
        painter.fillRect(rect, QColor(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), QColor(theme.line))
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(13 if line.row else 12))
        if line.row is None or lit:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        first = QRect(
            rect.left(), rect.top(), rect.width(), min(rect.height(), self._look.pixels(26))
        )
        inside = first.adjusted(10, 0, -8, 0)
        if line.row is None:
            painter.setPen(QColor(theme.soft))
            painter.drawText(inside, LEFT, line.group)
        else:
            self._name(painter, inside, line.row.name, line.row.detail)
        painter.restore()

    def _name(self, painter: QPainter, inside: QRect, name: str, detail: str) -> None:
        theme = self._look.theme
        metrics = painter.fontMetrics()
        cut = Qt.TextElideMode.ElideRight
        left = inside.width() - min(metrics.horizontalAdvance(name), inside.width()) - 8
        room = max(left, inside.width() // 4)
        told = metrics.elidedText(detail, cut, room)
        taken = metrics.horizontalAdvance(told) + 8 if told else 0
        painter.setPen(QColor(theme.text))
        painter.drawText(inside, LEFT, metrics.elidedText(name, cut, inside.width() - taken))
        painter.setPen(QColor(theme.soft))
        painter.drawText(inside, RIGHT, told)
