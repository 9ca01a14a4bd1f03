"""How a standing looks: a shape, a letter and a colour, each of which says it alone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from rota_desk.queries.standings import Standing
from ui.style.tokens import Theme

LETTERS = {
    Standing.BREACH: "B",
    Standing.ADVISORY: "A",
    Standing.SIGNED: "S",
    Standing.UNKNOWN: "?",
    Standing.KEPT: "✓",
    Standing.ABSENT: "·",
}
KINDS = {
    Standing.BREACH: "danger",
    Standing.ADVISORY: "warning",
    Standing.SIGNED: "notice",
    Standing.UNKNOWN: "soft",
    Standing.KEPT: "good",
    Standing.ABSENT: "soft",
}
SHAPES = {
    Standing.BREACH: "▲",
    Standing.ADVISORY: "◆",
    Standing.SIGNED: "●",
    Standing.UNKNOWN: "?",
    Standing.KEPT: "✓",
    Standing.ABSENT: "·",
}
LEGEND = (
    "▲ B breach · ◆ A advisory · ● S signed off by name · ✓ kept"
    " · ? cannot be judged · dot: does not arise · blank: does not bind"
)
SIZE = 9.0  # pixels of a shape at the usual text


def draw_mark(
    painter: QPainter, area: QRectF, standing: Standing, theme: Theme, scale: float = 1.0
) -> None:
    """Draw a standing in the middle of an area: its shape, and its letter beside it."""
    colour = QColor(getattr(theme, KINDS[standing]))
    middle = Qt.AlignmentFlag.AlignCenter
    if standing not in (Standing.BREACH, Standing.ADVISORY, Standing.SIGNED):
        painter.setPen(colour)
        painter.drawText(area, middle, LETTERS[standing])
        return
    painter.fillRect(area, QColor(getattr(theme, f"{KINDS[standing]}_fill")))
    size = SIZE * scale
    left = area.center().x() - size - 1
    box = QRectF(left, area.center().y() - size / 2, size, size)
    draw_shape(painter, box, standing, colour)
    painter.setPen(QPen(colour))
    beside = QRectF(box.right() + 2, area.top(), area.right() - box.right() - 2, area.height())
    painter.drawText(
        beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, LETTERS[standing]
    )


def draw_shape(painter: QPainter, box: QRectF, standing: Standing, colour: QColor) -> None:
    """Draw the bare shape: a triangle, a diamond or a disc."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    middle = box.center()
    if standing is Standing.SIGNED:
        painter.drawEllipse(box)
    elif standing is Standing.BREACH:
        top = QPointF(middle.x(), box.top())
        painter.drawPolygon(QPolygonF([box.bottomLeft(), box.bottomRight(), top]))
    else:
        points = (
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        )
        painter.drawPolygon(QPolygonF(points))
    painter.restore()
