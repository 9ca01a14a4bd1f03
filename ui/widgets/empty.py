"""What an empty place shows: what it is for, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.words import button, words


class Empty(QWidget):
    """A place with nothing in it yet: a sentence and the buttons that begin."""

    def __init__(
        self, title: str, sentence: str, *steps: tuple[str, Callable[[], object]]
    ) -> None:
        super().__init__()
        self.setObjectName("plain")
        lines = QVBoxLayout(self)
        lines.setSpacing(12)
        lines.addStretch(1)
        for label in (words(title, "heading"), words(sentence, "soft")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            lines.addWidget(label)
        for place, (text, pressed) in enumerate(steps):
            lines.addWidget(
                button(text, pressed, "" if place else "primary"),
                alignment=Qt.AlignmentFlag.AlignHCenter,
            )
        lines.addStretch(2)
