"""The first start: open the sample department, start from a spreadsheet, or start empty."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from ui.widgets.card import Card
from ui.widgets.layouts import row
from ui.widgets.words import button, words


class Start(StrEnum):
    """How a coordinator begins."""

    SAMPLE = "sample"
    SPREADSHEET = "spreadsheet"
    EMPTY = "empty"
    OPEN = "open"


STARTS = (
    (
        Start.SAMPLE,
        "Open the sample department",
        "An invented endoscopy department with half a year of rota. Try anything in it.",
    ),
    (
        Start.SPREADSHEET,
        "Start from a spreadsheet",
        "Bring in the rota you keep now. You see what was understood before anything is kept.",
    ),
    (Start.EMPTY, "Start empty", "Begin with your people, rooms and activities."),
    (Start.OPEN, "Open a rota file", "One that was made with Rota Desk before."),
)


class FirstRun(QDialog):
    """Four ways to begin."""

    def __init__(self, trouble: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Rota Desk")
        self.setMinimumWidth(560)
        self.chosen: Start | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 24, 28, 24)
        lines.setSpacing(12)
        lines.addWidget(words("Rota Desk", "title"))
        lines.addWidget(words("Who is where, who is free, and what was promised.", "soft"))
        if trouble:
            lines.addWidget(self._trouble(trouble))
        for place, (start, title, sentence) in enumerate(STARTS):
            card = Card()
            begin = button(title, self._chooser(start), "" if place else "primary")
            begin.setAutoDefault(True)  # Enter begins where the focus is
            card.add(row(begin, None))
            card.line(sentence, "soft")
            lines.addWidget(card)

    def _trouble(self, sentence: str) -> QLabel:
        label = words(sentence, "danger", wrap=True)
        label.setAccessibleName(sentence)
        return label

    def _chooser(self, start: Start) -> Callable[[], None]:
        def choose() -> None:
            self.chosen = start
            self.accept()

        return choose
