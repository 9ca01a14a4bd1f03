"""The person who is highlighted through every place of a window, and the word that says so."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from ui.style.tokens import Theme
from ui.widgets.words import Button

SIGN = "◎ "  # before the name of the person who is highlighted
BAR = 4  # pixels of the bar before their line
ENDS = "Ctrl+Alt+Shift+K"


class Followed(QObject):
    """One for each window; places hear of it at once and mark what is of that person."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.person = 0  # 0 for nobody
        self.name = ""

    def turn(self, person: int, name: str) -> None:
        """Highlight a person; nobody when they are already, or when none is named."""
        again = person in {0, self.person}
        self.person, self.name = (0, "") if again else (person, name)
        self.changed.emit()

    def clear(self) -> None:
        """Highlight nobody."""
        if self.person:
            self.turn(0, "")

    def among(self, people: Iterable[int | None]) -> bool:
        """Whether somebody of these is highlighted."""
        return bool(self.person) and self.person in people

    def names(self, words: str) -> bool:
        """Whether words name the person who is highlighted."""
        return bool(self.name) and bool(re.search(rf"\b{re.escape(self.name)}\b", words))

    def signed(self, name: str, person: int | None) -> str:
        """A name, with the sign before it where it is theirs."""
        return f"{SIGN}{name}" if self.among((person,)) else name


class FollowedChip(Button):
    """Says in the head of a place who is highlighted; pressed, nobody is any more."""

    def __init__(self, followed: Followed) -> None:
        super().__init__()
        self._followed = followed
        self.setAutoDefault(False)
        self.setProperty("chip", "notice")
        self.setToolTip(f"Highlight nobody ({ENDS})")
        self.clicked.connect(followed.clear)
        followed.changed.connect(self._tell)
        self._write()
        if not followed.person:
            self.hide()  # else it comes to be seen with the head that takes it

    def _tell(self) -> None:
        self._write()
        self.setVisible(bool(self._followed.person))

    def _write(self) -> None:
        name = self._followed.name
        self.setText(f"{SIGN}{name}  ×")
        self.setAccessibleName(f"{name} is highlighted: highlight nobody ({ENDS})")


def frame_followed(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Frame what is of the person who is highlighted."""
    painter.setPen(QPen(QColor(theme.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 3, 3)
