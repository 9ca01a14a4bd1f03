"""The head of a screen: its title, a word beside it, and its buttons."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.words import words
from ui.widgets.wrap import Wrap

NARROW = 240  # pixels; words beside the title take a second line before they take less


class Aside(QLabel):
    """Words on one line where there is room for them, else on as many as they need."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "soft")
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        """As wide as the words on one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Never so wide that the window has to be wider."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), NARROW), hint.height())


class Head(QWidget):
    """The line on top of a screen; a second line where the window is narrow."""

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__()
        self.setObjectName("screen_head")
        self.title = words(title, "title")
        self.aside = Aside(aside)
        self._row = Wrap()
        self._row.setContentsMargins(16, 10, 16, 10)
        self._row.add(self.title, self.aside)
        self._row.spring()
        self.setLayout(self._row)

    def add(self, *parts: QWidget) -> None:
        """Put buttons or fields at the right end."""
        self._row.add(*parts)

    def tell(self, title: str, aside: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.aside.setText(aside)
