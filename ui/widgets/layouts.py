"""Rows and columns on the 4-pixel grid."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

L = TypeVar("L", bound=QBoxLayout)


def row(*parts: QWidget | QLayout | None, gap: int = 8, edge: int = 0) -> QHBoxLayout:
    """Lay parts from left to right; None takes up the space that is left."""
    layout = QHBoxLayout()
    return _fill(layout, parts, gap, edge)


def column(*parts: QWidget | QLayout | None, gap: int = 8, edge: int = 0) -> QVBoxLayout:
    """Lay parts from top to bottom; None takes up the space that is left."""
    layout = QVBoxLayout()
    return _fill(layout, parts, gap, edge)


def _fill(layout: L, parts: tuple[QWidget | QLayout | None, ...], gap: int, edge: int) -> L:
    layout.setSpacing(gap)
    layout.setContentsMargins(edge, edge, edge, edge)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)
    return layout


def boxed(layout: QLayout, name: str = "plain") -> QWidget:
    """A widget that holds a layout."""
    box = QWidget()
    box.setObjectName(name)
    box.setLayout(layout)
    return box


class Scrolled(QScrollArea):
    """A frameless area that scrolls up and down only; what is in it is never squeezed."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_room)
        self.setWidget(inside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again at the height when what is inside has changed."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show}:
            self._later.start()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        inside, wide = self.widget(), self.viewport().width()
        if inside is not None and inside.hasHeightForWidth():
            inside.setMinimumHeight(inside.heightForWidth(wide))


def scrolled(inside: QWidget) -> QScrollArea:
    """A widget in a frameless area that scrolls up and down only."""
    return Scrolled(inside)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            clear(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
