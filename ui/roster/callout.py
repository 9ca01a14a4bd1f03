"""A sentence beside a cell: why something does not go there, or what it would do."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from ui.style.theme import Look
from ui.widgets.words import restyle

SHAPES = {"danger": "▲", "warning": "◆", "notice": "●", "good": "✓"}
STAYS = 8_000  # milliseconds
WIDEST = 340  # pixels


class Callout(QLabel):
    """Stands beside a cell of the grid, in words and with a shape; gone when one moves on."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._room = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(2)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._gone = QTimer(self, singleShot=True, interval=STAYS)
        self._gone.timeout.connect(self.hide)
        self.hide()

    def tell(self, cell: QRect, sentence: str, kind: str) -> None:
        """Stand below a cell, or above it where there is no room, inside the grid."""
        self.setProperty("chip", kind)
        restyle(self)
        self.setText(f"{SHAPES.get(kind, '')} {sentence}".strip())
        self.setAccessibleName(sentence)
        room = self._room.rect()
        self.setFixedWidth(min(self._look.pixels(WIDEST), room.width() - 8))
        self.setFixedHeight(max(self.heightForWidth(self.width()), self._look.pixels(24)))
        below = cell.bottom() + 4
        fits = below + self.height() <= room.bottom()
        top = below if fits else max(cell.top() - self.height() - 4, 0)
        self.move(max(0, min(cell.left(), room.right() - self.width() - 4)), top)
        self.show()
        self.raise_()
        self._gone.start()
