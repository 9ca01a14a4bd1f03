"""How a room's day is drawn: holdings as blocks along the hours, free time left white."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from rota_desk.domain.room_time import Holding, HoldingKind
from ui.style.theme import Look
from ui.style.tokens import Theme
from ui.widgets.followed import SIGN, frame_followed

HOURS_OF_DAY, HOURS_OF_WEEK = (7, 21), (8, 20)  # hours shown
HOURLY = 500  # a cell wider than this has a line for every hour
EDGE = 3  # pixels kept free around a block
WIDE_ENOUGH = 18  # pixels a block needs for its words
CODE_ONLY = 110  # narrower than this a block shows its code


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a day's hours lie: the rectangle of one cell."""

    cell: QRectF
    day: dt.date

    @property
    def hours(self) -> tuple[int, int]:
        """The first hour shown and the hour after the last; a narrow cell leaves out the edges."""
        return HOURS_OF_DAY if self.cell.width() > HOURLY else HOURS_OF_WEEK

    @property
    def lines(self) -> range:
        """The hours that have a line."""
        return range(*self.hours, 1 if self.cell.width() > HOURLY else 4)

    @property
    def _length(self) -> int:
        return (self.hours[1] - self.hours[0]) * 60

    def x(self, moment: dt.datetime) -> float:
        """The place of a wall time across the cell, kept inside it."""
        share = self._minutes(moment) / self._length
        return self.cell.left() + min(max(share, 0.0), 1.0) * self.cell.width()

    def moment(self, x: float, step: int = 15) -> dt.datetime:
        """The wall time at a place, to a step of minutes."""
        share = (x - self.cell.left()) / max(self.cell.width(), 1.0)
        minutes = round(share * self._length / step) * step
        minutes = min(max(minutes, 0), self._length - step)
        midnight = dt.datetime.combine(self.day, dt.time())
        return midnight + dt.timedelta(hours=self.hours[0], minutes=minutes)

    def block(self, one: Holding) -> QRectF:
        """The rectangle of a holding, in its lane."""
        left, right = self.x(one.start), self.x(one.end)
        height = (self.cell.height() - 2 * EDGE) / one.lanes
        top = self.cell.top() + EDGE + one.lane * height
        return QRectF(left + 1, top, max(right - left - 2, 4.0), height - 1)

    def _minutes(self, moment: dt.datetime) -> float:
        begin = dt.datetime.combine(self.day, dt.time(self.hours[0]))
        return (moment - begin).total_seconds() / 60


@dataclass(frozen=True, slots=True)
class Brushes:
    """What a strip is painted with."""

    look: Look

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self.look.theme

    def ground(self, painter: QPainter, strip: Strip, *, weekend: bool, holiday: bool) -> None:
        """Fill the cell and draw a hairline at every third hour."""
        theme = self.theme
        name = theme.holiday if holiday else theme.weekend if weekend else theme.paper
        painter.fillRect(strip.cell, QColor(name))
        painter.setPen(QPen(QColor(theme.line), 1))
        for hour in strip.lines:
            x = strip.x(dt.datetime.combine(strip.day, dt.time(hour)))
            painter.drawLine(QPointF(x, strip.cell.top()), QPointF(x, strip.cell.bottom()))
        painter.drawLine(strip.cell.bottomLeft(), strip.cell.bottomRight())

    def block(
        self, painter: QPainter, strip: Strip, one: Holding, *, chosen: bool, lit: bool
    ) -> None:
        """Draw one holding."""
        area = strip.block(one)
        fill, ink, edge = self._colours(one)
        painter.setBrush(QBrush(QColor(fill)))
        painter.setPen(self._frame(one, edge))
        painter.drawRoundedRect(area, 3, 3)
        if one.kind in (HoldingKind.CLOSURE, HoldingKind.RELEASED):
            painter.setPen(Qt.PenStyle.NoPen)
            pattern = Qt.BrushStyle.BDiagPattern
            painter.setBrush(QBrush(QColor(self.theme.hatch), pattern))
            painter.drawRoundedRect(area, 3, 3)
        if area.width() >= WIDE_ENOUGH:
            self._words(painter, area, one, ink, lit=lit)
        if one.clash:
            self._warn(painter, area)
        if lit:
            frame_followed(painter, self.theme, area.adjusted(2, 2, -2, -2))
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.focus), 2))
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 4, 4)

    def _colours(self, one: Holding) -> tuple[str, str, str]:
        theme = self.theme
        if one.kind is HoldingKind.SESSION:
            tint = theme.tint(one.tint)
            return tint.fill, tint.ink, tint.edge
        if one.kind is HoldingKind.RELEASED:
            return theme.paper, theme.text, theme.edge
        if one.kind is HoldingKind.CLOSURE:
            return theme.group, theme.text, theme.edge
        return theme.raised, theme.text, theme.edge

    def _frame(self, one: Holding, edge: str) -> QPen:
        if one.clash:
            return QPen(QColor(self.theme.danger), 2)
        pen = QPen(QColor(edge), 1)
        if one.kind is HoldingKind.RELEASED:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen

    def _words(
        self, painter: QPainter, area: QRectF, one: Holding, ink: str, *, lit: bool
    ) -> None:
        """Write a block: its code and who, on two lines where it is narrow."""
        narrow = area.width() < CODE_ONLY
        plain = painter.font()
        if lit:
            area = area.adjusted(3, 0, -2, 0)  # inside the frame
        painter.setPen(QColor(ink))
        painter.setFont(_strong(plain, lit=lit))
        if narrow and area.height() > 2 * painter.fontMetrics().height():
            self._two_lines(painter, area, one)
        else:
            said = (SIGN if lit else "") + (one.code if narrow else _in_full(one))
            inside = area.adjusted(5, 1, -14 if one.clash else -3, -1)
            _write(painter, inside, said)
        painter.setFont(plain)

    def _two_lines(self, painter: QPainter, area: QRectF, one: Holding) -> None:
        half = area.height() / 2
        _write(painter, area.adjusted(3, 1, -12 if one.clash else -1, -half), one.code)
        under = "free" if one.kind is HoldingKind.RELEASED else _initials(one.who)
        _write(painter, area.adjusted(3, half, -1, -1), under)

    def _warn(self, painter: QPainter, area: QRectF) -> None:
        """A triangle in the corner: a clash, told by its shape as well as its colour."""
        top, right = area.top() + 3, area.right() - 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.danger))
        painter.drawPolygon(
            QPolygonF(
                [QPointF(right - 9, top + 8), QPointF(right, top + 8), QPointF(right - 4.5, top)]
            )
        )


def _strong(font: QFont, *, lit: bool) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.Bold if lit else QFont.Weight.Medium)
    return strong


def _in_full(one: Holding) -> str:
    if one.kind is HoldingKind.RELEASED:
        return f"{one.code}  released, {one.who}"
    if one.kind is HoldingKind.CLOSURE:
        return f"{one.code}: {one.reason}"
    if one.kind is HoldingKind.SESSION:
        return f"{one.code}  {one.who or one.title}"
    return one.title


def _initials(name: str) -> str:
    """The letters that fit a narrow block: "Dr A Patel" is "AP"; nobody is a dash."""
    if not name or name == "nobody yet":
        return "–"
    parts = [part for part in name.split() if part not in ("Dr", "Mr", "Mrs", "Ms", "Prof")]
    return "".join(part[0] for part in parts[:2])


def _write(painter: QPainter, area: QRectF, said: str) -> None:
    fitted = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, fitted)
