"""Figures in a row: each with what it counts below it, in columns of one width."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.widgets.layouts import boxed, column
from ui.widgets.words import words

Measure = tuple[str, str]  # "Filled: 92.8 %", and what is counted
LETTERS = 22  # that a column has room for at least


class Measures(QWidget):
    """As many columns as have room, and as alike in number as the lines allow."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._told: list[QWidget] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 0, 16, 10)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)

    def show_measures(self, measures: Sequence[Measure]) -> None:
        """Show other figures."""
        for one in self._told:
            self._grid.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._told = [
            boxed(
                column(
                    words(figure, "strong", wrap=True), words(said, "soft", wrap=True), None, gap=2
                )
            )
            for figure, said in measures
        ]
        self._across = 0
        self._lay()

    def _lay(self) -> None:
        across = self._fitting()
        if across == self._across:
            return
        for place in range(self._across):
            self._grid.setColumnStretch(place, 0)
        self._across = across
        for place, one in enumerate(self._told):
            self._grid.addWidget(one, place // across, place % across)
        for place in range(across):
            self._grid.setColumnStretch(place, 1)

    def _fitting(self) -> int:
        count = max(len(self._told), 1)
        least = self.fontMetrics().averageCharWidth() * LETTERS
        most = max(1, min(count, self.width() // max(least, 1)))
        rows = -(-count // most)
        return -(-count // rows)

    def minimumSizeHint(self) -> QSize:
        """Never so tall that the window has to be: the height follows from the width."""
        return QSize(0, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as fit now."""
        super().resizeEvent(event)
        self._lay()
