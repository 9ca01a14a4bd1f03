"""Rows and columns on the 4-pixel grid."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
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


def scrolled(inside: QWidget) -> QScrollArea:
    """A widget in a frameless area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


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
