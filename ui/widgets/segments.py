"""Buttons joined into one control of which one part is chosen: Week, Fortnight, 4 weeks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.widgets.words import restyle


def segments(parts: Sequence[QPushButton]) -> QWidget:
    """Join parts edge to edge; each neighbour shares a border, the ends are rounded."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    for place, part in enumerate(parts):
        part.setProperty("role", "part")
        part.setCheckable(True)
        part.setProperty("end", _end(place, len(parts)))
        restyle(part)
        line.addWidget(part)
    box = QWidget()
    box.setObjectName("plain")
    box.setLayout(line)
    return box


def _end(place: int, number: int) -> str:
    if place == number - 1:
        return "last"
    return "first" if place == 0 else "middle"
