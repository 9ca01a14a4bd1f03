"""Buttons joined into one control of which one part is chosen: Week, Fortnight, 4 weeks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.words import restyle
from ui.widgets.wrap import Wrap


def segments(parts: Sequence[QPushButton]) -> QWidget:
    """Join parts edge to edge; neighbours share a border, the ends are rounded.

    Where all of them have no room they go on in the next line.
    """
    line = Wrap(gap=-1, line_gap=2)  # neighbours share a border
    line.setContentsMargins(0, 0, 0, 0)
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
