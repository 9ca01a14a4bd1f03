"""The list of pages at the left of a screen: Settings, Reports."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from ui.style.theme import Look

BESIDE = 46  # pixels beside the words: the edges of a line and a scroll bar


class SideList(QListWidget):
    """As wide as its longest line asks, at every size of text; it never scrolls sideways."""

    def __init__(self, name: str, look: Look, least: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._look, self._least = look, least
        self.model().rowsInserted.connect(self.fit)
        look.changed.connect(self.fit)

    def fit(self, *_news: object) -> None:
        """Take the width that the words need now."""
        words = (self.item(place).text() for place in range(self.count()))
        longest = max((self.fontMetrics().horizontalAdvance(one) for one in words), default=0)
        self.setFixedWidth(max(self._look.pixels(self._least), longest + BESIDE))
