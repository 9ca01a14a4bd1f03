"""The requests beside the year, or above it where large text leaves no room beside."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.style.theme import Look

LEFT_WIDTH = 264
WIDEST = 400  # pixels of the list, however large the text
LEAST_BESIDE = 420  # of the year, in pixels at the usual text
LEAST_ABOVE = 80  # of the list: a card


class LeaveSplit(QSplitter):
    """Two parts that share the screen's room; `stacked` says that they lie above one another.

    The list's own head gives its room then: the screen's says how many wait.
    """

    def __init__(self, look: Look, requests: QWidget, head: QWidget, year: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look, self._requests, self._head = look, requests, head
        self.addWidget(requests)
        self.addWidget(year)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.setSizes([look.pixels(300), look.pixels(900)])
        look.changed.connect(self._share)
        self._share()

    @property
    def stacked(self) -> bool:
        """Whether the list lies above the year."""
        return self.orientation() is Qt.Orientation.Vertical

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room."""
        super().resizeEvent(event)
        self._share()

    def _share(self, _theme: object = None) -> None:
        pixels = self._look.pixels
        wide = min(pixels(LEFT_WIDTH), WIDEST)
        above = self.width() < wide + pixels(LEAST_BESIDE) and self._look.scale > 1
        self._requests.setMinimumSize(0 if above else wide, pixels(LEAST_ABOVE) if above else 0)
        way = Qt.Orientation.Vertical if above else Qt.Orientation.Horizontal
        if way is self.orientation():
            return
        self.setOrientation(way)
        self._head.setVisible(not above)
        if above:
            self.setSizes([pixels(LEAST_ABOVE), max(self.height() - pixels(LEAST_ABOVE), 0)])
        else:
            self.setSizes([pixels(300), pixels(900)])
