"""Cards of the inspector: a heading and a few lines, told apart by hairlines."""

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from ui.widgets.words import words

SIDE = 12  # pixels on either side of the words


class Card(QFrame):
    """A framed group of lines under a heading, "Who could do it"."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(SIDE, 10, SIDE, 10)
        self._lines.setSpacing(6)
        if heading:
            self._lines.addWidget(words(heading, "strong", wrap=True))

    def inset(self, pixels: int) -> None:
        """Let what is in it begin that much further left, where it has an edge of its own."""
        self._lines.setContentsMargins(SIDE - pixels, 10, SIDE, 10)

    def line(self, text: str, role: str = "") -> None:
        """Add a line of words that wraps."""
        self._lines.addWidget(words(text, role, wrap=True))

    def add(self, part: QWidget | QLayout) -> None:
        """Add a widget or a row of them."""
        if isinstance(part, QWidget):
            self._lines.addWidget(part)
        else:
            self._lines.addLayout(part)
