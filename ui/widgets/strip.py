"""The deadline strip: what falls due, each a chip that takes you there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from ui.widgets.layouts import clear

SHAPES = {"danger": "▲", "warning": "◆", "notice": "●", "good": "✓", "neutral": "·"}


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline: a few words, how urgent, and where it is dealt with."""

    words: str
    kind: str  # danger, warning, notice, good
    go: Callable[[], object]
    detail: str = ""


class Strip(QScrollArea):
    """Chips in a row; hidden when nothing is due."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Deadlines")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside = QWidget()
        inside.setObjectName("plain")
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(12, 5, 12, 5)
        self._row.setSpacing(8)
        self.setWidget(inside)
        self.hide()

    def show_dues(self, dues: Sequence[Due]) -> None:
        """Show these deadlines, the most urgent first as they come."""
        clear(self._row)
        for due in dues:
            self._row.addWidget(chip := _chip(due))
            chip.show()  # a chip that is not shown yet would count as nothing in `_fit`
        self._row.addStretch(1)
        self.setVisible(bool(dues))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the chips are, whatever the size of text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._row.activate()
        self.setFixedHeight(self._row.sizeHint().height())


def _chip(due: Due) -> QPushButton:
    made = QPushButton(f"{SHAPES.get(due.kind, '')}  {due.words}")
    made.setProperty("chip", due.kind)
    made.setAccessibleName(f"{due.words}. {due.detail}".strip())
    made.setToolTip(due.detail)
    made.clicked.connect(lambda: due.go())  # noqa: PLW0108 - drops Qt's "checked"
    return made
