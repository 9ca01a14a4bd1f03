"""Lines of cards: words with a shape before them, words with a figure behind."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.style.icons import picture
from ui.style.theme import Look
from ui.widgets.layouts import row
from ui.widgets.words import words

SHAPES = {
    "danger": ("triangle", "Warning"),
    "warning": ("diamond", "Note"),
    "good": ("circle-check", "Good"),
    "notice": ("circle", "Note"),
    "soft": ("minus", ""),
}


def shaped_line(look: Look, kind: str, text: str) -> QWidget:
    """Words of a kind (danger, warning, good, notice, soft) with the kind's shape."""
    name, said = SHAPES[kind]
    shape = QLabel()
    shape.setPixmap(picture(name, getattr(look.theme, kind), look.pixels(14), 2.0))
    shape.setFixedWidth(look.pixels(18))
    shape.setAlignment(Qt.AlignmentFlag.AlignTop)
    shape.setAccessibleName(said)
    line = QWidget()
    line.setObjectName("plain")
    line.setAccessibleName(f"{said}: {text}" if said else text)
    laid = row(shape, words(text, kind, wrap=True), gap=4)
    laid.setStretch(1, 1)
    line.setLayout(laid)
    return line


def sum_line(text: str, amount: str, role: str = "") -> QHBoxLayout:
    """A line of a sum: what it is, and how much, in line with the figures above."""
    line = row(words(text, role, wrap=True), words(amount, role))
    line.setStretch(0, 1)
    return line
