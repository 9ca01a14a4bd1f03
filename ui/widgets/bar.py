"""A length beside its number, with a mark where it should end."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.style.theme import Look

HIGH, LEAST = 14, 60  # pixels at the usual text


class Bar(QWidget):
    """A filled length out of a whole, with what was agreed as a mark; the number stands beside."""

    def __init__(self, look: Look, share: float, *, mark: float | None = None, says: str) -> None:
        super().__init__()
        self._look, self._share, self._mark = look, share, mark
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setMinimumWidth(LEAST)
        self.setFixedHeight(look.pixels(HIGH))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._look.pixels(LEAST * 2), self._look.pixels(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole as an outline, the length filled, and the mark across."""
        theme = self._look.theme
        painter = QPainter(self)
        whole = QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -2.5)
        painter.fillRect(
            QRectF(whole.left(), whole.top(), whole.width() * min(self._share, 1), whole.height()),
            QColor(theme.accent),
        )
        painter.setPen(QPen(QColor(theme.edge), 1))
        painter.drawRect(whole)
        if self._mark is not None:
            across = whole.left() + whole.width() * min(self._mark, 1)
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.drawLine(
                QRectF(across, 0, 0, 0).topLeft(), QRectF(across, self.height(), 0, 0).topLeft()
            )
        painter.end()
