"""A list beside what it lists: it gets what it needs, never more than a share of the room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.style.theme import Look

MOST = 0.36  # of the room: the list


class SideSplit(QSplitter):
    """Shares the width anew with every size of the window, until the reader drew the line."""

    def __init__(self, look: Look, side: QWidget, stage: QWidget, wanted: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._look, self._wanted, self._by_hand = look, wanted, False
        self.addWidget(side)
        self.addWidget(stage)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._keep)
        look.changed.connect(self._look_again)

    def want(self, wanted: int) -> None:
        """Let the list have so many pixels at the usual text, where there is room."""
        self._wanted, self._by_hand = wanted, False
        self.share()

    def share(self) -> None:
        """Give the list its part, what it lists the rest."""
        if not self._by_hand:
            room = self.width() - self.handleWidth()
            wide = min(self._look.pixels(self._wanted), int(room * MOST))
            self.setSizes([wide, room - wide])

    def _look_again(self, _theme: object) -> None:
        self.share()

    def _keep(self, _place: int, _handle: int) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.share()
