"""The head of a screen: its title, a word beside it, and its buttons."""

from PySide6.QtWidgets import QWidget

from ui.widgets.words import words
from ui.widgets.wrap import Wrap


class Head(QWidget):
    """The line on top of a screen; a second line where the window is narrow."""

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__()
        self.setObjectName("screen_head")
        self.title = words(title, "title")
        self.aside = words(aside, "soft")
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
