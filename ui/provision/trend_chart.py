"""The trend: how much of each week's need is filled, against the target."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from rota_desk.queries.provision_shares import Share
from ui.style.theme import Look

HIGH, LEFT, RIGHT, TOP, BOTTOM = 150, 44, 16, 22, 24  # pixels at the usual text
ROOM = 5  # percent below the lowest point
MARK = 4.5  # half a mark's size


class TrendChart(QWidget):
    """A point for each week: a disc where the target is met, a triangle where it is not."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._weeks: tuple[Share, ...] = ()
        self._target = 100.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._size)
        self._size()

    def _size(self, _theme: object = None) -> None:
        self.setFixedHeight(self._look.pixels(HIGH))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._look.pixels(400), self._look.pixels(HIGH))

    def show_weeks(self, weeks: Sequence[Share], target: float) -> None:
        """Show these weeks, named by their Mondays."""
        self._weeks, self._target = tuple(weeks), target
        self.setAccessibleName(trend_words(weeks, target))
        self.setToolTip(trend_words(weeks, target))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the target, the line between the weeks, and each week's mark and figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(self._look.pixels(11))
        painter.setFont(font)
        if self._weeks:
            self._draw(painter)
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        theme, pixels = self._look.theme, self._look.pixels
        area = QRectF(self.rect()).adjusted(
            pixels(LEFT), pixels(TOP), -pixels(RIGHT), -pixels(BOTTOM)
        )
        lowest = min([self._target, *(float(one.percent) for one in self._weeks)])
        base = max(0.0, lowest - ROOM)
        self._target_line(painter, area, base)
        places = [
            QPointF(self._across(area, number), _down(area, float(one.percent), base))
            for number, one in enumerate(self._weeks)
        ]
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.drawPolyline(QPolygonF(places))
        for place, one in zip(places, self._weeks, strict=True):
            self._week(painter, area, place, one)

    def _across(self, area: QRectF, number: int) -> float:
        return area.left() + area.width() * (number + 0.5) / len(self._weeks)

    def _target_line(self, painter: QPainter, area: QRectF, base: float) -> None:
        theme = self._look.theme
        level = _down(area, self._target, base)
        painter.setPen(QPen(QColor(theme.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), level), QPointF(area.right(), level))
        painter.setPen(QColor(theme.soft))
        said = QRectF(0, level - 10, area.left() - 4, 20)
        painter.drawText(said, int(_RIGHT), f"{self._target:.0f} %")

    def _week(self, painter: QPainter, area: QRectF, place: QPointF, week: Share) -> None:
        theme = self._look.theme
        met = float(week.percent) >= self._target
        ink = QColor(theme.good if met else theme.danger)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(QColor(theme.paper) if not met else ink)
        if met:
            painter.drawEllipse(place, MARK, MARK)
        else:
            painter.drawPolygon(
                QPolygonF(
                    [
                        place + QPointF(-MARK - 1, -MARK),
                        place + QPointF(MARK + 1, -MARK),
                        place + QPointF(0, MARK + 1),
                    ]
                )
            )
        width = area.width() / len(self._weeks)
        painter.setPen(QColor(theme.text))
        figure = f"{week.percent:.0f}" if week.need else "–"
        above = place.y() - 22 if met else place.y() + 6  # clear of the target's line
        painter.drawText(QRectF(place.x() - 30, above, 60, 16), int(_MIDDLE), figure)
        painter.setPen(QColor(theme.soft))
        below = QRectF(place.x() - width / 2, area.bottom() + 6, width, 16)
        name = painter.fontMetrics().elidedText(week.name, _ELIDE, int(width))
        painter.drawText(below, int(_MIDDLE), name)


_MIDDLE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideNone


def _down(area: QRectF, share: float, base: float) -> float:
    return area.bottom() - area.height() * (share - base) / max(100 - base, 1)


def trend_words(weeks: Sequence[Share], target: float) -> str:
    """The trend read aloud."""
    needed = [one for one in weeks if one.need]
    if not needed:
        return "Nothing is needed in these weeks."
    below = sum(float(one.percent) < target for one in needed)
    said = ", ".join(f"{one.name} {one.percent:.0f} %" for one in needed)
    return f"Filled week by week, target {target:.0f} %, {below} of {len(needed)} below: {said}"
