"""The head of a screen: its title, a word beside it, and its buttons."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.words import words


class Head(QWidget):
    """The line on top of a screen."""

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__()
        self.setObjectName("screen_head")
        self.title = words(title, "title")
        self.aside = words(aside, "soft")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 16, 10)
        self._row.setSpacing(8)
        self._row.addWidget(self.title)
        self._row.addWidget(self.aside)
        self._row.addStretch(1)

    def add(self, *parts: QWidget) -> None:
        """Put buttons or fields at the right end."""
        for part in parts:
            self._row.addWidget(part)

    def tell(self, title: str, aside: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.aside.setText(aside)
