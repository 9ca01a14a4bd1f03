"""The band over a what-if: in words and stripes, so that nobody takes it for the real rota."""

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.style.theme import Look
from ui.widgets.words import button, words
from ui.widgets.wrap import Wrap

STEP, EDGE = 12, 24  # pixels from stripe to stripe, and of the striped edge


class Band(QWidget):
    """Which what-if this is, and the ways out of it."""

    def __init__(
        self,
        name: str,
        look: Look,
        *,
        compare: Callable[[], object],
        apply: Callable[[], object],
        throw_away: Callable[[], object],
        keep: Callable[[], object],
    ) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(f"What-if {name}: nothing here is on the real rota")
        told = words(f"▨ WHAT-IF  “{name}”", "strong")
        line = Wrap()
        line.setContentsMargins(36, 6, 16, 6)
        line.add(told, words("A copy to try things on. Nothing here is on the real rota."))
        line.spring()
        line.add(
            button("Beside the real one", compare, says="Both side by side (Ctrl+Alt+J)"),
            button(
                "Apply …",
                apply,
                "primary",
                says="Choose what goes onto the real rota, as one step",
            ),
            button("Throw away …", throw_away, says="Remove the copy; the real rota stays"),
            button("Close, keep it", keep, says="It is kept beside the rota's file"),
        )
        self.setLayout(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stripe the left end; a line above and below."""
        painter, theme = QPainter(self), self._look.theme
        painter.fillRect(self.rect(), QColor(theme.warning_fill))
        painter.setPen(QPen(QColor(theme.warning), 4))
        tall = self.height()
        painter.setClipRect(0, 0, EDGE, tall)
        for left in range(-tall, EDGE, STEP):
            painter.drawLine(QPointF(left, tall), QPointF(left + tall, 0))
        painter.setClipping(False)
        for top in (0, tall - 2):
            painter.fillRect(0, top, self.width(), 2, QColor(theme.warning))
        super().paintEvent(event)
