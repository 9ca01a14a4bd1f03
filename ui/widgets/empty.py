"""What an empty place shows: what it is for, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.widgets.layouts import boxed, row, scrolled
from ui.widgets.words import button, words

WIDEST = 520  # pixels; a longer line is hard to read


class Empty(QWidget):
    """A place with nothing in it yet: a sentence, the buttons that begin, and short lines."""

    def __init__(
        self,
        title: str,
        sentence: str,
        *steps: tuple[str, Callable[[], object]],
        lines: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("plain")
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addStretch(1)
        inside.addWidget(_middle(words(title, "heading")))
        inside.addWidget(_middle(words(sentence, "soft")))
        made = [
            button(text, pressed, "" if place else "primary")
            for place, (text, pressed) in enumerate(steps)
        ]
        for one in made:
            inside.addWidget(one, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.first = made[0] if made else None  # where the keyboard begins
        for line in lines:
            inside.addWidget(_middle(words(line, "soft")))
        inside.addStretch(2)
        box = QWidget()
        box.setObjectName("plain")
        box.setMaximumWidth(WIDEST)
        box.setLayout(inside)
        middle = row(None, box, None)
        middle.setStretch(1, WIDEST)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        area = scrolled(boxed(middle))
        area.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # Tab goes to the buttons, which come into view
        outside.addWidget(area)


def _middle(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    return label
